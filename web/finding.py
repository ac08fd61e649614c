"""How well a place answers to words, and how far it is."""

from math import asin, cos, radians, sin, sqrt

from knowledge.places.district import Point
from knowledge.places.place import Place
from knowledge.search.script import compact, fold

EARTH_M = 6_371_000


def closeness(place: Place, words: str) -> int | None:
    """How well the words fit one of the place's names, in whatever script, case or spacing: 0 is the whole name, 1 its
    beginning, 2 a part of a name, 3 to 5 the same of an alias; None when they fit none."""
    part = compact(fold(words)).text
    ranks = [_rank(part, name) for name in place.name.values()]
    ranks += [None if rank is None else rank + 3 for rank in (_rank(part, name) for name in _other_names(place))]
    return min((rank for rank in ranks if rank is not None), default=None)


def distance(point: Point, place: Place) -> float | None:
    """Metres as the crow flies (haversine); None when nobody knows where the place is."""
    if place.position is None:
        return None
    south, north = radians(point.lat), radians(place.position.lat)
    half_rise, half_turn = (north - south) / 2, radians(place.position.lon - point.lon) / 2
    return 2 * EARTH_M * asin(sqrt(sin(half_rise) ** 2 + cos(south) * cos(north) * sin(half_turn) ** 2))


def _other_names(place: Place) -> tuple[str, ...]:
    return (*place.aliases, place.pinyin or "", place.id)


def _rank(part: str, name: str) -> int | None:
    said = compact(fold(name)).text
    if part not in said:
        return None
    if part == said:
        return 0
    return 1 if said.startswith(part) else 2
