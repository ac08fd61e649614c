# mypy: disallow-untyped-defs=False, disallow-untyped-calls=False, disallow-untyped-decorators=False
# The compiler infers the types of what is compiled; annotations would say less than the shapes in the docstrings.
"""Upper bounds on what can still be gained, by relaxed dynamic programming over (place, tasks served, time).

In the relaxed day a stop may be made again and again; multipliers take points from stops that are (Lagrange), and
money, walking and the like are paid for instead of limited. What results is a bound for every state a day can be in,
which prunes the exact search in labels.py, and for the whole day.

Time is cut into slices of ``slice_`` units; every rounding makes the relaxed day longer, never shorter.
"""

from typing import NamedTuple

import numpy as np
from numba import njit  # noqa: TID253  compiled module, imported when first needed
from numpy.typing import NDArray

from itinerary.core.arrays import FAR

NEVER = -1e18
BEATEN = 1e17
"""Price of a mode that is no use beside a quicker one."""


class Grid(NamedTuple):
    """The problem in slices of time."""

    stops: int
    slices: int
    """Slice 0 is the day's beginning; the last one is ``slices - 1``."""
    block: int
    """So many slices pass at least on any leg and during the visit after it."""
    least: NDArray[np.int64]
    """By stop: the slices of its shortest visit."""
    first: NDArray[np.int64]
    act_stop: NDArray[np.int64]
    early: NDArray[np.int64]
    late: NDArray[np.int64]
    length: NDArray[np.int64]
    points: NDArray[np.float64]
    lost: NDArray[np.float64]
    task: NDArray[np.int64]
    kin: NDArray[np.int64]
    tasks: int
    needed: int
    """The set of tasks that a day must serve; the others are stops remembered so that they aren't made twice."""
    soonest: NDArray[np.int64]
    """By set of tasks: the first slice in which it can have been served."""
    latest: NDArray[np.int64]
    """By set of tasks: the last slice from which what is missing can still be served."""
    ready: NDArray[np.int64]
    """By vertex: the first slice in which it can be left."""
    leg_count: NDArray[np.int64]
    leg_time: NDArray[np.int64]
    """From leaving the vertex, in slices; what the visit's length lost by rounding is added first."""
    cost: NDArray[np.float64]
    visit: NDArray[np.float64]
    leg_use: NDArray[np.float64]
    limits: NDArray[np.float64]
    levels: int
    """So many amounts of one limited resource are told apart by what is left of it: 0 to ``levels - 1`` units."""
    rise: NDArray[np.int64]
    """(vertices, vertices, modes): whole units taken by a leg and the stop it leads to."""


@njit(cache=True, fastmath=True, error_model="numpy", inline="always")
def _lift(values, into, others, since, count, plus):
    """Raises so many values from ``into`` on to the others from ``since`` on, plus a constant, where that is more.

    Unsigned places spare the compiler the wrapping of negative ones, so that it can take several values at once.
    """
    for at in range(count):
        x = np.uint64(into + at)
        other = others[np.uint64(since + at)] + plus
        values[x] = other if other > values[x] else values[x]


