"""How one gets from one spot to another: estimates from straight lines and the district's speeds and fares.

No road map is at hand, so every leg is an estimate. Where a position is uncertain the leg carries slack of its own.
"""

from collections.abc import Collection
from dataclasses import dataclass
from math import ceil, hypot

from itinerary.itinerary import Mode
from itinerary.request import Party, metres_between
from knowledge.places.district import District
from knowledge.places.place import Place

ALWAYS_WALKED_M = 200
"""A leg of at most so many metres may be walked whatever modes were asked for."""
_TAXI_SEATS = 4
_TOWN_M = 10_000
"""Metres of a taxi ride that run at the speed of town traffic; what is beyond runs on roads out of town."""
_SLACK_SHARE = 0.5
"""Slack covers this share of the combined uncertainty of both ends: about what a random error adds."""


@dataclass(frozen=True)
class Spot:
    lat: float
    lon: float
    uncertainty_m: int
    """Radius within which the spot lies."""
    slow: bool
    """Whether one walks slowly there: steps, narrow lanes."""


@dataclass(frozen=True)
class LegEstimate:
    mode: Mode
    minutes: int
    buffer: int
    """Minutes of slack for uncertain positions, apart from ``minutes``."""
    distance: int
    """Metres along the road."""
    walk: int
    """Metres on foot within it, those to and from a bus stop included."""
    cost: float
    """Per person, a taxi shared by up to four."""
    estimated: bool


def spot_of(place: Place) -> Spot:
    """Where a place lies.

    Raises:
        ValueError: when its position is not known.
    """
    if place.position is None:
        raise ValueError(f"{place.id} has no position")
    access = place.accessibility
    return Spot(
        lat=place.position.lat,
        lon=place.position.lon,
        uncertainty_m=place.position.uncertainty_m,
        slow=access is not None and access.wheelchair in ("limited", "no"),
    )


def may_use(mode: Mode, party: Party) -> bool:
    """Whether the party can ride so at all."""
    return mode != "ebike" or not (party.children or party.stroller or party.wheelchair)


class Travel:
    """The ways between spots of one district."""

    def __init__(self, district: District) -> None:
        self._rules = district.travel

    def between(self, a: Spot, b: Spot, party: Party, modes: Collection[Mode]) -> tuple[LegEstimate, ...]:
        """The ways that are not worse than another in time, walking and fare at once; quickest first.

        Only the modes given are used; a way of at most 200 m may always be walked. Empty when no mode is possible.
        """
        straight = metres_between(a.lat, a.lon, b.lat, b.lon)
        distance = round(straight * self._rules.detour)
        unsure = hypot(a.uncertainty_m, b.uncertainty_m) * _SLACK_SHARE if a != b else 0.0
        allowed = [mode for mode in modes if may_use(mode, party)]
        if "walk" not in allowed and distance <= ALWAYS_WALKED_M:
            allowed.append("walk")
        slow = (a.slow and b.slow) or _walks_slowly(party)
        ways = [self._by(mode, distance, unsure, slow, party) for mode in dict.fromkeys(allowed)]
        return _undominated(ways)

    def _by(self, mode: Mode, distance: int, unsure: float, slow: bool, party: Party) -> LegEstimate:
        if mode == "walk":
            return self._on_foot(distance, unsure, slow)
        if mode == "ebike":
            return self._by_ebike(distance, unsure)
        if mode == "bus":
            return self._by_bus(distance, unsure, slow)
        return self._by_taxi(distance, unsure, party)

    def _on_foot(self, distance: int, unsure: float, slow: bool) -> LegEstimate:
        speed = self._walk_kmh(slow)
        return LegEstimate(
            "walk", _minutes(distance, speed), self._slack(unsure, speed), distance, distance, 0.0, estimated=True
        )

    def _by_ebike(self, distance: int, unsure: float) -> LegEstimate:
        rules = self._rules
        riding = _minutes(distance, rules.ebike_kmh)
        fare = ceil(riding / rules.ebike_fare_minutes) * rules.ebike_fare
        minutes = rules.ebike_overhead + riding
        return LegEstimate(
            "ebike", minutes, self._slack(unsure, rules.ebike_kmh), distance, 0, round(fare, 2), estimated=True
        )

    def _by_bus(self, distance: int, unsure: float, slow: bool) -> LegEstimate:
        rules = self._rules
        walk = min(distance, rules.bus_access_m)
        minutes = rules.bus_overhead + _minutes(walk, self._walk_kmh(slow)) + _minutes(distance, rules.bus_kmh)
        # An error of the position is mended on foot, from the stop.
        slack = self._slack(unsure, self._walk_kmh(slow))
        return LegEstimate("bus", minutes, slack, distance, walk, rules.bus_fare, estimated=True)

    def _by_taxi(self, distance: int, unsure: float, party: Party) -> LegEstimate:
        rules = self._rules
        town = min(distance, _TOWN_M)
        riding = _minutes(town, rules.taxi_kmh) + _minutes(distance - town, rules.taxi_far_kmh)
        fare = rules.taxi_flagfall + max(0, distance - rules.taxi_flagfall_m) / 1000 * rules.taxi_per_km
        per_person = fare * ceil(party.size / _TAXI_SEATS) / party.size
        minutes = rules.taxi_overhead + riding
        return LegEstimate(
            "taxi", minutes, self._slack(unsure, rules.taxi_kmh), distance, 0, round(per_person, 2), estimated=True
        )

    def _walk_kmh(self, slow: bool) -> float:
        return self._rules.walk_slow_kmh if slow else self._rules.walk_kmh

    def _slack(self, unsure: float, speed: float) -> int:
        return _minutes(unsure * self._rules.detour, speed)


def _walks_slowly(party: Party) -> bool:
    return bool(party.children or party.seniors or party.wheelchair or party.stroller)


def _minutes(metres: float, kmh: float) -> int:
    # Guards against 5.000000001 becoming 6.
    return ceil(round(metres * 60 / (kmh * 1000), 6))


def _undominated(ways: list[LegEstimate]) -> tuple[LegEstimate, ...]:
    def merits(way: LegEstimate) -> tuple[float, float, float]:
        return way.minutes + way.buffer, way.walk, way.cost

    kept: list[LegEstimate] = []
    for way in sorted(ways, key=merits):
        if not any(all(x <= y for x, y in zip(merits(other), merits(way), strict=True)) for other in kept):
            kept.append(way)
    return tuple(kept)
