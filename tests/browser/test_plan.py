from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, say
from tests.browser.script import WISH

Visit = Callable[..., Page]


def planned(page: Page, locale: str = "en") -> Page:
    """Asks for a day and goes to it."""
    say(page, WISH[locale])
    page.locator(".plan-card .button").click()
    expect(page.locator(".map-stop")).to_have_count(5)
    return page


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant", "en"])
def test_a_plan_shows_times_ways_hours_costs_and_what_was_left_out(visit: Visit, locale: str, viewport: object) -> None:
    page = planned(visit(viewport=viewport, locale=locale), locale)
    timeline = page.locator(".timeline")
    expect(timeline.locator(".stop")).to_have_count(5)
    expect(timeline.locator(".stop-time time:first-child")).to_have_text(["10:00", "11:10", "12:00", "14:00", "15:50"])
    assert timeline.locator(".leg").evaluate_all("legs => legs.map(leg => leg.className)") == [
        "leg is-walk",
        "leg is-walk",
        "leg is-wait",
        "leg is-bus",
        "leg is-wait",
        "leg is-taxi",
    ]
    expect(timeline.locator(".stop >> nth=3")).to_contain_text("10:00-12:30")
    expect(timeline.locator(".stop >> nth=3")).to_contain_text("€8")
    expect(timeline.locator(".stop >> nth=1").locator(".warnings")).to_have_count(1)
    expect(timeline.locator(".proof")).to_be_visible()
    timeline.locator(".left-out summary").click()
    expect(timeline.locator(".left-out li").filter(has_text={"en": "Puzzle"}.get(locale, "")).first).to_be_visible()
    assert "undefined" not in timeline.inner_text()


def test_choosing_a_stop_in_the_list_chooses_it_on_the_map(visit: Visit) -> None:
    page = planned(visit(viewport=DESKTOP))
    page.locator(".stop-pick >> nth=3").click()
    expect(page.locator(".map-stop.is-chosen")).to_have_text("4")


def test_choosing_a_stop_on_the_map_chooses_it_in_the_list(visit: Visit) -> None:
    """By keyboard too: a marker is a button with a name."""
    page = planned(visit(viewport=DESKTOP))
    marker = page.get_by_role("button", name="Stop 5: ")
    marker.focus()
    marker.press("Enter")
    expect(page.locator(".stop.is-chosen .stop-number")).to_have_text("5")
    expect(page.locator(".stop.is-chosen .stop-pick")).to_be_focused()
    expect(page.locator(".stop.is-chosen")).to_be_in_viewport()


def test_an_estimated_position_is_an_area_not_a_pin(visit: Visit) -> None:
    """Only an exact position has the shape of a pin; the others have a circle of their uncertainty."""
    page = planned(visit(viewport=DESKTOP))
    estimated = "stops => stops.map(stop => stop.classList.contains('is-about'))"
    assert page.locator(".map-stop").evaluate_all(estimated) == [
        False,
        True,
        False,
        False,
        True,
    ]
    expect(page.locator("path.map-about")).to_have_count(2)
    expect(page.get_by_role("button", name="position estimated")).to_have_count(2)


def test_the_map_is_readable_without_tiles(visit: Visit) -> None:
    """Drawn from our own data: legs by their mode, names, scale, north; and nothing is fetched from elsewhere."""
    page = visit(viewport=DESKTOP)
    foreign: list[str] = []
    page.on("request", lambda request: None if "127.0.0.1" in request.url else foreign.append(request.url))
    planned(page)
    for mode in ("walk", "bus", "taxi"):
        expect(page.locator(f"path.map-{mode}").first).to_be_attached()
    expect(page.locator(".map-name").first).to_be_visible()
    expect(page.locator(".leaflet-control-scale")).to_be_visible()
    expect(page.locator(".map-north")).to_be_visible()
    assert foreign == []


def test_names_on_the_map_do_not_cover_each_other(visit: Visit) -> None:
    page = planned(visit(viewport=DESKTOP))
    boxes = page.locator(".map-name").evaluate_all("names => names.map(name => name.getBoundingClientRect().toJSON())")
    assert len(boxes) >= 5
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = one["right"] <= other["left"] + 2 or other["right"] <= one["left"] + 2
            assert apart or one["bottom"] <= other["top"] + 2 or other["bottom"] <= one["top"] + 2


def test_why_here_and_why_not_are_answered(visit: Visit) -> None:
    page = planned(visit())
    why = page.locator(".stop >> nth=0").get_by_role("button", name="Why here?")
    why.click()
    expect(why).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".stop >> nth=0").locator(".is-why")).to_contain_text("It suits the wish.")
    page.locator(".left-out summary").click()
    page.get_by_role("button", name="Why not Puzzle Mall?").click()
    expect(page.locator(".why-not").first).to_contain_text("The day is full.")


def test_every_export_that_is_offered_can_be_had(visit: Visit) -> None:
    page = planned(visit())
    links = page.locator(".take-links a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert {"ics", "gpx", "kml", "geojson"} <= {link.rpartition(".")[2] for link in links}
    for link in links:
        assert page.request.get(link).status == 200


def test_a_change_of_language_says_the_plan_again(visit: Visit) -> None:
    page = planned(visit(viewport=DESKTOP))
    page.locator("[data-locale=zh-Hans]").click()
    expect(page.locator(".totals dt").first).to_have_text("地点")
    expect(page.locator(".map-north")).to_contain_text("北")


def test_the_plan_s_page_can_be_taken_to_a_phone_by_a_code(visit: Visit) -> None:
    page = planned(visit(viewport=DESKTOP))
    page.get_by_text("QR code for a phone").click()
    code = page.get_by_role("img", name="QR code of this plan's page")
    expect(code).to_be_visible()
    page.wait_for_function("() => document.querySelector('.code').naturalWidth > 0")
