"""The sentences themselves."""

import re
from pathlib import Path

import pytest

from knowledge.places.script import foreign_characters
from knowledge.places.text import LOCALES

FOLDER = Path(__file__).parents[3] / "bot" / "actions" / "wording"


def messages(locale: str) -> dict[str, str]:
    text = (FOLDER / f"{locale}.ftl").read_text(encoding="utf-8")
    return {match[1]: match[2] for match in re.finditer(r"^([a-z][\w-]*) = ((?:.|\n(?=[ }]))*)", text, re.M)}


def variables(text: str) -> set[str]:
    return set(re.findall(r"\$(\w+)", text))


def test_every_language_says_the_same_things():
    ids = {locale: set(messages(locale)) for locale in LOCALES}
    assert ids["zh-Hans"] == ids["zh-Hant"] == ids["en"]


@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant"])
def test_no_sentence_is_in_the_other_script(locale):
    assert {
        name: foreign_characters(text, locale)
        for name, text in messages(locale).items()
        if foreign_characters(text, locale)
    } == {}


def test_no_language_needs_a_value_that_the_others_do_not():
    every = {locale: messages(locale) for locale in LOCALES}
    known = {name: variables(every["zh-Hans"][name]) | variables(every["en"][name]) for name in every["en"]}
    assert all(variables(every["zh-Hant"][name]) == variables(every["zh-Hans"][name]) for name in known)
