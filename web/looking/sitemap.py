"""For search engines: every page in every language. And the code of a plan's page, for phones."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from itinerary.exports.qr import qr_svg
from knowledge.places.text import LOCALES
from web import assets
from web.context import services
from web.page import missing

bp = Blueprint("sitemap_pages", __name__)


@bp.get("/sitemap.xml")
def sitemap() -> ResponseReturnValue:
    gazetteer = services().world.current()
    paths = ["/", "/places", "/lists", *(["/night"] if gazetteer.district.night else [])]
    paths += [f"/lists/{each.id}" for each in gazetteer.district.lists]
    paths += [f"/places/{place_id}" for place_id in gazetteer.places]
    body = render_template("sitemap.xml", paths=paths, locales=LOCALES, site=request.host_url.rstrip("/"))
    return assets.packed(body.encode(), "application/xml")


@bp.get("/plans/<plan_id>/qr.svg")
def code(plan_id: str) -> ResponseReturnValue:
    """The address of the plan's page as a picture."""
    if services().plans.get(plan_id) is None:
        return missing("missing-plan")
    response = assets.packed(qr_svg(f"{request.host_url}plans/{plan_id}").encode(), "image/svg+xml")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
