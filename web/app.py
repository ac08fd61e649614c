"""The Flask application, put together from given pieces."""

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from web import guard, problems
from web.api import API_PREFIX, blueprints
from web.atlas import bp as atlas
from web.context import EXTENSION
from web.looking import blueprints as looking
from web.office import views as office_pages
from web.offline import bp as offline
from web.pictures import bp as pictures
from web.services import Services
from web.site import bp as site

LARGEST_BODY = 256 * 1024
"""Bytes, where a view doesn't allow more."""


class Json(DefaultJSONProvider):
    """Members in the order of the contract, Chinese as it is."""

    sort_keys = False
    ensure_ascii = False


def create_app(pieces: Services) -> Flask:
    """One application around those pieces; several may live in one process."""
    app = Flask("web", static_folder="static", template_folder="templates")
    app.json = Json(app)
    app.url_map.merge_slashes = False
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.extensions[EXTENSION] = pieces
    problems.init_app(app)
    guard.init_app(app, pieces.settings)
    for blueprint in blueprints():
        app.register_blueprint(blueprint, url_prefix=f"{API_PREFIX}{blueprint.url_prefix or ''}")
    app.register_blueprint(site)
    app.register_blueprint(pictures)
    app.register_blueprint(atlas)
    for pages in looking():
        app.register_blueprint(pages)
    app.register_blueprint(offline)
    if pieces.office is not None:
        office_pages.init_app(app, pieces.office)
    return app
