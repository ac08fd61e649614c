"""Reads a visitor's message."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.understanding.appointments import find_appointments
from bot.understanding.attributes import asked, is_question
from bot.understanding.dates import Past
from bot.understanding.elsewhere import Signs, mentioned, signs
from bot.understanding.far_away import far_city_before
from bot.understanding.folding import MASK, compiled, fold
from bot.understanding.found import Found
from bot.understanding.heard import Heard
from bot.understanding.indirect_themes import indirect_themes
from bot.understanding.kinds import find_kinds, spoken_kinds
from bot.understanding.language import asked_for, detect
from bot.understanding.modes import find_modes
from bot.understanding.pipeline import MatchNames, Pipeline
from bot.understanding.references import find_references
from bot.understanding.released import find_released
from bot.understanding.role_model import role_model
from bot.understanding.roles import Mention, Role, roles, tells_theme
from bot.understanding.second_opinion import SecondOpinion, opinion
from bot.understanding.spelling import corrected
from bot.understanding.times import Days, Length, Part, TimeWish
from bot.understanding.understanding import Named, Understanding
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import Locale
from knowledge.search.names import NameMatch, Names

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST_CHARACTERS = 600
"""What a message says beyond is not read for wishes."""
_AND = re.compile(r"[\s,，、&+]*(?:和|与|跟|同|及|and|or|plus|逛|行|睇|看|食|吃|also|还有|以及|[\s,，、])*")
_STATION = re.compile(r"(?:站|station)$")
_BLANK = re.compile(r"\s+")
_STUTTER = re.compile(r"(.)\1{15,}")
_MOST_READ = 20_000
"""Messages after which the pipeline is made anew: its vocabulary keeps every word that was ever said."""
_OF_NO_THEME = compiled(
    r"\bearly birds?\b|\bnight owls?\b|自然醒|\bshore leave\b|\b(?:for|to) (?:my |the |our )?(?:family|kids|children) back home\b"
)
"""Words of those who rise early or sit up late, who are on leave, or stayed at home."""
_NOT_FOOD = compiled(r"吃(?:不消|力|亏|惊|苦|紧|闭门羹)|食(?:言|力)|\beat with\b")
"""Words of eating that speak of no food."""
_OF_CHILDREN = compiled(
    r"\b(?:kids?|children|little ones?|boys?|girls?)(?: are| is| were| was| will| won'?t| don'?t| doesn'?t| can'?t| aren'?t| isn'?t| never|'ll|'re)*(?: even| be| be| get| go| still)* (?:surfac\w+|wak\w+|awake|up\b|(?:\w+ed|sick|fed up|tired) out\b|fed up|sick of|tired|knackered|asleep|sleep\w*|nap\w*|in bed|to bed|out of bed|stir\w*|ris\w+|dressed|at school|back from school|out of school|bored|staying (?:with|at|home|behind))"
    r"|(?:小孩子?|孩子|小朋友|细路仔?|娃|宝宝)(?:们|哋)?[^,，.。;]{0,5}?(?:起不|起唔|未起|没起|起床|睡|瞓|未醒|没醒|上学|返学|放学|无聊|嗌?闷|喊闷)"
)
"""Words of children who are waited for or bored: no wish for what children like."""
_LONGED_FOR = compiled(
    r"(?:往|奔|像[看要去逛]|\b(?:daft|mad|crazy|nuts|bonkers|potty) (?:about|on|for)|\bobsessed with|\b(?:loves?|adores?))\s*(?:the |all |any )?$"
)
"""Leads to what is wished for, whatever the words around."""
_NOT_TO_MISS = compiled(r"\s*(?:都|也)?(?:不要|别|不能|唔好|唔可以|千万别)(?:错过|漏|少)")
PLAIN, STRONG, WEAK = 3.0, 5.0, 1.0
"""Weights of themes by how they were spoken of."""
_FULL_NAME = 0.95
"""A lower score means that only a part of a name was said."""

_STRONG = re.compile(
    r"(?:主要|最想|最爱|最钟意|最中意|特别|尤其|重点|一心|超想|好想|非常|很想|多看|多睇|多[去行]|集中|主打|mainly|mostly|especially|particularly|really|love|above all|focus(?:ed)? on|all about|lots of|big on|a lot of)[^,.;，。]{0,8}$"
)
_WEAK = re.compile(
    r"(?:顺便|顺路|也想|可以的话|有时间|一点|少少|a bit of|some|a little|maybe|perhaps|if possible|also)[^,.;，。]{0,6}$"
)
_UNWANTED = re.compile(
    r"(?:(?<![要想能])不想?要?|唔想|唔要|唔好|唔|别|没兴趣|冇兴趣|讨厌|避开|跳过|除了|not interested in|no\b|not\b|without|skip|avoid|don'?t (?:like|want|care|do|fancy|need)(?: for| about)?|(?:never|nobody|none|not|won'?t|n't)\b[^.;!?]{0,30}\bset foot in(?:side)?(?: a| an)?|(?:唔好|不要|别|咪|甭|莫)(?:再)?(?:同|跟|和|向|对)我[们哋]?(?:讲|说|提)|(?:唔好|不要|别|咪)再?(?:叫|喊)我[们哋]?(?:去)?|\bhate|can'?t (?:stand|bear|abide|face|be doing with)|detest|loathe|\b(?:sick|tired|bored|fed up|had enough) (?:of|with|by)|not (?:big|keen|mad|fussed|sold) (?:on|about)|not into|(?:no|not a) (?:big )?fan of|allergic to|受不了|受唔住|顶唔顺|最?[怕烦憎]|烦死|厌烦|厌倦|腻了?|懒得|戒了?)\s*(?:(?:带|让|叫|拉|领)我[们哋]?|去|看|睇|逛|行|安排|any|the|to|see|visit|go|more|\s){0,4}$"
)

_REFUSED_AFTER = re.compile(
    r"\s*(?:(?:的|嘅)(?:部分|环节|行程|项目|东西|嘢))?(?:就|都|也|嘛|通通|我们?|我哋|一律|一概|全部|统统)*(?:不(?:吃|要|想|去|看|逛|用|感兴趣|爱|喜欢|碰|考虑)|唔(?:食|要|想|去|睇|使|啱|钟意|中意|考虑)|免|算|戒|删掉?|删除|去掉|拿掉|划掉|没兴趣|冇兴趣|没感觉|跳过|省)(?:吃|食|去|看|睇|逛)?(?:了|喇|啦|吧)?(?=$|[\s,，.。;!！?？])"
    r"|(?:景点|纪念|遗址|旧址|教育|建筑|公司)?(?:那|这|嗰|呢)(?:种|类|些|几栋|啲|个|样)(?:的|嘅)?(?:地方|东西|嘢)?(?:就|都|也|先|暂时|一律|一概)*(?:不(?:要|看|去|想)|唔(?:要|睇|去|使)|免|别|甭|算了|pass)"
    r"|(?:景点|那种|之类)?(?:就|都|也)*(?:别|甭|咪|莫|唔好|不要|不用|唔使)(?:再|给我|帮我|畀我)*(?:带|拉|领|叫|安排|塞|排|放|加|去|逛|搞)|(?:那?边|嗰边)?(?:又|就|都|也)+(?:惊|怕|嫌)"
    r"|\s*(?:is|are)(?: just| really)? ?(?:not|n't|out)(?: (?:my|our|his|her) (?:thing|cup of tea|bag)| for (?:me|us|him|her|them)| needed)?(?=\s*(?:$|[,.;!?]))|\s*(?:bores?|leaves?) (?:me|us)\b"
)


class Reader:
    """Understands messages over the names of whatever gazetteer is current; safe to share between threads."""

    def __init__(self, match_names: MatchNames | None = None) -> None:
        """``match_names`` finds names in a text; without it the reader keeps names of its own."""
        self._match_names = match_names
        self._lock = threading.Lock()
        self._current: tuple[str, Pipeline, dict[str, str], Signs] | None = None
        self._read = 0

    def read(
        self,
        text: str,
        gazetteer: Gazetteer,
        now: datetime,
        session: Locale | None = None,
        wishes: Mapping[str, float] = MappingProxyType({}),
    ) -> Understanding:
        """What the message means at that instant.

        Args:
            session: the language of the conversation so far.
            wishes: what the assistant heard, by probability.
        """
        heard = Heard(wishes)
        # Long runs of blanks or of one character say nothing, and would keep the grammars busy.
        text = _STUTTER.sub(lambda run: run[1] * 15, _BLANK.sub(" ", text))[:MOST_CHARACTERS]
        pipeline, kinds, of_others = self._pipeline(gazetteer)
        text = _spelt(text, pipeline.name_words)
        doc = pipeline.read(text, now.astimezone(gazetteer.district.zone).date())
        folded: str = doc.user_data["folded"]
        found: dict[str, list[Found]] = doc.user_data["found"]
        mentions = _mentions(doc, folded, kinds)
        told = roles(folded, mentions)
        kept = find_appointments(
            folded,
            [one for one, role in zip(mentions, told, strict=True) if role not in ("avoid", "start", "end")],
            found["times"],
        )
        themes = [(span.start_char, span.end_char) for span in doc.spans["themes"]]
        second = opinion(role_model(), folded, mentions, found, themes)
        spent = {(one.start, one.end) for one in kept}
        found["times"] = second.times([one for one in found["times"] if (one.start, one.end) not in spent])
        found["meals"] = heard.meals(second.meals(found["meals"]))
        wheels = any(one.value.wheelchair or one.value.stroller for one in found["party"])
        found["walking"] = heard.walking(second.walking(found["walking"], folded, wheels=wheels), wheels=wheels)
        found["modes"] = find_modes(doc.user_data["left_to_modes"], second.denial)
        names = [(one.start, one.end) for one in mentions if one.kind_of in ("place", "lookalike")]
        asks, attribute = is_question(folded), asked(_unnamed(folded, names))
        named = _named(doc, folded, mentions, told, second, asks=asks and attribute is not None)
        times = [one.value for one in found["times"]]
        over = next((one for one in found["dates"] if isinstance(one.value, Past)), None)
        return Understanding(
            text=text,
            folded=folded,
            locale=asked_for(folded) or detect(text, names, session),
            named=named,
            attribute=attribute,
            question=asks,
            dates=tuple(dict.fromkeys(one.value for one in found["dates"] if isinstance(one.value, date))),
            past=over.value if over else None,
            past_words=text[over.start : over.end] if over else "",
            times=tuple(time for time in times if isinstance(time, TimeWish)),
            parts=tuple((part.name, part.begin, part.end) for part in times if isinstance(part, Part)),
            length=next((length.minutes for length in times if isinstance(length, Length)), None),
            days=max((days.count for days in times if isinstance(days, Days)), default=None),
            party=_first(found["party"]),
            budget=_first(found["money"]),
            modes=_first(found["modes"]),
            walking=tuple(one.value for one in found["walking"]),
            pace=_first(found["pace"]) or second.likelier("relaxed", "packed") or heard.pace(),
            meals={one.value.meal: one.value.wanted for one in found["meals"]},
            weather=_first(found["weather"]) or (None if asks else second.likelier("rain", "hot") or heard.weather()),
            themes=_heard_too(
                _themes(doc, found, named, folded, second), heard, _unheard(doc, [*names, *_wished_kinds(named)])
            ),
            theme_words=tuple(
                (span.start_char, span.end_char, span.label_.removeprefix("theme:")) for span in doc.spans["themes"]
            ),
            elsewhere=mentioned(folded, _unnamed(folded, names), gazetteer.district, of_others),
            lists=tuple(dict.fromkeys(span.label_.removeprefix("list:") for span in doc.spans["lists"])),
            max_places=_first(found["max_places"]),
            alternatives=_first(found["alternatives"]),
            outside=bool(found["outside"]) or second.says("outside"),
            cravings=tuple(dict.fromkeys(one.value for one in (*found["served"], *found["cravings"]))),
            appointments=tuple(one.value for one in kept if one.value is not None),
            edits=tuple(one.value for one in found["edits"]),
            released=find_released(folded),
        )

    def _pipeline(self, gazetteer: Gazetteer) -> tuple[Pipeline, dict[str, str], Signs]:
        with self._lock:
            self._read += 1
            if self._current is None or self._current[0] != gazetteer.revision or self._read > _MOST_READ:
                self._read = 0
                match_names = self._match_names or Names(gazetteer).match
                kinds = dict(spoken_kinds(gazetteer.district))
                pipeline = Pipeline(gazetteer, match_names)
                self._current = gazetteer.revision, pipeline, kinds, signs(gazetteer.district)
            return self._current[1:]


def _spelt(text: str, named: frozenset[str]) -> str:
    """The text with slips of the fingers mended."""
    for start, end, word in reversed(corrected(fold(text), named)):
        text = text[:start] + word + text[end:]
    return text


def _first(found: Sequence[Found]):  # type: ignore[no-untyped-def]
    return found[0].value if found else None


def _mentions(doc: "Doc", folded: str, kinds: dict[str, str]) -> list[Mention]:
    of_kinds = list(_kinds(doc))
    # 老街 is a street, 老街巷 are any.
    places = [one for one in _places(doc) if not (_only_begins(one, of_kinds) and folded[one.start : one.end] in kinds)]
    places = [one for one in places if not (_STATION.search(folded[: one.end]) and far_city_before(folded, one.start))]
    briefly = [Mention(start, end, "kind", kind) for start, end, kind in find_kinds(folded) if kind in kinds.values()]
    mentions = _free([*places, *find_references(folded, kinds), *of_kinds, *briefly])
    return sorted(mentions, key=lambda mention: mention.start)


def _only_begins(one: Mention, longer: Sequence[Mention]) -> bool:
    """Whether a longer word begins where the mention does."""
    return any(one.start == other.start and one.end < other.end for other in longer)


def _named(
    doc: "Doc", folded: str, mentions: Sequence[Mention], told: Sequence[Role], second: SecondOpinion, *, asks: bool
) -> tuple[Named, ...]:
    themed = {(span.start_char, span.end_char) for span in doc.spans["themes"]}
    # "Bay" in the name of a bay is no word for the sea.
    names = {(mention.start, mention.end) for mention in mentions if mention.kind_of == "place"}
    themed = {span for span in themed if not any(_within(span, other) for other in themed | names)}
    named: list[Named] = []
    for mention, by_phrase in zip(mentions, told, strict=True):
        if _tells_theme(folded, mention, by_phrase, themed):
            named.append(Named(mention, "theme"))
        else:
            named += [Named(mention, role) for role in second.place(mention, by_phrase, asks=asks)]
    return tuple(named)


def _tells_theme(folded: str, mention: Mention, role: Role, themed: Collection[tuple[int, int]]) -> bool:
    """Whether a place's name that is a theme's word as well is said for the theme: "old town and street food"."""
    start, end = mention.start, mention.end
    if mention.kind_of != "place" or role not in ("about", "want") or (start, end) not in themed:
        return False
    return any(_beside(folded, (start, end), other) for other in themed) or tells_theme(folded, start, end)


def _within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one != other and other[0] <= one[0] and one[1] <= other[1]


def _beside(folded: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether another theme's words stand next to these, as in "old town and food"."""
    if one[0] < other[1] and other[0] < one[1]:
        return False
    return bool(_AND.fullmatch(folded[min(one[1], other[1]) : max(one[0], other[0])]))


