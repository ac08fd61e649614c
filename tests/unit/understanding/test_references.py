"""Pointing back, and what only sounds like it."""

import pytest

from bot.understanding.attributes import asked, asks_figure, is_question
from bot.understanding.folding import fold
from bot.understanding.references import find_references


def pointed(text):
    return [(mention.kind_of, mention.value) for mention in find_references(fold(text), {})]


@pytest.mark.parametrize("text", ["換過第二度", "搵第二笪啦", "去過第二間", "轉過第二個", "不如改去第二間"])
def test_some_other_place_in_cantonese_is_no_second_one(text):
    assert pointed(text) == []


@pytest.mark.parametrize("text", ["换第二个", "第二间换成别的", "去过第二个景点之后呢", "第三度唔好去"])
def test_the_second_of_a_list_is_still_counted(text):
    assert [kind for kind, _ in pointed(text)] == ["ordinal"]


def test_the_place_just_spoken_of_is_dropped_for_another():
    assert pointed("頭先個度唔好去啦，換過第二度") == [("that", "")]


@pytest.mark.parametrize(
    "text",
    [
        "水库那圈绿道总长多少",
        "條橋全長幾多公里",
        "how long is the greenway round the lake",
        "how long is that twin tower bridge",
        "这里以前有多少家店",
        "how tall is the tower",
    ],
)
def test_a_figure_is_asked_of_a_place_and_no_time(text):
    assert asks_figure(fold(text))
    assert asked(fold(text)) == "description"


@pytest.mark.parametrize(
    "text",
    [
        "how long is the museum open",
        "how long should we spend on the promenade",
        "从老街到沙滩多少公里",
        "how long is the walk from the station to the bridge",
        "绿道走一圈要多久",
    ],
)
def test_times_and_ways_are_no_figures_of_a_place(text):
    assert not asks_figure(fold(text))


@pytest.mark.parametrize("text", ["今晚有乐队没 我们想去喝一杯", "裝修完咗未，今晚想去"])
def test_a_question_may_end_before_the_sentence_does(text):
    assert is_question(fold(text))
