"""Edits told plainly: what was asked changes, and nothing else does."""

import pytest

from .conftest import Visitor


def meals(visitor: Visitor) -> list[str]:
    return [stop["place_id"] for stop in visitor.message["itinerary"]["stops"] if stop["kind"] == "meal"]


def planned(visitor: Visitor) -> list[str]:
    visitor.says("Plan a day tomorrow", "plan")
    return visitor.visits


@pytest.mark.parametrize("text", ["把最后一个去掉", "把最後一個去掉", "drop the last one", "尾嗰個唔要喇"])
def test_a_stop_dropped_gets_no_other_for_it(visitor, text):
    before = planned(visitor)
    visitor.says(text, "change_plan")
    assert visitor.visits == before[:-1]


def test_what_was_dropped_is_not_filled_up_by_the_next_change(visitor):
    before = planned(visitor)
    visitor.says("drop the last one", "change_plan").says("start an hour later", "change_plan")
    assert len(visitor.visits) <= len(before) - 1


@pytest.mark.parametrize("text", ["remove the second and third", "第二、三個唔要", "把第二和第三个去掉"])
def test_two_stops_told_by_their_numbers_both_go(visitor, text):
    planned(visitor)
    stops = [place["id"] for place in visitor.message["places"]]
    visitor.says(text, "change_plan")
    assert not {stops[1], stops[2]} & {place["id"] for place in visitor.message["places"]}


@pytest.mark.parametrize("text", ["換過第二個", "换过第二个吧"])
def test_the_second_is_swapped_and_the_rest_stays(visitor, text):
    before = planned(visitor)
    visitor.says(text, "change_plan")
    assert before[1] not in visitor.visits
    assert {*before} - {before[1]} <= {*visitor.visits}
    assert len(visitor.visits) == len(before)


@pytest.mark.parametrize(
    "text", ["第二個換咗佢啦，換做博物館", "把第二个换成博物馆", "swap the second one for a museum"]
)
def test_a_stop_swapped_for_a_kind_of_place_leaves_the_other_stops(visitor, text):
    before = planned(visitor)
    visitor.says(text, "change_plan")
    museums = {"clock-museum", "map-library", "tram-yard"}
    assert before[1] not in visitor.visits
    assert {*visitor.visits} - {*before} == museums & ({*visitor.visits} - {*before})
    assert len({*before} - {*visitor.visits}) == 1 or "had to go" in visitor.text or "只好去掉" in visitor.text


@pytest.mark.parametrize("text", ["please drop the park", "把公园去掉", "把公園刪咗"])
def test_the_one_park_of_a_plan_is_that_stop(visitor, text):
    before = planned(visitor)
    visitor.says(text, "change_plan")
    assert visitor.understood["constraints"]["avoid"] == ["river-park"]
    assert visitor.visits == [stop for stop in before if stop != "river-park"]


@pytest.mark.parametrize("back", ["公園都係要", "还是要公园", "I want the park after all"])
def test_a_kind_that_was_refused_comes_back(visitor, back):
    before = planned(visitor)
    visitor.says("不去公园", "change_plan").says(back, "change_plan")
    assert "avoid" not in visitor.understood["constraints"]
    assert "river-park" in visitor.visits
    assert {*visitor.visits} == {*before}


@pytest.mark.parametrize("text", ["午饭换一家", "食晏換過第二間", "lunch somewhere else", "somewhere else for lunch"])
def test_lunch_elsewhere_is_at_another_table(visitor, text):
    before = planned(visitor)
    table = meals(visitor)
    visitor.says(text, "change_plan")
    assert meals(visitor)
    assert meals(visitor) != table
    assert {*visitor.visits} == {*before}


@pytest.mark.parametrize(
    ("text", "guess"),
    [("lunch at Quay Kitchen", "food"), ("食晏改去碼頭廚房", "change_plan"), ("午饭改在码头厨房", "change_plan")],
)
def test_a_table_named_for_a_meal_is_no_second_visit(visitor, text, guess):
    planned(visitor)
    visitor.says(text, guess)
    assert meals(visitor) == ["quay-kitchen"]
    assert "quay-kitchen" not in visitor.visits


