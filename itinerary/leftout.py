"""The true reason why each open candidate isn't in the day."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import inf
from operator import add

from itinerary.barred import all_barred
from itinerary.candidates import Detail
from itinerary.core.problem import UNREACHABLE, Pause, Problem, Solution, Step, Stop
from itinerary.itinerary import Excluded, ExclusionCode
from itinerary.pose import Posed
from itinerary.request import ItineraryRequest
from itinerary.saying import say
from knowledge.places.hours import openings_between
from knowledge.places.place import Place

_ASIDE = {
    "kind": "excluded-kind",
    "theme": "excluded-theme",
    "dull": "excluded-dull",
    "wheelchair": "excluded-wheelchair",
    "closed": "excluded-closed",
    "unknown": "excluded-unknown",
    "short": "excluded-short",
    "brief": "excluded-brief",
    "avoided": "excluded-avoided",
    "time": "excluded-time",
    "unseen": "excluded-unseen",
    "budget": "excluded-budget",
    "walk": "excluded-walk",
    "distance": "excluded-distance",
}
# Of several limits that a place would break, the first is told.
_LIMITS: tuple[tuple[str, ExclusionCode, str], ...] = (
    ("visits", "max_places", "excluded-max-places"),
    ("budget", "budget", "excluded-budget"),
    ("walk", "walk_limit", "excluded-walk"),
    ("distance", "too_far", "excluded-distance"),
)


@dataclass(frozen=True)
class _Gap:
    """A place in the day's order where a stop could be put."""

    position: int
    here: int
    """The vertex one comes from."""
    following: int | None
    """The next step with a stop, counted from the position; None when the way leads to the day's end."""
    there: int
    """The vertex one goes on to."""
    ready: int
    """When one can leave for the new stop."""
    due: int
    """When one has to be back in the order at the latest; for a pause that follows, without the way after it."""
    soonest: int
    """When one could leave for the new stop, if all before were done as early as may be."""
    pauses: tuple[Pause, ...]
    """Taken between the new stop and the way on from it."""
    reach: int
    """When one has to be where one goes on to, so that all after it can be done."""
    used: tuple[int, ...]
    """What the day uses of each limit without the way that is given up for the new stop."""


_SUMS = ("budget", "walk", "distance", "visits")
"""What is limited of a day, in the order of its sums."""
_IMPOSSIBLE = 2**31
"""Minutes that no day has."""
_Way = tuple[int, int]
"""The minutes of a leg and its mode."""


class _Days:
    """The day, and others that a stop may be put into: what they have in common for all stops is worked out once."""

    def __init__(self, problem: Problem, solution: Solution) -> None:
        self.problem, self.solution = problem, solution

    @cached_property
    def gaps(self) -> list[_Gap]:
        return _gaps(self.problem, self.solution.steps, self.solution.last_mode)

    @cached_property
    def gaps_of_none(self) -> list[_Gap]:
        """Those of a day in which nothing is done."""
        return _gaps(self.problem, (), None)

    @cached_property
    def hurried(self) -> list["_Hurried"]:
        """The day by the quickest ways, and so the same without each stop that could be given up."""
        problem, steps = self.problem, self.solution.steps
        found = [self._hurried(steps, -inf)]
        for number, step in enumerate(steps):
            if step.stop is None or problem.stops[step.stop].required or problem.stops[step.stop].task is not None:
                continue
            found.append(self._hurried(steps[:number] + steps[number + 1 :], step.points))
        return found

    def _hurried(self, steps: tuple[Step, ...], given_up: float) -> "_Hurried":
        quick, home = _quickest(self.problem, steps)
        return _Hurried(given_up, _gaps(self.problem, quick, home))


@dataclass(frozen=True)
class _Hurried:
    given_up: float
    """Points of the stop that it does without."""
    gaps: list[_Gap]


def left_out(posed: Posed, solution: Solution, offered: Collection[str] = ()) -> list[Excluded]:
    """Every candidate that the solution doesn't go to, in the order of their ids.

    ``offered`` are places that other days offered beside it visit, so that this one could do without.
    """
    request = posed.setting.request
    made = [step.stop for step in solution.steps if step.stop is not None]
    present = {posed.roles[stop].place.id for stop in made}
    reasons = {detail: _reason(detail, request) for detail in {entry.detail for entry in posed.setting.pool.set_aside}}
    found = [
        Excluded(place_id=entry.place.id, code=entry.code, reason=reasons[entry.detail])
        for entry in posed.setting.pool.set_aside
        if entry.place.id not in present
    ]
    days = _Days(posed.problem, solution)
    for place_id, stop in posed.visit_of.items():
        if place_id not in present:
            code, reason = _why(posed, days, stop, made)
            if code in ("similar", "time") and place_id in offered and _relative(posed, stop, made) is None:
                code, reason = "similar", say(request.locale, "excluded-offered")
            found.append(Excluded(place_id=place_id, code=code, reason=reason))
    return sorted(found, key=lambda entry: entry.place_id)