@njit(cache=True)
def relax(grid, toll, price, arrive, arrive_kin, leave, rested, halt):
    """Fills the tables of the relaxed day, latest slice first.

    ``toll`` is what a stop pays, ``price`` what a unit of money, walking, distance and visits costs.
    ``leave[v, served, q, t]``: the most that can still be gained by who leaves v in slice t or later, served being the
    set of tasks done and q what is left of the resource told apart; ``rested`` the same right after a pause.
    ``arrive[s, served, q, t]``: by who arrives at s, the points there included; ``arrive_kin`` when coming from its
    kin. Returns the bound of the day without the multipliers' constant. When ``halt[0]`` is set from outside, it stops
    and the tables are worth nothing.
    """
    n = grid.stops
    sets = 1 << grid.tasks
    needed = grid.needed
    slices = grid.slices
    pauses = grid.first[n]
    acts = len(grid.act_stop)
    has_kin = False
    for s in range(n):
        if grid.kin[s] >= 0:
            has_kin = True
    early, late, length = grid.early, grid.late, grid.length
    points, lost, task, first, kin = grid.points, grid.lost, grid.task, grid.first, grid.kin
    leg_count, leg_time = grid.leg_count, grid.leg_time
    last = np.full(n, -1, dtype=np.int64)
    for s in range(n):
        for act in range(first[s], first[s + 1]):
            last[s] = max(last[s], late[act])
    levels, rise = grid.levels, grid.rise
    fare = np.zeros(leg_time.shape)
    for i in range(n + 2):
        for j in range(n + 2):
            for k in range(leg_count[i, j]):
                for r in range(3):
                    fare[i, j, k] += price[r] * grid.leg_use[i, j, k, r]
                for quicker in range(k):
                    if fare[i, j, quicker] <= fare[i, j, k] and rise[i, j, quicker] <= rise[i, j, k]:
                        fare[i, j, k] = BEATEN
                        break
    arrive_flat, kin_flat = arrive.reshape(-1), arrive_kin.reshape(-1)
    leave_flat, rested_flat = leave.reshape(-1), rested.reshape(-1)
    high, before_high = slices, 3 * slices
    while high > 0:
        if halt[0]:
            break
        next_high = max(0, high - grid.block)
        whole_high = high
        for served in range(sets - 1, -1, -1):
            base, top = max(next_high, grid.soonest[served]), min(whole_high, grid.latest[served] + 1)
            for q in range(levels):
                for s in range(n):
                    # What is gained by arriving is known for as long before as the visit lasts.
                    low = max(grid.soonest[served], whole_high - grid.least[s])
                    high = min(grid.latest[served] + 1, before_high - grid.least[s])
                    if low >= high:
                        continue
                    row = arrive[s, served, q]
                    row[low:high] = NEVER
                    for act in range(first[s], first[s + 1]):
                        after = served
                        if task[act] >= 0:
                            if served >> task[act] & 1:
                                continue
                            after = served | (1 << task[act])
                        worth = points[act] - toll[s] - price[0] * grid.cost[s] - price[3] * grid.visit[s]
                        onward = leave[s, after, q]
                        lasts = length[act]
                        if early[act] > low:
                            value = onward[early[act] + lasts] + worth
                            for t in range(low, min(early[act], high)):
                                row[t] = max(row[t], value)
                        start, stop_at = max(low, early[act]), min(high, late[act] + 1)
                        if start < stop_at:
                            _lift(row, start, onward, start + lasts, stop_at - start, worth)
                    if has_kin and kin[s] >= 0:
                        row = arrive_kin[s, served, q]
                        row[low:high] = NEVER
                        for act in range(first[s], first[s + 1]):
                            if task[act] >= 0 and served >> task[act] & 1:
                                continue
                            after = served
                            if task[act] >= 0:
                                after = served | (1 << task[act])
                            worth = (
                                points[act] - lost[act] - toll[s] - price[0] * grid.cost[s] - price[3] * grid.visit[s]
                            )
                            onward = leave[s, after, q]
                            lasts = length[act]
                            for t in range(low, min(high, late[act] + 1)):
                                row[t] = max(row[t], onward[max(t, early[act]) + lasts] + worth)
                for v in range(n + 1):
                    low, high = max(base, grid.ready[v]), top
                    if low >= high:
                        continue
                    row = leave[v, served, q]
                    fresh = rested[v, served, q]
                    into = ((v * sets + served) * levels + q) * slices + low
                    row[low:high] = NEVER
                    if v == n:
                        if served & needed == needed:
                            row[low:high] = 0.0
                    elif served & needed == needed:
                        for k in range(leg_count[v, n + 1]):
                            if rise[v, n + 1, k] > q or fare[v, n + 1, k] >= BEATEN:
                                continue
                            for t in range(low, min(high, slices - leg_time[v, n + 1, k])):
                                row[t] = max(row[t], -fare[v, n + 1, k])
                    for j in range(n):
                        if j == v:
                            continue
                        like = has_kin and v < n and kin[v] >= 0 and kin[v] == kin[j]
                        for k in range(leg_count[v, j]):
                            away = leg_time[v, j, k]
                            paid = fare[v, j, k]
                            stop_at = min(high, last[j] + 1 - away)
                            if low >= stop_at:
                                break
                            if rise[v, j, k] > q or paid >= BEATEN:
                                continue
                            since = ((j * sets + served) * levels + q - rise[v, j, k]) * slices + low + away
                            if like:
                                _lift(leave_flat, into, kin_flat, since, stop_at - low, -paid)
                            else:
                                _lift(leave_flat, into, arrive_flat, since, stop_at - low, -paid)
                    if has_kin:
                        # After a pause the same days lie ahead, and a follower of the same kin loses nothing.
                        fresh[low:high] = row[low:high]
                        for j in range(n):
                            if served == 0 or j == v or v == n or kin[v] < 0 or kin[v] != kin[j]:
                                continue
                            for k in range(leg_count[v, j]):
                                if rise[v, j, k] > q or fare[v, j, k] >= BEATEN:
                                    continue
                                away = leg_time[v, j, k]
                                stop_at = min(high, last[j] + 1 - away)
                                since = ((j * sets + served) * levels + q - rise[v, j, k]) * slices + low + away
                                if low < stop_at:
                                    _lift(rested_flat, into, arrive_flat, since, stop_at - low, -fare[v, j, k])
                    for act in range(pauses, acts):
                        if served >> task[act] & 1:
                            continue
                        after = served | (1 << task[act])
                        onward = rested[v, after, q] if has_kin else leave[v, after, q]
                        for t in range(low, min(high, late[act] + 1)):
                            value = onward[max(t, early[act]) + length[act]] + points[act]
                            row[t] = max(row[t], value)
                            if has_kin:
                                fresh[t] = max(fresh[t], value)
        before_high, high = whole_high, next_high
    return leave[n, 0, levels - 1, 0]


