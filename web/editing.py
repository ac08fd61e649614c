"""A plan changed by one touch: a stop left out, moved, kept longer, swapped, or the whole day put otherwise.

Each change is put as wishes and mended, so that the verifier has the last word. First the day is tried with every other
stop where it is, pushed along only as far as needed; when that can't be, it is mended from the visitor's own locks.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from itinerary.changed import differences
from itinerary.core.cancellation import NEVER, Cancellation
from itinerary.itinerary import Itinerary, Stop
from itinerary.request import ItineraryRequest, metres_between
from knowledge.places.faults import Fault, Faults
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.hours import hours_on
from knowledge.places.place import Place
from knowledge.places.text import LOCALES, Locale, pick
from web.intake import Fields, one_of
from web.planner import Mending, Planner, contract_json, models
from web.problems import Problem
from web.saying import say
from web.world import World

MOST_MINUTES = 240
"""By which a stop may be moved or made longer at once."""
MOST_SWAPS = 4
_SWAPS_TRIED = 7
_FAR_M = 4000
"""A place so far away is no longer near."""
_DISTURBING_TRIED = 3
"""Swaps tried at most for which other stops have to make room: to learn that there is none takes long."""
_SHORTEST = timedelta(minutes=10)
_NOWHERE: tuple[str, ...] = ()
_NOTHING: dict[str, Any] = {}
_TIMES = {"opening_hours", "last_entry", "visit_minutes"}


@dataclass(frozen=True)
class Case:
    """A plan in somebody's hands."""

    itinerary: Itinerary
    request: ItineraryRequest
    gazetteer: Gazetteer
    locale: Locale
    locked: tuple[str, ...]
    """Places that the visitor wants kept as they are."""
    at: datetime
    """From when on the day may be changed."""
    done: tuple[str, ...]

    def stop(self, number: int) -> Stop:
        return self.itinerary.stops[number]

    def begins(self, number: int) -> datetime:
        return datetime.fromisoformat(self.stop(number).begin)

    def leaves(self, number: int) -> datetime:
        return datetime.fromisoformat(self.stop(number).leave)

    @property
    def places(self) -> tuple[str, ...]:
        """The ids of all places of the plan, in order."""
        return tuple(dict.fromkeys(stop.place_id for stop in self.itinerary.stops if stop.place_id is not None))


@dataclass(frozen=True)
class Attempt:
    """One way to make a change: the stops as they are to be held, what has to stay, and the wishes changed."""

    itinerary: Itinerary
    locked: tuple[str, ...]
    changes: Mapping[str, Any]
    sure: bool = False
    """Whether it needs no look beforehand at whether it can be."""
    timed: int | None = None
    """The stop that got another time. For a meal no wish of the request can say that: it is seen to afterwards."""


T = TypeVar("T")
Edit = Callable[[Case], Iterator[Attempt]]


