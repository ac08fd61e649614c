"""How one gets from one spot to another: estimates from straight lines and the district's speeds and fares.

No road map is at hand, so every leg is an estimate. Where a position is uncertain the leg carries slack of its own.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from itinerary.itinerary import Mode
from itinerary.request import EARTH_M, Party
from knowledge.places.district import District
from knowledge.places.place import Place

MODES: tuple[Mode, ...] = get_args(Mode)
ALWAYS_WALKED_M = 200
"""A leg of at most so many metres may be walked whatever modes were asked for."""
STROLL_M = 700
"""Metres, ten minutes on foot, up to which a ride saves no time: finding, waiting and paying take what it gains."""
_TAXI_SEATS = 4
_TOWN_M = 10_000
"""Metres of a taxi ride that run at the speed of town traffic; what is beyond runs on roads out of town."""
_SLACK_SHARE = 0.5
"""Slack covers this share of the combined uncertainty of both ends: about what a random error adds."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Spot:
    lat: float
    lon: float
    uncertainty_m: int
    """Radius within which the spot lies."""
    slow: bool
    """Whether one walks slowly there: steps, narrow lanes."""
    place_id: str | None = None
    """Which place lies there: two that are estimated to be at one point may be apart."""


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


@dataclass(frozen=True)
class LegTable:
    """All ways from some spots to some: arrays of shape (modes, from, to), modes as in ``MODES``."""

    possible: NDArray[np.bool_]
    """Whether the way may be used and is not worse than another in time, walking and fare at once."""
    minutes: NDArray[np.int64]
    buffer: NDArray[np.int64]
    walk: NDArray[np.int64]
    cost: Numbers
    distance: NDArray[np.int64]
    """Shape (from, to): the same by every mode."""

    def leg(self, mode: int, origin: int, target: int) -> LegEstimate:
        at = (mode, origin, target)
        return LegEstimate(
            MODES[mode],
            int(self.minutes[at]),
            int(self.buffer[at]),
            int(self.distance[origin, target]),
            int(self.walk[at]),
            float(self.cost[at]),
            estimated=True,
        )


