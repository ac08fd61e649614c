"""The phrase book is written out the same way every time and says what is wrong with a line."""

import pytest

from bot.components.phrasebook import readings_of

TABLES = {"place": ["望江楼", "海月公园"], "dish": ["生蚝"]}


def test_a_line_without_choices_is_its_own_only_reading():
    """Nothing is invented around plain lines."""
    assert readings_of("你好", TABLES, count=4, typos=0.0) == ["你好"]


def test_choices_and_placeholders_are_filled():
    """Every reading is one of the sentences that the line stands for."""
    readings = readings_of("(请问|){place}(几点|何时)开", TABLES, count=6, typos=0.0)
    possible = {
        f"{begin}{place}{when}开"
        for begin in ("请问", "")
        for place in ("某地", "望江楼", "海月公园")
        for when in ("几点", "何时")
    }
    assert set(readings) <= possible
    assert len(readings) == len(set(readings)) > 1


def test_every_way_of_a_whole_phrase_is_read():
    """A line without names gives each of its choices at least once, however few readings are asked for."""
    assert set(readings_of("(undo|step back|revert)", TABLES, count=1, typos=0.0)) == {"undo", "step back", "revert"}


def test_the_first_reading_has_the_masked_name():
    """What a known name is masked with at run time was seen in training."""
    assert readings_of("{place}在哪", TABLES, count=3, typos=0.0)[0] == "某地在哪"


def test_the_same_line_is_always_read_the_same_way():
    """Training twice gives the same model."""
    line = "(去|到|走到){place}(吃|买|找){dish}"
    assert readings_of(line, TABLES, 3, 0.5) == readings_of(line, TABLES, 3, 0.5)


def test_a_slip_of_the_fingers_changes_one_latin_word_by_one_letter():
    """Typing mistakes are learned from, within reason."""
    for reading in readings_of("opening hours", TABLES, count=5, typos=1.0):
        assert len("opening hours") - len(reading) in (0, 1)
        assert sorted(set(reading)) == sorted(set(reading) & set("opening hours"))
        assert reading.split()[0][0] + reading.split()[1][0] == "oh"


def test_an_unknown_placeholder_is_named():
    """A misspelt table doesn't end up in the training data."""
    with pytest.raises(ValueError, match="no lookup table is named plcae"):
        readings_of("{plcae}在哪", TABLES, count=1, typos=0.0)


def test_a_choice_inside_a_choice_is_refused():
    """The notation stays readable at a glance."""
    with pytest.raises(ValueError, match="inside another"):
        readings_of("(去(玩|看)|走)", TABLES, count=1, typos=0.0)
