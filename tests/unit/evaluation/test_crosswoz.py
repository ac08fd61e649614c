"""Turns of another city's dialogues are held only to what they say."""

from typing import Any

import pytest
import yaml

from benchmarks.evaluating.crosswoz import sample, wanted
from benchmarks.evaluation import DATA

MAPPING = yaml.safe_load((DATA / "crosswoz.yaml").read_text(encoding="utf-8"))


def _row(text: str, *acts: list[str]) -> dict[str, Any]:
    return {"dialogue": "1", "turn": 0, "text": text, "acts": list(acts)}


def test_a_question_about_a_place_asks_for_an_attribute() -> None:
    """And the other city's name is exchanged, as nobody here knows it."""
    row = _row("天坛的电话？", ["Inform", "景点", "名称", "天坛"], ["Request", "景点", "电话", ""])
    found = wanted(row, MAPPING)
    assert found is not None
    assert found.attributes == {"phone"}
    assert found.text == f"{MAPPING['stand_ins']['景点']}的电话？"


def test_a_search_with_a_price_names_money() -> None:
    row = _row("找家100-150元的", ["Inform", "餐馆", "人均消费", "100-150元"], ["Request", "餐馆", "名称", ""])
    found = wanted(row, MAPPING)
    assert found is not None
    assert (found.group, found.budget) == ("search", (100.0, 150.0))


@pytest.mark.parametrize(
    "act", [["Request", "景点", "评分", ""], ["Inform", "景点", "名称", "天坛"], ["Request", "出租", "车型", ""]]
)
def test_what_has_no_counterpart_is_left_out(act: list[str]) -> None:
    """A ride has one, even where it asks for the car's number plate."""
    assert (wanted(_row("天坛", act), MAPPING) is None) == (act[1] != "出租")


def test_thanks_alone_are_thanks() -> None:
    found = wanted(_row("谢谢", ["General", "thank", "none", "none"]), MAPPING)
    assert found is not None
    assert found.intents == {"thanks"}


def test_the_sample_is_always_the_same() -> None:
    rows = [{"dialogue": str(number), "turn": 0} for number in range(50)]
    assert sample(rows, 5) == sample(rows[::-1], 5)
    assert len(sample(rows, 5)) == 5
