"""Route health: what broke and its repair, accepted in one click; and what a closure would break before it happens."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from knowledge.places.faults import Fault
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from knowledge.places.rules import spoken
from knowledge.store.history import Conflict, NotNow
from web.context import now, services, today
from web.office.desk import current
from web.office.guard import account, allowed, bp, office
from web.office.keys import DISTRICT, key_of
from web.office.pages import done, page
from web.office.routes import Mending

MOST_DAYS = 14
MOST_PLACES = 40


@bp.get("/routes")
@allowed("editor")
def routes() -> ResponseReturnValue:
    verdict = office().routes.found
    current = verdict is not None and verdict.revision == services().world.current().revision
    return page("routes.html", verdict=verdict, current=current, **_names())


@bp.post("/routes/lists/<list_id>/repair")
@allowed("editor")
def repair_list(list_id: str) -> ResponseReturnValue:
    """Puts the proposed repair of a curated day into the district's draft and asks for its review."""
    found = office().routes.found
    health = next((one for one in found.lists if one.id == list_id), None) if found else None
    if health is None or health.repair is None:
        abort(404)
    store, key, who = office().store, key_of(DISTRICT), account().name
    entry = store.entry(key)
    document = _with_repair(current(entry).document, list_id, health.repair)
    why = f"{list_id}: −{', '.join(health.repair.drops)} +{', '.join(health.repair.adds)}"
    try:
        draft = store.save_draft(key, document, base=entry.base, who=who, why=why)
        store.submit({key: draft.number}, who=who, why=why)
    except Conflict as conflict:
        raise NotNow(str(conflict)) from conflict
    return done("repair-submitted", "review", place_id=DISTRICT)


@bp.post("/routes/plans/<plan_id>/repair")
@allowed("editor")
def repair_plan(plan_id: str) -> ResponseReturnValue:
    """Keeps the mended plan, which gets an address of its own; the plan of before stays what was given out."""
    found = office().routes.found
    health = next((one for one in found.plans if one.id == plan_id), None) if found else None
    if health is None or health.repaired is None:
        abort(404)
    office().routes.keep(health, account().name, now())
    return done("repair-kept", "routes")


@bp.get("/what-if")
@allowed("editor")
def what_if() -> ResponseReturnValue:
    """Asks for the places or the street and the dates; with them, tells what would break."""
    gazetteer = services().world.current()
    first, days, faults = _dates(gazetteer)
    words = request.args.get("street", "").strip()
    chosen = [one for one in request.args.getlist("place") if one in gazetteer.places][:MOST_PLACES]
    near = _along(words, gazetteer) if words else []
    lists, plans = office().routes.what_if(gazetteer, chosen, days, now()) if chosen and not faults else ((), ())
    return page(
        "what_if.html",
        200 if not faults else 422,
        wish={"street": words, "from": first.isoformat(), "days": len(days) or 3},
        near=[*near, *(gazetteer.places[one] for one in chosen if gazetteer.places[one] not in near)],
        chosen=chosen,
        asked=bool(chosen) and not faults,
        lists=lists,
        plans=plans,
        days=days,
        faults=faults,
        **_names(),
    )


@bp.post("/routes/verify")
@allowed("editor")
def verify_routes() -> ResponseReturnValue:
    """Has all routes verified again at the next look of the watch."""
    office().watch.forget(office().routes.name)
    return redirect(url_for("office.routes"), 303)


def _names() -> dict[str, Any]:
    places = services().world.current().places
    return {"names": {place.id: place.name for place in places.values()}}


def _dates(gazetteer: Gazetteer) -> tuple[date, Sequence[date], list[Fault]]:
    present = today(gazetteer)
    tomorrow = present + timedelta(days=1)
    try:
        first = date.fromisoformat(request.args.get("from") or tomorrow.isoformat())
        many = int(request.args.get("days") or 3)
    except ValueError:
        return tomorrow, (), [Fault("from", "must be a whole number")]
    if not 1 <= many <= MOST_DAYS:
        return first, (), [Fault("days", f"must be at most {MOST_DAYS}")]
    if not present <= first <= present + timedelta(days=380):
        return tomorrow, (), [Fault("from", f"{first} is no date YYYY-MM-DD")]
    return first, [first + timedelta(days=n) for n in range(many)], []


def _along(words: str, gazetteer: Gazetteer) -> list[Place]:
    """Places whose name or address has those words, and the parts of such a place."""
    sought = spoken(words)
    hit = {
        place.id
        for place in gazetteer.places.values()
        if any(
            sought in spoken(text) for text in (*place.name.values(), *place.aliases, *(place.address or {}).values())
        )
    }
    return [
        place
        for place in gazetteer.places.values()
        if (place.id in hit or place.part_of in hit) and place.status == "open"
    ][:MOST_PLACES]


def _texts(place: Place) -> Iterator[str]:
    yield from (*place.name.values(), *place.aliases, *(place.address or {}).values())


def _with_repair(document: Mapping[str, Any], list_id: str, repair: Mending) -> dict[str, Any]:
    lists = [
        {**one, "must_visit": list(repair.must_visit)} if one["id"] == list_id else one for one in document["lists"]
    ]
    return {**document, "lists": lists}
