"""Conversations as they were held, turn by turn: what a page shows again after a reload."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    Engine,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    delete,
    insert,
    select,
    update,
)

from web.records import metadata

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("begun", String(32), nullable=False),
    Column("seen", String(32), nullable=False, index=True),
)
turns = Table(
    "turns",
    metadata,
    Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("message_id", String(64)),
    Column("at", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("answer", Text, nullable=False),
    UniqueConstraint("session_id", "message_id"),
)


@dataclass(frozen=True)
class Turn:
    """One exchange: what the visitor wrote and what was answered."""

    number: int
    """Counts from 1 in each conversation."""
    message_id: str | None
    """The page's own number of the message, by which a repeated one is known."""
    at: str
    text: str
    answer: Mapping[str, Any]


class Transcript:
    """All conversations, in SQL. Instants given are aware, in UTC."""

    def __init__(self, engine: Engine, kept_for: timedelta) -> None:
        self._engine = engine
        self._kept_for = kept_for

    def begin(self, now: datetime) -> str:
        """A new conversation's id, which nobody can guess."""
        session_id = secrets.token_urlsafe(24)
        with self._engine.begin() as connection:
            connection.execute(insert(sessions).values(id=session_id, begun=_written(now), seen=_written(now)))
        return session_id

    def knows(self, session_id: str, now: datetime) -> bool:
        """Whether we issued that id and haven't forgotten it."""
        alive = select(sessions.c.id).where(sessions.c.id == session_id, sessions.c.seen >= self._oldest(now))
        with self._engine.connect() as connection:
            return connection.execute(alive).first() is not None

    def turns(self, session_id: str, after: int = 0) -> list[Turn]:
        """The turns with numbers above ``after``, in order."""
        query = select(turns).where(turns.c.session_id == session_id, turns.c.number > after).order_by(turns.c.number)
        with self._engine.connect() as connection:
            return [_turn(row) for row in connection.execute(query)]

    def answered(self, session_id: str, message_id: str) -> Turn | None:
        """The turn in which that message was answered already."""
        query = select(turns).where(turns.c.session_id == session_id, turns.c.message_id == message_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return _turn(row) if row else None

    def add(self, session_id: str, message_id: str | None, text: str, answer: Mapping[str, Any], now: datetime) -> Turn:
        """Writes the next turn down. Turns of one conversation must be added one after the other."""
        last = select(turns.c.number).where(turns.c.session_id == session_id).order_by(turns.c.number.desc()).limit(1)
        with self._engine.begin() as connection:
            number = (connection.execute(last).scalar() or 0) + 1
            connection.execute(
                insert(turns).values(
                    session_id=session_id,
                    number=number,
                    message_id=message_id,
                    at=_written(now),
                    text=text,
                    answer=json.dumps(answer, ensure_ascii=False),
                )
            )
            connection.execute(update(sessions).where(sessions.c.id == session_id).values(seen=_written(now)))
        return Turn(number, message_id, _written(now), text, answer)

    def forget_old(self, now: datetime) -> int:
        """Deletes the conversations that nobody went on with; how many those were."""
        with self._engine.begin() as connection:
            return connection.execute(delete(sessions).where(sessions.c.seen < self._oldest(now))).rowcount

    def _oldest(self, now: datetime) -> str:
        return _written(now - self._kept_for)


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _turn(row: Any) -> Turn:
    return Turn(row.number, row.message_id, row.at, row.text, json.loads(row.answer))
