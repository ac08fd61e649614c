# mypy: disallow-untyped-defs=False, disallow-untyped-calls=False, disallow-untyped-decorators=False
# The compiler infers the types of what is compiled; annotations would say less than the shapes in the docstrings.
"""Finds good days quickly: parts of a day are taken out and filled anew, over and over (ruin and recreate).

Works with one mode per leg, given by the caller, and counts acts that must be done as worth a bounty on top of their
points. A day is an array of acts; the times of each and the latest time at which it could begin are kept beside it, so
that a place for a further act is judged without walking through the rest of the day.
"""

from typing import NamedTuple

import numpy as np
from numba import njit  # noqa: TID253  compiled module, imported when first needed
from numpy.typing import NDArray

from itinerary.core.arrays import FAR

LOC, ARRIVE, BEGIN, LEAVE, LATEST = range(5)
"""Rows of the table kept beside a day: where one is, and the times of the act there."""
LONG = 0.02
"""Of the rounds that may take out any number of acts."""


class Field(NamedTuple):
    """What the search looks at: acts and one leg between any two vertices."""

    stops: int
    begin: int
    end: int
    first: NDArray[np.int64]
    act_stop: NDArray[np.int64]
    early: NDArray[np.int64]
    late: NDArray[np.int64]
    length: NDArray[np.int64]
    worth: NDArray[np.int64]
    """Points and bounty of an act."""
    lost: NDArray[np.int64]
    task: NDArray[np.int64]
    kin: NDArray[np.int64]
    cost: NDArray[np.int64]
    visit: NDArray[np.int64]
    rivals: NDArray[np.int64]
    rival_first: NDArray[np.int64]
    tasks: int
    time: NDArray[np.int64]
    back: NDArray[np.int64]
    """The same turned round: to the row from the column."""
    use: NDArray[np.int64]
    limits: NDArray[np.int64]


@njit(cache=True)
def _refresh(field, day, count, table):
    """Recomputes all times of a day; False when it can't be kept."""
    n = field.stops
    table[LOC, 0] = n
    table[LEAVE, 0] = field.begin
    table[BEGIN, 0] = field.begin
    table[ARRIVE, 0] = field.begin
    ok = True
    for k in range(1, count + 1):
        act = day[k]
        stop = field.act_stop[act]
        if stop >= 0:
            table[LOC, k] = stop
            table[ARRIVE, k] = table[LEAVE, k - 1] + field.time[table[LOC, k - 1], stop]
        else:
            table[LOC, k] = table[LOC, k - 1]
            table[ARRIVE, k] = table[LEAVE, k - 1]
        table[BEGIN, k] = max(table[ARRIVE, k], field.early[act])
        if table[BEGIN, k] > field.late[act]:
            ok = False
        table[LEAVE, k] = table[BEGIN, k] + field.length[act]
    last = count + 1
    table[LOC, last] = n + 1
    table[ARRIVE, last] = table[LEAVE, count] + field.time[table[LOC, count], n + 1]
    table[BEGIN, last] = table[ARRIVE, last]
    table[LEAVE, last] = table[ARRIVE, last]
    table[LATEST, last] = field.end
    if table[ARRIVE, last] > field.end:
        ok = False
    for k in range(count, 0, -1):
        act = day[k]
        onward = 0
        if k == count or field.act_stop[day[k + 1]] >= 0:
            onward = field.time[table[LOC, k], table[LOC, k + 1]]
        table[LATEST, k] = min(field.late[act], table[LATEST, k + 1] - onward - field.length[act])
    return ok


@njit(cache=True)
def _measure(field, day, count, used):
    """Worth of a day, its time under way; ``used`` receives what is used of each limit."""
    n = field.stops
    used[:] = 0
    worth = 0
    travel = 0
    here = n
    kin = -1
    for k in range(1, count + 1):
        act = day[k]
        worth += field.worth[act]
        stop = field.act_stop[act]
        if stop < 0:
            kin = -1
            continue
        if kin >= 0 and field.kin[stop] == kin:
            worth -= field.lost[act]
        kin = field.kin[stop]
        travel += field.time[here, stop]
        for r in range(3):
            used[r] += field.use[here, stop, r]
        used[0] += field.cost[stop]
        used[3] += field.visit[stop]
        here = stop
    travel += field.time[here, n + 1]
    for r in range(3):
        used[r] += field.use[here, n + 1, r]
    return worth, travel


