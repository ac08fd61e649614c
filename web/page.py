"""One page of the site: a template in the visitor's language, with what every template may use."""

from collections.abc import Callable, Mapping
from datetime import date
from string import ascii_uppercase
from typing import Any
from urllib.parse import urlencode, urlsplit

from babel.dates import format_date
from babel.numbers import format_currency, get_currency_symbol
from flask import Response, render_template, request

from itinerary.exports.located import WORDS as EXPORTED
from knowledge.places.text import LOCALES, Locale, pick
from web import assets
from web.context import services
from web.saying import say as say_in
from web.saying import wording

Saying = Callable[..., str]

# Chinese by region or script; a browser that says only "zh" gets the simplified script.
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
# What a script replaces in a sentence: the same sentences serve the server's pages and the browser's.
PROOFS = ("proof-best", "proof-found", "proof-gap", "proof-cut")
"""Said in a plan's files and on its page alike."""
BLANKS = (
    "n", "name", "names", "date", "time", "walk", "travel", "cost", "percent", "points", "hours", "site",
    "within", "far",
)  # fmt: skip


def page(
    template: str, status: int = 200, saying: Saying = say_in, words: Mapping[str, str] | None = None, **values: Any
) -> Response:
    """The answer with that page.

    Args:
        saying: Says a message in a locale, where the page has words of its own.
        words: What the page's scripts say besides what all of them do.
    """
    pieces = services()
    gazetteer = pieces.world.current()
    locale = locale_of_request()
    district = pick(gazetteer.district.name, locale)

    def say(message: str, **blanks: Any) -> str:
        return saying(locale, message, **{"district": district, **blanks})

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
        words={**words_of(locale), **(words or {})},
        link=lambda path: f"{path}?lang={locale}",
        clock=lambda instant: instant[11:16],
        host=_host,
        money=money,
        **values,
    )
    response = assets.packed(body.encode(), "text/html")
    response.status_code = status
    response.vary.add("Accept-Language")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Language"] = locale
    return response


def missing(message: str) -> Response:
    return page("missing.html", status=404, message=message)


def full_date(day: str) -> str:
    return format_date(date.fromisoformat(day), "full", locale=locale_of_request().replace("-", "_"))


def money(amount: float) -> str:
    """Whole sums without cents, as menus and ticket offices write them, with the sign that is used in the country."""
    currency, tongue = services().world.current().district.currency, locale_of_request().replace("-", "_")
    pattern = "¤#,##0" if amount == int(amount) else "¤#,##0.00"
    text = format_currency(amount, currency, pattern, locale=tongue, currency_digits=False)
    symbol = get_currency_symbol(currency, tongue)
    return text.replace(symbol, symbol.lstrip(ascii_uppercase) or symbol)


def locale_of_request() -> Locale:
    """That of ``?lang=``, else the browser's."""
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


def words_of(locale: Locale) -> dict[str, str]:
    """What the browser's scripts say, with blanks for what only they know."""
    blanks = {name: f"{{{name}}}" for name in BLANKS}
    district = pick(services().world.current().district.name, locale)
    said = {name: say_in(locale, name, district=district, **blanks) for name in sorted(wording().messages(locale))}
    return said | {name: EXPORTED.say(locale, name, **blanks) for name in PROOFS}


def _host(source: str) -> str | None:
    """The host of a source that is an address on the web, else None."""
    parts = urlsplit(source)
    return parts.netloc if parts.scheme in ("http", "https") else None
