"""What visitors asked in vain and what they reported, grouped for the office."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Engine, func, select

from knowledge.places.rules import spoken
from web.notebook import notes

_MOST_READ = 5000


@dataclass(frozen=True)
class Group:
    """Notes that say the same but for script, case and spaces."""

    text: str
    """As it was said last."""
    subject: str
    count: int
    last: str
    """The day."""
    places: tuple[str, ...]
    locale: str


class Heard:
    """Reads the notebook."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def newest(self) -> int:
        """Rises with every note."""
        with self._engine.connect() as connection:
            return connection.execute(select(func.max(notes.c.id))).scalar() or 0

    def groups(self, subjects: Iterable[str]) -> tuple[Group, ...]:
        """The notes of those subjects, what was said most often first, then the newest."""
        wanted = select(notes).where(notes.c.subject.in_(list(subjects))).order_by(notes.c.id.desc())
        gathered = defaultdict(list)
        with self._engine.connect() as connection:
            for row in connection.execute(wanted.limit(_MOST_READ)):
                gathered[row.subject, spoken(row.text).rstrip("?？。.!！")].append(row)
        groups = [
            Group(
                text=rows[0].text,
                subject=rows[0].subject,
                count=len(rows),
                last=rows[0].day,
                places=tuple(dict.fromkeys(place for row in rows for place in json.loads(row.places))),
                locale=rows[0].locale,
            )
            for rows in gathered.values()
        ]
        # Sorting keeps the order of equals, and the newest came first.
        return tuple(sorted(groups, key=lambda group: -group.count))
