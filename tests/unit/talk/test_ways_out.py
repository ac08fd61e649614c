"""Ways out of clashing wishes: the sane ones first, and what they leave out stays out."""

import pytest

from bot.actions.ways_out import ways_out

MUSTS = {"must_visit": ["a", "b"]}


def offered(*changes, wishes=MUSTS, request=None):
    """The numbers of the changes that one conflict with these ways out offers."""
    conflict = {"relaxations": [{"change": change, "message": str(at)} for at, change in enumerate(changes)]}
    return [int(message) for message in ways_out([conflict], wishes, request or {})]


def test_a_day_at_odd_hours_is_offered_only_where_there_is_nothing_better():
    odd, early, late = {"start_time": "00:00"}, {"start_time": "06:00"}, {"end_time": "24:00"}
    assert offered(odd, late, {"must_visit": ["a"]}) == [2]
    assert offered({"end_time": "05:00"}, early, {"end_time": "21:30"}) == [2]
    assert offered(odd, late) == [0, 1]


def test_leaving_out_all_that_was_named_comes_before_odd_hours_only():
    nothing = {"must_visit": []}
    assert offered(nothing, {"must_visit": ["a"]}) == [1]
    assert offered({"start_time": "00:00"}, nothing) == [1]
    assert offered({"must_visit": [], "fixed": []}, {"end_time": "19:00"}) == [1]


def test_hours_that_were_asked_for_are_not_odd():
    assert offered({"start_time": "05:30"}, {"budget": 9.0}, request={"start_time": "05:00"}) == [0, 1]


def test_at_most_two_are_offered_of_each_conflict():
    assert offered({"budget": 1.0}, {"budget": 2.0}, {"budget": 3.0}) == [0, 1]


@pytest.mark.parametrize(
    "text",
    [
        "明天十点到十一点，想去钟表博物馆、大理石海滩、河滨公园，全程步行",
        "聽日十點到十一點，想去鐘錶博物館、大理石海灘、河濱公園，全程步行",
        "tomorrow from 10 to 11, the Clock Museum, Marble Beach and River Park, only walking",
    ],
)
def test_what_a_way_out_leaves_out_is_in_no_plan_made_of_it(visitor, text):
    visitor.says(text, "plan")
    named = visitor.understood["constraints"]["must_visit"]
    offered = list(visitor.slots["pending"]["ways"].items())
    assert offered
    slots = visitor.slots
    for message, change in offered:
        visitor.slots = slots
        visitor.says(message, "nlu_fallback")
        left = [place for place in named if place not in change.get("must_visit", named)]
        assert set(left) <= set(visitor.understood["constraints"].get("avoid", ()))
        assert not set(left) & set(visitor.visits)


@pytest.mark.parametrize(
    ("text", "calmer", "told"),
    [
        ("明天十点到十一点十分，想去钟表博物馆", "轻松一点", "按平常的节奏"),
        ("聽日十點到十一點十分，想去鐘錶博物館", "輕鬆一點", "按平常的節奏"),
        ("tomorrow from 10:00 to 11:10, the Clock Museum", "An easier pace", "stays at the usual one"),
    ],
)
def test_the_pace_gives_way_to_what_was_named(visitor, text, calmer, told):
    visitor.says(text, "plan")
    assert visitor.visits == ["clock-museum"]
    visitor.says(calmer, "change_plan")
    assert visitor.visits == ["clock-museum"]
    assert told in visitor.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("明天带三个小孩，只骑电动车", "不安排电单车"),
        ("聽日帶三個細路，淨係踩電動車", "不安排共享電單車"),
        ("tomorrow with three kids, e-bikes only", "no e-bikes"),
    ],
)
def test_who_cannot_ride_is_told_why_there_is_no_ebike(visitor, text, told):
    visitor.says(text, "plan")
    assert told in visitor.text
    assert all(leg["mode"] != "ebike" for leg in visitor.message["itinerary"]["legs"])
