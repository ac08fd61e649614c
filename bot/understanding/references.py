"""Pointing back: the second one, there, that museum."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Mapping

from bot.understanding.folding import compiled
from bot.understanding.numbers import whole
from bot.understanding.roles import Mention

_ORDINAL = compiled(
    r"头([一])(?:个|站|间|家|处)(?:景点|地方)?|第([一二三四五六七八九十]|\d{1,2})\s*(?:个|站|间|家|处|度|项|点)?(?:景点|地方)?(?![天日页季届次])(?:\s*(?:方案|版本|计划|行程))?"
    r"|(?<!on )\bthe (first|second|third|fourth|fifth|sixth|seventh|eighth|\d{1,2}(?:st|nd|rd|th))\b(?! of| day| time| place to|\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))(?: (?:one|place|stop|option|plan|version|alternative))?"
    r"|\b(first|second|third|fourth|fifth|sixth|seventh|eighth|\d{1,2}(?:st|nd|rd|th)) (?:one|place|stop|option|plan|version|alternative)\b"
    r"|(?:\bnumber|\bno\.|\bstop|#)\s*(\d{1,2})\b"
)
_VERSION = compiled(
    r"(?:方案|版本|计划|\bversion|\balternative|\boption|\bplan)\s*(?:no\.? ?|number )?([一二三四五]|[1-5](?!\d)|(?:one|two|three|four|five)\b)(?!\s*(?:个|天|日|day|-day))"
)
_LAST = compiled(r"最后(?:一|嗰)?(?:个|站|间|家|处)(?:景点|地方)?|尾嗰个|\b(?:the )?last (?:one|place|stop)\b")
_LAST_STOP_IS = compiled(
    r"\s*(?:请|麻烦|唔该|帮我|给我|我|想|要|就|可以|能|可唔可以|能不能)*(?:change[sd]?|move[sd]?|改|换|挪|移|调|放|摆|设|定|安排|排|搁|选|拣|落|系|是|去|到|在|喺)(?!掉|走|了|咗|个|下|一|哪|边|什么|咩|唔|不|啥|咪|别|开|除|几|多)"
    r"|\s*(?:of the day )?(?:should be|to be|must be|will be|being|at)\b"
)
"""Told after "the last stop" when it is said where that shall be."""
_MADE_LAST = compiled(
    r"\b(?:make|want|have|call|let|keep)\b[^,.;!?]{2,40}?(?: be| as)?\s*$|\b(?:make|want|have)\s*$|\b(?:as|be|(?:want|have|with) [^,.;!?]{2,30})\s*$|(?:当|做|作为|设为|设成|定为|当成|当作|[放排摆留](?:在|到|喺|做)?)\s*$"
)
"""Told before "the last stop" by those who say what shall be it."""
_PUT_THERE = compiled(
    r"(?:放|排|摆|留|(?:放|排|摆|留|调|挪|移|改|安排|搬|推)(?:在|到|去|喺|返|做))\s*$"
    r"|\b(?:make|put|move)\b [^,.;]{2,40}?(?<! before)(?<! after)(?<! with)(?<! and)(?<! or)(?<! at)(?<! near)(?<! for)(?<! by)(?<! from)(?: as| to| in| into| to be)? $"
)
"""Told before the number that a stop shall get: it points at no stop of that number."""
_CHANGED = compiled(
    r"\s+(?:be )?(?:shorter|longer|earlier|later|quick\w*|brief\w*|removed|gone|out|off|cancelled|dropped|skipped|swapped|replaced)\b"
)
_ANOTHER = compiled(
    r"第二(?:度|笪)|(?:[换揾转改找去试]过|揾)第二(?:间|处|个|家)(?!站|景点)|(?:[改转换]|不如)去第二(?:间|处)"
)
"""Cantonese for any other place: whoever looks for a 第二度 counts nothing."""
_SWAPS_SECOND = compiled(
    r"(?:唔该|麻烦|帮我|帮手|想|我想|不如|[\s,，])*换过第二个(?:站|景点)?[啦喇吧得唔得好啊呀嘛\s!！?？.。]*"
)
"""All of a message that swaps the second stop; told after what isn't wanted it is any other place."""
_AND_NEXT = compiled(
    r"(?:\s*(?:,|&|/|\band\b)\s*)+(?:the )?(?P<en>first|second|third|fourth|fifth|sixth|seventh|eighth|\d{1,2}(?:st|nd|rd|th))\b(?! of\b)(?: (?:one|place|stop)s?)?"
    r"|\s*(?:,|，|和|同|跟|与|同埋)\s*(?P<zh>[一二三四五六七八九十])(?:个|站|间|家|处)"
)
"""Another number told after one: "the second and third"."""
_PLAN_ORDINAL = compiled(r"方案|版本|计划|行程|plan|version|alternative|option")
_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_THERE = compiled(
    r"那里|那儿|那(?=附近|周围|旁边|一带|周边)|嗰(?=附近|周围)|那边|嗰度|嗰边|呢度|这里|这儿|那个地方|嗰个地方|这个地方|呢个地方|那地方|(?:该|此)(?:站|处|地|店|馆|酒店)|刚才那个|啱啱嗰个|(?:头先|先头|啱先|啱啱|刚刚|刚才)(?:讲|话|提|说)?(?:过|到)?(?:嘅|的)?(?:个|嗰|那)(?:度|处|笪|间|个地方|个)|(?<![a-z])(?:there(?! (?:is|are|any|be)\b)|that place|this place|that one|this one|\bit\b)(?![a-z'])|(?<![其吉])它|佢(?!哋)"
)
_NOT_THERE = compiled(
    r"\b(?:be|been|being|get|arrive|are|we'?re|i'?m|come|coming) there (?:on|at|by|from|until|till|for (?:just |only )?(?:one|two|three|a|the)|in (?:the )?(?:morning|afternoon|evening|may|june|july))\b|\b(?:is|are|was|were|will) there\b(?! ?(?:yet|now|\?|$))"
)
_IT_IS = compiled(
    r"\bit(?:'s| is| was| looks?| will| rains?| seems?| gets?)\b(?! (?:open|closed|free|far|worth|still|near|expensive|good))|make it|\bleave it\b(?! (?:in|out|there))|\bforget it\b|take it easy|skip it all"
)
_REST = compiled(r"其他的?|其余的?|其它的?|剩下的?|第啲|\b(?:the )?(?:rest|others)\b|everything else")
_THAT = r"(?:那|这|嗰|呢|该)(?:一)?(?:个|间|座|家|条|处|所)?\s*|\b(?:that|this|the)\s+"


