"""Prepares the relaxed day (bounds.py) of a problem and tightens its bound."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from itinerary.core.arrays import FAR, Arrays
from itinerary.core.bounds import Grid


@dataclass(frozen=True)
class Sets:
    """Sets of stops of which at most one is made, exactly one where ``exact``."""

    members: NDArray[np.int64]
    first: NDArray[np.int64]
    exact: NDArray[np.bool_]


def slice_of(arrays: Arrays, most: int) -> int:
    """The shortest slice of time by which the day has no more than so many."""
    return max(1, -(-(arrays.end - arrays.begin) // most))


def cut_time(arrays: Arrays, slice_: int, needed: int, scarce: int = 0, unit: int = 0) -> Grid | None:
    """The problem in slices; None when a leg and visit take less than one: relaxed days could then go in circles."""
    n = arrays.stops
    lengths = arrays.length // slice_
    slices = (arrays.end - arrays.begin) // slice_ + 1
    soonest, latest = _spans(arrays, slice_, slices, needed)
    over = np.zeros(n + 2, dtype=np.int64)
    for s in range(n):
        own = arrays.length[arrays.first[s] : arrays.first[s + 1]] % slice_
        over[s] = own.min(initial=FAR) if len(own) else 0
    ready = np.zeros(n + 2, dtype=np.int64)
    least = np.full(n, slices)
    for s in range(n):
        acts = slice(arrays.first[s], arrays.first[s + 1])
        least[s] = lengths[acts].min(initial=slices)
        ready[s] = ((arrays.early[acts] - arrays.begin) // slice_ + lengths[acts]).min(initial=slices)
    leg_time = np.where(arrays.leg_time < FAR, (arrays.leg_time + over[:, None, None]) // slice_, FAR)
    ways = leg_time[: n + 1, :n] + least[:, None]
    ways[np.arange(n), np.arange(n)] = slices
    block = int(ways.min(initial=slices))
    if block < 1:
        return None
    return Grid(
        stops=n,
        slices=slices,
        block=block,
        least=least,
        first=arrays.first,
        act_stop=arrays.act_stop,
        early=(arrays.early - arrays.begin) // slice_,
        late=(arrays.late - arrays.begin) // slice_,
        length=lengths,
        points=arrays.points.astype(np.float64),
        lost=arrays.lost.astype(np.float64),
        task=arrays.task,
        kin=arrays.kin,
        tasks=arrays.tasks,
        needed=needed,
        soonest=soonest,
        latest=latest,
        ready=ready,
        leg_count=arrays.leg_count,
        leg_time=leg_time,
        cost=arrays.cost.astype(np.float64),
        visit=arrays.visit.astype(np.float64),
        leg_use=arrays.leg_use.astype(np.float64),
        limits=arrays.limits.astype(np.float64),
        levels=int(arrays.limits[scarce]) // unit + 1 if unit else 1,
        rise=_rise(arrays, scarce, unit) if unit else np.zeros_like(arrays.leg_time),
    )


def _rise(arrays: Arrays, scarce: int, unit: int) -> NDArray[np.int64]:
    """Whole units of a resource taken by each leg and the stop that it leads to."""
    n = arrays.stops
    use = arrays.leg_use[..., scarce].copy() if scarce < 3 else np.zeros_like(arrays.leg_time)
    if scarce == 0:
        use[:, :n] += arrays.cost[:, None]
    elif scarce == 3:
        use[:, :n] += arrays.visit[:, None]
    return use // unit


def _spans(arrays: Arrays, slice_: int, slices: int, needed: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """By set of tasks served: the first slice in which that can be, and the last in which the rest can be begun."""
    early, late = (arrays.early - arrays.begin) // slice_, (arrays.late - arrays.begin) // slice_
    length = arrays.length // slice_
    soonest, latest = np.zeros(1 << arrays.tasks, dtype=np.int64), np.full(1 << arrays.tasks, slices - 1)
    for task in range(arrays.tasks):
        acts = np.flatnonzero(arrays.task == task)
        done = int((early + length)[acts].min(initial=slices))
        begun = int(late[acts].max(initial=-1))
        for served in range(1 << arrays.tasks):
            if served >> task & 1:
                soonest[served] = max(soonest[served], done)
            elif needed >> task & 1:
                latest[served] = min(latest[served], begun)
    return soonest, latest


def remember(arrays: Arrays, groups: Sequence[Sequence[int]]) -> Arrays:
    """The same with a further task for each group of stops, so that the relaxed day makes one of each at most once."""
    task, required = arrays.task.copy(), arrays.required.copy()
    for number, stops in enumerate(groups, start=arrays.tasks):
        for stop in stops:
            task[arrays.first[stop] : arrays.first[stop + 1]] = number
            required[stop] = False
    return arrays._replace(task=task, required=required, tasks=arrays.tasks + len(groups))


def find_sets(arrays: Arrays) -> Sets:
    """Each stop by itself unless its rivals all rule each other out: then one set for them all; pairs for the rest."""
    n = arrays.stops
    rivals = [set(arrays.rivals[arrays.rival_first[s] : arrays.rival_first[s + 1]].tolist()) for s in range(n)]
    sets: list[tuple[int, ...]] = []
    for s in range(n):
        clique = {s}
        for other in sorted(rivals[s]):
            if all(other in rivals[member] for member in clique):
                clique.add(other)
        sets.append(tuple(sorted(clique)))
        sets += [(s, other) for other in rivals[s] - clique if s < other]
    unique = sorted(set(sets))
    exact = [(s,) for s in range(n) if arrays.required[s]]
    members = [*unique, *exact]
    return Sets(
        np.array([s for each in members for s in each], dtype=np.int64),
        np.cumsum([0, *(len(each) for each in members)]).astype(np.int64),
        np.array([False] * len(unique) + [True] * len(exact), dtype=np.bool_),
    )
