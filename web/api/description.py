"""The description of this programming interface."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from web.api.places import cached
from web.context import services
from web.intake import query
from web.openapi import document

bp = Blueprint("description", __name__)


@bp.get("/openapi.json")
def openapi() -> ResponseReturnValue:
    query().done()
    pieces = services()
    return cached(jsonify(document(pieces.world.current(), pieces.exports)))
