"""How a visitor will and won't travel."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.understanding.folding import compiled
from bot.understanding.found import Found
from itinerary.itinerary import Mode

ALL: tuple[Mode, ...] = ("walk", "ebike", "bus", "taxi")
_WORDS: dict[Mode, str] = {
    "taxi": r"打车|叫车|打的(?!卡)|打滴|打di\b|dadi\b|dache\b|的士|计程车|出租车|网约车|滴滴|小黄车|搭的|taxis?\b|\bcabs?\b|\buber|\bdidi\b|ride.hailing",
    "bus": r"公交车?|公车|巴士|公共汽车|公共交通|大巴|\bbus(?:es)?\b|public transport(?:ation)?|public transit",
    "ebike": r"电动车|电单车|共享单车|单车|自行车|脚踏车|电瓶车|小电驴|骑车|骑行|踩车|骑着?(?![楼兵士])|\be-?bikes?\b|\bbikes?\b|bicycles?|cycling|\bcycle\b|\bbiking",
    "walk": r"步行|徒步|走路|行路|散步|用脚|on foot|\bwalking\b|\bby foot\b|\bwalk\b",
}
_READ = {mode: compiled(words) for mode, words in _WORDS.items()}
_NO = r"(?:不想?要?会?能?|嫑|甭|勿|咪|唔想?要?会?识?|唔好|别|莫|免|无需|冇|拒绝|没有|\bno|\bnot|\bwithout(?: any)?|don'?t(?: want)?(?: to)?|\bavoid(?:ing)?|\bskip|never|\brather not|\bwon'?t(?: be)?|\bwouldn'?t|\bcan'?t|\brefuse to)"
_VERB = r"(?:再|挤|去|用|do|doing|坐|搭|乘|叫|打|踩|骑|开|take|taking|use|using|ride|riding|by|a|the|any|to|in|go)?"
_ONLY = r"(?:只|净系|净|全程|都|就|仅|\bonly|\bjust|all)"
_ALONE = compiled(rf"{_ONLY}\s*{_VERB}\s*{_VERB}\s*$")
_LATER = compiled(
    r"\s*[,，]?\s*(?:太\S{1,3}了?)?\s*[,，]?\s*(?:就|都|这个|嗰个)?(?:(?:坐|打|搭|叫)(?:不|唔)起|(?:不|唔|别|咪)(?:让我|叫我|要我|畀我)?(?:坐|搭|打|要|骑|踩|乘|想)|免了?|算了|不要了?|唔要|不用了?|唔使|去掉|取消|is out|are out)"
    r"|,?\s*(?:we|i|she|he|they|my \w+|none of us|nobody)(?:'ll| will| would|'d)? (?:never|don'?t|won'?t|can'?t|cannot|refuse to|hate to|rather not)(?: (?:use|take|ride|do|touch|get on|like|want|trust|go on|go by|go near|set foot)\b)+|\s*(?:is ?n'?t|are ?n'?t|is not|are not)(?=\s*(?:$|[,.;!?]|fine\b|ok\b|okay\b|an option|for (?:us|me|mum|dad)|allowed|possible|wanted|happening|welcome|my thing|our thing))|\s*(?:免|勿|莫|嫑|甭)(?:了|坐|搭|乘|骑)?(?=$|[\s,，.。])"
)
_NO_RIDE = compiled(r"(?:不想?|唔想?|别|唔好|莫|嫑|甭)(?:坐|搭|乘)(?:任何)?车(?![厢头])")
_LEFT_OUT = compiled(
    r"[^;!?；！？]{0,28}?\b(?:(?:leave|cut|take|keep) (?:them|it|those|that)(?: all)? out|(?:ditch|drop|skip|scrap|lose|bin) (?:them|it|those)|do (?:it )?without(?: them| it)?|are not for|isn'?t for)\b"
)
_FED_UP = compiled(r"\s*(?:要|都|又|真|实在)?(?:等到|等得|等咁耐|难等|太慢|太挤|太逼|好逼|挤死|太耐)")
_SICK = compiled(
    r"\b(?:car|travel|motion)?[ -]?sick (?:in|on|from) *$|(?:\bhate|\b(?:afraid|scared|terrified) of(?: those| these)?(?: electric)?|不敢|唔敢|\bcan'?t stand|\bdetest|\bdislike|讨厌|憎|最怕|好怕)\s*(?:the|taking|坐|搭|乘|打)?\s*$"
)
_AND_RIDE = compiled(
    r"\s*(?:,|，|、|和|与|跟|同埋?|加|或|或者|\band\b|\bor\b|&|\+)\s*(?:坐|搭|乘|骑|踩|take|the|a|my own)?\s*$"
)
_ONLY_WALK = compiled(
    r"(?:光|纯|单|全|只|净|仅|都|全程)(?:是|系)?(?:靠|凭|用)(?:自己|我们?)?(?:的|嘅)?(?:两条|双|对|两只)?(?:走|行|腿|脚)(?![^\s,，.。]?(?:地铁|进|马))|靠(?:自己|我们?)?(?:的|嘅)?(?:两条|双|对|两只)(?:腿|脚)|纯(?:走|行|步行|徒步)|(?:啥|什么|咩|乜|任何|一切)(?:交通工具|车)(?:也|都|一律|我)*(?:不|唔|别|莫)(?:坐|搭|乘|要|用|碰)|(?<!\w)(?:11|十一)路(?:车|公交|巴士)?(?:$|[\s,，.。就])|\bno (?:vehicles?|transport|wheels|rides?) (?:at all|whatsoever|of any kind)\b|\b(?:purely|strictly|entirely|all|100%) (?:walk(?:ing)?|on foot)\b(?! dist)|\bpure (?:city ?)?walk\b|纯\s?city ?walk|"
    rf"{_ONLY}(?:想|要|系|靠|by|on)?\s*(?:步行|徒步|走路|行路|用脚|用走的|走的|walk(?:ing)?|on foot|foot)|全部?步行|\bwalk(?:ing)?[- ]only\b|\bon foot (?:only|the whole|all|throughout|everywhere)\b|\b(?:go|going|all|everything|do it|day) on foot\b"
)


@dataclass(frozen=True)
class ModeWish:
    modes: tuple[Mode, ...]
    """What remains allowed, in the contract's order."""
    wanted: tuple[Mode, ...] = ()
    refused: tuple[Mode, ...] = ()


