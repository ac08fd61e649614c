"""Takes the pictures of the handbook: ``make screenshots``.

    .venv/bin/python docs/screenshots.py [address]

Without the address of a guide that runs already, one is run for the purpose, on ports of its own. Needs a Chromium:
Debian's packages chromium and fonts-noto-cjk. Writes docs/images/*.png.
"""

import os
import shutil
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "images"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
PATIENCE = 60_000
"""Milliseconds to wait for an answer: the first plan of a fresh process compiles its solver."""
SETTLING = 900
"""Milliseconds until the map's labels and the fonts are in their places."""


def main(address: str | None) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("No Chromium here: install Debian's packages chromium and fonts-noto-cjk.")
    FOLDER.mkdir(exist_ok=True)
    with guide(address) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        _row(browser, "phone-plan", [
            _phone(browser, home, "zh-CN", _hello),
            _phone(browser, home, "zh-TW", _answer),
            _phone(browser, home, "en-GB", _plan),
        ])  # fmt: skip
        _row(browser, "phone-edit", [
            _phone(browser, home, "en-GB", _change),
            _phone(browser, home, "zh-CN", _swap),
            _phone(browser, home, "zh-TW", _changed, "dark"),
            _phone(browser, home, "zh-TW", _in_flight),
        ])  # fmt: skip
        _desktop(browser, home, "zh-CN", "light", "desktop-plan-zh-Hans")
        _desktop(browser, home, "zh-TW", "dark", "desktop-plan-zh-Hant")
        _desktop(browser, home, "en-GB", "light", "desktop-plan-en")
        _compared(browser, home)
        _read(browser, f"{home}/places", "desktop-places-en", ".map.is-drawn")
        _read(browser, f"{home}/night?hour=20&lang=zh-Hant", "desktop-night-zh-Hant", ".map.is-drawn", "dark")
        _read(browser, f"{home}/lists?lang=zh-Hans", "desktop-lists-zh-Hans", ".day-card")
        _place(browser, home)
        browser.close()


@contextmanager
def guide(address: str | None) -> Iterator[str]:
    """A guide that runs already, else one that is run meanwhile."""
    if address is not None:
        yield address.rstrip("/")
        return
    port, action, bot = _free_port(), _free_port(), _free_port()
    settings = {"GUIDE_PORT": str(port), "GUIDE_ACTION_PORT": str(action), "GUIDE_BOT_URL": f"http://127.0.0.1:{bot}"}
    command = [sys.executable, str(ROOT / "run.py")]
    running = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        for line in running.stdout:
            print(line, end="")
            if line.startswith("The guide is ready"):
                break
        else:
            sys.exit("The guide didn't start; its messages are above.")
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _phone(browser: Browser, home: str, tag: str, until: Callable[[Page], None], scheme: str = "light") -> bytes:
    page = _open(browser, home, PHONE, tag, scheme)
    until(page)
    page.wait_for_timeout(SETTLING)
    picture = page.screenshot()
    page.context.close()
    return picture


def _hello(page: Page) -> None:
    page.locator(".starter").first.wait_for()


def _answer(page: Page) -> None:
    """The first day that is offered."""
    page.locator(".starter >> nth=1").click()
    page.locator(".plan-card").first.wait_for(timeout=PATIENCE)


def _plan(page: Page) -> None:
    _answer(page)
    page.locator(".plan-card .button").first.click()
    page.locator(".map-stop").first.wait_for()


def _change(page: Page) -> None:
    _plan(page)
    stop = page.locator(".stop.is-visit >> nth=0")
    stop.locator(".stop-doings button").first.click()
    stop.evaluate("node => node.scrollIntoView({ block: 'start' })")


def _swap(page: Page) -> None:
    _change(page)
    page.locator(".stop.is-chosen [data-do=swap]").click()
    page.locator(".offer").first.wait_for(timeout=PATIENCE)
    page.locator(".offers").first.evaluate("node => node.scrollIntoView({ block: 'start' })")


def _changed(page: Page) -> None:
    _change(page)
    page.locator(".stop.is-chosen [data-do=longer]").click()
    page.locator(".news.is-good").wait_for(timeout=PATIENCE)


def _in_flight(page: Page) -> None:
    _answer(page)
    page.wait_for_function("() => localStorage.getItem('guide:pocket') !== null", timeout=PATIENCE)
    page.context.set_offline(True)
    page.goto("/offline?lang=zh-Hant")
    page.locator(".gallery").first.wait_for()


def _row(browser: Browser, name: str, pictures: list[bytes]) -> None:
    """Pictures side by side."""
    width = 20 + len(pictures) * (PHONE["width"] + 20)
    page = browser.new_page(viewport={"width": width, "height": PHONE["height"] + 40})
    tags = "".join(f'<img src="data:image/png;base64,{b64encode(picture).decode()}">' for picture in pictures)
    page.set_content(f"<style>body {{ margin: 20px; display: flex; gap: 20px; background: #cfd8d6 }}</style>{tags}")
    _take(page, name)
    page.close()


def _desktop(browser: Browser, home: str, tag: str, scheme: str, name: str) -> None:
    page = _open(browser, home, DESKTOP, tag, scheme)
    page.locator(".ready-day >> nth=1").click()
    page.locator(".map-stop").first.wait_for(timeout=PATIENCE)
    page.locator(".stop-pick >> nth=0").click()
    _take(page, name)
    page.context.close()


def _compared(browser: Browser, home: str) -> None:
    page = _open(browser, home, DESKTOP, "en-GB", "light")
    page.locator(".ready-day >> nth=1").click()
    page.locator(".map-stop").first.wait_for(timeout=PATIENCE)
    page.locator("[data-do=days]").click()
    page.locator(".compare").wait_for(timeout=PATIENCE)
    page.locator("#day-panel").evaluate("node => node.scrollIntoView({ block: 'start' })")
    _take(page, "desktop-compare-en")
    page.context.close()


def _read(browser: Browser, address: str, name: str, shown: str, scheme: str = "light") -> None:
    page = _open(browser, address, DESKTOP, "en-GB", scheme)
    page.locator(shown).first.wait_for()
    _take(page, name)
    page.context.close()


def _place(browser: Browser, home: str) -> None:
    page = _open(browser, f"{home}/places", DESKTOP, "en-GB", "light")
    page.locator(".gallery a").first.click()
    page.locator(".map.is-drawn").wait_for()
    _take(page, "desktop-place-en")
    page.context.close()


def _open(browser: Browser, address: str, viewport: Any, tag: str, scheme: Any) -> Page:
    home = address.removesuffix("/places")
    page = browser.new_context(viewport=viewport, locale=tag, color_scheme=scheme, base_url=home).new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(SETTLING)
    page.screenshot(path=FOLDER / f"{name}.png")
    print(FOLDER / f"{name}.png")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
