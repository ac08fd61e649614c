"""What the store tells: changes, versions, and why a change could not be made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from knowledge.store.documents import Document, place_id_of
from knowledge.store.merge import Difference, Merged, merge

State = Literal["draft", "review", "published", "retired", "withdrawn"]
Kind = Literal["import", "edit", "submit", "return", "withdraw", "publish", "retire", "undo"]

LIVE_STATES = ("published", "retired")
"""What visitors meet is the newest version in one of these; the other states are work beside it."""


@dataclass(frozen=True)
class Change:
    """Somebody did something at some moment; all of its versions came to be together."""

    number: int
    """The store's revision after it."""
    moment: datetime
    """In UTC."""
    who: str
    why: str
    kind: Kind
    detail: Mapping[str, Any]
    """Of an import ``pack``: the pack's hash; of an undo ``undoes``: the change's number."""


@dataclass(frozen=True)
class Version:
    """A document as it was left by a change."""

    key: str
    number: int
    """Counts the key's versions from 1, in whatever state."""
    state: State
    document: Document
    change: Change
    origin: int
    """Of a draft, the number of the live version that it departs from (0: none); of a published version, the draft
    it was (0: none)."""

    @property
    def place_id(self) -> str | None:
        return place_id_of(self.key)


@dataclass(frozen=True)
class Entry:
    """A key as it stands: what is live, and the draft beside it, if there is any."""

    key: str
    live: Version | None
    """Published or retired."""
    draft: Version | None
    """In state ``draft`` or ``review``."""

    @property
    def base(self) -> int:
        """What an edit that starts from here names as its base."""
        return self.draft.number if self.draft else self.live.number if self.live else 0

    @property
    def outdated(self) -> bool:
        """Whether the live version changed after the draft was begun, so that they must be merged."""
        return self.draft is not None and self.draft.origin != (self.live.number if self.live else 0)


@dataclass(frozen=True)
class Step:
    """One version in a key's history, with what it changed."""

    version: Version
    differences: tuple[Difference, ...]
    """From the live version before, for a live one; for work, from the work before or the live version it is of."""


@dataclass(frozen=True)
class Row:
    """A line of the list of places."""

    key: str
    place_id: str
    name: Mapping[str, str]
    """May lack languages while the place is a draft only."""
    kind: str | None
    live: State | None
    draft: State | None
    outdated: bool
    changed: Change
    """The last one that touched the place."""


@dataclass(frozen=True)
class Listing:
    total: int
    """Of all pages."""
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Edit:
    """A document to be saved as a draft."""

    key: str
    document: Document
    base: int
    """The number that ``Entry.base`` had when the edit began; 0 for something new."""
    onto: int | None = None
    """The live version's number when an outdated draft has been merged with it."""


@dataclass(frozen=True)
class Kept:
    """A field in which an import left the office's words although the pack says otherwise."""

    key: str
    path: str
    """``retired`` when the office retired what the pack changed, ``removed`` when the pack dropped what it edited."""
    office: Document
    pack: Document


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or would do."""

    change: int | None
    """The revision it made; None for a dry run and when there was nothing new."""
    added: tuple[str, ...]
    changed: Mapping[str, tuple[Difference, ...]]
    retired: tuple[str, ...]
    kept: tuple[Kept, ...]


class Conflict(Exception):
    """Somebody else was quicker: what was started from is not what is there now."""

    def __init__(self, key: str, base: Document, mine: Document, theirs: Document, theirs_number: int) -> None:
        self.key = key
        self.base = base
        """What the edit started from; ``{}`` for nothing."""
        self.mine = mine
        self.theirs = theirs
        """What is there now."""
        self.theirs_number = theirs_number
        super().__init__(f"{key} was changed meanwhile; it is at version {theirs_number}")

    def merged(self) -> Merged:
        """Both sides brought together, for a person to look at and save again."""
        return merge(self.base, self.mine, self.theirs)


class NotNow(Exception):
    """The step does not fit the state that the key is in; the message says why."""


class SecondPersonNeeded(Exception):
    """Somebody may not publish what they wrote themselves, or what nobody submitted for review."""


class Missing(LookupError):
    """There is no such key, version or change."""


class StoreEmpty(Exception):
    """Nothing has been imported yet."""


class OtherDistrict(Exception):
    """The store holds another district than the pack's."""
