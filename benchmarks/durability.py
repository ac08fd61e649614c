"""Kills a process with SIGKILL at random moments of edits, imports of packs and of tables, and publications, and looks
at what is left.

    python benchmarks/durability.py [--runs 200] [--seed 1] [--database URL] [--pack FOLDER]

After each kill the store must open, hold every change that had been acknowledged, and no half of one. The exit status
is 1 when it doesn't.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

from sqlalchemy import text

from knowledge.ingest.export import csv_of
from knowledge.ingest.propose import Options, propose
from knowledge.ingest.tables import read_table
from knowledge.places.pack import Pack, load_pack
from knowledge.store.documents import documents_of, place_id_of, place_key
from knowledge.store.history import Edit
from knowledge.store.store import Store

TOYTOWN = Path(__file__).parent.parent / "tests" / "data" / "toytown"
LONGEST = 0.6
"""Seconds that a process lives at most."""
BULK = 8
SOURCE = "town-office"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", help="address of an empty database; default: a SQLite file that is thrown away")
    parser.add_argument("--pack", type=Path, default=TOYTOWN)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = asked.database or f"sqlite:///{folder}/truth.sqlite"
        return kill_often(url, load_pack(asked.pack), asked.runs, Random(asked.seed))


def kill_often(url: str, pack: Pack, runs: int, chance: Random) -> int:
    """1 as soon as something is wrong, 0 when nothing is."""
    acknowledged: dict[int, str] = {}
    inspector = Inspector(url)
    begun = time.monotonic()
    for run in range(runs):
        acknowledged.update(_one_life(url, pack, chance.randrange(2**32), chance.uniform(0, LONGEST)))
        wrong = inspector.look(acknowledged)
        if wrong:
            print(f"run {run + 1}: {wrong}")
            return 1
    kinds = Counter(what.split()[0] for what in acknowledged.values())
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    print(
        f"{runs} kills in {time.monotonic() - begun:.0f} s: all of {len(acknowledged)} acknowledged changes are there"
    )
    print(f"({told}), no half of one")
    return 0


def _one_life(url: str, pack: Pack, seed: int, seconds: float) -> dict[int, str]:
    """What a process acknowledged before it was killed: its changes' numbers, with their reasons."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        try:
            _work(url, pack, Random(seed), into)
        finally:
            os._exit(1)
    os.close(into)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    with os.fdopen(out) as said:
        lines = [line for line in said.read().splitlines(keepends=True) if line.endswith("\n")]
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the process ended by itself")
    return {int(number): why.rstrip("\n") for number, why in (line.split(" ", 1) for line in lines)}


def _work(url: str, pack: Pack, chance: Random, into: int) -> None:
    """Changes without end. Each reason says what belongs to the change."""

    def acknowledge(number: int | None, why: str) -> None:
        if number is not None:
            os.write(into, f"{number} {why}\n".encode())

    store = Store(url)
    if store.empty:
        why = f"first {len(documents_of(pack))}"
        acknowledge(store.import_pack(pack, who="pack", why=why).change, why)
    ids = sorted(pack.places)
    while True:
        if chance.random() < 0.2:
            some = {one: _renamed(pack, one, chance) for one in chance.sample(ids, BULK)}
            why = f"import {','.join(sorted(some))}"
            later = replace(pack, places={**pack.places, **some})
            acknowledge(store.import_pack(later, who="pack", why=why).change, why)
            continue
        keys = [place_key(one) for one in chance.sample(ids, chance.choice((1, BULK)))]
        if chance.random() < 0.4:
            edits, why = _table(store, keys, chance), f"table {len(keys)}"
        else:
            edits, why = [_edit(store, key, chance) for key in keys], f"edit {len(keys)}"
        number = store.save_drafts(edits, who="ann", why=why)
        acknowledge(number, why)
        drafts = {version.key: version.number for version in store.change(number)[1]}
        why = f"publish {len(keys)}"
        number = store.publish(drafts, who="bob", why=why, second_person=False)
        acknowledge(number, why)
        if chance.random() < 0.3:
            why = f"undo {len(keys)}"
            acknowledge(store.undo(number, who="bob", why=why), why)


def _edit(store: Store, key: str, chance: Random) -> Edit:
    entry = store.entry(key)
    assert entry.live is not None
    return Edit(key, {**entry.live.document, "aliases": [_name(chance)]}, entry.base, entry.live.number)


def _table(store: Store, keys: list[str], chance: Random) -> list[Edit]:
    """The same by a table, as the office brings one in. Drafts that a killed process left behind are withdrawn."""
    left = {key: head.work.number for key in keys if (head := store.standing().heads[key]).work}
    if left:
        store.withdraw(left, who="ann", why=f"withdraw {len(left)}")
    rows = [[place_id_of(key) or "", _name(chance)] for key in keys]
    proposal = propose(store, read_table(csv_of(("id", "aliases"), rows)), Options(source=SOURCE, as_of="2026-05"))
    assert not proposal.faults, proposal.faults
    return list(proposal.edits)


def _renamed(pack: Pack, place_id: str, chance: Random) -> object:
    return pack.places[place_id].model_copy(update={"aliases": (_name(chance),)})


def _name(chance: Random) -> str:
    return f"Alias {chance.randrange(2**60)}"


class Inspector:
    """Opens the store after each kill, as the next process would."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._looked = 0
        self._renamed: set[str] = set()
        """The places that the last import had in other words than the pack."""

    def look(self, acknowledged: dict[int, str]) -> str | None:
        """What is wrong with the store, if anything."""
        store = Store(self._url)
        try:
            if store.database.is_sqlite:
                with store.database.reading() as connection:
                    said = connection.execute(text("PRAGMA integrity_check")).scalar()
                if said != "ok":
                    return f"the file is damaged: {said}"
            reasons = {change.number: change.why for change in store.changes(limit=10**6)}
            if sorted(reasons) != list(range(1, len(reasons) + 1)):
                return "changes are missing in between"
            for number, why in acknowledged.items():
                if reasons.get(number) != why:
                    return f"change {number} was acknowledged ({why}), but isn't there"
            for number in range(self._looked + 1, len(reasons) + 1):
                if not self._whole(store, number):
                    return f"of change {number} ({reasons[number]}) something is missing"
            self._looked = len(reasons)
            if not store.empty:
                store.export_pack()
        finally:
            store.close()
        return None

    def _whole(self, store: Store, number: int) -> bool:
        change, versions = store.change(number)
        kind, what = change.why.split()
        if kind != "import":
            return len(versions) == int(what)
        # An import brings what it says in other words than the pack, and takes back what the one before did.
        before, self._renamed = self._renamed, set(what.split(","))
        return {version.place_id for version in versions} == before | self._renamed


if __name__ == "__main__":
    sys.exit(main())
