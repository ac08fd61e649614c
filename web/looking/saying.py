"""The sentences of the pages to look around in; the site's own where these have none."""

from functools import cache
from pathlib import Path
from typing import Any

from flask import Response, request

from knowledge.places.text import Locale, pick
from knowledge.places.wording import Wording
from web.context import services
from web.page import locale_of_request
from web.page import page as site_page
from web.saying import say as site_say

# What the scripts of these pages say.
SPOKEN = (
    "look-near-denied",
    "look-near-far",
    "look-near-looking",
    "look-near-me",
    "look-failed",
    "look-loading",
    "night-shown",
)
_BLANKS = {"n": "{n}", "time": "{time}", "far": "{far}", "open": "{open}", "unknown": "{unknown}"}


@cache
def wording() -> Wording:
    return Wording(Path(__file__).parent / "wording")


def say(locale: Locale, message: str, **values: Any) -> str:
    ours = message in wording().messages(locale)
    return wording().say(locale, message, **values) if ours else site_say(locale, message, **values)


def page(template: str, status: int = 200, **values: Any) -> Response:
    locale = locale_of_request()
    district = pick(services().world.current().district.name, locale)
    words = {name: say(locale, name, district=district, **_BLANKS) for name in SPOKEN}
    return site_page(
        f"looking/{template}", status, saying=say, words=words, plain=set(request.args) <= {"lang"}, **values
    )
