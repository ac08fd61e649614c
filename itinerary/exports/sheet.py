"""Writing on A4 pages: lines broken as Chinese and English want it, in fonts that come with the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from fpdf import FPDF

from itinerary.exports.fonts import Script, Weight, face, require

Colour = tuple[int, int, int]
INK: Colour = (24, 36, 40)

_POINT = 25.4 / 72
_LEADING = 1.38
# No line begins with one of these, nor ends with one of those (the rule is called kinsoku).
_NO_BEGIN = "，。、；：！？）」』》〉…”’)·,.;:!?%"
_NO_END = "（「『《〈“‘(¥€$"


@dataclass(frozen=True)
class Style:
    """Size in points."""

    size: float = 9.5
    bold: bool = False
    colour: Colour = INK
    script: Script | None = None
    """Another script than the page's own, as for a card in simplified Chinese."""


class Sheet:
    """Pages that are written from the top down; all lengths are millimetres.

    Raises:
        NoLetters: when there is text that no font here can show.
    """

    WIDTH, HEIGHT, MARGIN, FOOT = 210.0, 297.0, 14.0, 14.0

    def __init__(self, script: Script, letters: frozenset[str], folder: Path) -> None:
        require(letters)
        self.pdf = FPDF(unit="mm", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margin(0)
        self.pdf.c_margin = 0
        self._script = script
        # The font of the simplified script has the traditional signs too, in the mainland's forms.
        scripts: set[Script] = {script, "simplified"}
        for each in sorted(scripts):
            for weight, style in _STYLES:
                path = folder / f"{each}-{weight}.ttf"
                path.write_bytes(face(each, weight, letters))
                self.pdf.add_font(each, style, path)
        self.pdf.set_fallback_fonts(sorted(scripts - {script}))
        self.y = self.MARGIN
        self.pdf.add_page()

    @property
    def bottom(self) -> float:
        return self.HEIGHT - self.MARGIN - self.FOOT / 2

    def room(self, height: float) -> None:
        """Goes on to the next page when that height doesn't fit on this one."""
        if self.y + height > self.bottom:
            self.pdf.add_page()
            self.y = self.MARGIN

    def height(self, text: str, width: float, style: Style) -> float:
        return len(self.lines(text, width, style)) * _line(style)

    def write(
        self, x: float, y: float, width: float, text: str, style: Style, link: str = "",
        align: Literal["left", "centre", "right"] = "left",
    ) -> float:  # fmt: skip
        """Writes broken lines from that corner; answers where they end."""
        for line in self.lines(text, width, style):
            shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * (width - self.pdf.get_string_width(line))
            self.pdf.set_text_color(*style.colour)
            self.pdf.set_xy(x + shift, y)
            self.pdf.cell(width, _line(style), line, link=link)
            y += _line(style)
        return y

    def lines(self, text: str, width: float, style: Style) -> list[str]:
        self.pdf.set_font(style.script or self._script, "B" if style.bold else "", style.size)
        lines = [""]
        for piece in _pieces(text):
            longer = lines[-1] + piece
            if self.pdf.get_string_width(longer.rstrip()) <= width or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(piece.lstrip())
        return [line.rstrip() for line in lines]

    @contextmanager
    def faint(self, opacity: float) -> Iterator[None]:
        with self.pdf.local_context(fill_opacity=opacity, stroke_opacity=opacity):
            yield


def _line(style: Style) -> float:
    return style.size * _POINT * _LEADING


def _pieces(text: str) -> list[str]:
    """What a line may be broken between: Latin words with the space after them, single Chinese signs."""
    pieces: list[str] = []
    glued = False
    for sign in text:
        wide = ord(sign) > 0x2E7F
        before = pieces[-1] if pieces else ""
        alike = bool(before) and not before[-1].isspace() and ord(before[-1]) <= 0x2E7F and not wide
        if pieces and (glued or alike or sign in _NO_BEGIN or sign.isspace()):
            pieces[-1] += sign
        else:
            pieces.append(sign)
        glued = sign in _NO_END
    return pieces


_STYLES: tuple[tuple[Weight, Literal["", "B"]], ...] = (("regular", ""), ("bold", "B"))


@contextmanager
def new_sheet(script: Script, letters: frozenset[str]) -> Iterator[Sheet]:
    """A sheet whose fonts lie in a folder of their own until it is finished."""
    with TemporaryDirectory() as folder:
        yield Sheet(script, letters, Path(folder))


def finished(sheet: Sheet) -> bytes:
    output: Any = sheet.pdf.output()
    return bytes(output)
