"""Other towns that share a district's name, told by the city they belong to and by what only they are known for."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.understanding.folding import compiled, fold, is_han
from knowledge.places.district import District

_COMING_FROM = r"(?:从|由|自|\bfrom )\s*"
_BESIDE = r"(?:(?:drive|hours?|minutes?|far|away|km|kilomet\w+|distance|northwest|southwest)\b[^,.;]{0,12} from )\s*"
"""What lies an hour from a city does not come from it."""
_SHORTEST = 6
"""Letters of a Latin word that tells a town: every town has a tower, not every one has watchtowers."""

_YOURS = compiled(
    r"(?:你|您)(?:们|哋)?(?:这|呢|那|嗰)?(?:儿|里|边|度|个)?.{0,8}(?:和|跟|与|同|系咪|是不是|是)[^,，]{0,8}(?:那个|那边|那儿|嗰个|嗰边|的|关系|区别|分别|一样|同一)"
    r"|\b(?:are you|is (?:this|yours|it)|difference|related|connected|same as|confus\w+|mix\w* up)\b.{0,30}\b(?:one|place|town|that)\b"
)
"""Holds our place against another without its name: "are you the one in Kaiping"."""


@dataclass(frozen=True)
class Signs:
    """What tells a district's lookalikes; folded words with the lookalike's id."""

    cities: Mapping[str, str]
    features: Mapping[str, str]


def signs(district: District) -> Signs:
    """The cities in the names of the lookalikes, and what follows the district's name there: a film town, say."""
    own = _own(district)
    told: dict[str, str] = {}
    features: dict[str, str] = {}
    for other in district.lookalikes:
        forms = {fold(name) for name in (*other.name.values(), *other.aliases)}
        for form in forms:
            for city in _before_or_after(form, forms | own):
                if city not in own and len(city) >= (2 if is_han(city[0]) else 4):
                    told[city] = other.id
            for feature in _features(form, own):
                if len(feature) >= (2 if is_han(feature[0]) else _SHORTEST):
                    features[feature] = other.id
    return Signs(told, {feature: place for feature, place in features.items() if feature not in told})


def mentioned(folded: str, unnamed: str, district: District, told: Signs) -> tuple[str, ...]:
    """Ids of the lookalikes whose city is named beside the district's own name; not where somebody comes from there.

    Args:
        unnamed: the text without the names of places, where what the lookalikes are known for is looked for; beside
            the district's own city it says nothing.
    """
    ours = any(_found(name, folded) for name in _own(district)) or bool(_YOURS.search(folded))
    our_city = any(_found(fold(name), folded) for name in district.city.values())
    cities = [place for city, place in told.cities.items() if _found(city, folded, coming_from=False)]
    known_for = [] if our_city else [place for word, place in told.features.items() if _found(word, unnamed)]
    found = [*cities, *known_for] if ours else [place for place in cities if place in known_for]
    return tuple(dict.fromkeys(found))


def _own(district: District) -> set[str]:
    return {fold(name) for name in (*district.name.values(), *district.aliases)}


def _before_or_after(form: str, shorter: set[str]) -> Iterator[str]:
    """What stands before another of the names, and what follows a comma."""
    if "," in form:
        yield form.rpartition(",")[2].strip()
    for base in shorter:
        if form != base and form.endswith(base) and (rest := form.removesuffix(base).strip(" ,")):
            yield rest


def _features(form: str, own: set[str]) -> Iterator[str]:
    """What a name says after the district's own."""
    for base in own:
        if form != base and form.startswith(base) and (rest := form.removeprefix(base).strip()) and "," not in rest:
            yield rest


def _found(name: str, folded: str, *, coming_from: bool = True) -> bool:
    bounded = rf"(?<![a-z]){re.escape(name)}s?(?![a-z])" if name.isascii() else re.escape(name)
    for match in re.finditer(bounded, folded):
        before = folded[: match.start()]
        if coming_from or re.search(rf"{_BESIDE}$", before) or not re.search(rf"{_COMING_FROM}$", before):
            return True
    return False
