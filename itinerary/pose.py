"""A day's wishes put as the numbers-only problem, with the way back from its numbers to places."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from itinerary.candidates import Candidate, Detail, Pool, SetAside, Weight, gather, weight_of
from itinerary.core.problem import UNREACHABLE, Legs, Pause, Problem, Stop
from itinerary.itinerary import ExclusionCode, Meal
from itinerary.meals import NEAR_M, NOWHERE_POINTS, Break, Table, breaks_of, tables_for
from itinerary.request import ItineraryRequest, Whereabouts
from itinerary.span import Span, span_of
from itinerary.travel import ALWAYS_WALKED_M, MODES, LegEstimate, LegTable, Spot, Travel, spot_of
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place

CENTS = 100
KIN_LOSS = 15
"""Percent that a visit loses when it directly follows one of its own kind."""
_FARE_MINUTES = 5
"""One bus fare weighs as much as so many minutes on the way."""
_MOST = 2**30
MOST_CANDIDATES, MOST_TABLES = 400, 100
"""More than this isn't looked at; no district has as many."""
_ROUNDING, _ROUNDING_M = 0.02, 20
"""What rounding of fares and metres may come to over a few legs."""
_BETWEEN = 15
"""Minutes that a stop costs besides its length, for a rough ranking."""


@dataclass(frozen=True)
class Role:
    """What a stop of the problem is: a visit, or a meal at a table."""

    candidate: Candidate | None
    table: Table | None

    @property
    def place(self) -> Place:
        if self.candidate is not None:
            return self.candidate.place
        assert self.table is not None
        return self.table.place


@dataclass(frozen=True)
class Setting:
    """All that a request means in this district, before a problem is made of it."""

    request: ItineraryRequest
    gazetteer: Gazetteer
    span: Span
    pool: Pool
    breaks: tuple[Break, ...]
    tables: tuple[Table, ...]
    complete: bool = True
    """Whether all that may be visited is looked at; not so where there is far too much of it."""
    passed: tuple[Weight, ...] = ()
    """What isn't looked at."""

    @cached_property
    def origin(self) -> Spot | None:
        return _spot(self.request.start, self.gazetteer)

    @cached_property
    def goal(self) -> Spot | None:
        return _spot(self.request.end, self.gazetteer)

    @cached_property
    def bound_of_time(self) -> float:
        """Points that fit in at most if nobody had to go anywhere: the fractional knapsack of points and minutes."""
        weights = [*(weight_of(one) for one in self.pool.candidates if one.counts), *self.passed]
        left = self.span.length - sum(pause.minutes for pause in self.breaks)
        bound = 0.0
        for weight in sorted(weights, key=lambda weight: weight.minutes / weight.points):
            if left <= 0:
                break
            bound += weight.points * min(1.0, left / weight.minutes)
            left -= weight.minutes
        points = sorted((weight.points for weight in weights), reverse=True)
        return float(floor(min(bound, sum(points[: self.request.max_places])) + 1e-6))


@dataclass(frozen=True)
class Posed:
    setting: Setting
    roles: tuple[Role, ...]
    breaks: tuple[Break, ...]
    """By the number of the task and of its pause."""
    ways: LegTable
    vertices: tuple[int | None, ...]
    """By vertex of the problem: its row in ``ways``; None where the day begins or ends anywhere."""
    problem: Problem

    @cached_property
    def visit_of(self) -> Mapping[str, int]:
        """The stop that visits a place, by its id."""
        return {role.place.id: stop for stop, role in enumerate(self.roles) if role.candidate is not None}

    def way(self, mode: int, origin: int, target: int) -> LegEstimate | None:
        """The leg between two vertices; None where nothing is travelled."""
        here, there = self.vertices[origin], self.vertices[target]
        return None if here is None or there is None else self.ways.leg(mode, here, there)


