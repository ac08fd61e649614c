"""A paragraph as it was meant: glosses, stray spaces and the other script taken out, positions kept."""

import re
import unicodedata
from dataclasses import dataclass

from knowledge.places.script import simplified

_HAN = "\u3400-\u9fff"
_PINYIN = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿê"
_LEFT_OUT = re.compile(
    # How a character is read, put behind it by a converter: 區(qū).
    rf"(?<=[{_HAN}])[(（][{_PINYIN}]{{1,7}}[)）]"
    # A sign between two names that got lost: 飛鵬 ? 萬薈.
    rf"|(?<=[{_HAN}])\s*[?？·•]\s+(?=[{_HAN}])"
    r"|[\ufffd\u200b-\u200f\ufeff\xad]"
    # Spaces between Chinese characters, figures and signs.
    rf"|(?<=[{_HAN}\d，。、；：“”（）《》·])[ \t\u3000\xa0]+(?=[{_HAN}\d，。、；：“”（）《》·])"
)


@dataclass(frozen=True)
class Cleaned:
    text: str
    """Simplified characters, half width for Latin letters and figures, Chinese punctuation."""
    at: tuple[int, ...]
    """For each character where it stands in the original."""

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """The original's half-open span of the characters ``begin:end``."""
        return self.at[begin], self.at[end - 1] + 1


def clean(text: str) -> Cleaned:
    """The paragraph to be read; nothing of it is in another place than before."""
    kept = [True] * len(text)
    for match in _LEFT_OUT.finditer(text):
        kept[match.start() : match.end()] = [False] * (match.end() - match.start())
    letters, at = [], []
    for index, character in enumerate(text):
        if kept[index]:
            for letter in _plain(character):
                letters.append(letter)
                at.append(index)
    return Cleaned("".join(letters), tuple(at))


def _plain(character: str) -> str:
    if character in _CHINESE_SIGNS:
        return _CHINESE_SIGNS[character]
    return unicodedata.normalize("NFKC", simplified(character)) if character not in "：；（）" else character


_CHINESE_SIGNS = {",": "，", ";": "；", "；": "；", "：": "：", "，": "，", "(": "(", "（": "(", "）": ")"}
