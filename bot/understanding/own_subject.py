"""What a question asks about by a phrase of its own: "where is the night market" asks about no place spoken of before."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from bot.understanding.folding import compiled

_ASKS = (
    r"(?:到底|究竟|现在|而家|今年|今天|今日|明天|听日)?(?:的|嘅)?(?:大概|具体)?(?:在|喺)(?:哪|边|什么)|(?:的|嘅)?(?:位置|地址|电话|门票|票价|开放时间|营业时间)|[几机](?:点|号|时|月)|几多?钱"
    r"|什么时候|何时|多少钱|收费|收钱|免费|要(?:不要|唔要)?(?:门票|钱|票|预约)|(?:怎么|点样?|如何)(?:去|走|行|搭|坐)|开(?:门|放|不开|唔开|着|吗|了|咗|未)|系边|是哪"
)
_PLACE = r"[寺庙塔观祠宫馆园城堡湾岛山岭湖河溪滩街路巷里桥村镇港站院厦店铺楼阁家宅府居市场坊节会]"
_CHINESE = compiled(
    rf"(?:^|[\s,，.。!！?？:：])(?:请问一?下?|想问下?|问下|唔该|麻烦|那么?|咁|噉)*(?P<name>[\u4e00-\u9fff]{{1,9}}{_PLACE})(?={_ASKS})"
)
_OF_NO_OWN = compiled(
    r"^[个间座]|[那这呢嗰它佢哪边我你他她们哋咩想要可以能会去来嚟到在喺坐搭走行从由周今明昨最每离]|什么|星期|礼拜|早上|上午|下午|晚上|附近|旁边|里面|入面|里头|其他|有"
)
"""Points back, tells when or how: names nothing of its own."""
_ANY = compiled(
    r"(?:最近的?|公共|男|女|小|大)?(?:停车场?|售票厅?|洗手间|卫生间|厕所|大门口?|正门|入口|出口|门口|服务台|公交站|巴士站|车站|地铁站|商店|小店|小卖部|餐厅|饭堂|食堂|展馆|场馆|全程|一路|回家|市场|人家|大家|国家|商家|店家|专家|老人家)"
)
"""What many places have or are."""
_PHRASE = r"(?:(?:the|a|an|any|some) )?(?P<name>[a-z][a-z'’-]*(?: [a-z][a-z'’-]*){0,5}?)"
_ENGLISH = compiled(
    rf"\bwhere(?:'s| is| are| was| were) {_PHRASE}(?= (?:filmed|shot|located|exactly|again|please|then|now)\b| ?[?.!,;]|$)"
    rf"|\b(?:how|what) about {_PHRASE.replace('name', 'other')}(?= ?[?.!,;]| then\b| instead\b|$)"
    rf"|\b(?:opening hours|hours|address|phone number|ticket price|price) (?:of|for) {_PHRASE.replace('name', 'third')}(?= (?:please|today|tomorrow|on)\b| ?[?.!,;]|$)"
)
_OF_NO_OWN_EN = compiled(
    r"\b(?:it|its|that|this|these|those|there|here|they|them|we|us|you|i|me|my|our|one|ones|other|others|rest|same|both|everything|all|first|second|third|last|next"
    r"|tomorrow|today|tonight|now|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mornings?|afternoons?|evenings?|weekends?|holidays?|later|earlier|instead|of it|is|are|going|driver"
    r"|hours|opening|times?|prices?|tickets?|admission|entry|entrance|exit|gate|doors?|phone|number|address|parking|car park|toilets?|restrooms?|bathrooms?|loos?|lockers?|wi-?fi|caf[eé]|shop"
    r"|bus|buses|taxis?|metro|train|walking|kids?|children|wife|husband|mum|dad|grandma|grandpa|students?|seniors?|discounts?|lunch|dinner|breakfast|food|rain|weather|sunset|sunrise|nearest|way)\b"
)


def own_subject(folded: str) -> str | None:
    """The phrase of a folded question that names what it asks about; None when it only asks, or points back."""
    for match in _CHINESE.finditer(folded):
        name = match["name"]
        if not _OF_NO_OWN.search(name) and not _ANY.fullmatch(name):
            return name
    for match in _ENGLISH.finditer(folded):
        name = match["name"] or match["other"] or match["third"]
        if not _OF_NO_OWN_EN.search(name):
            return name
    return None
