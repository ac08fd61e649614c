"""Tables through the office's pages: a dry run, all or nothing, a second person, and back in one step."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from knowledge.ingest.uploads import LARGEST
from knowledge.store.history import NotNow
from tests.unit.ingest.conftest import csv_table
from tests.unit.office.conftest import Desk
from tests.unit.store.edits import publish
from web.office.exchange_uploads import Upload, Uploads
from web.office.office import Office

DeskOf = Callable[[str | None], Desk]
SAID = {"datum": "WGS84", "source": "town-office", "as_of": "2026-05", "confidence": "good"}


def bring(desk: Desk, content: bytes, name: str = "places.csv", **fields: str) -> str:
    """Sends a table; the path of its page."""
    sent = desk.post("/imports", **{**SAID, **fields}, file=(io.BytesIO(content), name))
    assert sent.status_code == 303, sent.text
    return str(sent.location).removeprefix("/office")


def test_a_table_goes_all_the_way_and_back(office: Office, desk_of: DeskOf) -> None:
    """Dry run, drafts, review, publication by somebody else, undo: each in one step for all rows."""
    ed, rita = desk_of("ed"), desk_of("rita")
    before = office.store.gazetteer()
    path = bring(ed, csv_table({"id": "castle", "ticket.adult": "16"}, {"id": "old-mill", "ticket.adult": "3"}))
    page = ed.get(f"{path}?lang=en").text
    assert office.store.gazetteer() is before
    assert "Brick Castle" in page or "积木城堡" in page
    assert "15" in page
    assert "16" in page
    revision = office.store.revision()
    ed.post(f"{path}/keep")
    assert office.store.revision() == revision + 1
    assert {office.store.entry(f"place:{one}").draft is None for one in ("castle", "old-mill")} == {False}
    ed.post(f"{path}/step/submit")
    # Who brought it in doesn't publish it.
    assert ed.post(f"{path}/step/publish").status_code == 403
    rita.post(f"{path}/step/publish")
    assert office.store.gazetteer().places["castle"].ticket.adult == 16  # type: ignore[union-attr]
    assert office.store.revision() == revision + 3
    rita.post(f"{path}/step/undo")
    assert office.store.gazetteer().places == before.places
    assert office.store.revision() == revision + 4


def test_the_author_of_an_import_does_not_publish_it(office: Office, desk_of: DeskOf) -> None:
    rita = desk_of("rita")
    path = bring(rita, csv_table({"id": "castle", "ticket.adult": "16"}))
    rita.post(f"{path}/keep")
    rita.post(f"{path}/step/submit")
    before = office.store.revision()
    page = rita.post(f"{path}/step/publish")
    assert page.status_code == 303
    assert "rita wrote" in rita.get(path).text
    assert office.store.revision() == before


def test_one_faulty_row_keeps_all_out_and_is_named(office: Office, desk_of: DeskOf) -> None:
    ed = desk_of("ed")
    revision = office.store.revision()
    path = bring(ed, csv_table({"id": "castle", "ticket.adult": "16"}, {"id": "old-mill", "ticket.adult": "dear"}))
    for locale, words in (("zh-Hans", "不是数字"), ("zh-Hant", "不是數字"), ("en", "is no number")):
        page = ed.get(f"{path}?lang={locale}").text
        assert words in page
        assert "<td>3</td>" in page
    assert ed.post(f"{path}/keep").status_code == 409
    assert office.store.revision() == revision
    listed = ed.get(f"{path}/faults.csv")
    assert listed.headers["Content-Disposition"].startswith("attachment")
    assert "3,ticket.adult," in listed.text


def test_an_export_is_brought_back_without_a_change(desk_of: DeskOf) -> None:
    ed = desk_of("ed")
    for ending in ("csv", "xlsx", "geojson"):
        content = ed.get(f"/export/{ending}").data
        page = ed.get(bring(ed, content, source="", as_of="") + "?lang=en").text
        assert "nothing that isn" in page
        assert "/keep" not in page


def test_what_changed_since_the_dry_run_is_shown_again(office: Office, desk_of: DeskOf) -> None:
    ed = desk_of("ed")
    path = bring(ed, csv_table({"id": "castle", "ticket.adult": "16"}))
    publish(office.store, "castle", aliases=["Fort"])
    revision = office.store.revision()
    ed.post(f"{path}/keep")
    assert office.store.revision() == revision
    assert "dry run" in ed.get(f"{path}?lang=en").text
    ed.post(f"{path}/keep")
    assert office.store.revision() == revision + 1


def test_drafts_that_went_on_by_themselves_are_left_alone(office: Office, desk_of: DeskOf) -> None:
    """Somebody edits one of the drafts: it is theirs now, and the import's steps pass it by."""
    from tests.unit.store.edits import draft

    ed, rita = desk_of("ed"), desk_of("rita")
    path = bring(ed, csv_table({"id": "castle", "ticket.adult": "16"}, {"id": "old-mill", "ticket.adult": "3"}))
    ed.post(f"{path}/keep")
    draft(office.store, "castle", who="bob", aliases=["Bob's"])
    ed.post(f"{path}/step/submit")
    rita.post(f"{path}/step/publish")
    assert office.store.entry("place:castle").draft is not None
    assert office.store.gazetteer().places["old-mill"].ticket.adult == 3  # type: ignore[union-attr]
    assert office.store.gazetteer().places["castle"].ticket.adult == 15  # type: ignore[union-attr]


