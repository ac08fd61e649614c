"""The places: listed with filters, and one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from knowledge.places.district import Point
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.hours import state_at
from knowledge.places.place import Place, Status
from knowledge.places.text import LOCALES, Locale, pick
from web.clock import read_instant
from web.context import services
from web.finding import closeness, distance
from web.intake import Fields, number_between, one_of, query, text_up_to
from web.problems import not_found
from web.shapes import PlaceList, PlaceView, place_view

bp = Blueprint("places", __name__)

MOST_PLACES = 1000
DEFAULT_PLACES = 200


@dataclass(frozen=True)
class Filter:
    """What a list of places is narrowed by; None where it isn't."""

    words: str | None
    theme: str | None
    kind: str | None
    status: str | None
    near: Point | None
    open_at: datetime | None

    def fits(self, place: Place, gazetteer: Gazetteer) -> bool:
        return (
            (self.theme is None or self.theme in place.themes)
            and (self.kind is None or self.kind == place.kind)
            and (self.status is None or self.status == place.status)
            and (self.words is None or closeness(place, self.words) is not None)
            and (self.open_at is None or _open_at(place, self.open_at, gazetteer))
        )


@bp.get("/places")
def list_places() -> ResponseReturnValue:
    """Those that fit: the nearest first when ``near`` is given, else the best named first when ``q`` is."""
    gazetteer = services().world.current()
    fields = query("q", "theme", "kind", "status", "near", "open_at", "locale", "limit", "offset")
    wanted = Filter(
        words=fields.take("q", text_up_to(200), None),
        theme=fields.take("theme", one_of(tuple(gazetteer.district.themes)), None),
        kind=fields.take("kind", one_of(tuple(gazetteer.district.kinds)), None),
        status=fields.take("status", one_of(get_args(Status)), None),
        near=fields.take("near", _point, None),
        open_at=fields.take("open_at", lambda text: read_instant(text, "open_at"), None),
    )
    locale = read_locale(fields)
    limit = fields.take("limit", number_between(1, MOST_PLACES), DEFAULT_PLACES)
    offset = fields.take("offset", number_between(0, 10**9), 0)
    fields.done()
    found = _in_order([place for place in gazetteer.places.values() if wanted.fits(place, gazetteer)], wanted)
    views = [view(place, locale, gazetteer, distance) for place, distance in found[offset : offset + limit]]
    return cached(jsonify(PlaceList(places=views, total=len(found)).model_dump(mode="json")))


@bp.get("/places/<place_id>")
def show_place(place_id: str) -> ResponseReturnValue:
    gazetteer = services().world.current()
    fields = query("locale")
    locale = read_locale(fields)
    fields.done()
    place = gazetteer.places.get(place_id)
    if place is None:
        raise not_found("id", f"There is no place {place_id[:80]}.")
    return cached(jsonify(view(place, locale, gazetteer).model_dump(mode="json")))


def view(place: Place, locale: Locale, gazetteer: Gazetteer, distance: float | None = None) -> PlaceView:
    kind = gazetteer.district.kinds.get(place.kind)
    return place_view(place, locale, pick(kind.name, locale) if kind else place.kind, distance)


def read_locale(fields: Fields) -> Locale:
    read: Callable[[Any], Any] = one_of(LOCALES)
    locale: Locale = fields.take("locale", read, "zh-Hans")
    return locale


def cached(answer: Response) -> ResponseReturnValue:
    """Lets callers keep the answer, and ask whether it still holds: an edit is to be seen within seconds."""
    answer.headers["Cache-Control"] = "public, no-cache"
    answer.add_etag()
    return answer.make_conditional(request)


def _open_at(place: Place, instant: datetime, gazetteer: Gazetteer) -> bool:
    return place.status == "open" and state_at(place, instant, gazetteer) == "open"


def _in_order(places: list[Place], wanted: Filter) -> list[tuple[Place, float | None]]:
    """With their distances; the nearest first, those without a position last."""
    if wanted.near is not None:
        near = wanted.near
        measured = [(place, distance(near, place)) for place in places]
        return sorted(measured, key=lambda each: (each[1] is None, each[1] or 0.0))
    if wanted.words is not None:
        words = wanted.words
        places = sorted(places, key=lambda place: closeness(place, words) or 0)
    return [(place, None) for place in places]


def _point(text: str) -> Point:
    latitude, comma, longitude = text.partition(",")
    try:
        if not comma:
            raise ValueError
        return Point(lat=float(latitude), lon=float(longitude))
    except ValueError:
        raise ValueError("must be latitude,longitude in degrees, such as 21.27,110.36") from None