def set_out(
    request: ItineraryRequest, gazetteer: Gazetteer, *, rests: bool = True, named_only: bool = False
) -> Setting:
    """What may be visited, when, and where one may eat; with ``named_only`` nothing but what was asked for by name."""
    span = span_of(request, gazetteer.district.zone)
    breaks = breaks_of(request, span, rests=rests)
    pool = gather(request, gazetteer, span, named_only=named_only)
    tables = () if named_only else tuple(tables_for(breaks, request, gazetteer, span))
    setting = Setting(request, gazetteer, span, pool, breaks, tables, not pool.unseen, pool.unseen)
    return _foremost(_without_hopeless(setting))


def _without_hopeless(setting: Setting) -> Setting:
    """Without places that break a limit even if the day goes there and nowhere else."""
    request = setting.request
    free = [candidate for candidate in setting.pool.candidates if not candidate.required]
    if not free or (request.budget is None and request.max_walk is None and request.max_distance is None):
        return setting
    ends = [spot for spot in (setting.origin, setting.goal) if spot is not None]
    spots = [spot_of(candidate.place, setting.gazetteer.district) for candidate in free]
    ways = Travel(setting.gazetteer.district).table(ends, request.party, request.modes, spots)

    def there_and_back(values: NDArray[Any]) -> NDArray[Any]:
        least = np.where(ways.possible, values, np.inf).min(axis=0)
        return np.where(np.isfinite(total := least.sum(axis=0)), total, 0.0)

    tickets = np.array([candidate.price.cost for candidate in free])
    checks: list[tuple[float | None, NDArray[Any], ExclusionCode, Detail]] = [
        (request.budget, tickets + there_and_back(ways.cost), "budget", "budget"),
        (request.max_walk, there_and_back(ways.walk) - _ROUNDING_M, "walk_limit", "walk"),
        (request.max_distance, there_and_back(ways.distance[None]) - _ROUNDING_M, "too_far", "distance"),
    ]
    quickest = np.where(ways.possible, ways.minutes + ways.buffer, _MOST).min(axis=0)

    def minutes_to(end: Spot | None, number: int) -> int:
        return 0 if end is None else int(quickest[ends.index(end), number])

    in_time = [
        _is_in_time(candidate, minutes_to(setting.origin, number), minutes_to(setting.goal, number), setting.span)
        for number, candidate in enumerate(free)
    ]
    hopeless: dict[str, SetAside] = {}
    for limit, least, code, detail in checks:
        for candidate, need, reached in zip(free, least, in_time, strict=True):
            # What there is no time for can't be had for any money: that is told as a matter of time.
            if limit is not None and need > limit + _ROUNDING and reached:
                hopeless.setdefault(candidate.place.id, SetAside(candidate.place, code, detail))
    left = tuple(one for one in setting.pool.candidates if one.place.id not in hopeless)
    return replace(setting, pool=Pool(left, setting.pool.set_aside + tuple(hopeless.values())))


def _is_in_time(candidate: Candidate, into: int, onward: int, span: Span) -> bool:
    """Whether one who goes there and nowhere else is let in and gets on to the day's end."""
    return any(
        max(into, option.earliest)
        <= min(option.latest, option.end_by - option.length, span.length - onward - option.length)
        for option in candidate.options
    )


def _foremost(setting: Setting) -> Setting:
    """The wishes with no more places than can be looked at: those that give most points for their time."""
    candidates = setting.pool.candidates
    if len(candidates) <= MOST_CANDIDATES and len(setting.tables) <= MOST_TABLES:
        return setting
    ranked = sorted(candidates, key=lambda candidate: (not candidate.required, -_density(candidate)))
    kept = sorted(ranked[:MOST_CANDIDATES], key=lambda candidate: candidate.place.id)
    passed = ranked[MOST_CANDIDATES:]
    aside = tuple(SetAside(candidate.place, "time", "time") for candidate in passed)
    known = sorted(setting.tables, key=lambda table: -max(option.points for option in table.options))
    return replace(
        setting,
        pool=Pool(tuple(kept), setting.pool.set_aside + aside),
        tables=tuple(known[:MOST_TABLES]),
        complete=False,
        passed=(*setting.passed, *(weight_of(candidate) for candidate in passed)),
    )


def _density(candidate: Candidate) -> float:
    return max(option.points / (option.length + _BETWEEN) for option in candidate.options)


