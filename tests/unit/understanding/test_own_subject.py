"""A phrase that names what a question asks about is told from one that only asks or points back."""

import pytest

from bot.understanding.folding import fold
from bot.understanding.own_subject import own_subject


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("冼太庙在哪", "冼太庙"),
        ("冼太廟喺邊", "冼太庙"),
        ("请问白瓦特城在哪里？", "白瓦特城"),
        ("朱朝阳家在哪拍的", "朱朝阳家"),
        ("河灯节几号", "河灯节"),
        ("where is the night market", "night market"),
        ("how about the house of the shipowner", "house of the shipowner"),
        ("Opening hours of the zoo?", "zoo"),
    ],
)
def test_a_name_of_its_own_is_found(text: str, own: str) -> None:
    assert own_subject(fold(text)) == own


@pytest.mark.parametrize(
    "text",
    [
        "几点开门",
        "那里几点关门",
        "那个馆几点开",
        "停车场在哪",
        "洗手间在哪里",
        "入口喺邊",
        "离那个公园远吗",
        "明天几点开门",
        "嗰度幾點閂門",
        "where is it",
        "where is the entrance",
        "where are the toilets",
        "how about tomorrow",
        "what about the opening hours",
        "how about the first one",
        "ticket price for students",
    ],
)
def test_what_only_asks_or_points_back_has_none(text: str) -> None:
    assert own_subject(fold(text)) is None
