"""How the guide is."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from web.context import services
from web.intake import query
from web.shapes import HealthState

bp = Blueprint("health", __name__)


@bp.get("/health")
def health() -> ResponseReturnValue:
    """Whether everything works; degraded while the assistant is away or the first index is being built."""
    query().done()
    pieces = services()
    up, index = pieces.assistant.up(), pieces.search.index_revision
    state = HealthState(
        status="ok" if up and index else "degraded",
        bot="ok" if up else "down",
        data_revision=pieces.world.current().revision,
        index_revision=index,
    )
    return jsonify(state.model_dump()), {"Cache-Control": "no-store"}
