"""A limit or a time gives way by the least that makes a request hold, in round steps and with few looks."""

from collections.abc import Callable
from typing import Any

import pytest

from itinerary.gentler import gentlest
from itinerary.request import ItineraryRequest, clock_minutes
from tests.unit.itinerary import toy
from tests.unit.itinerary.planning import wish

TOWN = toy.town(toy.place("a"))


class Looks:
    """Says whether a field of a request is enough, and counts how often it is asked."""

    def __init__(self, enough: Callable[[ItineraryRequest], bool]) -> None:
        self.enough, self.count = enough, 0

    def __call__(self, request: ItineraryRequest) -> bool:
        self.count += 1
        return self.enough(request)


def at_least(name: str, least: float) -> Looks:
    return Looks(lambda request: getattr(request, name) >= least)


@pytest.mark.parametrize(
    ("name", "limit", "least", "found"),
    [
        ("budget", 5, 14.4, 15),
        ("budget", 5, 6.2, 7),
        ("budget", 0, 0.5, 1),
        ("budget", 7.5, 9, 9),
        ("budget", 9, 10.5, 15),
        ("budget", 55, 58, 60),
        ("budget", 60, 60.5, 65),
        ("budget", 0, 1999, 2000),
        ("max_walk", 350, 1010, 1100),
        ("max_leg_walk", 400, 401, 500),
        ("max_distance", 5000, 23_456, 23_500),
        ("max_places", 0, 3, 3),
    ],
)
def test_a_limit_is_raised_to_the_least_round_value(name: str, limit: float, least: float, found: float) -> None:
    looks = at_least(name, least)
    raised = gentlest(name, wish(TOWN, **{name: limit}), looks)
    assert raised is not None
    assert getattr(raised, name) == found
    assert looks.count <= 20


def later(end: str) -> Looks:
    """Long enough only if the day ends then or later."""
    due = clock_minutes(end)
    return Looks(lambda request: (clock_minutes(request.end_time) + 720) % 1440 >= (due + 720) % 1440)


@pytest.mark.parametrize(
    ("day", "least", "found"),
    [
        (("09:00", "09:01"), "09:08", "09:10"),
        (("09:00", "10:00"), "10:01", "10:05"),
        (("09:00", "10:03"), "10:04", "10:05"),
        (("09:00", "10:00"), "10:28", "10:30"),
        (("17:00", "23:50"), "24:00", "24:00"),
        (("20:00", "01:00"), "02:31", "02:35"),
    ],
)
@pytest.mark.parametrize("strides", [None, 2])
def test_a_day_ends_later_by_the_least(day: tuple[str, str], least: str, found: str, strides: int | None) -> None:
    looks = later(least)
    longer = gentlest("end_time", wish(TOWN, start_time=day[0], end_time=day[1]), looks, strides)
    assert longer is not None
    assert longer.end_time == found
    assert looks.count <= 14


def no_later(begin: str) -> Looks:
    return Looks(lambda request: clock_minutes(request.start_time) <= clock_minutes(begin))


@pytest.mark.parametrize(
    ("start", "least", "found"),
    [
        ("10:00", "09:00", "09:00"),
        ("10:00", "09:58", "09:55"),
        ("09:01", "08:52", "08:50"),
        ("09:00", "04:12", "04:10"),
        ("09:00", "00:00", "00:00"),
    ],
)
@pytest.mark.parametrize("strides", [None, 2])
def test_a_day_begins_earlier_by_the_least(start: str, least: str, found: str, strides: int | None) -> None:
    looks = no_later(least)
    earlier = gentlest("start_time", wish(TOWN, start_time=start), looks, strides)
    assert earlier is not None
    assert earlier.start_time == found
    assert looks.count <= 16


def test_a_time_that_is_too_late_again_is_passed_only_where_all_are_tried() -> None:
    """As when a longer day makes a meal due for which there is no time."""
    between = Looks(lambda request: "13:00" <= request.end_time <= "13:20")
    day: dict[str, Any] = {"end_time": "10:00"}
    found = gentlest("end_time", wish(TOWN, **day), between)
    assert found is not None
    assert found.end_time == "13:00"
    assert gentlest("end_time", wish(TOWN, **day), between, 2) is None


@pytest.mark.parametrize("name", ["budget", "end_time", "start_time", "modes"])
def test_what_nothing_helps_is_not_put_off(name: str) -> None:
    assert gentlest(name, wish(TOWN, budget=5), Looks(lambda _: False), 2) is None
