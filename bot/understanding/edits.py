"""Changes to a plan that are told as a difference: an hour later, cheaper, undo."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from dataclasses import dataclass
from typing import Literal

from bot.understanding.folding import compiled
from bot.understanding.found import Found
from bot.understanding.numbers import NUMBER, value, whole

_N = rf"(?:{NUMBER})"
_HOUR = r"(?:个)?(?:小时|钟头|个钟|钟|hours?|hrs?|h\b)"
_MINUTE = r"(?:分钟|minutes?|mins?)"
_AMOUNT = rf"(?:(?P<h>{_N}|半|half an?)\s*(?P<half>个半)?\s*(?:个)?{_HOUR}(?P<more>半)?|(?P<m>{_N})\s*{_MINUTE})"
_SHIFT = [
    ("later", compiled(rf"(?:往|向)后(?:挪|推|延|移|拖)\s*{_AMOUNT}")),
    ("earlier", compiled(rf"(?:往|向)前(?:挪|提|移|拉)\s*{_AMOUNT}")),
    ("later", compiled(rf"(?:推迟|推后|延迟|延后|押后|后延|挪后|晚|迟|夜)(?:个|大概|约)?\s*{_AMOUNT}")),
    ("earlier", compiled(rf"(?:提前|提早|早)(?:个|大概|约)?\s*{_AMOUNT}")),
    ("later", compiled(rf"{_AMOUNT}\s*(?:later\b|after that)")),
    ("earlier", compiled(rf"{_AMOUNT}\s*(?:earlier\b|sooner\b)")),
    ("later", compiled(r"(?:晚|迟)(?:一?[点些啲])(?:先|再|才)?(?:出发|开始|起床|出门|集合|行|走|起程)|推迟一?[点些下]|start later|leave later|(?:a bit|a little)? ?\blater (?:start|please)|\ba bit later\b|\blater\b$")),
    ("earlier", compiled(r"早(?:一?[点些啲])(?:出发|开始|出门|集合|行|走|起程)|提前一?[点些下]|提早[点些啲]|start earlier|leave earlier|\ba bit earlier\b|\bearlier\b$")),
    ("earlier", compiled(r"(?:(?<![最今明听清朝])早(?:(?:一?[点些啲]|少少)(?:先|就|再)?|(?=收工|收队|结束))|(?:提前|提早)(?:一?[点些啲])?)(?:结束|收工|收队|收尾|散(?!步)|收|完|回(?:来|去|家|酒店|程)?|返(?:嚟|去|屋企|酒店|程)?|归家)|\b(?:finish|end|stop|wrap up|be back|come back|get back|go back|head back|return|back)(?: up| home| the day| the tour)? (?:a (?:bit|little) |somewhat |slightly )?(?:early|earlier|sooner)\b(?! (?:in|on|evening|afternoon|morning|enough))")),
    ("later", compiled(r"(?:晚|迟|夜|推迟)(?:一?[点些啲]|少少)(?:先|就|再|才)?(?:结束|收工|收队|收尾|散(?!步)|收|完|回(?:来|去|家|酒店|程)?|返(?:嚟|去|屋企|酒店|程)?|归家)|\b(?:finish|end|stop|wrap up|be back|come back|get back|go back|head back|return|back|stay out)(?: up| home| the day| the tour)? (?:a (?:bit|little) |somewhat |slightly )?later\b")),
]  # fmt: skip
_DAYS = [
    (1, compiled(rf"(?:(?:往|向)后(?:错|顺|窜|调|搬|改)|推迟|推后|推|延迟|延后|延|押后|顺延|后延|挪后|往后|向后|(?<![下昨今明每])晚|迟)(?:多|个|挪|推|延|移|拖|顺延|返|到){{0,2}}\s*(?P<n>{_N})\s*(?:天|日)(?![游程间夜]|\S?(?:预约|订|买|book))")),
    (-1, compiled(rf"(?:(?:往|向)前(?:错|窜|调|搬|改)|提前|提早|往前|向前|移前|挪前|(?<![今明早])早)(?:多|个|挪|提|移|拉|返|到){{0,2}}\s*(?P<n>{_N})\s*(?:天|日)(?![游程间夜]|\S{{0,3}}(?:预约|订|买|约|购|book|抢|通知))")),
    (1, compiled(rf"\b(?P<n>{_N}) days? (?:later\b|further on\b|after(?:wards)?(?=\s*(?:$|[,.;!?]|instead|please|pls))|after (?:that|it)\b)")),
    (-1, compiled(rf"\b(?P<n>{_N}) days? (?:earlier|sooner|before (?:that|it)|forward)\b")),
    (1, compiled(rf"\b(?:push|move|put|shift|postpone|delay|bump)(?: it| that| the plan| everything| the trip| the whole thing)?(?: back| on| out)?(?: by)? (?P<n>{_N}) days?\b(?! (?:earlier|sooner|forward|before))")),
    (-1, compiled(rf"\b(?:bring|pull|move)(?: it| that| the plan| everything| the trip| the whole thing)? (?:forward|up)(?: by)? (?P<n>{_N}) days?\b")),
    (1, compiled(r"\b(?:make|move|shift|change|switch|do|have|put|push|go)\b[^,.;]{0,18}?\b(?:the )?(?:day after|following day|next day)\b(?! (?:tomorrow|tmr|tmrw|trip|plan|we|i|the|my|our|is|was)\b)|(?:改|换|挪|移|推)(?:做|成|到|去|为)?(?:第二[天日]|后一[天日]|隔[天日])")),
    (-1, compiled(r"\b(?:make|move|shift|change|switch|do|have|put|bring|go)\b[^,.;]{0,18}?\b(?:the )?(?:day before|previous day)\b(?! (?:yesterday|we|i|the|my|our|is|was)\b)|(?:改|换|挪|移)(?:做|成|到|去|为)?前一[天日]")),
]  # fmt: skip
"""The day is moved, not its hours."""
_MOST_DAYS = 31
_END = compiled(r"结束|收工|回(?:来|去|酒店)|返(?:嚟|去|酒店)|\bend\b|\bfinish\b|\bback\b|\breturn\b")
_CLAUSE_ENDS = compiled(r"[,，.;；!！?？]|\band\b|\bbut\b|然后|再|出发|开始|起程")
"""What parts the words around a shift from other wishes."""
_CHEAPER = compiled(
    r"便宜[一]?[点些啲]|平[啲点些]|平一[点啲]|省(?:点|啲|一?点)?钱|悭(?:啲|点)?(?:钱)?|[太有好]点?贵|贵[了咗喇]|省着[点些啲]?|省[点些啲]|花(?:得)?再?少[点些啲]|少花[点些]?钱|预算低|chee?a?per|less expensive|lower (?:the )?(?:cost|budget)|save money|too expensive|on a budget|cheap\b|bit pricey|bit steep|too pricey"
)
_FEWER = compiled(
    rf"(?:景点|地方|站|位)(?:再)?少(?:返)?(?:一?[点些啲])|少(?:去|行|看|睇|排|安排)?({_N})(?:个|站|处|间)(?!(?:大|小|成年)?人|小?孩|小朋友|朋友|同[事学]|细路|钟|小时)(?:景点|地方|位)?|(?:砍|减|去)(?:掉|少)({_N})(?:个|站|处)(?:景点|地方|位)?"
    r"|太多(?:个)?(?:地方|景点|站|位)|(?:地方|景点|站|位)(?:实在|真的|都|安排得|排得|也)?太多|\btoo many (?:places|stops|sights|things|attractions)\b"
    rf"|\bfewer (?:places|stops|sights|things)\b|\b({_N}) (?:place|stop|sight)s? (?:less|fewer)\b|\b(?:drop|lose|cut) ({_N}) (?:of them|stops?|places?)\b"
)
_MORE = compiled(
    rf"(?<![最至顶不])(?:再|多|加)(?:给我|帮我)?(?:加|去|添|安排|排|看|睇|行|逛|玩|塞|插)?(?:多)?({_N})(?:个|处|站|间)(?:景点|地方|位(?!人)|地儿|站)?(?=$|[\s,，.。!！吧啦喇呀可得就去])"
    rf"|\b(?:add|fit in|squeeze in)(?: in)? ({_N}|another)(?: more| extra| other)? (?:place|stop|sight|attraction)s?\b(?! (?:to (?:eat|drink|stay)))"
    rf"|\b({_N}|another)(?: more| extra) (?:place|stop|sight|attraction)s?\b"
)
"""So many stops more than there are."""
_ANOTHER = compiled(
    r"换(?:过|咗|了)?一?(?:批|拨|套)|换(?:过)?(?:晒|个遍)|\b(?:a )?(?:whole )?(?:new|different|other|another) (?:lot|set|batch|bunch|selection)\b|\ball different ones\b|重新(?:排|规划|安排|做)|再(?:排|做)一(?:个|版|份)|换(?:一)?个(?:方案|行程|计划|版本)|另(?:外)?一?个(?:方案|行程|计划)|再(?:来|出|给)一?个(?:方案|行程)?|another (?:plan|version|option|one)|different (?:plan|version)|something else instead"
)
_NOT_OF_THE_DAY = compiled(
    r"(?:不要|唔要|唔好|别|咪|不想|唔想|不去|唔去)(?:再|安排|排)?(?:去|搭|坐|玩|食|吃|睇|看)?[^\s,，.。;]{0,8}[\s,，]*(?:太|好|咁|又|真|实在)?$|\b(?:no|not|skip|drop|without|don'?t (?:want|like)|leave out)\b [^,.;]{2,30}[,;]? (?:it'?s |that'?s |they'?re |is |are |as it'?s |because it'?s )*$"
)
"""Told before "too expensive" by those who won't have something, and say why."""
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_NEXT_WEEKDAY = compiled(
    r"\bthe (?:following (mon|tues|wednes|thurs|fri|satur|sun)day|(mon|tues|wednes|thurs|fri|satur|sun)day (?:after(?: (?:that|it|next))?|following))\b(?! (?:noon|lunch|dinner|we|i|the|my|our))"
    r"|(?:再)?(?:之后|以后|后面|跟住)(?:的|嘅|嗰|那)?(?:一)?个?(?:星期|周|礼拜)([一二三四五六日天])|再下(?:一)?个?(?:星期|周|礼拜)([一二三四五六日天])"
)
"""A day of the week counted from the plan's day."""
_NEXT_DAY = compiled(
    r"[\s,，]*(?:咁|噉|那么?|而|唉|啊|好|ok(?:ay)?)*[\s,，]*(?:第[二2][天日]|(?:隔|后一)[天日])(?:的|嘅)?(?:行程|安排)?(?:呢|咧|点样|怎么(?:安排|玩|走)|点(?:安排|玩|行))[\s?？!！啊呀]*"
    r"|(?:(?:ok|okay|and|so|great|good|right|then)[\s,.]+)*(?:(?:what|how) about |and |what'?s (?:on |for )?)(?:the (?:second|next|following) day|day (?:two|2))(?: then)?[\s?.!]*"
)
"""All of a message that asks for the day after the plan's as well."""
_UNDO = compiled(
    r"撤销|撤回|撤了|倒回去|退回去|变返|返转头|回复原|复原|还原|取消上一步|(?:返转头|返|回到?|退回?)(?:到)?上一?(?:步|个|版|次)|上一步|改回(?:来|去)|改返(?=$|[\s,，.。!！啦喇嚟来去之头先])|put (?:it|that) back|取消(?:头先|刚才|啱啱|刚刚|上面)\S{0,10}(?:步|下|改动|修改)|刚(?:才)?(?:这|那)(?:一)?(?:下|步)(?:不算|取消|撤)|(?:the )?way it was|how it was|roll (?:it |that )?back|take that back|恢复(?:原来|之前|上)|\bundo\b|revert|go back(?: to (?:the )?(?:previous|last|before))?|\bback one\b|previous (?:version|plan)|restore"
)
_UNDO_TIMES = compiled(rf"({_N}|twice)\s*(?:步|次|下|个|steps?|times|changes)?")
_RESTART = compiled(
    r"重新(?:来过?|开始)|从头(?:来|再来|开始)|由头(?:嚟过?|开始|再嚟)|重来|全部(?:取消|清空|推翻|重来)|清空|推倒重来|start (?:over|again|afresh|from scratch)|from scratch|new plan from|forget (?:all|everything)|^reset\b|reset (?:the plan|everything|all)"
)
_LATE = compiled(
    r"(?:晚|迟)(?:到)?(?:了|咗)|耽误|耽搁|误点|误车|塞车|堵车|堵住|赶不上|赶唔切|running (?:\S+ ){0,3}late|behind schedule|\bdelayed\b|\bheld up\b|(?:we'?re|i'?m|are|am) (?:\S+ ){0,3}late\b"
)
_SAME = compiled(r"同样的?|一样的?(?:行程|计划)?|照旧|照样|其他不变|其他照旧|其余不变|the same\b|same plan")


