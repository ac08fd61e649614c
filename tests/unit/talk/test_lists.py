"""The places of a list are counted on, whichever of them was spoken of in between."""

import pytest


@pytest.mark.parametrize(
    ("wish", "second", "third"),
    [
        ("推荐几个景点", "第二个几点开门", "那第三个呢"),
        ("推薦幾個景點", "第二個幾點開門", "咁第三個呢"),
        ("recommend some sights", "when does the second one open?", "and the third one?"),
    ],
)
def test_the_next_of_the_list_is_counted_from_it(visitor, wish, second, third):
    visitor.says(wish, "recommend")
    shown = [place["id"] for place in visitor.message["places"]]
    visitor.says(second, "place_info").says(third, "place_info")
    assert visitor.understood["places"] == [shown[2]]


@pytest.mark.parametrize(
    ("wish", "plan"),
    [
        ("推荐几个景点", "明天安排去这三个地方"),
        ("推薦幾個景點", "聽日安排去嗰三個地方"),
        ("recommend some sights", "plan tomorrow with those three"),
    ],
)
def test_those_three_are_the_first_three_shown(visitor, wish, plan):
    visitor.says(wish, "recommend")
    shown = [place["id"] for place in visitor.message["places"]]
    visitor.says(plan, "plan")
    assert visitor.understood["constraints"]["must_visit"] == shown[:3]


@pytest.mark.parametrize(
    ("wish", "question"),
    [("推荐几个景点", "这几个地方哪个最值得去"), ("recommend some sights", "which of these is best?")],
)
def test_the_best_of_these_is_one_of_them(visitor, wish, question):
    visitor.says(wish, "recommend")
    shown = {place["id"] for place in visitor.message["places"]}
    visitor.says(question, "recommend")
    assert {place["id"] for place in visitor.message["places"]} <= shown


def test_the_museum_nearby_is_a_museum(visitor, toytown):
    visitor.says("tell me about River Park", "place_info").says("and the museum nearby?", "place_info")
    found = [toytown.places[place["id"]] for place in visitor.message["places"] if place["id"] != "river-park"]
    assert found
    assert {place.kind for place in found} == {"museum"}


def test_a_stop_asked_of_by_its_number_is_told_of_and_not_wished_for(visitor):
    visitor.says("明天安排一天", "plan")
    third = visitor.slots["plan"]["stops"][2]
    visitor.says("第三个呢", "change_plan")
    assert visitor.understood["places"] == [third]
    assert "must_visit" not in visitor.understood["constraints"]
