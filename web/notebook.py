"""What visitors asked in vain, and what they reported: for the office, without anything that says who."""

import json
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Column, Engine, Integer, String, Table, Text, insert

from web.records import metadata

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", String(10), nullable=False),
    Column("subject", String(20), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("places", Text, nullable=False),
    Column("locale", String(10), nullable=False),
)


class Notebook:
    """Notes in SQL. Only the day is kept, and no conversation: a note can't be traced to a visitor."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    def record(self, subject: str, text: str, places: tuple[str, ...], locale: str) -> None:
        """``subject`` is ``question``, ``fault`` or ``complaint``; ``places`` are ids."""
        row = {
            "day": self._clock().date().isoformat(),
            "subject": subject,
            "text": text,
            "places": json.dumps(places),
            "locale": locale,
        }
        with self._engine.begin() as connection:
            connection.execute(insert(notes).values(row))
