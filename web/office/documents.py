"""Documents: brought in, read for places, and what they say accepted into drafts."""

from flask import request
from flask.typing import ResponseReturnValue

from knowledge.ingest.documents.candidates import as_json, find_candidates
from knowledge.ingest.documents.reading import read_document
from knowledge.ingest.uploads import LARGEST
from knowledge.places.faults import Fault, Faults
from knowledge.places.rules import spoken
from knowledge.store.history import Conflict, NotNow
from web.context import services
from web.office import documents_accept
from web.office.documents_accept import Source
from web.office.exchange import sent_file
from web.office.exchange_uploads import Upload
from web.office.exchange_words import refusal
from web.office.guard import account, allowed, bp, office, takes_files
from web.office.pages import done, page

PAGE = 25
MATCHES = ("all", "new", "known", "contradicting")
_PATIENCE = 1.5


@bp.get("/documents")
@allowed("editor")
def documents() -> ResponseReturnValue:
    return _documents()


@bp.post("/documents")
@allowed("editor")
@takes_files(LARGEST)
def bring_document() -> ResponseReturnValue:
    """Takes a document in and begins to read it."""
    source, as_of = request.form.get("source", "").strip(), request.form.get("as_of", "").strip()
    try:
        name, content = sent_file()
        faults = [Fault(field, "must be given") for field, said in (("source", source), ("as_of", as_of)) if not said]
        if faults:
            raise Faults(faults)
    except Faults as found:
        return _documents(422, found.faults)
    uploads = office().uploads
    upload_id = uploads.add("document", account().name, name, content, {"source": source, "as_of": as_of})
    _find(uploads.get(upload_id, "document"))
    return done("upload-taken", "document", upload_id=upload_id)


@bp.get("/documents/<upload_id>")
@allowed("editor")
def document(upload_id: str) -> ResponseReturnValue:
    """How far the reading is, then the candidates with their evidence."""
    upload = office().uploads.get(upload_id, "document")
    candidates = list(enumerate(upload.report.get("candidates", ())))
    counts = {match: sum(one["match"] == match for _, one in candidates) for match in MATCHES[1:]}
    counts["all"] = len(candidates)
    shown = request.args.get("show", "")
    shown = shown if shown in MATCHES else "all"
    listed = [(number, one) for number, one in candidates if shown in ("all", one["match"])]
    number = max(1, request.args.get("page", 1, type=int))
    last = max(1, -(-len(listed) // PAGE))
    gazetteer = services().world.current()
    return page(
        "document.html",
        upload=upload,
        refused=refusal(upload.report),
        counts=counts,
        matches=MATCHES,
        shown_part=shown,
        listed=listed[(number - 1) * PAGE : number * PAGE],
        number=number,
        last=last,
        kinds=gazetteer.district.kinds,
        places=gazetteer.places,
        accepted={int(at): place_id for at, place_id in upload.report.get("accepted", {}).items()},
        guess=_kind_of,
    )


@bp.post("/documents/<upload_id>/read")
@allowed("editor")
def read_again(upload_id: str) -> ResponseReturnValue:
    """Finds the places anew, beside what is known now."""
    _find(office().uploads.get(upload_id, "document"))
    return done("upload-taken", "document", upload_id=upload_id)


@bp.post("/documents/<upload_id>/accept")
@allowed("editor")
def accept(upload_id: str) -> ResponseReturnValue:
    """Drafts of the chosen candidates, in one change."""
    pieces = office()
    upload = pieces.uploads.get(upload_id, "document")
    candidates = upload.report.get("candidates", ())
    kinds = services().world.current().district.kinds
    chosen = {}
    for at in request.form.getlist("candidate", type=int):
        kind = request.form.get(f"kind.{at}", "")
        if 0 <= at < len(candidates):
            chosen[at] = kind if kind in kinds else next(iter(kinds))
    if upload.running or not chosen:
        return done("nothing-chosen", "document", upload_id=upload_id)
    source = Source(upload.options["source"], upload.options["as_of"])
    try:
        made = documents_accept.accept(pieces.store, candidates, chosen, source, account().name)
    except Conflict as conflict:
        raise NotNow(str(conflict)) from conflict
    known = {**upload.report.get("accepted", {}), **{str(at): place_id for at, place_id in made.drafts.items()}}
    skipped = [[candidates[at]["name"], why] for at, why in made.skipped.items()]
    pieces.uploads.note(upload_id, {**upload.report, "accepted": known, "skipped": skipped})
    said = "accepted" if made.drafts else "nothing-chosen"
    back = {name: request.args[name] for name in ("show", "page") if name in request.args}
    return done(said, "document", upload_id=upload_id, **back)


def _find(upload: Upload) -> None:
    content, gazetteer = office().uploads.content(upload.id), services().world.current()

    def work(progress: object) -> dict[str, object]:
        found = find_candidates(read_document(content), gazetteer, progress)  # type: ignore[arg-type]
        return {"candidates": [as_json(one) for one in found], "accepted": {}}

    office().uploads.begin(upload, "find", work)
    office().uploads.wait(upload.id, _PATIENCE)


def _kind_of(name: str) -> str:
    """The kind whose name the place's own name ends in; the last one, for what is like nothing, if there is none."""
    kinds = services().world.current().district.kinds
    fitting = [
        key
        for key, kind in kinds.items()
        for word in kind.name.values()
        if spoken(name).endswith(spoken(word)) and word
    ]
    return fitting[0] if fitting else list(kinds)[-1]


def _documents(status: int = 200, faults: tuple[Fault, ...] = ()) -> ResponseReturnValue:
    return page(
        "documents.html",
        status,
        faults=faults,
        typed=request.form,
        uploads=office().uploads.newest("document"),
        megabytes=LARGEST // 1024 // 1024,
    )
