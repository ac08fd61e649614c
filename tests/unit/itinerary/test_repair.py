"""A day that goes wrong is mended: the past and what is locked stay, the rest changes little."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from itinerary.itinerary import Itinerary, Stop
from itinerary.plan import Conflicted, plan_day
from itinerary.repair import Repaired, repair
from itinerary.request import ItineraryRequest
from itinerary.verify import Violation, verify
from knowledge.places.district import Point
from knowledge.places.faults import Faults
from knowledge.places.gazetteer import Gazetteer
from tests.unit.itinerary import toy
from tests.unit.itinerary.planning import NOW, clock, visits, wish

TOWN = toy.town(
    toy.place("a", 0, kind="hall"),
    toy.place("b", 600),
    toy.place("c", 1200, kind="park", indoor=False),
    toy.place("d", 1800, kind="hall"),
    toy.place("e", 2400),
    toy.place("eatery", 1000, kind="eatery"),
)


def planned(**fields: Any) -> tuple[Itinerary, ItineraryRequest]:
    request = wish(TOWN, meals={"lunch": True, "dinner": False}, end_time="16:00", **fields)
    return plan_day(request, TOWN, NOW).itineraries[0], request


def where(place_id: str | None) -> Point:
    position = TOWN.places[place_id or ""].position
    assert position is not None
    return Point(lat=position.lat, lon=position.lon)


def judged(day: tuple[Itinerary, ItineraryRequest], mended: Repaired, **changes: Any) -> tuple[Violation, ...]:
    request = ItineraryRequest.model_validate({**day[1].as_json(), **changes})
    return verify(mended.itinerary.model_dump(mode="json", by_alias=True), request, TOWN).violations


def mend(
    day: tuple[Itinerary, ItineraryRequest],
    after: int,
    late: int = 0,
    *,
    position: Point | None = None,
    locked: list[str] | None = None,
    changes: dict[str, Any] | None = None,
    town: Gazetteer = TOWN,
) -> Repaired:
    """Repairs once so many stops are done, so many minutes late."""
    itinerary, request = day
    past = itinerary.stops[:after]
    moment = past[-1].leave if past else itinerary.start
    at = datetime.fromisoformat(moment) + timedelta(minutes=late)
    done = [stop.place_id for stop in past if stop.place_id is not None]
    return repair(itinerary, request, at, position, done, locked or [], changes or {}, town, NOW)


def test_a_day_on_time_stays_as_it_is() -> None:
    day = planned()
    mended = mend(day, 2)
    assert mended.itinerary.stops == day[0].stops
    assert mended.changed == ("Nothing had to change.",)


def test_what_is_past_stays() -> None:
    day = planned()
    mended = mend(day, 2, late=40)
    assert mended.itinerary.stops[:2] == day[0].stops[:2]
    assert mended.itinerary.legs[:1] == day[0].legs[:1]


def test_who_is_late_goes_on_from_now_and_ends_in_time() -> None:
    day = planned()
    mended = mend(day, 2, late=40, position=where(day[0].stops[0].place_id))
    left = datetime.fromisoformat(day[0].stops[1].leave) + timedelta(minutes=40)
    coming = mended.itinerary.stops[2:]
    assert all(datetime.fromisoformat(stop.arrive) >= left for stop in coming)
    assert datetime.fromisoformat(coming[-1].leave) <= datetime.fromisoformat(mended.itinerary.end)
    assert mended.changed != ("Nothing had to change.",)


def test_nothing_done_is_visited_again() -> None:
    mended = mend(planned(), 3, late=20)
    places = [stop.place_id for stop in mended.itinerary.stops]
    assert len(places) == len(set(places))


def test_a_closure_drops_the_place_and_says_so() -> None:
    day = planned()
    lost = visits(day[0])[-1]
    assert lost is not None
    mended = mend(day, 1, changes={"avoid": [lost]})
    assert lost not in visits(mended.itinerary)
    assert f"{TOWN.places[lost].called('en')} is left out. You asked to leave it out." in mended.changed


def test_what_is_locked_keeps_its_time() -> None:
    day = planned()
    last = [stop for stop in day[0].stops if stop.kind == "visit"][-1]
    assert last.place_id is not None
    mended = mend(day, 1, late=30, locked=[last.place_id])
    (kept,) = [stop for stop in mended.itinerary.stops if stop.place_id == last.place_id]
    assert (kept.begin, kept.leave) == (last.begin, last.leave)


def test_the_way_on_leads_from_where_the_visitor_is() -> None:
    day = planned()
    far = Point(lat=47.0 - 0.03, lon=8.0)
    mended = mend(day, 1, position=far)
    assert mended.itinerary.legs[0].distance > 3000


def test_lunch_that_was_had_is_not_had_again() -> None:
    day = planned()
    eaten = next(index for index, stop in enumerate(day[0].stops) if stop.kind == "meal") + 1
    mended = mend(day, eaten, late=5)
    assert [stop.kind for stop in mended.itinerary.stops].count("meal") == 1


def test_lunch_that_was_missed_by_the_clock_is_let_go() -> None:
    day = planned()
    itinerary, request = day
    at = datetime.fromisoformat("2026-11-24T14:30:00+01:00")
    mended = repair(itinerary, request, at, None, [], [], {}, TOWN, NOW)
    assert "meal" not in [stop.kind for stop in mended.itinerary.stops if clock(stop) > "14:00"]


def test_what_is_locked_and_cannot_be_had_is_refused() -> None:
    day = planned()
    last = visits(day[0])[-1]
    assert last is not None
    with pytest.raises(Conflicted):
        mend(day, 1, late=400, locked=[last])


def test_a_mended_day_passes_the_verifier() -> None:
    day = planned()
    mended = mend(day, 2, late=25)
    assert verify(mended.itinerary.model_dump(mode="json", by_alias=True), day[1], TOWN).valid


def test_after_the_day_nothing_is_left() -> None:
    day = planned()
    at = datetime.fromisoformat("2026-11-24T16:30:00+01:00")
    mended = repair(day[0], day[1], at, None, ["a"], [], {}, TOWN, NOW)
    assert visits(mended.itinerary) == ["a"]


FAR = Point(lat=47.0 - 0.03, lon=8.0)


@pytest.mark.parametrize("after", [0, 1, 2, 3])
@pytest.mark.parametrize("late", [0, 12, 50])
def test_a_day_mended_from_a_position_passes_the_verifier(after: int, late: int) -> None:
    day = planned()
    mended = mend(day, after, late, position=FAR)
    assert judged(day, mended) == ()
    assert all(check.ok for check in mended.itinerary.certificate.checks)


def test_the_leg_from_a_position_names_it_and_when_it_starts() -> None:
    mended = mend(planned(), 1, late=5, position=FAR).itinerary
    (leg,) = [leg for leg in mended.legs if leg.from_position is not None]
    assert (leg.from_, leg.from_position, leg.depart) == (0, FAR, mended.as_of)


def test_a_day_mended_twice_from_positions_passes_the_verifier() -> None:
    day = planned()
    first = mend(day, 1, late=5, position=FAR).itinerary
    again = mend((first, day[1]), 2, late=5, position=FAR)
    assert judged(day, again) == ()


def test_a_lunch_that_is_over_is_past_without_being_named() -> None:
    day = planned()
    lunch = next(stop for stop in day[0].stops if stop.kind == "meal")
    visited = [stop.place_id for stop in day[0].stops if stop.kind == "visit" and stop.leave <= lunch.begin]
    at = datetime.fromisoformat(lunch.leave) + timedelta(minutes=1)
    mended = repair(*day, at, None, [str(one) for one in visited], [], {}, TOWN, NOW)
    assert lunch in mended.itinerary.stops
    assert judged(day, mended) == ()


@pytest.mark.parametrize("lock", [False, True])
def test_a_visit_that_goes_on_stays_as_planned(lock: bool) -> None:
    day = planned()
    going = day[0].stops[1]
    at = datetime.fromisoformat(going.begin) + timedelta(minutes=10)
    position, locked = (None, [str(going.place_id)]) if lock else (where(going.place_id), [])
    mended = repair(*day, at, position, [str(day[0].stops[0].place_id)], locked, {}, TOWN, NOW)
    assert mended.itinerary.stops[1] == going
    assert judged(day, mended) == ()


def test_a_visit_that_is_not_done_begins_no_earlier_than_now() -> None:
    day = planned()
    at = datetime.fromisoformat(day[0].stops[1].begin) + timedelta(minutes=25)
    done = [str(day[0].stops[0].place_id)]
    mended = repair(*day, at, None, done, [], {}, TOWN, NOW)
    assert all(datetime.fromisoformat(stop.begin) >= at for stop in mended.itinerary.stops[1:])
    assert judged(day, mended) == ()


def test_a_visit_cut_short_is_told_so_and_is_no_violation() -> None:
    day = planned()
    at = datetime.fromisoformat(day[0].stops[0].begin) + timedelta(minutes=10)
    mended = repair(*day, at, None, [str(day[0].stops[0].place_id)], [], {}, TOWN, NOW)
    assert mended.itinerary.stops[0].cut_short
    assert judged(day, mended) == ()


def test_a_limit_broken_by_the_past_is_named_with_a_way_out_that_works() -> None:
    day = planned(modes=["walk"])
    with pytest.raises(Conflicted) as refused:
        mend(day, 4, changes={"max_walk": 100.0})
    (conflict,) = refused.value.conflicts
    assert conflict.constraints == ("max_walk",)
    assert refused.value.partial is not None
    change = conflict.relaxations[0].change
    assert change["max_walk"] > 100
    assert judged(day, mend(day, 4, changes=change), **change) == ()


def test_every_way_out_works_when_sent() -> None:
    day = planned()
    changes: dict[str, Any] = {"must_visit": ["a", "b", "c", "d", "e"], "end_time": "13:30"}
    with pytest.raises(Conflicted) as refused:
        mend(day, 2, changes=changes)
    assert refused.value.partial is not None
    ways = [way.change for conflict in refused.value.conflicts for way in conflict.relaxations]
    assert ways
    for way in ways:
        assert any(changes.get(field) != value for field, value in way.items())
        mend(day, 2, changes={**changes, **way})


def test_what_is_locked_and_has_no_room_is_named_with_the_best_day_without() -> None:
    day = planned()
    last = visits(day[0])[-1]
    assert last is not None
    with pytest.raises(Conflicted) as refused:
        mend(day, 1, late=400, locked=[last])
    assert last in refused.value.conflicts[0].constraints
    assert refused.value.partial is not None


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"at": "2026-11-26T10:00:00+01:00"}, "at"),
        ({"done": ["a"], "changes": {"avoid": ["b", "a"]}, "at": "2026-11-24T15:59:00+01:00"}, "changes.avoid[1]"),
    ],
)
def test_what_contradicts_itself_is_a_fault_of_its_field(sent: dict[str, Any], field: str) -> None:
    day = planned()
    at = datetime.fromisoformat(sent.get("at", "2026-11-24T10:00:00+01:00"))
    with pytest.raises(Faults) as refused:
        repair(*day, at, None, sent.get("done", []), sent.get("locked", []), sent.get("changes", {}), TOWN, NOW)
    assert [fault.field for fault in refused.value.faults] == [field]


def test_no_sentence_tells_of_a_move_to_the_same_hour() -> None:
    day = planned()
    at = datetime.fromisoformat("2026-11-24T00:00:00+01:00")
    mended = repair(*day, at, None, [], [], {"date": "2026-11-25"}, TOWN, NOW)
    assert not [line for line in mended.changed if "09:00 to 09:00" in line]


def test_a_closure_beats_a_lock() -> None:
    day = planned()
    last = visits(day[0])[-1] or ""
    mended = mend(day, 1, locked=[last], changes={"avoid": [last]})
    assert last not in visits(mended.itinerary)


def test_where_only_a_lock_stands_in_the_way_the_way_out_works_with_the_same_locks() -> None:
    day = planned()
    last = visits(day[0])[-1] or ""
    with pytest.raises(Conflicted) as refused:
        mend(day, 1, late=400, locked=[last])
    ways = [way.change for conflict in refused.value.conflicts for way in conflict.relaxations]
    assert ways
    for way in ways:
        assert judged(day, mend(day, 1, late=400, locked=[last], changes=way), **way) == ()


def test_a_plan_may_be_mended_the_evening_before() -> None:
    day = planned()
    at = datetime.fromisoformat("2026-11-23T21:00:00+01:00")
    mended = repair(*day, at, None, [], [], {"weather": "rain"}, TOWN, NOW)
    assert mended.itinerary.stops[0].begin >= day[0].start
    assert judged(day, mended, weather="rain") == ()


def test_who_rode_before_the_children_came_is_not_blamed_for_it() -> None:
    day = planned(modes=["ebike"], start={"lat": 46.98, "lon": 8.0})
    assert day[0].legs[0].mode == "ebike"
    changes = {"party": {"adults": 1, "children": 2}, "modes": ["walk", "taxi"], "max_leg_walk": 300.0}
    mended = mend(day, 2, changes=changes)
    assert mended.itinerary.legs[0].mode == "ebike"
    assert judged(day, mended, **changes) == ()


def test_the_past_is_paid_by_the_party_as_it_is_now() -> None:
    town = toy.town(
        toy.place("a", 5000, ticket={"adult": 10, "child": 0, "senior": 10}), toy.place("b", 5300), toy.place("c", 5600)
    )
    request = wish(town, start={"lat": 47.0, "lon": 8.0}, modes=["taxi"])
    itinerary = plan_day(request, town, NOW).itineraries[0]
    past = [stop.place_id or "" for stop in itinerary.stops[:2]]
    changes = {"party": {"adults": 1, "children": 1}, "modes": ["walk", "taxi"]}
    at = datetime.fromisoformat(itinerary.stops[1].leave)
    mended = repair(itinerary, request, at, None, past, [], changes, town, NOW).itinerary
    assert sum(stop.cost for stop in mended.stops if stop.place_id == "a") == 5
    assert mended.legs[0].cost < itinerary.legs[0].cost


def test_what_the_past_has_spent_is_told_with_all_that_clashes_and_the_best_day_left() -> None:
    town = toy.town(*(toy.place(name, 300 * number, ticket={"adult": 20}) for number, name in enumerate("abcdef")))
    request = wish(town, end_time="14:00")
    itinerary = plan_day(request, town, NOW).itineraries[0]
    changes: dict[str, Any] = {"budget": 10.0, "must_visit": list("abcdef")}
    at = datetime.fromisoformat(itinerary.stops[1].leave)
    past = [stop.place_id or "" for stop in itinerary.stops[:2]]
    with pytest.raises(Conflicted) as refused:
        repair(itinerary, request, at, None, past, [], changes, town, NOW)
    assert refused.value.partial is not None
    assert refused.value.conflicts[0].constraints == ("budget",)
    for conflict in refused.value.conflicts:
        assert conflict.relaxations
        for way in conflict.relaxations:
            assert repair(itinerary, request, at, None, past, [], {**changes, **way.change}, town, NOW).itinerary.stops


def test_a_must_whose_whole_was_visited_already_is_a_conflict() -> None:
    town = toy.town(toy.place("whole", 0), toy.place("part", 100, part_of="whole", ticket={"adult": 50}))
    request = wish(town)
    # Both are worth the same, so that the day would be as good with the part.
    itinerary = plan_day(wish(town, must_visit=["whole"]), town, NOW).itineraries[0]
    assert visits(itinerary) == ["whole"]
    at = datetime.fromisoformat(itinerary.stops[0].leave)
    with pytest.raises(Conflicted) as refused:
        repair(itinerary, request, at, None, ["whole"], [], {"must_visit": ["part"]}, town, NOW)
    assert "part" in refused.value.conflicts[0].constraints
    assert refused.value.partial is not None


def test_the_causes_are_told_before_the_changes_and_the_measure_after_them() -> None:
    mended = mend(planned(), 1, late=60)
    assert "60 minutes later than planned" in mended.changed[0]
    assert mended.changed[-1].startswith("The plan's places stay unless")


def test_rain_tells_of_what_lies_in_the_open() -> None:
    town = toy.town(
        toy.place("park", 0, kind="museum", indoor=False),
        toy.place("hall", 300, kind="hall"),
    )
    request = wish(town, end_time="10:10", max_places=1)
    itinerary = plan_day(request, town, NOW).itineraries[0]
    assert visits(itinerary) == ["park"]
    at = datetime.fromisoformat(itinerary.start)
    mended = repair(itinerary, request, at, None, [], [], {"weather": "rain"}, town, NOW)
    assert visits(mended.itinerary) == ["hall"]
    assert "Park is left out. It lies in the open, and it rains." in mended.changed
    assert any("Indoors, so rain won't matter." in line for line in mended.changed)


def test_a_day_turned_into_a_night_keeps_its_morning_or_says_what_clashes() -> None:
    day = planned()
    with pytest.raises(Conflicted) as refused:
        mend(day, 1, changes={"start_time": "20:00", "end_time": "02:00"})
    (conflict,) = refused.value.conflicts
    assert conflict.constraints == ("start_time",)
    for way in conflict.relaxations:
        assert mend(day, 1, changes={"start_time": "20:00", "end_time": "02:00", **way.change}).itinerary.stops


def test_a_day_that_is_over_far_from_its_end_is_a_clash() -> None:
    day = planned()
    changes = {"end": {"lat": 47.5, "lon": 8.0}}
    with pytest.raises(Conflicted) as refused:
        mend(day, len(day[0].stops), late=600, changes=changes)
    assert refused.value.conflicts[0].constraints == ("end",)


def test_an_instant_before_all_calendars_is_refused() -> None:
    itinerary, request = planned()
    at = datetime.fromisoformat("0001-01-01T00:00:00+14:00")
    with pytest.raises(Faults) as refused:
        repair(itinerary, request, at, None, [], [], {}, TOWN, NOW)
    assert [fault.field for fault in refused.value.faults] == ["at"]


def lunch_of(itinerary: Itinerary) -> Stop:
    (lunch,) = [stop for stop in itinerary.stops if stop.kind == "meal"]
    return lunch


def within(stop: Stop, minutes: int) -> datetime:
    return datetime.fromisoformat(stop.begin) + timedelta(minutes=minutes)


def visited_before(itinerary: Itinerary, stop: Stop) -> list[str]:
    return [str(one.place_id) for one in itinerary.stops if one.kind == "visit" and one.leave <= stop.begin]


@pytest.mark.parametrize("minutes", [1, 30, 59])
def test_a_lunch_that_nobody_is_at_is_had_later(minutes: int) -> None:
    day = planned()
    lunch = lunch_of(day[0])
    at = within(lunch, minutes)
    mended = repair(*day, at, FAR, visited_before(day[0], lunch), [], {}, TOWN, NOW)
    anew = lunch_of(mended.itinerary)
    assert datetime.fromisoformat(anew.begin) >= at
    assert not anew.cut_short
    assert judged(day, mended) == ()


def test_a_lunch_goes_on_where_the_visitor_is_at_it_or_says_nothing() -> None:
    day = planned()
    lunch = lunch_of(day[0])
    assert lunch.place_id is not None
    for position in (where(lunch.place_id), None):
        mended = repair(*day, within(lunch, 20), position, visited_before(day[0], lunch), [], {}, TOWN, NOW)
        assert lunch_of(mended.itinerary) == lunch


def test_a_lunch_found_closed_is_had_elsewhere() -> None:
    day = planned()
    lunch = lunch_of(day[0])
    assert lunch.place_id is not None
    at, changes = within(lunch, 10), {"avoid": [lunch.place_id]}
    mended = repair(*day, at, where(lunch.place_id), visited_before(day[0], lunch), [], changes, TOWN, NOW)
    anew = lunch_of(mended.itinerary)
    assert anew.place_id != lunch.place_id
    assert datetime.fromisoformat(anew.begin) >= at
    assert judged(day, mended, **changes) == ()


def test_a_lunch_elsewhere_that_can_no_longer_begin_was_had() -> None:
    town = toy.town(toy.place("a", 0), toy.place("eatery", 300, kind="eatery", opening_hours="13:30-16:00"))
    request = wish(town, meals={"lunch": True, "dinner": False}, end_time="16:00")
    itinerary = plan_day(request, town, NOW).itineraries[0]
    lunch = lunch_of(itinerary)
    assert (lunch.place_id, clock(lunch)) == ("eatery", "13:30")
    for moment, had in (("13:55:00", False), ("14:00:20", True), ("14:10:00", True)):
        at = datetime.fromisoformat(f"2026-11-24T{moment}+01:00")
        mended = repair(itinerary, request, at, FAR, ["a"], [], {}, town, NOW).itinerary
        assert (clock(lunch_of(mended)) == "13:30") is had
        assert lunch_of(mended).cut_short is (True if had else lunch.cut_short)


def test_a_lunch_elsewhere_for_which_the_day_is_too_short_by_now_was_had() -> None:
    town = toy.town(toy.place("a", 0), toy.place("eatery", 300, kind="eatery", opening_hours="12:40-16:00"))
    request = wish(town, meals={"lunch": True, "dinner": False}, end_time="14:00")
    itinerary = plan_day(request, town, NOW).itineraries[0]
    assert clock(lunch_of(itinerary)) == "12:40"
    at = datetime.fromisoformat("2026-11-24T13:20:00+01:00")
    mended = repair(itinerary, request, at, FAR, ["a"], [], {}, town, NOW).itinerary
    assert (clock(lunch_of(mended)), clock(lunch_of(mended), "leave")) == ("12:40", "13:20")


def test_what_is_locked_does_not_go_on_where_nobody_is() -> None:
    day = planned()
    going = day[0].stops[1]
    done = [str(day[0].stops[0].place_id)]
    at = within(going, 10)
    mended = repair(*day, at, FAR, done, [str(going.place_id)], {}, TOWN, NOW)
    (kept,) = [stop for stop in mended.itinerary.stops if stop.place_id == going.place_id]
    assert datetime.fromisoformat(kept.begin) >= at
    assert judged(day, mended) == ()


def test_what_is_locked_and_too_far_to_be_had_any_more_is_refused_with_ways_out() -> None:
    day = planned()
    last = [stop for stop in day[0].stops if stop.kind == "visit"][-1]
    done = visited_before(day[0], last)
    with pytest.raises(Conflicted) as refused:
        repair(*day, within(last, 30), FAR, done, [str(last.place_id)], {}, TOWN, NOW)
    assert last.place_id in refused.value.conflicts[0].constraints
    for way in (way.change for conflict in refused.value.conflicts for way in conflict.relaxations):
        assert repair(*day, within(last, 30), FAR, done, [str(last.place_id)], way, TOWN, NOW).itinerary.stops


def test_an_appointment_that_nobody_is_at_is_missed() -> None:
    day = planned(fixed=[{"place_id": "c", "begin": "10:00", "minutes": 60}])
    at = datetime.fromisoformat("2026-11-24T10:20:00+01:00")
    with pytest.raises(Conflicted) as refused:
        repair(*day, at, FAR, [], [], {}, TOWN, NOW)
    assert refused.value.conflicts[0].constraints == ("c",)
    assert "c" in visits(repair(*day, at, None, [], [], {}, TOWN, NOW).itinerary)


@pytest.mark.parametrize("lock", [False, True])
@pytest.mark.parametrize("minutes", [1, 10, 50])
def test_who_stays_longer_than_planned_has_visited_the_place(minutes: int, lock: bool) -> None:
    day = planned()
    first = day[0].stops[0]
    at = datetime.fromisoformat(first.leave) + timedelta(minutes=minutes)
    locked = [str(first.place_id)] if lock else []
    mended = repair(*day, at, where(first.place_id), [], locked, {}, TOWN, NOW)
    assert mended.itinerary.stops[0] == first
    assert visits(mended.itinerary).count(first.place_id) == 1
    assert all(datetime.fromisoformat(stop.arrive) >= at for stop in mended.itinerary.stops[1:])
    assert judged(day, mended) == ()


def test_who_stands_at_what_is_done_has_not_visited_what_lies_near() -> None:
    rough = {"lat": toy.CENTER[0] + 400 * toy.METRE_NORTH, "lon": toy.CENTER[1]}
    town = toy.town(
        toy.place("a", 0),
        toy.place("b", position={**rough, "precision": "area", "uncertainty_m": 500}, opening_hours="10:10-20:00"),
    )
    request = wish(town, end_time="12:00", must_visit=["a", "b"])
    itinerary = plan_day(request, town, NOW).itineraries[0]
    assert visits(itinerary) == ["a", "b"]
    at = datetime.fromisoformat(itinerary.stops[1].leave) + timedelta(minutes=5)
    mended = repair(itinerary, request, at, where("a"), ["a"], [], {"end_time": "16:00"}, town, NOW)
    assert datetime.fromisoformat(mended.itinerary.stops[1].begin) >= at


def test_nobody_on_time_is_called_late() -> None:
    day = planned()
    first = day[0].stops[0]
    lost = visits(day[0])[-1]
    mended = repair(*day, within(first, 20), where(first.place_id), [], [], {"avoid": [lost]}, TOWN, NOW)
    assert mended.changed[0] == "Planned anew for what changed: the places to leave out."
    assert not [line for line in mended.changed if "later than planned" in line]


def test_what_is_new_for_a_lock_is_told_so() -> None:
    request = wish(TOWN, end_time="12:30", max_places=2)
    itinerary = plan_day(request, TOWN, NOW).itineraries[0]
    new = next(entry.place_id for entry in itinerary.excluded if entry.place_id != "eatery")
    at = datetime.fromisoformat(itinerary.start)
    mended = repair(itinerary, request, at, None, [], [new], {}, TOWN, NOW)
    (line,) = [line for line in mended.changed if f"{new.title()} is new" in line]
    assert line.endswith("You asked for it to be kept in the day.")


def test_a_day_that_has_begun_begins_as_late_as_it_did() -> None:
    day = planned()
    with pytest.raises(Conflicted) as refused:
        mend(day, 1, changes={"start_time": "10:30"})
    (conflict,) = refused.value.conflicts
    assert [way.change for way in conflict.relaxations] == [{"start_time": "09:00"}]


def test_a_budget_that_the_past_has_spent_is_raised_no_more_than_need_be() -> None:
    town = toy.town(toy.place("a", ticket={"adult": 7}), toy.place("b", 200))
    request = wish(town, end_time="12:00")
    itinerary = plan_day(request, town, NOW).itineraries[0]
    at = datetime.fromisoformat(itinerary.stops[-1].leave)
    with pytest.raises(Conflicted) as refused:
        repair(itinerary, request, at, None, ["a", "b"], [], {"budget": 5.0}, town, NOW)
    assert [way.change for way in refused.value.conflicts[0].relaxations] == [{"budget": 7.0}]


def test_who_bars_the_means_of_transport_is_part_of_what_clashes_in_a_mended_day() -> None:
    day = planned()
    changes = {"modes": ["ebike"], "party": {"adults": 1, "children": 1}, "must_visit": ["a", "e"]}
    with pytest.raises(Conflicted) as refused:
        mend(day, 1, changes=changes)
    (conflict,) = refused.value.conflicts
    assert {"modes", "party.children"} <= set(conflict.constraints)
    for way in conflict.relaxations:
        assert mend(day, 1, changes={**changes, **way.change}).itinerary.stops
    assert mend(day, 1, changes={**changes, "party": {"adults": 2}}).itinerary.stops


def test_who_has_not_set_out_yet_still_sets_out_no_sooner_than_need_be() -> None:
    """Until then nothing changes; on the way one waits at the door, and that is told."""
    town = toy.town(toy.place("a"), toy.place("eatery", 300, kind="eatery", opening_hours="11:00-20:00"))
    start = {"place_id": "a"}
    request = wish(town, meals={"lunch": True}, start=start, end=start, must_visit=["a"], max_places=1)
    whole = plan_day(request, town, NOW).itineraries[0]
    for time in ("08:00", "09:30"):
        mended = repair(
            whole, request, datetime.fromisoformat(f"2026-11-24T{time}:00+01:00"), None, [], [], {}, town, NOW
        )
        assert mended.itinerary.stops == whole.stops
    here = Point(lat=toy.CENTER[0], lon=toy.CENTER[1])
    half_past = datetime.fromisoformat("2026-11-24T09:30:00+01:00")
    stop = repair(whole, request, half_past, here, [], [], {}, town, NOW).itinerary.stops[0]
    assert (clock(stop, "arrive"), clock(stop), stop.wait) == ("09:30", "09:55", 25)
