"""No wish is lost without a word: it shapes the day, or one line says that it can't."""

import pytest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plan tomorrow, no stairs please", "stairs"),
        ("明天安排一天，不想爬楼梯", "楼梯"),
        ("聽日安排一日，唔好有樓梯", "樓梯"),
        ("明天安排一天，想看日出", "日出约"),
        ("plan tomorrow with the sunrise", "the sun rises at"),
        ("明天去公园，如果下雨就改去博物馆", "当天真下雨"),
        ("plan tomorrow in the parks, if it rains we go indoors", "if it does rain"),
        ("plan tomorrow from 1 to 3 pm with dinner", "covers 17:30–19:30"),
    ],
)
def test_what_no_plan_minds_is_said(visitor, text, said):
    visitor.says(text, "plan")
    assert visitor.message["itinerary"] is not None
    assert said in visitor.text


@pytest.mark.parametrize(
    "text", ["明天安排一天，晚饭要吃鱼", "plan tomorrow, fish for dinner", "聽日安排一日，晚飯食魚"]
)
def test_who_asks_for_dinner_gets_a_day_that_has_one(visitor, text):
    visitor.says(text, "plan")
    assert any(stop.get("meal") == "dinner" for stop in visitor.message["itinerary"]["stops"])


@pytest.mark.parametrize(
    "text", ["明天安排一天，不想太早起", "聽日安排一日，唔想咁早起身", "plan tomorrow, we don't want to get up early"]
)
def test_late_risers_begin_late_and_hear_it(visitor, text):
    visitor.says(text, "plan")
    assert visitor.understood["constraints"]["start_time"] == "10:00"
    assert "10:00" in visitor.text.split("\n")[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plan today 2pm to 5pm", "too late for 14:00–17:00 today"),
        ("今天下午2点到5点安排一下", "今天来不及14:00–17:00"),
        ("今日下晝2點到5點安排", "今天來不及14:00–17:00"),
    ],
)
def test_hours_that_are_past_are_said_to_be(visitor, text, said):
    visitor.now = "2026-04-22T18:20:00+01:00"
    visitor.says(text, "plan")
    assert said in visitor.text
    assert visitor.message["itinerary"]["date"] == "2026-04-22"


@pytest.mark.parametrize("text", ["明天早上25点出发", "聽日25點出發", "plan tomorrow, start at 25:00"])
def test_an_hour_that_no_day_has_is_said_to_be_none(visitor, text):
    visitor.says(text, "plan")
    assert visitor.message["itinerary"] is None
    assert not visitor.slots.get("constraints")


def test_a_day_that_ends_as_it_begins_is_asked_about(visitor):
    visitor.says("plan Sunday, start 8am end 8am", "plan")
    assert "end after it begins" in visitor.text


@pytest.mark.parametrize(
    "text", ["我只有两个小时，现在在钟表博物馆", "two hours only, we're at the Clock Museum right now"]
)
def test_who_has_two_hours_now_begins_now_and_where_they_are(visitor, text):
    visitor.now = "2026-04-22T10:05:00+01:00"
    visitor.says(text, "plan")
    wishes = visitor.understood["constraints"]
    assert (wishes["date"], wishes["start_time"], wishes["end_time"]) == ("2026-04-22", "10:15", "12:15")
    assert wishes["start"] == {"place_id": "clock-museum"}


@pytest.mark.parametrize("text", ["plan tomorrow from 9.30am", "明天8点30分出发", "plan tomorrow, start 10:45 am"])
def test_minutes_are_no_hour(visitor, text):
    visitor.says(text, "plan")
    assert visitor.message["itinerary"] is not None
