"""Figures that no day can hold are told from those of a large but possible party."""

import pytest

from bot.understanding.beyond_measure import beyond_measure


@pytest.mark.parametrize(
    ("text", "beyond"),
    [
        ("明早九点我带五万个人同时进静园", "party"),
        ("we're 10,000 people, plan tomorrow", "party"),
        ("a thousand guests are coming", "party"),
        ("3万名游客的行程", "party"),
        ("给我排一千个景点的一日游", "places"),
        ("plan a day with 500 sights", "places"),
        ("fifty thousand places please", "places"),
        ("排一个0小时的行程", "hours"),
        ("plan me zero hours in town", "hours"),
    ],
)
def test_what_no_day_can_hold_is_recognized(text: str, beyond: str) -> None:
    assert beyond_measure(text) == beyond


@pytest.mark.parametrize(
    "text",
    [
        "公司员旅二十个人",
        "六十个人的团",
        "预算3000人民币",
        "人均一百二",
        "这周六一个人玩",
        "八个景点就好",
        "10点到20点",
        "plan 10 hours for 12 people",
        "玩两三个小时",
        "100 yuan each for two people",
    ],
)
def test_what_can_be_tried_is_let_through(text: str) -> None:
    assert beyond_measure(text) is None