@njit(cache=True)
def trace(grid, toll, price, arrive, arrive_kin, leave, rested, route):
    """Follows the relaxed day of the tables: fills ``route`` with its acts, returns how many; ``used`` follows."""
    n = grid.stops
    needed = grid.needed
    pauses = grid.first[n]
    has_kin = False
    for s in range(n):
        if grid.kin[s] >= 0:
            has_kin = True
    used = np.zeros(4)
    v = n
    served = 0
    t = 0
    q = grid.levels - 1
    rest = False
    count = 0
    while count < len(route):
        want = rested[v, served, q, t] if rest and has_kin else leave[v, served, q, t]
        close = 1e-7 * (1.0 + abs(want))
        if v == n and served & needed == needed and want <= close:
            break
        found = False
        for act in range(pauses, len(grid.act_stop)):
            if served >> grid.task[act] & 1 or t > grid.late[act]:
                continue
            after = served | (1 << grid.task[act])
            then = max(t, grid.early[act]) + grid.length[act]
            value = (rested[v, after, q, then] if has_kin else leave[v, after, q, then]) + grid.points[act]
            if value >= want - close:
                route[count] = act
                count += 1
                served, t, rest, found = after, then, True, True
                break
        if found:
            continue
        if v < n and served & needed == needed:
            for k in range(grid.leg_count[v, n + 1]):
                paid = 0.0
                for r in range(3):
                    paid += price[r] * grid.leg_use[v, n + 1, k, r]
                fits = t + grid.leg_time[v, n + 1, k] < grid.slices and grid.rise[v, n + 1, k] <= q
                if fits and -paid >= want - close:
                    for r in range(3):
                        used[r] += grid.leg_use[v, n + 1, k, r]
                    found = True
                    break
            if found:
                break
        for j in range(n):
            if j == v or found:
                continue
            like = has_kin and not rest and v < n and grid.kin[v] >= 0 and grid.kin[v] == grid.kin[j]
            for k in range(grid.leg_count[v, j]):
                there = t + grid.leg_time[v, j, k]
                rest_q = q - grid.rise[v, j, k]
                if there >= grid.slices or found or rest_q < 0:
                    continue
                paid = 0.0
                for r in range(3):
                    paid += price[r] * grid.leg_use[v, j, k, r]
                value = arrive_kin[j, served, rest_q, there] if like else arrive[j, served, rest_q, there]
                if value - paid < want - close:
                    continue
                for act in range(grid.first[j], grid.first[j + 1]):
                    after = served
                    if grid.task[act] >= 0:
                        if served >> grid.task[act] & 1:
                            continue
                        after = served | (1 << grid.task[act])
                    if there > grid.late[act]:
                        continue
                    then = max(there, grid.early[act]) + grid.length[act]
                    worth = grid.points[act] - toll[j] - price[0] * grid.cost[j] - price[3] * grid.visit[j]
                    if like:
                        worth -= grid.lost[act]
                    if leave[j, after, rest_q, then] + worth >= value - close:
                        for r in range(3):
                            used[r] += grid.leg_use[v, j, k, r]
                        used[0] += grid.cost[j]
                        used[3] += grid.visit[j]
                        route[count] = act
                        count += 1
                        v, served, t, q, rest, found = j, after, then, rest_q, False, True
                        break
                if found:
                    break
        if not found:
            break
    return count, used