def pose(setting: Setting) -> Posed:
    """The numbers-only problem of the whole day."""
    request, roles = setting.request, _roles(setting)
    spots = [spot_of(role.place, setting.gazetteer.district) for role in roles]
    ends = [spot for spot in (setting.origin, setting.goal) if spot is not None]
    center = setting.gazetteer.district.center
    unique = list(dict.fromkeys([*spots, *ends])) or [Spot(center.lat, center.lon, 0, slow=False)]
    row = {spot: index for index, spot in enumerate(unique)}
    vertices = (
        *(row[spot] for spot in spots),
        None if setting.origin is None else row[setting.origin],
        None if setting.goal is None else row[setting.goal],
    )
    ways = Travel(setting.gazetteer.district).table(unique, request.party, request.modes)
    numbers = {place_id: number for number, place_id in enumerate(dict.fromkeys(role.place.id for role in roles))}
    kinds = {kind: number for number, kind in enumerate(setting.gazetteer.district.kinds)}
    tasks = {pause.meal: number for number, pause in enumerate(setting.breaks) if pause.meal is not None}
    problem = Problem(
        begin=0,
        end=setting.span.length,
        stops=tuple(_stop(role, tasks, numbers, kinds) for role in roles),
        legs=_legs(setting, roles, ways, vertices),
        pauses=tuple(_pause(number, pause) for number, pause in enumerate(setting.breaks)),
        tasks=len(setting.breaks),
        exclusive=tuple(_exclusive(roles, setting.gazetteer)),
        kin_loss=KIN_LOSS,
        budget=_limit(request.budget, CENTS),
        max_walk=_limit(request.max_walk),
        max_distance=_limit(request.max_distance),
        max_visits=request.max_places,
    )
    return Posed(setting, roles, setting.breaks, ways, vertices, problem)


def straight_home(posed: Posed) -> int | None:
    """The quickest way from where the day starts to where it ends that keeps all limits; None when there is none."""
    problem, start, end = posed.problem, len(posed.roles), len(posed.roles) + 1
    limits = (
        (problem.legs.cost, problem.budget),
        (problem.legs.walk, problem.max_walk),
        (problem.legs.distance, problem.max_distance),
    )
    minutes = {
        mode: int(problem.legs.minutes[mode, start, end])
        for mode in range(len(MODES))
        if all(limit is None or values[mode, start, end] <= limit for values, limit in limits)
    }
    return min((mode for mode in minutes if minutes[mode] < UNREACHABLE), key=lambda mode: minutes[mode], default=None)


def bare(setting: Setting) -> Setting:
    """Only what was asked for, as short as may be and worth nothing, so that any day is as good as the best.

    A visit more makes a day possible only where ``has_gaps``, and a meal can be had anywhere.
    """
    required = []
    for candidate in setting.pool.candidates:
        if candidate.required:
            shortest = min(option.length for option in candidate.options)
            windows = {replace(option, points=0) for option in candidate.options if option.length == shortest}
            options = tuple(sorted(windows, key=lambda option: option.earliest))
            required.append(replace(candidate, options=options))
    return replace(setting, pool=replace(setting.pool, candidates=tuple(required)), tables=())


def has_gaps(posed: Posed) -> bool:
    """Whether some way between its vertices is ruled out, so that a place between may be needed to get there."""
    stops = len(posed.roles)
    ahead = posed.problem.legs.quickest[: stops + 1, [*range(stops), stops + 1]]
    return bool((ahead == UNREACHABLE).any())


def without(setting: Setting, place_ids: Collection[str]) -> Setting:
    """The same wishes where some places are no visits, though one may still eat there."""
    kept = tuple(candidate for candidate in setting.pool.candidates if candidate.place.id not in place_ids)
    return replace(setting, pool=replace(setting.pool, candidates=kept))


def parts_of(place: Place, gazetteer: Gazetteer) -> Iterator[str]:
    """The ids of the larger places that contain it, from near to far."""
    met = {place.id}
    while place.part_of is not None and place.part_of not in met and place.part_of in gazetteer.places:
        met.add(place.part_of)
        place = gazetteer.places[place.part_of]
        yield place.id