class Editor:
    """What a visitor does to a plan with buttons. ``now`` is the instant that counts as the present.

    What is computed can be called off; it then raises Cancelled.
    """

    def __init__(self, planner: Planner, world: World) -> None:
        self._planner = planner
        self._world = world

    def request(self, plan_id: str) -> dict[str, Any]:
        """The wishes that a plan answers. Raises Problem (404)."""
        kept = self._planner.kept(plan_id)
        return {"request": dict(kept.request), "data_revision": kept.data_revision}

    def edit(
        self, plan_id: str, raw: Mapping[str, Any], now: datetime, cancellation: Cancellation = NEVER
    ) -> dict[str, Any]:
        """The plan with one thing changed, verified, and what else became different.

        Raises:
            Faults: with all that is wrong with what was sent.
            Problem: 404 for the plan; 422 when it can't be, with the changes tried among its members.
        """
        given = Fields(raw, ("locale", "locked", "changes", *_READERS))
        case = self._case(plan_id, given, now)
        changes = given.take("changes", _object, _NOTHING)
        named = [name for name in _READERS if raw.get(name) is not None]
        if len(named) > 1 or not (named or changes):
            given.faults.append(Fault("body", f"must hold one of {', '.join(_READERS)}, or changes"))
        edit: Edit = _as_it_is
        for name in named:
            edit = given.take(name, _of_case(_READERS[name], case), edit)
        given.done()
        if changes.get("date", case.itinerary.date) != case.itinerary.date:
            case = replace(case, at=_midnight(case.itinerary, case.gazetteer), done=())
        attempts = [replace(one, changes={**one.changes, **changes}) for one in edit(case)]
        return self._first_that_works(case, attempts, now, cancellation)

    def swaps(
        self, plan_id: str, raw: Mapping[str, Any], now: datetime, cancellation: Cancellation = NEVER
    ) -> dict[str, Any]:
        """Places to go to instead of a stop, each with the day that it makes: near, alike, open then, and fitting.

        Raises:
            Faults: with all that is wrong with what was sent.
            Problem: 404 for the plan.
        """
        given = Fields(raw, ("locale", "locked", "stop"))
        case = self._case(plan_id, given, now)
        given.require("stop")
        number = given.take("stop", _of_case(_placed, case), 0)
        given.done()
        alike = [(place, list(_put_instead(case, number, place))) for place in _alike(case, number)[:_SWAPS_TRIED]]
        fitting = [(place, held) for place, (held, _) in alike if self._would_hold(case, held, now)]
        disturbing = [(place, last) for place, (held, last) in alike if (place, held) not in fitting]
        found: list[dict[str, Any]] = []
        for place, attempt in [*fitting, *disturbing[:_DISTURBING_TRIED]]:
            if len(found) == MOST_SWAPS:
                break
            try:
                answer = self._mended(case, attempt, now, cancellation)
            except (Problem, Faults):
                continue
            if any(stop["place_id"] == place.id for stop in answer["itinerary"]["stops"]):
                found.append(_offer(case, number, place) | answer)
        return {"swaps": found}

    def standing(self, plan_id: str, locale: Locale | None) -> dict[str, Any]:
        """Whether a plan still holds by the facts as they are now, and what changed at which stop.

        Raises:
            Problem: 404 for the plan.
        """
        kept, gazetteer = self._planner.kept(plan_id), self._world.current()
        language: Locale = locale or kept.request["locale"]
        stops = kept.itinerary["stops"]
        violations = self._planner.violations(kept)
        told = {}
        for one in violations:
            stop = stops[one.stop] if one.stop is not None else None
            message = _told(one.code, stop, gazetteer, language)
            place_id = stop["place_id"] if stop else None
            told[one.stop, message] = {"stop": one.stop, "place_id": place_id, "code": one.code, "message": message}
        return {
            "valid": not violations,
            "as_made": kept.data_revision == gazetteer.revision,
            "data_revision": gazetteer.revision,
            "problems": list(told.values()),
            "successor": self._planner.successor(plan_id),
        }

    def _case(self, plan_id: str, given: Fields, now: datetime) -> Case:
        kept, gazetteer = self._planner.kept(plan_id), self._world.current()
        itinerary, request = models(kept)
        read_locale: Callable[[Any], Any] = one_of(LOCALES)
        locale: Locale = given.take("locale", read_locale, request.locale)
        locked = given.take("locked", _ids, _NOWHERE)
        start, end = datetime.fromisoformat(itinerary.start), datetime.fromisoformat(itinerary.end)
        # Before the day has begun nothing of it is past.
        at, done = _midnight(itinerary, gazetteer), _NOWHERE
        if start < now < end:
            at = now.astimezone(gazetteer.district.zone)
            # Who changes a day that has begun has followed it so far.
            done = tuple(
                stop.place_id
                for stop in itinerary.stops
                if stop.place_id is not None and stop.kind == "visit" and datetime.fromisoformat(stop.leave) <= now
            )
        present = {stop.place_id for stop in itinerary.stops}
        held = tuple(place_id for place_id in locked if place_id in present)
        return Case(itinerary, request, gazetteer, locale, held, at, done)

    def _first_that_works(
        self, case: Case, attempts: Sequence[Attempt], now: datetime, cancellation: Cancellation
    ) -> dict[str, Any]:
        """The first change that can be; that it can't is told of the last, which disturbs the day most."""
        for attempt in attempts[:-1]:
            if not (attempt.sure or self._would_hold(case, attempt, now)):
                continue
            try:
                return self._mended(case, attempt, now, cancellation)
            except Problem as problem:
                if problem.status != 422:
                    raise
        return self._mended(case, attempts[-1], now, cancellation)

    def _would_hold(self, case: Case, attempt: Attempt, now: datetime) -> bool:
        """Whether the verifier passes the stops as they are to be held: quicker than to look for a day."""
        return self._planner.holds(attempt.itinerary, case.request, attempt.changes, now)

    def _mended(self, case: Case, attempt: Attempt, now: datetime, cancellation: Cancellation) -> dict[str, Any]:
        locked = tuple(place_id for place_id in attempt.locked if place_id not in case.done)
        locked = tuple(dict.fromkeys([*locked, *_going_on(attempt.itinerary, case.at)]))
        changes = _different(case.request, {**attempt.changes, "locale": case.locale})
        mending = Mending(attempt.itinerary, case.request, case.at, None, case.done, locked, changes)
        try:
            repaired, request = self._planner.mend(mending, now, cancellation)
        except Problem as problem:
            if problem.status == 422:
                problem.members["changes"] = contract_json(_different(case.request, attempt.changes))
            raise
        after = repaired.itinerary
        own = set(case.locked)
        if attempt.timed is not None:
            _see_to_time(attempt, attempt.timed, after, case)
            own.add(str(attempt.itinerary.stops[attempt.timed].place_id))
        return {
            "itinerary": contract_json(after),
            "changed": list(differences(case.itinerary.stops, after.stops, request)),
            "request": contract_json(request),
            "locked": list(dict.fromkeys(stop.place_id for stop in after.stops if stop.place_id in own)),
        }


