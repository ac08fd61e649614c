"""Facts of a place that speak of what a question is about, found by the rarer words that both have."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.actions.turn import Turn
from bot.understanding.folding import compiled, fold
from knowledge.places.place import Fact, Place

_MOST_COMMON = 3
"""Facts of all places that may have a word before it tells nothing."""
_LIKELY, _LIKELY_IF_DEFINITE, _AHEAD = 0.76, 0.64, 0.12
"""How likely a place must be to be what a question describes, and how far ahead of the next; by the development half
of the evaluation."""
_DEFINITE = compiled(
    r"(?:那|嗰|个)(?:一)?(?:个|条|间|座|栋|只|口|家|处|幢|块|片|艘|所|档)|(?:的|嘅)(?:龙|店|馆|楼|园|桥|井|街|巷|酒店|地方)"
    r"|\b(?:the|that) (?:[\w'-]+ ){1,3}?(?:where|that|which|with|shaped|made|built|from|in|of|on|by|at|under|below"
    r"|beside|behind|opposite|selling|who|whose)\b"
)
"""Speaks of one place by what it is."""
_RELATIVE = compiled(
    r"(?<!过)(?<!说)(?<!讲)(?<!提)(?<!荐)(?:的|嘅)(?:那|嗰|个)(?:一)?(?:个|条|间|座|栋|只|口|家|处|幢|块|片|艘|所|档)"
)
"""Tells which one is meant, so that nothing said before is."""
_BY = compiled(r"\b(?:under|below|beneath|beside|behind|by|opposite|at|on|next to|across from|in front of)(?: the)? *$")
_BY_IT = compiled(r"(?:下面?|底下?|旁边|侧边|隔离|对面|背后|后面|里面?|入面|上面?)?(?:的|嘅)?(?:那|嗰)")
"""Say that a place is named for where another is."""
_SAID_BEFORE = {"that", "that_kind", "ordinal", "rest"}
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


def tells_of_one(turn: Turn) -> bool:
    """Whether the message speaks of one place by what it is, and of none that was spoken of before."""
    folded = turn.understood.folded
    anew = turn.memory.subject is None and not turn.memory.focus
    return bool(_RELATIVE.search(folded) or (anew and _DEFINITE.search(folded)))


def described(turn: Turn) -> Place | None:
    """The place that a question tells of without its name: by far the likeliest, and rare words of it are said."""
    definite = tells_of_one(turn)
    if not definite and any(one.mention.kind_of in _SAID_BEFORE for one in turn.understood.named):
        return None
    return _likeliest(turn, turn.text, _LIKELY_IF_DEFINITE if definite else _LIKELY)


def beside(turn: Turn) -> Place | None:
    """The place that is told by where it lies, of which the passages say so: the garden under the bridge."""
    if len(turn.places) != 1 or not tells_of_one(turn):
        return None
    mention = next(one.mention for one in turn.understood.named if one.mention.kind_of == "place")
    folded = turn.understood.folded
    if not (_BY.search(folded[: mention.start]) or _BY_IT.match(folded[mention.end :])):
        return None
    named = turn.places[0]
    rest = f"{turn.text[: mention.start]} {turn.text[mention.end :]}"
    place = _likeliest(turn, rest, _LIKELY_IF_DEFINITE)
    if place is None or place == named:
        return None
    written = _told(place)
    return place if folded[mention.start : mention.end] in written or _names_of(named, written) else None


def _names_of(place: Place, written: str) -> bool:
    return any(name in written for name in _names(place))


def _likeliest(turn: Turn, asked: str, least: float) -> Place | None:
    """The place that a text is about by far, when it shares rare words with what is written of it."""
    hits = turn.search.search(asked, turn.locale, 2)
    known = [hit for hit in hits if hit.place_id in turn.gazetteer.places]
    if not known or known[0].score < least or (len(known) > 1 and known[1].score > known[0].score - _AHEAD):
        return None
    place = turn.gazetteer.places[known[0].place_id]
    told = {other.id: _told(other) for other in turn.gazetteer.places.values()}
    own = [term for term in _terms(turn.unnamed) if term in told[place.id]]
    return place if any(sum(term in text for text in told.values()) <= _MOST_COMMON for term in own) else None


def _told(place: Place) -> str:
    """All that is written of a place, folded."""
    facts = (text for fact in place.facts for text in fact.text.values())
    return " ".join(map(_folded, (*place.name.values(), *place.aliases, *place.summary.values(), *facts)))


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
