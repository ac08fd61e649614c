"""The administrator's page of tokens."""

from flask import request
from flask.typing import ResponseReturnValue

from knowledge.places.faults import Fault, Faults
from knowledge.store.history import Missing
from web.context import now
from web.office.guard import account, allowed, bp, office
from web.office.pages import done, page
from web.office.tokens import LONGEST_DAYS, SCOPES


@bp.get("/tokens")
@allowed("administrator")
def tokens() -> ResponseReturnValue:
    return _tokens()


@bp.post("/tokens")
@allowed("administrator")
def issue_token() -> ResponseReturnValue:
    """The answer itself shows the token, the only time that anybody sees it."""
    form = request.form
    days = form.get("days", "").strip()
    try:
        if not (days.isascii() and days.isdigit() and len(days) < 6):
            raise Faults([Fault("days", "must be a whole number")])
        secret = office().tokens.issue(form.get("name", ""), form.getlist("scopes"), int(days), account().name)
    except Faults as faults:
        return _tokens(422, faults.faults)
    return _tokens(200, (), secret)


@bp.post("/tokens/<token_id>/revoke")
@allowed("administrator")
def revoke_token(token_id: str) -> ResponseReturnValue:
    if not office().tokens.revoke(token_id, account().name):
        raise Missing(token_id)
    return done("token-revoked", "tokens")


def _tokens(status: int = 200, faults: tuple[Fault, ...] = (), secret: str | None = None) -> ResponseReturnValue:
    return page(
        "tokens.html",
        status,
        tokens=office().tokens.all(),
        moment=now(),
        scopes=SCOPES,
        longest=LONGEST_DAYS,
        typed=request.form,
        faults=faults,
        secret=secret,
    )
