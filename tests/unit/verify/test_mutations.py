"""A sound plan of ours, spoilt in one way at a time: the verifier names the rule that is broken."""

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

import pytest

from itinerary.plan import plan_day
from itinerary.verify import RULES, verify
from tests.unit.itinerary import toy
from tests.unit.itinerary.planning import NOW, wish

TOWN = toy.town(
    toy.place("hall", 400, kind="hall", last_entry=["18:00"], ticket={"adult": 10}),
    toy.place("museum", 3000, ticket={"adult": 10}),
    toy.place("annexe", 3050, part_of="museum"),
    toy.place("park", 1500, kind="park", opening_hours=None, indoor=False),
    toy.place("vague", 2000, position={"lat": 47.018, "lon": 8.0, "precision": "area", "uncertainty_m": 300}),
    toy.place("abroad", 900, in_district=False),
    toy.place("steps", 700, accessibility={"wheelchair": "no"}),
    toy.place("ruin", 800, status="closed"),
    toy.place("lost", position=None),
    toy.place("eatery", 1000, kind="eatery", price_per_person={"min": 10, "max": 20}),
)
WISH = wish(
    TOWN,
    start={"lat": 47.0, "lon": 8.0},
    end={"lat": 47.0, "lon": 8.0},
    must_visit=["museum", "vague", "park", "hall"],
    fixed=[{"place_id": "hall", "begin": "09:30", "minutes": 50}],
    meals={"lunch": True, "dinner": False},
    max_places=4,
    modes=["walk", "bus", "taxi"],
    end_time="17:00",
)
PLAN = plan_day(WISH, TOWN, NOW).itineraries[0].model_dump(mode="json", by_alias=True)
INDEX = {stop["place_id"]: number for number, stop in enumerate(PLAN["stops"])}
Plan = dict[str, Any]


def moved(place_id: str, **minutes: int) -> Callable[[Plan], None]:
    """The stop's instants moved by so many minutes each."""

    def spoil(plan: Plan) -> None:
        stop = plan["stops"][INDEX[place_id]]
        for edge, shift in minutes.items():
            stop[edge] = (datetime.fromisoformat(stop[edge]) + timedelta(minutes=shift)).isoformat()

    return spoil


def changed(stop: str, **fields: Any) -> Callable[[Plan], None]:
    return lambda plan: plan["stops"][INDEX[stop]].update(fields)


def leg(number: int, **fields: Any) -> Callable[[Plan], None]:
    def spoil(plan: Plan) -> None:
        for name, value in fields.items():
            plan["legs"][number][name] = value(plan["legs"][number][name]) if callable(value) else value

    return spoil


def half_past(plan: Plan, place_id: str, edge: str) -> str:
    """The instant half a minute later."""
    instant = datetime.fromisoformat(plan["stops"][INDEX[place_id]][edge])
    return (instant + timedelta(seconds=30)).isoformat()


def without(place_id: str) -> Callable[[Plan], None]:
    def spoil(plan: Plan) -> None:
        del plan["stops"][INDEX[place_id]]
        del plan["legs"]

    return spoil


def later(minutes: int) -> Callable[[Plan], None]:
    """The whole day so much later."""

    def spoil(plan: Plan) -> None:
        for place_id in INDEX:
            moved(place_id, arrive=minutes, begin=minutes, leave=minutes)(plan)

    return spoil


def into(place_id: str) -> int:
    """The leg that leads to a place."""
    return next(number for number, one in enumerate(PLAN["legs"]) if one["to"] == INDEX[place_id])


