"""Who comes along, by the words that people have for each other."""

import pytest

from bot.understanding.folding import fold
from bot.understanding.party import find_party

SAID = [
    # By what they are
    ("32 pupils and 4 teachers", (4, 32, None)),
    ("带三十个初中生两个老师来研学", (2, 30, None)),
    ("四个大学生", (4, None, None)),
    ("六個客戶外加一位老領導", (7, None, None)),
    ("我和两个朋友", (3, None, None)),
    ("我陪六个客户", (7, None, None)),
    ("me + 3 mates", (4, None, None)),
    ("going with 3 friends", (4, None, None)),
    ("3 friends and 2 kids", (3, 2, None)),
    ("同老友兩個人", (2, None, None)),
    ("我同姨妈两个去行下", (2, None, None)),
    ("我同老豆老母三个", (1, None, 2)),
    ("二十号人团建", (20, None, None)),
    ("we're 4 now", (4, None, None)),
    ("one friend isn't coming anymore so were 3 now", (3, None, None)),
    # Families and who is counted in them
    ("全家六口：阿公阿嬤、爸媽、兩個讀國小的", (2, 2, 2)),
    ("全家五口，裡面兩個是國小生", (3, 2, None)),
    ("我们一共七个人，三个是小孩", (4, 3, None)),
    ("祖孫三代：兩位老人、夫妻倆和兩個小孩", (2, 2, 2)),
    ("一家五口，爺爺嫲嫲、我哋兩公婆同個六歲女", (2, 1, 2)),
    ("爸爸媽媽帶兩個細路", (2, 2, None)),
    ("我带爸妈和两个小孩", (None, 2, 2)),
    ("我们一家三口带爸妈", (2, 1, 2)),
    ("我跟老婆带爸妈", (2, None, 2)),
    ("family of five with an infant", (2, 3, None)),
    ("two of us plus three children", (2, 3, None)),
    ("six of us, two of them kids", (4, 2, None)),
    # Old and young
    ("us two plus nan", (2, None, 1)),
    ("4 adults plus 1 ah ma", (4, None, 1)),
    ("我妈七十三了", (None, None, 1)),
    ("我爸我媽都快八十了", (None, None, 2)),
    ("俺跟老伴儿都六十八了", (None, None, 2)),
    ("my wee lad is eight", (None, 1, None)),
    ("加多個細路", (None, 1, None)),
    ("阿嬤說她不跟了，就剩我跟我先生", (2, None, 0)),
    # Couples
    ("老婆大肚", (2, None, None)),
    ("wo he wo nvpengyou", (2, None, None)),
    ("only me", (1, None, None)),
]


@pytest.mark.parametrize(("text", "expected"), SAID, ids=[row[0] for row in SAID])
def test_company_is_told_by_adults_children_and_seniors(text, expected):
    found = find_party(fold(text))
    assert found, text
    wish = found[0].value
    assert (wish.adults, wish.children, wish.seniors) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a friend told me about it",
        "有一个朋友推荐的",
        "下午见两个朋友",
        "再加一个人",
        "少一个人",
        "老婆饼哪里有卖",
        "喝我妈煲的汤",
        "my nan's front room",
        "the kids' bus is at four, they're staying with grandma",
        "give us six, we don't stop",
        "they charged us 65 for water",
        "he said tickets were thirty five, not fifty",
        "got change for a hundred?",
        "Grade Six pupils go there",
        "人挤人的101不去",
        "nan bread",
    ],
)
def test_people_who_are_only_spoken_of_are_no_company(text):
    assert [one.value.adults for one in find_party(fold(text)) if one.value.adults or one.value.seniors] == []


@pytest.mark.parametrize("text", ["我同姨媽兩個後日去行下", "us two tomorrow"])
def test_company_is_told_beside_a_day_that_is_read_before(read, text):
    assert read(text).party.adults == 2
