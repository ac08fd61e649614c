"""The solver finds the best day and never claims what is not so."""

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from itinerary.core.check import check
from itinerary.core.conflict import smallest_conflict
from itinerary.core.problem import UNREACHABLE, Legs, NoSolution, Option, Problem, Solution, Stop
from itinerary.core.reduce import reduce_problem
from itinerary.core.sample import sample_day
from itinerary.core.solver import bound_beyond, solve

few = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def day_or_none(problem: Problem, **options: object) -> Solution | None:
    """The solution, found sound; None when it is proven that there is none."""
    solution = None
    proven = False
    try:
        solution = solve(problem, **options)
    except NoSolution as no:
        proven = no.proven
    if solution is None:
        assert proven
        return None
    assert check(problem, solution) == ()
    return solution


@few
@given(data=st.data())
def test_the_best_of_all_days_is_found_and_proven(data, small_days, best_by_force):
    """Under every rule at once the points are those that trying every day gives, and are known to be."""
    problem = data.draw(small_days())
    solution = day_or_none(problem)
    assert (solution.points if solution else None) == best_by_force(problem)
    assert solution is None or solution.optimal


@few
@given(data=st.data())
def test_input_order_does_not_change_the_proven_points(data, small_days):
    """The same stops in another order are the same problem."""
    problem = data.draw(small_days())
    order = data.draw(st.permutations(range(len(problem.stops))))
    one, other = day_or_none(problem), day_or_none(reordered(problem, order))
    assert (one and one.points) == (other and other.points)


@few
@given(data=st.data())
def test_more_room_never_lowers_the_proven_points(data, small_days):
    """A longer day, more money, no limit or one rule fewer can't make the best day worse."""
    problem = data.draw(small_days())
    wider = data.draw(
        st.sampled_from(
            [
                replace(problem, end=problem.end + 7),
                replace(problem, budget=None if problem.budget is None else problem.budget + 3),
                replace(problem, max_walk=None),
                replace(problem, max_distance=None),
                replace(problem, max_visits=None),
                replace(problem, exclusive=()),
                replace(problem, stops=tuple(replace(stop, required=False) for stop in problem.stops)),
                replace(problem, stops=tuple(replace(stop, place=None) for stop in problem.stops)),
            ]
        )
    )
    narrow, wide = day_or_none(problem), day_or_none(wider)
    if narrow is not None:
        assert wide is not None
        assert wide.points >= narrow.points


@few
@given(data=st.data())
def test_the_same_seed_gives_the_same_day(data, small_days):
    """Without a time limit nothing depends on the clock."""
    problem = data.draw(small_days())
    one, other = day_or_none(problem, seed=3), day_or_none(problem, seed=3)
    assert (one and (one.steps, one.bound)) == (other and (other.steps, other.bound))


def test_a_larger_day_is_the_same_twice_and_sound():
    """Also where search, bound and labels all take part."""
    problem = old_town(30, seed=1)
    one, other = solve(problem, work=0.3), solve(problem, work=0.3)
    assert check(problem, one) == ()
    assert (one.steps, one.bound) == (other.steps, other.bound)


@pytest.mark.parametrize("limit", [0.0, 0.3, 1.0])
def test_a_time_limit_is_kept(limit):
    """Within a tenth, and with a bound, on a problem that takes longer."""
    problem = old_town(120, seed=2)
    solve(problem, time_limit=0.2)
    began = time.perf_counter()
    solution = solve(problem, time_limit=limit)
    assert time.perf_counter() - began < limit * 1.1 + 0.25
    assert check(problem, solution) == ()
    assert solution.bound >= solution.points
    assert solution.cut_by_clock is not solution.optimal


def test_a_time_limit_is_kept_where_the_whole_takes_long_to_lay_out():
    """Stops that were left out are only bounded once more where there is time to lay them all out."""
    problem = old_town(590, seed=2)
    solve(problem, time_limit=0.1)
    solution = solve(problem, time_limit=0.3)
    assert solution.seconds < 0.3 * 1.1 + 0.1
    assert check(problem, solution) == ()
    assert solution.steps != ()


