"""How a visitor will and won't travel."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.understanding.folding import compiled
from bot.understanding.found import Found
from itinerary.itinerary import Mode

ALL: tuple[Mode, ...] = ("walk", "ebike", "bus", "taxi")
_WORDS: dict[Mode, str] = {
    "taxi": r"打车|叫车|打的(?!卡)|打滴|打di\b|dadi\b|dache\b|的士|计程车|出租(?:车|(?![屋房给公车]))|网约车|滴滴|小黄车|搭的|taxis?\b|\bcabs?\b|\buber|\bdidi\b|ride.hailing",
    "bus": r"公交车?(?!车?总?站)|公车(?!总?站)|巴士(?!总?站)|公共汽车|公共交通|大巴|\bbus(?:es)?\b|public transport(?:ation)?|public transit",
    "ebike": r"电动车|电单车|共享单车|单车|自行车|脚踏车|电瓶车|电驴|小电动|骑车|骑行|踩车|骑着?(?![楼兵士])|\be-?bikes?\b|\b(?:e-?|electric )scooters?\b|\bmopeds?\b|\bbikes?\b|bicycles?|cycling|\bcycle\b|\bbiking",
    "walk": r"步行|徒步|走路|走陆|行路|散步|用脚|on foot|\bwalking\b|\bby foot\b|\bwalk\b",
}
_READ = {mode: compiled(words) for mode, words in _WORDS.items()}
_NO = r"(?:不想?要?会?能?|嫑|甭|勿|咪|唔想?要?会?识?|唔好|别|莫|免|无需|冇|拒绝|没有|\bno|\bnot|\bwithout(?: any)?|don'?t(?: want)?(?: to)?|\bavoid(?:ing)?|\bskip|never|\brather not|\bwon'?t(?: be)?|\bwouldn'?t|\bcan'?t|\brefuse to|\b(?:dinna|canna|winna|willna)e?\b|费事|懒得|谢绝|受够了?|坐怕了?|(?:去|删|关|拿|划|砍)掉|剔除|排除|\b(?:ditch|dropp?|scrapp?|bann?)(?:ing)?\b|\b(?:los|remov|exclud)(?:e|ing)\b|\bno more|\b(?:swit?ch|turn|rul|leav|cutt?|cross|strik|knock)(?:e|ing)? (?:off|out))"
_VERB = (
    r"(?:再|挤|去|用|do|doing|坐|座|搭|乘|叫|打|踩|骑|开|上|碰|沾|take|taking|use|using|ride|riding|by|an?|the|any|all|to|in|go|going|those|these|thae|one o[f']?|electric"
    r"|set(?:ting)? foot (?:in|on)|get(?:ting)? (?:in(?:to)?|on(?:to)?)|(?:put|stick|shove|stuff|pack|bundle|plonk|send)(?:t?ing)? (?:me|us|him|her|them|my \w+|the \w+)(?: (?:in(?:to)?|on(?:to)?|by))?|pay(?:ing)? for|afford|spend(?:ing)? (?:money )?on|(?:go|be seen|come) (?:near|in))?"
)
_ONLY = r"(?:只|净系|净|全程|都|就|仅|\bonly|\bjust|all)"
_ALONE = compiled(rf"{_ONLY}\s*{_VERB}\s*{_VERB}\s*$")
_ENDS = r"(?=$|[\s,.;!?]|[了啦喇嘞的嘅吧呀啊哈咯])"
_LATER = compiled(
    r"\s*,?\s*(?:太\S{1,3}了?)?\s*,?\s*(?:就|都|也|我[们哋]?|咱们?|俺们?|[她他]们?|佢哋?|统统|通通|一概|一律|全部?|这个|那个|嗰个|[这那]种|嗰[啲种]|之类的?|什么的|啥的|的话|真的|实在|一向|从来){0,4}"
    r"(?:(?:坐|座|打|搭|叫|骑|踩|乘)(?:不|唔)(?:惯|起|了|得|来|住)|(?:不|唔|别|咪|莫|勿|嫑|甭)(?:让我|叫我|要我|畀我|俾我|想|要|爱|愿意?|肯|敢|能|再|去){0,3}(?:(?<=想)|(?<=要)|坐|座|搭|打|骑|踩|乘|碰|沾|用|上|挤|叫|开|考虑|排|安排)"
    rf"{_ENDS}|(?:老|总|容易|一坐|就|都|会|要)*(?:晕(?:车|船)?|(?:会|要|就|想)(?:吐|呕)|头晕|作呕)|用(?:不|唔)(?:着|到|上)|免了?|免谈|算了(?!算)|不要了?{_ENDS}|唔要|不用了?{_ENDS}|唔使|(?:去|拿|删|划|砍|关|踢|剔|换)(?:掉|走)|取消|拉黑|pass\b|is out|are out)"
    r"|,?\s*(?:we|i|she|he|they|my \w+|none of us|nobody)(?:'ll| will| would|'d)? (?:never|don'?t|won'?t|can'?t|cannot|refuse to|hate to|rather not)(?: (?:use|take|ride|do|touch|get on|like|want|trust|go on|go by|go near|set foot)\b)+|\s*(?:is ?n'?t|are ?n'?t|is not|are not)(?=\s*(?:$|[,.;!?]|fine\b|ok\b|okay\b|an option|for (?:us|me|mum|dad)|allowed|possible|wanted|happening|welcome|my thing|our thing))|(?: rides?| trips?| journeys?| fares?)? (?:(?:have|has|need|needs|got|gotta)(?: got)?(?: to)? go|must go|should go|(?:is|are|'s|'re) (?:off the (?:table|menu|list|cards)|out of the question|banned|a no|not on|too (?:dear|expensive|pricey|steep))|makes? (?:me|us|him|her|them|my \w+) (?:sick|ill|queasy|nervous|nauseous|throw up|puke))\b|\s*(?:免|勿|莫|嫑|甭)(?:了|坐|搭|乘|骑)?(?=$|[\s,，.。])"
)
_NO_RIDE = compiled(
    r"(?:不想?|唔想?|别|唔好|莫|嫑|甭|拒绝)(?:坐|座|搭|乘|大)(?:任何)?车(?![厢头])|(?:不|唔)要车(?=$|[\s,.;!?])|\bno (?:cars?|rides?)(?: or \w+)?(?=\s*(?:$|[,.;!?]))"
)
_AFOOT = compiled(
    r"走路|走陆|走着|走走|快走|行路|步行|散步|徒步|用脚|腿着|[走行]晒|[走行]到[尾底]|\bwalk|\bon foot\b|\bwander|\bstroll"
)
_OF_THE_OTHER = compiled(
    r"[\u4e00-\u9fff](?<![我哋们就请都也帮先可以])(?:都|也|就|一概|一律)*(?:不要|唔要|不用|唔使|唔好|免|算了)[了喇啦]?\s+[^\s,.;!?]{0,2}$"
)
"""A refusal behind what it refuses, and a space."""
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
_LISTED = compiled(r"\s*(?:,|和|与|跟|同埋?|加|或者?|\band\b|\bor\b|&|\+)?\s*(?:坐|搭|乘|骑|踩|the )?")
_NOR = compiled(r"\s*(?:\bor\b|\bnor\b|\band\b|&|/|和|跟|与|或者?)\s*(?:any |坐|搭|乘|骑|踩)?")
_ONLY_WALK = compiled(
    r"(?<=\ue000),? (?:all )?on foot(?=\s*(?:$|[,.;!]))|(?<=\ue000)[\s,]*(?:都|全)?(?:步行|走路|行路)(?:去|过去)?(?=\s*(?:$|[,.;!]))|(?:^|[\s,.;]|\b(?:can|could|let'?s|we'?ll|we|i'?ll|i|to|rather|just) )walk(?:ing)? (?:it )?instead\b(?! of)|(?:改|换|转)(?:成|为|做)?(?:步行|走路|行路|用走)|(?:不如|都系|还是)(?:步行|走路|行路)(?:去|啦|吧|好过)?(?=$|[\s,，.。!！])|(?:光|纯|单|全|只|净|仅|都|全程)(?:是|系)?(?:靠|凭|用)(?:自己|我们?)?(?:的|嘅)?(?:两条|双|对|两只)?(?:走|行|腿|脚)(?![^\s,，.。]?(?:地铁|进|马))|靠(?:自己|我们?)?(?:的|嘅)?(?:两条|双|对|两只)(?:腿|脚)|纯(?:走|行|步行|徒步)|(?:啥|什么|咩|乜|任何|一切)(?:交通工具|车)(?:也|都|一律|我)*(?:不|唔|别|莫)(?:坐|搭|乘|要|用|碰)|(?<!\w)(?:11|十一)路(?:车|公交|巴士)?(?:$|[\s,，.。就])|\bno (?:vehicles?|transport|wheels|rides?) (?:at all|whatsoever|of any kind)\b|\b(?:purely|strictly|entirely|all|100%) (?:walk(?:ing)?|on foot)\b(?! dist)|(?:步行|徒步|走路|走陆|行路|走着去?|腿着去?)(?:就|便|即)(?:得|好|行|可以?|ok|够)(?!的|嘅|到|能|[吗嘛?])|(?:步行|徒步|走路|行路)\s?only\b|(?:走|行)晒佢|(?:走|行|walk)到(?:尾|底)(?!站)|(?:走着|腿着)去(?![^,.;!?\s]{0,6}[吗嘛])|(?:改|一律|统统|通通|一概|坚持|统一)(?:用|靠|成|为|选|由|要|是)?(?:步行|徒步|走路|行路|腿着|走着|两条腿)|全程(?:想|要|改|用|靠|成|都|系|是|腿|走)*(?:腿着|走着|两条腿)|\bshanks'?s?'? (?:mare|pony)\b|\b(?:feet|foot|legs) only\b|\bon (?:my|our) own two feet\b|\bon foot(?: (?:from (?:now|here|there|start|the start)\b|start to finish|all day|all the way|everywhere|the lot|entirely|exclusively)|(?: for| the| all)* \ue000|,? strictly)|\b(?:everywhere|strictly|entirely|exclusively|always) on foot\b|(?<!not )(?<!n't )(?<!cannot )(?<!n't want to )\bwalk(?:ing)? (?:it all|the lot|everywhere|everything|the whole (?:thing|way|lot|day)|every (?:step|bit|leg|metre|meter))\b|\bpure (?:city ?)?walk\b|纯\s?city ?walk|"
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
    told = list(_told(text, denial))
    wanted = [mode for _, mode, unwanted in told if not unwanted]
    refused = [mode for _, mode, unwanted in told if unwanted]
    spans = [span for span, _, _ in told]
    alone, no_ride = _ONLY_WALK.search(text), _NO_RIDE.search(text)
    if no_ride and not alone and not wanted:
        # Who won't be driven and speaks of walking wants nothing else.
        alone = _AFOOT.search(text)
    if alone and not _ridden_as_well(text, alone.span(), spans):
        spans.append(alone.span())
        wanted = ["walk"]
    elif no_ride:
        spans.append(no_ride.span())
        refused += ["bus", "taxi"]
    if not spans:
        return []
    base = {"walk", *wanted} if wanted else set(ALL)
    modes = tuple(mode for mode in ALL if mode in base and mode not in refused)
    return [Found(*min(spans), ModeWish(modes or ("walk",), tuple(wanted), tuple(refused)))]


def _told(text: str, denial: Callable[[int], Denial | None] | None) -> Iterator[tuple[tuple[int, int], Mode, bool]]:
    """Where the text speaks of which means of travel that is wished for or refused, and whether it is refused."""
    spans: list[tuple[int, int]] = []
    refused_to = -1
    """Where the last one ends that was refused by what stands before it."""
    words = sorted(mode_words(text))
    for at, ((start, end), mode) in enumerate(words):
        before = text[:start]
        if any(start < other_end and other_start < end for other_start, other_end in spans):
            continue
        denied = _refused_before(before)
        if not denied and refused_to >= 0:
            denied = _NOR.fullmatch(text, refused_to, start)
        if denied:
            refused_to = end
        if mode == "walk" and not denied and not _ONLY_WALK.search(text):
            continue
        denied = denied or _refused_after(text, [span for span, _ in words[at:]])
        denied = denied or _SICK.search(before) or _FED_UP.match(text, end)
        guessed = denial(start) if denial and not denied and not _ALONE.search(before) else None
        if guessed == "unwished":
            continue
        span = min(start, denied.start()) if denied else start, end
        spans.append(span)
        yield span, mode, bool(denied or guessed)


def _refused_before(before: str) -> re.Match[str] | None:
    denied = re.search(
        rf"{_NO}\s*(?:让我|叫我|要我|畀我|给我)?(?:安排|排)?\s*(?:{_VERB}\s*){{1,5}}(?:[^\s,.;!?]{{0,2}}(?<![用要坐搭好骑使])[和或跟,])?$",
        before,
    )
    return None if denied and _OF_THE_OTHER.search(before) else denied


def _refused_after(text: str, words: Sequence[tuple[int, int]]) -> re.Match[str] | None:
    """The refusal behind the first of the words, or behind the last of a list that begins with it."""
    for at, (_, end) in enumerate(words):
        if denied := _LATER.match(text, end) or _LEFT_OUT.match(text, end):
            return denied
        if at + 1 == len(words) or not _LISTED.fullmatch(text[end : max(end, words[at + 1][0])]):
            return None
    return None


def _ridden_as_well(text: str, walk: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a means of travel is named in one breath with the walking."""
    return any(
        _AND_RIDE.fullmatch(text[walk[1] : start] if start >= walk[1] else text[end : walk[0]])
        for start, end in spans
        if start >= walk[1] or end <= walk[0]
    )
