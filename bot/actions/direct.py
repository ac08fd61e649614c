"""The planner called in this process, with a shelf in memory: for scripts, tests and benchmarks."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from bot.actions.planning import WishesClash
from itinerary.explain import why_not
from itinerary.itinerary import Itinerary
from itinerary.plan import Conflicted, plan_day
from itinerary.repair import repair
from itinerary.request import ItineraryRequest, read_request
from knowledge.places.district import Point
from knowledge.places.gazetteer import Gazetteer


class DirectPlanner:
    """Plans without waiting in any queue."""

    def __init__(self, world: Callable[[], Gazetteer]) -> None:
        self._world = world
        self._shelf: dict[str, tuple[ItineraryRequest, Itinerary]] = {}

    def plan(self, request: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        gazetteer = self._world()
        wishes = read_request(request, gazetteer, now.astimezone(gazetteer.district.zone).date())
        try:
            answer = plan_day(wishes, gazetteer, now)
        except Conflicted as clash:
            raise self._clash(clash, wishes) from clash
        for itinerary in answer.itineraries:
            self._shelf[itinerary.id] = answer.request, itinerary
        return {
            "request": answer.request.as_json(),
            "itineraries": [_json(itinerary) for itinerary in answer.itineraries],
            "data_revision": gazetteer.revision,
        } | ({"note": answer.note} if answer.note else {})

    def repair(
        self,
        plan_id: str,
        at: datetime,
        locked: Collection[str],
        changes: Mapping[str, Any],
        now: datetime,
        done: Collection[str] = (),
        position: Mapping[str, float] | None = None,
    ) -> dict[str, Any]:
        gazetteer = self._world()
        request, itinerary = self._shelf[plan_id]
        today = min(now.astimezone(gazetteer.district.zone).date(), request.date)
        wishes = read_request({**request.as_json(), **changes}, gazetteer, today)
        try:
            spot = Point(lat=position["lat"], lon=position["lon"]) if position else None
            mended = repair(itinerary, request, at, spot, done, locked, changes, gazetteer, now)
        except Conflicted as clash:
            raise self._clash(clash, wishes) from clash
        self._shelf[mended.itinerary.id] = wishes, mended.itinerary
        return {"itinerary": _json(mended.itinerary), "changed": list(mended.changed)}

    def why_not(self, plan_id: str, place_id: str, now: datetime) -> dict[str, Any] | None:
        if plan_id not in self._shelf:
            return None
        request, itinerary = self._shelf[plan_id]
        told = why_not(itinerary, request, place_id, self._world(), now)
        return {
            "place_id": told.place_id,
            "code": told.code,
            "message": told.message,
            "binding": list(told.binding),
            "loss": told.loss,
            "drops": list(told.drops),
            "relaxations": [{"change": dict(way.change), "message": way.message} for way in told.relaxations],
        }

    def kept(self, plan_id: str) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
        if plan_id not in self._shelf:
            return None
        request, itinerary = self._shelf[plan_id]
        return request.as_json(), _json(itinerary)

    def _clash(self, clash: Conflicted, request: ItineraryRequest) -> WishesClash:
        if clash.partial is not None:
            self._shelf[clash.partial.id] = request, clash.partial
        conflicts = [
            {
                "constraints": list(conflict.constraints),
                "message": conflict.message,
                "relaxations": [{"change": dict(way.change), "message": way.message} for way in conflict.relaxations],
            }
            for conflict in clash.conflicts
        ]
        return WishesClash(conflicts, _json(clash.partial) if clash.partial else None)


def _json(itinerary: Itinerary) -> dict[str, Any]:
    return itinerary.model_dump(mode="json", by_alias=True)
