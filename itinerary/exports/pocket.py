"""The pocket plan: one HTML file that needs no network, for a phone in flight mode or for paper."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from itinerary.exports.day import Day, dial
from itinerary.exports.qr import qr_path
from itinerary.exports.sketch import MARKER
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import Locale


def to_pocket(
    itinerary: Mapping[str, Any],
    locale: Locale,
    gazetteer: Gazetteer,
    wishes: Mapping[str, Any] | None = None,
    link: str | None = None,
) -> str:
    day = Day(itinerary, locale, gazetteer, wishes, link)
    code = None if link is None else qr_path(link)
    return _template().render(day=day, map=day.map, marker=MARKER, dial=dial, code=code)


@cache
def _template() -> Template:
    folder = Path(__file__).parent / "templates"
    pages = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return pages.get_template("pocket.html")
