"""Runs the quick search (search.py) under several ways of choosing a leg's mode, by rounds or by the clock."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
THRIFT = 0.03
"""What time under way takes from a day's worth on the way, in parts of what stops bring in as much time."""
TYPICAL_LEG = 0.01
"""In parts of the day."""
CHAINS = 6
"""Where there is but one taste."""
FEWEST_ROUNDS = 1_300
"""For each chain in a run by rounds; with fewer there are fewer chains."""
CHUNKS = 60
"""Parts of a run; each has one temperature and ends with a day."""
EARLY = 0.4
"""Part of a run in which several chains are annealed, each by itself; then the best one goes on."""
WARM = 0.3
"""Temperature with which that begins."""
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
    chains_wanted = CHAINS if rounds is None else max(1, min(CHAINS, rounds // FEWEST_ROUNDS))
    tastes = TASTES if limited else TASTES[:1] * chains_wanted
    acts = _acts(problem, arrays, start)
    fields: dict[float, Field] = {}
    chains: list[_Chain] = []
    typical = max(1.0, float(np.abs(arrays.points).mean()))
    thrift = THRIFT * typical / max(1.0, float(arrays.length.mean()) + TYPICAL_LEG * (arrays.end - arrays.begin))
    progress = _Progress(rounds, clock)
    told = -1e300
    turn = 0
    while not clock.over() and (part := progress.part()) < 1:
        if turn < len(tastes):
            if tastes[turn] not in fields:
                fields[tastes[turn]] = _field(arrays, tastes[turn])
            # The first one goes on from the day given, the others are after something else.
            chains.append(_chain(arrays, fields[tastes[turn]], [] if turn else acts))
        if part < EARLY:
            chain = chains[turn % len(tastes)]
            part, hot = part / EARLY, HOT
        else:
            # From here on the best of the chains only.
            chain = max(chains, key=lambda each: each.worth)
            part, hot = (part - EARLY) / (1 - EARLY), WARM
        heat = typical * hot * (COLD / hot) ** part
        chain.count, chain.best_count, chain.worth, done = search.improve(
            chain.field, chain.day, chain.count, chain.best, chain.best_count, (seed * 7919 + turn) % 2**31,
            progress.chunk(), heat, heat * 0.999, MOST, SHARE, NOISE, thrift, clock.halt,
        )  # fmt: skip
        progress.made(done)
        turn += 1
        if chain.worth > told:
            told = chain.worth
            yield _order(arrays, chain.best[1 : chain.best_count + 1])


@dataclass
class _Chain:
    """A day under way, the best met from it, and the one leg between any two places that it is made by."""

    field: "Field"
    day: NDArray[np.int64]
    count: int
    best: NDArray[np.int64]
    best_count: int
    worth: float = -1e300


def _chain(arrays: Arrays, field: "Field", acts: Sequence[int]) -> _Chain:
    day = np.zeros(len(arrays.act_stop) + 4, dtype=np.int64)
    day[1 : len(acts) + 1] = acts
    return _Chain(field, day, len(acts), day.copy(), len(acts))


class _Progress:
    """How far a run has got, by rounds where their number is given and else by the clock."""

    def __init__(self, rounds: int | None, clock: Clock) -> None:
        self.rounds = rounds
        self.began, self.span = time.perf_counter(), max(clock.left(), 1e-9)
        self.spent = 0

    def part(self) -> float:
        if self.rounds is not None:
            return self.spent / max(1, self.rounds)
        return (time.perf_counter() - self.began) / self.span

    def chunk(self) -> int:
        """Rounds to make at a time."""
        if self.rounds is not None:
            return max(1, self.rounds // CHUNKS)
        pace = self.spent / max(1e-6, time.perf_counter() - self.began)
        return max(20, int(pace * min(0.05, self.span / CHUNKS))) if self.spent else 20

    def made(self, rounds: int) -> None:
        self.spent += max(1, rounds)


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
        arrays.rival_first, arrays.tasks, np.ascontiguousarray(legs), np.ascontiguousarray(legs.T),
        np.ascontiguousarray(use), arrays.limits,
    )  # fmt: skip
