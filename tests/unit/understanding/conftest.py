"""The reader over the toy district's names."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.understanding.reader import Reader
from knowledge.places.pack import load_pack

ROOT = Path(__file__).parents[3]
NOW = datetime.fromisoformat("2026-04-22T10:00:00+01:00")
"""A Wednesday."""


@pytest.fixture(scope="session")
def toytown():
    return load_pack(ROOT / "tests" / "data" / "toytown").gazetteer()


@pytest.fixture(scope="session")
def read(toytown):
    reader = Reader()
    return lambda text, session=None: reader.read(text, toytown, NOW, session)
