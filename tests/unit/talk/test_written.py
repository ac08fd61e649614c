"""Which place a text tells of, by the words that few places share."""

import pytest

from bot.actions.written import Written, terms


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("四十三军的指挥部", "43军指挥部"),
        ("the house at no. 30", "30 cogwheel road"),
        ("齿轮街30号", "30 cogwheel street"),
        ("the 43rd army", "43军"),
        ("stone stairs", "steps of stone"),
    ],
)
def test_what_is_said_in_other_ways_has_the_same_words(said, written):
    assert {*terms(said)} & {*terms(written)}


@pytest.mark.parametrize("text", ["现在几点开放", "what time does it open today"])
def test_what_says_nothing_of_a_place_has_no_words(text):
    assert list(terms(text)) == []


def test_the_number_of_a_line_is_no_house():
    assert "22号" not in terms("坐22号线")


def test_the_place_with_the_rarest_words_comes_first(toytown):
    first, *others = Written(toytown).tellings("三百座古钟")
    assert first.place_id == "clock-museum"
    assert all(one.weight < first.weight for one in others)


def test_a_word_that_one_place_alone_has_weighs_one(toytown):
    only = Written(toytown).tellings("古钟")
    assert [(one.place_id, one.weight) for one in only] == [("clock-museum", pytest.approx(1))]