def _reason(detail: Detail, request: ItineraryRequest) -> str:
    return say(request.locale, _ASIDE[detail], limit=str(round(request.max_distance or 0)))


def _why(posed: Posed, days: _Days, stop: int, made: list[int]) -> tuple[ExclusionCode, str]:
    locale = posed.setting.request.locale
    relative = _relative(posed, stop, made)
    if relative is not None:
        return "similar", say(locale, "excluded-part", place=relative.called(locale))
    alone = _broken_by(posed.problem, days.gaps_of_none, stop)
    if alone is None:
        if _only_walking_forbids(posed, stop) and not all_barred(posed.setting.request):
            return "walk_limit", say(locale, "excluded-walk")
        if _only_doors_forbid(posed.problem, stop):
            return "hours", say(locale, "excluded-short" if _hours_known(posed, stop) else "excluded-unknown")
        return "too_far", say(locale, "excluded-barred" if _is_cut_off(posed, stop, made) else "excluded-too-far")
    broken = alone or _broken_by(posed.problem, days.gaps, stop)
    if broken is None:
        broken = _broken_by_hurry(days, stop)
    if broken is None:
        return "time", say(locale, "excluded-barred" if _is_cut_off(posed, stop, made) else "excluded-time")
    for limit, code, message in _LIMITS:
        if limit in broken:
            if code == "max_places" and _limit(posed.problem, limit) == 0:
                return code, say(locale, "excluded-no-places")
            return code, say(locale, message, limit=str(_limit(posed.problem, limit)))
    # It would fit, and yet the best day does without it: what it adds its neighbours lose.
    return "similar", say(locale, "excluded-alike")


def _relative(posed: Posed, stop: int, made: list[int]) -> Place | None:
    """The visited place of which this one is a part, or which is a part of it."""
    for pair in posed.problem.exclusive:
        if stop in pair:
            other = pair[0] if pair[1] == stop else pair[1]
            if other in made:
                return posed.roles[other].place
    return None


def _only_walking_forbids(posed: Posed, stop: int) -> bool:
    """Whether there is no way to the place or on from it because none may be walked so far."""
    if posed.setting.request.max_leg_walk is None:
        return False
    minutes = posed.problem.legs.minutes
    start, end = len(posed.roles), len(posed.roles) + 1
    return bool((minutes[:, start, stop] == UNREACHABLE).all() or (minutes[:, stop, end] == UNREACHABLE).all())


def _is_cut_off(posed: Posed, stop: int, made: list[int]) -> bool:
    """Whether it lies beyond the shortest walks of a party that can use none of the means of transport it asked for."""
    if not all_barred(posed.setting.request):
        return False
    quickest, start, end = posed.problem.legs.quickest, len(posed.roles), len(posed.roles) + 1
    before = made if posed.setting.origin is None else [*made, start]
    after = made if posed.setting.goal is None else [*made, end]
    into, onward = quickest[before, stop], quickest[stop, after]
    return any(len(ways) > 0 and bool((ways == UNREACHABLE).all()) for ways in (into, onward))


def _only_doors_forbid(problem: Problem, stop: int) -> bool:
    """Whether there would be time to go there and on to the end, if the place let one in at any hour."""
    minutes = problem.legs.minutes
    start, end = len(problem.stops), len(problem.stops) + 1
    into, onward = int(minutes[:, start, stop].min()), int(minutes[:, stop, end].min())
    shortest = min(option.length for option in problem.stops[stop].options)
    return max(into, onward) < UNREACHABLE and problem.begin + into + shortest + onward <= problem.end


def _hours_known(posed: Posed, stop: int) -> bool:
    span, gazetteer = posed.setting.span, posed.setting.gazetteer
    return openings_between(posed.roles[stop].place, span.begin, span.instant(span.length), gazetteer).known


def _broken_by_hurry(days: _Days, stop: int) -> frozenset[str] | None:
    """The limits for which there is no time: those that break when all ways are made the quickest way.

    Also looked at are the days in which the stop takes the place of one that is worth less. None when there would be no
    time in them either, or when nothing is limited.
    """
    problem = days.problem
    if problem.budget is None and problem.max_walk is None and problem.max_distance is None:
        return None
    worth = max(option.points for option in problem.stops[stop].options)
    for day in days.hurried:
        if day.given_up < worth:
            broken = _broken_by(problem, day.gaps, stop)
            if broken:
                return broken
    return None


