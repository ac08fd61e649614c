"""What is not known is not answered with what is known of something else."""

import pytest

from bot.actions.direct import DirectPlanner
from bot.actions.talk import Talk
from knowledge.search.live import Hit

from .conftest import NamesOnly, Visitor


class Found(NamesOnly):
    """Recall that finds one place, and says how much of the question it has words for."""

    def __init__(self, world, place_id, told):
        super().__init__(world)
        self._hit = (place_id, told)

    def search(self, _: str, locale, limit: int):
        place_id, told = self._hit
        return [Hit(place_id, place_id, 0.9, "", locale, told)][:limit]


@pytest.mark.parametrize(
    "text",
    [
        "苏菲塔在哪",
        "蘇菲廟喺邊",
        "白瓦特城幾點開門",
        "what are the opening hours of Sophie's Zoo?",
        "where is the whale square",
        "how about the house of the shipowner",
    ],
)
def test_a_name_that_nobody_has_is_not_answered_with_the_place_before(visitor, noted, text):
    visitor.says("Tell me about the Clock Museum", "place_info")
    visitor.says(text, "place_info")
    assert visitor.understood["places"] == []
    assert "Clock" not in visitor.text
    assert "钟表" not in visitor.text
    assert "鐘錶" not in visitor.text
    assert noted.notes[-1][0] == "question"


@pytest.mark.parametrize(
    "text",
    [
        "几点开门",
        "入口在哪",
        "嗰度幾點閂門",
        "what about the opening hours",
        "最老的钟在哪",
        "where are the old clocks",
    ],
)
def test_a_question_that_names_nothing_is_about_the_place_before(visitor, text):
    visitor.says("Tell me about the Clock Museum", "place_info")
    visitor.says(text, "place_info")
    assert visitor.understood["places"] == ["clock-museum"]


@pytest.mark.parametrize("text", ["谁是玩具镇镇长", "誰係玩具鎮鎮長", "who is the mayor of the town"])
@pytest.mark.parametrize(("told", "answered"), [(0.1, False), (0.6, True)])
def test_a_passage_is_an_answer_only_when_it_has_words_for_what_is_asked(toytown, noted, text, told, answered):
    world = lambda: toytown  # noqa: E731
    visitor = Visitor(Talk(world, Found(world, "map-library", told), DirectPlanner(world), noted))
    visitor.says(text, "out_of_scope" if text.isascii() else "nlu_fallback")
    assert (visitor.message["places"] != []) == answered
