"""What visitors take along, opened away from the guide: without network, on paper, by another program's reader."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Guide, say
from tests.browser.script import WISH
from tests.browser.test_access import faults

Visit = Callable[..., Page]
LOCALES = ["zh-Hans", "zh-Hant", "en"]


@pytest.fixture
def planned(visit: Visit, guide: Guide) -> Callable[[str], str]:
    """Has a day planned in a language; answers where its exports lie, without the end of the name."""

    def plan(locale: str) -> str:
        page = visit(f"/?lang={locale}")
        say(page, WISH[locale])
        expect(page.locator(".plan-card")).to_be_visible()
        assert guide.services.plans.get(f"day-{locale.lower()}") is not None
        return f"/api/v1/itineraries/day-{locale.lower()}"

    return plan


def _codes(picture: bytes) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(picture)))]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_pocket_plan_opens_from_disk_in_flight_mode(
    visit: Visit, guide: Guide, browser: Browser, planned: Callable[[str], str], tmp_path: Path, locale: str
) -> None:
    """Downloaded, opened with no network at all: everything is there and nothing is asked for."""
    answer = visit("/places").request.get(f"{planned(locale)}.html")
    assert answer.headers["content-disposition"].startswith("attachment")
    file = tmp_path / "plan.html"
    file.write_bytes(answer.body())
    context = browser.new_context(viewport=PHONE, offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    expect(page.locator("html")).to_have_attribute("lang", locale)
    expect(page.locator("article")).to_have_count(5)
    expect(page.locator("figure svg")).to_be_visible()
    expect(page.locator(".driver .goal").first).to_be_visible()
    assert page.locator(".driver [lang=zh-Hans]").count() == 5
    links = page.locator(".maps a").evaluate_all("links => links.map(link => new URL(link.href).host)")
    assert {"uri.amap.com", "api.map.baidu.com", "apis.map.qq.com", "www.google.com"} == set(links)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator("svg.code").scroll_into_view_if_needed()
    assert _codes(page.locator("svg.code").screenshot()) == [f"{guide.address}/plans/day-{locale.lower()}"]
    assert asked == [file.as_uri()]
    assert faults(page) == []
    context.close()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_pdf_is_offered_and_holds_the_plan(
    visit: Visit, guide: Guide, planned: Callable[[str], str], locale: str
) -> None:
    address = planned(locale)
    page = visit(f"/plans/day-{locale.lower()}?lang={locale}", java_script_enabled=False)
    expect(page.locator(f"a[href='{address}.pdf']").first).to_be_visible()
    answer = page.request.get(f"{address}.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    document = pypdfium2.PdfDocument(answer.body())
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    museum = guide.toys.world.gazetteer.places["clock-museum"]
    assert museum.name[locale] in text  # type: ignore[index]
    assert museum.name["zh-Hans"] in text
    picture = BytesIO()
    document[0].render(scale=2).to_pil().save(picture, "PNG")
    assert _codes(picture.getvalue()) == [f"{guide.address}/plans/day-{locale.lower()}"]


def test_a_camera_finds_the_plan_by_the_code_of_a_ready_day(visit: Visit, guide: Guide) -> None:
    page = visit("/lists/red-day?lang=en", viewport=DESKTOP)
    code = page.locator(".carry-code img")
    code.scroll_into_view_if_needed()
    expect(code).to_be_visible()
    page.wait_for_load_state("networkidle")
    (link,) = _codes(code.screenshot())
    assert link.startswith(f"{guide.address}/plans/plan-")
    again = visit(link.removeprefix(guide.address))
    expect(again.locator("h1")).to_be_visible()


def test_the_plan_s_page_prints_on_paper_without_what_only_screens_need(
    visit: Visit, planned: Callable[[str], str]
) -> None:
    planned("en")
    page: Any = visit("/plans/day-en?lang=en", viewport=DESKTOP)
    expect(page.locator(".map-stop")).to_have_count(5)
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()
    paper = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = "".join(sheet.get_textpage().get_text_range() for sheet in paper)
    assert "Clock Museum" in text
    assert len(paper) <= 4
