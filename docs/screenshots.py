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


def main(address: str) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("No Chromium here: install Debian's packages chromium and fonts-noto-cjk.")
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for locale, tag in (("zh-Hans", "zh-CN"), ("zh-Hant", "zh-TW"), ("en", "en-GB")):
            _phone(browser, address, locale, tag)
            _desktop(browser, address, locale, tag, "dark" if locale == "zh-Hant" else "light")
        _row(browser, ["phone-hello-zh-Hans", "phone-answer-zh-Hant", "phone-plan-en"], "phone-plan")
        browser.close()


def _phone(browser: Browser, address: str, locale: str, tag: str) -> None:
    page = _open(browser, address, PHONE, tag, "light")
    _take(page, f"phone-hello-{locale}")
    page.locator(".starter >> nth=0").click()
    page.locator(".plan-card").wait_for(timeout=PATIENCE)
    _take(page, f"phone-answer-{locale}")
    page.locator(".plan-card .button").click()
    page.locator(".map-stop").first.wait_for()
    _take(page, f"phone-plan-{locale}")
    page.context.close()


def _row(browser: Browser, names: list[str], target: str) -> None:
    """Puts pictures that were taken before side by side."""
    page = browser.new_page(viewport={"width": 20 + len(names) * (PHONE["width"] + 20), "height": PHONE["height"] + 40})
    data = [b64encode((FOLDER / f"{name}.png").read_bytes()).decode() for name in names]
    pictures = "".join(f'<img src="data:image/png;base64,{picture}">' for picture in data)
    page.set_content(f"<style>body {{ margin: 20px; display: flex; gap: 20px; background: #cfd8d6 }}</style>{pictures}")
    _take(page, target)
    page.close()


def _desktop(browser: Browser, address: str, locale: str, tag: str, scheme: str) -> None:
    page = _open(browser, address, DESKTOP, tag, scheme)
    page.locator(".ready-day >> nth=1").click()
    page.locator(".map-stop").first.wait_for(timeout=PATIENCE)
    page.locator(".stop-pick >> nth=1").click()
    _take(page, f"desktop-plan-{locale}")
    page.goto(f"{address}/places?lang={locale}")
    _take(page, f"desktop-places-{locale}")
    page.context.close()


def _open(browser: Browser, address: str, viewport: object, tag: str, scheme: object) -> Page:
    page = browser.new_context(viewport=viewport, locale=tag, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


def _take(page: Page, name: str) -> None:
    # Long enough for the map's labels and the fonts to settle.
    page.wait_for_timeout(700)
    page.screenshot(path=FOLDER / f"{name}.png")
    print(FOLDER / f"{name}.png")


if __name__ == "__main__":
    main((sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000").rstrip("/"))
