"""A day's plan keeps the contract, sentence by sentence."""

import json
import random
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from itinerary.core.problem import NoSolution
from itinerary.plan import Conflicted, OutOfTime, Unsound, plan_day
from itinerary.pose import set_out
from itinerary.request import read_request
from itinerary.verify import Verdict, Violation
from tests.unit.itinerary import toy
from tests.unit.itinerary.planning import NOW, answer, clock, codes, plan, visits, wish

LUNCH = {"lunch": True, "dinner": False}
DINNER = {"lunch": False, "dinner": True}
EATERY = toy.place("eatery", 300, kind="eatery", price_per_person={"min": 10, "max": 30})


def test_a_day_in_three_places_visits_all_of_them() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 500), toy.place("c", 1000, kind="park"))
    found = plan(town)
    assert sorted(map(str, visits(found))) == ["a", "b", "c"]
    assert found.excluded == []
    assert found.optimality.status == "optimal"
    assert (found.optimality.bound, found.optimality.gap) == (found.totals.score, 0)
    assert all(check.ok for check in found.certificate.checks)
    assert found.certificate.data_revision == "rev-1"


def test_instants_are_whole_minutes_with_the_districts_offset() -> None:
    found = plan(toy.town(toy.place("a"), toy.place("b", 700)))
    for stop in found.stops:
        for edge in (stop.arrive, stop.begin, stop.leave):
            moment = datetime.fromisoformat(edge)
            assert (moment.second, moment.utcoffset()) == (0, timedelta(hours=1))


def test_times_add_up_over_legs_and_waits() -> None:
    town = toy.town(toy.place("a", 0), toy.place("b", 900, opening_hours="14:00-16:00"), toy.place("c", 2000))
    found = plan(town, start={"lat": 47.0, "lon": 8.0}, end={"lat": 47.01, "lon": 8.0})
    into = {leg.to: leg for leg in found.legs}
    for index, (before, after) in enumerate(pairwise(found.stops), start=1):
        leg = into[index]
        assert leg.from_ == index - 1
        travelled = datetime.fromisoformat(after.arrive) - datetime.fromisoformat(before.leave)
        assert travelled == timedelta(minutes=leg.duration + leg.buffer)
        waited = datetime.fromisoformat(after.begin) - datetime.fromisoformat(after.arrive)
        assert waited == timedelta(minutes=after.wait)
    assert found.totals.wait == sum(stop.wait for stop in found.stops)
    assert found.totals.travel == sum(leg.duration for leg in found.legs)
    assert found.totals.score == sum(stop.score for stop in found.stops)


def test_the_wait_after_a_meal_that_opens_the_day_is_told() -> None:
    """Lunch begins by 14:00, and the only place opens at 16:00."""
    town = toy.town(toy.place("a", opening_hours="16:00-18:00"))
    lunch, visit = plan(town, meals=LUNCH, start_time="11:00").stops
    assert (lunch.kind, lunch.wait, visit.begin[11:16]) == ("meal", 0, "16:00")
    waited = datetime.fromisoformat(visit.begin) - datetime.fromisoformat(lunch.leave)
    assert timedelta(minutes=visit.wait) == waited > timedelta(0)


def test_legs_lead_to_each_stop_but_the_first_without_start_and_end() -> None:
    found = plan(toy.town(toy.place("a"), toy.place("b", 500)))
    assert [(leg.from_, leg.to) for leg in found.legs] == [(0, 1)]


def test_legs_lead_from_the_start_and_to_the_end_when_given() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 500))
    found = plan(town, start={"place_id": "a"}, end={"lat": 47.01, "lon": 8.0})
    assert [(leg.from_, leg.to) for leg in found.legs] == [("start", 0), (0, 1), (1, "end")]


def test_start_and_end_may_be_the_only_place() -> None:
    town = toy.town(toy.place("a"))
    found = plan(town, start={"place_id": "a"}, end={"place_id": "a"})
    assert visits(found) == ["a"]
    assert [leg.distance for leg in found.legs] == [0, 0]


def test_the_same_request_and_data_give_the_same_plan() -> None:
    town = toy.town(*(toy.place(f"p{number}", number * 400, kind="park") for number in range(12)))
    first, second = plan(town, seed=3), plan(town, seed=3)
    assert first.id == second.id
    assert first.stops == second.stops
    assert first.legs == second.legs


