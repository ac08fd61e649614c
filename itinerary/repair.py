"""A day that goes wrong, mended: what is past or locked stays, and of the rest as little as possible changes.

How little is ``loyal``'s trade-off: a place of the plan counts 30 % more, and the plan's order and the hours of what is
locked are kept as long as anything fits that way.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from itinerary.changed import explained
from itinerary.core.cancellation import NEVER, Cancellation
from itinerary.core.problem import NoSolution
from itinerary.draft import Effort, certified
from itinerary.itinerary import Excluded, Itinerary, Leg, Optimality, Stop
from itinerary.leftout import left_out
from itinerary.loyal import holds_together, resolved
from itinerary.mending import Mending, PastBroken
from itinerary.request import ItineraryRequest
from itinerary.rest import Rest, rest_of
from itinerary.saying import say
from itinerary.tell import identity, tell, totals_of
from itinerary.unmended import conflicts_of_rest
from itinerary.verify.given import FIRST_YEAR
from knowledge.places.district import Point
from knowledge.places.faults import Fault, Faults
from knowledge.places.gazetteer import Gazetteer

_LONGEST = 0.8
"""Seconds that a request with a time limit leaves for mending, as somebody stands in the street; without one a fixed
amount of work is done, which takes less."""
_LONG_AFTER = timedelta(days=1)


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
    cancellation: Cancellation = NEVER,
) -> Repaired:
    """The plan from ``at`` on, made anew.

    ``done`` are places that were visited, ``locked`` ones that have to stay, ``changes`` fields of the request that
    replace those sent, checked by ``read_request`` with the rest of it.

    Raises:
        Faults: when what was sent contradicts the plan or itself.
        Conflicted: when what is locked or wished for doesn't fit into the rest of the day.
        Unsound: when the verifier faults the whole day.
        Cancelled: when it was called off.
    """
    del now
    changed = ItineraryRequest.model_validate({**request.as_json(), **changes})
    faults = list(_faults(itinerary, changed, at, list(done), list(locked), changes))
    if faults:
        raise Faults(faults)
    effort = Effort.of(changed, failures=failures, places=len(gazetteer.places), cancellation=cancellation)
    if effort.deadline is not None:
        effort = effort.at_most(_LONGEST)
    case = Mending(itinerary, changed, at, position, tuple(done), tuple(locked), gazetteer, effort)
    try:
        mended = _mended(case)
    except (NoSolution, PastBroken) as trouble:
        raise conflicts_of_rest(case, _fits, _mended) from trouble
    return Repaired(mended, tuple(explained(case, mended, changes)))


def _faults(
    itinerary: Itinerary,
    request: ItineraryRequest,
    at: datetime,
    done: list[str],
    locked: list[str],
    changes: Mapping[str, Any],
) -> Iterator[Fault]:
    """What was sent and contradicts the plan or itself."""
    if at.year < FIRST_YEAR:
        yield Fault("at", f"lies before {FIRST_YEAR}")
    if at > datetime.fromisoformat(itinerary.end) + _LONG_AFTER:
        yield Fault("at", f"is more than a day after the plan's, {itinerary.date}")
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
        if place_id in avoided and place_id not in changes.get("avoid", ()):
            # A place that is found closed only now is no longer held.
            yield Fault(f"locked[{index}]", f"{place_id} is to be avoided as well")


def _mended(case: Mending) -> Itinerary:
    """The whole day, as far as it is past and as it goes on, with the verifier's certificate.

    Raises:
        PastBroken: when what is past breaks what is asked for now.
        NoSolution: when what is asked for doesn't fit into the rest of the day.
        Unsound: when the verifier faults it.
    """
    rest = rest_of(case)
    if rest.over:
        if rest.missing:
            raise NoSolution("the day is over", proven=True)
        mended = _joined(rest, None)
    else:
        draft = resolved(rest, case.effort)
        under_way = bool(rest.past) or rest.position is not None
        told = tell(draft.posed, draft.solution, left_out(draft.posed, draft.solution), under_way=under_way)
        mended = _joined(rest, _placed(told, rest.position))
    mended = mended.model_copy(update={"as_of": rest.span.instant(rest.begin).isoformat()})
    return certified(mended, case.request, case.gazetteer, case.effort)


def _fits(case: Mending) -> bool:
    """Whether the past allows what is asked for and the rest of the day has room for it.

    Raises:
        PastBroken: when the past doesn't allow it.
    """
    return holds_together(rest_of(case), case.effort)


def _placed(rest: Itinerary, position: Point | None) -> Itinerary:
    """The rest of the day with its first leg beginning where the visitor is, when that is known."""
    if position is None or not rest.legs:
        return rest
    first = rest.legs[0].model_copy(update={"from_position": position, "depart": rest.start})
    return rest.model_copy(update={"legs": [first, *rest.legs[1:]]})


def _joined(rest: Rest, ahead: Itinerary | None) -> Itinerary:
    """The past and the rest as one day."""
    itinerary, request, gazetteer = rest.case.itinerary, rest.case.request, rest.case.gazetteer
    stops = [*rest.past, *(ahead.stops if ahead is not None else [])]
    legs = [*rest.legs, *_legs_ahead(ahead, len(rest.past))]
    score = sum(stop.score for stop in rest.past)
    return itinerary.model_copy(
        update={
            "id": identity(request, gazetteer.revision, len(rest.past), stops),
            "date": request.date.isoformat(),
            "start": _day_instant(request, gazetteer, 0),
            "end": _day_instant(request, gazetteer, 1),
            "stops": stops,
            "legs": legs,
            "loss": None,
            "totals": totals_of(stops, legs, request, gazetteer),
            "optimality": _nothing_ahead(score) if ahead is None else _with_past(ahead.optimality, score),
            "excluded": _excluded(itinerary, stops, ahead, request),
        }
    )


def _nothing_ahead(score: float) -> Optimality:
    """Of a day that is over: no other has the same past."""
    return Optimality(status="optimal", bound=score, gap=0.0, solve_seconds=0.0, cut_by_clock=False)


def _with_past(rest: Optimality, score: float) -> Optimality:
    """What is known of the rest of a day, told of the whole day; ``score`` is what its past is worth."""
    if rest.bound is None or rest.gap is None:
        return rest
    bound = rest.bound + score
    return rest.model_copy(update={"bound": bound, "gap": rest.gap * rest.bound / bound if bound else 0.0})


def _excluded(
    itinerary: Itinerary, stops: list[Stop], ahead: Itinerary | None, request: ItineraryRequest
) -> list[Excluded]:
    """Why each place isn't in the whole day: as seen from now on, and what isn't looked at any more as it was told."""
    over = say(request.locale, "excluded-time" if ahead is not None else "excluded-over")
    left = {
        stop.place_id: Excluded(place_id=stop.place_id, code="time", reason=over)
        for stop in itinerary.stops
        if stop.kind == "visit" and stop.place_id is not None
    }
    left |= {entry.place_id: entry for entry in itinerary.excluded}
    left |= {entry.place_id: entry for entry in (ahead.excluded if ahead is not None else ())}
    present = {stop.place_id for stop in stops}
    return sorted((entry for entry in left.values() if entry.place_id not in present), key=lambda one: one.place_id)


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


def _clock(stop: Stop) -> str:
    return datetime.fromisoformat(stop.begin).strftime("%H:%M")
