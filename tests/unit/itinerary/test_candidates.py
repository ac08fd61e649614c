"""Which places a day may visit, when, how long and for how many points."""

from datetime import date
from typing import Any

import pytest

from itinerary.candidates import Candidate, Pool, gather, visit_lengths
from itinerary.prices import Price, meal_price, visit_price
from itinerary.request import ItineraryRequest, Party, read_request
from itinerary.span import span_of
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place, VisitMinutes
from tests.unit.itinerary import toy


def wish(town: Gazetteer, **fields: Any) -> ItineraryRequest:
    return read_request({"date": "2026-11-24", **fields}, town, date(2026, 11, 23))


def pool(*places: Place, **fields: Any) -> Pool:
    town = toy.town(*places)
    request = wish(town, **fields)
    return gather(request, town, span_of(request, town.district.zone))


def aside(*places: Place, **fields: Any) -> dict[str, str]:
    return {entry.place.id: entry.code for entry in pool(*places, **fields).set_aside}


def only(*places: Place, **fields: Any) -> Candidate:
    (candidate,) = pool(*places, **fields).candidates
    return candidate


def points(place: Place, **fields: Any) -> int:
    return max(option.points for option in only(place, **fields).options)


@pytest.mark.parametrize("status", ["planned", "closed", "renovating", "unknown"])
def test_only_open_places_are_candidates(status: str) -> None:
    assert pool(toy.place("a", status=status)) == Pool((), ())


def test_candidates_have_a_position_and_visit_minutes() -> None:
    assert pool(toy.place("a", position=None), toy.place("b", visit_minutes=None)) == Pool((), ())


def test_places_outside_the_district_need_leave_or_a_wish() -> None:
    outside = toy.place("a", in_district=False)
    assert pool(outside) == Pool((), ())
    assert only(outside, include_outside=True).place.id == "a"
    assert only(outside, must_visit=["a"]).must


def test_only_kinds_binds_visits_but_not_musts() -> None:
    park = toy.place("park", kind="park")
    assert aside(park, only_kinds=["museum"]) == {"park": "not_wished"}
    assert only(park, only_kinds=["museum"], must_visit=["park"]).must


def test_a_place_of_none_of_the_themes_is_not_wished() -> None:
    red = toy.place("red", themes=["red"])
    assert aside(red, themes={"food": 1}) == {"red": "not_wished"}
    assert only(red, themes={"food": 0}).place.id == "red"


def test_a_kind_without_interest_is_never_proposed() -> None:
    station = toy.place("station", kind="station")
    assert aside(station) == {"station": "not_wished"}
    assert only(station, must_visit=["station"]).must


def test_what_is_to_be_avoided_is_avoided() -> None:
    assert aside(toy.place("a"), avoid=["a"]) == {"a": "avoided"}


def test_a_wheelchair_excludes_what_is_known_to_be_impassable_only() -> None:
    stairs = toy.place("stairs", accessibility={"wheelchair": "no"})
    unsaid = toy.place("unsaid")
    found = pool(stairs, unsaid, party={"adults": 1, "wheelchair": True})
    assert [entry.code for entry in found.set_aside] == ["access"]
    assert [candidate.place.id for candidate in found.candidates] == ["unsaid"]


def test_closed_that_day_differs_from_too_short_within_the_day() -> None:
    closed = toy.place("closed", opening_hours="Mo 08:00-20:00")
    brief = toy.place("brief", opening_hours="08:00-09:30")
    assert aside(closed, brief) == {"closed": "closed_that_day", "brief": "hours"}


def test_a_visit_begins_by_the_last_admission_and_ends_by_closing() -> None:
    candidate = only(toy.place("a", opening_hours="10:00-12:00,14:00-17:00", last_entry=["11:00", "16:30"]))
    (morning, afternoon) = [option for option in candidate.options if option.length == 60]
    assert (morning.earliest, morning.latest, morning.end_by) == (60, 120, 180)
    assert (afternoon.earliest, afternoon.latest, afternoon.end_by) == (300, 420, 480)


def test_a_night_runs_past_midnight() -> None:
    candidate = only(
        toy.place("bar", opening_hours="19:30-02:00"), start_time="18:00", end_time="03:00", meals={"dinner": False}
    )
    assert {(option.earliest, option.end_by) for option in candidate.options} == {(90, 480)}


def test_a_like_place_with_unknown_hours_is_worth_half() -> None:
    known, unknown = toy.place("a"), toy.place("a", opening_hours=None)
    assert points(unknown) * 2 == points(known)


def test_unknown_hours_are_taken_to_be_daytime_unless_wished_for() -> None:
    unknown = toy.place("a", opening_hours=None)
    evening = {"start_time": "19:00", "end_time": "23:00"}
    assert aside(unknown, **evening) == {"a": "hours"}
    assert only(unknown, **evening, must_visit=["a"]).options


