"""Stores in both databases: every test that asks for one runs on SQLite and on a real PostgreSQL."""

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from knowledge.places.pack import Pack, load_pack
from knowledge.store.store import Store

TOYTOWN = Path(__file__).parents[2] / "data" / "toytown"

# PostgreSQL refuses to run as root.
_ACCOUNT = {"user": "nobody", "group": "nogroup", "extra_groups": ()} if os.geteuid() == 0 else {}


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL of our own, in a temporary folder, without a network port."""
    binaries = _postgres_binaries()
    if binaries is None:
        reason = "PostgreSQL is not installed (Debian: apt-get install postgresql)"
        if os.environ.get("GUIDE_NO_SKIPS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    # Not below pytest's own folder, which another account may not enter; and sockets' paths must be short.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    if _ACCOUNT:
        shutil.chown(folder, _ACCOUNT["user"], _ACCOUNT["group"])
    data = folder / "data"
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c max_connections=60 -c shared_buffers=32MB"
    try:
        _call(binaries / "initdb", "-D", data, "-U", "guide", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        _call(binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://guide@/postgres?host={folder}"
        finally:
            _call(binaries / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'truth.sqlite'}"
        return
    server = request.getfixturevalue("postgres")
    name = f"guide_{uuid.uuid4().hex[:12]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.replace("/postgres?", f"/{name}?")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def open_store(url: str) -> Iterator[Callable[..., Store]]:
    """Opens the database once more, as another process would."""
    opened: list[Store] = []

    def open_(**given: Any) -> Store:
        opened.append(Store(url, **given))
        return opened[-1]

    yield open_
    for store in opened:
        store.close()


@pytest.fixture
def empty(open_store: Callable[..., Store]) -> Store:
    return open_store()


@pytest.fixture
def store(empty: Store, toytown: Pack) -> Store:
    """A store that holds the toy district."""
    empty.import_pack(toytown, who="pack", why="The first import")
    return empty


@pytest.fixture(scope="session")
def toytown() -> Pack:
    return load_pack(TOYTOWN)


def _postgres_binaries() -> Path | None:
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None)


def _call(*command: object) -> None:
    # The server that pg_ctl leaves behind must not hold our pipes.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run([str(part) for part in command], stdout=said, stderr=said, cwd="/", **_ACCOUNT)
        if done.returncode:
            said.seek(0)
            raise RuntimeError(said.read().decode())
