"""Keeps recall in step with the facts while the guide serves."""

import logging
import threading

from web.services import Search
from web.world import World

EVERY_SECONDS = 1.0

log = logging.getLogger(__name__)


class Follower:
    """A thread that hands each new state of the district to the search."""

    def __init__(self, world: World, search: Search, every: float = EVERY_SECONDS) -> None:
        self._world = world
        self._search = search
        self._every = every
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()

    def _run(self) -> None:
        followed = None
        while not self._stopping.wait(self._every):
            gazetteer = self._world.current()
            if gazetteer.revision == followed:
                continue
            try:
                self._search.follow(gazetteer)
            except Exception:
                # The search stays at the state before, as the health report shows; the next edit tries again.
                log.exception("the search could not follow revision %s", gazetteer.revision)
            followed = gazetteer.revision
