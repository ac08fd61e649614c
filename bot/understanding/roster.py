"""A company told by naming one after the other: grandma, uncle, auntie and I."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.understanding.folding import compiled
from bot.understanding.numbers import NUMBER, whole

OLDEST_CHILD, YOUNGEST_SENIOR = 14, 60
"""Years up to which somebody is a child, and from which a senior."""

_SPEAKER = r"(?<!跟)我本人|我自己|(?<![们哋带陪给俾畀帮叫让教推问])(?:我(?!地)|俺(?!们)|额(?!们)|侬)|敝人|本人|鄙人|在下|老朽|\b(?:me|myself|i)\b"
_GRANDPARENT = r"(?:外|亲)?(?:爷爷|奶奶|太婆|太公)|外[公婆]|姥[姥爷]|阿[爷嫲嬷公婆太]|嫲嫲|祖[父母]|\b(?:grand(?:ma|pa|mother|father|mum|dad|dad)|granny|gran|nana?|nonn[ao]|pop ?pop|ah ?(?:ma|gong)|lol[ao]|oma|opa|yeye|nai ?nai|po ?po)\b"
_PARENT = r"(?:老|阿)?(?:爸爸?|爹地?|妈妈?|妈咪)|老[豆窦母]|家[父母慈严]|(?:父|母)亲|\b(?:my |our )?(?:mum|mom|mam|mammy|mummy|mommy|ma|dad|da|daddy|pa|father|mother|papa|mama)(?:[- ]in[- ]law)?\b"
_ELDER = r"岳[父母]|外[母父](?!家)|丈母娘|老?丈人|公公|婆婆|老太太|老爷子"
_TWO_GRANDPARENTS = r"外公外婆|爷爷奶奶|姥姥姥爷|阿爷阿嫲|阿公阿[嬷妈婆]|祖父母|\bgrandparents\b"
_TWO_PARENTS = r"公公婆婆|爸爸?妈妈?|妈妈?爸爸?|老豆老母|老爸老妈|父母|爹娘|爹妈|爷娘|岳父岳?母|家公家婆|双亲|两老|二老|老两口|\bparents\b|\bin-?laws\b|\bfolks\b"
_GROWN = (
    r"(?:女|男)(?:朋)?友|未婚[妻夫]|老[公婆](?!饼)|太太|先生|妻子|丈夫|内[人子]|拙荆|外子|爱人|媳妇儿?|儿媳妇?|女婿|对象|另一半|堂客|婆娘|婆姨"
    r"|(?:大|二|三|小|细|阿|老|表|堂|家)?(?:姐姐?|哥哥?|妹妹?|弟弟?)(?!们|妹俩)|(?:表|堂)(?:姐妹|兄弟|兄|弟|哥|姐|妹)|[大细]佬|细妹|家姐|家嫂|阿嫂|大嫂|嫂子|弟[妹媳]|姐夫|妹夫|姐丈|妹丈|舅[舅父妈母爷]|阿舅|妗(?:妈|子)|(?:大|小|细|阿|二)?姨(?:妈|丈|夫|爹|父|母)?|(?:大|小|阿|二)?姑(?:妈|姑|丈|姐|夫|父|母)?|(?:阿|大|二|三|小)?(?:叔叔?|婶婶?|伯伯?|伯父|伯母|伯娘)|侄[子女]?|外甥女?|亲家"
    r"|闺蜜|死党|发小|基友|朋友|老友|同[事学伴]|室友|舍友|拍档|搭档|伙伴|老乡|邻居|街坊|老板|经理|秘书|司机|助理|助手|保姆|月嫂|护工|工人姐姐|导游|翻译|客户|老师|学长|学姐|学妹|学弟|教练|战友"
    r"|\b(?:bf|gf|hubby|wifey|missus|mrs|husband|wife|partner|fianc[eé]e?|boyfriend|girlfriend|spouse|fella|himself|herself|sister|brother|sis|bro|cousin|aunt(?:ie|y)?|uncle|sister[- ]in[- ]law|brother[- ]in[- ]law|bestie|best friend|mate|buddy|pal|colleague|co-?worker|boss|flatmate|room ?mate|classmate|neighbou?r|friend|carer|caregiver|helper|nanny|assistant|secretary|driver|interpreter|nurse|godmother|godfather)(?P<many>s)?\b"
)  # fmt: skip
_YOUNG = (
    r"(?:大|小|细|龙凤)?(?:女儿|儿子|闺女|囡囡?|丫头|孙[子女仔]?|外孙女?|孙囡|宝宝|bb(?!车)|孩子|娃娃?儿?|小孩(?:子|儿)?|小朋友|细路仔?|细蚊仔|细佬仔|崽崽?|伢子?|仔仔?|囡|阿[仔女]|[大二小]宝|小[女儿](?!孩|子)|犬子|小犬|千金|幺儿)"
    r"|\b(?:(?:son|daughter|kid|toddler|newborn|infant|little (?:one|boy|girl)|grandson|granddaughter|grandkid|niece|nephew|teenager|lad|lass)s?|child(?:ren)?|bab(?:y|ies)|grandchild(?:ren)?|youngest|eldest)\b"
)
_TITLE = r"(?:我们?|我家|俺|额|咱|阮|他|她|佢|阿|亲|老|我的|他的|她的|佢嘅|我嘅|家里的?|屋企|个|条|只|位|\b(?:my|our|the|me|his|her|their|an?) (?:(?:best|old|little|wee|elderly|dear|poor|big|baby|young|younger|older) )?)"
_YEARS = r"\s*(?:岁|y/?o\b|yrs?\b|years? old)"
_AGE = rf"\s*(?:才|刚|今年|都|已经|快|aged |, ?)*(?:[(（]\s*(?P<inside>{NUMBER})(?:{_YEARS})?\s*[)）]|(?P<years>{NUMBER}){_YEARS}|(?P<bare>\d{{2}})(?=$|[\s,，.。+&])|{NUMBER}\s*个多?月大?)"
_ONE = (
    rf"(?:(?:她|他|佢|我|her|his|their|my|our)\s*(?=[\d一二两三四五六七八九]|[a-z]+ [a-z]+))?(?P<count>{NUMBER}(?:个|位|名|只|条| |(?=[a-z])))?(?:{_TITLE})?"
    rf"(?:(?P<grands>{_TWO_GRANDPARENTS})|(?P<pair>{_TWO_PARENTS})|(?P<grown>{_GROWN})|(?P<young>{_YOUNG})|(?P<grand>{_GRANDPARENT})|(?P<elder>{_ELDER})|(?P<parent>{_PARENT})|(?P<me>{_SPEAKER}))"
    rf"(?:{_AGE})?"
)
_PERSON = compiled(_ONE)
_BABY = compiled(r"(?:一?个)?[\d一二三四五六七八九十两]{1,3}个多?月(?:大)?(?:的|嘅)?(?![前后内来])")
_SEVERAL = compiled(r"ren$|ies$|(?<!s)s$")
_LINK = compiled(
    r"(?:\s|[,、，+&/]|和|跟|同埋?|与|及|以及|连(?:同|埋|上)?|加(?:上|埋)?|再|仲有|还有|外加|另加|偕|携|\b(?:and|n|plus|with|also)\b)*"
)
"""Between two of a list."""
_WITH_ME = compiled(r"(?:连埋?|加[上埋]?|得|就|只有|剩)$")
_TOLD_OF = compiled(
    r"\s*(?:说|讲|告诉|推荐|介绍|以前|之前|当年|小时候|生前|去年|上次|上回|已经去过|去过|来过|嚟过|吵|闹|打架|分手|离婚|结婚(?!纪念)|的|嘅(?!话)|家(?!头)|们|都?(?:觉得|认为|话)|used to|went|were|was|have (?:been|had|seen|done)|had|came|lived|met|visited|grew|told|said|recommend|always|'s (?:house|place|home|birthday|wedding|office|flat|shop))"
)
"""Told behind people who are spoken of, not brought along."""
_AWAY = compiled(
    r"(?:送给?|买给|给|畀|俾|帮|替|约(?:了|咗|好)?|见|探|找|揾|听|问|等|接|送|像|不(?:带|跟|同|和)|唔(?:带|同|跟)|\b(?:for|from|by|about|of|to|ask(?:ed)?|meet(?:ing)?|see(?:ing)?|visit(?:ing)?|without|tell|let|give|call|than|like|between|as))\s*(?:我|my |the |our )?$"
)
"""Told before people who don't come along."""
_NOT_ALONG = compiled(
    r"[^,，.。;]{0,10}?(?:吃|食|喝|饮|见面|会合|碰头|汇合|约[在好咗了定])|[^,，.。;]{0,6}?(?:不|唔)(?:来|嚟|去|跟)|\s*(?:is|are) ?(?:not|n'?t)|\s*(?:can|wo)(?:not|n'?t)"
)
"""Told behind those of whom the speaker isn't one, who are met for a meal or stay away."""


