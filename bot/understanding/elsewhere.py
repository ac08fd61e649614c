"""Other towns that share a district's name, told by the city they belong to."""

import re
from collections.abc import Iterator, Mapping

from bot.understanding.folding import fold, is_han
from knowledge.places.district import District

_COMING_FROM = r"(?:从|由|自|\bfrom )\s*"


def cities(district: District) -> dict[str, str]:
    """Folded names of the cities in the names of the district's lookalikes, with the lookalike's id."""
    own = {fold(name) for name in (*district.name.values(), *district.city.values(), *district.aliases)}
    found: dict[str, str] = {}
    for other in district.lookalikes:
        forms = {fold(name) for name in (*other.name.values(), *other.aliases)}
        for form in forms:
            for city in _before_or_after(form, forms | own):
                if city not in own and len(city) >= (2 if is_han(city[0]) else 4):
                    found[city] = other.id
    return found


def mentioned(folded: str, district: District, of_cities: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of the lookalikes whose city is named beside the district's own name; not where somebody comes from there."""
    own = {fold(name) for name in (*district.name.values(), *district.aliases)}
    if not any(_found(name, folded) for name in own):
        return ()
    return tuple(dict.fromkeys(place for city, place in of_cities.items() if _found(city, folded, coming_from=False)))


def _before_or_after(form: str, shorter: set[str]) -> Iterator[str]:
    """What stands before another of the names, and what follows a comma."""
    if "," in form:
        yield form.rpartition(",")[2].strip()
    for base in shorter:
        if form != base and form.endswith(base) and (rest := form.removesuffix(base).strip(" ,")):
            yield rest


def _found(name: str, folded: str, *, coming_from: bool = True) -> bool:
    bounded = rf"(?<![a-z]){re.escape(name)}(?![a-z])" if name.isascii() else re.escape(name)
    matches = re.finditer(bounded, folded)
    return any(coming_from or not re.search(rf"{_COMING_FROM}$", folded[: match.start()]) for match in matches)
