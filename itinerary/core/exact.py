"""Runs the relaxed day and the exact search on a problem's arrays and reads their tables."""

from dataclasses import dataclass
from math import floor, inf
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from itinerary.core.arrays import FAR, Arrays
from itinerary.core.relaxation import cut_time, find_sets, remember, slice_of

if TYPE_CHECKING:
    from itinerary.core.bounds import Grid

LEVELS = 24
"""Amounts left of a limited resource that the relaxed day tells apart, at most."""
FEWEST_LEVELS = 4
MOST_REMEMBERED = 8
"""Tasks and stops together that the relaxed day keeps in mind; each doubles its work."""
AT_ONCE = 2
"""Stops remembered from one tightening to the next."""


@dataclass(frozen=True)
class Found:
    order: tuple[int, ...] | None
    """A day better than the one known, see day.py; None when none was found."""
    missed: float
    """No day among those dropped is worth more; minus infinity when none was dropped."""
    labels: int

    @property
    def complete(self) -> bool:
        return self.missed == -inf


class Exact:
    def __init__(self, arrays: Arrays, slices: int) -> None:
        self.plain = arrays
        self.slices = slices
        self.hopeless = False
        self.sets = find_sets(arrays)
        self.multiplier, self.price = np.zeros(len(self.sets.exact)), np.zeros(4)
        self.toll: NDArray[np.float64] | None = None
        """What each stop pays, once tightened."""
        self.arrays, self.scarce, self.unit = arrays, 0, 0
        self.needed = (1 << arrays.tasks) - 1
        self.groups: list[list[int]] = []
        self._lay()

    def _lay(self) -> None:
        # A sweep goes over every leg in every slice: wide days are cut more coarsely.
        levels = int(self.arrays.limits[self.scarce]) // self.unit + 1 if self.unit else 1
        legs = max(1, int(self.arrays.leg_count.sum())) * levels
        slices = max(100, min(self.slices, 400_000_000 // (legs << self.arrays.tasks)))
        self.slice = slice_of(self.arrays, slices)
        fits = self.arrays.end >= self.arrays.begin
        self.grid = cut_time(self.arrays, self.slice, self.needed, self.scarce, self.unit) if fits else None
        self.sweep_work = 0 if self.grid is None else _work_of(self.grid)
        """Slices of legs looked at in one sweep over the relaxed day."""
        turns = 0 if self.grid is None else _turns_of(self.grid)
        self.sweep_seconds = self.sweep_work * 0.45e-9 + turns * 4.6e-9

    @property
    def possible(self) -> bool:
        return self.grid is not None and int(self.arrays.required.sum()) <= 62

    def tighten(self, known: int, sweeps: int, most: float, halt: NDArray[np.int64]) -> float:
        """The least bound found on the points of any day; sets ``hopeless`` when there is no day at all.

        ``most`` is the work that may be done, in legs looked at.
        """
        from itinerary.core import bounds

        sets = self.sets
        sweeps = int(max(2, min(sweeps, most / max(1, self.sweep_work))))
        target = known + 1 - 1e-6 if known > -FAR else 0.0
        multiplier, price = self.multiplier.copy(), self.price.copy()
        bound, done, self.leave, rested = bounds.tighten(
            self.grid, sets.members, sets.first, sets.exact, multiplier, price, target, sweeps, self.multiplier,
            self.price, halt,
        )  # fmt: skip
        self.work_done = done * self.sweep_work
        self.rested = rested if rested.shape == self.leave.shape else self.leave
        if bound < bounds.NEVER / 2:
            self.hopeless = True
            return -inf
        if bound == inf:
            return inf
        self.toll = np.zeros(self.arrays.stops)
        for c, worth in enumerate(self.multiplier):
            self.toll[sets.members[sets.first[c] : sets.first[c + 1]]] += worth
        limited = self.arrays.limits < FAR
        self.constant = float(self.multiplier.sum() + (self.price * self.arrays.limits)[limited].sum())
        return float(floor(bound + 1e-6))

    def begin_from(self, toll: NDArray[np.float64], price: NDArray[np.float64]) -> None:
        """Takes what stops pay in a relaxed day much like this one as a first guess."""
        sets = self.sets
        for c in np.flatnonzero(~sets.exact):
            members = sets.members[sets.first[c] : sets.first[c + 1]]
            self.multiplier[c] = max(0.0, float(toll[members].max()))
        self.price = np.where(self.plain.limits < FAR, price, 0.0)

    def refine(self, most: float) -> bool:
        """Makes the relaxed day remember more of what it cheats with, as long as a sweep stays within ``most`` work.

        Those are required stops that it would rather do without, stops that it makes again and again, and at last what
        is left of a limit. False when there is nothing more to remember.
        """
        known = len(self.groups)
        for group in self._cheats()[:AT_ONCE]:
            self._remember([*self.groups, group], 0)
            if self.grid is None or self.sweep_work > most or self.arrays.tasks > MOST_REMEMBERED:
                self._remember(self.groups[:-1], 0)
                break
        if len(self.groups) > known:
            return True
        return self._tell_apart(most)

    def _remember(self, groups: list[list[int]], unit: int) -> None:
        plain = self.plain
        self.groups = groups
        self.arrays = remember(plain, groups)
        self.needed = (1 << plain.tasks) - 1
        for number, group in enumerate(groups, start=plain.tasks):
            if plain.required[group].any():
                self.needed |= 1 << number
        self.unit = unit
        self._lay()

    def _cheats(self) -> list[list[int]]:
        """Sets of stops that the relaxed day is paid most to make, or that pay most for being made again."""
        sets = self.sets
        met = {s for group in self.groups for s in group}
        found = []
        for c in np.argsort(-np.abs(self.multiplier), kind="stable"):
            members = [int(s) for s in sets.members[sets.first[c] : sets.first[c + 1]]]
            free = [s for s in members if s not in met and self._free(s)]
            if not sets.exact[c] and len(free) > 1 and self.plain.required[free].any():
                # Remembered alone: then it can be told that the day isn't over without it.
                continue
            if free and self.multiplier[c] != 0:
                met.update(free)
                found.append(free)
        return found

    def _tell_apart(self, most: float) -> bool:
        """Tells apart how much is left of the limit that costs most."""
        limits = self.plain.limits
        shares = np.where(limits < FAR, self.price * limits, 0.0)
        scarce = int(np.argmax(shares))
        levels = int(min(LEVELS, most / max(1, self.sweep_work)))
        limit = int(limits[scarce])
        if self.unit or shares[scarce] <= 0 or levels < min(FEWEST_LEVELS, limit + 1):
            return False
        self.scarce = scarce
        self._remember(self.groups, limit // levels + 1)
        return True

    def _free(self, stop: int) -> bool:
        """Whether a stop serves no task."""
        return bool((self.plain.task[self.plain.first[stop] : self.plain.first[stop + 1]] < 0).all())

    def search(self, known: int, width: int, room: int, patience: int, halt: NDArray[np.int64]) -> Found:
        """Looks for a day worth more than ``known``, with no more than ``room`` partial days."""
        from itinerary.core import labels

        words = max(1, (self.arrays.stops + 63) // 64)
        whole = np.empty((room, labels.COLUMNS), dtype=np.int64)
        closed = np.empty((room, words), dtype=np.uint64)
        reduced, promise = np.empty(room), np.empty(room)
        _, label, _, missed, count = labels.search(
            self.arrays, self.grid, self.slice, self.scarce, max(1, self.unit), self.toll, self.price, self.constant,
            self.leave, self.rested, whole, closed, reduced, promise, known, width, patience, halt,
        )  # fmt: skip
        order = self._order(whole, label) if label >= 0 else None
        return Found(order, -inf if missed < -1e17 else float(floor(missed + 1e-6)), int(count))

    def _order(self, whole: NDArray[np.int64], label: int) -> tuple[int, ...]:
        from itinerary.core import labels

        order = []
        while label > 0:
            act = int(whole[label, labels.ACT])
            stop = int(self.arrays.act_stop[act])
            order.append(stop if stop >= 0 else ~int(self.arrays.act_number[act]))
            label = int(whole[label, labels.PARENT])
        return tuple(reversed(order))


def _work_of(grid: "Grid") -> int:
    """Slices of legs looked at in one sweep."""
    n = grid.stops
    last = np.array([grid.late[grid.first[s] : grid.first[s + 1]].max(initial=-1) for s in range(n)], dtype=np.int64)
    until = last[None, :, None] + 1 - grid.leg_time[: n + 1, :n]
    each = np.clip(until - grid.ready[: n + 1, None, None], 0, None)
    spans = np.maximum(0, grid.latest - grid.soonest + 1).sum() / grid.slices
    return int(each.sum() * spans * grid.levels)


def _turns_of(grid: "Grid") -> int:
    """Times that one sweep turns to a leg: once for each block of slices, however short."""
    spans = np.maximum(0, grid.latest - grid.soonest + 1).sum() / grid.block
    return int(grid.leg_count.sum() * spans * grid.levels)
