"""Themes that a visitor tells without their names: "somewhere the kids can run wild", "有嘢买嘅地方", "拍海"."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Iterator

from bot.understanding.folding import compiled

_LOOK = r"(?:看看|睇睇|看|睇|瞅|瞧|望|赏|观|游)(?:看|睇|一眼|一下|下|个|吓|点|啲|些)?"
_WISH = r"(?:想|要|爱|来|去|嚟|专门|就|能|可以|非|多|喜欢|钟意|中意|光|只|净系|主要|重点|以|好|得)"
_CHILDREN = r"(?:娃|孩子|小孩子?|孩|细路仔?|小朋友|孙子?|孙女|小家伙|宝宝|小的|仔女|bb|外孙|外甥|侄子?)(?:们|哋)?"
_KIDS = r"(?:kids?|children|boys?|girls?|lads?|lasses|little ones?|toddlers?|twins|nephews?|nieces?|grandkids|grandchildren|grandson|granddaughter|son|daughter)"

_WORDS: dict[str, re.Pattern[str]] = {
    "seaside": compiled(
        rf"{_LOOK}(?:大)?海(?![鲜报外南关拔味底洋鸟棠])|[拍影听](?:下|张|点|啲)?海(?![鲜报外南关拔味底洋鸟棠])|[玩挖堆踩]沙(?!发|盘)|玩水(?!上)|踏浪|冲浪|海傍|(?<=去)还边|\bsand ?castles?\b|\bpaddl(?:e|ing) in the\b|(?<!under )\b(?:by|along|beside|near|next to|on|at) the (?:water(?:'?s edge|side)?|waves)\b"
    ),
    "family": compiled(
        rf"{_CHILDREN}(?:也|都|能|会|可以|玩得|最|去|们)*(?:撒欢|撒野|疯跑|疯玩|放放?电|开心|高兴|尽兴|跑跳|撒开)|撒欢|(?:带|遛|哄)(?:着)?(?:两个|俩|几个)?(?:娃|孩子?|仔)玩|\bkeep (?:the |my |our |these |those )?(?:\w+ )?(?:{_KIDS}|them both) (?:happy|busy|entertained|amused|occupied|interested)\b|\brun (?:wild|free|riot|themselves ragged)\b|\blet off steam\b|\bburn off (?:some |their )?(?:energy|steam)\b|\b(?:fun|good|great|something|stuff|things|places?) for (?:the |my |our )?(?:\w+ )?{_KIDS}\b"
    ),
    "photo": compiled(
        rf"底片|胶卷|菲林|胶片(?!厂)|\bootd\b|{_WISH}(?:系|是)?(?:去)?拍(?:拍|下|一下|几张|点|些|个|张|够)?(?=[\u4e00-\u9fff\ue000])(?!手|卖|板|拖|马|打|门|档|戏|电影|完|了|过|的)|{_WISH}影(?:下|啲|几?张|返|吓|到)?(?:啲)?(?=[\u4e00-\u9fff\ue000])(?!响|院|视|片|子|评)|(?:日落|夕阳|落日|晚霞|日出|街景|靓景)(?:可以|得|嚟|非)?(?:影|拍)|有得影|\bcameras? (?:out|ready|at the ready|in hand)\b|\bpics\b(?! of (?:the )?(?:food|menu))|\bsnap away\b"
    ),
    "food": compiled(
        rf"(?<!\w)食(?:到|足|匀|通|遍|餐好|返餐好|尽)(?![吐病坏])|(?:{_WISH}|带我[们哋]?)食(?:多?啲)?(?:地道|本地|道地|当地|出名|有名|好嘢|好野)|旨在食|(?:要|净系|只系|想)食(?=$|[\s,.;要])|食(?:返|个|碗|啲)?(?:宵夜|夜宵)|撸串|烤串|为食(?:鬼|猫)?|大吃大喝|解解?馋|嘴馋|扫街小吃|逛吃"
    ),
    "shopping": compiled(
        r"有(?:嘢|得|东西|地方|地儿)(?:可以)?买|买(?:点|啲|些|下|几样|返|多)*(?:礼物|手信|纪念品|伴手|衫|衣服|当地货)|入货|\b(?:buy(?:ing)?|pick(?:ing)? up|hunt(?:ing)? for|stock(?:ing)? up on|bring(?:ing)? (?:back|home))(?: \w+){0,3} (?:presents?|gifts?|souvenirs?|keepsakes?|trinkets|goodies)\b|\bpasalubong\b|\bomiyage\b|\bretail therapy\b"
    ),
    "old_town": compiled(
        r"老屋(?:街|区|巷)|旧屋(?:街|区|巷)|民国(?:的)?(?:老)?(?:房|建筑|楼|街|味|风|范)|\bold (?:colonial|shophouse|arcaded?) (?:streets?|buildings?|quarter)\b|\bshophouses?\b"
    ),
    "nature": compiled(
        rf"{_LOOK}(?:树|花(?!灯|车|市|絮|眼|钱)|湖|草木|草坪|林子|山水)|有(?:树|湖|花|草)(?:又|也|仲)?有(?:树|湖|花|草|水)|观湖|游湖|生态(?!园区)|湖泊|树林|(?:绿油油|绿荫|绿植|绿意)|\b(?:something|somewhere|anything|anywhere|bit of|lots of|the) green\b(?! (?:tea|line|light|bean))|\bgreen (?:stuff|bits|areas?|places?|lungs?)\b|\bleafy\b"
    ),
    "night": compiled(
        r"\bneon\b|霓虹|灯饰|亮灯|夜猫子(?:路线|局|行程|团)|(?:夜晚|晚上|夜里|天黑)(?:先|才|至)(?:出动|出洞|出门|出街|出嚟)|\bnite ?(?:markets?|life|view)\b|叶市"
    ),
    "red": compiled(
        r"\bred (?:sites?|spots?|places|history|tourism|heritage|landmarks?|sights?|stuff|attractions)\b|红色(?:的|嘅)?(?:地方|地点|遗址|旧址|历史|文化|故事)"
    ),
    "rural": compiled(r"聚落|村落|田间|\bpaddy fields?\b|\bpaddies\b|\brice fields?\b"),
    "sports": compiled(
        r"\bsporty\b|\b(?:work|break) (?:up )?a sweat\b|\bget (?:active|moving|sweaty)\b|(?:出|流)(?:一?身)?汗|郁动|动一动|活动筋骨|拉练"
    ),
    "study": compiled(
        r"\blearn(?:ed|t|ing)? (?:something|a thing or two|a (?:bit|lot)|stuff)\b|\bteach(?:es)? (?:them|the kids|him|her|us) (?:something|a bit)|[涨开](?:点|啲|下)?(?:见识|知识|眼界)|学(?:点|到|啲|些)(?:东西|嘢|知识|历史)"
    ),
}


def indirect_themes(folded: str) -> Iterator[tuple[int, int, str]]:
    """Where a folded text tells which theme in other words than its name."""
    for theme, pattern in _WORDS.items():
        for match in pattern.finditer(folded):
            yield *match.span(), theme
