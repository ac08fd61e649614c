"""Words in the visitor's languages."""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator

Locale = Literal["zh-Hans", "zh-Hant", "en"]
LOCALES: tuple[Locale, ...] = get_args(Locale)

# Which wording to fall back on when a text lacks the one asked for.
_FALLBACK: Mapping[str, tuple[Locale, ...]] = {
    "zh-Hans": ("zh-Hans", "zh-Hant", "en"),
    "zh-Hant": ("zh-Hant", "zh-Hans", "en"),
    "en": ("en", "zh-Hans", "zh-Hant"),
}


def _said_somehow(texts: dict[Locale, str]) -> dict[Locale, str]:
    if not texts:
        raise ValueError("must be given in at least one language")
    for locale, text in texts.items():
        if not text.strip():
            raise ValueError(f"is empty in {locale}; leave the language out instead")
    return texts


def _said_in_all(texts: dict[Locale, str]) -> dict[Locale, str]:
    missing = [locale for locale in LOCALES if locale not in texts]
    if missing:
        raise ValueError(f"is missing in {', '.join(missing)}")
    return texts


Texts = Annotated[dict[Locale, str], AfterValidator(_said_somehow)]
"""The same words in one or more languages."""

AllTexts = Annotated[Texts, AfterValidator(_said_in_all)]
"""The same words in every language."""


def pick(texts: Mapping[Locale, str], locale: str) -> str:
    """The wording for a locale, or the nearest language that has one."""
    return next(texts[choice] for choice in _FALLBACK[locale] if choice in texts)
