"""The office's desk in a real browser: the form while it is filled in, by keyboard, and without scripts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from knowledge.store.store import Store
from tests.browser.conftest import DESKTOP, PHONE, TOYTOWN, free_port, serve
from tests.browser.test_access import faults
from tests.unit.web.doubles import Toys
from web.app import create_app
from web.office.office import Office
from web.services import assemble
from web.settings import read_settings
from web.world import StoreWorld

PASSWORD = "two tin kettles"
Desk = Callable[..., Page]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[str, Office]]:
    toys = Toys()
    store = Store(f"sqlite:///{tmp_path / 'truth.sqlite'}", toys.clock)
    settings = read_settings({"GUIDE_STATE": str(tmp_path), "GUIDE_DISTRICT": str(TOYTOWN)})
    world = StoreWorld(store, TOYTOWN, look_every=0)
    app = create_app(assemble(settings, replace(toys.parts(), world=world, store=store)))
    found: Office = app.extensions["office"]
    found.accounts.add("rita", "reviewer", PASSWORD, who="test")
    port = free_port()
    server = serve(app, port)
    yield f"http://127.0.0.1:{port}", found
    server.shutdown()
    server.server_close()
    store.close()


@pytest.fixture
def desk(browser: Browser, office: tuple[str, Office]) -> Iterator[Desk]:
    """Somebody signed in, on a page of the office; whatever the browser complains about fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(path: str, viewport: Any = DESKTOP, lang: str = "en", **options: Any) -> Page:
        context = browser.new_context(viewport=viewport, base_url=office[0], **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None
        )
        page.goto(f"/office/sign-in?lang={lang}")
        page.fill("[name=name]", "rita")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.goto(f"/office{path}")
        page.wait_for_load_state("networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_at_the_desk(desk: Desk, office: tuple[str, Office], scheme: Any, viewport: Any) -> None:
    """All pages of the desk, nothing wider than the screen."""
    office[1].watch.look()
    page = desk("/", viewport, color_scheme=scheme)
    for path in ("", "places/castle", "routes", "what-if?place=old-town-hall&days=3", "answer?q=Lift", "new", "heard"):
        page.goto(f"/office/{path}")
        page.wait_for_load_state("networkidle")
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_hours_as_week_and_as_text_follow_each_other(desk: Desk) -> None:
    """Typing into one changes the other and the calendar at once; what can't be read is told at the field."""
    page = desk("/places/castle")
    text = page.locator("#hours-text")
    text.fill("Mo-Fr 09:00-12:00; PH off")
    expect(page.locator("[name='hours.Fr.0.end']")).to_have_value("12:00")
    expect(page.locator("[name='hours.Sa.state']")).to_have_value("closed")
    page.fill("[name='hours.Sa.0.begin']", "19:30")
    page.fill("[name='hours.Sa.0.end']", "2")
    expect(text).to_have_value("Mo-Fr 09:00-12:00; Sa 19:30-02:00; PH off")
    expect(page.locator("#hours-calendar .month")).to_have_count(3)
    expect(page.locator("#hours-calendar .is-feast").first).to_contain_text("Labour Day")
    text.fill("Mo-Fr 9-")
    expect(page.locator("#hours-faults")).to_contain_text("character")
    expect(page.locator("[name='hours.Fr.0.end']")).to_have_value("12:00")


def test_the_pin_is_moved_by_mouse_button_and_key(desk: Desk) -> None:
    """All three put the position in WGS84; a pasted link moves the pin."""
    page = desk("/places/castle")
    text, said = page.locator("#position-text"), page.locator("#pin-said")
    before = text.input_value()
    page.click("[data-way=north]")
    north = text.input_value()
    assert float(north.split(",")[0]) > float(before.split(",")[0])
    expect(page.locator("[name='position.datum']")).to_have_value("WGS84")
    page.focus(".pin-icon")
    page.keyboard.press("ArrowDown")
    expect(text).to_have_value(f"{float(before.split(',')[0]):.6f}, {float(before.split(',')[1]):.6f}")
    page.locator("#pin-map").click(position={"x": 200, "y": 60})
    assert text.input_value() != before
    text.fill("https://www.openstreetmap.org/?mlat=38.715&mlon=-9.14")
    page.select_option("[name='position.datum']", "")
    expect(said).to_contain_text("38.715000, -9.140000")


def test_a_name_that_is_taken_is_told_while_typing(desk: Desk) -> None:
    page = desk("/places/castle")
    page.fill("[name='name.zh-Hans']", "旧磨坊")
    page.fill("[name='name.en']", "The Old Mill")
    expect(page.locator("#alike a")).to_have_count(1)


def test_the_form_works_without_scripts(desk: Desk, office: tuple[str, Office]) -> None:
    """The week, the rows, the calendar and saving are buttons of the plain form."""
    page = desk("/places/castle", PHONE, java_script_enabled=False)
    page.fill("[name='hours.Mo.0.begin']", "8")
    page.fill("[name='hours.Mo.0.end']", "20:00")
    page.click("button[value=alike]")
    assert page.input_value("#hours-text") == "Mo-Su 08:00-20:00"
    assert page.locator("#hours-calendar .month").count() == 3
    rows = int(page.input_value("[name='facts.rows']"))
    page.click("button[value='more.facts']")
    assert int(page.input_value("[name='facts.rows']")) == rows + 1
    page.fill("[name=last_entry]", "")
    page.fill("#why", "Called them")
    page.click(".bar button")
    draft = office[1].store.entry("place:castle").draft
    assert draft is not None
    assert draft.document["opening_hours"] == "Mo-Su 08:00-20:00"


def test_a_draft_is_made_and_submitted_by_keyboard_alone(desk: Desk, office: tuple[str, Office]) -> None:
    """Enter saves, wherever one is; every field is reached by the tabulator."""
    page = desk("/places/castle")
    page.focus("[name='ticket.adult']")
    page.keyboard.press("Control+a")
    page.keyboard.type("12.5")
    page.focus("#why")
    page.keyboard.type("New price")
    page.keyboard.press("Enter")
    expect(page.locator(".told")).to_be_visible()
    draft = office[1].store.entry("place:castle").draft
    assert draft is not None
    assert draft.document["ticket"]["adult"] == 12.5
