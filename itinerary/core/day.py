"""Turns an order of stops and pauses into the best day that keeps this order: options and modes chosen.

An *order* is a sequence of numbers: a stop by its index, a pause by the complement of its index (``~pause``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from itinerary.core.problem import UNREACHABLE, Problem, Solution, Step

WIDTH = 400
"""Partial days kept per position. Only days with many modes under several limits ever have more that differ."""


@dataclass(frozen=True)
class _Partial:
    """A day up to some step of the order."""

    time: int
    cost: int
    walk: int
    distance: int
    points: int
    burden: int
    waiting: int
    steps: tuple[Step, ...]

    def worth(self) -> tuple[int, int, int]:
        return (-self.points, self.burden, self.waiting)


def best_day(problem: Problem, order: Sequence[int]) -> Solution | None:
    """The best day of exactly these steps in this order, or None when they can't be kept in it.

    Keeps every rule that concerns times and sums; which stops go together is the caller's business.
    The solution makes no claim: its bound is infinite.
    """
    partials = [_Partial(problem.begin, 0, 0, 0, 0, 0, 0, ())]
    here = len(problem.stops)
    before: int | None = None
    for item in order:
        if item >= 0:
            grown = [new for old in partials for new in _visits(problem, old, here, before, item)]
            here = before = item
        else:
            grown = [new for old in partials for new in _pauses(problem, old, ~item)]
            before = None
        partials = _undominated(problem, grown)
    finished: list[tuple[_Partial, int | None]] = [
        (partial, None) for partial in partials if partial.time <= problem.end
    ]
    if here != len(problem.stops):
        finished = [
            (end, mode) for partial in partials for mode, end in _legs(problem, partial, here, len(problem.stops) + 1)
        ]
    if not finished:
        return None
    best, mode = min(finished, key=lambda pair: (pair[0].worth(), pair[0].time, pair[1] or 0))
    return Solution(best.steps, mode, best.time, best.points, best.burden, best.waiting, float("inf"), False)


def _legs(problem: Problem, old: _Partial, here: int, there: int) -> list[tuple[int, _Partial]]:
    """Every mode that keeps the limits, with the state on arrival."""
    found = []
    legs = problem.legs
    for mode in range(legs.minutes.shape[0]):
        minutes = int(legs.minutes[mode, here, there])
        if minutes == UNREACHABLE or old.time + minutes > problem.end:
            continue
        cost = old.cost + int(legs.cost[mode, here, there])
        walk = old.walk + int(legs.walk[mode, here, there])
        distance = old.distance + int(legs.distance[mode, here, there])
        if (
            (problem.budget is not None and cost > problem.budget)
            or (problem.max_walk is not None and walk > problem.max_walk)
            or (problem.max_distance is not None and distance > problem.max_distance)
        ):
            continue
        burden = old.burden + int(legs.burden[mode, here, there])
        new = _Partial(old.time + minutes, cost, walk, distance, old.points, burden, old.waiting, old.steps)
        found.append((mode, new))
    return found


def _visits(problem: Problem, old: _Partial, here: int, before: int | None, stop: int) -> list[_Partial]:
    data = problem.stops[stop]
    like = before is not None and data.kin is not None and problem.stops[before].kin == data.kin
    found = []
    for mode, on in _legs(problem, old, here, stop):
        cost = on.cost + data.cost
        if problem.budget is not None and cost > problem.budget:
            continue
        for number, option in enumerate(data.options):
            begin = max(on.time, option.earliest)
            leave = begin + option.length
            if begin > option.latest or leave > option.end_by or leave > problem.end:
                continue
            points = option.points
            if like and points > 0:
                points -= points * problem.kin_loss // 100
            step = Step(stop, None, number, mode, on.time, begin, leave, points)
            waiting = on.waiting + begin - on.time
            found.append(
                _Partial(leave, cost, on.walk, on.distance, on.points + points, on.burden, waiting, (*on.steps, step))
            )
    return found


def _pauses(problem: Problem, old: _Partial, pause: int) -> list[_Partial]:
    data = problem.pauses[pause]
    begin = max(old.time, data.earliest)
    leave = begin + data.length
    if begin > data.latest or leave > problem.end:
        return []
    step = Step(None, pause, None, None, old.time, begin, leave, data.points)
    points, waiting = old.points + data.points, old.waiting + begin - old.time
    return [_Partial(leave, old.cost, old.walk, old.distance, points, old.burden, waiting, (*old.steps, step))]


def _undominated(problem: Problem, partials: list[_Partial]) -> list[_Partial]:
    """Drops what another does no worse in everything that is limited and in points and burden."""
    limited = (problem.budget is not None, problem.max_walk is not None, problem.max_distance is not None)
    kept: list[_Partial] = []
    for new in sorted(partials, key=lambda partial: (*partial.worth(), partial.time)):
        beaten = False
        for old in kept:
            if (
                old.time <= new.time
                and old.points >= new.points
                and old.burden <= new.burden
                and (not limited[0] or old.cost <= new.cost)
                and (not limited[1] or old.walk <= new.walk)
                and (not limited[2] or old.distance <= new.distance)
            ):
                beaten = True
                break
        if not beaten:
            kept.append(new)
            if len(kept) == WIDTH:
                break
    return kept
