"""A dry run names every faulty row and tells exactly what would change."""

import json
from typing import Any

import pytest

from knowledge.ingest.propose import Options, Proposal, propose
from knowledge.ingest.tables import read_table
from knowledge.ingest.wording import wording
from knowledge.places.datum import from_wgs84
from knowledge.places.text import LOCALES
from knowledge.store.store import Store
from tests.unit.ingest.conftest import csv_table
from tests.unit.store.edits import draft

SAID = Options(source="town-office", as_of="2026-05", confidence="good")


def proposed(store: Store, *rows: dict[str, Any], options: Options = SAID) -> Proposal:
    return propose(store, read_table(csv_table(*rows)), options)


def faults(proposal: Proposal) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.code) for fault in proposal.faults]


NEW = {
    "name.zh-Hans": "水井街", "name.zh-Hant": "水井街", "name.en": "Well Lane", "kind": "historic_street",
    "status": "open", "summary.zh-Hans": "一条小街。", "summary.zh-Hant": "一條小街。", "summary.en": "A lane.",
}  # fmt: skip


def test_each_row_is_new_changed_field_by_field_or_unchanged(store: Store) -> None:
    proposal = proposed(
        store,
        {"id": "castle", "ticket.adult": "16", "name.en": "Brick Castle"},
        {"id": "old-mill", "ticket.adult": "", "name.en": ""},
        {"id": "", "ticket.adult": "", **NEW},
    )
    assert proposal.faults == ()
    assert [(one.row, one.place_id, one.state) for one in proposal.outcomes] == [
        (2, "castle", "changed"),
        (3, "old-mill", "unchanged"),
        (4, "shui-jing-jie", "new"),
    ]
    [price] = proposal.outcomes[0].differences
    assert (price.path, price.before, price.after) == ("ticket.adult", 15.0, 16.0)
    street = next(edit.document for edit in proposal.edits if edit.key == "place:shui-jing-jie")
    assert street["provenance"] == {"status": {"source": "town-office", "as_of": "2026-05", "confidence": "good"}}


def test_every_fault_is_named_by_row_and_column(store: Store) -> None:
    proposal = proposed(
        store,
        {"id": "castle", "ticket.adult": "dear", "visit_minutes.min": "1.5", "indoor": "maybe"},
        {"id": "old-mill", "opening_hours": "when we like", "kind": "moated"},
        {"id": "Castle!", "kind": ""},
        {"id": "castle", "kind": "park"},
        {"id": "", "kind": "park"},
        {"id": "new-one", "colour": "red", "lat": "95", "lon": "0", **NEW},
    )
    found = faults(proposal)
    assert (0, "colour", "heading-unknown") in found
    assert [(row, column) for row, column, _ in found if row == 2] == [
        (2, "ticket.adult"), (2, "visit_minutes.min"), (2, "indoor")
    ]  # fmt: skip
    assert {column for row, column, code in found if row == 3 and code == "fault"} == {"opening_hours", "kind"}
    assert (4, "id", "cell-no-id") in found
    assert (5, "id", "row-twice") in found
    assert (6, "id", "row-no-name") in found
    assert (7, "lat", "row-half-position") in found


def test_every_fault_can_be_said_in_every_language(store: Store) -> None:
    proposal = proposed(
        store,
        {"id": "castle", "ticket.adult": "dear", "lat": "38.7", "indoor": "so so", "aliases": "[1]", "facts": "{"},
        {"id": "castle"},
        {"id": "old-mill", "name.en": "=1"},
        {"id": ""},
        {"id": "x y"},
        {"id": "puzzle-mall", "phone": "1", "colour": "x"},
        options=Options(),
    )
    codes = {fault.code for fault in proposal.faults}
    assert len(codes) >= 8
    for fault in proposal.faults:
        for locale in LOCALES:
            assert wording().say(locale, fault.code, **fault.values)
    assert len({wording().messages(locale) for locale in LOCALES}) == 1


def test_who_says_so_must_be_said(store: Store) -> None:
    """By the field's own columns, by the row, or for the file; the most particular one holds."""
    silent = proposed(store, {"id": "castle", "opening_hours": "Mo-Su 10:00-18:00"}, options=Options())
    # The hours' own source is known already, and holds on.
    assert silent.faults == ()
    assert faults(proposed(store, {"id": "old-mill", "phone": "1"}, options=Options()))[0] == (
        2,
        "phone",
        "row-no-source",
    )
    assert faults(proposed(store, {"id": "castle", "name.en": "Fort"}, options=Options())) == [
        (2, "source", "row-no-source")
    ]

    row = {
        "id": "castle",
        "phone": "1",
        "address.en": "Hill 1",
        "source": "travel-blog",
        "as_of": "2025",
        "confidence": "weak",
    }
    own = {**row, "phone.source": "town-office", "phone.as_of": "2026-04", "phone.confidence": "good"}
    proposal = proposed(store, own)
    assert proposal.faults == ()
    provenance = proposal.edits[0].document["provenance"]
    assert provenance["phone"]["source"] == "town-office"
    assert provenance["address"] == {"source": "travel-blog", "as_of": "2025", "confidence": "weak"}


