"""What makes the guide an app that is there without network: manifest, service worker, all places in one file."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from knowledge.places.text import LOCALES, Locale, pick
from web import assets
from web.context import services, today
from web.saying import say
from web.shapes import place_view

bp = Blueprint("offline", __name__)

_SEA, _PAPER = "#0e4f5c", "#f8f3ea"
_KEPT = {
    "id", "name", "kind", "kind_name", "themes", "status", "in_district", "location", "address", "opening_hours",
    "last_entry", "ticket", "visit_minutes", "indoor", "summary", "phone", "provenance",
}  # fmt: skip
"""What a place's card shows; the story and the notes stay behind."""


@bp.get("/sw.js")
def worker() -> ResponseReturnValue:
    """The service worker. Its text changes with every asset, so that browsers fetch the new version by themselves."""
    files = [assets.address(name) for name in assets.shipped()]
    files += [f"/offline?lang={locale}" for locale in LOCALES]
    files += [f"/words/{locale}.json" for locale in LOCALES]
    script = render_template("sw.js", version=assets.version(), files=json.dumps(files))
    response = assets.packed(script.encode(), "text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/manifest.webmanifest")
def manifest() -> ResponseReturnValue:
    """The app's name, colours and icons, in the page's language."""
    locale = _locale()
    district = pick(services().world.current().district.name, locale)

    def icon(name: str, size: int, purpose: str) -> Mapping[str, str]:
        return {"src": assets.address(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}

    told = {
        "id": "/",
        "name": say(locale, "app-name", district=district),
        "short_name": say(locale, "app-short", district=district),
        "description": say(locale, "site-description", district=district),
        "lang": locale,
        "start_url": f"/?lang={locale}",
        "scope": "/",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _SEA,
        "categories": ["travel", "navigation"],
        "icons": [
            icon("app-192.png", 192, "any"),
            icon("app-512.png", 512, "any"),
            icon("app-maskable-512.png", 512, "maskable"),
        ],
        "shortcuts": [{"name": say(locale, "nav-places"), "url": f"/places?lang={locale}"}],
    }
    response = assets.packed(json.dumps(told, ensure_ascii=False).encode(), "application/manifest+json")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@bp.get("/offline/places.json")
def pocket() -> ResponseReturnValue:
    """All places and lists in one language, for the browser to keep."""
    gazetteer, locale = services().world.current(), _locale()
    body = {
        "revision": gazetteer.revision,
        "date": today(gazetteer).isoformat(),
        "places": [_place(place, locale, gazetteer) for place in gazetteer.places.values()],
        "lists": [
            {
                "name": pick(each.name, locale),
                "places": [place_id for place_id in each.must_visit if place_id in gazetteer.places],
            }
            for each in gazetteer.district.lists
        ],
    }
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    response = assets.packed(content, "application/json")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _place(place: Place, locale: Locale, gazetteer: Gazetteer) -> dict[str, Any]:
    kind = pick(gazetteer.district.kinds[place.kind].name, locale)
    return place_view(place, locale, kind).model_dump(mode="json", include=_KEPT)


def _locale() -> Locale:
    wished = request.args.get("lang")
    return wished if wished in LOCALES else "zh-Hans"
