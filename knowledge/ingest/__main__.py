"""Data in and out from the command line: ``python -m knowledge.ingest export|import|find FILE``.

Without ``--database`` it is the one that the guide serves from, by the same environment variables.
"""

import argparse
import getpass
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import get_args

from sqlalchemy.exc import SQLAlchemyError

from knowledge.ingest.documents.candidates import find_candidates
from knowledge.ingest.documents.reading import read_document
from knowledge.ingest.dump import dump
from knowledge.ingest.export import FORMATS, export
from knowledge.ingest.propose import Options, Proposal, RowFault, propose
from knowledge.ingest.refused import Refused
from knowledge.ingest.tables import read_table
from knowledge.ingest.wording import said, wording
from knowledge.places.datum import DATUMS
from knowledge.places.faults import Faults
from knowledge.places.place import Confidence
from knowledge.store.__main__ import Unclear, served
from knowledge.store.history import Conflict, StoreEmpty
from knowledge.store.store import Store


class _Stopped(Exception):
    """The command was not done; the message says why."""


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Does one command; the exit status is 1 when it could not be done."""
    asked = _parser().parse_args(arguments)
    try:
        store = Store(asked.database or served(environment))
        try:
            asked.run(store, asked)
        finally:
            store.close()
    except Refused as refused:
        print(said(refused, "en"), file=sys.stderr)
    except Faults as faults:
        for fault in faults.faults:
            print(f"{fault.field}: {fault.message}", file=sys.stderr)
    except SQLAlchemyError as reason:
        print(f"the database can't be used: {getattr(reason, 'orig', None) or reason}", file=sys.stderr)
    except (Conflict, OSError, StoreEmpty, Unclear, _Stopped) as reason:
        print(reason, file=sys.stderr)
    else:
        return 0
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge.ingest", description="Data in and out of a district.")
    parser.add_argument("--database", metavar="URL", help="SQLAlchemy address; default: where the guide serves from")
    commands = parser.add_subparsers(required=True, metavar="command")
    out = commands.add_parser("export", help=f"write what is published; FILE ends in .{', .'.join((*FORMATS, 'zip'))}")
    out.add_argument("file", type=Path)
    out.set_defaults(run=_export)
    bring = commands.add_parser("import", help="tell what a table would change, and keep it as drafts")
    bring.add_argument("file", type=Path)
    bring.add_argument("--source", default="", help="who says so, for rows that don't tell")
    bring.add_argument("--as-of", default="", help="since when, likewise")
    bring.add_argument("--confidence", choices=get_args(Confidence), default="fair")
    bring.add_argument("--datum", choices=DATUMS, default=DATUMS[0])
    bring.add_argument("--erase", action="store_true", help="an empty cell takes away what is known")
    bring.add_argument("--dry-run", action="store_true", help="tell the difference and store nothing")
    bring.add_argument("--publish", action="store_true", help="publish the drafts at once, without a second person")
    bring.add_argument("--who", default=getpass.getuser())
    bring.add_argument("--why", default="Imported from the command line")
    bring.set_defaults(run=_import)
    find = commands.add_parser("find", help="find the places that a document names")
    find.add_argument("file", type=Path)
    find.set_defaults(run=_find)
    return parser


def _export(store: Store, asked: argparse.Namespace) -> None:
    ending, gazetteer = asked.file.suffix.removeprefix("."), store.gazetteer()
    if ending not in (*FORMATS, "zip"):
        raise _Stopped(f"{asked.file} must end in .{', .'.join((*FORMATS, 'zip'))}")
    content = dump(gazetteer, store.database) if ending == "zip" else export(gazetteer, ending)
    # Whole before it has its name.
    half = asked.file.with_name(f"{asked.file.name}.half")
    half.write_bytes(content)
    half.replace(asked.file)
    print(f"{len(gazetteer.places)} places, revision {gazetteer.revision}, in {asked.file}")


def _import(store: Store, asked: argparse.Namespace) -> None:
    options = Options(
        datum=asked.datum, source=asked.source, as_of=asked.as_of, confidence=asked.confidence, erase=asked.erase
    )
    proposal = propose(store, read_table(asked.file.read_bytes()), options, _tell)
    _show(proposal)
    if proposal.faults:
        raise _Stopped(f"{len(proposal.faults)} faults; nothing was stored")
    if asked.dry_run or not proposal.edits:
        return
    number = store.save_drafts(proposal.edits, who=asked.who, why=asked.why, progress=_tell)
    print(f"change {number}: {len(proposal.edits)} drafts")
    if asked.publish:
        numbers = store.numbers_of(number)
        published = store.publish(numbers, who=asked.who, why=asked.why, second_person=False, progress=_tell)
        print(f"change {published}: published")


def _show(proposal: Proposal) -> None:
    for outcome in proposal.outcomes:
        if outcome.state != "unchanged":
            print(f"{'+' if outcome.state == 'new' else '~'} row {outcome.row}: {outcome.place_id} {outcome.name}")
            for one in outcome.differences:
                print(f"    {one.path}: {one.before!r} -> {one.after!r}")
    for fault in proposal.faults:
        print(f"! row {fault.row or '-'} {fault.column}: {_sentence(fault)}", file=sys.stderr)


def _sentence(fault: RowFault) -> str:
    if fault.code == "fault":
        return str(fault.values["said"])
    return wording().say("en", fault.code, **fault.values)


def _find(store: Store, asked: argparse.Namespace) -> None:
    for one in find_candidates(read_document(asked.file.read_bytes()), store.gazetteer(), _tell):
        evidence = one.evidence[0]
        where = f"{f'page {evidence.page}, ' if evidence.page else ''}paragraph {evidence.paragraph}"
        known = f" ({one.place_id}, {one.known_status})" if one.place_id else ""
        print(f"{one.name}: {one.standing}, {one.match}{known}; {where}, {evidence.begin}-{evidence.end}")


def _tell(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {total}", end="" if done < total else "\n", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
