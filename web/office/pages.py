"""How the office's pages are made: wording, language, what every template knows."""

import json
from collections.abc import Iterable
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
    tongue = locale()
    gazetteer = services().world.current()
    body = render_template(
        f"office/{template}",
        locale=tongue,
        locales=LOCALES,
        district=gazetteer.district,
        who=account_or_none(),
        asset=assets.address,
        say=lambda message, **blanks: wording().say(tongue, message, **blanks),
        pick=lambda texts: pick(texts, tongue),
        named=lambda names: pick(names, tongue) if names else "",
        field_name=lambda path: _field_name(path, tongue),
        shown=shown,
        clock=lambda moment: _clock(moment, gazetteer),
        **values,
    )
    return make_response(body, status)


def problem(message: str, status: int, detail: str = "") -> Response:
    return page("problem.html", status, message=message, detail=detail)


def done(message: str, endpoint: str, **values: Any) -> ResponseReturnValue:
    """On to another page, where the sentence is said."""
    flash(message)
    return redirect(url_for(f"office.{endpoint}", **values), 303)


def shown(value: Any) -> str:
    """A field's value as people read it: lists and parts as lines."""
    match value:
        case None:
            return "—"
        case bool():
            return "✓" if value else "✗"
        case dict():
            return "\n".join(f"{key}: {shown(part)}" for key, part in value.items())
        case list():
            return "\n".join(part if isinstance(part, str) else json.dumps(part, ensure_ascii=False) for part in value)
        case _:
            return str(value)


def faults_at(faults: Iterable[Fault], *names: str) -> list[Fault]:
    """The faults of those fields and of their parts."""
    return [fault for fault in faults if any(_within(fault.field, name) for name in names)]


def _within(field: str, name: str) -> bool:
    return field == name or field.startswith((f"{name}.", f"{name}["))


def _field_name(path: str, tongue: Locale) -> str:
    """``address.en`` as a reader calls it; parts that have no name stay as they are."""
    field, dot, rest = path.partition(".")
    message = f"field-{field}"
    if message not in wording().messages(tongue):
        return path
    return f"{wording().say(tongue, message)}{' · ' if dot else ''}{rest}"


def _clock(moment: datetime | str, gazetteer: Gazetteer) -> str:
    instant = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return f"{instant.astimezone(gazetteer.district.zone):%Y-%m-%d %H:%M}"
