"""Days as they are written and spoken, seen from Wednesday 22 April 2026."""

from datetime import date

import pytest

from bot.understanding.dates import find_dates
from bot.understanding.folding import fold

TODAY = date(2026, 4, 22)

SAID = [
    ("the second of May", "2026-05-02"),
    ("May the twenty-first", "2026-05-21"),
    ("the whole of Thursday the 7th of May", "2026-05-07"),
    ("Monday 18th May", "2026-05-18"),
    ("reschedule去30/4得唔得", "2026-04-30"),
    ("4/27", "2026-04-27"),
    ("sat帮我plan个one day trip", "2026-04-25"),
    ("改sun得唔得", "2026-04-26"),
    ("can we make it sat instead", "2026-04-25"),
    ("这zhou六两个人", "2026-04-25"),
    ("周6去", "2026-04-25"),
    ("下周3", "2026-04-29"),
    ("明天走不开了，挪到月底三十号", "2026-04-30"),
    ("五一連假都在，但只有三號有空", "2026-05-03"),
    ("五一不行，改到26号", "2026-04-26"),
    ("二十号人团建定在这周五", "2026-04-24"),
    ("名天", "2026-04-23"),
    ("we get in late on Friday and fly home Sunday, so all we really have is the Saturday", "2026-04-25"),
    ("周五半夜到 周日一早飞 能玩的只有周六", "2026-04-25"),
    ("星期五到 星期一走 淨係得星期日", "2026-04-26"),
    ("Friday's out and Monday we leave, the only free day is Sunday", "2026-04-26"),
    ("而家先去", "2026-04-22"),
]


@pytest.mark.parametrize(("text", "day"), SAID, ids=[row[0] for row in SAID])
def test_a_day_is_found(toytown, text, day):
    assert [str(one.value) for one in find_dates(fold(text), TODAY, toytown.calendar)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "the second one of the May plans",
        "open 24/7",
        "we sat down there",
        "the sun is strong",
        "sun cream and sat nav",
        "怕sun太猛",
        "一周3次",
        "本周5个人",
        "坐3号线",
        "二十号人",
        "阿婆今朝扭亲脚",
        "no more than 2 km in one day",
        "一名天使",
        "19.5 km",
        # Now, and no day
        "而家四个大人喇",
        "right now there are four of us",
    ],
)
def test_what_looks_like_a_day_is_none(toytown, text):
    assert find_dates(fold(text), TODAY, toytown.calendar) == []
