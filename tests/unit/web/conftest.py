from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.unit.web.doubles import Toys
from web.app import create_app
from web.services import Services, assemble
from web.settings import read_settings

KEY = "an-operator's-long-key"
MakeApp = Callable[..., Flask]


@pytest.fixture
def toys() -> Toys:
    return Toys()


@pytest.fixture
def make_services(tmp_path: Path, toys: Toys) -> Callable[..., Services]:
    """Puts an application's pieces together on this test's own state; settings by their names."""

    def make(**environment: str) -> Services:
        given = {
            "GUIDE_STATE": str(tmp_path / "state"),
            "GUIDE_DISTRICT": str(Path(__file__).parents[2] / "data" / "toytown"),
            "GUIDE_OPERATOR_KEYS": f"tours:{KEY}, other:{KEY}-too",
            "GUIDE_ALLOW_CLOCK_HEADER": "on",
            **environment,
        }
        return assemble(read_settings(given), toys.parts())

    return make


@pytest.fixture
def make_client(make_services: Callable[..., Services]) -> Callable[..., FlaskClient]:
    def make(**environment: str) -> FlaskClient:
        return create_app(make_services(**environment)).test_client()

    return make


@pytest.fixture
def client(make_client: Callable[..., FlaskClient]) -> Iterator[FlaskClient]:
    with make_client() as client:
        yield client


def faults(answer: Any, status: int = 400) -> dict[str, str]:
    """The faults of a problem document, checked for the shape that all of them have."""
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    document = answer.get_json()
    assert document["status"] == status
    assert {"type", "title", "detail", "errors"} <= document.keys()
    return {fault["field"]: fault["message"] for fault in document["errors"]}
