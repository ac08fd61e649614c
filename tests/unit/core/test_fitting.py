"""Whether all that is required fits into a day, held against every order tried."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from itinerary.core.day import best_day
from itinerary.core.fitting import MOST_ITEMS, fit
from itinerary.core.problem import UNREACHABLE, Legs, Option, Problem, Stop

GO_ON = np.zeros(1, dtype=np.int64)


def in_a_row(count: int, *, minutes: int = 1, end: int = 1000) -> Problem:
    """So many stops of ten minutes that have to be made, each as far from all others."""
    each = np.full((1, count + 2, count + 2), minutes, dtype=np.int32)
    stop = Stop((Option(0, end, end, 10, 0),), required=True)
    return Problem(0, end, (stop,) * count, Legs(each, each, each, each, each))


def kept(problem: Problem) -> bool:
    """Whether any order of all stops and of one pause for each task left is a day."""
    served = [stop.task for stop in problem.stops]
    pauses = [
        [~number for number, pause in enumerate(problem.pauses) if pause.task == task]
        for task in range(problem.tasks)
        if task not in served
    ]
    return any(
        best_day(problem, order) is not None
        for chosen in product(*pauses)
        for order in permutations([*range(len(problem.stops)), *chosen])
    )


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_what_is_called_impossible_is_so_and_time_alone_is_always_decided(
    small_days: Callable[..., st.SearchStrategy[Problem]], data: st.DataObject
) -> None:
    problem = data.draw(small_days(most=3))
    problem = replace(problem, stops=tuple(replace(stop, required=True) for stop in problem.stops))
    fitting = fit(problem, GO_ON)
    if fitting is None:
        assert not problem.stops
        return
    timely = replace(problem, budget=None, max_walk=None, max_distance=None)
    if fitting.impossible:
        assert not kept(problem)
    else:
        assert kept(timely)
        assert fitting.order is not None
        assert best_day(timely, fitting.order) is not None


def test_a_day_with_a_choice_or_with_too_many_stops_is_not_looked_at() -> None:
    few, many = in_a_row(3), in_a_row(MOST_ITEMS + 1)
    assert fit(few, GO_ON) is not None
    assert fit(many, GO_ON) is None
    assert fit(replace(few, stops=(replace(few.stops[0], required=False), *few.stops[1:])), GO_ON) is None


def test_all_stops_that_just_fit_are_found_and_one_minute_less_is_impossible() -> None:
    exactly = MOST_ITEMS * 10 + MOST_ITEMS + 1
    fitting = fit(in_a_row(MOST_ITEMS, end=exactly), GO_ON)
    assert fitting is not None
    assert sorted(fitting.order or ()) == list(range(MOST_ITEMS))
    late = fit(in_a_row(MOST_ITEMS, end=exactly - 1), GO_ON)
    assert late is not None
    assert late.impossible


def test_a_way_that_nobody_goes_is_not_free() -> None:
    few = in_a_row(2)
    minutes = few.legs.minutes.copy()
    minutes[:, :, 1] = UNREACHABLE
    cut_off = fit(replace(few, legs=replace(few.legs, minutes=minutes)), GO_ON)
    assert cut_off is not None
    assert cut_off.impossible
