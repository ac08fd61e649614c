"""The checker names every violation of a day that was tampered with."""

from dataclasses import replace

import numpy as np
import pytest

from itinerary.core.check import check
from itinerary.core.problem import Legs, Option, Pause, Problem, Solution, Step, Stop


@pytest.fixture
def problem() -> Problem:
    """Three stops in a row, ten minutes apart and from the start; two are of one kin; a task that a pause serves."""
    away = np.abs(np.subtract.outer([1, 2, 3, 0, 0], [1, 2, 3, 0, 0])).astype(np.int32)
    legs = Legs(*((away * scale)[None] for scale in (10, 100, 200, 1, 10)))
    stops = (
        Stop((Option(0, 100, 120, 20, 10),), cost=4, kin=1),
        Stop((Option(60, 100, 120, 20, 10),), kin=1, place=7),
        Stop((Option(0, 100, 120, 20, 10),), place=7),
    )
    return Problem(0, 200, stops, legs, (Pause(0, 0, 150, 15, -1),), 1, kin_loss=25, budget=10, max_walk=500)


@pytest.fixture
def day() -> Solution:
    """Both of the kin one after the other, then the pause."""
    steps = (
        Step(0, None, 0, 0, arrive=10, begin=10, leave=30, points=10),
        Step(1, None, 0, 0, arrive=40, begin=60, leave=80, points=8),
        Step(None, 0, None, None, arrive=80, begin=80, leave=95, points=-1),
    )
    return Solution(steps, 0, finish=115, points=17, burden=40, waiting=20, bound=17.0, optimal=True)


def rules(problem: Problem, day: Solution) -> set[str]:
    return {violation.split(":")[0] for violation in check(problem, day)}


def test_a_sound_day_has_no_violation(problem, day):
    """Loss by kin, waiting and pauses are counted as the problem defines them."""
    assert check(problem, day) == ()


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"points": 18}, "points"),
        ({"burden": 41}, "burden"),
        ({"waiting": 0}, "waiting"),
        ({"finish": 114}, "finish"),
        ({"bound": 16.0}, "bound"),
        ({"bound": 18.0}, "bound"),
        ({"last_mode": None}, "shape"),
        ({"last_mode": 3}, "shape"),
    ],
)
def test_a_wrong_figure_is_named(problem, day, changes, rule):
    """Nothing that the day tells of itself is believed."""
    assert rule in rules(problem, replace(day, **changes))


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"arrive": 39}, "arrival"),
        ({"begin": 59, "leave": 79}, "opening"),
        ({"begin": 101, "leave": 121}, "admission"),
        ({"leave": 79}, "length"),
        ({"begin": 35, "leave": 55}, "order"),
    ],
)
def test_a_wrong_time_is_named(problem, day, changes, rule):
    """Each of a step's times is held against the one before and the option."""
    steps = (day.steps[0], replace(day.steps[1], **changes), day.steps[2])
    assert rule in rules(problem, replace(day, steps=steps))


@pytest.mark.parametrize(
    ("limit", "rule"),
    [
        ({"budget": 7}, "budget"),
        ({"max_walk": 399}, "walk"),
        ({"max_distance": 799}, "distance"),
        ({"max_visits": 1}, "visits"),
        ({"exclusive": ((0, 1),)}, "exclusive"),
        ({"end": 114}, "day"),
        ({"tasks": 2}, "task"),
    ],
)
def test_a_broken_limit_is_named(problem, day, limit, rule):
    """Each limit binds at its figure and not one above."""
    assert rules(replace(problem, **limit), day) == {rule}


def test_a_missing_required_stop_and_a_place_used_twice_are_named(problem, day):
    """Sets are judged over the whole day."""
    stops = (replace(problem.stops[0], place=7), *problem.stops[1:2], replace(problem.stops[2], required=True))
    assert rules(replace(problem, stops=stops), day) == {"place", "required"}
