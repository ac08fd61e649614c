"""How the office's pages are made: wording, language, what every template knows."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from knowledge.places.faults import Fault
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import LOCALES, Locale, pick
from knowledge.places.wording import Wording
from web import assets
from web.context import services
from web.office.faults import said_in
from web.office.guard import account_or_none

_HERE = Path(__file__).parent


@cache
def wording() -> Wording:
    return Wording(_HERE / "wording")


def locale() -> Locale:
    """The language asked for, now or earlier in the sitting; else the browser's."""
    asked = request.args.get("lang")
    if asked in LOCALES:
        session["locale"] = asked
    chosen = session.get("locale")
    if chosen in LOCALES:
        return next(one for one in LOCALES if one == chosen)
    best = request.accept_languages.best_match(LOCALES, "zh-Hans")
    return next(one for one in LOCALES if one == best)


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A page of the office in the reader's language."""
    if "faults" in values:
        values["faults"] = in_words(values["faults"])
    return make_response(render_template(f"office/{template}", **for_templates(), **values), status)


def for_templates() -> dict[str, Any]:
    """What every template knows."""
    tongue = locale()
    gazetteer = services().world.current()
    return {
        "locale": tongue,
        "locales": LOCALES,
        "district": gazetteer.district,
        "who": account_or_none(),
        "asset": assets.address,
        "say": lambda message, **blanks: wording().say(tongue, message, **blanks),
        "pick": lambda texts: pick(texts, tongue),
        "named": lambda names: pick(names, tongue) if names else "",
        "field_name": lambda path: _field_name(path, tongue),
        "shown": lambda value, path="": shown(
            value,
            lambda part: _field_name(part, tongue),
            lambda field, text: _word(field, text, gazetteer, tongue),
            path,
        ),
        "clock": lambda moment: _clock(moment, gazetteer),
        "tiles": services().settings,
    }


def in_words(faults: Iterable[Fault]) -> list[Fault]:
    """Faults with their sentences in the reader's language."""
    return said_in(faults, locale(), wording())


def problem(message: str, status: int, detail: str = "") -> Response:
    return page("problem.html", status, message=message, detail=detail)


def done(message: str, endpoint: str, **values: Any) -> ResponseReturnValue:
    """On to another page, where the sentence is said."""
    flash(message)
    return redirect(url_for(f"office.{endpoint}", **values), 303)


def shown(
    value: Any,
    name: Callable[[str], str] = str,
    word: Callable[[str, str], str] = lambda _field, text: text,
    path: str = "",
) -> str:
    """A field's value as people read it: lists and parts as lines, parts called by ``name``, texts said by ``word``."""
    field = next((step for step in reversed(re.findall(r"[^.\[\]]+", path)) if not step.isdigit()), "")
    match value:
        case None:
            return "—"
        case bool():
            return "✓" if value else "✗"
        case dict():
            return "\n".join(f"{name(key)}: {shown(part, name, word, key)}" for key, part in value.items())
        case list():
            return "\n".join(
                "• " + shown(part, name, word, field).replace("\n", "; ")
                if isinstance(part, (dict, list))
                else shown(part, name, word, field)
                for part in value
            )
        case str():
            return word(field, value)
        case _:
            return str(value)


def faults_at(faults: Iterable[Fault], *names: str) -> list[Fault]:
    """The faults of those fields and of their parts."""
    return [fault for fault in faults if any(_within(fault.field, name) for name in names)]


def _within(field: str, name: str) -> bool:
    return field == name or field.startswith((f"{name}.", f"{name}["))


def _field_name(path: str, tongue: Locale) -> str:
    """``facts[0].text.en`` as a reader calls it; parts that have no name stay as they are."""
    known = wording().messages(tongue)
    said = []
    for step in re.findall(r"[^.\[\]]+", path):
        if step.isdigit():
            said.append(str(int(step) + 1))
            continue
        message = next((f"{kind}-{step}" for kind in ("field", "part", "language") if f"{kind}-{step}" in known), None)
        said.append(wording().say(tongue, message) if message else step)
    return " · ".join(said)


def _word(field: str, text: str, gazetteer: Gazetteer, tongue: Locale) -> str:
    """A value of a fixed vocabulary as a reader calls it; other texts stay as they are."""
    district = gazetteer.district
    if field == "kind" and text in district.kinds:
        return pick(district.kinds[text].name, tongue)
    if field == "themes" and text in district.themes:
        return pick(district.themes[text].name, tongue)
    message = f"{field}-{text}"
    fixed = field in ("status", "precision", "confidence") and message in wording().messages(tongue)
    return wording().say(tongue, message) if fixed else text


def _clock(moment: datetime | str, gazetteer: Gazetteer) -> str:
    instant = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return f"{instant.astimezone(gazetteer.district.zone):%Y-%m-%d %H:%M}"
