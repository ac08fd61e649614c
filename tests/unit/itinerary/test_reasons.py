"""The reason told for each absence is true: held against days planned anew in small towns full of limits."""

from random import Random
from typing import Any

import pytest

from benchmarks.district_reasons import Reasons, untrue_price
from itinerary.plan import Conflicted, plan_day
from knowledge.places.gazetteer import Gazetteer
from tests.unit.itinerary import toy
from tests.unit.itinerary.planning import NOW, TODAY, answer, codes, plan, wish

HOURS = ["08:00-20:00", "08:00-20:00", "10:00-12:00,14:00-17:00", "We 08:00-20:00", "16:00-22:00", None]


def some_town(luck: Random) -> Gazetteer:
    return toy.town(
        *(
            toy.place(
                f"p{number}",
                luck.choice([1, 1, 1, 6]) * luck.randint(-2500, 2500),
                kind=luck.choice(["museum", "park", "hall", "station"]),
                themes=luck.choice([["red"], ["red", "food"], ["nature"]]),
                opening_hours=luck.choice(HOURS),
                ticket={"adult": luck.choice([0, 0, 8, 30])},
                part_of="p0" if number and luck.random() < 0.15 else None,
                accessibility={"wheelchair": luck.choice(["yes", "yes", "no"])},
            )
            for number in range(9)
        )
    )


def some_wishes(luck: Random) -> dict[str, Any]:
    fields: dict[str, Any] = {"end_time": luck.choice(["11:00", "13:00", "16:00", "21:00"])}
    for name, chance, values in (
        ("themes", 0.3, [{"red": 2}, {"red": 3, "nature": 1}]),
        ("start", 0.6, [{"lat": 47.0, "lon": 8.0}]),
        ("end", 0.4, [{"lat": 47.01, "lon": 8.0}]),
        ("budget", 0.5, [0, 10, 40]),
        ("max_walk", 0.3, [500, 2000]),
        ("max_leg_walk", 0.2, [400, 1500]),
        ("max_distance", 0.3, [2000, 8000]),
        ("max_places", 0.3, [0, 1, 3]),
        ("modes", 0.4, [["walk"], ["walk", "bus"], ["taxi"]]),
        ("avoid", 0.2, [["p1", "p2"]]),
        ("only_kinds", 0.2, [["museum", "park"]]),
        ("party", 0.2, [{"adults": 1, "wheelchair": True}]),
    ):
        if luck.random() < chance:
            fields[name] = luck.choice(values)
    return fields


@pytest.mark.parametrize("seed", [*range(24), 53, 127])
def test_every_reason_is_true(seed: int) -> None:
    luck = Random(seed)
    town = some_town(luck)
    request = wish(town, **some_wishes(luck))
    try:
        day = plan_day(request, town, NOW).itineraries[0]
    except Conflicted:
        return
    reasons = Reasons(day, request, town)
    faults = [(entry.place_id, entry.code, reasons.untrue(entry)) for entry in day.excluded]
    assert [fault for fault in faults if fault[2] is not None] == []


@pytest.mark.parametrize("seed", range(8))
def test_every_price_is_that_of_a_day_planned_anew_and_every_way_in_works(seed: int) -> None:
    luck = Random(1000 + seed)
    town = some_town(luck)
    request = wish(town, **some_wishes(luck))
    try:
        day = plan_day(request, town, NOW).itineraries[0]
    except Conflicted:
        return
    for entry in luck.sample(day.excluded, min(3, len(day.excluded))):
        assert list(untrue_price(day, request, entry.place_id, town, TODAY)) == []


def test_a_place_that_shuts_before_anybody_is_there_is_told_by_its_hours() -> None:
    town = toy.town(toy.place("a", 4000, opening_hours="08:00-10:15"), toy.place("b", 100))
    day = plan(town, start={"lat": 47.0, "lon": 8.0}, modes=["walk"], end_time="14:00")
    assert codes(day)["a"] == "hours"


@pytest.mark.parametrize(
    ("hours", "code"), [("00:00-24:00", "time"), (None, "time"), ("08:00-09:10", "time"), ("10:00-12:00", "hours")]
)
def test_a_day_too_short_for_a_visit_is_no_matter_of_hours(hours: str | None, code: str) -> None:
    town = toy.town(toy.place("a", opening_hours=hours), toy.place("b", 100, opening_hours="We 08:00-20:00"))
    day = plan(town, end_time="09:20")
    assert codes(day) == {"a": code, "b": "closed_that_day"}
    reasons = Reasons(day, wish(town, end_time="09:20"), town)
    assert [reasons.untrue(entry) for entry in day.excluded] == [None, None]


def test_hours_too_short_for_a_visit_are_told_where_the_day_is_long_enough() -> None:
    day = plan(toy.town(toy.place("a", opening_hours="08:00-09:30")), end_time="10:00")
    assert codes(day) == {"a": "hours"}


def test_the_note_of_a_day_too_short_for_anything_speaks_of_time() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 100, opening_hours=None))
    note = answer(town, end_time="09:01").note
    assert note is not None
    assert "What stands in the way: too little time." in note


def test_a_ride_that_money_is_short_of_is_no_matter_of_time() -> None:
    """On foot there is no time for the second museum; a taxi would make it."""
    town = toy.town(toy.place("a"), toy.place("b", 2400, ticket={"adult": 0}))
    fields: dict[str, Any] = {"end_time": "11:10", "start": {"lat": 47.0, "lon": 8.0}, "modes": ["walk", "taxi"]}
    assert codes(plan(town, **fields, budget=5)) == {"b": "budget"}
    assert codes(plan(town, **fields)) == {}


BARRED = (
    "There is no way there by the means of transport you chose: no e-bike with children, a stroller or a wheelchair."
)


def test_a_place_that_only_a_barred_ride_leads_to_is_not_called_too_far() -> None:
    town = toy.town(toy.place("a", 5000), toy.place("b", 6000))
    fields = {"modes": ["ebike"], "party": {"adults": 1, "children": 1}, "start": {"lat": 47.0, "lon": 8.0}}
    told = answer(town, **fields)
    (day,) = told.itineraries
    assert {(entry.code, entry.reason) for entry in day.excluded} == {("too_far", BARRED)}
    assert told.note is not None
    assert "no e-bike with children" in told.note
    assert codes(plan(town, **{**fields, "party": {"adults": 2}})) == {}


def test_what_a_barred_ride_would_lead_on_to_is_no_matter_of_time() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 100), toy.place("c", 4000))
    day = plan(town, modes=["ebike"], party={"adults": 1, "children": 1})
    assert [(entry.place_id, entry.reason) for entry in day.excluded] == [("c", BARRED)]


def test_what_lies_near_is_still_a_matter_of_time_where_a_ride_is_barred() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 100))
    day = plan(town, modes=["ebike"], party={"adults": 1, "children": 1}, end_time="10:10")
    (left,) = day.excluded
    assert (left.code, left.reason.startswith("No time left")) == ("time", True)
