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
    begins: tuple[int, ...]
    """For each character where what it stands for begins in the original."""
    ends: tuple[int, ...]
    """And where that ends, exclusive."""

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """The original's half-open span that the folded characters ``begin:end`` stand for."""
        return self.begins[begin], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Simplified characters, half width, lower case, no accents; spaces and punctuation stay."""
    letters = [(letter, index) for index, character in enumerate(text) for letter in _fold_character(character)]
    return Folded(
        "".join(letter for letter, _ in letters),
        tuple(index for _, index in letters),
        tuple(index + 1 for _, index in letters),
    )


def plain(text: str) -> str:
    """The folded spelling alone."""
    return fold(text).text


def compact(folded: Folded) -> Folded:
    """Without spaces, hyphens, quotes, brackets and tone figures; other punctuation stays, as no name crosses it."""
    letters: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for index, letter in enumerate(folded.text):
        if _is_tone_figure(folded.text, index):
            ends[-1] = folded.ends[index]
        elif letter not in _INSIDE_NAMES:
            letters.append(letter)
            begins.append(folded.begins[index])
            ends.append(folded.ends[index])
    return Folded("".join(letters), tuple(begins), tuple(ends))


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
