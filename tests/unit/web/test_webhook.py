import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from bot.actions.protocol import ActionCall, ActionResult
from web.webhook import Listener, run


class Echo:
    """Says the text again, or fails in the way it is told to."""

    def __init__(self, fault: Exception | None = None) -> None:
        self._fault = fault
        self.calls: list[ActionCall] = []

    def run(self, call: ActionCall) -> ActionResult:
        self.calls.append(call)
        if self._fault:
            raise self._fault
        return ActionResult(slots={"focus": [call.text]}, messages=({"messages": [{"text": call.text}]},))


def call(text: str = "hello", **metadata: Any) -> bytes:
    message = {"text": text, "intent": {"name": "greet", "confidence": 0.9}, "metadata": metadata}
    tracker = {"latest_message": message, "slots": {}}
    return json.dumps({"next_action": "action_answer", "sender_id": "s", "tracker": tracker}).encode()


def test_an_actions_slots_and_messages_are_handed_back() -> None:
    result = run(Echo(), call("hello")).to_json()
    assert [event["name"] for event in result["events"]] == ["focus"]
    assert result["responses"] == [{"custom": {"messages": [{"text": "hello"}]}}]


@pytest.mark.parametrize(
    ("text", "locale", "language", "part"),
    [
        ("hello", None, "en", "Sorry"),
        ("几点开门", None, "zh-Hans", "抱歉"),
        ("幾點開門", None, "zh-Hant", "抱歉"),
        ("hello", "zh-Hant", "zh-Hant", "換個說法"),
    ],
)
def test_an_action_that_fails_is_excused_in_the_visitors_language(
    caplog: pytest.LogCaptureFixture, text: str, locale: str | None, language: str, part: str
) -> None:
    (said,) = run(Echo(RuntimeError("inside")), call(text, locale=locale)).messages
    assert said["locale"] == language
    assert part in said["messages"][0]["text"]
    assert "inside" not in json.dumps(said)
    assert "inside" in caplog.text


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"next_action": 3}'])
def test_what_is_no_call_is_excused_too(body: bytes) -> None:
    assert run(Echo(), body).messages[0]["messages"]


def test_as_many_turns_as_the_listener_has_threads_run_side_by_side() -> None:
    """All wait inside their actions until the last has come: with a shared pool they would never meet."""
    meeting = threading.Barrier(12, timeout=10)

    class Meeting:
        def run(self, call: ActionCall) -> ActionResult:
            meeting.wait()
            return ActionResult(messages=({"messages": [call.text]},))

    listener = Listener(Meeting(), 0)
    listener.start()
    try:
        with ThreadPoolExecutor(12) as turns:
            address = f"http://127.0.0.1:{listener.port}/webhook"
            answers = list(turns.map(lambda n: httpx.post(address, content=call(str(n)), timeout=20), range(12)))
        assert [answer.status_code for answer in answers] == [200] * 12
        said = {answer.json()["responses"][0]["custom"]["messages"][0] for answer in answers}
        assert said == {str(n) for n in range(12)}
    finally:
        listener.stop()
