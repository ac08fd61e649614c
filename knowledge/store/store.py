"""The curated truth: who changed what, when and why; what is published now, and the drafts beside it."""

import json
import threading
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert

from knowledge.places.faults import Fault
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.pack import Pack
from knowledge.places.place import Place
from knowledge.places.rules import spoken
from knowledge.store import moves, reading, schema
from knowledge.store.checks import Progress, faults_after
from knowledge.store.database import Database
from knowledge.store.documents import Document, document_of, documents_of, is_storable, json_of, place_id_of
from knowledge.store.history import (
    LIVE_STATES,
    Change,
    Edit,
    Entry,
    ImportReport,
    Kind,
    Listing,
    Missing,
    NotNow,
    OtherDistrict,
    Row,
    State,
    Step,
    Version,
)
from knowledge.store.importing import Live, Plan, plan_import
from knowledge.store.merge import differences
from knowledge.store.moves import Written
from knowledge.store.present import Present, Standing

_SMALL = 50
"""Versions that are made while other writers wait."""

_Prepare = Callable[[Present, Connection], list[Written]]


def utc_now() -> datetime:
    return datetime.now(UTC)


class Store:
    """A district's truth in a database, shared by any number of threads and processes.

    Every method that changes something makes one change, wholly or not at all, and when it returns the change is on
    the disk. Nothing is overwritten: a change adds versions. All of them raise ValueError when ``who`` or ``why`` is
    empty.
    """

    def __init__(self, url: str, clock: Callable[[], datetime] = utc_now) -> None:
        """Opens the database of that SQLAlchemy address, making or updating its tables.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: when the database can't be opened.
        """
        self.database = Database(url)
        self._clock = clock
        self._lock = threading.Lock()
        self._present = Present()

    def close(self) -> None:
        self.database.close()

    # Reading

    @property
    def empty(self) -> bool:
        """Whether no pack has been imported yet."""
        return self._look().empty

    def revision(self) -> int:
        """The number of the newest change, 0 at the beginning; cheap enough to ask for often."""
        with self.database.reading() as connection:
            return reading.newest(connection).number

    def gazetteer(self) -> Gazetteer:
        """What is published now: the very same object as long as nothing of it changed.

        Its revision is a hash of its content.

        Raises:
            StoreEmpty: before the first import.
        """
        return self._look().gazetteer

    def export_pack(self) -> Pack:
        """What is published now, as a pack: equal to the imported one as long as nobody edited.

        Raises:
            StoreEmpty: before the first import.
        """
        present = self._look()
        return Pack(present.district, dict(present.places), present.calendar, present.sources.by_id())

    def entry(self, key: str) -> Entry:
        """What is live under a key and the open draft beside it.

        Raises:
            Missing: when nothing was ever kept under the key.
        """
        head = self._look().heads.get(key)
        if head is None:
            raise Missing(key)
        numbers = [mark.number for mark in (head.live, head.work) if mark]
        with self.database.reading() as connection:
            found = {
                version.number: version
                for version in reading.versions_at(connection, [(key, number) for number in numbers])
            }
        return Entry(key, found.get(head.live_number), found.get(head.work.number) if head.work else None)

    def version(self, key: str, number: int) -> Version:
        """One version.

        Raises:
            Missing: when there is no such version.
        """
        with self.database.reading() as connection:
            found = reading.versions_at(connection, [(key, number)])
        if not found:
            raise Missing(f"{key} has no version {number}")
        return found[0]

    def versions(self, key: str) -> tuple[Version, ...]:
        """All versions of a key, newest first; none for an unknown key."""
        with self.database.reading() as connection:
            return tuple(reversed(reading.versions_of(connection, key)))

    def history(self, key: str) -> tuple[Step, ...]:
        """All versions of a key with what each changed, newest first.

        Raises:
            Missing: when nothing was ever kept under the key.
        """
        steps = []
        live: Version | None = None
        work: Version | None = None
        for version in reversed(self.versions(key)):
            if version.state in LIVE_STATES:
                before, live = live, version
                work = None if work and version.origin == work.number else work
            else:
                before, work = work or live, None if version.state == "withdrawn" else version
            steps.append(Step(version, differences(before.document if before else {}, version.document)))
        if not steps:
            raise Missing(key)
        return tuple(reversed(steps))

    def changes(self, since: int = 0, limit: int = 100) -> tuple[Change, ...]:
        """The newest changes after a revision, newest first."""
        with self.database.reading() as connection:
            return tuple(reading.changes_after(connection, since, limit))

    def change(self, number: int) -> tuple[Change, tuple[Version, ...]]:
        """One change and the versions it brought, by key.

        Raises:
            Missing: when there is no such change.
        """
        with self.database.reading() as connection:
            found = reading.changes_at(connection, [number]).get(number)
            versions = reading.versions_by(connection, number)
        if found is None:
            raise Missing(f"there is no change {number}")
        return found, tuple(versions)

    def numbers_of(self, number: int) -> dict[str, int]:
        """The numbers of the versions that a change brought, by key; none for an unknown change."""
        with self.database.reading() as connection:
            return reading.numbers_by(connection, number)

    def change_with(self, name: str, value: str, since: int = 0) -> int | None:
        """The number of the newest change after a revision whose detail says that; None when there is none."""
        with self.database.reading() as connection:
            return reading.change_with(connection, name, value, since)

    def standing(self) -> Standing:
        """Everything as it stands now, for work on many places at once."""
        present = self._look()
        return Standing(present.district, present.sources, present.places, present.heads, present.names)

    def faults_after(
        self, documents: Mapping[str, Document], progress: Progress | None = None
    ) -> list[tuple[str, Fault]]:
        """What would be wrong if the documents were published together now, each fault with the key it is met at."""
        items, faults = moves.readable_items(documents)
        return faults + faults_after(self._look(), items, progress)

    def places(
        self,
        text: str = "",
        *,
        states: Iterable[State] = (),
        kind: str | None = None,
        outdated: bool | None = None,
        newest_first: bool = False,
        offset: int = 0,
        limit: int = 50,
    ) -> Listing:
        """Places, drafts of new ones and retired ones, by id or with the last changed first.

        ``text`` is sought in ids, names and aliases, whatever the script (of retired places in ids); ``states``
        keeps those whose live version or draft is in one of them; ``outdated`` those whose draft must or must not
        be merged.
        """
        present = self._look()
        heads = present.heads
        among, states = _found(present, text) if text else None, set(states)
        # Keys alone, as ten thousand pairs at every call would set the garbage collector to work.
        keys = sorted(
            key
            for key, head in heads.items()
            if (place_id := place_id_of(key)) is not None
            and (head.live or head.work)
            and (among is None or place_id in among)
            and (not states or states & {mark.state for mark in (head.live, head.work) if mark})
            and (outdated is None or outdated == head.outdated)
            and (kind is None or kind == _kind_of(present, key))
        )
        if newest_first:
            keys.sort(key=lambda key: -heads[key].change)
        page = {key: heads[key] for key in keys[offset : offset + limit]}
        with self.database.reading() as connection:
            changes = reading.changes_at(connection, [head.change for head in page.values()])
            retired = [(key, head.live_number) for key, head in page.items() if not head.published and not head.work]
            documents = {one.key: one.document for one in reading.versions_at(connection, retired)}
        return Listing(len(keys), tuple(_row(present, key, changes, documents.get(key)) for key in page))

    # Changing

    def save_draft(
        self, key: str, document: Document, *, base: int, who: str, why: str, onto: int | None = None,
        unfinished: bool = False,
    ) -> Version:  # fmt: skip
        """Keep a draft beside what is live; it replaces the open draft, which stays in the history.

        ``base`` is the ``Entry.base`` that the edit started from, 0 for a new key. ``onto`` is the live version's
        number when the document brings an outdated draft together with it. An unfinished draft may have faults; they
        are met at ``submit``.

        Raises:
            Conflict: when the draft or the live version is not any more the one the edit started from.
            Faults: when it could not be published as it is, unless ``unfinished``.
            ValueError: when nothing is kept under such a key.
        """
        number = self.save_drafts([Edit(key, document, base, onto)], who=who, why=why, unfinished=unfinished)
        return self.change(number)[1][0]

    def save_drafts(
        self, edits: Iterable[Edit], *, who: str, why: str, unfinished: bool = False,
        detail: Mapping[str, Any] | None = None, progress: Progress | None = None,
    ) -> int:  # fmt: skip
        """Keep many drafts in one change, and tell its number; ``versions`` of ``change`` has theirs.

        ``detail`` is kept with the change; ``change_with`` finds it again.

        Raises:
            Conflict, Faults, ValueError: as ``save_draft``, with the key before each fault's field.
        """
        edits = tuple(edits)
        step = _step(moves.save, edits=edits, unfinished=unfinished, progress=progress)
        return self._commit("edit", who, why, step, detail, size=len(edits))

    def submit(self, numbers: Mapping[str, int], *, who: str, why: str, progress: Progress | None = None) -> int:
        """Ask for the review of open drafts, given by key with their numbers; the change's number.

        Raises:
            Faults: when they could not be published together as they are.
            Conflict: when a draft is not any more the one of that number.
            NotNow: when there is no draft, or it is in review already.
            Missing: when there is no such key.
        """
        step = _step(moves.move, numbers=dict(numbers), states=("draft",), to="review", progress=progress)
        return self._commit("submit", who, why, step, size=len(numbers))

    def return_to_draft(self, numbers: Mapping[str, int], *, who: str, why: str) -> int:
        """Give drafts back from review; ``why`` tells the author. Raises as ``submit``, but no Faults."""
        step = _step(moves.move, numbers=dict(numbers), states=("review",), to="draft")
        return self._commit("return", who, why, step)

    def withdraw(self, numbers: Mapping[str, int], *, who: str, why: str) -> int:
        """Give up open drafts; they stay in the history. Raises as ``submit``, but no Faults."""
        step = _step(moves.move, numbers=dict(numbers), states=("draft", "review"), to="withdrawn")
        return self._commit("withdraw", who, why, step, size=len(numbers))

    def publish(
        self, numbers: Mapping[str, int], *, who: str, why: str, second_person: bool = True,
        progress: Progress | None = None,
    ) -> int:  # fmt: skip
        """Make open drafts what visitors meet, all in one change; its number.

        Raises:
            SecondPersonNeeded: when ``second_person`` and a draft is not in review or was written by ``who``.
            Conflict: when a draft is not any more the one of that number, or the live version changed after it was
                begun: save ``Conflict.merged()`` with ``onto=Conflict.theirs_number``.
            Faults: when the district would not be sound with them.
            NotNow, Missing: as ``submit``.
        """
        step = _step(moves.publish, numbers=dict(numbers), who=who, second_person=second_person, progress=progress)
        return self._commit("publish", who, why, step, size=len(numbers))

    def retire(self, numbers: Mapping[str, int], *, who: str, why: str) -> int:
        """Take published places away from visitors, given by key with their live numbers; the change's number.

        Raises:
            Faults: when others need one of them.
            Conflict: when a live version is not any more the one of that number.
            NotNow: when one is not published, or not a place.
        """
        return self._commit("retire", who, why, _step(moves.retire, numbers=dict(numbers)))

    def undo(self, number: int, *, who: str, why: str, progress: Progress | None = None) -> int:
        """Make what visitors meet what it was before a change, as a new change; its number. An undo can be undone.

        What was changed since in other fields stays.

        Raises:
            Conflict: when a field of it was changed since.
            Faults: when the district would not be sound.
            Missing: when there is no such change.
            NotNow: when it changed nothing that visitors meet.
        """
        with self.database.reading() as connection:
            if number not in reading.changes_at(connection, [number]):
                raise Missing(f"there is no change {number}")
            undone = [one for one in reading.versions_by(connection, number) if one.state in LIVE_STATES]
            before = reading.live_before(connection, number)
        if not undone:
            raise NotNow(f"change {number} changed nothing that visitors meet")
        step = _step(moves.undo, undone=undone, before=before, progress=progress)
        return self._commit("undo", who, why, step, {"undoes": number}, size=len(undone))

    def import_pack(
        self, pack: Pack, *, who: str, why: str, dry_run: bool = False, progress: Progress | None = None
    ) -> ImportReport:
        """Bring in a pack: the first time as it is, later what it changed since.

        Fields that the office edited since the last import keep the office's words and are reported. A place that
        the pack dropped is retired unless the office edited it. Open drafts are left alone.

        Raises:
            Faults: when the outcome would not be sound; then nothing is stored.
            OtherDistrict: when the store holds another district than the pack's.
        """
        documents, digest = documents_of(pack), pack_digest(pack)
        plan = Plan()

        def step(present: Present, connection: Connection) -> list[Written]:
            nonlocal plan
            plan = Plan()
            if reading.last_pack(connection) == digest:
                raise _NothingNew
            if not present.empty and present.district.id != pack.district.id:
                raise OtherDistrict(f"holds the district {present.district.id}, not {pack.district.id}")
            plan = plan_import(_live(present, connection), documents)
            return _arrivals(present, plan, progress)

        number = None
        try:
            if dry_run:
                present = self._look()
                with self.database.reading() as connection:
                    step(present, connection)
            else:
                number = self._commit("import", who, why, step, {"pack": digest}, size=len(documents))
        except _NothingNew:
            pass
        return ImportReport(number, tuple(plan.added), plan.changed, tuple(plan.retired), tuple(plan.kept))

    def _look(self) -> Present:
        """The store as it stands now."""
        with self._lock:
            with self.database.reading() as connection:
                self._present = reading.catch_up(connection, self._present)
            return self._present

    def _know(self, present: Present) -> None:
        """Spares the next one who looks what a writer has read already."""
        if self._lock.acquire(blocking=False):
            if present.revision > self._present.revision:
                self._present = present
            self._lock.release()

    def _commit(
        self,
        kind: Kind,
        who: str,
        why: str,
        prepare: _Prepare,
        detail: Mapping[str, Any] | None = None,
        *,
        size: int = 1,
    ) -> int:
        for name, text in (("who", who), ("why", why)):
            if not text.strip() or not is_storable(text):
                raise ValueError(f"{name} must be said")
        seen, written = self._present, None
        if size > _SMALL:
            # Slow, so it is done while others may write, and again only if they did.
            seen = self._look()
            with self.database.reading() as connection:
                written = prepare(seen, connection)
        with self.database.writing() as connection:
            now = reading.catch_up(connection, seen)
            self._know(now)
            if written is None or now is not seen:
                written = prepare(now, connection)
            number = now.revision + 1
            row = {"number": number, "token": uuid.uuid4().hex, "moment": self._clock().astimezone(UTC).isoformat()}
            said = {"who": who.strip(), "why": why.strip(), "kind": kind, "detail": json.dumps(detail or {})}
            connection.execute(insert(schema.change), {**row, **said})
            if written:
                connection.execute(insert(schema.version), [_stored(one, number, now) for one in written])
        return number