def _quickest(problem: Problem, steps: tuple[Step, ...]) -> tuple[tuple[Step, ...], int]:
    """The same stops in the same order, as early as may be, by the quickest ways; and the quickest way home."""
    clock, here = problem.begin, len(problem.stops)
    minutes = problem.legs.minutes
    hurried = []
    for step in steps:
        if step.stop is None:
            earliest, mode = problem.pauses[step.pause or 0].earliest, None
        else:
            mode = int(minutes[:, here, step.stop].argmin())
            earliest = problem.stops[step.stop].options[step.option or 0].earliest
            clock += int(minutes[mode, here, step.stop])
            here = step.stop
        begin = max(clock, earliest)
        leave = begin + step.leave - step.begin
        hurried.append(replace(step, mode=mode, arrive=clock, begin=begin, leave=leave))
        clock = leave
    return tuple(hurried), int(minutes[:, here, len(problem.stops) + 1].argmin())


def _gaps(problem: Problem, steps: tuple[Step, ...], last_mode: int | None) -> list[_Gap]:
    due = _latest(problem, steps, last_mode)
    befores = list(_befores(problem, steps))
    end, home = len(problem.stops) + 1, last_mode or 0
    found = []
    for position in range(len(steps) + 1):
        after = steps[position:]
        here = next((step.stop for step in reversed(steps[:position]) if step.stop is not None), len(problem.stops))
        following = next((number for number, step in enumerate(after) if step.stop is not None), None)
        there = None if following is None else after[following].stop
        ready = steps[position - 1].leave if position else problem.begin
        pauses = tuple(problem.pauses[step.pause or 0] for step in after[:following])
        reach, later = (problem.end, _NOTHING) if following is None else _rest(problem, after[following:], home)
        soonest, used = befores[position]
        found.append(
            _Gap(
                position, here, following, end if there is None else there, ready, due[position],
                soonest, pauses, reach, _added(used, later),
            )
        )  # fmt: skip
    return found


_NOTHING = (0,) * len(_SUMS)


def _added(used: Iterable[int], more: Iterable[int]) -> tuple[int, ...]:
    return tuple(map(add, used, more))


def _of_leg(problem: Problem, mode: int, here: int, there: int) -> tuple[int, ...]:
    """What a leg takes of each limit."""
    legs = problem.legs
    return (
        int(legs.cost[mode, here, there]),
        int(legs.walk[mode, here, there]),
        int(legs.distance[mode, here, there]),
        0,
    )


def _of_stop(stop: Stop) -> tuple[int, ...]:
    return stop.cost, 0, 0, int(stop.task is None)


