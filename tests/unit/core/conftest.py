"""Small random problems and the best of all their days by trying every one."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import strategies as st

from itinerary.core.problem import UNREACHABLE, Legs, Option, Pause, Problem, Stop


def _optional(draw: st.DrawFn, low: int, high: int) -> int | None:
    return draw(st.one_of(st.none(), st.integers(low, high)))


@st.composite
def _small_day(draw: st.DrawFn, *, most: int = 5, rules: bool = True) -> Problem:
    count = draw(st.integers(0, most))
    modes = draw(st.integers(1, 3)) if rules else 1
    tasks = draw(st.integers(0, 2)) if rules else 0
    day = draw(st.integers(1, 60))
    # Visits that take no time are rare and keep the solver from its usual way.
    shortest = draw(st.sampled_from([0, 1, 1, 1]))
    stops = []
    for _ in range(count):
        task = draw(st.integers(0, tasks - 1)) if tasks and draw(st.booleans()) else None
        # What has to be done may be worth less than nothing, as a meal behind doors that may be shut is.
        worst = 0 if task is None else -6
        options = []
        for _ in range(draw(st.integers(1, 2 if rules else 1))):
            earliest = draw(st.integers(0, 40))
            latest = earliest + draw(st.integers(0, 30))
            length = draw(st.integers(shortest, 15))
            end_by = draw(st.integers(earliest, 70))
            options.append(Option(earliest, latest, end_by, length, draw(st.integers(worst, 9))))
        stops.append(
            Stop(
                tuple(options),
                cost=draw(st.integers(0, 5)),
                task=task,
                kin=_optional(draw, 0, 1) if rules else None,
                required=rules and draw(st.integers(0, 5)) == 0,
                place=_optional(draw, 0, 3) if rules else None,
            )
        )
    pauses = tuple(
        Pause(task, earliest, earliest + draw(st.integers(0, 30)), draw(st.integers(0, 10)), draw(st.integers(-3, 2)))
        for task in range(tasks)
        for earliest in draw(st.lists(st.integers(0, 40), max_size=1))
    )
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shape = (modes, count + 2, count + 2)
    minutes = rng.integers(0, 15, shape).astype(np.int32)
    if draw(st.booleans()):
        minutes[rng.random(shape) < 0.1] = UNREACHABLE
    walk, distance, cost, burden = (rng.integers(0, 10, shape).astype(np.int32) for _ in range(4))
    exclusive = tuple((a, b) for a in range(count) for b in range(a) if rules and draw(st.integers(0, 7)) == 0)
    return Problem(
        begin=0,
        end=day,
        stops=tuple(stops),
        legs=Legs(minutes, walk, distance, cost, burden),
        pauses=pauses,
        tasks=tasks,
        exclusive=exclusive,
        kin_loss=draw(st.sampled_from([0, 30, 100])) if rules else 0,
        budget=_optional(draw, 0, 40) if rules else None,
        max_walk=_optional(draw, 0, 40) if rules else None,
        max_distance=_optional(draw, 0, 40) if rules else None,
        max_visits=_optional(draw, 0, 4) if rules else None,
    )


@pytest.fixture(scope="session")
def small_days() -> Callable[..., st.SearchStrategy[Problem]]:
    return _small_day


def _best_points(problem: Problem) -> int | None:
    """Most points of any day, by trying every one; None when there is no day."""
    n = len(problem.stops)
    legs = problem.legs
    best: list[int] = []

    def finish(
        here: int, made: frozenset[int], served: frozenset[int], time: int, sums: list[int], points: int
    ) -> None:
        if len(served) != problem.tasks or any(s.required and i not in made for i, s in enumerate(problem.stops)):
            return
        if here == n:
            if time <= problem.end:
                best.append(points)
            return
        for mode in range(legs.minutes.shape[0]):
            if go(mode, here, n + 1, time, sums) is not None:
                best.append(points)

    def go(mode: int, here: int, there: int, time: int, sums: list[int]) -> tuple[int, list[int]] | None:
        minutes = int(legs.minutes[mode, here, there])
        if minutes == UNREACHABLE or time + minutes > problem.end:
            return None
        figures = (legs.cost, legs.walk, legs.distance)
        new = [old + int(figure[mode, here, there]) for old, figure in zip(sums, figures, strict=True)]
        limits = (problem.budget, problem.max_walk, problem.max_distance)
        if any(limit is not None and sum_ > limit for sum_, limit in zip(new, limits, strict=True)):
            return None
        return time + minutes, new

    def extend(
        here: int,
        before: int | None,
        made: frozenset[int],
        served: frozenset[int],
        time: int,
        sums: list[int],
        points: int,
    ) -> None:
        finish(here, made, served, time, sums, points)
        for pause in problem.pauses:
            begin = max(time, pause.earliest)
            if pause.task not in served and begin <= pause.latest and begin + pause.length <= problem.end:
                extend(here, None, made, served | {pause.task}, begin + pause.length, sums, points + pause.points)
        for there, stop in enumerate(problem.stops):
            if there in made or stop.task in served:
                continue
            if any((a == there and b in made) or (b == there and a in made) for a, b in problem.exclusive):
                continue
            if stop.place is not None and any(problem.stops[m].place == stop.place for m in made):
                continue
            visits = sum(problem.stops[m].task is None for m in made | {there})
            if stop.task is None and problem.max_visits is not None and visits > problem.max_visits:
                continue
            for mode in range(legs.minutes.shape[0]):
                gone = go(mode, here, there, time, sums)
                if gone is None:
                    continue
                arrive, after = gone
                after = [after[0] + stop.cost, after[1], after[2]]
                if problem.budget is not None and after[0] > problem.budget:
                    continue
                for option in stop.options:
                    begin = max(arrive, option.earliest)
                    leave = begin + option.length
                    if begin > option.latest or leave > option.end_by or leave > problem.end:
                        continue
                    worth = option.points
                    if before is not None and stop.kin is not None and problem.stops[before].kin == stop.kin:
                        worth -= worth * problem.kin_loss // 100
                    task = set() if stop.task is None else {stop.task}
                    extend(there, there, made | {there}, served | task, leave, after, points + worth)

    extend(n, None, frozenset(), frozenset(), problem.begin, [0, 0, 0], 0)
    return max(best, default=None)


@pytest.fixture(scope="session")
def best_by_force() -> Callable[[Problem], int | None]:
    return _best_points
