"""Known places whose name is nearly what somebody types, so that no place is entered twice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from knowledge.places.rules import spoken
from knowledge.places.text import Locale

_ALIKE, _ALIKE_IN_LETTERS = 82.0, 95.0
"""Percent from which on two names are worth a look; below, lanes and halls of one street would all be named. In letters
the words that many names share (Hall, Park, Street) are most of the name."""
_MOST = 5
_SHORTEST = 2


@dataclass(frozen=True)
class Namesake:
    place_id: str
    name: Mapping[Locale, str]
    said: str
    """Which of its names is alike."""
    percent: int


def namesakes(names: list[str], gazetteer: Gazetteer, but: str = "") -> tuple[Namesake, ...]:
    """Places that bear one of the names or nearly, the likest first; ``but`` is the place being edited."""
    typed = [name for name in map(spoken, names) if len(name) >= _SHORTEST]
    found = [
        one
        for place in gazetteer.places.values()
        if place.id != but and (one := max(_alike(place, typed), key=lambda alike: alike.percent, default=None))
    ]
    return tuple(sorted(found, key=lambda one: (-one.percent, one.place_id))[:_MOST])


def _alike(place: Place, typed: list[str]) -> Iterator[Namesake]:
    for said in dict.fromkeys((*place.name.values(), *place.aliases)):
        known = spoken(said)
        for name in typed:
            percent = fuzz.ratio(name, known)
            # A whole name within another: the same place with its town's or its kind's name before or after.
            if len(name) >= 3 and len(known) >= 3 and (name in known or known in name):
                percent = max(percent, _ALIKE_IN_LETTERS)
            if percent >= (_ALIKE_IN_LETTERS if name.isascii() else _ALIKE):
                yield Namesake(place.id, place.name, said, round(percent))
