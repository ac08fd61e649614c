"""What a change comes to: from the store as it stands to the versions that are added, or the reason why not."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.places.faults import Fault, Faults
from knowledge.store.checks import Progress, faults_after
from knowledge.store.documents import Document, Item, document_of, place_id_of, read_item, require_storable
from knowledge.store.history import Conflict, Edit, Missing, NotNow, SecondPersonNeeded, State, Version
from knowledge.store.merge import merge
from knowledge.store.present import Head, Mark, Present

DocumentAt = Callable[[str, int], Document]
"""The document of a key's version by its number; ``{}`` for number 0."""


@dataclass(frozen=True)
class Written:
    """A version to be added."""

    key: str
    state: State
    document: Document
    origin: int
    pack: Document | None = None


def save(
    present: Present, document_at: DocumentAt, edits: Iterable[Edit], unfinished: bool, progress: Progress | None = None
) -> list[Written]:
    written = []
    for edit in edits:
        require_storable(edit.key, edit.document)
        head = present.heads.get(edit.key, Head(0, 0))
        if edit.base != head.base:
            raise _conflict(edit.key, edit.base, edit.document, head.base, document_at)
        if edit.onto is not None and edit.onto != head.live_number:
            raise _conflict(edit.key, edit.onto, edit.document, head.live_number, document_at)
        departed = head.work.origin if head.work else head.live_number
        written.append(Written(edit.key, "draft", edit.document, departed if edit.onto is None else edit.onto))
    if unfinished:
        return written
    items = sound_items(present, {one.key: one.document for one in written}, progress)
    return [Written(one.key, one.state, document_of(items[one.key]), one.origin) for one in written]


def move(
    present: Present, document_at: DocumentAt, numbers: Mapping[str, int], states: Sequence[State], to: State,
    progress: Progress | None = None,
) -> list[Written]:  # fmt: skip
    """Open drafts in one of these states are put into another."""
    written = []
    for key, number in numbers.items():
        work = _open_draft(present, document_at, key, number)
        if work.state not in states:
            raise NotNow(f"{key} is in state {work.state}, not {' or '.join(states)}")
        written.append(Written(key, to, present.drafts[key], work.origin))
    if to == "review":
        sound_items(present, {one.key: one.document for one in written}, progress)
    return written


def publish(
    present: Present, document_at: DocumentAt, numbers: Mapping[str, int], who: str, second_person: bool,
    progress: Progress | None = None,
) -> list[Written]:  # fmt: skip
    drafts = {}
    for key, number in numbers.items():
        work = _open_draft(present, document_at, key, number)
        if second_person and work.state != "review":
            raise SecondPersonNeeded(f"{key} has not been submitted for review")
        if second_person and work.author == who:
            raise SecondPersonNeeded(f"{who} wrote {key}, so somebody else must publish it")
        live = present.heads[key].live_number
        drafts[key] = present.drafts[key]
        if work.origin != live:
            raise _conflict(key, work.origin, drafts[key], live, document_at)
    items = sound_items(present, drafts, progress)
    return [Written(key, "published", document_of(item), numbers[key]) for key, item in items.items()]


def retire(present: Present, document_at: DocumentAt, numbers: Mapping[str, int]) -> list[Written]:
    written = []
    for key, number in numbers.items():
        head = present.heads.get(key)
        if head is None or not head.published:
            raise NotNow(f"{key} is not published")
        if place_id_of(key) is None:
            raise NotNow(f"a district can't be without its {key}")
        if number != head.live_number:
            raise _conflict(key, number, document_at(key, number), head.live_number, document_at)
        written.append(Written(key, "retired", document_at(key, number), 0))
    require_sound(present, dict.fromkeys(numbers))
    return written


def undo(
    present: Present, document_at: DocumentAt, undone: Sequence[Version], before: Mapping[str, Version],
    progress: Progress | None = None,
) -> list[Written]:  # fmt: skip
    """What was live before those versions is live again, with what was changed since where it doesn't clash.

    ``before`` holds the live versions that they followed.
    """
    written = []

    for version in undone:
        key, head = version.key, present.heads[version.key]
        untouched = head.live_number == version.number
        live = version.document if untouched else document_at(key, head.live_number)
        earlier = before.get(key)
        gone = earlier is None or earlier.state == "retired"
        if gone or version.state == "retired":
            # Coming and going is undone as a whole, so nothing may have happened since.
            if not untouched:
                raise Conflict(key, version.document, earlier.document if earlier else {}, live, head.live_number)
            document = live if earlier is None else earlier.document
        else:
            assert earlier is not None
            merged = merge(version.document, live, earlier.document)
            if merged.clashes:
                raise Conflict(key, version.document, earlier.document, live, head.live_number)
            document = merged.document
        written.append(Written(key, "retired" if gone else "published", document, 0))
    items = read_items({one.key: one.document for one in written if one.state == "published"})
    require_sound(present, {one.key: items.get(one.key) for one in written}, progress)
    return [replace(one, document=document_of(items[one.key])) if one.key in items else one for one in written]


def sound_items(
    present: Present, documents: Mapping[str, Document], progress: Progress | None = None
) -> dict[str, Item]:
    """The records of documents that could be published together as they are.

    Raises:
        Faults: otherwise.
    """
    items = read_items(documents)
    require_sound(present, items, progress)
    return items


def read_items(documents: Mapping[str, Document]) -> dict[str, Item]:
    items, faults = readable_items(documents)
    _raise(faults, documents)
    return items


def readable_items(documents: Mapping[str, Document]) -> tuple[dict[str, Item], list[tuple[str, Fault]]]:
    """The records of the documents that have the shape of one, and the faults of the others."""
    items, faults = {}, []
    for key, document in documents.items():
        try:
            items[key] = read_item(key, document)
        except Faults as found:
            faults += [(key, fault) for fault in found.faults]
    return items, faults


def require_sound(present: Present, edits: Mapping[str, Item | None], progress: Progress | None = None) -> None:
    """Raises Faults when the district would not be sound after the edits; None takes something away."""
    _raise(faults_after(present, edits, progress), edits)


def _raise(faults: Sequence[tuple[str, Fault]], edited: Mapping[str, object]) -> None:
    if faults:
        # Who edits one thing sees its fields; else the thing is named too.
        alone = next(iter(edited)) if len(edited) == 1 else None
        raise Faults(
            Fault(fault.field if key == alone else f"{key}: {fault.field}", fault.message) for key, fault in faults
        )


def _open_draft(present: Present, document_at: DocumentAt, key: str, number: int) -> Mark:
    head = present.heads.get(key)
    if head is None:
        raise Missing(key)
    if head.work is None:
        raise NotNow(f"{key} has no draft")
    if head.work.number != number:
        seen = document_at(key, number)
        raise _conflict(key, number, seen, head.work.number, document_at)
    return head.work


def _conflict(key: str, base: int, mine: Document, theirs: int, document_at: DocumentAt) -> Conflict:
    return Conflict(key, document_at(key, base), mine, document_at(key, theirs), theirs)
