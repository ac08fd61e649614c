# mypy: disallow-untyped-defs=False, disallow-untyped-calls=False, disallow-untyped-decorators=False
# The compiler infers the types of what is compiled; annotations would say less than the shapes in the docstrings.
"""The compiled part of arrange.py."""

import numpy as np
from numba import njit  # noqa: TID253  compiled module, imported when first needed

from itinerary.core.arrays import FAR

TIME, BURDEN, POINTS, USED, LAST, ITEM, PARENT, NEXT = 0, 1, 2, 3, 6, 7, 8, 9


@njit(cache=True, nogil=True)
def permute(k, begin, end, ways, kin_loss, kin, minutes, use, burden, cost, limits, points, known, room, halt):
    """The items in the order of least burden below ``known`` that is worth ``points``; empty when none is found.

    Items below k are stops, k and k + 1 are the start and end among the vertices, items from k on are pauses.
    """
    modes = minutes.shape[0]
    count = 0
    for way in range(len(ways)):
        count = max(count, ways[way, 0] + 1)
    most = np.zeros(count, dtype=np.int64)
    most[:] = -FAR
    for way in range(len(ways)):
        most[ways[way, 0]] = max(most[ways[way, 0]], ways[way, 4])
    # The least burden of getting to each stop, and home.
    least = np.full(k + 2, FAR)
    for there in range(k + 2):
        for here in range(k + 1):
            if here != there and not (here == k and there == k + 1):
                for mode in range(modes):
                    if minutes[mode, here, there] < FAR:
                        least[there] = min(least[there], burden[mode, here, there])
    full = (1 << count) - 1
    ahead_burden = np.zeros(full + 1, dtype=np.int64)
    ahead_points = np.zeros(full + 1, dtype=np.int64)
    for done in range(full + 1):
        for item in range(count):
            if not done >> item & 1:
                ahead_points[done] += most[item]
                if item < k:
                    ahead_burden[done] += least[item]
        if k:
            ahead_burden[done] += least[k + 1]
    heads = np.full((full + 1, k + 1, 2), -1, dtype=np.int64)
    table = np.zeros((room, 10), dtype=np.int64)
    table[0, TIME] = begin
    table[0, LAST] = k
    table[0, ITEM] = -1
    table[0, PARENT] = -1
    table[0, NEXT] = -1
    heads[0, k, 0] = 0
    size = 1
    best = known
    best_label = -1
    row = np.zeros(10, dtype=np.int64)
    for done in range(full):
        for here in range(k + 1):
            for rested in range(2):
                label = heads[done, here, rested]
                while label >= 0:
                    for way in range(len(ways)):
                        item = ways[way, 0]
                        if done >> item & 1:
                            continue
                        after = done | (1 << item)
                        worth = ways[way, 4]
                        like = item < k and not rested and here < k and kin[item] >= 0 and kin[item] == kin[here]
                        if like and worth > 0:
                            worth -= worth * kin_loss // 100
                        row[POINTS] = table[label, POINTS] + worth
                        if row[POINTS] + ahead_points[after] < points:
                            continue
                        for mode in range(modes if item < k else 1):
                            arrive = table[label, TIME]
                            row[BURDEN] = table[label, BURDEN]
                            for r in range(3):
                                row[USED + r] = table[label, USED + r]
                            if item < k:
                                if minutes[mode, here, item] >= FAR:
                                    continue
                                arrive += minutes[mode, here, item]
                                row[BURDEN] += burden[mode, here, item]
                                for r in range(3):
                                    row[USED + r] += use[mode, here, item, r]
                                row[USED] += cost[item]
                            fits = row[BURDEN] + ahead_burden[after] < best
                            for r in range(3):
                                if row[USED + r] > limits[r]:
                                    fits = False
                            start = max(arrive, ways[way, 1])
                            if not fits or start > ways[way, 2] or start + ways[way, 3] > end:
                                continue
                            row[TIME] = start + ways[way, 3]
                            there = item if item < k else here
                            level = 0 if item < k else 1
                            other = heads[after, there, level]
                            beaten = False
                            while other >= 0:
                                if (
                                    table[other, TIME] <= row[TIME]
                                    and table[other, BURDEN] <= row[BURDEN]
                                    and table[other, POINTS] >= row[POINTS]
                                ):
                                    beaten = True
                                    for r in range(3):
                                        if limits[r] < FAR and table[other, USED + r] > row[USED + r]:
                                            beaten = False
                                    if beaten:
                                        break
                                other = table[other, NEXT]
                            if beaten:
                                continue
                            if size >= room or halt[0]:
                                return np.zeros(0, dtype=np.int64)
                            row[LAST] = there
                            row[ITEM] = item
                            row[PARENT] = label
                            row[NEXT] = heads[after, there, level]
                            table[size] = row
                            heads[after, there, level] = size
                            if after == full and row[POINTS] >= points and there < k:
                                for last in range(modes):
                                    total = row[BURDEN] + burden[last, there, k + 1]
                                    home = minutes[last, there, k + 1] < FAR
                                    if not home or row[TIME] + minutes[last, there, k + 1] > end or total >= best:
                                        continue
                                    for r in range(3):
                                        if row[USED + r] + use[last, there, k + 1, r] > limits[r]:
                                            home = False
                                    if home:
                                        best, best_label = total, size
                            size += 1
                    label = table[label, NEXT]
    found = np.zeros(count if best_label >= 0 else 0, dtype=np.int64)
    at = count - 1
    while best_label > 0:
        found[at] = table[best_label, ITEM]
        at -= 1
        best_label = table[best_label, PARENT]
    return found
