"""From a question without an answer to a draft that answers it: a fact with its source, and the wordings it is for."""

from typing import Any

from flask import abort, request
from flask.typing import ResponseReturnValue

from knowledge.places.faults import Fault, Faults
from knowledge.places.text import LOCALES
from knowledge.store.history import Conflict, NotNow
from web.context import services
from web.office.desk import current
from web.office.form import CONFIDENCES, Typed
from web.office.guard import account, allowed, bp, office
from web.office.keys import DISTRICT, key_of
from web.office.pages import done, page
from web.office.rows import rows_of
from web.office.script import with_traditional

MOST_WORDINGS = 20


@bp.get("/answer")
@allowed("editor")
def answer() -> ResponseReturnValue:
    """The form, with the question's wordings and the place that it most likely is about."""
    wanted = request.args.get("q", "")
    topic = next((one for one in office().topics.now() if wanted in one.wordings), None)
    wordings = topic.wordings if topic else (wanted,)
    typed = request.args.copy()
    typed["facts.0.questions"] = "\n".join(wordings[:MOST_WORDINGS])
    typed["place"] = topic.places[0] if topic and topic.places else _named(wanted)
    typed["facts.0.as_of"] = services().clock().date().isoformat()[:7]
    return _form(typed, topic.count if topic else 1)


@bp.post("/answer")
@allowed("editor")
def write_answer() -> ResponseReturnValue:
    """Adds the answer to the place's draft, or to the district's where no place was chosen."""
    typed = request.form.copy()
    typed["facts.rows"] = "1"
    if request.form.get("action") == "convert":
        return _form(with_traditional(typed), 1)
    place_id = request.form.get("place", "") or DISTRICT
    if place_id != DISTRICT and place_id not in services().world.current().places:
        abort(400)
    rows, faults = rows_of(typed, "facts"), []
    if not rows:
        faults.append(Fault("facts[0].text", "must be given"))
    elif not rows[0]["source"]:
        faults.append(Fault("facts[0].source", "must be given"))
    if not typed.get("facts.0.questions", "").strip():
        faults.append(Fault("facts[0].questions", "must be given"))
    if faults:
        return _form(typed, 1, faults, 422)
    key, field = key_of(place_id), "answers" if place_id == DISTRICT else "facts"
    entry = office().store.entry(key)
    document: dict[str, Any] = {**current(entry).document}
    document[field] = [*(document.get(field) or ()), rows[0]]
    try:
        office().store.save_draft(
            key, document, base=entry.base, who=account().name, why=request.form.get("why", "").strip() or "—"
        )
    except Faults as found:
        return _form(typed, 1, _here(found, len(document[field]) - 1, field), 422)
    except Conflict as conflict:
        raise NotNow(str(conflict)) from conflict
    return done("answer-drafted", "review", place_id=place_id)


def _form(typed: Typed, count: int, faults: list[Fault] | None = None, status: int = 200) -> ResponseReturnValue:
    gazetteer = services().world.current()
    return page(
        "answer.html",
        status,
        typed=typed,
        count=count,
        faults=faults or [],
        languages=LOCALES,
        confidences=CONFIDENCES,
        sources=office().store.export_pack().sources,
        places=sorted(gazetteer.places.values(), key=lambda place: place.name["zh-Hans"]),
    )


def _here(found: Faults, number: int, field: str) -> list[Fault]:
    """The draft's faults; those of the new fact by the names that this form has."""
    return [Fault(fault.field.replace(f"{field}[{number}]", "facts[0]"), fault.message) for fault in found.faults]


def _named(text: str) -> str:
    """The first place that a question names."""
    matches = services().search.match_names(text)
    return next((place for match in matches if (place := getattr(match, "place_id", None))), "")
