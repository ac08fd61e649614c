"""Wishes that can't hold together are told as minimal sets, with ways out that truly work."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from itinerary import draft
from itinerary.conflicts import DOUBTS, LOOKS, Holding, minimal, surely_too_much
from itinerary.core import solver
from itinerary.draft import Effort
from itinerary.plan import Conflicted, plan_day
from itinerary.pose import set_out
from itinerary.request import read_request
from knowledge.places.gazetteer import Gazetteer
from tests.unit.itinerary import toy
from tests.unit.itinerary.planning import NOW, TODAY, plan, visits, wish


def refused(town: Gazetteer, **fields: Any) -> Conflicted:
    with pytest.raises(Conflicted) as clash:
        plan(town, **fields)
    return clash.value


def check_ways_out(town: Gazetteer, clash: Conflicted, **fields: Any) -> None:
    """Sends the request again with each change."""
    request = wish(town, **fields)
    changes = [way.change for conflict in clash.conflicts for way in conflict.relaxations]
    assert changes
    for change in changes:
        relaxed = read_request({**request.as_json(), **change}, town, TODAY)
        assert plan_day(relaxed, town, NOW).itineraries


class Counted:
    """A function that counts how often it is called."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function, self.count = function, 0

    def __call__(self, *given: Any, **named: Any) -> Any:
        self.count += 1
        return self.function(*given, **named)


FAR = {"start_time": "09:00", "end_time": "11:30", "modes": ["walk"]}


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ({"status": "planned"}, "A is planned and not there yet."),
        ({"status": "unknown"}, "Whether A is open at all is not known."),
        ({"position": None}, "Where A lies is not known, so no way there can be planned."),
        ({"visit_minutes": None}, "How long a visit to A takes is not known."),
        ({"opening_hours": "Mo 08:00-20:00"}, "A is closed within the hours of your day."),
        ({"opening_hours": "08:00-09:30"}, "A opens, but not long enough for a visit within your day."),
    ],
)
def test_a_must_that_cannot_be_is_named_with_its_reason(fault: dict[str, Any], message: str) -> None:
    town = toy.town(toy.place("a", **fault), toy.place("b"))
    clash = refused(town, must_visit=["a"])
    (conflict,) = clash.conflicts
    assert conflict.constraints[0] == "a"
    assert conflict.message == message
    check_ways_out(town, clash, must_visit=["a"])


@pytest.mark.parametrize("hours", ["00:00-24:00", None])
def test_a_day_too_short_for_a_must_is_no_matter_of_its_hours(hours: str | None) -> None:
    town = toy.town(toy.place("a", opening_hours=hours))
    clash = refused(town, must_visit=["a"], end_time="09:20")
    assert clash.conflicts[0].message == "Your day is too short for a visit to A."
    check_ways_out(town, clash, must_visit=["a"], end_time="09:20")


@pytest.mark.parametrize(
    ("locale", "message"),
    [
        ("en", "A, B: visits and the ways between take at least 3 h 51 min by walking, and the day has 2 h 30 min."),
        ("zh-Hans", "A、B：游览加上路上（步行）最少要3小时51分钟，行程只有2小时30分钟。"),
        ("zh-Hant", "A、B：遊覽加上路上（步行）最少要3小時51分鐘，行程只有2小時30分鐘。"),
    ],
)
def test_what_takes_too_long_is_told_with_how_long_it_takes(locale: str, message: str) -> None:
    """Twice 45 minutes at least, and 141 for 11 250 m of road at 4.8 km/h."""
    town = toy.town(toy.place("a"), toy.place("b", 9000))
    (conflict,) = refused(town, **FAR, must_visit=["a", "b"], locale=locale).conflicts
    assert conflict.message == message


def test_what_is_too_far_to_walk_is_told_with_how_far_it_is() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 2000))
    (conflict,) = refused(town, modes=["walk"], must_visit=["a", "b"], max_walk=1000.0).conflicts
    assert conflict.message == "A, B: there are at least 2500 m to walk, more than the 1000 m you allow."


def test_a_must_closed_that_day_may_be_visited_on_another() -> None:
    town = toy.town(toy.place("a", opening_hours="We 08:00-20:00"))
    (conflict,) = refused(town, must_visit=["a"]).conflicts
    assert conflict.constraints == ("a", "date")
    assert {"date": "2026-11-25"} in [way.change for way in conflict.relaxations]


