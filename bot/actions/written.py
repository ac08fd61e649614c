"""What is written of the places, by the words that few of them share: which place a text that names none tells of."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.folding import compiled, fold
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Fact, Place

_FUNCTION = compiled(
    r"多少|多久|多远|多长|多大"
    r"|[的了吗呢啊呀吧嘛在有是不没几怎么哪什啥咩乜嘅喺系冇唔我你他她它们哋要想去到可以能得个间条张只这那呢嗰一二三四五六七八九十"
    r"两和与跟同还都也就会把被让给从往向或及但很太最叫]|现在|而家|时候|今天|明天|听日|今日|地方|大概|一般|请问|知道|开放|时间|门票|免费"
    r"|地图|听说|以前|后来|如今|当年|当时|原来|里面|里头|入面|开始|名字|开门|关门"
)
_WORD = compiled(r"[a-z]{4,}")
_STOP = frozenset(
    {
        "what", "when", "where", "which", "does", "there", "here", "about", "have", "with", "that", "this",
        "from", "they", "their", "them", "your", "much", "many", "long", "time", "open", "close", "closed",
        "hours", "opening", "ticket", "tickets", "price", "cost", "free", "entry", "place", "still", "today",
        "tomorrow", "need", "want", "could", "would", "should", "will", "into", "know", "tell", "please",
        "people", "visit", "near", "take", "been", "were", "just", "only", "also", "some", "most", "more",
        "than", "then", "across", "down", "before", "after", "thing", "things", "somebody", "someone", "bring",
        "part", "name", "names", "called", "whats", "used", "looking", "look", "looks", "like", "between",
        "beside", "other", "another", "these", "those", "very", "every", "each", "over", "under", "through",
        "around", "same", "both", "whose", "once", "ever", "even", "good", "best", "make", "made",
        "going", "come", "comes", "said", "says", "seen", "find", "back", "first", "last", "next", "well",
    }
)  # fmt: skip
_SAME = {"stair": "step", "staircase": "step", "seashell": "shell", "conche": "conch", "theatre": "theater"}
"""Words for one thing, each by the one that stands for both."""
_NUMBERED = compiled(r"([\d一二三四五六七八九十]+)(号(?!线)|军)|\bno\.? ?(\d+)\b|\b(\d+)(?:st|nd|rd|th) (army)\b")
_IN_ROAD = compiled(r"\b(\d+)(?= (?:[a-z]+ ){1,2}(?:road|street|avenue|lane)\b)")
_DIGITS = {sign: str(number) for number, sign in enumerate("一二三四五六七八九", 1)}


@dataclass(frozen=True)
class Telling:
    """How much of a text is written of a place."""

    place_id: str
    weight: float
    """Rarities of the words shared, 1 for a word that no other place has and 0 for one that all have: the mean of the
    sum over all words and of that over the best sentence."""


class Written:
    """The words of every sentence that is written of the places. Made once for each revision of them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._rows = {place.id: tuple(_rows(place)) for place in gazetteer.places.values()}
        self._all = {place_id: frozenset[str]().union(*rows) for place_id, rows in self._rows.items()}
        self._facts = {
            place.id: tuple((_terms_of(fact), fact) for fact in place.facts) for place in gazetteer.places.values()
        }
        self._texts = {place.id: "\n".join(fold(text) for text in _texts(place)) for place in gazetteer.places.values()}
        self._sharing = Counter(word for words in self._all.values() for word in words)
        # Of the same scale in a district of ten places and of three hundred.
        most = math.log(max(2, len(self._rows)))
        self._rarity = {word: math.log(len(self._rows) / count) / most for word, count in self._sharing.items()}
        self._told = Counter(word for facts in self._facts.values() for words, _ in facts for word in words)

    def tellings(self, text: str) -> list[Telling]:
        """The places of which words of a folded text are written, those first of which the rarest and most are."""
        weights = {word: self._rarity[word] for word in terms(text) if word in self._rarity}
        found = []
        for place_id, words in self._all.items():
            common = words & weights.keys()
            if not common:
                continue
            together = max(sum(weights[word] for word in row & common) for row in self._rows[place_id])
            found.append(Telling(place_id, (sum(weights[word] for word in common) + together) / 2))
        return sorted(found, key=lambda one: (-one.weight, one.place_id))

    def facts(self, place: Place) -> tuple[tuple[frozenset[str], Fact], ...]:
        """The facts of a place with their words."""
        return self._facts[place.id]

    def times_told(self, word: str) -> int:
        """How many facts of all places have a word."""
        return self._told[word]

    def has_rare(self, text: str, place_id: str, most: int) -> bool:
        """Whether a word of a folded text is written of a place and of few others, ``most`` places in all."""
        return any(word in self._all[place_id] and self._sharing[word] <= most for word in terms(text))

    def text(self, place_id: str) -> str:
        """All that is written of a place, folded."""
        return self._texts[place_id]


def terms(text: str) -> Iterator[str]:
    """Pairs of characters of Chinese words, English words without their plural, and numbers of houses and armies."""
    for word in _WORD.findall(text):
        if word not in _STOP:
            stem = word.removesuffix("s")
            yield _SAME.get(stem, stem)
    for run in re.split(r"[^\u3400-\u9fff]+", _FUNCTION.sub(" ", text)):
        yield from (run[at : at + 2] for at in range(len(run) - 1))
    for match in _NUMBERED.finditer(text):
        of_army = match[4] is not None or match[2] == "军"
        yield f"{_number(match[1] or match[3] or match[4])}{'军' if of_army else '号'}"
    yield from (f"{match[1]}号" for match in _IN_ROAD.finditer(text))


def _number(said: str) -> str:
    """Digits of a number that may be written in Chinese: 四十三 is 43."""
    if said.isascii():
        return said
    tens, ten, ones = said.rpartition("十")
    if not ten:
        return "".join(_DIGITS.get(sign, sign) for sign in said)
    return f"{_DIGITS.get(tens, '1')}{_DIGITS.get(ones, '0')}"


def _rows(place: Place) -> Iterator[frozenset[str]]:
    yield frozenset(word for name in (*place.name.values(), *place.aliases) for word in terms(fold(name)))
    yield frozenset(word for text in place.summary.values() for word in terms(fold(text)))
    yield frozenset(word for text in (place.address or {}).values() for word in terms(fold(text)))
    for fact in place.facts:
        yield _terms_of(fact)


def _terms_of(fact: Fact) -> frozenset[str]:
    return frozenset(word for text in fact.text.values() for word in terms(fold(text)))


def _texts(place: Place) -> Iterator[str]:
    yield from (*place.name.values(), *place.aliases, *place.summary.values(), *(place.address or {}).values())
    yield from (text for fact in place.facts for text in fact.text.values())