class _NothingNew(Exception):
    """The pack is the one that was imported last."""


def pack_digest(pack: Pack) -> str:
    """A hash of all that a pack says."""
    documents = sorted(documents_of(pack).items())
    return sha256(json.dumps(documents, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _step(move: Callable[..., list[Written]], **asked: Any) -> _Prepare:
    return lambda present, connection: move(present, partial(reading.document_at, connection), **asked)


def _stored(written: Written, change: int, present: Present) -> dict[str, Any]:
    head = present.heads.get(written.key)
    return {
        "key": written.key,
        "number": head.last + 1 if head else 1,
        "state": written.state,
        "document": json_of(written.document),
        "change": change,
        "origin": written.origin,
        "pack": None if written.pack is None else json_of(written.pack),
    }


def _live(present: Present, connection: Connection) -> dict[str, Live]:
    """What is live by key, beside what the last import brought."""
    imported = reading.imported(connection)
    result = {}
    for key, head in present.heads.items():
        if head.live is None:
            continue
        number, wanted = imported.get(key, (0, None))
        item = present.items.get(key)
        document = reading.document_at(connection, key, head.live_number) if item is None else document_of(item)
        result[key] = Live(head.live.state, document, wanted, by_import=number == head.live_number)
    return result


def _arrivals(present: Present, plan: Plan, progress: Progress | None) -> list[Written]:
    items = moves.read_items({one.key: one.document for one in plan.arrivals if one.state == "published"})
    moves.require_sound(present, {one.key: items.get(one.key) for one in plan.arrivals}, progress)
    return [
        Written(one.key, one.state, document_of(items[one.key]) if one.key in items else one.document, 0, one.pack)
        for one in plan.arrivals
    ]


def _found(present: Present, text: str) -> set[str]:
    """The ids of the places that bear a name with these words in it."""
    wanted = spoken(text)
    found = {place_id for name, owners in present.names.items() if wanted in name for place_id in owners}
    for key, draft in present.drafts.items():
        name, aliases = draft.get("name"), draft.get("aliases")
        said = [*(name.values() if isinstance(name, dict) else ()), *(aliases if isinstance(aliases, list) else ())]
        if any(wanted in spoken(str(one)) for one in said):
            found.add(place_id_of(key) or "")
    ids = (place_id for key in present.heads if (place_id := place_id_of(key)))
    return found | {place_id for place_id in ids if wanted in place_id.replace("-", "")}


def _kind_of(present: Present, key: str) -> str | None:
    item = present.items.get(key)
    kind = item.kind if isinstance(item, Place) else present.drafts.get(key, {}).get("kind")
    return None if kind is None else str(kind)


def _row(present: Present, key: str, changes: Mapping[int, Change], retired: Document | None) -> Row:
    head, item = present.heads[key], present.items.get(key)
    document = retired or present.drafts.get(key, {})
    name = item.name if isinstance(item, Place) else document.get("name")
    return Row(
        key=key,
        place_id=place_id_of(key) or "",
        name={str(locale): text for locale, text in name.items()} if isinstance(name, dict) else {},
        kind=_kind_of(present, key) or document.get("kind"),
        live=head.live.state if head.live else None,
        draft=head.work.state if head.work else None,
        outdated=head.outdated,
        changed=changes[head.change],
    )
