"""The list of places, and each one's form."""

from typing import cast, get_args

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import TypeAdapter, ValidationError

from knowledge.places.faults import Fault, Faults
from knowledge.places.hours import hours_faults
from knowledge.places.place import Slug
from knowledge.store.documents import Document
from knowledge.store.history import Conflict, State
from web.context import services
from web.office import form, merging
from web.office.desk import current, form_page, save, shape_faults, why
from web.office.guard import allowed, bp, office
from web.office.hours_grid import grid_typed, with_whole_week
from web.office.keys import DISTRICT, key_of
from web.office.namesakes import namesakes
from web.office.pages import done, page
from web.office.rows import ROWS, with_another
from web.office.script import with_traditional

PAGE = 50
_STATES: tuple[State, ...] = get_args(State)[:4]
_SLUG = TypeAdapter(Slug)


@bp.get("/places")
@allowed("editor")
def places() -> ResponseReturnValue:
    wish = {name: request.args.get(name, "") for name in ("q", "state", "kind", "order")}
    number = max(1, request.args.get("page", 1, type=int))
    found = office().store.places(
        wish["q"].strip(),
        states=[state for state in _STATES if state == wish["state"]],
        kind=wish["kind"] or None,
        newest_first=wish["order"] == "newest",
        offset=(number - 1) * PAGE,
        limit=PAGE,
    )
    last = max(1, -(-found.total // PAGE))
    return page("places.html", wish=wish, found=found, states=_STATES, number=number, last=last)


@bp.get("/new")
@allowed("editor")
def new() -> ResponseReturnValue:
    return page("new.html", faults=(), typed={"name": request.args.get("name", "")[:80]}, alike=())


@bp.post("/new")
@allowed("editor")
def add() -> ResponseReturnValue:
    """Begins a place as an unfinished draft; all else is asked on its form."""
    place_id, name = request.form.get("id", "").strip(), request.form.get("name", "").strip()
    kind = request.form.get("kind", "")
    faults = []
    try:
        _SLUG.validate_python(place_id)
    except ValidationError:
        faults.append(Fault("id", "must be lower-case letters and digits with hyphens between, such as old-mill"))
    if not name:
        faults.append(Fault("name", "must be given"))
    alike = namesakes([name], services().world.current())
    if not faults and alike and request.form.get("another") != "yes":
        return page("new.html", 422, faults=(), typed=request.form, alike=alike)
    if not faults:
        document = {"id": place_id, "name": {"zh-Hans": name}, "kind": kind, "status": "unknown"}
        try:
            save(place_id, document, base=0, reason=why(), unfinished=True)
        except Conflict:
            faults.append(Fault("id", "is taken"))
    if faults:
        return page("new.html", 422, faults=faults, typed=request.form, alike=alike)
    return done("draft-begun", "place", place_id=place_id)


@bp.get("/places/<place_id>")
@allowed("editor")
def place(place_id: str) -> ResponseReturnValue:
    if place_id == DISTRICT:
        return redirect(url_for("office.history", place_id=place_id))
    entry = office().store.entry(key_of(place_id))
    document = current(entry).document
    return form_page(entry, form.typed_of(document), document, shape_faults(entry.key, document))


@bp.post("/places/<place_id>")
@allowed("editor")
def edit(place_id: str) -> ResponseReturnValue:
    """Saves a draft, or only shows what was typed again with what was asked for: a conversion, a preview."""
    if place_id == DISTRICT:
        abort(404)
    store, key = office().store, key_of(place_id)
    entry = store.entry(key)
    base = request.form.get("base", entry.base, type=int)
    begun = store.version(key, base).document
    typed = cast(form.Typed, request.form)
    wanted, _, of = request.form.get("action", "").partition(".")
    if wanted == "convert":
        typed = with_traditional(typed)
    elif wanted == "more" and of in ROWS:
        typed = with_another(typed, of)
    elif wanted == "alike":
        typed = with_whole_week(typed)
    try:
        document = form.document_of_form(typed, begun)
    except Faults as faults:
        return form_page(entry, typed, begun, faults.faults, 422, base)
    if wanted == "save" and not request.form.get("why", "").strip():
        return form_page(entry, typed, document, [Fault("why", "must be said")], 422, base)
    if wanted != "save":
        typed = _together(typed, document)
        faults_seen = [Fault("opening_hours", message) for message in hours_faults(document.get("opening_hours") or "")]
        return form_page(entry, typed, document, faults_seen if document.get("opening_hours") else (), 200, base)
    return merging.save_or_ask(place_id, document, base, None, begun)


def _together(typed: form.Typed, document: Document) -> form.Typed:
    """The form with hours that its text and its grid say alike."""
    same = typed.copy()
    same["opening_hours"] = str(document.get("opening_hours") or "")
    for name in [name for name in same if name.startswith("hours.")]:
        same.poplist(name)
    same.update(grid_typed(same["opening_hours"]))
    return same
