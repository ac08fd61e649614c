"""The desk where plans are computed: a few at once, some waiting in line, the rest told honestly to come back."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from itinerary.core.cancellation import NEVER, Cancellation
from web.problems import busy

LONGEST_WAIT = 10.0
"""Seconds that a plan waits for its turn."""


class Desk:
    """Admits as many as there are slots, who came first first; at most ``queue`` wait for theirs."""

    def __init__(self, slots: int, queue: int, longest_wait: float = LONGEST_WAIT) -> None:
        self._free = self._slots = slots
        self._queue = queue
        self._longest_wait = longest_wait
        self._line = deque[object]()
        self._impatient = 0
        """How many of the line."""
        self._moved = threading.Condition()

    @contextmanager
    def turn(
        self, *, patient: bool = False, at_most: float | None = None, cancellation: Cancellation = NEVER
    ) -> Iterator[None]:
        """A slot for the time of the ``with`` block. Who is ``patient`` waits uncounted, as long as it takes.

        ``at_most`` are seconds after which waiting any longer is in vain.

        Raises:
            Problem: 503 when the line is full, or the wait too long.
            Cancelled: when it was called off while waiting.
        """
        longest = None if patient else self._longest_wait if at_most is None else min(at_most, self._longest_wait)
        with cancellation.stopping(self._look_up), self._moved:
            if self._free and not self._line:
                self._free -= 1
            else:
                self._stand_in_line(longest, cancellation)
        try:
            yield
        finally:
            with self._moved:
                self._free += 1
                self._moved.notify_all()

    def _stand_in_line(self, longest: float | None, cancellation: Cancellation) -> None:
        impatient, ticket = longest is not None, object()
        if impatient and self._impatient >= self._queue:
            # Plans take about a second each.
            seconds = max(1, round(self._impatient / self._slots))
            raise busy("All planners are taken and the line is full; please try again shortly.", seconds)

        def is_my_turn() -> bool:
            cancellation.check()
            return self._free > 0 and self._line[0] is ticket

        self._line.append(ticket)
        self._impatient += impatient
        try:
            if not self._moved.wait_for(is_my_turn, timeout=longest):
                raise busy("All planners have been taken for too long; please try again shortly.", 5)
            self._free -= 1
        finally:
            self._line.remove(ticket)
            self._impatient -= impatient
            self._moved.notify_all()

    def _look_up(self) -> None:
        with self._moved:
            self._moved.notify_all()
