"""A district's public holidays and make-up workdays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from knowledge.places.place import Provenance
from knowledge.places.text import Locale


@dataclass(frozen=True)
class HolidayCalendar:
    """Holidays of the years that have been announced; of other years nothing is known."""

    holidays: Mapping[date, Mapping[Locale, str]]
    """Days off, with the holiday's name."""
    workdays: frozenset[date]
    """Weekend days that are worked to make up for a holiday."""
    years: frozenset[int]
    """The years that are complete."""
    provenance: Mapping[int, Provenance] = field(default_factory=dict)
    """By year: who announced it."""

    def is_holiday(self, day: date) -> bool | None:
        """Whether that day is a public holiday; None when its year has not been announced."""
        return day in self.holidays if day.year in self.years else None

    def is_workday(self, day: date) -> bool | None:
        """Whether offices work that day; None when its year has not been announced."""
        if day.year not in self.years:
            return None
        if day in self.workdays:
            return True
        return day not in self.holidays and day.weekday() < 5
