"""Wordings of visitors that were taken for something else."""

from datetime import date, datetime

import pytest

from bot.understanding.beyond_measure import beyond_measure
from bot.understanding.constraints import constraints
from bot.understanding.reader import Reader

WEDNESDAY = datetime.fromisoformat("2026-04-22T10:00:00+01:00")
SUNDAY = datetime.fromisoformat("2026-04-26T10:00:00+01:00")


@pytest.fixture(scope="module")
def wishes_of(toytown):
    reader = Reader()

    def said(text):
        return constraints(reader.read(text, toytown, WEDNESDAY, None), toytown)

    return said


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("plan this saturday afternoon, parks", date(2026, 5, 2)),
        ("这周六去公园", date(2026, 5, 2)),
        ("这周末去公园", date(2026, 4, 26)),
    ],
)
def test_on_a_sunday_this_saturday_is_the_coming_one(toytown, text, day):
    assert Reader().read(text, toytown, SUNDAY, None).dates == (day,)


@pytest.mark.parametrize(
    ("text", "date", "hours"),
    [
        ("plan me 5 dec 9:00-17:00, parks", "2026-12-05", ("09:00", "17:00")),
        ("I want 9:30-16:00 on 5 Dec, parks", "2026-12-05", ("09:30", "16:00")),
        ("plan for friday 9-5: old streets, a park", "2026-04-24", ("09:00", "17:00")),
        ("tomorrow 10-4: parks", "2026-04-23", ("10:00", "16:00")),
        ("Dec 9 9:00-17:00, parks", "2026-12-09", ("09:00", "17:00")),
    ],
)
def test_hours_beside_a_date_are_hours(wishes_of, text, date, hours):
    said = wishes_of(text)
    assert (said["date"], (said["start_time"], said["end_time"])) == (date, hours)


@pytest.mark.parametrize(
    ("text", "meal"),
    [
        ("明天我和两个同学想逛一天，喜欢老建筑和红色遗址，全程步行，早上九点到下午六点，中午要吃饭", "lunch"),
        ("明天一天逛骑楼巷，晚上要吃饭", "dinner"),
    ],
)
def test_a_meal_plainly_wanted_is_not_guessed_to_be_left_out(wishes_of, text, meal):
    assert wishes_of(text)["meals"] == {meal: True}


def test_who_goes_by_public_transport_only_wants_no_stations(wishes_of):
    assert "only_kinds" not in wishes_of("public transport only please, for a day in town tomorrow")


def test_ages_are_no_number_of_places():
    assert beyond_measure("sat 10-4, two retirees, 74 and 76, parks") is None
    assert beyond_measure("76 parks in a day") == "places"


@pytest.mark.parametrize(("text", "undoes"), [("改返十点开始", False), ("改返", True), ("改返之前嗰个", True)])
def test_changing_to_an_hour_takes_nothing_back(read, text, undoes):
    assert (read(text).edit("undo") is not None) is undoes
