"""The desk where plans are computed: a few at once, some waiting in line, the rest told honestly to come back."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from web.problems import busy

LONGEST_WAIT = 10.0
"""Seconds that a plan waits for its turn."""


class Desk:
    """Admits as many as there are slots; at most ``queue`` more wait for theirs."""

    def __init__(self, slots: int, queue: int, longest_wait: float = LONGEST_WAIT) -> None:
        self._free = threading.Semaphore(slots)
        self._slots = slots
        self._queue = queue
        self._longest_wait = longest_wait
        self._lock = threading.Lock()
        self._waiting = 0

    @contextmanager
    def turn(self, *, patient: bool = False, at_most: float | None = None) -> Iterator[None]:
        """A slot for the time of the ``with`` block. Who is ``patient`` waits outside the line, as long as it takes.

        ``at_most`` are seconds after which waiting any longer is in vain.

        Raises:
            Problem: 503 when the line is full, or the wait too long.
        """
        if patient:
            self._free.acquire()
        elif not self._free.acquire(blocking=False):
            self._stand_in_line(self._longest_wait if at_most is None else min(at_most, self._longest_wait))
        try:
            yield
        finally:
            self._free.release()

    def _stand_in_line(self, longest: float) -> None:
        with self._lock:
            if self._waiting >= self._queue:
                # Plans take about a second each.
                seconds = max(1, round(self._waiting / self._slots))
                raise busy("All planners are taken and the line is full; please try again shortly.", seconds)
            self._waiting += 1
        try:
            if not self._free.acquire(timeout=longest):
                raise busy("All planners have been taken for too long; please try again shortly.", 5)
        finally:
            with self._lock:
                self._waiting -= 1
