"""Where the sun stands: for hours that are worth more at dawn or dusk, and for shade at noon."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from math import acos, cos, degrees, pi, radians, sin, tan

_HORIZON = 90.833
"""Degrees from the zenith at which the sun's upper edge meets the horizon, refraction taken in."""


def sunrise_and_sunset(day: date, lat: float, lon: float) -> tuple[datetime, datetime] | None:
    """Both in UTC, a few minutes exact (NOAA's general solar position formulas); None on days without one."""
    equation, declination = _sun(day)
    high = radians(lat)
    cosine = cos(radians(_HORIZON)) / (cos(high) * cos(declination)) - tan(high) * tan(declination)
    if not -1 < cosine < 1:
        return None
    half_day = degrees(acos(cosine))
    midnight = datetime.combine(day, time(), UTC)
    rise = 720 - 4 * (lon + half_day) - equation
    sets = 720 - 4 * (lon - half_day) - equation
    return midnight + timedelta(minutes=rise), midnight + timedelta(minutes=sets)


def noon_height(day: date, lat: float) -> float:
    """Degrees above the horizon at which the sun culminates."""
    _, declination = _sun(day)
    return 90 - abs(lat - degrees(declination))


@lru_cache
def _sun(day: date) -> tuple[float, float]:
    """The equation of time in minutes and the declination in radians, at noon."""
    year = 2 * pi / 365 * (day.timetuple().tm_yday - 1)
    equation = 229.18 * (
        0.000075 + 0.001868 * cos(year) - 0.032077 * sin(year) - 0.014615 * cos(2 * year) - 0.040849 * sin(2 * year)
    )
    declination = (
        0.006918
        - 0.399912 * cos(year)
        + 0.070257 * sin(year)
        - 0.006758 * cos(2 * year)
        + 0.000907 * sin(2 * year)
        - 0.002697 * cos(3 * year)
        + 0.00148 * sin(3 * year)
    )
    return equation, declination