def test_another_revision_of_the_data_gives_another_id() -> None:
    town = toy.town(toy.place("a"))
    newer = type(town)(town.district, town.places, town.calendar, "rev-2")
    assert plan(town).id != plan(newer).id


def test_a_day_of_one_minute_has_no_stops_and_every_reason() -> None:
    town = toy.town(toy.place("a"), toy.place("b", kind="park"))
    given = answer(town, start_time="09:00", end_time="09:01")
    assert given.itineraries[0].stops == []
    assert codes(given.itineraries[0]) == {"a": "time", "b": "time"}
    assert given.note is not None


def test_a_town_without_places_gives_an_empty_day() -> None:
    given = answer(toy.town(), meals={"lunch": True, "dinner": True}, start_time="09:00", end_time="11:00")
    assert given.itineraries[0].stops == []
    assert given.itineraries[0].totals.score == 0


# --- Meals ---


def test_lunch_is_had_at_a_food_place_near_between_11_and_14() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 500), EATERY)
    (meal,) = [stop for stop in plan(town, meals=LUNCH, only_kinds=["museum"]).stops if stop.kind == "meal"]
    assert (meal.meal, meal.place_id, meal.cost, meal.score) == ("lunch", "eatery", 20, 0)
    assert "11:00" <= clock(meal) <= "14:00"


def test_dinner_begins_between_17_and_20_30() -> None:
    town = toy.town(toy.place("a", opening_hours="08:00-23:00"), EATERY.model_copy(update={"opening_hours": "24/7"}))
    (meal,) = [
        stop for stop in plan(town, meals=DINNER, end_time="22:00", only_kinds=["museum"]).stops if stop.kind == "meal"
    ]
    assert "17:00" <= clock(meal) <= "20:30"


@pytest.mark.parametrize(
    ("start", "end", "meals"),
    [
        ("11:30", "13:30", ["lunch"]),
        ("11:31", "18:00", []),
        ("09:00", "13:29", []),
        ("09:00", "19:29", ["lunch"]),
        ("09:00", "19:30", ["lunch", "dinner"]),
        ("17:30", "19:30", ["dinner"]),
        ("16:00", "02:00", ["dinner"]),
        ("19:00", "02:00", []),
    ],
)
def test_meals_are_placed_when_the_day_covers_their_time_and_left_out_otherwise(
    start: str, end: str, meals: list[str]
) -> None:
    town = toy.town(EATERY.model_copy(update={"opening_hours": "24/7"}))
    found = plan(town, start_time=start, end_time=end, meals={"lunch": True, "dinner": True}, only_kinds=["museum"])
    assert [stop.meal for stop in found.stops] == meals


def test_a_meal_without_a_food_place_near_is_a_break_where_one_is() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 300))
    (meal,) = [stop for stop in plan(town, meals=LUNCH).stops if stop.kind == "meal"]
    assert (meal.place_id, meal.meal, meal.cost, meal.open) == (None, "lunch", 0, [])


def test_a_food_place_far_off_is_not_gone_to_for_a_meal() -> None:
    town = toy.town(toy.place("a"), toy.place("eatery", 5000, kind="eatery"))
    found = plan(town, meals=LUNCH, only_kinds=["museum"], start={"place_id": "a"})
    (meal,) = [stop for stop in found.stops if stop.kind == "meal"]
    assert meal.place_id is None


def test_a_food_place_with_known_hours_comes_before_one_without() -> None:
    town = toy.town(
        toy.place("a"),
        toy.place("b-known", 200, kind="eatery"),
        toy.place("a-unknown", 100, kind="eatery", opening_hours=None),
    )
    (meal,) = [stop for stop in plan(town, meals=LUNCH, only_kinds=["museum"]).stops if stop.kind == "meal"]
    assert meal.place_id == "b-known"


def test_a_food_place_is_not_eaten_at_when_shut_or_avoided() -> None:
    shut = toy.place("shut", 100, kind="eatery", opening_hours="16:00-22:00")
    town = toy.town(toy.place("a"), shut, EATERY)
    (meal,) = [stop for stop in plan(town, meals=LUNCH, avoid=["eatery"]).stops if stop.kind == "meal"]
    assert meal.place_id is None


# --- Unknown hours ---


