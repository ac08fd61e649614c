"""What is exported can be imported: unchanged it changes nothing, changed it changes just that."""

import csv
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.ingest.cells import COLUMNS, cells_of, guarded, text_of, unguarded
from knowledge.ingest.dump import dump
from knowledge.ingest.export import FORMATS, csv_of, export
from knowledge.ingest.propose import Options, propose
from knowledge.ingest.tables import read_table
from knowledge.places.pack import load_pack
from knowledge.places.place import Place
from knowledge.store import pictures
from knowledge.store.store import Store
from tests.unit.ingest.conftest import TOYTOWN
from tests.unit.store.edits import publish


@pytest.mark.parametrize("erase", [False, True])
@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson"])
def test_an_export_brought_back_changes_nothing(store: Store, ending: str, erase: bool) -> None:
    publish(store, "castle", aliases=["=1+1", "a; b", " [odd]", "+44 1", "'=x", "甲\n乙"])
    table = read_table(export(store.gazetteer(), ending))
    proposal = propose(store, table, Options(erase=erase))
    assert proposal.faults == ()
    assert proposal.edits == ()
    assert {one.state for one in proposal.outcomes} == {"unchanged"}
    assert len(proposal.outcomes) == len(store.gazetteer().places)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson"])
def test_an_export_brought_into_an_empty_district_is_the_district(store: Store, ending: str, tmp_path: Path) -> None:
    """Nothing of a place is lost on the way, so the columns tell all of it."""
    pack = load_pack(TOYTOWN)
    bare = Store(f"sqlite:///{tmp_path / 'bare.sqlite'}")
    kept = pack.district.model_copy(update={"lists": (), "lines": (), "areas": ()})
    bare.import_pack(type(pack)(kept, {}, pack.calendar, pack.sources), who="pack", why="Without places")
    proposal = propose(bare, read_table(export(store.gazetteer(), ending)), Options())
    assert proposal.faults == ()
    number = bare.save_drafts(proposal.edits, who="ann", why="Table")
    bare.publish(bare.numbers_of(number), who="ann", why="Table", second_person=False)
    assert dict(bare.gazetteer().places) == dict(store.gazetteer().places)
    bare.close()


def test_every_field_of_a_place_has_its_column() -> None:
    assert {column.field for column in COLUMNS.values()} == {*Place.model_fields}


def test_no_spreadsheet_takes_a_text_for_a_formula(store: Store) -> None:
    attack = '=HYPERLINK("http://evil.example","x")'
    publish(store, "castle", aliases=[attack])
    plain = export(store.gazetteer(), "csv").decode("utf-8-sig")
    for row in csv.reader(io.StringIO(plain)):
        assert not [cell for cell in row if cell[:1] in "=+@\t\r" and cell[:1]]
        assert not [cell for cell in row if cell.startswith("-") and not cell[1:].replace(".", "").isdigit()]
    book = openpyxl.load_workbook(io.BytesIO(export(store.gazetteer(), "xlsx")))
    cells = [cell for row in book.active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert attack in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f"]


@given(st.text())
def test_what_is_guarded_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=1, max_size=5))
def test_any_list_survives_a_csv(items: list[str]) -> None:
    """Whatever an alias is made of, the cell it is written to is the cell that is read."""
    cell = text_of(cells_of({"aliases": items})["aliases"])
    row = read_table(csv_of(("id", "aliases"), [["castle", cell]])).rows[0]
    assert row.cells["aliases"] == cell.strip()


def test_geojson_and_json_ld_say_what_is_known_and_no_more(store: Store) -> None:
    gazetteer = store.gazetteer()
    features = json.loads(export(gazetteer, "geojson"))["features"]
    by_id = {one["id"]: one for one in features}
    assert by_id["castle"]["geometry"] == {"type": "Point", "coordinates": [-9.1335, 38.714]}
    unplaced = [place.id for place in gazetteer.places.values() if place.position is None]
    assert unplaced
    assert all(by_id[place_id]["geometry"] is None for place_id in unplaced)
    things = {one["identifier"]: one for one in json.loads(export(gazetteer, "jsonld"))["hasPart"]}
    castle = things["castle"]
    assert castle["openingHours"] == ["Mo-Su 09:00-19:00"]
    assert castle["isAccessibleForFree"] is False
    assert {offer["category"]: offer["price"] for offer in castle["offers"]}["senior"] == 7.5
    assert {"@language": "en", "@value": "Brick Castle"} in castle["name"]
    assert castle["citation"] == ["editor estimate", "town-office"]
    assert all("isAccessibleForFree" not in things[one.id] for one in gazetteer.places.values() if one.ticket is None)


def test_the_dump_has_the_pictures_that_places_show(store: Store) -> None:
    name = pictures.keep(store.database, b"a picture")
    pictures.keep(store.database, b"of a draft only")
    shown = {
        "file": name, "width": 8, "height": 6, "alt": {"en": "Walls"}, "author": "Ann", "licence": "CC-BY-4.0",
        "source": "town-office",
    }  # fmt: skip
    publish(store, "castle", pictures=[shown])
    with zipfile.ZipFile(io.BytesIO(dump(store.gazetteer(), store.database))) as archive:
        found = {one: archive.read(one) for one in archive.namelist() if one.endswith(".jpg")}
    assert [one.rpartition("/")[2] for one in found] == [name]
    assert list(found.values()) == [b"a picture"]


def test_the_dump_explains_and_proves_itself(store: Store, tmp_path: Path) -> None:
    """The pack in it is the district, every sum is right, and the same revision gives the same bytes."""
    from hashlib import sha256

    gazetteer = store.gazetteer()
    content = dump(gazetteer, store.database)
    assert dump(gazetteer, store.database) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path / "dump")
    [folder] = (tmp_path / "dump").iterdir()
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert files == {*sums, "SHA256SUMS"}
    assert all(sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in sums.items())
    assert {f"data/places.{ending}" for ending in FORMATS} <= files
    assert {"README.md", "LICENCE.txt", "data/provenance.csv", "data/sources.csv", "datapackage.json"} <= files
    assert load_pack(folder / "pack").places == dict(gazetteer.places)
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert all(name in readme for name in gazetteer.district.name.values())
    assert "stated no licence" in (folder / "LICENCE.txt").read_text(encoding="utf-8")
