"""Nobody waits in the middle of a day who could as well have begun it later."""

from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itinerary.core.check import check
from itinerary.core.problem import Legs, NoSolution, Option, Pause, Problem, Solution, Stop
from itinerary.core.put_off import put_off
from itinerary.core.solver import solve


def town(*stops: Stop, pauses: tuple[Pause, ...] = (), tasks: int = 0) -> Problem:
    """Stops ten minutes from each other; the day begins and ends anywhere."""
    count = len(stops)
    minutes = np.full((1, count + 2, count + 2), 10, dtype=np.int32)
    minutes[:, count:, :] = minutes[:, :, count:] = 0
    legs = Legs(minutes, *(np.zeros_like(minutes) for _ in range(4)))
    return Problem(0, 600, stops, legs, pauses, tasks)


def begins(problem: Problem) -> list[int]:
    day = solve(problem)
    assert check(problem, day) == ()
    return [step.begin for step in day.steps]


def test_what_goes_before_a_wait_is_begun_later() -> None:
    free, late = Stop((Option(0, 500, 600, 60, 10),)), Stop((Option(300, 400, 600, 60, 10),))
    assert begins(town(free, late)) == [230, 300]
    # Lunch begins by 250, so that ten minutes are left to wait.
    assert begins(town(free, late, pauses=(Pause(0, 100, 250, 30),), tasks=1)) == [190, 250, 300]


def test_it_is_begun_no_later_than_its_points_and_doors_allow() -> None:
    late = Stop((Option(300, 400, 600, 60, 10),))
    good_until_noon = Stop((Option(0, 120, 600, 60, 10), Option(121, 500, 600, 60, 8)))
    assert begins(town(good_until_noon, late)) == [120, 300]
    shut_at_noon = Stop((Option(0, 500, 150, 60, 10),))
    assert begins(town(shut_at_noon, late)) == [90, 300]
    twice_open = Stop((Option(0, 60, 120, 60, 10), Option(200, 220, 280, 60, 10)))
    assert begins(town(twice_open, late)) == [220, 300]


def _could_begin(problem: Problem, day: Solution, at: int, begin: int) -> bool:
    step = day.steps[at]
    if step.stop is None:
        assert step.pause is not None
        return begin <= problem.pauses[step.pause].latest
    options = problem.stops[step.stop].options
    assert step.option is not None
    length, points = options[step.option].length, options[step.option].points
    return any(
        (option.length, option.points) == (length, points)
        and option.earliest <= begin <= min(option.latest, option.end_by - length)
        for option in options
    )


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_day_put_off_is_as_good_and_leaves_no_wait_that_could_be_spared(data, small_days) -> None:
    problem = data.draw(small_days())
    try:
        day = solve(problem)
    except NoSolution:
        return
    # As early as it could be, which is what it would be without putting off.
    clock, here, early = problem.begin, len(problem.stops), []
    for step in day.steps:
        arrive, earliest = clock, 0
        if step.stop is not None:
            arrive += int(problem.legs.minutes[step.mode, here, step.stop])
            earliest, here = problem.stops[step.stop].options[step.option].earliest, step.stop
        else:
            earliest = problem.pauses[step.pause].earliest
        begin = max(arrive, earliest)
        clock = begin + step.leave - step.begin
        early.append(replace(step, arrive=arrive, begin=begin, leave=clock))
    late = put_off(problem, replace(day, steps=tuple(early)))
    assert check(problem, late) == ()
    assert late.steps[-1:] == tuple(replace(step, arrive=late.steps[-1].arrive) for step in early[-1:])
    for at, following in enumerate(late.steps[1:]):
        begin = late.steps[at].begin
        assert begin >= early[at].begin
        spare = following.begin - following.arrive
        assert not any(_could_begin(problem, late, at, begin + more) for more in range(1, spare + 1))
