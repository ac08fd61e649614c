"""Requests are read with every fault named at once, by the contract's paths."""

from datetime import UTC, date, datetime, timedelta
from math import inf, nan
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from itinerary.request import ItineraryRequest, Whereabouts, read_request
from knowledge.places.faults import Faults
from tests.unit.itinerary import toy

TODAY = date(2026, 11, 23)
TOWN = toy.town(
    toy.place("museum"), toy.place("park", 1000), toy.place("distant", 70_000), toy.place("lost", position=None)
)


def read(**fields: Any) -> ItineraryRequest:
    return read_request({"date": "2026-11-24", **fields}, TOWN, TODAY)


def faulty(**fields: Any) -> list[str]:
    with pytest.raises(Faults) as refused:
        read(**fields)
    return sorted(fault.field for fault in refused.value.faults)


def test_every_field_but_the_date_has_the_contracts_default() -> None:
    assert read().as_json() == {
        "date": "2026-11-24",
        "start_time": "09:00",
        "end_time": "18:00",
        "start": None,
        "end": None,
        "themes": {},
        "must_visit": [],
        "avoid": [],
        "only_kinds": [],
        "max_places": None,
        "fixed": [],
        "modes": ["walk", "ebike", "bus", "taxi"],
        "max_walk": None,
        "max_leg_walk": None,
        "max_distance": None,
        "budget": None,
        "pace": "normal",
        "meals": {"lunch": True, "dinner": True},
        "party": {"adults": 1, "children": 0, "seniors": 0, "wheelchair": False, "stroller": False},
        "weather": "any",
        "include_outside": False,
        "alternatives": 1,
        "locale": "zh-Hans",
        "time_limit": None,
        "seed": None,
    }


def test_what_was_read_can_be_sent_again() -> None:
    request = read(
        start={"place_id": "park"},
        end={"lat": 47.01, "lon": 8},
        themes={"red": 2.5},
        fixed=[{"place_id": "museum", "begin": "10:00", "minutes": 30}],
        meals={"lunch": False},
        party={"adults": 2, "children": 1},
        budget=100,
    )
    assert read_request(request.as_json(), TOWN, TODAY) == request


def test_all_faults_are_named_at_once() -> None:
    assert faulty(
        date="2026-02-30",
        themes={"red": -1, "jazz": 1, "food": nan},
        must_visit=["nowhere", "museum", 3],
        avoid=["museum"],
        party={"dogs": 1, "adults": True},
        budget="much",
        nonsense=1,
        modes=[],
        meals={"tea": True},
        fixed=[{"place_id": "museum", "begin": "9:00", "minutes": 0}],
    ) == [
        "budget",
        "date",
        "fixed[0].begin",
        "fixed[0].minutes",
        "fixed[0].place_id",
        "meals.tea",
        "modes",
        "must_visit[0]",
        "must_visit[1]",
        "must_visit[2]",
        "nonsense",
        "party.adults",
        "party.dogs",
        "themes.food",
        "themes.jazz",
        "themes.red",
    ]


@pytest.mark.parametrize("raw", [None, [], "plan", 3, True])
def test_a_request_is_an_object(raw: object) -> None:
    with pytest.raises(Faults) as refused:
        read_request(raw, TOWN, TODAY)
    assert [fault.field for fault in refused.value.faults] == [""]


def test_the_date_must_be_given() -> None:
    with pytest.raises(Faults) as refused:
        read_request({}, TOWN, TODAY)
    assert [fault.field for fault in refused.value.faults] == ["date"]


@pytest.mark.parametrize("ahead", [0, 400])
def test_dates_run_from_today_to_400_days_ahead(ahead: int) -> None:
    day = TODAY + timedelta(days=ahead)
    assert read(date=day.isoformat()).date == day


@pytest.mark.parametrize(
    "wrong", ["2026-11-22", "2027-12-29", "24.11.2026", "2026-11-24T00:00", "20261124", "", 20261124, None]
)
def test_other_dates_are_faults(wrong: object) -> None:
    assert faulty(date=wrong) == ["date"]


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("09:00", "18:00", 540),
        ("00:00", "24:00", 1440),
        ("16:00", "06:00", 840),
        ("16:00", "00:00", 480),
        ("23:59", "00:00", 1),
        ("17:00", "17:01", 1),
    ],
)
def test_a_day_from_16_on_may_end_next_morning(start: str, end: str, minutes: int) -> None:
    first, last = read(start_time=start, end_time=end).span(ZoneInfo("Asia/Shanghai"))
    assert (last - first) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("start", "end"),
    [("09:00", "09:00"), ("15:59", "06:00"), ("16:00", "06:01"), ("09:00", "00:00"), ("18:00", "17:59")],
)
def test_any_other_end_before_the_start_is_a_fault(start: str, end: str) -> None:
    assert faulty(start_time=start, end_time=end) == ["end_time"]


def test_24_00_is_an_end_and_no_start() -> None:
    assert read(end_time="24:00").end_time == "24:00"
    assert faulty(start_time="24:00") == ["start_time"]


@pytest.mark.parametrize("wrong", ["9:00", "25:00", "09:60", "noon", 540, "09:00:00", " 09:00"])
def test_clock_times_are_written_hh_mm(wrong: object) -> None:
    assert faulty(start_time=wrong) == ["start_time"]


def test_a_day_over_the_change_of_clocks_is_as_long_as_it_is() -> None:
    zone = ZoneInfo("Europe/Zurich")
    request = ItineraryRequest.model_validate({"date": "2026-10-24", "start_time": "22:00", "end_time": "06:00"})
    first, last = request.span(zone)
    assert last.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=9)


