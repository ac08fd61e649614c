"""What opening hours that were typed come to in the next days."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.hours import DayHours, hours_faults, hours_on
from knowledge.places.place import Place
from knowledge.store.documents import Document

DAYS = 14


@dataclass(frozen=True)
class Day:
    day: date
    hours: DayHours
    holiday: bool | None
    """None when the year is not announced."""
    workday: bool | None
    """A weekend day that is worked to make up for a holiday is one."""

    @property
    def made_up(self) -> bool:
        return self.workday is True and self.day.weekday() >= 5

    @property
    def spans(self) -> list[str]:
        return [
            f"{one.begin:%H:%M}–{_end(one.end.date() > self.day, f'{one.end:%H:%M}')}" for one in self.hours.openings
        ]


def preview(document: Document, first: date, gazetteer: Gazetteer) -> tuple[Day, ...]:
    """The next days by the document's hours; none when it gives none or they can't be read."""
    text = document.get("opening_hours")
    if not text or hours_faults(text):
        return ()
    place = _stand_in(document)
    calendar = gazetteer.calendar
    days = (first + timedelta(days=ahead) for ahead in range(DAYS))
    return tuple(
        Day(day, hours_on(place, day, gazetteer), calendar.is_holiday(day), calendar.is_workday(day)) for day in days
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