def _places(doc: "Doc") -> Iterator[Mention]:
    """One mention a span; a name with several owners stands for the likeliest, the others being kept."""
    by_span: dict[tuple[int, int], list[NameMatch]] = {}
    for match in doc.user_data["names"]:
        by_span.setdefault((match.start, match.end), []).append(match)
    for (start, end), matches in by_span.items():
        best = matches[0]
        others = tuple(match.place_id for match in matches[1:] if match.place_id and match.score == best.score)
        if best.place_id:
            yield Mention(start, end, "place", best.place_id, others, best.score)
        elif best.lookalike_id:
            yield Mention(start, end, "lookalike", best.lookalike_id)


def _kinds(doc: "Doc") -> Iterator[Mention]:
    for span in doc.spans["kinds"]:
        # A car park is no park.
        if not doc.user_data["folded"][: span.start_char].endswith("car "):
            yield Mention(span.start_char, span.end_char, "kind", span.label_.removeprefix("kind:"))


def _free(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions that lie in no earlier one."""
    taken: list[Mention] = []
    for mention in mentions:
        if not any(mention.start < other.end and other.start < mention.end for other in taken):
            taken.append(mention)
            yield mention


def _themes(
    doc: "Doc", found: dict[str, list[Found]], named: Sequence[Named], folded: str, second: SecondOpinion
) -> dict[str, float]:
    """Themes spoken of, by weight; words that belong to a name, a time, a party or a refused kind count for nothing."""
    spoken = [(span.start_char, span.end_char) for span in doc.spans["themes"]]
    settled = [
        (one.mention.start, one.mention.end)
        for one in named
        if one.mention.kind_of in ("place", "lookalike") and one.role != "theme" and not _is_part_of_a_name(one, spoken)
    ]
    settled += [
        (one.mention.start, one.mention.end)
        for one in named
        if one.mention.kind_of in ("kind", "that_kind") and one.role in ("avoid", "only")
    ]
    settled += [*_spans(found["party"]), *_spans(found["edits"])]
    # "Out only when it is night" tells more than the hour.
    settled += [one for one in _spans(found["times"]) if not any(_within(one, other) for other in spoken)]
    settled += _spans(found["meals"])
    settled += [match.span() for words in (_NOT_FOOD, _OF_CHILDREN, _OF_NO_THEME) for match in words.finditer(folded)]
    told = {(start, end) for start, end, _ in indirect_themes(folded)}
    weights: dict[str, float] = {}
    for span in doc.spans["themes"]:
        if any(_within((span.start_char, span.end_char), other) for other in spoken):
            continue
        if any(span.start_char < end and start < span.end_char for start, end in settled):
            continue
        if found["meals"] and len(span.text) == 1:
            continue
        longed_for = (span.start_char, span.end_char) in told or _LONGED_FOR.search(folded[: span.start_char])
        if second.only_speaks_of_theme(span.start_char) and not longed_for:
            continue
        theme = span.label_.removeprefix("theme:")
        refused = _REFUSED_AFTER.match(folded, span.end_char) or (
            second.refuses_theme(span.start_char, span.end_char) and not _NOT_TO_MISS.match(folded, span.end_char)
        )
        weight = 0 if refused else _weight(folded[: span.start_char])
        if weight == 0:
            weights.setdefault(theme, 0.0)
        else:
            weights[theme] = max(weight, weights.get(theme, 0.0))
    return weights


def _heard_too(read: dict[str, float], heard: Heard, unheard: Collection[str]) -> dict[str, float]:
    """The themes read, less what the message is surely not about, and those that only its meaning tells of."""
    kept = {
        theme: weight
        for theme, weight in read.items()
        if not weight or theme in unheard or not heard.is_not_about(theme)
    }
    return {**{theme: PLAIN for theme in heard.themes() if theme not in read}, **kept}


def _unheard(doc: "Doc", names: Sequence[tuple[int, int]]) -> set[str]:
    """The themes told by words that name a place, too, or a kind that is wished for: of those what is heard knows less."""
    return {
        span.label_.removeprefix("theme:")
        for span in doc.spans["themes"]
        if any(span.start_char < end and start < span.end_char for start, end in names)
    }


def _wished_kinds(named: Sequence[Named]) -> list[tuple[int, int]]:
    """Where kinds of places are named that are plainly wished for."""
    wished = ("must", "want", "add", "replacing")
    return [
        (one.mention.start, one.mention.end) for one in named if one.mention.kind_of == "kind" and one.role in wished
    ]


def _spans(found: Sequence[Found]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found]


def _is_part_of_a_name(one: Named, themed: Collection[tuple[int, int]]) -> bool:
    """Whether a place was understood by a theme's words that are no full name of it: "the old town" is wished for as both."""
    mention = one.mention
    if one.role not in ("about", "want", "must", "add") or mention.score >= _FULL_NAME:
        return False
    return (mention.start, mention.end) in themed


def _weight(before: str) -> float:
    if _UNWANTED.search(before):
        return 0.0
    if _STRONG.search(before):
        return STRONG
    return WEAK if _WEAK.search(before) else PLAIN


def _unnamed(folded: str, names: Sequence[tuple[int, int]]) -> str:
    characters = list(folded)
    for start, end in names:
        characters[start:end] = MASK * (end - start)
    return "".join(characters)
