"""A document through the office's pages, from the file to drafts that carry their evidence."""

import io
from collections.abc import Callable

from tests.unit.office.conftest import Desk
from web.office.office import Office

DeskOf = Callable[[str | None], Desk]
PLAN = "積木城堡(bǎo)已建成開放。規(guī)劃建設水井濕地公園、青石大橋等項目。\n規劃建設老磨坊。\n"


def bring(desk: Desk, text: str = PLAN, **fields: str) -> str:
    said = {"source": "plan-2026", "as_of": "2026-05", **fields}
    sent = desk.post("/documents", **said, file=(io.BytesIO(text.encode()), "plan.txt"))
    assert sent.status_code == 303, sent.text
    return str(sent.location).removeprefix("/office")


def candidate(office: Office, path: str, name: str) -> int:
    upload = office.uploads.get(path.rpartition("/")[2], "document")
    return next(at for at, one in enumerate(upload.report["candidates"]) if one["name"] == name)


def test_candidates_are_shown_with_their_evidence(desk_of: DeskOf, office: Office) -> None:
    ed = desk_of("ed")
    path = bring(ed)
    office.uploads.wait(path.rpartition("/")[2], 60)
    page = ed.get(f"{path}?lang=en").text
    assert "<mark>水井濕地公園</mark>" in page
    assert "paragraph 1" in page
    assert "水井湿地公园" in page
    for show in ("new", "known", "contradicting"):
        assert ed.get(f"{path}?show={show}").status_code == 200


def test_a_new_place_becomes_a_draft_with_its_words_as_the_source(desk_of: DeskOf, office: Office) -> None:
    ed = desk_of("ed")
    path = bring(ed)
    office.uploads.wait(path.rpartition("/")[2], 60)
    at = candidate(office, path, "水井湿地公园")
    revision = office.store.revision()
    ed.post(f"{path}/accept", candidate=str(at), **{f"kind__{at}": "park"})
    assert office.store.revision() == revision + 1
    change, versions = office.store.change(revision + 1)
    assert {version.key for version in versions} == {"place:shui-jing-shi-di-gong-yuan", "sources"}
    document = office.store.entry("place:shui-jing-shi-di-gong-yuan").draft.document  # type: ignore[union-attr]
    assert document["status"] == "planned"
    assert document["kind"] == "park"
    assert "水井湿地公园" in document["plan_quote"]["text"]
    assert "水井濕地公園" in document["plan_quote"]["original"]
    assert document["provenance"]["status"] == {"source": "plan-2026", "as_of": "2026-05", "confidence": "fair"}
    assert "¶ 1," in change.why
    # Accepted once, it is not offered again.
    assert f'value="{at}"' not in ed.get(path).text.split('name="candidate"', 1)[1].split("</li>")[1]


def test_several_are_accepted_at_once_and_drafts_of_others_are_left_alone(desk_of: DeskOf, office: Office) -> None:
    from tests.unit.store.edits import draft

    ed = desk_of("ed")
    path = bring(ed)
    office.uploads.wait(path.rpartition("/")[2], 60)
    draft(office.store, "castle", who="bob", aliases=["Bob's"])
    chosen = [candidate(office, path, name) for name in ("水井湿地公园", "青石大桥", "积木城堡")]
    revision = office.store.revision()
    ed.post(f"{path}/accept", candidate=[str(at) for at in chosen])
    assert office.store.revision() == revision + 1
    assert len(office.store.change(revision + 1)[1]) == 3
    page = ed.get(f"{path}?lang=en").text
    assert "open draft by somebody else" in page
    assert office.store.entry("place:castle").draft.change.who == "bob"  # type: ignore[union-attr]


def test_what_the_document_denies_goes_into_the_draft(desk_of: DeskOf, office: Office) -> None:
    ed = desk_of("ed")
    path = bring(ed, "规划建设积木城堡。")
    office.uploads.wait(path.rpartition("/")[2], 60)
    page = ed.get(f"{path}?lang=en").text
    assert "Contradicting" in page
    ed.post(f"{path}/accept", candidate="0")
    draft = office.store.entry("place:castle").draft
    assert draft is not None
    assert draft.document["status"] == "planned"
    assert draft.document["provenance"]["status"]["source"] == "plan-2026"
    assert draft.document["ticket"] == office.store.entry("place:castle").live.document["ticket"]  # type: ignore[union-attr]


def test_an_older_document_does_not_know_better(desk_of: DeskOf, office: Office) -> None:
    """That it disagrees is noted; what was found out since stays."""
    ed = desk_of("ed")
    path = bring(ed, "规划建设积木城堡。", source="old-plan", as_of="2021")
    office.uploads.wait(path.rpartition("/")[2], 60)
    ed.post(f"{path}/accept", candidate="0")
    document = office.store.entry("place:castle").draft.document  # type: ignore[union-attr]
    assert document["status"] == "open"
    assert document["provenance"]["status"]["source"] == "town-office"
    assert document["conflicts"][-1] == {"zh-Hans": "old-plan (2021): 规划建设积木城堡。"}


def test_nothing_odd_is_accepted(desk_of: DeskOf, office: Office) -> None:
    """Numbers that are no candidates, kinds that don't exist, and files that are no documents."""
    ed = desk_of("ed")
    path = bring(ed)
    office.uploads.wait(path.rpartition("/")[2], 60)
    revision = office.store.revision()
    for wrong in ("-1", "999", "x", ""):
        assert ed.post(f"{path}/accept", candidate=wrong).status_code == 303
    assert office.store.revision() == revision
    assert "damaged" in ed.get(bring(ed, "PK\x03\x04") + "?lang=en").text
    assert ed.post("/documents", source="x", as_of="", file=(io.BytesIO(b"text"), "a.txt")).status_code == 422
    attack = "<script>alert(1)</script>"
    page = ed.get(bring(ed, f"规划建设{attack}水井湿地公园。", source=attack)).text
    assert "<script>alert" not in page
