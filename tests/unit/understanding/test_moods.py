"""Pace, weather, meals and numbers of places in words that no list can exhaust."""

import pytest

from bot.understanding.folding import fold
from bot.understanding.moods import find_meals, find_number_of_places, find_pace, find_weather

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
        "想赶海",
        "不想赶飞机",
        "太空馆",
        "too lazy to walk",
        "rush hour, no rush hour traffic",
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
    ],
)
def test_rain_is_found(text):
    assert [one.value for one in find_weather(fold(text))] == ["rain"]


@pytest.mark.parametrize("text", ["pour me a coffee", "a bucket of shrimps", "tip the driver", "it's hammer time"])
def test_no_rain_is_read_into_other_words(text):
    assert find_weather(fold(text)) == []


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
    ("cut the midday meal but keep the evening one", {"lunch": False, "dinner": True}),
]


@pytest.mark.parametrize(("text", "meals"), MEALS, ids=[row[0] for row in MEALS])
def test_meals_are_wanted_or_not(text, meals):
    assert {one.value.meal: one.value.wanted for one in find_meals(fold(text))} == meals
