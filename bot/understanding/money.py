"""What the day may cost."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from dataclasses import dataclass

from bot.understanding.folding import compiled
from bot.understanding.found import Found
from bot.understanding.numbers import NUMBER, value

_N = rf"({NUMBER})"
_WITHIN = r"(?:控制在|压在|压到|撑死|顶多|至多|抓|预|计)"
_COIN = r"(?:元|块钱?|蚊|圆|人民币|rmb|cny|yuan|kuai|¥|bucks|dollars?|euros?|eur)"
_EACH = r"(?:每人|人均|每个人|一个?人(?!去|玩|行|来|逛)|每位|per person|each|pp|a head|per head)"
_RULES = [
    compiled(
        rf"(?:预算|经费|花费|消费|花销|开销|budget|bugdet|budgt|budjet|spend(?:ing)?)[^\d,.，。]{{0,14}}?(?:¥\s*)?{_N}\s*{_COIN}?(?!\s*(?:个|点|天|人\b|位|小时|公里|km))(?:\s*{_EACH})?"
    ),
    compiled(
        rf"(?:不超过|不要超过|唔好超过|最多|不多于|少于|低于|唔过|under|below|less than|up to|at most|no more than|max(?:imum)?(?: of)?|within|cheaper than)\s*(?:花|使|¥|rmb|cny)?\s*{_N}\s*{_COIN}"
    ),
    compiled(rf"{_EACH}[^\d,.，。]{{0,3}}{_WITHIN}\s*{_N}(?!\s*(?:个|点|位|小时|公里|km|分钟))(?:\s*{_COIN})?"),
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
    compiled(rf"¥\s*{_N}"),
    # A sum by itself is what the day may cost; a question or a tale of prices is told apart by its intent.
    compiled(rf"{_N}\s*{_COIN}(?!\s*(?:一|1)?(?:张|只|份|碗|斤))"),
]
_WHOLE_PARTY = compiled(
    r"总共|一共|(?:两|三|四|五|六|几)个?人(?:加起来|一共|总共)|加起来|全家|总预算|全部人|加埋|合计|合共|in total|altogether|all together|for all of us|for the group"
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
                amount = value(match[1])
            except ValueError:
                continue
            if amount < 1 and match[1] != "0":
                continue
            if match[1] in ("a", "an", "one", "一"):
                continue
            together = bool(_WHOLE_PARTY.search(text)) and not re.search(_EACH, text)
            return [Found(*match.span(), Budget(amount, together))]
    return []
