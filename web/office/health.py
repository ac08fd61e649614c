"""The newest verdict on all routes, kept ready; what was mended; and what a closure would break."""

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime

from knowledge.places.gazetteer import Gazetteer
from web.office.routes import Inspector, ListHealth, PlanHealth, closed_for
from web.planner import Engine
from web.shelf import PlanShelf

MOST_PLANS = 500
"""Plans, the newest, that are verified again."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Verdict:
    """What was found, of which state of the facts, when."""

    lists: tuple[ListHealth, ...]
    plans: tuple[PlanHealth, ...]
    revision: str
    moment: datetime

    @property
    def broken(self) -> int:
        return sum(one.broken for one in self.lists) + len(self.plans)


class RouteHealth:
    """A task of the watch: after every change and on every new day all curated days and plans are verified again."""

    name = "routes"

    def __init__(self, engine: Engine, turn: Callable[[], AbstractContextManager[None]], shelf: PlanShelf) -> None:
        self._inspector = Inspector(engine, turn)
        self._shelf = shelf
        self.found: Verdict | None = None
        """None until they were verified for the first time."""

    def made_of(self, gazetteer: Gazetteer, today: date) -> object:
        return gazetteer.revision, today

    def work(self, gazetteer: Gazetteer, now: datetime, stale: Callable[[], bool]) -> None:
        lists = []
        for health in self._inspector.lists(gazetteer, now):
            lists.append(health)
            if stale():
                return
        mended = self._shelf.succeeded()
        plans = ((plan_id, plan) for plan_id, plan in self._shelf.newest(MOST_PLANS) if plan_id not in mended)
        broken = tuple(self._inspector.plans(plans, gazetteer, now))
        self.found = Verdict(tuple(lists), broken, gazetteer.revision, now)
        log.info("%d routes were verified, %d are broken", len(lists) + len(broken), self.found.broken)

    def what_if(
        self, gazetteer: Gazetteer, closed: Sequence[str], days: Sequence[date], now: datetime
    ) -> tuple[tuple[ListHealth, ...], tuple[PlanHealth, ...]]:
        """The curated days that work on those dates and would not with those places closed, and the plans of then."""
        supposed = closed_for(gazetteer, closed)
        touched = {wish.id for wish in gazetteer.district.lists if set(wish.must_visit) & set(closed)}
        lists = tuple(health for health in self._inspector.lists(_only(supposed, touched), now, days) if health.broken)
        dates = {day.isoformat() for day in days}
        plans = (
            (plan_id, plan)
            for plan_id, plan in self._shelf.newest(MOST_PLANS)
            if plan.itinerary["date"] in dates and any(stop["place_id"] in closed for stop in plan.itinerary["stops"])
        )
        return lists, tuple(self._inspector.plans(plans, supposed, now))

    def keep(self, plan: PlanHealth, who: str, now: datetime) -> str:
        """Keeps a mended plan in place of the broken one; its id."""
        if plan.repaired is None:
            raise LookupError(plan.id)
        self._shelf.keep(plan.repaired, plan.request)
        successor = str(plan.repaired["id"])
        self._shelf.succeed(plan.id, successor, who, now)
        if self.found:
            left = tuple(one for one in self.found.plans if one.id != plan.id)
            self.found = Verdict(self.found.lists, left, self.found.revision, self.found.moment)
        return successor


def _only(gazetteer: Gazetteer, list_ids: set[str]) -> Gazetteer:
    kept = tuple(wish for wish in gazetteer.district.lists if wish.id in list_ids)
    return replace(gazetteer, district=gazetteer.district.model_copy(update={"lists": kept}))
