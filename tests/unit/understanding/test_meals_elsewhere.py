"""Meals that nobody has to plan since they are had elsewhere, and those that are asked for among others."""

import pytest

from bot.understanding.folding import fold
from bot.understanding.moods import find_meals

MEALS = [
    ("晚饭老同学请客", {"dinner": False}),
    ("午饭我姐做好了", {"lunch": False}),
    ("晚上表哥请我们吃饭", {"dinner": False}),
    ("中午約了客戶吃飯", {"lunch": False}),
    ("夜晚我哋返屋企食", {"dinner": False}),
    ("晏晝喺公司食", {"lunch": False}),
    ("中午单位食堂解决", {"lunch": False}),
    ("晚上另有飯局", {"dinner": False}),
    ("中午找地方聚餐，晚上订了酒席", {"lunch": True, "dinner": False}),
    ("中午吃面包凑合", {"lunch": False}),
    ("午饭路上随便啃个饼", {"lunch": False}),
    ("晚饭砍掉", {"dinner": False}),
    ("取消午餐", {"lunch": False}),
    ("晚飯唔使你理", {"dinner": False}),
    ("中餐我自己去找攤子", {"lunch": False}),
    ("吃过午饭才出门", {"lunch": False}),
    ("食咗飯先出嚟，一點鐘", {"lunch": False}),
    ("飞机上吃过了，下午一点出发", {"lunch": False}),
    ("already eaten, 7pm to 11pm", {"dinner": False}),
    ("餐餐自己搵嘢食", {"lunch": False, "dinner": False}),
    ("吃饭的事不劳你操心", {"lunch": False, "dinner": False}),
    ("两顿饭都要安排", {"lunch": True, "dinner": True}),
    ("both meals please", {"lunch": True, "dinner": True}),
    ("酒店包了午饭，晚上给我留个饭点", {"lunch": False, "dinner": True}),
    ("食海鮮做午餐 商場不用", {"lunch": True}),
    ("My aunt is cooking dinner for us", {"dinner": False}),
    ("dinner's at my cousin's", {"dinner": False}),
    ("lunch will be at the office", {"lunch": False}),
    ("we're having dinner with some friends", {"dinner": False}),
    ("we're packing our own lunch", {"lunch": False}),
    ("at noon we eat by ourselves", {"lunch": False}),
    ("drop the dinner bit", {"dinner": False}),
    ("they're sorted for dinner", {"dinner": False}),
]


@pytest.mark.parametrize(("text", "meals"), MEALS, ids=[row[0] for row in MEALS])
def test_meals_had_elsewhere_are_not_wanted(text, meals):
    assert {one.value.meal: one.value.wanted for one in find_meals(fold(text))} == meals


LOOKALIKES = [
    ("晚饭想在家附近吃", {"dinner": True}),
    ("午饭去哪家吃好", {"lunch": True}),
    ("晚饭推荐一家", {"dinner": True}),
    ("晚饭和老婆吃海鲜", {"dinner": True}),
    ("晚饭帮我安排好", {"dinner": True}),
    ("晚饭我请客，找个好馆子", {"dinner": True}),
    ("晚饭不要太辣", {"dinner": True}),
    ("晚饭不要安排在商场", {"dinner": True}),
    ("晚饭吃完再去夜市", {"dinner": True}),
    ("where can I have dinner with my clients", {"dinner": True}),
    ("昨天晚饭吃过海鲜了", {}),
    ("last night we had dinner at my cousin's", {}),
    ("没吃过生蚝，下午一点开始", {}),
    ("晚上去公园", {}),
    ("中午出发", {}),
]


@pytest.mark.parametrize(("text", "meals"), LOOKALIKES, ids=[row[0] for row in LOOKALIKES])
def test_other_words_of_meals_call_none_off(text, meals):
    assert {one.value.meal: one.value.wanted for one in find_meals(fold(text))} == meals
