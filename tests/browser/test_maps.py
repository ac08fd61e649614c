"""Looking around in a real browser: list and map in step, the evening by the hour, days ready to go, the drawn map."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from knowledge.places.datum import from_wgs84
from tests.browser.conftest import DESKTOP, PHONE, Guide, say
from tests.browser.script import WISH
from tests.browser.test_access import faults

Visit = Callable[..., Page]
BESIDE_CASTLE = {"latitude": 38.7141, "longitude": -9.1336}
FAR_AWAY = {"latitude": 21.27, "longitude": 110.36}
PAGES = ["/places", "/places?when=now", "/night", "/lists", "/lists/red-day", "/places/castle", "/places/castle/report"]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visit: Visit, path: str, scheme: str, viewport: Any) -> None:
    page = visit(path, viewport=viewport, color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_needs_scrolling_sideways_on_the_smallest_screen(visit: Visit, path: str) -> None:
    page = visit(path, viewport={"width": 320, "height": 640})
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_filters_take_effect_at_once_on_list_and_map(visit: Visit) -> None:
    page = visit("/places?lang=en", viewport=DESKTOP)
    expect(page.locator("#map.is-drawn")).to_be_visible()
    page.evaluate("window.stays = true")
    page.locator("select[name=kind]").select_option("museum")
    expect(page.locator("#results h2")).to_have_text(["Clock Museum", "Map Library", "Tram Yard"])
    assert page.evaluate("window.stays"), "the page was loaded anew"
    assert "kind=museum" in page.url
    expect(page.locator(".map-dot")).to_have_count(3)
    page.locator("label.look-pick", has_text="on a day").click()
    page.locator("input[name=day]").fill("2026-05-04")
    page.locator("input[name=day]").dispatch_event("change")
    expect(page.locator("#results > .gallery h2")).to_have_count(0)
    expect(page.locator(".look-perhaps h2")).to_have_text(["Map Library"])


def test_the_same_filters_work_without_scripts(visit: Visit) -> None:
    page = visit("/places?lang=en", java_script_enabled=False)
    page.locator("select[name=kind]").select_option("museum")
    page.locator("label.look-pick", has_text="Indoors").click()
    page.locator("#filters .is-main").click()
    expect(page.locator("#results h2")).to_have_count(3)
    expect(page.locator("#map")).to_be_hidden()


def test_a_card_points_out_its_place_and_the_map_its_card(visit: Visit) -> None:
    page = visit("/places?lang=en&kind=museum", viewport=DESKTOP)
    expect(page.locator(".map-dot")).to_have_count(3)
    page.locator("[data-id=clock-museum] a").focus()
    expect(page.locator(".map-name.is-chosen")).to_have_text("Clock Museum")
    page.locator(".map-dot").last.click()
    expect(page.locator(".look-card.is-pointed")).to_have_count(1)
    expect(page.locator(".map-popup a")).to_be_visible()


def test_near_me_sorts_by_where_the_visitor_is(visit: Visit) -> None:
    page = visit("/places?lang=en", viewport=DESKTOP, geolocation=BESIDE_CASTLE, permissions=["geolocation"])
    expect(page.locator("#map.is-drawn")).to_be_visible()
    page.locator("#near").select_option("me")
    expect(page.locator("#results h2 >> nth=0")).to_have_text("Brick Castle")
    expect(page.locator("#results .look-signs >> nth=0")).to_contain_text("m away")


def test_without_permission_the_list_stays_and_says_why(visit: Visit) -> None:
    page = visit("/places?lang=en", viewport=DESKTOP, permissions=[])
    expect(page.locator("#map.is-drawn")).to_be_visible()
    page.locator("#near").select_option("me")
    expect(page.locator("#look-news")).to_contain_text("Your position stays private")
    expect(page.locator("#near")).to_have_value("")


def test_far_away_the_list_says_how_far(visit: Visit) -> None:
    page = visit("/places?lang=en", viewport=DESKTOP, geolocation=FAR_AWAY, permissions=["geolocation"])
    expect(page.locator("#map.is-drawn")).to_be_visible()
    page.locator("#near").select_option("me")
    expect(page.locator("#look-news")).to_contain_text("km away from Toytown")


def test_the_slider_moves_the_evening(visit: Visit) -> None:
    page = visit("/night?lang=en&day=2026-05-05&hour=21", viewport=DESKTOP)
    expect(page.locator("#night-news")).to_have_text("21:00: 2 open, 0 with unknown hours")
    slider = page.locator("#slider")
    expect(slider).to_be_visible()
    slider.focus()
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    expect(page.locator("#night-news")).to_have_text("23:00: 1 open, 0 with unknown hours")
    expect(slider).to_have_attribute("aria-valuetext", "23:00")
    expect(page.locator("[data-state=closed] h2")).to_have_text("Closed at 23:00")
    expect(page.locator("[data-state=closed] h3")).to_have_text("Puzzle Mall")
    expect(page.locator(".map-dot.is-closed")).to_have_count(1)


def test_the_evening_is_links_without_scripts(visit: Visit) -> None:
    page = visit("/night?lang=en&day=2026-05-05&hour=21", java_script_enabled=False)
    expect(page.locator("#slider")).to_be_hidden()
    page.locator("[data-hour='23']").click()
    expect(page.locator("#night-news")).to_have_text("23:00: 1 open, 0 with unknown hours")


def test_a_day_ready_to_go_is_readable_drawn_and_taken_along(visit: Visit) -> None:
    plain = visit("/lists/red-day?lang=zh-Hant", java_script_enabled=False)
    expect(plain.locator(".plain-stop h2")).to_have_text("舊市政廳")
    expect(plain.locator("a[href$='.pdf']").first).to_be_visible()
    page = visit("/lists/red-day?lang=en", viewport=DESKTOP)
    expect(page.locator(".map-stop")).to_have_count(1)
    page.get_by_role("link", name="Start from this day and change it").click()
    expect(page).to_have_url(re.compile("/plans/plan-"))


def test_a_report_is_sent_by_keyboard_alone(visit: Visit, guide: Guide) -> None:
    page = visit("/places/castle?lang=en")
    page.get_by_role("link", name="Closed, or other hours? Tell us").focus()
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="The hours are different").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Send").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Thank you. The office will check it.")
    assert [report.kind for report in guide.services.reports.waiting()] == ["hours"]


def boxes(page: Page, selector: str) -> list[dict[str, Any]]:
    """Of what is shown, in pixels, with the words."""
    script = """nodes => nodes.map(node => { const { left, right, top, bottom } = node.getBoundingClientRect();
                return { left, right, top, bottom, text: node.textContent }; })"""
    found: list[dict[str, Any]] = page.locator(selector).evaluate_all(script)
    return found


def collisions(found: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for one, other in combinations(found, 2):
        apart = 1.0
        if (
            one["left"] + apart < other["right"]
            and other["left"] + apart < one["right"]
            and one["top"] + apart < other["bottom"]
            and other["top"] + apart < one["bottom"]
        ):
            yield one["text"], other["text"]


@pytest.mark.parametrize("locale", ["zh-Hans", "en"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_names_do_not_collide_at_any_zoom(visit: Visit, viewport: Any, locale: str) -> None:
    page = visit(f"/places?lang={locale}", viewport=viewport, reduced_motion="reduce")
    expect(page.locator("#map.is-drawn")).to_be_visible()
    page.locator("#map").scroll_into_view_if_needed()
    for _ in range(4):
        page.locator(".leaflet-control-zoom-out").click()
        page.wait_for_timeout(60)
    closer, zooms = page.locator(".leaflet-control-zoom-in"), 0
    while True:
        page.wait_for_timeout(120)
        assert list(collisions(boxes(page, ".map-name"))) == []
        assert list(collisions(boxes(page, ".map-group"))) == []
        if closer.get_attribute("aria-disabled") == "true":
            break
        closer.click()
        zooms += 1
    assert zooms > 5


def test_without_tiles_there_are_water_quarters_streets_scale_and_north(visit: Visit) -> None:
    page = visit("/places?lang=en", viewport=DESKTOP)
    expect(page.locator("path.ground.is-water").first).to_be_attached()
    expect(page.locator("path.ground.is-quarter").first).to_be_attached()
    expect(page.locator("path.ground.is-street").first).to_be_attached()
    expect(page.locator(".map-north b")).to_have_text("N")
    expect(page.locator(".leaflet-control-scale-line")).to_have_text(re.compile(" k?m"))
    expect(page.locator(".leaflet-tile")).to_have_count(0)


def test_a_number_stands_for_places_that_crowd_and_brings_them_closer(visit: Visit) -> None:
    page = visit("/places?lang=en", viewport=PHONE, reduced_motion="reduce")
    group = page.locator(".map-group").first
    expect(group).to_be_visible()
    for _ in range(4):
        page.locator(".leaflet-control-zoom-out").click()
    crowd = max(int(text) for text in page.locator(".map-group").all_inner_texts())
    assert crowd > 3
    page.locator(".map-group", has_text=str(crowd)).first.click()
    expect(page.locator(".map-group", has_text=str(crowd))).to_have_count(0)


def test_a_crowd_is_told_and_opened_by_keyboard(visit: Visit) -> None:
    page = visit("/places?lang=en", viewport=DESKTOP, reduced_motion="reduce")
    expect(page.locator(".map-group").first).to_be_visible()
    for _ in range(4):
        page.locator(".leaflet-control-zoom-out").click()
    for _ in range(12):
        crowd = page.locator(".map-seat", has=page.locator(".map-group")).first
        if not crowd.count():
            break
        crowd.focus()
        label, count = crowd.get_attribute("aria-label"), crowd.inner_text()
        assert label is not None
        assert re.match(rf"{count}: \w", label)
        page.keyboard.press("Enter")
        if page.locator(".map-popup").count():
            expect(page.locator(".map-popup a").first).to_be_focused()
            break
        expect(page.locator("#map")).to_be_focused()


def test_where_the_day_begins_and_ends_is_on_the_map_of_the_plan(visit: Visit, guide: Guide) -> None:
    page = visit(viewport=DESKTOP)
    say(page, WISH["en"])
    expect(page.locator(".plan-card")).to_be_visible()
    kept = guide.services.plans.get("day-en")
    assert kept is not None
    leg = {"mode": "walk", "distance": 300, "duration": 5, "walk": 300, "buffer": 0, "cost": 0.0, "estimated": True}
    last = len(kept.itinerary["stops"]) - 1
    legs = [{"from": "start", "to": 0, **leg}, *kept.itinerary["legs"], {"from": last, "to": "end", **leg}]
    wishes = {**kept.request, "start": {"place_id": "central-station"}, "end": {"lat": 38.7045, "lon": -9.15}}
    guide.services.plans.keep({**kept.itinerary, "id": "with-ends", "legs": legs}, wishes)
    shared = visit("/plans/with-ends?lang=en", viewport=DESKTOP)
    expect(shared.locator(".map-end")).to_have_text(["▶", "■"])
    expect(shared.locator(".map-leg.map-walk")).to_have_count(2 + sum(leg["mode"] == "walk" for leg in legs[1:-1]))


def test_positions_are_moved_to_the_datum_of_the_tiles_as_the_guide_does(visit: Visit) -> None:
    page = visit("/places?lang=en")
    there = page.evaluate(
        """async () => {
          const script = document.querySelector("script[src*='looking.js']").src;
          const { toGcj02, fromGcj02 } = await import(script.replace("looking.js", "datum.js"));
          const moved = toGcj02(21.27116, 110.35906);
          return [...moved, ...fromGcj02(...moved)];
        }"""
    )
    assert there[:2] == pytest.approx(from_wgs84(21.27116, 110.35906, "GCJ-02"), abs=1e-9)
    assert there[2:] == pytest.approx((21.27116, 110.35906), abs=1e-6)


def test_tiles_come_with_their_credit_and_without_the_drawn_ground(tmp_path: Path, browser: Any) -> None:
    guide = Guide(
        tmp_path / "tiled", GUIDE_TILE_URL="http://127.0.0.1:9/{z}/{x}/{y}.png", GUIDE_TILE_ATTRIBUTION="© Mappers"
    )
    guide.start()
    page = browser.new_page(viewport=DESKTOP, base_url=guide.address)
    page.goto("/places?lang=en")
    expect(page.locator(".leaflet-control-attribution")).to_have_text("© Mappers")
    expect(page.locator(".leaflet-tile").first).to_be_attached()
    expect(page.locator("path.ground")).to_have_count(0)
    page.close()
    guide.stop()
