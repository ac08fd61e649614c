import json
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, Guide, say
from tests.browser.script import WISH

Visit = Callable[..., Page]
LOCALES = ["zh-Hans", "zh-Hant", "en"]
PAGES = ["/", "/places", "/places/clock-museum", "/places/lost-fountain"]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_readable_without_scripts_in_every_language(visit: Visit, path: str, locale: str) -> None:
    page = visit(f"{path}?lang={locale}", java_script_enabled=False)
    expect(page.locator("html")).to_have_attribute("lang", locale)
    assert page.title()
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("a[href*='/places']").first).to_be_visible()
    alternates = page.locator("link[rel=alternate]").evaluate_all("links => links.map(link => link.hreflang)")
    assert alternates == [*LOCALES, "x-default"]


@pytest.mark.parametrize(
    ("accepted", "locale"),
    [("zh-CN", "zh-Hans"), ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("en-AU", "en"), ("pt-PT", "en")],
)
def test_the_browser_s_language_decides_without_another_wish(visit: Visit, accepted: str, locale: str) -> None:
    expect(visit(locale=accepted).locator("html")).to_have_attribute("lang", locale)


def test_a_place_tells_machines_what_it_tells_people(visit: Visit) -> None:
    page = visit("/places/clock-museum?lang=en")
    data = json.loads(page.locator("script[type='application/ld+json']").text_content() or "")
    assert data["@type"] == "TouristAttraction"
    assert data["name"] == "Clock Museum"
    assert data["geo"]["@type"] == "GeoCoordinates"
    assert data["isAccessibleForFree"] is False


def test_a_position_that_is_an_estimate_is_told_as_an_area(visit: Visit) -> None:
    page = visit("/places/fish-chapel?lang=en")
    data = json.loads(page.locator("script[type='application/ld+json']").text_content() or "")
    assert data["geo"]["@type"] == "GeoCircle"
    assert data["geo"]["geoRadius"] == 150
    expect(page.get_by_text("within 150 m")).to_be_visible()
    expect(page.locator("path.map-about")).to_have_count(1)


def test_what_is_unknown_is_shown_as_unknown(visit: Visit) -> None:
    page = visit("/places/lost-fountain?lang=en", java_script_enabled=False)
    expect(page.locator(".facts .unknown").first).to_have_text("not known")
    expect(page.locator("#map")).to_have_count(0)


def test_a_place_shows_the_hours_of_the_days_ahead(visit: Visit) -> None:
    """1 May 2026 is a holiday and a Friday; the museum is closed on holidays and Mondays."""
    page = visit("/places/clock-museum?lang=en")
    rows = page.locator(".week tr")
    expect(rows).to_have_count(7)
    expect(rows.nth(0)).to_contain_text("closed")
    expect(rows.nth(1)).to_contain_text("10:00–12:30")
    expect(rows.nth(3)).to_contain_text("closed")


def test_filters_of_the_list_leave_what_fits(visit: Visit) -> None:
    page = visit("/places?lang=en")
    everything = page.locator(".gallery li").count()
    page.locator("select[name=kind]").select_option("museum")
    page.locator("select[name=status]").select_option("open")
    page.locator("#filters button").click()
    expect(page.locator(".gallery h2")).to_have_text(["Clock Museum", "Map Library"])
    assert everything > 10


def test_a_shared_plan_is_readable_without_scripts_and_drawn_with_them(visit: Visit) -> None:
    page = visit()
    say(page, WISH["en"])
    expect(page.locator(".plan-card")).to_be_visible()
    plain = visit("/plans/day-en?lang=en", java_script_enabled=False)
    expect(plain.locator("#plan")).to_contain_text("10:00–11:00")
    expect(plain.locator("#plan")).to_contain_text("Clock Museum")
    rich = visit("/plans/day-en?lang=en", viewport=DESKTOP)
    expect(rich.locator(".map-stop")).to_have_count(5)
    rich.locator(".stop-pick >> nth=0").click()
    expect(rich.locator(".map-stop.is-chosen")).to_have_text("1")


@pytest.mark.parametrize("path", ["/places/no-such-place", "/plans/no-such-plan", "/words/fr.json"])
def test_what_does_not_exist_is_said_on_a_page(visit: Visit, path: str) -> None:
    page = visit("/")
    answer = page.request.get(path)
    assert answer.status == 404
    assert "<h1>" in answer.text()


def test_the_sitemap_names_every_place_in_every_language(visit: Visit, guide: Guide) -> None:
    text = visit("/").request.get("/sitemap.xml").text()
    sites = ElementTree.fromstring(text).findall("{http://www.sitemaps.org/schemas/sitemap/0.9}url")
    gazetteer = guide.toys.world.gazetteer
    assert len(sites) == 3 * (4 + len(gazetteer.district.lists) + len(gazetteer.places))


def test_no_page_has_inline_script_and_only_the_style_that_the_policy_knows(visit: Visit) -> None:
    """Anything else the browser would refuse, and nobody would notice."""
    for path in [*PAGES, "/widget", "/offline"]:
        page = visit(path)
        assert page.locator("script:not([src]):not([type*=json])").count() == 0
        answer = page.request.get(path)
        assert "style=" not in answer.text()
        (style,) = re.findall(r"<style>(.*?)</style>", answer.text(), re.DOTALL)
        digest = b64encode(sha256(style.encode()).digest()).decode()
        assert f"style-src 'self' 'sha256-{digest}'" in answer.headers["content-security-policy"]
        assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
