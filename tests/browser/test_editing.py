"""The plan changed by its own buttons, with the real planner and verifier behind them."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, say
from tests.browser.planning import PlanningGuide, ahead
from tests.browser.script import WISH
from tests.browser.test_access import faults, tab_to

Visit = Callable[..., Page]
SIZES = pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])


@pytest.fixture
def guide(tmp_path: Path) -> Iterator[PlanningGuide]:
    guide = PlanningGuide(tmp_path / "state")
    guide.start()
    yield guide
    guide.stop()


def planned(page: Page, locale: str = "en") -> Page:
    say(page, WISH[locale])
    page.locator(".plan-card .button").click()
    expect(page.locator(".stop").first).to_be_visible()
    expect(page.locator(".map-stop").first).to_be_visible()
    return page


def visits(page: Page) -> Locator:
    return page.locator(".stop.is-visit")


def begins(stop: Locator) -> int:
    """Minutes after midnight."""
    hours, minutes = stop.locator(".stop-time time").first.inner_text().split(":")
    return int(hours) * 60 + int(minutes)


def names(page: Page) -> list[str]:
    return page.locator(".stop .stop-pick").all_inner_texts()


def opened(stop: Locator) -> Locator:
    """A stop with its buttons in sight."""
    stop.get_by_role("button", name=re.compile("^Change ")).click()
    expect(stop.locator(".tools")).to_be_visible()
    return stop


def done(page: Page) -> None:
    expect(page.locator(".news.is-good")).to_be_visible(timeout=30_000)


@SIZES
def test_a_stop_is_left_out_and_the_way_back_is_one_button(visit: Visit, viewport: Any) -> None:
    page = planned(visit(viewport=viewport))
    before = names(page)
    gone = before[0]
    opened(page.locator(".stop >> nth=0")).get_by_role("button", name=f"Leave out {gone}").click()
    done(page)
    expect(page.locator(".news")).to_contain_text("left out")
    assert gone not in names(page)
    page.locator(".news").get_by_role("button", name="Undo").click()
    expect(page.locator(".stop .stop-pick").first).to_have_text(gone)
    assert names(page) == before


@SIZES
def test_later_earlier_and_longer_move_the_stop_and_the_map_follows(visit: Visit, viewport: Any) -> None:
    page = planned(visit(viewport=viewport))
    last = visits(page).last
    name, begin = last.locator(".stop-pick").inner_text(), begins(last)
    opened(last).locator("[data-do=earlier]").click()
    done(page)
    moved = page.locator(".stop.is-visit").filter(has_text=name)
    expect(moved).to_have_class(re.compile("is-chosen"))
    assert begins(moved) == begin - 30
    expect(page.locator(".map-stop.is-chosen")).to_have_text(moved.locator(".stop-number").inner_text())
    expect(page.locator("[data-do=earlier]:focus")).to_have_count(1)
    moved.locator("[data-do=later]").click()
    expect(page.locator(".stop.is-visit").filter(has_text=name).locator(".stop-time time").first).to_have_text(
        f"{begin // 60:02}:{begin % 60:02}"
    )
    stay = page.locator(".stop.is-visit").filter(has_text=name)
    before = stay.locator(".stop-facts").inner_text()
    stay.locator("[data-do=longer]").click()
    expect(page.locator(".stop.is-visit").filter(has_text=name).locator(".stop-facts")).not_to_have_text(before)


def test_what_is_kept_as_it_is_stays_through_other_changes(visit: Visit) -> None:
    page = planned(visit(viewport=DESKTOP))
    first = visits(page).first
    name = first.locator(".stop-pick").inner_text()
    opened(first).locator("[data-do=lock]").click()
    expect(page.locator(".stop.is-locked")).to_have_count(1)
    expect(page.locator("[data-do=lock]:focus")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Date, times, weather").click()
    page.locator("select[name=weather]").select_option("rain")
    page.get_by_role("button", name="Plan anew").click()
    done(page)
    expect(page.locator(".stop.is-locked .stop-pick")).to_contain_text(name.strip())


@SIZES
def test_a_stop_is_swapped_for_a_place_that_fits(visit: Visit, viewport: Any) -> None:
    page = planned(visit(viewport=viewport))
    stop = visits(page).first
    before = stop.locator(".stop-pick").inner_text()
    opened(stop).locator("[data-do=swap]").click()
    offer = page.locator(".offer").first
    expect(offer).to_be_visible(timeout=30_000)
    other = offer.locator("h4").inner_text()
    offer.get_by_role("button").click()
    done(page)
    assert any(other in name for name in names(page))
    assert before not in names(page)


def test_why_not_offers_ways_that_then_work(visit: Visit) -> None:
    page = planned(visit())
    page.locator(".left-out summary").click()
    item = page.locator(".left-out li").filter(has_text="Map Library")
    item.get_by_role("button", name="Why not Map Library?").click()
    item.locator(".ways button").first.click(timeout=30_000)
    done(page)
    assert any("Map Library" in name for name in names(page))


@SIZES
def test_other_days_stand_side_by_side_and_one_can_be_taken(visit: Visit, guide: PlanningGuide, viewport: Any) -> None:
    guide.script.wish = {"max_places": 3}
    page = planned(visit(viewport=viewport))
    before = names(page)
    page.get_by_role("button", name="Compare with other days").click()
    table = page.locator(".compare")
    expect(table).to_be_visible(timeout=30_000)
    rows = table.locator("tbody th").all_inner_texts()
    assert {"Places", "On foot", "Per person", "Points by your wishes"} <= set(rows)
    assert faults(page) == []
    table.get_by_role("button", name="Take day 1").click()
    done(page)
    assert names(page) != before
    page.locator(".tools [data-do=undo]").click()
    expect(page.locator(".stop .stop-pick").first).to_have_text(before[0])


def test_another_date_plans_the_day_anew(visit: Visit) -> None:
    page = planned(visit())
    title = page.locator("#plan-title").inner_text()
    page.get_by_role("button", name="Date, times, weather").click()
    page.locator("input[name=date]").fill(ahead(9))
    page.get_by_role("button", name="Plan anew").click()
    done(page)
    expect(page.locator("#plan-title")).not_to_have_text(title)


def test_what_cannot_be_done_is_said_with_ways_out_that_work(visit: Visit, guide: PlanningGuide) -> None:
    """The museum closes at noon and in the evening: it can't be pushed later without end."""
    guide.script.wish = {"max_places": 1, "must_visit": ["clock-museum"], "date": next_open_day()}
    page = planned(visit(viewport=DESKTOP))
    museum = page.locator(".stop").filter(has_text="Clock Museum")
    opened(museum)
    for _ in range(12):
        with page.expect_response("**/edits") as answer:
            museum.locator("[data-do=later]").click()
        if answer.value.status == 422:
            break
    expect(page.locator(".news.is-bad")).to_contain_text("Your day is unchanged")
    way = page.locator(".news .ways button").first
    expect(way).to_be_focused()
    assert faults(page) == []
    way.click()
    done(page)


