"""The guide's web side on a real port, and a real browser in front of it."""

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from werkzeug.serving import BaseWSGIServer, make_server

from knowledge.places.gazetteer import Gazetteer
from tests.browser.script import Script
from tests.unit.web.doubles import Toys, ToyWorld, toy_gazetteer
from web.app import create_app
from web.services import Parts, assemble, plan_exports
from web.settings import read_settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
TOYTOWN = Path(__file__).parents[1] / "data" / "toytown"


# A machine that is busy with other things is no fault of the page.
expect.set_options(timeout=15_000)


@cache
def _toytown() -> Gazetteer:
    return toy_gazetteer()


class Guide:
    """The web side, which can be stopped and started again on its port with what it has kept."""

    def __init__(self, state: Path, **environment: str) -> None:
        self.port = free_port()
        self.toys = Toys(world=ToyWorld(_toytown()))
        self.script = Script(self.toys.world.gazetteer)
        given = {"GUIDE_STATE": str(state), "GUIDE_DISTRICT": str(TOYTOWN), **environment}
        self.services = assemble(read_settings(given), self._parts())
        self.script.plans = self.services.plans
        self.app: Flask = create_app(self.services)
        self._server: BaseWSGIServer | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._server = serve(self.app, self.port)

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _parts(self) -> Parts:
        toys = self.toys.parts()
        return Parts(
            clock=toys.clock,
            world=toys.world,
            search=toys.search,
            client=self.script,
            engine=toys.engine,
            exports=plan_exports(),
            call_back=toys.call_back,
            make_talk=toys.make_talk,
        )


def serve(app: Any, port: int) -> BaseWSGIServer:
    server = make_server("127.0.0.1", port, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    if CHROMIUM is None:
        reason = "no browser here: install Debian's packages chromium and fonts-noto-cjk to run these tests"
        if os.environ.get("GUIDE_NO_SKIPS"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    yield browser
    browser.close()


@pytest.fixture
def guide(tmp_path: Path) -> Iterator[Guide]:
    guide = Guide(tmp_path / "state")
    guide.start()
    yield guide
    guide.stop()


@pytest.fixture
def visit(browser: Browser, guide: Guide) -> Iterator[Callable[..., Page]]:
    """Opens a page of the guide; whatever the browser complains about fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(path: str = "/", viewport: Any = PHONE, locale: str = "en-GB", **options: Any) -> Page:
        context = browser.new_context(viewport=viewport, locale=locale, base_url=guide.address, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None
        )
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def say(page: Page, text: str) -> None:
    """Write a message and send it as a visitor does, once the page's scripts are there."""
    expect(page.locator(".send")).to_be_enabled(timeout=20_000)
    page.locator("#words-input").fill(text)
    page.locator("#words-input").press("Enter")
