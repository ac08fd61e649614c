"""Themes told without their names, and words that only sound like them."""

import pytest

from bot.understanding.constraints import constraints

TOLD = [
    ("想拍海", {"seaside", "photo"}),
    ("就爱瞅个海", {"seaside"}),
    ("想玩水玩沙", {"seaside"}),
    ("行海傍", {"seaside"}),
    ("a slow ramble by the water", {"seaside"}),
    ("my lad is daft about the sea", {"seaside"}),
    ("想让孩子放放电", {"family"}),
    ("找小孩子會開心的地方", {"family"}),
    ("somewhere they can run wild", {"family"}),
    ("keep the boys happy", {"family"}),
    ("要拍OOTD", {"photo"}),
    ("想影下啲騎樓", {"photo", "old_town"}),
    ("cameras out and nothing rushed", {"photo"}),
    ("為食鬼一個", {"food"}),
    ("想食足成日", {"food"}),
    ("带我去食多啲地道嘢", {"food"}),
    ("要食要夜景", {"food", "night"}),
    ("搵啲有嘢買嘅", {"shopping"}),
    ("somewhere I can buy presents for the office", {"shopping"}),
    ("逛老屋街區", {"old_town"}),
    ("要民国老房子那种", {"old_town"}),
    ("想睇樹睇湖", {"nature"}),
    ("觀湖即可", {"nature"}),
    ("something green instead", {"nature"}),
    ("neon and street food", {"night", "food"}),
    ("夜晚先出動", {"night"}),
    ("sporty stuff", {"sports"}),
    ("they should learn something", {"study"}),
]


@pytest.mark.parametrize(("text", "themes"), TOLD, ids=[row[0] for row in TOLD])
def test_themes_are_told_in_other_words(read, toytown, text, themes):
    said = constraints(read(text), toytown).get("themes", {})
    assert {theme for theme, weight in said.items() if weight > 0} >= themes


@pytest.mark.parametrize(
    "text",
    [
        "睡到自然醒再出门",
        "shore leave from 10 to 4",
        "看花眼了",
        "影响不大",
        "拍卖会几点",
        "there is a green line",
        "by the river",
        "海鲜我不吃",
        "农村就别带他们去了",
        "商场那种就别塞了",
        "紅色那類先不要",
        "唔好同我講紅色景點",
        "nobody will set foot in a museum",
        "别带我们看海",
    ],
)
def test_no_theme_is_read_into_other_words_or_refusals(read, toytown, text):
    said = constraints(read(text), toytown).get("themes", {})
    assert [theme for theme, weight in said.items() if weight > 0] == []