def test_required_stops_that_exclude_each_other_are_proven_impossible():
    """There is no day, and the solver says that it is sure."""
    problem = replace(old_town(8, seed=3), exclusive=((0, 1),))
    stops = tuple(replace(stop, required=at < 2) for at, stop in enumerate(problem.stops))
    with pytest.raises(NoSolution) as told:
        solve(replace(problem, stops=stops))
    assert told.value.proven


@pytest.mark.parametrize(
    "changes",
    [{"end": 1}, {"budget": 0}, {"max_walk": 0}, {"max_distance": 0}, {"max_visits": 0}, {"end": -5}],
)
def test_a_day_with_no_room_is_empty(changes):
    """One minute, no money, no walking, no visit: the day without stops is the best; before its beginning none is."""
    problem = replace(old_town(12, seed=4), **changes)
    if problem.end < problem.begin:
        with pytest.raises(NoSolution):
            solve(problem)
        return
    solution = solve(problem)
    assert (solution.steps, solution.points, solution.optimal) == ((), 0, True)


def test_a_stop_that_cannot_be_reached_is_left_out():
    """Unreachable legs are never made, not even when the stop is worth the most."""
    problem = old_town(6, seed=5)
    minutes = problem.legs.minutes.copy()
    minutes[:, :, 0] = UNREACHABLE
    stops = (replace(problem.stops[0], options=(Option(0, 400, 500, 10, 999),)), *problem.stops[1:])
    solution = solve(replace(problem, legs=replace(problem.legs, minutes=minutes), stops=stops))
    assert solution.optimal
    assert all(step.stop != 0 for step in solution.steps)


def test_what_is_left_out_of_a_huge_problem_still_counts_in_the_bound():
    """No day with a stop that was left out is worth more than the bound given for those."""
    problem = old_town(600, seed=6)
    reduced = reduce_problem(problem)
    left_out = sorted(set(range(600)) - set(reduced.kept))
    assert left_out
    for stop in left_out[::150]:
        stops = tuple(replace(data, required=at == stop) for at, data in enumerate(problem.stops))
        day = solve(replace(problem, stops=stops), time_limit=1.0)
        assert day.points <= reduced.bound


def test_the_bound_of_a_huge_problem_covers_what_was_left_out():
    """Days forced to make a stop that the search never looked at stay within the bound given without them."""
    problem = old_town(240, seed=9)
    left_out = sorted(set(range(240)) - set(reduce_problem(problem).kept))
    whole = solve(problem, work=0.1)
    assert "bound_with_all" in whole.notes
    for stop in left_out[::40]:
        stops = tuple(replace(data, required=at == stop) for at, data in enumerate(problem.stops))
        assert solve(replace(problem, stops=stops), work=0.05).points <= whole.bound


def test_without_any_time_there_is_still_a_day():
    """Where a meal must be had, one where the traveller is does until something better is found."""
    problem = sample_day()
    solution = solve(problem, time_limit=0.0)
    assert check(problem, solution) == ()
    assert [step.pause for step in solution.steps] == [0]


def test_a_warm_start_is_never_lost():
    """With no time at all the given day is what is answered."""
    problem = old_town(20, seed=7)
    best = solve(problem)
    order = [step.stop for step in best.steps if step.stop is not None]
    assert solve(problem, time_limit=0.0, warm=order).points == best.points


def test_a_warm_start_that_breaks_rules_is_not_answered():
    """Of a given day only the stops that go together are taken."""
    problem = replace(old_town(10, seed=7), max_visits=2, exclusive=((0, 1),))
    for limit in (0.0, None):
        solution = solve(problem, time_limit=limit, warm=[0, 1, 1, 2, 3, 4])
        assert check(problem, solution) == ()
        assert [step.stop for step in solution.steps] != []


def test_of_equally_good_days_the_one_with_less_travel_is_taken():
    """Three stops along a street in any order are worth the same: they are made as they lie."""
    away = np.abs(np.subtract.outer([1, 3, 2, 0, 0], [1, 3, 2, 0, 0])).astype(np.int32)[None] * 10
    stops = tuple(Stop((Option(0, 400, 400, 10, 5),)) for _ in range(3))
    solution = solve(Problem(0, 400, stops, Legs(away, away, away, away, away)))
    assert solution.burden == 60


