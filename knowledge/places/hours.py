"""When a place is open, on a date and in the district's own calendar and time zone.

The text is OSM ``opening_hours`` syntax. Three states exist: open, closed, unknown; a missing text is unknown. Whether
a place trades at all is its ``status``, which is not looked at here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place

State = Literal["open", "closed", "unknown"]

_DAY = timedelta(days=1)
_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_QUOTED = re.compile(r'("[^"]*")')
_PUBLIC_HOLIDAY = re.compile(r"\bPH\b")
_SUN = re.compile(r"\b(sunrise|sunset|dawn|dusk)\b")
_POSITION = re.compile(r"-->\s*\d+:(\d+)")
_EXPECTED = re.compile(r"=\s*expected (.+)")


@dataclass(frozen=True)
class Opening:
    """One continuous time in which visitors are let in or stay, in the district's zone."""

    begin: datetime
    end: datetime
    """Exclusive; may lie on a later day."""
    last_entry: datetime | None


@dataclass(frozen=True)
class DayHours:
    known: bool
    """False when the hours of any part of the day or span are unknown."""
    openings: tuple[Opening, ...]
    """What is known of them, in order of time."""


@dataclass(frozen=True)
class _Span:
    """A stretch of wall-clock time, as the text gives it."""

    begin: datetime
    end: datetime
    known: bool


def hours_on(place: Place, day: date, gazetteer: Gazetteer) -> DayHours:
    """The openings that begin on that day; what is left of the night before is not among them."""
    spans = _spans_on(place, day, gazetteer)
    if spans is None:
        return DayHours(False, ())
    zone = gazetteer.district.zone
    return DayHours(
        known=all(span.known for span in spans),
        openings=tuple(_opening(span, place, zone) for span in spans if span.known),
    )


def openings_between(place: Place, begin: datetime, end: datetime, gazetteer: Gazetteer) -> DayHours:
    """All openings that overlap the span from ``begin`` to ``end`` (aware), uncut, those of the night before too.

    Openings that touch, as of a place that never closes, are joined.
    """
    zone = gazetteer.district.zone
    first, last = begin.astimezone(zone).date() - _DAY, end.astimezone(zone).date()
    known = True
    openings: list[Opening] = []
    for day in _days(first, last):
        spans = _spans_on(place, day, gazetteer)
        if spans is None:
            return DayHours(False, ())
        for span in spans:
            opening = _opening(span, place, zone)
            if not span.known:
                known = known and not _overlap(opening, begin, end)
            elif openings and _utc(openings[-1].end) >= _utc(opening.begin):
                openings[-1] = _joined(openings[-1], opening)
            else:
                openings.append(opening)
    return DayHours(known, tuple(opening for opening in openings if _overlap(opening, begin, end)))


def state_at(place: Place, instant: datetime, gazetteer: Gazetteer) -> State:
    """Whether the doors are open at an aware instant."""
    if place.opening_hours is None:
        return "unknown"
    hours = openings_between(place, instant, instant, gazetteer)
    if hours.openings:
        return "open"
    return "closed" if hours.known else "unknown"


def hours_faults(text: str) -> list[str]:
    """What is wrong with an ``opening_hours`` text, in sentences that name the position."""
    # The library ships no stub for its exception.
    from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

    plain = "".join(part for part in _QUOTED.split(text) if not part.startswith('"'))
    if re.search(r"\bSH\b", plain):
        return ["speaks of school holidays (SH), of which nothing is known here"]
    if re.search(r"\bPH\s*[+-]\s*\d", plain):
        return ["counts days from a public holiday (PH +1 day), which is not supported; write out the dates"]
    try:
        OpeningHours(text, auto_country=False, auto_timezone=False)
        OpeningHours(_for_day(text, date(2024, 1, 1), holiday=True), auto_country=False, auto_timezone=False)
    except ParserError as fault:
        return [_parse_fault(text, str(fault))]
    return []


def _parse_fault(text: str, message: str) -> str:
    position, expected = _POSITION.search(message), _EXPECTED.search(message)
    if position is None:
        return f"cannot be read as opening hours: {message}"
    column = int(position.group(1))
    wanted = f"; expected {expected.group(1).strip()}" if expected else ""
    return f"cannot be read from character {column} on ({text[column - 1 :]!r}){wanted}"


def _spans_on(place: Place, day: date, gazetteer: Gazetteer) -> tuple[_Span, ...] | None:
    """That day's own stretches, or None when the place has no hours at all."""
    text = place.opening_hours
    if text is None:
        return None
    point = place.position or gazetteer.district.center
    sun = (gazetteer.district.timezone, point.lat, point.lon) if _SUN.search(text) else None
    if not _PUBLIC_HOLIDAY.search(text):
        return _spans(text, day, False, sun)
    holiday = gazetteer.calendar.is_holiday(day)
    if holiday is not None:
        return _spans(text, day, holiday, sun)
    # The year's holidays are not announced: only what holds either way is known.
    ordinary, festive = _spans(text, day, False, sun), _spans(text, day, True, sun)
    return ordinary if ordinary == festive else (_whole(day, known=False),)


