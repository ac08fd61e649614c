"""The day as whole minutes from its first instant, so that clocks put forward or back do no harm."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from itinerary.request import ItineraryRequest, instant_on


@dataclass(frozen=True)
class Span:
    begin: datetime
    """Minute 0, in the district's zone."""
    length: int
    """Minutes to the day's end."""
    day: date
    zone: ZoneInfo

    def minute(self, instant: datetime) -> int:
        """Whole minutes from the day's begin, rounded down; negative before it."""
        return int((instant.astimezone(UTC) - self.begin.astimezone(UTC)).total_seconds() // 60)

    def instant(self, minute: int) -> datetime:
        return (self.begin.astimezone(UTC) + timedelta(minutes=minute)).astimezone(self.zone)

    def clock(self, minute: int) -> str:
        """HH:MM as clocks show it."""
        return self.instant(minute).strftime("%H:%M")

    def at_clock(self, minutes: int) -> int:
        """The minute at which clocks show so many minutes after midnight of the day's date."""
        return self.minute(instant_on(self.day, minutes, self.zone))

    def daily(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The minutes of a daily stretch of clock time (minutes after midnight), on every date that the day touches."""
        for shift in (-1440, 0, 1440):
            begin, end = self.at_clock(first + shift), self.at_clock(last + shift)
            if end > 0 and begin < self.length:
                yield begin, end


def span_of(request: ItineraryRequest, zone: ZoneInfo) -> Span:
    begin, end = request.span(zone)
    minutes = int((end.astimezone(UTC) - begin.astimezone(UTC)).total_seconds() // 60)
    return Span(begin, minutes, request.date, zone)