def find_references(text: str, kinds: Mapping[str, str]) -> list[Mention]:
    """What a folded text points back to; ``kinds`` are folded words with their kind of place."""
    found = [Mention(*match.span(), "ordinal", f"plan:{whole(match[1])}") for match in _VERSION.finditer(text)]
    others = [] if _SWAPS_SECOND.fullmatch(text) else [match.span() for match in _ANOTHER.finditer(text)]
    for match in _ORDINAL.finditer(text):
        if any(start <= match.start() < end for start, end in others) or _PUT_THERE.search(text[: match.start()]):
            continue
        plan = "plan:" if _PLAN_ORDINAL.search(match[0]) else ""
        found.append(Mention(*match.span(), "ordinal", f"{plan}{_ordinal(match)}"))
        end = match.end()
        while not plan and (following := _AND_NEXT.match(text, end)):
            group = "en" if following["en"] else "zh"
            if not any(other.start <= following.start(group) < other.end for other in found):
                found.append(Mention(following.start(group), following.end(), "ordinal", str(_ordinal(following))))
            end = following.end()
    found += [Mention(*match.span(), "ordinal", "-1") for match in _LAST.finditer(text) if not _says_where(match, text)]
    if kinds:
        words = "|".join(map(re.escape, sorted(kinds, key=len, reverse=True)))
        for match in re.finditer(rf"(?:{_THAT})({words})(?![a-z])", text):
            found.append(Mention(*match.span(), "that_kind", kinds[match[1]]))
    for match in _THERE.finditer(text):
        if not any(m.start() <= match.start() < m.end() for rule in (_NOT_THERE, _IT_IS) for m in rule.finditer(text)):
            found.append(Mention(*match.span(), "that", ""))
    found += [Mention(*match.span(), "rest", "") for match in _REST.finditer(text)]
    return found


def _says_where(match: re.Match[str], text: str) -> bool:
    """Whether "the last stop" is said for where the day shall end and points back at no place."""
    stop = match[0].endswith(("站", "stop"))
    made = _MADE_LAST.search(text[: match.start()]) and not _CHANGED.match(text, match.end())
    if _PUT_THERE.search(text[: match.start()]):
        return True
    return stop and bool(made or _LAST_STOP_IS.match(text, match.end()))


def _ordinal(match: re.Match[str]) -> int:
    said = next(group for group in match.groups() if group)
    if said in _WORDS:
        return _WORDS.index(said) + 1
    return whole(re.sub(r"(?:st|nd|rd|th)$", "", said))
