"""The verifier finds each broken rule, and only that one."""

from contextlib import suppress
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from itinerary.request import ItineraryRequest, read_request
from itinerary.verify import RULES, verify
from knowledge.places.faults import Faults
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.pack import load_pack
from tests.unit.itinerary import toy
from tests.unit.itinerary.planning import wish

DAY = "2026-12-02"  # a Wednesday
LISBON = "+00:00"


@pytest.fixture(scope="module")
def town() -> Gazetteer:
    return load_pack(Path(__file__).parents[2] / "data" / "toytown").gazetteer()


def stop(place_id: str | None, begin: str, leave: str, **more: Any) -> dict[str, Any]:
    return {"place_id": place_id, "begin": f"{DAY}T{begin}:00{LISBON}", "leave": f"{DAY}T{leave}:00{LISBON}", **more}


def sound_plan() -> dict[str, Any]:
    return {
        "date": DAY,
        "stops": [
            stop("river-park", "10:00", "11:00"),
            stop("noodle-corner", "11:30", "12:10", kind="meal", meal="lunch"),
            stop("old-town-hall", "12:30", "13:15"),
            stop("castle", "13:45", "15:15"),
        ],
    }


def asked(town: Gazetteer, **wishes: Any) -> ItineraryRequest:
    raw = {"date": DAY, "meals": {"lunch": True, "dinner": False}, **wishes}
    return read_request(raw, town, date(2026, 11, 23))


def codes(plan: dict[str, Any], request: ItineraryRequest | None, town: Gazetteer) -> list[tuple[str, int | None]]:
    return [(violation.code, violation.stop) for violation in verify(plan, request, town).violations]


def test_a_sound_day_is_valid_with_every_rule_checked(town: Gazetteer) -> None:
    """Nothing is found in a sound plan, and the certificate lists every rule."""
    verdict = verify(sound_plan(), asked(town), town)
    assert verdict.violations == ()
    assert verdict.valid
    assert [check.rule for check in verdict.checks] == [rule.code for rule in RULES]
    assert all(check.ok and check.detail for check in verdict.checks)


def test_without_a_request_the_places_and_the_clock_are_judged(town: Gazetteer) -> None:
    """A plan by itself may lack a lunch and spend what it likes, but not stand before a closed door."""
    plan = {"date": DAY, "stops": [stop("clock-museum", "13:00", "13:50")]}
    assert codes(plan, None, town) == [("opening_hours", 0)]


@pytest.mark.parametrize(
    ("broken", "violation"),
    [
        (stop("atlantis", "16:00", "17:00"), ("unknown_place", 4)),
        (stop("old-mill", "16:00", "16:30"), ("status", 4)),
        (stop("glass-tower", "16:00", "16:30"), ("status", 4)),
        (stop("lost-fountain", "16:00", "16:10"), ("position", 4)),
        (stop("clock-museum", "17:00", "18:00"), None),
        (stop("clock-museum", "17:31", "18:00"), ("last_entry", 4)),
        (stop("clock-museum", "16:45", "17:15"), ("visit_minutes", 4)),
        (stop("castle-keep", "16:00", "16:30"), ("part_of", 4)),
        (stop("river-park", "16:00", "17:00"), ("repeated", 4)),
        (stop("river-park", "17:30", "18:10"), ("day", 4)),
        (stop("map-library", "15:16", "16:10"), ("travel", 4)),
        (stop(None, "15:20", "15:40", kind="rest"), None),
        (stop("noodle-corner", "16:00", "16:40", kind="meal", meal="dinner"), ("meals", 4)),
    ],
)  # fmt: skip
def test_each_broken_stop_is_named_by_its_rule(
    town: Gazetteer, broken: dict[str, Any], violation: tuple[str, int] | None
) -> None:
    """One stop added to a sound day is found out by its own rule and by its index."""
    plan = sound_plan()
    plan["stops"].append(broken)
    found = codes(plan, asked(town), town)
    if violation is None:
        assert [one for one in found if one != ("repeated", 4)] == []
    else:
        assert violation in found