def _going_on(itinerary: Itinerary, at: datetime) -> Iterator[str]:
    """Where the visitor is at the moment, if the day is followed: what goes on stays as planned."""
    for stop in itinerary.stops:
        begun = datetime.fromisoformat(stop.begin) < at < datetime.fromisoformat(stop.leave)
        if begun and stop.kind == "visit" and stop.place_id is not None:
            yield stop.place_id


# --- The edits ---


def _as_it_is(case: Case) -> Iterator[Attempt]:
    """For changes of the day as a whole."""
    yield Attempt(case.itinerary, case.locked, {})


def _remove(case: Case, number: int) -> Iterator[Attempt]:
    """Without a stop; what it leaves free is filled if something fits."""
    stop = case.stop(number)
    changes: dict[str, Any]
    if stop.kind == "meal":
        changes = {"meals": {**case.request.meals.model_dump(), str(stop.meal): False}}
    else:
        changes = _unwished(case.request, str(stop.place_id))
        changes["avoid"] = list(dict.fromkeys([*case.request.avoid, str(stop.place_id)]))
    yield Attempt(case.itinerary, _without(case.places, stop.place_id), changes, sure=True)
    yield Attempt(case.itinerary, _without(case.locked, stop.place_id), changes)


def _move(case: Case, number: int, minutes: int) -> Iterator[Attempt]:
    """A stop at another time, the others pushed along."""
    by = timedelta(minutes=minutes)
    yield from _timed(case, number, case.begins(number) + by, case.leaves(number) + by)


def _stay(case: Case, number: int, minutes: int) -> Iterator[Attempt]:
    """More time at a stop, what comes after it pushed along."""
    leave = case.leaves(number) + timedelta(minutes=minutes)
    yield from _timed(case, number, case.begins(number), max(leave, case.begins(number) + _SHORTEST))


