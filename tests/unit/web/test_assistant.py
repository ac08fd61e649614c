"""The assistant is waited for in vain at most once."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.actions.client import AssistantAway
from web.assistant import Assistant


class Counted:
    """A client that counts how often it is asked."""

    def __init__(self) -> None:
        self.away = True
        self.sent = 0
        self.asked = 0

    def send(self, session_id: str, text: str, metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
        self.sent += 1
        if self.away:
            raise AssistantAway("no answer")
        return [{"text": text}]

    def health(self) -> bool:
        self.asked += 1
        return not self.away


def test_after_a_failure_nothing_is_sent_until_a_health_check_succeeds() -> None:
    client = Counted()
    assistant = Assistant(client, fresh_for=0.0)
    for _ in range(3):
        with pytest.raises(AssistantAway):
            assistant.send("s", "hi", {})
    assert client.sent == 1
    client.away = False
    assert assistant.send("s", "hi", {}) == [{"text": "hi"}]
    assert client.sent == 2


def test_a_health_check_holds_for_a_moment() -> None:
    client = Counted()
    assistant = Assistant(client, fresh_for=60.0)
    assert [assistant.up() for _ in range(5)] == [False] * 5
    assert client.asked == 1
