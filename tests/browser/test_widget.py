# ruff: noqa: ARG001, ARG002
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Guide, free_port, say, serve
from tests.browser.script import HELLO, QUESTION

HOSTILE = """
* { all: unset !important; display: none !important; font-size: 70px !important; color: red !important; }
html, body, body > p { display: block !important; }
district-guide, district-guide * {
  display: none !important; opacity: 0 !important; position: static !important; transform: scale(0) !important;
}
button, iframe { visibility: hidden !important; }
"""


class Host:
    """A site of somebody else that carries the widget."""

    def __init__(self) -> None:
        self.port = free_port()
        self.script = ""
        self.attributes = 'data-locale="en"'
        self.policy = ""
        self.server = serve(self._answer, self.port)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _answer(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        headers = [("Content-Type", "text/html; charset=utf-8")]
        if self.policy:
            headers.append(("Content-Security-Policy", self.policy))
        start_response("200 OK", headers)
        styles = "" if self.policy else f"<style>{HOSTILE}</style>"
        script = f"<script src='{self.script}' {self.attributes}></script>"
        return [f"<!doctype html><title>host</title>{styles}<body><p>Host</p>{script}".encode()]


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host()
    yield host
    host.server.shutdown()
    host.server.server_close()


@pytest.fixture
def guide(tmp_path: Path, host: Host) -> Iterator[Guide]:
    guide = Guide(tmp_path / "state", GUIDE_WIDGET_ORIGINS=host.address)
    guide.start()
    host.script = f"{guide.address}/widget.js"
    yield guide
    guide.stop()


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=request.param, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def test_the_conversation_works_in_a_page_with_hostile_styles(page: Page, guide: Guide, host: Host) -> None:
    page.goto(host.address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    frame = page.frame_locator("iframe")
    expect(frame.locator("#words-input")).to_be_visible()
    inside = next(frame for frame in page.frames if "/widget" in frame.url)
    say(inside, QUESTION["en"])  # type: ignore[arg-type]
    expect(frame.locator(".is-guide .words")).to_have_text(HELLO["en"])
    assert "red" not in inside.locator(".is-guide .words").evaluate("node => getComputedStyle(node).color")


def test_escape_closes_it_and_gives_the_focus_back(page: Page, guide: Guide, host: Host) -> None:
    page.goto(host.address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".send")).to_be_enabled(timeout=20_000)
    frame.locator("#words-input").press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(frame.locator("#words-input")).to_be_visible()


@pytest.mark.parametrize(("locale", "words"), [("zh-Hans", "规划一天"), ("zh-Hant", "規劃一天"), ("en", "Plan a day")])
def test_it_speaks_the_language_its_host_names(page: Page, guide: Guide, host: Host, locale: str, words: str) -> None:
    host.attributes = f'data-locale="{locale}"'
    page.goto(host.address)
    button = page.get_by_role("button", name=words)
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    button.click()
    expect(page.frame_locator("iframe").locator("html")).to_have_attribute("lang", locale)


def test_it_needs_no_inline_style_from_its_host_s_policy(page: Page, guide: Guide, host: Host) -> None:
    host.policy = f"default-src 'none'; script-src {guide.address}; frame-src {guide.address}"
    page.goto(host.address)
    button = page.get_by_role("button")
    assert button.evaluate("node => getComputedStyle(node).position") == "fixed"
    button.click()
    expect(page.frame_locator("iframe").locator("#words-input")).to_be_visible()


def test_a_site_that_is_not_on_the_list_cannot_frame_it(page: Page, guide: Guide, host: Host) -> None:
    stranger = Host()
    stranger.script = host.script
    page.goto(stranger.address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    expect(page.frame_locator("iframe").locator("#words-input")).to_have_count(0)
    stranger.server.shutdown()
    stranger.server.server_close()


def test_the_script_is_small(guide: Guide, page: Page) -> None:
    answer = page.request.get(f"{guide.address}/widget.js")
    assert answer.ok
    assert len(answer.body()) < 60_000
