"""A stay in a far city is told from coming from there and from going home."""

import pytest

from bot.understanding.far_away import headed_for


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("plan me a weekend in guilin", "guilin"),
        ("我想去桂林玩两天", "桂林"),
        ("三亚三日游攻略", "三亚"),
        ("在上海有什么好玩的", "上海"),
    ],
)
def test_a_stay_elsewhere_is_named(text: str, city: str) -> None:
    assert headed_for(text) == city


@pytest.mark.parametrize(
    "text",
    [
        "从广州过来玩一天",
        "我们从北京来",
        "去广州的高铁几点",
        "广州鸡在哪吃",
        "明天去北京路逛逛",
        "back to hong kong at six",
    ],
)
def test_coming_from_a_city_or_going_home_is_no_stay_there(text: str) -> None:
    assert headed_for(text) is None
