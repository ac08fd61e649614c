"""Positions between the datums that Chinese maps use.

GCJ-02 shifts WGS84 inside China's bounding box by a few hundred metres; BD-09 turns and shifts GCJ-02 once more. The
formulas are the published reconstructions (github.com/googollee/eviltransform; Wikipedia, "Restrictions on geographic
data in China"), on the Krasovsky 1940 ellipsoid. They are inverted by iteration, to well under a metre.
"""

from collections.abc import Callable
from math import atan2, cos, hypot, pi, sin, sqrt
from typing import Literal, get_args

Datum = Literal["WGS84", "GCJ-02", "BD-09"]
DATUMS: tuple[Datum, ...] = get_args(Datum)

_AXIS = 6378245.0
"""Metres."""
_FLATNESS = 0.00669342162296594323
"""Squared eccentricity."""
_BAIDU = pi * 3000 / 180
_ROUNDS = 30
_CLOSE = 1e-10
"""Degrees: some hundredths of a millimetre."""

_Point = tuple[float, float]


def to_wgs84(lat: float, lon: float, datum: Datum) -> tuple[float, float]:
    """Latitude and longitude in WGS84 degrees of a point given in that datum."""
    if datum == "BD-09":
        lat, lon = _inverted(_gcj02_to_bd09, lat, lon)
    return (lat, lon) if datum == "WGS84" else _inverted(_wgs84_to_gcj02, lat, lon)


def from_wgs84(lat: float, lon: float, datum: Datum) -> tuple[float, float]:
    """Latitude and longitude in that datum of a WGS84 point."""
    if datum == "WGS84":
        return lat, lon
    shifted = _wgs84_to_gcj02(lat, lon)
    return _gcj02_to_bd09(*shifted) if datum == "BD-09" else shifted


def _wgs84_to_gcj02(lat: float, lon: float) -> _Point:
    if not (0.8293 <= lat <= 55.8271 and 72.004 <= lon <= 137.8347):
        return lat, lon
    x, y = lon - 105.0, lat - 35.0
    waves = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves
    north += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
    north += (160 * sin(y / 12 * pi) + 320 * sin(y / 30 * pi)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves
    east += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
    east += (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    radians = lat * pi / 180
    bulge = 1 - _FLATNESS * sin(radians) ** 2
    north = north * 180 / (_AXIS * (1 - _FLATNESS) / (bulge * sqrt(bulge)) * pi)
    east = east * 180 / (_AXIS / sqrt(bulge) * cos(radians) * pi)
    return lat + north, lon + east


def _gcj02_to_bd09(lat: float, lon: float) -> _Point:
    far = hypot(lon, lat) + 0.00002 * sin(lat * _BAIDU)
    turn = atan2(lat, lon) + 0.000003 * cos(lon * _BAIDU)
    return far * sin(turn) + 0.006, far * cos(turn) + 0.0065


def _inverted(forward: Callable[[float, float], _Point], lat: float, lon: float) -> _Point:
    """The point that ``forward`` takes there: the shift hardly differs nearby, so going back by it closes in."""
    guess = lat, lon
    for _ in range(_ROUNDS):
        there = forward(*guess)
        miss = there[0] - lat, there[1] - lon
        guess = guess[0] - miss[0], guess[1] - miss[1]
        if max(map(abs, miss)) < _CLOSE:
            break
    return guess
