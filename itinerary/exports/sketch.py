"""A plan's map as a drawing: stops, ways, and how far the estimates may be off, to scale and north up."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, radians, sin

from itinerary.itinerary import Leg
from knowledge.places.district import Area
from knowledge.places.place import Position

METRES_A_DEGREE = 111_195
WIDTH = 400.0
"""Units of the drawing, as all lengths in it."""
LOWEST, HIGHEST = 240.0, 440.0
MARGIN = 34.0
MARKER = 13.0
_SMALLEST = 400.0
"""Metres across, so that stops side by side don't make the map of a doorstep."""
_BAR = 0.3
"""The longest scale bar, as a share of the width."""


@dataclass(frozen=True)
class Mark:
    """A numbered stop. Where stops crowd, the number stands beside its point and a line leads there."""

    number: int
    x: float
    y: float
    point_x: float
    point_y: float
    radius: float | None
    """Within which the place lies, or None when its position is exact."""


@dataclass(frozen=True)
class Way:
    mode: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Patch:
    """A quarter or a piece of water, roughly."""

    area: Area
    x: float
    y: float
    radius: float
    label_y: float | None
    """Where the name stands: within its upper edge, clear of the stops in the middle; None when there is no room."""


@dataclass(frozen=True)
class Sketch:
    width: float
    height: float
    marks: tuple[Mark, ...]
    ways: tuple[Way, ...]
    patches: tuple[Patch, ...]
    bar: float
    """Length of the scale bar."""
    bar_metres: int


def sketch(stops: Sequence[Position | None], legs: Sequence[Leg], areas: Sequence[Area]) -> Sketch | None:
    """The map of the stops that have a position, numbered from 1 in the day's order; None when none has."""
    known = [position for position in stops if position is not None]
    if not known:
        return None
    frame = _Frame(known)
    places = [None if position is None else frame.at(position.lat, position.lon) for position in stops]
    return Sketch(
        WIDTH,
        frame.height,
        _marks(stops, places, frame),
        _ways(places, legs),
        tuple(_patches(areas, frame)),
        *_bar(frame.scale),
    )


class _Frame:
    """Metres east and north of the middle, fitted into the drawing."""

    def __init__(self, known: Sequence[Position]) -> None:
        first = known[0]
        self._lat, self._lon = first.lat, first.lon
        self._east = METRES_A_DEGREE * cos(radians(first.lat))
        west, east, south, north = self._extent(known)
        across, along = max(east - west, _SMALLEST), max(north - south, _SMALLEST / 2)
        inner = WIDTH - 2 * MARGIN
        self.scale = min(inner / across, (HIGHEST - 2 * MARGIN) / along)
        """Units a metre."""
        self.height = max(LOWEST, along * self.scale + 2 * MARGIN)
        self._middle = (west + east) / 2, (south + north) / 2

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        x, y = self._metres(lat, lon)
        return (
            WIDTH / 2 + (x - self._middle[0]) * self.scale,
            self.height / 2 - (y - self._middle[1]) * self.scale,
        )

    def _metres(self, lat: float, lon: float) -> tuple[float, float]:
        return (lon - self._lon) * self._east, (lat - self._lat) * METRES_A_DEGREE

    def _extent(self, known: Sequence[Position]) -> tuple[float, float, float, float]:
        spots = [(*self._metres(position.lat, position.lon), _doubt(position) or 0) for position in known]
        return (
            min(x - far for x, _, far in spots),
            max(x + far for x, _, far in spots),
            min(y - far for _, y, far in spots),
            max(y + far for _, y, far in spots),
        )


def _doubt(position: Position) -> float | None:
    return None if position.precision == "exact" else float(position.uncertainty_m)


def _marks(
    stops: Sequence[Position | None], places: Sequence[tuple[float, float] | None], frame: _Frame
) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    for number, (position, place) in enumerate(zip(stops, places, strict=True), 1):
        if position is None or place is None:
            continue
        doubt = _doubt(position)
        radius = None if doubt is None else doubt * frame.scale
        marks.append(Mark(number, *_room(place, marks, frame.height), *place, radius))
    return tuple(marks)


def _room(place: tuple[float, float], taken: Sequence[Mark], height: float) -> tuple[float, float]:
    """The nearest spot where a number hides no other."""
    for ring in range(12):
        for turn in range(max(1, 6 * ring)):
            angle = 2 * pi * turn / max(1, 6 * ring)
            x, y = place[0] + ring * MARKER * sin(angle), place[1] - ring * MARKER * cos(angle)
            inside = MARKER < x < WIDTH - MARKER and MARKER < y < height - MARKER
            if inside and all(hypot(x - mark.x, y - mark.y) > 2 * MARKER + 2 for mark in taken):
                return x, y
    return place


def _ways(places: Sequence[tuple[float, float] | None], legs: Sequence[Leg]) -> tuple[Way, ...]:
    """Straight from stop to stop; a pause without a place of its own is taken where the day has got to."""
    so_far: list[tuple[float, float] | None] = []
    for place in places:
        so_far.append(place or (so_far[-1] if so_far else None))
    ways = []
    for leg in legs:
        if leg.from_ == "start" or leg.to == "end" or not (leg.from_ < len(so_far) and leg.to < len(so_far)):
            continue
        begin, end = so_far[leg.from_], so_far[leg.to]
        if begin and end and begin != end:
            ways.append(Way(leg.mode, *begin, *end))
    return tuple(ways)


def _patches(areas: Sequence[Area], frame: _Frame) -> list[Patch]:
    patches = []
    for area in areas:
        x, y = frame.at(area.center.lat, area.center.lon)
        radius = area.radius_m * frame.scale
        if -radius < x < WIDTH + radius and -radius < y < frame.height + radius:
            label_y = y - 0.8 * radius
            room = MARGIN < x < WIDTH - MARGIN and MARGIN / 2 < label_y < frame.height - MARGIN
            patches.append(Patch(area, x, y, radius, label_y if room else None))
    return patches


def _bar(scale: float) -> tuple[float, int]:
    """The longest round length that the bar has room for."""
    room = WIDTH * _BAR / scale
    metres = max(
        (step * 10**power for power in range(6) for step in (1, 2, 5) if step * 10**power <= room),
        default=1,
    )
    return metres * scale, metres