@lru_cache(maxsize=32768)
def _spans(text: str, day: date, holiday: bool, sun: tuple[str, float, float] | None) -> tuple[_Span, ...]:
    rules = _rules(_for_day(text, day, holiday))
    spans = _evaluate(rules, day, sun)
    midnight = _midnight(day + _DAY)
    if len(rules) > 1 and any(span.end == midnight for span in spans):
        # The library cuts a night short at midnight when another rule holds for the next day.
        spans = _evaluate(_rules_of_the_day(rules, day, sun, spans), day, sun)
    return spans


def _for_day(text: str, day: date, holiday: bool) -> str:
    """The text with PH, whose dates the library doesn't know, put as a weekday: that day's own, or one out of sight."""
    weekday = _WEEKDAYS[(day.weekday() + (0 if holiday else 3)) % 7]
    parts = _QUOTED.split(text)
    return "".join(part if part.startswith('"') else _put(part, weekday) for part in parts)


def _put(part: str, weekday: str) -> str:
    listed = re.sub(r"\bPH\s+(?=(?:Mo|Tu|We|Th|Fr|Sa|Su)\b)", "PH,", part)
    return _PUBLIC_HOLIDAY.sub(weekday, listed)


def _rules(text: str) -> list[str]:
    """The rules between semicolons; one in a quoted comment doesn't count."""
    rules = [""]
    for part in _QUOTED.split(text):
        if part.startswith('"'):
            rules[-1] += part
        else:
            first, *rest = part.split(";")
            rules[-1] += first
            rules.extend(rest)
    return [rule for rule in rules if rule.strip()]


def _rules_of_the_day(
    rules: list[str], day: date, sun: tuple[str, float, float] | None, spans: tuple[_Span, ...]
) -> list[str]:
    """The rules without those that the day can do without; the later rule has the last word."""
    kept = rules
    for rule in rules:
        fewer = [other for other in kept if other is not rule]
        if fewer and _cut(_evaluate(fewer, day, sun), day) == _cut(spans, day):
            kept = fewer
    return kept


def _cut(spans: Iterable[_Span], day: date) -> list[_Span]:
    midnight = _midnight(day + _DAY)
    return [_Span(span.begin, min(span.end, midnight), span.known) for span in spans]


def _evaluate(rules: list[str], day: date, sun: tuple[str, float, float] | None) -> tuple[_Span, ...]:
    """The stretches that begin on that day, as wall-clock times."""
    from opening_hours import OpeningHours

    text = ";".join(rules)
    if sun is None:
        hours = OpeningHours(text, auto_country=False, auto_timezone=False)
    else:
        zone, lat, lon = sun
        hours = OpeningHours(text, timezone=ZoneInfo(zone), coords=(lat, lon), auto_country=False)
    begin, end = _midnight(day), _midnight(day + _DAY)
    spans = []
    for opens, closes, state, _comment in hours.intervals(begin - _DAY, end + 2 * _DAY):
        name = str(state)
        opens, closes = _wall(opens), _wall(closes)
        if name == "closed" or closes <= begin or opens >= end:
            continue
        if opens < begin and closes < end and opens > begin - _DAY:
            continue  # the rest of the night before
        if closes >= end + _DAY:
            closes = end  # the next day is open throughout and tells of itself
        spans.append(_Span(max(opens, begin), closes, name == "open"))
    return tuple(spans)


def _opening(span: _Span, place: Place, zone: ZoneInfo) -> Opening:
    return Opening(
        begin=_local(span.begin, zone),
        end=_local(span.end, zone),
        last_entry=_last_entry(span, place.last_entry, zone),
    )


def _last_entry(span: _Span, clocks: Iterable[str], zone: ZoneInfo) -> datetime | None:
    """The clock time that falls into this window."""
    for clock in clocks:
        for day in _days(span.begin.date(), span.end.date()):
            moment = datetime.combine(day, time.fromisoformat(clock))
            if span.begin < moment <= span.end:
                return _local(moment, zone)
    return None


def _joined(first: Opening, second: Opening) -> Opening:
    later = first if _utc(first.end) > _utc(second.end) else second
    return Opening(first.begin, later.end, later.last_entry)


def _overlap(opening: Opening, begin: datetime, end: datetime) -> bool:
    """Whether they share an instant; a span of no length is an instant."""
    opens, closes, begins, ends = _utc(opening.begin), _utc(opening.end), _utc(begin), _utc(end)
    return opens <= begins < closes or begins < opens < ends


def _whole(day: date, known: bool) -> _Span:
    return _Span(_midnight(day), _midnight(day + _DAY), known)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _wall(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None, fold=0)


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    """A wall-clock time in the zone; one that the clocks leap over becomes the real time it stands for."""
    return moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def _utc(moment: datetime) -> datetime:
    # Within one zone Python compares wall clocks, which is wrong across a change to or from summer time.
    return moment.astimezone(UTC)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
