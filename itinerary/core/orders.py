# mypy: disallow-untyped-defs=False, disallow-untyped-calls=False, disallow-untyped-decorators=False
# The compiler infers the types of what is compiled; annotations would say less than the shapes in the docstrings.
"""Whether a few things can all be done in one day, by dynamic programming over what is done and where one then is.

The method is Held and Karp's (1962), with windows: nothing but the earliest time counts, so that it is exact.
"""

import numpy as np
from numba import njit  # noqa: TID253  compiled module, imported when first needed

from itinerary.core.arrays import FAR


@njit(cache=True, nogil=True)
def soonest(begin, end, stops, minutes, windows, halt):
    """The order of items that is over soonest, a way home included; empty when none is over by ``end``.

    Items below ``stops`` are stops, ``stops`` and ``stops + 1`` the start and end among the vertices of ``minutes``;
    items from ``stops`` on are done where one is. ``windows`` holds rows of item, earliest, latest (to begin), length.
    """
    count = windows[:, 0].max() + 1
    full = (1 << count) - 1
    never = np.iinfo(np.int32).max
    times = np.full((full + 1, stops + 1), never, dtype=np.int32)
    came = np.full((full + 1, stops + 1), -1, dtype=np.int8)
    last = np.full((full + 1, stops + 1), -1, dtype=np.int8)
    times[0, stops] = begin
    # What is still to be done takes at least its shortest stay and the shortest way to it.
    ahead = np.zeros(full + 1, dtype=np.int64)
    for item in range(count):
        least = FAR
        for row in range(len(windows)):
            if windows[row, 0] == item:
                least = min(least, windows[row, 3])
        if item < stops:
            least += minutes[: stops + 1, item].min()
        for done in range(full + 1):
            if not done >> item & 1:
                ahead[done] += min(least, FAR)
    for done in range(full):
        if halt[0]:
            break
        for here in range(stops + 1):
            time = times[done, here]
            if time == never or time + ahead[done] > end:
                continue
            for row in range(len(windows)):
                item = windows[row, 0]
                if done >> item & 1:
                    continue
                there, arrive = here, time
                if item < stops:
                    there, arrive = item, time + minutes[here, item]
                start = max(arrive, windows[row, 1])
                leave = start + windows[row, 3]
                if start > windows[row, 2] or leave > end:
                    continue
                after = done | (1 << item)
                if leave < times[after, there]:
                    times[after, there] = leave
                    came[after, there] = here
                    last[after, there] = item
    best, at = FAR, -1
    for here in range(stops + 1):
        home = minutes[here, stops + 1] if here < stops else 0
        if times[full, here] < never and times[full, here] + home <= end and times[full, here] + home < best:
            best, at = times[full, here] + home, here
    if at < 0:
        return np.zeros(0, dtype=np.int64)
    order = np.empty(count, dtype=np.int64)
    done = full
    for place in range(count - 1, -1, -1):
        item, before = last[done, at], came[done, at]
        order[place] = item
        done ^= 1 << item
        at = before
    return order
