"""Wishes for one stop or meal of a plan: that one is changed, or it is said that it can't be, and the day stays."""

import pytest

DAY = "Plan tomorrow from 9 am to 6 pm with the Clock Museum, Brick Castle and Marble Beach, by taxi"
HOURS = ("09:00", "18:00")


@pytest.fixture
def planned(visitor):
    return visitor.says(DAY, "plan")


def hours(visitor, place):
    """When a stop of the plan that is shown begins and is left."""
    stops = {stop["place_id"]: stop for stop in visitor.message["itinerary"]["stops"]}
    return stops[place]["begin"][11:16], stops[place]["leave"][11:16]


def shown(visitor):
    return [(stop["place_id"], stop["begin"], stop["leave"]) for stop in visitor.message["itinerary"]["stops"]]


def day(visitor):
    wishes = visitor.understood["constraints"]
    return wishes["start_time"], wishes["end_time"]


@pytest.mark.parametrize(
    "text", ["钟表博物馆改到下午四点", "鐘錶博物館改去下晝四點", "can we do the Clock Museum at 4pm?"]
)
def test_a_time_told_of_a_stop_is_that_stops(planned, text):
    planned.says(text, "change_plan")
    assert hours(planned, "clock-museum")[0] == "16:00"
    assert day(planned) == HOURS
    assert "16:00" in planned.text


@pytest.mark.parametrize("text", ["积木城堡只待一小时", "積木城堡淨係留一個鐘", "spend only an hour at Brick Castle"])
def test_a_length_told_of_a_stop_is_that_stops(planned, text):
    planned.says(text, "change_plan")
    begin, leave = hours(planned, "castle")
    assert int(leave[:2]) * 60 + int(leave[3:]) - int(begin[:2]) * 60 - int(begin[3:]) == 60
    assert day(planned) == HOURS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("积木城堡只待二十分钟", "至少要1小时"),
        ("積木城堡淨係留二十分鐘", "至少要1小時"),
        ("only 20 minutes at Brick Castle", "takes 1 hour at least"),
    ],
)
def test_a_visit_that_would_be_too_short_is_refused(planned, text, told):
    before = shown(planned)
    planned.says(text, "change_plan")
    assert told in planned.text
    assert shown(planned) == before
    assert day(planned) == HOURS


@pytest.mark.parametrize("text", ["午饭改到一点", "午飯改去一點", "push lunch to 1pm", "move lunch earlier"])
def test_the_hour_of_a_meal_is_honestly_not_set(planned, text):
    before = shown(planned)
    planned.says(text, "change_plan")
    assert "11:00" in planned.text
    assert "14:00" in planned.text
    assert shown(planned) == before
    assert day(planned) == HOURS


def test_a_meal_that_is_counted_is_no_stop_to_be_moved(planned):
    before = shown(planned)
    meal = next(index for index, stop in enumerate(planned.message["itinerary"]["stops"], 1) if stop["kind"] == "meal")
    planned.says(f"第{'一二三四五六七'[meal - 1]}个提前一小时", "change_plan")
    assert "午饭" in planned.text
    assert shown(planned) == before
    assert day(planned) == HOURS


@pytest.mark.parametrize("text", ["弹珠海滩改到上午", "彈珠海灘改去上晝", "move Marble Beach to the morning"])
def test_a_stop_is_moved_to_a_part_of_the_day(planned, text):
    planned.says(text, "change_plan")
    assert hours(planned, "marble-beach")[1] <= "12:00"
    assert day(planned) == HOURS


def test_a_stop_that_is_there_already_stays(planned):
    before = shown(planned)
    planned.says("move Brick Castle to the morning", "change_plan")
    assert "is so already" in planned.text
    assert shown(planned) == before


def test_what_the_day_has_no_room_for_leaves_it_as_it_was(planned):
    before = shown(planned)
    planned.says("Marble Beach at 11pm", "change_plan")
    assert "That can't be done" in planned.text
    assert shown(planned) == before
    assert day(planned) == HOURS
    assert "fixed" not in planned.understood["constraints"]


@pytest.mark.parametrize(
    "text", ["积木城堡和钟表博物馆换个顺序", "將積木城堡同鐘錶博物館對調", "swap Brick Castle and the Clock Museum"]
)
def test_two_stops_change_places(planned, text):
    assert planned.visits.index("castle") < planned.visits.index("clock-museum")
    planned.says(text, "change_plan")
    assert planned.visits.index("castle") > planned.visits.index("clock-museum")


@pytest.mark.parametrize("text", ["弹珠海滩放第一个", "彈珠海灘調去最前", "make Marble Beach the first stop"])
def test_a_stop_becomes_the_first(planned, text):
    planned.says(text, "change_plan")
    assert planned.visits[0] == "marble-beach"
    assert day(planned) == HOURS


def test_what_the_change_is_said_to_be_is_what_it_is(planned):
    before = planned.visits
    planned.says("积木城堡放到最后", "change_plan")
    assert planned.visits[-1] == "castle"
    assert before[-1] != "castle"
    assert "顺序变为" in planned.text
    assert "行程不用变" not in planned.text


@pytest.mark.parametrize(
    ("text", "told"),
    [("锁定积木城堡", "锁定了积木城堡"), ("鎖住積木城堡", "鎖定了積木城堡"), ("lock Brick Castle", "Kept in the plan")],
)
def test_what_is_locked_is_confirmed_and_kept(visitor, text, told):
    visitor.says("Plan tomorrow from 9 am to 6 pm, by taxi", "plan")
    assert "castle" in visitor.visits
    before = shown(visitor)
    visitor.says(text, "change_plan")
    assert told in visitor.text
    assert shown(visitor) == before
    wishes = visitor.understood["constraints"]
    assert "castle" in wishes["must_visit"]
    assert "start" not in wishes


@pytest.mark.parametrize("text", ["不要去远岬灯塔", "唔好去遠岬燈塔", "skip Farpoint Lighthouse"])
def test_what_is_refused_and_not_planned_changes_nothing(planned, text):
    before = shown(planned)
    planned.says(text, "change_plan")
    assert shown(planned) == before
    assert planned.understood["constraints"]["avoid"] == ["far-lighthouse"]
    planned.says(text, "change_plan")
    assert shown(planned) == before


@pytest.mark.parametrize("text", ["多加一个地方", "加多一個地方", "add one more place"])
def test_one_place_more_is_one_more_than_there_are(visitor, text):
    visitor.says("Plan tomorrow from 9 am to 6 pm, two places, by taxi", "plan")
    assert len(visitor.visits) == 2
    visitor.says(text, "change_plan")
    assert len(visitor.visits) == 3


@pytest.mark.parametrize("text", ["早点回来", "早啲收工", "finish an hour earlier"])
def test_an_earlier_end_ends_earlier(planned, text):
    planned.says(text, "change_plan")
    assert day(planned) == ("09:00", "17:00")


def test_what_shall_be_seen_in_the_evening_makes_the_day_longer(planned):
    planned.says("晚上想看夜景", "change_plan")
    assert day(planned) == ("09:00", "22:00")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("do Brick Castle before Clock Museum", "in that order already"),
        ("先去积木城堡再去钟表博物馆", "顺序已经是这样了"),
    ],
)
def test_an_order_there_is_already_is_told_as_such(visitor, text, told):
    visitor.says("Plan tomorrow with the Clock Museum and Brick Castle", "plan")
    before = visitor.visits
    assert before.index("castle") < before.index("clock-museum")
    visitor.says(text, "change_plan")
    assert told in visitor.text
    assert visitor.visits == before