@njit(cache=True)
def _insert(field, day, count, act, k, blocked, served):
    for at in range(count, k - 1, -1):
        day[at + 1] = day[at]
    day[k] = act
    stop = field.act_stop[act]
    if stop >= 0:
        for r in range(field.rival_first[stop], field.rival_first[stop + 1]):
            blocked[field.rivals[r]] += 1
    if field.task[act] >= 0:
        served[field.task[act]] += 1
    return count + 1


@njit(cache=True)
def _remove(field, day, count, k, blocked, served):
    act = day[k]
    for at in range(k, count):
        day[at] = day[at + 1]
    stop = field.act_stop[act]
    if stop >= 0:
        for r in range(field.rival_first[stop], field.rival_first[stop + 1]):
            blocked[field.rivals[r]] -= 1
    if field.task[act] >= 0:
        served[field.task[act]] -= 1
    return count - 1


@njit(cache=True)
def _book(field, day, count, blocked, served):
    blocked[:] = 0
    served[:] = 0
    for k in range(1, count + 1):
        act = day[k]
        stop = field.act_stop[act]
        if stop >= 0:
            for r in range(field.rival_first[stop], field.rival_first[stop + 1]):
                blocked[field.rivals[r]] += 1
        if field.task[act] >= 0:
            served[field.task[act]] += 1


@njit(cache=True)
def _ruin(field, day, count, blocked, served, most):
    """Takes out a run of acts, or acts here and there, or the neighbours of a spot."""
    if count == 0:
        return count
    much = 1 + np.random.randint(0, min(most, count))
    if np.random.random() < LONG:
        much = 1 + np.random.randint(0, count)
    kind = np.random.random()
    if kind < 0.6:
        at = 1 + np.random.randint(0, count)
        low = max(1, at - np.random.randint(0, much))
        keep = np.random.randint(0, much + 1) if np.random.random() < 0.3 else -1
        for step in range(much):
            if low > count:
                break
            if step == keep:
                low += 1
                continue
            count = _remove(field, day, count, low, blocked, served)
    elif kind < 0.8:
        for _ in range(much):
            count = _remove(field, day, count, 1 + np.random.randint(0, count), blocked, served)
    else:
        spot = np.random.randint(0, max(1, field.stops))
        for _ in range(much):
            nearest, away = 1, FAR * 4
            for k in range(1, count + 1):
                stop = field.act_stop[day[k]]
                far = field.time[spot, stop] if stop >= 0 and stop != spot else 0
                if far < away:
                    nearest, away = k, far
            count = _remove(field, day, count, nearest, blocked, served)
    return count


@njit(cache=True)
def _open_acts(field, blocked, served, open_acts):
    """Fills in the first act of every stop that may still be made, and the pauses still wanted; returns how many."""
    count = 0
    for stop in range(field.stops):
        if blocked[stop] == 0 and field.first[stop + 1] > field.first[stop]:
            open_acts[count] = field.first[stop]
            count += 1
    for act in range(field.first[field.stops], len(field.act_stop)):
        if served[field.task[act]] == 0:
            open_acts[count] = act
            count += 1
    return count


@njit(cache=True)
def _keys(field, open_acts, waiting, keys, seldom):
    """Fills the order in which acts are tried: at random, by worth, worth for the time, closing or length of window."""
    kind = np.random.random()
    for index in range(waiting):
        act = open_acts[index]
        if field.act_stop[act] >= 0:
            act += np.random.randint(0, field.first[field.act_stop[act] + 1] - act)
        noise = np.random.random()
        if kind < 0.15:
            keys[index] = noise
        elif kind < 0.35:
            keys[index] = -(field.worth[act] + 0.1) * (0.6 + noise)
        elif kind < 0.75:
            keys[index] = -(field.worth[act] + 0.1) * (0.5 + noise) / (field.length[act] + seldom + 1)
        elif kind < 0.9:
            keys[index] = field.late[act] * (0.8 + 0.4 * noise)
        else:
            keys[index] = (field.late[act] - field.early[act]) * (0.5 + noise)


