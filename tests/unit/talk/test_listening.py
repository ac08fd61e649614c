"""What visitors say while a plan is talked about is heard as meant."""

import re
from dataclasses import replace

import pytest

from bot.actions.direct import DirectPlanner
from bot.actions.talk import Talk
from knowledge.places.district import Beyond
from knowledge.places.place import Provenance

from .conftest import NamesOnly, Visitor


def test_reasons_are_told_in_the_language_of_the_question(visitor):
    """A plan made in English is explained in Chinese to who asks in Chinese."""
    visitor.says("Plan a day tomorrow, the Clock Museum must be in it", "plan")
    visitor.says("为什么安排了钟表博物馆", "ask_plan")
    assert not re.search(r"[a-z]{4,}", visitor.text), visitor.text


def test_what_shall_come_after_comes_after(visitor):
    """Before is before, even where the other could as well move further up."""
    visitor.says("明天一日游，一定要去钟表博物馆和河滨公园", "plan")
    first, second = [stop for stop in visitor.visits if stop in ("clock-museum", "river-park")]
    names = {"clock-museum": "钟表博物馆", "river-park": "河滨公园"}
    visitor.says(f"先去{names[second]}，再去{names[first]}", "change_plan")
    assert [stop for stop in visitor.visits if stop in (first, second)] == [second, first]


def test_a_missing_meal_is_explained(visitor):
    visitor.says("明天下午两点到五点帮我安排", "plan").says("为什么没有安排晚饭", "ask_plan")
    assert "17:30–19:30" in visitor.text
    visitor.says("明天一日游，午饭不用安排", "plan").says("为什么没有午饭", "ask_plan")
    assert "你说过" in visitor.text


def test_one_stop_fewer_is_one_stop_fewer(visitor):
    visitor.says("明天帮我安排一天", "plan")
    before = len(visitor.visits)
    visitor.says("砍掉一个景点", "change_plan")
    assert len(visitor.visits) == before - 1


def test_the_whole_day_moves_at_both_ends(visitor):
    visitor.says("Plan tomorrow from 10 am to 4 pm", "plan")
    visitor.says("move the whole day one hour later", "change_plan")
    constraints = visitor.understood["constraints"]
    assert (constraints["start_time"], constraints["end_time"]) == ("11:00", "17:00")


@pytest.mark.parametrize("text", ["plan me a weekend in Guilin", "我想去桂林玩两天，帮我安排"])
def test_a_stay_in_another_city_is_not_planned_from_our_places(visitor, text):
    visitor.says(text, "plan")
    assert visitor.message["itinerary"] is None
    assert visitor.understood["intent"] == "out_of_scope"
    assert "桂林" in visitor.text or "Guilin" in visitor.text


def test_a_report_is_answered_with_what_is_known(visitor, noted):
    visitor.says("钟表博物馆的门票写错了", "report_fault")
    assert [note[0] for note in noted.notes] == ["fault"]
    assert visitor.message["sources"]


def test_a_change_is_told_from_a_fact_by_the_plan_that_is_there(visitor):
    """The classifier alone would take it for a question about the place."""
    visitor.says("明天一日游，一定要去钟表博物馆", "plan")
    visitor.says("钟表博物馆都系唔去喇", "place_info")
    assert visitor.understood["intent"] == "change_plan"
    assert "clock-museum" not in visitor.visits


def test_undoing_names_no_place(visitor):
    visitor.says("明天帮我安排一天", "plan").says("晚一个小时出发", "change_plan").says("撤回刚才那个", "undo")
    assert visitor.understood["intent"] == "undo"
    assert visitor.understood["places"] == []


def test_a_stop_named_beside_a_refusal_is_let_go_in_whatever_words(visitor):
    """No list of words holds all the ways to be rid of a place."""
    visitor.says("Plan a day tomorrow, the Clock Museum must be in it", "plan")
    visitor.says("honestly the Clock Museum does nothing for us, enough of museums", "change_plan")
    assert "clock-museum" not in visitor.visits


def test_a_stop_that_is_to_last_longer_is_not_let_go(visitor):
    visitor.says("Plan a day tomorrow, the Clock Museum must be in it", "plan")
    visitor.says("not so quick, stay longer at the Clock Museum", "change_plan")
    assert "clock-museum" not in visitor.understood["constraints"].get("avoid", [])


