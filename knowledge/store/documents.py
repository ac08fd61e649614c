"""What is kept under a key, as JSON documents and as the records they stand for."""

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from knowledge.places.calendar import HolidayCalendar
from knowledge.places.district import District
from knowledge.places.faults import Fault, Faults, faults_of
from knowledge.places.pack import Pack, calendar_document, read_calendar
from knowledge.places.place import Place, Record
from knowledge.places.source import Source

DISTRICT, CALENDAR, SOURCES = "district", "calendar", "sources"
_PLACE = "place:"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Document = Mapping[str, Any]
"""JSON in the shape of the pack's files, without what says nothing."""


class Sources(Record):
    """The sources that facts rest on, described once each."""

    sources: tuple[Source, ...]

    def by_id(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}


Item = Place | District | HolidayCalendar | Sources


def place_key(place_id: str) -> str:
    return f"{_PLACE}{place_id}"


def place_id_of(key: str) -> str | None:
    """The id of the place that a key is of; None for the district, the calendar and the sources."""
    return key.removeprefix(_PLACE) if key.startswith(_PLACE) else None


def document_of(item: Item) -> dict[str, Any]:
    """The document of a record; reading it gives the record again."""
    if isinstance(item, HolidayCalendar):
        return calendar_document(item)
    document: dict[str, Any] = item.model_dump(mode="json", exclude_defaults=True)
    return document


def read_item(key: str, document: Document) -> Item:
    """The record of a document.

    Raises:
        Faults: when it has not the shape of a record; fields are those of the document.
        ValueError: when nothing is kept under such a key.
    """
    require_storable(key, document)
    return read_json(key, json_of(document))


def read_json(key: str, text: str) -> Item:
    """The record of a document that was stored. Raises Faults as ``read_item``."""
    place_id = place_id_of(key)
    try:
        if place_id is not None:
            place = Place.model_validate_json(text)
            if place.id != place_id:
                raise Faults([Fault("id", f"is {place.id}, but the place is kept as {place_id}")])
            return place
        if key == DISTRICT:
            return District.model_validate_json(text)
        return _sources(text) if key == SOURCES else read_calendar(text)
    except ValidationError as error:
        raise Faults(faults_of(error)) from None


def documents_of(pack: Pack) -> dict[str, dict[str, Any]]:
    """All documents of a pack by key."""
    return {key: document_of(item) for key, item in items_of(pack).items()}


def items_of(pack: Pack) -> dict[str, Item]:
    """All records of a pack by key."""
    return {
        DISTRICT: pack.district,
        CALENDAR: pack.calendar,
        SOURCES: Sources(sources=tuple(pack.sources.values())),
        **{place_key(place_id): place for place_id, place in pack.places.items()},
    }


def require_storable(key: str, document: Document) -> None:
    """Raises ValueError when nothing is kept under such a key, or the document is no text that databases take."""
    place_id = place_id_of(key)
    known = key in (DISTRICT, CALENDAR, SOURCES) if place_id is None else _SLUG.fullmatch(place_id)
    if not known or len(key) > 100:
        raise ValueError(f"{key} is neither a place's key nor {DISTRICT}, {CALENDAR} or {SOURCES}")
    if not is_storable(json_of(document)):
        raise ValueError(f"{key} contains characters that can't be stored")


def is_storable(text: str) -> bool:
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def json_of(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False)


def _sources(text: str) -> Sources:
    described = Sources.model_validate_json(text)
    names = [source.id for source in described.sources]
    repeated = [
        Fault(f"sources[{index}].id", f"{name} is described twice")
        for index, name in enumerate(names)
        if name in names[:index]
    ]
    if repeated:
        raise Faults(repeated)
    return described
