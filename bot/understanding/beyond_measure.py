"""Figures that no day can hold: fifty thousand people, a thousand sights, nought hours."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from typing import Literal

from bot.understanding.folding import compiled
from bot.understanding.numbers import value

MOST_PEOPLE = 60
MOST_PLACES = 30

Measure = Literal["party", "places", "hours", "clock"]

_FIGURE = r"(?:\d(?:[\d,，]*\d)?[十百千万亿]*|[一二两三四五六七八九零]?[十百千万亿][一二两三四五六七八九十百千万亿零]{0,12}|(?:[a-z]+[ -])?(?:hundred|thousand|million|billion)s?(?: of)?|\b(?:zero|no|nought)\b)"
_PEOPLE = compiled(
    rf"(?P<figure>{_FIGURE})\s*(?:多|几|个|名|位|口)?(?:大人|小孩|学生|同学|同事|员工|游客|朋友|人(?!民|均|份|行|气|次|家|数))|(?P<figure2>{_FIGURE})\s*(?:people|persons?|adults|kids|children|students|guests|tourists|visitors|friends|pax)\b"
)
_PLACES = compiled(
    rf"(?P<figure>{_FIGURE})\s*(?:多|几)?(?:个|处|座)(?:景点|地方|景区|公园|博物馆|站)|(?P<figure2>{_FIGURE})\s*(?:different |other )?(?:places|sights|stops|attractions|parks|museums)\b"
)
_NO_TIME = compiled(
    r"(?<![\d.:点至到-])(?:0|零)\s*(?:个)?(?:小时|钟头|分钟|钟)|\b(?:zero|nought|0) (?:hours?|minutes?)\b"
)
_NO_CLOCK = compiled(
    r"(?<![\d.:])(?:2[5-9]|[3-9]\d)(?:点(?![多几儿心赞击评])(?:钟|半|出发|开始|前|后|到|至|[\s,.;!?]|$)|:[0-5]\d(?!\d)|时(?:出发|开始|前|后|整))|(?:早上|上午|中午|下午|晚上|凌晨|朝早|夜晚)(?:2[5-9]|[3-9]\d)点"
    r"|(?<![\d.:h])(?:(?:2[5-9]|[3-9]\d) ?(?:o'?clock|[ap]m)|(?:1[3-9]|2[0-4]) ?am)\b"
)
"""An hour that no day has."""
_ZEROS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_WORDS = ("hundred", "thousand", "million", "billion")


def beyond_measure(folded: str) -> Measure | None:
    """What a folded text wants of a day that none can hold; None for what can be tried."""
    if any(_count(match["figure"] or match["figure2"]) > MOST_PEOPLE for match in _PEOPLE.finditer(folded)):
        return "party"
    if any(_count(match["figure"] or match["figure2"]) > MOST_PLACES for match in _PLACES.finditer(folded)):
        return "places"
    if _NO_CLOCK.search(folded):
        return "clock"
    return "hours" if _NO_TIME.search(folded) else None


def _count(figure: str) -> float:
    """About how many; 0 for what is no number."""
    if any(word in figure for word in _WORDS):
        return 100.0
    digits = figure.replace(",", "").replace("，", "")
    number = digits.rstrip("十百千万亿")
    if number.isdigit():
        zeros = sum(_ZEROS[unit] for unit in digits[len(number) :])
        return float(number) * float(10**zeros)
    if "亿" in digits:
        return 1e8
    try:
        return value(digits)
    except ValueError:
        return 0.0
