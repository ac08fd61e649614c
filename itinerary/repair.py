"""A day that goes wrong, mended: what is past or locked stays, and of the rest as little as possible changes.

The trade-off: a place of the plan counts 30 % more than its points, so that a new one takes its place only when it is
worth clearly more; the plan's order is kept unless nothing fits in that order; what is locked keeps its time if it can,
else at least its place in the day.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from itinerary.conflicts import Conflict, Conflicted, conflicts_of, field_called, unplaceable
from itinerary.core.problem import UNREACHABLE, NoSolution, Option, Solution, Step
from itinerary.draft import Draft, Effort, certified, solved
from itinerary.itinerary import Excluded, Itinerary, Leg, Stop
from itinerary.leftout import left_out
from itinerary.meals import breaks_of, tables_for
from itinerary.pose import Posed, Setting, parts_of, pose, set_out, without
from itinerary.request import ItineraryRequest, Whereabouts
from itinerary.saying import listed, say
from itinerary.span import Span, span_of
from itinerary.tell import identity, tell, totals_of
from itinerary.travel import Travel, spot_of
from knowledge.places.district import Point
from knowledge.places.gazetteer import Gazetteer

LOYALTY = 130
"""Percent that a place of the plan counts."""
_WORK = 0.15
_MOVED = 15
"""Minutes from which on a stop counts as moved."""
_OF_STOPS = frozenset({"opening_hours", "last_entry", "visit_minutes", "order", "fixed", "day", "travel", "meals"})
"""Rules that can't be asked of what is past; nor can any be asked of the legs up to where the visitor now is."""
_OF_LEGS = frozenset({"travel", "modes", "max_leg_walk"})
_OF_DAYS = frozenset(
    {"meals", "fixed", "max_walk", "max_distance", "budget", "limits_together", "max_places", "travel"}
)
"""Rules on the whole day that the past may have broken for good."""


@dataclass(frozen=True)
class Repaired:
    itinerary: Itinerary
    changed: tuple[str, ...]
    """What changed, a sentence each."""


def repair(
    itinerary: Itinerary,
    request: ItineraryRequest,
    at: datetime,
    position: Point | None,
    done: Collection[str],
    locked: Collection[str],
    changes: Mapping[str, Any],
    gazetteer: Gazetteer,
    now: datetime,
    failures: Path | None = None,
) -> Repaired:
    """The plan from ``at`` on, made anew.

    ``done`` are places that were visited, ``locked`` ones that have to stay, ``changes`` fields of the request that
    replace those sent, checked by ``read_request`` with the rest of it.

    Raises:
        Conflicted: when what is locked or wished for doesn't fit into the rest of the day.
        Unsound: when the verifier faults what is to come.
    """
    del now
    changed = ItineraryRequest.model_validate({**request.as_json(), **changes})
    effort = Effort.of(changed, failures=failures)
    past = _past(itinerary, done, locked, at)
    span = span_of(changed, gazetteer.district.zone)
    begin = _first_free_minute(span, at, past)
    to_come = [stop for stop in itinerary.stops if stop not in past and stop.place_id not in done]
    if begin >= span.length:
        _nothing_owed(changed, locked, {*done, *(stop.place_id for stop in past)}, gazetteer)
        mended = _joined(itinerary, past, None, changed, gazetteer)
    else:
        left = _rest_of_day(changed, itinerary, past, done, begin, position, span, gazetteer)
        setting = _setting(left, changed, past, done, begin, span, gazetteer)
        draft = _resolved(setting, to_come, set(locked) - set(done), begin, span, effort)
        told = tell(draft.posed, draft.solution, left_out(draft.posed, draft.solution))
        mended = _joined(itinerary, past, told, changed, gazetteer)
    sound = certified(
        mended, changed, gazetteer, effort, pardoned=lambda code, stop: _is_history(code, stop, len(past))
    )
    return Repaired(sound, tuple(_differences(to_come, sound.stops[len(past) :], changed)))


