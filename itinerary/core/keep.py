# mypy: disallow-untyped-defs=False, disallow-untyped-calls=False, disallow-untyped-decorators=False
# The compiler infers the types of what is compiled; annotations would say less than the shapes in the docstrings.
"""The compiled part of day.py: partial days step by step, those that another beats dropped."""

import numpy as np
from numba import njit  # noqa: TID253  compiled module, imported when first needed

from itinerary.core.arrays import FAR
from itinerary.core.problem import UNREACHABLE

TIME, COST, WALK, DISTANCE, POINTS, BURDEN, WAITING, PARENT, MODE, OPTION, ARRIVE, BEGIN = range(12)
COLUMNS = 12


@njit(cache=True, nogil=True)
def keep(begin, end, limits, legs, moves, first, options, spent, homeward, width):
    """The best day of these steps in this order: (steps + 1, COLUMNS), the last row being the way home; empty if none.

    ``limits`` are those of money, walking and distance. ``legs[i, mode]`` is the way to step i (the last one home) as
    minutes, money, metres on foot, metres, burden; ``moves[i]`` whether step i has one. Its options are those from
    ``first[i]`` up to ``first[i + 1]``: earliest, latest, end by, length, points. ``spent`` is money spent there,
    ``homeward`` whether a way leads home, ``width`` how many partial days are kept at a step.
    """
    count, modes = len(moves), legs.shape[1]
    levels = np.zeros((count + 1, width, COLUMNS), dtype=np.int64)
    sizes = np.zeros(count + 1, dtype=np.int64)
    levels[0, 0, TIME] = begin
    sizes[0] = 1
    most = 1
    for i in range(count):
        most = max(most, first[i + 1] - first[i])
    grown = np.empty((width * modes * most, COLUMNS), dtype=np.int64)
    row = np.empty(COLUMNS, dtype=np.int64)
    for i in range(count):
        size = 0
        for parent in range(sizes[i]):
            for mode in range(modes if moves[i] else 1):
                row[:] = levels[i, parent]
                if moves[i] and not _travel(row, legs[i, mode], end, limits):
                    continue
                row[COST] += spent[i]
                if row[COST] > limits[0]:
                    continue
                for number in range(first[i], first[i + 1]):
                    start = max(row[TIME], options[number, 0])
                    leave = start + options[number, 3]
                    if start > options[number, 1] or leave > options[number, 2] or leave > end:
                        continue
                    new = grown[size]
                    new[:] = row
                    new[TIME] = leave
                    new[POINTS] += options[number, 4]
                    new[WAITING] += start - row[TIME]
                    new[PARENT] = parent
                    new[MODE] = mode
                    new[OPTION] = number - first[i]
                    new[ARRIVE] = row[TIME]
                    new[BEGIN] = start
                    size += 1
        sizes[i + 1] = _undominated(grown, size, limits, levels[i + 1], width)
        if sizes[i + 1] == 0:
            return np.zeros((0, COLUMNS), dtype=np.int64)
    best, found = np.zeros(COLUMNS, dtype=np.int64), False
    for parent in range(sizes[count]):
        for mode in range(modes if homeward else 1):
            row[:] = levels[count, parent]
            if homeward and not _travel(row, legs[count, mode], end, limits):
                continue
            row[PARENT] = parent
            row[MODE] = mode
            if row[TIME] <= end and (not found or _before(row, best)):
                best[:] = row
                found = True
    if not found:
        return np.zeros((0, COLUMNS), dtype=np.int64)
    day = np.empty((count + 1, COLUMNS), dtype=np.int64)
    day[count] = best
    for i in range(count, 0, -1):
        day[i - 1] = levels[i, day[i, PARENT]]
    return day


@njit(cache=True, nogil=True)
def _travel(row, leg, end, limits):
    """Goes on by the leg; whether that is possible and keeps the limits."""
    if leg[0] == UNREACHABLE or row[TIME] + leg[0] > end:
        return False
    row[TIME] += leg[0]
    row[COST] += leg[1]
    row[WALK] += leg[2]
    row[DISTANCE] += leg[3]
    row[BURDEN] += leg[4]
    return row[COST] <= limits[0] and row[WALK] <= limits[1] and row[DISTANCE] <= limits[2]


@njit(cache=True, nogil=True)
def _before(one, other):
    """Whether a day is better than another: points, burden, waiting, then end and mode of the way home."""
    if one[POINTS] != other[POINTS]:
        return one[POINTS] > other[POINTS]
    for column in (BURDEN, WAITING, TIME, MODE):
        if one[column] != other[column]:
            return one[column] < other[column]
    return False


@njit(cache=True, nogil=True)
def _undominated(grown, size, limits, kept, width):
    """Keeps what no other does no worse in time, points, burden and all that is limited; how many there are."""
    # Best first: sorts that keep the order of what is equal, by the least important figure first.
    order = np.argsort(grown[:size, TIME], kind="mergesort")
    for column, sign in ((WAITING, 1), (BURDEN, 1), (POINTS, -1)):
        order = order[np.argsort(sign * grown[:size, column][order], kind="mergesort")]
    count = 0
    for place, at in enumerate(order):
        new = grown[at]
        beaten = False
        for other in range(count):
            old = kept[other]
            if (
                old[TIME] <= new[TIME]
                and old[BURDEN] <= new[BURDEN]
                and (limits[0] == FAR or old[COST] <= new[COST])
                and (limits[1] == FAR or old[WALK] <= new[WALK])
                and (limits[2] == FAR or old[DISTANCE] <= new[DISTANCE])
            ):
                beaten = True
                break
        if not beaten:
            kept[count] = new
            count += 1
            if count == width:
                _keep_frugal(grown, order[place + 1 :], kept)
                break
    return count


@njit(cache=True, nogil=True)
def _keep_frugal(grown, rest, kept):
    """Gives the last places to those of the rest that take least time, money, walking and distance.

    They have most room ahead of them: where only they come through the day, it is not missed.
    """
    for slot, column in enumerate((TIME, COST, WALK, DISTANCE)):
        least, frugal = kept[:, column].min(), -1
        for at in rest:
            if grown[at, column] < least:
                least, frugal = grown[at, column], at
        if frugal >= 0:
            kept[len(kept) - 1 - slot] = grown[frugal]
