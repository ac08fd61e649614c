"""Letters for paper: fonts with Chinese signs, cut down to what a plan uses, so that every reader sees the same."""

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import Literal

Script = Literal["simplified", "traditional"]
Weight = Literal["regular", "bold"]

PACKAGE = "justmytype_intl_cjk"
"""Brings Noto Sans SC and TC (SIL Open Font License) as variable fonts."""
_FILES: dict[Script, str] = {
    "simplified": "fonts/ofl/notosanssc/NotoSansSC[wght].ttf",
    "traditional": "fonts/ofl/notosanstc/NotoSansTC[wght].ttf",
}
_WEIGHTS: dict[Weight, int] = {"regular": 400, "bold": 700}
# Tables for vertical text and for joining letters, which these pages don't use.
_DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG"]


class NoLetters(Exception):
    """A page can't be written, since the fonts are not there or lack some of its letters."""


@lru_cache(maxsize=12)
def face(script: Script, weight: Weight, letters: frozenset[str]) -> bytes:
    """A TrueType font with those of the letters that it has.

    Raises:
        NoLetters: when the package with the fonts is not installed.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    options = Options()
    options.layout_features = []
    options.notdef_outline = True
    options.drop_tables += _DROPPED
    with as_file(_folder() / _FILES[script]) as path, TTFont(path, lazy=True) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[ord(letter) for letter in letters])
        subsetter.subset(font)
        cut = BytesIO()
        instantiateVariableFont(font, {"wght": _WEIGHTS[weight]}, inplace=True).save(cut)
    return cut.getvalue()


@lru_cache(maxsize=2)
def known_letters(script: Script) -> frozenset[int]:
    """The code points that the font of a script has."""
    from fontTools.ttLib import TTFont

    with as_file(_folder() / _FILES[script]) as path, TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def require(letters: Iterable[str]) -> None:
    """Raises NoLetters, naming them, when no font here has some of the letters."""
    known = known_letters("simplified") | known_letters("traditional")
    missing = sorted({letter for letter in letters if ord(letter) not in known and not letter.isspace()})
    if missing:
        named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in missing[:12])
        raise NoLetters(f"The fonts for paper lack these letters: {named}.")


def _folder() -> Path:
    try:
        folder = files(PACKAGE)
    except ModuleNotFoundError:
        raise NoLetters(
            f"The fonts for paper are not installed: the package {PACKAGE.replace('_', '-')} brings them."
        ) from None
    return Path(str(folder))