def _past(itinerary: Itinerary, done: Collection[str], locked: Collection[str], at: datetime) -> list[Stop]:
    """What stays as it was: stops that are done, breaks that are over, and what is locked and has begun."""
    kept = []
    for stop in itinerary.stops:
        begin, leave = datetime.fromisoformat(stop.begin), datetime.fromisoformat(stop.leave)
        if stop.place_id in done or (stop.place_id is None and leave <= at):
            kept.append(_cut(stop, at))
        elif stop.place_id in locked and begin <= at < leave:
            kept.append(stop)
    return kept


def _cut(stop: Stop, at: datetime) -> Stop:
    """A stop that is over by now, whatever the plan said."""
    if datetime.fromisoformat(stop.leave) <= at:
        return stop
    times = {name: min(datetime.fromisoformat(getattr(stop, name)), at) for name in ("arrive", "begin", "leave")}
    whole = {name: moment.replace(second=0, microsecond=0).isoformat() for name, moment in times.items()}
    return stop.model_copy(update={**whole, "wait": min(stop.wait, _minutes(times["arrive"], times["begin"]))})


def _nothing_owed(
    request: ItineraryRequest, locked: Collection[str], had: Collection[str | None], gazetteer: Gazetteer
) -> None:
    """Refuses when the day is over and something that has to be in it isn't."""
    owed = [place_id for place_id in dict.fromkeys([*locked, *request.must_visit]) if place_id not in had]
    if owed:
        names = (field_called(name, request, gazetteer) for name in [*owed, "end_time"])
        message = say(request.locale, "conflict", wishes=listed(request.locale, names))
        raise Conflicted([Conflict((*owed, "end_time"), message, ())], None)


def _first_free_minute(span: Span, at: datetime, past: list[Stop]) -> int:
    moments = [at, *(datetime.fromisoformat(stop.leave) for stop in past)]
    # A begun minute is gone.
    return max(0, *(span.minute(moment + timedelta(seconds=59)) for moment in moments))


def _rest_of_day(
    request: ItineraryRequest,
    itinerary: Itinerary,
    past: list[Stop],
    done: Collection[str],
    begin: int,
    position: Point | None,
    span: Span,
    gazetteer: Gazetteer,
) -> ItineraryRequest:
    """The wishes that are left, as a request of its own that starts now and here."""
    here = request.start
    last = next((stop.place_id for stop in reversed(past) if stop.place_id in gazetteer.places), None)
    if position is not None:
        here = Whereabouts(lat=position.lat, lon=position.lon)
    elif last is not None and gazetteer.places[last].position is not None:
        here = Whereabouts(place_id=last)
    gone = {*done, *(stop.place_id for stop in past)}
    start = span.instant(begin)
    legs = [leg for leg in itinerary.legs if isinstance(leg.to, int) and itinerary.stops[leg.to] in past]
    spent = sum(stop.cost for stop in past) + sum(leg.cost for leg in legs)
    visits = sum(stop.kind == "visit" for stop in past)
    return request.model_copy(
        update={
            "date": start.date(),
            "start_time": start.strftime("%H:%M"),
            "start": here,
            "must_visit": [place_id for place_id in request.must_visit if place_id not in gone],
            "fixed": [
                wish
                for wish in request.fixed
                # An appointment that was missed can't be mended.
                if wish.place_id not in gone and request.appointment_begin(wish, span.zone) >= start
            ],
            "budget": _less(request.budget, spent),
            "max_walk": _less(request.max_walk, sum(leg.walk for leg in legs)),
            "max_distance": _less(request.max_distance, sum(leg.distance for leg in legs)),
            "max_places": None if request.max_places is None else max(0, request.max_places - visits),
            "alternatives": 1,
        }
    )


def _less(limit: float | None, used: float) -> float | None:
    return None if limit is None else max(0.0, limit - used)


def _setting(
    left: ItineraryRequest,
    request: ItineraryRequest,
    past: list[Stop],
    done: Collection[str],
    begin: int,
    span: Span,
    gazetteer: Gazetteer,
) -> Setting:
    """What is left to choose from: nothing twice, and the meals of the whole day that were not had."""
    gone = {*done, *(stop.place_id for stop in past if stop.place_id is not None)}
    setting = set_out(left, gazetteer)
    had = {stop.meal for stop in past if stop.meal is not None}
    breaks = tuple(
        replace(pause, earliest=max(0, pause.earliest - begin), latest=pause.latest - begin)
        for pause in breaks_of(request, span)
        if pause.latest >= begin and (pause.meal is None or pause.meal not in had)
    )
    tables = tuple(table for table in tables_for(breaks, left, gazetteer, setting.span) if table.place.id not in gone)
    return replace(without(setting, gone | _relatives(setting, gone)), breaks=breaks, tables=tables)


