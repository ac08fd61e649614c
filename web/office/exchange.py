"""Tables in and out: the page of both, an upload with its dry run, and the steps that take it to the visitors."""

from collections.abc import Mapping
from typing import Any, get_args

from flask import Response, request
from flask.typing import ResponseReturnValue

from knowledge.ingest.dump import dump
from knowledge.ingest.export import FORMATS, csv_of, export
from knowledge.ingest.propose import Options
from knowledge.ingest.uploads import LARGEST
from knowledge.places.datum import DATUMS
from knowledge.places.faults import Fault, Faults
from knowledge.places.place import Confidence, Precision
from knowledge.store.history import NotNow
from web.context import services
from web.office import exchange_import
from web.office.exchange_import import STEPS
from web.office.exchange_uploads import Progress, Upload
from web.office.exchange_words import refusal, row_fault, source_names
from web.office.guard import account, allowed, bp, office, takes_files
from web.office.pages import done, page, problem

PAGE = 50
_SHOWN = ("faults", "changed", "new")
_PATIENCE = 1.5
"""Seconds that a request waits for short work, so that small tables need no page of progress."""


@bp.get("/exchange")
@allowed("editor")
def exchange() -> ResponseReturnValue:
    return _exchange()


@bp.get("/export/<ending>")
@allowed("editor")
def download(ending: str) -> ResponseReturnValue:
    """Everything published as one file: a table, GeoJSON, JSON-LD, or the whole dump."""
    gazetteer = services().world.current()
    if ending == "zip":
        return _file(
            dump(gazetteer, office().store.database), "application/zip", f"{gazetteer.district.id}-open-data.zip"
        )
    if ending not in FORMATS:
        return problem("problem-missing", 404)
    return _file(export(gazetteer, ending), FORMATS[ending], f"{gazetteer.district.id}-places.{ending}")


@bp.post("/imports")
@allowed("editor")
@takes_files(LARGEST)
def bring() -> ResponseReturnValue:
    """Takes a table in and begins its dry run."""
    try:
        options = _options()
        name, content = sent_file()
    except Faults as faults:
        return _exchange(422, faults.faults)
    uploads = office().uploads
    asked = {**options.__dict__, "why": request.form.get("why", "").strip()}
    upload = uploads.get(uploads.add("table", account().name, name, content, asked), "table")
    _check(upload)
    return done("upload-taken", "imported", upload_id=upload.id)


