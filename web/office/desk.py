"""A place's form as a page, and what is typed there as a draft."""

from collections.abc import Iterable
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from itinerary.request import metres_between
from knowledge.places.faults import Fault, Faults
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from knowledge.places.text import LOCALES
from knowledge.store.documents import Document, read_item
from knowledge.store.history import Entry, Missing, Version
from web.context import services, today
from web.office import form, rows
from web.office.guard import account, office
from web.office.hours import preview
from web.office.hours_grid import windows_typed
from web.office.keys import DISTRICT, key_of
from web.office.namesakes import namesakes
from web.office.pages import faults_at, in_words, page
from web.office.week import WEEKDAYS


def form_page(
    entry: Entry, typed: form.Typed, document: Document, faults: Iterable[Fault] = (), status: int = 200,
    base: int | None = None, saved: bool = False,
) -> ResponseReturnValue:  # fmt: skip
    gazetteer = services().world.current()
    faults = in_words(faults)
    place_id = current(entry).place_id or ""
    return page(
        "place.html",
        status,
        entry=entry,
        place_id=place_id,
        base=entry.base if base is None else base,
        typed=typed,
        document=document,
        faults=faults,
        faults_at=lambda *names: faults_at(faults, *names),
        rows=lambda field: rows.count(typed, field),
        windows=windows_typed(typed),
        weekdays=WEEKDAYS,
        alike=namesakes([typed.get(f"name.{locale}", "") for locale in LOCALES], gazetteer, place_id),
        around=_around(document, gazetteer, place_id),
        lacking=lambda field: form.missing_locales(typed, field),
        saved=saved,
        months=preview(document, today(gazetteer), gazetteer),
        sources=office().store.export_pack().sources,
        form=form,
        **_choices(gazetteer),
    )


def current(entry: Entry) -> Version:
    """The draft, or what is live."""
    found = entry.draft or entry.live
    if found is None:
        raise Missing(entry.key)
    return found


def _around(document: Document, gazetteer: Gazetteer, but: str) -> list[tuple[Place, int]]:
    """The known places next to the position and their distances in metres: a wrong datum shows there."""
    position = document.get("position") or {}
    if not {"lat", "lon"} <= position.keys():
        return []
    found = [
        (place, round(metres_between(position["lat"], position["lon"], place.position.lat, place.position.lon)))
        for place in gazetteer.places.values()
        if place.position is not None and place.id != but
    ]
    return sorted(found, key=lambda pair: (pair[1], pair[0].id))[:3]


def _choices(gazetteer: Gazetteer) -> dict[str, Any]:
    return {"kinds": gazetteer.district.kinds, "themes": gazetteer.district.themes, "languages": LOCALES}


def save(
    place_id: str, document: Document, base: int, reason: str, onto: int | None = None, unfinished: bool = False
) -> None:
    office().store.save_draft(
        key_of(place_id),
        document if place_id == DISTRICT else {**document, "id": place_id},
        base=base,
        onto=onto,
        who=account().name,
        why=reason,
        unfinished=unfinished,
    )


def shape_faults(key: str, document: Document) -> tuple[Fault, ...]:
    """What keeps a document from being a place at all; the rest is found when it is saved."""
    try:
        read_item(key, document)
    except Faults as faults:
        return faults.faults
    return ()


def why() -> str:
    """The reason given; where a step may go without one, a dash is kept."""
    return request.form.get("why", "").strip() or "—"