@pytest.mark.parametrize(
    ("wishes", "violation"),
    [
        ({"must_visit": ["clock-museum"]}, ("must_visit", None)),
        ({"avoid": ["castle"]}, ("avoid", 3)),
        ({"only_kinds": ["park", "red_site"]}, ("only_kinds", 3)),
        ({"only_kinds": ["park", "red_site"], "must_visit": ["castle"]}, None),
        ({"max_places": 2}, ("max_places", None)),
        ({"fixed": [{"place_id": "castle", "begin": "14:00", "minutes": 90}]}, ("fixed", 3)),
        ({"fixed": [{"place_id": "castle", "begin": "13:45", "minutes": 90}]}, None),
        ({"meals": {"lunch": False, "dinner": False}}, ("meals", 1)),
        ({"meals": {"lunch": True, "dinner": True}, "end_time": "20:00"}, ("meals", None)),
        ({"budget": 10}, ("budget", None)),
        ({"budget": 100}, None),
        ({"max_walk": 100, "modes": ["walk"]}, ("max_walk", None)),
        ({"max_leg_walk": 100, "modes": ["walk"]}, ("max_leg_walk", 1)),
        ({"max_distance": 500}, ("max_distance", None)),
        ({"date": "2026-12-03"}, ("day", None)),
        ({"start_time": "10:30"}, ("day", 0)),
        ({"party": {"wheelchair": True}}, None),
    ],
)
def test_each_broken_wish_is_named_by_its_rule(
    town: Gazetteer, wishes: dict[str, Any], violation: tuple[str, int | None] | None
) -> None:
    """The same day is judged against what was asked for."""
    found = codes(sound_plan(), asked(town, **wishes), town)
    if violation is None:
        assert found == []
    else:
        assert violation in found


def test_a_mode_that_was_not_allowed_is_found(town: Gazetteer) -> None:
    """A leg by taxi in a plan for walkers breaks the rule of modes."""
    plan = sound_plan()
    plan["legs"] = [{"from": index, "to": index + 1, "mode": "taxi", "duration": 12} for index in range(3)]
    found = codes(plan, asked(town, modes=["walk"]), town)
    assert {code for code, _ in found} == {"modes"}


def test_what_the_plan_claims_is_not_believed(town: Gazetteer) -> None:
    """A leg said to take a minute, and totals and a certificate made up, don't save a plan that can't work."""
    plan = sound_plan()
    plan["stops"][3] = stop("castle", "13:16", "14:46")
    plan["legs"] = [
        {"from": 0, "to": 1, "mode": "walk", "duration": 20},
        {"from": 1, "to": 2, "mode": "walk", "duration": 15},
        {"from": 2, "to": 3, "mode": "walk", "duration": 1},
    ]
    plan["certificate"] = {"data_revision": "x", "checks": [{"rule": "travel", "ok": True, "detail": ""}]}
    assert "travel" in {code for code, _ in codes(plan, asked(town), town)}


def test_a_wheelchair_is_kept_from_steps(town: Gazetteer) -> None:
    """What is known to be impassable is excluded; what is limited or unknown is not."""
    plan = {"date": DAY, "stops": [stop("castle-keep", "10:00", "10:30")]}
    request = asked(town, meals={"lunch": False, "dinner": False}, party={"wheelchair": True})
    assert codes(plan, request, town) == [("access", 0)]


def test_a_night_belongs_to_the_day_before(town: Gazetteer) -> None:
    """A market open until two may be visited after midnight of a day that lasts so long."""
    late = {
        "place_id": "night-market",
        "begin": "2026-12-03T00:30:00+00:00",
        "leave": "2026-12-03T01:30:00+00:00",
    }
    request = asked(town, start_time="20:00", end_time="02:00", meals={"lunch": False, "dinner": False})
    assert codes({"date": DAY, "stops": [late]}, request, town) == []
    too_late = {**late, "leave": "2026-12-03T02:00:00+00:00", "begin": "2026-12-03T01:55:00+00:00"}
    assert codes({"date": DAY, "stops": [too_late]}, request, town) == [("visit_minutes", 0)]


