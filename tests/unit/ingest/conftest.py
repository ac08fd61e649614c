"""A store that holds the toy district, in SQLite: what the databases differ in, the store's own tests cover."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.places.pack import load_pack
from knowledge.store.store import Store

TOYTOWN = Path(__file__).parents[2] / "data" / "toytown"
Table = Callable[..., bytes]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'truth.sqlite'}")
    opened.import_pack(load_pack(TOYTOWN), who="pack", why="The first import")
    yield opened
    opened.close()


def csv_table(*rows: dict[str, Any], encoding: str = "utf-8") -> bytes:
    """A CSV with those rows; the columns are those of all of them."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)
