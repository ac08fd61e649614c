"""A table on its way into the store: checked, kept as drafts, submitted, published, taken back; each step whole."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from knowledge.ingest.propose import Options, Proposal, RowFault, propose
from knowledge.ingest.tables import Table, packed, read_table, unpacked
from knowledge.places.faults import Faults
from knowledge.store.history import Conflict, NotNow, SecondPersonNeeded
from knowledge.store.store import Store
from web.office.exchange_uploads import Progress, Upload, Uploads

DETAIL = "upload"
"""Under this name a change of the store tells which upload it came from."""
STEPS = ("submit", "publish", "withdraw", "undo")


def table_of(uploads: Uploads, upload: Upload) -> Table:
    """The table of an upload, read from its file the first time only.

    Raises:
        Refused: when the file is not taken at all.
    """
    kept = uploads.parsed(upload.id)
    if kept is not None:
        return unpacked(kept)
    table = read_table(uploads.content(upload.id))
    uploads.keep_parsed(upload.id, packed(table))
    return table


def check(store: Store, table: Table, options: Options, progress: Progress) -> dict[str, Any]:
    """The dry run: every faulty row, and the difference to what is there."""
    return _report(propose(store, table, options, progress))


def keep(
    store: Store, upload: Upload, table: Table, options: Options, who: str, why: str, progress: Progress
) -> dict[str, Any]:
    """Keeps all rows as drafts in one change, if they are still what was looked at; else the new dry run."""
    done = store.change_with(DETAIL, upload.id)
    if done is not None:
        # The work broke off after the change was made.
        return {**upload.report, "change": done}
    proposal = propose(store, table, options, progress)
    if proposal.faults or proposal.digest != upload.report.get("digest"):
        return {**_report(proposal), "overtaken": True}
    try:
        number = store.save_drafts(proposal.edits, who=who, why=why, detail={DETAIL: upload.id}, progress=progress)
    except (Conflict, Faults):
        return {**_report(propose(store, table, options, progress)), "overtaken": True}
    return {**upload.report, "change": number}


def take_step(
    store: Store, upload: Upload, step: str, who: str, why: str, second_person: bool, progress: Progress
) -> dict[str, Any]:
    """Moves all drafts of an upload on, in one change; a step that can't be taken is told, and nothing is changed."""
    report = {name: value for name, value in upload.report.items() if name != "not_now"}
    try:
        if step == "undo":
            return {**report, "undone": store.undo(report["published"], who=who, why=why, progress=progress)}
        numbers = open_drafts(store, report["change"], ("draft",) if step == "submit" else ("draft", "review"))
        if not numbers:
            raise NotNow("none of its drafts is open")
        if step == "submit":
            store.submit(numbers, who=who, why=why, progress=progress)
        elif step == "withdraw":
            store.withdraw(numbers, who=who, why=why)
        else:
            number = store.publish(numbers, who=who, why=why, second_person=second_person, progress=progress)
            report["published"] = number
    except Faults as faults:
        report["not_now"] = [f"{fault.field}: {fault.message}" for fault in faults.faults[:100]]
    except (Conflict, NotNow, SecondPersonNeeded) as reason:
        report["not_now"] = [str(reason)]
    return report


def open_drafts(store: Store, change: int, states: tuple[str, ...]) -> dict[str, int]:
    """The drafts of a change that are still open, by key with the number they have now.

    One that somebody has edited since is no longer the upload's.
    """
    numbers = {}
    heads = store.standing().heads
    for key, saved in store.numbers_of(change).items():
        work = heads[key].work
        if work is not None and work.state in states and work.written == saved:
            numbers[key] = work.number
    return numbers


def standing(store: Store, change: int) -> Mapping[str, int]:
    """How many of a change's drafts are in which state now; ``other`` have gone on without the upload."""
    heads, counts = store.standing().heads, Counter[str]()
    for key, saved in store.numbers_of(change).items():
        work = heads[key].work
        mine = work is not None and work.written == saved
        counts[work.state if work is not None and mine else "other"] += 1
    return counts


def fault_of(said: Mapping[str, Any]) -> RowFault:
    """A fault as it stands in a report."""
    return RowFault(said["row"], said["column"], said["code"], said["values"])


def _report(proposal: Proposal) -> dict[str, Any]:
    counts = Counter(one.state for one in proposal.outcomes)
    return {
        "rows": len(proposal.outcomes),
        "counts": {state: counts[state] for state in ("new", "changed", "unchanged")},
        "faults": [asdict(fault) for fault in proposal.faults],
        "outcomes": [
            {**asdict(one), "differences": [asdict(each) for each in one.differences]}
            for one in proposal.outcomes
            if one.state != "unchanged"
        ],
        "new_sources": list(proposal.new_sources),
        "digest": proposal.digest,
    }
