"""Tables out of files: rows with the number that a person sees in their program, and cells by column."""

import csv
import gzip
import io
import json
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from knowledge.ingest.cells import Cell, text_of, unguarded
from knowledge.ingest.refused import Refused
from knowledge.ingest.uploads import Kind, read_json, read_text, table_kind

MOST_ROWS = 20_000
MOST_COLUMNS = 300
LONGEST_CELL = 32_000
# Whatever prefix its elements have.
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]|\bt=[\"']e[\"']")


@dataclass(frozen=True)
class Row:
    number: int
    """Of a spreadsheet the row, of CSV the line on which it begins, of GeoJSON the feature, from 1."""
    cells: Mapping[str, str]
    """By column, trimmed; columns without a heading are left out."""
    formulas: tuple[str, ...] = ()
    """The columns whose cell is a formula, which is never worked out."""


@dataclass(frozen=True)
class Table:
    kind: Kind
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)


def read_table(content: bytes) -> Table:
    """The table of a file in XLSX (its first sheet), CSV or GeoJSON.

    Raises:
        Refused: when it is none of these, not safe, too large, or has no heading.
    """
    kind = table_kind(content)
    if kind == "geojson":
        return _read_geojson(content)
    lines = _read_xlsx(content) if kind == "xlsx" else _read_csv(read_text(content))
    return _table(kind, lines)


def packed(table: Table) -> bytes:
    """A table that was read, to be kept; reading a spreadsheet again takes many times longer."""
    rows = [[row.number, dict(row.cells), row.formulas] for row in table.rows]
    return gzip.compress(json.dumps([table.kind, table.columns, rows], ensure_ascii=False).encode(), compresslevel=1)


def unpacked(content: bytes) -> Table:
    """The table of ``packed``; never for what came from outside."""
    kind, columns, rows = json.loads(gzip.decompress(content))
    return Table(kind, tuple(columns), tuple(Row(number, cells, tuple(formulas)) for number, cells, formulas in rows))


def _table(kind: Kind, lines: Iterator[tuple[int, Sequence[Any], frozenset[int]]]) -> Table:
    columns: tuple[str, ...] | None = None
    rows: list[Row] = []
    for number, values, formulas in lines:
        texts = [_trimmed(value) for value in values]
        if columns is None:
            if any(texts):
                columns = _headings(texts)
            continue
        if not any(texts):
            continue
        if len(rows) == MOST_ROWS:
            raise Refused("table-too-long", rows=MOST_ROWS)
        beyond = [at for at, text in enumerate(texts[len(columns) :], len(columns)) if text]
        if beyond:
            raise Refused("table-no-heading", row=number, column=beyond[0] + 1)
        cells = {name: text for name, text in zip(columns, texts, strict=False) if name}
        if long := next((name for name, text in cells.items() if len(text) > LONGEST_CELL), None):
            raise Refused("table-cell-too-long", row=number, name=long, letters=LONGEST_CELL)
        named = tuple(columns[at] for at in sorted(formulas) if at < len(columns))
        rows.append(Row(number, cells, named))
    if columns is None:
        raise Refused("upload-empty")
    return Table(kind, tuple(name for name in columns if name), tuple(rows))


def _headings(texts: Sequence[str]) -> tuple[str, ...]:
    while texts and not texts[-1]:
        texts = texts[:-1]
    if len(texts) > MOST_COLUMNS:
        raise Refused("table-too-wide", columns=MOST_COLUMNS)
    seen = set()
    for name in texts:
        if name and name in seen:
            raise Refused("table-heading-twice", name=name)
        seen.add(name)
    return tuple(texts)


def _trimmed(value: Any) -> str:
    return text_of(value).strip()


def _read_csv(text: str) -> Iterator[tuple[int, Sequence[str], frozenset[int]]]:
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for values in reader:
            yield begins, [unguarded(value) for value in values], frozenset()
            begins = reader.line_num + 1
    except csv.Error:
        raise Refused("table-bad-csv", row=begins) from None


def _read_xlsx(content: bytes) -> Iterator[tuple[int, Sequence[Any], frozenset[int]]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            # Styles and extensions that it doesn't know say nothing about the cells.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
            try:
                if not book.worksheets:
                    raise Refused("upload-empty")
                sheet = book.worksheets[0]
                # What the file says of its size may be far too large, or wrong.
                sheet.reset_dimensions()
                # Bare values come several times faster, but don't tell a formula from a text.
                rows = sheet.iter_rows(values_only=not _has_formulas(content))
                for number, row in enumerate(rows, 1):
                    if len(row) > MOST_COLUMNS * 2:
                        raise Refused("table-too-wide", columns=MOST_COLUMNS)
                    if number > MOST_ROWS * 2:
                        raise Refused("table-too-long", rows=MOST_ROWS)
                    formulas = frozenset(at for at, cell in enumerate(row) if getattr(cell, "data_type", "") == "f")
                    yield number, [_cell_value(cell) for cell in row], formulas
            finally:
                book.close()
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError):
        # The library tells damage by whatever it stumbles over; SyntaxError is that of the XML parser.
        raise Refused("upload-damaged") from None


def _has_formulas(content: bytes) -> bool:
    """Whether any sheet has a formula, or a cell that says it is an error."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            if member.filename.startswith("xl/worksheets/") and _FORMULA.search(archive.read(member)):
                return True
    return False


def _cell_value(cell: Any) -> Cell:
    if cell is None or type(cell) in (str, int, float, bool):
        return cell  # type: ignore[no-any-return]
    value = cell
    if hasattr(cell, "data_type"):
        if cell.data_type == "e":
            return ""
        value = cell.value
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if value is None or isinstance(value, str | int | float | bool):
        return value
    # A formula of many cells, or whatever else is no plain value.
    return str(getattr(value, "text", value))


def _read_geojson(content: bytes) -> Table:
    document = read_json(content)
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise Refused("geojson-no-collection")
    features = document.get("features")
    if not isinstance(features, list):
        raise Refused("geojson-no-collection")
    if len(features) > MOST_ROWS:
        raise Refused("table-too-long", rows=MOST_ROWS)
    rows = tuple(_feature_row(number, feature) for number, feature in enumerate(features, 1))
    columns = tuple(dict.fromkeys(name for row in rows for name in row.cells))
    if len(columns) > MOST_COLUMNS:
        raise Refused("table-too-wide", columns=MOST_COLUMNS)
    return Table("geojson", columns, rows)


def _feature_row(number: int, feature: object) -> Row:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict):
        raise Refused("geojson-no-feature", row=number)
    properties: dict[str, Any] = feature.get("properties") or {}
    cells = {str(name).strip(): _trimmed(value) for name, value in properties.items()}
    if long := next((name for name, text in cells.items() if len(text) > LONGEST_CELL), None):
        raise Refused("table-cell-too-long", row=number, name=long, letters=LONGEST_CELL)
    if "id" not in cells and isinstance(feature.get("id"), str):
        cells["id"] = feature["id"].strip()
    geometry = feature.get("geometry")
    if geometry is not None:
        lon, lat = _point(number, geometry)
        cells |= {"lat": text_of(lat), "lon": text_of(lon)}
    return Row(number, cells)


def _point(number: int, geometry: object) -> tuple[float, float]:
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        at = geometry.get("coordinates")
        if isinstance(at, list) and len(at) in (2, 3) and all(_is_number(one) for one in at):
            return at[0], at[1]
    raise Refused("geojson-no-point", row=number)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
