"""Places called by a part of their name, such as "the consulate", while they are talked about."""

import re
from collections.abc import Collection, Iterator, Sequence

from bot.understanding.folding import compiled, fold, is_han
from bot.understanding.roles import Mention
from knowledge.places.place import Place

_WORD = compiled(r"\b[a-z]{2,}\b")
_LEAST_LETTERS = 4
"""Of a word that tells a place without "one" after it."""
_OF_MANY = frozenset(
    {
        *("former", "street", "road", "garden", "museum", "house", "hotel", "hall", "river", "village", "island"),
        *("bridge", "site", "centre", "center", "square", "plaza", "residence", "station", "culture", "cultural"),
        *("district", "creative", "seaside", "leisure", "historic", "place", "north", "south", "light", "night"),
        *(
            "park",
            "road",
            "town",
            "lane",
            "port",
            "pier",
            "west",
            "east",
            "city",
            "area",
            "site",
            "free",
            "line",
            "food",
        ),
        *("of", "the", "old", "new", "in", "at", "and", "by", "sea", "bay", "for", "to", "on", "no", "big", "art"),
        *("first", "second", "other", "another", "right", "there", "where", "which", "morning", "evening"),
    }
)
_HAN_OF_MANY = frozenset(
    {
        *("公园", "广场", "旧址", "遗址", "酒店", "老街", "大道", "中心", "街区", "景区", "风景区", "地方", "文化"),
        *("历史", "旅游", "旅游区", "旧居", "故居", "博物馆", "图书馆", "体育馆", "民俗馆", "纪念馆", "展览馆"),
        *("会馆", "车站", "机场", "商场"),
    }
)
_ENDING = re.compile(rf"(?:[大老新旧]?(?:{'|'.join(sorted(_HAN_OF_MANY))}))+$")
_SHORTEST, _LONGEST = 2, 6


def short_mentions(text: str, known: Sequence[Place], towns: Collection[str]) -> list[Mention]:
    """Where a folded text has a part of a name that only one of the known places has.

    ``towns`` are folded names of the district and the city: who says them means no single place.
    """
    owners: dict[str, set[str]] = {}
    for place in known:
        for part in {*_parts(place)} - {*towns}:
            owners.setdefault(part, set()).add(place.id)
    found: list[Mention] = []
    for part in sorted(owners, key=len, reverse=True):
        pattern = _pattern(part) if is_han(part[0]) else rf"\b(?:the|that|this) {part}\b(?: one\b)?"
        if len(part) < _LEAST_LETTERS and not is_han(part[0]):
            pattern = rf"\b(?:the|that|this) {part} one\b"
        for match in re.finditer(pattern, text) if len(owners[part]) == 1 else ():
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(Mention(*match.span(), "place", next(iter(owners[part])), score=0.8))
    return found


def _pattern(part: str) -> str:
    """A part that many names have tells one only after "that"."""
    return rf"(?:那|嗰|这|呢)(?:一)?(?:个|间|座|家|处)?{part}" if part in _HAN_OF_MANY else re.escape(part)


def _parts(place: Place) -> Iterator[str]:
    for name in (*place.name.values(), *place.aliases):
        folded = fold(name)
        yield from (word for word in _WORD.findall(folded) if word not in _OF_MANY)
        if all(map(is_han, folded)):
            for length in range(_SHORTEST, min(_LONGEST, len(folded) - 1) + 1):
                yield folded[-length:]
            head = _ENDING.sub("", folded)
            if _SHORTEST <= len(head) < len(folded):
                yield head
