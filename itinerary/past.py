"""What of a day is past when it is mended, and whether what is asked for now can still be had with it.

The past was gone by the wishes of then: modes, the longest walk of a leg and the party's pace bind what is to come.
Limits on the whole day (budget, walking, distance, number of places) count the past in.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from itinerary.itinerary import Itinerary, Leg, Stop
from itinerary.meals import breaks_of
from itinerary.mending import Mending, PastBroken
from itinerary.prices import meal_price, visit_price
from itinerary.request import ItineraryRequest, Party, metres_between
from itinerary.span import Span, span_of
from itinerary.tell import identity, totals_of
from itinerary.travel import MODES, Travel, spot_of
from itinerary.verify import Violation, verify
from knowledge.places.district import Point
from knowledge.places.faults import Fault, Faults
from knowledge.places.gazetteer import Gazetteer

_NEARBY_M = 200
"""Who is no farther from a place than this, besides what its position may be wrong by, is there."""
_FIELDS = {"max_walk", "max_distance", "budget", "max_places"}
_WHOLE_DAY = {"must_visit", "fixed", "meals"}
"""Rules that the rest of the day may still meet."""


def past_of(case: Mending) -> list[Stop]:
    """What stays as it was: stops that are done, breaks that are over, and where the visitor surely is or just was."""
    if case.request.date.isoformat() != case.itinerary.date:
        return []
    kept = []
    behind = False
    last = _last_visited(case)
    for stop in case.itinerary.stops:
        begin, leave = datetime.fromisoformat(stop.begin), datetime.fromisoformat(stop.leave)
        over = stop == last or (leave <= case.at and stop.kind != "visit")
        if stop.place_id is not None and stop.place_id in case.done:
            kept.append(_cut(stop, case.at))
        elif over or (begin <= case.at < leave and _goes_on(stop, case, behind=behind)):
            kept.append(stop)
        elif _was_had(stop, case, behind=behind):
            kept.append(_cut(stop, case.at))
        else:
            behind = behind or stop.kind == "visit"
    return [_paid(stop, case) for stop in kept]


def _last_visited(case: Mending) -> Stop | None:
    """The visit where the visitor still is although its time is over, if nothing after it is done or goes on.

    Of all stops of the plan it has to be the nearest: the clock doesn't speak for it, so the position has to.
    """
    away = {stop.place_id: metres for stop in case.itinerary.stops if (metres := _metres_to(stop, case)) is not None}
    for stop in reversed(case.itinerary.stops):
        if stop.kind != "visit" or datetime.fromisoformat(stop.begin) >= case.at:
            continue
        if stop.place_id in case.done:
            return None
        if stop.place_id in case.request.avoid or not _is_there(stop, case):
            continue
        if datetime.fromisoformat(stop.leave) > case.at:
            return None
        here = away[stop.place_id]
        # Of two at one spot the one that is done explains why somebody is there.
        if all(here < metres or (here == metres and other not in case.done) for other, metres in away.items()):
            return stop
    return None


def _was_had(stop: Stop, case: Mending, *, behind: bool) -> bool:
    """Whether a meal that the visitor is not at is over before its time: it can no longer begin, so it was had by now.

    One that may still begin is planned anew, as nobody is seen to have had it.
    """
    if stop.kind != "meal" or stop.meal is None or behind or stop.place_id in case.request.avoid:
        return False
    begin = datetime.fromisoformat(stop.begin)
    at = case.at.astimezone(begin.tzinfo).replace(second=0, microsecond=0)
    if not begin < at < datetime.fromisoformat(stop.leave):
        return False
    span = span_of(case.request, case.gazetteer.district.zone)
    latest = [pause.latest for pause in breaks_of(case.request, span) if pause.meal == stop.meal]
    return any(first_minute(span, case.at) > minute for minute in latest)


def _paid(stop: Stop, case: Mending) -> Stop:
    """The stop at the price for a person of the party as it is now."""
    place = case.gazetteer.places.get(stop.place_id or "")
    if place is None:
        return stop
    price = meal_price(place) if stop.kind == "meal" else visit_price(place, case.request.party)
    return stop.model_copy(update={"cost": price.cost})


def _goes_on(stop: Stop, case: Mending, *, behind: bool) -> bool:
    """Whether a stop whose time it is truly takes place.

    Where the visitor is decides that, when it is known: who is late stands elsewhere. Else a visit that nobody says is
    done has not begun unless it is held to its time. ``behind`` tells that an earlier visit isn't done.
    """
    if stop.place_id in case.request.avoid:
        return False
    there = _is_there(stop, case)
    if there is not None:
        return there
    if stop.place_id in case.locked or any(wish.place_id == stop.place_id for wish in case.request.fixed):
        return True
    return stop.kind != "visit" and not behind


def _is_there(stop: Stop, case: Mending) -> bool | None:
    """Whether the visitor is where the stop is; None when that isn't known."""
    away, place = _metres_to(stop, case), case.gazetteer.places.get(stop.place_id or "")
    if away is None or place is None or place.position is None:
        return None
    return away <= _NEARBY_M + place.position.uncertainty_m


