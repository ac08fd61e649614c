"""Sentences in every language, from Fluent files that lie beside the module that says them."""

from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from knowledge.places.text import LOCALES, Locale


class Wording:
    """The sentences of one folder: a ``<locale>.ftl`` for each language, all with the same message ids."""

    def __init__(self, folder: Path) -> None:
        self._bundles = {locale: _bundle(folder / f"{locale}.ftl", locale) for locale in LOCALES}

    def say(self, locale: Locale, message: str, **values: Any) -> str:
        """The message in that language.

        Raises:
            KeyError: when the folder has no such message.
            ValueError: when a value that the message needs was not given.
        """
        bundle = self._bundles[locale]
        pattern = bundle.get_message(message).value
        if pattern is None:
            raise KeyError(message)
        text, errors = bundle.format_pattern(pattern, values)
        if errors:
            raise ValueError(f"{message} in {locale}: {errors[0]}")
        return str(text)

    def messages(self, locale: Locale) -> frozenset[str]:
        """The ids of all messages of that language, for completeness checks."""
        return frozenset(self._bundles[locale]._messages)


def _bundle(path: Path, locale: Locale) -> FluentBundle:
    # Isolation marks would show up as stray characters in plain-text channels.
    bundle = FluentBundle([locale], use_isolating=False)
    bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle
