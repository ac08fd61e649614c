"""Every refusal of the programming interface as problem details (RFC 9457)."""

import json
import logging
import secrets
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge
from werkzeug.routing import RequestRedirect

from itinerary.core.cancellation import Cancelled
from knowledge.places.faults import Fault, Faults

API = "/api/"

CLIENT_CLOSED_REQUEST = 499
"""As nginx calls it; in no standard."""

log = logging.getLogger(__name__)


class Problem(Exception):
    """A refusal: raised anywhere below a view, answered as a problem document."""

    def __init__(
        self,
        status: int,
        detail: str,
        errors: Iterable[Fault] = (),
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
    ) -> None:
        """``members`` are further members of the document, such as the conflicts of a request that can't be met."""
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.members = dict(members or {})

    def document(self) -> dict[str, Any]:
        return {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "errors": [{"field": fault.field, "message": fault.message} for fault in self.errors],
            **self.members,
        }

    def response(self) -> Response:
        body = json.dumps(self.document(), ensure_ascii=False)
        answer = Response(body, self.status, self.headers, content_type="application/problem+json")
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer


def not_found(field: str, message: str) -> Problem:
    return Problem(404, message, [Fault(field, message)])


def busy(detail: str, seconds: int) -> Problem:
    """We can't serve this now; it is worth trying again after so many seconds."""
    return Problem(503, detail, headers={"Retry-After": str(seconds)})


def too_many(detail: str, seconds: int) -> Problem:
    """The caller sends too much; it may go on after so many seconds."""
    return Problem(429, detail, headers={"Retry-After": str(seconds)})


def refuse(faults: Faults) -> Problem:
    count = len(faults.faults)
    return Problem(400, f"The request has {'a fault' if count == 1 else f'{count} faults'}.", faults.faults)


def init_app(app: Flask) -> None:
    """Answers every fault under the programming interface as a problem document."""
    app.register_error_handler(Problem, lambda problem: problem.response())
    app.register_error_handler(Faults, lambda faults: refuse(faults).response())
    app.register_error_handler(Cancelled, _to_nobody)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(Exception, _unforeseen)


def _to_nobody(_called_off: Exception) -> Response:
    """For a client that has left: not sent any more, and no fault of ours."""
    return Response(status=CLIENT_CLOSED_REQUEST)


def _of_http(error: HTTPException) -> Response | HTTPException:
    if isinstance(error, RequestRedirect) or not request.path.startswith(API):
        return error
    status = error.code or 500
    if isinstance(error, MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        message = f"{request.method} is not possible here; possible: {allowed}"
        return Problem(status, message, [Fault("method", message)], {"Allow": allowed}).response()
    if isinstance(error, RequestEntityTooLarge):
        message = f"must not be larger than {request.max_content_length} bytes"
        return Problem(status, f"The body {message}.", [Fault("body", message)]).response()
    if status == HTTPStatus.NOT_FOUND:
        return not_found("path", f"There is nothing at {request.path}").response()
    detail = error.description or HTTPStatus(status).phrase
    return Problem(status, detail, [Fault("request", detail)] if status < 500 else []).response()


def _unforeseen(error: Exception) -> Response:
    """Our own fault: told with a number to find it by in the log, and nothing of its inside."""
    number = secrets.token_hex(4)
    log.error("fault %s at %s %s", number, request.method, request.path, exc_info=error)
    detail = f"Something went wrong on our side; it is noted under the number {number}."
    if request.path.startswith(API):
        return Problem(500, detail).response()
    return Response(detail, 500, content_type="text/plain; charset=utf-8")
