"""The store with 10 000 places: imports, lists, searches, saves, following.

    python benchmarks/store.py [--places 10000] [--database URL]

The places are made up from the toy district's. Prints a table; times are wall clock.
"""

import argparse
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from knowledge.ingest.export import export
from knowledge.ingest.propose import Options, propose
from knowledge.ingest.tables import Row, read_table
from knowledge.places.pack import Pack, load_pack
from knowledge.store.backup import back_up, restore
from knowledge.store.documents import place_key
from knowledge.store.history import Edit
from knowledge.store.store import Store

TOYTOWN = Path(__file__).parent.parent / "tests" / "data" / "toytown"
ROUNDS = 60
CURATORS = 10


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--places", type=int, default=10000)
    parser.add_argument("--database", help="address of an empty database; default: a SQLite file that is thrown away")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = asked.database or f"sqlite:///{folder}/truth.sqlite"
        print("| what | result |\n| --- | --- |")
        for what, result in measure(url, large_pack(asked.places), Path(folder)):
            print(f"| {what} | {result} |", flush=True)


def large_pack(count: int) -> Pack:
    """A sound pack with that many places."""
    toy = load_pack(TOYTOWN)
    models = list(toy.places.values())
    places = dict(toy.places)
    for number in range(count - len(models)):
        model = models[number % len(models)]
        place_id = f"{model.id}-{number}"
        name = {locale: f"{text} {number}" for locale, text in model.name.items()}
        places[place_id] = model.model_copy(update={"id": place_id, "name": name, "aliases": (), "part_of": None})
    return replace(toy, places=places)


def measure(url: str, pack: Pack, folder: Path) -> Iterator[tuple[str, str]]:
    chance, count = Random(1), len(pack.places)
    store = Store(url)
    told: list[float] = []
    seconds, _ = _timed(
        lambda: store.import_pack(pack, who="pack", why="First", progress=lambda *_: told.append(time.monotonic()))
    )
    longest = max(after - before for before, after in pairwise(told))
    yield f"import of {count} places", f"{seconds:.1f} s; told {len(told)} times how far, at most {longest:.1f} s apart"
    other = Store(url)
    seconds, _ = _timed(other.gazetteer)
    yield "opening in another process", f"{seconds:.1f} s"
    ids = sorted(pack.places)
    yield "list, a page of 50", _spread(lambda: store.places(offset=chance.randrange(count - 50)))
    yield "list, last changed first", _spread(lambda: store.places(newest_first=True))
    yield "search for a name", _spread(lambda: store.places(pack.places[chance.choice(ids)].name["en"]))
    yield "one place with its history", _spread(lambda: store.history(place_key(chance.choice(ids))))
    yield "save a draft", _spread(lambda: _save(store, chance.choice(ids), chance))
    followed: list[float] = []
    yield "publish a draft", _spread(lambda: _publish(store, chance.choice(ids), chance), lambda: followed.append(
        _timed(other.gazetteer)[0]
    ))  # fmt: skip
    yield "another process follows a publication", _told(followed)
    saved = _together(url, ids, chance)
    yield f"save a draft, {CURATORS} curators at once", _told(saved)
    later = replace(pack, places={one: _renamed(place, chance) for one, place in pack.places.items()})
    seconds, report = _timed(lambda: store.import_pack(later, who="pack", why="Second"))
    yield f"import of a pack with {len(report.changed)} places changed", f"{seconds:.1f} s"
    yield from _tables(store, count)
    file = folder / "backup"
    seconds, rows = _timed(lambda: back_up(store.database, file))
    yield f"backup of {rows} rows", f"{seconds:.1f} s, {file.stat().st_size / 1e6:.1f} MB"
    seconds, _ = _timed(lambda: restore(store.database, file, replace=True))
    yield "restore", f"{seconds:.1f} s"
    store.close()
    other.close()


