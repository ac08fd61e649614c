"""Signing in and out, the own password, and the administrator's page of accounts."""

import re

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from knowledge.places.faults import Fault, Faults
from web.office.accounts import LOCKED_FOR, ROLES, LockedOut, Role
from web.office.guard import PREFIX, account, allowed, begin_sitting, bp, end_sitting, office
from web.office.pages import done, page

_OUR_PATH = re.compile(rf"{PREFIX}(/[A-Za-z0-9_-]+)*")


@bp.get("/sign-in")
@allowed("anyone")
def sign_in() -> ResponseReturnValue:
    return _form()


@bp.post("/sign-in")
@allowed("anyone")
def do_sign_in() -> ResponseReturnValue:
    office().rate.spend(request.remote_addr or "")
    try:
        token = office().accounts.sign_in(request.form.get("name", ""), request.form.get("password", ""))
    except LockedOut:
        return _form(429, "sign-in-locked")
    if token is None:
        return _form(401, "sign-in-wrong")
    begin_sitting(token)
    return redirect(our_path(request.form.get("then")), 303)


@bp.post("/sign-out")
@allowed("anyone")
def sign_out() -> ResponseReturnValue:
    end_sitting()
    return done("signed-out", "sign_in")


@bp.get("/password")
@allowed("editor")
def password() -> ResponseReturnValue:
    return page("password.html", faults=())


@bp.post("/password")
@allowed("editor")
def set_password() -> ResponseReturnValue:
    """The old password is asked for, so that an unattended browser can't be used to take the account over."""
    accounts, name = office().accounts, account().name
    office().rate.spend(request.remote_addr or "")
    if not accounts.knows(name, request.form.get("old", "")):
        return page("password.html", 422, faults=(Fault("old", "is not your password"),))
    try:
        accounts.set_password(name, request.form.get("password", ""), name)
    except Faults as faults:
        return page("password.html", 422, faults=faults.faults)
    end_sitting()
    return done("password-set", "sign_in")


@bp.get("/accounts")
@allowed("administrator")
def accounts() -> ResponseReturnValue:
    return _accounts()


@bp.post("/accounts")
@allowed("administrator")
def add_account() -> ResponseReturnValue:
    name = request.form.get("name", "")
    try:
        office().accounts.add(name, _role(), request.form.get("password", ""), account().name)
    except Faults as faults:
        return _accounts(422, faults.faults)
    return done("account-saved", "accounts")


@bp.post("/accounts/<name>")
@allowed("administrator")
def change_account(name: str) -> ResponseReturnValue:
    known = office().accounts
    if name not in {one.name for one in known.all()}:
        abort(404)
    try:
        if request.form.get("password"):
            known.set_password(name, request.form["password"], account().name)
        else:
            known.set_role(name, _role(), request.form.get("active") == "yes", account().name)
    except Faults as faults:
        return _accounts(422, faults.faults)
    return done("account-saved", "accounts")


def our_path(wanted: str | None) -> str:
    """Where to go after signing in: a page of the office, never another site."""
    return wanted if wanted and _OUR_PATH.fullmatch(wanted) else url_for("office.home")


def _role() -> Role:
    asked = request.form.get("role")
    for role in ROLES:
        if role == asked:
            return role
    raise Faults([Fault("role", f"must be one of {', '.join(ROLES)}")])


def _form(status: int = 200, message: str | None = None) -> ResponseReturnValue:
    minutes = int(LOCKED_FOR.total_seconds() // 60)
    wanted = our_path(request.values.get("then"))
    return page(
        "sign_in.html", status, message=message, minutes=minutes, then=wanted, name=request.form.get("name", "")
    )


def _accounts(status: int = 200, faults: tuple[Fault, ...] = ()) -> ResponseReturnValue:
    known = office().accounts
    return page("accounts.html", status, accounts=known.all(), logged=known.logged(), roles=ROLES, faults=faults)