@pytest.mark.parametrize(
    ("text", "day"), [("推后一日", "2026-04-26"), ("提前一天", "2026-04-24"), ("make it the day before", "2026-04-24")]
)
def test_a_plan_is_moved_by_days_from_its_own_day(visitor, text, day):
    visitor.says("这周六帮我安排一天", "plan").says(text, "change_plan")
    assert visitor.understood["constraints"]["date"] == day
    assert visitor.message["itinerary"]["date"] == day


def test_a_plan_is_not_moved_to_a_day_that_is_over(visitor):
    visitor.says("今天下午帮我安排", "plan").says("提前一天", "change_plan")
    assert visitor.understood["constraints"].get("date") != "2026-04-21"


def test_one_more_comes_besides_the_party_of_the_plan(visitor):
    visitor.says("后天我和老婆玩一天，帮我安排", "plan").says("多一张嘴 我闺蜜也来", "change_plan")
    assert visitor.understood["constraints"]["party"] == {"adults": 3}


@pytest.mark.parametrize(
    ("text", "intent", "words"),
    [
        ("明天想上涠洲岛，船票一张多少", "place_info", ("广西北海", "没有资料", "玩具镇")),
        ("幫我排北海銀灘兩天一夜", "plan", ("廣西北海", "沒有資料", "玩具鎮")),
        ("How much is Chimelong this weekend?", "place_info", ("Guangzhou", "not known", "Toytown")),
        ("长隆 weekend 票几多钱", "transport", ("广州", "没有资料", "玩具镇")),
        ("怎么从钟表博物馆去鼓浪屿", "transport", ("福建厦门", "没有资料", "玩具镇")),
    ],
)
def test_a_sight_elsewhere_is_told_as_lying_there_and_nothing_else_of_it(visitor, text, intent, words):
    visitor.says(text, intent)
    assert visitor.message["itinerary"] is None
    assert [word for word in words if word not in visitor.text] == []
    assert visitor.message["sources"] == []


def test_a_day_here_is_planned_whatever_sight_elsewhere_it_speaks_of(visitor):
    visitor.says("涠洲岛就不去了，给我排一天玩具镇", "plan")
    assert visitor.message["itinerary"]


def test_why_a_place_is_famous_is_no_question_about_the_plan(visitor):
    visitor.says("Plan tomorrow with the Clock Museum", "plan").says("钟表博物馆为什么出名", "place_info")
    assert "1612" in visitor.text


def test_being_there_on_a_day_points_to_no_place(visitor):
    visitor.says("Plan tomorrow with the Clock Museum", "plan").says("how much is the Clock Museum", "place_info")
    visitor.says("looks like we'll be there on the 2nd of May instead", "change_plan")
    assert visitor.understood["constraints"]["must_visit"] == ["clock-museum"]
    assert visitor.understood["constraints"]["date"] == "2026-05-02"


@pytest.mark.parametrize("text", ["附近有海洋公园吗", "Is there a zoo here?", "呢度有冇動物園㗎"])
def test_a_kind_of_place_that_nobody_has_is_told_as_not_found(visitor, noted, text):
    visitor.says(text, "recommend")
    assert visitor.message["places"] == []
    assert [note[0] for note in noted.notes] == ["question"]


def test_the_town_next_to_us_is_told_with_what_is_known_of_it(toytown, noted):
    lighthouse = toytown.places["far-lighthouse"]
    there = lighthouse.model_copy(update={"summary": {**lighthouse.summary, "zh-Hans": "霞山海边的灯塔。"}})
    town = Beyond(
        where={"zh-Hans": "积木市", "zh-Hant": "積木市", "en": "Brick City"},
        cities=("霞山",),
        provenance=Provenance(source="a test", as_of="undated", confidence="fair"),
    )
    world = replace(
        toytown,
        places={**toytown.places, there.id: there},
        district=toytown.district.model_copy(update={"beyond": (town,)}),
        revision="with a neighbour",
    )
    visitor = Visitor(Talk(lambda: world, NamesOnly(lambda: world), DirectPlanner(lambda: world), noted))
    visitor.says("霞山有什么好玩的", "recommend")
    assert [place["id"] for place in visitor.message["places"]] == ["far-lighthouse"]
    assert "霞山在积木市，不在玩具镇" in visitor.text


def test_the_best_of_the_whole_district_is_no_question_about_the_place_before(visitor):
    visitor.says("Tell me about the Clock Museum", "place_info").says("哪里最适合看海", "place_info")
    assert visitor.understood["intent"] == "recommend"
    assert visitor.understood["places"] == []
