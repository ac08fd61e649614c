"""Traditional characters offered for what was written in simplified ones."""

from functools import cache
from typing import Any

from web.office.form import TEXTS, Typed


def with_traditional(typed: Typed) -> Typed:
    """The form with its empty traditional texts filled from the simplified ones; nothing written is replaced."""
    filled = typed.copy()
    for field in TEXTS:
        simplified = typed.get(f"{field}.zh-Hans", "").strip()
        if simplified and not typed.get(f"{field}.zh-Hant", "").strip():
            filled[f"{field}.zh-Hant"] = _converter().convert(simplified)
    return filled


@cache
def _converter() -> Any:
    from opencc import OpenCC  # type: ignore[import-untyped]

    # Characters alone: what words a region prefers is the curator's to decide.
    return OpenCC("s2t")
