"""Places out of documents, in any encoding and script, with evidence that stands where it says."""

import io
from dataclasses import replace
from typing import Any

import pytest

from knowledge.ingest.documents.candidates import Candidate, find_candidates
from knowledge.ingest.documents.cleaning import clean
from knowledge.ingest.documents.reading import Paragraph, read_document
from knowledge.store.store import Store

PLAN = """水井區(qū)旅遊發(fā)展規(guī)劃
積木城堡完成修繕(shàn)並對(duì)外開放。規(guī)劃建設(shè)水井濕地公園、青石大橋等項目，加快推進小松嶺生態(tài)谷建設(shè)。
依托老磨坊路、石橋街，鼓勵(lì)松果坊、白帆匯、彩虹裏等商場(chǎng)延長(zhǎng)營(yíng)業(yè)時(shí)間。"""


def found(text: str, store: Store) -> dict[str, Candidate]:
    paragraphs = read_document(text.encode())
    return {one.name: one for one in find_candidates(paragraphs, store.gazetteer())}


def test_glosses_and_scripts_are_seen_through(store: Store) -> None:
    candidates = found(PLAN, store)
    assert {"积木城堡", "水井湿地公园", "青石大桥", "松果坊", "白帆汇"} <= candidates.keys()
    assert candidates["积木城堡"].place_id == "castle"
    assert candidates["积木城堡"].match == "known"
    assert candidates["水井湿地公园"].match == "new"


def test_what_is_planned_is_told_from_what_is_there(store: Store) -> None:
    candidates = found(PLAN, store)
    assert {candidates[name].standing for name in ("水井湿地公园", "青石大桥")} == {"planned"}
    assert candidates["积木城堡"].standing == "existing"
    assert candidates["松果坊"].standing == "existing"


def test_a_status_that_the_document_denies_is_a_contradiction(store: Store) -> None:
    [castle] = found("规划建设积木城堡。", store).values()
    assert (castle.match, castle.known_status, castle.standing) == ("contradicting", "open", "planned")


def test_evidence_stands_where_it_says(store: Store) -> None:
    """Positions are those of the document as it is, broken characters and all."""
    paragraphs = {one.number: one.text for one in read_document(PLAN.encode())}
    for candidate in found(PLAN, store).values():
        for said in candidate.evidence:
            whole = paragraphs[said.paragraph]
            assert whole[said.quote_begin : said.quote_begin + len(said.quote)] == said.quote
            assert clean(whole[said.begin : said.end]).text in (candidate.name, *candidate.others)
            assert candidate.name in said.clean_quote or any(other in said.clean_quote for other in candidate.others)


@pytest.mark.parametrize(
    "text",
    [
        "完善公共服务中心建设，推动农村道路改造。",
        "打造城市客厅，建设示范区。",
        "家园、校园、公园绿地面积增加。",
        "加强社区治理。",
    ],
)
def test_words_of_the_language_are_no_places(store: Store, text: str) -> None:
    assert found(text, store) == {}


def test_nothing_of_it_needs_a_known_place(store: Store) -> None:
    gazetteer = replace(store.gazetteer(), places={})
    names = {one.name for one in find_candidates(read_document(PLAN.encode()), gazetteer)}
    assert {"水井湿地公园", "青石大桥"} <= names


def test_a_docx_and_a_pdf_are_read_like_the_text(store: Store) -> None:
    from docx import Document

    lines = [line for line in PLAN.splitlines() if line]
    document: Any = Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[1].text = "新建白鹭图书馆。"
    out = io.BytesIO()
    document.save(out)
    paragraphs = read_document(out.getvalue())
    assert [one.text for one in paragraphs] == [*lines, "新建白鹭图书馆。"]
    names = {one.name for one in find_candidates(paragraphs, store.gazetteer())}
    assert names == {*found(PLAN, store), "白鹭图书馆"}

    [page] = read_document(a_pdf("Brick Castle is open."))
    assert (page.page, page.number, page.text.strip()) == (1, 1, "Brick Castle is open.")


def test_positions_survive_cleaning() -> None:
    text = "飛鵬 ? 萬薈世界，區(qū)體育場 ５０ 米"
    cleaned = clean(text)
    assert cleaned.text == "飞鹏万荟世界，区体育场50米"
    at = cleaned.text.index("区体育场")
    begin, end = cleaned.span(at, at + 4)
    assert text[begin:end] == "區(qū)體育場"


@pytest.mark.timeout(60)
def test_a_long_paragraph_takes_time_by_its_length_alone(store: Store) -> None:
    paragraph = Paragraph("的了和是" * 4_000, 1, None)
    assert find_candidates([paragraph], store.gazetteer()) == ()


def a_pdf(text: str) -> bytes:
    """A page with one line, written by hand."""
    content = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table, len(out)
    )  # fmt: skip
