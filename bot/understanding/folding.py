"""Text as the grammars read it: lower case, half width, simplified characters; as long as the original."""

import re
import unicodedata
from functools import lru_cache

from knowledge.places.script import foreign_characters, simplified

MASK = "\ue000"
"""Stands for characters that have been understood already."""

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "。": ".", "、": ",", "—": "-", "–": "-", "〜": "~"})


def fold(text: str) -> str:
    """One character for each of the text's, so that positions in both are the same."""
    return "".join(map(_fold_character, text)).translate(_PLAIN)


def mask(text: str, start: int, end: int) -> str:
    return text[:start] + MASK * (end - start) + text[end:]


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern with words bounded where a Chinese character begins, too: 2pm到8pm holds two times."""
    return re.compile(pattern, re.ASCII)


def is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0002ffff"


@lru_cache(maxsize=20_000)
def script_of(character: str) -> str | None:
    """``zh-Hans`` or ``zh-Hant`` for a character that only one of the scripts uses, else None."""
    if not is_han(character):
        return None
    if foreign_characters(character, "zh-Hans"):
        return "zh-Hant"
    return "zh-Hans" if foreign_characters(character, "zh-Hant") else None


@lru_cache(maxsize=20_000)
def _fold_character(character: str) -> str:
    if character.isascii():
        return character.lower()
    narrow = unicodedata.normalize("NFKC", character).lower()
    if len(narrow) != 1:
        return character
    simple = simplified(narrow)
    # Simplified forms outside the basic plane are written by nobody.
    return simple if len(simple) == 1 and ord(simple) < 0x10000 else narrow
