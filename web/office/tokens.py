"""Tokens with which programs fetch the open data: shown once, kept as a hash, with a scope and an end."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Literal, get_args

from sqlalchemy import Column, Engine, String, Table, insert, select, update

from knowledge.places.faults import Fault, Faults
from web.office.accounts import Accounts
from web.records import metadata

Scope = Literal["places", "dump"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
"""The single files of the places; the whole dump with provenance."""
LONGEST_DAYS = 366
PREFIX = "guide_"
_USED_EVERY = timedelta(minutes=1)

tokens = Table(
    "office_tokens",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("digest", String(64), nullable=False, unique=True, comment="SHA-256 of the token, which is 256 random bits"),
    Column("name", String(80), nullable=False, comment="what it is for"),
    Column("scopes", String(80), nullable=False, comment="with spaces between"),
    Column("who", String(40), nullable=False),
    Column("since", String(32), nullable=False),
    Column("ends", String(32), nullable=False),
    Column("revoked", String(32)),
    Column("used", String(32)),
)


@dataclass(frozen=True)
class Token:
    id: str
    name: str
    scopes: tuple[Scope, ...]
    who: str
    """Who issued it."""
    since: str
    ends: str
    revoked: str | None
    used: str | None
    """When it was used last."""

    def good(self, now: datetime) -> bool:
        return self.revoked is None and self.ends > _text(now)


class Tokens:
    """All tokens ever issued; what is done to them is in the log of accounts."""

    def __init__(self, engine: Engine, accounts: Accounts, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._accounts = accounts
        self._clock = clock

    def issue(self, name: str, scopes: Sequence[str], days: int, who: str) -> str:
        """A new token, which can't be had again.

        Raises:
            Faults: naming every field that can't be.
        """
        name, faults = " ".join(name.split()), []
        if not 1 <= len(name) <= 80:
            faults.append(Fault("name", "must be given"))
        if not scopes or not set(scopes) <= set(SCOPES):
            faults.append(Fault("scopes", "must be " + ", ".join(f"'{one}'" for one in SCOPES)))
        if days < 1:
            faults.append(Fault("days", "must be at least 1"))
        if days > LONGEST_DAYS:
            faults.append(Fault("days", f"must be at most {LONGEST_DAYS}"))
        if faults:
            raise Faults(faults)
        secret, now = PREFIX + secrets.token_urlsafe(32), self._clock()
        row = {
            "id": secrets.token_hex(8), "digest": _digest(secret), "name": name,
            "scopes": " ".join(one for one in SCOPES if one in scopes), "who": who,
            "since": _text(now), "ends": _text(now + timedelta(days=days)), "revoked": None, "used": None,
        }  # fmt: skip
        with self._engine.begin() as connection:
            connection.execute(insert(tokens).values(row))
            self._accounts.note(connection, who, "token issued", name)
        return secret

    def revoke(self, token_id: str, who: str) -> bool:
        """From the next request on it is worth nothing; False when there is no such token in force."""
        with self._engine.begin() as connection:
            row = connection.execute(
                select(tokens.c.name).where(tokens.c.id == token_id, tokens.c.revoked.is_(None))
            ).first()
            if row is None:
                return False
            connection.execute(update(tokens).where(tokens.c.id == token_id).values(revoked=_text(self._clock())))
            self._accounts.note(connection, who, "token revoked", row.name)
        return True

    def all(self) -> tuple[Token, ...]:
        with self._engine.connect() as connection:
            return tuple(_token(row) for row in connection.execute(select(tokens).order_by(tokens.c.since.desc())))

    def holder(self, secret: str) -> Token | None:
        """The token in force that is this one; its use is noted."""
        now = self._clock()
        with self._engine.connect() as connection:
            row = connection.execute(select(tokens).where(tokens.c.digest == _digest(secret))).first()
        if row is None or not (found := _token(row)).good(now):
            return None
        if found.used is None or found.used < _text(now - _USED_EVERY):
            with self._engine.begin() as connection:
                connection.execute(update(tokens).where(tokens.c.id == found.id).values(used=_text(now)))
        return found


def _token(row: object) -> Token:
    said = {name: getattr(row, name) for name in Token.__dataclass_fields__}
    return Token(**{**said, "scopes": tuple(one for one in SCOPES if one in said["scopes"].split())})


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