@dataclass(frozen=True)
class Edit:
    kind: Literal[
        "later", "earlier", "cheaper", "fewer", "more", "another", "undo", "restart", "same", "late", "day", "next_day"
    ]
    minutes: int | None = None
    """For later and earlier; None when no length was told."""
    of_end: bool = False
    """The day's end is shifted, not its beginning."""
    times: int = 1
    """How many steps to undo, or stops fewer or more."""
    days: int = 0
    """For day: how many days after the plan's day; below 0 for days before it."""
    weekday: int | None = None
    """For day: the first such day of the week after the plan's day, from 0 for Monday."""


def find_edits(text: str) -> list[Found]:
    """Relative changes in a folded text, in its order."""
    found = _moved_days(text)
    for kind, pattern in _SHIFT:
        for match in pattern.finditer(text):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(Found(*match.span(), _shift(kind, match, text)))
    for name, rule in (
        ("cheaper", _CHEAPER),
        ("another", _ANOTHER),
        ("fewer", _FEWER),
        ("more", _MORE),
        ("restart", _RESTART),
        ("same", _SAME),
        ("late", _LATE),
    ):
        if said := _said(name, rule, text):
            times = _stops(said) if name in ("fewer", "more") else 1
            found.append(Found(*said.span(), Edit(name, times=times)))  # type: ignore[arg-type]
    if (said := _UNDO.search(text)) and not any(one.value.kind == "restart" for one in found):
        found.append(Found(*said.span(), Edit("undo", times=_times(text, said))))
    if said := _NEXT_DAY.fullmatch(text):
        found = [Found(*said.span(), Edit("next_day"))]
    return sorted(found, key=lambda one: one.start)


