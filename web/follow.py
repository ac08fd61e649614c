"""Keeps recall and planner in step with the facts while the guide serves."""

import logging
import threading

from knowledge.places.gazetteer import Gazetteer
from knowledge.search.encoder import EncoderUnavailable
from web.services import Search
from web.world import World

EVERY_SECONDS = 0.5

log = logging.getLogger(__name__)


class Follower:
    """A thread that looks for changes of the district, so that no request has to, and hands each to the search."""

    def __init__(self, world: World, search: Search, every: float = EVERY_SECONDS) -> None:
        self._world = world
        self._search = search
        self._every = every
        self._stopping = threading.Event()
        self._tried = threading.Event()
        self._no_encoder: EncoderUnavailable | None = None
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def caught_up(self, seconds: float) -> bool:
        """Waits until the search has followed for the first time, or that long; whether it has.

        Raises:
            EncoderUnavailable: when it can't, as the model that was set can't be had.
        """
        tried = self._tried.wait(seconds)
        if self._no_encoder is not None:
            raise self._no_encoder
        return tried

    def stop(self) -> None:
        self._stopping.set()

    def _run(self) -> None:
        followed = None
        while True:
            self._world.look()
            gazetteer = self._world.current()
            if gazetteer.revision != followed:
                self._follow(gazetteer)
                followed = gazetteer.revision
            if self._stopping.wait(self._every):
                return

    def _follow(self, gazetteer: Gazetteer) -> None:
        try:
            self._search.follow(gazetteer)
        except EncoderUnavailable as reason:
            self._no_encoder = reason
            log.error("the search stays as it was: %s", reason)
        except Exception:
            # The search stays at the state before, as the health report shows; the next edit tries again.
            log.exception("the search could not follow revision %s", gazetteer.revision)
        self._tried.set()
