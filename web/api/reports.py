"""Visitors' reports: closed, other hours, another position."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, g, jsonify, request
from flask.typing import ResponseReturnValue

from knowledge.places.text import LOCALES
from web.context import now, services
from web.intake import Fields, json_object, one_of, query, text_up_to
from web.reports import KINDS, LONGEST_TEXT, Kind
from web.shapes import ReportTaken

bp = Blueprint("reports", __name__, url_prefix="/reports")

LONGEST_ID = 80


@bp.post("")
def take() -> ResponseReturnValue:
    """Takes a report down for the office, with nothing that says who sent it."""
    query().done()
    pieces = services()
    g.allowance = pieces.report_rate.spend(request.remote_addr or "")
    given = Fields(json_object(), ("place_id", "kind", "text", "plan_id", "locale"))
    given.require("place_id")
    given.require("kind")
    kind: Callable[[Any], Any] = one_of(KINDS)
    tongue: Callable[[Any], Any] = one_of(LOCALES)
    place_id = given.take("place_id", _known_place, "")
    sort: Kind = given.take("kind", kind, "other")
    text = given.take("text", text_up_to(LONGEST_TEXT), "")
    plan_id = given.take("plan_id", _known_plan, None)
    locale = given.take("locale", tongue, LOCALES[0])
    given.done()
    taken = pieces.reports.take(place_id, sort, text, plan_id, locale, now())
    return jsonify(ReportTaken(taken=taken).model_dump(mode="json")), 201, {"Cache-Control": "no-store"}


@bp.after_request
def tell_allowance(response: Response) -> Response:
    """Says in headers how many more may be sent."""
    if "allowance" in g:
        response.headers.update(g.allowance.headers())
    return response


def _known_place(value: Any) -> str:
    if not isinstance(value, str) or value not in services().world.current().places:
        raise ValueError("is not the id of a known place")
    return value


def _known_plan(value: Any) -> str:
    plan_id = text_up_to(LONGEST_ID)(value)
    if services().plans.get(plan_id) is None:
        raise ValueError("is not the id of a plan that was given out")
    return plan_id