def test_two_musts_too_far_apart_stand_against_the_hours_of_the_day() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 9000), toy.place("c", 10))
    fields = {**FAR, "must_visit": ["a", "b", "c"]}
    clash = refused(town, **fields)
    (conflict,) = clash.conflicts
    assert "b" in conflict.constraints
    assert "end_time" in conflict.constraints
    check_ways_out(town, clash, **fields)


def test_the_best_day_without_the_least_of_them_is_offered() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 9000, kind="park"), toy.place("c", 10))
    clash = refused(town, **FAR, must_visit=["a", "b"], pace="packed")
    assert clash.partial is not None
    assert "a" in visits(clash.partial)
    assert "b" not in visits(clash.partial)


def test_a_conflict_is_minimal() -> None:
    """Each of its wishes given up alone makes the rest possible, and a bystander is not among them."""
    town = toy.town(
        toy.place("a", ticket={"adult": 30}), toy.place("b", 100, ticket={"adult": 30}), toy.place("c", 200)
    )
    request = wish(town, must_visit=["a", "b", "c"], budget=50)
    holds = Holding(town, Effort.of(request))
    found = minimal(request, holds)
    assert {each.name for each in found} == {"a", "b", "budget"}


def test_the_cheapest_budget_that_works_is_proposed() -> None:
    town = toy.town(toy.place("a", ticket={"adult": 30}), toy.place("b", 100, ticket={"adult": 30}))
    clash = refused(town, must_visit=["a", "b"], budget=55)
    budgets = [way.change["budget"] for way in clash.conflicts[0].relaxations if "budget" in way.change]
    assert budgets == [60]
    check_ways_out(town, clash, must_visit=["a", "b"], budget=55)


def test_the_least_time_that_works_is_proposed() -> None:
    town = toy.town(toy.place("a", visit_minutes={"min": 10, "typical": 12, "max": 20}))
    clash = refused(town, must_visit=["a"], end_time="09:01")
    ways = [way.change for way in clash.conflicts[0].relaxations]
    assert {"end_time": "09:15"} in ways
    assert {"start_time": "08:50"} in ways
    check_ways_out(town, clash, must_visit=["a"], end_time="09:01")


def test_a_small_budget_is_raised_by_single_coins() -> None:
    town = toy.town(toy.place("a", ticket={"adult": 7}))
    (conflict,) = refused(town, must_visit=["a"], budget=5).conflicts
    assert {"budget": 7.0} in [way.change for way in conflict.relaxations]


def test_conflicts_that_have_nothing_to_do_with_each_other_are_told_apart() -> None:
    town = toy.town(toy.place("a", status="closed"), toy.place("b", position=None), toy.place("c"))
    clash = refused(town, must_visit=["a", "b", "c"])
    assert sorted(conflict.constraints[0] for conflict in clash.conflicts) == ["a", "b"]
    check_ways_out(town, clash, must_visit=["a", "b", "c"])
    assert clash.partial is not None
    assert visits(clash.partial) == ["c"]


def test_appointments_that_overlap_clash() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 2000))
    fields = {
        "fixed": [
            {"place_id": "a", "begin": "10:00", "minutes": 60},
            {"place_id": "b", "begin": "10:30", "minutes": 60},
        ]
    }
    clash = refused(town, **fields)
    (conflict,) = clash.conflicts
    assert sorted(conflict.constraints) == ["a", "b"]
    check_ways_out(town, clash, **fields)


def test_an_appointment_outside_the_opening_hours_is_named_by_the_place() -> None:
    town = toy.town(toy.place("a", opening_hours="10:00-12:00"))
    fields = {"fixed": [{"place_id": "a", "begin": "13:00", "minutes": 30}]}
    (conflict,) = refused(town, **fields).conflicts
    assert conflict.constraints == ("a",)
    assert conflict.message == "The appointment at A lies outside your day or its opening hours."


def test_an_appointment_over_lunch_stands_against_lunch() -> None:
    town = toy.town(toy.place("a"))
    fields = {
        "fixed": [{"place_id": "a", "begin": "10:30", "minutes": 300}],
        "meals": {"lunch": True, "dinner": False},
    }
    clash = refused(town, **fields)
    assert set(clash.conflicts[0].constraints) == {"a", "meals.lunch"}
    check_ways_out(town, clash, **fields)


def test_a_must_impassable_in_a_wheelchair_is_named() -> None:
    town = toy.town(toy.place("a", accessibility={"wheelchair": "no"}))
    (conflict,) = refused(town, must_visit=["a"], party={"adults": 1, "wheelchair": True}).conflicts
    assert conflict.message == "A is known to be impassable in a wheelchair."


def test_more_musts_than_places_allowed_clash_with_the_number() -> None:
    town = toy.town(toy.place("a"), toy.place("b", 100))
    clash = refused(town, must_visit=["a", "b"], max_places=1)
    assert set(clash.conflicts[0].constraints) == {"max_places", "a", "b"}
    check_ways_out(town, clash, must_visit=["a", "b"], max_places=1)


def test_start_and_end_too_far_apart_for_the_day_clash() -> None:
    town = toy.town(toy.place("a"))
    fields = {
        "start": {"lat": 47, "lon": 8},
        "end": {"lat": 47.3, "lon": 8},
        "end_time": "09:30",
        "modes": ["walk"],
    }
    clash = refused(town, **fields)
    assert {"start", "end"} <= set(clash.conflicts[0].constraints)
    check_ways_out(town, clash, **fields)


def test_fifty_musts_are_answered() -> None:
    town = toy.town(*(toy.place(f"p{number:02d}", number * 100, kind="park") for number in range(50)))
    clash = refused(town, must_visit=list(town.places))
    assert clash.conflicts
    assert clash.partial is not None


def test_fifty_musts_in_a_day_of_24_hours_take_a_bounded_amount_of_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks, and those that took the solver's last resort, which cost most by far."""
    looks, last_resorts = Counted(draft.solve), Counted(solver.solve_model)
    monkeypatch.setattr(draft, "solve", looks)
    monkeypatch.setattr(solver, "solve_model", last_resorts)
    luck = random.Random(5)
    spots = [{"lat": 47 + luck.gauss(0, 0.01), "lon": 8 + luck.gauss(0, 0.01)} for _ in range(50)]
    exact = {"precision": "exact", "uncertainty_m": 0}
    town = toy.town(*(toy.place(f"p{number:02d}", position={**spot, **exact}) for number, spot in enumerate(spots)))
    meals = {"lunch": True, "dinner": True}
    clash = refused(town, must_visit=list(town.places), start_time="00:00", end_time="24:00", meals=meals)
    assert clash.partial is not None
    assert looks.count <= LOOKS
    # Beside the looks that stay undecided there are those by which the partial day is found.
    assert last_resorts.count <= DOUBTS + 20


@pytest.mark.parametrize(("musts", "too_many"), [(13, False), (14, True)])
def test_more_than_fits_between_opening_and_closing_is_seen_without_solving(musts: int, too_many: bool) -> None:
    """Of visits of 52 minutes and ways of 2 no more than 13 fit between 8 and 20, however long the day is."""
    town = toy.town(*(toy.place(f"p{number:02d}", number * 100) for number in range(musts)))
    setting = set_out(wish(town, must_visit=list(town.places), start_time="00:00", end_time="24:00"), town)
    assert surely_too_much(setting) is too_many


def test_what_usually_clashes_is_decided_without_doubt() -> None:
    town = toy.town(*(toy.place(f"p{number}", number * 400, ticket={"adult": 10}) for number in range(9)))
    for fields in ({"budget": 60}, {"end_time": "16:00", "modes": ["walk"]}, {"max_walk": 800, "budget": 70}):
        request = wish(town, must_visit=list(town.places), **fields)
        holds = Holding(town, Effort.of(request))
        assert minimal(request, holds)
        assert holds.doubts == DOUBTS


