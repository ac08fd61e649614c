"""Who gets in, and what a stranger, another site or a guesser can't do."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from tests.unit.office.conftest import PASSWORDS, ROLES, Desk
from tests.unit.web.doubles import Toys
from web.office.accounts import ROLES as LADDER
from web.office.accounts import Accounts
from web.office.guard import allowed_to
from web.office.office import Office
from web.office.sign_in import our_path

DeskOf = Callable[[str | None], Desk]
OPEN = {"office.sign_in", "office.do_sign_in", "office.sign_out"}
FILLED = {"place_id": "castle", "number": 1, "name": "position", "ending": "csv", "upload_id": "x", "token_id": "x"}
FILLED |= {"list_id": "red-day", "plan_id": "x"}


def routes(app: Flask) -> list[tuple[str, str, str]]:
    """Every endpoint of the office with its method and a path that leads to it."""
    found = []
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if rule.endpoint.startswith("office."):
                path = adapter.build(rule.endpoint, {name: FILLED[name] for name in rule.arguments})
                found += [(rule.endpoint, method, path) for method in sorted((rule.methods or set()) & {"GET", "POST"})]
    return found


def needed(app: Flask, endpoint: str) -> str:
    with app.app_context():
        return str(allowed_to(endpoint))


def test_every_route_says_who_may_use_it(app: Flask) -> None:
    """A view that forgets to is refused to all; only signing in and out is for anyone."""
    assert len(routes(app)) > 25
    for endpoint, _, _ in routes(app):
        assert needed(app, endpoint) in (("anyone",) if endpoint in OPEN else LADDER), endpoint


def test_strangers_are_sent_to_the_sign_in(app: Flask, desk_of: DeskOf) -> None:
    """Without signing in nothing of the office is shown or done, on any route."""
    stranger = desk_of(None)
    token = stranger.token()
    for endpoint, method, path in routes(app):
        if endpoint not in OPEN:
            answer = stranger.client.open(path, method=method, data={"csrf_token": token} if method == "POST" else None)
            assert answer.status_code == 303, (endpoint, method)
            assert answer.location.startswith("/office/sign-in"), (endpoint, method)


@pytest.mark.parametrize("name", ROLES)
def test_every_role_does_what_it_may_and_no_more(app: Flask, office: Office, desk_of: DeskOf, name: str) -> None:
    """On every route and method the role decides; what is refused changes nothing."""
    desk, rank = desk_of(name), LADDER.index(ROLES[name])
    revision = office.store.revision()
    for endpoint, method, path in routes(app):
        if endpoint in OPEN:
            continue
        may = rank >= LADDER.index(needed(app, endpoint))  # type: ignore[arg-type]
        # Posts are sent without a token, so that what is allowed stops there and changes nothing.
        status = desk.client.open(path, method=method).status_code
        if method == "POST":
            assert status == (400 if may else 403), (endpoint, method)
        else:
            assert (status != 403) == may, (endpoint, method)
            assert status < 500, endpoint
    assert office.store.revision() == revision


def test_no_form_is_taken_without_its_token(app: Flask, office: Office, desk_of: DeskOf) -> None:
    """Another site can't act through a browser that is signed in: not without a token, nor with another's."""
    ada, stranger = desk_of("ada"), desk_of(None)
    fields = {"name": "eve", "role": "administrator", "password": "a long enough one"}
    for token in ({}, {"csrf_token": "x"}, {"csrf_token": stranger.token()}):
        assert ada.client.post("/office/accounts", data={**fields, **token}).status_code == 400
    for endpoint, method, path in routes(app):
        if method == "POST":
            assert ada.client.post(path).status_code == 400, endpoint
    assert "eve" not in {account.name for account in office.accounts.all()}


def test_wrong_names_and_wrong_passwords_are_answered_alike(office: Office, desk_of: DeskOf) -> None:
    """A sign-in can't be used to find out who has an account."""
    office.accounts.add("ed", "editor", PASSWORDS["ed"], who="test")
    desk = desk_of(None)
    answers = [desk.sign_in(name, "not the password").text.replace(f'value="{name}"', "") for name in ("ed", "xy")]
    tokenless = [text.split('name="csrf_token"')[0] + text.split('name="then"')[1] for text in answers]
    assert tokenless[0] == tokenless[1]
    assert desk.sign_in("ed", "not the password").status_code == 401


