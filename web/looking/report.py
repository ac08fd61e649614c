"""A visitor tells that a place is closed or that something else has changed; works without scripts."""

from typing import Any

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from web.context import now, services
from web.looking.saying import page
from web.page import locale_of_request, missing
from web.problems import Problem
from web.reports import KINDS, LONGEST_TEXT

bp = Blueprint("report_pages", __name__)


@bp.get("/places/<place_id>/report")
def form(place_id: str) -> ResponseReturnValue:
    return _form(place_id, done=request.args.get("done") == "1")


@bp.post("/places/<place_id>/report")
def take(place_id: str) -> ResponseReturnValue:
    """Takes the report down and thanks; what is wrong with it is said above the form, which keeps what was written."""
    pieces = services()
    if place_id not in pieces.world.current().places:
        return missing("missing-place")
    kind, text = request.form.get("kind", ""), request.form.get("text", "").strip()
    faults = []
    chosen = next((known for known in KINDS if known == kind), None)
    if chosen is None:
        faults.append("report-choose")
    if len(text) > LONGEST_TEXT:
        faults.append("report-too-long")
    if chosen == "other" and not text:
        faults.append("report-say-what")
    if chosen is None or faults:
        return _form(place_id, status=400, faults=faults)
    try:
        pieces.report_rate.spend(request.remote_addr or "")
    except Problem as problem:
        return _form(place_id, status=problem.status, faults=["report-too-many"])
    plan_id = request.form.get("plan", "")
    known_plan = plan_id if plan_id and pieces.plans.get(plan_id) else None
    pieces.reports.take(place_id, chosen, text, known_plan, locale_of_request(), now())
    return redirect(f"/places/{place_id}/report?lang={locale_of_request()}&done=1", 303)


def _form(place_id: str, status: int = 200, **values: Any) -> ResponseReturnValue:
    place = services().world.current().places.get(place_id)
    if place is None:
        return missing("missing-place")
    filled = {"done": False, "faults": [], **values}
    return page(
        "report.html", status, place=place, kinds=KINDS, longest=LONGEST_TEXT,
        plan_id=request.values.get("plan", ""), chosen=request.values.get("kind", ""),
        text=request.form.get("text", ""), **filled,
    )  # fmt: skip
