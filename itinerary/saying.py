"""The planner's sentences."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.places.text import Locale
from knowledge.places.wording import Wording


@cache
def _wording() -> Wording:
    return Wording(Path(__file__).parent / "wording")


def say(locale: Locale, message: str, **values: Any) -> str:
    return _wording().say(locale, message, **values)


def listed(locale: Locale, items: Iterable[str]) -> str:
    """The items one after the other, as that language does it."""
    return say(locale, "list-separator").join(items)


def in_a_row(locale: Locale, sentences: Iterable[str]) -> str:
    """Sentences one after the other: Chinese puts no space between them."""
    return (" " if locale == "en" else "").join(sentences)