@pytest.mark.parametrize("name", ["ed", "nobody"])
def test_ten_failures_lock_a_name_for_a_while(office: Office, toys: Toys, name: str) -> None:
    """Guessing ends after ten tries, for names that exist and those that don't; even the right one waits."""
    from web.office.accounts import LockedOut

    office.accounts.add("ed", "editor", PASSWORDS["ed"], who="test")
    for _ in range(10):
        assert office.accounts.sign_in(name, "not the password") is None
    with pytest.raises(LockedOut):
        office.accounts.sign_in(name, PASSWORDS["ed"])
    toys.clock.pass_(minutes=16)
    assert (office.accounts.sign_in(name, PASSWORDS["ed"]) is None) == (name == "nobody")


def test_one_address_guesses_only_so_often(desk_of: DeskOf) -> None:
    """Trying one password with many names is slowed down too."""
    desk = desk_of(None)
    token = desk.token()
    answers = []
    for n in range(20):
        fields = {"csrf_token": token, "name": f"name{n}", "password": ""}
        answers.append(desk.client.post("/office/sign-in", data=fields).status_code)
        if answers[-1] == 429:
            break
    assert answers[-1] == 429


def test_signing_in_begins_a_session_anew(app: Flask, office: Office) -> None:
    """A session that somebody planted before is worth nothing afterwards."""
    office.accounts.add("ed", "editor", PASSWORDS["ed"], who="test")
    desk = Desk(app.test_client())
    desk.get("/sign-in")
    with desk.client.session_transaction(base_url="http://localhost/office/") as planted:
        planted["planted"] = "x"
        before = planted.get("csrf_token")
    desk.sign_in("ed")
    with desk.client.session_transaction(base_url="http://localhost/office/") as renewed:
        assert "planted" not in renewed
        assert renewed.get("csrf_token") != before
        first = renewed["_user_id"]
    desk.sign_in("ed")
    with desk.client.session_transaction(base_url="http://localhost/office/") as again:
        assert again["_user_id"] != first


def test_a_session_ends_when_signed_out_idle_or_old(desk_of: DeskOf, toys: Toys) -> None:
    """Ended on our side: the cookie of before is worth nothing."""
    ed = desk_of("ed")
    cookie = ed.client.get_cookie("office", path="/office")
    assert cookie is not None
    ed.post("/sign-out")
    ed.client.set_cookie("office", cookie.value, path="/office")
    assert ed.get("/places").status_code == 303

    ed = desk_of("ed")
    toys.clock.pass_(hours=1, minutes=59)
    assert ed.get("/places").status_code == 200
    toys.clock.pass_(hours=2, minutes=1)
    assert ed.get("/places").status_code == 303

    ed = desk_of("ed")
    for _ in range(12):
        toys.clock.pass_(hours=1, seconds=1)
        last = ed.get("/places").status_code
    assert last == 303


def test_shut_out_takes_effect_at_once(desk_of: DeskOf) -> None:
    """Who is shut out, or gets another password, is out in all browsers; a lowered role counts at the next click."""
    ed, rita, ada = desk_of("ed"), desk_of("rita"), desk_of("ada")
    assert ada.post("/accounts/ed", role="editor", active="no").status_code == 303
    assert ed.get("/places").status_code == 303
    assert ed.sign_in("ed").status_code == 401
    ada.post("/accounts/rita", role="editor", active="yes")
    assert rita.post("/places/castle/publish").status_code == 403
    ada.post("/accounts/rita", password="another long password")
    assert rita.get("/places").status_code == 303


