"""What the day may cost, with and without the name of a coin."""

import pytest

from bot.understanding.folding import fold
from bot.understanding.money import Budget, find_money

SAID = [
    ("人均别超过一百五", Budget(150, together=False)),
    ("每人唔超过一百五", Budget(150, together=False)),
    ("压到每人一百以下", Budget(100, together=False)),
    ("80封顶", Budget(80, together=False)),
    ("預每人六十蚊", Budget(60, together=False)),
    ("RMB250 each max", Budget(250, together=False)),
    ("student budget, 50 apiece", Budget(50, together=False)),
    ("can't go over a hundred a head", Budget(100, together=False)),
    ("not 200, I said 100 per head", Budget(100, together=False)),
    ("no more than 12 each", Budget(12, together=False)),
    ("600 all in for the six of us", Budget(600, together=True)),
    ("250 between us", Budget(250, together=True)),
    ("1,200 altogether", Budget(1200, together=True)),
    ("人均莫超过一百", Budget(100, together=False)),
    ("钱给我卡死，一个人最多六十", Budget(60, together=False)),
    ("四个人夹埋八百蚊", Budget(800, together=True)),
    ("每人花八十顶天了", Budget(80, together=False)),
    ("一百五花完拉倒", Budget(150, together=False)),
    ("花不超五十", Budget(50, together=False)),
    ("不要花超过一百", Budget(100, together=False)),
    ("人民幣兩百以內", Budget(200, together=False)),
    ("兜里就两百", Budget(200, together=False)),
    ("200 max per person", Budget(200, together=False)),
    ("预算两人一千", Budget(1000, together=False)),
    ("make it cheaper, say 80", Budget(80, together=False)),
    ("便宜点 八十块", Budget(80, together=False)),
    ("平啲，大概100", Budget(100, together=False)),
]


@pytest.mark.parametrize(("text", "expected"), SAID, ids=[row[0] for row in SAID])
def test_a_sum_is_found(text, expected):
    assert [one.value for one in find_money(fold(text))] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "two each",
        "make it cheaper, say 3 stops",
        "便宜点，8点出发",
        "three altogether",
        "ten minutes each",
        "400 metres in total",
        "200 each way for the ferry",
        "they want 90 each at the waxworks",
        "the $40 on your site",
        "每人走路不超过500米",
        "人均不要超过五百米",
        "每人两个",
        "每人不超过两个小时",
        "十二点封顶",
        "花不超过两个小时",
        "手头有三张票",
        "走一百米打住",
    ],
)
def test_other_numbers_are_no_sums(text):
    assert find_money(fold(text)) == []


def test_who_shares_a_sum_is_left_to_be_read_as_company(read):
    said = read("300 for the three of us")
    assert (said.budget, said.party.adults) == (Budget(300, together=True), 3)
