"""What opening hours that were typed come to in this month and the next ones."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.hours import DayHours, hours_faults, hours_on
from knowledge.places.place import Place
from knowledge.places.text import Locale
from knowledge.store.documents import Document

MONTHS = 3


@dataclass(frozen=True)
class Day:
    day: date
    hours: DayHours
    holiday: bool | None
    """None when the year is not announced."""
    workday: bool | None
    """A weekend day that is worked to make up for a holiday is one."""
    feast: dict[Locale, str] | None
    """What the holiday is called."""

    @property
    def made_up(self) -> bool:
        return self.workday is True and self.day.weekday() >= 5

    @property
    def spans(self) -> list[str]:
        return [
            f"{one.begin:%H:%M}–{_end(one.end.date() > self.day, f'{one.end:%H:%M}')}" for one in self.hours.openings
        ]


@dataclass(frozen=True)
class Month:
    first: date
    weeks: tuple[tuple[Day | None, ...], ...]
    """Seven days each, Monday first; None before today and outside the month."""

    @property
    def announced(self) -> bool:
        """Whether the holidays of all its days are known."""
        return all(day.holiday is not None for week in self.weeks for day in week if day)


def preview(document: Document, today: date, gazetteer: Gazetteer) -> tuple[Month, ...]:
    """The months by the document's hours; none when it gives no hours or they can't be read."""
    text = document.get("opening_hours")
    if not text or hours_faults(text):
        return ()
    place = _stand_in(document)
    return tuple(_month(first, today, place, gazetteer) for first in _firsts(today))


def _firsts(today: date) -> Iterator[date]:
    first = today.replace(day=1)
    for _ in range(MONTHS):
        yield first
        first = _next(first)


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _month(first: date, today: date, place: Place, gazetteer: Gazetteer) -> Month:
    days: list[Day | None] = [None] * first.weekday()
    day = first
    while day < _next(first):
        days.append(_day(day, place, gazetteer) if day >= today else None)
        day += timedelta(days=1)
    days += [None] * (-len(days) % 7)
    weeks = (tuple(days[at : at + 7]) for at in range(0, len(days), 7))
    return Month(first, tuple(week for week in weeks if any(week)))


def _day(day: date, place: Place, gazetteer: Gazetteer) -> Day:
    calendar = gazetteer.calendar
    feast = calendar.holidays.get(day)
    return Day(
        day,
        hours_on(place, day, gazetteer),
        calendar.is_holiday(day),
        calendar.is_workday(day),
        dict(feast) if feast else None,
    )


def _stand_in(document: Document) -> Place:
    """A place with these hours, whatever else of the document is still missing."""
    said = {"zh-Hans": "-", "zh-Hant": "-", "en": "-"}
    bare: dict[str, Any] = {"id": "preview", "name": said, "summary": said, "kind": "preview", "status": "open"}
    hours = {"opening_hours": document.get("opening_hours")}
    rest = {field: document[field] for field in ("last_entry", "position") if field in document}
    try:
        return Place.model_validate_json(json.dumps({**bare, **hours, **rest}))
    except ValidationError:
        return Place.model_validate_json(json.dumps({**bare, **hours}))


def _end(later: bool, clock: str) -> str:
    return "24:00" if later and clock == "00:00" else clock
