import pytest

from knowledge.search.keyword import KeywordIndex, mandarin, name_pattern, word_weight, words


@pytest.mark.parametrize(
    ("said", "meant"),
    [("邊度可以食蠔", "哪里可以吃生蚝"), ("幾點開門", "几点开门"), ("海邊美食", "海边美食"), ("和平路", "和平路")],
)
def test_cantonese_is_read_as_standard_and_standard_stays(said: str, meant: str) -> None:
    """A character that means something else in Cantonese is only replaced where it is a word by itself."""
    assert mandarin(said) == meant


def test_names_are_never_cut() -> None:
    """The gazetteer's names are words, which the segmenter's dictionary doesn't know."""
    assert "老嘢粥" in words("有老嘢粥卖", name_pattern(["老嘢粥"]))


def test_question_words_carry_no_meaning() -> None:
    """「请问怎么去」 must match every place equally: not at all."""
    assert words("请问怎么去那里呢") == ()
    assert words("how do i get there") == ()


def test_english_endings_do_not_matter() -> None:
    """Opening, opens and opened are searched alike."""
    assert words("temples bridges cities walked") == words("temple bridge city walking")


def test_words_nobody_knows_lower_the_coverage() -> None:
    """A rare word that no passage holds tells against a hit that shares only common ones."""
    index = KeywordIndex([["门票", "免费"], ["沙滩"]], None)
    assert index.coverage(["门票"], [0]) == 1
    assert index.coverage(["门票", "滑雪场"], [0]) < 0.5
    assert word_weight("滑雪场") > word_weight("门票")


def test_bm25_ranks_the_passage_with_the_word_first() -> None:
    """Scores come by position, and unknown words score nothing."""
    index = KeywordIndex([["沙滩", "免费"], ["门票", "价格"], ["码头"]], None)
    assert index.scores(["门票"]).argmax() == 1
    assert not index.scores(["滑雪场"]).any()