SPOILT: list[tuple[str, Callable[[Plan], None]]] = [
    ("unknown_place", changed("park", place_id="atlantis")),
    ("status", changed("park", place_id="ruin")),
    ("position", changed("park", place_id="lost")),
    ("outside", changed("park", place_id="abroad")),
    ("whole_minutes", lambda plan: plan["stops"][INDEX["park"]].update(arrive=half_past(plan, "park", "arrive"))),
    ("whole_minutes", lambda plan: plan["stops"][INDEX["park"]].update(leave=half_past(plan, "park", "leave"))),
    ("order", moved("park", arrive=1)),
    ("order", moved("park", leave=-600)),
    ("order", moved("eatery", arrive=-180)),
    ("day", lambda plan: plan.update(date="2026-11-25")),
    ("day", moved("hall", arrive=-60)),
    ("day", later(180)),
    ("opening_hours", later(-120)),
    ("opening_hours", later(12 * 60)),
    ("last_entry", later(9 * 60 + 30)),
    ("visit_minutes", moved("museum", leave=-25)),
    ("visit_minutes", moved("museum", leave=31)),
    ("travel", moved("museum", arrive=-1, begin=-1)),
    ("travel", leg(into("museum"), duration=lambda minutes: minutes - 1)),
    ("travel", leg(into("museum"), duration=lambda minutes: minutes + 1)),
    ("travel", leg(into("vague"), buffer=0)),
    ("travel", leg(-1, mode="walk")),
    ("repeated", changed("park", place_id="museum")),
    ("part_of", changed("park", place_id="annexe")),
    ("must_visit", without("park")),
    ("must_visit", changed("park", kind="rest")),
    ("fixed", moved("hall", begin=1)),
    ("fixed", moved("hall", leave=-1)),
    ("fixed", without("hall")),
    ("meals", without("eatery")),
    ("meals", changed("eatery", meal="dinner")),
    ("meals", changed("eatery", meal=None)),
    ("meals", moved("eatery", leave=-41)),
    ("meals", changed("park", kind="meal", meal="lunch")),
    ("meals", changed("park", place_id=None)),
    ("modes", leg(into("museum"), mode="ebike")),
]


def test_the_plan_itself_is_sound() -> None:
    assert verify(PLAN, WISH, TOWN).violations == ()
    assert set(INDEX) == {"hall", "museum", "park", "vague", "eatery"}


@pytest.mark.parametrize(("code", "spoil"), SPOILT)
def test_what_is_spoilt_in_a_sound_plan_is_named(code: str, spoil: Callable[[Plan], None]) -> None:
    plan = deepcopy(PLAN)
    spoil(plan)
    assert code in {found.code for found in verify(plan, WISH, TOWN).violations}


@pytest.mark.parametrize(
    ("code", "stricter"),
    [
        ("access", {"party": {"adults": 1, "wheelchair": True}, "must_visit": ["steps"]}),
        ("avoid", {"avoid": ["museum"], "must_visit": []}),
        ("only_kinds", {"only_kinds": ["hall"], "must_visit": []}),
        ("max_places", {"max_places": 3}),
        ("modes", {"modes": ["bus"]}),
        ("budget", {"budget": 34.99}),
        ("max_walk", {"max_walk": PLAN["totals"]["walk"] - 1}),
        ("max_distance", {"max_distance": PLAN["totals"]["distance"] - 1}),
        ("max_leg_walk", {"max_leg_walk": max(leg["walk"] for leg in PLAN["legs"]) - 1}),
        ("meals", {"meals": {"lunch": True, "dinner": True}, "end_time": "20:00"}),
        ("meals", {"meals": {"lunch": False, "dinner": False}}),
    ],
)
def test_a_plan_is_held_to_what_was_asked_for_to_the_last_metre_and_coin(code: str, stricter: dict[str, Any]) -> None:
    request = WISH.model_copy(update={"max_places": None})
    raw = {**request.as_json(), **stricter}
    plan = deepcopy(PLAN)
    if code == "access":
        plan["stops"][INDEX["park"]]["place_id"] = "steps"
    found = verify(plan, type(WISH).model_validate(raw), TOWN).violations
    assert code in {one.code for one in found}


def test_limits_that_are_kept_one_by_one_and_not_together_are_found() -> None:
    """On foot the day is free and long, by taxi short and dear: it can't be both free and short."""
    request = wish(TOWN, max_walk=500, budget=5, modes=["walk", "taxi"])
    stops = [
        {"place_id": "eatery", "begin": "2026-11-24T09:00:00+01:00", "leave": "2026-11-24T10:00:00+01:00"},
        {"place_id": "vague", "begin": "2026-11-24T11:00:00+01:00", "leave": "2026-11-24T12:00:00+01:00"},
    ]
    found = verify({"date": "2026-11-24", "stops": stops}, request, TOWN).violations
    assert [one.code for one in found] == ["limits_together"]


def test_every_rule_is_broken_here() -> None:
    """So that a rule can't be added without a plan that breaks it."""
    here = {code for code, _ in SPOILT}
    here |= {"access", "avoid", "only_kinds", "max_places", "budget", "max_walk", "max_distance", "max_leg_walk"}
    assert here | {"limits_together"} == {rule.code for rule in RULES}
