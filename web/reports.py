"""What visitors report from a place or a plan: shut, other hours. Nothing says who they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from sqlalchemy import Boolean, Column, Engine, Integer, String, Table, Text, func, insert, select, update

from web.records import metadata

Kind = Literal["closed", "hours", "position", "price", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)

LONGEST_TEXT = 500
MOST_OPEN_PER_PLACE = 200
"""Reports of one place that wait to be looked at; who sends more adds nothing that the office doesn't know."""

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("place_id", String(80), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("moment", String(32), nullable=False),
    Column("plan_id", String(80)),
    Column("locale", String(10), nullable=False),
    Column("settled", Boolean, nullable=False, index=True),
)


@dataclass(frozen=True)
class Report:
    """One visitor's word, to be checked by the office; never taken for a fact."""

    id: int
    place_id: str
    kind: Kind
    text: str
    """May be empty."""
    moment: str
    """ISO 8601, UTC, cut to the hour: exact enough to act on, too coarse to find a visitor by."""
    plan_id: str | None
    locale: str


class Reports:
    """Reports in SQL, until the office settles them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def take(self, place_id: str, kind: Kind, text: str, plan_id: str | None, locale: str, now: datetime) -> bool:
        """Keeps a report; False when so many of that place wait already that it is left out."""
        row = {
            "place_id": place_id,
            "kind": kind,
            "text": text,
            "moment": now.astimezone(UTC).replace(minute=0, second=0, microsecond=0).isoformat(timespec="seconds"),
            "plan_id": plan_id,
            "locale": locale,
            "settled": False,
        }
        waiting = select(func.count()).where(reports.c.place_id == place_id, ~reports.c.settled)
        with self._engine.begin() as connection:
            if connection.execute(waiting).scalar_one() >= MOST_OPEN_PER_PLACE:
                return False
            connection.execute(insert(reports).values(row))
        return True

    def waiting(self, limit: int = 1000) -> tuple[Report, ...]:
        """What was not settled yet, newest first."""
        columns = [column for column in reports.c if column.name != "settled"]
        query = select(*columns).where(~reports.c.settled).order_by(reports.c.id.desc()).limit(limit)
        with self._engine.connect() as connection:
            return tuple(Report(*row) for row in connection.execute(query))

    def settle(self, ids: Sequence[int]) -> int:
        """Marks reports as dealt with; how many of them had waited."""
        done = update(reports).where(reports.c.id.in_(ids), ~reports.c.settled).values(settled=True)
        with self._engine.begin() as connection:
            return connection.execute(done).rowcount
