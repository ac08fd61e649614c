"""The plan's map on paper."""

from collections.abc import Callable
from math import hypot

from itinerary.exports.day import Day
from itinerary.exports.sheet import Colour, Sheet, Style
from itinerary.exports.sketch import LABEL, MARKER, Sketch, Spot

_LAND: Colour = (251, 250, 245)
_FILLS: dict[str, Colour] = {"quarter": (239, 232, 214), "water": (191, 223, 242)}
_COURSES: dict[str, Colour] = {"street": (226, 217, 196), "river": (156, 203, 230)}
_NAMES: dict[str, Colour] = {"water": (20, 86, 124), "river": (20, 86, 124)}
_NAME: Colour = (92, 83, 64)
_WAYS: dict[str, Colour] = {
    "walk": (34, 105, 74), "ebike": (110, 70, 150), "bus": (23, 103, 168), "taxi": (168, 67, 42),
}  # fmt: skip
_DOTS_APART = 1.7
_DOUBT: Colour = (138, 75, 0)
_BLACK: Colour = (0, 0, 0)
_WHITE: Colour = (255, 255, 255)
_NOTE: Colour = (86, 98, 95)
_A_POINT = 72 / 25.4

At = Callable[[Spot], Spot]


def draw_map(sheet: Sheet, drawn: Sketch, left: float, top: float, width: float, day: Day) -> float:
    """Draws it into that width with its note below; answers where it ends."""
    pdf = sheet.pdf
    unit = width / drawn.width
    height = drawn.height * unit

    def at(spot: Spot) -> Spot:
        return left + spot[0] * unit, top + spot[1] * unit

    # The outer one, so that colours set inside are forgotten with the clipping.
    with pdf.local_context(), pdf.rect_clip(left, top, width, height):
        pdf.set_fill_color(*_LAND)
        pdf.rect(left, top, width, height, style="F")
        _around(sheet, drawn, at, unit)
        _doubts(sheet, drawn, at, unit)
        _names(sheet, drawn, at, unit)
        _ways(sheet, drawn, at)
        _marks(sheet, drawn, at, unit)
        _signs(sheet, drawn, at, unit, day)
    pdf.set_draw_color(*_BLACK)
    pdf.set_line_width(0.35)
    pdf.rect(left, top, width, height, style="D")
    note = day.say("pocket-map-note")
    if any(mark.radius for mark in drawn.marks):
        note = f"{note} {day.say('pocket-map-estimates')}"
    return sheet.write(left, top + height + 1, width, note, Style(7.5, colour=_NOTE))


def _around(sheet: Sheet, drawn: Sketch, at: At, unit: float) -> None:
    """Areas whose edge fades over as far as it is uncertain, and courses."""
    pdf = sheet.pdf
    for shape in drawn.drawn:
        points = [at(point) for point in shape.points]
        if shape.sort in _FILLS:
            colour = _FILLS[shape.sort]
            pdf.set_fill_color(*colour)
            pdf.set_draw_color(*colour)
            for share in (1.0, 0.66, 0.33):
                pdf.set_line_width(max(0.2, share * min(shape.soft, 36) * unit))
                with sheet.faint(0.3):
                    pdf.polygon(points, style="D")
            pdf.polygon(points, style="F")
        else:
            pdf.set_draw_color(*_COURSES[shape.sort])
            pdf.set_line_width(1.4)
            pdf.polyline(points, style="D")


def _doubts(sheet: Sheet, drawn: Sketch, at: At, unit: float) -> None:
    pdf = sheet.pdf
    pdf.set_draw_color(*_DOUBT)
    pdf.set_line_width(0.2)
    pdf.set_dash_pattern(1.2, 1)
    for mark in drawn.marks:
        if mark.radius is not None:
            x, y = at((mark.point_x, mark.point_y))
            radius = mark.radius * unit
            pdf.ellipse(x - radius, y - radius, 2 * radius, 2 * radius, style="D")
    pdf.set_dash_pattern()


