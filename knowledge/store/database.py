"""The database's side: connections, transactions, the writers' lock, migrations."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url

from knowledge.store.turns import Turns

MIGRATIONS = Path(__file__).parent / "migrations"

WAIT_SECONDS = 60
"""How long a writer waits for its turn."""

# Any number will do, as long as every writer uses the same.
_WRITERS_LOCK = 7031845


def default_url(state: Path, district: Path) -> str:
    """Where a district's truth lies when nothing else is said: one file a district in the folder of all state."""
    return f"sqlite:///{state / f'places-{district.name}.sqlite'}"


class Database:
    """A SQLite file or a PostgreSQL database. Writers take turns, also those of other processes; readers never wait.

    Its tables are brought up to date when it is opened.
    """

    def __init__(self, url: str) -> None:
        place = make_url(url)
        self.is_sqlite = place.get_backend_name() == "sqlite"
        if self.is_sqlite:
            if place.database:
                Path(place.database).parent.mkdir(parents=True, exist_ok=True)
            self.engine: Engine = create_engine(place, connect_args={"timeout": WAIT_SECONDS})
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        else:
            if place.drivername == "postgresql":
                place = place.set(drivername="postgresql+psycopg")
            self.engine = create_engine(place, pool_pre_ping=True)
        # SQLite lets waiting writers try again at odd times; those of one process can wait their turn properly.
        self._turn = Turns()
        with self.writing() as connection:
            migrate(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment of the database throughout."""
        options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer's overlaps; all of it is kept, durably, or nothing."""
        writes = {"guide_writes": True}
        with self._turn, self.engine.connect().execution_options(**writes) as connection, connection.begin():
            if not self.is_sqlite:
                connection.execute(text("SET LOCAL synchronous_commit = on"))
                connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS_LOCK})
            yield connection

    def close(self) -> None:
        self.engine.dispose()


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the tables to a revision, inside the connection's transaction; ``base`` removes them with all rows."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    if revision == "base":
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


def schema_revision(connection: Connection) -> str:
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _prepare_sqlite(connection: Any, _: Any) -> None:
    # Transactions are begun below, as the driver would begin them too late.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("guide_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
