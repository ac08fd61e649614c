"""What a district's map shows besides its places: outlines of areas and courses of streets and rivers.

All of it is derived from the pack, and nothing is surveyed: a shape carries how far it may be off, for drawing its edge
as soft as it is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin
from typing import Literal

from knowledge.places.district import Area, Line
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place, Position
from knowledge.places.text import Locale

METRES_A_DEGREE = 111_195
Spot = tuple[float, float]
"""Latitude and longitude, WGS84 degrees."""

_CORNERS = 40
_ROUNDINGS = 3
_SOFTEST_M = 600
_CIRCLE_SOFTNESS = 0.25
"""How far the edge of a circle fades, as a share of its radius."""


@dataclass(frozen=True)
class Shape:
    """An area's ring (closed, its first spot not repeated) or a line's course."""

    sort: Literal["quarter", "water", "street", "river"]
    name: Mapping[Locale, str]
    spots: tuple[Spot, ...]
    soft_m: int
    """Metres by which it may be off."""
    source: str


def shapes(gazetteer: Gazetteer) -> tuple[Shape, ...]:
    """Everything there is to draw, water first and streets last. A place that has lost its position is passed over."""
    district = gazetteer.district
    areas = [shape for area in district.areas if (shape := _area(area, gazetteer.places)) is not None]
    lines = [shape for line in district.lines if (shape := _line(line, gazetteer.places)) is not None]
    order = ("water", "quarter", "river", "street")
    return tuple(sorted([*areas, *lines], key=lambda shape: order.index(shape.sort)))


def _area(area: Area, places: Mapping[str, Place]) -> Shape | None:
    sort: Literal["water", "quarter"] = "water" if area.water else "quarter"
    if area.center is not None and area.radius_m is not None:
        ring = _circle((area.center.lat, area.center.lon), area.radius_m)
        return Shape(sort, area.name, ring, round(area.radius_m * _CIRCLE_SOFTNESS), area.provenance.source)
    known = _positions(area.edge, places)
    if len(known) < 3:
        return None
    ring = _rounded([(position.lat, position.lon) for position in known])
    return Shape(sort, area.name, ring, _softness(known), area.provenance.source)


def _line(line: Line, places: Mapping[str, Place]) -> Shape | None:
    known = _positions(line.through, places)
    if len(known) < 2:
        return None
    course = tuple((position.lat, position.lon) for position in known)
    return Shape(line.kind, line.name, course, _softness(known), line.provenance.source)


def _positions(ids: Sequence[str], places: Mapping[str, Place]) -> list[Position]:
    found = (places[place_id].position for place_id in ids if place_id in places)
    return [position for position in found if position is not None]


def _softness(known: Sequence[Position]) -> int:
    """The middle one of their uncertainties: one bad estimate shall not wash out the rest."""
    ordered = sorted(position.uncertainty_m for position in known)
    return min(_SOFTEST_M, ordered[len(ordered) // 2])


def _circle(middle: Spot, radius_m: float) -> tuple[Spot, ...]:
    north = radius_m / METRES_A_DEGREE
    east = north / cos(radians(middle[0]))
    turns = (2 * pi * corner / _CORNERS for corner in range(_CORNERS))
    return tuple((middle[0] + north * cos(turn), middle[1] + east * sin(turn)) for turn in turns)


def _rounded(ring: Sequence[Spot]) -> tuple[Spot, ...]:
    """The ring without corners, by cutting each off at a quarter of its sides (Chaikin 1974)."""
    for _ in range(_ROUNDINGS):
        cut: list[Spot] = []
        for (lat, lon), (next_lat, next_lon) in zip(ring, [*ring[1:], ring[0]], strict=True):
            cut.append((0.75 * lat + 0.25 * next_lat, 0.75 * lon + 0.25 * next_lon))
            cut.append((0.25 * lat + 0.75 * next_lat, 0.25 * lon + 0.75 * next_lon))
        ring = cut
    return tuple(ring)
