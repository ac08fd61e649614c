"""A place's form: its fields out of a document, and a document out of what was typed.

What is typed is kept as near as can be: whether it makes a sound place, the store says. Refused here is only what
can't be read at all.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

from werkzeug.datastructures import MultiDict

from knowledge.places.datum import DATUMS, to_wgs84
from knowledge.places.faults import Fault, Faults
from knowledge.places.place import Confidence, Precision, Status
from knowledge.places.text import LOCALES
from knowledge.store.documents import Document

Typed = MultiDict[str, str]

TEXTS = ("name", "summary", "status_note", "address", "ticket.note")
"""Fields in the readers' languages."""
PROVEN = ("status", "opening_hours", "ticket", "visit_minutes", "position", "phone", "address")
"""Fields of the form that need somebody who says so."""
PERSONS = ("adult", "child", "senior", "student")
MINUTES = ("min", "typical", "max")
STATUSES, PRECISIONS, CONFIDENCES = get_args(Status), get_args(Precision), get_args(Confidence)
SAYINGS = ("source", "as_of", "confidence", "check_by")

_LINES = ("aliases", "phone", "last_entry", "sources")
_WORDS = ("kind", "status", "pinyin", "part_of", "opening_hours")
_SWITCHES = {"in_district": True, "indoor": None}
"""With what is meant when they say nothing."""
_BETWEEN = re.compile(r"[\s,，;；]+")


def typed_of(document: Document) -> Typed:
    """The form as it is filled for that document."""
    typed: Typed = MultiDict()
    for field in TEXTS:
        said = _at(document, field) or {}
        for locale in LOCALES:
            typed[f"{field}.{locale}"] = str(said.get(locale, ""))
    for field in _WORDS:
        typed[field] = str(document.get(field) or "")
    for field in _LINES:
        typed[field] = "\n".join(document.get(field) or ())
    for field, meant in _SWITCHES.items():
        typed[field] = {True: "yes", False: "no", None: ""}[document.get(field, meant)]
    for field, parts in (("ticket", PERSONS), ("visit_minutes", MINUTES)):
        for part in parts:
            typed[f"{field}.{part}"] = _figure((document.get(field) or {}).get(part))
    typed["themes.asked"] = "yes"
    typed.setlist("themes", list(document.get("themes") or ()))
    position = document.get("position") or {}
    typed["position.text"] = f"{position['lat']}, {position['lon']}" if {"lat", "lon"} <= position.keys() else ""
    typed["position.datum"] = DATUMS[0]
    for part in ("precision", "uncertainty_m", "origin"):
        typed[f"position.{part}"] = _figure(position.get(part))
    for field in PROVEN:
        said = (document.get("provenance") or {}).get(field) or {}
        for saying in SAYINGS:
            typed[f"provenance.{field}.{saying}"] = str(said.get(saying) or "")
    return typed


def document_of_form(typed: Typed, before: Document) -> dict[str, Any]:
    """The document with what was typed in place of what it said; fields that the form lacks stay as they are.

    Raises:
        Faults: naming every figure and position that can't be read.
    """
    document = {**before}
    faults: list[Fault] = []
    for field in TEXTS:
        if f"{field}.{LOCALES[0]}" in typed and field != "ticket.note":
            _put(document, field, _texts(typed, field))
    for field in _WORDS:
        if field in typed:
            _put(document, field, _line(typed[field]))
    for field in _LINES:
        if field in typed:
            _put(document, field, [line for line in map(_line, typed[field].splitlines()) if line])
    for field, meant in _SWITCHES.items():
        if field in typed:
            said = {"yes": True, "no": False}.get(typed[field])
            _put(document, field, None if said == meant else said)
    if "themes.asked" in typed:
        _put(document, "themes", [theme for theme in typed.getlist("themes") if theme])
    if "ticket.adult" in typed:
        prices = _figures(typed, "ticket", PERSONS, float, faults)
        _put(document, "ticket", prices | _said("note", _texts(typed, "ticket.note")))
    if "visit_minutes.min" in typed:
        _put(document, "visit_minutes", _figures(typed, "visit_minutes", MINUTES, int, faults))
    if "position.text" in typed:
        _put(document, "position", _position(typed, document.get("position") or {}, faults))
    _put(document, "provenance", _provenance(typed, document.get("provenance") or {}))
    if faults:
        raise Faults(faults)
    return document


