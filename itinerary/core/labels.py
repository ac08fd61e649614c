# mypy: disallow-untyped-defs=False, disallow-untyped-calls=False, disallow-untyped-decorators=False
# The compiler infers the types of what is compiled; annotations would say less than the shapes in the docstrings.
"""Exact search over partial days (labels), pruned by the bounds of the relaxed day and by dominance.

Labels are taken in the order of time. One is dropped when even the relaxed day can't make more of it than the best day
known, or when another at the same spot is no later, has used no more, has gained no less and closed no stop that the
first leaves open. With a ``width`` only so many labels per slice of time live on (a beam): quick and good, and what is
dropped still bounds what is missed.
"""

import numpy as np
from numba import njit  # noqa: TID253  compiled module, imported when first needed

from itinerary.core.arrays import FAR

V, SERVED, REST, TIME, POINTS, PARENT, ACT, MODE, NEXT, NEXT_SAME, DEAD, NEED, USED = range(13)
"""Columns of the label table; the last begins the four sums."""
COLUMNS = USED + 4


@njit(cache=True)
def _dominates(a, b, whole, closed, words, limits):
    """Whether label a makes label b superfluous (same spot, same tasks served)."""
    if whole[a, TIME] > whole[b, TIME] or whole[a, POINTS] < whole[b, POINTS] or whole[a, NEED] != whole[b, NEED]:
        return False
    for w in range(words):
        if closed[a, w] & ~closed[b, w]:
            return False
    worse = False
    for r in range(4):
        if limits[r] < FAR and whole[a, USED + r] > whole[b, USED + r]:
            worse = True
    return not worse


