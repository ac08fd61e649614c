"""Every fault under the programming interface is a problem document."""

import logging

import pytest
from flask.testing import FlaskClient

from tests.unit.web.conftest import faults
from tests.unit.web.doubles import Toys


def test_an_unknown_address_is_a_problem(client: FlaskClient) -> None:
    assert faults(client.get("/api/v1/nothing"), 404) == {"path": "There is nothing at /api/v1/nothing"}


def test_a_wrong_method_is_a_problem_that_tells_the_right_ones(client: FlaskClient) -> None:
    answer = client.delete("/api/v1/places")
    assert "method" in faults(answer, 405)
    assert "GET" in answer.headers["Allow"]


def test_our_own_fault_is_told_by_a_number_and_nothing_of_its_inside(
    client: FlaskClient, toys: Toys, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("secret inside")

    toys.planner.pause = fail
    with caplog.at_level(logging.ERROR):
        answer = client.post("/api/v1/itineraries", json={"date": "2026-05-02"})
    assert faults(answer, 500) == {}
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    number = answer.get_json()["detail"].split()[-1].rstrip(".")
    assert number in caplog.text
    assert "secret inside" in caplog.text


def test_a_parameter_that_is_unknown_or_given_twice_is_named(client: FlaskClient) -> None:
    answer = client.get("/api/v1/places?colour=red&limit=2&limit=3&kind=")
    assert faults(answer) == {"colour": "is not known here", "limit": "is given twice"}


@pytest.mark.parametrize("path", ["/health", "/openapi.json", "/places/castle", "/search?q=x"])
def test_no_view_takes_parameters_it_does_not_know(client: FlaskClient, path: str) -> None:
    joint = "&" if "?" in path else "?"
    assert faults(client.get(f"/api/v1{path}{joint}odd=1")) == {"odd": "is not known here"}