def _metres_to(stop: Stop, case: Mending) -> float | None:
    """How far the visitor is from a stop; None when that isn't known."""
    place = case.gazetteer.places.get(stop.place_id or "")
    if case.position is None or place is None or place.position is None:
        return None
    return metres_between(case.position.lat, case.position.lon, place.position.lat, place.position.lon)


def _cut(stop: Stop, at: datetime) -> Stop:
    """A stop that is over by now, whatever the plan said."""
    if datetime.fromisoformat(stop.leave) <= at:
        return stop
    zone = datetime.fromisoformat(stop.leave).tzinfo
    left = at.astimezone(zone).replace(second=0, microsecond=0)
    return stop.model_copy(update={"leave": left.isoformat(), "cut_short": True})


def told_of_past(case: Mending, past: list[Stop], legs: list[Leg]) -> None:
    """Sees whether what is past is allowed by what is asked for now.

    Raises:
        PastBroken: naming the limits that it breaks.
        Faults: when it can't have been as was said.
    """
    if not past:
        return
    found = _violations(case, past, legs, case.request.model_copy(update={"end": None}))
    broken = [_named(one.code, one.stop, past, case) for one in found]
    if found and not any(broken):
        raise Faults([Fault("done", f"can't be with this plan and these changes: {one.message}") for one in found])
    if found:
        raise PastBroken([name for name in broken if name is not None])


def ended_in_time(case: Mending, past: list[Stop], legs: list[Leg]) -> None:
    """Sees whether a day with nothing more to come could end where it is to end.

    Raises:
        PastBroken: when there was no time to get there.
    """
    if case.request.end is not None and _violations(case, past, legs, case.request):
        raise PastBroken(["end"])


def _violations(case: Mending, past: list[Stop], legs: list[Leg], request: ItineraryRequest) -> list[Violation]:
    """What the verifier finds in the past by itself, without what the rest of the day may still bring."""
    totals = totals_of(past, legs, case.request, case.gazetteer)
    update = {"stops": past, "legs": legs, "totals": totals, "date": case.request.date.isoformat()}
    update |= {"id": identity(case.request, case.gazetteer.revision, 0, past)}
    update |= {"as_of": past[-1].leave if past else None}
    so_far = case.itinerary.model_copy(update=update)
    return [
        one
        for one in verify(so_far.model_dump(mode="json", by_alias=True), request, case.gazetteer).violations
        if one.stop is not None or one.code not in _WHOLE_DAY
    ]


def _named(code: str, stop: int | None, past: list[Stop], case: Mending) -> str | None:
    """What was asked for that the past breaks; None when it breaks no wish."""
    if code in _FIELDS:
        return code
    if code == "limits_together":
        return next((name for name in ("max_walk", "max_distance", "budget") if getattr(case.request, name)), None)
    if code == "day" and stop is not None:
        begun = datetime.fromisoformat(past[stop].arrive) >= case.request.span(case.gazetteer.district.zone)[0]
        return "end_time" if begun else "start_time"
    if code == "meals" and stop is not None and past[stop].meal is not None:
        return f"meals.{past[stop].meal}"
    if code == "fixed" and stop is not None:
        return past[stop].place_id
    return {"only_kinds": "only_kinds", "outside": "include_outside"}.get(code)


