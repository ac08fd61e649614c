"""From draft to visitors and back: submit, review, publish, return, withdraw, retire, undo; and the history."""

from collections.abc import Callable

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from knowledge.places.faults import Faults
from knowledge.store.history import LIVE_STATES, Conflict, NotNow
from knowledge.store.merge import differences
from web.office import form
from web.office.desk import current, form_page, why
from web.office.guard import account, allowed, bp, office
from web.office.keys import DISTRICT, key_of, name_in_address
from web.office.pages import done, in_words, page


@bp.get("/places/<place_id>/review")
@allowed("editor")
def review(place_id: str) -> ResponseReturnValue:
    """What is live and what is drafted, side by side."""
    entry = office().store.entry(key_of(place_id))
    if entry.draft is None:
        return done("no-draft", "place", place_id=place_id)
    live = entry.live.document if entry.live and entry.live.state == "published" else {}
    return page(
        "review.html",
        entry=entry,
        draft=entry.draft,
        place_id=place_id,
        differences=differences(live, entry.draft.document),
        own=office().second_person and entry.draft.change.who == account().name,
    )


@bp.post("/places/<place_id>/submit")
@allowed("editor")
def submit(place_id: str) -> ResponseReturnValue:
    return _move(place_id, office().store.submit, "submitted", "review")


@bp.post("/places/<place_id>/withdraw")
@allowed("editor")
def withdraw(place_id: str) -> ResponseReturnValue:
    return _move(place_id, office().store.withdraw, "withdrawn", "history")


@bp.post("/places/<place_id>/return")
@allowed("reviewer")
def give_back(place_id: str) -> ResponseReturnValue:
    return _move(place_id, office().store.return_to_draft, "returned", "place")


@bp.post("/places/<place_id>/publish")
@allowed("reviewer")
def publish(place_id: str) -> ResponseReturnValue:
    def move(numbers: dict[str, int], *, who: str, why: str) -> int:
        return office().store.publish(numbers, who=who, why=why, second_person=office().second_person)

    return _move(place_id, move, "published", "history")


@bp.post("/places/<place_id>/retire")
@allowed("reviewer")
def retire(place_id: str) -> ResponseReturnValue:
    return _move(place_id, office().store.retire, "retired", "history")


@bp.get("/places/<place_id>/history")
@allowed("editor")
def history(place_id: str) -> ResponseReturnValue:
    store, key = office().store, key_of(place_id)
    return page("history.html", place_id=place_id, entry=store.entry(key), steps=store.history(key))


@bp.get("/changes")
@allowed("editor")
def changes() -> ResponseReturnValue:
    return page("changes.html", changes=office().store.changes(limit=100))


@bp.get("/changes/<int(max=999999999):number>")
@allowed("editor")
def change(number: int) -> ResponseReturnValue:
    found, versions = office().store.change(number)
    shown = versions[:200]
    live = any(version.state in LIVE_STATES for version in versions)
    return page("change.html", change=found, versions=shown, total=len(versions), live=live, address=name_in_address)


@bp.post("/changes/<int(max=999999999):number>/undo")
@allowed("reviewer")
def undo(number: int) -> ResponseReturnValue:
    try:
        made = office().store.undo(number, who=account().name, why=why())
    except Conflict as conflict:
        raise NotNow(str(conflict)) from conflict
    return done("undone", "change", number=made)


def _move(place_id: str, move: Callable[..., int], said: str, then: str) -> ResponseReturnValue:
    """One step of one place; where it can't be done, the page says why and what to mend."""
    key = key_of(place_id)
    number = request.form.get("number", -1, type=int)
    try:
        move({key: number}, who=account().name, why=why())
    except Faults as faults:
        if place_id == DISTRICT:
            raise NotNow("; ".join(f"{fault.field}: {fault.message}" for fault in in_words(faults.faults))) from faults
        entry = office().store.entry(key)
        document = current(entry).document
        return form_page(entry, form.typed_of(document), document, faults.faults, 422)
    except Conflict as conflict:
        if office().store.entry(key).outdated:
            return redirect(url_for("office.overtaken", place_id=place_id), 303)
        raise NotNow(str(conflict)) from conflict
    return done(said, "history" if place_id == DISTRICT else then, place_id=place_id)
