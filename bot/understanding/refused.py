"""Whether the words around a mention refuse anything at all: without such words nothing is left out on a guess."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re

from bot.understanding.folding import compiled

_CLAUSE = re.compile(
    r"[,，.。;；!！?？:：]|\s(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s|\b(?:but|so|because)\b|但是?|不过"
)
_NOT = compiled(
    r"(?<![要好想去能可得])不(?!要太|要那么|要[走行]太|错|知|一样|同|过(?:来|去)?|仅|光|止|妨|论|管|会太|太|限|急|少|见不散|见)|唔(?!好太|好[行走]太|好咁|错|知|同|该|紧要|使急|系好)|没(?!问题|关系|事|准)|冇(?!问题|所谓)|别(?![太的样处墅人具称致])|咪(?!住)|甭|莫|嫑|勿|覅|免(?!费)|拒绝|谢绝"
    r"|(?<![a-z])(?:no(?! problem| worries)|not(?! too| only| just| bad)|never|none|nope|nothing|without|cannot|skip\w*|drop(?:ped|ping)?|avoid\w*|except|exclud\w*|enough|hates?|hated|huwag|ayaw|bu (?:yao|yong|xiang|qu)|huan cheng|qu guo|neither|nor|zero|un(?:needed|necessary)|lose|pass|rid|bin|scrap|ditch|than|remove|quit|stop|over it|boycott|veto)\b|n'?t\b"
)
"""Words that say no, and those that take away."""
_AWAY = compiled(
    r"换(?!乘)|改|飞[起咗]|封路|反胃|噩梦|就算|天?日日|天天|烂|顶替|又[俾畀给]|晒[到死]|太(?!太|阳|平|极)|删|去掉|拿掉|划|剔|剪|抽|踢|撤|退|移|减|[少刷抹踩甩飞走]掉|掉|取消|跳过|略|避|绕|算了|算啦|拉倒|饶|放过|放弃|除了|除咗|少[点些啲放排安去]|少(?:一[点些]|两|返)|多过|不如|腻|厌|烦|闷|怕|惊|憎|讨厌|嫌|恨|晕|吐|吵|嘈|挤|迫人|人[挤逼迫]人|人太多|脏|臭|贵|好?远|无聊|骗|坑|累|困|瞓着|睡着|打瞌睡|过敏|敏感|恐高|阴影|坐不住|坐唔定|受不了|够[了喇晒]|都一样|一个样|一样|大把|哪里都|哪儿都|到处|家(?:门口|楼下|附近)|屋企|楼下|小区|[去看睇逛行玩走来嚟到踩坐影拍喝食吃参观]过|[看逛行睇玩走]完|[次遍回]了|上(?:次|回|个?月|周|星期)|昨|琴日|寻[日晚]|去年|做乜|干嘛|使乜|何必|为啥要|关门|闭馆|维修|装修|修着|关了|拜拜|再见|撑不住|爬不动|受罪|遭罪|唔掂|冇"
    r"|(?<![a-z])(?:boring|bored|bores|dull|tired|sick|fed up|allerg\w*|scared?|afraid|creepy|sad|awful|terribl\w*|dread\w*|pricey|expensive|overrated|crowded|packed|noisy|loud|dirty|smell\w*|stinks?|trap|rather|instead|less|fewer|leave|trade|swap|swop|replace|cut|take it (?:out|off)|out|the same|all same|same same|at home|back home|already|been|seen|saw|did|done|visited|yesterday|last (?:week|time|year)|too \w+|up to here|roll(?:s|ing)? (?:his|her|their) eyes|sand in|come on|go easy|easy on|closed|shut|hives|asleep|sleep|yawn\w*|weep|die|dying|hell|punish\w*|torture|spare|change|switch|something else|another|elsewhere|nearer|delete|deleted|can go|far|miles|sien|meh|later)\b"
)
"""Reasons to be rid of something, and to exchange it."""


_WISHED = compiled(
    r"(?:(?<![不唔别莫没冇])(?<!不想)(?<!唔想)(?<!不要)(?<!唔要)(?<!唔好)(?:想|要)?(?:去|看|睇|逛|行|参观)(?![过完腻厌咗到])|\b(?:want|like|love|fancy|visit|see|go) )[^不唔别没冇]{0,6}$"
)
"""Words of a wish on the way to what is named."""


_WELCOME = compiled(
    r"\s*(?:的话|嘅话|那段|那边)?(?:就|倒|都|也|还|仲|我|是|系|挺|很|好|蛮|真)*(?:不错|没问题|冇问题|可以(?!不|唔)|都得|都行|行(?!不|唔)|好(?!像|多|远|闷|嘈|贵|无聊|累|脏|吵|挤|热|晒)|ok|要(?!不|走|排队|钱|门票|爬)|照去|欢迎)(?:的|嘅|啊|呀|啦|吧|了)*\s*$"
    r"|(?:'s| is| are| would be| sounds?| look(?:s)?)? (?:fine|ok|okay|good|great|lovely|welcome|alright|all right|cool|perfect|yes)(?: by me| with me| though)?\s*$|\s+(?:yes|ok|okay|can)\s*$"
)
"""What is told of those that are wished for, in a clause of its own."""


def refusal_around(text: str, start: int, end: int, *, wished: bool) -> bool:
    """Whether a refusal may be of what a folded text names in ``text[start:end]``.

    Args:
        wished: a verb of going or seeing leads to it; only words of the same clause can take that back.
    """
    before, after = text[:start], text[end:]
    begins = [0, *(match.end() for match in _CLAUSE.finditer(before))]
    ends = [*(match.start() for match in _CLAUSE.finditer(after)), len(after)]
    if wished or _WISHED.search(before[begins[-1] :]):
        return bool(_NOT.search(before[begins[-1] :]) or _NOT.search(after[: ends[0]]))
    if _WELCOME.match(after[: ends[0]]):
        return False
    around = (before[begins[-2:][0] :], after[: ends[:2][-1]])
    return any(words.search(side) for words in (_NOT, _AWAY) for side in around)


def speaks_of_refusal(text: str) -> bool:
    """Whether anything is refused, or given a reason to be rid of, anywhere in a folded text."""
    return bool(_NOT.search(text) or _AWAY.search(text))
