"""Who works in the office, in which role, and who is signed in.

The first administrator is made by ``python -m web.office.accounts add NAME --role administrator``; the password is
asked for, or read from standard input when that is no terminal.
"""

import argparse
import getpass
import os
import re
import secrets
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Literal, get_args

from sqlalchemy import (
    DDL,
    Boolean,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    delete,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from knowledge.places.faults import Fault, Faults
from web.office.passwords import fits, kept, require_good
from web.records import metadata, open_records
from web.settings import read_settings

Role = Literal["editor", "reviewer", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may do what the ones before may."""

IDLE = timedelta(hours=2)
LONGEST_SITTING = timedelta(hours=12)
MOST_FAILURES = 10
LOCKED_FOR = timedelta(minutes=15)

_NAME = re.compile(r"[\w][\w.-]{1,39}")
_TAKEN_BY_THE_GUIDE = ("pack",)
"""Under this name the pack's files are brought in."""
_SEEN_EVERY = timedelta(minutes=1)

accounts = Table(
    "office_accounts",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("password", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("since", String(32), nullable=False),
)
sittings = Table(
    "office_sittings",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("name", ForeignKey("office_accounts.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("begun", String(32), nullable=False),
    Column("seen", String(32), nullable=False),
)
attempts = Table(
    "office_attempts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last", String(32), nullable=False),
)
log = Table(
    "office_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("moment", String(32), nullable=False),
    Column("who", String(40), nullable=False),
    Column("what", String(40), nullable=False),
    Column("whom", String(80), nullable=False, comment="an account, or what a token is for"),
)

for _action in ("UPDATE", "DELETE"):
    _refusal = f"CREATE TRIGGER IF NOT EXISTS office_log_no_{_action.lower()} BEFORE {_action} ON office_log"
    _refusal += " BEGIN SELECT RAISE(ABORT, 'the log of accounts is only added to'); END"
    event.listen(metadata, "after_create", DDL(_refusal).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]
_REFUSE = """
CREATE OR REPLACE FUNCTION office_log_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log of accounts is only added to'; END $$;
CREATE OR REPLACE TRIGGER office_log_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON office_log
EXECUTE FUNCTION office_log_refuse();
"""
event.listen(metadata, "after_create", DDL(_REFUSE).execute_if(dialect="postgresql"))  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class Account:
    name: str
    role: Role
    active: bool
    since: str

    def may(self, role: Role) -> bool:
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True)
class Logged:
    """A line of the log of accounts."""

    moment: str
    who: str
    what: str
    whom: str


class LockedOut(Exception):
    """Too many failures under a name, whether or not somebody bears it."""


class Accounts:
    """Accounts, sittings and failed attempts in SQL. The database refuses to alter or remove a line of the log."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    def all(self) -> tuple[Account, ...]:
        with self._engine.connect() as connection:
            return tuple(_account(row) for row in connection.execute(select(accounts).order_by(accounts.c.name)))

    def logged(self, limit: int = 50) -> tuple[Logged, ...]:
        """The newest lines of the log, newest first."""
        query = select(log.c.moment, log.c.who, log.c.what, log.c.whom).order_by(log.c.id.desc()).limit(limit)
        with self._engine.connect() as connection:
            return tuple(Logged(*row) for row in connection.execute(query))

    def add(self, name: str, role: Role, password: str, who: str) -> Account:
        """
        Raises:
            Faults: when the name can't be or is taken, or the password is weak.
        """
        name = plain(name)
        if not _NAME.fullmatch(name) or name in _TAKEN_BY_THE_GUIDE:
            raise Faults([Fault("name", "must be 2 to 40 letters, digits, dots, hyphens or underscores")])
        require_good(password, name)
        account = Account(name, role, True, self._now())
        row = {"name": name, "password": kept(password), "role": role, "active": True, "since": account.since}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(accounts).values(row))
                self.note(connection, who or name, f"added as {role}", name)
        except IntegrityError as reason:
            raise Faults([Fault("name", "is taken")]) from reason
        return account

    def set_password(self, name: str, password: str, who: str) -> None:
        """The account has to sign in anew everywhere.

        Raises:
            Faults: when the password is weak.
        """
        require_good(password, name)
        with self._engine.begin() as connection:
            connection.execute(update(accounts).where(accounts.c.name == name).values(password=kept(password)))
            connection.execute(delete(sittings).where(sittings.c.name == name))
            self.note(connection, who, "password set", name)

    def knows(self, name: str, password: str) -> bool:
        """Whether that is the account's password."""
        with self._engine.connect() as connection:
            hashed = connection.execute(select(accounts.c.password).where(accounts.c.name == name)).scalar()
        return fits(password, hashed)

    def set_role(self, name: str, role: Role, active: bool, who: str) -> None:
        """Gives another role, or lets in no more; takes effect with the account's next request.

        Raises:
            Faults: when no administrator would be left, or there is no such account.
        """
        with self._engine.begin() as connection:
            change = update(accounts).where(accounts.c.name == name).values(role=role, active=active)
            if not connection.execute(change).rowcount:
                raise Faults([Fault("name", "is no account")])
            left = select(accounts.c.name).where(accounts.c.role == ROLES[-1], accounts.c.active)
            if connection.execute(left).first() is None:
                raise Faults([Fault("role", "one active administrator must be left")])
            if not active:
                connection.execute(delete(sittings).where(sittings.c.name == name))
            self.note(connection, who, f"made {role}" if active else "shut out", name)

    def sign_in(self, name: str, password: str) -> str | None:
        """A new sitting's token, None for a wrong name or password.

        Raises:
            LockedOut: after ``MOST_FAILURES`` failures under that name, for ``LOCKED_FOR``.
        """
        name = plain(name)[:40]
        try:
            self._count_attempt(name)
        except LockedOut:
            self._note_failure(name, "locked out")
            raise
        with self._engine.connect() as connection:
            query = select(accounts.c.password).where(accounts.c.name == name, accounts.c.active)
            hashed = connection.execute(query).scalar()
        if not fits(password, hashed):
            self._note_failure(name, "sign-in failed")
            return None
        token, now = secrets.token_urlsafe(32), self._now()
        with self._engine.begin() as connection:
            connection.execute(delete(attempts).where(attempts.c.name == _digest(name)))
            connection.execute(delete(sittings).where(sittings.c.begun < _text(self._clock() - LONGEST_SITTING)))
            connection.execute(insert(sittings).values(token=_digest(token), name=name, begun=now, seen=now))
            self.note(connection, name, "signed in", name)
        return token

    def sitting(self, token: str) -> Account | None:
        """Who sits there, unless the sitting was idle or lasts too long."""
        now = self._clock()
        query = select(accounts, sittings.c.begun, sittings.c.seen).join_from(sittings, accounts)
        with self._engine.connect() as connection:
            row = connection.execute(query.where(sittings.c.token == _digest(token), accounts.c.active)).first()
        if row is None or row.seen < _text(now - IDLE) or row.begun < _text(now - LONGEST_SITTING):
            return None
        if row.seen < _text(now - _SEEN_EVERY):
            with self._engine.begin() as connection:
                connection.execute(update(sittings).where(sittings.c.token == _digest(token)).values(seen=_text(now)))
        return _account(row)

    def leave(self, token: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(sittings).where(sittings.c.token == _digest(token)))

    def _count_attempt(self, name: str) -> None:
        """Counts before the password is looked at, so that guesses sent at once count too."""
        now, key = self._clock(), _digest(name)
        with self._engine.begin() as connection:
            connection.execute(delete(attempts).where(attempts.c.last < _text(now - LOCKED_FOR)))
            mine = attempts.c.name == key
            counted = update(attempts).where(mine, attempts.c.failures < MOST_FAILURES)
            once_more = counted.values(failures=attempts.c.failures + 1, last=_text(now))
            if connection.execute(once_more).rowcount:
                return
            if connection.execute(select(attempts.c.name).where(mine)).first() is None:
                connection.execute(insert(attempts).values(name=key, failures=1, last=_text(now)))
                return
        raise LockedOut

    def _note_failure(self, name: str, what: str) -> None:
        """Only names of accounts are written down: people type passwords into the wrong field."""
        with self._engine.begin() as connection:
            known = connection.execute(select(accounts.c.name).where(accounts.c.name == name)).scalar()
            self.note(connection, "—", what, known or "—")

    def note(self, connection: Connection, who: str, what: str, whom: str) -> None:
        """Adds a line to the log, in the connection's transaction."""
        connection.execute(insert(log).values(moment=self._now(), who=who, what=what, whom=whom))

    def _now(self) -> str:
        return _text(self._clock())


def plain(name: str) -> str:
    """A name as it is kept, however it was typed."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _account(row: object) -> Account:
    return Account(*(getattr(row, field) for field in ("name", "role", "active", "since")))


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Does one command; the exit status is 1 when it could not be done."""
    parser = argparse.ArgumentParser(prog="python -m web.office.accounts", description="The office's accounts.")
    commands = parser.add_subparsers(required=True, dest="command", metavar="command")
    for command, sentence in (("add", "make an account"), ("password", "set an account's password")):
        sub = commands.add_parser(command, help=sentence)
        sub.add_argument("name")
        if command == "add":
            sub.add_argument("--role", choices=ROLES, default=ROLES[0])
    asked = parser.parse_args(arguments)
    try:
        kept_in = Accounts(open_records(read_settings(environment).records()), lambda: datetime.now(UTC))
        password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        if asked.command == "add":
            kept_in.add(asked.name, asked.role, password, who="command line")
        elif plain(asked.name) in {account.name for account in kept_in.all()}:
            kept_in.set_password(plain(asked.name), password, who="command line")
        else:
            raise Faults([Fault("name", "is no account")])
    except Faults as faults:
        for fault in faults.faults:
            print(f"{fault.field} {fault.message}", file=sys.stderr)
        return 1
    except SQLAlchemyError as reason:
        print(f"The database can't be used: {getattr(reason, 'orig', None) or reason}", file=sys.stderr)
        return 1
    print(f"{plain(asked.name)} can sign in at /office")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