def _relatives(setting: Setting, gone: Collection[str]) -> set[str]:
    """Places that contain one that was visited, or are a part of it, and were not asked for."""
    gazetteer = setting.gazetteer
    wholes = {
        whole
        for place_id in gone
        if place_id in gazetteer.places
        for whole in parts_of(gazetteer.places[place_id], gazetteer)
    }
    return {
        candidate.place.id
        for candidate in setting.pool.candidates
        if not candidate.required
        and (candidate.place.id in wholes or set(parts_of(candidate.place, gazetteer)) & set(gone))
    }


def _resolved(setting: Setting, to_come: list[Stop], locked: set[str], begin: int, span: Span, effort: Effort) -> Draft:
    """The best rest of the day, as loyal to the plan as it can be."""
    wanted = setting.request.model_copy(update={"must_visit": [*setting.request.must_visit, *sorted(locked)]})
    posed = pose(setting)
    held: dict[str | None, Stop] = {stop.place_id: stop for stop in to_come if stop.place_id in locked}
    absent = [place_id for place_id in locked if not _stops_at(posed, place_id)]
    if absent or unplaceable(setting):
        raise Conflicted(conflicts_of(wanted, setting.gazetteer, effort)[0], None)
    loyal = _loyal(posed, to_come, locked)
    warm = [number for stop in to_come if stop.place_id is not None for number in _stops_at(posed, stop.place_id)[:1]]
    in_order = _in_order(loyal, to_come)
    for problem in (_held(in_order, held, begin, span), in_order, _held(loyal, held, begin, span), loyal):
        try:
            draft = solved(problem, effort, share=0.5, work=_WORK, warm=warm)
        except NoSolution:
            continue
        return Draft(posed, _plain(posed, draft.solution), setting.request)
    if any(pause.meal is None for pause in setting.breaks):
        unhurried = replace(setting, breaks=tuple(pause for pause in setting.breaks if pause.meal is not None))
        return _resolved(unhurried, to_come, locked, begin, span, effort)
    raise Conflicted(conflicts_of(wanted, setting.gazetteer, effort)[0], None)


def _stops_at(posed: Posed, place_id: str) -> list[int]:
    """The stops of the problem at a place: the visit first, then meals."""
    return [number for number, role in enumerate(posed.roles) if role.place.id == place_id]


def _loyal(posed: Posed, to_come: list[Stop], locked: set[str]) -> Posed:
    """The same rest of the day with the plan's own places worth more, and the locked ones a must."""
    planned = {(stop.place_id, stop.kind) for stop in to_come}
    stops = []
    for role, stop in zip(posed.roles, posed.problem.stops, strict=True):
        at = (role.place.id, "visit" if role.candidate is not None else "meal")
        if at in planned:
            options = tuple(replace(option, points=_boosted(option.points)) for option in stop.options)
            stop = replace(stop, options=options, required=stop.required or role.place.id in locked)
        stops.append(stop)
    # A locked place that the plan doesn't have yet is visited.
    for place_id in locked - {place_id for place_id, _ in planned}:
        number = _stops_at(posed, place_id)[0]
        stops[number] = replace(stops[number], required=True)
    return replace(posed, problem=replace(posed.problem, stops=tuple(stops)))


def _in_order(posed: Posed, to_come: list[Stop]) -> Posed:
    """Without ways that lead from a stop of the plan straight back to an earlier one."""
    place = {(stop.place_id, stop.kind): number for number, stop in enumerate(to_come)}
    order = np.array(
        [place.get((role.place.id, "visit" if role.candidate is not None else "meal"), -1) for role in posed.roles]
        + [-1, -1]
    )
    back = np.logical_and(np.greater.outer(order, order), order >= 0)
    legs = posed.problem.legs
    minutes = np.where(back, UNREACHABLE, legs.minutes).astype(np.int32)
    return replace(posed, problem=replace(posed.problem, legs=replace(legs, minutes=minutes)))


