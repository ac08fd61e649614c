"""Calls work off from another thread, when nobody waits for its result any more."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Cancelled(Exception):
    """The work was called off; there is no result."""


class Cancellation:
    """Whether some work is called off. Who works asks now and then, or says how it can be stopped meanwhile."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stops: list[Callable[[], None]] = []
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    def cancel(self) -> None:
        """Calls the work off. May be said again: what couldn't be stopped yet then is."""
        with self._lock:
            self._cancelled = True
            stops = tuple(self._stops)
        for stop in stops:
            stop()

    def check(self) -> None:
        """Raises Cancelled when the work is called off."""
        if self._cancelled:
            raise Cancelled

    @contextmanager
    def stopping(self, stop: Callable[[], None]) -> Iterator[None]:
        """Calls ``stop`` when the work is called off in the course of the ``with`` block, or was before."""
        with self._lock:
            self._stops.append(stop)
        try:
            if self._cancelled:
                stop()
            yield
        finally:
            with self._lock:
                self._stops.remove(stop)


NEVER = Cancellation()
"""Of work that nobody calls off."""
