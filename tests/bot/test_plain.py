"""Every script is brought to one plain form, and names are masked in it."""

import pytest

from bot.components.plain import plain, words


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("圖書館幾點開門？", "图书馆几点开门?"),
        ("ＯＰＥＮ　Now", "open now"),
        ("几 点 开 门", "几点开门"),
        ("  Old   Town ", "old town"),
    ],
)
def test_forms_that_mean_the_same_become_the_same(written, expected):
    """Traditional, full-width, capital and spaced-out writing make no difference."""
    assert plain(written) == expected


def test_a_name_is_masked_in_whatever_script_it_was_found():
    """The name may be handed over as the visitor wrote it."""
    assert plain("海月公園幾點開", names=["海月公園"]) == "某地几点开"
    assert plain("when does Moon Bay open", names=["moon bay"]) == "when does someplace open"


def test_the_longest_name_is_masked_first():
    """A name inside a longer name doesn't break it."""
    assert plain("海月公园在哪", names=["海月", "海月公园"]) == "某地在哪"


def test_empty_names_change_nothing():
    """A careless sender does no harm."""
    assert plain("你好", names=["", "  "]) == "你好"


def test_words_are_runs_with_their_places():
    """Han characters, letters and digits are told apart; the rest separates."""
    assert words("open到5点, ok") == [("open", 0), ("到", 4), ("5", 5), ("点", 6), ("ok", 9)]