def test_instants_of_another_zone_mean_the_same(town: Gazetteer) -> None:
    """The clock that a plan was written by doesn't matter."""
    plan = {
        "date": DAY,
        "stops": [{"place_id": "castle", "begin": f"{DAY}T18:00:00+08:00", "leave": f"{DAY}T19:30:00+08:00"}],
    }
    assert codes(plan, None, town) == []


def test_a_plan_that_cannot_be_read_names_every_fault(town: Gazetteer) -> None:
    """All faults of a malformed plan at once, each by its path."""
    plan = deepcopy(sound_plan())
    plan["date"] = "tomorrow"
    plan["stops"][0]["begin"] = "10:00"
    del plan["stops"][1]["leave"]
    plan["stops"][2]["place_id"] = 7
    with pytest.raises(Faults) as told:
        verify(plan, None, town)
    assert [fault.field for fault in told.value.faults] == [
        "date", "stops[0].begin", "stops[1].leave", "stops[2].place_id",
    ]  # fmt: skip


def test_date_places_and_times_suffice(town: Gazetteer) -> None:
    """A plan that doesn't say what its stops are for is read in its favour: lunch is the stop that can be it."""
    plan = sound_plan()
    plan["stops"] = [{name: entry[name] for name in ("place_id", "begin", "leave")} for entry in plan["stops"]]
    assert codes(plan, asked(town), town) == []
    assert codes(plan, asked(town, max_places=3), town) == []
    plan["stops"][1] = stop("noodle-corner", "14:10", "14:50")
    del plan["stops"][2:]
    assert ("meals", None) in codes(plan, asked(town), town)


def anew(plan: dict[str, Any], **leg: Any) -> dict[str, Any]:
    """A plan made anew at 13:20, gone on from beside the castle."""
    whence = {"lat": 38.7139, "lon": -9.1334}
    claimed = {"from": 2, "to": 3, "mode": "walk", "duration": 25, "buffer": 0, "from_position": whence, **leg}
    return {**plan, "as_of": f"{DAY}T13:20:00{LISBON}", "legs": [claimed]}


def test_a_leg_from_a_position_departs_no_earlier_than_the_stop_before_is_left(town: Gazetteer) -> None:
    plan = anew(sound_plan(), depart=f"{DAY}T13:00:00{LISBON}")
    assert ("travel", 3) in codes(plan, None, town)


@pytest.mark.parametrize(
    ("claim", "field"),
    [({}, "legs[0]"), ({"depart": f"{DAY}T13:40:00{LISBON}"}, "legs[0].depart")],
)
def test_a_position_is_claimed_only_for_where_the_day_was_planned_anew(
    town: Gazetteer, claim: dict[str, Any], field: str
) -> None:
    with pytest.raises(Faults) as refused:
        verify(anew(sound_plan(), **claim), None, town)
    assert [fault.field for fault in refused.value.faults] == [field]


def test_only_what_ended_before_the_day_was_planned_anew_may_be_cut_short(town: Gazetteer) -> None:
    plan = sound_plan()
    plan["stops"][3] |= {"cut_short": True}
    with pytest.raises(Faults):
        verify(plan, None, town)


def test_a_stop_on_another_date_is_told_with_both_dates() -> None:
    town = toy.town(toy.place("a"))
    stops = [{"place_id": "a", "begin": "2026-11-24T09:00:00+01:00", "leave": "2026-11-24T10:00:00+01:00"}]
    asked = wish(town, date="2026-11-25")
    messages = {one.stop: one.message for one in verify({"date": "2026-11-24", "stops": stops}, asked, town).violations}
    assert messages[None] == "the plan is for 2026-11-24, the request for 2026-11-25"
    assert messages[0] == "starts at 2026-11-24 09:00, before the day does (2026-11-25 09:00)"


