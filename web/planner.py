"""Plans for visitors and programs: read, waited for, computed, put on the shelf, answered in the contract's JSON."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import BaseModel

from itinerary.core.cancellation import NEVER, Cancellation
from itinerary.itinerary import Itinerary
from itinerary.refusals import OutOfTime, Unsound
from itinerary.request import ItineraryRequest
from knowledge.places.district import Point
from knowledge.places.faults import Fault, Faults
from knowledge.places.gazetteer import Gazetteer
from web.clock import read_instant
from web.desk import Desk
from web.intake import Fields
from web.problems import Problem, busy, not_found
from web.shelf import KeptPlan, PlanShelf
from web.world import World

log = logging.getLogger(__name__)

_NOTHING: dict[str, Any] = {}
_NOWHERE: tuple[str, ...] = ()


@dataclass(frozen=True)
class Engine:
    """What reads, computes and judges plans: the functions of ``itinerary``, with the signatures they have there."""

    read_request: Callable[[object, Gazetteer, date], ItineraryRequest]
    plan_day: Callable[..., Any]
    why_not: Callable[..., Any]
    repair: Callable[..., Any]
    verify: Callable[..., Any]
    conflicted: type[Exception]
    """Raised when a sound request can't be met; has ``conflicts`` and ``partial``."""


@dataclass(frozen=True)
class Mending:
    """What ``repair`` is given, in its order."""

    itinerary: Itinerary
    request: ItineraryRequest
    at: datetime
    position: Point | None = None
    done: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    changes: Mapping[str, Any] = field(default_factory=dict)


