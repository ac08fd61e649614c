"""The office over a real store and real records, reached by HTTP alone."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from knowledge.store.store import Store
from tests.unit.web.doubles import TOYTOWN, Toys
from web.app import create_app
from web.office.accounts import Role
from web.office.office import Office
from web.services import assemble
from web.settings import read_settings
from web.world import StoreWorld

PASSWORDS: dict[str, str] = {
    "ed": "two tin kettles",
    "rita": "eleven blue lamps",
    "ada": "nine green ladders",
}
ROLES: dict[str, Role] = {"ed": "editor", "rita": "reviewer", "ada": "administrator"}


class Desk:
    """Somebody at a browser: sends the forms as the pages give them, with the token of the page."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str) -> Any:
        return self.client.get(f"/office{path}")

    def token(self, page: str = "/sign-in") -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get(page).text)
        assert found is not None, page
        return found.group(1)

    def post(self, path: str, **fields: Any) -> Any:
        named = {name.replace("__", "."): value for name, value in fields.items()}
        return self.client.post(f"/office{path}", data={"csrf_token": self.token(), **named})

    def sign_in(self, name: str, password: str | None = None) -> Any:
        return self.post("/sign-in", name=name, password=PASSWORDS[name] if password is None else password)


@pytest.fixture
def toys() -> Toys:
    return Toys()


@pytest.fixture
def make_app(tmp_path: Path, toys: Toys) -> Iterator[Callable[..., Flask]]:
    store = Store(f"sqlite:///{tmp_path / 'truth.sqlite'}", toys.clock)

    def make(**environment: str) -> Flask:
        settings = read_settings(
            {"GUIDE_STATE": str(tmp_path / "state"), "GUIDE_DISTRICT": str(TOYTOWN), **environment}
        )
        world = StoreWorld(store, TOYTOWN, look_every=0)
        return create_app(assemble(settings, replace(toys.parts(), world=world, store=store)))

    yield make
    store.close()


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app()


@pytest.fixture
def office(app: Flask) -> Office:
    found: Office = app.extensions["office"]
    return found


@pytest.fixture
def desk_of(app: Flask, office: Office) -> Callable[[str | None], Desk]:
    """Another browser, with that person signed in; the account is made at the first time."""

    def make(name: str | None) -> Desk:
        desk = Desk(app.test_client())
        if name is not None:
            if name not in {account.name for account in office.accounts.all()}:
                office.accounts.add(name, ROLES[name], PASSWORDS[name], who="test")
            assert desk.sign_in(name).status_code == 303
        return desk

    return make


def field(page: str, name: str) -> str:
    """What an input of the page holds."""
    found = re.search(rf'<input[^>]*name="{re.escape(name)}"[^>]*value="([^"]*)"', page)
    assert found is not None, name
    return found.group(1)
