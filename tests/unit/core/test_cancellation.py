"""What nobody waits for any more ends soon, without a result."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from itinerary.core.cancellation import Cancellation, Cancelled
from itinerary.core.cpsat import solve_model
from itinerary.core.sample import sample_day
from itinerary.core.solver import prepare, solve
from tests.unit.core.test_solver import old_town


@pytest.fixture(autouse=True, scope="module")
def compiled() -> None:
    """Compiling can't be called off."""
    prepare()


@contextmanager
def called_off(after: float) -> Iterator[Cancellation]:
    """Calls work off after so many seconds and again every twentieth of a second, as whoever watches a client does."""
    cancellation, done = Cancellation(), threading.Event()

    def watch() -> None:
        if not done.wait(after):
            cancellation.cancel()
        while not done.wait(0.05):
            cancellation.cancel()

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield cancellation
    finally:
        done.set()
        watcher.join()


@pytest.mark.parametrize("limit", [None, 60.0])
@pytest.mark.parametrize("after", [0.05, 0.7, 1.5])
def test_a_search_ends_soon_after_it_is_called_off(after: float, limit: float | None) -> None:
    problem = old_town(120, seed=2)
    with called_off(after) as cancellation:
        began = time.perf_counter()
        with pytest.raises(Cancelled):
            solve(problem, time_limit=limit, work=50, cancellation=cancellation)
        assert after <= time.perf_counter() - began < after + 0.5


def test_cp_sat_ends_soon_too() -> None:
    problem = old_town(40, seed=2)
    with called_off(2.0) as cancellation:
        began = time.perf_counter()
        outcome = solve_model(problem, seconds=60.0, effort=0.0, seed=0, cancellation=cancellation)
        assert time.perf_counter() - began < 3.0
    assert not outcome.infeasible


def test_what_was_called_off_before_is_not_begun() -> None:
    cancellation = Cancellation()
    cancellation.cancel()
    with pytest.raises(Cancelled):
        solve(sample_day(), cancellation=cancellation)
    with pytest.raises(Cancelled):
        solve_model(old_town(120, seed=2), seconds=60.0, effort=0.0, seed=0, cancellation=cancellation)


def test_a_search_that_nobody_calls_off_is_the_same() -> None:
    assert solve(sample_day(), cancellation=Cancellation()).steps == solve(sample_day()).steps


def test_stops_are_told_once_for_each_calling_off_and_not_after_their_work() -> None:
    cancellation = Cancellation()
    told: list[str] = []

    def stop() -> None:
        told.append("stop")

    with cancellation.stopping(stop):
        cancellation.check()
        cancellation.cancel()
    cancellation.cancel()
    assert told == ["stop"]
    with cancellation.stopping(stop):
        assert told == ["stop", "stop"]
