"""What every answer carries for the browser's safety, and whose pages may call us."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import Flask, Response, request

from web.assets import style_digest
from web.problems import API
from web.settings import Settings

_METHODS = "GET, POST, OPTIONS"
_REQUEST_HEADERS = "Content-Type"
_SHOWN_HEADERS = "ETag, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
_NOT_SHARED = (f"{API}v1/jobs",)
"""Operators' programs call from servers; no page of another origin has business there."""


def init_app(app: Flask, settings: Settings) -> None:
    """Adds security headers to every answer, and those of CORS for the origins of the settings."""
    fixed = security_headers(settings)

    @app.after_request
    def guard(response: Response) -> Response:
        for name, value in fixed.items():
            response.headers.setdefault(name, value)
        if request.path.startswith(API):
            response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
            share(response, settings.widget_origins)
        return response


def security_headers(settings: Settings) -> Mapping[str, str]:
    """For pages: all from ourselves, nothing inline; map tiles if there are any; framed by the widget's hosts."""
    framers = " ".join(("'self'", *settings.widget_origins))
    policy = {
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": f"'self' {style_digest()}",
        "img-src": f"'self' data: {tile_origin(settings.tile_url)}".strip(),
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": framers,
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(self)",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def share(response: Response, origins: tuple[str, ...]) -> None:
    """Lets a page of one of those origins read the answer; never with its cookies, as there are none."""
    response.vary.add("Origin")
    origin = request.headers.get("Origin")
    if origin is None or request.path.startswith(_NOT_SHARED) or not ("*" in origins or origin in origins):
        return
    response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Access-Control-Expose-Headers"] = _SHOWN_HEADERS
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = _METHODS
        response.headers["Access-Control-Allow-Headers"] = _REQUEST_HEADERS
        response.headers["Access-Control-Max-Age"] = "600"


def tile_origin(tile_url: str | None) -> str:
    """Where map tiles come from, as a content policy names it; empty when there are none."""
    if tile_url is None:
        return ""
    parts = urlsplit(tile_url)
    # A template such as https://{s}.tile.example/ stands for several hosts.
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"
