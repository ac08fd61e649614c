"""What shall come before what: "the beach before the museum", 先去老街, "move the park to the afternoon"."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.understanding.folding import compiled
from bot.understanding.numbers import whole
from bot.understanding.roles import Mention, template

_P = r"([\ue100-\ue1ff])"
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
    compiled(rf"(?:flip|swap|switch|exchange)(?: around| round)?\s*(?:the )?{_P}\s*(?:and|with)\s*(?:the )?{_P}"),
    compiled(
        rf"{_P}\s*(?:和|跟|同|与)\s*{_P}\s*(?:的|嘅)?(?:顺序|位置|次序|先后)?(?:互相)?(?:对调|调转|倒转|掉转|掉换|(?:换|调)(?:一下|下|个|转)?(?:顺序|次序|位置?|先后)|互换|调换|(?:换|调)(?:一下|过来|转))"
    ),
]
_PUT = r"(?:请|麻烦|唔该|我|想|要|就|都|可以|能不能|那站|\s)*(?:放|排|摆|留|调|挪|移|改|安排|搬|推|压)(?:在|到|去|喺|返|做|成|为)*\s*"
_FIRST = compiled(
    rf"(?:先(?:去|看|逛|行|睇)|第一站?(?:去|先去|是|系)?)\s*{_P}|{_P}\s*(?:first\b|{_PUT}(?:第一|最前|最先|最早|前面|开头|头一))"
    rf"|{_P} (?:as |to be )?the first(?: stop| place| one)?\b|\bstart with (?:the )?{_P}"
)
_LAST = compiled(
    rf"(?:最后(?:再|才|先)?去|最尾(?:先|再)?去)\s*{_P}|{_P}\s*(?:last\b|for last|(?:until|till?) last|(?:at|to|until|till?|for) the (?:very )?end\b|{_PUT}(?:最后|最尾|最末|尾|末|压轴))|save\s*{_P}"
    rf"|{_P} (?:as |to be )?the last(?: stop| place| one)?\b"
)
_NTH = compiled(
    rf"{_P}\s*{_PUT}第([二三四五六七八九]|[2-9])|{_P} (?:as |to |to be |in |into )?(?:the )?(second|third|fourth|fifth|sixth)(?: stop| place| one| spot| position)?\b"
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


@dataclass(frozen=True)
class Order:
    kind: Literal["before", "swap", "first", "last", "nth"]
    place_id: str
    other_id: str | None = None
    """The one that comes after, or changes places with it."""
    number: int | None = None
    """For ``nth``: which stop it shall be."""


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
    for match in _NTH.finditer(said):
        if one := place(match[1] or match[3]):
            return [Order("nth", one, number=_ORDINALS.index(match[4]) + 1 if match[4] else whole(match[2]))]
    return []