def test_a_way_out_tells_every_field_that_it_changes() -> None:
    """Thirty places a brisk day can't hold: the change drops many of them, and says which."""
    town = toy.town(*(toy.place(f"p{number:02d}", number * 100, kind="park") for number in range(30)))
    clash = refused(town, must_visit=list(town.places))
    ways = [way for conflict in clash.conflicts for way in conflict.relaxations]
    assert ways
    words = {"pace": "pace", "end_time": "End at", "start_time": "Start at", "max_places": "places", "date": "Go on"}
    for way in ways:
        for field in way.change:
            if field == "must_visit":
                dropped = set(town.places) - set(way.change["must_visit"])
                named = way.message.split("Leave out ")[1]
                assert {name for name in town.places if name.title() in named} == dropped
            else:
                assert words[field] in way.message
    assert any({"must_visit", "pace"} <= set(way.change) for way in ways)


def test_what_clashes_does_not_depend_on_the_clock() -> None:
    """However late it is, no set is left larger than need be where no limit of time was set."""
    town = toy.town(*(toy.place(f"p{number}", number * 100, ticket={"adult": 10}) for number in range(8)))
    fields: dict[str, Any] = {"must_visit": list(town.places), "budget": 70, "end_time": "23:00"}
    quick = refused(town, **fields).conflicts
    with pytest.MonkeyPatch.context() as slow:
        ticks = iter(range(10**9))
        slow.setattr("itinerary.draft.time.perf_counter", lambda: 10.0 * next(ticks))
        assert refused(town, **fields).conflicts == quick
    assert quick[0].constraints == (*town.places, "budget")


def test_as_many_musts_as_a_day_holds_are_a_plan_under_whatever_limits() -> None:
    town = toy.town(
        *(toy.place(f"p{number:02d}", number * 150, kind="park", ticket={"adult": 3}) for number in range(14))
    )
    fields = {"start_time": "07:00", "end_time": "22:00", "budget": 60, "max_walk": 2500, "pace": "packed"}
    assert set(visits(plan(town, must_visit=list(town.places), **fields))) == set(town.places)


RIDDEN = {"modes": ["ebike"], "start": {"lat": 47.0, "lon": 8.0}, "must_visit": ["a"]}


@pytest.mark.parametrize(
    ("party", "who"),
    [
        ({"adults": 1, "children": 1}, "children"),
        ({"adults": 2, "stroller": True}, "stroller"),
        ({"adults": 1, "wheelchair": True}, "wheelchair"),
        ({"adults": 1, "children": 1, "stroller": True}, "children"),
    ],
)
def test_who_bars_the_means_of_transport_is_part_of_the_conflict(party: dict[str, Any], who: str) -> None:
    town = toy.town(toy.place("a", 5000), toy.place("b", 100))
    fields = {**RIDDEN, "party": party}
    clash = refused(town, **fields)
    (conflict,) = clash.conflicts
    assert conflict.constraints == ("a", "start", "modes", f"party.{who}")
    assert conflict.message.endswith("An e-bike is not for children, a stroller or a wheelchair.")
    assert {"modes": ["ebike", "walk"]} in [way.change for way in conflict.relaxations]
    check_ways_out(town, clash, **fields)
    assert visits(plan(town, **{**fields, "party": {"adults": 2}}))


def test_a_party_that_bars_what_would_not_help_is_no_part_of_the_conflict() -> None:
    """Children walk slowly and stay longer, but with adults too an e-bike is of no help here."""
    town = toy.town(toy.place("a", ticket={"adult": 30, "child": 30}), toy.place("b", 100))
    for modes in (["walk", "ebike"], ["walk"]):
        (conflict,) = refused(
            town, must_visit=["a"], budget=5, modes=modes, party={"adults": 1, "children": 1}
        ).conflicts
        assert conflict.constraints == ("a", "budget")


def test_that_no_chain_of_ways_joins_the_musts_is_seen_without_solving(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = Counted(draft.solve)
    monkeypatch.setattr(draft, "solve", looks)
    steps = (*range(0, 1000, 100), *range(5000, 6000, 100))
    town = toy.town(*(toy.place(f"p{metres:04d}", metres) for metres in steps))
    fields = {"modes": ["ebike"], "party": {"adults": 1, "children": 1}}
    far, near = wish(town, must_visit=["p0000", "p5900"], **fields), wish(town, must_visit=["p0000", "p0200"], **fields)
    assert surely_too_much(set_out(far, town))
    assert not surely_too_much(set_out(near, town))
    assert not Holding(town, Effort.of(far))(far)
    assert looks.count == 1
    assert Holding(town, Effort.of(near))(near)
