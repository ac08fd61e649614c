"""Who comes along."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from dataclasses import dataclass

from bot.understanding.folding import compiled
from bot.understanding.found import Found
from bot.understanding.numbers import NUMBER, whole

_N = rf"({NUMBER})"
_CHILD = r"(?:小孩子?|grand(?:kids|children)|little ones?|bubs?\b|小娃|小鬼|细佬仔|马骝仔?|小不点|小家伙|小学生|读(?:小学|国小|幼儿园|幼稚园)的|孩子|小朋友|细路仔?|细蚊仔|儿童|宝宝|娃娃?|小宝贝|bb(?!车)|婴儿(?!车)|仔女|kids?|child(?:ren)?|toddlers?|babies|baby(?! ?stroller)|bab(?:y|ies)|infants?)"
_ADULT = r"(?:大人|成人|成年人|adults?|adlts?|grown-?ups?)"
_SON = r"(?:儿子|女儿|囡|仔|孙子|孙女|侄子|外甥|男孩|女孩|sons?|daughters?|boys?|girls?|nephew|niece|grandson|granddaughter)"
_SENIOR = r"(?:老人家?|长者|老年人|长辈|阿公阿婆|seniors?|elderly(?: people| persons?)?|old people|pensioners?)"
_OF = r"\s*(?:个|位|名|只|条|ge|go)?\s*"

_ADULTS = compiled(
    rf"{_ADULT}{_N}(?:个|位|名)|{_N}{_OF}{_ADULT}|\bwe(?:'re| are) {_N} (?!of\b|kids|children|seniors|hours|days)[a-z]+s\b(?= with| and)"
)
_CHILDREN = compiled(
    rf"(?:小孩子?|孩子|小朋友|细路仔?|儿童){_N}(?:个|位|名)|{_N}{_OF}(?:small |litt?le |young |小)?(?:{_CHILD}|(?:学龄前|小学生|幼儿|马骝仔?)|{_SON}(?![\u4e00-\u9fff]*(?:朋友)))"
)
_AGES = compiled(
    rf"(?:{_CHILD}|{_SON})\s*(?:are |aged |ages |,|\(|分别)+\s*((?:{NUMBER})(?:岁)?(?:\s*(?:and|,|&|和|、)\s*(?:{NUMBER})(?:岁)?)+)"
)
# "a five-year-old", 一个五岁的儿子, "my son is four": how many, and how old.
_AGED = compiled(
    rf"(?:{_N}(?:\s*(?:个|位|名|只|条)\s*|\s+))?(?<![\d.]){_N}\s*(?:岁|[- ]?years?[- ]olds?|[- ]?yrs?[- ]?olds?|[- ]?y/?o\b)(?:大|多|半)?(?:的|嘅)?\s*(?:{_CHILD}|{_SON}|{_SENIOR})?"
    rf"|(?P<what>{_CHILD}|{_SON})\s*(?:is|are|才|刚|今年)?\s*(?:only |just )?(?P<age>{NUMBER})(?:岁|(?= years|$|[,.;]))"
)
_SENIORS = compiled(rf"{_N}{_OF}{_SENIOR}")
_TWINS = compiled(rf"双胞胎(?:的)?(?:{_SON}|{_CHILD})?|孖仔|孖女|\btwins\b")
_TURNED = compiled(rf"{_ADULT}{_N}(?:个|位|名)\s*[,，、和]?\s*{_CHILD}{_N}(?:个|位|名)")
_BIG_SMALL = compiled(rf"{_N}\s*大\s*{_N}\s*[小细]")
_TOTAL = compiled(
    rf"(?:我[们哋]|一共|总共|共|一行|成班)?{_N}{_OF}(?:人(?!民|均|预算|抓|限|\s*\d)|朋友|people|ppl|peeps|persons?|friends|pax|of us|travell?ers|guests|visitors)"
    rf"|{_N}位(?!老师|数)|{_N}{_OF}(?:女生|男生|女孩子|后生仔|后生|同学|同事|(?<!小)学生|客人|客户|队员|游客|团友|亲戚|闺蜜|兄弟|友|students|pupils|colleagues|clients|customers|adults and children|backpackers|women|men|ladies|guys|classmates|relatives)"
    rf"|\bfor {_N}(?=\s*(?:$|[,.;!?]|this|next|on|tomorrow|today|people|adults|pls|please))|我[们哋]\s*{_N}(?=\s*(?:$|[,.，。]))"
    rf"|(?:group|party|team|family|class|bunch|crew|gang) of {_N}|一家{_N}口|{_N}口人|我[们哋]{_N}个"
)
_TWO_OR_THREE = compiled(r"(?:我|咱|们|哋|姐妹|姊妹|兄弟|娘|爷|口)(?P<few>[俩仨])")
_AND_I = compiled(r"[和跟同与]我(?![们哋])|我[和跟同与]|\band (?:i|me|myself)\b|\b(?:me|i) and\b")
_PLUS_ME = compiled(r"\b(?:plus|and|with) (?:me|myself)\b|\bmyself (?:and|plus)\b|加(?:埋|上)?我(?:自己)?(?![们哋])")
_BOTH_OLD = compiled(
    r"\bboth (?:of us )?(?:are )?(?:well )?(?:past |over |in our (?:late |early )?)?(\d{2}|sixty|seventy|eighty)\b|都(?:系|是)?(\d{2})岁"
)
_NO_CHILD = compiled(
    rf"(?:{_CHILD}|{_SON}|闺女|囡囡|阿仔|阿女)(?:们)?(?:又|都)?(?:不|唔)(?:跟着|跟|来|嚟|去|参加|同行)(?:了|喇|啦)?|(?:without|no) (?:the )?(?:kids|children)|\b(?:kids|children|boys|girls) (?:are |is |will be )?(?:staying|not coming|stay)(?: home| behind| with)?\b"
)
_OF_US = compiled(rf"\b{_N} of us\b")
_FAMILY = compiled(rf"一家{_N}口|family of {_N}")
_COUPLE = compiled(
    r"夫妻俩|情侣|夫妻|夫妇|两口子|两公婆|条女|拍拖|小两口|度蜜月|honeymoon|二人世界|\bcouple\b|(?:我?[和跟同与]|带|约了?|约埋|约咗|陪|\bwith )\s*(?:我的?|my )?\s*"
    r"(?:女朋友|男朋友|女友|男友|老婆|老公|太太|先生|妻子|丈夫|爱人|对象|媳妇|室友|舍友|闺蜜|朋友(?!们)|friend\b|wife|husband|girlfriend|boyfriend|partner)"
    r"|(?:女朋友|男朋友|女友|男友|老婆|老公|太太|妻子|丈夫|爱人|对象|媳妇|闺蜜)\s*[和跟同与]\s*我(?![们哋])"
    r"|\bmy (?:room ?mate|flatmate|cousin|sister|brother|mate|buddy|colleague|friend) and (?:me|i)\b|\bwith my (?:room ?mate|flatmate|cousin|sister|brother|mate|buddy|colleague|boss)\b|\bmy (?:wife|husband|girlfriend|boyfriend|partner|better half|missus|hubby)\b|(?:我?[和跟同与]|就)(?:我)?(?:bf|gf|对象|女票|男票)|老夫老妻|两口儿|(?:就|得|剩)我(?:俩|两个|哋两个)|公婆两个"
)
_ALONE = compiled(
    r"(?<![三四五六七八九十两二百千元块蚊币])(?<!每)一个人(?!预算|[\s]*(?:\d|[一二两三四五六七八九]?百)|抓|预|计|控制|压|限|封顶|大概|大约|最多|不超过)(?!要?(?:使|花))(?![\d一二三四五六七八九十百]|人?均)|独自|自己一个|我自己(?:一个|去|来|玩)|就我自己|(?:得|剩|剩返|净系)(?:返)?我(?:一个|自己)|\balone\b|by myself|\bsolo\b|just me|on my own"
)
_PARENTS = compiled(
    r"父母|爸爸?(?:和|跟|同|、)妈妈?|老豆老母|老豆同(?:埋)?老母|老窦老母|阿爸阿妈|阿公阿[嬷妈婆]|阿爷阿嬷|爷爷和?奶奶|岳父岳母|公公和?婆婆|爸妈|阿爷阿嫲|公公婆婆|爸爸妈妈|爹妈|爷爷奶奶|外公外婆|公公婆婆|岳父母|两老|二老|\bmy parents\b|grandparents|\bparents\b"
)
_OLD = compiled(
    r"老人家?|长者|老年人|长辈|奶奶|爷爷|外婆|外公|姥姥|姥爷|丈母娘|岳母|岳父|丈人|老丈人|婆婆|阿嫲|阿嬷|阿婆(?!田)|阿公|阿妈|妈妈|老妈|母亲|爸爸|老爸|父亲|阿爸"
    r"|\bgrand(?:ma|pa|mother|father)\b|\bmy (?:mum|mom|dad|mother|father)\b|\belderly\b|\bseniors?\b"
)
_BRINGS_CHILD = compiled(
    rf"(?:带着?|有|拖|携|陪|我的|我[们哋]|仲有|和|同|\bwith|\bmy|\bour|\bhave|\bhas|\bplus)\s*(?:着|埋|个|只|条|the |a |my |our |small |little |young )?\s*({_CHILD})"
)
_WHEELCHAIR = compiled(r"轮椅|wheel ?chair")
_STROLLER = compiled(r"婴儿车|bb车|推车|童车|手推车|娃车|stroller|pram\b|push ?chair|baby carriage|buggy")
_SUITABILITY = compiled(r"(?:适合|啱|啱晒|good for|suitable for|ok for)\s*$")

_OLDEST_CHILD, _YOUNGEST_SENIOR = 14, 60


@dataclass(frozen=True)
class PartyWish:
    """What was said of the company; None is what was not said."""

    adults: int | None = None
    children: int | None = None
    seniors: int | None = None
    wheelchair: bool = False
    stroller: bool = False


def find_party(text: str) -> list[Found]:
    """The same finding for each part of a folded text that speaks of the company."""
    reading = _Reading(text)
    children, adults, seniors = reading.count(_CHILDREN), reading.count(_ADULTS), reading.count(_SENIORS)
    if children is None and reading.take(_TWINS):
        children = 2
    if children is None and (ages := reading.take(_AGES)):
        children = len(re.findall(NUMBER, ages[1]))
    young_ones, old_ones = _of_ages(reading)
    children = young_ones or None if children is None else children
    seniors = old_ones or None if seniors is None else seniors
    if match := reading.take(_BIG_SMALL):
        adults, children = whole(match[1]), whole(match[2])
    if match := _TURNED.search(text):
        adults, children = whole(match[1]), whole(match[2])
    family = reading.take(_FAMILY)
    total = whole(family[1] or family[2]) if family else reading.count(_OF_US) or reading.count(_TOTAL)
    if total is None and (few := reading.take(_TWO_OR_THREE)):
        total = 2 if few["few"] == "俩" else 3
    if family and children is None and total is not None and total > 2:
        children = total - 2
    # Whom a place suits is a question, not company.
    if children is None and (match := reading.take(_BRINGS_CHILD)) and not _SUITABILITY.search(text[: match.start()]):
        children = 2 if re.search(r"kids|children|仔女|babies", match[1]) else 1
    if seniors is None and reading.take(_PARENTS):
        seniors = 2
    if seniors is None and (match := reading.take(_OLD)) and not _SUITABILITY.search(text[: match.start()]):
        seniors = 1
    if seniors is None and (both := reading.take(_BOTH_OLD)):
        seniors = 2 if whole(both[1] or both[2]) >= _YOUNGEST_SENIOR else None
        adults = 0 if seniors and _AND_I.search(text) else adults
    if seniors is None and adults is None and total in (None, 2) and reading.take(_COUPLE):
        adults = 2
    if children is None and _NO_CHILD.search(text):
        children = 0
    plus_me = adults is None and total is not None and reading.take(_PLUS_ME)
    total = total + 1 if plus_me and total is not None else total
    if total is None and adults is None and seniors is None and reading.take(_ALONE):
        adults = 1
    if total is None and adults is None and (children or seniors) and reading.take(_AND_I):
        adults = 1
    if total is not None and adults is None:
        rest = total - (children or 0) - (seniors or 0)
        adults = rest if rest >= 0 else None
    wheelchair, stroller = bool(reading.take(_WHEELCHAIR)), bool(reading.take(_STROLLER))
    if stroller and children is None:
        # Somebody sits in it.
        children = 1
    wish = PartyWish(adults, children, seniors, wheelchair, stroller)
    return [Found(start, end, wish) for start, end in reading.spans] if wish != PartyWish() else []


def _of_ages(reading: "_Reading") -> tuple[int, int]:
    """How many children and seniors the ages told speak of."""
    young = old = 0
    while aged := reading.take(_AGED):
        children, seniors = _aged(aged)
        young, old = young + (children or 0), old + (seniors or 0)
    return young, old


def _aged(match: re.Match[str]) -> tuple[int | None, int | None]:
    """How many children, and how many seniors, somebody's age speaks of."""
    try:
        age = whole(match["age"] or match[2])
        count = whole(match[1]) if match[1] else 1
    except (TypeError, ValueError):
        return None, None
    if age <= _OLDEST_CHILD:
        return count, None
    return None, count if age >= _YOUNGEST_SENIOR else None


class _Reading:
    """A text of which each part is read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.spans: list[tuple[int, int]] = []

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        for match in pattern.finditer(self._text):
            if not any(match.start() < end and start < match.end() for start, end in self.spans):
                self.spans.append(match.span())
                return match
        return None

    def count(self, pattern: re.Pattern[str]) -> int | None:
        match = self.take(pattern)
        if match is None:
            return None
        try:
            count = whole(next(group for group in match.groups() if group))
        except ValueError:
            return None
        return count if 0 <= count <= 60 else None