def spot_of(place: Place, district: District) -> Spot:
    """Where a place lies, and how one walks there.

    Raises:
        ValueError: when its position is not known.
    """
    if place.position is None:
        raise ValueError(f"{place.id} has no position")
    stepped = place.accessibility is not None and place.accessibility.wheelchair in ("limited", "no")
    lanes = any(district.themes[theme].slow_walking for theme in place.themes if theme in district.themes)
    return Spot(
        lat=place.position.lat,
        lon=place.position.lon,
        uncertainty_m=place.position.uncertainty_m,
        slow=stepped or lanes,
        place_id=place.id,
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
        table = self.table((a, b), party, modes)
        ways = [table.leg(mode, 0, 1) for mode in range(len(MODES)) if table.possible[mode, 0, 1]]
        return tuple(sorted(ways, key=lambda way: way.minutes + way.buffer))

    def each(self, a: Spot, b: Spot, party: Party) -> tuple[LegEstimate, ...]:
        """The way by each mode that the party can use, be another one better or not."""
        table = self.table((a, b), party, MODES)
        return tuple(
            table.leg(number, 0, 1)
            for number, mode in enumerate(MODES)
            if may_use(mode, party) and self._goes_as_far(mode, table.distance)[0, 1]
        )

    def _goes_as_far(self, mode: Mode, distance: NDArray[np.generic]) -> NDArray[np.bool_]:
        """Whether one goes so many metres by a mode in one leg."""
        limit = self._rules.ebike_max_m if mode == "ebike" else None
        return np.full(distance.shape, True) if limit is None else np.less_equal(distance, limit)

    def taxi_fare(self, metres: Numbers, party: Party) -> Numbers:
        """What each person pays for a ride."""
        rules = self._rules
        fare = rules.taxi_flagfall + np.maximum(0, metres - rules.taxi_flagfall_m) / 1000 * rules.taxi_per_km
        return np.round(fare * ceil(party.size / _TAXI_SEATS) / party.size, 2)

    def table(
        self,
        origins: Sequence[Spot],
        party: Party,
        modes: Collection[Mode],
        targets: Sequence[Spot] | None = None,
    ) -> LegTable:
        """The ways from each origin to each target (to each other if none are given), as ``between`` tells them."""
        rules = self._rules
        targets = origins if targets is None else targets
        distance = np.rint(_straight(origins, targets) * rules.detour)
        unsure = _uncertainty(origins, targets) * _SLACK_SHARE * rules.detour
        slow_there, slow_here = (np.array([spot.slow for spot in spots], dtype=bool) for spots in (targets, origins))
        walk_kmh = np.where(
            np.logical_and.outer(slow_here, slow_there) | _walks_slowly(party), rules.walk_slow_kmh, rules.walk_kmh
        )
        town = np.minimum(distance, _TOWN_M)
        bus_walk = np.minimum(distance, rules.bus_access_m)
        ebike = _minutes(distance, rules.ebike_kmh)
        nothing = np.zeros_like(distance)
        by_mode: dict[Mode, tuple[Numbers, Numbers, Numbers, Numbers]] = {
            "walk": (_minutes(distance, walk_kmh), _minutes(unsure, walk_kmh), distance, nothing),
            "ebike": (
                rules.ebike_overhead + ebike,
                _minutes(unsure, rules.ebike_kmh),
                nothing,
                np.ceil(ebike / rules.ebike_fare_minutes) * rules.ebike_fare,
            ),
            "bus": (
                rules.bus_overhead + _minutes(bus_walk, walk_kmh) + _minutes(distance, rules.bus_kmh),
                # An error of the position is mended on foot, from the stop.
                _minutes(unsure, walk_kmh),
                bus_walk,
                nothing + rules.bus_fare,
            ),
            "taxi": (
                rules.taxi_overhead + _minutes(town, rules.taxi_kmh) + _minutes(distance - town, rules.taxi_far_kmh),
                _minutes(unsure, rules.taxi_kmh),
                nothing,
                self.taxi_fare(distance, party),
            ),
        }
        minutes, buffer, walk, cost = (np.stack([by_mode[mode][part] for mode in MODES]) for part in range(4))
        on_foot = (minutes + buffer)[MODES.index("walk")]
        minutes = np.where(distance <= STROLL_M, np.maximum(minutes, on_foot - buffer), minutes)
        allowed = np.stack(
            [(mode in modes and may_use(mode, party)) & self._goes_as_far(mode, distance) for mode in MODES]
        )
        allowed[MODES.index("walk")] |= distance <= ALWAYS_WALKED_M
        cost = np.round(cost, 2)
        return LegTable(
            possible=allowed & ~_dominated(allowed, minutes + buffer, walk, cost),
            minutes=minutes.astype(np.int64),
            buffer=buffer.astype(np.int64),
            walk=walk.astype(np.int64),
            cost=cost,
            distance=distance.astype(np.int64),
        )


def _walks_slowly(party: Party) -> bool:
    return bool(party.children or party.seniors or party.wheelchair or party.stroller)


def _straight(origins: Sequence[Spot], targets: Sequence[Spot]) -> Numbers:
    """Great-circle metres from each origin to each target (haversine)."""
    here, there = (np.radians([(spot.lat, spot.lon) for spot in spots]).reshape(-1, 2) for spots in (origins, targets))
    north, east = (np.subtract.outer(here[:, axis], there[:, axis]) / 2 for axis in (0, 1))
    chord = np.sin(north) ** 2 + np.multiply.outer(np.cos(here[:, 0]), np.cos(there[:, 0])) * np.sin(east) ** 2
    metres: Numbers = 2 * EARTH_M * np.arcsin(np.sqrt(np.minimum(1.0, chord)))
    return metres


def _uncertainty(origins: Sequence[Spot], targets: Sequence[Spot]) -> Numbers:
    """Combined radius of both ends in metres; the way from a spot to itself has none."""
    numbers = {spot: number for number, spot in enumerate(dict.fromkeys([*origins, *targets]))}
    here, there = ([numbers[spot] for spot in spots] for spots in (origins, targets))
    radius = np.array([spot.uncertainty_m for spot in numbers], dtype=np.float64)
    return np.where(np.equal.outer(here, there), 0.0, np.hypot.outer(radius[here], radius[there]))


def _minutes(metres: Numbers, kmh: Numbers | float) -> Numbers:
    # Rounded first, so that 5.000000001 doesn't become 6.
    minutes: Numbers = np.ceil(np.round(metres * 60 / (np.asarray(kmh) * 1000), 6))
    return minutes


def _dominated(allowed: NDArray[np.bool_], minutes: Numbers, walk: Numbers, cost: Numbers) -> NDArray[np.bool_]:
    """Ways that another allowed one does no worse; of equal ones the first mode stays."""
    beaten = np.zeros_like(allowed)
    for mode in range(len(MODES)):
        for other in range(len(MODES)):
            if mode == other:
                continue
            no_worse = (minutes[other] <= minutes[mode]) & (walk[other] <= walk[mode]) & (cost[other] <= cost[mode])
            if other > mode:
                no_worse &= (minutes[other] < minutes[mode]) | (walk[other] < walk[mode]) | (cost[other] < cost[mode])
            beaten[mode] |= allowed[other] & no_worse
    return beaten