@njit(cache=True)
def _fill(field, day, count, table, used, blocked, served, open_acts, waiting, power, noise, mean_leg, blink, limited):
    """Puts in whatever fits of the first ``waiting`` of the open acts; returns the new count.

    With ``power`` 0 in the order given, each where it delays the rest least; or, among several options or kin, where
    it is worth most for the delay. With more, time after time what is worth most (to that power) for the delay.
    """
    # Local names: reading an array out of the tuple costs more than looking at a place.
    act_stop, early, lates, lengths, worths = field.act_stop, field.early, field.late, field.length, field.worth
    time, back, kins, lost, use, limits = field.time, field.back, field.kin, field.lost, field.use, field.limits
    first, task, visit, cost = field.first, field.task, field.visit, field.cost
    loc, leave, start, latest = table[LOC], table[LEAVE], table[BEGIN], table[LATEST]
    measured = limited or limits[3] < FAR
    greedy = power > 0
    while True:
        kept = 0
        top_k = 0
        top_act = 0
        top = -1e300
        for index in range(waiting):
            low = open_acts[index]
            stop = act_stop[low]
            if task[low] >= 0 and served[task[low]] > 0:
                continue
            high = low + 1
            own_kin = -1
            if stop >= 0:
                if blocked[stop] > 0 or used[3] + visit[stop] > limits[3]:
                    continue
                high = first[stop + 1]
                own_kin = kins[stop]
            plain = high - low == 1 and own_kin < 0 and stop >= 0
            best_k = 0
            best_act = low
            best = -1e300
            for choice in range(low, high):
                late, soon, length, worth = lates[choice], early[choice], lengths[choice], worths[choice]
                for k in range(1, count + 2):
                    gone = leave[k - 1]
                    if gone > late:
                        break
                    if soon + length > latest[k]:
                        continue
                    before = loc[k - 1]
                    begin = gone
                    there = before
                    if stop >= 0:
                        begin += back[stop, before]
                        there = stop
                    if begin < soon:
                        begin = soon
                    if begin > late:
                        continue
                    moment = begin + length
                    nxt = k
                    while nxt <= count and act_stop[day[nxt]] < 0:
                        pause = day[nxt]
                        moment = max(moment, early[pause])
                        if moment > lates[pause]:
                            moment = FAR
                        moment += lengths[pause]
                        nxt += 1
                    after = loc[nxt]
                    moment += time[there, after]
                    if moment > latest[nxt]:
                        continue
                    if blink > 0 and np.random.random() < blink:
                        continue
                    if limited and stop >= 0:
                        over = False
                        for r in range(3):
                            more = use[before, stop, r] + use[stop, after, r] - use[before, after, r]
                            if r == 0:
                                more += cost[stop]
                            if used[r] + more > limits[r]:
                                over = True
                        if over:
                            continue
                    soonest = field.begin if nxt > count else early[day[nxt]]
                    shift = max(moment, soonest) - start[nxt]
                    # A pause moves with the stop before it, so the way onward changes hands too.
                    gain = worth
                    kin_before = -1
                    kin_after = -1
                    if k > 1 and act_stop[day[k - 1]] >= 0:
                        kin_before = kins[act_stop[day[k - 1]]]
                    if k <= count and act_stop[day[k]] >= 0:
                        kin_after = kins[act_stop[day[k]]]
                    if own_kin >= 0 and own_kin == kin_before:
                        gain -= lost[choice]
                    if kin_after >= 0:
                        if kin_after == kin_before:
                            gain += lost[day[k]]
                        if kin_after == own_kin:
                            gain -= lost[day[k]]
                    if plain and kin_after < 0:
                        rate = -float(shift)
                    elif gain > 0:
                        # Where a way round is quicker than the way straight, the shift is negative.
                        rate = gain / (max(shift, 0) + mean_leg) if not plain else -float(shift)
                    else:
                        continue
                    if rate > best:
                        best, best_k, best_act = rate, k, choice
            if best_k == 0:
                continue
            if not greedy:
                count = _insert(field, day, count, best_act, best_k, blocked, served)
                _refresh(field, day, count, table)
                if measured:
                    _measure(field, day, count, used)
                continue
            open_acts[kept] = low
            kept += 1
            if best <= 0:
                best = worths[best_act] ** power / (mean_leg - best)
            else:
                best *= worths[best_act] ** (power - 1)
            best *= 1 + noise * np.random.random()
            if best > top:
                top, top_k, top_act = best, best_k, best_act
        if top_k == 0:
            return count
        waiting = kept
        count = _insert(field, day, count, top_act, top_k, blocked, served)
        _refresh(field, day, count, table)
        if measured:
            _measure(field, day, count, used)


