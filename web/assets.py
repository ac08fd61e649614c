"""Scripts, styles and pictures, served by ourselves, compressed once and cached by browsers for ever.

Their addresses hold a hash of all of them together: a change makes other addresses, and modules that import each other
by relative address stay of one version.
"""

import gzip
import hashlib
import mimetypes
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from flask import Blueprint, Response, abort, request
from markupsafe import Markup

bp = Blueprint("assets", __name__)

_OURS = Path(__file__).parent / "static"
_ADDRESS = re.compile(r"url\(([\w-]+\.svg)\)")
_SMALLEST_WORTH_PACKING = 600
_FOR_EVER = "public, max-age=31536000, immutable"


@cache
def version() -> str:
    """Changes whenever any file does."""
    digest = hashlib.sha256()
    for name, content in _files().items():
        digest.update(name.encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def address(name: str) -> str:
    """Where a page finds that file."""
    return f"/assets/{version()}/{name}"


def shipped() -> list[str]:
    """The names of all that a page without network needs."""
    return [name for name in _files() if not name.startswith("office") and not name.endswith(".png")]


@cache
def inlined_style() -> Markup:
    """The style sheet to be put into a page, which then needs no second journey before it can be seen."""
    text = _files()["style.css"].decode()
    return Markup(_ADDRESS.sub(lambda found: f"url({address(found[1])})", text))


@cache
def style_digest() -> str:
    """By which a content security policy knows that style."""
    return f"'sha256-{b64encode(hashlib.sha256(inlined_style().encode()).digest()).decode()}'"


@bp.get("/assets/<_version>/<path:name>")
def asset(_version: str, name: str) -> Response:
    """Whatever version a page asks for, it gets the present one: an old page is better off with new files than none."""
    known = _files().get(name)
    if known is None:
        abort(404)
    response = packed(known, mimetypes.guess_type(name)[0] or "application/octet-stream", pack=_pack_once)
    response.headers["Cache-Control"] = _FOR_EVER if _version == version() else "no-cache"
    return response


def _pack(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=6, mtime=0)


@cache
def _pack_once(content: bytes) -> bytes:
    """For what never changes: as small as can be, and kept."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def packed(content: bytes, content_type: str, pack: Callable[[bytes], bytes] = _pack) -> Response:
    """An answer with that content, compressed for browsers that take it so."""
    response = Response(content, content_type=_with_charset(content_type))
    response.vary.add("Accept-Encoding")
    if len(content) >= _SMALLEST_WORTH_PACKING and request.accept_encodings["gzip"]:
        response.set_data(pack(content))
        response.headers["Content-Encoding"] = "gzip"
    return response


@cache
def _files() -> Mapping[str, bytes]:
    """All of them by name, read at once: what a page gets is of one version even when files change meanwhile."""
    paths = sorted(path for path in _OURS.rglob("*") if path.is_file())
    ours = {path.relative_to(_OURS).as_posix(): path.read_bytes() for path in paths}
    leaflet = files("xstatic.pkg.leaflet") / "data"
    # Without the line that points to a map of the source, which we don't serve.
    script = (leaflet / "leaflet.js").read_bytes().rpartition(b"//# sourceMappingURL")[0]
    return {**ours, "leaflet/leaflet.js": script, "leaflet/leaflet.css": (leaflet / "leaflet.css").read_bytes()}


def _with_charset(content_type: str) -> str:
    textual = content_type.startswith("text/") or content_type.endswith(("javascript", "json", "xml"))
    return f"{content_type}; charset=utf-8" if textual and "charset" not in content_type else content_type
