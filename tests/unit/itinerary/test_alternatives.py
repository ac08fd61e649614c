"""Alternatives are really different days."""

from itertools import combinations
from typing import Any

import pytest

from itinerary import draft
from itinerary.alternatives import differ
from itinerary.core.problem import NoSolution
from itinerary.draft import Draft, Effort
from itinerary.pose import Posed
from tests.unit.itinerary import toy
from tests.unit.itinerary.planning import answer, codes, visits


def test_no_two_days_share_more_than_half_of_their_visits_and_the_best_comes_first() -> None:
    town = toy.town(*(toy.place(f"p{number:02d}", number * 150, kind="park") for number in range(16)))
    days = answer(town, alternatives=3, end_time="14:00").itineraries
    assert len(days) == 3
    assert [day.totals.score for day in days] == sorted((day.totals.score for day in days), reverse=True)
    for one, other in combinations(days, 2):
        shared = set(visits(one)) & set(visits(other))
        assert 2 * len(shared) <= min(len(visits(one)), len(visits(other)))
    assert len({day.id for day in days}) == 3
    assert [day.loss for day in days] == [days[0].totals.score - day.totals.score for day in days]


def test_where_there_are_no_such_days_fewer_are_returned_with_a_note() -> None:
    given = answer(toy.town(toy.place("a")), alternatives=4)
    assert len(given.itineraries) == 1
    assert given.note == "There is only one day to offer: any other shares more than half of its visits with it."


def test_musts_are_in_every_day() -> None:
    town = toy.town(*(toy.place(f"p{number}", number * 150, kind="park") for number in range(8)))
    days = answer(town, alternatives=3, end_time="12:00", must_visit=["p0"]).itineraries
    assert all("p0" in visits(day) for day in days)


def test_half_of_the_shorter_day_may_be_shared() -> None:
    assert differ(["a", "b"], ["b", "c", "d", "e"])
    assert not differ(["a"], ["a", "b"])
    assert not differ([], [])


def test_excluded_of_every_day_covers_the_visits_of_the_others() -> None:
    town = toy.town(*(toy.place(f"p{number:02d}", number * 150, kind="park") for number in range(12)))
    days = answer(town, alternatives=3, end_time="14:00").itineraries
    assert len(days) == 3
    for day in days:
        assert set(codes(day)) | set(map(str, visits(day))) == set(town.places)
    told = {entry.reason: entry.code for day in days[1:] for entry in day.excluded}
    assert told["Kept for another of the days offered."] == "similar"


def test_a_further_day_keeps_the_half_that_is_worth_most() -> None:
    """Of two castles worth far more than all else the second best day keeps one."""
    castles = [toy.place(f"castle-{side}", 0, kind="museum", themes=["red"]) for side in ("east", "west")]
    huts = [toy.place(f"hut-{number}", 0, kind="park", themes=["food"]) for number in range(2)]
    days = answer(toy.town(*castles, *huts), alternatives=2, max_places=2, themes={"red": 5, "food": 1}).itineraries
    assert len(set(visits(days[0])) & set(visits(days[1]))) == 1
    assert (days[1].optimality.status, days[1].optimality.bound) == ("optimal", days[1].totals.score)


def test_exactly_half_may_be_shared_by_all_of_three_days() -> None:
    """Of three museums, two a day, there are three days that share one visit each."""
    town = toy.town(*(toy.place(f"m{number}", number * 100) for number in range(3)))
    given = answer(town, alternatives=4, max_places=2)
    assert {frozenset(visits(day)) for day in given.itineraries} == {
        frozenset(pair) for pair in combinations(["m0", "m1", "m2"], 2)
    }
    assert given.note == (
        "There are only 3 days to offer: any other shares more than half of its visits with one of them."
    )


def test_a_day_that_is_not_the_best_of_its_sort_for_sure_is_not_called_so() -> None:
    town = toy.town(*(toy.place(f"p{number:02d}", number * 150, kind="park") for number in range(16)))
    for day in answer(town, alternatives=3).itineraries:
        assert (day.optimality.status == "optimal") == (day.optimality.bound == day.totals.score)
        assert day.optimality.bound is not None
        assert day.optimality.bound >= day.totals.score


def test_a_clock_that_ran_out_is_told_and_nothing_else_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search for a second day is given no time at all."""
    monkeypatch.setattr("itinerary.draft.Effort.over", property(lambda _: True))
    town = toy.town(*(toy.place(f"p{number}", number * 150, kind="park") for number in range(8)))
    given = answer(town, alternatives=3, end_time="12:00", time_limit=1.0)
    assert len(given.itineraries) == 1
    assert given.note == "The time allowed ran out after one day; there may be others."


def test_a_day_whose_share_of_the_time_was_too_short_has_that_of_the_days_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No day is found in less than 20 of the 30 seconds allowed."""

    def hard(posed: Posed, effort: Effort, **how: Any) -> Draft:
        if (effort.seconds(1.0) or 0) < 20:
            raise NoSolution("the time was too short", proven=False)
        return draft.solved(posed, effort, **how)

    monkeypatch.setattr("itinerary.alternatives.solved", hard)
    town = toy.town(*(toy.place(f"p{number}", number * 150, kind="park") for number in range(8)))
    given = answer(town, alternatives=3, end_time="12:00", time_limit=30.0)
    assert len(given.itineraries) == 3
    assert given.note is None


def test_musts_that_fill_more_than_half_of_a_day_leave_no_other() -> None:
    town = toy.town(*(toy.place(f"p{number}", number * 150, kind="park") for number in range(8)))
    given = answer(town, alternatives=2, max_places=2, must_visit=["p0", "p1"])
    assert given.note == "There is only one day to offer: any other shares more than half of its visits with it."


def test_one_day_alone_tells_of_no_loss() -> None:
    (day,) = answer(toy.town(toy.place("a"))).itineraries
    assert day.loss is None
    assert "loss" not in day.model_dump()


def test_days_differ_under_every_limit_at_once() -> None:
    """Where the request takes all limits for itself the shared visits are left out instead."""
    town = toy.town(*(toy.place(f"p{number}", number * 150, kind="park") for number in range(12)))
    limits = {"budget": 500, "max_walk": 9000, "max_distance": 50000}
    days = answer(town, alternatives=3, end_time="13:00", **limits).itineraries
    assert len(days) == 3
    for one, other in combinations(days, 2):
        assert differ([str(v) for v in visits(one)], [str(v) for v in visits(other)])
