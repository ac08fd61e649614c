"""The pages: the conversation with plan and map, the places, a plan to share, the widget.

All are readable without scripts. A page's language is that of ``?lang=``, else the browser's.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from babel.dates import format_date
from babel.numbers import format_currency
from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.hours import hours_on, state_at
from knowledge.places.place import Place
from knowledge.places.text import LOCALES, Locale, pick
from web import assets
from web.context import now, services, today
from web.saying import say as _say
from web.saying import wording

bp = Blueprint("site", __name__)
bp.register_blueprint(assets.bp)

_DAYS_SHOWN = 7
# Chinese by region or script; a browser that says only "zh" gets the simplified script.
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
_STATUS_ORDER = ("open", "renovating", "unknown", "planned", "closed")
# What a script replaces in a sentence: the same sentences serve the server's pages and the browser's.
_BLANKS = (
    "n", "name", "names", "date", "time", "walk", "travel", "cost", "percent", "points", "hours", "site",
    "within", "far",
)  # fmt: skip


@bp.get("/")
def home() -> ResponseReturnValue:
    return _page("talk.html", widget=False, **_talk())


@bp.get("/widget")
def widget() -> ResponseReturnValue:
    """The conversation alone, for the frame that the widget opens in another site."""
    return _page("talk.html", widget=True, **_talk())


@bp.get("/widget.js")
def widget_script() -> ResponseReturnValue:
    """The one script that another site includes."""
    district = services().world.current().district
    words = {
        locale: {
            "open": _say(locale, "widget-open"),
            "title": _say(locale, "widget-title", site=_say(locale, "site-name", district=pick(district.name, locale))),
        }
        for locale in LOCALES
    }
    script = render_template("widget.js", words=json.dumps(words, ensure_ascii=False))
    response = assets.packed(script.encode(), "text/javascript")
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@bp.get("/places")
def places() -> ResponseReturnValue:
    gazetteer = services().world.current()
    wish = {name: request.args.get(name, "") for name in ("q", "theme", "kind", "status", "only")}
    found = [place for place in gazetteer.places.values() if _fits(place, wish, gazetteer)]
    found.sort(key=lambda place: _rank(place, gazetteer))
    return _page("places.html", wish=wish, found=found, statuses=_STATUS_ORDER)


@bp.get("/places/<place_id>")
def place(place_id: str) -> ResponseReturnValue:
    gazetteer = services().world.current()
    known = gazetteer.places.get(place_id)
    if known is None:
        return _missing("missing-place")
    whole = gazetteer.places.get(known.part_of) if known.part_of else None
    parts = [other for other in gazetteer.places.values() if other.part_of == place_id]
    week, linked = _week(known, gazetteer), _linked(known, gazetteer)
    return _page("place.html", place=known, whole=whole, parts=parts, week=week, linked=linked)


@bp.get("/plans/<plan_id>")
def plan(plan_id: str) -> ResponseReturnValue:
    """A plan that somebody shares, as it was made."""
    pieces = services()
    kept = pieces.plans.get(plan_id)
    if kept is None:
        return _missing("missing-plan")
    made = kept.itinerary
    outdated = kept.data_revision != pieces.world.current().revision
    problems = pieces.editor.standing(plan_id, _locale())["problems"] if outdated else []
    day, linked = _full_date(made["date"]), _linked_trip(made)
    return _page(
        "plan.html", plan=made, outdated=outdated, problems=problems, day=day, formats=_formats(), linked=linked
    )


@bp.get("/offline")
def offline() -> ResponseReturnValue:
    """What is shown without network: a frame that the browser fills with what it has kept."""
    return _page("offline.html")


@bp.get("/sitemap.xml")
def sitemap() -> ResponseReturnValue:
    gazetteer = services().world.current()
    paths = ["/", "/places", *(f"/places/{place_id}" for place_id in gazetteer.places)]
    body = render_template("sitemap.xml", paths=paths, locales=LOCALES, site=request.host_url.rstrip("/"))
    return assets.packed(body.encode(), "application/xml")


@bp.get("/robots.txt")
def robots() -> ResponseReturnValue:
    closed = "".join(f"Disallow: {path}\n" for path in ("/api/", "/office/", "/plans/"))
    text = f"User-agent: *\n{closed}Sitemap: {request.host_url}sitemap.xml\n"
    return Response(text, content_type="text/plain; charset=utf-8")


@bp.get("/words/<locale>.json")
def words(locale: str) -> ResponseReturnValue:
    """The page's words in one language, for turning the page to it where it stands."""
    if locale not in LOCALES:
        return _missing("missing-page")
    response = assets.packed(json.dumps(_words(locale), ensure_ascii=False).encode(), "application/json")
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@bp.get("/atlas.json")
def atlas() -> ResponseReturnValue:
    """Names, kinds and positions of all places: what map and cards need, and no more."""
    gazetteer = services().world.current()
    response = assets.packed(_atlas(gazetteer), "application/json")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def _talk() -> dict[str, Any]:
    gazetteer = services().world.current()
    themes = {name: theme for name, theme in gazetteer.district.themes.items() if _visitable(gazetteer, name)}
    return {"themes": themes, "formats": _formats()}


