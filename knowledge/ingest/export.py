"""The published places as tables, as GeoJSON, and as schema.org's JSON-LD."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.ingest.cells import SEPARATOR, Cell, cells_of, columns_of, guarded, text_of
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place, Ticket
from knowledge.places.rules import FACT_FIELDS
from knowledge.places.text import LOCALES
from knowledge.store.documents import document_of

FORMATS: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "jsonld": "application/ld+json",
}
"""By the file's ending."""

NO_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Archives date their parts; these have no date of their own."""
_MOMENTS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*<")
_WEEK = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_SIMPLE_HOURS = re.compile(rf"{_WEEK}(?:[-,]{_WEEK})* (?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)")


def export(gazetteer: Gazetteer, ending: str) -> bytes:
    """The published places in one of ``FORMATS``. Reading a table or GeoJSON back changes nothing.

    Raises:
        KeyError: for an unknown ending.
    """
    writers = {"csv": to_csv, "xlsx": to_xlsx, "geojson": to_geojson, "jsonld": to_jsonld}
    return writers[ending](gazetteer)


def to_csv(gazetteer: Gazetteer) -> bytes:
    """UTF-8 with the mark that spreadsheets look for. What begins like a formula has an apostrophe before it."""
    rows = _rows(gazetteer)
    columns = columns_of(rows)
    return csv_of(columns, ([text_of(row.get(name)) for name in columns] for row in rows))


def csv_of(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([guarded(text) for text in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(gazetteer: Gazetteer) -> bytes:
    """One sheet; figures are numbers, and no cell is a formula."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    rows = _rows(gazetteer)
    columns = columns_of(rows)
    book = openpyxl.Workbook(write_only=True)
    sheet: Any = book.create_sheet("places")
    sheet.freeze_panes = "C2"
    for at, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = min(40, max(10, len(name) + 2))

    def cell(value: Cell) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return WriteOnlyCell(sheet, value)
        written = WriteOnlyCell(sheet, text_of(value))
        # A text that begins with an equals sign stays a text.
        written.data_type = "s"
        return written

    heading = [WriteOnlyCell(sheet, name) for name in columns]
    for one in heading:
        one.font = Font(bold=True)
    sheet.append(heading)
    for row in rows:
        sheet.append([cell(row[name]) if name in row else None for name in columns])
    out = io.BytesIO()
    book.save(out)
    size = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    return _finished(out.getvalue(), size)