def test_a_conflict_names_only_what_clashes():
    """Two of five required stops exclude each other; the other three have no part in it."""
    problem = replace(old_town(5, seed=8), exclusive=((1, 3),))

    def build(wishes):
        return replace(
            problem,
            stops=tuple(replace(stop, required=str(at) in wishes) for at, stop in enumerate(problem.stops)),
        )

    assert smallest_conflict(build, ["0", "1", "2", "3", "4"]) == ("1", "3")
    assert smallest_conflict(build, ["0", "1", "2", "4"]) is None


def reordered(problem: Problem, order: list[int]) -> Problem:
    """The same problem with its stops in another order."""
    n = len(order)
    rows = np.array([*order, n, n + 1])
    place = {old: new for new, old in enumerate(order)}
    cut = [
        getattr(problem.legs, name)[:, rows[:, None], rows[None, :]]
        for name in ("minutes", "walk", "distance", "cost", "burden")
    ]
    return replace(
        problem,
        stops=tuple(problem.stops[at] for at in order),
        legs=Legs(*cut),
        exclusive=tuple((place[a], place[b]) for a, b in problem.exclusive),
    )


def old_town(count: int, seed: int) -> Problem:
    """Stops close together, open nearly all day, two modes."""
    rng = np.random.default_rng(seed)
    spots = rng.random((count + 2, 2)) * 30
    away = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))
    minutes = np.stack([np.ceil(away) + 1, np.ceil(away / 3) + 5]).astype(np.int32)
    use = np.stack([np.ceil(away) + 1, np.ceil(away / 9) + 1]).astype(np.int32)
    stops = tuple(
        Stop((Option(0, 400, 480, int(length), int(points)),), cost=int(cost), kin=at % 4)
        for at, (length, points, cost) in enumerate(
            zip(
                rng.choice([30, 45, 60, 90], count),
                rng.integers(10, 100, count),
                rng.integers(0, 3, count),
                strict=True,
            )
        )
    )
    return Problem(0, 480, stops, Legs(minutes, use, use, use, minutes), kin_loss=20)


def test_a_few_stops_that_must_be_made_are_ordered_even_when_the_time_is_over() -> None:
    """One order of the three keeps the doors' hours."""
    each = np.full((1, 5, 5), 10, dtype=np.int32)
    hours = [(300, 320), (10, 30), (100, 120)]
    stops = tuple(Stop((Option(*span, 1000, 20, 1),), required=True) for span in hours)
    day = solve(Problem(0, 1000, stops, Legs(each, each, each, each, each)), time_limit=0.0)
    assert [step.stop for step in day.steps] == [1, 2, 0]


@few
@given(data=st.data(), more=st.integers(-3, 3))
def test_beyond_a_known_day_the_bound_tells_how_much_better_any_day_is(data, small_days, best_by_force, more):
    """Whether the points given are those of a day or not, the bound is the larger of them and the best day's points."""
    problem = data.draw(small_days())
    best = best_by_force(problem)
    assume(best is not None)
    assert bound_beyond(problem, best + more).points == max(best, best + more)


def test_a_bound_holds_where_most_stops_are_worth_less_than_nothing() -> None:
    """Time has no negative price: the day with its long gap is found although most of what can be done costs points."""
    meals = tuple(Stop((Option(120, 300, 540, 60, -6),), task=0) for _ in range(5))
    beach = Stop((Option(0, 339, 540, 120, 23), Option(420, 435, 540, 105, 31)))
    minutes = np.full((1, 8, 8), 12, dtype=np.int32)
    problem = Problem(0, 540, (beach, *meals), Legs(minutes, *(np.zeros_like(minutes) for _ in range(4))), tasks=1)
    assert reduce_problem(problem).whole_bound >= 25
    day = solve(problem)
    assert (day.points, day.optimal) == (25, True)