def test_a_place_with_unknown_hours_is_told_so_with_a_warning() -> None:
    (stop,) = plan(toy.town(toy.place("a", opening_hours=None))).stops
    assert stop.open == "unknown"
    assert "Opening hours are not known; ask before you go." in stop.warnings


def test_unknown_hours_are_never_preferred_to_a_like_place_with_known_ones() -> None:
    town = toy.town(toy.place("a-unknown", opening_hours=None), toy.place("b-known"))
    assert visits(plan(town, max_places=1)) == ["b-known"]


def test_a_must_with_unknown_hours_is_visited() -> None:
    town = toy.town(toy.place("a", opening_hours=None))
    assert visits(plan(town, must_visit=["a"], start_time="20:00", end_time="22:00")) == ["a"]


def test_known_hours_are_shown_past_midnight() -> None:
    town = toy.town(toy.place("a", opening_hours="18:00-02:00"))
    (stop,) = plan(town, start_time="20:00", end_time="04:00").stops
    assert stop.open == ["18:00-02:00"]


def test_a_stay_past_midnight_where_it_never_closes_is_shown_within_open_hours() -> None:
    town = toy.town(toy.place("a", opening_hours="24/7", visit_minutes={"min": 60, "typical": 60, "max": 60}))
    (stop,) = plan(town, start_time="23:30", end_time="00:40").stops
    assert (clock(stop), clock(stop, "leave")) == ("23:30", "00:30")
    assert stop.open == ["23:30-00:40"]
    assert "Open 00:00-24:00 that day." in stop.reasons


def test_a_place_that_never_closes_is_shown_as_such() -> None:
    (stop,) = plan(toy.town(toy.place("a", opening_hours="24/7"))).stops
    assert stop.open == ["00:00-24:00"]


def test_over_midnight_its_hours_are_told_and_the_opening_holds_the_stay() -> None:
    (stop,) = plan(toy.town(toy.place("a", opening_hours="24/7")), start_time="23:20", end_time="01:00").stops
    assert (clock(stop), clock(stop, "leave"), stop.open) == ("23:20", "00:20", ["23:20-01:00"])
    assert "Open 00:00-24:00 that day." in stop.reasons


# --- Limits ---


def test_max_places_counts_visits_and_not_meals() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 300), EATERY)
    found = plan(town, meals=LUNCH, max_places=1)
    assert len(visits(found)) == 1
    assert len(found.stops) == 2
    assert set(codes(found).values()) == {"max_places"}


def test_no_places_at_all_may_be_wished_for() -> None:
    given = answer(toy.town(toy.place("a")), max_places=0)
    (found,) = given.itineraries
    assert (found.stops, codes(found)) == ([], {"a": "max_places"})
    assert found.excluded[0].reason == "You asked for no places."
    assert given.note == "You asked for no places at all, so the day has none."


def test_an_empty_day_tells_its_true_cause() -> None:
    """There is time enough, but the only place is farther than may be walked at a stretch."""
    home = {"lat": 47.0, "lon": 8.0}
    given = answer(toy.town(toy.place("a", 2000)), start=home, end=home, modes=["walk"], max_leg_walk=100)
    assert visits(given.itineraries[0]) == []
    assert given.note is not None
    assert "the limit on walking" in given.note
    assert "time" not in given.note


def test_the_budget_is_per_person_with_tickets_averaged() -> None:
    """Two adults at 10 and a child at 4 pay 8 a head."""
    town = toy.town(toy.place("a", ticket={"adult": 10, "child": 4}))
    party = {"adults": 2, "children": 1}
    assert plan(town, party=party, budget=8).totals.cost == 8
    assert codes(plan(town, party=party, budget=7.99)) == {"a": "budget"}


def test_unknown_prices_count_as_nothing_and_are_listed() -> None:
    town = toy.town(toy.place("a", ticket=None), toy.place("b", 100))
    found = plan(town, budget=0)
    assert (found.totals.cost, found.totals.cost_unknown) == (0, ["a"])


def test_fares_count_in_the_budget() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 4000))
    found = plan(town, modes=["bus"], must_visit=["a"], budget=1)
    assert visits(found) == ["a"]
    assert codes(found) == {"b": "budget"}
    assert plan(town, modes=["bus"], budget=2).totals.cost == 2


