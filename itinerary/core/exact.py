"""Runs the relaxed day and the exact search on a problem's arrays and reads their tables."""

from dataclasses import dataclass
from math import floor, inf

import numpy as np
from numpy.typing import NDArray

from itinerary.core.arrays import FAR, Arrays
from itinerary.core.relaxation import cut_time, find_sets, slice_of


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
    def __init__(self, arrays: Arrays, slices: int, room: int) -> None:
        self.arrays = arrays
        self.room = room
        # A sweep goes over every leg in every slice: wide days are cut more coarsely.
        sets = 1 << arrays.tasks
        legs = max(1, int(arrays.leg_count.sum())) * sets
        slices = max(100, min(slices, 400_000_000 // legs))
        self.sweep_seconds = legs * slices * 1.5e-9
        """About how long one sweep over the relaxed day takes."""
        self.slice = slice_of(arrays, slices)
        self.grid = cut_time(arrays, self.slice) if arrays.end >= arrays.begin else None
        self.hopeless = False

    @property
    def possible(self) -> bool:
        return self.grid is not None and int(self.arrays.required.sum()) <= 62

    def tighten(self, known: int, sweeps: int, halt: NDArray[np.int64]) -> float:
        """The least bound found on the points of any day; sets ``hopeless`` when there is no day at all."""
        from itinerary.core import bounds

        sets = find_sets(self.arrays)
        multiplier, price = np.zeros(len(sets.exact)), np.zeros(4)
        best_multiplier, best_price = multiplier.copy(), price.copy()
        target = known + 1 - 1e-6 if known > -FAR else 0.0
        bound, _, _, self.leave, rested = bounds.tighten(
            self.grid, sets.members, sets.first, sets.exact, multiplier, price, target, sweeps, best_multiplier,
            best_price, halt,
        )  # fmt: skip
        self.rested = rested if rested.shape == self.leave.shape else self.leave
        if bound < bounds.NEVER / 2:
            self.hopeless = True
            return -inf
        if bound == inf:
            return inf
        self.price = best_price
        self.toll = np.zeros(self.arrays.stops)
        for c, worth in enumerate(best_multiplier):
            self.toll[sets.members[sets.first[c] : sets.first[c + 1]]] += worth
        limited = self.arrays.limits < FAR
        self.constant = float(best_multiplier.sum() + (best_price * self.arrays.limits)[limited].sum())
        return float(floor(bound + 1e-6))

    def search(self, known: int, width: int, patience: int, halt: NDArray[np.int64]) -> Found:
        """Looks for a day worth more than ``known``."""
        from itinerary.core import labels

        words = max(1, (self.arrays.stops + 63) // 64)
        whole = np.empty((self.room, labels.COLUMNS), dtype=np.int64)
        closed = np.empty((self.room, words), dtype=np.uint64)
        reduced, promise = np.empty(self.room), np.empty(self.room)
        _, label, _, missed, count = labels.search(
            self.arrays, self.grid, self.slice, self.toll, self.price, self.constant, self.leave, self.rested,
            whole, closed, reduced, promise, known, width, patience, halt,
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
