"""Names that sound like a place's and that nobody here has: what visitors heard of elsewhere, or made up."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from collections.abc import Collection

from bot.understanding.folding import compiled

_KIND = (
    "海底世界|海洋馆|海洋公园|水族馆|动物园|植物园|游乐园|游乐场|水上乐园|欢乐谷|乐园|影视城|酒家|酒楼|饭庄|饭店|酒店|宾馆|民宿|餐厅|茶楼|茶餐厅|粥店|粉店|大排档|烧烤店|糖水铺|咖啡馆|书店"
    "|寺|庙|塔|观|祠|缆车|索道|温泉|滑雪场|城堡|大教堂|教堂|书院|天文台|博物馆|美术馆|纪念馆|图书馆|体育馆|剧院|大剧院|电影院|山庄|农庄|广场|公园|景区|古城|码头|大厦|摩天轮|水库|灯塔|瀑布|湿地|古村|沙滩|海滩|岛"
)
_CHINESE = compiled(
    rf"(?:^|[\s,，.。!！?？:：]|去|到)(?:请问|想问下?|问下|唔该|麻烦|我?想去)?(?P<name>[\u4e00-\u9fff]{{1,7}}?(?:{_KIND}))(?=在|喺|几|有|冇|怎|点|门票|要|好|开|系|系|是|的|嘅|电话|地址|票|收|仲|还|今|明|听|$|[\s?？,，])"
)
_NO_NAME = compiled(
    r"哪|边|什么|咩|乜|附近|有|冇|想|这|那|呢|嗰|个|间|家|和|同|跟|近|最|本地|当地|其他|别的|多少|几|一|所有|全部|适合|推荐|免费|市|区$|吃|食|住|玩|看|睇|带|我|你|^[大小老新旧好]$"
)
_ENGLISH = compiled(
    r"(?i:where is|where'?s|hours (?:of|for|at)|number (?:of|for)|how much is|how much does|tickets? (?:for|to)|price of|get to|go to|reach|address of) (?:the )?"
    r"(?P<name>(?:[A-Z][A-Za-z'’-]+|of|the|up|cable car|[a-z]+ (?=(?:up|on) [A-Z]))(?: (?:[A-Z][A-Za-z'’-]+|of|the|up|on|&))*)"
)
_INSTITUTION = compiled(
    r"(?:第?[一二三四五六七八九十\d]+)?(?:体育馆|体育场|医院|小学|中学|大学|学校|幼儿园|派出所|图书馆|影城|电影院|动物园|水族馆|教堂|银行|邮局|加油站|菜市场|菜场)"
)
"""Follows the name of a street or bridge that something else is called after."""
_CAPITAL = compiled(r"[A-Z][a-z]")


_SOUGHT = compiled(
    r"(?:有没有|有无|有冇|有|哪里有|哪儿有|边度有|附近|哪个|边个|最近的|\bany\b|\ban?\b|\bthe\b|\bnearest\b|\bnearby\b)\s*(?:一个|个|间|座|好的)?\s*"
    r"(?P<kind>动物园|野生动物园|海洋公园|海洋馆|海洋世界|水族馆|游乐园|游乐场|主题公园|主题乐园|水上乐园|滑雪场|温泉|缆车|摩天轮|迪士尼乐园|欢乐谷|跳伞|潜水"
    r"|药店|药房|便利店|超市|银行|取款机|柜员机|加油站|邮局|洗衣店|干洗店|健身房|网吧|理发店|眼镜店"
    r"|\b(?:zoo|aquarium|theme park|amusement park|water ?park|ski (?:slope|resort)|hot springs?|cable car|ferris wheel|safari park"
    r"|pharmacy|chemist|drug ?store|supermarket|convenience store|bank|atm|cash machine|petrol station|gas station|post office|launderette|laundry|gym)\b)"
)


def sought(folded: str) -> tuple[int, int] | None:
    """Where a folded text asks for a kind of place that few towns have, such as a zoo, or of a shop that none of our places is."""
    match = _SOUGHT.search(folded)
    return match.span("kind") if match else None


def called_after(folded: str, end: int) -> int | None:
    """Where the name of an institution ends that is called after the place whose name ends at ``end``: a bridge's gym."""
    match = _INSTITUTION.match(folded, end)
    return match.end() if match else None


def unheard(text: str, folded: str, known: Collection[str]) -> str | None:
    """The name of a place in the message that is none of ours, as it was written; for messages that name none of ours.

    Args:
        known: folded names that are no place's, such as the district's and the city's.
    """
    for match in _CHINESE.finditer(folded):
        name = _without(match["name"], known)
        kind = compiled(rf"(?:{_KIND})$").search(name)
        ours = len(name) < len(match["name"])
        if kind and (kind.start() > 0 or ours) and not _NO_NAME.search(name[: kind.start()]):
            return text[match.start("name") : match.end("name")]
    for match in _ENGLISH.finditer(text):
        name = match["name"].strip()
        words = [word for word in name.lower().split() if word not in known]
        if _CAPITAL.search(name) and words and not set(words) <= {"of", "the", "up", "on", "i", "it"}:
            return name
    return None


def _without(name: str, known: Collection[str]) -> str:
    for one in sorted(known, key=len, reverse=True):
        name = name.removeprefix(one)
    return name.removeprefix("的")
