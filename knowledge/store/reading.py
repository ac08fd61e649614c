"""What is read from the tables."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Row, Select, func, select, tuple_

from knowledge.store.documents import Document
from knowledge.store.history import LIVE_STATES, Change, Missing, Version
from knowledge.store.present import Mark, Present, follow
from knowledge.store.schema import change, version

_Thing = TypeVar("_Thing")
_AT_ONCE = 400
"""Versions that are asked for in one statement."""


@dataclass(frozen=True)
class Newest:
    number: int
    token: str


def newest(connection: Connection) -> Newest:
    row = connection.execute(select(change.c.number, change.c.token).order_by(change.c.number.desc()).limit(1)).first()
    return Newest(row.number, row.token) if row else Newest(0, "")


def catch_up(connection: Connection, present: Present) -> Present:
    """The store as it stands in the connection's transaction; only what changed since is read."""
    now = newest(connection)
    if (now.number, now.token) == (present.revision, present.token):
        return present
    if not _continues(connection, present):
        present = Present()
    heads, touched = follow(present.heads, _marks_after(connection, present.revision))
    work = {(key, head.work.number) for key, head in touched.items() if head.work}
    live = {
        (key, head.live_number)
        for key, head in touched.items()
        if head.published and (key not in present.heads or present.heads[key].live_number != head.live_number)
    }
    return present.followed_by(now.number, now.token, heads, touched, _texts(connection, work | live))


def document_at(connection: Connection, key: str, number: int) -> Document:
    """The document of a version; ``{}`` for number 0, which stands for nothing.

    Raises:
        Missing: when there is no such version.
    """
    if number == 0:
        return {}
    texts = _texts(connection, {(key, number)})
    if not texts:
        raise Missing(f"{key} has no version {number}")
    return cast(Document, json.loads(texts[key, number]))


def versions_of(connection: Connection, key: str) -> list[Version]:
    """All versions of a key, oldest first."""
    return _versions(connection, _VERSIONS.where(version.c.key == key).order_by(version.c.number))


def versions_at(connection: Connection, marks: Iterable[tuple[str, int]]) -> list[Version]:
    return [
        found
        for some in _in_portions(marks)
        for found in _versions(connection, _VERSIONS.where(tuple_(version.c.key, version.c.number).in_(some)))
    ]


def versions_by(connection: Connection, number: int) -> list[Version]:
    """What a change brought."""
    return _versions(connection, _VERSIONS.where(version.c.change == number).order_by(version.c.key))


def numbers_by(connection: Connection, number: int) -> dict[str, int]:
    """The numbers of the versions that a change brought, by key."""
    query = select(version.c.key, version.c.number).where(version.c.change == number).order_by(version.c.key)
    return {row.key: row.number for row in connection.execute(query)}


def live_before(connection: Connection, number: int) -> dict[str, Version]:
    """For the keys of which a change brought a live version: the live version that it followed, if any."""
    touched = version.alias()
    earlier = (
        select(version.c.key, func.max(version.c.number))
        .join(touched, (touched.c.key == version.c.key) & (touched.c.number > version.c.number))
        .where(touched.c.change == number, touched.c.state.in_(LIVE_STATES), version.c.state.in_(LIVE_STATES))
        .group_by(version.c.key)
    )
    marks = [(key, latest) for key, latest in connection.execute(earlier)]
    return {found.key: found for found in versions_at(connection, marks)}


def changes_after(connection: Connection, since: int, limit: int) -> list[Change]:
    rows = connection.execute(
        select(change).where(change.c.number > since).order_by(change.c.number.desc()).limit(limit)
    )
    return [_change(row) for row in rows]


def changes_at(connection: Connection, numbers: Iterable[int]) -> dict[int, Change]:
    return {
        row.number: _change(row)
        for some in _in_portions(set(numbers))
        for row in connection.execute(select(change).where(change.c.number.in_(some)))
    }


def change_with(connection: Connection, name: str, value: str, since: int) -> int | None:
    """The newest change after a revision whose detail says that."""
    rows = connection.execute(
        select(change.c.number, change.c.detail).where(change.c.number > since).order_by(change.c.number.desc())
    )
    return next((row.number for row in rows if json.loads(row.detail).get(name) == value), None)


def last_pack(connection: Connection) -> str | None:
    """The hash of the pack that was imported last."""
    detail = connection.execute(
        select(change.c.detail).where(change.c.kind == "import").order_by(change.c.number.desc()).limit(1)
    ).scalar()
    return None if detail is None else str(json.loads(detail)["pack"])


def imported(connection: Connection) -> dict[str, tuple[int, Document | None]]:
    """By key: the last version that an import brought, and the pack's document then; None when the pack had none."""
    rows = connection.execute(
        select(version.c.key, version.c.number, version.c.state, version.c.document, version.c.pack)
        .join(change, change.c.number == version.c.change)
        .where(change.c.kind == "import")
        .order_by(version.c.number)
    )
    result: dict[str, tuple[int, Document | None]] = {}
    for row in rows:
        dropped = row.state == "retired" and row.pack is None
        result[row.key] = row.number, None if dropped else json.loads(row.pack or row.document)
    return result


_VERSIONS = select(version, change.c.moment, change.c.who, change.c.why, change.c.kind, change.c.detail).join(
    change, change.c.number == version.c.change
)


def _continues(connection: Connection, present: Present) -> bool:
    """Whether the database holds the history that was read; it doesn't after a restore."""
    token = connection.execute(select(change.c.token).where(change.c.number == present.revision)).scalar()
    return present.revision == 0 or token == present.token


def _marks_after(connection: Connection, since: int) -> list[Mark]:
    rows = connection.execute(
        select(
            version.c.key,
            version.c.number,
            version.c.state,
            version.c.change,
            version.c.origin,
            change.c.who,
            change.c.kind,
        )
        .join(change, change.c.number == version.c.change)
        .where(version.c.change > since)
        .order_by(version.c.change)
    )
    return [
        Mark(
            row.key,
            row.number,
            row.state,
            row.change,
            row.origin,
            author=row.who,
            written=row.number,
            moves=row.kind in ("submit", "return"),
        )
        for row in rows
    ]


def _texts(connection: Connection, marks: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    return {
        (row.key, row.number): row.document
        for some in _in_portions(marks)
        for row in connection.execute(
            select(version.c.key, version.c.number, version.c.document).where(
                tuple_(version.c.key, version.c.number).in_(some)
            )
        )
    }


def _versions(connection: Connection, query: Select[Any]) -> list[Version]:
    return [
        Version(row.key, row.number, row.state, json.loads(row.document), _change(row, row.change), row.origin)
        for row in connection.execute(query)
    ]


def _change(row: Row[Any], number: int | None = None) -> Change:
    return Change(
        number=row.number if number is None else number,
        moment=datetime.fromisoformat(row.moment),
        who=row.who,
        why=row.why,
        kind=row.kind,
        detail=json.loads(row.detail),
    )


def _in_portions(things: Iterable[_Thing]) -> Iterator[list[_Thing]]:
    listed = list(things)
    return (listed[start : start + _AT_ONCE] for start in range(0, len(listed), _AT_ONCE))