def _roles(setting: Setting) -> tuple[Role, ...]:
    visits = [Role(candidate, None) for candidate in setting.pool.candidates]
    return (*visits, *(Role(None, table) for table in setting.tables))


def _spot(where: Whereabouts | None, gazetteer: Gazetteer) -> Spot | None:
    if where is None:
        return None
    if where.place_id is not None:
        return spot_of(gazetteer.places[where.place_id], gazetteer.district)
    assert where.lat is not None
    assert where.lon is not None
    return Spot(where.lat, where.lon, 0, slow=False)


def _stop(role: Role, tasks: Mapping[Meal, int], numbers: Mapping[str, int], kinds: Mapping[str, int]) -> Stop:
    place = numbers[role.place.id]
    if role.candidate is not None:
        return Stop(
            role.candidate.options,
            cost=round(role.candidate.price.cost * CENTS),
            kin=kinds[role.place.kind],
            required=role.candidate.required,
            place=place,
        )
    assert role.table is not None
    return Stop(role.table.options, cost=round(role.table.price.cost * CENTS), task=tasks[role.table.meal], place=place)


def _pause(task: int, pause: Break) -> Pause:
    points = 0 if pause.meal is None else NOWHERE_POINTS
    return Pause(task, pause.earliest, pause.latest, pause.minutes, points)


def _exclusive(roles: tuple[Role, ...], gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """A place and its own part are not both visited, unless both were asked for."""
    visits = {role.place.id: (stop, role.candidate) for stop, role in enumerate(roles) if role.candidate is not None}
    for stop, part in visits.values():
        for whole_id in parts_of(part.place, gazetteer):
            if whole_id in visits:
                other, whole = visits[whole_id]
                if not (part.required and whole.required):
                    yield other, stop


def _legs(setting: Setting, roles: tuple[Role, ...], ways: LegTable, vertices: tuple[int | None, ...]) -> Legs:
    """The ways between all vertices; where the day begins or ends anywhere, to and from it takes nothing."""
    rows = [row or 0 for row in vertices]
    nowhere = np.array([row is None for row in vertices])
    free = np.logical_or.outer(nowhere, nowhere)
    distance = np.where(free, 0, ways.distance[np.ix_(rows, rows)])

    def between(values: NDArray[Any]) -> NDArray[Any]:
        return np.where(free, 0, values[:, rows][:, :, rows])

    walk = between(ways.walk)
    cost = np.rint(between(ways.cost) * CENTS)
    minutes = between(ways.minutes + ways.buffer)
    possible = ways.possible[:, rows][:, :, rows]
    if setting.request.max_leg_walk is not None:
        possible &= walk <= setting.request.max_leg_walk
    # So short a way is ridden only where walking it is ruled out.
    strolled = possible[MODES.index("walk")] & (distance <= ALWAYS_WALKED_M)
    possible[[mode != "walk" for mode in MODES]] &= ~strolled
    # For a meal one wants to have one goes as far as need be.
    wanted = setting.request.eat_at
    tables = [stop for stop, role in enumerate(roles) if role.table is not None and role.place.id not in wanted]
    possible[:, :, tables] &= (distance <= NEAR_M)[:, tables]
    possible = np.where(free, (np.arange(len(MODES)) == 0)[:, None, None], possible)
    burden = minutes + np.rint(cost * _fare_weight(setting.gazetteer))
    return Legs(
        minutes=np.where(possible, minutes, UNREACHABLE).astype(np.int32),
        walk=walk.astype(np.int32),
        distance=np.broadcast_to(distance, minutes.shape).astype(np.int32),
        cost=cost.astype(np.int32),
        burden=burden.astype(np.int32),
    )


def _fare_weight(gazetteer: Gazetteer) -> float:
    """Minutes that a cent of fare weighs."""
    fare = gazetteer.district.travel.bus_fare
    return _FARE_MINUTES / (fare * CENTS) if fare else 0.0


def _limit(value: float | None, scale: int = 1) -> int | None:
    return None if value is None else int(min(value * scale + 1e-6, _MOST))
