"""What the office works out beside the visitors' requests: questions grouped anew, routes verified anew.

After every change of the facts and every new question, and each night, when a new day has come in the district.
"""

import logging
import threading
from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from knowledge.places.gazetteer import Gazetteer
from web.world import World

EVERY_SECONDS = 2.0

log = logging.getLogger(__name__)


class Task(Protocol):
    """Something worked out anew when what it is made of has changed."""

    name: str

    def made_of(self, gazetteer: Gazetteer, today: date) -> object:
        """Changes whenever the outcome may be another one."""

    def work(self, gazetteer: Gazetteer, now: datetime, stale: Callable[[], bool]) -> None:
        """Stops early, without an outcome, once ``stale`` says that something else is asked for by now."""


class Watch:
    """A thread that does each task when it is due. A task that fails is tried again when its ground has changed."""

    def __init__(self, world: World, clock: Callable[[], datetime], tasks: tuple[Task, ...]) -> None:
        self._world = world
        self._clock = clock
        self._tasks = tasks
        self._done: dict[str, object] = {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()

    def forget(self, name: str) -> None:
        """Has a task done again although nothing changed."""
        self._done.pop(name, None)

    def look(self) -> None:
        """Does what is due."""
        gazetteer, now = self._world.current(), self._clock()
        today = now.astimezone(gazetteer.district.zone).date()
        for task in self._tasks:
            ground = task.made_of(gazetteer, today)
            if self._done.get(task.name) == ground or self._stopping.is_set():
                continue
            self._done[task.name] = ground
            try:
                task.work(gazetteer, now, lambda: self._stale(gazetteer))
            except Exception:
                log.exception("%s could not be worked out", task.name)

    def _stale(self, gazetteer: Gazetteer) -> bool:
        return self._stopping.is_set() or self._world.current().revision != gazetteer.revision

    def _run(self) -> None:
        while not self._stopping.wait(EVERY_SECONDS):
            self.look()
