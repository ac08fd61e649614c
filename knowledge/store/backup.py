"""The whole store in one file, the same whatever the database: a backup of one can be restored into the other.

Gzipped lines of JSON: a head, one line a row, and an end that tells the count and the hash of all before it.
"""

import gzip
import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import column, func, insert, select, table

from knowledge.store.database import Database, migrate, schema_revision
from knowledge.store.schema import change, metadata

FORMAT = "district truth 1"
_AT_ONCE = 1000


class NoBackup(Exception):
    """The file is no whole backup; the message says what is wrong with it."""


class NotEmpty(Exception):
    """There is a history already, which a restore would replace."""


def back_up(database: Database, file: Path) -> int:
    """Write all rows as they are at one moment, while others go on working; the number of rows.

    The file appears whole or not at all.

    Raises:
        OSError: when it can't be written.
    """
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with draft.open("wb") as raw:
            count = _write(database, raw)
            raw.flush()
            os.fsync(raw.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    return count


def restore(database: Database, file: Path, *, replace: bool = False) -> int:
    """Make the store what it was at a backup, in one transaction; the number of rows.

    Raises:
        NoBackup: when the file is damaged, cut short, or something else; then nothing was touched.
        NotEmpty: when the store has a history, unless ``replace``.
        OSError: when the file can't be read.
    """
    head = next(_lines(file))
    count = sum(1 for _ in _rows(file))
    with database.writing() as connection:
        if not replace and connection.execute(select(func.count()).select_from(change)).scalar_one():
            raise NotEmpty("the store has a history already")
        migrate(connection, "base")
        migrate(connection, head["schema"])
        for name, rows in groupby(_rows(file), key=lambda row: row.table):
            for some in _portions(row.values for row in rows):
                connection.execute(insert(table(name, *(column(field) for field in some[0]))), some)
        migrate(connection)
    return count


@dataclass(frozen=True)
class _Row:
    table: str
    values: dict[str, Any]


def _write(database: Database, raw: Any) -> int:
    said, count = sha256(), 0
    # Without a name and a time in it, the same rows give the same bytes.
    with gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as packed:

        def line(content: dict[str, Any]) -> None:
            data = json.dumps(content, ensure_ascii=False).encode() + b"\n"
            said.update(data)
            packed.write(data)

        with database.reading() as connection:
            line({"format": FORMAT, "schema": schema_revision(connection)})
            for one in metadata.sorted_tables:
                for row in connection.execute(select(one).order_by(*one.primary_key)).mappings():
                    line({"table": one.name, "row": dict(row)})
                    count += 1
        packed.write(json.dumps({"rows": count, "sha256": said.hexdigest()}).encode() + b"\n")
    return count


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    """All lines before the end, which is checked when it is reached."""
    said, count, end = sha256(), -1, None
    try:
        with gzip.open(file, "rb") as lines:
            for data in lines:
                content = json.loads(data)
                if "sha256" in content:
                    end = content
                    break
                if count == -1 and content.get("format") != FORMAT:
                    raise NoBackup(f"{file} is no backup of a store")
                said.update(data)
                count += 1
                yield content
    except (EOFError, gzip.BadGzipFile, zlib.error, ValueError, TypeError) as fault:
        raise NoBackup(f"{file} is damaged or no backup: {fault}") from fault
    if end != {"rows": count, "sha256": said.hexdigest()}:
        raise NoBackup(f"{file} was cut short or altered")


def _rows(file: Path) -> Iterator[_Row]:
    lines = _lines(file)
    next(lines)
    return (_Row(line["table"], line["row"]) for line in lines)


def _portions(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    some: list[dict[str, Any]] = []
    for row in rows:
        some.append(row)
        if len(some) == _AT_ONCE:
            yield some
            some = []
    if some:
        yield some