def test_an_appointment_before_the_start_of_a_night_is_next_morning() -> None:
    request = read(start_time="18:00", end_time="02:00", fixed=[{"place_id": "park", "begin": "00:30", "minutes": 30}])
    begin = request.appointment_begin(request.fixed[0], ZoneInfo("Asia/Shanghai"))
    assert begin == datetime(2026, 11, 25, 0, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"lat": 47},
        {"lon": 8},
        {"place_id": "museum", "lat": 47, "lon": 8},
        {"place_id": "distant"},
        {"place_id": "lost"},
        {"lat": 48, "lon": 8},
        "museum",
    ],
)
def test_a_start_is_a_place_or_a_point_within_60_km(wrong: object) -> None:
    assert faulty(start=wrong) == ["start"]


def test_a_start_names_what_is_wrong_within_it() -> None:
    assert faulty(start={"place_id": "nowhere"}) == ["start.place_id"]
    assert faulty(end={"lat": nan, "lon": 8, "height": 3}) == ["end.height", "end.lat"]


def test_a_start_is_told_as_it_was_given() -> None:
    told = read(start={"place_id": "park"}, end={"lat": 47, "lon": 8.01}).as_json()
    assert told["start"] == {"place_id": "park"}
    assert told["end"] == {"lat": 47, "lon": 8.01}
    assert read(start={"place_id": "park"}).start == Whereabouts(place_id="park")


def test_a_must_named_twice_is_no_fault() -> None:
    assert read(must_visit=["museum", "museum"]).must_visit == ["museum", "museum"]


def test_two_appointments_at_one_place_are_a_fault() -> None:
    wish = {"place_id": "museum", "begin": "10:00", "minutes": 30}
    assert faulty(fixed=[wish, {**wish, "begin": "15:00"}]) == ["fixed[1].place_id"]


@pytest.mark.parametrize("weight", [0, 5, 2.5])
def test_theme_weights_run_from_0_to_5(weight: float) -> None:
    assert read(themes={"red": weight}).themes == {"red": weight}


@pytest.mark.parametrize("weight", [-0.1, 5.1, nan, inf, True, "3", None])
def test_other_weights_are_faults(weight: object) -> None:
    assert faulty(themes={"red": weight}) == ["themes.red"]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("max_walk", -1),
        ("max_leg_walk", nan),
        ("max_distance", "far"),
        ("budget", -0.01),
        ("budget", True),
        ("max_places", -1),
        ("max_places", 1.5),
        ("alternatives", 0),
        ("alternatives", 6),
        ("time_limit", 0.09),
        ("time_limit", 60.1),
        ("seed", "x"),
        ("pace", "lazy"),
        ("weather", "snow"),
        ("locale", "fr"),
        ("include_outside", 1),
        ("party", {"adults": 0}),
        ("party", {"adults": 59, "children": 2}),
        ("themes", ["red"]),
        ("must_visit", "museum"),
    ],
)
def test_values_out_of_their_range_are_faults(field: str, wrong: object) -> None:
    assert faulty(**{field: wrong}) == [field]


@pytest.mark.parametrize(
    ("field", "right"),
    [("budget", 0), ("max_walk", 0), ("max_places", 0), ("alternatives", 5), ("time_limit", 0.1), ("time_limit", 60)],
)
def test_limits_include_their_edges(field: str, right: float) -> None:
    assert getattr(read(**{field: right}), field) == right


def test_lists_name_the_item_that_is_wrong() -> None:
    assert faulty(only_kinds=["museum", "zoo"], avoid=["nowhere"], modes=["walk", "horse"]) == [
        "avoid[0]",
        "modes[1]",
        "only_kinds[1]",
    ]


def test_parties_of_60_may_come() -> None:
    assert read(party={"adults": 20, "children": 20, "seniors": 20}).party.size == 60


def messages(**fields: Any) -> dict[str, str]:
    with pytest.raises(Faults) as refused:
        read(**fields)
    return {fault.field: fault.message for fault in refused.value.faults}


def test_the_size_of_a_party_is_told_beside_its_other_faults() -> None:
    assert messages(party={"dogs": 1, "adults": 0}) == {
        "party.dogs": "is no field of an itinerary request",
        "party": "is of 0; must be of 1 to 60 people",
    }


def test_faults_are_told_in_plain_words() -> None:
    """Never in those of the library that finds them."""
    told = messages(
        modes=[],
        fixed=[{"place_id": "museum"}],
        start_time="9:00",
        pace="slow",
        max_places=1.5,
        themes={"red": 9},
        meals=3,
        include_outside=1,
        budget=nan,
    )
    assert told == {
        "modes": "must not be empty",
        "fixed[0].begin": "is missing",
        "fixed[0].minutes": "is missing",
        "start_time": "must be a time of the day written HH:MM",
        "pace": "must be 'relaxed', 'normal' or 'packed'",
        "max_places": "must be a whole number",
        "themes.red": "must be at most 5",
        "meals": "must be an object",
        "include_outside": "must be true or false",
        "budget": "must be a finite number",
    }


def test_where_to_eat_has_to_serve_meals_and_not_be_avoided() -> None:
    town = toy.town(toy.place("hall"), toy.place("eatery", kind="eatery"))
    raw = {"date": "2026-11-24", "eat_at": ["hall", "eatery", "atlantis"], "avoid": ["eatery"]}
    with pytest.raises(Faults) as refused:
        read_request(raw, town, TODAY)
    assert {fault.field for fault in refused.value.faults} == {"eat_at[0]", "eat_at[1]", "eat_at[2]"}