def missing_locales(typed: Typed, field: str) -> list[str]:
    """The languages in which a text that is given in some is not."""
    lacking: list[str] = [locale for locale in LOCALES if not typed.get(f"{field}.{locale}", "").strip()]
    return lacking if len(lacking) < len(LOCALES) or field in ("name", "summary") else []


def _texts(typed: Typed, field: str) -> dict[str, str]:
    said = {locale: typed.get(f"{field}.{locale}", "").replace("\r\n", "\n").strip() for locale in LOCALES}
    return {locale: text for locale, text in said.items() if text}


def _figures(
    typed: Typed, field: str, parts: tuple[str, ...], read: Callable[[str], float], faults: list[Fault]
) -> dict[str, Any]:
    found = {}
    for part in parts:
        text = typed.get(f"{field}.{part}", "").strip()
        if not text:
            continue
        if re.fullmatch(r"\d{1,6}" if read is int else r"\d{1,6}(\.\d{1,2})?", text, re.ASCII):
            found[part] = read(text)
        else:
            faults.append(Fault(f"{field}.{part}", f"{text} is no {'whole number' if read is int else 'amount'}"))
    return found


def _position(typed: Typed, before: Mapping[str, Any], faults: list[Fault]) -> dict[str, Any]:
    text = typed["position.text"].strip()
    if not text:
        return {}
    point, datum = _point(text), typed.get("position.datum", DATUMS[0])
    if point is None or datum not in DATUMS:
        message = f"{text} can't be read; write latitude, longitude in degrees, such as 12.3456, 65.4321"
        faults.append(Fault("position", message))
        return {}
    origin = _line(typed.get("position.origin", ""))
    if datum != DATUMS[0]:
        converted = to_wgs84(*point, datum)
        said = f"{datum} {point[0]}, {point[1]}, converted"
        origin = f"{origin}; {said}" if origin else said
        point = round(converted[0], 6), round(converted[1], 6)
    metres = typed.get("position.uncertainty_m", "").strip()
    if not re.fullmatch(r"\d{1,6}", metres, re.ASCII):
        faults.append(Fault("position.uncertainty_m", "must be a whole number of metres"))
        return {}
    return {
        **before,
        "lat": point[0],
        "lon": point[1],
        "precision": typed.get("position.precision", ""),
        "uncertainty_m": int(metres),
        "origin": origin or None,
    }


def _point(text: str) -> tuple[float, float] | None:
    try:
        lat, lon = (float(part) for part in _BETWEEN.split(text))
    except ValueError:
        return None
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None


def _provenance(typed: Typed, before: Mapping[str, Any]) -> dict[str, Any]:
    said = {**before}
    for field in PROVEN:
        if f"provenance.{field}.source" in typed:
            words = {saying: _line(typed.get(f"provenance.{field}.{saying}", "")) for saying in SAYINGS}
            _put(said, field, {saying: word for saying, word in words.items() if word})
    return said


def _put(document: dict[str, Any], field: str, value: Any) -> None:
    if value is None or value in ("", [], {}):
        document.pop(field, None)
    else:
        document[field] = value


def _said(field: str, value: Any) -> dict[str, Any]:
    return {field: value} if value else {}


def _line(text: str) -> str:
    return " ".join(text.split())


def _figure(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _at(document: Document, path: str) -> Any:
    value: Any = document
    for step in path.split("."):
        value = (value or {}).get(step)
    return value