@njit(cache=True, nogil=True)
def search(
    arrays,
    grid,
    slice_,
    scarce,
    unit,
    toll,
    price,
    constant,
    leave,
    rested,
    whole,
    closed,
    reduced,
    promise,
    known,
    width,
    patience,
    halt,
):
    """Extends labels from the day's beginning until none is left or the table is full.

    ``known`` is the worth of the best day known, FAR below zero for none. Returns (best, label, mode of the last leg,
    bound, labels): the best's label is -1 when nothing better than ``known`` was found; ``bound`` covers every day
    better than the best that may have been dropped, and is NEVER when none was: then the best is proven.
    """
    n = arrays.stops
    sets = 1 << arrays.tasks
    needed = grid.needed
    room = len(whole)
    words = closed.shape[1]
    has_kin = np.any(arrays.kin >= 0)
    act_count = len(arrays.act_stop)
    leg_modes = arrays.leg_time.shape[2]
    all_needed = 0
    need_bit = np.zeros(n, dtype=np.int64)
    for s in range(n):
        if arrays.required[s]:
            need_bit[s] = 1 << all_needed
            all_needed += 1
    all_needed = (1 << all_needed) - 1
    last_entry = np.full(n, -FAR)
    for s in range(n):
        for act in range(arrays.first[s], arrays.first[s + 1]):
            last_entry[s] = max(last_entry[s], arrays.late[act])
    slices = grid.slices
    bucket = np.full(slices + 1, -1, dtype=np.int64)
    spots = np.full((n + 1, sets, 2), -1, dtype=np.int64)
    line = np.zeros(1024, dtype=np.int64)
    best = known
    best_label = -1
    best_mode = -1
    missed = -1e18
    row = np.zeros(COLUMNS, dtype=np.int64)
    shut = np.zeros(words, dtype=np.uint64)
    one = np.uint64(1)
    # The root.
    count = 1
    whole[0, :] = 0
    whole[0, V] = n
    whole[0, TIME] = arrays.begin
    whole[0, PARENT] = -1
    whole[0, ACT] = -1
    whole[0, NEXT] = -1
    whole[0, NEXT_SAME] = -1
    closed[0, :] = 0
    reduced[0] = 0.0
    promise[0] = leave[n, 0, grid.levels - 1, 0] + constant
    bucket[0] = 0
    overflow = False
    if needed == 0 and all_needed == 0 and best < 0:
        best = 0
        best_label = 0
    for at in range(slices):
        while bucket[at] >= 0:
            size = 0
            label = bucket[at]
            while label >= 0:
                if not whole[label, DEAD]:
                    if promise[label] < best + 1 - 1e-6:
                        whole[label, DEAD] = 1
                    else:
                        if size == len(line):
                            longer = np.zeros(2 * size, dtype=np.int64)
                            longer[:size] = line
                            line = longer
                        line[size] = label
                        size += 1
                label = whole[label, NEXT]
            bucket[at] = -1
            if overflow:
                for index in range(size):
                    missed = max(missed, promise[line[index]])
                continue
            order = line[:size]
            if size > width:
                order = order[np.argsort(-promise[order], kind="mergesort")]
                for index in range(width, size):
                    missed = max(missed, promise[order[index]])
                size = width
            for index in range(size):
                label = order[index]
                if whole[label, DEAD]:
                    continue
                if overflow or halt[0] or count + act_count * leg_modes >= room:
                    overflow = True
                    missed = max(missed, promise[label])
                    continue
                v = whole[label, V]
                served = whole[label, SERVED]
                time = whole[label, TIME]
                rest = whole[label, REST]
                for act in range(act_count):
                    stop = arrays.act_stop[act]
                    if arrays.task[act] >= 0 and served >> arrays.task[act] & 1:
                        continue
                    if stop >= 0:
                        if closed[label, stop >> 6] >> np.uint64(stop & 63) & one:
                            continue
                        modes = arrays.leg_count[v, stop]
                    else:
                        modes = 1
                    for mode in range(modes):
                        points = arrays.points[act]
                        worth = reduced[label]
                        arrive = time
                        fits = True
                        for r in range(4):
                            row[USED + r] = whole[label, USED + r]
                        if stop >= 0:
                            arrive += arrays.leg_time[v, stop, mode]
                            if not rest and v < n and arrays.kin[stop] >= 0 and arrays.kin[v] == arrays.kin[stop]:
                                points -= arrays.lost[act]
                            for r in range(3):
                                row[USED + r] += arrays.leg_use[v, stop, mode, r]
                                worth -= price[r] * arrays.leg_use[v, stop, mode, r]
                            row[USED] += arrays.cost[stop]
                            row[USED + 3] += arrays.visit[stop]
                            worth -= toll[stop] + price[0] * arrays.cost[stop] + price[3] * arrays.visit[stop]
                            for r in range(4):
                                if row[USED + r] > arrays.limits[r]:
                                    fits = False
                        if not fits or arrive > arrays.late[act]:
                            continue
                        worth += points
                        gone = max(arrive, arrays.early[act]) + arrays.length[act]
                        where = stop if stop >= 0 else v
                        done = served
                        if arrays.task[act] >= 0:
                            done = served | (1 << arrays.task[act])
                        then = (gone - arrays.begin) // slice_
                        q = 0
                        if grid.levels > 1:
                            q = (arrays.limits[scarce] - row[USED + scarce]) // unit
                        ahead = rested[where, done, q, then] if stop < 0 and has_kin else leave[where, done, q, then]
                        hope = worth + ahead + constant
                        if hope < best + 1 - 1e-6:
                            continue
                        new = count
                        row[V] = where
                        row[SERVED] = done
                        row[REST] = 1 if stop < 0 else 0
                        row[TIME] = gone
                        row[POINTS] = whole[label, POINTS] + points
                        row[PARENT] = label
                        row[ACT] = act
                        row[MODE] = mode if stop >= 0 else -1
                        row[DEAD] = 0
                        row[NEED] = whole[label, NEED]
                        shut[:] = closed[label]
                        if stop >= 0:
                            row[NEED] |= need_bit[stop]
                            for rival in range(arrays.rival_first[stop], arrays.rival_first[stop + 1]):
                                other = arrays.rivals[rival]
                                shut[other >> 6] |= one << np.uint64(other & 63)
                        for other in range(n):
                            if arrays.leg_count[where, other] == 0:
                                continue
                            if gone + arrays.leg_time[where, other, 0] > last_entry[other]:
                                shut[other >> 6] |= one << np.uint64(other & 63)
                        whole[new] = row
                        closed[new] = shut
                        reduced[new] = worth
                        promise[new] = hope
                        level = row[REST] if has_kin else 0
                        rival = spots[where, done & needed, level]
                        beaten = False
                        before = -1
                        looked = 0
                        while rival >= 0 and looked < patience:
                            looked += 1
                            following = whole[rival, NEXT_SAME]
                            if _dominates(rival, new, whole, closed, words, arrays.limits):
                                beaten = True
                                if before >= 0:
                                    # Who beat one will beat more: it is looked at first from now on.
                                    whole[before, NEXT_SAME] = following
                                    whole[rival, NEXT_SAME] = spots[where, done & needed, level]
                                    spots[where, done & needed, level] = rival
                                break
                            if _dominates(new, rival, whole, closed, words, arrays.limits):
                                whole[rival, DEAD] = 1
                                if before < 0:
                                    spots[where, done & needed, level] = following
                                else:
                                    whole[before, NEXT_SAME] = following
                            else:
                                before = rival
                            rival = following
                        if beaten:
                            continue
                        whole[new, NEXT_SAME] = spots[where, done & needed, level]
                        spots[where, done & needed, level] = new
                        whole[new, NEXT] = bucket[then]
                        bucket[then] = new
                        count += 1
                        if done & needed != needed or row[NEED] != all_needed or row[POINTS] <= best:
                            continue
                        if where == n:
                            if gone <= arrays.end:
                                best, best_label, best_mode = row[POINTS], new, -1
                            continue
                        for last in range(arrays.leg_count[where, n + 1]):
                            fits = gone + arrays.leg_time[where, n + 1, last] <= arrays.end
                            for r in range(3):
                                if row[USED + r] + arrays.leg_use[where, n + 1, last, r] > arrays.limits[r]:
                                    fits = False
                            if fits:
                                best, best_label, best_mode = row[POINTS], new, last
                                break
    return best, best_label, best_mode, missed, count
