"""The rest of a mended day, solved so that as little as possible of the plan changes.

The trade-off: a place of the plan counts 30 % more than its points, so that a new one takes its place only when it is
worth clearly more; the plan's order is kept unless nothing fits in that order; what is locked keeps its time if it can,
else at least its place in the day.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

import numpy as np

from itinerary.conflicts import surely_too_much
from itinerary.core.day import best_day
from itinerary.core.problem import UNREACHABLE, NoSolution, Option, Solution
from itinerary.core.solver import bound_beyond
from itinerary.draft import Draft, Effort, order_of, solved, worth_of_steps
from itinerary.itinerary import Stop, StopKind
from itinerary.pose import Posed, Role, pose
from itinerary.rest import Rest
from itinerary.tell import minutes_of

LOYALTY = 130
"""Percent that a place of the plan counts."""
_WORK, _BOUND_WORK, _GLANCE = 0.04, 0.05, 0.02
"""Of the core's usual work: for the day, for how good any such day may be, and for seeing whether what has to be in it
holds together."""
_BOUNDED_BY = 0.8
"""Seconds after the beginning of mending by which the bound has to do: somebody stands in the street."""
_DAY_SHARE = 0.6
"""Of the time left, if there is a limit, for the day; the rest is for its bound."""


def resolved(rest: Rest, effort: Effort) -> Draft:
    """The best rest of the day, as loyal to the plan as it can be, with a bound on every rest of it, loyal or not.

    Raises:
        NoSolution: when what has to be in it doesn't hold together.
    """
    relaxed = rest.case.request.pace == "relaxed"
    for rests in (True, False) if relaxed else (True,):
        setting = rest.setting(rests=rests)
        posed = pose(setting)
        if surely_too_much(setting) or _absent(posed, rest):
            continue
        for problem in _variants(posed, rest):
            order = _skeleton(problem, effort)
            if order is None:
                continue
            try:
                draft = solved(problem, effort, work=_WORK, warm=_warm(problem, rest, order), share=_DAY_SHARE)
            except NoSolution:
                continue
            return Draft(posed, _bounded(posed, rest, worth_of_steps(posed, draft.solution), effort), setting.request)
    raise NoSolution("what has to stay doesn't fit into the rest of the day", proven=True)


def _bounded(posed: Posed, rest: Rest, found: Solution, effort: Effort) -> Solution:
    """The day found, with a bound on the points of every day that goes to what is locked.

    Loyalty doesn't count there: the plan's places are worth what all are, in any order and at any hour. Looking is
    given up when the answer is due; that leaves the day as it is, and its bound looser.
    """
    looking = effort.until(_BOUNDED_BY)
    bound = bound_beyond(
        _locking(posed, rest).problem,
        found.points,
        time_limit=looking.seconds(1.0),
        seed=looking.seed,
        work=_BOUND_WORK,
        cancellation=looking.cancellation,
    )
    return replace(
        found,
        bound=bound.points,
        optimal=bound.points <= found.points,
        cut_by_clock=found.cut_by_clock or bound.cut_by_clock,
        seconds=found.seconds + bound.seconds,
    )


def holds_together(rest: Rest, effort: Effort) -> bool:
    """Whether what has to be in the rest of the day fits into it: quickly seen, as nothing else is looked at."""
    if rest.over:
        return not rest.missing
    setting = rest.setting(rests=False, named_only=True)
    posed = pose(setting)
    if surely_too_much(setting) or _absent(posed, rest):
        return False
    return _skeleton(_loyal(posed, rest), effort) is not None


def _absent(posed: Posed, rest: Rest) -> bool:
    return any(not _stops_at(posed, place_id) for place_id in rest.locked)


def _variants(posed: Posed, rest: Rest) -> Iterator[Posed]:
    """The problem, first with all that would be kept held fast, then with ever less."""
    loyal = _loyal(posed, rest)
    in_order = _in_order(loyal, rest.to_come)
    yield _held(in_order, rest)
    yield in_order
    yield _held(loyal, rest)
    yield loyal


def _skeleton(posed: Posed, effort: Effort) -> list[int] | None:
    """An order in which what has to be in the day fits into it, nothing else considered; None when none was found.

    Stops of the problem, and pauses as ``~k``.
    """
    stops = posed.problem.stops
    bones = [number for number, stop in enumerate(stops) if stop.required]
    rows = [*bones, len(stops), len(stops) + 1]
    place = {number: position for position, number in enumerate(bones)}
    legs = posed.problem.legs
    cut = {
        name: np.ascontiguousarray(getattr(legs, name)[:, rows][:, :, rows])
        for name in ("minutes", "walk", "distance", "cost", "burden")
    }
    problem = replace(
        posed.problem,
        stops=tuple(replace(stops[number], options=_shortest(stops[number].options)) for number in bones),
        legs=replace(legs, **cut),
        exclusive=tuple((place[a], place[b]) for a, b in posed.problem.exclusive if a in place and b in place),
    )
    bare = replace(
        posed,
        roles=tuple(posed.roles[number] for number in bones),
        vertices=tuple(posed.vertices[row] for row in rows),
        problem=problem,
    )
    try:
        draft = solved(bare, effort, work=_GLANCE)
    except NoSolution:
        return None
    return [bones[item] if item >= 0 else item for item in order_of(draft.solution)]


def _shortest(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """The shortest stays that are possible, worth nothing: any day is then as good as the best."""
    possible = [option for option in options if option.earliest <= option.latest] or list(options)
    shortest = min(option.length for option in possible)
    return tuple(replace(option, points=0) for option in possible if option.length == shortest)


def _warm(posed: Posed, rest: Rest, skeleton: list[int]) -> list[int]:
    """The plan's own stops to begin from; where all of it can't be, those that have to be there."""
    planned = list(_planned(posed, rest))
    needed = {item for item in skeleton if item >= 0}
    holds = needed <= set(planned) and best_day(posed.problem, planned) is not None
    return planned if holds or not needed else skeleton


def _planned(posed: Posed, rest: Rest) -> Iterator[int]:
    """The plan's order, as far as there are such stops and pauses in the problem."""
    pauses = [(number, pause.meal) for number, pause in enumerate(posed.breaks)]
    for stop in rest.to_come:
        if stop.place_id is not None:
            yield from _stops_at(posed, stop.place_id)[:1]
            continue
        pause = next((pause for pause in pauses if pause[1] == stop.meal), None)
        if pause is not None:
            pauses.remove(pause)
            yield ~pause[0]