@pytest.mark.parametrize("text", ["便宜点", "平啲", "cheaper", "thats too expensive", "太貴了"])
def test_cheaper_keeps_the_visits_and_the_meals(visitor, text):
    before = planned(visitor)
    tables, cost = meals(visitor), visitor.message["itinerary"]["totals"]["cost"]
    for _ in range(4):
        visitor.says(text, "change_plan")
        assert {*before} <= {*visitor.visits}
        assert len(meals(visitor)) == len(tables)
        assert visitor.message["itinerary"]["totals"]["cost"] <= cost
        cost = visitor.message["itinerary"]["totals"]["cost"]
    assert "没法更便宜" in visitor.text or "沒法更便宜" in visitor.text or "can't be had for less" in visitor.text


@pytest.mark.parametrize("text", ["唔好去游船，太貴", "不要坐游船，太贵了", "skip the cruise, too expensive"])
def test_what_is_too_expensive_and_not_in_the_plan_changes_nothing(visitor, text):
    before = planned(visitor)
    visitor.says(text, "change_plan")
    assert "budget" not in visitor.understood["constraints"]
    assert visitor.visits == before


@pytest.mark.parametrize("text", ["换一批", "換過一批啦", "a whole new set please"])
def test_another_lot_is_another_plan(visitor, text):
    before = planned(visitor)
    visitor.says(text, "change_plan")
    assert not {*before[:3]} & {*visitor.visits}


@pytest.mark.parametrize("text", ["太多地方了", "地方太多喇", "too many places"])
def test_too_many_places_are_made_fewer(visitor, text):
    before = planned(visitor)
    visitor.says(text, "change_plan")
    assert len(visitor.visits) == len(before) - 1


@pytest.mark.parametrize("text", ["walk instead", "改成步行", "不如行路啦"])
def test_walking_instead_is_walking_only(visitor, text):
    planned(visitor)
    visitor.says(text, "change_plan")
    assert visitor.understood["constraints"]["modes"] == ["walk"]


@pytest.mark.parametrize("text", ["An easier pace", "an easier pace", "something quieter", "安静一点", "清靜啲"])
def test_an_easier_pace_is_relaxed(visitor, text):
    planned(visitor)
    visitor.says(text, "change_plan")
    assert visitor.understood["constraints"]["pace"] == "relaxed"


def test_what_was_just_added_is_taken_out_again(visitor):
    before = planned(visitor)
    visitor.says("add the Glass Tower", "change_plan").says("no, remove it", "deny")
    assert visitor.visits == before
    assert visitor.understood["constraints"]["avoid"] == ["glass-tower"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("make it the Friday after", "2026-05-01"),
        ("改成之后的星期五", "2026-05-01"),
        ("make it the following Monday", "2026-04-27"),
    ],
)
def test_a_day_of_the_week_after_is_counted_from_the_plans_day(visitor, text, day):
    visitor.says("Plan a day on Friday", "plan").says(text, "change_plan")
    assert visitor.message["itinerary"]["date"] == day


@pytest.mark.parametrize("text", ["星期日得唔得？", "星期日行不行？", "what about Sunday?"])
def test_another_day_asked_of_a_plan_is_its_new_day(visitor, text):
    visitor.says("Plan a day on Saturday", "plan").says(text, "place_info")
    assert visitor.message["itinerary"]["date"] == "2026-04-26"


@pytest.mark.parametrize("text", ["第二天呢", "咁第二日呢？", "and the second day?"])
def test_the_second_day_is_a_plan_of_other_places(visitor, text):
    before = planned(visitor)
    visitor.says(text, "inform")
    assert visitor.message["itinerary"]["date"] == "2026-04-24"
    assert not {*before} & {*visitor.visits}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("两個人改成五個人，有一位坐輪椅", {"adults": 5, "wheelchair": True}),
        ("不是两个人，是四个人", {"adults": 4}),
        ("not two of us but four of us", {"adults": 4}),
    ],
)
def test_a_number_of_people_that_is_corrected_holds(visitor, text, party):
    visitor.says("明天一日游，两个人", "plan").says(text, "change_plan")
    assert visitor.understood["constraints"]["party"] == party


@pytest.mark.parametrize(("text", "children"), [("小孩其實有三個", 3), ("细路都去，三個", 3), ("孩子一共三个", 3)])
def test_children_counted_behind_some_words(visitor, text, children):
    visitor.says("明天一日游，两大两小", "plan").says(text, "change_plan")
    assert visitor.understood["constraints"]["party"] == {"adults": 2, "children": children}
    assert "themes" not in visitor.understood["constraints"]


