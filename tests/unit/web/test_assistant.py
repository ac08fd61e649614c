import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from bot.actions.client import AssistantAway
from web.assistant import Assistant


class Slow:
    """A client that answers when it is let, and counts how often its health is asked for."""

    def __init__(self, healthy: bool = True) -> None:
        self.healthy = healthy
        self.asked = 0
        self.let = threading.Event()

    def send(self, _session_id: str, text: str, _metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
        self.let.wait(10)
        return [{"text": text}]

    def health(self) -> bool:
        self.asked += 1
        return self.healthy


@pytest.fixture
def slow() -> Iterator[Slow]:
    client = Slow()
    yield client
    client.let.set()


def test_what_is_known_of_its_health_holds_for_a_moment(slow: Slow) -> None:
    slow.healthy = False
    assistant = Assistant(slow, 1, fresh_for=60.0)
    assert [assistant.up() for _ in range(5)] == [False] * 5
    assert slow.asked == 1


def test_its_recovery_is_noticed(slow: Slow) -> None:
    slow.healthy = False
    assistant = Assistant(slow, 1, fresh_for=0.0)
    assert not assistant.up()
    slow.healthy = True
    assert assistant.up()


def test_an_assistant_that_hangs_is_given_up_soon(slow: Slow) -> None:
    slow.healthy = False
    began = time.monotonic()
    with pytest.raises(AssistantAway):
        Assistant(slow, 1, patience=0.05).send("s", "hi", {})
    assert time.monotonic() - began < 5


def test_an_assistant_that_is_well_but_busy_with_a_plan_is_waited_for(slow: Slow) -> None:
    threading.Timer(0.2, slow.let.set).start()
    assert Assistant(slow, 1, patience=0.05).send("s", "hi", {}) == [{"text": "hi"}]


def test_an_assistant_too_busy_for_a_health_check_is_waited_for_while_it_answers_others() -> None:
    """At many visitors at once its event loop can be full, and yet every one of them is served in turn."""

    class Queue(Slow):
        def send(self, _session_id: str, text: str, _metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
            time.sleep({"short": 0.02, "long": 0.8}[text])
            return [{"text": text}]

    assistant = Assistant(Queue(healthy=False), 2, patience=0.2)
    stop = threading.Event()

    def others() -> None:
        while not stop.is_set():
            assistant.send("other", "short", {})

    thread = threading.Thread(target=others)
    thread.start()
    try:
        assert assistant.send("s", "long", {}) == [{"text": "long"}]
    finally:
        stop.set()
        thread.join()


def test_a_quick_answer_costs_no_health_check(slow: Slow) -> None:
    slow.let.set()
    Assistant(slow, 1).send("s", "hi", {})
    assert slow.asked == 0
