"""The district as the store has it, kept in step with the pack's files."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from knowledge.places.faults import Faults
from knowledge.store.documents import place_key
from knowledge.store.store import Store
from tests.unit.web.doubles import TOYTOWN
from web.world import StoreWorld


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOYTOWN, tmp_path / "toytown"))


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[Callable[[], Store]]:
    opened: list[Store] = []

    def open_() -> Store:
        opened.append(Store(f"sqlite:///{tmp_path / 'places.sqlite'}"))
        return opened[-1]

    yield open_
    for store in opened:
        store.close()


def rewrite(folder: Path, place_id: str, **fields: object) -> None:
    file = folder / "places" / f"{place_id}.yaml"
    data = {**yaml.safe_load(file.read_text()), **fields}
    file.write_text(yaml.safe_dump(data, allow_unicode=True))


def office_edits(store: Store, place_id: str, **fields: object) -> None:
    key = place_key(place_id)
    entry = store.entry(key)
    assert entry.live is not None
    draft = store.save_draft(key, {**entry.live.document, **fields}, base=entry.base, who="ann", why="A letter")
    store.publish({key: draft.number}, who="ann", why="A letter", second_person=False)


def test_an_empty_store_takes_the_pack(folder: Path, open_store: Callable[[], Store]) -> None:
    """The first start needs no command."""
    world = StoreWorld(open_store(), folder)
    assert "castle" in world.current().places
    assert [change.kind for change in open_store().changes()] == ["import"]


def test_an_edit_of_another_process_is_seen(folder: Path, open_store: Callable[[], Store]) -> None:
    """What the office publishes anywhere is served at the next look."""
    world = StoreWorld(open_store(), folder, look_every=0)
    before = world.current()
    office_edits(open_store(), "castle", aliases=["The Rock"])
    after = world.current()
    assert after.places["castle"].aliases == ("The Rock",)
    assert after.revision != before.revision


def test_what_somebody_looks_for_costs_no_request_a_look(folder: Path, open_store: Callable[[], Store]) -> None:
    """Reading a changed district takes longer than a plan in a hurry may."""
    world = StoreWorld(open_store(), folder, look_every=60)
    before = world.current()
    office_edits(open_store(), "castle", aliases=["The Rock"])
    rewrite(folder, "old-mill", aliases=["The Creaking Mill"])
    assert world.current() is before
    world.look()
    after = world.current().places
    assert (after["castle"].aliases, after["old-mill"].aliases) == (("The Rock",), ("The Creaking Mill",))


def test_nothing_changed_is_the_same_gazetteer(folder: Path, open_store: Callable[[], Store]) -> None:
    """Whoever keeps something by revision keeps it."""
    world = StoreWorld(open_store(), folder, look_every=0)
    assert world.current() is world.current()


def test_an_edit_of_the_files_is_merged(folder: Path, open_store: Callable[[], Store]) -> None:
    """Editing the pack's files still works while the guide serves, and leaves the office's edits alone."""
    store = open_store()
    world = StoreWorld(store, folder, look_every=0)
    office_edits(store, "castle", aliases=["The Rock"])
    rewrite(folder, "castle", aliases=["The Hill"])
    rewrite(folder, "old-mill", aliases=["The Creaking Mill"])
    places = world.current().places
    assert places["castle"].aliases == ("The Rock",)
    assert places["old-mill"].aliases == ("The Creaking Mill",)


def test_a_start_merges_what_the_files_changed_meanwhile(folder: Path, open_store: Callable[[], Store]) -> None:
    """An update of the pack arrives with the next start; a start without one is no change."""
    StoreWorld(open_store(), folder)
    StoreWorld(open_store(), folder)
    rewrite(folder, "castle", aliases=["The Hill"])
    assert StoreWorld(open_store(), folder).current().places["castle"].aliases == ("The Hill",)
    assert open_store().revision() == 2


def test_a_faulty_pack_stops_only_the_first_start(folder: Path, open_store: Callable[[], Store]) -> None:
    """Once there is something to serve, a slip in a file doesn't take the guide down."""
    original = (folder / "places" / "castle.yaml").read_text()
    rewrite(folder, "castle", kind="palace")
    with pytest.raises(Faults):
        StoreWorld(open_store(), folder)
    (folder / "places" / "castle.yaml").write_text(original)
    served = StoreWorld(open_store(), folder, look_every=0)
    rewrite(folder, "castle", kind="palace", aliases=["The Hill"])
    assert served.current().places["castle"].kind != "palace"
    assert StoreWorld(open_store(), folder).current().places["castle"].kind != "palace"


def test_another_districts_database_is_refused(folder: Path, open_store: Callable[[], Store]) -> None:
    """Two districts never mix in one store."""
    StoreWorld(open_store(), folder)
    district = folder / "district.yaml"
    district.write_text(district.read_text().replace("id: toytown", "id: othertown", 1))
    with pytest.raises(Faults) as caught:
        StoreWorld(open_store(), folder)
    assert [fault.field for fault in caught.value.faults] == ["GUIDE_DATABASE_URL"]