def test_max_walk_counts_the_walking_within_bus_legs() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 4000))
    found = plan(town, modes=["bus"], max_walk=300)
    assert [(leg.mode, leg.walk) for leg in found.legs] == [("bus", 300)]
    assert found.totals.walk == 300
    short = plan(town, modes=["bus"], max_walk=299, must_visit=["a"])
    assert codes(short) == {"b": "walk_limit"}


def test_max_leg_walk_binds_every_leg() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 800))
    walked = plan(town, modes=["walk"], max_leg_walk=1000)
    assert [leg.walk for leg in walked.legs] == [1000]
    assert len(visits(plan(town, modes=["walk"], max_leg_walk=999))) == 1
    assert plan(town, modes=["walk", "taxi"], max_leg_walk=999).totals.walk == 0


def test_max_distance_binds_the_sum_of_legs() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 800))
    assert len(visits(plan(town, max_distance=1000))) == 2
    found = plan(town, max_distance=999, must_visit=["a"])
    assert codes(found) == {"b": "too_far"}


def test_a_place_out_of_reach_is_too_far() -> None:
    town = toy.town(toy.place("a", 20_000, in_district=False))
    found = plan(town, start={"lat": 47, "lon": 8}, modes=["walk"], include_outside=True, end_time="14:00")
    assert codes(found) == {"a": "too_far"}


@pytest.mark.parametrize("mode", ["walk", "ebike", "bus", "taxi"])
def test_modes_are_strict(mode: str) -> None:
    town = toy.town(toy.place("a"), toy.place("b", 1500))
    assert {leg.mode for leg in plan(town, modes=[mode]).legs} == {mode}


def test_no_ebike_with_a_child() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 1500))
    assert len(visits(plan(town, modes=["ebike"]))) == 2
    assert len(visits(plan(town, modes=["ebike"], party={"adults": 1, "children": 1}))) == 1


def test_a_place_and_its_own_part_are_not_both_visited_unless_both_are_musts() -> None:
    town = toy.town(toy.place("park", kind="park"), toy.place("statue", 50, part_of="park"))
    found = plan(town)
    assert len(visits(found)) == 1
    assert list(codes(found).values()) == ["similar"]
    assert len(visits(plan(town, must_visit=["park", "statue"]))) == 2


def test_an_access_limit_warns_and_an_unknown_one_too() -> None:
    town = toy.town(toy.place("a", accessibility={"wheelchair": "limited"}), toy.place("b", 100))
    found = plan(town, party={"adults": 1, "wheelchair": True})
    warnings = {stop.place_id: stop.warnings for stop in found.stops}
    assert "Only partly passable in a wheelchair." in warnings["a"]
    assert "Nothing is known about access by wheelchair." in warnings["b"]


def test_a_stroller_is_warned_of_steps() -> None:
    access = {"a": {"wheelchair": "limited"}, "b": {"wheelchair": "no"}, "c": {"wheelchair": "yes"}, "d": None}
    town = toy.town(*(toy.place(name, 100 * at, accessibility=each) for at, (name, each) in enumerate(access.items())))
    found = plan(town, party={"adults": 1, "children": 1, "stroller": True})
    told = {stop.place_id: [one for one in stop.warnings if "stroller" in one] for stop in found.stops}
    assert [len(told[name]) for name in access] == [1, 1, 0, 0]
    assert told["a"] != told["b"]
    without = plan(town, party={"adults": 1, "children": 1})
    assert not any("stroller" in one for stop in without.stops for one in stop.warnings)


def test_an_appointment_is_kept_to_the_minute() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 600))
    found = plan(town, fixed=[{"place_id": "b", "begin": "11:07", "minutes": 33}])
    (stop,) = [stop for stop in found.stops if stop.place_id == "b"]
    assert (clock(stop), clock(stop, "leave")) == ("11:07", "11:40")


def test_naming_a_must_twice_visits_it_once() -> None:
    assert visits(plan(toy.town(toy.place("a")), must_visit=["a", "a"])) == ["a"]


def test_a_relaxed_day_has_rests() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 300))
    rests = [stop for stop in plan(town, pace="relaxed").stops if stop.kind == "rest"]
    assert [(stop.place_id, stop.score) for stop in rests] == [(None, 0), (None, 0)]


