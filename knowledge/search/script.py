"""One spelling for all ways of writing: both Chinese scripts, widths, cases and accents folded, positions kept."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from knowledge.places.script import simplified

# Marks that people put inside a name, or leave out, without meaning another name.
_INSIDE_NAMES = frozenset(" \t\u3000-‐–'’‘`´·・•()（）[]【】「」『』《》〈〉\"“”")


@dataclass(frozen=True)
class Folded:
    """A text in folded spelling, with where each of its characters came from."""

    text: str
    origin: tuple[int, ...]
    """For each character its index in the original, and one more: the original's length."""

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """The original's half-open span that the folded characters ``begin:end`` stand for."""
        return self.origin[begin], self.origin[end - 1] + 1


def fold(text: str) -> Folded:
    """Simplified characters, half width, lower case, no accents; spaces and punctuation stay."""
    letters: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        for letter in _fold_character(character):
            letters.append(letter)
            origin.append(index)
    return Folded("".join(letters), (*origin, len(text)))


def plain(text: str) -> str:
    """The folded spelling alone."""
    return fold(text).text


def compact(folded: Folded) -> Folded:
    """Without spaces, hyphens, quotes, brackets and tone figures; other punctuation stays, as no name crosses it."""
    kept = [
        index
        for index, letter in enumerate(folded.text)
        if letter not in _INSIDE_NAMES and not _is_tone_figure(folded.text, index)
    ]
    return Folded(
        "".join(folded.text[index] for index in kept),
        (*(folded.origin[index] for index in kept), folded.origin[-1]),
    )


def is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


def is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _is_tone_figure(text: str, index: int) -> bool:
    """Whether the character is the 1 of ``jin1``."""
    return (
        text[index] in "12345"
        and index > 0
        and "a" <= text[index - 1] <= "z"
        and not text[index + 1 : index + 2].isdigit()
        and bool(re.search(r"[aeiou]n?g?$", text[max(0, index - 4) : index]))
    )


@cache
def _fold_character(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", simplified(character))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