@dataclass(frozen=True)
class Roster:
    """Those named in a row from ``start`` to ``end`` of a text."""

    start: int
    end: int
    adults: int
    children: int
    seniors: int
    speaker: bool
    """Whether whoever speaks is one of them; then the speaker is an adult of them."""

    @property
    def heads(self) -> int:
        return self.adults + self.children + self.seniors


def rosters(text: str) -> Iterator[Roster]:
    """Each row of people named in a folded text, those that are only spoken of left out."""
    at = 0
    while first := _PERSON.search(text, at):
        named, babies, at = _row(text, first)
        group = _PERSON.match(text, at) if _WITH_ME.search(text[: named[-1].start()]) else None
        if group and named[-1]["me"] and group["count"] and not group["young"]:
            # "With me three teachers": whoever speaks is one of them.
            at = group.end()
            yield replace(_roster([*named[:-1], group], babies, first.start(), at, apposed=group), speaker=True)
            continue
        along = not (_AWAY.search(text[: first.start()]) or _TOLD_OF.match(text, at) or _NOT_ALONG.match(text, at))
        # "Me and my friends" doesn't tell how many.
        if along and not any(one["many"] and not one["count"] for one in named):
            yield _roster(named, babies, first.start(), at)


def _row(text: str, first: re.Match[str]) -> tuple[list[re.Match[str]], int, int]:
    """Whom a row names that begins with somebody, the babies told by their months, and where it ends."""
    named, babies, end = [first], 0, first.end()
    while True:
        link = _LINK.match(text, end)
        after = link.end() if link else end
        following = _PERSON.match(text, after)
        # "My wife" is one person, "me, wife" are two.
        apart = after > end or not ((following and following["me"]) or named[-1]["me"])
        if baby := _BABY.match(text, after):
            babies, end = babies + 1, baby.end()
        elif following and apart:
            named.append(following)
            end = following.end()
        else:
            return named, babies, end


