"""What the hour of the day does to a visit's points."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itinerary.plan import Conflicted, plan_day
from itinerary.span import span_of
from itinerary.worth import Stretch, stretches
from knowledge.places.place import Place
from tests.unit.itinerary import toy
from tests.unit.itinerary.planning import NOW, plan, wish
from tests.unit.itinerary.test_properties import places, wishes

BEACH = toy.place("a", kind="park", indoor=False, opening_hours="24/7", best_time=["16:00-19:00"])
SUMMER = {"date": "2027-07-06", "weather": "hot"}


def cut(place: Place, first: str, last: str, minutes: int, **fields: Any) -> list[Stretch]:
    """The beginnings of a visit between two clock times."""
    town = toy.town(place)
    request = wish(town, start_time="00:00", end_time="24:00", **fields)
    begin, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in (first, last))
    return stretches(place, request, town, span_of(request, town.district.zone), begin, end, minutes)


def factor(place: Place, clock: str, minutes: int, **fields: Any) -> float:
    (moment,) = cut(place, clock, clock, minutes, **fields)
    return moment.factor


@pytest.mark.parametrize("fields", [{}, SUMMER, {"weather": "rain"}])
@pytest.mark.parametrize("best", [[], ["16:00-19:00"], ["07:00-10:00", "sunset"], ["sunrise"]])
def test_a_minute_is_worth_the_same_whatever_other_minutes_there_are(best: list[str], fields: dict[str, Any]) -> None:
    place = toy.place("a", kind="park", indoor=False, best_time=best)
    for minutes in (10, 90, 300):
        day = cut(place, "00:00", "18:00", minutes, **fields)
        assert [(day[0].begin, day[-1].end)] == [(0, 18 * 60)]
        assert all(before.end + 1 == after.begin for before, after in pairwise(day))
        for stretch in day:
            for minute in {stretch.begin, stretch.end}:
                clock = f"{minute // 60:02}:{minute % 60:02}"
                (moment,) = cut(place, clock, clock, minutes, **fields)
                assert (moment.factor, moment.best) == (stretch.factor, stretch.best)


def test_a_visit_counts_as_much_as_lies_in_the_best_hours() -> None:
    assert [factor(BEACH, clock, 60) for clock in ("15:00", "15:19", "15:20", "15:40", "16:00", "18:00")] == (
        pytest.approx([0.8, 0.8, 0.8 + 0.4 / 3, 0.8 + 0.8 / 3, 1.2, 1.2])
    )
    assert [factor(BEACH, clock, 60) for clock in ("18:01", "18:21", "18:41")] == (
        pytest.approx([0.8 + 0.8 / 3, 0.8 + 0.4 / 3, 0.8])
    )


def test_a_visit_that_takes_in_all_of_the_best_hours_is_at_its_best() -> None:
    assert factor(BEACH, "15:30", 240) == pytest.approx(1.2)


def test_midday_takes_from_a_visit_by_the_part_that_lies_in_its_heat() -> None:
    park = toy.place("a", kind="park", indoor=False)
    begins = ("10:00", "10:30", "11:00", "11:30", "14:00", "14:30", "15:30")
    third = 0.55 / 3
    assert [factor(park, clock, 90, **SUMMER) for clock in begins] == (
        pytest.approx([1, 1 - third, 1 - 2 * third, 0.45, 0.45, 1 - 2 * third, 1])
    )


def test_a_minute_more_or_less_takes_no_more_than_a_third() -> None:
    park = toy.place("a", kind="park", indoor=False, best_time=["07:00-10:00", "16:30-21:00"])
    day = cut(park, "00:00", "22:00", 90, **SUMMER)
    for before, after in pairwise(day):
        # Where the best hours end and midday begins both take a third at most.
        assert abs(before.factor - after.factor) <= 0.55 * 1.2 / 3 + 1e-9


def test_an_appointment_is_worth_its_hour() -> None:
    town = toy.town(BEACH)
    for clock, points in (("12:00", 24), ("16:00", 36)):
        day = plan(town, end_time="22:00", fixed=[{"place_id": "a", "begin": clock, "minutes": 60}])
        assert day.totals.score == points


def test_a_day_as_long_as_its_visit_is_worth_its_hour() -> None:
    town = toy.town(toy.place("a", best_time=["16:00-18:00"], visit_minutes={"min": 60, "typical": 60, "max": 60}))
    scores = [plan(town, start_time="12:00", end_time=end).totals.score for end in ("13:00", "13:10", "15:20")]
    assert scores == [32, 32, 32]


def test_an_hour_is_called_good_only_if_most_of_the_visit_is_in_it_and_the_weather_allows() -> None:
    assert [stretch.best for stretch in cut(BEACH, "15:00", "19:00", 60)] == [
        False,
        False,
        True,
        True,
        True,
        False,
        False,
    ]
    assert not any(stretch.best for stretch in cut(BEACH, "15:00", "19:00", 60, weather="rain"))
    noon = toy.place("a", kind="park", indoor=False, best_time=["11:00-15:00"])
    assert not any(stretch.best for stretch in cut(noon, "12:00", "14:00", 60, **SUMMER))
    town = toy.town(BEACH)
    told = {weather: plan(town, start_time="16:00", weather=weather).stops[0].reasons for weather in ("any", "rain")}
    good = "This is a good hour to be here."
    assert good in told["any"]
    assert good not in told["rain"]


@settings(
    max_examples=30, deadline=timedelta(seconds=60), suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(places(), wishes(), st.sampled_from([1, 10, 90, 300]))
def test_a_longer_day_never_lowers_a_proven_score(known: list[Place], fields: dict[str, Any], more: int) -> None:
    """Without meals and rests, which a longer day may have to make room for."""
    town = toy.town(*known)
    fields = {**fields, "meals": {"lunch": False, "dinner": False}, "pace": "normal", "start_time": "09:00"}
    del fields["end_time"]
    end = 12 * 60
    try:
        short, long = (
            plan_day(wish(town, **fields, end_time=f"{till // 60:02}:{till % 60:02}"), town, NOW).itineraries[0]
            for till in (end, end + more)
        )
    except Conflicted:
        return
    assert (short.optimality.status, long.optimality.status) == ("optimal", "optimal")
    assert long.totals.score >= short.totals.score