def _visitable(gazetteer: Gazetteer, theme: str) -> bool:
    return any(theme in place.themes and place.schedulable for place in gazetteer.places.values())


def _formats() -> list[str]:
    """The exports that a visitor is offered, the handiest first."""
    had = services().exports
    return [form for form in ("ics", "gpx", "kml", "geojson", "html", "pdf") if form in had]


def _fits(place: Place, wish: Mapping[str, str], gazetteer: Gazetteer) -> bool:
    text = wish["q"].strip().casefold()
    if text and not any(text in name.casefold() for name in (*place.name.values(), *place.aliases, place.pinyin or "")):
        return False
    if wish["theme"] and wish["theme"] not in place.themes:
        return False
    if wish["kind"] and wish["kind"] != place.kind:
        return False
    if wish["status"] and wish["status"] != place.status:
        return False
    match wish["only"]:
        case "free":
            return place.ticket is not None and place.ticket.adult == 0
        case "indoor":
            return place.indoor is True
        case "open-now":
            return place.status == "open" and state_at(place, now(), gazetteer) == "open"
        case _:
            return True


def _rank(place: Place, gazetteer: Gazetteer) -> tuple[Any, ...]:
    """What a visitor is most likely to want stands first."""
    quality = gazetteer.district.kinds[place.kind].quality
    return _STATUS_ORDER.index(place.status), not place.in_district, not place.schedulable, -quality, place.name["en"]


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


def _linked(place: Place, gazetteer: Gazetteer) -> dict[str, Any]:
    """The place as schema.org data, with only what is known. An estimated position is an area, not a point."""
    locale = _locale()
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "TouristAttraction",
        "@id": f"{request.host_url}places/{place.id}",
        "url": f"{request.host_url}places/{place.id}?lang={locale}",
        "name": place.called(locale),
        "alternateName": sorted({*place.name.values(), *place.aliases} - {place.called(locale)}),
        "description": pick(place.summary, locale),
        "inLanguage": locale,
        "containedInPlace": {"@type": "AdministrativeArea", "name": pick(gazetteer.district.name, locale)},
    }
    if place.address:
        data["address"] = pick(place.address, locale)
    if place.phone:
        data["telephone"] = list(place.phone)
    if place.ticket is not None and place.ticket.adult is not None:
        data["isAccessibleForFree"] = place.ticket.adult == 0
    if place.position is not None:
        point = {"@type": "GeoCoordinates", "latitude": place.position.lat, "longitude": place.position.lon}
        data["geo"] = (
            point
            if place.position.precision == "exact"
            else {"@type": "GeoCircle", "geoMidpoint": point, "geoRadius": place.position.uncertainty_m}
        )
    return data


