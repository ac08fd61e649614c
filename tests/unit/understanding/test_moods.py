"""Pace, weather, meals and numbers of places in words that no list can exhaust."""

import pytest

from bot.understanding.folding import fold
from bot.understanding.moods import find_meals, find_number_of_places, find_outside, find_pace, find_weather

PACE = [
    ("能塞多少塞多少", "packed"),
    ("咁排法太hea喇，密啲手啦", "packed"),
    ("不怕累", "packed"),
    ("wall to wall museums, no breathing space", "packed"),
    ("jam more in", "packed"),
    ("I want my money's worth", "packed"),
    ("a lazy Sunday", "relaxed"),
    ("松快点儿行不", "relaxed"),
    ("节奏放到最慢", "relaxed"),
    ("鬆動啲啦，唔使趕頭趕命", "relaxed"),
    ("hea住行", "relaxed"),
    ("less jam packed please", "relaxed"),
    ("no hurry, we like to dawdle", "relaxed"),
    ("don't go easy on us", "normal"),
    ("chill少少", "relaxed"),
    ("最緊要hea", "relaxed"),
    ("懒人版", "relaxed"),
    ("整體放慢", "relaxed"),
    ("pace唔好太rush", "relaxed"),
    ("从容的行程", "relaxed"),
    ("塞多少算多少", "packed"),
    ("塞得幾多得幾多", "packed"),
    ("能塞几个塞几个", "packed"),
    ("能塞多满塞多满", "packed"),
    ("可劲儿往满了排", "packed"),
    ("景點越多越過癮", "packed"),
    ("pace再tight一点", "packed"),
    ("走晒佢", "packed"),
    ("too slow. tighten it", "packed"),
    ("as jammed as you can make it", "packed"),
    ("Busy as you like", "packed"),
    ("fill every minute", "packed"),
    ("just me, pack it", "packed"),
    ("full throttle", "packed"),
    ("别给我排满", "relaxed"),
    ("切勿紧凑", "relaxed"),
    ("别给我整成赶集", "relaxed"),
    ("不要像行軍", "relaxed"),
    ("千万别累着", "relaxed"),
    ("拒绝特种兵", "relaxed"),
    ("别赶 十点出门", "relaxed"),
    ("节奏宜缓", "relaxed"),
    ("唔趕時間", "relaxed"),
    ("懒懒散散就好", "relaxed"),
    ("這份太硬了吧", "relaxed"),
    ("nothing rushed", "relaxed"),
    ("ease off the pace", "relaxed"),
    ("It looks hectic", "relaxed"),
    ("keep it light", "relaxed"),
    ("don't pack too much in", "relaxed"),
]


@pytest.mark.parametrize(("text", "pace"), PACE, ids=[row[0] for row in PACE])
def test_pace_is_found(text, pace):
    assert find_pace(fold(text))[0].value == pace


@pytest.mark.parametrize(
    "text",
    [
        "I've packed sandwiches",
        "my bag's packed",
        "a packed lunch",
        "too much walking",
        "唔好排密",
        "多塞点怀旧的感觉",
        "懒人沙发",
        "想赶海",
        "不想赶飞机",
        "太空馆",
        "too lazy to walk",
        "rush hour, no rush hour traffic",
        "we'll have a packed one",
        "is the museum packed on sundays",
        "一天能逛完吗",
        "别赶不上车",
        "公交太慢",
        "how busy is it",
        "had a crazy night",
        "ask at the hotel, not full",
    ],
)
def test_no_pace_is_read_into_other_words(text):
    assert find_pace(fold(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "it's going to bucket down",
        "they say it'll pour all of tomorrow",
        "chucking it down",
        "找个淋不着的",
        "没带伞",
        "冇帶遮",
        "下着雨呢",
        "It's meant to bucket down on Sunday",
        "pelting down out there",
        "forecast says a washout",
        "会下个不停",
        "落狗屎",
        "落緊狗屎雨",
        "雨下足一天",
    ],
)
def test_rain_is_found(text):
    assert [one.value for one in find_weather(fold(text))] == ["rain"]


@pytest.mark.parametrize(
    "text",
    [
        "pour me a coffee",
        "a bucket of shrimps",
        "tip the driver",
        "it's hammer time",
        "整天下来",
        "雨停了",
        "a wet towel",
        "where the kids can get wet",
    ],
)
def test_no_rain_is_read_into_other_words(text):
    assert find_weather(fold(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "nobody told me it'd be 36 degrees",
        "三十六度",
        "热到死",
        "熱到不行",
        "晒到脱皮",
        "so we don't fry",
        "we'll melt",
        "38℃",
        "太陽好曬",
        "怕晒",
    ],
)
def test_heat_is_found(text):
    assert {one.value for one in find_weather(fold(text))} == {"hot"}