def test_rests_give_way_to_appointments_with_a_note() -> None:
    town = toy.town(toy.place("a"))
    given = answer(town, pace="relaxed", fixed=[{"place_id": "a", "begin": "09:00", "minutes": 540}])
    assert visits(given.itineraries[0]) == ["a"]
    assert given.note == "There was no room for the rests of a relaxed day."


def test_an_estimated_position_and_an_old_report_are_told() -> None:
    position = {"lat": 47.0, "lon": 8.0, "precision": "area", "uncertainty_m": 400}
    status = {"status": {"source": "plan", "as_of": "2021-05", "confidence": "fair"}}
    (stop,) = plan(toy.town(toy.place("a", position=position, provenance=status))).stops
    assert "The position is an estimate and may be off by about 400 m." in stop.warnings
    assert "That it is open was last reported in 2021-05." in stop.warnings


def test_sentences_are_in_the_requests_language() -> None:
    town = toy.town(toy.place("a", opening_hours=None))
    warnings = {locale: plan(town, locale=locale).stops[0].warnings[0] for locale in ("zh-Hans", "zh-Hant", "en")}
    assert warnings == {
        "zh-Hans": "开放时间不明，去之前请先问清楚。",
        "zh-Hant": "開放時間不明，前往前請先問清楚。",
        "en": "Opening hours are not known; ask before you go.",
    }


def test_excluded_covers_every_open_candidate_that_is_not_in_the_plan() -> None:
    places = [toy.place(f"p{number}", number * 900, kind="park") for number in range(10)]
    town = toy.town(*places, toy.place("shut", status="closed"), toy.place("far-off", in_district=False))
    found = plan(town, end_time="13:00")
    open_candidates = {place.id for place in places}
    assert set(codes(found)) | set(map(str, visits(found))) == open_candidates
    assert set(codes(found)) & set(map(str, visits(found))) == set()


def test_a_longer_day_and_more_money_never_lower_the_proven_score() -> None:
    town = toy.town(*(toy.place(f"p{number}", number * 700, ticket={"adult": number}) for number in range(6)))
    by_end = [plan(town, end_time=end).totals.score for end in ("11:00", "13:00", "15:00", "17:00")]
    by_money = [plan(town, end_time="13:00", budget=budget).totals.score for budget in (0, 3, 6, 100)]
    assert by_end == sorted(by_end)
    assert by_money == sorted(by_money)


def test_a_day_that_has_begun_is_noted() -> None:
    town = toy.town(toy.place("a"))
    later = datetime.fromisoformat("2026-11-24T12:00:00+01:00")
    assert plan_day(wish(town), town, later).note == "Part of this day is already past."
    assert plan_day(wish(town), town, NOW).note is None


def test_clocks_put_back_at_night_do_no_harm() -> None:
    """On 2026-10-25 at 03:00 clocks in Zurich go back to 02:00."""
    town = toy.town(toy.place("a", opening_hours="24/7"), toy.place("b", 300, opening_hours="24/7", kind="park"))
    from datetime import date

    from itinerary.request import read_request

    request = read_request({"date": "2026-10-24", "start_time": "23:00", "end_time": "06:00"}, town, date(2026, 10, 20))
    found = plan_day(request, town, NOW).itineraries[0]
    assert len(visits(found)) == 2
    assert found.end == "2026-10-25T06:00:00+01:00"


def test_a_must_that_is_not_open_is_named() -> None:
    with pytest.raises(Conflicted) as refused:
        plan(toy.town(toy.place("a", status="planned"), toy.place("b")), must_visit=["a", "b"])
    assert [conflict.constraints for conflict in refused.value.conflicts] == [("a",)]


def test_a_plan_that_fails_the_check_is_kept_as_an_instance_and_never_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = toy.town(toy.place("a"))
    verdict = Verdict(False, (Violation("travel", 0, "too short"),), ())
    monkeypatch.setattr("itinerary.draft.verify", lambda *_: verdict)
    with pytest.raises(Unsound, match="too short"):
        plan_day(wish(town), town, NOW, failures=tmp_path)
    (kept,) = tmp_path.iterdir()
    instance = json.loads(kept.read_text(encoding="utf-8"))
    assert instance["violations"] == ["travel at 0: too short"]
    assert instance["request"]["date"] == "2026-11-24"


