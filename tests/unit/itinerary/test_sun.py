"""The sun stands where almanacs say it does."""

from datetime import UTC, date, datetime, timedelta

import pytest

from itinerary.sun import noon_height, sunrise_and_sunset


@pytest.mark.parametrize(
    ("day", "lat", "lon", "rise", "sets"),
    [
        # Greenwich, at midsummer and midwinter; Quito; Sydney.
        (date(2026, 6, 21), 51.48, 0.0, "03:43", "20:21"),
        (date(2026, 12, 21), 51.48, 0.0, "08:04", "15:53"),
        (date(2026, 3, 20), -0.18, -78.47, "11:18", "23:24"),
    ],
)
def test_sunrise_and_sunset_are_right_to_a_few_minutes(day: date, lat: float, lon: float, rise: str, sets: str) -> None:
    found = sunrise_and_sunset(day, lat, lon)
    assert found is not None
    for moment, text in zip(found, (rise, sets), strict=True):
        hours, minutes = text.split(":")
        expected = datetime(day.year, day.month, day.day, int(hours), int(minutes), tzinfo=UTC)
        assert abs(moment - expected) < timedelta(minutes=5)


def test_a_polar_day_has_neither() -> None:
    assert sunrise_and_sunset(date(2026, 6, 21), 70, 20) is None


def test_the_sun_culminates_in_the_zenith_over_the_tropic() -> None:
    assert noon_height(date(2026, 6, 21), 23.4) == pytest.approx(90, abs=0.2)
