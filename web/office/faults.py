"""Faults of an entry in the language of who mends them.

The pack's rules speak English, as their other reader is a programmer at a terminal. Here each of their sentences is
known by its shape and said anew; one that isn't known stays as it is.
"""

import re
from collections.abc import Iterable

from knowledge.places.faults import Fault
from knowledge.places.text import LOCALES, Locale
from knowledge.places.wording import Wording

_SHAPES = tuple(
    (message, re.compile(shape, re.DOTALL))
    for message, shape in (
        ("languages", rf"is missing in (?P<languages>(?:{'|'.join(LOCALES)})(?:, .+)?)"),
        ("one-language", r"must be given in at least one language"),
        ("empty-language", r"is empty in (?P<language>\S+); leave the language out instead"),
        ("needs-proof", r"is missing, though the field states a fact"),
        ("missing", r"is missing|must be given|must be said|must not be empty|must not be empty text"),
        ("unknown-field", r"is no field here|belongs to no field of a place"),
        ("order", r"must satisfy min <= typical <= max|must satisfy min <= max"),
        ("at-least", r"must be at least (?P<least>\S+)"),
        ("at-most", r"must be at most (?P<most>\S+)"),
        ("more-than", r"must be more than (?P<least>\S+)"),
        ("whole-number", r"must be a whole number|must be a whole number of metres|(?P<text>.+) is no whole number"),
        ("number", r"must be a number|must be a finite number|(?P<text>.+) is no amount"),
        ("one-of", r"must be (?P<choices>'.+')"),
        ("pattern", r"String should match pattern .+"),
        ("too-long", r"String should have at most (?P<most>\d+) characters?"),
        ("too-short", r"String should have at least \d+ characters?"),
        ("no-kind", r"(?P<text>.*) is none of the district's kinds"),
        ("no-theme", r"(?P<text>.*) is none of the district's themes|is none of the district's themes"),
        ("twice", r"names (?P<text>.+) twice"),
        ("round", r"leads round to the place itself"),
        ("no-place", r"(?P<text>.+) is no place of this pack"),
        ("last-entry", r"(?P<text>.+) lies in no window of the opening hours"),
        ("best-time", r"(?P<text>.+) is neither HH:MM-HH:MM, sunrise nor sunset"),
        ("outside", r"lies outside the district's box, though the place is said to be in the district"),
        ("check-by", r"(?P<text>.+) is no date YYYY-MM-DD"),
        ("as-of", r"(?P<text>.*) is neither a date \(2025, .+\) nor 'undated'"),
        ("taken", r"is taken"),
        ("name-means", r"(?P<text>.+) already means (?P<other>\S+)"),
        ("no-source", r"(?P<text>.+) is not described in sources\.yaml"),
        ("trust", r"is called (?P<said>\S+), but (?P<text>.+) is only (?P<most>\S+)"),
        ("script", r"contains (?:simplified|traditional) characters: (?P<text>.+)"),
        ("school", r"speaks of school holidays \(SH\).+"),
        ("ph-count", r"counts days from a public holiday .+"),
        ("hours-at", r"cannot be read from character (?P<column>\d+) on \((?P<text>.+?)\)(?:; expected .+)?"),
        ("hours", r"cannot be read as opening hours: .+"),
        ("both-changed", r"says something else than the week below, and both were changed"),
        ("time", r"(?P<text>.+) is no time HH:MM"),
        ("half-window", r"lacks a beginning or an end"),
        ("no-times", r"is said to be open, but lacks the times"),
        ("point", r"(?P<text>.+) can't be read; write latitude, longitude .+"),
        ("short-link", r"is a short link, .+"),
        ("pointless-link", r"is a link without a position, .+"),
        ("datum", r"must be chosen: .+"),
        ("datum-differs", r"is said to be (?P<said>\S+), but this link counts in (?P<datum>\S+)"),
        ("slug", r"must be lower-case letters and digits with hyphens between, .+"),
        ("list-broken", r"(?P<text>\S+) can't be planned: .+"),
        ("bad-name", r"must be 2 to 40 letters, digits, .+"),
        ("no-password", r"is not your password"),
        ("password-length", r"must have (?P<least>\d+) to (?P<most>\d+) characters"),
        ("password-name", r"must not contain the account's name"),
        ("password-dull", r"must have at least (?P<least>\d+) different characters"),
        ("no-account", r"is no account"),
        ("last-administrator", r"one active administrator must be left"),
        ("picture-large", r"is larger than (?P<most>\d+) MB"),
        ("picture-pixels", r"has more than (?P<most>\d+) million pixels"),
        ("picture-small", r"is smaller than (?P<least>\d+) pixels a side"),
        ("picture-format", r"is no JPEG, PNG or WebP picture"),
        ("picture-damaged", r"is a damaged picture"),
        ("text", r"must be text|must be an object|must be a list|must be true or false"),
    )
)


def said_in(faults: Iterable[Fault], locale: Locale, wording: Wording) -> list[Fault]:
    """The same faults with their sentences in that language."""
    return [Fault(fault.field, _said(fault.message, locale, wording)) for fault in faults]


def _said(message: str, locale: Locale, wording: Wording) -> str:
    if locale == "en":
        return message
    for name, shape in _SHAPES:
        if match := shape.fullmatch(message):
            blanks = {blank: _word(text or "", locale, wording) for blank, text in match.groupdict().items()}
            return wording.say(locale, f"fault-{name}", **blanks)
    return message


def _word(text: str, locale: Locale, wording: Wording) -> str:
    """Names of languages and confidences as the office reads them; all else as it is."""
    said = []
    for part in text.split(", "):
        known = next((f"{kind}-{part}" for kind in ("language", "confidence") if _has(wording, locale, kind, part)), "")
        said.append(wording.say(locale, known) if known else part)
    return "、".join(said) if len(said) > 1 and said != text.split(", ") else text if len(said) > 1 else said[0]


def _has(wording: Wording, locale: Locale, kind: str, part: str) -> bool:
    return f"{kind}-{part}" in wording.messages(locale)
