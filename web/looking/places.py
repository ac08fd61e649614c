"""All places in a list and on the map, and a page for each."""

from datetime import date, datetime, timedelta

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.hours import hours_on
from knowledge.places.place import Place
from web.context import now, services, today
from web.linked import attraction
from web.looking.filters import STATUS_ORDER, find, open_at, read_wish, usual_rank
from web.looking.saying import page
from web.page import locale_of_request, missing

bp = Blueprint("places_pages", __name__)

_DAYS_SHOWN = 7
_RECALLED = 24
_LANDMARKS = 8


@bp.get("/places")
def places() -> ResponseReturnValue:
    gazetteer, present = services().world.current(), now()
    wish, faults = read_wish(request.args, gazetteer)
    found = find(wish, gazetteer, present, _recalled)
    sure, perhaps = [one for one in found if one.sure], [one for one in found if not one.sure]
    states = {one.place.id: open_at(one.place, present, gazetteer) for one in found}
    return page(
        "places.html", wish=wish, faults=faults, sure=sure, perhaps=perhaps, states=states, statuses=STATUS_ORDER,
        landmarks=_landmarks(gazetteer), today=today(gazetteer), narrowed=any(request.args.get(n) for n in _NARROWING),
    )  # fmt: skip


_NARROWING = ("q", "theme", "kind", "status", "when", "indoor", "free", "near")


@bp.get("/places/<place_id>")
def place(place_id: str) -> ResponseReturnValue:
    gazetteer = services().world.current()
    known = gazetteer.places.get(place_id)
    if known is None:
        return missing("missing-place")
    whole = gazetteer.places.get(known.part_of) if known.part_of else None
    parts = [other for other in gazetteer.places.values() if other.part_of == place_id]
    lists = [each for each in gazetteer.district.lists if place_id in each.must_visit]
    return page(
        "place.html", place=known, whole=whole, parts=parts, lists=lists, week=_week(known, gazetteer),
        state=open_at(known, now(), gazetteer), linked=attraction(known, gazetteer),
    )  # fmt: skip


def _recalled(words: str) -> list[str]:
    recall = services().search
    if recall.index_revision is None:
        return []
    return [hit.place_id for hit in recall.search(words, locale_of_request(), _RECALLED)]


def _landmarks(gazetteer: Gazetteer) -> list[Place]:
    """Places to be near to, for whoever doesn't tell where they are: well-known positions of what is most visited."""
    known = [
        place for place in gazetteer.places.values()
        if place.status == "open" and place.in_district and place.position and place.position.uncertainty_m <= 500
    ]  # fmt: skip
    return sorted(known, key=lambda place: usual_rank(place, gazetteer))[:_LANDMARKS]


def _week(place: Place, gazetteer: Gazetteer) -> list[tuple[date, str | None]]:
    """The next days with their opening spans: empty when closed, None when not known."""
    first = today(gazetteer)
    week = []
    for day in (first + timedelta(days=ahead) for ahead in range(_DAYS_SHOWN)):
        hours = hours_on(place, day, gazetteer)
        spans = ", ".join(f"{opening.begin:%H:%M}–{_end(opening.end, day)}" for opening in hours.openings)
        week.append((day, spans if hours.known else spans or None))
    return week


def _end(end: datetime, day: date) -> str:
    return "24:00" if end.date() > day and f"{end:%H:%M}" == "00:00" else f"{end:%H:%M}"