def _said(name: str, rule: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Where an edit is told; what is too expensive may be something that isn't wanted rather than the day."""
    return None if name == "cheaper" and too_expensive_to_go(text) else rule.search(text)


def too_expensive_to_go(text: str) -> bool:
    """Whether a folded text won't have something because of what it costs."""
    told = _CHEAPER.search(text)
    return bool(told and _NOT_OF_THE_DAY.search(text[: told.start()]))


def _moved_days(text: str) -> list[Found]:
    """The first that is said of days before or after the plan's, if anything."""
    for sign, pattern in _DAYS:
        for match in pattern.finditer(text):
            said = match.groupdict().get("n") or "1"
            try:
                days = whole(said)
            except ValueError:
                continue
            if 0 < days <= _MOST_DAYS:
                return [Found(*match.span(), Edit("day", days=sign * days))]
    if told := _NEXT_WEEKDAY.search(text):
        named = next(group for group in told.groups() if group)
        weekday = _WEEKDAYS.index(named) if named in _WEEKDAYS else "一二三四五六日".index(named.replace("天", "日"))
        return [Found(*told.span(), Edit("day", weekday=weekday))]
    return []


def _shift(kind: str, match: re.Match[str], text: str) -> Edit:
    around = f"{_CLAUSE_ENDS.split(text[: match.start()])[-1]}{text[match.start() : match.end() + 8]}"
    groups = match.groupdict()
    minutes: int | None = None
    if groups.get("h"):
        hours = 0.5 if groups["h"].startswith(("半", "half")) else value(groups["h"])
        minutes = round(hours * 60) + (30 if groups["half"] or groups["more"] else 0)
    elif groups.get("m"):
        minutes = whole(groups["m"])
    return Edit("later" if kind == "later" else "earlier", minutes, bool(_END.search(around)))


def _stops(match: re.Match[str]) -> int:
    """How many stops fewer or more."""
    said = next((group for group in match.groups() if group), None)
    return max(1, min(10, whole(said))) if said and said != "another" else 1


def _times(text: str, match: re.Match[str]) -> int:
    after = text[match.end() : match.end() + 12]
    before = text[max(0, match.start() - 6) : match.start()]
    for piece in (after, before):
        if (count := _UNDO_TIMES.search(piece)) and count[1] not in ("a", "an"):
            return 2 if count[1] == "twice" else max(1, min(20, whole(count[1])))
    return 1
