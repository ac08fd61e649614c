"""How far a visitor will walk or travel."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.folding import compiled
from bot.understanding.found import Found
from bot.understanding.numbers import NUMBER, value

_N = rf"({NUMBER}|half an?|半)"
_UNIT = r"(公[里理]|千米|km|kilomet(?:er|re)s?|k\b|米|公尺|met(?:er|re)s?|m\b|里路?|英里|miles?|分钟|minutes?\b|mins?\b|步|steps?\b)"
_FIGURE = rf"{_N}\s*{_UNIT}(?P<half>半)?"
_WALK = r"(?:走路?|步行|行路?|徒步|walk(?:ing)?|on foot)"
_LEG = r"(?:每段|每程|每次|每趟|每回|一回|一趟|一口气|一气|每一段|一程|单程|一次|一段|(?:每|任何)?(?:两|俩)个?(?:地方|景点|站|点|处)之间|景点之间|站与站之间|站同站之间|at a stretch|at (?:a|one|any one) (?:go|time|stretch)|两点之间|(?:each|every|any) (?:leg|stretch|walk|bit)|each time|per (?:leg|stretch)|at a time|in one go|at once|(?:between|from) (?:one|each|any) (?:stop|place|sight) (?:and|to) the next|between (?:(?:any )?two (?:stops|places|sights)|stops|places))"
_MOST = r"(?:最多|顶多|至多|撑死|顶天|上限|不超过|(?:不能|不可以?|不得|不许|莫要?|甭|冇|最好不|最好别|别|唔可以|唔好|不好|勿)(?:超过?|多过|多于|过)|不要超过|唔好超过|唔超过|别超过|不多于|不宜超过|不宜多于|唔好多过|唔多过|不要多于|别多于|控制在|少于|以内|max(?:imum)?|at most|no more than|not more than|less than|more than|under|up to|within)"
_LIMITS = [
    compiled(rf"{_LEG}[^,.，。;]{{0,14}}?{_FIGURE}"),
    compiled(rf"{_WALK}[^,.，。;\d]{{0,12}}?{_MOST}[^,.，。;\d]{{0,6}}?{_FIGURE}(?:[^,.，。;]{{0,10}}{_LEG})?"),
    compiled(
        rf"(?:走路|步行|行路|徒步|walk(?:ing)?|on foot)[^,.，。;\d]{{0,8}}?{_MOST}[^,.，。;\d]{{0,4}}?{_N}\s*((?:个)?(?:小时|钟头|钟)|hours?\b|hrs?\b)(?P<half>半)?"
    ),
    compiled(
        rf"(?:不要|唔好|别|莫|甭|不能|不想|唔想|唔可以)(?:再)?(?:让|叫|要|畀)?[^,.，。;\d]{{0,3}}?(?:走|行)(?:得|路)?(?:多过|超过|多于|超出|过)\s*{_FIGURE}(?:[^,.，。;]{{0,6}}{_LEG})?"
    ),
    compiled(rf"(?:步数|行步)[^,.，。;\d]{{0,8}}?{_N}(步)?(?P<half>半)?(?:以内|之内|以下|封顶|为限|$)"),
    compiled(rf"{_MOST}[^,.，。;\d]{{0,4}}?{_N}\s*(步|steps?\b)(?P<half>半)?(?:[^,.，。;]{{0,10}}{_LEG})?"),
    compiled(
        rf"{_N}\s*(步|steps?\b)(?P<half>半)?\s*(?:以内|之内|以下|封顶|到顶|顶天|为限|max(?:imum)?\b|tops\b|at most|or (?:less|fewer)|a day (?:max|at most|tops))"
    ),
    compiled(rf"{_MOST}[^,.，。;\d]{{0,6}}?{_WALK}[^,.，。;\d]{{0,4}}?{_FIGURE}(?:\s*{_LEG})?"),
    compiled(rf"{_MOST}\s*{_FIGURE}\s*(?:of )?{_WALK}(?:[^,.，。;]{{0,10}}{_LEG})?"),
    compiled(
        rf"(?:\bno|\bnot a?|\bnever a?)(?: single)? (?:stretch|leg|walk|bit|section|hop)s? (?:of )?(?:over|above|longer than|more than|beyond) {_FIGURE}(?: on foot)?(?P<leg>)"
    ),
    compiled(
        rf"{_FIGURE}(?: (?:of walking|on foot))?(?: (?:in total|all told|altogether))? (?:is|as) (?:our|my|the|her|his) (?:limit|max(?:imum)?)"
    ),
    compiled(rf"{_FIGURE}\s*{_LEG}"),
    compiled(
        rf"(?:超过|多过|长过|大过){_FIGURE}的?(?:步行|行路|走路|路程|路)(?:段|路段|路程)?[^,.，。;]{{0,4}}?(?:不|唔|免|别|拒绝|莫|pass|no)(?P<leg>)"
    ),
    compiled(
        rf"{_FIGURE}(?:以上|往上|开外|朝上|起步|打上)的?(?:步行|行路|走路|路程|路)(?:段|路段|路程)?[^,.，。;]{{0,4}}?(?:不|唔|免|别|拒绝|莫|pass|no)(?P<leg>)"
    ),
    compiled(
        rf"(?:make|have|let|get|force|march|send) (?:us|me|them|him|her|mum|dad|the kids|my \w+) (?:to )?(?:walk |on foot )?(?:more than|further than|farther than|over|above|beyond) {_FIGURE}(?:[^,.;]{{0,10}}{_LEG})?"
    ),
    compiled(
        rf"{_WALK}(?:到|得|上|个|了)?\s*{_FIGURE}\s*(?:路)?(?:就|便|也|都|已经|算|是|系)*(?:顶天|封顶|到顶|撑死|打住|为限|极限|尽头|顶唔顺|受不了|唔得|不行|够了|够喇)"
    ),
    compiled(
        rf"{_FIGURE}(?: of walking| on foot| a day)?,? (?:tops|max(?:imum)?|at the (?:very )?most|at most|and no more|is plenty)(?: (?:of walking|on foot|of that|walking|afoot))(?:[^,.;]{{0,10}}{_LEG})?"
    ),
    compiled(
        rf"(?:cap|limit|keep) (?:the |our |my |all )?(?:walking|walks?|legs|steps|distance on foot)(?: distances?)? (?:to|at|under|below|within|down to) {_FIGURE}(?:[^,.;]{{0,10}}{_LEG})?"
    ),
    compiled(
        rf"(?:can'?t|cannot|won'?t|nobody|no one|not|never|shouldn'?t|don'?t)\b[^,.;\d]{{0,24}}?\b(?:more than|over|above|beyond|further than|farther than) {_FIGURE} (?:of walking|on foot|walking)(?:[^,.;]{{0,12}}{_LEG})?"
    ),
    compiled(rf"(?:\bwe|\bi) walk {_MOST}\s*{_FIGURE}"),
    compiled(rf"{_WALK}\s*{_FIGURE}\s*(?:以内|之内|以下|max|or less|at most)"),
    compiled(
        rf"(?:can'?t|cannot|won'?t|don'?t want to) walk (?:more than|further than|over) {_FIGURE}(?:[^,.;]{{0,10}}{_LEG})?"
    ),
]
_STEP = 0.7
"""Metres of a step: an estimate of ours, not measured; who counts steps means about so far."""
_FEWEST_STEPS = 300
"""Fewer are those of a stair."""
_FAR = compiled(
    rf"(?:全程|总路程|总共|一共|路程|in total|total(?: distance)?)[^,.，。;\d]{{0,10}}?{_MOST}?[^,.，。;\d]{{0,4}}{_N}\s*(公里|km|kilomet(?:er|re)s?)"
)
_AFOOT = compiled(rf"{_WALK}|行(?!程)")
_THEN_AFOOT = compiled(rf"\s*(?:of )?(?:的|嘅)?{_WALK}")
_LITTLE = compiled(
    r"(?:走|行)(?:不|唔)(?:得)?快|(?:走|行)得(?:很|好|比较)?慢|步履(?:迟缓|蹒跚|维艰)|(?:脚|腿)(?:板|杆|骨)?(?:莫得力|没得力|无力|不得力|使不上劲)|\b(?:can'?t|cannot|can not|couldn'?t|no|nothing|not) (?:do|manage|handle|face|take|cope with)?\s?(?:any |the |too many )?(?:(?:stairs|steps|hills|slopes)(?:,| or| and| nor)+ )?(?:long |far |big )(?:walks?|distances?|hikes?)\b|\b(?:nothing|not|isn'?t|never)(?: too| so| very)? far (?:to walk|on foot)\b|\bas (?:few steps|little walking) as\b|\bminimi[sz]e (?:the |our |all )?(?:walking|steps)\b|\b(?:walking|steps) (?:to|at) (?:a|an absolute|the|a bare) minimum\b|\bkeep (?:the )?walking down\b|\b(?:hips?|knees?|ankles?)(?: was| were| has been| got| just got)? (?:replaced|operated on|gone|went|packed up|gave out|giving out|done in|wrecked|knackered)\b"
    r"|(?:不要|不想|唔好|唔想|别|咪|唔使|不能|不用|少|唔可以|不爱|唔钟意)(?:让\S{1,3})?(?:要|让|逼|叫)?(?:我|我哋|我们|人)?(?:走|行)(?:得)?(?:太多|咁多|太远|咁远|那么多|这么多|多|远|一?[些点啲])?(?:路|远路)?"
    r"|走得(?:还是|仍然?|依然|有点)*多(?![少久远长几])|(?:走|行)(?:得|嘅)?(?:还是|仍然|都|咗|了)?(?:路)?(?:有点|有啲)?太(?:多|远|久|长)|(?:fair|good|quite a|lot) ?(?:bit|lot|deal)? (?:on foot|of walking)|(?:too much|too long a) walk(?:ing)?|walk(?:ing)? (?:is )?(?:still )?too (?:much|far|long)|too far (?:to walk|on foot)|(?:sore|aching|bad|tired) (?:feet|legs|knees?|hip)|膝盖|膝头|(?:对脚|双脚|脚骨)(?:唔|不|都|好|太)?(?:得|行|疼|痛|软|攰|酸|废|系几好)|fewer steps|less steps|\bin (?:high )?heels\b|(?:走|行)(?:不|唔)(?:远|得远|耐|得耐|得咗?太?(?:多|久))|走路less|(?:少|less)(?:一?[点些啲])?(?:走路|行路)|大肚|怀着|怀孕|\bpregnant\b|行唔得远|(?:不太|不大|不怎么|唔系几|唔太)(?:能|会|可以|得)(?:走|行)|\b(?:knees?|feet|legs|hips?|ankles?) (?:is |are )?(?:shot|killing|sore|aching|bad|tired|not what)|(?:easy|gentle) on (?:the|my|our|her|his) (?:legs|feet|knees)|\b(?:nothing|not) (?:too )?strenuous\b|腿疼|脚疼|腿脚|懒得(?:走|行)|(?:别|不要|唔好|咪|尽量别|尽量不)(?:再)?(?:让|叫|要)(?:我|我[们哋]|他|她|佢|老人家?)(?:走|行)(?!进|到|去)|(?:别|不要|唔好)(?:安排|排)(?:得)?(?:太多|咁多|那么多)(?:路|行路|走路)|(?:减|少)[啲点些](?:路程|脚程|步数|脚骨)|(?:走|行|逛|玩)(?:到|得)(?:我|对|双)*(?:脚|腿)(?:都|也|已经|快|就)*(?:软|断|废|酸|肿)(?!都|也|系|是)|(?:脚|腿|膝盖?|膝头)(?:都|也|已经|快|就)*(?:废|肿)|(?:崴|扭|跌)(?:了|到|亲|伤|咗)?(?:只)?(?:脚|膝|腿)"
    r"|\bcan'?t walk (?:so|very|too|that|all that|as) ?(?:good|well|far|much|long)\b|\bwalk(?:ing)? (?:is|gets|has become) (?:hard|difficult|tough|tricky|a struggle|painful|slow)\b|\b(?:struggles?|(?:have|has|having) (?:trouble|difficulty)|not (?:great|good)|unsteady) (?:with |at |on )?(?:walking|(?:my|her|his|our|their) (?:feet|legs|pins))\b|\b(?:knees?|feet|legs|hips?|ankles?|pins) (?:aren'?t|isn'?t|are not|is not|ain'?t) (?:what|as|great|good|up to)\b"
    r"|\b(?:less|fewer|no|not (?:so |too )?much|without|minimal|spare us|enough|cut (?:down )?(?:on )?)(?: of)?(?: (?:the|all (?:this|that)|this|that|so much|too much|any|a lot of))? ?(?:traips|trudg|trekk|tramp|schlep|legwork|slogg|footwork|footslog|plod|yomp|hik)\w*"
    r"|(?:走|行)(?:不|唔)(?:得|了|咗|到)?(?:太|几|好|多)?(?:远|长)(?:的|嘅)?路?|(?:走|行)(?:几|两|多几)步(?:路)?(?:就|都|便)(?:喘|累|攰|痛|疼|要歇|得歇|要唞|歇)|(?:路|脚程)(?:别|莫|不要|唔好|不能|不好)(?:让|叫)?\S{0,3}(?:走|行)?(?:太)?(?:多|远|长)(?![点些])|莫(?:叫|让|要)?\S{0,3}(?:走|行)(?:太|那么|咁)?(?:多|远|长)(?:路)?|(?:脚|腿|膝头|膝盖)(?:板|底板|杆|骨)?(?:起泡|打泡|抽筋|发软|不利索|不灵便|不听使唤|冇力|没劲|没力)"
    r"|\b(?:heavy|excessive|endless|so much|too much|lots of|long|serious) walking\b(?! (?:is|are|'s) (?:fine|ok|no problem))|\b(?:long )?(?:distances?|walks?)(?: on foot)? (?:is|are) (?:beyond|too much for|out of the question|hard (?:on|for)|difficult for|not (?:an option|possible))\b|\b(?:hip|knee|foot|ankle) (?:operation|replacement|surgery|op)\b"
    r"|(?:走|行)(?:少|短)(?:一?[点啲些])(?:路)?|少[点啲些]?(?:走|行)(?:一?[点啲些])?路?|走不(?:动|了)(?:太多|多少|远)?(?:路)?|(?:唔|不)(?:走|行)得(?:太|咁|几|好|那么|这么)*(?:多|远|耐|久|快)(?:路)?|(?:走|行)(?:唔|不)(?:到|得)(?:太|咁|几|好)*(?:多|远|耐|久|长)(?:路)?|(?:冇|没|没有|无)(?:乜|咩|什么|多少)?(?:脚力|气力|力气|脚骨力)(?:走|行)?|行唔(?:郁|到)(?:太多|咁多|远)?|腿脚不(?:好|便)|脚唔好|脚痛"
    r"|(?:not|don'?t want|without|no|can'?t do)(?: to)?(?: do)?(?: too)?(?: much| a lot of| walk(?:ing)?(?: too)? (?:much|far))? ?(?:too much |a lot of |long )?walk(?:s|ing)?(?: too)?(?: much| far| a lot)?"
    r"|(?:less|little) (?:time )?on (?:foot|our feet|my feet)|\b(?:hip|knee|back|ankle|foot)s? (?:is |are |'s )?(?:playing up|acting up|hurts?|giving)|(?:less|little|minimal|limited|reduce(?: the)?|cut(?: down)?(?: on)?(?: the)?) walking|walk (?:a bit |a little )?less|can'?t walk (?:far|much|a lot)|don'?t (?:want to )?walk (?:too )?(?:far|much)"
)
_ON_FOOT = compiled(r"\bwalk|on foot|步行|走路|行路|徒步|用走")
_DISTANCE = compiled(
    rf"{_MOST}\s*{_N}\s*(公里|千米|km|kilomet(?:er|re)s?|k\b|米|公尺|met(?:er|re)s?|里路?|英里|miles?)"
)
_LENGTH = compiled(rf"{_N}\s*(公里|千米|km\b|kilomet(?:er|re)s?|米|公尺|met(?:er|re)s?|m\b|里路?|英里|miles?)")
# Said of walking at leisure, not of walking little.
_STROLL = compiled(r"慢慢|行慢|走慢")


@dataclass(frozen=True)
class WalkLimit:
    metres: float | None
    """None: little, without a figure."""
    minutes: float | None = None
    """Given instead of metres when the limit was told in minutes on foot."""
    per_leg: bool = False
    travel: bool = False
    """A limit of the whole way, by any means."""


def find_walking(text: str) -> list[Found]:
    """Limits of walking and of distance in a folded text."""
    found: list[Found] = []
    if match := _FAR.search(text):
        behind = _THEN_AFOOT.match(text, match.end())
        travel = not behind and not _AFOOT.search(text)
        end = behind.end() if behind else match.end()
        found.append(Found(match.start(), end, WalkLimit(_metres(match[1], match[2]), travel=travel)))
    for rule in _LIMITS:
        for match in rule.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            limit = _limit(match, text)
            if limit:
                found.append(Found(*match.span(), limit))
    if not found and _ON_FOOT.search(text) and (match := _DISTANCE.search(text)):
        found.append(Found(*match.span(), WalkLimit(_metres(match[1], match[2]))))
    if not found and (match := _LITTLE.search(text)) and not _STROLL.search(match[0]):
        found.append(Found(*match.span(), WalkLimit(None)))
    return found


def distances(text: str) -> Iterator[tuple[int, int, float]]:
    """Where a folded text tells a distance, and its metres."""
    for match in _LENGTH.finditer(text):
        try:
            yield match.start(), match.end(), _metres(match[1], match[2])
        except ValueError:
            continue


def _limit(match: re.Match[str], text: str) -> WalkLimit | None:
    # Behind "steps kept to" none is told.
    number, unit = match[1], match[2] or "步"
    if match[0].startswith(("至", "到")):
        return None
    per_leg = "leg" in match.groupdict() or bool(
        re.search(_LEG, match[0]) or re.search(rf"{_LEG}\W{{0,2}}$", text[: match.start()])
    )
    if unit.startswith(("个", "小", "钟", "h")):
        return WalkLimit(None, minutes=60 * (_amount(number) + (0.5 if match["half"] else 0)), per_leg=per_leg)
    if unit.startswith(("分", "min")):
        return WalkLimit(None, minutes=_amount(number) + (0.5 if match["half"] else 0), per_leg=per_leg)
    if unit.startswith(("步", "step")) and _amount(number) < _FEWEST_STEPS:
        return None
    more = _metres("半", unit) if match["half"] else 0
    return WalkLimit(_metres(number, unit) + more, per_leg=per_leg)


def _amount(number: str) -> float:
    return 0.5 if number in ("半", "half a", "half an") else value(number)


def _metres(number: str, unit: str) -> float:
    if unit.startswith(("步", "step")):
        return _amount(number) * _STEP
    if unit.startswith(("公里", "公理", "千米", "k")):
        return _amount(number) * 1000
    if unit.startswith("里"):
        return _amount(number) * 500
    if unit.startswith(("英里", "mile")):
        return _amount(number) * 1609
    return _amount(number)
