"""The description is sound, complete, and true of what the views answer."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from itinerary.verify import RULES
from tests.unit.web.conftest import KEY

WISH = {"date": "2026-05-02"}


@pytest.fixture
def described(client: FlaskClient) -> Any:
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return answer.get_json()


def judge(described: Any, schema: Any, value: Any) -> None:
    Draft202012Validator({**schema, "components": described["components"]}).validate(value)


def test_it_is_sound_openapi(described: Any) -> None:
    validate(described)


def test_every_route_is_described_and_nothing_else(client: FlaskClient, described: Any) -> None:
    routes = {
        (method.lower(), re.sub(r"<(\w+)>", "{}", rule.rule.removeprefix("/api/v1")))
        for rule in client.application.url_map.iter_rules()
        if rule.rule.startswith("/api/v1")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    told = {
        (method, re.sub(r"\{\w+\}", "{}", path)) for path, methods in described["paths"].items() for method in methods
    }
    assert told == routes


def test_every_example_fits_its_schema(described: Any) -> None:
    seen = 0
    for methods in described["paths"].values():
        for operation in methods.values():
            parts = [operation.get("requestBody"), *operation["responses"].values()]
            for content in (part["content"] for part in parts if part):
                for media in content.values():
                    if "example" in media:
                        judge(described, media["schema"], media["example"])
                        seen += 1
    assert seen >= 7


def test_the_vocabulary_of_violations_is_the_verifiers(described: Any) -> None:
    assert described["components"]["schemas"]["RuleCode"]["enum"] == [rule.code for rule in RULES]


def test_every_operation_tells_its_problems_as_problem_documents(described: Any) -> None:
    for methods in described["paths"].values():
        for operation in methods.values():
            refusals = {status: told for status, told in operation["responses"].items() if int(status) >= 400}
            assert {"400", "405", "500"} <= refusals.keys()
            assert all(told["content"].keys() == {"application/problem+json"} for told in refusals.values())


def test_what_the_views_answer_fits_what_is_described(client: FlaskClient, described: Any) -> None:
    answered: dict[tuple[str, str], Any] = {}

    def ask(method: str, path: str, told: str, **more: Any) -> Any:
        answer = client.open(f"/api/v1{path}", method=method, **more)
        operation = described["paths"][told][method.lower()]
        content = operation["responses"][str(answer.status_code)]["content"][answer.content_type]
        judge(described, content["schema"], answer.get_json())
        answered[(method, told)] = answer.status_code
        return answer.get_json()

    signed = {"Authorization": f"Bearer {KEY}", "Idempotency-Key": "1"}
    ask("GET", "/health", "/health")
    ask("GET", "/places?near=38.7,-9.1", "/places")
    ask("GET", "/places?odd=1", "/places")
    ask("GET", "/places/castle", "/places/{id}")
    ask("GET", "/places/atlantis", "/places/{id}")
    ask("GET", "/search?q=castle&locale=en", "/search")
    session = ask("POST", "/chat", "/chat", json={"text": "hi"})["session_id"]
    ask("GET", f"/chat/{session}", "/chat/{session_id}")
    answer = ask("POST", "/itineraries", "/itineraries", json=WISH)
    plan = answer["itineraries"][0]
    clash = {**WISH, "must_visit": ["castle", "old-mill"], "max_places": 1}
    ask("POST", "/itineraries", "/itineraries", json=clash)
    ask("POST", "/itineraries/verify", "/itineraries/verify", json={"itinerary": plan, "request": answer["request"]})
    ask("GET", f"/itineraries/{plan['id']}", "/itineraries/{id}")
    ask("POST", f"/itineraries/{plan['id']}/why-not", "/itineraries/{id}/why-not", json={"place_id": "castle"})
    repair = {"at": "2026-05-02T10:00:00+01:00"}
    ask("POST", f"/itineraries/{plan['id']}/repair", "/itineraries/{id}/repair", json=repair)
    ask("GET", f"/itineraries/{plan['id']}/request", "/itineraries/{id}/request")
    ask("GET", f"/itineraries/{plan['id']}/standing", "/itineraries/{id}/standing")
    ask("POST", f"/itineraries/{plan['id']}/edits", "/itineraries/{id}/edits", json={"changes": {"pace": "relaxed"}})
    ask("POST", f"/itineraries/{plan['id']}/swaps", "/itineraries/{id}/swaps", json={"stop": 0})
    job = ask("POST", "/jobs", "/jobs", json={"requests": [WISH]}, headers=signed)
    ask("GET", f"/jobs/{job['id']}", "/jobs/{id}", headers=signed)
    ask("POST", "/reports", "/reports", json={"place_id": "castle", "kind": "closed"})
    ask("GET", "/open-data", "/open-data")
    ask("GET", "/openapi.json", "/openapi.json")
    everything = {(method.upper(), path) for path, methods in described["paths"].items() for method in methods}
    # An export is no JSON.
    assert everything - answered.keys() == {("GET", "/itineraries/{id}.{format}"), ("GET", "/open-data/{name}")}