@njit(cache=True, nogil=True)
def tighten(grid, sets, set_first, exact, multiplier, price, target, rounds, best_multiplier, best_price, halt):
    """Moves the multipliers so that the bound falls (subgradient); the best are left in the last two arguments.

    Set c holds the stops ``sets[set_first[c]:set_first[c + 1]]``, of which at most one is made (exactly one when
    ``exact[c]``). Stops as soon as the bound is less than ``target``, as no better day than one known can then be.
    Returns the bound, NEVER when there is no relaxed day, the sweeps made, and the tables for leaving; these are worth
    nothing once halted.
    """
    n = grid.stops
    masks = 1 << grid.tasks
    shape = (n + 1, masks, grid.levels, grid.slices)
    arrive = np.full(shape, NEVER)
    arrive_kin = np.full(shape if np.any(grid.kin >= 0) else (1, 1, 1, 1), NEVER)
    leave = np.full(shape, NEVER)
    rested = np.full(shape if np.any(grid.kin >= 0) else (n + 1, masks, grid.levels, 1), NEVER)
    route = np.zeros(grid.slices + 8, dtype=np.int64)
    toll = np.zeros(n)
    slope = np.zeros(len(multiplier))
    slope_price = np.zeros(4)
    best = np.inf
    theta = 1.0
    stale = 0
    done = 1
    for _ in range(rounds):
        done += 1
        toll[:] = 0
        constant = 0.0
        for c in range(len(multiplier)):
            constant += multiplier[c]
            for x in range(set_first[c], set_first[c + 1]):
                toll[sets[x]] += multiplier[c]
        for r in range(4):
            if grid.limits[r] < FAR:
                constant += price[r] * grid.limits[r]
        value = relax(grid, toll, price, arrive, arrive_kin, leave, rested, halt)
        if halt[0]:
            break
        if value < NEVER / 2:
            return NEVER, done, leave, rested
        bound = value + constant
        if bound < best - 1e-9:
            if bound > best - 1e-3 * abs(best - target):
                stale += 1
            else:
                stale = 0
            best = bound
            best_multiplier[:] = multiplier
            best_price[:] = price
        else:
            stale += 1
        if best < target:
            break
        if stale >= 6:
            stale = 0
            theta *= 0.6
            multiplier[:] = best_multiplier
            price[:] = best_price
            if theta < 0.01:
                break
        count, used = trace(grid, toll, price, arrive, arrive_kin, leave, rested, route)
        slope[:] = 1.0
        made = np.zeros(n)
        for at in range(count):
            if grid.act_stop[route[at]] >= 0:
                made[grid.act_stop[route[at]]] += 1
        norm = 0.0
        for c in range(len(multiplier)):
            for x in range(set_first[c], set_first[c + 1]):
                slope[c] -= made[sets[x]]
            if slope[c] > 0 and multiplier[c] <= 0 and not exact[c]:
                slope[c] = 0.0
            norm += slope[c] ** 2
        for r in range(4):
            slope_price[r] = 0.0
            if grid.limits[r] < FAR:
                # In shares of the limit, so that metres don't outweigh visits.
                slope_price[r] = (grid.limits[r] - used[r]) / max(1.0, grid.limits[r])
                if slope_price[r] > 0 and price[r] <= 0:
                    slope_price[r] = 0.0
                norm += slope_price[r] ** 2
        if norm < 1e-12:
            break
        step = theta * max(bound - target + 1.0, 1e-3 * abs(bound)) / norm
        for c in range(len(multiplier)):
            multiplier[c] -= step * slope[c]
            if multiplier[c] < 0 and not exact[c]:
                multiplier[c] = 0.0
        for r in range(4):
            if grid.limits[r] < FAR:
                price[r] = max(0.0, price[r] - step * slope_price[r] / max(1.0, grid.limits[r]))
    # Leave the tables as the best multipliers make them.
    toll[:] = 0
    for c in range(len(multiplier)):
        for x in range(set_first[c], set_first[c + 1]):
            toll[sets[x]] += best_multiplier[c]
    relax(grid, toll, best_price, arrive, arrive_kin, leave, rested, halt)
    return best, done, leave, rested
