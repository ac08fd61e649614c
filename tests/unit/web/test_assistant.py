from collections.abc import Mapping
from typing import Any

from web.assistant import Health


class Counted:
    """A client that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def send(self, session_id: str, text: str, metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
        raise NotImplementedError

    def health(self) -> bool:
        self.asked += 1
        return self.asked > 1


def test_what_is_known_of_the_assistant_holds_for_a_moment() -> None:
    client = Counted()
    health = Health(client, fresh_for=60.0)
    assert [health.up() for _ in range(5)] == [False] * 5
    assert client.asked == 1


def test_its_recovery_is_noticed() -> None:
    health = Health(Counted(), fresh_for=0.0)
    assert [health.up(), health.up()] == [False, True]
