"""Pictures of places, as the office took them in: everybody's once they are published."""

from flask import Blueprint, Response, abort

from knowledge.places.place import PICTURE_NAME
from knowledge.store.pictures import content_of
from web.context import services

bp = Blueprint("pictures", __name__)


@bp.get("/pictures/<name>")
def picture(name: str) -> Response:
    """A picture that a place shows, by its name, which is a hash of it: it never changes."""
    places = services().world.current().places.values()
    if not any(one.file == name for place in places for one in place.pictures):
        abort(404)
    response = jpeg(name)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def jpeg(name: str) -> Response:
    """A picture that was taken in, published or not; 404 when there is none of that name."""
    pieces = services()
    content = content_of(pieces.office.store.database, name) if pieces.office and PICTURE_NAME.fullmatch(name) else None
    if content is None:
        abort(404)
    response = Response(content, content_type="image/jpeg")
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
