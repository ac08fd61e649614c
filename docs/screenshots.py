"""Takes the pictures of the handbook from a running guide.

    make run                                     (in another terminal)
    .venv/bin/python docs/screenshots.py [address]

Needs a Chromium: Debian's packages chromium and fonts-noto-cjk. Writes docs/images/*.png.
"""

import shutil
import sys
from base64 import b64encode
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent / "images"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
PATIENCE = 60_000
"""Milliseconds to wait for an answer: the first plan of a fresh process compiles its solver."""
SETTLING = 700
"""Milliseconds until the map's labels and the fonts are in their places."""


def main(address: str) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("No Chromium here: install Debian's packages chromium and fonts-noto-cjk.")
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        phones = [
            _phone(browser, address, "zh-CN", "hello"),
            _phone(browser, address, "zh-TW", "answer"),
            _phone(browser, address, "en-GB", "plan"),
        ]
        _row(browser, phones, "phone-plan")
        _desktop(browser, address, "zh-CN", "light", "desktop-plan-zh-Hans")
        _desktop(browser, address, "zh-TW", "dark", "desktop-plan-zh-Hant")
        _desktop(browser, address, "en-GB", "light", "desktop-plan-en")
        _place(browser, address)
        browser.close()


def _phone(browser: Browser, address: str, tag: str, until: str) -> bytes:
    """The first day that is offered, as far as ``hello``, its ``answer`` or its ``plan``."""
    page = _open(browser, address, PHONE, tag, "light")
    if until != "hello":
        page.locator(".starter >> nth=0").click()
        page.locator(".plan-card").wait_for(timeout=PATIENCE)
    if until == "plan":
        page.locator(".plan-card .button").click()
        page.locator(".map-stop").first.wait_for()
    page.wait_for_timeout(SETTLING)
    picture = page.screenshot()
    page.context.close()
    return picture


def _row(browser: Browser, pictures: list[bytes], name: str) -> None:
    """Pictures side by side."""
    width = 20 + len(pictures) * (PHONE["width"] + 20)
    page = browser.new_page(viewport={"width": width, "height": PHONE["height"] + 40})
    tags = "".join(f'<img src="data:image/png;base64,{b64encode(picture).decode()}">' for picture in pictures)
    page.set_content(f"<style>body {{ margin: 20px; display: flex; gap: 20px; background: #cfd8d6 }}</style>{tags}")
    _take(page, name)
    page.close()


def _desktop(browser: Browser, address: str, tag: str, scheme: str, name: str) -> None:
    page = _open(browser, address, DESKTOP, tag, scheme)
    page.locator(".ready-day >> nth=1").click()
    page.locator(".map-stop").first.wait_for(timeout=PATIENCE)
    page.locator(".stop-pick >> nth=1").click()
    _take(page, name)
    page.context.close()


def _place(browser: Browser, address: str) -> None:
    page = _open(browser, f"{address}/places", DESKTOP, "en-GB", "light")
    page.locator(".gallery a").first.click()
    page.locator(".map.is-drawn").wait_for()
    _take(page, "desktop-place-en")
    page.context.close()


def _open(browser: Browser, address: str, viewport: object, tag: str, scheme: object) -> Page:
    page = browser.new_context(viewport=viewport, locale=tag, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(SETTLING)
    page.screenshot(path=FOLDER / f"{name}.png")
    print(FOLDER / f"{name}.png")


if __name__ == "__main__":
    main((sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000").rstrip("/"))
