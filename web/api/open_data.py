"""The open data, for programs that hold a token of the office."""

import re
from pathlib import Path

from flask import Blueprint, Response, g, jsonify, request
from flask.typing import ResponseReturnValue

from knowledge.ingest.dump import dump
from knowledge.ingest.export import export
from knowledge.places.faults import Fault
from knowledge.places.gazetteer import Gazetteer
from web.context import services
from web.intake import query
from web.office.tokens import Scope, Token
from web.open_data import FILES
from web.problems import Problem, not_found

bp = Blueprint("open_data", __name__, url_prefix="/open-data")


@bp.get("")
def contents() -> ResponseReturnValue:
    """What there is to fetch, at which revision, under which licence."""
    token = _holder(None)
    query().done()
    gazetteer = services().world.current()
    licence = gazetteer.district.licence
    files = [
        {"name": name, "content_type": content_type, "href": f"/api/v1/open-data/{name}"}
        for name, content_type in FILES.items()
        if _scope(name) in token.scopes
    ]
    document = {
        "district": gazetteer.district.id,
        "data_revision": gazetteer.revision,
        "places": len(gazetteer.places),
        "licence": {"name": licence.name, "url": licence.url} if licence else None,
        "files": files,
    }
    return jsonify(document), {"Cache-Control": "no-store"}


@bp.get("/<name>")
def file(name: str) -> ResponseReturnValue:
    """One file. Its ETag is the data's revision, so that what hasn't changed is not sent again."""
    if name not in FILES:
        _holder(None)
        raise not_found("name", f"There is no file {name}.")
    _holder(_scope(name))
    query().done()
    gazetteer = services().world.current()
    answer = Response(content_type=FILES[name], headers={"Cache-Control": "private, no-cache"})
    answer.set_etag(f"{gazetteer.revision}-{name}")
    answer.headers["Content-Disposition"] = f'attachment; filename="{gazetteer.district.id}-{name}"'
    if request.if_none_match.contains(f"{gazetteer.revision}-{name}"):
        answer.status_code = 304
        return answer
    answer.set_data(_content(gazetteer, name))
    return answer


@bp.after_request
def tell_allowance(response: Response) -> Response:
    """Says in headers what the holder may still fetch."""
    if "allowance" in g:
        response.headers.update(g.allowance.headers())
    return response


def _scope(name: str) -> Scope:
    return "dump" if name == "dump.zip" else "places"


def _content(gazetteer: Gazetteer, name: str) -> bytes:
    """The file at that revision, written once and then read."""
    folder: Path = services().settings.state / "open-data"
    kept = folder / f"{re.sub(r'[^0-9a-z]', '', gazetteer.revision)}-{name}"
    if kept.exists():
        return kept.read_bytes()
    content = _dumped(gazetteer) if name == "dump.zip" else export(gazetteer, name.rpartition(".")[2])
    folder.mkdir(parents=True, exist_ok=True)
    for older in folder.glob(f"*-{name}"):
        older.unlink(missing_ok=True)
    # Whole before it has its name, as another thread may read it.
    half = folder / f"{kept.name}.{id(content)}.half"
    half.write_bytes(content)
    half.replace(kept)
    return content


def _dumped(gazetteer: Gazetteer) -> bytes:
    office = services().office
    # Nobody holds a token where there is no office.
    assert office is not None
    return dump(gazetteer, office.store.database)


def _holder(scope: Scope | None) -> Token:
    """Whose token the request carries.

    Raises:
        Problem: 401 without a token in force, 403 when it isn't for this, 429 when too much was fetched.
    """
    pieces = services()
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    token = None
    if pieces.office is not None and scheme.lower() == "bearer" and secret.strip():
        token = pieces.office.tokens.holder(secret.strip())
    if token is None:
        # Who guesses is slowed down like who fetches.
        g.allowance = pieces.operator_rate.spend(f"no token {request.remote_addr}")
        message = "must be Bearer with a token of the office that is in force"
        raise Problem(
            401, f"The Authorization {message}.", [Fault("Authorization", message)], {"WWW-Authenticate": "Bearer"}
        )
    g.allowance = pieces.operator_rate.spend(f"token {token.id}")
    if scope is not None and scope not in token.scopes:
        message = f"is not for {scope}"
        raise Problem(403, f"The token {message}.", [Fault("Authorization", message)])
    return token
