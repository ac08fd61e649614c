"""Every absence has its true reason, and its exact price."""

from datetime import datetime
from typing import Any

import pytest

from itinerary.explain import WhyNot, why_not
from itinerary.plan import plan_day
from itinerary.repair import repair
from itinerary.request import read_request
from knowledge.places.gazetteer import Gazetteer
from tests.unit.itinerary import toy
from tests.unit.itinerary.planning import NOW, TODAY, codes, plan, visits, wish


def ask(town: Gazetteer, place_id: str, **fields: Any) -> WhyNot:
    request = wish(town, **fields)
    return why_not(plan_day(request, town, NOW).itineraries[0], request, place_id, town, NOW)


def check_ways_in(town: Gazetteer, told: WhyNot, **fields: Any) -> None:
    """Sends the request again with each change; the place is then in the plan."""
    assert told.relaxations
    for way in told.relaxations:
        request = read_request({**wish(town, **fields).as_json(), **way.change}, town, TODAY)
        assert told.place_id in visits(plan_day(request, town, NOW).itineraries[0])


def test_a_place_in_the_plan_is_told_to_be_there() -> None:
    told = ask(toy.town(toy.place("a")), "a")
    assert (told.code, told.loss, told.drops, told.relaxations) == ("in_plan", 0, (), ())


def test_the_price_of_a_place_is_what_the_day_loses_with_it() -> None:
    """A day of an hour has room for the museum, worth 40, or for the park, worth 30."""
    town = toy.town(toy.place("museum"), toy.place("park", 100, kind="park"))
    short = {"end_time": "10:00"}
    told = ask(town, "park", **short)
    assert (told.code, told.loss, told.drops) == ("time", 10, ("museum",))
    assert told.binding == ("start_time", "end_time", "museum")
    check_ways_in(town, told, **short)


def test_a_place_over_budget_is_let_in_by_more_money() -> None:
    town = toy.town(toy.place("a", ticket={"adult": 42}), toy.place("b", 100))
    told = ask(town, "a", budget=10)
    assert (told.code, told.loss) == ("budget", None)
    assert told.binding == ("a", "budget")
    assert {way.change.get("budget") for way in told.relaxations} == {45}
    check_ways_in(town, told, budget=10)


def test_an_avoided_place_may_be_let_in() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 100))
    told = ask(town, "a", avoid=["a", "b"])
    assert (told.code, told.binding) == ("avoided", ("avoid",))
    assert told.relaxations[0].change == {"must_visit": ["a"], "avoid": ["b"]}
    check_ways_in(town, told, avoid=["a", "b"])


def test_what_none_of_the_themes_asks_for_may_be_forced_in() -> None:
    town = toy.town(toy.place("a", themes=["red"]), toy.place("b", 100))
    told = ask(town, "b", themes={"red": 1})
    assert (told.code, told.binding, told.loss) == ("not_wished", ("themes",), 0)
    check_ways_in(town, told, themes={"red": 1})


def test_a_closed_place_may_be_visited_on_another_day() -> None:
    town = toy.town(toy.place("a", opening_hours="We 08:00-20:00"), toy.place("b", 100))
    told = ask(town, "a")
    assert (told.code, told.loss) == ("closed_that_day", None)
    assert told.message == "A is closed within the hours of your day."
    assert {way.change["date"] for way in told.relaxations} == {"2026-11-25"}
    check_ways_in(town, told)


def test_a_place_that_is_not_open_at_all_has_no_way_in() -> None:
    told = ask(toy.town(toy.place("a", status="planned")), "a")
    assert (told.message, told.relaxations, told.loss) == ("A is planned and not there yet.", (), None)


def test_a_place_too_far_to_reach_may_be_reached_in_a_longer_day_or_by_other_means() -> None:
    town = toy.town(toy.place("a", 9000), toy.place("b", 100))
    fields = {"start": {"lat": 47, "lon": 8}, "modes": ["walk"], "end_time": "11:00"}
    told = ask(town, "a", **fields)
    assert told.code == "too_far"
    assert {"end_time", "modes"} <= {name for way in told.relaxations for name in way.change}
    check_ways_in(town, told, **fields)


def test_the_part_of_a_visited_place_is_similar() -> None:
    town = toy.town(
        toy.place("park", kind="park"),
        toy.place("statue", 50, kind="hall", part_of="park", visit_minutes={"min": 5, "typical": 10, "max": 15}),
    )
    told = ask(town, "statue")
    assert (told.code, told.drops) == ("similar", ("park",))
    check_ways_in(town, told)


def test_reasons_are_told_apart() -> None:
    """One day with a place left out for each reason."""
    town = toy.town(
        toy.place("visited", themes=["red"]),
        toy.place("avoided", themes=["red"]),
        toy.place("wrong-theme", themes=["food"]),
        toy.place("shut", themes=["red"], opening_hours="Mo 08:00-20:00"),
        toy.place("brief", themes=["red"], opening_hours="18:00-22:00"),
        toy.place("dear", themes=["red"], ticket={"adult": 500}),
        toy.place("stairs", themes=["red"], accessibility={"wheelchair": "no"}),
        toy.place("distant", 50_000, themes=["red"]),
        toy.place("part", themes=["red"], part_of="visited"),
        toy.place("second", 700, themes=["red"], kind="hall"),
    )
    request = wish(
        town,
        themes={"red": 1},
        avoid=["avoided"],
        budget=20,
        party={"adults": 1, "wheelchair": True},
        modes=["walk", "bus"],
        start={"lat": 47, "lon": 8},
        must_visit=["visited"],
        end_time="10:30",
    )
    assert codes(plan_day(request, town, NOW).itineraries[0]) == {
        "avoided": "avoided",
        "brief": "hours",
        "dear": "budget",
        "distant": "too_far",
        "part": "similar",
        "second": "time",
        "shut": "closed_that_day",
        "stairs": "access",
        "wrong-theme": "not_wished",
    }


def test_a_place_whose_position_nobody_knows_is_told_as_that() -> None:
    town = toy.town(toy.place("a"), toy.place("lost", position=None))
    told = why_not(plan(town), wish(town), "lost", town, NOW)
    assert (told.code, told.loss, told.relaxations) == ("no_position", None, ())


@pytest.mark.parametrize(("status", "code"), [("renovating", "closed_that_day"), ("unknown", "hours")])
def test_a_place_that_is_not_open_is_told_by_its_status(status: str, code: str) -> None:
    town = toy.town(toy.place("a"), toy.place("b", 100, status=status))
    assert why_not(plan(town), wish(town), "b", town, NOW).code == code


def test_the_price_in_a_mended_day_leaves_its_past_alone() -> None:
    town = toy.town(*(toy.place(name, 300 * number, kind="park") for number, name in enumerate("abcde")))
    request = wish(town, end_time="13:00")
    day = plan(town, end_time="13:00")
    done = day.stops[0].place_id or ""
    at = datetime.fromisoformat(day.stops[0].leave)
    mended = repair(day, request, at, None, [done], [], {}, town, NOW).itinerary
    out = next(name for name in "abcde" if name not in visits(mended))
    told = why_not(mended, request, out, town, NOW)
    assert told.loss is not None
    assert done not in told.drops
