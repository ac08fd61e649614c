from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from knowledge.places.faults import Faults
from knowledge.places.pack import Pack, write_pack
from knowledge.places.place import Place
from knowledge.store.documents import place_key
from knowledge.store.history import StoreEmpty
from knowledge.store.store import Store
from tests.unit.store.edits import publish


def with_place(pack: Pack, place_id: str, **fields: Any) -> Pack:
    """The pack with other values in some fields of a place."""
    place = Place.model_validate(pack.places[place_id].model_copy(update=fields))
    return replace(pack, places={**pack.places, place_id: place})


def without(pack: Pack, *place_ids: str) -> Pack:
    return replace(pack, places={key: place for key, place in pack.places.items() if key not in place_ids})


def written(pack: Pack, folder: Path) -> dict[str, str]:
    write_pack(pack, folder)
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*.yaml")}


def test_a_pack_comes_out_as_it_went_in(store: Store, toytown: Pack, tmp_path: Path) -> None:
    """Round trip without loss: equal records, and the same bytes when written."""
    exported = store.export_pack()
    assert exported == toytown
    assert written(exported, tmp_path / "b") == written(toytown, tmp_path / "a")


def test_another_opening_sees_what_was_imported(store: Store, open_store: Callable[..., Store], toytown: Pack) -> None:
    """What was imported is in the database, not in the process."""
    other = open_store()
    assert other.export_pack() == toytown
    assert other.gazetteer().revision == store.gazetteer().revision


def test_an_empty_store_says_so(empty: Store) -> None:
    """Nothing imported is no district, rather than a district without places."""
    assert empty.empty
    assert empty.revision() == 0
    with pytest.raises(StoreEmpty):
        empty.gazetteer()


def test_several_processes_may_be_first(open_store: Callable[..., Store], toytown: Pack) -> None:
    """Opening and importing at the same moment makes the tables once and imports once."""

    def start(_: int) -> int | None:
        return open_store().import_pack(toytown, who="pack", why="The first import").change

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(start, range(4)))
    assert sorted(made, key=str) == [1, None, None, None]
    assert open_store().revision() == 1


def test_a_faulty_pack_leaves_nothing_behind(empty: Store, toytown: Pack) -> None:
    """All or nothing, with every fault named by key and field."""
    faulty = with_place(with_place(toytown, "castle", kind="palace"), "arcade-lane", part_of="nowhere")
    with pytest.raises(Faults) as caught:
        empty.import_pack(faulty, who="pack", why="The first import")
    assert {fault.field for fault in caught.value.faults} == {"place:castle: kind", "place:arcade-lane: part_of"}
    assert empty.empty
    assert empty.revision() == 0


def test_the_same_pack_again_is_no_change(store: Store, toytown: Pack) -> None:
    """Starting again doesn't fill the history."""
    report = store.import_pack(toytown, who="pack", why="Again")
    assert report.change is None
    assert store.revision() == 1


def test_a_later_pack_is_followed_where_nobody_edited(store: Store, toytown: Pack) -> None:
    """What the office left alone is the pack's to say."""
    later = with_place(toytown, "castle", indoor=None, aliases=("The Keep on the Rock",))
    report = store.import_pack(later, who="pack", why="Spring")
    assert {one.path for one in report.changed[place_key("castle")]} <= {"indoor", "aliases"}
    assert report.kept == ()
    assert store.export_pack() == later


def test_an_import_keeps_the_offices_edits(store: Store, toytown: Pack) -> None:
    """A field that the office edited keeps its words and is reported; the place's other fields follow the pack."""
    summary = dict(toytown.places["castle"].summary)
    publish(store, "castle", summary={**summary, "en": "The office's words."})
    later = with_place(
        toytown, "castle", summary={**summary, "en": "The pack's words."}, aliases=("The Keep on the Rock",)
    )
    report = store.import_pack(later, who="pack", why="Spring")
    castle = store.gazetteer().places["castle"]
    assert castle.summary["en"] == "The office's words."
    assert castle.aliases == ("The Keep on the Rock",)
    assert [(kept.key, kept.path) for kept in report.kept] == [("place:castle", "summary.en")]


def test_the_kept_edit_survives_every_later_import(store: Store, toytown: Pack) -> None:
    """The third import compares with the second, so that the office's words are neither lost nor reported forever."""
    publish(store, "castle", aliases=["Our Rock"])
    second = with_place(toytown, "castle", aliases=("Their Rock",))
    assert len(store.import_pack(second, who="pack", why="Spring").kept) == 1
    third = with_place(second, "arcade-lane", aliases=("Lane of Arcades",))
    report = store.import_pack(third, who="pack", why="Summer")
    assert report.kept == ()
    assert store.gazetteer().places["castle"].aliases == ("Our Rock",)
    assert store.gazetteer().places["arcade-lane"].aliases == ("Lane of Arcades",)


def test_a_field_goes_with_its_provenance(store: Store, toytown: Pack) -> None:
    """The office's hours never stand under the pack's source."""
    castle = store.entry(place_key("castle")).live
    assert castle is not None
    said = {**castle.document["provenance"]}
    said["opening_hours"] = {**said["opening_hours"], "as_of": "2026-01-05"}
    publish(store, "castle", provenance=said)
    provenance = dict(toytown.places["castle"].provenance)
    provenance["opening_hours"] = provenance["opening_hours"].model_copy(update={"as_of": "2020"})
    later = with_place(toytown, "castle", opening_hours="Mo-Su 11:00-12:00", last_entry=(), provenance=provenance)
    store.import_pack(later, who="pack", why="Spring")
    kept = store.gazetteer().places["castle"]
    assert kept.provenance["opening_hours"].as_of == "2026-01-05"
    assert kept.opening_hours == toytown.places["castle"].opening_hours


def test_a_place_that_the_pack_drops_is_retired(store: Store, toytown: Pack) -> None:
    """It leaves the visitors' view, stays in the history, and comes back with the pack."""
    report = store.import_pack(without(toytown, "kite-festival"), who="pack", why="Spring")
    assert report.retired == ("place:kite-festival",)
    assert "kite-festival" not in store.gazetteer().places
    store.import_pack(toytown, who="pack", why="Summer")
    assert store.export_pack() == toytown


def test_a_dropped_place_that_the_office_edited_stays(store: Store, toytown: Pack) -> None:
    """The pack doesn't throw away the office's work."""
    publish(store, "kite-festival", aliases=["Dragons' Day"])
    report = store.import_pack(without(toytown, "kite-festival"), who="pack", why="Spring")
    assert report.retired == ()
    assert [kept.path for kept in report.kept] == ["removed"]
    assert "kite-festival" in store.gazetteer().places


def test_a_place_that_the_office_retired_stays_so(store: Store, toytown: Pack) -> None:
    """The pack doesn't bring back what the office took away; it is told once."""
    store.retire({place_key("kite-festival"): 1}, who="ann", why="It ended")
    later = with_place(toytown, "kite-festival", aliases=("Dragons' Day",))
    assert [kept.path for kept in store.import_pack(later, who="pack", why="Spring").kept] == ["retired"]
    later = with_place(later, "castle", aliases=("The Rock",))
    assert store.import_pack(later, who="pack", why="Summer").kept == ()
    assert "kite-festival" not in store.gazetteer().places


def test_a_place_of_the_office_alone_is_not_the_packs_to_drop(store: Store, toytown: Pack) -> None:
    """New places of the office outlive imports."""
    castle = store.export_pack().places["castle"].model_dump(mode="json", exclude_defaults=True)
    name = {"zh-Hans": "新亭", "zh-Hant": "新亭", "en": "New Pavilion"}
    key = place_key("new-pavilion")
    new = {**castle, "id": "new-pavilion", "name": name, "aliases": []}
    number = store.save_draft(key, new, base=0, who="ann", why="Built").number
    store.publish({key: number}, who="ann", why="Built", second_person=False)
    store.import_pack(with_place(toytown, "castle", aliases=("The Rock",)), who="pack", why="Spring")
    assert "new-pavilion" in store.gazetteer().places


def test_a_dry_run_tells_and_does_nothing(store: Store, toytown: Pack) -> None:
    """The difference is seen before anything is stored."""
    later = with_place(without(toytown, "kite-festival"), "castle", aliases=("The Rock",))
    told = store.import_pack(later, who="pack", why="Spring", dry_run=True)
    assert (told.change, store.revision(), store.export_pack()) == (None, 1, toytown)
    done = store.import_pack(later, who="pack", why="Spring")
    assert (told.added, told.changed, told.retired, told.kept) == (done.added, done.changed, done.retired, done.kept)


def test_an_import_is_undone_in_one_step(store: Store, toytown: Pack) -> None:
    """A pack that was imported by mistake leaves the district as it was."""
    later = with_place(without(toytown, "kite-festival"), "castle", aliases=("The Rock",))
    change = store.import_pack(later, who="pack", why="Spring").change
    assert change is not None
    store.undo(change, who="ann", why="The wrong folder")
    assert store.export_pack() == toytown


def test_progress_is_told(empty: Store, toytown: Pack) -> None:
    """Somebody waiting for a large import sees it move, up to its end."""
    told: list[tuple[int, int]] = []
    empty.import_pack(toytown, who="pack", why="First", progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(toytown.places), len(toytown.places))
