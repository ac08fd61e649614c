"""The planner speaks three languages alike."""

import re
from pathlib import Path

import pytest

from itinerary.saying import say
from knowledge.places.text import LOCALES, Locale

FOLDER = Path(__file__).parents[3] / "itinerary"


def messages(locale: Locale) -> dict[str, frozenset[str]]:
    """Every message with the values that it needs."""
    text = (FOLDER / "wording" / f"{locale}.ftl").read_text(encoding="utf-8")
    entries = re.findall(r"^([a-z][\w-]*) = ((?:.|\n(?=[ }]))*)", text, re.MULTILINE)
    return {name: frozenset(re.findall(r"\$(\w+)", body)) for name, body in entries}


@pytest.mark.parametrize("locale", ["zh-Hant", "en"])
def test_all_languages_say_the_same_with_the_same_values(locale: Locale) -> None:
    assert messages(locale) == messages("zh-Hans")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_can_be_said(locale: Locale) -> None:
    for name, values in messages(locale).items():
        assert say(locale, name, **dict.fromkeys(values, "3")).strip() or name == "list-separator"


def test_every_message_named_in_the_code_exists() -> None:
    named = {
        name
        for path in FOLDER.glob("*.py")
        for name in re.findall(
            r'"((?:reason|warning|excluded|note|conflict|relax|changed|why-not)-[a-z-]+[a-z])"',
            path.read_text(encoding="utf-8"),
        )
    }
    assert named
    assert named <= set(messages("en"))


def test_traditional_wording_has_no_simplified_characters() -> None:
    text = (FOLDER / "wording" / "zh-Hant.ftl").read_text(encoding="utf-8")
    assert not set("这个时间开关门车场东楼区为从来对过还进远运连选钟错应价说请谁话议记许设证该详间问闭闻").intersection(
        text
    ) - set("來")
