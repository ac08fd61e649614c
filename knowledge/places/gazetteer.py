"""One consistent view of a district: its description, its places, its calendar, at one revision."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.places.calendar import HolidayCalendar
from knowledge.places.district import District
from knowledge.places.place import Place
from knowledge.places.source import Source
from knowledge.places.text import Locale, pick


@dataclass(frozen=True)
class Gazetteer:
    """What recall, planner and assistant read. Immutable: an edit makes a new one with another revision."""

    district: District
    places: Mapping[str, Place]
    calendar: HolidayCalendar
    revision: str
    """Changes whenever anything in it changes; the contract's ``data_revision``."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """What the places' sources are, by what the places call them."""

    def source_title(self, source: str, locale: Locale) -> str | None:
        """What a source is called; None when it has no name but its address."""
        known = self.sources.get(source)
        return pick(known.title, locale) if known and known.title else None