class Planner:
    """All that outsiders may ask about plans. ``now`` is the instant that counts as the present.

    What is computed can be called off, in line for the desk too; it then raises Cancelled and nothing is kept.
    """

    def __init__(self, engine: Engine, desk: Desk, shelf: PlanShelf, world: World) -> None:
        self._engine = engine
        self._desk = desk
        self._shelf = shelf
        self._world = world

    def read(self, raw: object, now: datetime) -> ItineraryRequest:
        """Raises Faults with all that is wrong with the request."""
        gazetteer = self._world.current()
        return self._engine.read_request(raw, gazetteer, now.astimezone(gazetteer.district.zone).date())

    def plan(
        self, request: ItineraryRequest, now: datetime, *, patient: bool = False, cancellation: Cancellation = NEVER
    ) -> dict[str, Any]:
        """The answer to a request that has been read.

        Raises:
            Problem: 422 when it can't be met, 503 when too many wait or its time limit is too short, 500 when a plan
                of ours is no good.
        """
        gazetteer, asked = self._world.current(), time.perf_counter()
        try:
            turn = self._desk.turn(patient=patient, at_most=request.time_limit, cancellation=cancellation)
            with turn, _told_as_problems():
                # A time limit is for the whole answer, but a job has no line to stand in.
                waited = 0.0 if patient else time.perf_counter() - asked
                answer = self._engine.plan_day(request, gazetteer, now, waited=waited, cancellation=cancellation)
        except self._engine.conflicted as clash:
            raise self._clash(clash, request) from clash
        reply = {
            "request": contract_json(answer.request),
            "itineraries": contract_json(answer.itineraries),
            "data_revision": gazetteer.revision,
        }
        for itinerary in reply["itineraries"]:
            self._shelf.keep(itinerary, reply["request"])
        return reply | ({"note": answer.note} if answer.note else {})

    def rehearse(self, now: datetime) -> None:
        """Plans a day that nobody gets to see, so that the first visitor doesn't wait for libraries to load."""
        gazetteer = self._world.current()
        tomorrow = now.astimezone(gazetteer.district.zone).date() + timedelta(days=1)
        request = self.read({"date": tomorrow.isoformat()}, now)
        with self._desk.turn(patient=True):
            self._engine.plan_day(request, gazetteer, now)

    def kept(self, plan_id: str) -> KeptPlan:
        """Raises Problem (404) when we never gave out a plan with that id."""
        plan = self._shelf.get(plan_id)
        if plan is None:
            raise not_found("id", "There is no plan with that id.")
        return plan

    def successor(self, plan_id: str) -> str | None:
        """The id of the plan that the office mended it into, if it did."""
        return self._shelf.successor(plan_id)

    def verify(self, raw: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        """Judges anybody's plan.

        Raises:
            Faults: when the plan or the request can't be read.
        """
        gazetteer = self._world.current()
        given = Fields(raw, ("itinerary", "request"))
        given.require("itinerary")
        itinerary = given.take("itinerary", _object, _NOTHING)
        request = given.take(
            "request",
            _prefixed("request", lambda value: self._past_request(value, gazetteer, now)),
            None,
        )
        verdict = None
        if itinerary:
            verdict = given.take(
                "itinerary", _prefixed("itinerary", lambda plan: self._engine.verify(plan, request, gazetteer)), None
            )
        elif raw.get("itinerary") is not None and not given.faults:
            given.faults.append(Fault("itinerary", "is empty"))
        given.done()
        assert verdict is not None
        return {name: contract_json(getattr(verdict, name)) for name in ("valid", "violations")}

    def why_not(self, plan_id: str, raw: Mapping[str, Any], now: datetime, cancellation: Cancellation = NEVER) -> Any:
        """What it would cost to have that place in the plan.

        Raises:
            Faults: when the place isn't known.
            Problem: 404 for the plan.
        """
        plan, gazetteer = self.kept(plan_id), self._world.current()
        given = Fields(raw, ("place_id",))
        given.require("place_id")
        place_id = given.take("place_id", _known_place(gazetteer), "")
        given.done()
        itinerary, request = models(plan)
        with self._desk.turn(cancellation=cancellation), _told_as_problems():
            told = self._engine.why_not(itinerary, request, place_id, gazetteer, now, cancellation=cancellation)
            return contract_json(told)

    def repair(
        self, plan_id: str, raw: Mapping[str, Any], now: datetime, cancellation: Cancellation = NEVER
    ) -> dict[str, Any]:
        """The rest of the day planned anew from where the visitor is.

        Raises:
            Faults: with all that is wrong with what was sent.
            Problem: 404 for the plan, 422 when the changes can't be met.
        """
        plan, gazetteer = self.kept(plan_id), self._world.current()
        itinerary, request = models(plan)
        given = Fields(raw, ("at", "position", "done", "locked", "changes"))
        given.require("at")
        at = given.take("at", _instant, now)
        position = given.take("position", _position, None)
        done = given.take("done", _known_places("done", gazetteer), _NOWHERE)
        locked = given.take("locked", _known_places("locked", gazetteer), _NOWHERE)
        changes = given.take("changes", _object, _NOTHING)
        changed_request = given.take(
            "changes",
            _prefixed("changes", lambda value: self._changed(plan.request, _object(value), gazetteer, now)),
            request,
        )
        given.done()
        case = Mending(itinerary, request, at, position, done, locked, changes)
        repaired = self._mended(case, changed_request, gazetteer, now, cancellation)
        return {"itinerary": contract_json(repaired.itinerary), "changed": list(repaired.changed)}

    def mend(self, case: Mending, now: datetime, cancellation: Cancellation = NEVER) -> tuple[Any, ItineraryRequest]:
        """A plan, as it was given out or put otherwise since, mended; and the request that it now answers.

        Raises:
            Faults: naming the fields of the request that the changes make unsound.
            Problem: 422 when the changes can't be met, 503 when too many wait.
        """
        gazetteer = self._world.current()
        changed = self._changed(case.request.as_json(), case.changes, gazetteer, now)
        return self._mended(case, changed, gazetteer, now, cancellation), changed

    def holds(self, itinerary: Itinerary, request: ItineraryRequest, changes: Mapping[str, Any], now: datetime) -> bool:
        """Whether the verifier passes the stops at their times, however one gets from one to the next.

        Raises:
            Faults: naming the fields of the request that the changes make unsound.
        """
        gazetteer = self._world.current()
        changed = self._changed(request.as_json(), changes, gazetteer, now)
        stops = [
            {name: getattr(stop, name) for name in ("kind", "meal", "place_id", "begin", "leave")}
            for stop in itinerary.stops
        ]
        plan = {"date": changed.date.isoformat(), "stops": stops}
        return bool(self._engine.verify(plan, changed, gazetteer).valid)

    def violations(self, plan: KeptPlan) -> tuple[Any, ...]:
        """What the verifier says of a plan given out before, by the facts as they are now."""
        itinerary, request = models(plan)
        told = itinerary.model_dump(mode="json", by_alias=True)
        return tuple(self._engine.verify(told, request, self._world.current()).violations)

    def _mended(
        self,
        case: Mending,
        changed: ItineraryRequest,
        gazetteer: Gazetteer,
        now: datetime,
        cancellation: Cancellation,
    ) -> Any:
        try:
            with self._desk.turn(cancellation=cancellation), _told_as_problems():
                repaired = self._engine.repair(
                    case.itinerary, case.request, case.at, case.position, case.done, case.locked, case.changes,
                    gazetteer, now, cancellation=cancellation,
                )  # fmt: skip
        except self._engine.conflicted as clash:
            raise self._clash(clash, changed) from clash
        self._keep(repaired.itinerary, changed)
        return repaired

    def _changed(
        self, before: Mapping[str, Any], changes: Mapping[str, Any], gazetteer: Gazetteer, now: datetime
    ) -> ItineraryRequest:
        """The request with the changes; a wish of before that they contradict is a fault of theirs."""
        try:
            return self._past_request({**before, **changes}, gazetteer, now)
        except Faults as faults:
            raise Faults(_blamed_on_change(fault, before, changes) for fault in faults.faults) from None

    def _past_request(self, raw: object, gazetteer: Gazetteer, now: datetime) -> ItineraryRequest:
        # A plan may be looked at after its day; that its date lies behind is no fault then.
        present = now.astimezone(gazetteer.district.zone).date()
        if isinstance(raw, Mapping):
            with suppress(ValueError):
                present = min(present, date.fromisoformat(str(raw.get("date"))))
        return self._engine.read_request(raw, gazetteer, present)

    def _keep(self, itinerary: Itinerary, request: ItineraryRequest) -> None:
        self._shelf.keep(contract_json(itinerary), contract_json(request))

    def _clash(self, clash: Any, request: ItineraryRequest) -> Problem:
        if clash.partial is not None:
            self._keep(clash.partial, request)
        members = {"conflicts": contract_json(clash.conflicts), "partial": contract_json(clash.partial)}
        return Problem(422, "The request is sound but its wishes can't all be met.", members=members)


@contextmanager
def _told_as_problems() -> Iterator[None]:
    """What keeps us from a plan although the request may be met."""
    try:
        yield
    except OutOfTime as reason:
        detail = f"The time limit: {reason}. That says nothing about the wishes; allow more time, or set no limit."
        raise busy(detail, 1) from reason
    except Unsound as reason:
        name = reason.saved.stem if reason.saved else "unsaved"
        log.error("%s", reason)
        detail = f"The plan made didn't pass our own verification, so it isn't shown. It is noted under {name}."
        raise Problem(500, detail) from reason


def contract_json(value: Any) -> Any:
    """Models and data classes as the contract's JSON."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: contract_json(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {name: contract_json(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [contract_json(inner) for inner in value]
    return value


def models(plan: KeptPlan) -> tuple[Itinerary, ItineraryRequest]:
    """A plan given out and the request it answers."""
    return Itinerary.model_validate(plan.itinerary), ItineraryRequest.model_validate(plan.request)


def _prefixed(field: str, read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Reads a part of a request whose faults are named from that part on."""

    def reading(value: Any) -> Any:
        try:
            return read(value)
        except Faults as faults:
            raise Faults(_within(field, fault) for fault in faults.faults) from None

    return reading


def _within(field: str, fault: Fault) -> Fault:
    path = f"{field}{'' if fault.field.startswith('[') else '.'}{fault.field}" if fault.field else field
    return Fault(path, fault.message)


def _blamed_on_change(fault: Fault, before: Mapping[str, Any], changes: Mapping[str, Any]) -> Fault:
    field = fault.field.partition("[")[0]
    if field not in ("must_visit", "fixed") or field in changes or "avoid" not in changes:
        return fault
    number = int(fault.field.partition("[")[2].partition("]")[0])
    wish = before[field][number]
    place_id = wish["place_id"] if field == "fixed" else wish
    if place_id not in changes["avoid"]:
        return fault
    return Fault(f"avoid[{changes['avoid'].index(place_id)}]", f"{place_id} is wished for as well ({fault.field})")


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("must be an object")
    return value


def _instant(value: Any) -> datetime:
    if not isinstance(value, str):
        raise ValueError("must be an instant with its offset")
    return read_instant(value, "at")


def _position(value: Any) -> Point:
    given = Fields(_object(value), ("lat", "lon"))
    given.require("lat")
    given.require("lon")
    latitude, longitude = given.take("lat", _degrees(90), 0.0), given.take("lon", _degrees(180), 0.0)
    if given.faults:
        raise Faults(_within("position", fault) for fault in given.faults)
    return Point(lat=latitude, lon=longitude)


def _degrees(most: float) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not -most <= value <= most:
            raise ValueError(f"must be a number of degrees from {-most:g} to {most:g}")
        return float(value)

    return read


def _known_place(gazetteer: Gazetteer) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in gazetteer.places:
            raise ValueError("is not the id of a known place")
        return value

    return read


def _known_places(field: str, gazetteer: Gazetteer) -> Callable[[Any], tuple[str, ...]]:
    def read(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise ValueError("must be a list of place ids")
        unknown = [
            Fault(f"{field}[{index}]", "is not the id of a known place")
            for index, item in enumerate(value)
            if not isinstance(item, str) or item not in gazetteer.places
        ]
        if unknown:
            raise Faults(unknown)
        return tuple(dict.fromkeys(value))

    return read