def first_minute(span: Span, moment: datetime) -> int:
    """The first minute of the day that is whole after a moment: a begun one is gone."""
    return span.minute(moment + timedelta(seconds=59))


def owed(case: Mending, past: list[Stop], span: Span, begin: int) -> list[str]:
    """What was asked for and whose time is over."""
    had = {stop.place_id for stop in past}
    meals = {stop.meal for stop in past if stop.meal is not None}
    missed = [
        wish.place_id
        for wish in case.request.fixed
        if wish.place_id not in had and span.minute(case.request.appointment_begin(wish, span.zone)) < begin
    ]
    missed += [
        f"meals.{pause.meal}"
        for pause in breaks_of(case.request, span)
        if pause.meal is not None and pause.meal not in meals and pause.latest < begin
    ]
    return missed


def legs_of_past(case: Mending, past: list[Stop]) -> Iterator[Leg]:
    """The legs that led to what is past; where a stop between was skipped, the likely one."""
    itinerary = case.itinerary
    index = {(stop.kind, stop.place_id, stop.begin): number for number, stop in enumerate(itinerary.stops)}
    numbers = [index[(stop.kind, stop.place_id, stop.begin)] for stop in past]
    into = {leg.to: leg for leg in itinerary.legs}
    here: str | None = None
    for number, (old, stop) in enumerate(zip(numbers, past, strict=True)):
        leg = into.get(old)
        origin = "start" if number == 0 else number - 1
        if leg is not None and (leg.from_ == "start" if number == 0 else leg.from_ == numbers[number - 1]):
            yield _fared(leg, case).model_copy(update={"from_": origin, "to": number})
        elif number > 0:
            likely = _likely(origin, number, here, stop.place_id, _between(past[number - 1], stop), case)
            passed = _passed(itinerary, old, case.gazetteer)
            if leg is None or passed is None or likely.duration + likely.buffer <= _between(past[number - 1], stop):
                yield likely
            else:
                # Who made a break at the place that was skipped came from there.
                update = {"from_position": passed, "depart": past[number - 1].leave}
                yield _fared(leg, case).model_copy(update={"from_": origin, "to": number, **update})
        here = stop.place_id or here


def _fared(leg: Leg, case: Mending) -> Leg:
    """The leg at the fare for a person of the party as it is now."""
    if leg.mode != "taxi":
        return leg
    fare = Travel(case.gazetteer.district).taxi_fare(np.array([float(leg.distance)]), case.request.party)
    return leg.model_copy(update={"cost": float(fare[0])})


def _likely(origin: int | str, target: int, here: str | None, there: str | None, minutes: int, case: Mending) -> Leg:
    fields: dict[str, Any] = {"from": origin, "to": target, "mode": "walk", "distance": 0, "duration": 0}
    fields |= {"walk": 0, "buffer": 0, "cost": 0, "estimated": True}
    if here is not None and there is not None and here != there:
        district, request = case.gazetteer.district, case.request
        spots = [spot_of(case.gazetteer.places[place_id], district) for place_id in (here, there)]
        party = Party(adults=request.party.size)
        ways = [
            way
            for modes in (request.modes, MODES)
            for way in Travel(district).between(spots[0], spots[1], party, modes)
        ]
        fitting = [way for way in ways if way.minutes + way.buffer <= minutes]
        for way in (fitting or ways)[:1]:
            fields |= {"mode": way.mode, "distance": way.distance, "duration": way.minutes}
            fields |= {"walk": way.walk, "buffer": way.buffer, "cost": way.cost}
    return Leg.model_validate(fields)


def _passed(itinerary: Itinerary, number: int, gazetteer: Gazetteer) -> Point | None:
    """Where the plan had the visitor before a stop."""
    ids = [stop.place_id for stop in itinerary.stops[:number] if stop.place_id in gazetteer.places]
    position = gazetteer.places[ids[-1] or ""].position if ids else None
    return None if position is None else Point(lat=position.lat, lon=position.lon)


def _between(before: Stop, after: Stop) -> int:
    """Minutes from leaving a stop to reaching the next."""
    spent = datetime.fromisoformat(after.arrive) - datetime.fromisoformat(before.leave)
    return int(spent.total_seconds() // 60)
