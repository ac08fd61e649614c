"""The store from the command line: ``python -m knowledge.store import|export|history|backup|restore ...``.

Without ``--database`` it is the one that the guide serves from, by the same environment variables.
"""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from knowledge.places.faults import Faults
from knowledge.places.pack import load_pack, write_pack
from knowledge.store import pictures
from knowledge.store.backup import NoBackup, NotEmpty, back_up, restore
from knowledge.store.database import default_url
from knowledge.store.documents import CALENDAR, DISTRICT, SOURCES, place_key
from knowledge.store.history import ImportReport, Missing, OtherDistrict, StoreEmpty
from knowledge.store.merge import Difference
from knowledge.store.store import Store

DISTRICTS = Path(__file__).parent.parent / "districts"


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Does one command; the exit status is 1 when it could not be done."""
    asked = _parser().parse_args(arguments)
    try:
        store = Store(asked.database or served(environment))
        try:
            asked.run(store, asked)
        finally:
            store.close()
    except Faults as found:
        for fault in found.faults:
            print(f"{fault.field}: {fault.message}", file=sys.stderr)
        return 1
    except SQLAlchemyError as reason:
        print(f"the database can't be used: {getattr(reason, 'orig', None) or reason}", file=sys.stderr)
        return 1
    except (Missing, NoBackup, NotEmpty, OSError, OtherDistrict, StoreEmpty, Unclear) as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


class Unclear(Exception):
    """Which database is meant can't be told."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge.store", description="The curated truth of a district.")
    parser.add_argument("--database", metavar="URL", help="SQLAlchemy address; default: where the guide serves from")
    commands = parser.add_subparsers(required=True, metavar="command")
    bring = commands.add_parser("import", help="bring in a pack, keeping what the office edited")
    bring.add_argument("folder", type=Path)
    bring.add_argument("--who", default=getpass.getuser())
    bring.add_argument("--why", default="Imported from the command line")
    bring.add_argument("--dry-run", action="store_true", help="tell the difference and store nothing")
    bring.set_defaults(run=_import)
    take = commands.add_parser("export", help="write what is published as a pack")
    take.add_argument("folder", type=Path)
    take.set_defaults(run=_export)
    history = commands.add_parser("history", help="tell every change of a place")
    history.add_argument("id", help=f"a place's id, or {DISTRICT}, {CALENDAR} or {SOURCES}")
    history.set_defaults(run=_history)
    backup = commands.add_parser("backup", help="write the whole store with its history into one file")
    backup.add_argument("file", type=Path)
    backup.set_defaults(run=_back_up)
    back = commands.add_parser("restore", help="make the store what it was at a backup")
    back.add_argument("file", type=Path)
    back.add_argument("--replace", action="store_true", help="even if the store has a history, which is then lost")
    back.set_defaults(run=_restore)
    return parser


def served(environment: Mapping[str, str]) -> str:
    """The database that the guide serves from by these environment variables.

    Raises:
        Unclear: when it can't be told which one is meant.
    """
    said = environment.get("GUIDE_DATABASE_URL", "").strip()
    if said:
        return said
    state = Path(environment.get("GUIDE_STATE", "").strip() or "var").expanduser().resolve()
    district = environment.get("GUIDE_DISTRICT", "").strip()
    found = [Path(district).resolve()] if district else [path.parent for path in DISTRICTS.glob("*/district.yaml")]
    if len(found) != 1:
        raise Unclear("there are several districts: name the database with --database, or GUIDE_DISTRICT")
    return default_url(state, found[0])


def _import(store: Store, asked: argparse.Namespace) -> None:
    def tell(done: int, total: int) -> None:
        print(f"\r{done} of {total} places checked", end="" if done < total else "\n", file=sys.stderr, flush=True)

    progress = tell if sys.stderr.isatty() else None
    pack = load_pack(asked.folder)
    if not asked.dry_run:
        pictures.take_from(asked.folder, store.database)
    report = store.import_pack(pack, who=asked.who, why=asked.why, dry_run=asked.dry_run, progress=progress)
    _tell_import(report, asked.dry_run)


def _tell_import(report: ImportReport, dry_run: bool) -> None:
    for key in report.added:
        print(f"+ {key}")
    for key, differences in report.changed.items():
        print(f"~ {key}")
        _tell_differences(differences)
    for key in report.retired:
        print(f"- {key}")
    for kept in report.kept:
        print(f"= {kept.key} {kept.path}: kept as the office has it")
    what = "would be made" if dry_run else "nothing new" if report.change is None else f"change {report.change}"
    counts = f"{len(report.added)} added, {len(report.changed)} changed, {len(report.retired)} retired"
    print(f"{what}: {counts}, {len(report.kept)} kept")


def _tell_differences(differences: Sequence[Difference]) -> None:
    for one in differences:
        print(f"    {one.path}: {_shown(one.before)} -> {_shown(one.after)}")


def _shown(value: Any) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)


def _export(store: Store, asked: argparse.Namespace) -> None:
    pack = store.export_pack()
    write_pack(pack, asked.folder)
    pictures.write_to(asked.folder, pack.places.values(), store.database)
    print(f"{len(pack.places)} places in {asked.folder}")


def _history(store: Store, asked: argparse.Namespace) -> None:
    key = asked.id if asked.id in (DISTRICT, CALENDAR, SOURCES) else place_key(asked.id)
    for step in store.history(key):
        version, change = step.version, step.version.change
        print(f"{version.number} {version.state}, {change.moment:%Y-%m-%d %H:%M} UTC, {change.who}: {change.why}")
        if version.number > 1:
            _tell_differences(step.differences)


def _back_up(store: Store, asked: argparse.Namespace) -> None:
    print(f"{back_up(store.database, asked.file)} rows in {asked.file}")


def _restore(store: Store, asked: argparse.Namespace) -> None:
    print(f"{restore(store.database, asked.file, replace=asked.replace)} rows; revision {store.revision()}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
