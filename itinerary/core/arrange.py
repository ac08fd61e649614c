"""Arranges the steps of a day for the least burden, without losing points: dynamic programming over subsets."""

import numpy as np
from numpy.typing import NDArray

from itinerary.core.arrays import FAR
from itinerary.core.problem import UNREACHABLE, Problem, Solution

MOST = 13
"""Steps of a day up to which it is arranged; longer ones stay as they are."""
ROOM = 150_000
"""Partial days."""


def arrange(problem: Problem, day: Solution, halt: NDArray[np.int64]) -> list[int] | None:
    """An order (see day.py) of the same steps with less burden, or None when there is none or it wasn't found."""
    from itinerary.core.permute import permute

    if len(day.steps) > MOST:
        return None
    stops = [step.stop for step in day.steps if step.stop is not None]
    pauses = [step.pause for step in day.steps if step.pause is not None]
    k, n = len(stops), len(problem.stops)
    vertices = np.array([*stops, n, n + 1], dtype=np.int64)
    legs = problem.legs

    def cut(figures: NDArray[np.int32]) -> NDArray[np.int64]:
        return np.ascontiguousarray(figures[:, vertices[:, None], vertices[None, :]].astype(np.int64))

    minutes = cut(legs.minutes)
    minutes[minutes == UNREACHABLE] = FAR
    use = np.stack([cut(legs.cost), cut(legs.walk), cut(legs.distance)], axis=-1)
    limits = [FAR if each is None else each for each in (problem.budget, problem.max_walk, problem.max_distance)]
    ways = [
        (item, option.earliest, min(option.latest, option.end_by - option.length), option.length, option.points)
        for item, stop in enumerate(stops)
        for option in problem.stops[stop].options
    ]
    ways += [
        (k + item, problem.pauses[p].earliest, problem.pauses[p].latest, problem.pauses[p].length,
         problem.pauses[p].points)
        for item, p in enumerate(pauses)
    ]  # fmt: skip
    kin = [problem.stops[stop].kin for stop in stops]
    found = permute(
        k, problem.begin, problem.end, np.array(ways, dtype=np.int64).reshape(-1, 5), problem.kin_loss,
        np.array([-1 if each is None else each for each in kin], dtype=np.int64), minutes, use, cut(legs.burden),
        np.array([problem.stops[stop].cost for stop in stops], dtype=np.int64), np.array(limits, dtype=np.int64),
        day.points, day.burden, ROOM, halt,
    )  # fmt: skip
    items = found.tolist()
    if not items:
        return None
    return [stops[item] if item < k else ~pauses[item - k] for item in items]
