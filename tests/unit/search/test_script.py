import pytest

from knowledge.search.script import compact, fold, plain


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("金沙灣", "金沙湾"),
        ("觀海長廊", "观海长廊"),
        ("ＡＢＣ１２", "abc12"),
        ("Jīn Shā Wān", "jin sha wan"),
        ("Lǜ dǎo", "lu dao"),
    ],
)
def test_both_scripts_widths_cases_and_tones_fold_to_one_spelling(written: str, folded: str) -> None:
    """What visitors write in different ways must compare equal."""
    assert plain(written) == folded


def test_a_span_in_folded_text_leads_back_to_the_original() -> None:
    """Spans are told in the visitor's own text, whatever was dropped or expanded while folding."""
    text = "去 Jīn-shā wān，好"
    squeezed = compact(fold(text))
    begin = squeezed.text.index("jinshawan")
    first, last = squeezed.span(begin, begin + len("jinshawan"))
    assert text[first:last] == "Jīn-shā wān"


def test_tone_figures_go_and_other_figures_stay() -> None:
    """``jin1`` is a syllable with its tone; a line's or a pier's number is part of what is said."""
    assert compact(fold("jin1 sha1")).text == "jinsha"
    assert compact(fold("K66 pier 4")).text == "k66pier4"
