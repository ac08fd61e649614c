"""Who sends how much: a bucket of tokens for each sender that refills with time."""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from web.problems import too_many

MOST_SENDERS = 20_000


@dataclass(frozen=True)
class Allowance:
    """What a sender may still do."""

    limit: int
    """Requests a minute."""
    remaining: int
    reset: int
    """Seconds until the bucket is full again."""
    retry: int
    """Seconds until the next request is possible; 0 when it is now."""

    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
        }


class Rate:
    """At most so many requests a minute of each sender; half of a minute's may come at once unless told otherwise."""

    def __init__(
        self, per_minute: int, clock: Callable[[], float] = time.monotonic, *, at_once: int | None = None
    ) -> None:
        self._per_minute = per_minute
        self._size = max(1.0, per_minute / 2 if at_once is None else at_once)
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, sender: str) -> Allowance:
        """Takes one request off the sender's allowance.

        Raises:
            Problem: 429 when there is none left.
        """
        with self._lock:
            now = self._clock()
            tokens, at = self._buckets.pop(sender, (self._size, now))
            tokens = min(self._size, tokens + (now - at) * self._per_minute / 60)
            enough = tokens >= 1
            tokens -= enough
            self._buckets[sender] = (tokens, now)
            if len(self._buckets) > MOST_SENDERS:
                self._buckets.popitem(last=False)
        allowance = self._allowance(tokens, enough)
        if not enough:
            refusal = too_many("Too many requests; please slow down.", allowance.retry)
            refusal.headers.update(allowance.headers())
            raise refusal
        return allowance

    def _allowance(self, tokens: float, enough: bool) -> Allowance:
        per_second = self._per_minute / 60
        return Allowance(
            limit=self._per_minute,
            remaining=int(tokens),
            reset=math.ceil((self._size - tokens) / per_second),
            retry=0 if enough else max(1, math.ceil((1 - tokens) / per_second)),
        )
