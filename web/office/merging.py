"""Where somebody else was quicker: both sides, field by field, and a person who chooses."""

import json
from typing import Any

from flask import abort, request
from flask.typing import ResponseReturnValue

from knowledge.places.faults import Faults
from knowledge.store.documents import Document
from knowledge.store.history import Conflict
from knowledge.store.merge import Merged, differences, merge
from web.office import form
from web.office.desk import form_page, save, why
from web.office.guard import allowed, bp, office
from web.office.keys import key_of, name_in_address
from web.office.pages import done, page


@bp.get("/places/<place_id>/merge")
@allowed("editor")
def overtaken(place_id: str) -> ResponseReturnValue:
    """A draft whose live version was changed after it was begun."""
    store, key = office().store, key_of(place_id)
    entry = store.entry(key)
    if not entry.outdated or entry.draft is None or entry.live is None:
        abort(404)
    begun = store.version(key, entry.draft.origin).document if entry.draft.origin else {}
    conflict = Conflict(key, begun, entry.draft.document, entry.live.document, entry.live.number)
    return ask(conflict, begun, base=entry.base, onto=entry.live.number, status=200)


@bp.post("/places/<place_id>/merge")
@allowed("editor")
def choose(place_id: str) -> ResponseReturnValue:
    key = key_of(place_id)
    base, theirs = request.form.get("base", -1, type=int), request.form.get("theirs", -1, type=int)
    onto = request.form.get("onto", type=int)
    begun, mine = _sent("begun"), _sent("mine")
    other = office().store.version(key, theirs).document
    return save_or_ask(place_id, chosen(merge(begun, mine, other)), base, onto, other)


def save_or_ask(place_id: str, document: Document, base: int, onto: int | None, begun: Document) -> ResponseReturnValue:
    """Saves a draft, finished or not; asks what shall hold where somebody else was quicker."""
    try:
        try:
            save(place_id, document, base, why(), onto)
        except Faults as faults:
            save(place_id, document, base, why(), onto, unfinished=True)
            entry = office().store.entry(key_of(place_id))
            return form_page(entry, form.typed_of(document), document, faults.faults, saved=True)
    except Conflict as conflict:
        # Either the draft moved on, or what is live did.
        if office().store.entry(conflict.key).base == base:
            return ask(conflict, begun, base, conflict.theirs_number)
        return ask(conflict, begun, conflict.theirs_number, onto)
    return done("draft-saved", "place", place_id=place_id)


def ask(conflict: Conflict, begun: Document, base: int, onto: int | None, status: int = 409) -> ResponseReturnValue:
    """The page of both sides; ``base`` and ``onto`` are what the outcome is saved with."""
    merged = merge(begun, conflict.mine, conflict.theirs)
    return page(
        "merge.html",
        status,
        conflict=conflict,
        place_id=name_in_address(conflict.key),
        clashes=[(clash, differences(clash.mine, clash.theirs)) for clash in merged.clashes],
        gathered=differences(conflict.theirs, merged.document),
        base=base,
        onto=onto,
        begun=json.dumps(begun, ensure_ascii=False),
        mine=json.dumps(conflict.mine, ensure_ascii=False),
        why=request.form.get("why", ""),
    )


def chosen(merged: Merged) -> Document:
    """The outcome, with theirs where the person chose it."""
    document: Document = merged.document
    for clash in merged.clashes:
        if request.form.get(f"choice.{clash.path}") == "theirs":
            # The document says the same as my side there, so that theirs prevails.
            document = merge(clash.mine, document, clash.theirs).document
    return document


def _sent(field: str) -> dict[str, Any]:
    try:
        document = json.loads(request.form.get(field, ""))
    except ValueError:
        abort(400)
    if not isinstance(document, dict):
        abort(400)
    return document
