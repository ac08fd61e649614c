"""Days ready to go: the district's lists, each with a plan made for the next day on which it can be had."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from knowledge.places.district import CuratedList
from knowledge.places.faults import Faults
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import Locale, pick
from web.context import now, services, today
from web.linked import trip
from web.looking.saying import page
from web.page import full_date, locale_of_request, missing
from web.problems import Problem
from web.site import formats

bp = Blueprint("list_pages", __name__)

_DAYS_TRIED = 7
_MOST_KEPT = 200


@dataclass(frozen=True)
class ReadyDay:
    day: date
    plan: dict[str, Any]


class _ReadyDays:
    """Plans already made for lists: the same list on the same day by the same facts gives the same plan."""

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[str, ...], dict[str, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def make(
        self, wish: CuratedList, day: date, locale: Locale, gazetteer: Gazetteer, present: datetime
    ) -> dict[str, Any]:
        """The plan, made and put on the shelf, or as it was made before.

        Raises:
            Faults: when the day lies behind or too far ahead.
            Problem: when there is no such day, or too many wait.
        """
        key = (gazetteer.district.id, wish.id, day.isoformat(), locale, gazetteer.revision)
        with self._lock:
            kept = self._made.get(key)
        # A plan on the shelf of one guide may be missing on that of another in the same process.
        if kept is not None and services().plans.get(str(kept["id"])) is not None:
            return kept
        planner = services().planner
        request_ = planner.read(_as_request(wish, day, locale), present)
        made: dict[str, Any] = planner.plan(request_, present)["itineraries"][0]
        with self._lock:
            self._made[key] = made
            while len(self._made) > _MOST_KEPT:
                self._made.popitem(last=False)
        return made


_ready = _ReadyDays()


@bp.get("/lists")
def lists() -> ResponseReturnValue:
    gazetteer = services().world.current()
    return page("lists.html", lists=gazetteer.district.lists, places=gazetteer.places)


@bp.get("/lists/<list_id>")
def ready_day(list_id: str) -> ResponseReturnValue:
    """The list's plan for the day asked for, or for the next on which it can be had."""
    gazetteer = services().world.current()
    wish = next((each for each in gazetteer.district.lists if each.id == list_id), None)
    if wish is None:
        return missing("missing-page")
    asked = _asked_day()
    ready, trouble = _first_day(wish, gazetteer, asked)
    linked = None
    if ready is not None:
        about = pick(wish.summary, locale_of_request()) if wish.summary else None
        linked = trip(ready.plan, pick(wish.name, locale_of_request()), about)
    return page(
        "list.html", wish=wish, places=gazetteer.places, ready=ready, trouble=trouble, asked=asked, linked=linked,
        day_name=full_date(ready.day.isoformat()) if ready else None, formats=formats(),
        first=today(gazetteer), others=[each for each in gazetteer.district.lists if each.id != list_id],
    )  # fmt: skip


def _first_day(wish: CuratedList, gazetteer: Gazetteer, asked: date | None) -> tuple[ReadyDay | None, str | None]:
    """The plan, or the name of the sentence that tells why there is none."""
    tomorrow = today(gazetteer) + timedelta(days=1)
    days = [asked] if asked else [tomorrow + timedelta(days=ahead) for ahead in range(_DAYS_TRIED)]
    trouble = "list-impossible"
    for day in days:
        try:
            return ReadyDay(day, _ready.make(wish, day, locale_of_request(), gazetteer, now())), None
        except Faults:
            return None, "list-no-such-day"
        except Problem as problem:
            if problem.status != 422:
                return None, "list-busy"
            trouble = "list-impossible-then" if asked else "list-impossible"
    return None, trouble


def _as_request(wish: CuratedList, day: date, locale: Locale) -> dict[str, Any]:
    times = {"start_time": wish.start_time, "end_time": wish.end_time}
    return {
        "date": day.isoformat(), "themes": dict(wish.themes), "must_visit": list(wish.must_visit), "locale": locale,
        "seed": 1, **{name: clock for name, clock in times.items() if clock is not None},
    }  # fmt: skip


def _asked_day() -> date | None:
    try:
        return date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return None
