"""A plan's map as a drawing: stops, ways, and how far the estimates may be off, to scale and north up."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, radians, sin
from typing import Literal, NamedTuple

from itinerary.itinerary import Leg
from knowledge.places.geography import METRES_A_DEGREE, Shape
from knowledge.places.place import Position
from knowledge.places.text import Locale, pick

WIDTH = 400.0
"""Units of the drawing, as all lengths in it."""
LOWEST, HIGHEST = 240.0, 440.0
MARGIN = 34.0
MARKER = 13.0
LABEL = 13.0
"""Height of the names' letters."""
_WIDE, _NARROW = 13.5, 7.4
"""Width of a Chinese sign and of a Latin letter at that height."""
_SMALLEST = 400.0
"""Metres across, so that stops side by side don't make the map of a doorstep."""
_FARTHEST_END = 1.7
"""How many times as wide as the stops alone a map with its ends may be; ends farther out stand at its border."""
_BAR = 0.3
"""The longest scale bar, as a share of the width."""

Spot = tuple[float, float]
Ends = tuple[Position | None, Position | None]
"""Where the day begins and ends, as far as it was wished for."""
NO_ENDS: Ends = (None, None)


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
class Drawn:
    """A quarter, a piece of water, a street or a river: as roughly as it is known."""

    sort: str
    name: str
    points: tuple[Spot, ...]
    soft: float
    """By how much it may be off."""
    label: Spot | None
    """The middle of its name, clear of stops and other names; None when there is no room."""


@dataclass(frozen=True)
class End:
    """Where the day begins or ends."""

    which: Literal["start", "end"]
    x: float
    y: float


@dataclass(frozen=True)
class Sketch:
    width: float
    height: float
    marks: tuple[Mark, ...]
    ways: tuple[Way, ...]
    ends: tuple[End, ...]
    drawn: tuple[Drawn, ...]
    bar: float
    """Length of the scale bar."""
    bar_metres: int


def sketch(
    stops: Sequence[Position | None], legs: Sequence[Leg], around: Sequence[Shape], locale: Locale, ends: Ends = NO_ENDS
) -> Sketch | None:
    """The map of the stops that have a position, numbered from 1 in the day's order; None when none has.

    Args:
        around: What else there is to draw, in the order of drawing.
    """
    known = [position for position in stops if position is not None]
    if not known:
        return None
    frame = _Frame(_worth_showing(known, ends))
    places = [None if position is None else frame.at(position.lat, position.lon) for position in stops]
    marks = _marks(stops, places, frame)
    spots = [None if end is None else frame.inside(frame.at(end.lat, end.lon)) for end in ends]
    sorts: tuple[Literal["start", "end"], ...] = ("start", "end")
    drawn_ends = tuple(End(which, *spot) for which, spot in zip(sorts, spots, strict=True) if spot)
    return Sketch(
        WIDTH,
        frame.height,
        marks,
        _ways(places, legs, spots),
        drawn_ends,
        tuple(_drawn(around, frame, locale, _taken(marks, drawn_ends, frame))),
        *_bar(frame.scale),
    )


def _worth_showing(known: Sequence[Position], ends: Ends) -> list[Position]:
    """The stops, and such ends as don't make the stops a knot in a corner."""
    shown = list(known)
    across = _reach(shown)
    for end in ends:
        if end is not None and _reach([*known, end]) < _FARTHEST_END * max(across, _SMALLEST):
            shown.append(end)
    return shown


def _reach(positions: Sequence[Position]) -> float:
    """Metres from the westernmost or southernmost to the opposite one, whichever is more."""
    lats, lons = [one.lat for one in positions], [one.lon for one in positions]
    east = METRES_A_DEGREE * cos(radians(lats[0]))
    return max((max(lats) - min(lats)) * METRES_A_DEGREE, (max(lons) - min(lons)) * east)


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

    def at(self, lat: float, lon: float) -> Spot:
        x, y = self._metres(lat, lon)
        return (
            WIDTH / 2 + (x - self._middle[0]) * self.scale,
            self.height / 2 - (y - self._middle[1]) * self.scale,
        )

    def inside(self, spot: Spot) -> Spot:
        """The spot, or where the border is crossed on the way to it from the middle."""
        middle = WIDTH / 2, self.height / 2
        dx, dy = spot[0] - middle[0], spot[1] - middle[1]
        room_x, room_y = middle[0] - MARKER, middle[1] - MARKER
        share = min(1.0, room_x / abs(dx) if dx else 1.0, room_y / abs(dy) if dy else 1.0)
        return middle[0] + share * dx, middle[1] + share * dy

    def _metres(self, lat: float, lon: float) -> Spot:
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


