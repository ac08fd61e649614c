"""Plans that were given out, kept so that their links last."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, Engine, String, Table, Text, insert, select
from sqlalchemy.exc import IntegrityError

from web.records import metadata

plans = Table(
    "plans",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("kept", String(32), nullable=False, index=True),
    Column("data_revision", String(64), nullable=False),
    Column("request", Text, nullable=False),
    Column("itinerary", Text, nullable=False),
)
successors = Table(
    "plan_successors",
    metadata,
    Column("plan_id", String(80), primary_key=True),
    Column("successor", String(80), nullable=False),
    Column("who", String(40), nullable=False),
    Column("moment", String(32), nullable=False),
)


@dataclass(frozen=True)
class KeptPlan:
    """A plan and the request it answers, both in the contract's JSON, with the data's revision it was made at."""

    itinerary: Mapping[str, Any]
    request: Mapping[str, Any]
    data_revision: str


class PlanShelf:
    """All plans given out, in SQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, itinerary: Mapping[str, Any], request: Mapping[str, Any]) -> None:
        """Puts a plan on the shelf under its id; one that lies there already stays."""
        with self._engine.connect() as connection:
            if connection.execute(select(plans.c.id).where(plans.c.id == itinerary["id"])).first() is not None:
                return
        row = insert(plans).values(
            id=itinerary["id"],
            kept=datetime.now(UTC).isoformat(timespec="seconds"),
            data_revision=itinerary["certificate"]["data_revision"],
            request=json.dumps(request, ensure_ascii=False),
            itinerary=json.dumps(itinerary, ensure_ascii=False),
        )
        try:
            with self._engine.begin() as connection:
                connection.execute(row)
        except IntegrityError:
            # Someone asked for the same at the same moment.
            return

    def get(self, plan_id: str) -> KeptPlan | None:
        """The plan with that id, or None when we never gave one out."""
        with self._engine.connect() as connection:
            row = connection.execute(select(plans).where(plans.c.id == plan_id)).first()
        return KeptPlan(json.loads(row.itinerary), json.loads(row.request), row.data_revision) if row else None

    def succeed(self, plan_id: str, successor: str, who: str, moment: datetime) -> None:
        """Notes which plan on the shelf stands for a broken one from now on; the first that was named stays."""
        row = {"plan_id": plan_id, "successor": successor, "who": who, "moment": moment.isoformat(timespec="seconds")}
        with self._engine.begin() as connection:
            if self._next(connection, plan_id) is None:
                connection.execute(insert(successors).values(row))

    def successor(self, plan_id: str) -> str | None:
        """The newest plan that stands for it, None when it was never mended here."""
        seen = [plan_id]
        with self._engine.connect() as connection:
            # A mended plan can break too, and its repair be the day of before.
            while (following := self._next(connection, seen[-1])) is not None and following not in seen:
                seen.append(following)
        return seen[-1] if len(seen) > 1 else None

    def succeeded(self) -> set[str]:
        """The plans that another stands for."""
        with self._engine.connect() as connection:
            return set(connection.execute(select(successors.c.plan_id)).scalars())

    @staticmethod
    def _next(connection: Connection, plan_id: str) -> str | None:
        query = select(successors.c.successor).where(successors.c.plan_id == plan_id)
        found: str | None = connection.execute(query).scalar()
        return found

    def newest(self, limit: int) -> Iterator[tuple[str, KeptPlan]]:
        """The plans given out last with their ids, newest first."""
        query = select(plans).order_by(plans.c.kept.desc(), plans.c.id).limit(limit)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            yield row.id, KeptPlan(json.loads(row.itinerary), json.loads(row.request), row.data_revision)
