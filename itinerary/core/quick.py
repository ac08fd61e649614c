"""Runs the quick search (search.py) under several ways of choosing a leg's mode, by rounds or by the clock."""

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from itinerary.core.arrays import FAR, Arrays
from itinerary.core.day import best_day
from itinerary.core.problem import Problem

if TYPE_CHECKING:
    from itinerary.core.search import Field

HOT, COLD = 0.6, 0.01
"""Temperatures, in parts of what a stop is worth on average."""
MOST = 10
"""Acts taken out at a time."""
SHARE = 0.1
"""Of the rounds that weigh all open acts against each other."""
NOISE = 0.5
CHUNKS = 12
"""Parts of a run by rounds; each ends with a day."""
TASTES = (0.0, 0.3, 1.0, 4.0)
"""How much a day's length money, walking and distance are worth, each up to its limit, when a mode is chosen."""


class Clock(Protocol):
    halt: NDArray[np.int64]

    def left(self) -> float: ...

    def over(self) -> bool: ...


def quick_search(
    problem: Problem, arrays: Arrays, start: Sequence[int], seed: int, rounds: int | None, clock: Clock
) -> Iterator[list[int]]:
    """Orders of good days (see day.py), better and better; without ``rounds`` until the clock is over."""
    from itinerary.core import search

    if len(arrays.act_stop) == 0:
        return
    limited = bool(np.any(arrays.limits[:3] < FAR)) and arrays.leg_time.shape[2] > 1
    tastes = TASTES if limited else TASTES[:1]
    fields: list[Field] = []
    room = len(arrays.act_stop) + 4
    typical = max(1.0, float(np.abs(arrays.points).mean()))
    days = [(np.zeros(room, dtype=np.int64), 0) for _ in tastes]
    acts = _acts(problem, arrays, start)
    for day, _ in days:
        day[1 : len(acts) + 1] = acts
    state = [(day, len(acts), day.copy(), len(acts)) for day, _ in days]
    began, pace = time.perf_counter(), 0.0
    span = clock.left()
    spent = 0
    told = -1e300
    chunk = 0
    while True:
        which = chunk % len(tastes)
        if which == len(fields):
            fields.append(_field(arrays, tastes[which]))
        if rounds is not None:
            part = spent / max(1, rounds)
            size = max(1, rounds // CHUNKS)
            if spent >= rounds:
                return
        else:
            part = min(1.0, (time.perf_counter() - began) / max(span, 1e-9))
            size = max(50, int(pace * min(0.05, span / 50))) if pace else 100
        if clock.over():
            return
        heat = typical * HOT * (COLD / HOT) ** part
        day, count, best, best_count = state[which]
        clocked = time.perf_counter()
        count, best_count, worth, done = search.improve(
            fields[which], day, count, best, best_count, (seed * 7919 + chunk) % 2**31, size, heat,
            heat * 0.999, MOST, SHARE, NOISE, clock.halt,
        )  # fmt: skip
        state[which] = (day, count, best, best_count)
        pace = done / max(1e-6, time.perf_counter() - clocked)
        spent += max(1, done)
        chunk += 1
        if worth > told:
            told = worth
            yield _order(arrays, best[1 : best_count + 1])


def _order(arrays: Arrays, acts: NDArray[np.int64]) -> list[int]:
    return [int(arrays.act_stop[act]) if arrays.act_stop[act] >= 0 else ~int(arrays.act_number[act]) for act in acts]


def _acts(problem: Problem, arrays: Arrays, order: Sequence[int]) -> list[int]:
    """The acts of the best day in this order."""
    day = best_day(problem, order) if order else None
    if day is None:
        return []
    acts = []
    for step in day.steps:
        stop, number = (-1, step.pause) if step.stop is None else (step.stop, step.option)
        same = np.flatnonzero((arrays.act_stop == stop) & (arrays.act_number == number))
        if len(same) == 0:
            # An option that another makes superfluous was left out of the arrays.
            same = np.flatnonzero(arrays.act_stop == stop)
        acts.append(int(same[0]))
    return acts


def _field(arrays: Arrays, taste: float) -> "Field":
    from itinerary.core.search import Field

    n = arrays.stops
    day = arrays.end - arrays.begin
    weight = np.where(arrays.limits[:3] < FAR, taste * day / np.maximum(1, arrays.limits[:3]), 0.0)
    chosen = np.argmin(arrays.leg_time + arrays.leg_use @ weight, axis=-1)
    legs = np.take_along_axis(arrays.leg_time, chosen[..., None], -1)[..., 0]
    use = np.take_along_axis(arrays.leg_use, chosen[..., None, None], 2)[:, :, 0, :]
    # A day without stops has no leg.
    legs[n, n + 1] = 0
    use[n, n + 1] = 0
    np.fill_diagonal(legs, 0)
    worth = arrays.points.copy()
    bounty = int(np.abs(arrays.points).sum()) + 1
    of_stop = np.flatnonzero(arrays.act_stop >= 0)
    worth[of_stop] += np.where(arrays.required[arrays.act_stop[of_stop]], bounty, 0)
    worth[arrays.task >= 0] += bounty
    return Field(
        arrays.stops, arrays.begin, arrays.end, arrays.first, arrays.act_stop, arrays.early, arrays.late,
        arrays.length, worth, arrays.lost, arrays.task, arrays.kin, arrays.cost, arrays.visit, arrays.rivals,
        arrays.rival_first, arrays.tasks, np.ascontiguousarray(legs), np.ascontiguousarray(use), arrays.limits,
    )  # fmt: skip
