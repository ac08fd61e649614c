"""Where the district's facts come from."""

import logging
import os
import threading
import time
from pathlib import Path
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from knowledge.places.faults import Fault, Faults
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.pack import load_pack
from knowledge.store.history import ImportReport, OtherDistrict
from knowledge.store.pictures import take_from
from knowledge.store.store import Store

log = logging.getLogger(__name__)

_Stamp = frozenset[tuple[str, int, int]]


class World(Protocol):
    """The district as it is now. A change makes another gazetteer; one at hand stays as it was."""

    def current(self) -> Gazetteer: ...

    def look(self) -> None:
        """Sees what changed. That takes its time, so that somebody does it beside the requests."""


class StoreWorld:
    """The district as the store has it, which follows edits of any process and of the pack's files.

    The pack is merged into the store at the beginning and whenever its files change; what the office edited stays.
    """

    def __init__(self, store: Store, folder: Path, look_every: float = 2.0) -> None:
        """``look_every`` are seconds after which ``current`` looks itself, when nobody else has.

        Raises:
            Faults: when the store is empty and the pack has faults, or the store holds another district.
        """
        self._store = store
        self._folder = folder
        self._look_every = look_every
        self._lock = threading.Lock()
        self._stamp = _stamp(folder)
        try:
            self._merge_pack()
        except OtherDistrict as reason:
            raise Faults([Fault("GUIDE_DATABASE_URL", str(reason))]) from reason
        except Faults as faults:
            if store.empty:
                raise
            self._complain(faults)
        self._gazetteer = store.gazetteer()
        self._looked = time.monotonic()

    def current(self) -> Gazetteer:
        """The latest sound state; while the database is away, and after a faulty edit of the files, the one before."""
        if time.monotonic() - self._looked > self._look_every:
            self.look()
        return self._gazetteer

    def look(self) -> None:
        """Unless somebody is at it."""
        if self._lock.acquire(blocking=False):
            try:
                self._see_changes()
            finally:
                self._looked = time.monotonic()
                self._lock.release()

    def _see_changes(self) -> None:
        try:
            stamp = _stamp(self._folder)
            if stamp != self._stamp:
                self._stamp = stamp
                self._merge_pack()
        except (Faults, OtherDistrict) as reason:
            self._complain(reason)
        except SQLAlchemyError as reason:
            # Then the files are looked at again.
            self._stamp = frozenset()
            log.error("the pack can't be merged: %s", reason)
        try:
            self._gazetteer = self._store.gazetteer()
        except SQLAlchemyError as reason:
            log.error("the store can't be read, so the state before is kept: %s", reason)

    def _merge_pack(self) -> None:
        pack = load_pack(self._folder)
        take_from(self._folder, self._store.database)
        _tell(self._store.import_pack(pack, who="pack", why=f"The files of {self._folder.name}"))

    def _complain(self, reason: Exception) -> None:
        log.error("the pack in %s can't be merged, so the store stays as it was: %s", self._folder, reason)


def _tell(report: ImportReport) -> None:
    if report.change is None:
        return
    log.info(
        "the pack was merged as change %d: %d added, %d changed, %d retired, %d edits of the office kept",
        report.change,
        len(report.added),
        len(report.changed),
        len(report.retired),
        len(report.kept),
    )
    for kept in report.kept:
        log.info("kept as the office has it: %s %s", kept.key, kept.path)


def _stamp(folder: Path) -> _Stamp:
    found = set()
    for inside, _, names in os.walk(folder):
        for name in names:
            if not name.endswith((".yaml", ".yml")):
                continue
            path = os.path.join(inside, name)
            try:
                state = os.stat(path)
            except FileNotFoundError:
                continue
            found.add((path, state.st_mtime_ns, state.st_size))
    return frozenset(found)
