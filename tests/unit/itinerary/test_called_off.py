"""A day that nobody waits for any more is no longer computed, whatever was asked about it."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from itinerary.core.cancellation import Cancellation, Cancelled
from itinerary.core.solver import prepare
from itinerary.plan import plan_day, repair, why_not
from knowledge.places.gazetteer import Gazetteer
from tests.unit.core.test_cancellation import called_off
from tests.unit.itinerary import toy
from tests.unit.itinerary.planning import NOW, wish

SOON = 1.0
"""Seconds; most of it for what is put as numbers before the first search begins."""


@pytest.fixture(autouse=True, scope="module")
def compiled() -> None:
    """Compiling can't be called off."""
    prepare()


@pytest.fixture(scope="module")
def city() -> Gazetteer:
    return toy.spread_town(2000, seed=1)


MUSTS = [f"p{number:04d}" for number in range(0, 100, 2)]


@pytest.mark.parametrize("after", [0.1, 1.0, 3.0])
@pytest.mark.parametrize(
    "more",
    [
        {"time_limit": 60, "alternatives": 5, "max_walk": 3000},
        {"alternatives": 5, "max_walk": 3000, "budget": 30, "max_distance": 30000},
        {"start_time": "00:00", "end_time": "24:00", "must_visit": MUSTS, "budget": 300, "max_walk": 8000},
    ],
)
def test_a_plan_is_called_off(city: Gazetteer, more: dict[str, Any], after: float) -> None:
    ends_soon(lambda cancellation: plan_day(wish(city, **more), city, NOW, cancellation=cancellation), after)


def test_what_is_asked_about_a_plan_is_called_off(city: Gazetteer) -> None:
    hurried = plan_day(wish(city, time_limit=1), city, NOW)
    day, unhurried = hurried.itineraries[0], hurried.request.model_copy(update={"time_limit": None})
    at = datetime.fromisoformat(day.stops[1].begin)
    unmet = {"budget": 20, "must_visit": MUSTS}
    for after in (0.1, 1.0):
        ends_soon(lambda flag: why_not(day, unhurried, "p1999", city, NOW, cancellation=flag), after)
        ends_soon(lambda flag: repair(day, unhurried, at, None, [], [], unmet, city, NOW, cancellation=flag), after)
    mended = repair(day, hurried.request, at, None, [], [], {}, city, NOW).itinerary
    ends_soon(lambda flag: why_not(mended, unhurried, "p1999", city, NOW, cancellation=flag), 0.3)


def ends_soon(work: Callable[[Cancellation], object], after: float) -> None:
    with called_off(after) as cancellation:
        began = time.perf_counter()
        with pytest.raises(Cancelled):
            work(cancellation)
        assert after <= time.perf_counter() - began < after + SOON
