"""Places told by what is written of them, and the facts that speak of what a question is about."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from bot.actions.turn import Turn
from bot.actions.written import Telling, terms
from bot.understanding.folding import compiled, fold, mask
from bot.understanding.roles import Mention
from knowledge.places.place import Fact, Place

_MOST_COMMON = 3
"""Facts of all places that may have a word before it tells nothing."""
_LIKELY, _LIKELY_IF_DEFINITE, _AHEAD = 0.76, 0.64, 0.12
"""How likely a place must be to be what a question describes, and how far ahead of the next; by the development half
of the evaluation."""
_TELLS, _TELLS_IF_DEFINITE, _TELLS_BY_ANOTHER = 2.4, 1.7, 1.2
"""How many words that no other place has tell a place by themselves. By the development half, too."""
_TIMES_AHEAD = 1.4
"""How much more of it must be written of the place than of the next."""
_NAMES_IT = 0.6
"""What it counts that the place by which another is told is named in what is written of that one."""
_CLASSIFIER = "(?:一)?(?:个|条|间|座|栋|只|口|家|处|幢|块|片|艘|所|档)"
_DEFINITE = compiled(
    rf"(?:那|嗰|个){_CLASSIFIER}|(?:的|嘅)(?:龙|店|馆|楼|园|桥|井|街|巷|酒店|地方)|有{_CLASSIFIER}[^,.?]{{2,}}的|哪(?:一)?(?:位|个|户)[^,.?]{{1,8}}的(?:家|宅|屋|房)"
    r"|\b(?:the|that) (?:[\w'-]+ ){1,5}?(?:where|that|which|with|shaped|made|built|from|in|of|on|by|at|under|below"
    r"|beside|behind|opposite|selling|who|whose)\b|\bthere(?:'s| is) (?:this|an?|some) "
)
"""Speaks of one place by what it is."""
_RELATIVE = compiled(r"(?<!过)(?<!说)(?<!讲)(?<!提)(?<!荐)(?:的|嘅)(?:那|嗰|个)" + _CLASSIFIER)
"""Tells which one is meant, so that nothing said before is."""
_BY = compiled(
    r"\b(?:under|below|beneath|beside|behind|by|opposite|at|on|in|inside|next to|across(?: [\w ]{1,12})? from|in front of|round the corner from)(?: the)? *$"
)
_SIDE = r"(?:下面?|底下?|旁边?|侧边|隔离|对面|背后|后面|里面?|里头|入面|上面?|边上?|门口|隔壁)"
_BY_IT = compiled(rf"{_SIDE}?(?:的|嘅)?(?:那|嗰|有(?:一)?{_CLASSIFIER})|{_SIDE}")
"""Say that a place is named for where another is."""
_OF_ITS = compiled(r"[\u4e00-\u9fff]{1,4}(?:的|嘅)[\u4e00-\u9fff]{2}")
"""Stands after the place that another belongs to: the ancestral hall of the family Li of a village."""
_ROAD = compiled(r"(?:东|西|南|北|中|[一二三四])?(?:路|大道|街|巷)|(?: \w+)? (?:road|street|avenue|lane)\b")
_CALLED_SO = compiled(r"(?:叫(?:做|作)?|称(?:为|作)?|俗称|名为?|\b(?:called|named|known as)(?: the)?)\s*$")
"""Stands before a name that is no other place's than of the one that is told."""
_SHOWS = compiled(
    r"\b(?:a|an|the|that|this|some) (?:[\w'-]+ )?(?:museum|hall|house|building|park|gallery|shop|place) (?:with|that|which|where|showing)\b[^.;!?]*$"
)
"""Stands before what a place has in it, such as the model of another."""
_KEPT, _KEEPS = compiled(r"(?:归|由|属于?)\s*$"), compiled(r"\s*(?:代|来|嚟)?管")
"""Stand around who looks after a place."""
_HEAD = compiled(
    r"(?:那|嗰|有(?:一)?)"
    + _CLASSIFIER
    + r"(?:[^,.?!\s]*(?:的|嘅))?[\u4e00-\u9fff]{0,3}?([\u4e00-\u9fff])(?=$|[\s,.?!])"
)
"""Tells what it is in its last character: a well, a hall."""
_IS_SUCH = 1.2
"""What it counts that a place's name ends in what it is told to be."""
_WITHIN = compiled(r"^[^,.;!?]*?(?:里面?|里头|入面)(?=(?:的|嘅)?(?:那|嗰|有))")
"""Tells where the place is before it tells what it is."""
_SAID_BEFORE = {"that", "that_kind", "ordinal", "rest"}


_PAPERS = compiled(
    r"身份证|证件|护照|带证|预约|\bids?\b|\bpassports?\b|\bpapers\b|\bbook(?:ing|ed)?\b|\breserv\w+|\bidentification\b"
)
"""What one must bring or have booked to be let in, in the words of the question and of the facts."""


def speaking_of(turn: Turn, place: Place) -> list[Fact]:
    """The facts that share rare words with the question, those that share most first; before them of papers to bring."""
    of_papers = _of_papers(turn, place)
    return [*of_papers, *(fact for fact in _sharing(turn, place) if fact not in of_papers)]


def _of_papers(turn: Turn, place: Place) -> list[Fact]:
    if not _PAPERS.search(turn.unnamed):
        return []
    return [fact for fact in place.facts if any(_PAPERS.search(fold(text)) for text in fact.text.values())]


