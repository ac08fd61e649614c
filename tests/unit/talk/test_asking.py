"""What is asked of a plan is answered by itself and not by the plan once more."""

import re

import pytest

from knowledge.search.names import Names


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("几点能结束？", r"行程到\d\d:\d\d结束"),
        ("幾點結束？", r"行程到\d\d:\d\d結束"),
        ("what time are we done?", r"The plan ends at \d\d:\d\d"),
        ("最贵的是哪里", "最贵的一站|各站都不用花钱"),
        ("which is the most expensive?", "The dearest stop|none of the stops costs"),
        ("日出几点", "日出约06:5"),
        ("when is sunset?", "sets at about 20:1"),
        ("为什么要九点开始", "你没说几点出发"),
        ("why do we start at nine?", "No hour was named"),
        ("is it safe at night?", "no reliable answer"),
        ("幾多路？使幾多錢？", r"步行(?:.|\n)*€"),
        ("一共走多少路", r"^全程步行约\S+，最长一段约\S+。$|^全程几乎不用步行\S+$"),
    ],
)
def test_a_question_of_the_whole_plan_gets_its_answer_alone(visitor, question, said):
    visitor.says("Plan a day tomorrow", "plan").says(question, "ask_plan")
    assert re.search(said, visitor.text), visitor.text
    assert visitor.message["itinerary"] is None


def test_a_plan_of_told_hours_says_who_told_them(visitor):
    visitor.says("明天十点到五点安排一天", "plan").says("为什么十点开始", "ask_plan")
    assert "你说过10:00开始" in visitor.text


@pytest.mark.parametrize(
    ("wish", "question"),
    [("先去河滨公园，再去钟表博物馆", "为什么先去河滨公园"), ("River Park first", "why River Park first?")],
)
def test_an_order_is_not_told_as_an_appointment(visitor, wish, question):
    visitor.says("明天一日游，一定要去钟表博物馆和河滨公园", "plan").says(wish, "change_plan")
    visitor.says(question, "ask_plan")
    assert re.search("顺序是按|The order is", visitor.text)
    assert "约好" not in visitor.text


def test_what_comes_after_lunch_is_the_stop_behind_it(visitor):
    visitor.says("Plan a day tomorrow", "plan")
    stops = [stop for stop in visitor.message["itinerary"]["stops"] if stop["kind"] != "rest"]
    at = next(index for index, stop in enumerate(stops) if stop.get("meal") == "lunch")
    visitor.says("what's next after lunch?", "ask_plan")
    assert stops[at + 1]["begin"][11:16] in visitor.text


def test_a_stop_has_a_name_in_both_languages_and_the_answer_stays_in_one(visitor, toytown):
    visitor.says("Plan a day tomorrow", "plan")
    second = toytown.places[visitor.slots["plan"]["stops"][1]]
    visitor.says("what is the second stop called in Chinese?", "ask_plan")
    assert second.name["zh-Hans"] in visitor.text
    assert visitor.last["locale"] == "en"


@pytest.mark.parametrize(
    ("wish", "question"), [("明天安排一天", "为什么没有蜡像馆博物馆"), ("plan tomorrow", "why no aquarium?")]
)
def test_no_place_is_given_for_what_there_is_none_of(visitor, wish, question):
    """Whatever is answered, no other place is put in the stead of the one asked for."""
    visitor.says(wish, "plan").says(question, "ask_plan")
    assert not re.search(r"losses|少\d+分|\bpoints\b", visitor.text)


def test_the_stops_are_counted_as_they_are_shown(visitor):
    visitor.says("明天安排一天", "plan")
    shown = re.findall(r"^\d\d:\d\d–", visitor.text, re.M)
    assert f"共{len(shown)}" in visitor.text


def test_what_a_place_costs_the_day_is_told_in_words(visitor):
    visitor.says("Plan a day tomorrow", "plan")
    for outside in [one["place_id"] for one in visitor.message["itinerary"]["excluded"]][:3]:
        text = visitor.says(f"why not {outside.replace('-', ' ')}?", "ask_plan").text
        assert "points" not in text


def test_every_place_of_an_english_plan_is_told_with_its_chinese_name(visitor, toytown):
    visitor.says("Plan tomorrow, the Clock Museum for sure and no Puzzle Mall", "plan")
    visitor.says("drop the second one", "change_plan")
    for place in (toytown.places[one.place_id] for one in Names(toytown).match(visitor.text) if one.place_id):
        assert place.name["zh-Hans"] in visitor.text, place.id


def test_buttons_that_change_nothing_are_left_out(visitor):
    visitor.says("Tomorrow from 1 to 3 pm, only the Clock Museum, one place", "plan")
    assert visitor.message["itinerary"]["totals"]["walk"] < 50
    assert "Less walking" not in visitor.message["suggestions"]


def test_many_places_left_out_are_told_as_their_kind(visitor, toytown):
    visitor.says("明天一日游，不去博物馆", "plan")
    first = visitor.text.split("\n")[0]
    assert "不去博物馆" in first
    assert not any(place.name["zh-Hans"] in first for place in toytown.places.values())
