"""One plain form for every script, so that 「幾點開門」, 几点开门 and full-width ＯＰＥＮ meet as the same features."""

import re
import unicodedata
from functools import lru_cache
from typing import Iterable

from opencc import OpenCC

NAME_IN_CHINESE = "某地"
NAME_IN_LATIN = "someplace"

_HAN = "\u3400-\u9fff\U00020000-\U0002ffff"
_SPACE = re.compile(r"\s+")
_SPACE_IN_CHINESE = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_WORD = re.compile(rf"[{_HAN}]+|[0-9]+|[^\W\d_{_HAN}]+")


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def simplify(text: str) -> str:
    """The text with compatibility forms folded, in simplified characters and lower case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _SPACE_IN_CHINESE.sub("", _SPACE.sub(" ", _simplifier().convert(folded))).strip()


def plain(text: str, names: Iterable[str] = ()) -> str:
    """The simplified text in which each of `names` (surface forms found in it) has become one neutral word.

    What somebody wants to know doesn't depend on which place it is about, and the neutral word was seen in training while
    a place added this morning was not.
    """
    result = simplify(text)
    for name in sorted({simplify(name) for name in names} - {""}, key=len, reverse=True):
        result = result.replace(name, NAME_IN_CHINESE if re.search(f"[{_HAN}]", name) else NAME_IN_LATIN)
    return result


def words(text: str) -> "list[tuple[str, int]]":
    """The runs of Han characters, letters and digits with their offsets; all else separates.

    Chinese is not cut into words here: the n-grams of characters do that without a dictionary that could be wrong.
    """
    return [(match.group(), match.start()) for match in _WORD.finditer(text)]