@njit(cache=True, nogil=True)
def improve(field, day, count, best, best_count, seed, rounds, hot, cold, most, share, noise, thrift, halt):
    """Runs so many rounds of ruin and recreate on ``day`` (from position 1) in place and keeps the best met.

    Temperatures are in units of worth, falling from ``hot`` to ``cold``; ``thrift`` is what a unit of time under way
    takes from a day's worth when days are compared on the way. Stops when ``halt[0]`` is set from outside.
    Returns the counts, the best's worth and the rounds made.
    """
    np.random.seed(seed)
    acts = len(field.act_stop)
    table = np.zeros((5, len(day) + 2), dtype=np.int64)
    blocked = np.zeros(field.stops + 1, dtype=np.int64)
    served = np.zeros(field.tasks + 1, dtype=np.int64)
    used = np.zeros(4, dtype=np.int64)
    keys = np.zeros(acts)
    open_acts = np.zeros(acts, dtype=np.int64)
    trial = np.zeros_like(day)
    _refresh(field, day, count, table)
    now, under_way = _measure(field, day, count, used)
    now_value = now - under_way * thrift
    _refresh(field, best, best_count, table)
    top, top_travel = _measure(field, best, best_count, used)
    reach = 0.0
    links = 0
    for i in range(field.stops):
        for j in range(field.stops):
            if i != j and field.time[i, j] < FAR:
                reach += field.time[i, j]
                links += 1
    mean_leg = reach / max(1, links) * 0.3 + 1.0
    limited = False
    for r in range(3):
        if field.limits[r] < FAR:
            limited = True
    fall = (cold / hot) ** (1.0 / max(1, rounds))
    heat = hot
    done = 0
    for _ in range(rounds):
        if halt[0]:
            break
        done += 1
        heat *= fall
        trial[: count + 2] = day[: count + 2]
        size = count
        _book(field, trial, size, blocked, served)
        size = _ruin(field, trial, size, blocked, served, most)
        if not _refresh(field, trial, size, table):
            continue
        _measure(field, trial, size, used)
        over = False
        for r in range(4):
            if used[r] > field.limits[r]:
                over = True
        if over:
            continue
        waiting = _open_acts(field, blocked, served, open_acts)
        power, miss = 0.0, 0.02
        if np.random.random() < share:
            power, miss = 1.0 + np.random.random(), 0.0
        else:
            _keys(field, open_acts, waiting, keys, mean_leg)
            open_acts[:waiting] = open_acts[:waiting][np.argsort(keys[:waiting])]
        size = _fill(
            field, trial, size, table, used, blocked, served, open_acts, waiting, power, noise, mean_leg, miss, limited
        )
        worth, under_way = _measure(field, trial, size, used)
        value = worth - under_way * thrift
        if value >= now_value or np.random.random() < np.exp((value - now_value) / heat):
            day[: size + 2] = trial[: size + 2]
            count = size
            now_value = value
        if worth > top or (worth == top and under_way < top_travel):
            best[: size + 2] = trial[: size + 2]
            best_count = size
            top, top_travel = worth, under_way
    return count, best_count, top, done
