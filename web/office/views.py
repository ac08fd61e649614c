"""All pages of the office, behind their guard."""

from flask import Flask
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError  # type: ignore[import-untyped]
from werkzeug.exceptions import HTTPException

from knowledge.store.history import Missing, NotNow, SecondPersonNeeded
from web.office import (
    answer,
    dashboard,
    documents,
    exchange,
    guard,
    helpers,
    merging,
    moves,
    pictures,
    places,
    routes_pages,
    sign_in,
    tokens_pages,
)
from web.office.guard import bp
from web.office.office import Office
from web.office.pages import problem
from web.problems import Problem

PARTS = (
    answer,
    dashboard,
    documents,
    exchange,
    helpers,
    merging,
    moves,
    pictures,
    places,
    routes_pages,
    sign_in,
    tokens_pages,
)
"""Their views are on the blueprint by having been imported."""


def init_app(app: Flask, office: Office) -> None:
    guard.init_app(app, office)


@bp.errorhandler(CSRFError)
def _forged(_error: CSRFError) -> ResponseReturnValue:
    return problem("problem-forged", 400)


@bp.errorhandler(HTTPException)
def _refused(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    known = {403: "problem-role", 404: "problem-missing", 413: "problem-too-large"}
    return problem(known.get(status, "problem-request"), status)


@bp.errorhandler(Problem)
def _too_many(error: Problem) -> ResponseReturnValue:
    return problem("problem-request", error.status, error.detail)


@bp.errorhandler(Missing)
def _missing(_error: Missing) -> ResponseReturnValue:
    return problem("problem-missing", 404)


@bp.errorhandler(NotNow)
def _not_now(error: NotNow) -> ResponseReturnValue:
    return problem("problem-not-now", 409, str(error))


@bp.errorhandler(SecondPersonNeeded)
def _second_person(error: SecondPersonNeeded) -> ResponseReturnValue:
    return problem("problem-second-person", 409, str(error))
