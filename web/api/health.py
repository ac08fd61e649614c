"""How the guide is."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from web.context import services
from web.intake import query
from web.shapes import HealthState

bp = Blueprint("health", __name__)


@bp.get("/health")
def health() -> ResponseReturnValue:
    """Whether everything works; the guide is degraded while the assistant is away."""
    query().done()
    pieces = services()
    up = pieces.assistant.up()
    state = HealthState(
        status="ok" if up else "degraded",
        bot="ok" if up else "down",
        data_revision=pieces.world.current().revision,
        index_revision=pieces.search.index_revision,
    )
    return jsonify(state.model_dump()), {"Cache-Control": "no-store"}
