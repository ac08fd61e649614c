"""Alternatives are really different days."""

from itertools import combinations

from itinerary.alternatives import differ
from tests.unit.itinerary import toy
from tests.unit.itinerary.planning import answer, visits


def test_no_two_days_share_more_than_half_of_their_visits_and_the_best_comes_first() -> None:
    town = toy.town(*(toy.place(f"p{number:02d}", number * 150, kind="park") for number in range(16)))
    days = answer(town, alternatives=3, end_time="14:00").itineraries
    assert len(days) == 3
    assert [day.totals.score for day in days] == sorted((day.totals.score for day in days), reverse=True)
    for one, other in combinations(days, 2):
        shared = set(visits(one)) & set(visits(other))
        assert 2 * len(shared) <= min(len(visits(one)), len(visits(other)))
    assert len({day.id for day in days}) == 3


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
