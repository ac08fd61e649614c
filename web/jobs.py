"""Operators' jobs: many requests handed in at once, planned one after the other, kept over restarts."""

import hashlib
import json
import logging
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import httpx
from sqlalchemy import (
    Column,
    Engine,
    ForeignKey,
    Integer,
    Select,
    String,
    Table,
    Text,
    UniqueConstraint,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from knowledge.places.faults import Fault, Faults
from web.planner import Planner
from web.problems import Problem, not_found
from web.records import metadata

PAUSES = (0.0, 5.0, 60.0)
"""Seconds before each attempt to call an operator back."""

log = logging.getLogger(__name__)

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("operator", String(80), nullable=False),
    Column("idempotency_key", String(200), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("created", String(32), nullable=False),
    Column("present", String(40), nullable=False),
    Column("state", String(10), nullable=False, index=True),
    Column("webhook", Text),
    Column("webhook_state", String(10)),
    Column("requests", Text, nullable=False),
    UniqueConstraint("operator", "idempotency_key"),
)
results = Table(
    "job_results",
    metadata,
    Column("job_id", ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("document", Text, nullable=False),
)

CallBack = Callable[[str, Mapping[str, Any]], None]


class Jobs:
    """All jobs, in SQL, and the thread that works on them."""

    def __init__(self, engine: Engine, planner: Planner, call_back: CallBack) -> None:
        self._engine = engine
        self._planner = planner
        self._call_back = call_back
        self._news = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def hand_in(
        self, operator: str, key: str, requests: Sequence[Any], webhook: str | None, now: datetime, clock: datetime
    ) -> dict[str, Any]:
        """Takes a job in; the same job handed in again under the same key is the job there is already.

        Raises:
            Faults: naming every fault of every request.
            Problem: 409 when the key was used for something else.
        """
        digest = hashlib.sha256(json.dumps([requests, webhook], sort_keys=True).encode()).hexdigest()
        if known := self._by_key(operator, key, digest):
            return known
        if faults := self.faults_of(requests, now):
            raise Faults(faults)
        row = {
            "id": secrets.token_urlsafe(16),
            "operator": operator,
            "idempotency_key": key,
            "digest": digest,
            "created": clock.isoformat(timespec="seconds"),
            "present": now.isoformat(),
            "state": "queued",
            "webhook": webhook,
            "webhook_state": "pending" if webhook else None,
            "requests": json.dumps(requests, ensure_ascii=False),
        }
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(jobs).values(row))
        except IntegrityError:
            # Handed in twice at the same moment.
            if known := self._by_key(operator, key, digest):
                return known
            raise
        self._news.set()
        return self.show(operator, row["id"] or "")

    def show(self, operator: str, job_id: str) -> dict[str, Any]:
        """A job with what is done of it.

        Raises:
            Problem: 404 when this operator has no such job.
        """
        with self._engine.connect() as connection:
            row = connection.execute(select(jobs).where(jobs.c.id == job_id, jobs.c.operator == operator)).first()
            if row is None:
                raise not_found("id", "There is no such job.")
            done = connection.execute(
                select(results.c.document).where(results.c.job_id == job_id).order_by(results.c.number)
            ).scalars()
            return _document(row, [json.loads(each) for each in done])

    def faults_of(self, requests: Sequence[Any], now: datetime) -> list[Fault]:
        """What is wrong with the requests of a job."""
        faults: list[Fault] = []
        for index, raw in enumerate(requests):
            try:
                self._planner.read(raw, now)
            except Faults as found:
                faults += [
                    Fault(f"requests[{index}].{fault.field}".rstrip("."), fault.message) for fault in found.faults
                ]
        return faults

    def start(self) -> None:
        """Begins to work, first on what a former process left undone."""
        self._news.set()
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends after the request being planned; the rest is left to the next process."""
        self._stopping.set()
        self._news.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _by_key(self, operator: str, key: str, digest: str) -> dict[str, Any] | None:
        query = select(jobs.c.id, jobs.c.digest).where(jobs.c.operator == operator, jobs.c.idempotency_key == key)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        if row.digest != digest:
            message = "was used for another job already"
            raise Problem(409, f"The Idempotency-Key {message}.", [Fault("Idempotency-Key", message)])
        return self.show(operator, row.id)

    def _work(self) -> None:
        untold = select(jobs).where(jobs.c.state == "done", jobs.c.webhook_state == "pending")
        for row in self._rows(untold):
            self._tell_aside(row)
        unfinished = select(jobs).where(jobs.c.state.in_(("queued", "running"))).order_by(jobs.c.created)
        while not self._stopping.is_set():
            self._news.wait()
            self._news.clear()
            for row in self._rows(unfinished):
                self._run(row)

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        with self._engine.connect() as connection:
            return connection.execute(query).all()

    def _run(self, row: Any) -> None:
        self._set(row.id, state="running")
        now = datetime.fromisoformat(row.present)
        with self._engine.connect() as connection:
            done = set(connection.execute(select(results.c.number).where(results.c.job_id == row.id)).scalars())
        for number, raw in enumerate(json.loads(row.requests)):
            if self._stopping.is_set():
                return
            if number in done:
                continue
            document = json.dumps({"index": number, **self._plan(raw, now)}, ensure_ascii=False)
            with self._engine.begin() as connection:
                connection.execute(insert(results).values(job_id=row.id, number=number, document=document))
        self._set(row.id, state="done")
        if row.webhook:
            self._tell_aside(row)

    def _plan(self, raw: Any, now: datetime) -> dict[str, Any]:
        try:
            answer = self._planner.plan(self._planner.read(raw, now), now, patient=True)
        except Problem as problem:
            return {"status": problem.status, "problem": problem.document()}
        except Faults as faults:
            # The facts changed since the job was taken in.
            return {"status": 400, "problem": Problem(400, "The request no longer fits.", faults.faults).document()}
        except Exception:
            log.exception("a job's request could not be planned")
            return {"status": 500, "problem": Problem(500, "Something went wrong on our side.").document()}
        return {"status": 200, "answer": answer}

    def _tell_aside(self, row: Any) -> None:
        # A slow listener mustn't hold up the next job.
        threading.Thread(target=self._tell, args=(row,), name="callback", daemon=True).start()

    def _tell(self, row: Any) -> None:
        document = {"id": row.id, "state": "done", "location": f"/api/v1/jobs/{row.id}"}
        for pause in PAUSES:
            if self._stopping.wait(pause):
                return
            try:
                self._call_back(row.webhook, document)
            except ValueError as reason:
                log.warning("job %s is not told: %s", row.id, reason)
                break
            except (OSError, httpx.HTTPError) as reason:
                log.warning("job %s could not be told: %s", row.id, reason)
            else:
                self._set(row.id, webhook_state="told")
                return
        self._set(row.id, webhook_state="failed")

    def _set(self, job_id: str, **values: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(jobs).where(jobs.c.id == job_id).values(values))


def _document(row: Any, done: list[Any]) -> dict[str, Any]:
    return {
        "id": row.id,
        "state": row.state,
        "created": row.created,
        "progress": {"done": len(done), "total": len(json.loads(row.requests))},
        "webhook": {"url": row.webhook, "state": row.webhook_state} if row.webhook else None,
        "results": done,
    }