def _linked_trip(plan: Mapping[str, Any]) -> dict[str, Any]:
    visits = [stop for stop in plan["stops"] if stop["place_id"]]
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "item": {
                "@type": "TouristAttraction",
                "name": stop["name"],
                "@id": f"{request.host_url}places/{stop['place_id']}",
            },
        }
        for number, stop in enumerate(visits, start=1)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "TouristTrip",
        "departureTime": plan["start"],
        "arrivalTime": plan["end"],
        "itinerary": {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items},
    }


def _full_date(day: str) -> str:
    return format_date(date.fromisoformat(day), "full", locale=_locale().replace("-", "_"))


def _money(amount: float) -> str:
    currency = services().world.current().district.currency
    # Whole sums without cents, as menus and ticket offices write them.
    pattern = "¤#,##0" if amount == int(amount) else "¤#,##0.00"
    return format_currency(amount, currency, pattern, locale=_locale().replace("-", "_"), currency_digits=False)


def _locale() -> Locale:
    wished = request.args.get("lang")
    if wished in LOCALES:
        return wished
    for tag in (tag.lower() for tag, _ in request.accept_languages):
        if tag.startswith(_TRADITIONAL):
            return "zh-Hant"
        if tag.startswith("zh"):
            return "zh-Hans"
        if tag.startswith("en"):
            return "en"
    return "en" if request.accept_languages else "zh-Hans"


def _words(locale: Locale) -> dict[str, str]:
    blanks = {name: f"{{{name}}}" for name in _BLANKS}
    district = pick(services().world.current().district.name, locale)
    return {name: _say(locale, name, district=district, **blanks) for name in sorted(wording().messages(locale))}


def _atlas(gazetteer: Gazetteer) -> bytes:
    district = gazetteer.district
    entries = [
        {
            "id": place.id,
            "names": place.name,
            "kind": place.kind,
            "status": place.status,
            "in_district": place.in_district,
            "quality": district.kinds[place.kind].quality,
            "location": place.position
            and place.position.model_dump(include={"lat", "lon", "precision", "uncertainty_m"}),
        }
        for place in gazetteer.places.values()
    ]
    kinds = {name: kind.name for name, kind in district.kinds.items()}
    head = {"box": district.box.model_dump(), "name": district.name}
    sources = {name: source.title for name, source in gazetteer.sources.items() if source.title}
    body = {"district": head, "kinds": kinds, "sources": sources, "places": entries}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _missing(message: str) -> ResponseReturnValue:
    return _page("missing.html", status=404, message=message)


def _page(template: str, status: int = 200, **values: Any) -> Response:
    pieces = services()
    gazetteer = pieces.world.current()
    locale = _locale()
    district = pick(gazetteer.district.name, locale)

    def say(message: str, **blanks: Any) -> str:
        return _say(locale, message, **{"district": district, **blanks})

    def here(other: Locale) -> str:
        """This page in another language."""
        query = {**{name: value for name, value in request.args.items() if value}, "lang": other}
        return f"{request.host_url.rstrip('/')}{request.path}?{urlencode(query)}"

    body = render_template(
        template,
        locale=locale,
        locales=LOCALES,
        district=gazetteer.district,
        gazetteer=gazetteer,
        settings=pieces.settings,
        say=say,
        here=here,
        pick=lambda texts: pick(texts, locale),
        asset=assets.address,
        style=assets.inlined_style,
        words=_words(locale),
        link=lambda path: f"{path}?lang={locale}",
        clock=lambda instant: instant[11:16],
        host=_host,
        money=_money,
        **values,
    )
    response = assets.packed(body.encode(), "text/html")
    response.status_code = status
    response.vary.add("Accept-Language")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Language"] = locale
    return response


def _host(source: str) -> str | None:
    """The host of a source that is an address on the web, else None."""
    parts = urlsplit(source)
    return parts.netloc if parts.scheme in ("http", "https") else None
