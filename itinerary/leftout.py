"""The true reason why each open candidate isn't in the day."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import inf

from itinerary.candidates import Detail
from itinerary.core.problem import UNREACHABLE, Problem, Solution, Step
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
        return _Hurried(given_up, quick, home, _gaps(self.problem, quick, home))


@dataclass(frozen=True)
class _Hurried:
    given_up: float
    """Points of the stop that it does without."""
    steps: tuple[Step, ...]
    home: int
    """The quickest way home."""
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
    locale, solution = posed.setting.request.locale, days.solution
    relative = _relative(posed, stop, made)
    if relative is not None:
        return "similar", say(locale, "excluded-part", place=relative.called(locale))
    alone = _broken_by(posed.problem, (), None, days.gaps_of_none, stop)
    if alone is None:
        if _only_walking_forbids(posed, stop):
            return "walk_limit", say(locale, "excluded-walk")
        if _only_doors_forbid(posed.problem, stop):
            return "hours", say(locale, "excluded-short" if _hours_known(posed, stop) else "excluded-unknown")
        return "too_far", say(locale, "excluded-too-far")
    broken = alone or _broken_by(posed.problem, solution.steps, solution.last_mode, days.gaps, stop)
    if broken is None:
        broken = _broken_by_hurry(days, stop)
    if broken is None:
        return "time", say(locale, "excluded-time")
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
            broken = _broken_by(problem, day.steps, day.home, day.gaps, stop)
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
    found = []
    for position in range(len(steps) + 1):
        after = steps[position:]
        here = next((step.stop for step in reversed(steps[:position]) if step.stop is not None), len(problem.stops))
        following = next((number for number, step in enumerate(after) if step.stop is not None), None)
        there = None if following is None else after[following].stop
        ready = steps[position - 1].leave if position else problem.begin
        end = len(problem.stops) + 1
        found.append(_Gap(position, here, following, end if there is None else there, ready, due[position]))
    return found


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


def _broken_by(
    problem: Problem, steps: tuple[Step, ...], last_mode: int | None, gaps: Sequence[_Gap], stop: int
) -> frozenset[str] | None:
    """The limits that break when the stop is put into the day where it breaks fewest; None when time forbids it.

    All else stays as it is: order, lengths and ways.
    """
    best: frozenset[str] | None = None
    for day, home in _insertions(problem, steps, last_mode, gaps, stop):
        sums = _sums(problem, day, home)
        if sums is None:
            continue
        broken = frozenset(name for name, total in sums.items() if total > _limit(problem, name))
        if best is None or len(broken) < len(best):
            best = broken
        if not best:
            break
    return best


def _insertions(
    problem: Problem, steps: tuple[Step, ...], last_mode: int | None, gaps: Sequence[_Gap], stop: int
) -> Iterator[tuple[tuple[Step, ...], int]]:
    """The day with the stop wherever it may fit, at every length, by all ways: the day's steps and the way home."""
    for gap in gaps:
        before, after = steps[: gap.position], steps[gap.position :]
        for option in _fitting(problem, gap, stop):
            for into, onward in _pairs_of_ways(problem, gap.here, stop, gap.there):
                new = Step(stop, None, option, into, 0, 0, 0, 0)
                if gap.following is None:
                    yield (*before, new, *after), onward
                else:
                    next_step = replace(after[gap.following], mode=onward)
                    rest = (*after[: gap.following], next_step, *after[gap.following + 1 :])
                    yield (*before, new, *rest), last_mode or 0


def _fitting(problem: Problem, gap: _Gap, stop: int) -> Iterator[int]:
    """The options of the stop for which there is time in the gap, by the quickest ways."""
    minutes = problem.legs.minutes
    into = int(minutes[:, gap.here, stop].min())
    onward = 0 if gap.following else int(minutes[:, stop, gap.there].min())
    if max(into, onward) == UNREACHABLE:
        return
    for number, option in enumerate(problem.stops[stop].options):
        begin = max(gap.ready + into, option.earliest)
        leave = begin + option.length
        if begin <= option.latest and leave <= option.end_by and leave + onward <= gap.due:
            yield number


def _pairs_of_ways(problem: Problem, here: int, stop: int, there: int) -> Iterator[tuple[int, int]]:
    """The modes of the legs to the stop and on, quickest first."""
    minutes = problem.legs.minutes
    pairs = [
        (int(minutes[into, here, stop]) + int(minutes[onward, stop, there]), into, onward)
        for into, onward in product(range(len(minutes)), repeat=2)
        if minutes[into, here, stop] != UNREACHABLE and minutes[onward, stop, there] != UNREACHABLE
    ]
    return ((into, onward) for _, into, onward in sorted(pairs))


def _sums(problem: Problem, steps: tuple[Step, ...], last_mode: int) -> Mapping[str, int] | None:
    """What the day uses of each limit; None when it can't be kept in time."""
    clock, here = problem.begin, len(problem.stops)
    used = {"budget": 0, "walk": 0, "distance": 0, "visits": 0}
    legs = problem.legs
    for step in steps:
        if step.stop is None:
            pause = problem.pauses[step.pause or 0]
            earliest, latest, end_by, length = pause.earliest, pause.latest, problem.end, pause.length
        else:
            option = problem.stops[step.stop].options[step.option or 0]
            earliest, latest, end_by, length = option.earliest, option.latest, option.end_by, option.length
            clock += int(legs.minutes[step.mode, here, step.stop])
            _add_leg(problem, used, step.mode or 0, here, step.stop)
            used["budget"] += problem.stops[step.stop].cost
            used["visits"] += problem.stops[step.stop].task is None
            here = step.stop
        begin = max(clock, earliest)
        clock = begin + length
        if begin > latest or clock > end_by:
            return None
    end = len(problem.stops) + 1
    _add_leg(problem, used, last_mode, here, end)
    return used if clock + int(legs.minutes[last_mode, here, end]) <= problem.end else None


def _add_leg(problem: Problem, used: dict[str, int], mode: int, here: int, there: int) -> None:
    used["budget"] += int(problem.legs.cost[mode, here, there])
    used["walk"] += int(problem.legs.walk[mode, here, there])
    used["distance"] += int(problem.legs.distance[mode, here, there])


def _limit(problem: Problem, name: str) -> float:
    limits = {
        "budget": problem.budget,
        "walk": problem.max_walk,
        "distance": problem.max_distance,
        "visits": problem.max_visits,
    }
    limit = limits[name]
    return inf if limit is None else limit