def _sharing(turn: Turn, place: Place) -> list[Fact]:
    asked = {term for term in terms(turn.unnamed) if not any(term in name for name in _names(place))}
    rare = {term for term in asked if 0 < turn.written.times_told(term) <= _MOST_COMMON}
    shared = [(len(rare & words), fact) for words, fact in turn.written.facts(place)]
    return [fact for count, fact in sorted(shared, key=lambda pair: -pair[0]) if count]


def tells_of_one(turn: Turn) -> bool:
    """Whether the message speaks of one place by what it is, and of none that was spoken of before."""
    folded = turn.understood.folded
    anew = turn.memory.subject is None and not turn.memory.focus
    return bool(_RELATIVE.search(folded) or (anew and _DEFINITE.search(folded)))


def described(turn: Turn, unheard: str = "") -> Place | None:
    """The place that a question tells of without its name: rare words of it are said, or it is by far the likeliest.

    Args:
        unheard: what in the message sounds like a name that nobody here has; it tells nothing.
    """
    definite = tells_of_one(turn)
    if not definite and any(one.mention.kind_of in _SAID_BEFORE for one in turn.understood.named):
        return None
    folded = turn.unnamed.replace(fold(unheard), " ") if unheard else turn.unnamed
    within = _WITHIN.match(folded)
    # What tells where it is counts only when the rest does not say which one.
    for text in (folded[within.end() :], folded) if within else (folded,):
        if place := _ahead(turn, turn.written.tellings(text), _TELLS_IF_DEFINITE if definite else _TELLS, text):
            return place
    return None if unheard else _likeliest(turn, turn.text, _LIKELY_IF_DEFINITE if definite else _LIKELY)


def beside(turn: Turn) -> Place | None:
    """The place that is told by where it lies, of which the passages say so: the garden under the bridge."""
    mentions = [one.mention for one in turn.understood.named if one.mention.kind_of == "place" and one.role != "theme"]
    if len(turn.places) != 1 or mentions[0].start == mentions[0].end:
        return None
    named, mention = turn.places[0], mentions[0]
    folded = turn.understood.folded
    before, after = folded[: mention.start], folded[mention.end :]
    of_road = bool(_ROAD.match(after)) and named.kind != "historic_street"
    if _CALLED_SO.search(before):
        return None
    by = bool(_BY.search(before) or _BY_IT.match(after) or (_KEPT.search(before) and _KEEPS.match(after)))
    by = by or bool(_SHOWS.search(before))
    if not (of_road or _OF_ITS.match(after) or (by and tells_of_one(turn))):
        return None
    rest = f"{turn.text[: mention.start]} {turn.text[mention.end :]}"
    told = [
        Telling(
            one.place_id,
            one.weight
            + _NAMES_IT * _names_it(turn, one.place_id, named, mention)
            + _IS_SUCH * _is_such(turn, one.place_id),
        )
        for one in turn.written.tellings(folded if of_road else mask(folded, mention.start, mention.end))
        if of_road or one.place_id != named.id
    ]
    told.sort(key=lambda one: (-one.weight, one.place_id))
    place = _ahead(turn, told, _TELLS_BY_ANOTHER, rest)
    if place and place != named and (by or _names_it(turn, place.id, named, mention)):
        return place
    if not (by and tells_of_one(turn)):
        return None
    place = _likeliest(turn, rest, _LIKELY_IF_DEFINITE)
    return place if place and place != named and _names_it(turn, place.id, named, mention) else None


def _names_it(turn: Turn, place_id: str, named: Place, mention: Mention) -> bool:
    """Whether what is written of a place speaks of the one named."""
    written = turn.written.text(place_id)
    said = turn.understood.folded[mention.start : mention.end]
    return said in written or any(name in written for name in _names(named))


def _is_such(turn: Turn, place_id: str) -> bool:
    """Whether a place's Chinese name ends in what the message says that it is."""
    head = _HEAD.search(turn.understood.folded)
    return head is not None and fold(turn.gazetteer.places[place_id].name["zh-Hans"]).endswith(head[1])


def _ahead(turn: Turn, tellings: list[Telling], least: float, text: str) -> Place | None:
    """The first of the places that a text tells of, if it tells enough and far more of it than of the next.

    Of those that it tells of alike, the one that the search puts first.
    """
    if not tellings or tellings[0].weight < least:
        return None
    alike = [one.place_id for one in tellings if one.weight > tellings[0].weight / _TIMES_AHEAD]
    if len(alike) > 1:
        hits = turn.search.search(text, turn.locale, 1)
        alike = [hit.place_id for hit in hits if hit.place_id in alike and hit.score >= _LIKELY_IF_DEFINITE]
    return turn.gazetteer.places[alike[0]] if alike else None


def _likeliest(turn: Turn, asked: str, least: float) -> Place | None:
    """The place that a text is about by far, when it shares rare words with what is written of it."""
    hits = turn.search.search(asked, turn.locale, 2)
    known = [hit for hit in hits if hit.place_id in turn.gazetteer.places]
    if not known or known[0].score < least or (len(known) > 1 and known[1].score > known[0].score - _AHEAD):
        return None
    place = turn.gazetteer.places[known[0].place_id]
    return place if turn.written.has_rare(turn.unnamed, place.id, _MOST_COMMON) else None


def _names(place: Place) -> list[str]:
    return [fold(name) for name in (*place.name.values(), *place.aliases)]