def test_all_drafts_are_given_up_in_one_step(office: Office, desk_of: DeskOf) -> None:
    ed = desk_of("ed")
    path = bring(ed, csv_table({"id": "castle", "ticket.adult": "16"}, {"id": "old-mill", "ticket.adult": "3"}))
    ed.post(f"{path}/keep")
    ed.post(f"{path}/step/withdraw")
    assert office.store.entry("place:castle").draft is None
    assert office.store.entry("place:old-mill").draft is None
    assert ed.post(f"{path}/step/withdraw").status_code == 303
    assert "none of its drafts is open" in ed.get(path).text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04rubbish", "damaged"),
        (b"MZ\0\0", "can’t be read here"),
        (b"%PDF-1.7", "From documents"),
    ],
)
def test_files_of_other_kinds_are_refused_in_words(desk_of: DeskOf, content: bytes, words: str) -> None:
    """Whatever the browser calls them."""
    ed = desk_of("ed")
    page = ed.get(bring(ed, content, "places.csv") + "?lang=en").text
    assert words in page


def test_a_zip_bomb_costs_no_more_than_its_size(desk_of: DeskOf) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 200_000_000)
    ed = desk_of("ed")
    assert "enormous" in ed.get(bring(ed, out.getvalue(), "places.xlsx") + "?lang=en").text


def test_files_that_are_too_large_are_refused_before_they_are_read(app: Flask, desk_of: DeskOf) -> None:
    """More than a form's allowance is taken by the pages of files alone, and only from those who are signed in."""
    ed, stranger = desk_of("ed"), desk_of(None)
    # Written by hand, as the test client keeps long forms in files that it leaves open.
    form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n' + b"x" * (LARGEST + 100_000)
    whole = {"data": form + b"\r\n--x--\r\n", "content_type": "multipart/form-data; boundary=x"}
    assert ed.client.post("/office/imports", **whole).status_code == 413
    assert stranger.client.post("/office/imports", **whole).status_code == 303
    middling = {"why": "x" * 400_000, "csrf_token": ed.token()}
    assert ed.client.post("/office/places/castle", data=middling).status_code == 413
    sent = {"csrf_token": stranger.token(), "file": (io.BytesIO(b"id\ncastle"), "x.csv")}
    assert stranger.client.post("/office/imports", data=sent).status_code == 303
    assert app.extensions["office"].uploads.newest("table") == ()


def test_the_form_says_what_it_lacks(desk_of: DeskOf) -> None:
    ed = desk_of("ed")
    assert ed.post("/imports", **SAID).status_code == 422
    fields = {**SAID, "datum": "Mars", "as_of": "", "uncertainty_m": "many"}
    refused = ed.post("/imports", **fields, file=(io.BytesIO(b"id\ncastle"), "x.csv"))
    assert refused.status_code == 422
    assert refused.text.count("<li><a href=") >= 3


def test_names_of_files_and_cells_are_shown_as_text(desk_of: DeskOf) -> None:
    attack = '"><script>alert(1)</script>'
    ed = desk_of("ed")
    rows = csv_table({"id": "castle", "name.en": attack, attack: "x"}, {"id": attack, "name.en": ""})
    path = bring(ed, rows, "<img src=x>.csv", source=attack)
    for page in (path, f"{path}?show=changed", f"{path}?show=new", "/exchange"):
        assert "<script>alert" not in ed.get(page).text
        assert "<img src=x>" not in ed.get(page).text


def test_exports_are_files_that_no_browser_runs(desk_of: DeskOf) -> None:
    ed = desk_of("ed")
    for ending in ("csv", "xlsx", "geojson", "jsonld", "zip"):
        answer = ed.get(f"/export/{ending}")
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
    assert ed.get("/export/exe").status_code == 404
    assert len(json.loads(ed.get("/export/geojson").data)["features"]) == 21


def test_work_tells_how_far_it_is_and_is_done_once(office: Office, desk_of: DeskOf) -> None:
    """While it runs the page reloads by itself, without a script; nothing else may begin on the upload."""
    import threading

    ed = desk_of("ed")
    uploads: Uploads = office.uploads
    upload = uploads.get(uploads.add("table", "ed", "x.csv", b"id\ncastle", {"datum": "WGS84"}), "table")
    told, finish = threading.Event(), threading.Event()

    def work(progress: Callable[[int, int], None]) -> dict[str, Any]:
        progress(3, 10)
        told.set()
        finish.wait(20)
        return {"counts": {"new": 0, "changed": 0, "unchanged": 1}}

    uploads.begin(upload, "check", work)
    assert told.wait(20)
    page = ed.get(f"/imports/{upload.id}?lang=en").text
    assert '<meta http-equiv="refresh"' in page
    assert '<progress max="10" value="3">' in page
    with pytest.raises(NotNow):
        uploads.begin(uploads.get(upload.id, "table"), "check", work)
    finish.set()
    uploads.wait(upload.id, 20)
    assert '<meta http-equiv="refresh"' not in ed.get(f"/imports/{upload.id}").text


def test_work_that_was_broken_off_can_begin_again(office: Office, desk_of: DeskOf) -> None:
    """The process ended in the middle: the next one says so, and finds out whether the change was made."""
    ed = desk_of("ed")
    path = bring(ed, csv_table({"id": "castle", "ticket.adult": "16"}))
    upload_id = path.rpartition("/")[2]
    upload: Upload = office.uploads.get(upload_id, "table")
    # As it is when the process is killed between the change and the note of it.
    ed.post(f"{path}/keep")
    office.uploads.note(upload_id, {**upload.report})
    office.uploads._set(upload_id, state="running")
    assert office.uploads.get(upload_id, "table").state == "broken"
    revision = office.store.revision()
    ed.post(f"{path}/keep")
    assert office.store.revision() == revision
    assert "change" in office.uploads.get(upload_id, "table").report
