"""What the office's pages work on."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from knowledge.store.store import Store
from web.office.accounts import Accounts
from web.office.exchange_uploads import Uploads
from web.office.health import RouteHealth
from web.office.heard import Heard
from web.office.tokens import Tokens
from web.office.topics import Topics
from web.office.watch import Watch
from web.rates import Rate
from web.reports import Reports

_KEY_FILE = "office.key"
ATTEMPTS_PER_MINUTE = 20


@dataclass(frozen=True)
class Office:
    store: Store
    accounts: Accounts
    tokens: Tokens
    uploads: Uploads
    heard: Heard
    key: bytes
    """Signs the cookies."""
    second_person: bool
    """Whether nobody may publish what they wrote."""
    rate: Rate
    """Of guesses at passwords, by network address."""
    reports: Reports
    topics: Topics
    routes: RouteHealth
    watch: Watch
    """Keeps topics and routes up to date."""


def open_office(
    store: Store,
    records: Engine,
    state: Path,
    clock: Callable[[], datetime],
    second_person: bool,
    reports: Reports,
    topics: Topics,
    routes: RouteHealth,
    watch: Watch,
) -> Office:
    """The office on those databases; its key is made at the first time and kept in the folder of the state."""
    accounts = Accounts(records, clock)
    return Office(
        store,
        accounts,
        Tokens(records, accounts, clock),
        Uploads(records, clock),
        Heard(records),
        _key(state / _KEY_FILE),
        second_person,
        Rate(ATTEMPTS_PER_MINUTE),
        reports,
        topics,
        routes,
        watch,
    )


def _key(file: Path) -> bytes:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    if not file.exists():
        # Whole before it has its name, so that another process never reads half a key.
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as made:
            made.write(secrets.token_bytes(32))
        try:
            os.link(fresh, file)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_bytes()