def _boosted(points: int) -> int:
    return points * LOYALTY // 100 if points > 0 else points + LOYALTY - 100


def _held(posed: Posed, held: Mapping[str | None, Stop], begin: int, span: Span) -> Posed:
    """The locked stops at the time that the plan gave them, where that lies ahead."""
    stops = list(posed.problem.stops)
    for number, role in enumerate(posed.roles):
        stop = held.get(role.place.id)
        if stop is None or (stop.kind == "visit") != (role.candidate is not None):
            continue
        first = span.minute(datetime.fromisoformat(stop.begin)) - begin
        length = _minutes(datetime.fromisoformat(stop.begin), datetime.fromisoformat(stop.leave))
        if first < 0:
            continue
        at_time = [
            Option(first, first, option.end_by, option.length, option.points)
            if option.length == length and option.earliest <= first <= option.latest
            else replace(option, latest=option.earliest - 1)
            for option in stops[number].options
        ]
        if any(option.latest >= option.earliest for option in at_time):
            stops[number] = replace(stops[number], options=tuple(at_time))
    return replace(posed, problem=replace(posed.problem, stops=tuple(stops)))


def _plain(posed: Posed, solution: Solution) -> Solution:
    """The solution with every step worth what it is without loyalty. The bound then says nothing."""
    steps: list[Step] = []
    for step in solution.steps:
        if step.stop is not None:
            stop = posed.problem.stops[step.stop]
            points = stop.options[step.option or 0].points
            before = steps[-1].stop if steps else None
            if (
                before is not None
                and points > 0
                and stop.kin is not None
                and posed.problem.stops[before].kin == stop.kin
            ):
                points -= points * posed.problem.kin_loss // 100
            step = replace(step, points=points)
        steps.append(step)
    return replace(solution, steps=tuple(steps), points=sum(step.points for step in steps), optimal=False)


def _joined(
    itinerary: Itinerary,
    past: list[Stop],
    rest: Itinerary | None,
    request: ItineraryRequest,
    gazetteer: Gazetteer,
) -> Itinerary:
    """The past and the rest as one day."""
    ahead = rest.stops if rest is not None else []
    stops = [*past, *ahead]
    legs = [*_legs_of_past(itinerary, past, request, gazetteer), *_legs_ahead(rest, len(past))]
    excluded = rest.excluded if rest is not None else itinerary.excluded
    present = {stop.place_id for stop in stops}
    known = {entry.place_id for entry in excluded}
    gone = [entry for entry in itinerary.excluded if entry.place_id not in known]
    dropped = [
        Excluded(place_id=stop.place_id, code="time", reason=say(request.locale, "excluded-time"))
        for stop in itinerary.stops
        if stop.kind == "visit" and stop.place_id is not None and stop.place_id not in known
    ]
    left = {entry.place_id: entry for entry in (*dropped, *gone, *excluded) if entry.place_id not in present}
    optimality = (rest or itinerary).optimality
    return itinerary.model_copy(
        update={
            "id": identity(request, gazetteer.revision, len(past), stops),
            "date": request.date.isoformat(),
            "start": _day_instant(request, gazetteer, 0),
            "end": _day_instant(request, gazetteer, 1),
            "stops": stops,
            "legs": legs,
            "totals": totals_of(stops, legs, request, gazetteer),
            "optimality": optimality.model_copy(update={"status": "feasible", "bound": None, "gap": None}),
            "excluded": sorted(left.values(), key=lambda entry: entry.place_id),
        }
    )


def _day_instant(request: ItineraryRequest, gazetteer: Gazetteer, which: int) -> str:
    return request.span(gazetteer.district.zone)[which].isoformat()


