"""The assistant (Rasa) as the web side sees it."""

import threading
import time
from collections.abc import Mapping
from typing import Any, Protocol


class Client(Protocol):
    """The way to the assistant; ``bot.actions.client`` has the real one."""

    def send(self, session_id: str, text: str, metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Raises AssistantAway when there is no answer."""
        ...

    def health(self) -> bool: ...


class Health:
    """Whether the assistant answers, remembered for a moment so that asking costs nothing."""

    def __init__(self, client: Client, fresh_for: float = 2.0) -> None:
        """``fresh_for``: seconds."""
        self._client = client
        self._fresh_for = fresh_for
        self._lock = threading.Lock()
        self._up = False
        self._known_at = float("-inf")

    def up(self) -> bool:
        with self._lock:
            if time.monotonic() - self._known_at > self._fresh_for:
                self._up = self._client.health()
                self._known_at = time.monotonic()
            return self._up
