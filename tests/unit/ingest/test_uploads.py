"""What a file is and whether it is opened is told by its content, whatever it is called."""

import io
import zipfile

import openpyxl
import pytest

from knowledge.ingest.documents.reading import read_document
from knowledge.ingest.refused import Refused
from knowledge.ingest.tables import MOST_ROWS, read_table
from knowledge.ingest.uploads import LARGEST, document_kind, read_text, table_kind


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_table(content)
    return refused.value.code


def test_kinds_are_told_by_content() -> None:
    assert table_kind(workbook(["id"])) == "xlsx"
    assert table_kind(b"id,name\n") == "csv"
    assert table_kind(b'{"type": "FeatureCollection", "features": []}') == "geojson"
    assert document_kind(b"%PDF-1.7\n") == "pdf"
    assert document_kind("一段文字".encode()) == "txt"


def test_a_small_file_that_unpacks_to_a_huge_one_is_not_opened() -> None:
    """However the bomb is built: one part, many parts, or a part that packs too well."""
    assert refusal(packed(**{"xl/workbook.xml": b" " * 300_000_000})) == "upload-bomb"
    assert refusal(packed(**{"xl/workbook.xml": b"", "xl/a.bin": b"\0" * 5_000_000})) == "upload-bomb"
    assert refusal(packed(**{f"m{number}": b"" for number in range(2100)})) == "upload-bomb"


def test_a_part_that_lies_of_its_size_is_not_read_beyond_it() -> None:
    content = bytearray(packed(**{"xl/workbook.xml": b"<a/>" * 20_000}))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    assert refusal(bytes(content)) in ("upload-damaged", "upload-unknown")


def test_entities_and_macros_are_refused() -> None:
    laugh = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    assert refusal(packed(**{"xl/workbook.xml": laugh})) == "upload-entities"
    wide = laugh.decode().encode("utf-16")
    assert refusal(packed(**{"xl/workbook.xml": wide})) == "upload-entities"
    assert refusal(packed(**{"xl/workbook.xml": b"<x/>", "xl/vbaProject.bin": b"x"})) == "upload-macros"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "upload-empty"),
        (b"   \n", "upload-empty"),
        (b"x" * (LARGEST + 1), "upload-too-large"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"old", "upload-old-office"),
        (b"PK\x03\x04rubbish", "upload-damaged"),
        (b"MZ\0\0\x03", "upload-unknown"),
        (b"%PDF-1.7\n", "upload-is-document"),
        (b"{broken", "upload-no-json"),
        (b'{"type": "Feature"}', "geojson-no-collection"),
        (b"[" * 100_000, "upload-no-json"),
        (b'id,name\n"castle', "table-bad-csv"),
        (b"id,id\nx,y\n", "table-heading-twice"),
        (b"id\ncastle,more\n", "table-no-heading"),
        (b"id\n" + b"x\n" * (MOST_ROWS + 1), "table-too-long"),
    ],
)
def test_what_is_no_table_is_refused_in_words(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_a_spreadsheet_cut_short_is_refused() -> None:
    whole = workbook(["id", "name.en"], ["castle", "Castle"])
    for length in range(10, len(whole), 97):
        with pytest.raises(Refused):
            read_table(whole[:length])


def test_texts_of_three_encodings_are_read_alike() -> None:
    text = "id,name.zh-Hans\ncastle,积木城堡\n"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert read_table(text.encode(encoding)).rows[0].cells == {"id": "castle", "name.zh-Hans": "积木城堡"}


def test_a_few_broken_characters_do_not_make_another_encoding_of_a_text() -> None:
    broken = ("积木城堡在山顶。" * 20).encode()[:-1]
    assert read_text(broken).startswith("积木城堡")


def test_cells_are_read_as_people_see_them() -> None:
    import datetime

    rows = read_table(
        workbook(
            ["id", "lat", "n", "day", "clock", "yes", ""],
            ["castle", 38.5, 7.0, datetime.date(2026, 5, 1), datetime.time(9, 30), True, None],
            [None, None, None, None, None, None],
            ["mill", None, None, None, None, None],
        )
    ).rows
    assert rows[0].cells == {
        "id": "castle", "lat": "38.5", "n": "7", "day": "2026-05-01", "clock": "09:30", "yes": "yes"
    }  # fmt: skip
    assert [row.number for row in rows] == [2, 4]


def test_a_document_that_is_a_table_is_refused_and_the_other_way_round() -> None:
    with pytest.raises(Refused, match="upload-is-table"):
        read_document(workbook(["id"]))
    with pytest.raises(Refused, match="upload-damaged"):
        read_document(b"%PDF-1.7\nrubbish")
    with pytest.raises(Refused, match="upload-empty"):
        read_document(b" \n ")
