"""Files that the office brought in, and the long work on them: a thread does it, the page tells how far it is."""

import json
import logging
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Column, Engine, Integer, LargeBinary, String, Table, Text, delete, insert, select, update

from knowledge.ingest.refused import Refused
from knowledge.store.history import Missing, NotNow
from web.records import metadata

Kind = Literal["table", "document"]
Task = Literal["check", "store", "submit", "publish", "withdraw", "undo", "find"]
Progress = Callable[[int, int], None]

KEPT_FOR = timedelta(days=90)
"""After this an upload is forgotten; what it brought stays in the store."""
_TOLD_EVERY = 0.4
"""Seconds between two looks at how far the work is."""
_SILENT = timedelta(minutes=5)
"""After this a work of another process counts as broken off."""

log = logging.getLogger(__name__)

uploads = Table(
    "office_uploads",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("who", String(40), nullable=False),
    Column("moment", String(32), nullable=False),
    Column("name", String(200), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("parsed", LargeBinary, comment="what was read out of it, where reading takes long"),
    Column("options", Text, nullable=False, comment="JSON object"),
    Column("task", String(10), comment="what is being done, or was done last"),
    Column("state", String(10), nullable=False, comment="running, done, refused or broken"),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("beat", String(32), nullable=False),
    Column("report", Text, nullable=False, comment="JSON object: what the work found"),
)


@dataclass(frozen=True)
class Upload:
    id: str
    kind: Kind
    who: str
    moment: str
    name: str
    """As the browser called the file; shown, and used for nothing else."""
    options: Mapping[str, Any]
    task: Task
    state: Literal["running", "done", "refused", "broken"]
    done: int
    total: int
    report: Mapping[str, Any]

    @property
    def running(self) -> bool:
        return self.state == "running"


class Uploads:
    """All uploads in SQL, and the threads that work on them in this process."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock
        self._lock = threading.Lock()
        self._threads: dict[str, threading.Thread] = {}

    def add(self, kind: Kind, who: str, name: str, content: bytes, options: Mapping[str, Any]) -> str:
        """Keeps a file; its id."""
        upload_id, now = secrets.token_urlsafe(16), self._clock()
        row = {
            "id": upload_id, "kind": kind, "who": who, "moment": _text(now), "name": name[:200], "content": content,
            "options": json.dumps(options), "task": None, "state": "done", "done": 0, "total": 0, "beat": _text(now),
            "report": "{}",
        }  # fmt: skip
        with self._engine.begin() as connection:
            connection.execute(delete(uploads).where(uploads.c.moment < _text(now - KEPT_FOR)))
            connection.execute(insert(uploads).values(row))
        return upload_id

    def get(self, upload_id: str, kind: Kind) -> Upload:
        """
        Raises:
            Missing: when there is no such upload of that kind.
        """
        query = select(*_SHOWN, uploads.c.report).where(uploads.c.id == upload_id, uploads.c.kind == kind)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise Missing(f"there is no upload {upload_id}")
        return self._upload(row, json.loads(row.report))

    def content(self, upload_id: str) -> bytes:
        with self._engine.connect() as connection:
            return bytes(connection.execute(select(uploads.c.content).where(uploads.c.id == upload_id)).scalar_one())

    def parsed(self, upload_id: str) -> bytes | None:
        """What was read out of the file, if that was kept."""
        with self._engine.connect() as connection:
            found = connection.execute(select(uploads.c.parsed).where(uploads.c.id == upload_id)).scalar()
        return None if found is None else bytes(found)

    def keep_parsed(self, upload_id: str, content: bytes) -> None:
        self._set(upload_id, parsed=content)

    def newest(self, kind: Kind, limit: int = 20) -> tuple[Upload, ...]:
        """The last ones, without their reports."""
        query = select(*_SHOWN).where(uploads.c.kind == kind).order_by(uploads.c.moment.desc()).limit(limit)
        with self._engine.connect() as connection:
            return tuple(self._upload(row, {}) for row in connection.execute(query))

    def note(self, upload_id: str, report: Mapping[str, Any]) -> None:
        """Replaces what is known of an upload."""
        self._set(upload_id, report=json.dumps(report, ensure_ascii=False))

    def begin(self, upload: Upload, task: Task, work: Callable[[Progress], Mapping[str, Any]]) -> None:
        """Does the work in a thread; what it returns is the upload's next report.

        Work that raises Refused leaves its reason as the report; any other error is logged and told as our fault.

        Raises:
            NotNow: while other work on the upload goes on.
        """
        with self._lock:
            free = uploads.c.id == upload.id
            if upload.state != "broken":
                free &= uploads.c.state != "running"
            begun = update(uploads).where(free).values(task=task, state="running", done=0, total=0, beat=self._now())
            with self._engine.begin() as connection:
                if not connection.execute(begun).rowcount:
                    raise NotNow("this upload is being worked on")
            thread = threading.Thread(target=self._work, args=(upload.id, task, work), name=f"upload-{task}")
            thread.daemon = True
            self._threads[upload.id] = thread
            thread.start()

    def wait(self, upload_id: str, seconds: float) -> None:
        """Until the work is done, or so long; short work then needs no page of its own."""
        thread = self._threads.get(upload_id)
        if thread is not None:
            thread.join(seconds)

    def _work(self, upload_id: str, task: Task, work: Callable[[Progress], Mapping[str, Any]]) -> None:
        told = 0.0

        def progress(done: int, total: int) -> None:
            nonlocal told
            if time.monotonic() - told > _TOLD_EVERY:
                told = time.monotonic()
                self._set(upload_id, done=done, total=total, beat=self._now())

        try:
            report, state = work(progress), "done"
        except Refused as refused:
            report, state = {"refused": [refused.code, refused.values]}, "refused"
        except Exception:
            number = secrets.token_hex(4)
            log.exception("fault %s in %s of upload %s", number, task, upload_id)
            report, state = {"fault": number}, "broken"
            report = {**self._report(upload_id), **report}
        self._set(upload_id, report=json.dumps(report, ensure_ascii=False), state=state, beat=self._now())
        self._threads.pop(upload_id, None)

    def _report(self, upload_id: str) -> dict[str, Any]:
        with self._engine.connect() as connection:
            found = connection.execute(select(uploads.c.report).where(uploads.c.id == upload_id)).scalar()
        return dict(json.loads(found or "{}"))

    def _upload(self, row: Any, report: Mapping[str, Any]) -> Upload:
        state = row.state
        if state == "running" and row.id not in self._threads:
            # Its process ended, unless another one still tells how far it is.
            silent = row.beat < _text(self._clock() - _SILENT)
            state = "broken" if silent or not self._shares() else state
        return Upload(
            row.id, row.kind, row.who, row.moment, row.name, json.loads(row.options), row.task or "check", state,
            row.done, row.total, report,
        )  # fmt: skip

    def _shares(self) -> bool:
        """Whether other processes may work on the same records: never where they are a file of this machine."""
        return self._engine.dialect.name != "sqlite"

    def _set(self, upload_id: str, **values: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(uploads).where(uploads.c.id == upload_id).values(values))

    def _now(self) -> str:
        return _text(self._clock())


_SHOWN = [column for column in uploads.c if column.name not in ("content", "parsed", "report")]


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
