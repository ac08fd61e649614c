"""What visitors call kinds of places. A district's own names for its kinds come from its pack."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from collections.abc import Iterator

from bot.understanding.folding import fold
from knowledge.places.district import District

_WORDS = {
    "museum": ("博物馆", "展览馆", "纪念馆", "展馆", "museum"),
    "park": ("公园", "park"),
    "mall": ("商场", "购物中心", "百货", "商城", "shopping mall", "shopping centre", "shopping center", "mall", "department store"),
    "beach": ("海滩", "沙滩", "beach"),
    "historic_street": ("老街", "古街", "步行街", "historic street", "old street"),
    "historic_building": ("老房子", "老建筑", "旧居", "故居", "洋楼", "old building", "historic building", "former residence", "mansion"),
    "red_site": ("红色景点", "革命遗址", "革命旧址", "revolutionary site", "red site"),
    "village": ("村子", "乡村", "村庄", "village"),
    "food_zone": ("美食街", "夜市", "小吃街", "food street", "night market"),
    "restaurant": ("餐厅", "餐馆", "饭店", "酒楼", "食肆", "大排档", "restaurant", "eatery"),
    "cultural_park": ("文创园", "创意园", "文化园", "creative park"),
    "farm_experience": ("农庄", "采摘园", "果园", "farm"),
    "industrial_tour": ("工厂", "啤酒厂", "factory", "brewery"),
    "hotel": ("酒店", "宾馆", "旅馆", "民宿", "住宿", "客栈", "住的地方", "房价", "hotel", "hostel", "accommodation", "place to stay", "places to stay", "where to stay", "guesthouse"),
    "event": ("活动", "庙会", "event", "festival"),
    "transport": ("车站", "station"),
}  # fmt: skip


def spoken_kinds(district: District) -> Iterator[tuple[str, str]]:
    """Folded words with the kind of place they stand for, of the kinds that the district has."""
    for kind, description in district.kinds.items():
        for word in {*_WORDS.get(kind, ()), *description.name.values()}:
            if kind != "other" and len(word) > 1:
                yield fold(word), kind
