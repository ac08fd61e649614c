"""Where a day begins and ends: what is shut or only planned, and hotels and stations that are no sights."""

import pytest


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("明天去钟表博物馆，晚上回到玻璃塔", "规划"),
        ("聽日去鐘錶博物館，最後返玻璃塔", "規劃"),
        ("tomorrow the Clock Museum, and end at the Glass Tower", "only planned"),
        ("tomorrow the Clock Museum, starting from the Glass Tower", "only planned"),
    ],
)
def test_no_day_begins_or_ends_at_what_was_never_built(visitor, text, word):
    visitor.says(text, "plan")
    assert word in visitor.text
    assert not {"start", "end"} & visitor.understood["constraints"].keys()
    assert not {"start", "end"} & visitor.slots["constraints"].keys()
    assert "clock-museum" in visitor.visits


@pytest.mark.parametrize(
    ("text", "field", "place", "word"),
    [
        ("明天从电车库出发", "start", "tram-yard", "修缮"),
        ("聽日喺電車庫出發", "start", "tram-yard", "修繕"),
        ("tomorrow, start at the Tram Yard", "start", "tram-yard", "being renovated"),
        ("明天玩一天，最后回到老磨坊", "end", "old-mill", "关闭"),
        ("plan tomorrow, end at the Old Mill", "end", "old-mill", "has closed"),
    ],
)
def test_one_may_meet_outside_what_is_shut_and_is_told_so_once(visitor, text, field, place, word):
    visitor.says(text, "plan")
    assert visitor.understood["constraints"][field] == {"place_id": place}
    assert word in visitor.text
    visitor.says("轻松一点" if field == "start" else "start an hour later", "change_plan")
    assert visitor.understood["constraints"][field] == {"place_id": place}
    assert visitor.text.count(word) == 0


@pytest.mark.parametrize(
    ("before", "text", "field"),
    [
        ("明天从大理石海滩出发", "改为从中央车站出发", "start"),
        ("plan tomorrow", "I have a train from Central Station at the end", "end"),
    ],
)
def test_a_station_is_where_a_day_begins_or_ends_and_no_sight(visitor, before, text, field):
    visitor.says(before, "plan").says(text, "change_plan")
    assert visitor.understood["constraints"][field] == {"place_id": "central-station"}
    assert "central-station" not in visitor.understood["constraints"].get("must_visit", ())
    assert "How long" not in visitor.text


@pytest.mark.parametrize(
    "text",
    [
        "arriving Central Station at 10:00 tomorrow, and be back at the station by 17:00",
        "arriving at Central Station at 10:00 tomorrow, and back at the station for the 17:00 train",
    ],
)
def test_the_station_that_one_is_back_at_is_the_one_that_was_arrived_at(visitor, text):
    visitor.says(text, "plan")
    told = visitor.understood["constraints"]
    assert told["start"] == told["end"] == {"place_id": "central-station"}


def test_the_station_told_as_the_start_is_the_one_to_be_back_at(visitor):
    visitor.says("plan tomorrow from Central Station", "plan")
    visitor.says("be back at the station for the 17:20 train", "change_plan")
    assert visitor.understood["constraints"]["end"] == {"place_id": "central-station"}


def test_who_asks_the_way_back_changes_nothing(visitor):
    visitor.says("plan tomorrow with the Clock Museum", "plan")
    before = visitor.slots["constraints"]
    visitor.says("how do we get back to the Glass Tower?", "transport")
    assert visitor.slots["constraints"] == before
    assert visitor.understood["intent"] == "transport"
    assert "planned" in visitor.text


@pytest.mark.parametrize(
    ("text", "end", "told"),
    [
        ("be back at the station for the 17:20 train", "16:50", "30 minutes before"),
        ("最后回到中央车站，坐17:20的火车", "16:50", "早30分钟"),
        ("最後返到中央車站，搭17:20嘅航班", "15:50", "早90分鐘"),
        ("be back at the station by 17:20", "17:20", ""),
        ("最后17:20回到中央车站", "17:20", ""),
    ],
)
def test_who_has_something_to_catch_is_there_before_it_leaves(visitor, text, end, told):
    visitor.says("plan tomorrow from Central Station", "plan")
    visitor.says(text, "change_plan")
    assert visitor.understood["constraints"]["end"] == {"place_id": "central-station"}
    assert visitor.understood["constraints"]["end_time"] == end
    assert told in visitor.text
