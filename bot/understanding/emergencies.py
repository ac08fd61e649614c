"""Who is in danger, and whose help is needed first."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from re import Pattern
from typing import Literal

from bot.understanding.folding import compiled
from knowledge.places.district import Service

Despair = Literal["own", "of_another"]
"""Who thinks of dying: the visitor, or somebody the visitor fears for."""

_END = r"(?=$|[\s,.!?;:~…]|的?(?:念头|想法|冲动))"
_DEED = r"(?:自杀|自尽|轻生|寻死|寻短见|割腕|跳楼(?!机|价|大)|跳(?:海|河|桥|江)(?:自|死|算|了结|一了)|烧炭(?!烤)|吞(?:安眠)?药|自残|伤害自己|了结自己|结束(?:自己|我|佢|她|他)?(?:自己)?(?:的|嘅)?(?:生命|性命))"
_SOMEBODY = r"(?:我|有人|有个?|个?人|他|她|佢|朋友|老公|老婆|太太|先生|女儿|儿子|爸爸?|妈妈?|同学|同事|孩子|小孩|阿妈|阿爸|女朋友|男朋友|女仔|男仔)"
_DESPAIR = compiled(
    r"(?:不|唔)(?:太|再|是很)?想(?:再|继续)?(?:活|生存)(?!动|泼|跃|捉|络|血|得|在|成|吃|鱼|虾|蟹|鲜|海鲜)|(?:不|唔)想(?:再)?做人|(?:活|生存)(?:不|唔|落唔|唔落)(?:下|落)?去(?![的年])|活唔落去"
    r"|(?:活着|活住|活下去|生存|在世|做人|人生)(?:真的?|实在|真系|都|好|也|已经|根本|仲|还|系|是)*(?:没有?|冇|无)(?:什么|咩|乜|啥|任何)?(?:意思|意义|价值|瘾|盼头)|(?:活着|活住|活下去|做人)(?:还|仲|又|究竟|到底)*(?:有|为了?)(?:什么|咩|啥|乜)(?:意思|意义|用|$)|活着(?:真的?|太|好)(?:累|痛苦|辛苦)"
    rf"|(?<![得到])(?<![得到]我)(?<!得人)想(?:去)?死(?:了|啦|喇|算了?|掉|咗)?{_END}|(?<![热冷冻累饿渴困笑烦气吵贵闷晒])死(?:了|咗|掉|咗佢)(?:算|好过)|(?:不如|宁愿|情愿)(?:去)?死(?:了|咗|掉|去|{_END})|一了百了"
    rf"|{_SOMEBODY}[^,.!?]{{0,10}}{_DEED}|(?:想|要|打算|准备|试图|企图|试过){_DEED}|^(?:真的?|好)?(?:想)?(?:自杀|轻生)|(?:想|要|准备|打算)(?:去|从\S{{1,6}})?(?:跳楼(?!机|价|大)|跳桥)"
    r"|\b(?:kill|hang|shoot|drown|harm)(?:ing)? (?:my|him|her|them)sel(?:f|ves)\b|\b(?:want|going|wanna|might|urge|feel like|thoughts? (?:of|about)|thinking (?:of|about)) (?:to )?(?:hurt|cut)(?:ting)? (?:my|him|her)self\b|\bsuicidal\b|\b(?:commit(?:ting)?|thinking (?:of|about)|thoughts? of|consider(?:ing)?|attempt(?:ed|ing)?|contemplat\w+|planning) suicide\b|\bsuicid(?:e|al) thoughts?\b"
    r"|\bend(?:ing)? (?:it all|(?:my|his|her|their) (?:own )?li(?:fe|ves))\b|\btak(?:e|ing) (?:my|his|her|their) own li(?:fe|ves)\b|\b(?:don'?t|do not|doesn'?t|does not|no longer|not) (?:want|wish|wanna) (?:to )?(?:live|be alive|exist|go on living|wake up)(?: any ?(?:more|longer))?(?=$|[\s]*[,.!?;])|(?<!me )\b(?:want|wanna|wish|wants|ready|rather|going|decided) (?:to )?(?:just )?die(?! (?:for|of|from|laughing|hard))\b(?=$|[\s]*[,.!?;]|\s+(?:now|today|tonight|here|right|already|and|because))"
    r"|\bwish(?:es|ed)? (?:i|he|she) (?:was|were) (?:dead|never born)\b|\bbetter off (?:dead|without me)\b|\b(?:isn'?t|not|no longer) worth living(?! in)\b|\bno (?:reason|point|sense) (?:to|in) (?:live|living|liv(?:e|ing) on|go(?:ing)? on living|being alive)\b(?! in)|\bnothing (?:left )?to live for\b|\b(?:want|wants|wanna|going|threatening|about|threatens) (?:to )?jump(?:ing)? off (?:the|a) (?:\w+ )?(?:bridge|roof|building|balcony)\b"
)
"""Says that somebody wants to die; not that somebody is missed, laughs or sweats to death."""
_OF_ANOTHER = compiled(
    r"有人|有个|朋友|他|她|佢|老公|老婆|太太|女儿|儿子|爸|妈|同学|同事|孩子|小孩|女仔|男仔"
    r"|\b(?:he|she|they|him|her|them|himself|herself|themselves|someone|somebody|friend|wife|husband|son|daughter|mother|father|mum|mom|dad|man|woman|guy|girl|boy)\b"
)
_MYSELF = compiled(
    r"我(?!个|的|嘅|哋|们|老|太|女|儿|爸|妈|阿|同|朋|家|见|睇|看|怕|担|觉得[他她佢])|\b(?:i|myself)\b(?! (?:think|fear|see|saw|worry|know)\b)"
)
_EXAGGERATES = compiled(
    r"(?:热|冷|冻|饿|渴|累|攰|困|眼瞓|笑|烦|闷|气|挤|晒|吵|贵|想|爱|馋|急|羡慕|美|香|好吃|好食|无聊|尴尬|开心|肉酸|辣|酸|丑|堵|逼|难吃|走|行|玩|吓|忙)(?:得|到)?(?:要|想)?(?:死|爆|疯|翻|癫)"
    r"|\b(?:to die for|dy(?:ing|e) (?:of|from|to|for)|starv(?:ing|ed) to death|(?:bored|freez\w*|froze|boil\w*|scared|tired|hot|cold) to death|laugh(?:ing|ed)? to death|die laughing|killing (?:me|us|time)|kills me)\b"
)
"""Dies of heat or laughter, as one says."""

_FIRE = compiled(
    r"[着著起失]火|火[警烛灾]|[起冒黑浓]烟|煤气|燃气|爆炸|烧(?:起|着|紧)|消防|\b(?:fire|smoke|smoking|gas leak|explosion|exploded|burning)\b"
)
_AMBULANCE = compiled(
    r"晕|昏|叫[不唔]醒|倒下|倒在|休克|抽搐|中暑|骨折|[扭崴][伤到了]|崴|拗柴|[摔撞跌打捅烫烧咬割]伤|摔断|[跌仆]亲|受伤|流血|吐血|中毒|溺|落水|[掉跌]\S{0,8}(?:水|海|河|shui)|撞车|车祸|过敏|呼吸|[喘唞][不唔]|胸|心口|心脏|急症|急救|救护车|被咬|蛇|噎|中风|脑梗|不省人事|触电|羊水|临盆|作动|阵痛|(?:要|快|就)生(?:了|喇|啦|仔|孩子|咗)"
    r"|\bambulance\b|\bdoctor\b|\binjur|\bbleed|\bblood\b|\bfaint|passed out|collapsed|unconscious|heart attack|\bchest\b|\bdrown|fell in|breath|\bchok|allerg|\bstroke\b|heat ?stroke|\bseizure|poison|\b(?:broke|broken|twisted|sprained|hurt|cut)\b|bitten|\bcrash|\baccident\b|hit by|in labou?r\b|into labou?r\b|\bbirth\b|baby is coming|\bstabbed\b|\bburn(?:t|ed)\b"
)
_POLICE = compiled(
    r"偷|抢|劫|窃|被(?:人|他|她|佢)?打|畀人打|跟踪|尾随|跟[住着]|走[失丢散]|不见|唔见|[找揾][不唔]|丢了|冇咗|没了|报警|派出所|非礼|猥亵|性侵|强奸|绑架|刀|捅|失联|踪影"
    r"|\bpolice\b|stol|\bstole\b|\brob|mugg|pick.?pocket|snatch|grabbed|attack|assault|follow|stalk|missing|\blost\b|(?:can'?t|cannot|couldn'?t) (?:find|see|spot)|wandered|vanish|disappear|\brap(?:ed|ist)\b|molest|grop|kidnap|knife|\bgun\b|stabbed"
)
_NEEDS: dict[Service, Pattern[str]] = {"fire": _FIRE, "ambulance": _AMBULANCE, "police": _POLICE}


def despair(folded: str) -> Despair | None:
    """Whether somebody is said to want to die, and who."""
    if not _DESPAIR.search(folded):
        return None
    return "of_another" if _OF_ANOTHER.search(folded) and not _MYSELF.search(folded) else "own"


def exaggerates(folded: str) -> bool:
    """Whether dying is but a manner of speaking: "dead tired"."""
    return bool(_EXAGGERATES.search(folded))


def needed(folded: str) -> tuple[Service, ...]:
    """The services that help in what is told, the most urgent first; the police where nothing tells."""
    return tuple(service for service, words in _NEEDS.items() if words.search(folded)) or ("police",)
