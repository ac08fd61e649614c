"""Slips of the fingers are mended where English has no such word, and names are left alone."""

import pytest

from bot.understanding.constraints import constraints
from bot.understanding.spelling import corrected


def mended(text: str, named: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    return [(text[start:end], word) for start, end, word in corrected(text, named)]


def test_a_word_that_english_does_not_have_becomes_the_wish_it_is_near() -> None:
    assert mended("onyl parks, no dinnr") == [("onyl", "only"), ("dinnr", "dinner")]
    assert mended("tommorow wiht my freinds") == [("tommorow", "tomorrow"), ("wiht", "with"), ("freinds", "friends")]


def test_letters_in_the_wrong_order_are_likelier_than_one_too_many() -> None:
    assert mended("old twon by the seasde") == [("twon", "town"), ("seasde", "seaside")]


@pytest.mark.parametrize("text", ["a wee dram by the harbour", "boss of the buses", "jinshawan laojie houtian"])
def test_words_that_are_right_or_near_nothing_stay(text: str) -> None:
    assert mended(text) == []


def test_words_of_names_are_left_alone() -> None:
    """A place may be called what would be a slip elsewhere."""
    assert mended("prak street") == [("prak", "park")]
    assert mended("prak street", frozenset({"prak"})) == []


def test_a_misspelt_wish_is_understood(read, toytown) -> None:
    said = constraints(read("plese plan satuday for 2 adluts, no dinnr"), toytown)
    assert said == {"date": "2026-04-25", "party": {"adults": 2}, "meals": {"dinner": False}}