def test_a_number_of_all_counts_the_children_told_before(visitor):
    visitor.says("明天一日游，三个大人两个小孩", "plan").says("我們不是五個人，是七個人", "inform")
    assert visitor.understood["constraints"]["party"] == {"adults": 5, "children": 2}


@pytest.mark.parametrize("text", ["不用預算了", "唔使預算喇", "不要预算了", "forget the budget"])
def test_a_budget_is_given_up(visitor, text):
    visitor.says("明天一日游，每人预算50元", "plan").says(text, "deny")
    assert "budget" not in visitor.understood["constraints"]


def test_what_no_place_here_tells_of_is_said_and_not_added(visitor):
    before = planned(visitor)
    visitor.says("加一个咖啡馆", "change_plan")
    assert visitor.visits == before
    assert "没有查到" in visitor.text


def test_the_rest_as_it_is_and_what_had_to_go(visitor):
    visitor.says("Plan tomorrow from 9 to 12", "plan")
    before = visitor.visits
    visitor.says("add Marble Beach, keep the rest as it is", "change_plan")
    gone = {*before} - {*visitor.visits}
    assert "marble-beach" in visitor.visits
    assert {*visitor.visits} <= {*before, "marble-beach"}
    assert not gone or "had to go" in visitor.text


# -- several plans --------------------------------------------------------------------------------------------------


@pytest.fixture
def with_two(visitor):
    visitor.says("Plan a day on Saturday with two kids", "plan")
    return visitor.says("And another plan for Sunday, just me", "plan")


def test_a_second_plan_is_of_its_own_words_and_the_first_is_kept(with_two):
    assert with_two.understood["constraints"] == {"date": "2026-04-26", "party": {"adults": 1}}
    assert len(with_two.slots["plan"]["all"]) == 2


@pytest.mark.parametrize(
    "text", ["In the first plan, drop the last stop", "the Saturday plan: drop the last stop", "第一个方案去掉最后一站"]
)
def test_a_change_of_the_plan_that_is_named(with_two, text):
    second = with_two.slots["plan"]["id"]
    with_two.says("take version 1", "change_plan")
    first = with_two.visits
    with_two.says("take version 2", "change_plan").says(text, "change_plan")
    assert with_two.message["itinerary"]["date"] == "2026-04-25"
    assert with_two.visits == first[:-1]
    assert second in with_two.slots["plan"]["all"]


@pytest.mark.parametrize(
    "text", ["Which plan is cheaper?", "哪个方案便宜？", "边个行程平啲？", "compare the two plans", "比较一下两个方案"]
)
def test_plans_are_compared_and_stay(with_two, text):
    before = with_two.slots["plan"]
    with_two.says(text, "plan")
    assert with_two.understood["intent"] == "ask_plan"
    assert all(f"{number}. " in with_two.text for number in (1, 2))
    assert with_two.slots["plan"] == before


def test_a_question_of_the_plan_named_by_its_day_is_of_that_plan(with_two):
    with_two.says("why is Marble Beach in the Saturday plan?", "ask_plan")
    assert "is not in the plan" not in with_two.text


@pytest.mark.parametrize("text", ["就选第二个吧", "咁就揀第二個啦", "I'll take the second one"])
def test_one_of_two_versions_is_chosen_by_its_number(visitor, text):
    visitor.says("明天给我排两个方案", "plan")
    second = visitor.slots["plan"]["all"][1]
    visitor.says(text, "affirm")
    assert visitor.slots["plan"]["id"] == second
    assert "must_visit" not in visitor.understood["constraints"]


@pytest.mark.parametrize(
    "text",
    [
        "明天排两个方案，一个看海一个看博物馆",
        "聽日排兩個方案，一個睇海一個睇博物館",
        "two plans for tomorrow, one for the seaside and one with museums",
    ],
)
def test_two_plans_each_of_its_own(visitor, text):
    visitor.says(text, "plan")
    first, second = (message["itinerary"]["stops"] for message in visitor.last["messages"])
    assert "marble-beach" in [stop["place_id"] for stop in first]
    assert "marble-beach" not in [stop["place_id"] for stop in second]
    assert {"clock-museum", "map-library"} & {stop["place_id"] for stop in second}


@pytest.mark.parametrize("text", ["还是去积木城堡吧", "都係去積木城堡啦"])
def test_whoever_comes_back_to_a_place_without_a_plan_gets_one(visitor, text):
    visitor.says("明天去钟表博物馆", "plan").says("撤销", "undo").says(text, "change_plan", 0.39)
    assert "castle" in visitor.visits
