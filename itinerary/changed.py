"""What a mended day has different from the plan, and why, in sentences for somebody who knew the plan."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from itinerary.itinerary import Itinerary, Stop
from itinerary.mending import Mending
from itinerary.request import ItineraryRequest
from itinerary.saying import in_a_row, listed, say
from itinerary.tell import minutes_of
from knowledge.places.place import Place

_MOVED = 15
"""Minutes from which on a stop counts as moved."""
_LATE = 5
"""Minutes from which on a delay is worth a word."""


_Reasons = Callable[[Stop], Iterable[str]]


def differences(before: list[Stop], after: list[Stop], request: ItineraryRequest) -> Iterator[str]:
    """What a visitor who knew the plan has to know now, a sentence each."""

    def unsaid(stop: Stop) -> Iterable[str]:  # noqa: ARG001
        return ()

    found = list(_differing(before, after, request, unsaid, unsaid))
    yield from found or [say(request.locale, "changed-nothing")]


def explained(case: Mending, mended: Itinerary, changes: Mapping[str, Any]) -> Iterator[str]:
    """The causes, then each difference with its reason, then by what measure little was changed."""
    locale = case.request.locale

    def why_dropped(stop: Stop) -> Iterable[str]:
        return _why_dropped(case, mended, changes, stop)

    def why_added(stop: Stop) -> Iterable[str]:
        return [_why_added(case, changes, stop)]

    found = list(_differing(case.itinerary.stops, mended.stops, case.request, why_dropped, why_added))
    if not found:
        yield say(locale, "changed-nothing")
        return
    yield from _causes(case, mended, changes)
    yield from found
    visited = {stop.place_id for stop in mended.stops if stop.kind == "visit"}
    if any(stop.place_id in visited for stop in _ahead(case, mended)):
        yield say(locale, "changed-measure")


def _causes(case: Mending, mended: Itinerary, changes: Mapping[str, Any]) -> Iterator[str]:
    locale = case.request.locale
    anew = datetime.fromisoformat(mended.as_of or mended.start)
    if anew >= datetime.fromisoformat(mended.end):
        yield say(locale, "changed-over")
        return
    if (late := _late(case, mended, anew)) >= _LATE:
        yield say(locale, "changed-late", time=anew.strftime("%H:%M"), minutes=str(late))
    fields = [name for name in changes if name not in ("locale", "seed", "time_limit", "alternatives")]
    if fields:
        yield say(locale, "changed-for", wishes=listed(locale, (say(locale, f"changed-{name}") for name in fields)))


def _late(case: Mending, mended: Itinerary, anew: datetime) -> int:
    """Minutes by which the day goes on later than the plan had it."""
    ahead = _ahead(case, mended)
    number = next((number for number, stop in enumerate(case.itinerary.stops) if stop in ahead), None)
    if number is None or case.request.date.isoformat() != case.itinerary.date:
        return 0
    stop = case.itinerary.stops[number]
    way = sum(leg.duration + leg.buffer for leg in case.itinerary.legs if leg.to == number)
    spare = 0 if number else stop.wait
    return int((anew - datetime.fromisoformat(stop.arrive)).total_seconds() // 60) + way - spare


def _ahead(case: Mending, mended: Itinerary) -> list[Stop]:
    """Stops of the plan whose time isn't over and that the mended day doesn't keep as past or going on."""
    anew = mended.as_of or mended.start
    kept = {
        (stop.kind, stop.place_id, stop.begin)
        for stop in mended.stops
        if datetime.fromisoformat(stop.leave) <= datetime.fromisoformat(anew)
    }
    return [
        stop
        for stop in case.itinerary.stops
        if (stop.kind, stop.place_id, stop.begin) not in kept and datetime.fromisoformat(stop.leave) > case.at
    ]


def _differing(
    before: list[Stop], after: list[Stop], request: ItineraryRequest, why_dropped: _Reasons, why_added: _Reasons
) -> Iterator[str]:
    locale = request.locale
    then = {stop.place_id: stop for stop in before if stop.kind == "visit"}
    now = {stop.place_id: stop for stop in after if stop.kind == "visit"}
    for place_id, stop in then.items():
        if place_id not in now:
            yield in_a_row(locale, [say(locale, "changed-dropped", place=stop.name), *why_dropped(stop)])
    for place_id, stop in now.items():
        if place_id not in then:
            added = say(locale, "changed-added", place=stop.name, time=_clock(stop))
            yield in_a_row(locale, [added, *why_added(stop)])
        elif _moved(then[place_id], stop):
            yield say(locale, "changed-moved", place=stop.name, before=_clock(then[place_id]), after=_clock(stop))
        elif minutes_of(stop) != minutes_of(then[place_id]):
            yield say(locale, "changed-length", place=stop.name, minutes=str(minutes_of(stop)))
    yield from _meals(before, after, request)


def _why_dropped(case: Mending, mended: Itinerary, changes: Mapping[str, Any], stop: Stop) -> Iterator[str]:
    locale, place = case.request.locale, case.gazetteer.places.get(stop.place_id or "")
    if "weather" in changes and place is not None and _suffers(place, case.request):
        yield say(locale, f"changed-why-{case.request.weather}")
        return
    yield from (entry.reason for entry in mended.excluded if entry.place_id == stop.place_id)


def _suffers(place: Place, request: ItineraryRequest) -> bool:
    return request.weather != "any" and place.indoor is False


def _why_added(case: Mending, changes: Mapping[str, Any], stop: Stop) -> str:
    request, place = case.request, case.gazetteer.places[stop.place_id or ""]
    if place.id in request.must_visit or any(wish.place_id == place.id for wish in request.fixed):
        return say(request.locale, "reason-must")
    if place.id in case.locked:
        return say(request.locale, "changed-why-locked")
    if "weather" in changes and request.weather != "any" and place.indoor:
        return say(request.locale, f"reason-indoors-{request.weather}")
    return say(request.locale, "changed-why-room")


def _meals(before: list[Stop], after: list[Stop], request: ItineraryRequest) -> Iterator[str]:
    locale = request.locale
    then = {stop.meal: stop for stop in before if stop.meal is not None}
    now = {stop.meal: stop for stop in after if stop.meal is not None}
    for meal, stop in then.items():
        called = say(locale, f"meal-{meal}")
        if meal not in now:
            yield say(locale, "changed-meal-dropped", meal=called)
        elif now[meal].place_id != stop.place_id:
            yield say(locale, "changed-meal", meal=called, place=now[meal].name, time=_clock(now[meal]))
        elif _moved(stop, now[meal]):
            yield say(locale, "changed-meal-moved", meal=called, before=_clock(stop), after=_clock(now[meal]))
    for meal, stop in now.items():
        if meal not in then:
            yield say(locale, "changed-meal", meal=say(locale, f"meal-{meal}"), place=stop.name, time=_clock(stop))


def _moved(before: Stop, after: Stop) -> bool:
    apart = datetime.fromisoformat(after.begin) - datetime.fromisoformat(before.begin)
    # Moved to the same hour of another day, the day alone is told.
    return abs(apart.total_seconds()) >= _MOVED * 60 and _clock(before) != _clock(after)


def _clock(stop: Stop) -> str:
    return datetime.fromisoformat(stop.begin).strftime("%H:%M")
