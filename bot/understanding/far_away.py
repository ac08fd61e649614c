"""Well-known destinations that are no part of any district here: a day in Guilin can't be planned from our places."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from bot.understanding.folding import compiled

_CITIES = {
    "北京": "beijing", "上海": "shanghai", "广州": "guangzhou", "深圳": "shenzhen", "珠海": "zhuhai", "佛山": "foshan",
    "桂林": "guilin", "阳朔": "yangshuo", "南宁": "nanning", "北海": "beihai", "涠洲岛": "weizhou island", "海口": "haikou",
    "三亚": "sanya", "茂名": "maoming", "阳江": "yangjiang", "香港": "hong kong", "澳门": "macau", "台北": "taipei",
    "厦门": "xiamen", "福州": "fuzhou", "杭州": "hangzhou", "苏州": "suzhou", "南京": "nanjing", "西安": "xi'an",
    "成都": "chengdu", "重庆": "chongqing", "昆明": "kunming", "大理": "dali", "丽江": "lijiang", "长沙": "changsha",
    "张家界": "zhangjiajie", "武汉": "wuhan", "青岛": "qingdao", "哈尔滨": "harbin", "拉萨": "lhasa", "潮州": "chaozhou",
    "汕头": "shantou", "东京": "tokyo", "曼谷": "bangkok", "新加坡": "singapore",
}  # fmt: skip
_NAMES = "|".join([*_CITIES, *(rf"\b{name}\b" for name in _CITIES.values())])
_HEADED_FOR = compiled(
    rf"(?:(?<!怎么)(?:去|到|在|喺|玩|游)\s*(?P<zh>{_NAMES})(?!路|街|菜|人|话|饭|鸡|南|北|西|东|站|机场)(?!\s*(?:出发|来|过来|嚟|坐|搭|返|回))"
    rf"|(?P<zh2>{_NAMES})(?:[一二两三半\d]+[天日]|周末)?(?:游|行程|攻略)"
    rf"|\b(?:in|to|around|visit|for)\s+(?P<en>{_NAMES})(?! (?:station|airport|road|food|style|time)))"
)
_LEAVING = compiled(
    r"回|返|赶|高铁|火车|飞机|航班|\b(?:back|train|flight|fly|flying|return|home|bus|ticket|get|from)\b"
)


def headed_for(folded: str) -> str | None:
    """The far city in which a folded text wants to spend time, as it is written there.

    None for one that is left or gone home to.
    """
    match = _HEADED_FOR.search(folded)
    if match is None or _LEAVING.search(folded):
        return None
    return next(name for name in match.groups() if name)