def test_a_search_cut_before_any_day_was_found_is_told_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: object, **__: object) -> None:
        raise NoSolution("no day that keeps all the rules was found", proven=False)

    town = toy.town(toy.place("a"))
    monkeypatch.setattr("itinerary.draft.solve", cut)
    with pytest.raises(OutOfTime):
        plan_day(wish(town, must_visit=["a"], time_limit=0.5), town, NOW)


def test_a_way_too_long_for_one_leg_may_be_made_in_two() -> None:
    """From the start to the end it is 1.8 km on foot, and no leg may be longer than one."""
    town = toy.town(toy.place("far", 1440), toy.place("between", 720, kind="park"))
    start = {"lat": 47.0, "lon": 8.0}
    day = plan(town, start=start, must_visit=["far"], modes=["walk"], max_leg_walk=1000)
    assert visits(day) == ["between", "far"]
    assert all(leg.walk <= 1000 for leg in day.legs)


def test_a_meal_is_had_where_the_visitor_wants_to_eat() -> None:
    oysters = toy.place("oysters", 4000, kind="eatery")
    town = toy.town(toy.place("a"), toy.place("b", 300), EATERY, oysters)
    (meal,) = [stop for stop in plan(town, meals=LUNCH, eat_at=["oysters"]).stops if stop.kind == "meal"]
    assert meal.place_id == "oysters"
    assert "Where you wanted to eat." in meal.reasons
    (meal,) = [stop for stop in plan(town, meals=LUNCH, eat_at=["eatery"]).stops if stop.kind == "meal"]
    assert meal.place_id == "eatery"


def test_that_no_meal_can_be_had_where_it_was_wanted_is_told() -> None:
    town = toy.town(toy.place("a"), EATERY, toy.place("closed", 100, kind="eatery", opening_hours="20:00-23:00"))
    given = answer(town, meals=LUNCH, eat_at=["closed"])
    assert given.note == "No meal fits in at: Closed."


def test_what_is_there_only_because_it_was_named_scores_nothing() -> None:
    """Days of the same themes compare: a wish more never makes the score higher."""
    town = toy.town(toy.place("red", themes=["red"]), toy.place("station", 200, kind="station"))
    with_it = plan(town, themes={"red": 3}, must_visit=["station"])
    without = plan(town, themes={"red": 3})
    assert {stop.place_id: stop.score for stop in with_it.stops}["station"] == 0
    assert with_it.totals.score == without.totals.score
    assert with_it.optimality.bound == with_it.totals.score


@pytest.mark.parametrize("weather", ["rain", "hot"])
@pytest.mark.parametrize("date", ["2026-11-24", "2027-06-21"])
def test_weather_only_takes_points_away(weather: str, date: str) -> None:
    town = toy.town(
        toy.place("in", 0),
        toy.place("out", 300, kind="park", indoor=False),
        toy.place("either", 600, kind="hall", indoor=None),
    )
    dry, wet = (plan(town, date=date, weather=each) for each in ("any", weather))
    points = {stop.place_id: stop.score for stop in dry.stops}
    assert all(stop.score <= points[stop.place_id] for stop in wet.stops)
    assert {stop.place_id: stop.score for stop in wet.stops}["in"] == points["in"]


def test_like_after_like_is_worth_less() -> None:
    town = toy.town(toy.place("a", 0, kind="hall"), toy.place("b", 100, kind="hall"))
    scores = [stop.score for stop in plan(town).stops]
    assert scores == [30, 26]
    mixed = toy.town(*town.places.values(), toy.place("park", 5000, kind="park"))
    assert [stop.place_id for stop in plan(mixed).stops][1] == "park"


def test_a_place_that_opens_twice_a_day_may_be_had_in_either_window() -> None:
    town = toy.town(
        toy.place("a", opening_hours="09:00-11:00,14:00-16:00"), toy.place("b", opening_hours="09:00-10:30")
    )
    begins = {stop.place_id: clock(stop) for stop in plan(town, must_visit=["a", "b"]).stops}
    assert begins["b"] < "10:31"
    assert begins["a"] >= "14:00" or begins["a"] < "10:31"


def test_where_nothing_is_known_of_any_place_the_day_is_empty_and_says_so() -> None:
    town = toy.town(*(toy.place(name, position=None, opening_hours=None) for name in "abc"))
    given = answer(town)
    assert given.itineraries[0].stops == []
    assert given.note == "No place here is known well enough to be planned for this day."


