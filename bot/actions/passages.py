"""Facts of a place that speak of what a question is about, found by the rarer words that both have."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.actions.turn import Turn
from bot.understanding.folding import compiled, fold
from knowledge.places.place import Fact, Place

_MOST_COMMON = 3
"""Facts of all places that may have a word before it tells nothing."""
_FUNCTION = compiled(
    r"[的了吗呢啊呀吧嘛在有是不没几多少怎么哪什啥咩乜嘅喺系冇唔我你他她它们哋要想去到可以能得个间条张只这那呢嗰一二三四五六七八九十"
    r"两和与跟同还都也就会把被让给从往向或及但很太最]|现在|而家|时候|今天|明天|听日|今日|地方|大概|一般|请问|知道|开放|时间|门票|免费"
)
_WORD = compiled(r"[a-z]{4,}")
_STOP = frozenset(
    {
        "what", "when", "where", "which", "does", "there", "here", "about", "have", "with", "that", "this",
        "from", "they", "their", "them", "your", "much", "many", "long", "time", "open", "close", "closed",
        "hours", "opening", "ticket", "tickets", "price", "cost", "free", "entry", "place", "still", "today",
        "tomorrow", "need", "want", "could", "would", "should", "will", "into", "know", "tell", "please",
        "people", "visit", "near", "take", "been", "were", "just", "only", "also", "some", "most", "more",
        "than", "then",
    }
)  # fmt: skip


def speaking_of(turn: Turn, place: Place) -> list[Fact]:
    """The facts that share rare words with the question, those that share most first."""
    asked = {term for term in _terms(turn.unnamed) if not any(term in name for name in _names(place))}
    if not asked:
        return []
    every = [_text(fact) for other in turn.gazetteer.places.values() for fact in other.facts]
    rare = {term for term in asked if 0 < sum(term in text for text in every) <= _MOST_COMMON}
    shared = [(sum(term in _text(fact) for term in rare), fact) for fact in place.facts]
    return [fact for count, fact in sorted(shared, key=lambda pair: -pair[0]) if count]


def _terms(text: str) -> Iterator[str]:
    """Pairs of characters of Chinese words, and English words without their plural."""
    for word in _WORD.findall(text):
        if word not in _STOP:
            yield word.removesuffix("s")
    for run in re.split(r"[^\u3400-\u9fff]+", _FUNCTION.sub(" ", text)):
        yield from (run[at : at + 2] for at in range(len(run) - 1))


def _names(place: Place) -> list[str]:
    return [fold(name) for name in (*place.name.values(), *place.aliases)]


def _text(fact: Fact) -> str:
    return " ".join(map(_folded, fact.text.values()))


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return fold(text)