def _finished(spreadsheet: bytes, size: str) -> bytes:
    """With the size of the sheet, without which readers go through it twice, and without the moment of writing, so that
    the same places give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(spreadsheet)) as dated, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for member in dated.infolist():
            content = dated.read(member)
            if member.filename == "docProps/core.xml":
                content = _MOMENTS.sub(rb"\g<1>1980-01-01T00:00:00Z<", content)
            elif member.filename.startswith("xl/worksheets/"):
                content = content.replace(b"<sheetViews>", f'<dimension ref="{size}"/><sheetViews>'.encode(), 1)
            about = zipfile.ZipInfo(member.filename, NO_MOMENT)
            about.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(about, content)
    return out.getvalue()


def to_geojson(gazetteer: Gazetteer) -> bytes:
    """RFC 7946: WGS84, longitude first; a place of unknown position has no geometry."""
    features = []
    for row in _rows(gazetteer):
        lat, lon = row.pop("lat", None), row.pop("lon", None)
        geometry = None if lat is None else {"type": "Point", "coordinates": [lon, lat]}
        features.append({"type": "Feature", "id": row["id"], "geometry": geometry, "properties": row})
    return _json({"type": "FeatureCollection", "features": features})


def to_jsonld(gazetteer: Gazetteer) -> bytes:
    """schema.org terms; what is unknown is left out, and every place says what it rests on."""
    district = gazetteer.district
    document = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": _said(district.name),
        "version": gazetteer.revision,
        "spatialCoverage": {
            "@type": "Place",
            "geo": {
                "@type": "GeoShape",
                "box": f"{district.box.south} {district.box.west} {district.box.north} {district.box.east}",
            },
        },
        "hasPart": [_thing(place, gazetteer) for place in gazetteer.places.values()],
    }
    return _json(document)


def provenance_csv(gazetteer: Gazetteer) -> bytes:
    """One row for every field that states a fact: who says so, since when, how far to trust it."""
    rows = [
        [place.id, field, said.source, said.as_of, said.confidence, said.check_by or ""]
        for place in gazetteer.places.values()
        for field, said in place.provenance.items()
    ]
    rows += [
        [place.id, f"facts[{at}]", fact.source, fact.as_of, fact.confidence, ""]
        for place in gazetteer.places.values()
        for at, fact in enumerate(place.facts)
    ]
    return csv_of(("place", "field", "source", "as_of", "confidence", "check_by"), rows)


def sources_csv(gazetteer: Gazetteer) -> bytes:
    """What the sources are."""
    columns = ("id", *(f"title.{locale}" for locale in LOCALES), "trust", "as_of")
    rows = (
        [source.id, *((source.title or {}).get(locale, "") for locale in LOCALES), source.trust, source.as_of]
        for source in gazetteer.sources.values()
    )
    return csv_of(columns, rows)


def _rows(gazetteer: Gazetteer) -> list[dict[str, Cell]]:
    return [cells_of(document_of(place)) for place in gazetteer.places.values()]


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _said(texts: Mapping[Any, str] | None) -> list[dict[str, str]] | None:
    return [{"@language": locale, "@value": text} for locale, text in texts.items()] if texts else None


def _thing(place: Place, gazetteer: Gazetteer) -> dict[str, Any]:
    district = gazetteer.district
    kind = district.kinds.get(place.kind)
    thing = {
        "@type": "TouristAttraction",
        "identifier": place.id,
        "additionalType": _said(kind.name) if kind else place.kind,
        "name": _said(place.name),
        "alternateName": list(place.aliases),
        "description": _said(place.summary),
        "geo": _geo(place),
        "address": _said(place.address),
        "telephone": list(place.phone),
        "openingHours": _simple_hours(place.opening_hours),
        "isAccessibleForFree": _is_free(place.ticket),
        "offers": _offers(place.ticket, district.currency),
        "containedInPlace": {"@type": "Place", "identifier": place.part_of} if place.part_of else None,
        "keywords": SEPARATOR.join(place.themes),
        "additionalProperty": _properties(place),
        "citation": sorted({said.source for said in place.provenance.values()} | {*place.sources}),
    }
    return {name: value for name, value in thing.items() if value not in (None, "", [])}


def _geo(place: Place) -> dict[str, Any] | None:
    position = place.position
    if position is None:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": position.lat,
        "longitude": position.lon,
        "description": f"{position.precision}, within {position.uncertainty_m} m",
    }


def _simple_hours(text: str | None) -> list[str] | None:
    """Hours as schema.org writes them, where all of them can be written so."""
    rules = [rule.strip() for rule in (text or "").split(";")]
    return rules if all(_SIMPLE_HOURS.fullmatch(rule) for rule in rules) else None


def _is_free(ticket: Ticket | None) -> bool | None:
    prices = [] if ticket is None else [ticket.adult, ticket.child, ticket.senior, ticket.student]
    if any(prices):
        return False
    return True if prices and all(price == 0 for price in prices) else None


def _offers(ticket: Ticket | None, currency: str) -> list[dict[str, Any]] | None:
    prices = ticket.model_dump(include={"adult", "child", "senior", "student"}) if ticket else {}
    return [
        {"@type": "Offer", "category": person, "price": price, "priceCurrency": currency}
        for person, price in prices.items()
        if price is not None
    ]


def _properties(place: Place) -> list[dict[str, Any]]:
    """What schema.org has no word for: the status, the hours in full, and each fact's provenance."""
    found = [{"@type": "PropertyValue", "name": "status", "value": place.status}]
    if place.opening_hours:
        found.append({"@type": "PropertyValue", "name": "opening_hours", "value": place.opening_hours})
    for field in (one for one in FACT_FIELDS if one in place.provenance):
        said = place.provenance[field]
        value = f"{said.source}; {said.as_of}; {said.confidence}"
        found.append({"@type": "PropertyValue", "name": f"provenance:{field}", "value": value})
    return found