def _befores(problem: Problem, steps: tuple[Step, ...]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Before each step, and at last after all: how early it can be, and what is used of each limit by then."""
    clock, here, used = problem.begin, len(problem.stops), _NOTHING
    for step in steps:
        yield clock, used
        if step.stop is None:
            pause = problem.pauses[step.pause or 0]
            clock = _done(clock, pause.earliest, pause.latest, pause.length, problem.end)
            continue
        stop, mode = problem.stops[step.stop], step.mode or 0
        option = stop.options[step.option or 0]
        clock += int(problem.legs.minutes[mode, here, step.stop])
        clock = _done(clock, option.earliest, option.latest, option.length, option.end_by)
        used = _added(used, _added(_of_leg(problem, mode, here, step.stop), _of_stop(stop)))
        here = step.stop
    yield clock, used


def _done(clock: int, earliest: int, latest: int, length: int, end_by: int) -> int:
    """When something is over that one comes to at that time."""
    begin = max(clock, earliest)
    return begin + length if begin <= latest and begin + length <= end_by else _IMPOSSIBLE


def _rest(problem: Problem, steps: tuple[Step, ...], home: int) -> tuple[int, tuple[int, ...]]:
    """When one has to arrive at the first of the steps, a stop, to do them all; and what they use from there on."""
    way, where, used = home, len(problem.stops) + 1, _NOTHING
    due = problem.end
    between: list[Pause] = []
    for step in reversed(steps):
        if step.stop is None:
            between.append(problem.pauses[step.pause or 0])
            continue
        due -= int(problem.legs.minutes[way, step.stop, where])
        for pause in between:
            due = _begun(due, pause.earliest, pause.latest, pause.length, problem.end)
        between = []
        stop = problem.stops[step.stop]
        option = stop.options[step.option or 0]
        due = _begun(due, option.earliest, option.latest, option.length, option.end_by)
        used = _added(used, _added(_of_leg(problem, way, step.stop, where), _of_stop(stop)))
        way, where = step.mode or 0, step.stop
    return due, used


def _begun(due: int, earliest: int, latest: int, length: int, end_by: int) -> int:
    """When one has to come to something that has to be over by ``due``."""
    begin = min(latest, end_by - length, due - length)
    return begin if earliest <= begin else -_IMPOSSIBLE


def _latest(problem: Problem, steps: tuple[Step, ...], last_mode: int | None) -> list[int]:
    """For each step, and the day's end, when one has to arrive there so that the rest of the day holds."""
    latest = [problem.end]
    # The way on from a stop; one that leads past a pause is left aside, which asks too little rather than too much.
    way_to: tuple[int, int] | None = (last_mode or 0, len(problem.stops) + 1)
    for step in reversed(steps):
        due = latest[-1]
        if step.stop is None:
            pause = problem.pauses[step.pause or 0]
            latest.append(min(pause.latest, due - pause.length))
            way_to = None
            continue
        option = problem.stops[step.stop].options[step.option or 0]
        way = 0 if way_to is None else int(problem.legs.minutes[way_to[0], step.stop, way_to[1]])
        latest.append(min(option.latest, option.end_by - option.length, due - way - option.length))
        way_to = (step.mode or 0, step.stop)
    return latest[::-1]


def _broken_by(problem: Problem, gaps: Sequence[_Gap], stop: int) -> frozenset[str] | None:
    """The limits that break when the stop is put into the day where it breaks fewest; None when time forbids it.

    All else stays as it is: order, lengths and ways.
    """
    limits = tuple(_limit(problem, name) for name in _SUMS)
    best: frozenset[str] | None = None
    for used in _insertions(problem, gaps, stop):
        broken = frozenset(name for name, total, limit in zip(_SUMS, used, limits, strict=True) if total > limit)
        if best is None or len(broken) < len(best):
            best = broken
        if not best:
            break
    return best


def _insertions(problem: Problem, gaps: Sequence[_Gap], stop: int) -> Iterator[tuple[int, ...]]:
    """What the day uses of each limit with the stop wherever it fits, at every length, by all ways."""
    legs, own = problem.legs, _of_stop(problem.stops[stop])
    for gap in gaps:
        fitting = list(_fitting(problem, gap, stop))
        if not fitting:
            continue
        pairs = _pairs_of_ways(problem, gap.here, stop, gap.there)
        takes = [
            [figures[:, gap.here, stop].tolist(), figures[:, stop, gap.there].tolist()]
            for figures in (legs.cost, legs.walk, legs.distance)
        ]
        for number in fitting:
            option = problem.stops[stop].options[number]
            for into, onward in pairs:
                clock = _done(gap.soonest + into[0], option.earliest, option.latest, option.length, option.end_by)
                for pause in gap.pauses:
                    clock = _done(clock, pause.earliest, pause.latest, pause.length, problem.end)
                if clock + onward[0] <= gap.reach:
                    ways = (there[into[1]] + on[onward[1]] for there, on in takes)
                    yield _added(gap.used, _added(own, (*ways, 0)))


def _fitting(problem: Problem, gap: _Gap, stop: int) -> Iterator[int]:
    """The options of the stop for which there is time in the gap, by the quickest ways."""
    quickest = problem.legs.quickest
    into = quickest.item(gap.here, stop)
    onward = 0 if gap.following else quickest.item(stop, gap.there)
    if max(into, onward) == UNREACHABLE:
        return
    for number, option in enumerate(problem.stops[stop].options):
        begin = max(gap.ready + into, option.earliest)
        leave = begin + option.length
        if begin <= option.latest and leave <= option.end_by and leave + onward <= gap.due:
            yield number


def _pairs_of_ways(problem: Problem, here: int, stop: int, there: int) -> list[tuple[_Way, _Way]]:
    """The ways to the stop and on, quickest first."""
    into, onward = (
        [(minutes, mode) for mode, minutes in enumerate(each.tolist()) if minutes != UNREACHABLE]
        for each in (problem.legs.minutes[:, here, stop], problem.legs.minutes[:, stop, there])
    )
    return sorted(product(into, onward), key=lambda pair: (pair[0][0] + pair[1][0], pair[0][1], pair[1][1]))


def _limit(problem: Problem, name: str) -> float:
    limits = {
        "budget": problem.budget,
        "walk": problem.max_walk,
        "distance": problem.max_distance,
        "visits": problem.max_visits,
    }
    limit = limits[name]
    return inf if limit is None else limit
