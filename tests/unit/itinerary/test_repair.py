"""A day that goes wrong is mended: the past and what is locked stay, the rest changes little."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from itinerary.itinerary import Itinerary
from itinerary.plan import Conflicted, plan_day
from itinerary.repair import Repaired, repair
from itinerary.request import ItineraryRequest
from itinerary.verify import verify
from knowledge.places.district import Point
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
    mended = mend(day, 2, late=40)
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
    assert f"{TOWN.places[lost].called('en')} is left out." in mended.changed


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