def _stops_at(posed: Posed, place_id: str) -> list[int]:
    """The stops of the problem at a place: the visit first, then meals."""
    return [number for number, role in enumerate(posed.roles) if role.place.id == place_id]


def _loyal(posed: Posed, rest: Rest) -> Posed:
    """The same rest of the day with the plan's own places worth more, and the locked ones a must."""
    locking = _locking(posed, rest)
    planned = _planned_stops(rest)
    stops = tuple(
        replace(stop, options=tuple(replace(option, points=_boosted(option.points)) for option in stop.options))
        if _planned_as(role) in planned
        else stop
        for role, stop in zip(posed.roles, locking.problem.stops, strict=True)
    )
    return replace(posed, problem=replace(posed.problem, stops=stops))


def _locking(posed: Posed, rest: Rest) -> Posed:
    """The same rest of the day where what is locked has to be in it, as the visit or the meal that the plan has there.

    A locked place that the plan doesn't have yet is visited.
    """
    planned = _planned_stops(rest)
    new = rest.locked - {place_id for place_id, _ in planned}
    musts = {_stops_at(posed, place_id)[0] for place_id in new}
    musts |= {
        number
        for number, role in enumerate(posed.roles)
        if role.place.id in rest.locked and _planned_as(role) in planned
    }
    stops = tuple(
        replace(stop, required=stop.required or number in musts) for number, stop in enumerate(posed.problem.stops)
    )
    return replace(posed, problem=replace(posed.problem, stops=stops))


def _planned_stops(rest: Rest) -> set[tuple[str | None, StopKind]]:
    return {(stop.place_id, stop.kind) for stop in rest.to_come}


def _planned_as(role: Role) -> tuple[str, StopKind]:
    return role.place.id, "meal" if role.candidate is None else "visit"


def _boosted(points: int) -> int:
    return points * LOYALTY // 100 if points > 0 else points + LOYALTY - 100


def _in_order(posed: Posed, to_come: Collection[Stop]) -> Posed:
    """Without ways that lead from a stop of the plan straight back to an earlier one."""
    place = {(stop.place_id, stop.kind): number for number, stop in enumerate(to_come)}
    order = np.array(
        [place.get((role.place.id, "visit" if role.candidate is not None else "meal"), -1) for role in posed.roles]
        + [-1, -1]
    )
    back = np.logical_and(np.greater.outer(order, order), order >= 0)
    legs = posed.problem.legs
    minutes = np.where(back, UNREACHABLE, legs.minutes).astype(np.int32)
    return replace(posed, problem=replace(posed.problem, legs=replace(legs, minutes=minutes)))


def _held(posed: Posed, rest: Rest) -> Posed:
    """The locked stops at the time that the plan gave them, where that lies ahead."""
    held: Mapping[str | None, Stop] = {stop.place_id: stop for stop in rest.to_come if stop.place_id in rest.locked}
    stops = list(posed.problem.stops)
    for number, role in enumerate(posed.roles):
        stop = held.get(role.place.id)
        if stop is None or (stop.kind == "visit") != (role.candidate is not None):
            continue
        first = rest.span.minute(datetime.fromisoformat(stop.begin)) - rest.begin
        if first < 0:
            continue
        at_time = [
            Option(first, first, option.end_by, option.length, option.points)
            if option.length == minutes_of(stop) and option.earliest <= first <= option.latest
            else replace(option, latest=option.earliest - 1)
            for option in stops[number].options
        ]
        if any(option.latest >= option.earliest for option in at_time):
            stops[number] = replace(stops[number], options=tuple(at_time))
    return replace(posed, problem=replace(posed.problem, stops=tuple(stops)))