def test_hours_known_of_holidays_only_are_unknown_on_other_days() -> None:
    holiday = toy.place("a", opening_hours='Mo-Su unknown "holiday notice"; PH 09:00-12:00')
    assert points(holiday) * 2 == points(toy.place("a"))


def test_points_can_be_told_an_hour_in_a_kind_of_quality_4_is_worth_40() -> None:
    assert points(toy.place("a")) == 40
    assert points(toy.place("a", kind="park")) == 30


def test_the_heaviest_theme_counts_in_full_and_lighter_ones_in_proportion() -> None:
    red, food = toy.place("a", themes=["red"]), toy.place("a", themes=["food"])
    both = toy.place("a", themes=["red", "food"])
    wishes = {"themes": {"red": 4, "food": 2}}
    assert (points(red, **wishes), points(food, **wishes), points(both, **wishes)) == (40, 20, 42)
    assert points(red, themes={"red": 1}) == points(red, themes={"red": 5})


def test_rain_prefers_indoors_and_heat_too() -> None:
    hall, park = toy.place("a"), toy.place("a", indoor=False)
    assert points(hall, weather="rain") == 40
    assert points(park, weather="rain") == 18
    noon = only(park, weather="hot").options
    assert {(option.earliest, option.points) for option in noon if option.length == 60} >= {(0, 40), (150, 18)}


def test_the_best_hours_are_worth_more() -> None:
    candidate = only(toy.place("a", best_time=["16:00-18:00"]))
    assert {(option.earliest, option.points) for option in candidate.options if option.length == 60} == {
        (0, 32),
        (380, 37),
        (400, 43),
        (420, 48),
    }


def test_an_appointment_has_one_option_to_the_minute() -> None:
    candidate = only(toy.place("a"), fixed=[{"place_id": "a", "begin": "10:30", "minutes": 25}])
    (option,) = candidate.options
    assert (option.earliest, option.latest, option.end_by, option.length) == (90, 90, 115, 25)


def test_an_appointment_needs_open_doors() -> None:
    wishes = {"fixed": [{"place_id": "a", "begin": "17:30", "minutes": 60}], "end_time": "20:00"}
    assert aside(toy.place("a", opening_hours="08:00-18:00"), **wishes) == {"a": "hours"}
    assert only(toy.place("a", opening_hours=None), **wishes).options


def test_pace_and_party_choose_the_length_of_visits_within_the_places_own() -> None:
    town = toy.town(toy.place("a"))
    minutes = VisitMinutes(min=30, typical=60, max=100)
    assert visit_lengths(minutes, wish(town)) == [45, 60]
    assert visit_lengths(minutes, wish(town, pace="relaxed")) == [60, 80]
    assert visit_lengths(minutes, wish(town, pace="packed")) == [30, 60]
    assert visit_lengths(minutes, wish(town, party={"adults": 1, "seniors": 1}, pace="packed")) == [45, 70]


@pytest.mark.parametrize("slower", [{"seniors": 1}, {"children": 1}, {"children": 1, "stroller": True}])
@pytest.mark.parametrize("minutes", [(90, 150, 240), (30, 60, 100), (60, 60, 60), (10, 30, 31)])
def test_those_who_are_slower_are_never_given_less_time(minutes: tuple[int, int, int], slower: dict[str, Any]) -> None:
    town = toy.town(toy.place("a"))
    least, typical, most = minutes
    span = VisitMinutes(min=least, typical=typical, max=most)
    for pace in ("relaxed", "normal", "packed"):
        others = visit_lengths(span, wish(town, pace=pace))
        theirs = visit_lengths(span, wish(town, pace=pace, party={"adults": 1, **slower}))
        assert theirs[0] >= others[0]
        assert others[-1] <= theirs[-1] <= most
    assert visit_lengths(span, wish(town, party={"adults": 1, **slower}))[0] == typical


def test_tickets_are_averaged_over_the_party() -> None:
    place = toy.place("a", ticket={"adult": 10, "child": 4, "senior": None})
    assert visit_price(place, Party(adults=1, children=1)) == Price(7.0, known=True)
    assert visit_price(place, Party(adults=1, seniors=1)) == Price(5.0, known=False)
    assert visit_price(toy.place("a", ticket=None), Party()) == Price(0.0, known=False)


def test_a_meal_costs_the_middle_of_its_range() -> None:
    assert meal_price(toy.place("a", price_per_person={"min": 10, "max": 25})) == Price(17.5, known=True)
    assert meal_price(toy.place("a")) == Price(0.0, known=False)
