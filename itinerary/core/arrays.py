"""A problem laid out as flat arrays for the compiled kernels.

An *act* is one thing that can be done: one option of a stop, or a pause. The acts of stop s are those from
``first[s]`` up to ``first[s + 1]``; the pauses follow after all stops.
"""

from collections import defaultdict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from itinerary.core.problem import UNREACHABLE, Option, Problem

FAR = 2**40
"""Later and more than anything that occurs: an absent limit, a leg that can't be made."""


class Arrays(NamedTuple):
    stops: int
    begin: int
    end: int
    first: NDArray[np.int64]
    act_stop: NDArray[np.int64]
    """The stop of an act; -1 for a pause."""
    act_number: NDArray[np.int64]
    """Which of the stop's options, or which pause."""
    early: NDArray[np.int64]
    late: NDArray[np.int64]
    """The act can't begin later and still be over in time."""
    length: NDArray[np.int64]
    points: NDArray[np.int64]
    lost: NDArray[np.int64]
    """What the act loses right after one of its kin."""
    task: NDArray[np.int64]
    """The task an act serves, -1 for none."""
    kin: NDArray[np.int64]
    """By stop; -1 for none, and for all when kin lose nothing."""
    required: NDArray[np.bool_]
    cost: NDArray[np.int64]
    visit: NDArray[np.int64]
    """By stop: 1 when it counts as a visit."""
    rivals: NDArray[np.int64]
    """Stops that can't be made beside stop s, itself included: from ``rival_first[s]`` up to ``rival_first[s + 1]``."""
    rival_first: NDArray[np.int64]
    tasks: int
    leg_count: NDArray[np.int64]
    """(vertices, vertices): how many useful modes there are, quickest first."""
    leg_mode: NDArray[np.int64]
    leg_time: NDArray[np.int64]
    """(vertices, vertices, modes): ``FAR`` beyond ``leg_count``."""
    leg_use: NDArray[np.int64]
    """(vertices, vertices, modes, 3): money, walking and distance; zero when not limited."""
    leg_burden: NDArray[np.int64]
    limits: NDArray[np.int64]
    """Of money, walking, distance and visits; ``FAR`` when not limited."""


def lay_out(problem: Problem) -> Arrays:
    count = len(problem.stops)
    acts: list[tuple[int, int, Option, int]] = []
    first = [0]
    for s, stop in enumerate(problem.stops):
        for o, option in _useful(problem, stop.options):
            acts.append((s, o, option, -1 if stop.task is None else stop.task))
        first.append(len(acts))
    for p, pause in enumerate(problem.pauses):
        latest = min(pause.latest, problem.end - pause.length)
        if latest >= max(pause.earliest, problem.begin):
            acts.append((-1, p, Option(pause.earliest, latest, latest, pause.length, pause.points), pause.task))
    kin = [-1 if stop.kin is None or not problem.kin_loss else stop.kin for stop in problem.stops]
    rivals = _rivals(problem)
    leg_count, leg_mode, leg_time, leg_use, leg_burden = _legs(problem)
    limits = [problem.budget, problem.max_walk, problem.max_distance, problem.max_visits]
    points = _whole(act[2].points for act in acts)
    return Arrays(
        stops=count,
        begin=problem.begin,
        end=problem.end,
        first=_whole(first),
        act_stop=_whole(act[0] for act in acts),
        act_number=_whole(act[1] for act in acts),
        early=_whole(max(act[2].earliest, problem.begin) for act in acts),
        late=_whole(act[2].latest for act in acts),
        length=_whole(act[2].length for act in acts),
        points=points,
        lost=np.maximum(points, 0) * problem.kin_loss // 100,
        task=_whole(act[3] for act in acts),
        kin=_whole(kin),
        required=np.array([stop.required for stop in problem.stops], dtype=np.bool_),
        cost=_whole(stop.cost if problem.budget is not None else 0 for stop in problem.stops),
        visit=_whole(int(stop.task is None) for stop in problem.stops),
        rivals=_whole(rival for each in rivals for rival in each),
        rival_first=_whole(np.cumsum([0, *(len(each) for each in rivals)])),
        tasks=problem.tasks,
        leg_count=leg_count,
        leg_mode=leg_mode,
        leg_time=leg_time,
        leg_use=leg_use,
        leg_burden=leg_burden,
        limits=_whole(FAR if limit is None else limit for limit in limits),
    )


