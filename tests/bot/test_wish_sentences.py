"""Sentences with their wishes are read line by line, and a faulty line is named."""

import pytest

from bot.components.wish_sentences import THEMES, WishSentences, read_line


@pytest.mark.parametrize(
    ("line", "text", "wished", "undecided"),
    [
        ("去看海 #seaside", "去看海", ["seaside"], []),
        ("slow, by the sea #seaside #relaxed ?photo", "slow, by the sea", ["relaxed", "seaside"], ["photo"]),
        ("三个人", "三个人", [], []),
        ("what? #1 hit #food", "what? #1 hit", ["food"], []),
        ("海边 #seaside ?themes", "海边", ["seaside"], sorted(set(THEMES) - {"seaside"})),
    ],
)
def test_tags_stand_at_the_end(line, text, wished, undecided):
    """What is wished, and what may be said to be."""
    assert read_line(line) == (text, {"wished": wished, "undecided": undecided})


def test_every_faulty_line_is_named(tmp_path):
    """An unknown tag and tags without a sentence, each with its file and number."""
    (tmp_path / "wishes").mkdir()
    (tmp_path / "wishes" / "some.txt").write_text("# remark\n看海 #see\n\n #food\n吃 #food\n", encoding="utf-8")
    faults = "some.txt:2: no tag is named see\nsome.txt:4: tags without a sentence"
    with pytest.raises(ValueError, match=f"^{faults}$"):
        WishSentences(training_data_paths=[str(tmp_path)]).get_nlu_data()
