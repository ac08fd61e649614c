"""What was said before counts: references, order, what is done of a running day, names that nobody has."""

import pytest


def test_a_question_without_a_name_is_about_the_place_last_asked_about(visitor):
    visitor.says("What is the Clock Museum?", "place_info")
    visitor.says("what's the address", "place_info")
    assert visitor.understood["places"] == ["clock-museum"]
    assert visitor.understood["attribute"] == "address"


def test_there_is_where_the_way_leads(visitor):
    visitor.says("从中央车站到钟表博物馆怎么走", "transport")
    visitor.says("那里几点开门", "place_info")
    assert visitor.understood["places"] == ["clock-museum"]


def test_it_is_the_plan_after_a_plan(visitor):
    visitor.says("Plan tomorrow with the Clock Museum and Brick Castle", "plan")
    visitor.says("keep it under 80 euros", "change_plan")
    assert visitor.understood["places"] == []
    assert visitor.understood["constraints"]["budget"] == 80


def test_what_comes_before_what(visitor):
    visitor.says("Plan tomorrow with the Clock Museum and Brick Castle", "plan")
    first, second = (one for one in visitor.visits if one in ("clock-museum", "castle"))
    names = {"clock-museum": "Clock Museum", "castle": "Brick Castle"}
    visitor.says(f"do {names[second]} before {names[first]}", "change_plan")
    assert [one for one in visitor.visits if one in (first, second)] == [second, first]


def test_a_plan_is_chosen_and_changed_in_one_breath(visitor):
    visitor.says("给我两个不同的方案，明天", "plan")
    left_out = next(m for m in visitor.last["messages"][1]["itinerary"]["stops"] if m["kind"] == "visit")["place_id"]
    name = visitor.talk._world().places[left_out].name["zh-Hans"]
    visitor.says(f"第二个方案里不要{name}", "change_plan")
    assert left_out not in visitor.visits
    assert left_out in visitor.understood["constraints"]["avoid"]


def test_the_same_on_another_day_keeps_its_places(visitor):
    visitor.says("Plan tomorrow", "plan")
    before = set(visitor.visits)
    visitor.says("the same but on Friday", "change_plan")
    assert visitor.message["itinerary"]["date"] == "2026-04-24"
    assert len(before & set(visitor.visits)) >= len(before) / 2


def test_a_running_day_goes_on_after_what_is_done(visitor):
    visitor.says("Plan today from 9 to 18", "plan")
    stops = [stop for stop in visitor.message["itinerary"]["stops"] if stop["kind"] == "visit"]
    visitor.now = stops[1]["begin"]
    visitor.says("we're running 40 minutes late", "change_plan")
    assert visitor.visits[0] == stops[0]["place_id"]
    assert visitor.message["itinerary"] is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("龙宫水族馆门票多少钱？", "龙宫水族馆"),
        ("阿龍海鮮酒家在哪條街", "阿龍海鮮酒家"),
        ("Where is the Sunshine Aquarium?", "Sunshine Aquarium"),
    ],
)
def test_a_name_that_nobody_has_is_told_and_noted(visitor, noted, text, name):
    visitor.says(text, "place_info")
    assert name in visitor.text
    assert [note[0] for note in noted.notes] == ["question"]
    assert visitor.message["places"] == []


def test_only_what_changed_travels(visitor):
    visitor.says("Plan tomorrow", "plan")
    before = dict(visitor.slots)
    visitor.says("thanks", "thanks")
    assert visitor.slots == before


def test_a_holiday_of_a_year_not_known_yet_is_asked_for_and_not_planned_today(visitor):
    visitor.says("明年春节帮我排一天", "plan")
    assert "日历" in visitor.text
    assert visitor.message["itinerary"] is None


def test_one_more_of_a_kind_leaves_the_rest(visitor):
    visitor.says("Plan tomorrow from 9 to 16", "plan")
    before = visitor.visits
    visitor.says("add a museum", "change_plan")
    more = set(visitor.understood["constraints"]["must_visit"])
    assert more
    assert not more & set(before)
    assert "themes" not in visitor.understood["constraints"]


def test_abuse_is_answered_calmly_and_not_taken_down(visitor, noted):
    visitor.says("shut up you stupid machine", "out_of_scope")
    assert "travel guide" in visitor.text
    assert noted.notes == []


def test_another_language_is_spoken_when_asked_for(visitor):
    visitor.says("Plan tomorrow", "plan")
    visitor.says("换成中文吧", "change_plan")
    assert visitor.last["locale"] == "zh-Hans"
    assert visitor.message["itinerary"] is not None
    assert "的行程" in visitor.text


def test_a_limit_that_is_given_up_no_longer_binds(visitor):
    visitor.says("Plan tomorrow, 50 yuan at most", "plan")
    assert visitor.understood["constraints"]["budget"] == 50
    visitor.says("drop the budget limit", "change_plan")
    assert "budget" not in visitor.understood["constraints"]
    assert visitor.message["itinerary"] is not None


def test_only_one_place_gives_up_the_other_musts(visitor):
    visitor.says("Plan tomorrow with the Clock Museum and Brick Castle", "plan")
    visitor.says("then only the Clock Museum", "change_plan")
    assert visitor.understood["constraints"]["must_visit"] == ["clock-museum"]


def test_yes_to_a_plan_is_no_change_that_nobody_understands(visitor):
    visitor.says("Plan tomorrow", "plan")
    visitor.says("行嘞", "affirm", 0.5)
    assert visitor.understood["intent"] == "affirm"


def test_a_ride_that_is_too_expensive_is_about_the_ride(visitor):
    visitor.says("Plan tomorrow", "plan")
    visitor.says("打车太贵了，不坐", "change_plan")
    assert "budget" not in visitor.understood["constraints"]
    assert "taxi" not in visitor.understood["constraints"]["modes"]


def test_a_long_conversation_leaves_its_events_behind_and_nothing_else(visitor):
    visitor.says("Plan tomorrow with the Clock Museum, two adults, no taxi", "plan")
    remembered = visitor.slots
    visitor.carried = 500
    visitor.says("thanks", "thanks")
    assert visitor.carried == 0
    assert {name: visitor.slots[name] for name in ("constraints", "plan", "history")} == {
        name: remembered[name] for name in ("constraints", "plan", "history")
    }
    visitor.says("undo", "undo")
    assert visitor.message["itinerary"] is None
