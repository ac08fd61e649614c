"""The plan on paper: A4 pages with map, times, addresses to show a driver, and the code of the plan's page.

Fonts are embedded, so that no reader needs Chinese ones. What the fonts can't show is an error, never an empty box.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from string import printable as ASCII
from typing import Any

from itinerary.exports.day import Day, Entry
from itinerary.exports.fonts import NoLetters, Script
from itinerary.exports.located import WORDING
from itinerary.exports.paper_map import draw_map
from itinerary.exports.qr import QUIET, qr_rows
from itinerary.exports.sheet import Colour, Sheet, Style, finished, new_sheet
from itinerary.itinerary import Leg
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import Locale

__all__ = ["NoLetters", "cut_letters", "to_pdf"]

SCRIPTS: tuple[Script, ...] = ("simplified", "traditional")

_SEA: Colour = (14, 79, 92)
_PAPER: Colour = (248, 243, 234)
_SOFT: Colour = (86, 98, 95)
_BRICK: Colour = (143, 50, 28)
_CARD: Colour = (255, 248, 222)
_LINE: Colour = (205, 192, 168)

_BAND = 36.0
_MAP_WIDTH = 118.0
_GAP = 6.0
_TIMES = 24.0
_DRIVER = 62.0
_CODE = 28.0

_WORDINGS = (WORDING, WORDING.parents[1] / "wording")
_MOST_KEPT = 4
_USUAL: dict[tuple[str, str], frozenset[str]] = {}
"""By the district and the revision of its facts."""


def to_pdf(
    itinerary: Mapping[str, Any],
    locale: Locale,
    gazetteer: Gazetteer,
    wishes: Mapping[str, Any] | None = None,
    link: str | None = None,
) -> bytes:
    """A4 pages in PDF; the same plan gives the same bytes.

    Raises:
        NoLetters: when the fonts are not installed, or lack letters of this plan; says which.
    """
    day = Day(itinerary, locale, gazetteer, wishes, link)
    script: Script = "traditional" if locale == "zh-Hant" else "simplified"
    with new_sheet(script, _letters(day)) as sheet:
        _about(sheet, day)
        _head(sheet, day)
        _overview(sheet, day)
        for entry in day.entries:
            _stop(sheet, day, entry)
        _close(sheet, day)
        _feet(sheet, day)
        return finished(sheet)


def cut_letters(gazetteer: Gazetteer) -> None:
    """Cuts the fonts that plans of these facts are written with, so that the first to ask for one needn't wait.

    Raises:
        NoLetters: when the fonts are not installed.
    """
    letters = _usual_letters(gazetteer)
    for script in SCRIPTS:
        with new_sheet(script, letters):
            pass


def _letters(day: Day) -> frozenset[str]:
    """All that may be written: what plans of these facts are made of, and what else is in this one."""
    own = _signs([day.plan.model_dump_json(), day.date, day.link or "", *day.unpriced])
    usual = _usual_letters(day.gazetteer)
    # Mostly the plan adds nothing, and the fonts that were cut for another one serve it too.
    return usual if own <= usual else usual | own


def _usual_letters(gazetteer: Gazetteer) -> frozenset[str]:
    """The letters of the planner's sentences and dates in every language, of the district and of all its places."""
    key = (gazetteer.district.id, gazetteer.revision)
    known = _USUAL.get(key)
    if known is None:
        texts = [path.read_text(encoding="utf-8") for folder in _WORDINGS for path in folder.glob("*.ftl")]
        texts += [gazetteer.district.model_dump_json(), "年月日星期一二三四五六", "▶■·–¥€£", ASCII]
        texts += [place.model_dump_json() for place in gazetteer.places.values()]
        known = _signs(texts)
        if len(_USUAL) >= _MOST_KEPT:
            _USUAL.clear()
        _USUAL[key] = known
    return known