def _tables(store: Store, count: int) -> Iterator[tuple[str, str]]:
    """A table that changes every place, as the office brings one in, in both formats."""
    told: list[float] = []

    def progress(_done: int, _total: int) -> None:
        told.append(time.monotonic())

    open_drafts = {key: head.work.number for key, head in store.standing().heads.items() if head.work}
    store.withdraw(open_drafts, who="ann", why="A table comes")
    gazetteer = store.gazetteer()
    for ending in ("csv", "xlsx"):
        seconds, content = _timed(lambda ending=ending: export(gazetteer, ending))
        yield f"export of {count} places to {ending.upper()}", f"{seconds:.1f} s"
    seconds, table = _timed(lambda: read_table(content))
    yield f"reading {count} rows of {len(table.columns)} columns out of an XLSX", f"{seconds:.1f} s"
    rows = [Row(row.number, {**row.cells, "pinyin": f"pinyin {row.number}"}) for row in table.rows]
    changed = replace(table, rows=tuple(rows))
    options = Options(source="town-office", as_of="2026-05")
    seconds, proposal = _timed(lambda: propose(store, changed, options, progress))
    assert not proposal.faults, proposal.faults[:3]
    assert len(proposal.edits) == count
    yield "dry run: all rows beside what is known", f"{seconds:.1f} s"
    seconds, number = _timed(lambda: store.save_drafts(proposal.edits, who="table", why="Upload", progress=progress))
    yield "keeping them as drafts in one change", f"{seconds:.1f} s"
    drafts = store.numbers_of(number)
    seconds, number = _timed(
        lambda: store.publish(drafts, who="table", why="Upload", second_person=False, progress=progress)
    )
    yield "publishing them in one change", f"{seconds:.1f} s"
    seconds, _ = _timed(lambda: store.undo(number, who="table", why="Wrong table", progress=progress))
    yield "undoing that", f"{seconds:.1f} s"
    yield "progress told while all that went on", f"{len(told)} times"


def _edit(store: Store, place_id: str, chance: Random) -> Edit:
    entry = store.entry(place_key(place_id))
    assert entry.live is not None
    document = {**entry.live.document, "aliases": [f"Alias {chance.randrange(2**60)}"]}
    return Edit(entry.key, document, entry.base, entry.live.number)


def _save(store: Store, place_id: str, chance: Random) -> int:
    return store.save_drafts([_edit(store, place_id, chance)], who="ann", why="A letter")


def _publish(store: Store, place_id: str, chance: Random) -> int:
    _, versions = store.change(_save(store, place_id, chance))
    drafts = {version.key: version.number for version in versions}
    return store.publish(drafts, who="ann", why="A letter", second_person=False)


def _together(url: str, ids: list[str], chance: Random) -> list[float]:
    """The seconds that each save took while all curators save at once, each on its own places."""
    seconds: list[float] = []
    chosen = chance.sample(ids, CURATORS * 6)

    def work(own: list[str], store: Store) -> None:
        for one in own:
            seconds.append(_timed(lambda one=one: _save(store, one, chance))[0])

    shared = Store(url)
    shared.gazetteer()
    threads = [
        threading.Thread(target=work, args=(chosen[at::CURATORS], shared)) for at in range(CURATORS)
    ]  # one process with a thread a request, as the guide is served
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    shared.close()
    return seconds


def _renamed(place: Any, chance: Random) -> Any:
    return place.model_copy(update={"aliases": (f"Other {chance.randrange(2**60)}",)})


def _spread(act: Callable[[], object], after: Callable[[], object] = lambda: None) -> str:
    seconds = []
    for _ in range(ROUNDS):
        seconds.append(_timed(act)[0])
        after()
    return _told(seconds)


def _told(seconds: list[float]) -> str:
    p95 = statistics.quantiles(seconds, n=20)[-1]
    return f"median {statistics.median(seconds) * 1e3:.0f} ms, p95 {p95 * 1e3:.0f} ms"


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    result = act()
    return time.perf_counter() - begun, result


if __name__ == "__main__":
    main()
