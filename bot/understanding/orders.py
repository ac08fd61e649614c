"""What shall come before what: "the beach before the museum", 先去老街, "move the park to the afternoon"."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.understanding.folding import compiled
from bot.understanding.roles import Mention, template

_P = r"([\ue100-\ue1ff])"
_MORNING, _AFTERNOON, _EVENING = 9 * 60 + 30, 14 * 60, 18 * 60 + 30
_BEFORE = [
    compiled(rf"{_P}\s*(?:before|ahead of|prior to|then|and then|,? ?and after that)\s*{_P}"),
    compiled(rf"先(?:去|看|逛|行|睇|到)?\s*{_P}\s*[,，]?\s*(?:再|后|然后|之后|跟住|才)(?:去|看|逛|行|睇|到)?\s*{_P}"),
    compiled(rf"{_P}\s*(?:放|排|摆|安排|挪)?(?:在|到|喺)\s*{_P}\s*(?:之?前)"),
]
_AFTER = [
    compiled(rf"{_P}\s*after\s*{_P}"),
    compiled(rf"{_P}\s*(?:放|排|摆|安排|挪)?(?:在|到|喺)\s*{_P}\s*(?:之?后)"),
]
_SWAPPED = [
    compiled(rf"(?:flip|swap|switch)\s*{_P}\s*(?:and|with)\s*{_P}"),
    compiled(rf"{_P}\s*(?:和|跟|同|与)\s*{_P}\s*(?:对调|调转|换个?(?:顺序|位)|调个?(?:顺序|位)|互换|调换)"),
]
_FIRST = compiled(
    rf"(?:先(?:去|看|逛|行|睇)|第一站?(?:去|先去|是|系)?)\s*{_P}|{_P}\s*(?:first\b|(?:放|排|摆)(?:在|到|喺)?(?:第一|最前|最先|最早|前面|开头))"
)
_LAST = compiled(
    rf"(?:最后(?:再|才|先)?去|最尾(?:先|再)?去)\s*{_P}|{_P}\s*(?:last\b|for last|at the end|(?:放|排|摆|留)(?:在|到|喺)?(?:最后|最尾|尾|压轴))|save\s*{_P}"
)
_PART = compiled(
    rf"{_P}\s*(?:我想|我哋想|想|改|能不能|可唔可以|可以|could we do|do|go|be)?\s*(?:放|挪|移|改|排|摆|安排|调|推)?(?:到|在|去|喺|成|(?:to|in|until|for) the)?\s*(早上|上午|朝早|下午|下昼|晏昼|傍晚|晚上|夜晚|morning|afternoon|evening)(?:就|先|再)?(?:去|行|睇|看)?"
)


@dataclass(frozen=True)
class Order:
    kind: Literal["before", "swap", "first", "last", "from"]
    place_id: str
    other_id: str | None = None
    """The one that comes after, or changes places with it."""
    minute: int | None = None
    """For ``from``: the minute of the day from which it shall be."""


def find_orders(text: str, mentions: Sequence[Mention]) -> list[Order]:
    """Wishes of order among places named in a folded text."""
    said = template(text, mentions)

    def place(character: str | None) -> str | None:
        mention = mentions[ord(character) - 0xE100] if character else None
        return mention.value if mention and mention.kind_of == "place" else None

    def pairs(rules: Sequence[object], kind: Literal["before", "swap"], *, turned: bool = False) -> list[Order]:
        found = []
        for rule in rules:
            for match in rule.finditer(said):  # type: ignore[attr-defined]
                one, other = place(match[1]), place(match[2])
                if one and other and one != other:
                    found.append(Order(kind, other, one) if turned else Order(kind, one, other))
        return found

    found = [*pairs(_BEFORE, "before"), *pairs(_AFTER, "before", turned=True), *pairs(_SWAPPED, "swap")]
    if found:
        return found[:1]
    for rule, kind in ((_FIRST, "first"), (_LAST, "last")):
        for match in rule.finditer(said):
            if one := place(next((group for group in match.groups() if group), None)):
                return [Order("first" if kind == "first" else "last", one)]
    for match in _PART.finditer(said):
        if one := place(match[1]):
            return [Order("from", one, minute=_minute(match[2]))]
    return []


def _minute(part: str) -> int:
    if part in ("下午", "下昼", "晏昼", "afternoon"):
        return _AFTERNOON
    return _EVENING if part in ("傍晚", "晚上", "夜晚", "evening") else _MORNING
