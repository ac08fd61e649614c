"""Where the district's facts come from."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from knowledge.places.faults import Faults
from knowledge.places.gazetteer import Gazetteer

log = logging.getLogger(__name__)


class World(Protocol):
    """The district as it is now. A change makes another gazetteer; one at hand stays as it was."""

    def current(self) -> Gazetteer: ...


class PackWorld:
    """The district of a pack's folder, read again when its files change.

    Raises:
        Faults: at the beginning, when the pack has any.
    """

    def __init__(self, folder: Path, load: Callable[[Path], Gazetteer], look_every: float = 1.0) -> None:
        self._folder = folder
        self._load = load
        self._look_every = look_every
        self._lock = threading.Lock()
        self._stamp = self._files()
        self._gazetteer = load(folder)
        self._looked = time.monotonic()

    def current(self) -> Gazetteer:
        """The latest sound state of the pack; a faulty edit is noted in the log and changes nothing."""
        if time.monotonic() - self._looked > self._look_every and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._gazetteer

    def _look(self) -> None:
        stamp = self._files()
        if stamp != self._stamp:
            try:
                self._gazetteer = self._load(self._folder)
            except Faults as faults:
                log.error("the pack in %s has faults, so the state before is kept: %s", self._folder, faults)
            self._stamp = stamp
        self._looked = time.monotonic()

    def _files(self) -> frozenset[tuple[str, int, int]]:
        found = set()
        for path in self._folder.rglob("*.y*ml"):
            try:
                state = path.stat()
            except FileNotFoundError:
                continue
            found.add((str(path), state.st_mtime_ns, state.st_size))
        return frozenset(found)
