"""The pages: the conversation with plan and map, a plan to share, the widget. All are readable without scripts."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import LOCALES, pick
from web import assets
from web.context import services
from web.linked import trip
from web.page import full_date, locale_of_request, missing, page, words_of
from web.saying import say

bp = Blueprint("site", __name__)
bp.register_blueprint(assets.bp)


@bp.get("/")
def home() -> ResponseReturnValue:
    return page("talk.html", widget=False, **_talk())


@bp.get("/widget")
def widget() -> ResponseReturnValue:
    """The conversation alone, for the frame that the widget opens in another site."""
    return page("talk.html", widget=True, **_talk())


@bp.get("/widget.js")
def widget_script() -> ResponseReturnValue:
    """The one script that another site includes."""
    district = services().world.current().district
    words = {
        locale: {
            "open": say(locale, "widget-open"),
            "title": say(locale, "widget-title", site=say(locale, "site-name", district=pick(district.name, locale))),
        }
        for locale in LOCALES
    }
    script = render_template("widget.js", words=json.dumps(words, ensure_ascii=False))
    response = assets.packed(script.encode(), "text/javascript")
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@bp.get("/plans/<plan_id>")
def plan(plan_id: str) -> ResponseReturnValue:
    """A plan that somebody shares, as it was made."""
    pieces = services()
    kept = pieces.plans.get(plan_id)
    if kept is None:
        return missing("missing-plan")
    made = _named(kept.itinerary)
    outdated = kept.data_revision != pieces.world.current().revision
    standing = pieces.editor.standing(plan_id, locale_of_request()) if outdated else {}
    locale, day = locale_of_request(), full_date(made["date"])
    district = pick(pieces.world.current().district.name, locale)
    linked = trip(made, say(locale, "plan-title", district=district, date=day))
    return page(
        "plan.html", plan=made, spoken=kept.request["locale"], outdated=outdated, standing=standing, day=day,
        formats=formats(), linked=linked,
    )  # fmt: skip


def _named(itinerary: Mapping[str, Any]) -> dict[str, Any]:
    """The plan with its stops called as in the page's language."""
    places, locale = services().world.current().places, locale_of_request()
    stops = [
        {**stop, "name": places[stop["place_id"]].called(locale)} if stop["place_id"] in places else stop
        for stop in itinerary["stops"]
    ]
    return {**itinerary, "stops": stops}


@bp.get("/offline")
def offline() -> ResponseReturnValue:
    """What is shown without network: a frame that the browser fills with what it has kept."""
    return page("offline.html")


@bp.get("/robots.txt")
def robots() -> ResponseReturnValue:
    closed = "".join(f"Disallow: {path}\n" for path in ("/api/", "/office/", "/plans/"))
    text = f"User-agent: *\n{closed}Sitemap: {request.host_url}sitemap.xml\n"
    return Response(text, content_type="text/plain; charset=utf-8")


@bp.get("/words/<locale>.json")
def words(locale: str) -> ResponseReturnValue:
    """The page's words in one language, for turning the page to it where it stands."""
    if locale not in LOCALES:
        return missing("missing-page")
    response = assets.packed(json.dumps(words_of(locale), ensure_ascii=False).encode(), "application/json")
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def _talk() -> dict[str, Any]:
    gazetteer = services().world.current()
    themes = {name: theme for name, theme in gazetteer.district.themes.items() if _visitable(gazetteer, name)}
    return {"themes": themes, "formats": formats()}


def _visitable(gazetteer: Gazetteer, theme: str) -> bool:
    return any(theme in place.themes and place.schedulable for place in gazetteer.places.values())


def formats() -> list[str]:
    """The exports that a visitor is offered, the handiest first."""
    had = services().exports
    return [form for form in ("ics", "gpx", "kml", "geojson", "html", "pdf") if form in had]