def test_the_cookie_is_for_the_office_alone(app: Flask, office: Office) -> None:
    """Scripts can't read it; other sites' forms, the visitors' pages and plain http after https don't carry it."""
    office.accounts.add("ed", "editor", PASSWORDS["ed"], who="test")
    answer = Desk(app.test_client()).sign_in("ed")
    cookie = answer.headers["Set-Cookie"]
    assert {"HttpOnly", "Path=/office", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    secure = app.test_client().get("/office/sign-in", base_url="https://localhost")
    assert "Secure" in secure.headers["Set-Cookie"]
    assert "Strict-Transport-Security" in secure.headers
    for path in ("/", "/api/v1/places"):
        public = app.test_client().get(path)
        assert "Set-Cookie" not in public.headers
        assert "Cookie" not in public.headers.get("Vary", "")


def test_pages_of_the_office_are_neither_framed_nor_kept(desk_of: DeskOf) -> None:
    """No script but our own files runs, no other site frames it, no cache and no search engine keeps it."""
    for answer in (desk_of(None).get("/sign-in"), desk_of("ed").get("/places/castle")):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert re.findall(r"<script[^>]*>", answer.text) == re.findall(
            r'<script type="module" src="/assets/\w+/office[a-z-]*\.js">', answer.text
        )
        assert " style=" not in answer.text
        assert not re.search(r"<[^>]+ on[a-z]+=", answer.text)


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/places",
        "/office/../x",
        "/office//evil.example",
        "",
    ],
)
def test_nobody_is_led_to_another_site(app: Flask, wanted: str) -> None:
    """After signing in one comes to the office and nowhere else."""
    with app.test_request_context():
        assert our_path(wanted) == "/office/"
        assert our_path("/office/places/castle") == "/office/places/castle"


@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant", "en"])
def test_markup_in_any_field_is_shown_as_text(office: Office, desk_of: DeskOf, locale: str) -> None:
    """Names, texts, reasons and hours can't carry a script into a page of the office, in any language."""
    attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    ed = desk_of("ed")
    fields = {
        f"{name}.{language}": attack
        for name in ("name", "summary", "address")
        for language in ("zh-Hans", "zh-Hant", "en")
    }
    lines = {"aliases": attack, "opening_hours": attack, "phone": attack, "kind": attack, "why": attack}
    sent = ed.post(
        "/places/castle", base=str(office.store.entry("place:castle").base), action="save", **fields, **lines
    )
    assert sent.status_code == 200
    pages = [sent.text, ed.get(f"/?lang={locale}").text]
    pages += [
        ed.get(f"/places{path}").text
        for path in ("", "/castle", "/castle/review", "/castle/history", "?q=%22%3E%3Cscript%3E")
    ]
    number = office.store.revision()
    pages += [ed.get(path).text for path in ("/changes", f"/changes/{number}", "/new?name=%22%3E%3Cscript%3E")]
    for page in pages:
        assert "<script>" not in page
        assert "<img src=x" not in page
    assert any("&lt;script&gt;" in page for page in pages)


def test_what_no_database_keeps_is_refused_in_words(office: Office, desk_of: DeskOf) -> None:
    """Null characters and numbers without measure are a request's fault, not ours."""
    ed, stranger, revision = desk_of("ed"), desk_of(None), office.store.revision()
    base = str(office.store.entry("place:castle").base)
    answers = [
        stranger.sign_in("e\0d", "x"),
        ed.post("/places/castle", base=base, action="save", why="x", phone="1\x002"),
        ed.post("/places/castle", base=base, action="save", why="\0"),
        ed.post("/places/castle", base="9" * 30, action="save", why="x"),
        ed.get(f"/places?page={'9' * 30}"),
        ed.get("/places?q=%00"),
    ]
    assert [answer.status_code for answer in answers] == [400] * 6
    assert ed.get(f"/changes/{'9' * 30}").status_code == 404
    assert office.store.revision() == revision


def test_the_key_of_the_cookies_is_kept_from_others(app: Flask, office: Office, tmp_path: object) -> None:
    """The file can be read by its owner alone and stays the same."""
    from pathlib import Path

    file = Path(str(tmp_path)) / "state" / "office.key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_bytes() == app.config["SECRET_KEY"] == office.key
    assert len(office.key) == 32


def test_passwords_are_kept_as_salted_hashes(office: Office, tmp_path: object) -> None:
    """Who reads the database learns no password and can't act as anybody's session."""
    from pathlib import Path

    accounts: Accounts = office.accounts
    accounts.add("ed", "editor", PASSWORDS["ed"], who="test")
    accounts.add("ted", "editor", PASSWORDS["ed"], who="test")
    token = accounts.sign_in("ed", PASSWORDS["ed"])
    assert token is not None
    files = list((Path(str(tmp_path)) / "state").glob("records.sqlite*"))
    content = b"".join(file.read_bytes() for file in files)
    assert PASSWORDS["ed"].encode() not in content
    assert token.encode() not in content
    assert content.count(b"scrypt:32768:8:1$") >= 2