def next_open_day() -> str:
    """The museum is closed on Mondays and holidays."""
    day = date.today() + timedelta(days=7)
    while day.weekday() != 2:
        day += timedelta(days=1)
    return day.isoformat()


def test_the_edited_day_survives_a_reload_and_shows_in_the_conversation(visit: Visit, guide: PlanningGuide) -> None:
    page = planned(visit(viewport=DESKTOP))
    gone = names(page)[0]
    opened(page.locator(".stop >> nth=0")).get_by_role("button", name=f"Leave out {gone}").click()
    done(page)
    now = names(page)
    expect(page.locator(".plan-card")).to_contain_text("As you have changed it since.")
    expect(page.locator(".plan-card")).not_to_contain_text(gone)
    page.reload()
    expect(page.locator(".plan-card")).to_contain_text("As you have changed it since.")
    expect(page.locator(".stop .stop-pick")).to_have_text(now)
    say(page, "And what now?")
    expect(page.locator("#turns .turn")).to_have_count(2)
    kept = guide.services.plans.get(guide.script.seen[-1])
    assert kept is not None
    assert gone not in [stop["name"] for stop in kept.itinerary["stops"]]


def test_the_server_away_leaves_the_day_as_it_is_and_tries_again(visit: Visit, guide: PlanningGuide) -> None:
    page = planned(visit(viewport=DESKTOP))
    before = names(page)
    opened(page.locator(".stop >> nth=0"))
    guide.stop()
    page.locator(".stop.is-chosen [data-do=remove]").click()
    expect(page.locator(".news.is-bad")).to_contain_text("unchanged")
    assert names(page) == before
    assert faults(page) == []
    guide.start()
    page.locator(".news [data-do=again]").click()
    done(page)
    assert before[0] not in names(page)


