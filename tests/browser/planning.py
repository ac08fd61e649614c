"""A guide whose days are made and changed by the real planner, over the toy district."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from itinerary.plan import Conflicted, plan_day, repair, why_not
from itinerary.request import read_request
from itinerary.verify import verify
from tests.browser.conftest import Guide
from tests.browser.script import READY, Script
from web.clock import system_clock
from web.planner import Engine
from web.services import Parts


def ahead(days: int = 7) -> str:
    """A date that the browser's own clock takes for one to come."""
    return (date.today() + timedelta(days=days)).isoformat()


class Planned(Script):
    """An assistant that makes a real plan when asked for a day."""

    wish: Mapping[str, Any] = {}

    def __init__(self, gazetteer: Any, guide: "PlanningGuide") -> None:
        super().__init__(gazetteer)
        self._guide = guide
        self.seen: list[Any] = []

    def send(self, session_id: str, text: str, metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
        self.seen.append(metadata.get("plan"))
        return super().send(session_id, text, metadata)

    def _planned(self, locale: Any, without: Collection[str]) -> dict[str, Any]:
        planner, now = self._guide.services.planner, system_clock()
        wish = {"date": ahead(), "max_places": 4, "locale": locale, "avoid": list(without), **self.wish}
        plan = planner.plan(planner.read(wish, now), now)["itineraries"][0]
        return {"text": READY[locale], "places": [], "itinerary": plan, "suggestions": [], "sources": []}


class PlanningGuide(Guide):
    """As served: the real planner, verifier and clock, and an assistant who asks them."""

    def _parts(self) -> Parts:
        self.script = Planned(self.toys.world.gazetteer, self)
        engine = Engine(read_request, plan_day, why_not, repair, verify, Conflicted)
        return replace(super()._parts(), clock=system_clock, engine=engine, client=self.script)
