"""How answers are worded: sentences, names, dates, money, sources."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from babel.dates import format_date
from babel.numbers import get_currency_symbol
from fluent.runtime.types import fluent_number

from knowledge.places.district import District
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from knowledge.places.text import Locale, pick
from knowledge.places.wording import Wording

ESTIMATE = "editor estimate"
_BABEL = {"zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant", "en": "en"}
_PLAIN_MONEY = {"zh-Hans": {"CNY": "元"}, "zh-Hant": {"CNY": "元"}}


@cache
def _wording() -> Wording:
    return Wording(Path(__file__).parent / "wording")


def say(locale: Locale, message: str, **values: Any) -> str:
    return _wording().say(locale, message, **{name: _plain(value) for name, value in values.items()})


def _plain(value: Any) -> Any:
    # Counts choose their wording; other figures are ready to be read.
    if isinstance(value, int) and not isinstance(value, bool):
        return fluent_number(value, useGrouping=False)
    return f"{value:g}" if isinstance(value, float) else str(value)


def listed(locale: Locale, items: Iterable[str]) -> str:
    return ("、" if locale != "en" else ", ").join(items)


def sentences(locale: Locale, parts: Iterable[str]) -> str:
    """Sentences one after the other, as that language sets them."""
    return ("" if locale != "en" else " ").join(part for part in parts if part)


def name(place: Place, locale: Locale) -> str:
    """The place's name; in English with the Chinese one, to show a driver."""
    if locale != "en":
        return place.called(locale)
    own = place.name["zh-Hans"]
    return place.name["en"] if own in place.name["en"] else f"{place.name['en']} ({own})"


def day(locale: Locale, when: date, today: date) -> str:
    """The day as people say it; with its year when that is not this one."""
    year = when.year if when.year != today.year else None
    if locale == "en":
        spoken = f"{format_date(when, 'EEEE', 'en')}, {when.day} {format_date(when, 'MMMM', 'en')}"
        return f"{spoken} {year}" if year else spoken
    weekday = "一二三四五六日"[when.weekday()]
    prefix = "周" if locale == "zh-Hans" else "週"
    spoken = f"{when.month}月{when.day}日（{prefix}{weekday}）"
    return f"{year}年{spoken}" if year else spoken


def day_and_year(locale: Locale, when: date) -> str:
    return day(locale, when, date.min)


def money(locale: Locale, amount: float, district: District) -> str:
    figure = f"{amount:.0f}" if amount == round(amount) else f"{amount:.1f}"
    plain = _PLAIN_MONEY.get(locale, {}).get(district.currency)
    if plain:
        return f"{figure}{plain}"
    if district.currency == "CNY":
        return f"CNY {figure}"
    return f"{get_currency_symbol(district.currency, _BABEL[locale])}{figure}"


def length(locale: Locale, minutes: int) -> str:
    """Minutes as people say them."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return say(locale, "minutes", minutes=rest)
    if not rest:
        return say(locale, "hours", hours=hours)
    return say(locale, "hours-minutes", hours=hours, minutes=rest)


def metres(locale: Locale, distance: float) -> str:
    if distance < 1000:
        return say(locale, "metres", metres=int(distance))
    return say(locale, "kilometres", kilometres=f"{distance / 1000:.1f}".removesuffix(".0"))


def source(locale: Locale, provenance_source: str, gazetteer: Gazetteer | None) -> str:
    """Who says so, short enough to be read in a sentence."""
    if provenance_source == ESTIMATE:
        return say(locale, "source-estimate")
    if gazetteer and (title := gazetteer.source_title(provenance_source, locale)):
        return title
    parts = urlsplit(provenance_source)
    return parts.hostname.removeprefix("www.") if parts.hostname else provenance_source


def as_of(locale: Locale, when: str) -> str:
    return say(locale, "undated") if when == "undated" else when


def clock(instant: str | datetime) -> str:
    moment = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
    return f"{moment:%H:%M}"


def office(locale: Locale, district: District) -> str:
    """Whom to ask for what we don't know."""
    if district.office is None:
        return say(locale, "office-unnamed")
    called = pick(district.office.name, locale)
    return (
        f"{called}（{district.office.phone}）"
        if district.office.phone and locale != "en"
        else (f"{called} ({district.office.phone})" if district.office.phone else called)
    )
