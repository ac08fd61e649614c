"""What visitors call kinds of places. A district's own names for its kinds come from its pack."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from collections.abc import Iterator

from bot.understanding.folding import compiled, fold
from knowledge.places.district import District

_WORDS = {
    "museum": ("博物馆", "博务馆", "博物院", "展览馆", "纪念馆", "陈列馆", "展馆", "museum"),
    "park": ("公园", "公圆", "park"),
    "mall": ("商场", "商厂", "大商场", "购物中心", "购物广场", "百货", "百货公司", "百货商场", "百货大楼", "商城", "卖场", "大卖场", "shopping mall", "shopping centre", "shopping center", "city mall", "mall", "department store"),
    "beach": ("海滩", "沙滩", "beach"),
    "historic_street": ("老街", "老街巷", "老街老巷", "旧街", "古街", "老巷", "旧巷", "老巷子", "老街区", "街巷", "步行街", "historic street", "old street", "old lane", "old alley", "heritage street"),
    "historic_building": ("老房子", "老建筑", "老屋", "老屋子", "旧屋", "老宅", "老宅子", "老洋房", "老洋楼", "老楼", "旧居", "故居", "洋楼", "洋房", "old building", "old house", "old mansion", "heritage house", "heritage building", "historic house", "historic building", "former residence", "mansion"),
    "red_site": ("红色景点", "红色景区", "红色的景点", "红色遗址", "红色旧址", "红色的地方", "红色场馆", "红色旅游", "红色旅游景点", "革命遗址", "革命旧址", "革命景点", "革命纪念", "revolutionary site", "revolution site", "red history site", "red site", "red tourism"),
    "village": ("村子", "村仔", "乡村", "农村", "村落", "村庄", "古村", "乡下", "乡下村子", "village"),
    "food_zone": ("美食街", "夜市", "小吃街", "food street", "night market"),
    "restaurant": ("餐厅", "餐馆", "饭店", "酒楼", "食肆", "大排档", "restaurant", "eatery"),
    "cultural_park": ("文创园", "文创园区", "创意园", "创意园区", "文化园", "creative park", "cultural park"),
    "farm_experience": ("农庄", "农场", "农家乐", "采摘园", "果园", "farm", "orchard"),
    "industrial_tour": ("工厂", "厂房", "啤酒厂", "工业参观", "工业游", "工业旅游", "factory", "factory tour", "brewery"),
    "hotel": ("酒店", "宾馆", "旅馆", "民宿", "住宿", "客栈", "住的地方", "房价", "hotel", "hostel", "accommodation", "place to stay", "places to stay", "where to stay", "guesthouse"),
    "event": ("活动", "庙会", "event", "festival"),
    "transport": ("车站", "station"),
}  # fmt: skip

_BRIEFLY = (
    ("village", compiled(r"(?:(?<=[去入进行逛睇看到条要过但啲])|(?<=[\s,.!])|^)村(?=$|[\s,.;!?就都也了喇啦呀同和])")),
    ("museum", compiled(r"(?<=[去入进逛睇看要])馆(?=$|[\s,.;!?就都也了喇啦呀同和])")),
    (
        "red_site",
        compiled(
            r"红色(?:的|嘅)(?:(?:那|这|嗰|呢)(?:些|啲|类|种))?(?:点|地方|场馆|嘢|东西)?(?![\u4e00-\u9fff])"
            r"|\bred (?:history |revolution\w* |tourism )?(?:的|嘅)?(?:sites?|places|spots|stuff|tourism|history)\b|(?<=\bnothing )red\b(?! \w+ (?:food|wine|meat))"
        ),
    ),
)
"""Kinds by words that only stand for them when they stand alone."""


def find_kinds(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a folded text speaks of a kind by such words: start, end and the kind."""
    for kind, pattern in _BRIEFLY:
        for match in pattern.finditer(text):
            yield *match.span(), kind


def spoken_kinds(district: District) -> Iterator[tuple[str, str]]:
    """Folded words with the kind of place they stand for, of the kinds that the district has."""
    for kind, description in district.kinds.items():
        for word in {*_WORDS.get(kind, ()), *description.name.values()}:
            if kind != "other" and len(word) > 1:
                yield fold(word), kind
