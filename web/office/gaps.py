"""What the district's entries lack: what keeps them from plans, what grows old, what isn't said in every language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from knowledge.places.text import LOCALES

SOON = timedelta(days=30)
"""How long ahead a field is named whose time to be asked for again comes."""

READINESS = ("position", "opening_hours", "visit_minutes")
HOLIDAYS_AHEAD = timedelta(days=60)
"""How long ahead a public holiday is named for which a place says nothing."""
GAPS = (*READINESS, "stale", "soon", "holiday", "translation", "status")


@dataclass(frozen=True)
class Gap:
    place: Place
    field: str
    """Where on the form to mend it."""
    detail: str


def ready(gazetteer: Gazetteer) -> int:
    """How many places have all that a plan needs: open, and position, hours and visit time known."""
    return sum(
        place.status == "open" and all(getattr(place, field) is not None for field in READINESS)
        for place in gazetteer.places.values()
    )


def gaps(gazetteer: Gazetteer, today: date) -> Mapping[str, tuple[Gap, ...]]:
    """By kind of gap. Places that are closed or only planned lack nothing that a visitor could use."""
    found: dict[str, list[Gap]] = {name: [] for name in GAPS}
    holidays = ", ".join(day.isoformat() for day in first_days(gazetteer, today))
    for place in gazetteer.places.values():
        if place.status == "unknown":
            found["status"].append(Gap(place, "status", ""))
        if place.status in ("open", "unknown"):
            for field in READINESS:
                if getattr(place, field) is None:
                    found[field].append(Gap(place, field, ""))
        for field, said in place.provenance.items():
            until = date.fromisoformat(said.check_by) if said.check_by else None
            if until and until < today + SOON:
                found["stale" if until < today else "soon"].append(Gap(place, field, until.isoformat()))
        for field, locale in _untranslated(place):
            found["translation"].append(Gap(place, field, locale))
        if holidays and place.status == "open" and _silent_on_holidays(place):
            found["holiday"].append(Gap(place, "opening_hours", holidays))
    for name in ("stale", "soon"):
        found[name].sort(key=lambda gap: gap.detail)
    return {name: tuple(some) for name, some in found.items()}


def first_days(gazetteer: Gazetteer, today: date) -> list[date]:
    """The first day of each public holiday that comes soon."""
    coming = [day for day in sorted(gazetteer.calendar.holidays) if today <= day < today + HOLIDAYS_AHEAD]
    return [day for day in coming if day - timedelta(days=1) not in gazetteer.calendar.holidays or day == today]


def unannounced(gazetteer: Gazetteer, today: date) -> int | None:
    """The year that begins soon and whose holidays are not known yet."""
    year = (today + HOLIDAYS_AHEAD).year
    return year if year not in gazetteer.calendar.years else None


def _silent_on_holidays(place: Place) -> bool:
    """Whether its hours are told for ordinary days and nobody asked about holidays."""
    text = place.opening_hours
    return text is not None and text != "24/7" and re.search(r"\bPH\b", text) is None


def months_of_checks(gazetteer: Gazetteer, today: date, months: int = 12) -> list[tuple[str, int]]:
    """How many fields want to be asked for again by month; what is overdue counts to the present one."""
    counts: dict[str, int] = {}
    first = today.replace(day=1)
    for _ in range(months):
        counts[f"{first:%Y-%m}"] = 0
        first = (first + timedelta(days=31)).replace(day=1)
    for place in gazetteer.places.values():
        for said in place.provenance.values():
            if said.check_by:
                month = max(said.check_by[:7], f"{today:%Y-%m}")
                if month in counts:
                    counts[month] += 1
    return list(counts.items())


def _untranslated(place: Place) -> Iterable[tuple[str, str]]:
    """The fields with a text that lacks a language, and the languages lacking."""
    for field, value in place.model_dump(mode="json", exclude_defaults=True).items():
        lacking = sorted({locale for texts in _texts(value) for locale in LOCALES if locale not in texts})
        if lacking:
            yield field, ", ".join(lacking)


def _texts(value: Any) -> Iterable[Mapping[str, Any]]:
    if isinstance(value, dict):
        if value and set(value) <= set(LOCALES):
            yield value
        else:
            for part in value.values():
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