@bp.get("/imports/<upload_id>")
@allowed("editor")
def imported(upload_id: str) -> ResponseReturnValue:
    """How far the work is, and then what it found."""
    upload = office().uploads.get(upload_id, "table")
    report = upload.report
    shown = request.args.get("show", "")
    if shown not in _SHOWN:
        shown = "faults" if report.get("faults") else "changed" if report.get("counts", {}).get("changed") else "new"
    listed = _listed(report, shown)
    number = max(1, request.args.get("page", 1, type=int))
    last = max(1, -(-len(listed) // PAGE))
    part = listed[(number - 1) * PAGE : number * PAGE]
    return page(
        "import.html",
        upload=upload,
        refused=refusal(report),
        shown_part=shown,
        listed=[row_fault(one) for one in part] if shown == "faults" else part,
        number=number,
        last=last,
        standing=exchange_import.standing(office().store, report["change"]) if "change" in report else {},
        second_person=office().second_person,
        **{"faults_count": len(report.get("faults", ()))},
    )


@bp.get("/imports/<upload_id>/faults.csv")
@allowed("editor")
def import_faults(upload_id: str) -> ResponseReturnValue:
    """Every fault as a table, for whoever mends the file."""
    faults = [row_fault(one) for one in office().uploads.get(upload_id, "table").report.get("faults", ())]
    rows = [[str(one.row or ""), one.column, one.sentence] for one in faults]
    return _file(csv_of(("row", "column", "fault"), rows), FORMATS["csv"], "faults.csv")


@bp.post("/imports/<upload_id>/check")
@allowed("editor")
def check_again(upload_id: str) -> ResponseReturnValue:
    """The dry run anew, after what stood in its way was changed."""
    upload = office().uploads.get(upload_id, "table")
    if "change" in upload.report:
        raise NotNow("its drafts are kept already")
    _check(upload)
    return done("upload-taken", "imported", upload_id=upload_id)


@bp.post("/imports/<upload_id>/keep")
@allowed("editor")
def keep(upload_id: str) -> ResponseReturnValue:
    """Keeps all rows as drafts, in one change."""
    pieces, who = office(), account().name
    upload = pieces.uploads.get(upload_id, "table")
    if upload.state == "done" and (upload.report.get("faults") or "change" in upload.report):
        raise NotNow("there is nothing to keep, or it is kept already")
    options = _options_of(upload)
    why = upload.options.get("why") or upload.name

    def work(progress: Progress) -> Mapping[str, Any]:
        table = exchange_import.table_of(pieces.uploads, upload)
        return exchange_import.keep(pieces.store, upload, table, options, who, why, progress)

    pieces.uploads.begin(upload, "store", work)
    pieces.uploads.wait(upload_id, _PATIENCE)
    return done("upload-begun", "imported", upload_id=upload_id)


@bp.post("/imports/<upload_id>/step/submit")
@allowed("editor")
def submit_import(upload_id: str) -> ResponseReturnValue:
    return _step(upload_id, "submit")


@bp.post("/imports/<upload_id>/step/withdraw")
@allowed("editor")
def withdraw_import(upload_id: str) -> ResponseReturnValue:
    return _step(upload_id, "withdraw")


@bp.post("/imports/<upload_id>/step/publish")
@allowed("reviewer")
def publish_import(upload_id: str) -> ResponseReturnValue:
    return _step(upload_id, "publish")


@bp.post("/imports/<upload_id>/step/undo")
@allowed("reviewer")
def undo_import(upload_id: str) -> ResponseReturnValue:
    return _step(upload_id, "undo")


def sent_file() -> tuple[str, bytes]:
    """The file that the form carries: what the browser called it, and its content.

    Raises:
        Faults: when there is none.
    """
    file = request.files.get("file")
    content = file.read() if file else b""
    if file is None or not content:
        raise Faults([Fault("file", "must be given")])
    return (file.filename or "").rsplit("/", 1)[-1].rsplit("\\", 1)[-1] or "—", content


def _step(upload_id: str, step: str) -> ResponseReturnValue:
    assert step in STEPS
    pieces, who = office(), account().name
    upload = pieces.uploads.get(upload_id, "table")
    if "change" not in upload.report or (step == "undo" and "published" not in upload.report):
        raise NotNow("it has not come that far")
    why = request.form.get("why", "").strip() or upload.options.get("why") or upload.name
    pieces.uploads.begin(
        upload,
        step,  # type: ignore[arg-type]
        lambda progress: exchange_import.take_step(
            pieces.store, upload, step, who, why, pieces.second_person, progress
        ),
    )
    pieces.uploads.wait(upload_id, _PATIENCE)
    return done("upload-begun", "imported", upload_id=upload_id)


def _check(upload: Upload) -> None:
    pieces, options = office(), _options_of(upload)

    def work(progress: Progress) -> Mapping[str, Any]:
        return exchange_import.check(pieces.store, exchange_import.table_of(pieces.uploads, upload), options, progress)

    pieces.uploads.begin(upload, "check", work)
    pieces.uploads.wait(upload.id, _PATIENCE)


def _exchange(status: int = 200, faults: tuple[Fault, ...] = ()) -> ResponseReturnValue:
    return page(
        "exchange.html",
        status,
        faults=faults,
        typed=request.form,
        uploads=office().uploads.newest("table"),
        sources=source_names(),
        datums=DATUMS,
        confidences=get_args(Confidence),
        precisions=get_args(Precision),
        formats=FORMATS,
        megabytes=LARGEST // 1024 // 1024,
    )


def _options() -> Options:
    """What the form says of the whole file.

    Raises:
        Faults: naming every field that can't be meant.
    """
    form, faults = request.form, []
    datum = next((one for one in DATUMS if one == form.get("datum")), None)
    confidence = next((one for one in get_args(Confidence) if one == form.get("confidence", "fair")), None)
    precision = next((one for one in get_args(Precision) if one == form.get("precision")), None)
    metres = form.get("uncertainty_m", "").strip()
    source, as_of = form.get("source", "").strip(), form.get("as_of", "").strip()
    if datum is None:
        faults.append(Fault("position", "must be chosen: " + ", ".join(DATUMS)))
    if confidence is None:
        faults.append(Fault("confidence", "must be " + ", ".join(f"'{one}'" for one in get_args(Confidence))))
    if metres and not (metres.isascii() and metres.isdigit() and len(metres) < 7):
        faults.append(Fault("position", "must be a whole number of metres"))
    for name, value, other in (("source", source, as_of), ("as_of", as_of, source)):
        if other and not value:
            faults.append(Fault(name, "must be given"))
    if faults or datum is None or confidence is None:
        raise Faults(faults)
    return Options(
        datum=datum,
        source=source,
        as_of=as_of,
        confidence=confidence,
        precision=precision,
        uncertainty_m=int(metres) if metres else None,
        erase=form.get("erase") == "yes",
        traditional=form.get("traditional") == "yes",
    )


def _options_of(upload: Upload) -> Options:
    return Options(**{name: value for name, value in upload.options.items() if name != "why"})


def _listed(report: Any, shown: str) -> list[Any]:
    if shown == "faults":
        return list(report.get("faults", ()))
    return [one for one in report.get("outcomes", ()) if one["state"] == shown]


def _file(content: bytes, content_type: str, name: str) -> Response:
    return Response(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )
