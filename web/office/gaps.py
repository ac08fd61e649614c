"""What the district's entries lack: what keeps them from plans, what grows old, what isn't said in every language."""

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
GAPS = (*READINESS, "stale", "soon", "translation", "status")


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
    for name in ("stale", "soon"):
        found[name].sort(key=lambda gap: gap.detail)
    return {name: tuple(some) for name, some in found.items()}


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
