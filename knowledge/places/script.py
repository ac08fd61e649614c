"""Telling simplified from traditional characters."""

from functools import lru_cache
from importlib.resources import files

from knowledge.places.text import Locale


def foreign_characters(text: str, locale: Locale) -> str:
    """The characters of a Chinese text that only the other script has, each once, in order; '' for English.

    Characters that both scripts use, such as 里 or 面, are never among them.
    """
    if locale == "en":
        return ""
    foreign = _only_in("ST" if locale == "zh-Hant" else "TS")
    return "".join(dict.fromkeys(character for character in text if character in foreign))


@lru_cache(maxsize=2)
def _only_in(table: str) -> frozenset[str]:
    """The characters that the table always turns into others."""
    # Common forms such as 群 or 床 count as variants in the table but are everyday traditional characters.
    everyday = set("恒") | {
        form for region in ("HKVariants", "TWVariants") for forms in _table(region).values() for form in forms
    }
    return frozenset(
        character
        for character, targets in _table(f"{table}Characters").items()
        # Targets outside the basic plane are hardly ever written.
        if character not in targets and ord(targets[0]) < 0x10000 and not (table == "ST" and character in everyday)
    )


def _table(name: str) -> dict[str, list[str]]:
    lines = files("opencc").joinpath("dictionary", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return {source: targets.split() for source, targets in (line.split("\t") for line in lines if line)}


def simplified(text: str) -> str:
    """The text with each traditional character put as the simplified one most often meant."""
    return text.translate(_to_simplified())


@lru_cache(maxsize=1)
def _to_simplified() -> dict[int, str]:
    return {ord(source): targets[0] for source, targets in _table("TSCharacters").items() if len(source) == 1}