def test_a_source_that_nobody_described_is_described(store: Store) -> None:
    row = {"id": "castle", "phone": "1", "source": "A letter", "as_of": "2026-05", "confidence": "weak"}
    proposal = proposed(store, row)
    assert proposal.faults == ()
    assert proposal.new_sources == ("A letter",)
    assert {edit.key for edit in proposal.edits} == {"place:castle", "sources"}
    number = store.save_drafts(proposal.edits, who="ann", why="Table")
    store.publish(store.numbers_of(number), who="ann", why="Table", second_person=False)
    assert store.gazetteer().sources["A letter"].trust == "weak"


@pytest.mark.parametrize("datum", ["GCJ-02", "BD-09"])
def test_positions_of_another_datum_are_brought_to_wgs84(store: Store, datum: Any) -> None:
    there = from_wgs84(21.27, 110.36, datum)
    row = {"id": "castle", "lat": there[0], "lon": there[1], "in_district": "no"}
    proposal = proposed(store, row, options=Options(**{**SAID.__dict__, "datum": datum}))
    assert proposal.faults == ()
    position = proposal.edits[0].document["position"]
    assert (position["lat"], position["lon"]) == (pytest.approx(21.27, abs=2e-6), pytest.approx(110.36, abs=2e-6))
    assert datum in position["origin"]


def test_a_new_position_needs_its_uncertainty(store: Store) -> None:
    row = {"name.en": "Well", "lat": "38.71", "lon": "-9.14", **NEW}
    assert {(2, "precision", "row-no-precision"), (2, "uncertainty_m", "row-no-uncertainty")} <= {
        *faults(proposed(store, row))
    }
    told = Options(**{**SAID.__dict__, "precision": "street", "uncertainty_m": 200})
    assert proposed(store, row, options=told).faults == ()


def test_empty_cells_erase_only_when_that_is_said(store: Store) -> None:
    row = {"id": "castle", "opening_hours": "", "last_entry": ""}
    assert proposed(store, row).edits == ()
    erasing = proposed(store, row, options=Options(**{**SAID.__dict__, "erase": True}))
    assert erasing.faults == ()
    document = erasing.edits[0].document
    assert not {"opening_hours", "last_entry"} & document.keys()
    assert not {"opening_hours", "last_entry"} & document["provenance"].keys()


def test_what_somebody_is_drafting_or_retired_is_not_overwritten(store: Store) -> None:
    draft(store, "castle", who="bob", aliases=["Fort"])
    live = store.entry("place:kite-festival").live
    assert live is not None
    store.retire({"place:kite-festival": live.number}, who="bob", why="Over")
    found = proposed(store, {"id": "castle", "name.en": "New"}, {"id": "kite-festival", "name.en": "New"})
    assert (2, "", "row-open-draft") in faults(found)
    assert (3, "", "row-retired") in faults(found)


def test_kinds_themes_and_statuses_may_be_called_by_their_names(store: Store) -> None:
    district = store.gazetteer().district
    kind, theme = district.kinds["park"].name, next(iter(district.themes.values())).name
    row = {**NEW, "kind": kind["zh-Hant"], "themes": f"{theme['en']}；{theme['zh-Hans']}", "status": "规划中"}
    [edit] = proposed(store, row).edits
    assert edit.document["kind"] == "park"
    assert set(edit.document["themes"]) == {next(iter(district.themes))}
    assert edit.document["status"] == "planned"


def test_traditional_texts_are_made_when_that_is_asked(store: Store) -> None:
    row = {name: text for name, text in NEW.items() if not name.endswith("zh-Hant")}
    assert [fault[:2] for fault in faults(proposed(store, row))] == [(2, "name.zh-Hant"), (2, "summary.zh-Hant")]
    made = proposed(store, row, options=Options(**{**SAID.__dict__, "traditional": True}))
    assert made.faults == ()
    assert made.edits[0].document["summary"]["zh-Hant"] == "一條小街。"


def test_formulas_are_refused_and_texts_that_look_like_them_are_texts(store: Store) -> None:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["id", "name.en"])
    book.active.append(["castle", '=HYPERLINK("http://evil.example")'])
    out = io.BytesIO()
    book.save(out)
    assert faults(propose(store, read_table(out.getvalue()), SAID))[0] == (2, "name.en", "cell-formula")
    proposal = proposed(store, {"id": "castle", "name.en": "=1+1"})
    assert proposal.edits[0].document["name"]["en"] == "=1+1"


def test_geojson_positions_come_from_the_geometry(store: Store) -> None:
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [-9.15, 38.72]},
        "properties": {"id": "castle"},
    }
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    [edit] = propose(store, read_table(content), SAID).edits
    assert (edit.document["position"]["lat"], edit.document["position"]["lon"]) == (38.72, -9.15)


def test_a_table_names_no_picture_that_is_not_there(store: Store) -> None:
    shown = [{"file": f"{'0' * 32}.jpg", "width": 1, "height": 1, "alt": {"en": "x"}, "author": "A", "licence": "CC0"}]
    found = faults(proposed(store, {"id": "castle", "pictures": json.dumps(shown)}))
    assert (2, "pictures", "row-no-picture") in found
