"""Changes that name what stays and what goes."""

import pytest


@pytest.mark.parametrize(
    ("planned", "change"),
    [
        ("明天去积木城堡和弹珠海滩，安排一天", "不要看海，改看积木城堡"),
        ("聽日去積木城堡同彈珠海灘，安排一日", "唔好睇海，改睇積木城堡"),
        ("plan a day tomorrow with Brick Castle and Marble Beach", "no sea please, we'd rather see Brick Castle"),
    ],
)
def test_a_stop_of_a_refused_theme_goes_and_the_one_wished_for_stays(visitor, planned, change):
    visitor.says(planned, "plan")
    assert {"castle", "marble-beach"} <= set(visitor.visits)
    visitor.says(change, "change_plan")
    assert "castle" in visitor.visits
    assert "marble-beach" not in visitor.visits


@pytest.mark.parametrize(
    "text", ["我想去积木城堡和河畔公园", "我想去積木城堡同河畔公園", "I'd like to see Brick Castle and River Park"]
)
def test_a_stop_that_is_wished_for_beside_a_new_one_stays(visitor, text):
    visitor.says("Plan a day tomorrow with Brick Castle", "plan").says(text, "change_plan")
    assert {"castle", "river-park"} <= set(visitor.visits)


@pytest.mark.parametrize(
    "text", ["remove everything except Brick Castle", "除了积木城堡都换掉", "除咗積木城堡，其他都換"]
)
def test_all_but_what_is_kept_is_exchanged(visitor, text):
    visitor.says("Plan a day tomorrow with Brick Castle", "plan")
    others = set(visitor.visits) - {"castle"}
    visitor.says(text, "change_plan")
    assert "castle" in visitor.visits
    assert not others & set(visitor.visits)


@pytest.mark.parametrize("text", ["我没说要去河畔公园", "我冇話要去河畔公園", "I never asked for River Park"])
def test_a_stop_that_nobody_asked_for_goes(visitor, text):
    visitor.says("Plan a day tomorrow with River Park", "plan").says(text, "change_plan")
    assert "river-park" not in visitor.visits


@pytest.mark.parametrize(
    "text",
    [
        "明天安排一天，积木城堡去过了",
        "聽日安排一日，積木城堡去過喇",
        "I've already been to Brick Castle, plan tomorrow",
    ],
)
def test_what_was_seen_is_in_no_new_plan(visitor, text):
    assert "castle" not in visitor.says(text, "plan").visits


@pytest.mark.parametrize(
    "text",
    [
        "明天去积木城堡，不去公园，但一定要去博物馆",
        "聽日去積木城堡，唔去公園，一定要去博物館",
        "Brick Castle tomorrow, no parks, but a museum is a must",
    ],
)
def test_a_kind_that_is_a_must_is_in_the_plan(visitor, text):
    visitor.says(text, "plan")
    assert {"castle", "clock-museum"} <= set(visitor.visits)
    assert "river-park" not in visitor.visits


def test_a_stop_is_swapped_for_one_of_a_kind_in_mixed_speech(visitor):
    visitor.says("聽日去河畔公園同積木城堡，安排一日", "plan")
    visitor.says("可唔可以swap河畔公園做museum？", "change_plan")
    assert "river-park" not in visitor.visits
    assert "clock-museum" in visitor.visits
