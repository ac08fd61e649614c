"""Whatever is sent, the answer is an answer or a problem document, never our own fault."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FIELDS = (
    "text", "session_id", "locale", "message_id", "date", "start_time", "end_time", "start", "end", "themes",
    "must_visit", "fixed", "modes", "max_walk", "budget", "meals", "party", "time_limit", "seed", "itinerary",
    "request", "stops", "legs", "place_id", "begin", "leave", "from", "to", "mode", "duration", "at", "position",
    "done", "locked", "changes", "requests", "webhook",
)  # fmt: skip
WORDS = (
    "castle", "2026-05-02", "2026-05-02T10:00:00+01:00", "10:00", "24:00", "en", "visit", "start", "end", "walk",
    "https://tours.example/", "https://[::1", "https://a:b/", "", "\x00", "\ud800", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
)  # fmt: skip
NUMBERS = st.integers() | st.floats(allow_nan=False)
LEAVES = st.none() | st.booleans() | NUMBERS | st.sampled_from(WORDS) | st.text(max_size=8)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5),
    max_leaves=15,
)
BODIES = st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=6)
QUERY = ("q", "theme", "kind", "status", "near", "open_at", "locale", "limit", "offset", "after")

often = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def client(make_client: Callable[..., FlaskClient]) -> FlaskClient:
    return make_client(GUIDE_ADDRESS_RATE="1000000", GUIDE_OPERATOR_RATE="100000")


@pytest.fixture
def plan_id(client: FlaskClient) -> str:
    answer = client.post("/api/v1/itineraries", json={"date": "2026-05-02"})
    return str(answer.get_json()["itineraries"][0]["id"])


def sound(answer: Any) -> None:
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert answer.content_type == "application/problem+json"
        assert answer.get_json()["status"] == answer.status_code


@often
@given(body=BODIES, path=st.sampled_from(["chat", "itineraries", "itineraries/verify", "why-not", "repair", "jobs"]))
def test_any_json_is_answered_or_refused(client: FlaskClient, plan_id: str, body: Any, path: str) -> None:
    address = f"itineraries/{plan_id}/{path}" if path in ("why-not", "repair") else path
    headers = {"Authorization": "Bearer an-operator's-long-key", "Idempotency-Key": json.dumps(body)[:200]}
    if any(ord(character) > 126 or ord(character) < 32 for character in headers["Idempotency-Key"]):
        headers["Idempotency-Key"] = "odd"
    sound(client.post(f"/api/v1/{address}", data=json.dumps(body), content_type="application/json", headers=headers))


@often
@given(body=st.binary(max_size=40))
def test_any_bytes_are_refused(client: FlaskClient, body: bytes) -> None:
    sound(client.post("/api/v1/chat", data=body, content_type="application/json"))


@often
@given(
    path=st.sampled_from(["places", "places/castle", "search", "chat/x", "health"]),
    query=st.dictionaries(
        st.sampled_from(QUERY),
        st.sampled_from([word for word in WORDS if word != "\ud800"])
        | st.text(st.characters(codec="utf-8"), max_size=12),
    ),
)
def test_any_parameters_are_answered_or_refused(client: FlaskClient, path: str, query: dict[str, str]) -> None:
    sound(client.get(f"/api/v1/{path}", query_string=query))