def _roster(
    named: list[re.Match[str]], babies: int, start: int, end: int, apposed: re.Match[str] | None = None
) -> Roster:
    three_generations = any(one["grand"] or one["grands"] for one in named)
    adults, children, seniors, speaker = 0, babies, 0, False
    for one in named:
        count = _count(one)
        age = _age(one)
        if one["me"]:
            speaker = True
        elif one is apposed:
            adults += count
        elif one["grands"] or one["grand"] or one["elder"]:
            seniors += 2 if one["grands"] else count
        elif one["pair"] and not three_generations:
            seniors += 2
        elif one["parent"] and not three_generations and (age is None or age >= YOUNGEST_SENIOR):
            seniors += count
        elif one["young"] and (age is None or age <= OLDEST_CHILD):
            children += count
        elif age is not None and age >= YOUNGEST_SENIOR:
            seniors += count
        else:
            adults += 2 if one["pair"] else count
    return Roster(start, end, adults + speaker, children, seniors, speaker)


def _count(one: re.Match[str]) -> int:
    try:
        if one["count"]:
            return whole(one["count"].rstrip("个位名只条 "))
        return 2 if one["young"] and _SEVERAL.search(one["young"]) else 1
    except ValueError:
        return 1


def _age(one: re.Match[str]) -> int | None:
    said = one["inside"] or one["years"] or one["bare"]
    return whole(said) if said else None
