"""The web side's own sentences, in the visitor's language."""

from functools import cache
from pathlib import Path
from typing import Any

from knowledge.places.text import Locale
from knowledge.places.wording import Wording


@cache
def wording() -> Wording:
    return Wording(Path(__file__).parent / "wording")


def say(locale: Locale, message: str, **values: Any) -> str:
    return wording().say(locale, message, **values)