def _legs_of_past(
    itinerary: Itinerary, past: list[Stop], request: ItineraryRequest, gazetteer: Gazetteer
) -> Iterator[Leg]:
    """The legs that led to what is past; where a stop between was skipped, the likely one."""
    index = {(stop.kind, stop.place_id, stop.name): number for number, stop in enumerate(itinerary.stops)}
    numbers = [index[(stop.kind, stop.place_id, stop.name)] for stop in past]
    into = {leg.to: leg for leg in itinerary.legs}
    here: str | None = None
    for number, (old, stop) in enumerate(zip(numbers, past, strict=True)):
        leg = into.get(old)
        origin = "start" if number == 0 else number - 1
        if leg is not None and (leg.from_ == "start" if number == 0 else leg.from_ == numbers[number - 1]):
            yield leg.model_copy(update={"from_": origin, "to": number})
        elif number > 0:
            yield _likely(origin, number, here, stop.place_id, request, gazetteer)
        here = stop.place_id or here


def _likely(
    origin: int | str,
    target: int,
    here: str | None,
    there: str | None,
    request: ItineraryRequest,
    gazetteer: Gazetteer,
) -> Leg:
    fields: dict[str, Any] = {"from": origin, "to": target, "mode": "walk", "distance": 0, "duration": 0}
    fields |= {"walk": 0, "buffer": 0, "cost": 0, "estimated": True}
    if here is not None and there is not None and here != there:
        spots = [spot_of(gazetteer.places[place_id], gazetteer.district) for place_id in (here, there)]
        ways = Travel(gazetteer.district).between(spots[0], spots[1], request.party, request.modes)
        for way in ways[:1]:
            fields |= {"mode": way.mode, "distance": way.distance, "duration": way.minutes}
            fields |= {"walk": way.walk, "buffer": way.buffer, "cost": way.cost}
    return Leg.model_validate(fields)


def _legs_ahead(rest: Itinerary | None, offset: int) -> Iterator[Leg]:
    if rest is None:
        return
    if offset and rest.stops and not any(leg.to == 0 for leg in rest.legs):
        yield Leg.model_validate(
            {"from": offset - 1, "to": offset, "mode": "walk", "distance": 0, "duration": 0, "walk": 0}
            | {"buffer": 0, "cost": 0, "estimated": True}
        )
    for leg in rest.legs:
        origin: int | str = leg.from_ + offset if isinstance(leg.from_, int) else offset - 1 if offset else "start"
        target = leg.to + offset if isinstance(leg.to, int) else leg.to
        yield leg.model_copy(update={"from_": origin, "to": target})


def _is_history(code: str, stop: int | None, past: int) -> bool:
    """Whether a violation lies in what is past and can't be mended."""
    if not past:
        return code in ("meals", "fixed") and stop is None
    if stop is None:
        return code in _OF_DAYS
    return (stop < past and code in _OF_STOPS | _OF_LEGS) or (stop == past and code in _OF_LEGS)


def _differences(before: list[Stop], after: list[Stop], request: ItineraryRequest) -> Iterator[str]:
    """What a visitor who knew the plan has to know now."""
    locale = request.locale
    said = False
    then = {stop.place_id: stop for stop in before if stop.kind == "visit"}
    now = {stop.place_id: stop for stop in after if stop.kind == "visit"}
    for place_id, stop in then.items():
        if place_id not in now:
            said = True
            yield say(locale, "changed-dropped", place=stop.name)
    for place_id, stop in now.items():
        if place_id not in then:
            said = True
            yield say(locale, "changed-added", place=stop.name, time=_clock(stop))
        elif _moved(then[place_id], stop):
            said = True
            yield say(locale, "changed-moved", place=stop.name, before=_clock(then[place_id]), after=_clock(stop))
    for sentence in _meal_differences(before, after, request):
        said = True
        yield sentence
    if not said:
        yield say(locale, "changed-nothing")


def _meal_differences(before: list[Stop], after: list[Stop], request: ItineraryRequest) -> Iterator[str]:
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


def _moved(before: Stop, after: Stop) -> bool:
    return abs(_minutes(datetime.fromisoformat(before.begin), datetime.fromisoformat(after.begin))) >= _MOVED


def _clock(stop: Stop) -> str:
    return datetime.fromisoformat(stop.begin).strftime("%H:%M")


def _minutes(begin: datetime, end: datetime) -> int:
    return int((end - begin).total_seconds() // 60)
