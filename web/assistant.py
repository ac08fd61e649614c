"""The assistant (Rasa) as the web side sees it: there or away, and never waited for in vain twice."""

import threading
import time
from collections.abc import Mapping
from typing import Any, Protocol

from bot.actions.client import AssistantAway


class Client(Protocol):
    def send(self, session_id: str, text: str, metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Raises AssistantAway when there is no answer."""
        ...

    def health(self) -> bool: ...


class Assistant:
    """A client whose state is remembered for a moment.

    After a failure turns are not sent until a health check has succeeded, so that visitors of a hanging assistant
    wait once and not at every turn.
    """

    def __init__(self, client: Client, fresh_for: float = 2.0) -> None:
        self._client = client
        self._fresh_for = fresh_for
        self._lock = threading.Lock()
        self._up = True
        self._known_at = float("-inf")
        self._failed = False

    def up(self) -> bool:
        """Whether the assistant answers, as found out within the last moments."""
        with self._lock:
            if time.monotonic() - self._known_at > self._fresh_for:
                self._up = self._client.health()
                self._known_at = time.monotonic()
                self._failed = self._failed and not self._up
            return self._up

    def send(self, session_id: str, text: str, metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The assistant's answers.

        Raises:
            AssistantAway: when it fails, or failed last time and hasn't recovered.
        """
        if self._failed and not self.up():
            raise AssistantAway("the assistant has not recovered yet")
        try:
            return self._client.send(session_id, text, metadata)
        except AssistantAway:
            self._failed = True
            self._known_at = float("-inf")
            raise
