"""What is wished of one stop or meal of a plan: the garden at three, an hour in the old street only, lunch later."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.understanding.edits import Edit, find_edits
from bot.understanding.folding import compiled, mask
from bot.understanding.found import Found
from bot.understanding.roles import Mention
from bot.understanding.times import Length, Part, find_clocks, find_times

MealName = Literal["lunch", "dinner"]
Kind = Literal["at", "until", "length", "longer", "shorter", "later", "earlier", "part", "before", "after"]

_LONGEST = 600
"""Minutes; longer is no visit but a day."""

# In the text that the rules read, each kind of thing is spelt with characters of its own, as long as what they stand for.
_STOPS, _CLOCKS, _LENGTHS, _PARTS, _SHIFTS = 0xE100, 0xE200, 0xE280, 0xE300, 0xE340
_MOST = 0x40
_X = r"(?:[\ue100-\ue13f]+)"
_T = r"(?:[\ue200-\ue23f]+)"
_L = r"(?:[\ue280-\ue2bf]+)"
_D = r"(?:[\ue300-\ue33f]+)"
_E = r"(?:[\ue340-\ue37f]+)"
_M = r"(?:[\ue3f0\ue3f1]+)"
_OF = rf"(?:{_X}|{_M})"
_MEALS: tuple[tuple[MealName, str, re.Pattern[str]], ...] = (
    ("lunch", "\ue3f0", compiled(r"午饭|午餐|中饭|中餐|晏昼饭|中午饭|(?:吃|食)(?:晏(?:昼)?|中午)|\blunch(?:time)?\b")),
    ("dinner", "\ue3f1", compiled(r"晚饭|晚餐|夜饭|晚膳|\bdinner(?:time)?\b|\bsupper\b")),
)

_FILL = r"(?:请|麻烦|唔该|帮我|帮手|给我|畀我|我(?:们|哋)?|你|想|要|会|就|都|也|可以|可唔可以|可不可以|能不能|能|不如|那边|那里|嗰度|(?:那|这|嗰|呢)?(?:一)?站|(?:的|嘅)?(?:到达|参观|游览)?时间|大概|大约|约|安排|\s)*"
_MOVED = r"(?:(?:改|挪|移|调|推迟|推后|推|延迟|延后|延|押后|提前|提早|往后|往前|向后|向前|放|排|安排|定|换|约|搬|摆|留|设|变)+)"
_TO = r"(?:到|至|在|去|成|为|喺|做|返)*"
_GO = r"(?:去|到|行|睇|看|逛|玩|参观|游览|吃|食|开饭|开始|再去|过去)"
_STAY = r"(?:待|留|玩|逛|看|睇|行|呆|坐|停留|停|参观|游览|耍)"
_ENOUGH = r"(?=\s*(?:就|都)?(?:够|好|行|得|可以|ok|吧|啦|算|$|[,，.。;；!！?？]|再|然后|就走|先))"
_ENDS = r"(?=\s*(?:$|[,，.。;；!！?？]|is (?:enough|plenty|fine|ok)\b|will do\b|吧|啦|喇|呀|啊|得唔得|可以吗|好吗|行吗|可唔可以|行不行|好不好|and\b|then\b|please|pls|instead|if\b|ok\b))"
_BIT = r"(?:一?[点啲些下]|一会儿?|一阵)"
_DO = r"(?:do|visit(?:ing)?|see(?:ing)?|go(?:ing)? to|have|having|hit|be at|be in|get to|reach|arrive at|eat|take|start|tour|put|schedule|move|shift|push|bring|get|make|keep|set)"
_ABOUT = r"(?:about |around |roughly |say |only |just |up to |at most |no more than |at least |a )*"
_WORDS = r"(?:(?:visit|stop|trip|part|bit|time|break|back|forward|up|out|over|instead|be|moved|pushed|scheduled|start|begin|is|should|can|could|not|until|happen|earlier|later|to)\s+)*"

_TOLD: tuple[tuple[Kind, str], ...] = (
    # How long it lasts, before when it is: what is told by both is a length.
    ("until", rf"{_X}{_FILL}(?:只|净系)?{_STAY}(?:到|至){_T}"),
    ("until", rf"{_T}(?:钟|左右|之?前|准时)*{_FILL}(?:先|就|再|才)?(?:离开|走出|行开){_X}{_ENDS}"),
    ("until", rf"\b(?:stay|remain|linger|hang out|spend time)(?:ing)? (?:at|in|on) (?:the )?{_X} (?:until|till?|to) {_ABOUT}{_T}"),
    ("until", rf"\bleave (?:the )?{_X} (?:at|by|around|before) {_ABOUT}{_T}"),
    ("longer", rf"{_X}{_FILL}(?:再|可以)?多(?:一?[点啲些])?{_STAY}(?:多|够)?{_L}?{_BIT}?"),
    ("longer", rf"{_X}{_FILL}(?:的|嘅)?(?:再|就|都)?(?:加长|加多|加|增加|延长|延|多)(?:多)?{_L}(?!{_STAY})"),
    ("longer", rf"{_X}{_FILL}(?:再)?{_STAY}(?:得|多)?(?:耐|久|长)(?:{_BIT}|{_L})"),
    ("longer", rf"{_X}{_FILL}(?:的|嘅)?(?:时间)?(?:延长|加长|拉长|长){_BIT}"),
    ("longer", rf"多(?:留|放|给|畀|俾|花|预|安排)?(?:{_BIT}|{_L})(?:的|嘅)?(?:时间)?(?:给|畀|俾|在|喺|留给|放在|放喺)+{_X}"),
    ("longer", rf"(?:在|喺){_X}{_FILL}多{_STAY}?{_L}"),
    ("longer", rf"(?:{_L} |\b)(?:longer|more time|extra time|extra)(?: (?:in|at|on|for|with|around))+ (?:the )?{_X}"),
    ("longer", rf"{_L} (?:more|extra)(?: (?:in|at|on|for|with|around))+ (?:the )?{_X}"),
    ("longer", rf"\b(?:extend|lengthen|prolong) (?:the )?(?:time |stay |stop |visit )?(?:at |in |to )?(?:the )?{_X}(?: by {_ABOUT}{_L})?"),
    ("longer", rf"{_X} (?:visit |stop |stay )?(?:for |by )?(?:{_L} |a bit |a little |much )?longer\b"),
    ("longer", rf"\b(?:give|allow|leave) (?:the )?{_X} (?:{_L} more|(?:a bit |a little |some )?(?:more|extra) time)"),
    ("longer", rf"\blonger (?:visit |stop |stay |time )?(?:at |in |to )?(?:the )?{_X}"),
    ("shorter", rf"{_X}{_FILL}(?:可以)?少(?:一?[点啲些])?{_STAY}{_L}?{_BIT}?"),
    ("shorter", rf"{_X}{_FILL}(?:的|嘅)?(?:时间)?(?:缩短|减少|减|短)(?:{_BIT}|{_L})"),
    ("shorter", rf"\bless time(?: (?:in|at|on|for|with|around))+ (?:the )?{_X}"),
    ("shorter", rf"{_L} less(?: (?:in|at|on|for|with))+ (?:the )?{_X}"),
    ("shorter", rf"\b(?:shorten|trim|cut(?: down)?) (?:the )?(?:time |stay |stop |visit )?(?:at |in |to )?(?:the )?{_X}(?: short| down)?(?: by {_ABOUT}{_L})?{_ENDS}"),
    ("shorter", rf"\bshorter (?:visit |stop |stay |time )?(?:at |in |to )?(?:the )?{_X}|{_X} (?:visit |stop |stay )?(?:{_L} |a bit |a little )?shorter\b"),
    ("length", rf"{_X}{_FILL}(?:只|净系|仅|最多|顶多|至少|控制在|压缩?到|缩短?到|缩短?为|改成|改为|改到|延长到|延长至|减到|加到)*{_FILL}{_STAY}?(?:够|满|得|个)?(?:大概|约)?{_L}{_ENOUGH}"),
    ("length", rf"(?:只|净系|最多|花|用)?{_L}(?:的|嘅)?(?:时间)?(?:看|逛|玩|睇|行|参观|(?:待|留|放|花)(?:在|喺)|给|畀|俾|在|喺){_X}"),
    ("length", rf"(?:在|喺){_X}{_FILL}(?:只|净系|最多)?{_STAY}{_L}"),
    ("length", rf"{_ABOUT}{_L} (?:only |max |is enough |will do |is plenty |tops )?(?:at|in|on|for|with|around|to (?:see|visit|do)) (?:the )?{_X}{_ENDS}"),
    ("length", rf"{_X} (?:visit |stop )?(?:is |be |should be |should take |takes? |down |gets? |needs? )?(?:for |to |only |just |about |around |at most |no more than )*{_L}(?! (?:earlier|later|more|before|after|away|walk|by|on foot|from))"),
    # When it is.
    ("at", rf"(?:把|将)?{_OF}{_FILL}{_MOVED}{_TO}{_FILL}{_T}"),
    ("at", rf"{_OF}{_FILL}(?:在|喺|于|到)?{_T}(?:钟|左右|正|前后)*(?:再|先|才|就|至|开始)*{_GO}*{_ENDS}"),
    ("at", rf"{_T}(?:钟|左右|正|前后)*{_FILL}(?:再|先|才|就|至)?{_GO}{_FILL}(?:吃|食)?{_OF}{_ENDS}"),
    ("at", rf"{_T}(?:钟|左右|正|前后)*{_FILL}(?:再|先|才|就|至)?(?:在|喺|到|去){_X}(?:看|睇|拍|影|玩|等|行|逛)"),
    ("at", rf"{_OF},? {_WORDS}(?:at|to|for|around|about|till?|until|from) {_ABOUT}{_T}"),
    ("at", rf"\b(?:at|around|about) {_ABOUT}{_T},? (?:we |i |could |can |let'?s |please |want |would |like |'?d |to )*{_DO} (?:the |our )?{_OF}"),
    ("earlier", rf"{_OF}{_FILL}{_E}"),
    ("earlier", rf"{_OF}{_FILL}(?:提前|提早|(?:往|向)前(?:挪|提|移|调|排)?|早)(?:{_BIT}|(?=去|到|吃|食|开饭|[,，.。!！]|$))(?!出发|开始|出门|起程|集合)"),
    ("later", rf"{_OF}{_FILL}(?:推迟|推后|延后|延迟|押后|(?:往|向)后(?:挪|推|延|移|调|排)?|晚|迟|夜)(?:{_BIT}|(?=去|到|吃|食|开饭|[,，.。!！]|$))(?!出发|开始|出门|起程|集合)"),
    ("earlier", rf"(?:早|提前|提早){_BIT}{_FILL}(?:先|再)?{_GO}?{_OF}{_ENDS}"),
    ("later", rf"(?:晚|迟|推迟|夜){_BIT}{_FILL}(?:先|再)?{_GO}?{_OF}{_ENDS}"),
    ("earlier", rf"{_OF} (?:visit |stop |be |is |a (?:bit|little) |much |slightly |somewhat )*(?:earlier|sooner|forward)\b(?: by {_ABOUT}{_L})?"),
    ("later", rf"{_OF} (?:visit |stop |be |is |a (?:bit|little) |much |slightly |somewhat )*(?:later|back)\b(?! (?:to|in|at)\b)(?: by {_ABOUT}{_L})?"),
    ("earlier", rf"\b(?:an? )?(?:earlier|early) {_OF}"),
    ("later", rf"\b(?:an? )?(?:later|late) {_OF}"),
    # In which part of the day, and before or after which meal.
    ("before", rf"{_X}{_FILL}{_MOVED}?{_TO}{_M}(?:之|以)?前{_GO}?|{_X} (?:is |be |to |goes |comes )?before (?:the )?{_M}"),
    ("after", rf"{_X}{_FILL}{_MOVED}?{_TO}{_M}(?:之|以)?后{_GO}?|{_X} (?:is |be |to |goes |comes |until )?after (?:the )?{_M}"),
    ("before", rf"{_M}(?:之|以)?前{_FILL}(?:再|先|才|就)?{_GO}{_X}|\bbefore {_M},? (?:we |i |could |can |let'?s |please |want |to )*{_DO} (?:the )?{_X}"),
    ("after", rf"(?:吃|食)?(?:完|过)?{_M}(?:之|以)?后{_FILL}(?:再|先|才|就)?{_GO}{_X}|\bafter {_M},? (?:we |i |could |can |let'?s |please |want |to )*{_DO} (?:the )?{_X}"),
    ("part", rf"{_X}{_FILL}{_MOVED}?{_TO}{_FILL}{_D}(?:再|先|才|就)*{_GO}?{_ENDS}"),
    ("part", rf"{_D}(?:再|先|才|就)?{_FILL}(?:去|看|睇|逛|行|玩|参观){_X}{_ENDS}"),
    ("part", rf"{_X} (?:visit |stop |be |is )*(?:to|in|for|until|on|into)? ?(?:the )?{_D}{_ENDS}"),
    ("part", rf"\bin the {_D},? (?:we |i |could |can |let'?s |please |want |to )*{_DO} (?:the )?{_X}{_ENDS}"),
)  # fmt: skip
_RULES = [(kind, compiled(rule)) for kind, rule in _TOLD]
_DAY = compiled(
    r"出发|起点|终点|集合|结束|收工|回(?:来|酒店|家)|返(?:嚟|酒店|屋企)|几点|几时|"
    r"\b(?:start(?:ing)? (?:at|from|the)|set off|finish|end up|(?:be|come|get|go) back|back (?:at|home)|open|closed?|opening)\b"
)
"""What speaks of the day's beginning and end, or of doors, in the words between."""


