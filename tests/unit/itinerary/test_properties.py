"""Whatever is wished for in whatever town: a plan that the verifier passes, or a conflict with ways out that work."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itinerary.itinerary import Itinerary
from itinerary.plan import Conflicted, plan_day
from itinerary.repair import repair
from itinerary.request import ItineraryRequest, read_request
from itinerary.verify import verify
from knowledge.places.faults import Faults
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from tests.unit.itinerary import toy
from tests.unit.itinerary.planning import NOW, TODAY, codes, visits, wish

SLOW = settings(
    max_examples=30, deadline=timedelta(seconds=60), suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
HOURS = [
    None,
    "24/7",
    "08:00-20:00",
    "10:00-12:00,14:00-17:00",
    "18:00-02:00",
    "Mo 09:00-17:00",
    "We off; Tu 09:00-11:00",
]


@st.composite
def places(draw: st.DrawFn) -> list[Place]:
    count = draw(st.integers(0, 7))
    return [
        toy.place(
            f"p{number}",
            draw(st.integers(-4000, 4000)),
            kind=draw(st.sampled_from(["museum", "park", "hall", "eatery", "station"])),
            themes=draw(st.lists(st.sampled_from(["red", "food", "nature"]), max_size=2, unique=True)),
            status=draw(st.sampled_from(["open", "open", "open", "planned"])),
            opening_hours=draw(st.sampled_from(HOURS)),
            ticket=draw(st.sampled_from([None, {"adult": 0}, {"adult": 12}])),
            indoor=draw(st.sampled_from([None, True, False])),
            in_district=draw(st.booleans()),
            part_of="p0" if number and draw(st.integers(0, 5)) == 0 else None,
            best_time=draw(st.sampled_from([[], [], ["sunset"], ["16:00-18:00"]])),
        )
        for number in range(count)
    ]


@st.composite
def wishes(draw: st.DrawFn) -> dict[str, Any]:
    start, end = draw(
        st.sampled_from(
            [("09:00", "18:00"), ("09:00", "12:00"), ("11:30", "13:30"), ("17:00", "01:00"), ("20:00", "20:01")]
        )
    )
    optional: dict[str, st.SearchStrategy[Any]] = {
        "start": st.just({"lat": 47.0, "lon": 8.0}),
        "end": st.just({"lat": 47.02, "lon": 8.0}),
        "themes": st.sampled_from([{"red": 3, "food": 1}, {"nature": 0}]),
        "max_places": st.integers(0, 3),
        "modes": st.sampled_from([["walk"], ["taxi"], ["bus", "ebike"]]),
        "max_walk": st.sampled_from([0, 1000]),
        "max_leg_walk": st.sampled_from([100, 1000]),
        "max_distance": st.sampled_from([0, 5000]),
        "budget": st.sampled_from([0, 15, 60]),
        "pace": st.sampled_from(["relaxed", "packed"]),
        "party": st.sampled_from([{"adults": 1, "children": 2}, {"adults": 5}]),
        "weather": st.sampled_from(["rain", "hot"]),
        "include_outside": st.just(True),
    }
    chosen = draw(st.fixed_dictionaries({}, optional=optional))
    return {"start_time": start, "end_time": end, "meals": draw(st.sampled_from([{}, {"lunch": False}])), **chosen}


def check_ways_out(clash: Conflicted, request: ItineraryRequest, town: Gazetteer) -> None:
    assert clash.conflicts
    for conflict in clash.conflicts:
        for way in conflict.relaxations:
            relaxed = read_request({**request.as_json(), **way.change}, town, TODAY)
            assert plan_day(relaxed, town, NOW).itineraries


def check_minutes(day: Itinerary) -> None:
    """Every minute from the first arrival to the last leave is visit, meal, rest, travel with its slack, or wait."""
    if not day.stops:
        return
    first, last = datetime.fromisoformat(day.stops[0].arrive), datetime.fromisoformat(day.stops[-1].leave)
    between = [leg for leg in day.legs if leg.from_ != "start" and leg.to != "end"]
    totals = day.totals
    spent = totals.visit + totals.meal + totals.rest + totals.wait
    assert last - first == timedelta(minutes=spent + sum(leg.duration + leg.buffer for leg in between))


@SLOW
@given(places(), wishes(), st.data())
def test_every_answer_is_a_verified_plan_or_a_conflict_with_ways_out(
    known: list[Place], fields: dict[str, Any], data: st.DataObject
) -> None:
    town = toy.town(*known)
    ids = sorted(town.places)
    must = data.draw(st.lists(st.sampled_from(ids), max_size=2)) if ids else []
    request = wish(town, **fields, must_visit=must)
    try:
        found = plan_day(request, town, NOW).itineraries[0]
    except Conflicted as clash:
        check_ways_out(clash, request, town)
        return
    assert set(must) <= set(visits(found))
    assert set(codes(found)).isdisjoint(stop.place_id for stop in found.stops)
    check_minutes(found)


@SLOW
@given(places(), wishes(), st.randoms(use_true_random=False))
def test_the_order_in_which_places_are_listed_does_not_matter(
    known: list[Place], fields: dict[str, Any], luck: Any
) -> None:
    town = toy.town(*known)
    shuffled = list(known)
    luck.shuffle(shuffled)
    assert _plan(town, fields) == _plan(toy.town(*shuffled), fields)


def _plan(town: Gazetteer, fields: dict[str, Any]) -> object:
    try:
        found = plan_day(wish(town, **fields), town, NOW).itineraries[0]
    except Conflicted as clash:
        return [conflict.constraints for conflict in clash.conflicts]
    return found.id, found.totals, found.excluded


@SLOW
@given(places(), wishes())
def test_fewer_rules_never_lower_a_proven_score(known: list[Place], fields: dict[str, Any]) -> None:
    """Without limits on money, walking, distance, number and modes a day is worth at least as much."""
    town = toy.town(*known)
    strict = {**fields, "meals": {"lunch": False, "dinner": False}}
    free = {
        name: value
        for name, value in strict.items()
        if name not in ("budget", "max_walk", "max_leg_walk", "max_distance", "max_places", "modes")
    }
    try:
        bound, best = (plan_day(wish(town, **each), town, NOW).itineraries[0] for each in (strict, free))
    except Conflicted:
        return
    assert best.optimality.status == "optimal"
    assert best.totals.score >= bound.totals.score


@SLOW
@given(places(), wishes(), st.data())
def test_every_repair_is_a_verified_day_or_a_conflict_with_ways_out(
    known: list[Place], fields: dict[str, Any], data: st.DataObject
) -> None:
    town = toy.town(*known)
    request = wish(town, **fields)
    try:
        plan = plan_day(request, town, NOW).itineraries[0]
    except Conflicted:
        return
    at = datetime.fromisoformat(plan.start) + timedelta(minutes=data.draw(st.integers(-90, 700)))
    going = [stop.place_id for stop in plan.stops if stop.place_id is not None]
    past = [stop.place_id for stop in plan.stops if stop.place_id is not None and stop.leave <= at.isoformat()]
    done = data.draw(st.lists(st.sampled_from(past), unique=True)) if past else []
    locked = data.draw(st.lists(st.sampled_from(going), max_size=2, unique=True)) if going else []
    change = st.fixed_dictionaries(
        {},
        optional={
            "weather": st.just("rain"),
            "must_visit": st.just(sorted(town.places)[:2]),
            "avoid": st.just(sorted(town.places)[3:5]),
            "budget": st.just(5.0),
            "max_walk": st.just(300.0),
            "max_leg_walk": st.just(150.0),
            "party": st.just({"adults": 1, "children": 2}),
            "pace": st.just("relaxed"),
        },
    )
    changes: dict[str, Any] = data.draw(change)
    if not {*changes.get("avoid", ())}.isdisjoint(done):
        return
    if read_fails(town, {**request.as_json(), **changes}):
        return

    def mended(changes: dict[str, Any]) -> None:
        day = repair(plan, request, at, None, done, locked, changes, town, NOW).itinerary
        asked = ItineraryRequest.model_validate({**request.as_json(), **changes})
        assert verify(day.model_dump(mode="json", by_alias=True), asked, town).valid

    clash = None
    try:
        mended(changes)
    except Faults:
        # When a place was visited is not known where the plan didn't have it.
        return
    except Conflicted as refused:
        clash = refused
    if clash is not None:
        assert clash.partial is not None
        assert all(conflict.relaxations for conflict in clash.conflicts)
        for way in (way for conflict in clash.conflicts for way in conflict.relaxations):
            mended({**changes, **way.change})


def read_fails(town: Gazetteer, raw: dict[str, Any]) -> list[object]:
    try:
        read_request(raw, town, TODAY)
    except Faults as faults:
        return list(faults.faults)
    return []
