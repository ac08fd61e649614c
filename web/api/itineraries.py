"""Plans: made, shown, judged, asked about, changed, repaired, taken along."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from itinerary.exports import NoLetters
from knowledge.places.text import LOCALES
from web.context import now, services
from web.intake import json_object, one_of, query
from web.presence import while_connected
from web.problems import Problem, not_found

bp = Blueprint("itineraries", __name__, url_prefix="/itineraries")

_FRESH = {"Cache-Control": "no-store"}


@bp.post("")
def plan() -> ResponseReturnValue:
    """A day as wished for, with its alternatives."""
    query().done()
    planner, present = services().planner, now()
    wishes = planner.read(json_object(), present)
    with while_connected() as cancellation:
        return jsonify(planner.plan(wishes, present, cancellation=cancellation)), _FRESH


@bp.post("/verify")
def verify() -> ResponseReturnValue:
    """Judges any plan, ours or not."""
    query().done()
    return jsonify(services().planner.verify(json_object(), now())), _FRESH


@bp.get("/<plan_id>")
def show(plan_id: str) -> ResponseReturnValue:
    """A plan given out before, as it was then."""
    query().done()
    return jsonify(services().planner.kept(plan_id).itinerary), {"Cache-Control": "private, no-cache"}


@bp.get("/<plan_id>.<form>")
def export(plan_id: str, form: str) -> ResponseReturnValue:
    """A plan given out before, in another program's format."""
    query().done()
    pieces = services()
    writer = pieces.exports.get(form)
    if writer is None:
        known = ", ".join(sorted(pieces.exports)) or "none"
        raise not_found("format", f"Plans can't be had as {form[:20]}; possible: {known}.")
    plan = pieces.planner.kept(plan_id)
    try:
        content = writer.write(plan, pieces.world.current(), f"{request.host_url}plans/{plan_id}")
    except NoLetters as lacking:
        raise Problem(503, f"This plan can't be written as {form} here. {lacking}") from lacking
    answer = Response(content, content_type=writer.content_type)
    answer.headers["Content-Disposition"] = f'{writer.disposition}; filename="plan-{plan.itinerary["date"]}.{form}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@bp.post("/<plan_id>/why-not")
def why_not(plan_id: str) -> ResponseReturnValue:
    """What it would take to have a place in the plan."""
    query().done()
    with while_connected() as cancellation:
        return jsonify(services().planner.why_not(plan_id, json_object(), now(), cancellation)), _FRESH


@bp.post("/<plan_id>/repair")
def repair(plan_id: str) -> ResponseReturnValue:
    """The rest of the day, after something went otherwise."""
    query().done()
    with while_connected() as cancellation:
        return jsonify(services().planner.repair(plan_id, json_object(), now(), cancellation)), _FRESH


@bp.get("/<plan_id>/request")
def wishes(plan_id: str) -> ResponseReturnValue:
    """What a plan given out before was asked for."""
    query().done()
    return jsonify(services().editor.request(plan_id)), {"Cache-Control": "private, no-cache"}


@bp.get("/<plan_id>/standing")
def standing(plan_id: str) -> ResponseReturnValue:
    """Whether a plan given out before still holds."""
    given = query("locale")
    read_locale: Callable[[Any], Any] = one_of(LOCALES)
    locale = given.take("locale", read_locale, None)
    given.done()
    return jsonify(services().editor.standing(plan_id, locale)), _FRESH


@bp.post("/<plan_id>/edits")
def edit(plan_id: str) -> ResponseReturnValue:
    """One thing of a plan changed, and the day mended around it."""
    query().done()
    with while_connected() as cancellation:
        return jsonify(services().editor.edit(plan_id, json_object(), now(), cancellation)), _FRESH


@bp.post("/<plan_id>/swaps")
def swaps(plan_id: str) -> ResponseReturnValue:
    """Where one could go instead of a stop."""
    query().done()
    with while_connected() as cancellation:
        return jsonify(services().editor.swaps(plan_id, json_object(), now(), cancellation)), _FRESH
