"""Who gets in: sign-in, roles, forged requests, cookies. Nothing under /office is open unless its view says so."""

from collections.abc import Callable
from typing import Any, Literal, TypeVar, cast

from flask import Blueprint, Flask, Response, abort, current_app, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user  # type: ignore[import-untyped]
from flask_wtf.csrf import CSRFProtect  # type: ignore[import-untyped]

from knowledge.store.documents import is_storable
from web.context import services
from web.guard import tile_origin
from web.office.accounts import Account, Accounts, Role
from web.office.office import Office

PREFIX = "/office"
_EXTENSION = "office"
_AROUND_FILE = 64 * 1024
"""Bytes of a form beside its file."""
_NUMBERS = ("base", "last", "number", "onto", "page", "theirs")
_LONGEST_NUMBER = 9
"""Digits."""
_csrf = CSRFProtect()

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
Allowed = Role | Literal["anyone"]

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src {images}; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Sitting(UserMixin):  # type: ignore[misc]
    """An account signed in, known to the browser by the sitting's token alone."""

    def __init__(self, account: Account, token: str) -> None:
        self.account = account
        self._token = token

    def get_id(self) -> str:
        return self._token


class OfficeCookie(SecureCookieSessionInterface):
    """Sent to the office's pages only, and over https only where the office is reached by it."""

    def get_cookie_path(self, app: Flask) -> str:  # noqa: ARG002
        return PREFIX

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002
        return request.is_secure


bp = Blueprint("office", __name__)


def init_app(app: Flask, office: Office) -> None:
    """Puts the office's pages behind the guard; all their modules are imported by then."""
    app.extensions[_EXTENSION] = office
    app.config.update(
        SECRET_KEY=office.key,
        SESSION_COOKIE_NAME="office",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # The visitors' pages have no cookies to be guarded; the office's are checked below, every one.
        WTF_CSRF_CHECK_DEFAULT=False,
        # A form stays good as long as the sitting it was made in.
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.session_interface = OfficeCookie()
    _csrf.init_app(app)
    manager = LoginManager()
    # No address or browser is kept: the sitting itself is looked up at every request.
    manager.session_protection = None
    manager.user_loader(lambda token: _sitting(office.accounts, token))
    # Not by init_app, whose after_request would look at a session for the visitors' pages too.
    cast(Any, app).login_manager = manager
    app.register_blueprint(bp, url_prefix=PREFIX)


def allowed(role: Allowed) -> Callable[[View], View]:
    """Says who may use a view: those of the role and the ones above, or anyone."""

    def say(view: View) -> View:
        cast(Any, view).allowed = role
        return view

    return say


def takes_files(largest: int) -> Callable[[View], View]:
    """Says that a view's form carries a file of up to so many bytes; others take short forms only."""

    def say(view: View) -> View:
        cast(Any, view).largest_body = largest + _AROUND_FILE
        return view

    return say


def office() -> Office:
    return cast(Office, current_app.extensions[_EXTENSION])


def account() -> Account:
    """Who is signed in; for views that are not for anyone."""
    return cast(Account, current_user.account)


def account_or_none() -> Account | None:
    return cast(Account, current_user.account) if current_user.is_authenticated else None


def begin_sitting(token: str) -> None:
    """From here the browser is that sitting's; nothing of the session before is kept."""
    sitting = _sitting(office().accounts, token)
    assert sitting is not None
    locale = session.get("locale")
    session.clear()
    if locale:
        session["locale"] = locale
    login_user(sitting)


def end_sitting() -> None:
    if current_user.is_authenticated:
        office().accounts.leave(current_user.get_id())
    logout_user()
    session.clear()


def allowed_to(endpoint: str) -> Allowed | None:
    """What an endpoint's view says about who may use it; None when it says nothing."""
    return getattr(current_app.view_functions[endpoint], "allowed", None)


def _sitting(accounts: Accounts, token: str) -> Sitting | None:
    found = accounts.sitting(token)
    return Sitting(found, token) if found else None


@bp.before_request
def _check() -> ResponseReturnValue | None:
    role = allowed_to(request.endpoint or "")
    if role is None:
        abort(403)
    if role != "anyone":
        who = account_or_none()
        if who is None:
            wanted = request.path if request.method == "GET" else None
            return redirect(url_for("office.sign_in", then=wanted), 303)
        if not who.may(role):
            abort(403)
    # Only for those who may: the form is read from here on.
    largest = getattr(current_app.view_functions[request.endpoint or ""], "largest_body", None)
    if largest is not None:
        request.max_content_length = largest
    _csrf.protect()
    _require_storable()
    return None


def _require_storable() -> None:
    """Refuses what nobody types and no database keeps: null characters, and numbers past any that we give out."""
    for sent in (request.args, request.form):
        for name, texts in sent.lists():
            for text in texts:
                if not is_storable(text) or (name in _NUMBERS and len(text) > _LONGEST_NUMBER):
                    abort(400)


@bp.after_request
def _mark(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers[name] = value
    images = f"'self' data: {tile_origin(services().settings.tile_url)}".strip()
    response.headers["Content-Security-Policy"] = _POLICY.format(images=images)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
