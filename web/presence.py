"""Whether the client of a request is still there: what is computed for one who has left is called off."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import request

from itinerary.core.cancellation import NEVER, Cancellation

LOOK_EVERY = 0.1
"""Seconds."""

_TOLD_BY_SERVER = "waitress.client_disconnected"


@contextmanager
def while_connected() -> Iterator[Cancellation]:
    """For work that only the client of this request waits for: called off when the connection is closed.

    A server that doesn't tell whether it is never calls it off.
    """
    gone = request.environ.get(_TOLD_BY_SERVER)
    if gone is None:
        yield NEVER
        return
    cancellation, done = Cancellation(), threading.Event()

    def look() -> None:
        while not done.wait(LOOK_EVERY):
            if gone():
                cancellation.cancel()

    threading.Thread(target=look, name="presence", daemon=True).start()
    try:
        yield cancellation
    finally:
        done.set()
