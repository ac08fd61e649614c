"""Ids and traditional texts made from simplified ones."""

import re
import unicodedata
from functools import cache
from typing import Any

LONGEST = 60


def slug_of(name: str) -> str:
    """A place's id from its name: pinyin or Latin letters, with hyphens between words; never empty."""
    from pypinyin import lazy_pinyin

    letters = " ".join(lazy_pinyin(name)) if any(ord(letter) > 0x2E7F for letter in name) else name
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST].strip("-") or "place"


def traditional(text: str) -> str:
    """The text in traditional characters, one by one; what words a region prefers is a curator's to decide."""
    converted: str = _converter().convert(text)
    return converted


@cache
def _converter() -> Any:
    from opencc import OpenCC  # type: ignore[import-untyped]

    return OpenCC("s2t")
