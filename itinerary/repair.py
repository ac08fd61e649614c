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

from itinerary.conflicts import surely_too_much
from itinerary.core.problem import UNREACHABLE, NoSolution, Option, Solution, Step
from itinerary.draft import Draft, Effort, certified, solved
from itinerary.itinerary import Excluded, Itinerary, Leg, Stop
from itinerary.leftout import left_out
from itinerary.meals import breaks_of, tables_for
from itinerary.past import legs_of_past, owed, past_of, told_of_past
from itinerary.pose import Posed, Setting, parts_of, pose, set_out, without
from itinerary.request import ItineraryRequest, Whereabouts
from itinerary.saying import say
from itinerary.span import Span, span_of
from itinerary.tell import identity, tell, totals_of
from itinerary.unmended import Mending, PastBroken, conflicts_of_rest
from knowledge.places.district import Point
from knowledge.places.faults import Fault, Faults
from knowledge.places.gazetteer import Gazetteer

LOYALTY = 130
"""Percent that a place of the plan counts."""
_WORK = 0.15
_LONGEST = 8.0
"""Seconds after which a day that is hard to mend is taken as it is."""
_MOVED = 15
"""Minutes from which on a stop counts as moved."""


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
        Faults: when what was sent contradicts the plan or itself.
        Conflicted: when what is locked or wished for doesn't fit into the rest of the day.
        Unsound: when the verifier faults the whole day.
    """
    del now
    changed = ItineraryRequest.model_validate({**request.as_json(), **changes})
    faults = list(_faults(itinerary, changed, at, list(done), list(locked), changes, gazetteer))
    if faults:
        raise Faults(faults)
    effort = Effort.of(changed, failures=failures).at_most(_LONGEST)
    case = Mending(itinerary, changed, at, position, tuple(done), tuple(locked), gazetteer, effort)
    try:
        mended = _mended(case)
    except (NoSolution, PastBroken) as trouble:
        raise conflicts_of_rest(case, trouble, _mended) from trouble
    return Repaired(mended, tuple(_differences(itinerary.stops, mended.stops, changed)))


def _faults(
    itinerary: Itinerary,
    request: ItineraryRequest,
    at: datetime,
    done: list[str],
    locked: list[str],
    changes: Mapping[str, Any],
    gazetteer: Gazetteer,
) -> Iterator[Fault]:
    """What was sent and contradicts the plan or itself."""
    begin, end = (datetime.fromisoformat(text) for text in (itinerary.start, itinerary.end))
    if at.astimezone(gazetteer.district.zone).date().isoformat() != itinerary.date and not begin <= at <= end:
        yield Fault("at", f"is not on the plan's day, {itinerary.date}")
    if done and request.date.isoformat() != itinerary.date:
        yield Fault("changes.date", "can't be changed once something of the day is done")
    stops = {stop.place_id: stop for stop in itinerary.stops if stop.place_id is not None}
    named = {*request.must_visit, *(wish.place_id for wish in request.fixed), *locked}
    avoided = set(request.avoid)
    for index, place_id in enumerate(done):
        if place_id in stops and datetime.fromisoformat(stops[place_id].begin) >= at.replace(second=0, microsecond=0):
            yield Fault(f"done[{index}]", f"begins only at {_clock(stops[place_id])} by the plan, not before at")
        elif place_id in named and place_id not in stops:
            yield Fault(f"done[{index}]", "is not in the plan, so that it isn't known when it was visited")
    for index, place_id in enumerate(changes.get("avoid", ())):
        if place_id in done:
            yield Fault(f"changes.avoid[{index}]", f"{place_id} is done already")
    for index, place_id in enumerate(locked):
        if place_id in avoided:
            yield Fault(f"locked[{index}]", f"{place_id} is to be avoided as well")


def _mended(case: Mending) -> Itinerary:
    """The whole day, as far as it is past and as it goes on, with the verifier's certificate.

    Raises:
        PastBroken: when what is past breaks what is asked for now.
        NoSolution: when what is asked for doesn't fit into the rest of the day.
        Unsound: when the verifier faults it.
    """
    itinerary, request, gazetteer = case.itinerary, case.request, case.gazetteer
    past = past_of(case)
    legs = list(legs_of_past(itinerary, past, request, gazetteer))
    told_of_past(case, past, legs)
    span = span_of(request, gazetteer.district.zone)
    begin = _first_free_minute(span, case.at, past)
    gone = {*case.done, *(stop.place_id for stop in past)}
    to_come = [stop for stop in itinerary.stops if not _is_past(stop, past) and stop.place_id not in case.done]
    locked = set(case.locked) - gone
    missed = owed(case, past, span, begin)
    if missed:
        raise PastBroken(missed)
    # Who is at a stop that goes on leaves from there.
    position = None if any(datetime.fromisoformat(stop.leave) > case.at for stop in past) else case.position
    if begin >= span.length:
        if locked or not gone.issuperset(request.must_visit):
            raise NoSolution("the day is over", proven=True)
        mended = _joined(itinerary, past, legs, None, request, gazetteer)
    else:
        left = _rest_of_day(request, past, legs, case.done, begin, position, span, gazetteer)
        planned = {stop.place_id for stop in to_come if stop.kind == "visit"}
        setting = _setting(left, request, past, case.done, locked & planned, begin, span, gazetteer)
        draft = _resolved(setting, to_come, locked, begin, span, case.effort)
        told = tell(draft.posed, draft.solution, left_out(draft.posed, draft.solution))
        mended = _joined(itinerary, past, legs, _placed(told, position), request, gazetteer)
    mended = mended.model_copy(update={"as_of": span.instant(begin).isoformat()})
    return certified(mended, request, gazetteer, case.effort)


def _is_past(stop: Stop, past: list[Stop]) -> bool:
    return any((one.kind, one.place_id, one.begin) == (stop.kind, stop.place_id, stop.begin) for one in past)


def _placed(rest: Itinerary, position: Point | None) -> Itinerary:
    """The rest of the day with its first leg beginning where the visitor is, when that is known."""
    if position is None or not rest.legs:
        return rest
    first = rest.legs[0].model_copy(update={"from_position": position, "depart": rest.start})
    return rest.model_copy(update={"legs": [first, *rest.legs[1:]]})


def _first_free_minute(span: Span, at: datetime, past: list[Stop]) -> int:
    moments = [at, *(datetime.fromisoformat(stop.leave) for stop in past)]
    # A begun minute is gone.
    return max(0, *(span.minute(moment + timedelta(seconds=59)) for moment in moments))


def _rest_of_day(
    request: ItineraryRequest,
    past: list[Stop],
    legs: list[Leg],
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
    spent = sum(stop.cost for stop in past) + sum(leg.cost for leg in legs)
    visits = sum(stop.kind == "visit" for stop in past)
    return request.model_copy(
        update={
            "date": start.date(),
            "start_time": start.strftime("%H:%M"),
            "start": here,
            "must_visit": [place_id for place_id in request.must_visit if place_id not in gone],
            "fixed": [wish for wish in request.fixed if wish.place_id not in gone],
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
    kept: Collection[str],
    begin: int,
    span: Span,
    gazetteer: Gazetteer,
) -> Setting:
    """What is left to choose from: nothing twice, and the meals of the whole day that were not had."""
    gone = {*done, *(stop.place_id for stop in past if stop.place_id is not None)}
    # What has to stay is looked at like what was asked for by name.
    stays = [
        place_id
        for place_id in sorted(set(kept) - set(left.must_visit))
        if (not left.only_kinds or gazetteer.places[place_id].kind in left.only_kinds)
        and (left.include_outside or gazetteer.places[place_id].in_district)
    ]
    wanted = left.model_copy(update={"must_visit": [*left.must_visit, *stays]})
    setting = replace(set_out(wanted, gazetteer), request=left)
    named = tuple(
        replace(candidate, must=candidate.place.id in left.must_visit) for candidate in setting.pool.candidates
    )
    setting = replace(setting, pool=replace(setting.pool, candidates=named))
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
    posed = pose(setting)
    held: dict[str | None, Stop] = {stop.place_id: stop for stop in to_come if stop.place_id in locked}
    absent = [place_id for place_id in locked if not _stops_at(posed, place_id)]
    if absent or surely_too_much(setting):
        raise NoSolution("a place that has to stay has no room in the rest of the day", proven=True)
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
    raise NoSolution("what has to stay doesn't fit into the rest of the day", proven=True)


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
    legs_past: list[Leg],
    rest: Itinerary | None,
    request: ItineraryRequest,
    gazetteer: Gazetteer,
) -> Itinerary:
    """The past and the rest as one day."""
    ahead = rest.stops if rest is not None else []
    stops = [*past, *ahead]
    legs = [*legs_past, *_legs_ahead(rest, len(past))]
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
    begins = datetime.fromisoformat(before.begin), datetime.fromisoformat(after.begin)
    # Moved to the same hour of another day, the day alone is told.
    return abs(_minutes(*begins)) >= _MOVED and _clock(before) != _clock(after)


def _clock(stop: Stop) -> str:
    return datetime.fromisoformat(stop.begin).strftime("%H:%M")


def _minutes(begin: datetime, end: datetime) -> int:
    return int((end - begin).total_seconds() // 60)
