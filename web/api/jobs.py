"""Operators' jobs."""

import hmac
from typing import Any

from flask import Blueprint, Response, g, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from knowledge.places.faults import Fault, Faults
from web.callback import check_address
from web.context import now, services
from web.intake import Fields, json_object, query, text_up_to
from web.problems import Problem

bp = Blueprint("jobs", __name__, url_prefix="/jobs")

LARGEST_JOB = 2 * 1024 * 1024
MOST_REQUESTS = 200

_NONE: list[Any] = []


@bp.post("")
def hand_in() -> ResponseReturnValue:
    """Takes in many requests at once."""
    operator = _operator()
    query().done()
    given = Fields(json_object(LARGEST_JOB), ("requests", "webhook"))
    given.require("requests")
    key = _idempotency_key(given)
    requests: list[Any] = given.take("requests", _requests, _NONE)
    webhook = given.take("webhook", _webhook, None)
    pieces = services()
    if given.faults:
        given.faults += pieces.jobs.faults_of(requests, now())
    given.done()
    job = pieces.jobs.hand_in(operator, key, requests, webhook, now(), pieces.clock())
    location = url_for("jobs.show", job_id=job["id"])
    return jsonify(job), 202, {"Location": location, "Cache-Control": "no-store"}


@bp.get("/<job_id>")
def show(job_id: str) -> ResponseReturnValue:
    """State, progress and what is done so far."""
    operator = _operator()
    query().done()
    return jsonify(services().jobs.show(operator, job_id)), {"Cache-Control": "no-store"}


@bp.after_request
def tell_allowance(response: Response) -> Response:
    """Says in headers what the operator may still do."""
    if "allowance" in g:
        response.headers.update(g.allowance.headers())
    return response


def _operator() -> str:
    """Who calls.

    Raises:
        Problem: 401 without a key of ours, 429 when too much was sent.
    """
    pieces = services()
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    given = key.strip().encode() if scheme.lower() == "bearer" else b""
    # All keys are compared, in constant time, so that timing tells nothing.
    keys = pieces.settings.operator_keys
    names = [name for known, name in keys.items() if hmac.compare_digest(known.encode(), given)]
    if not names:
        message = "must be Bearer with an operator's key"
        raise Problem(
            401, f"The Authorization {message}.", [Fault("Authorization", message)], {"WWW-Authenticate": "Bearer"}
        )
    g.allowance = pieces.operator_rate.spend(names[0])
    return names[0]


def _idempotency_key(given: Fields) -> str:
    key = request.headers.get("Idempotency-Key", "").strip()
    if not 1 <= len(key) <= 200:
        given.faults.append(Fault("Idempotency-Key", "must be given as a header of 1 to 200 characters"))
    return key


def _requests(value: Any) -> list[Any]:
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_REQUESTS:
        raise ValueError(f"must be a list of 1 to {MOST_REQUESTS} requests")
    others = [
        Fault(f"requests[{index}]", "must be an object")
        for index, item in enumerate(value)
        if not isinstance(item, dict)
    ]
    if others:
        raise Faults(others)
    return value


def _webhook(value: Any) -> str:
    address = text_up_to(500)(value)
    check_address(address, services().settings.webhook_hosts)
    return address