@pytest.mark.parametrize(
    "text",
    [
        "roast duck",
        "we boil the eggs",
        "22 degrees",
        "三十六度假村",
        "36 yuan",
        "孩子烧到三十九度八",
        "你同我安排晒佢",
        "食晒啲嘢",
        "三個景點夠晒",
    ],
)
def test_no_heat_is_read_into_other_words(text):
    assert find_weather(fold(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "離開赤坎也沒關係",
        "出咗赤坎都冇問題",
        "别的区也可以",
        "跨区也没问题",
        "遠一點沒關係",
        "outside 赤坎 oso can",
        "beyond the district is ok too",
        "we don't mind going outside Chikan",
        "further afield is fine",
        "happy to go further afield",
        "霞山那边也算进来，远点我不怕",
        "不用非拘在这里",
        "外头的也不是不行",
        "那么远也没事",
        "you can go outside town as well",
        "we needn't stay in town",
        "anywhere in the region is fine",
        "don't mind going as far as the lake",
    ],
)
def test_the_district_may_be_left(text):
    assert find_outside(fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "去金沙湾也可以",
        "走远一点没关系",
        "what is outside the gate",
        "not too far afield",
        "out of milk",
        "出入都行路",
        "don't have to be in a rush",
        "守在门口",
    ],
)
def test_no_leave_of_the_district_is_read_into_other_words(text):
    assert find_outside(fold(text)) == []


COUNTS = [
    ("3 placs max", 3),
    ("去兩個位就夠", 2),
    ("砍剩俩地儿就得了", 2),
    ("六個變四個", 4),
    ("景点三个就好", 3),
    ("减到四个", 4),
    ("三站就好", 3),
    ("let's cap it at four", 4),
    ("only two things", 2),
    ("no more then 3 place", 3),
    ("四个封顶", 4),
    ("砍到三个以内", 3),
    ("砍到俩点就行", 2),
    ("就去仨地方", 3),
    ("max 3个please", 3),
    ("最多去兩個spot", 2),
    ("三处就够", 3),
    ("景点唔好多过三个", 3),
    ("at most two, please", 2),
    ("three is plenty", 3),
]


@pytest.mark.parametrize(("text", "count"), COUNTS, ids=[row[0] for row in COUNTS])
def test_the_number_of_places_is_found(text, count):
    assert [one.value for one in find_number_of_places(fold(text))] == [count]


@pytest.mark.parametrize(
    "text",
    [
        "两个地方之间走路别超三百米",
        "between two stops",
        "if two sights lie further apart",
        "每两个景点之间",
        "把人数改成六个",
        "砍两个",
        "再加一个",
        "find a place",
        "two things to ask",
        "cut it to four hours",
        "两个位置",
        "头一个地方",
        "两个人封顶",
        "咱仨点菜",
        "at most two hours",
    ],
)
def test_other_numbers_are_no_number_of_places(text):
    assert find_number_of_places(fold(text)) == []


MEALS = [
    ("晏昼饭同夜晚饭都自己搞掂", {"lunch": False, "dinner": False}),
    ("午晚餐都要安排", {"lunch": True, "dinner": True}),
    ("lunch唔使預啦", {"lunch": False}),
    ("晏晝唔使食飯", {"lunch": False}),
    ("中午記得留吃飯時間", {"lunch": True}),
    ("中午给我排一顿", {"lunch": True}),
    ("晚餐別算進去", {"dinner": False}),
    ("午餐那段刪掉", {"lunch": False}),
    ("晚饭回学校吃", {"dinner": False}),
    ("no sit-down meals at all", {"lunch": False, "dinner": False}),
    ("瞓晏啲", {}),
    ("a meal deal", {}),
    ("bu chi wufan", {"lunch": False}),
    ("中午得有地方坐下吃饭", {"lunch": True}),
    ("中午务必吃上饭", {"lunch": True}),
    ("晚上一定要食餐好嘅", {"dinner": True}),
    ("晏晝嗰餐我哋自己搞掂 唔使幫我哋計", {"lunch": False}),
    ("晌午那顿我们自己解决", {"lunch": False}),
    ("夜晚嗰餐唔使理", {"dinner": False}),
    ("lunch is already booked elsewhere so don't put one in", {"lunch": False}),
    ("a day with lunch included", {"lunch": True}),
    ("dinner is included at the hotel", {"dinner": False}),
    ("lunch is catered, dinner isn't", {"lunch": False, "dinner": True}),
    ("紅色景點都不要 午餐晚餐都要排進去", {"lunch": True, "dinner": True}),
    ("商场就不用了 午饭要排", {"lunch": True}),
    ("我们就不要 午餐", {"lunch": False}),
    ("晌午不用管饭", {"lunch": False}),
    ("午饭一块儿吃 晚饭各回各家", {"lunch": True, "dinner": False}),
    ("晚上回家吃", {"dinner": False}),
    ("中午喺屋企食", {"lunch": False}),
    ("cut the midday meal but keep the evening one", {"lunch": False, "dinner": True}),
]


@pytest.mark.parametrize(("text", "meals"), MEALS, ids=[row[0] for row in MEALS])
def test_meals_are_wanted_or_not(text, meals):
    assert {one.value.meal: one.value.wanted for one in find_meals(fold(text))} == meals
