"""What a client who has left was waiting for is computed no further: by the true server and the true planner."""

import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from itinerary.core.cancellation import Cancellation, Cancelled
from itinerary.core.solver import prepare
from itinerary.plan import Conflicted, plan_day, repair, why_not
from itinerary.request import read_request
from itinerary.verify import verify
from tests.unit.itinerary import toy
from tests.unit.web.doubles import Toys, ToyWorld
from web.app import create_app
from web.desk import Desk
from web.planner import Engine
from web.problems import Problem
from web.serve import public_server, reserve
from web.services import Services

PLANS = "/api/v1/itineraries"
HEAVY = {"date": "2026-05-02", "time_limit": 60, "alternatives": 5, "max_walk": 3000}
QUICK = {"date": "2026-05-02", "time_limit": 0.5}
UNHURRIED = {"date": "2026-05-02"}
MUSTS = [f"p{number:04d}" for number in range(0, 100, 2)]


class NotedPlanner:
    """The true one; notes what it is asked for, and how often it gives an answer."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answered = 0

    def engine(self) -> Engine:
        noted = (self._noted(ask) for ask in (plan_day, why_not, repair))
        return Engine(read_request, *noted, verify, Conflicted)

    def _noted(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*given: Any, **more: Any) -> Any:
            self.asked.append(ask.__name__)
            answer = ask(*given, **more)
            self.answered += 1
            return answer

        return noted


@pytest.fixture
def planner() -> NotedPlanner:
    prepare()
    return NotedPlanner()


@pytest.fixture
def toys(planner: NotedPlanner) -> Toys:
    toys = Toys(world=ToyWorld(toy.spread_town(2000, seed=1)))
    toys.planner = planner  # type: ignore[assignment]
    return toys


@pytest.fixture
def address(make_services: Callable[..., Services]) -> Iterator[str]:
    """Of a server with a single slot for plans."""
    pieces = make_services(GUIDE_PLAN_SLOTS="1")
    reserved = reserve("127.0.0.1", 0)
    server = public_server(create_app(pieces), pieces.settings, reserved)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.effective_port}"
    server.task_dispatcher.shutdown()
    # In the server's own thread, which would wait for a closed socket otherwise.
    server.trigger.pull_trigger(server.close)
    thread.join(10)


@contextmanager
def asking(address: str, path: str, wish: dict[str, Any]) -> Iterator[None]:
    """A client who leaves at the end of the ``with`` block."""
    host, port = address.split(":")
    body = json.dumps(wish)
    head = [f"POST {path} HTTP/1.1", "Host: x", "Content-Type: application/json", f"Content-Length: {len(body)}"]
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall("\r\n".join([*head, "", body]).encode())
        yield


def until(true: Callable[[], bool], seconds: float) -> None:
    latest = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < latest
        time.sleep(0.02)


def processor_seconds(seconds: float) -> float:
    """What this process, the server in it, takes of the processor in so many seconds from now."""
    before = time.process_time()
    time.sleep(seconds)
    return time.process_time() - before


def test_the_processor_is_quiet_and_the_slot_free_soon_after_a_client_left(
    address: str, planner: NotedPlanner, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    day = httpx.post(f"http://{address}{PLANS}", json=UNHURRIED, timeout=60).json()["itineraries"][0]
    heavy_questions = [
        (PLANS, HEAVY),
        (f"{PLANS}/{day['id']}/why-not", {"place_id": "p1999"}),
        (f"{PLANS}/{day['id']}/repair", {"at": day["start"], "changes": {"must_visit": MUSTS}}),
        (f"{PLANS}/{day['id']}/edits", {"changes": {"must_visit": MUSTS, "budget": 50}}),
    ]
    for number, (path, wish) in enumerate(heavy_questions, start=2):
        with asking(address, path, wish):
            until(lambda count=number: len(planner.asked) == count, 5)  # type: ignore[misc]
            assert processor_seconds(0.3) > 0.1
        time.sleep(1.0)
        assert processor_seconds(1.0) < 0.1
    assert planner.asked == ["plan_day", "plan_day", "why_not", "repair", "repair"]
    assert planner.answered == 1
    began = time.monotonic()
    assert httpx.post(f"http://{address}{PLANS}", json=QUICK, timeout=30).status_code == 200
    assert time.monotonic() - began < 2 * QUICK["time_limit"]  # type: ignore[operator]
    assert [record for record in caplog.records if record.levelno >= logging.WARNING or record.exc_info] == []


def test_what_waits_in_line_for_a_client_who_left_is_not_begun(address: str, planner: NotedPlanner) -> None:
    with asking(address, PLANS, HEAVY):
        until(lambda: planner.asked != [], 5)
        with asking(address, PLANS, QUICK), asking(address, PLANS, QUICK):
            time.sleep(0.5)
        time.sleep(0.5)
    assert httpx.post(f"http://{address}{PLANS}", json=QUICK, timeout=30).status_code == 200
    assert planner.asked == ["plan_day", "plan_day"]


def test_who_leaves_the_line_makes_room_in_it() -> None:
    """A line for one; the slot stays taken all the time."""
    desk, cancellation = Desk(1, 1, longest_wait=30), Cancellation()
    ended: list[type[BaseException]] = []

    def wait(cancellation: Cancellation) -> None:
        try:
            with desk.turn(cancellation=cancellation):
                pass
        except (Cancelled, Problem) as reason:
            ended.append(type(reason))

    with desk.turn():
        waiting = threading.Thread(target=wait, args=(cancellation,))
        waiting.start()
        time.sleep(0.1)
        wait(Cancellation())
        assert ended == [Problem]
        cancellation.cancel()
        waiting.join(5)
        assert ended == [Problem, Cancelled]
        leaving = Cancellation()
        leaving.cancel()
        wait(leaving)
        assert ended == [Problem, Cancelled, Cancelled]
    wait(Cancellation())
    assert len(ended) == 3


def test_who_came_first_is_first() -> None:
    desk = Desk(1, 5, longest_wait=30)
    order: list[int] = []

    def wait(number: int) -> None:
        with desk.turn(patient=number % 2 == 0):
            order.append(number)

    with desk.turn():
        waiting = [threading.Thread(target=wait, args=(number,)) for number in range(5)]
        for thread in waiting:
            thread.start()
            time.sleep(0.05)
    for thread in waiting:
        thread.join(5)
    assert order == [0, 1, 2, 3, 4]
