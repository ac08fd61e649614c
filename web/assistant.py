"""The assistant (Rasa) as the web side sees it: whether it is there, and not waited for when it hangs."""

import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from bot.actions.client import AssistantAway

PATIENCE = 4.0
"""Seconds after which an assistant that has answered nobody is asked whether it is still there."""


class Client(Protocol):
    """The way to the assistant; ``bot.actions.client`` has the real one."""

    def send(self, session_id: str, text: str, metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Raises AssistantAway when there is no answer."""
        ...

    def health(self) -> bool: ...


class Assistant:
    """A client that is given up when it hangs: a long plan may take its time, a stopped process may not."""

    def __init__(self, client: Client, threads: int, patience: float = PATIENCE, fresh_for: float = 2.0) -> None:
        """``threads``: turns at once. ``fresh_for``: seconds for which a health check holds."""
        self._client = client
        self._patience = patience
        self._fresh_for = fresh_for
        self._turns = ThreadPoolExecutor(threads, thread_name_prefix="turn")
        self._lock = threading.Lock()
        self._up = False
        self._known_at = float("-inf")
        self._answered_at = float("-inf")

    def up(self) -> bool:
        """Whether it answers, as found out within the last moments."""
        with self._lock:
            if time.monotonic() - self._known_at > self._fresh_for:
                self._up = self._client.health()
                self._known_at = time.monotonic()
            return self._up

    def send(self, session_id: str, text: str, metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The assistant's answers.

        Raises:
            AssistantAway: when there are none.
        """
        turn = self._turns.submit(self._answered, session_id, text, metadata)
        while True:
            try:
                return turn.result(self._patience)
            except TimeoutError:
                # Under load it may be too slow even for a health check, but then others get their answers.
                silent = time.monotonic() - self._answered_at > self._patience
                if silent and not self.up():
                    raise AssistantAway("it hangs") from None

    def _answered(self, session_id: str, text: str, metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
        replies = self._client.send(session_id, text, metadata)
        self._answered_at = time.monotonic()
        return replies
