"""Leaves out the least promising stops of a very large problem, and says what that may cost at most.

Seen as a knapsack, a stop weighs its visit and the quickest leg to it, and the day holds so much. With a price on
time, each stop is worth its points less the price of its weight; a day with a certain stop in it can't be worth more
than the bound of the whole day less what that stop falls short. So what is left out still has a bound.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor, inf

import numpy as np
from numpy.typing import NDArray

from itinerary.core.problem import UNREACHABLE, Legs, Problem, Solution

CAP, CAP_PLAIN = 160, 400
"""Stops kept, and those kept when there is a single mode and no task: such days are searched more quickly."""


NONE = -1e15
"""Worth of what can't be."""


@dataclass(frozen=True)
class Reduced:
    problem: Problem
    kept: tuple[int, ...]
    """The original index of each stop of the problem."""
    dropped: bool
    bound: float
    """No day with a stop that was left out is worth more; minus infinity when none was."""
    whole_bound: float
    """No day at all is worth more."""

    def shrink(self, order: Sequence[int]) -> list[int]:
        """The items of an order that are still there; ``~k`` is pause k."""
        place = {stop: at for at, stop in enumerate(self.kept)}
        return [item if item < 0 else place[item] for item in order if item < 0 or item in place]

    def expand(self, day: Solution) -> Solution:
        steps = tuple(step if step.stop is None else replace(step, stop=self.kept[step.stop]) for step in day.steps)
        return replace(day, steps=steps)


def reduce_problem(problem: Problem, warm: Sequence[int] = ()) -> Reduced:
    """The problem without the least promising stops when it has too many; required and warm ones always stay."""
    short, whole = _shortfall(problem)
    count = len(problem.stops)
    plain = problem.tasks == 0 and len(problem.legs.minutes) == 1
    cap = CAP_PLAIN if plain else CAP
    if count <= cap:
        return Reduced(problem, tuple(range(count)), False, -inf, whole)
    must = {stop for stop in warm if 0 <= stop < count}
    must |= {s for s, stop in enumerate(problem.stops) if stop.required}
    ranked = sorted(range(count), key=lambda s: (s not in must, short[s], s))
    kept = tuple(sorted(ranked[: max(cap, len(must))]))
    left_out = ranked[max(cap, len(must)) :]
    bound = max((float(floor(whole - short[s] + 1e-6)) for s in left_out if short[s] < -NONE / 2), default=-inf)
    return Reduced(_only(problem, kept), kept, bool(left_out), bound, whole)


def _shortfall(problem: Problem) -> tuple[NDArray[np.float64], float]:
    """By how much at least each stop lowers the bound of the whole day when it is in it, and that bound."""
    count = len(problem.stops)
    quickest = problem.legs.minutes.min(axis=0)
    np.fill_diagonal(quickest, UNREACHABLE)
    nearest = _minutes(quickest[: count + 1, :count].min(axis=0, initial=UNREACHABLE))
    home = float(_minutes(quickest[:count, count + 1].min(initial=UNREACHABLE)))
    room = problem.end - problem.begin - (home if np.isfinite(home) else 0)
    lengths, points = np.full(count, np.inf), np.zeros(count)
    for s, stop in enumerate(problem.stops):
        fits = [o for o in stop.options if max(o.earliest, problem.begin) <= min(o.latest, o.end_by - o.length)]
        if fits:
            lengths[s] = min(option.length for option in fits)
            points[s] = max(option.points for option in fits)
    weights = lengths + nearest
    possible = np.isfinite(weights) & (weights <= room)
    serves = np.array([-1 if stop.task is None else stop.task for stop in problem.stops], dtype=np.int64)

    def worth(price: float) -> NDArray[np.float64]:
        return np.where(possible, points - price * np.where(possible, weights, 0.0), NONE)

    def task_worth(price: float, task: int, each: NDArray[np.float64]) -> float:
        pauses = [pause.points - price * pause.length for pause in problem.pauses if pause.task == task]
        return max([*pauses, *each[serves == task].tolist()], default=NONE)

    def whole(price: float) -> float:
        each = worth(price)
        tasks = sum(task_worth(price, task, each) for task in range(problem.tasks))
        return price * max(room, 0) + float(np.maximum(each[serves < 0], 0).sum()) + tasks

    # Less than nothing is no price of time: time left over would then count against the day, and the bound be none.
    rates = np.maximum(points[possible], 0) / np.maximum(weights[possible], 1e-9)
    prices = [0.0, *np.quantile(rates, np.linspace(0, 1, 65)).tolist()] if len(rates) else [0.0]
    price = min((p for p in prices if np.isfinite(p)), key=whole)
    bound = whole(price)
    each = worth(price)
    short = np.where(serves < 0, np.maximum(0, -each), 0.0)
    for task in range(problem.tasks):
        of_task = serves == task
        short[of_task] = task_worth(price, task, each) - each[of_task]
    # A day without stops needs no way home, which the room above has taken off.
    bound = max(bound, sum(task_worth(0.0, task, np.full(count, NONE)) for task in range(problem.tasks)))
    return short, float(floor(bound + 1e-6))


def _minutes(figures: NDArray[np.int32]) -> NDArray[np.float64]:
    return np.where(figures == UNREACHABLE, np.inf, figures.astype(np.float64))


def _only(problem: Problem, kept: tuple[int, ...]) -> Problem:
    count = len(problem.stops)
    rows = np.array([*kept, count, count + 1], dtype=np.int64)
    place = {stop: at for at, stop in enumerate(kept)}
    legs = problem.legs
    cut = [
        np.ascontiguousarray(figures[:, rows[:, None], rows[None, :]])
        for figures in (legs.minutes, legs.walk, legs.distance, legs.cost, legs.burden)
    ]
    return replace(
        problem,
        stops=tuple(problem.stops[s] for s in kept),
        legs=Legs(*cut),
        exclusive=tuple((place[a], place[b]) for a, b in problem.exclusive if a in place and b in place),
    )
