"""Whether all that has to be in a day fits into it at all, where nothing else may be in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from itinerary.core.arrays import FAR
from itinerary.core.problem import UNREACHABLE, Problem

MOST_ITEMS = 17
"""Stops and pauses together, of which every order is looked at: up to a fifth of a second."""


@dataclass(frozen=True)
class Fitting:
    order: tuple[int, ...] | None
    """All of it in the order that is over soonest by the quickest ways (see day.py); it may break another limit."""
    impossible: bool
    """Whether no order keeps the time, or none keeps one of the limits."""


def fit(problem: Problem, halt: NDArray[np.int64]) -> Fitting | None:
    """What can be said by looking at every order; None for a day with a choice of stops, or with too many of them."""
    stops = problem.stops
    served = [stop.task for stop in stops if stop.task is not None]
    left = [task for task in range(problem.tasks) if task not in served]
    items = len(stops) + len(left)
    if not 0 < items <= MOST_ITEMS or not all(stop.required for stop in stops):
        return None
    windows = [
        (s, option.earliest, min(option.latest, option.end_by - option.length), option.length)
        for s, stop in enumerate(stops)
        for option in stop.options
    ]
    windows += [
        (len(stops) + left.index(pause.task), pause.earliest, pause.latest, pause.length)
        for pause in problem.pauses
        if pause.task in left
    ]
    if {row[0] for row in windows} != set(range(items)):
        return Fitting(None, impossible=True)
    found = _order(problem, problem.legs.minutes, problem.begin, problem.end, windows, halt)
    if halt[0]:
        return None
    if found is None or any(_breaks(problem, items, *each, halt) for each in _limited(problem)):
        return Fitting(None, impossible=not halt[0])
    pauses = {pause.task: number for number, pause in reversed(list(enumerate(problem.pauses)))}
    order = [item if item < len(stops) else ~pauses[left[item - len(stops)]] for item in found]
    return Fitting(tuple(order), impossible=False)


def _limited(problem: Problem) -> list[tuple[NDArray[np.int32], int, list[int]]]:
    """What is limited: what the legs take of it, the limit, and what stops take of it."""
    nothing, tickets = [0] * len(problem.stops), [stop.cost for stop in problem.stops]
    each = (
        (problem.legs.cost, problem.budget, tickets),
        (problem.legs.walk, problem.max_walk, nothing),
        (problem.legs.distance, problem.max_distance, nothing),
    )
    return [(figures, limit, spent) for figures, limit, spent in each if limit is not None]


def _breaks(
    problem: Problem, items: int, figures: NDArray[np.int32], limit: int, spent: list[int], halt: NDArray[np.int64]
) -> bool:
    """Whether every order takes more than the limit, at whatever hour."""
    windows = [(item, 0, FAR, spent[item] if item < len(spent) else 0) for item in range(items)]
    return _order(problem, figures, 0, limit, windows, halt) is None


def _order(
    problem: Problem,
    figures: NDArray[np.int32],
    begin: int,
    end: int,
    windows: Sequence[tuple[int, int, int, int]],
    halt: NDArray[np.int64],
) -> list[int] | None:
    from itinerary.core.orders import soonest

    least = np.where(problem.legs.minutes != UNREACHABLE, figures.astype(np.int64), FAR).min(axis=0)
    rows = np.array(windows, dtype=np.int64).reshape(-1, 4)
    order = soonest(begin, end, len(problem.stops), least, rows, halt)
    return order.tolist() if len(order) else None
