"""The widget's frame: how heavy, how large its type may be, its plan, and what axe-core says of it in its host."""

# ruff: noqa: ARG001
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import PHONE, say
from tests.browser.planning import PlanningGuide
from tests.browser.script import WISH
from tests.browser.test_access import faults
from tests.browser.test_widget import Host

OWN_CODE_LIMIT = 60_000
"""Bytes, compressed: the script in the host, and all that its frame runs until the conversation can begin."""


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host()
    yield host
    host.server.shutdown()
    host.server.server_close()


@pytest.fixture
def guide(tmp_path: Path, host: Host) -> Iterator[PlanningGuide]:
    guide = PlanningGuide(tmp_path / "state", GUIDE_WIDGET_ORIGINS=host.address)
    guide.start()
    host.script = f"{guide.address}/widget.js"
    yield guide
    guide.stop()


@pytest.fixture(params=[PHONE, {"width": 1280, "height": 800}], ids=["phone", "desktop"])
def page(request: pytest.FixtureRequest, browser: Any) -> Iterator[Page]:
    context = browser.new_context(viewport=request.param, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def opened(page: Page, host: Host) -> Frame:
    page.goto(host.address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.frame_locator("iframe").locator(".send")).to_be_enabled(timeout=20_000)
    return next(frame for frame in page.frames if "/widget" in frame.url)


def test_own_code_is_light_until_one_can_write(page: Page, guide: PlanningGuide, host: Host) -> None:
    weights: dict[str, int] = {}
    page.on(
        "response",
        lambda answer: (
            weights.update({answer.url: int(answer.headers.get("content-length", 0))})
            if guide.address in answer.url and answer.url.endswith(".js")
            else None
        ),
    )
    opened(page, host)
    assert len(weights) >= 8
    assert 10_000 < sum(weights.values()) < OWN_CODE_LIMIT


def test_type_of_twice_the_size_fits(page: Page, guide: PlanningGuide, host: Host) -> None:
    frame = opened(page, host)
    frame.evaluate("document.documentElement.style.fontSize = '200%'")
    say(frame, WISH["en"])  # type: ignore[arg-type]
    expect(frame.locator(".plan-card")).to_be_visible()
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box, height = frame.locator("#words-input").bounding_box(), page.viewport_size
    assert box is not None
    assert height is not None
    assert box["y"] + box["height"] <= height["height"]
    frame.locator(".plan-card .button").click()
    expect(frame.locator(".stop").first).to_be_visible()
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_plan_is_edited_inside_the_widget(page: Page, guide: PlanningGuide, host: Host) -> None:
    frame = opened(page, host)
    say(frame, WISH["en"])  # type: ignore[arg-type]
    frame.locator(".plan-card .button").click()
    stop = frame.locator(".stop >> nth=0")
    name = stop.locator(".stop-pick").inner_text()
    stop.locator(".stop-doings button").first.click()
    stop.locator("[data-do=remove]").click()
    expect(frame.locator(".news.is-good")).to_be_visible(timeout=30_000)
    assert name not in frame.locator(".stop .stop-pick").all_inner_texts()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_frame_and_button(page: Page, guide: PlanningGuide, host: Host, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(host.address)
    found = Axe().run(page, context="district-guide").response["violations"]
    assert found == []
    frame = opened(page, host)
    assert faults(frame) == []  # type: ignore[arg-type]
