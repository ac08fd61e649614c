"""One consistent view of a district: its description, its places, its calendar, at one revision."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.places.calendar import HolidayCalendar
from knowledge.places.district import District
from knowledge.places.place import Place


@dataclass(frozen=True)
class Gazetteer:
    """What recall, planner and assistant read. Immutable: an edit makes a new one with another revision."""

    district: District
    places: Mapping[str, Place]
    calendar: HolidayCalendar
    revision: str
    """Changes whenever anything in it changes; the contract's ``data_revision``."""
