"""Usable by everyone: nothing that axe-core can find, the keyboard alone, small screens, large type, bad networks."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, say
from tests.browser.script import QUESTION, WISH

Visit = Callable[..., Page]
WEIGHT_LIMIT = 300_000


def faults(page: Page) -> list[str]:
    """What axe-core finds by the rules of WCAG 2.2 AA."""
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html']} {fault['nodes'][0]['failureSummary']}" for fault in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/widget",
        "/places?lang=zh-Hans",
        "/places/clock-museum",
        "/places/fish-chapel?lang=zh-Hant",
        "/places/nowhere",
        "/offline?lang=zh-Hant",
    ],
)
def test_axe_finds_nothing_on_a_page(visit: Visit, path: str, scheme: str) -> None:
    page = visit(path, color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    assert faults(page) == []


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_conversation_and_plan(visit: Visit, scheme: str, viewport: object) -> None:
    page = visit(viewport=viewport, color_scheme=scheme)
    say(page, QUESTION["en"])
    expect(page.locator(".card-foot .link")).to_be_visible()
    page.locator(".card-foot .link").click()
    expect(page.locator(".card-more dl")).to_be_visible()
    page.locator(".sources summary").click()
    assert faults(page) == []
    say(page, WISH["en"])
    page.locator(".plan-card .button").click()
    expect(page.locator(".map-stop")).to_have_count(5)
    page.locator(".stop-pick >> nth=1").click()
    page.locator(".left-out summary").click()
    page.get_by_role("button", name="Why not Puzzle Mall?").click()
    expect(page.locator(".why-not").first).to_contain_text("The day is full.")
    assert faults(page) == []


def test_axe_finds_nothing_while_the_server_is_away(visit: Visit) -> None:
    page = visit()
    page.route("**/api/v1/**", lambda route: route.abort())
    say(page, QUESTION["en"])
    expect(page.locator("#talk-status button")).to_be_visible()
    assert faults(page) == []


def tab_to(page: Page, selector: str, backwards: bool = False) -> None:
    for _ in range(120):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"the keyboard never came to {selector}")


@pytest.mark.parametrize("path", ["/", "/places", "/places/clock-museum"])
def test_nothing_needs_scrolling_sideways_on_the_smallest_screen(visit: Visit, path: str) -> None:
    """320 pixels wide: also what a desktop shows at four times the size."""
    page = visit(path, viewport={"width": 320, "height": 640})
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ["/", "/places", "/places/clock-museum"])
def test_buttons_are_large_enough_for_a_thumb(visit: Visit, path: str) -> None:
    page = visit(path)
    page.wait_for_load_state("networkidle")
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, select, input:not([type=hidden]), .button, .chip, .tongues a')]
            .filter(node => node.offsetParent && node.getBoundingClientRect().height < 44)
            .map(node => node.outerHTML.slice(0, 80))"""
    )
    assert small == []


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_page_is_light_and_stands_still(visit: Visit, viewport: object) -> None:
    """All that crosses the network until plan and map are shown, and how much the page jumps about meanwhile."""
    page = visit("/places", viewport=viewport)
    weights: list[int] = []
    page.on(
        "response",
        lambda answer: weights.append(int(answer.headers.get("content-length", 0))),
    )
    page.goto("/")
    page.evaluate(
        """() => {
            window.jumps = 0;
            new PerformanceObserver(list => {
                for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.jumps += entry.value;
            }).observe({type: 'layout-shift', buffered: true});
        }"""
    )
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.jumps") < 0.02
    say(page, WISH["en"])
    page.locator(".plan-card .button").click()
    expect(page.locator(".map-stop")).to_have_count(5)
    assert 50_000 < sum(weights) < WEIGHT_LIMIT
