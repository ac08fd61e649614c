"""In flight mode: an app that is installed once shows plans, places and lists without network, and updates cleanly."""

import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, say
from tests.browser.planning import PlanningGuide
from tests.browser.script import WISH
from tests.browser.test_access import faults
from web import assets
from web.app import create_app

Visit = Callable[..., Page]
SIZES = pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])


@pytest.fixture
def guide(tmp_path: Path) -> Iterator[PlanningGuide]:
    guide = PlanningGuide(tmp_path / "state")
    guide.start()
    yield guide
    guide.stop()


def settled(page: Page) -> Page:
    """Waits until the page has put away what it needs in flight mode."""
    page.wait_for_function("() => localStorage.getItem('guide:pocket') !== null", timeout=30_000)
    return page


def in_flight(page: Page) -> Page:
    page.context.set_offline(True)
    return page


def planned(page: Page) -> Page:
    say(page, WISH["en"])
    expect(page.locator(".plan-card")).to_be_visible()
    return page


@SIZES
def test_the_conversation_and_its_plan_are_there_without_network(visit: Visit, viewport: Any) -> None:
    page = in_flight(settled(planned(visit(viewport=viewport))))
    page.reload()
    expect(page.locator("#turns .turn")).to_have_count(1)
    expect(page.locator("#talk-status")).to_contain_text("You are offline")
    page.locator(".plan-card .button").click()
    expect(page.locator(".stop").first).to_be_visible()
    expect(page.locator(".map-stop").first).to_be_visible()
    assert faults(page) == []


def test_what_is_written_in_flight_mode_is_kept_said_so_and_sent_afterwards(visit: Visit, guide: PlanningGuide) -> None:
    page = in_flight(settled(planned(visit())))
    page.reload()
    say(page, "And on Sunday?")
    expect(page.locator("#talk-status")).to_contain_text("offline")
    expect(page.locator("#waiting .turn")).to_have_count(1)
    page.locator("#words-input").fill("half a thought")
    page.reload()
    expect(page.locator("#waiting .turn")).to_have_count(1)
    expect(page.locator("#words-input")).to_have_value("half a thought")
    page.context.set_offline(False)
    expect(page.locator("#turns .turn")).to_have_count(2, timeout=30_000)
    assert guide.script.heard[-1] == "And on Sunday?"
    assert guide.script.heard.count("And on Sunday?") == 1


@SIZES
def test_places_lists_and_the_last_plan_are_readable_in_flight_mode(visit: Visit, viewport: Any) -> None:
    """Also those that were never looked at before."""
    page = in_flight(settled(planned(visit(viewport=viewport))))
    page.goto("/places")
    expect(page.locator("body")).to_contain_text("Clock Museum")
    page.goto("/places/clock-museum")
    expect(page.locator("h2").first).to_have_text("Clock Museum")
    expect(page.locator(".facts .origin").first).to_contain_text(re.compile(r"20\d\d|undated"))
    assert faults(page) == []
    page.goto("/offline")
    expect(page.locator(".gallery").first).to_be_visible()
    assert faults(page) == []
    page.get_by_placeholder("Find by name").fill("library")
    expect(page.locator(".gallery").last.locator("li")).to_have_count(1)
    page.locator(".gallery").first.locator("a").first.click()
    expect(page.locator(".stop").first).to_be_visible()
    expect(page.locator(".map-stop").first).to_be_visible()
    assert "/plans/" in page.url
    assert faults(page) == []


def test_an_edit_in_flight_mode_says_so_and_leaves_the_day(visit: Visit) -> None:
    page = settled(planned(visit(viewport=DESKTOP)))
    before = page.locator(".stop .stop-pick").all_inner_texts()
    page.locator(".stop >> nth=0").locator(".stop-doings button").first.click()
    in_flight(page)
    page.locator(".stop.is-chosen [data-do=remove]").click()
    expect(page.locator(".news.is-bad")).to_contain_text("You are offline")
    assert page.locator(".stop .stop-pick").all_inner_texts() == before


@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant", "en"])
def test_flight_mode_speaks_the_visitor_s_language(visit: Visit, locale: str) -> None:
    page = in_flight(settled(visit(f"/?lang={locale}")))
    page.goto("/offline")
    page.goto(f"/places/castle?lang={locale}")
    expect(page.locator("html")).to_have_attribute("lang", locale)
    assert "{" not in page.locator("main").inner_text()


def test_a_restart_with_changed_files_is_taken_up_cleanly(
    visit: Visit, guide: PlanningGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page after a restart is all of the new version, in flight mode too; of the old one nothing is kept."""
    page = settled(visit())
    before = page.evaluate("caches.keys()")
    guide.stop()
    changed = {**assets._files(), "page.js": assets._files()["page.js"] + b"\nwindow.changed = true;\n"}
    monkeypatch.setattr(assets, "_files", lambda: changed)
    for cached in (assets.version, assets.inlined_style, assets.style_digest):
        cached.cache_clear()
    guide.app = create_app(guide.services)
    guide.start()
    try:
        page.reload()
        page.wait_for_function("() => window.changed === true")
        page.evaluate("navigator.serviceWorker.getRegistration().then(known => known.update())")
        page.wait_for_function(
            "before => caches.keys().then(now => !now.includes(before) && now.some(name => name.includes('shell')))",
            arg=next(name for name in before if "shell" in name),
            timeout=30_000,
        )
        in_flight(page)
        page.reload()
        page.wait_for_function("() => window.changed === true")
        expect(page.locator(".send")).to_be_enabled()
    finally:
        monkeypatch.undo()
        for cached in (assets.version, assets.inlined_style, assets.style_digest):
            cached.cache_clear()


def test_neither_the_office_nor_private_answers_are_kept(visit: Visit) -> None:
    page = settled(planned(visit()))
    page.evaluate("fetch('/office/sign-in').catch(() => {})")
    page.goto("/office/")
    page.goto("/")
    page.evaluate("fetch('/api/v1/health')")
    kept = page.evaluate(
        """async () => (await Promise.all((await caches.keys()).map(async name =>
            (await (await caches.open(name)).keys()).map(one => new URL(one.url).pathname)))).flat()"""
    )
    assert "/offline/places.json" in kept
    assert "/" in kept
    assert not [path for path in kept if path.startswith(("/api", "/office", "/widget"))]


@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant", "en"])
def test_it_can_be_installed(visit: Visit, locale: str) -> None:
    """What a browser asks of an app: a manifest with names, start, colours, and icons that are what they say."""
    from PIL import Image

    page = visit(f"/?lang={locale}")
    address = page.locator("link[rel=manifest]").get_attribute("href")
    answer = page.request.get(str(address))
    assert answer.headers["content-type"].startswith("application/manifest+json")
    manifest = json.loads(answer.text())
    assert {"name", "short_name", "start_url", "display", "theme_color", "background_color"} <= manifest.keys()
    assert manifest["lang"] == locale
    assert {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in manifest["icons"]:
        picture = Image.open(BytesIO(page.request.get(icon["src"]).body()))
        assert f"{picture.width}x{picture.height}" == icon["sizes"]
    worker = page.request.get("/sw.js")
    assert worker.headers["cache-control"] == "no-cache"
    assert page.request.get(manifest["start_url"]).ok