def _signs(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(sign for text in texts for sign in text if sign.isprintable())


def _about(sheet: Sheet, day: Day) -> None:
    pdf = sheet.pdf
    pdf.set_lang(day.locale)
    pdf.set_title(day.say("title", district=day.pick(day.district.name), date=day.date))
    pdf.set_creator(day.district.id)
    pdf.set_producer("")
    # The plan's own day, so that the same plan gives the same file.
    pdf.set_creation_date(datetime.fromisoformat(day.plan.start))


def _head(sheet: Sheet, day: Day) -> None:
    pdf = sheet.pdf
    pdf.set_fill_color(*_SEA)
    pdf.rect(0, 0, sheet.WIDTH, _BAND, style="F")
    # A row of arcades, the district's own border.
    pdf.set_fill_color(*_PAPER)
    for column in range(36):
        pdf.ellipse(column * 6 + 0.8, _BAND - 2.6, 4.4, 5.2, style="F")
    pdf.rect(0, _BAND, sheet.WIDTH, 3, style="F")
    pdf.set_fill_color(255, 255, 255)
    pdf.rect(0, _BAND + 0.2, sheet.WIDTH, 3, style="F")
    width = sheet.WIDTH - 2 * sheet.MARGIN
    title = day.say("pocket-title", district=day.pick(day.district.name))
    y = sheet.write(sheet.MARGIN, 6, width - _CODE, title, Style(19, bold=True, colour=_PAPER))
    y = sheet.write(sheet.MARGIN, y, width - _CODE, day.date, Style(12, colour=_PAPER))
    if day.link:
        said = Style(8, colour=_PAPER)
        y = sheet.write(sheet.MARGIN, y + 1, width - _CODE - 4, day.say("pocket-share"), said)
        sheet.write(sheet.MARGIN, y, width - _CODE - 4, day.link, said, link=day.link)
        _code(sheet, day.link, sheet.WIDTH - sheet.MARGIN - _CODE, 2.5)
    sheet.y = _BAND + 5


def _overview(sheet: Sheet, day: Day) -> None:
    """The map, and beside it the day's sums and the code."""
    top, left = sheet.y, sheet.MARGIN
    plan = day.plan
    drawn = day.map
    bottom = top
    if drawn is not None:
        bottom = draw_map(sheet, drawn, left, top, _MAP_WIDTH, day)
        left += _MAP_WIDTH + _GAP
    width = sheet.WIDTH - sheet.MARGIN - left
    y = top
    for label, said in (
        ("pocket-time", f"{day.clock(plan.start)}–{day.clock(plan.end)}"),
        ("pocket-cost", day.money(plan.totals.cost)),
        ("pocket-walk", day.length(plan.totals.walk)),
        ("pocket-travel", day.duration(plan.totals.travel)),
    ):
        y = sheet.write(left, y, width, day.say(label), Style(8, colour=_SOFT))
        y = sheet.write(left, y, width, said, Style(12.5, bold=True)) + 1.2
    y = sheet.write(left, y + 1, width, day.proof, Style(8.5)) + 1
    for said in _cautions(day):
        y = sheet.write(left, y, width, said, Style(8.5, colour=_BRICK)) + 1
    sheet.y = max(bottom, y) + 4


def _cautions(day: Day) -> list[str]:
    said = []
    if day.unpriced:
        names = day.say("pocket-separator").join(day.unpriced)
        said.append(day.say("pocket-unpriced", n=len(day.unpriced), names=names))
    if day.outdated:
        said.append(day.say("pocket-older"))
    return said


def _code(sheet: Sheet, link: str, x: float, y: float) -> None:
    """The QR code on a white field of its own."""
    rows = qr_rows(link)
    unit = _CODE / (len(rows) + 2 * QUIET)
    sheet.pdf.set_fill_color(255, 255, 255)
    sheet.pdf.rect(x, y, _CODE, _CODE, style="F")
    sheet.pdf.set_fill_color(0, 0, 0)
    for row, modules in enumerate(rows):
        for column, dark in enumerate(modules):
            if dark:
                sheet.pdf.rect(x + (column + QUIET) * unit, y + (row + QUIET) * unit, unit, unit, style="F")


def _stop(sheet: Sheet, day: Day, entry: Entry) -> None:
    texts = _told(day, entry)
    body_x = sheet.MARGIN + _TIMES
    driver = _DRIVER if entry.place else 0.0
    width = sheet.WIDTH - sheet.MARGIN - body_x - driver - (_GAP if driver else 0)
    heights = [sheet.height(text, width, style) + 0.6 for text, style in texts]
    card = _card_height(sheet, day, entry) if entry.place else 0.0
    way = _way_height(sheet, day, entry.way) if entry.way else 0.0
    block = max(sum(heights), card, 12.0) + 4
    sheet.room(way + block)
    if entry.way:
        _way(sheet, day, entry.way)
    top = sheet.y
    _number(sheet, day, entry, top)
    y = top
    for text, style in texts:
        y = sheet.write(body_x, y, width, text, style) + 0.6
    if entry.place:
        _driver(sheet, day, entry, sheet.WIDTH - sheet.MARGIN - _DRIVER, top, card)
    sheet.y = top + block
    sheet.pdf.set_draw_color(*_LINE)
    sheet.pdf.set_line_width(0.2)
    sheet.pdf.line(sheet.MARGIN, sheet.y - 2, sheet.WIDTH - sheet.MARGIN, sheet.y - 2)


def _told(day: Day, entry: Entry) -> list[tuple[str, Style]]:
    stop, place = entry.stop, entry.place
    facts = []
    if stop.meal:
        facts.append(day.say(f"pocket-meal-{stop.meal}"))
    if place:
        facts.append(day.pick(day.district.kinds[place.kind].name))
    if stop.place_id:
        facts += [day.hours(stop), day.price(entry)]
    if stop.wait:
        facts.append(day.say("pocket-wait", arrive=day.clock(stop.arrive), time=day.duration(stop.wait)))
    told = [(stop.name, Style(12, bold=True)), (" · ".join(facts), Style(9, colour=_SOFT))]
    between = " " if day.locale == "en" else ""
    told += [(between.join(stop.reasons), Style(9)), (between.join(stop.warnings), Style(9, colour=_BRICK))]
    if stop.place_id and not place:
        told.append((day.say("pocket-gone"), Style(9, colour=_BRICK)))
    if place and place.phone:
        told.append((f"{day.say('pocket-phone')} {', '.join(place.phone)}", Style(9)))
    return [(text, style) for text, style in told if text]


def _number(sheet: Sheet, day: Day, entry: Entry, top: float) -> None:
    pdf = sheet.pdf
    x = sheet.MARGIN
    pdf.set_fill_color(*_SEA)
    pdf.ellipse(x, top, 6.4, 6.4, style="F")
    sheet.write(x, top + 0.9, 6.4, str(entry.number), Style(9.5, bold=True, colour=(255, 255, 255)), align="centre")
    y = sheet.write(x + 8, top, _TIMES - 9, day.clock(entry.stop.begin), Style(10.5, bold=True))
    sheet.write(x + 8, y, _TIMES - 9, f"–{day.clock(entry.stop.leave)}", Style(9, colour=_SOFT))


_DRIVER_LINES = (
    Style(8, script="simplified"),
    Style(13, bold=True, script="simplified"),
    Style(10, script="simplified"),
)


def _driver_texts(day: Day, entry: Entry) -> list[tuple[str, Style]]:
    assert entry.place is not None
    address = entry.address or day.to_driver("pocket-no-address", city=day.district.city["zh-Hans"])
    said = [day.to_driver("pocket-driver"), entry.place.name["zh-Hans"], address]
    return list(zip(said, _DRIVER_LINES, strict=True))


def _card_height(sheet: Sheet, day: Day, entry: Entry) -> float:
    return sum(sheet.height(text, _DRIVER - 6, style) for text, style in _driver_texts(day, entry)) + 4


def _driver(sheet: Sheet, day: Day, entry: Entry, x: float, y: float, height: float) -> None:
    pdf = sheet.pdf
    pdf.set_fill_color(*_CARD)
    pdf.set_draw_color(*_LINE)
    pdf.set_line_width(0.3)
    pdf.rect(x, y, _DRIVER, height, style="DF", round_corners=True, corner_radius=2)
    y += 2
    for text, style in _driver_texts(day, entry):
        y = sheet.write(x + 3, y, _DRIVER - 6, text, style)


_WAY = Style(9, colour=_SOFT)


def _way_text(day: Day, leg: Leg) -> str:
    return f"{day.say(f'pocket-mode-{leg.mode}')}  {day.travel(leg)}"


def _way_height(sheet: Sheet, day: Day, leg: Leg) -> float:
    return sheet.height(_way_text(day, leg), sheet.WIDTH - 2 * sheet.MARGIN - _TIMES, _WAY) + 2


def _way(sheet: Sheet, day: Day, leg: Leg) -> None:
    x = sheet.MARGIN + _TIMES
    sheet.y = sheet.write(x, sheet.y, sheet.WIDTH - sheet.MARGIN - x, _way_text(day, leg), _WAY) + 2


def _close(sheet: Sheet, day: Day) -> None:
    if day.way_home:
        sheet.room(_way_height(sheet, day, day.way_home))
        _way(sheet, day, day.way_home)
    lines = [(day.say("pocket-over", time=day.clock(day.plan.end)), Style(10.5, bold=True))]
    callable_ = [contact for contact in day.district.emergencies if contact.phone]
    if callable_:
        lines.append((" · ".join(f"{day.pick(one.name)} {one.phone}" for one in callable_), Style(10, bold=True)))
    if day.checked:
        lines.append((day.say("pocket-checked", n=day.checked), Style(8.5)))
    if day.district.disclaimer:
        lines.append((day.pick(day.district.disclaimer), Style(8.5)))
    width = sheet.WIDTH - 2 * sheet.MARGIN
    for text, style in lines:
        sheet.room(sheet.height(text, width, style) + 1)
        sheet.y = sheet.write(sheet.MARGIN, sheet.y, width, text, style) + 1


def _feet(sheet: Sheet, day: Day) -> None:
    """At the foot of every page: where the facts come from, and which page it is."""
    pdf = sheet.pdf
    width = sheet.WIDTH - 2 * sheet.MARGIN
    sources = day.say("pocket-sources", compiled=day.district.compiled, revision=day.plan.certificate.data_revision)
    for page in range(1, pdf.pages_count + 1):
        pdf.page = page
        sheet.write(sheet.MARGIN, sheet.HEIGHT - sheet.MARGIN, width - 16, sources, Style(7, colour=_SOFT))
        count = f"{page}/{pdf.pages_count}"
        sheet.write(sheet.WIDTH - sheet.MARGIN - 14, sheet.HEIGHT - sheet.MARGIN, 14, count,
                    Style(8, colour=_SOFT), align="right")  # fmt: skip
