"""The pocket plan: one HTML file that needs no network, for a phone in flight mode or for paper."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from itinerary.exports.located import WORDS, LocatedStop, located_stops, read
from itinerary.exports.map_links import map_links
from itinerary.exports.sketch import MARKER, sketch
from itinerary.itinerary import Itinerary, Leg, Optimality, Stop
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from knowledge.places.text import Locale, pick


@dataclass(frozen=True)
class _Entry:
    """A stop with all that is said about it and the way there."""

    number: int
    stop: Stop
    place: Place | None
    way: Leg | None
    price_known: bool
    address: str | None
    """In simplified Chinese, as drivers read it."""
    links: Mapping[str, str]


def to_pocket(itinerary: Mapping[str, Any], locale: Locale, gazetteer: Gazetteer) -> str:
    plan = read(itinerary)
    located = located_stops(plan, locale, gazetteer)
    district = gazetteer.district
    return _template().render(
        plan=plan,
        locale=locale,
        district=district,
        gazetteer=gazetteer,
        day=format_date(date.fromisoformat(plan.date), "full", locale=locale.replace("-", "_")),
        entries=[_entry(plan, stop, gazetteer) for stop in located],
        way_home=_way(plan, "end"),
        map=sketch([stop.position for stop in located], plan.legs, district.areas),
        marker=MARKER,
        unpriced=[_name(place_id, plan, gazetteer, locale) for place_id in plan.totals.cost_unknown],
        proof=_proof(plan.optimality, locale),
        say=partial(WORDS.say, locale),
        to_driver=partial(WORDS.say, "zh-Hans"),
        pick=lambda texts: pick(texts, locale),
        clock=partial(_clock, plan, locale),
        length=partial(_length, locale),
        duration=partial(_duration, locale),
        money=partial(_money, locale, district.currency),
        dial=_dial,
    )


def _entry(plan: Itinerary, located: LocatedStop, gazetteer: Gazetteer) -> _Entry:
    place, city = located.place, gazetteer.district.city["zh-Hans"]
    return _Entry(
        located.number,
        plan.stops[located.number - 1],
        place,
        _way(plan, located.number - 1),
        place is None or place.id not in plan.totals.cost_unknown,
        _address(place, city),
        map_links(place, city, gazetteer.district.id) if place else {},
    )


def _way(plan: Itinerary, to: int | str) -> Leg | None:
    return next((leg for leg in plan.legs if leg.to == to), None)


def _address(place: Place | None, city: str) -> str | None:
    """With the city in front, which drivers from elsewhere need."""
    if place is None or place.address is None:
        return None
    address = pick(place.address, "zh-Hans")
    return address if city in address else f"{city} {address}"


def _name(place_id: str, plan: Itinerary, gazetteer: Gazetteer, locale: Locale) -> str:
    place = gazetteer.places.get(place_id)
    if place:
        return place.called(locale)
    return next((stop.name for stop in plan.stops if stop.place_id == place_id), place_id)


def _proof(optimality: Optimality, locale: Locale) -> str:
    if optimality.status == "optimal":
        return WORDS.say(locale, "pocket-proof-best")
    if optimality.gap is None:
        return WORDS.say(locale, "pocket-proof-found")
    percent = max(1, round(100 * optimality.gap))
    return WORDS.say(locale, "pocket-proof-gap", percent=percent)


def _clock(plan: Itinerary, locale: Locale, instant: str) -> str:
    """The district's time of day, with a word when it is past midnight."""
    moment = datetime.fromisoformat(instant)
    time = f"{moment:%H:%M}"
    return time if moment.date().isoformat() == plan.date else WORDS.say(locale, "pocket-next-day", time=time)


def _length(locale: Locale, metres: int) -> str:
    if metres < 1000:
        return WORDS.say(locale, "pocket-metres", n=metres)
    return WORDS.say(locale, "pocket-kilometres", n=f"{metres / 1000:.1f}".removesuffix(".0"))


def _duration(locale: Locale, minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return WORDS.say(locale, "pocket-minutes", n=rest)
    return WORDS.say(locale, "pocket-hours", hours=hours, n=rest)


def _money(locale: Locale, currency: str, amount: float) -> str:
    pattern = "¤#,##0" if amount == int(amount) else "¤#,##0.00"
    return format_currency(amount, currency, pattern, locale=locale.replace("-", "_"), currency_digits=False)


def _dial(phone: str) -> str:
    """The number as a telephone takes it."""
    return re.sub(r"[^0-9+]", "", phone)


@cache
def _template() -> Template:
    folder = Path(__file__).parent / "templates"
    pages = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return pages.get_template("pocket.html")