@SIZES
def test_the_page_of_a_plan_edits_it_and_its_address_follows(visit: Visit, viewport: Any) -> None:
    page = planned(visit(viewport=viewport))
    link = page.locator(".take-links a").last.get_attribute("href")
    page.goto(str(link))
    first = names(page)[0] if page.locator(".stop").count() else None
    expect(page.locator(".map-stop").first).to_be_visible()
    first = first or names(page)[0]
    opened(page.locator(".stop >> nth=0")).locator("[data-do=remove]").click()
    done(page)
    assert page.url.split("?")[0] not in str(link)
    assert page.request.get(page.url).ok
    page.reload()
    expect(page.locator(".map-stop").first).to_be_visible()
    assert first not in names(page)


def test_a_place_that_closed_is_told_and_repaired_by_one_button(visit: Visit, guide: PlanningGuide) -> None:
    page = planned(visit(viewport=DESKTOP))
    place = visits(page).nth(1).locator(".stop-pick")
    shut, name = place.get_attribute("data-place"), place.inner_text()
    link = page.locator(".take-links a").last.get_attribute("href")
    guide.toys.edit(str(shut), status="closed")
    plain = visit(str(link), java_script_enabled=False)
    expect(plain.locator("main")).to_contain_text(f"{name} has closed")
    page.goto(str(link))
    expect(page.locator(".news.is-bad")).to_contain_text(f"{name} has closed")
    assert faults(page) == []
    page.get_by_role("button", name="Repair the day").click()
    done(page)
    assert name not in names(page)


@pytest.mark.parametrize(
    ("permission", "where", "told"),
    [
        (False, None, "Your position stays private"),
        (True, {"latitude": 51.5, "longitude": 0.0}, "km away"),
        (True, {"latitude": 38.716, "longitude": -9.14}, None),
    ],
    ids=["denied", "far away", "here"],
)
def test_the_day_begins_where_one_is_or_sensibly(visit: Visit, permission: bool, where: Any, told: str | None) -> None:
    options = {"permissions": ["geolocation"]} if permission else {"permissions": []}
    page = planned(visit(viewport=DESKTOP, geolocation=where, **options))
    page.get_by_role("button", name="Date, times, weather").click()
    page.locator("select[name=from]").select_option("here")
    page.get_by_role("button", name="Plan anew").click()
    if told:
        expect(page.locator(".day-form")).to_contain_text(told)
    else:
        done(page)
        expect(page.locator(".stops > li").first).to_have_class(re.compile("leg"))


@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant", "en"])
def test_every_button_speaks_the_page_s_language(visit: Visit, locale: str) -> None:
    page = planned(visit(viewport=DESKTOP, locale=locale), locale)
    page.locator(".stop.is-visit >> nth=0").locator(".stop-doings button").first.click()
    page.locator(".stop.is-chosen [data-do=later]").click()
    done(page)
    page.locator("[data-do=calendar]").click()
    expect(page.locator(".day-form")).to_be_visible()
    text = page.locator(".plan-room").inner_text()
    assert "undefined" not in text
    assert not re.search(r"\{\w+\}|[a-z]+-[a-z]+-[a-z]+", text), text
    if locale != "en":
        assert "moves" not in text