def _marks(stops: Sequence[Position | None], places: Sequence[Spot | None], frame: _Frame) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    for number, (position, place) in enumerate(zip(stops, places, strict=True), 1):
        if position is None or place is None:
            continue
        doubt = _doubt(position)
        radius = None if doubt is None else doubt * frame.scale
        marks.append(Mark(number, *_room(place, marks, frame.height), *place, radius))
    return tuple(marks)


def _room(place: Spot, taken: Sequence[Mark], height: float) -> Spot:
    """The nearest spot where a number hides no other."""
    for ring in range(12):
        for turn in range(max(1, 6 * ring)):
            angle = 2 * pi * turn / max(1, 6 * ring)
            x, y = place[0] + ring * MARKER * sin(angle), place[1] - ring * MARKER * cos(angle)
            inside = MARKER < x < WIDTH - MARKER and MARKER < y < height - MARKER
            if inside and all(hypot(x - mark.x, y - mark.y) > 2 * MARKER + 2 for mark in taken):
                return x, y
    return place


def _ways(places: Sequence[Spot | None], legs: Sequence[Leg], ends: Sequence[Spot | None]) -> tuple[Way, ...]:
    """Straight from stop to stop; a pause without a place of its own is taken where the day has got to."""
    so_far: list[Spot | None] = []
    for place in places:
        so_far.append(place or (so_far[-1] if so_far else None))

    def spot(at: int | str) -> Spot | None:
        if isinstance(at, int):
            return so_far[at] if at < len(so_far) else None
        return ends[0] if at == "start" else ends[1]

    ways = []
    for leg in legs:
        begin, end = spot(leg.from_), spot(leg.to)
        if begin and end and begin != end:
            ways.append(Way(leg.mode, *begin, *end))
    return tuple(ways)


class _Room(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Room") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def _taken(marks: Sequence[Mark], ends: Sequence[End], frame: _Frame) -> list[_Room]:
    """Where no name may stand: stops, ends, the north arrow, the scale."""
    spots = [*((mark.x, mark.y) for mark in marks), *((end.x, end.y) for end in ends)]
    rooms = [_Room(x - MARKER, y - MARKER, x + MARKER, y + MARKER) for x, y in spots]
    north = _Room(WIDTH - 36, 0, WIDTH, 50)
    bar = _Room(0, frame.height - 26, WIDTH * (_BAR + 0.14), frame.height)
    return [*rooms, north, bar]


def _drawn(around: Sequence[Shape], frame: _Frame, locale: Locale, taken: list[_Room]) -> list[Drawn]:
    drawn = []
    for shape in around:
        points = tuple(frame.at(*spot) for spot in shape.spots)
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        north, south = min(y for _, y in points), max(y for _, y in points)
        if east < 0 or west > WIDTH or south < 0 or north > frame.height:
            continue
        name = pick(shape.name, locale)
        label = _label(name, _label_spots(shape, points), frame, taken)
        drawn.append(Drawn(shape.sort, name, points, shape.soft_m * frame.scale, label))
    return drawn


def _label_spots(shape: Shape, points: Sequence[Spot]) -> list[Spot]:
    """Where a name would say what it means, the best first."""
    if shape.sort in ("street", "river"):
        steps = (0.5, 0.3, 0.7, 0.15, 0.85)
        (x1, y1), (x2, y2) = points[0], points[-1]
        return [(x1 + step * (x2 - x1), y1 + step * (y2 - y1)) for step in steps]
    x = sum(x for x, _ in points) / len(points)
    y = sum(y for _, y in points) / len(points)
    reach = max(y - min(y for _, y in points), 0.0)
    across = max(x - min(x for x, _ in points), 0.0)
    return [
        (x, y), *((x, y + share * reach) for share in (-0.8, 0.8, -0.5, 0.5)),
        *((x + share * across, y + 0.4 * other * reach) for other in (0, 1, -1) for share in (-0.6, 0.6)),
    ]  # fmt: skip


def _label(name: str, spots: Sequence[Spot], frame: _Frame, taken: list[_Room]) -> Spot | None:
    half = sum(_WIDE if ord(sign) > 0x2E7F else _NARROW for sign in name) / 2 + 3
    for x, y in spots:
        room = _Room(x - half, y - LABEL, x + half, y + LABEL / 2)
        inside = room.left > 0 and room.right < WIDTH and room.top > 0 and room.bottom < frame.height
        if inside and not any(room.meets(other) for other in taken):
            taken.append(room)
            return x, y
    return None


def _bar(scale: float) -> tuple[float, int]:
    """The longest round length that the bar has room for."""
    room = WIDTH * _BAR / scale
    metres = max(
        (step * 10**power for power in range(6) for step in (1, 2, 5) if step * 10**power <= room),
        default=1,
    )
    return metres * scale, metres
