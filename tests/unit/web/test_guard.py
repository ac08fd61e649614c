from collections.abc import Callable

from flask.testing import FlaskClient

CHAT = "/api/v1/chat"
ASKING = {"Origin": "https://inn.example", "Access-Control-Request-Method": "POST"}


def test_the_interface_runs_nothing_and_is_framed_nowhere(client: FlaskClient) -> None:
    headers = client.get("/api/v1/health").headers
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_refusals_carry_the_same_headers(client: FlaskClient) -> None:
    assert client.get("/api/v1/nothing").headers["X-Content-Type-Options"] == "nosniff"


def test_pages_take_everything_from_ourselves_and_nothing_inline(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def test_map_tiles_and_the_widgets_hosts_are_let_in_by_the_settings(make_client: Callable[..., FlaskClient]) -> None:
    client = make_client(
        GUIDE_TILE_URL="https://{s}.tiles.example/{z}/{x}/{y}.png", GUIDE_WIDGET_ORIGINS="https://inn.example"
    )
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "img-src 'self' data: https://*.tiles.example;" in policy
    assert "frame-ancestors 'self' https://inn.example" in policy


def test_only_listed_origins_may_call(make_client: Callable[..., FlaskClient]) -> None:
    client = make_client(GUIDE_WIDGET_ORIGINS="https://inn.example")
    allowed = client.options(CHAT, headers=ASKING)
    assert allowed.headers["Access-Control-Allow-Origin"] == "https://inn.example"
    assert "Content-Type" in allowed.headers["Access-Control-Allow-Headers"]
    stranger = client.options(CHAT, headers={**ASKING, "Origin": "https://evil.example"})
    assert "Access-Control-Allow-Origin" not in stranger.headers


def test_a_page_of_a_listed_origin_reads_answers_and_refusals(make_client: Callable[..., FlaskClient]) -> None:
    client = make_client(GUIDE_WIDGET_ORIGINS="https://inn.example")
    for body in ({"text": "hi"}, {}):
        answer = client.post(CHAT, json=body, headers={"Origin": "https://inn.example"})
        assert answer.headers["Access-Control-Allow-Origin"] == "https://inn.example"


def test_jobs_are_never_shared_with_pages(make_client: Callable[..., FlaskClient]) -> None:
    client = make_client(GUIDE_WIDGET_ORIGINS="*")
    assert "Access-Control-Allow-Origin" not in client.options("/api/v1/jobs", headers=ASKING).headers