JUNK = [
    None, True, -1, 10**30, float("nan"), "", "x", "2026-13-40T99:99", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00", "2026-12-02T09:00:00", "9999-12-31", [], {}, "\x00", "a" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("junk", JUNK)
def test_whatever_stands_in_a_plan_it_is_judged_or_refused(town: Gazetteer, junk: Any) -> None:
    plan = sound_plan()
    plan["as_of"] = f"{DAY}T12:00:00+00:00"
    plan["legs"] = [{"from": 0, "to": 1, "mode": "walk", "duration": 20, "buffer": 0}]
    plan["legs"][0] |= {"from_position": {"lat": 38.71, "lon": -9.14}, "depart": f"{DAY}T11:05:00+00:00"}
    holders: list[Any] = [plan, *plan["stops"][:2], plan["legs"][0], plan["legs"][0]["from_position"]]
    for holder in holders:
        for field in list(holder):
            kept, holder[field] = holder[field], junk
            for request in (None, asked(town)):
                with suppress(Faults):
                    verify(plan, request, town)
            holder[field] = kept


def test_a_night_in_which_clocks_change_is_judged_by_the_hours_that_pass() -> None:
    """From 01:58 to 03:02 are four minutes where clocks leap over an hour; where it comes twice, one may leave before
    one came by what they show.
    """
    lit = toy.town(toy.place("a", opening_hours="18:00-05:00"), toy.place("b", 400, opening_hours="18:00-05:00"))
    spring = [
        {"place_id": "a", "begin": "2026-03-29T00:30:00+01:00", "leave": "2026-03-29T01:58:00+01:00"},
        {"place_id": "b", "begin": "2026-03-29T03:02:00+02:00", "leave": "2026-03-29T03:50:00+02:00"},
    ]
    assert codes({"date": "2026-03-28", "stops": spring}, None, lit) == [("travel", 1)]
    autumn = [
        {"place_id": "a", "begin": "2027-10-31T02:30:00+02:00", "leave": "2027-10-31T02:15:00+01:00"},
        {"place_id": "b", "begin": "2027-10-31T02:30:00+01:00", "leave": "2027-10-31T03:30:00+01:00"},
    ]
    assert codes({"date": "2027-10-30", "stops": autumn}, None, lit) == []
    wished = wish(
        lit, date="2027-10-30", start_time="18:00", end_time="05:00",
        fixed=[{"place_id": "b", "begin": "02:30", "minutes": 60}],
    )  # fmt: skip
    assert codes({"date": "2027-10-30", "stops": autumn}, wished, lit) == []


def test_how_long_a_stop_may_be_is_told_with_its_limit(town: Gazetteer) -> None:
    """No visit of four hours where two are the most, no lunch of a minute; what was fixed is as long as that."""
    plan = sound_plan()
    plan["stops"][1]["leave"] = f"{DAY}T11:31:00{LISBON}"
    plan["stops"][3]["leave"] = f"{DAY}T17:45:00{LISBON}"
    found = verify(plan, asked(town), town).violations
    most = town.places["castle"].visit_minutes
    assert most is not None
    assert [(one.code, one.stop, one.message) for one in found] == [
        ("visit_minutes", 3, f"castle gets 240 minutes and has enough in {most.max}"),
        ("meals", 1, "lunch takes 20 minutes at least and gets 1"),
    ]
    fixed = [{"place_id": "castle", "begin": "13:45", "minutes": 240}]
    assert codes(plan, asked(town, fixed=fixed), town) == [("meals", 1)]


def test_money_is_told_with_its_currency(town: Gazetteer) -> None:
    (found,) = verify(sound_plan(), asked(town, budget=10), town).violations
    assert found.message.endswith(f" {town.district.currency} in all, 10 is the limit")


def test_a_field_that_no_plan_has_is_refused_by_name(town: Gazetteer) -> None:
    plan = sound_plan()
    plan |= {"foo": 1, "legs": [{"from": 0, "to": 1, "mode": "walk", "duration": 20, "speed": 3}]}
    plan["stops"][2]["name"] = "Old Town Hall"
    plan["stops"][2]["colour"] = "red"
    with pytest.raises(Faults) as refused:
        verify(plan, None, town)
    assert {fault.field for fault in refused.value.faults} == {"foo", "stops[2].colour", "legs[0].speed"}