def _timed(case: Case, number: int, begin: datetime, leave: datetime) -> Iterator[Attempt]:
    stop = case.stop(number)
    place_id = str(stop.place_id)
    changes = _room_for(case, begin, leave)
    if stop.kind == "visit":
        minutes = int((leave - begin).total_seconds() // 60)
        appointment = {"place_id": place_id, "begin": f"{begin:%H:%M}", "minutes": minutes}
        changes["fixed"] = [*_appointments(case.request, place_id), appointment]
    locked = (*_without(case.locked, place_id), place_id)
    times = _pushed(case.itinerary, number, begin, leave)
    if not any(case.stop(other).place_id in case.locked for other in times if other != number):
        yield Attempt(_with_times(case.itinerary, times), case.places, changes, timed=number)
    yield Attempt(_with_times(case.itinerary, {number: (begin, leave)}), locked, changes, timed=number)


def _release(case: Case, number: int) -> Iterator[Attempt]:
    """A stop whose time was set by hand is free again; the day stays as it is."""
    place_id = str(case.stop(number).place_id)
    changes = {"fixed": _appointments(case.request, place_id)}
    yield Attempt(case.itinerary, case.places, changes)
    yield Attempt(case.itinerary, _without(case.locked, place_id), changes)


def _mend(case: Case) -> Iterator[Attempt]:
    """The day without what is no longer to be had."""
    wishes, known = case.request, case.gazetteer.places
    named = (*case.places, *wishes.must_visit, *(wish.place_id for wish in wishes.fixed))
    shut = {place_id for place_id in named if place_id not in known or not known[place_id].schedulable}
    changes: dict[str, Any] = {
        "must_visit": [place_id for place_id in wishes.must_visit if place_id not in shut],
        "fixed": [wish.model_dump() for wish in wishes.fixed if wish.place_id not in shut],
        "avoid": [place_id for place_id in wishes.avoid if place_id in known],
    }
    left = tuple(place_id for place_id in case.places if place_id not in shut)
    yield Attempt(_without_stops(case.itinerary, shut), left, changes)
    yield Attempt(case.itinerary, tuple(place_id for place_id in case.locked if place_id not in shut), changes)


def _put_instead(case: Case, number: int, place: Place) -> Iterator[Attempt]:
    """Another place at a stop's time: with every other stop where it is or pushed along, else as it fits."""
    stop, wishes = case.stop(number), case.request
    before = str(stop.place_id)
    changes = _unwished(wishes, before)
    changes["avoid"] = list(_without(dict.fromkeys([*wishes.avoid, before]), place.id))
    leave = case.leaves(number)
    if stop.kind == "visit":
        changes["must_visit"] = list(dict.fromkeys([*changes.get("must_visit", wishes.must_visit), place.id]))
        assert place.visit_minutes is not None
        leave = case.begins(number) + timedelta(minutes=place.visit_minutes.typical)
    stops = list(case.itinerary.stops)
    stops[number] = stop.model_copy(update={"place_id": place.id, "name": place.called(case.locale)})
    instead = case.itinerary.model_copy(update={"stops": stops})
    times = _pushed(instead, number, case.begins(number), leave)
    everything = (*_without(case.places, before), place.id)
    yield Attempt(_with_times(instead, times), everything, changes)
    yield Attempt(_with_times(instead, times), (*_without(case.locked, before), place.id), changes)


def _room_for(case: Case, begin: datetime, leave: datetime) -> dict[str, Any]:
    """The day's start or end moved as far as the stop itself needs it."""
    changes: dict[str, Any] = {}
    first, last = datetime.fromisoformat(case.itinerary.start), datetime.fromisoformat(case.itinerary.end)
    if begin < first and begin.date() == first.date():
        changes["start_time"] = f"{begin:%H:%M}"
    if leave > last and leave.date() == first.date():
        changes["end_time"] = f"{leave:%H:%M}"
    return changes


def _pushed(
    itinerary: Itinerary, number: int, begin: datetime, leave: datetime
) -> dict[int, tuple[datetime, datetime]]:
    """When a stop and those that have to make room for it then begin and end, by their numbers."""
    ways = {leg.to: timedelta(minutes=leg.duration + leg.buffer) for leg in itinerary.legs}
    times = {number: (begin, leave)}
    for after in range(number + 1, len(itinerary.stops)):
        first, last = _times(itinerary.stops[after])
        earliest = times[after - 1][1] + ways.get(after, timedelta())
        if first >= earliest:
            break
        times[after] = (earliest, earliest + (last - first))
    for before in range(number - 1, -1, -1):
        first, last = _times(itinerary.stops[before])
        latest = times[before + 1][0] - ways.get(before + 1, timedelta())
        if last <= latest:
            break
        times[before] = (latest - (last - first), latest)
    return times


def _midnight(itinerary: Itinerary, gazetteer: Gazetteer) -> datetime:
    return datetime.combine(date.fromisoformat(itinerary.date), time(), gazetteer.district.zone)


def _times(stop: Stop) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(stop.begin), datetime.fromisoformat(stop.leave)


def _with_times(itinerary: Itinerary, times: Mapping[int, tuple[datetime, datetime]]) -> Itinerary:
    stops = list(itinerary.stops)
    for number, (begin, leave) in times.items():
        told = {"arrive": begin.isoformat(), "begin": begin.isoformat(), "leave": leave.isoformat(), "wait": 0}
        stops[number] = stops[number].model_copy(update=told)
    return itinerary.model_copy(update={"stops": stops})


def _without_stops(itinerary: Itinerary, place_ids: set[str]) -> Itinerary:
    stops = [stop for stop in itinerary.stops if stop.place_id not in place_ids]
    return itinerary.model_copy(update={"stops": stops})


def _unwished(request: ItineraryRequest, place_id: str) -> dict[str, Any]:
    """What makes a place no longer asked for by name."""
    changes: dict[str, Any] = {}
    if place_id in request.must_visit:
        changes["must_visit"] = list(_without(request.must_visit, place_id))
    if any(wish.place_id == place_id for wish in request.fixed):
        changes["fixed"] = _appointments(request, place_id)
    return changes


def _appointments(request: ItineraryRequest, without: str) -> list[dict[str, Any]]:
    return [wish.model_dump() for wish in request.fixed if wish.place_id != without]


def _without(place_ids: Iterable[str], place_id: str | None) -> tuple[str, ...]:
    return tuple(one for one in place_ids if one != place_id)


def _different(request: ItineraryRequest, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes that do change something."""
    before = request.as_json()
    return {name: value for name, value in changes.items() if name not in before or before[name] != value}


def _see_to_time(attempt: Attempt, number: int, after: Itinerary, case: Case) -> None:
    """Raises Problem (422) when a stop isn't at the time it was to be at."""
    wished = attempt.itinerary.stops[number]
    sought = (wished.kind, wished.place_id, wished.begin)
    if any((stop.kind, stop.place_id, stop.begin) == sought for stop in after.stops):
        return
    message = say(case.locale, "edit-no-meal-then", name=wished.name, time=wished.begin[11:16])
    conflict = {"constraints": [wished.place_id], "message": message, "relaxations": []}
    raise Problem(422, message, members={"conflicts": [conflict], "partial": None, "changes": {}})


# --- What else there is ---


def _alike(case: Case, number: int) -> list[Place]:
    """Places that a visitor may want instead of a stop, the likeliest first."""
    stop, gazetteer = case.stop(number), case.gazetteer
    before = gazetteer.places.get(str(stop.place_id))
    fitting = [place for place in gazetteer.places.values() if _may_replace(place, stop, case)]
    if before is None:
        return fitting
    return sorted(fitting, key=lambda place: (-_likeness(before, place, of_kind=stop.kind == "visit"), place.id))


def _may_replace(place: Place, stop: Stop, case: Case) -> bool:
    gazetteer, wishes = case.gazetteer, case.request
    taken = {*case.places, *wishes.avoid}
    family = {place.part_of, *(other.id for other in gazetteer.places.values() if other.part_of == place.id)}
    if place.status != "open" or place.position is None or place.id in taken or family & set(case.places):
        return False
    if not (place.in_district or wishes.include_outside):
        return False
    if stop.kind == "meal":
        suits = gazetteer.district.serves_meals(place)
    else:
        suits = place.schedulable and (not wishes.only_kinds or place.kind in wishes.only_kinds)
        # What is only food is no sight to see instead of one.
        suits = suits and gazetteer.district.kinds[place.kind].quality > 0
    hours = hours_on(place, date.fromisoformat(case.itinerary.date), gazetteer)
    return suits and (bool(hours.openings) or not hours.known)


def _likeness(one: Place, other: Place, *, of_kind: bool) -> float:
    near = -(_metres(one, other) or 0) / _FAR_M
    if not of_kind:
        return near
    shared = len(set(one.themes) & set(other.themes)) / max(1, len(one.themes))
    return near + shared + (0.5 if one.kind == other.kind else 0.0)


def _metres(one: Place, other: Place) -> int | None:
    if one.position is None or other.position is None:
        return None
    return round(metres_between(one.position.lat, one.position.lon, other.position.lat, other.position.lon))


def _offer(case: Case, number: int, place: Place) -> dict[str, Any]:
    before = case.gazetteer.places.get(str(case.stop(number).place_id))
    return {
        "place_id": place.id,
        "name": place.called(case.locale),
        "kind_name": pick(case.gazetteer.district.kinds[place.kind].name, case.locale),
        "summary": pick(place.summary, case.locale),
        "metres": _metres(before, place) if before else None,
    }


def _told(code: str, stop: Mapping[str, Any] | None, gazetteer: Gazetteer, locale: Locale) -> str:
    """What no longer holds, in a sentence for a visitor."""
    if stop is None or stop["place_id"] is None:
        return say(locale, "standing-day")
    place = gazetteer.places.get(stop["place_id"])
    if place is None:
        return say(locale, "standing-gone", name=stop["name"])
    name = place.called(locale)
    if code == "status":
        origin = place.provenance.get("status")
        since = origin.as_of if origin else "undated"
        return say(locale, f"standing-{place.status}", name=name, date=since)
    if code in _TIMES:
        return say(locale, "standing-hours", name=name, time=stop["begin"][11:16])
    return say(locale, "standing-travel" if code == "travel" else "standing-other", name=name)


# --- Reading ---


def _placed(case: Case, value: Any) -> int:
    """The number of a stop that is at a place and lies ahead."""
    number = _ahead(case, value)
    if case.stop(number).place_id is None:
        raise ValueError("is a break that is taken wherever one is")
    return number


def _ahead(case: Case, value: Any) -> int:
    most = len(case.itinerary.stops) - 1
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError(f"must be the number of a stop, from 0 to {most}")
    if case.begins(value) < case.at:
        raise ValueError("has begun already")
    if case.stop(value).kind == "rest":
        raise ValueError("is a rest; it goes with the pace")
    return value


def _minutes(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < abs(value) <= MOST_MINUTES:
        raise ValueError(f"must be a whole number of minutes, up to {MOST_MINUTES} more or less")
    return value


def _stop_only(make: Callable[[Case, int], Iterator[Attempt]], read: Callable[[Case, Any], int]) -> Any:
    def reading(case: Case, value: Any) -> Edit:
        given = Fields(_object(value), ("stop",))
        given.require("stop")
        number = given.take("stop", _of_case(read, case), 0)
        given.done()
        return lambda case: make(case, number)

    return reading


def _stop_and_minutes(make: Callable[[Case, int, int], Iterator[Attempt]], *, meals: bool) -> Any:
    def reading(case: Case, value: Any) -> Edit:
        given = Fields(_object(value), ("stop", "minutes"))
        given.require("stop")
        given.require("minutes")
        number = given.take("stop", _of_case(_placed, case), 0)
        minutes = given.take("minutes", _minutes, 0)
        if not given.faults and not meals and case.stop(number).kind == "meal":
            given.faults.append(Fault("stop", "is a meal; its length goes with the pace"))
        given.done()
        return lambda case: make(case, number, minutes)

    return reading


def _of_case(read: Callable[[Case, Any], T], case: Case) -> Callable[[Any], T]:
    return lambda value: read(case, value)


def _mending(case: Case, value: Any) -> Edit:
    del case
    if value is not True:
        raise ValueError("must be true")
    return _mend


_READERS: Mapping[str, Callable[[Case, Any], Edit]] = {
    "remove": _stop_only(_remove, _ahead),
    "move": _stop_and_minutes(_move, meals=True),
    "stay": _stop_and_minutes(_stay, meals=False),
    "release": _stop_only(_release, _placed),
    "mend": _mending,
}


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("must be an object")
    return value


def _ids(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError("must be a list of place ids")
    return tuple(dict.fromkeys(value))
