"""Traditional characters offered for what was written in simplified ones."""

from functools import cache
from typing import Any

from web.office.form import Typed


def with_traditional(typed: Typed) -> Typed:
    """The form with its empty traditional texts filled from the simplified ones; nothing written is replaced."""
    filled = typed.copy()
    for name, simplified in typed.items():
        field, dot, locale = name.rpartition(".")
        if dot and locale == "zh-Hans" and simplified.strip() and not typed.get(f"{field}.zh-Hant", "").strip():
            filled[f"{field}.zh-Hant"] = _converter().convert(simplified)
    return filled


@cache
def _converter() -> Any:
    from opencc import OpenCC  # type: ignore[import-untyped]

    # Characters alone: what words a region prefers is the curator's to decide.
    return OpenCC("s2t")