def _names(sheet: Sheet, drawn: Sketch, at: At, unit: float) -> None:
    size = LABEL * unit * _A_POINT
    for shape in drawn.drawn:
        if shape.label is not None:
            x, y = at(shape.label)
            style = Style(size, colour=_NAMES.get(shape.sort, _NAME))
            sheet.write(x - 40, y - LABEL * unit, 80, shape.name, style, align="centre")


def _ways(sheet: Sheet, drawn: Sketch, at: At) -> None:
    pdf = sheet.pdf
    for way in drawn.ways:
        begin, end = at((way.x1, way.y1)), at((way.x2, way.y2))
        if way.mode == "walk":
            _dots(sheet, begin, end)
            continue
        pdf.set_draw_color(*_WAYS[way.mode])
        pdf.set_line_width(0.9)
        if way.mode == "ebike":
            pdf.set_dash_pattern(2.6, 1.8)
        pdf.line(*begin, *end)
        pdf.set_dash_pattern()


def _dots(sheet: Sheet, begin: Spot, end: Spot) -> None:
    sheet.pdf.set_fill_color(*_WAYS["walk"])
    count = max(1, round(hypot(end[0] - begin[0], end[1] - begin[1]) / _DOTS_APART))
    for step in range(count + 1):
        x = begin[0] + (end[0] - begin[0]) * step / count
        y = begin[1] + (end[1] - begin[1]) * step / count
        sheet.pdf.ellipse(x - 0.45, y - 0.45, 0.9, 0.9, style="F")


def _marks(sheet: Sheet, drawn: Sketch, at: At, unit: float) -> None:
    pdf = sheet.pdf
    radius = MARKER * unit
    pdf.set_line_width(0.3)
    for mark in drawn.marks:
        pdf.set_draw_color(*_BLACK)
        pdf.set_fill_color(*_BLACK)
        point, seat = at((mark.point_x, mark.point_y)), at((mark.x, mark.y))
        pdf.line(*point, *seat)
        pdf.ellipse(point[0] - 0.7, point[1] - 0.7, 1.4, 1.4, style="F")
    for end in drawn.ends:
        x, y = at((end.x, end.y))
        pdf.set_fill_color(29, 107, 58)
        pdf.set_draw_color(*_WHITE)
        pdf.rect(x - radius * 0.8, y - radius * 0.8, radius * 1.6, radius * 1.6, style="DF")
        _centred(sheet, "▶" if end.which == "start" else "■", x, y, radius, _WHITE)
    for mark in drawn.marks:
        x, y = at((mark.x, mark.y))
        guessed = mark.radius is not None
        pdf.set_fill_color(*(_WHITE if guessed else _BLACK))
        pdf.set_draw_color(*(_DOUBT if guessed else _WHITE))
        pdf.set_line_width(0.6)
        pdf.ellipse(x - radius, y - radius, 2 * radius, 2 * radius, style="DF")
        _centred(sheet, str(mark.number), x, y, radius, _BLACK if guessed else _WHITE)


def _centred(sheet: Sheet, text: str, x: float, y: float, radius: float, colour: Colour) -> None:
    size = radius * 1.15 * _A_POINT
    sheet.write(x - radius, y - radius * 0.8, 2 * radius, text, Style(size, bold=True, colour=colour), align="centre")


def _signs(sheet: Sheet, drawn: Sketch, at: At, unit: float, day: Day) -> None:
    """North and scale."""
    pdf = sheet.pdf
    pdf.set_draw_color(*_BLACK)
    pdf.set_fill_color(*_BLACK)
    x, y = at((drawn.width - 20, 8))
    arrow = [(0, 0), (8, 22), (0, 17), (-8, 22)]
    pdf.polygon([(x + dx * unit, y + dy * unit) for dx, dy in arrow], style="F")
    sheet.write(x - 8, y + 24 * unit, 16, day.say("pocket-north"), Style(8, bold=True), align="centre")
    x, y = at((12, drawn.height - 16))
    bar, tick = drawn.bar * unit, 6 * unit
    pdf.set_line_width(0.6)
    pdf.polyline([(x, y), (x, y + tick), (x + bar, y + tick), (x + bar, y)], style="D")
    sheet.write(x + bar + 1.5, y - 1.2, 30, day.length(drawn.bar_metres), Style(8, bold=True))
