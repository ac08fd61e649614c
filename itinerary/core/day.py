"""Turns an order of stops and pauses into the best day that keeps this order: options and modes chosen.

An *order* is a sequence of numbers: a stop by its index, a pause by the complement of its index (``~pause``).
"""

from collections.abc import Sequence

import numpy as np

from itinerary.core.arrays import FAR
from itinerary.core.problem import Problem, Solution, Step

WIDTH = 400
"""Partial days kept per position. Only days with many modes under several limits ever have more that differ."""


def best_day(problem: Problem, order: Sequence[int]) -> Solution | None:
    """The best day of exactly these steps in this order, or None when they can't be kept in it.

    Keeps every rule that concerns times and sums; which stops go together is the caller's business.
    The solution makes no claim: its bound is infinite.
    """
    from itinerary.core.keep import ARRIVE, BEGIN, BURDEN, MODE, OPTION, POINTS, TIME, WAITING, keep

    count, stops = len(order), problem.stops
    made = [item for item in order if item >= 0]
    # From where each stop is come to, and the end.
    here = np.array([len(stops), *made], dtype=np.int64)
    there = np.array([*made, len(stops) + 1], dtype=np.int64)
    rows = [*(i for i, item in enumerate(order) if item >= 0), count]
    legs = np.zeros((count + 1, problem.legs.minutes.shape[0], 5), dtype=np.int64)
    for column, figures in enumerate(
        (problem.legs.minutes, problem.legs.cost, problem.legs.walk, problem.legs.distance, problem.legs.burden)
    ):
        legs[rows, :, column] = figures[:, here, there].T
    options, first = _options(problem, order)
    limits = (problem.budget, problem.max_walk, problem.max_distance)
    day = keep(
        problem.begin,
        problem.end,
        np.array([FAR if limit is None else limit for limit in limits], dtype=np.int64),
        legs,
        np.array([item >= 0 for item in order], dtype=np.bool_),
        first,
        options,
        np.array([stops[item].cost if item >= 0 else 0 for item in order], dtype=np.int64),
        bool(made),
        WIDTH,
    )
    if len(day) == 0:
        return None
    figures_of_steps = day.tolist()
    steps = []
    points = 0
    for item, row in zip(order, figures_of_steps[:-1], strict=True):
        worth, points = row[POINTS] - points, row[POINTS]
        times = (row[ARRIVE], row[BEGIN], row[TIME], worth)
        steps.append(
            Step(item, None, row[OPTION], row[MODE], *times) if item >= 0 else Step(None, ~item, None, None, *times)
        )
    last = figures_of_steps[-1]
    return Solution(
        tuple(steps),
        last[MODE] if made else None,
        last[TIME],
        last[POINTS],
        last[BURDEN],
        last[WAITING],
        float("inf"),
        False,
    )


def _options(problem: Problem, order: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """The ways to take each step, as keep.py takes them, with what like right after like loses taken off."""
    rows: list[tuple[int, int, int, int, int]] = []
    first = [0]
    before: int | None = None
    for item in order:
        if item < 0:
            pause = problem.pauses[~item]
            rows.append((pause.earliest, pause.latest, problem.end, pause.length, pause.points))
            before = None
        else:
            stop = problem.stops[item]
            like = before is not None and stop.kin is not None and problem.stops[before].kin == stop.kin
            for option in stop.options:
                lost = option.points * problem.kin_loss // 100 if like and option.points > 0 else 0
                rows.append((option.earliest, option.latest, option.end_by, option.length, option.points - lost))
            before = item
        first.append(len(rows))
    return np.array(rows, dtype=np.int64).reshape(-1, 5), np.array(first, dtype=np.int64)
