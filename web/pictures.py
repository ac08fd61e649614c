"""Pictures of places, as the office took them in."""

from flask import Blueprint, Response, abort

from knowledge.places.place import PICTURE_NAME
from knowledge.store.pictures import content_of
from web.context import services

bp = Blueprint("pictures", __name__)


@bp.get("/pictures/<name>")
def picture(name: str) -> Response:
    """A picture by its name, which is a hash of it: it never changes. Drafts' pictures can't be guessed."""
    pieces = services()
    content = content_of(pieces.office.store.database, name) if pieces.office and PICTURE_NAME.fullmatch(name) else None
    if content is None:
        abort(404)
    response = Response(content, content_type="image/jpeg")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