def _whole(numbers: object) -> NDArray[np.int64]:
    return np.array(list(numbers), dtype=np.int64)  # type: ignore[call-overload]


def _useful(problem: Problem, options: tuple[Option, ...]) -> list[tuple[int, Option]]:
    """The options that fit into the day and that no other makes superfluous; ``latest`` then covers the closing."""
    kept: list[tuple[int, Option]] = []
    for number, option in enumerate(options):
        latest = min(option.latest, option.end_by - option.length, problem.end - option.length)
        if latest >= max(option.earliest, problem.begin):
            kept.append((number, Option(option.earliest, latest, option.end_by, option.length, option.points)))

    def beats(a: tuple[int, Option], b: tuple[int, Option]) -> bool:
        (i, one), (j, two) = a, b
        better = (
            one.points >= two.points
            and one.length <= two.length
            and max(one.earliest, problem.begin) <= max(two.earliest, problem.begin)
            and one.latest >= two.latest
        )
        alike = (one.points, one.length, one.earliest, one.latest) == (
            two.points,
            two.length,
            two.earliest,
            two.latest,
        )
        return better and i != j and (not alike or i < j)

    return [option for option in kept if not any(beats(other, option) for other in kept)]


def _rivals(problem: Problem) -> list[list[int]]:
    rivals = [{s} for s in range(len(problem.stops))]
    for a, b in problem.exclusive:
        rivals[a].add(b)
        rivals[b].add(a)
    alike = defaultdict(list)
    for s, stop in enumerate(problem.stops):
        if stop.place is not None:
            alike["place", stop.place].append(s)
        if stop.task is not None:
            alike["task", stop.task].append(s)
    for group in alike.values():
        for s in group:
            rivals[s].update(group)
    return [sorted(each) for each in rivals]


def _legs(problem: Problem) -> tuple[NDArray[np.int64], ...]:
    """The modes of each leg that no other beats in time and in all that is limited, quickest first."""
    legs = problem.legs
    modes, vertices = legs.minutes.shape[:2]

    def flat(figures: NDArray[np.int32]) -> NDArray[np.int64]:
        return figures.reshape(modes, -1).astype(np.int64)

    minutes, burden = flat(legs.minutes), flat(legs.burden)
    minutes[minutes == UNREACHABLE] = FAR
    limited = [
        (resource, flat(figures))
        for resource, figures, limit in (
            (0, legs.cost, problem.budget),
            (1, legs.walk, problem.max_walk),
            (2, legs.distance, problem.max_distance),
        )
        if limit is not None
    ]
    each = np.arange(vertices**2)
    # Sorted by time, use and burden, so that a mode can only be beaten by one before it.
    order = np.lexsort((burden, *(figures for _, figures in reversed(limited)), minutes), axis=0)
    useful = minutes[order, each] < FAR
    sorted_use = [figures[order, each] for _, figures in limited]
    for later in range(1, modes):
        for earlier in range(later):
            beaten = useful[earlier].copy()
            for figures in sorted_use:
                beaten &= figures[earlier] <= figures[later]
            useful[later] &= ~beaten
    count = useful.sum(axis=0)
    width = max(1, int(count.max(initial=1)))
    # The kept ones to the front, their order unchanged.
    front = np.argsort(~useful, axis=0, kind="stable")[:width]
    mode = order[front, each]
    use = np.zeros((vertices**2, width, 3), dtype=np.int64)
    for resource, figures in limited:
        use[:, :, resource] = figures[mode, each].T

    def by_leg(figures: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.ascontiguousarray(figures.T).reshape(vertices, vertices, width)

    time = np.where(useful[front, each], minutes[mode, each], FAR)
    return (
        count.astype(np.int64).reshape(vertices, vertices),
        by_leg(mode.astype(np.int64)),
        by_leg(time),
        use.reshape(vertices, vertices, width, 3),
        by_leg(burden[mode, each]),
    )
