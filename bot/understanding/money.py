"""What the day may cost."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from dataclasses import dataclass

from bot.understanding.folding import compiled
from bot.understanding.found import Found
from bot.understanding.numbers import NUMBER, value

_N = rf"((?:(?<=^)|(?<=[\s¥$£€b]))\d{{1,2}},\d{{3}}(?!\d)|(?<!\d,){NUMBER})(?!\d)"
_WITHIN = r"(?:控制在|压在|压到|卡在|卡死|撑死|顶天|顶多|至多|最多|上限|封顶|不超过|不能超过|别超过|不过|抓|预|计)"
_COIN = r"(?:元|块钱?|蚊|圆|人民币|rmb|cny|yuan|kuai|¥|bucks|dollars?|euros?|eur)"
_EACH = r"(?:每人|人均|每个人|一个?人(?!去|玩|行|来|逛)|每位|每只|per person|per pax|each|pp|a head|per head|apiece)"
_LIMITED = r"(?:(?:最好)?(?:莫|勿|甭|嫑|冇|不得|不许|别|不要|唔好|不能|唔可以|不可以?|不|唔)(?:超过?|多过|高过|大过|突破|过)|(?:控制|压|压缩|限|减|降|缩)(?:在|到|至|喺))"
_RULES = [
    compiled(
        rf"(?:预算|经费|花费|消费|花销|开销|budget|bugdet|budgt|budjet|spend(?:ing)?)[^\d,.，。]{{0,14}}?(?:¥\s*)?{_N}\s*{_COIN}?(?![\d十百千]|\s*(?:个|点|天|人(?!均|民)|位|小时|公里|km))(?:\s*{_EACH})?"
    ),
    compiled(
        rf"(?:不超过|不要超过|唔好超过|最多|不多于|少于|低于|唔过|under|below|less than|up to|at most|no more than|max(?:imum)?(?: of)?|within|cheaper than)\s*(?:花|使|¥|rmb|cny)?\s*{_N}\s*{_COIN}"
    ),
    compiled(
        rf"{_EACH}[^\d,.，。]{{0,3}}{_WITHIN}\s*{_N}(?![\d十百千万]|\s*(?:个|点|位|站|处|米|步|岁|斤|小时|公里|km|分钟))(?:\s*{_COIN})?"
    ),
    compiled(
        rf"(?:can'?t|cannot|don'?t|won'?t|not) (?:go|be|spend|pay)(?: (?:over|above|beyond|more than))+ {_N}\s*{_COIN}"
    ),
    compiled(
        rf"(?:up to|under|max(?:imum)?|at most|no more than|within|around|about|最多|以内)\s*{_N}\s*(?:a head|per head|each|pp|per person|a person)"
    ),
    compiled(
        rf"(?:最多|顶多|撑死|不超过|至多)\s*(?:花|使|用)\s*{_N}(?!\s*(?:个|点|位|小时|公里|km|分钟|天))(?:\s*{_COIN})?"
    ),
    compiled(rf"{_N}\s*{_COIN}\s*(?:以内|以下|之内|内|封顶|{_EACH}|左右|度|上下|budget|预算|max|or less|就好|够|搞掂)"),
    compiled(rf"{_EACH}\s*(?:大概|大约|约|消费)?\s*{_N}\s*{_COIN}?(?!个)"),
    compiled(
        rf"{_EACH}[^\d,.，。]{{0,4}}?{_LIMITED}\s*{_N}(?![\d十百千万]|\s*(?:个|点|位|小时|公里|km|米|分钟))(?:\s*{_COIN})?"
    ),
    compiled(rf"(?:\brmb|\bcny|人民币|¥|\$|£|€)\s*{_N}(?! (?:for an?\b|on your))"),
    compiled(
        rf"(?<!not )(?<!they want )(?<!wants )(?<!charge )(?<!charged )(?<!cost )(?<!costs )(?<!paid ){_N}\s*(?:each(?! way| day| time| stop| place| of the)|apiece\b|pp\b|a head\b|per head\b|per person\b|a person\b|per pax\b)"
    ),
    compiled(
        rf"{_N}\s*(?=between (?:us|the (?:two|three|four|five|six|lot) of us)|all in\b|in (?:total|all)\b|altogether\b|all together\b|combined\b|for (?:the (?:lot|pair|both|two|three|four|five|six) of us|all of us|us (?:all|both|two|three|four)|both of us))"
    ),
    compiled(rf"{_N}\s*(?:封顶|到顶|打住)"),
    compiled(
        rf"(?:cheaper|平(?:啲|些少)|便宜(?:一?点儿?|一?些|啲)|省(?:一?点儿?|一?些))[\s,，.、—-]*(?:(?:let'?s )?(?:say|maybe|around|about|to|under)|比如|譬如|例如|大概|大约|差不多|就|到)?\s*(?:说|话)?\s*{_N}(?![\d十百千万:点]|\s*(?:个|点|位|人|小时|公里|km|米|分钟|天|站|处|places?|stops?|hours?|people|%|percent))(?:\s*{_COIN})?"
    ),
    compiled(
        rf"(?:花|使|用|出|掏)(?:个|到|掉|够)?\s*{_N}\s*{_COIN}?\s*(?:就|便|已经)?(?:顶天|封顶|到顶|打住|拉倒|为止|为限|足矣|够了|够晒|够喇|撑死|到头)"
    ),
    compiled(rf"{_N}\s*{_COIN}?(?:花|用|使|洗)(?:完|光|晒)(?:就|便|即)?(?:拉倒|为止|算|收工|收手|停|了事|够)"),
    compiled(
        rf"(?:手头|手上|兜里|身上|口袋里?|钱包里?|荷包)(?:里|就|只|得|有|剩|返|总共|一共)*\s*{_N}(?![\d十百千万]|\s*(?:个|点|位|张|米|分钟|天|站|处))(?:\s*{_COIN})?"
    ),
    compiled(rf"{_N}\s*(?:max(?:imum)?|tops|at most),? (?:each|per person|per head|a head|apiece|pp\b|a person)"),
    compiled(
        rf"(?:别|不要|唔好|莫|甭|不能|唔可以)(?:花|使|用|洗)(?:钱)?(?:超过?|多过|过)\s*{_N}(?![\d十百千万]|\s*(?:个|点|位|小时|公里|km|米|分钟|天|站|处))(?:\s*{_COIN})?"
    ),
    compiled(
        rf"(?:花|使|用|掏|洗)(?:钱|费)?(?:得|的)?{_LIMITED}\s*{_N}(?![\d十百千万]|\s*(?:个|点|位|小时|公里|km|米|分钟|天|站|处))(?:\s*{_COIN})?"
    ),
    # A sum by itself is what the day may cost; a question or a tale of prices is told apart by its intent.
    compiled(rf"{_N}\s*{_COIN}(?!\s*(?:一|1)?(?:张|只|份|碗|斤))"),
]
_MONEY = r"[¥$£€]|预算|经费|消费|花|使|开销|最多|以内|不超过|no more than|at most|under|within|up to|max|budget|bugdet|budgt|budjet|spend"
_EACH_BEFORE = compiled(rf"{_EACH}\s*$")
_LEAST = 15
"""A smaller number is one of a sum only where coins or a budget are named: two each, three altogether."""
_WHOLE_PARTY = compiled(
    r"总共|一共|(?:两|三|四|五|六|几)个?人(?:加起来|一共|总共)|加起来|凑一?起|拢共|统共|通共|合起来|夹埋|夹份|凑份子|全家|总预算|全部人|加埋|合计|合共|in total|altogether|all together|for all of us|for the group|between (?:us|the)|all in\b|combined|for (?:the|us|both)\b[^,.;]{0,14}\bus\b|for us (?:all|both)|for both"
)


@dataclass(frozen=True)
class Budget:
    amount: float
    together: bool
    """For all of the party, not for each."""


def find_money(text: str) -> list[Found]:
    """The budget of a folded text, if it names one."""
    for rule in _RULES:
        for match in rule.finditer(text):
            try:
                amount = value(match[1].replace(",", ""))
            except ValueError:
                continue
            if amount < 1 and match[1] != "0":
                continue
            if amount < _LEAST and not re.search(rf"{_COIN}|{_MONEY}", match[0]):
                continue
            if match[1] in ("a", "an", "one", "一"):
                continue
            together = bool(_WHOLE_PARTY.search(text)) and not re.search(_EACH, text)
            # "One person 150" is no person alone.
            each = _EACH_BEFORE.search(text[: match.start()])
            return [Found(each.start() if each else match.start(), match.end(), Budget(amount, together))]
    return []
