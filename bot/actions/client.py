"""The way to Rasa: one message in, its answers out, or the one word that the assistant is away.

AssistantAway    Rasa can't be reached, is too slow, answers with an error or nothing, or has just failed too often
"""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx


class AssistantAway(Exception):
    """Raised when the assistant can't answer; its message is for the log, not for the visitor."""


class Breaker:
    """Stops asking a service that keeps failing, and tries again after a while.

    After ``threshold`` failures in a row it is open for ``recovery`` seconds. Then one call is let through to try: its
    success closes the breaker, its failure opens it again.
    """

    def __init__(self, threshold: int, recovery: float, clock: Callable[[], float]) -> None:
        self._threshold = threshold
        self._recovery = recovery
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._try_at = 0.0

    def allows(self) -> bool:
        """Whether a call may be made now. After a pause only the first who asks may."""
        with self._lock:
            if self._failures < self._threshold:
                return True
            if self._clock() < self._try_at:
                return False
            self._try_at = self._clock() + self._recovery
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            self._try_at = self._clock() + self._recovery


class RasaClient:
    """Talks to Rasa's REST channel. May be used by many threads at once."""

    def __init__(
        self,
        url: str,
        *,
        timeout: float = 20.0,
        threshold: int = 3,
        recovery: float = 5.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``url`` is Rasa's address without a path; ``timeout`` and ``recovery`` are seconds, ``clock`` counts them."""
        # Rasa is on loopback: a proxy of the environment must not come between.
        self._http = httpx.Client(
            base_url=url,
            timeout=httpx.Timeout(timeout, connect=1.0),
            limits=httpx.Limits(max_connections=100, max_keepalive_connections=20),
            trust_env=False,
        )
        self._breaker = Breaker(threshold, recovery, clock)

    def send(self, session_id: str, text: str, metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What the assistant says to this message, at least one reply; a reply of our action is under ``custom``.

        ``metadata`` reaches the action untouched. Its ``names``, the surface forms of place names found in the
        text, are masked before the intent is guessed, so that a name Rasa has never seen does not lead it astray.

        Raises:
            AssistantAway: when there is no answer.
        """
        if not self._breaker.allows():
            raise AssistantAway("it failed too often and is left alone for a moment")
        try:
            replies = self._post({"sender": session_id, "message": _no_command(text), "metadata": dict(metadata)})
        except AssistantAway:
            self._breaker.failed()
            raise
        self._breaker.succeeded()
        return replies

    def health(self) -> bool:
        """Whether Rasa's channel answers now, whatever happened before."""
        try:
            return self._http.get("/webhooks/rest/", timeout=2.0).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    def close(self) -> None:
        self._http.close()

    def _post(self, message: Mapping[str, Any]) -> list[dict[str, Any]]:
        try:
            answer = self._http.post("/webhooks/rest/webhook", json=message)
        except httpx.TimeoutException as error:
            raise AssistantAway("it did not answer in time") from error
        except httpx.HTTPError as error:
            raise AssistantAway(f"it can't be reached: {error}") from error
        if answer.status_code != httpx.codes.OK:
            raise AssistantAway(f"it answered with status {answer.status_code}")
        return _replies(answer)


def _replies(answer: httpx.Response) -> list[dict[str, Any]]:
    try:
        replies = answer.json()
    except ValueError as error:
        raise AssistantAway("it answered something that isn't JSON") from error
    if not isinstance(replies, list) or not all(isinstance(reply, dict) for reply in replies):
        raise AssistantAway("it answered something else than a list of replies")
    # Rasa's channel swallows what goes wrong inside and then says nothing.
    if not replies:
        raise AssistantAway("it answered nothing")
    return replies


def _no_command(text: str) -> str:
    # A message that begins with a slash is a command to Rasa, such as /restart; the full-width slash is not.
    stripped = text.strip()
    return f"／{stripped[1:]}" if stripped.startswith("/") else stripped