def test_facts_of_a_stop_have_source_and_date_and_can_be_reported(visit: Visit) -> None:
    page = planned(visit(viewport=DESKTOP))
    stop = visits(page).first
    stop.get_by_role("button", name=re.compile("^Hours, prices and sources of ")).click()
    expect(stop.locator(".facts .origin").first).to_contain_text(re.compile(r"20\d\d|undated"))
    stop.get_by_role("button", name="It is closed").click()
    expect(stop.locator(".report")).to_contain_text("Thank you")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state_of_editing(visit: Visit, scheme: str) -> None:
    page = planned(visit(color_scheme=scheme))
    stop = opened(visits(page).first)
    stop.get_by_role("button", name=re.compile("^Hours, prices")).click()
    expect(stop.locator(".facts")).to_be_visible()
    stop.locator("[data-do=swap]").click()
    expect(page.locator(".offer, .offers .note").first).to_be_visible(timeout=30_000)
    page.locator("[data-do=calendar]").click()
    expect(page.locator(".day-form")).to_be_visible()
    assert faults(page) == []
    visits(page).first.locator("[data-do=lock]").click()
    visits(page).first.locator("[data-do=remove]").click()
    done(page)
    assert faults(page) == []


def test_buttons_of_the_plan_are_large_enough_for_a_thumb(visit: Visit) -> None:
    page = planned(visit())
    opened(visits(page).first)
    page.locator("[data-do=calendar]").click()
    expect(page.locator(".day-form")).to_be_visible()
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, select, input, .button')]
            .filter(node => node.offsetParent && node.getBoundingClientRect().height < 43.5)
            .map(node => node.outerHTML.slice(0, 80))"""
    )
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_keyboard_alone_goes_from_the_chat_through_an_edit_to_the_export(visit: Visit) -> None:
    """Chat, plan, a stop moved and left out, undone, and the calendar's file in hand."""
    page = visit()
    expect(page.locator(".send")).to_be_enabled()
    tab_to(page, "#words-input")
    page.keyboard.type(WISH["en"])
    page.keyboard.press("Enter")
    expect(page.locator(".plan-card")).to_be_visible()
    tab_to(page, ".plan-card .button", backwards=True)
    page.keyboard.press("Enter")
    expect(page.locator("#plan-title")).to_be_focused()
    before = names(page)
    tab_to(page, ".stop-pick")
    page.keyboard.press("Enter")
    tab_to(page, ".stop.is-chosen [data-do=later]")
    page.keyboard.press("Enter")
    done(page)
    expect(page.locator(".stop.is-chosen [data-do=later]")).to_be_focused()
    tab_to(page, ".stop.is-chosen [data-do=remove]")
    page.keyboard.press("Space")
    expect(page.locator(".stop-pick").first).not_to_contain_text(before[0])
    expect(page.locator("[data-do=news-undo]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".stop-pick").first).to_contain_text(before[0])
    tab_to(page, ".take-links a[href$='.ics']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert "BEGIN:VCALENDAR" in Path(download.value.path()).read_text("utf-8")


def test_a_change_of_language_says_the_plan_s_own_sentences_again(visit: Visit) -> None:
    page = planned(visit(viewport=DESKTOP))
    times = page.locator(".stop-time time").all_inner_texts()
    page.locator("[data-locale=zh-Hant]").click()
    expect(page.locator(".left-out li p span").first).to_have_text(re.compile("[一-鿿]"))
    assert page.locator(".stop-time time").all_inner_texts() == times
    expect(page.locator(".news")).to_be_hidden()
    # Nobody changed the day.
    expect(page.locator(".plan-card .note")).to_have_count(0)


def test_a_shared_plan_is_told_in_the_reader_s_language(visit: Visit) -> None:
    page = planned(visit(viewport=DESKTOP))
    address = page.locator(".take-links a").last.get_attribute("href")
    assert address is not None
    path = address.partition("?")[0]
    shared = visit(f"{path}?lang=zh-Hans", viewport=PHONE)
    expect(shared.locator(".left-out li p span").first).to_have_text(re.compile("[一-鿿]"))
    # The address is still that of what was sent.
    assert path in shared.url
    described = shared.locator("meta[name=description]").get_attribute("content")
    assert described is not None
    assert not re.search("[A-Za-z]{4}", described)
    linked = shared.locator('script[type="application/ld+json"]').text_content()
    assert linked is not None
    assert "TouristTrip" in linked
    assert described.split(" → ")[0] in linked
