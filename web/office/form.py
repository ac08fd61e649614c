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
from knowledge.places.rules import FACT_FIELDS
from knowledge.places.text import LOCALES
from knowledge.store.documents import Document
from web.office.hours_grid import grid_typed, hours_of
from web.office.map_links import Found, Unreadable, read_link
from web.office.rows import ROWS, pictures_of, pictures_typed, rows_of, rows_typed

Typed = MultiDict[str, str]

TEXTS = ("name", "summary", "status_note", "address", "ticket.note", "accessibility.note", "event_dates")
"""Fields in the readers' languages."""
PROVEN = tuple(field for field in FACT_FIELDS if field != "last_entry")
"""Fields of the form that need somebody who says so; last admissions come with the hours."""
PERSONS = ("adult", "child", "senior", "student")
MINUTES = ("min", "typical", "max")
SPEND = ("min", "max")
LICENCES = ("own", "permission", "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-3.0", "CC-BY-SA-3.0")
"""Under which a picture may be shown here."""
WHEELCHAIR = ("yes", "limited", "no")
STATUSES, PRECISIONS, CONFIDENCES = get_args(Status), get_args(Precision), get_args(Confidence)
SAYINGS = ("source", "as_of", "confidence", "check_by")

_LINES = ("aliases", "phone", "last_entry", "sources", "best_time")
_WORDS = ("kind", "status", "pinyin", "part_of")
_SWITCHES = {"in_district": True, "indoor": None, "serves_meals": None}
"""With what is meant when they say nothing."""
_BETWEEN = re.compile(r"[\s,，;；]+")


def typed_of(document: Document) -> Typed:
    """The form as it is filled for that document."""
    typed: Typed = MultiDict()
    for field in TEXTS:
        said = _at(document, field) or {}
        for locale in LOCALES:
            typed[f"{field}.{locale}"] = str(said.get(locale, ""))
    for field in (*_WORDS, "opening_hours"):
        typed[field] = str(document.get(field) or "")
    typed.update(grid_typed(typed["opening_hours"]))
    for field in _LINES:
        typed[field] = "\n".join(document.get(field) or ())
    for field, meant in _SWITCHES.items():
        typed[field] = {True: "yes", False: "no", None: ""}[document.get(field, meant)]
    for field, parts in (("ticket", PERSONS), ("visit_minutes", MINUTES), ("price_per_person", SPEND)):
        for part in parts:
            typed[f"{field}.{part}"] = _figure((document.get(field) or {}).get(part))
    typed["themes.asked"] = "yes"
    typed.setlist("themes", list(document.get("themes") or ()))
    position = document.get("position") or {}
    typed["position.text"] = f"{position['lat']}, {position['lon']}" if {"lat", "lon"} <= position.keys() else ""
    typed["position.was"], typed["position.datum"] = typed["position.text"], ""
    for part in ("precision", "uncertainty_m", "origin"):
        typed[f"position.{part}"] = _figure(position.get(part))
    typed["accessibility.wheelchair"] = str((document.get("accessibility") or {}).get("wheelchair") or "")
    for part in ("text", "original"):
        typed[f"plan_quote.{part}"] = str((document.get("plan_quote") or {}).get(part) or "")
    for field in ROWS:
        typed.update(rows_typed(field, document))
    typed.update(pictures_typed(document))
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
        if f"{field}.{LOCALES[0]}" in typed and "." not in field:
            _put(document, field, _texts(typed, field))
    for field in _WORDS:
        if field in typed:
            _put(document, field, _line(typed[field]))
    if "opening_hours" in typed:
        try:
            _put(document, "opening_hours", hours_of(typed))
        except Faults as unclear:
            faults += unclear.faults
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
    if "price_per_person.min" in typed:
        _put(document, "price_per_person", _figures(typed, "price_per_person", SPEND, float, faults))
    if "accessibility.wheelchair" in typed:
        level = _said("wheelchair", typed["accessibility.wheelchair"])
        _put(document, "accessibility", level | _said("note", _texts(typed, "accessibility.note")))
    if "plan_quote.text" in typed:
        quote = {part: typed.get(f"plan_quote.{part}", "").strip() for part in ("text", "original")}
        _put(document, "plan_quote", {part: said for part, said in quote.items() if said})
    for field in ROWS:
        if f"{field}.rows" in typed:
            _put(document, field, rows_of(typed, field))
    _put(document, "pictures", pictures_of(typed, before))
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
    """The position as typed, in WGS84; as it was where nobody touched it."""
    text = typed["position.text"].strip()
    if not text:
        return {}
    origin, point = _line(typed.get("position.origin", "")), None
    if text == typed.get("position.was") and {"lat", "lon"} <= before.keys():
        point = before["lat"], before["lon"]
    elif given := _given(text, typed.get("position.datum", ""), faults):
        point = given.lat, given.lon
        # How the position of before was found says nothing of this one.
        origin = "" if origin == _line(str(before.get("origin") or "")) else origin
        if given.datum != DATUMS[0]:
            converted = to_wgs84(*point, given.datum)
            said = f"{given.datum} {point[0]}, {point[1]}, converted"
            origin = "; ".join(part for part in (origin, given.service, said) if part)
            point = round(converted[0], 6), round(converted[1], 6)
        elif given.service and given.service not in origin:
            origin = "; ".join(part for part in (origin, given.service) if part)
    metres = typed.get("position.uncertainty_m", "").strip()
    if not re.fullmatch(r"\d{1,6}", metres, re.ASCII):
        faults.append(Fault("position.uncertainty_m", "must be a whole number of metres"))
        return {}
    if point is None:
        return {}
    return {
        **before,
        "lat": point[0],
        "lon": point[1],
        "precision": typed.get("position.precision", ""),
        "uncertainty_m": int(metres),
        "origin": origin or None,
    }


def _given(text: str, datum: str, faults: list[Fault]) -> Found | None:
    """The point of a map's link or of two figures, in the datum that the link is of or the person named."""
    try:
        found = read_link(text)
    except Unreadable as reason:
        told = {
            "short": "is a short link, which only its service can follow; open it and copy the long address",
            "pointless": "is a link without a position, or of a map that is not known here",
        }
        faults.append(Fault("position", told[reason.reason]))
        return None
    if found is not None:
        if datum and datum != found.datum:
            faults.append(Fault("position.datum", f"is said to be {datum}, but this link counts in {found.datum}"))
            return None
        return found
    point = _point(text)
    if point is None:
        message = f"{text} can't be read; write latitude, longitude in degrees, such as 12.3456, 65.4321"
        faults.append(Fault("position", message))
        return None
    chosen = next((known for known in DATUMS if known == datum), None)
    if chosen is None:
        faults.append(Fault("position.datum", "must be chosen: figures of different maps lie hundreds of metres apart"))
        return None
    return Found(*point, chosen, "")


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