def test_what_no_mode_reaches_is_too_far_or_beyond_the_walk() -> None:
    town = toy.town(toy.place("near", 300), toy.place("island", 40000))
    day = plan(town, modes=["walk"], max_leg_walk=1000, start={"lat": 47.0, "lon": 8.0})
    assert (visits(day), codes(day)) == (["near"], {"island": "walk_limit"})


def test_musts_whose_doors_are_never_open_on_one_day_stand_each_alone() -> None:
    town = toy.town(toy.place("a", opening_hours="Mo 09:00-17:00"), toy.place("b", opening_hours="We 09:00-17:00"))
    with pytest.raises(Conflicted) as refused:
        plan(town, must_visit=["a", "b"])
    assert {conflict.constraints[0] for conflict in refused.value.conflicts} == {"a", "b"}
    assert refused.value.partial is not None


def test_two_thousand_candidates_are_planned_and_each_has_its_reason() -> None:
    town = toy.town(*(toy.place(f"p{number:04d}", number * 3, kind="park") for number in range(2000)))
    day = plan(town, end_time="12:00", time_limit=2.0)
    assert visits(day)
    assert set(codes(day)) | set(map(str, visits(day))) == set(town.places)


def test_a_short_time_limit_looks_at_no_more_places_than_there_is_time_for() -> None:
    luck = random.Random(1)
    kinds = ["park", "museum", "hall"]
    town = toy.town(*(toy.place(f"p{number:04d}", number * 3, kind=luck.choice(kinds)) for number in range(2000)))
    hurried = {"time_limit": 0.1, "must_visit": ["p0007"], "end_time": "13:00"}
    setting = set_out(wish(town, **hurried), town)
    assert len(setting.pool.candidates) == 120
    day = plan(town, **hurried)
    assert day.optimality.cut_by_clock
    assert "p0007" in visits(day)
    assert set(codes(day)) | set(map(str, visits(day))) == set(town.places)
    unseen = [
        entry for entry in day.excluded if entry.reason == "Within the time limit there was no time to look at it."
    ]
    assert (len(unseen), {entry.code for entry in unseen}) == (1880, {"time"})
    unhurried = plan(town, **{**hurried, "time_limit": None})
    assert day.optimality.bound is not None
    assert day.optimality.bound >= unhurried.totals.score


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Zurich", "2026-03-28"),
        ("Europe/Zurich", "2026-10-24"),
        ("America/New_York", "2027-03-13"),
        ("Australia/Lord_Howe", "2027-04-03"),
        ("Australia/Lord_Howe", "2026-10-03"),
    ],
)
def test_a_night_in_which_clocks_change_is_planned_by_the_hours_that_pass(zone: str, day: str) -> None:
    town = toy.town(
        *(toy.place(f"p{number}", number * 300, opening_hours="18:00-05:00") for number in range(6)), timezone=zone
    )
    today = datetime.fromisoformat(f"{day}T08:00:00+00:00").date()
    night = {"date": day, "start_time": "20:00", "end_time": "06:00"}
    for more in ({}, {"fixed": [{"place_id": "p1", "begin": "02:30", "minutes": 30}]}):
        found = plan_day(read_request({**night, **more}, town, today), town, NOW).itineraries[0]
        assert len(visits(found)) == 6


# --- Waiting ---


def test_nobody_waits_who_could_as_well_set_out_later() -> None:
    """Lunch begins at 11:00, and what comes before it takes an hour."""
    town = toy.town(toy.place("a"), toy.place("eatery", 300, kind="eatery", opening_hours="11:00-20:00"))
    start = {"place_id": "a"}
    found = plan(town, meals=LUNCH, start=start, end=start, must_visit=["a"], max_places=1)
    assert (
        [clock(stop, "arrive") for stop in found.stops] == [clock(stop) for stop in found.stops] == ["09:55", "11:00"]
    )
    assert found.totals.wait == 0


def test_who_starts_somewhere_sets_out_when_it_is_time_for_the_first_stop() -> None:
    town = toy.town(toy.place("a", 900, opening_hours="14:00-16:00"))
    (stop,) = plan(town, start={"lat": 47.0, "lon": 8.0}).stops
    assert (clock(stop, "arrive"), clock(stop), stop.wait) == ("14:00", "14:00", 0)