Denial = Literal["refused", "unwished"]


def mode_words(text: str) -> Iterator[tuple[tuple[int, int], Mode]]:
    """Where a folded text speaks of which means of travel."""
    for mode, words in _READ.items():
        for match in words.finditer(text):
            yield match.span(), mode


def find_modes(text: str, denial: Callable[[int], Denial | None] | None = None) -> list[Found]:
    """One finding for all that a folded text says of means of travel, or none.

    Args:
        denial: asked about what no phrase refuses, by where its words begin.
    """
    wanted: list[Mode] = []
    refused: list[Mode] = []
    spans: list[tuple[int, int]] = []
    for (start, end), mode in mode_words(text):
        before = text[:start]
        if any(start < other_end and other_start < end for other_start, other_end in spans):
            continue
        denied = re.search(
            rf"{_NO}\s*(?:让我|叫我|要我|畀我|给我)?(?:安排|排)?\s*{_VERB}\s*{_VERB}\s*(?:[^\s,.;!?，。]{{0,2}}[和或跟、,])?$",
            before,
        )
        if mode == "walk" and not denied and not _ONLY_WALK.search(text):
            continue
        denied = denied or _LATER.match(text, end) or _LEFT_OUT.match(text, end)
        denied = denied or _SICK.search(before) or _FED_UP.match(text, end)
        guessed = denial(start) if denial and not denied and not _ALONE.search(before) else None
        if guessed == "unwished":
            continue
        (refused if denied or guessed else wanted).append(mode)
        spans.append((min(start, denied.start()) if denied else start, end))
    alone = _ONLY_WALK.search(text)
    if alone and not any(_AND_RIDE.fullmatch(text[alone.end() : start]) for start, _ in spans if start >= alone.end()):
        spans.append(alone.span())
        wanted = ["walk"]
    elif alone := _NO_RIDE.search(text):
        spans.append(alone.span())
        refused += ["bus", "taxi"]
    if not spans:
        return []
    base = {"walk", *wanted} if wanted else set(ALL)
    modes = tuple(mode for mode in ALL if mode in base and mode not in refused)
    return [Found(*min(spans), ModeWish(modes or ("walk",), tuple(wanted), tuple(refused)))]