@dataclass(frozen=True)
class StopWish:
    kind: Kind
    place_id: str | None = None
    """The stop; None for a meal."""
    meal: MealName | None = None
    """The meal that is meant or, for before and after, beside which the stop shall be."""
    minute: int | None = None
    """For at and until: minute of the day."""
    minutes: int | None = None
    """Of a length or a shift; None when no figure was told."""
    part: tuple[int, int] | None = None
    """For part: its first and last minute of the day."""
    mention: Mention | None = None


def find_stop_wishes(text: str, mentions: Sequence[Mention]) -> list[StopWish]:
    """Wishes for single stops and meals in a folded text, each stop's and meal's first.

    Args:
        mentions: the places that can be meant.
    """
    sketch = _Sketch(text, mentions)
    found: list[StopWish] = []
    spent: list[tuple[int, int]] = []
    for kind, rule in _RULES:
        for match in rule.finditer(sketch.text):
            if any(match.start() < end and start < match.end() for start, end in spent) or _DAY.search(match[0]):
                continue
            wish = sketch.wish(kind, match)
            if wish is None or any((wish.place_id, wish.meal) == (one.place_id, one.meal) for one in found):
                continue
            found.append(wish)
            spent.append(match.span())
    return found


class _Sketch:
    """A folded text with stops, clock times, lengths, parts of the day, shifts and meals each as characters of their own."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.mentions = [one for one in mentions if one.kind_of == "place" and one.end > one.start][:_MOST]
        for one in self.mentions:
            text = mask(text, one.start, one.end)
        self.shifts = [
            one for one in find_edits(text) if isinstance(one.value, Edit) and one.value.minutes is not None
        ][:_MOST]
        for shift in self.shifts:
            text = mask(text, shift.start, shift.end)
        times = find_times(text)
        self.clocks = find_clocks(text)[:_MOST]
        self.lengths = [one for one in _of(Length, times) if one.value.minutes <= _LONGEST]
        self.parts = _of(Part, times)
        for _, character, words in _MEALS:
            for match in words.finditer(text):
                text = _filled(text, match.start(), match.end(), character)
        spelt: list[tuple[int, Sequence[Mention | Found]]] = [
            (_STOPS, self.mentions),
            (_SHIFTS, self.shifts),
            (_CLOCKS, self.clocks),
            (_LENGTHS, self.lengths),
            (_PARTS, self.parts),
        ]
        for first, found in spelt:
            for index, told in enumerate(found):
                text = _filled(text, told.start, told.end, chr(first + index))
        self.text = text

    def wish(self, kind: Kind, match: re.Match[str]) -> StopWish | None:
        """The wish that a rule's match tells; None when it names no stop or meal."""
        said = match[0]
        mention = _first(said, _STOPS, self.mentions)
        meal = next((name for name, character, _ in _MEALS if character in said), None)
        length, shift = _first(said, _LENGTHS, self.lengths), _first(said, _SHIFTS, self.shifts)
        clock, part = _first(said, _CLOCKS, self.clocks), _first(said, _PARTS, self.parts)
        minutes = length.value.minutes if length else None
        if shift is not None:
            kind, minutes = ("later" if shift.value.kind == "later" else "earlier"), shift.value.minutes
        if part is not None and part.value.end is None:
            return None
        return StopWish(
            kind,
            mention.value if mention else None,
            meal,
            clock.value % 1440 if clock else None,
            minutes,
            (part.value.begin, part.value.end) if part else None,
            mention,
        )


def _first(said: str, first: int, of: Sequence[Any]) -> Any:
    """What the first of the characters from ``first`` on stands for; None when there is none of them."""
    return next((of[ord(character) - first] for character in said if first <= ord(character) < first + _MOST), None)


def _of(kind: type, found: Sequence[Found]) -> list[Found]:
    return [one for one in found if isinstance(one.value, kind)][:_MOST]


def _filled(text: str, start: int, end: int, character: str) -> str:
    while start < end - 1 and text[start] in " ,":
        start += 1
    while end - 1 > start and text[end - 1] == " ":
        end -= 1
    return text[:start] + character * (end - start) + text[end:]
