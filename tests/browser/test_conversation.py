from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Guide, say
from tests.browser.script import HELLO, QUESTION, WISH

Visit = Callable[..., Page]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant", "en"])
def test_a_question_is_answered_in_its_language_with_the_fact_s_source(
    visit: Visit, locale: str, viewport: object
) -> None:
    """The page follows the visitor's first words, and a fact shows who says so and since when."""
    page = visit(viewport=viewport, locale="fr-FR")
    say(page, QUESTION[locale])
    answer = page.locator(".bubble.is-guide")
    expect(answer.locator(".words")).to_have_text(HELLO[locale])
    expect(page.locator("html")).to_have_attribute("lang", locale)
    expect(answer.locator(".card a")).to_have_attribute("href", f"/places/clock-museum?lang={locale}")
    expect(answer.locator(".card-foot")).to_contain_text("2026")
    answer.locator(".sources summary").click()
    expect(answer.locator(".sources li")).to_contain_text("2026")


def test_the_language_picked_by_hand_stays(visit: Visit) -> None:
    """A visitor's own choice beats the language of a message."""
    page = visit(locale="en-GB")
    page.locator("[data-locale=zh-Hant]").click()
    expect(page.locator("#to-talk")).to_have_text("聊天")
    say(page, QUESTION["en"])
    expect(page.locator(".is-guide .words")).to_have_text(HELLO["zh-Hant"])
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")


def test_a_reload_shows_every_turn_once(visit: Visit) -> None:
    """What was said is brought back from the server, in order and without doubles."""
    page = visit()
    for count, words in enumerate([QUESTION["en"], WISH["en"], QUESTION["en"]], start=1):
        say(page, words)
        expect(page.locator("#turns .turn")).to_have_count(count)
    page.reload()
    said = page.locator("#turns .is-visitor .words")
    expect(said).to_have_text([QUESTION["en"], WISH["en"], QUESTION["en"]])
    assert page.locator("#turns .turn").evaluate_all("turns => turns.map(turn => turn.dataset.turn)") == ["1", "2", "3"]


def test_a_message_written_while_the_server_is_away_arrives_once(visit: Visit, guide: Guide) -> None:
    """The page says that the guide is away, keeps message and draft, and delivers when it is back."""
    page = visit()
    say(page, QUESTION["en"])
    expect(page.locator("#turns .turn")).to_have_count(1)
    guide.stop()
    say(page, "And on Sunday?")
    expect(page.locator("#talk-status")).to_contain_text("message is kept")
    page.locator("#words-input").fill("half a thought")
    guide.start()
    page.locator("#talk-status button").click()
    expect(page.locator("#turns .turn")).to_have_count(2)
    expect(page.locator("#waiting .turn")).to_have_count(0)
    expect(page.locator("#talk-status")).to_be_empty()
    assert guide.script.heard == [QUESTION["en"], "And on Sunday?"]
    page.reload()
    expect(page.locator("#words-input")).to_have_value("half a thought")


def test_an_answer_that_was_lost_on_the_way_is_not_asked_for_twice(visit: Visit, guide: Guide) -> None:
    """When the line breaks after the server has heard a message, the next try gets the same answer."""
    page = visit()
    say(page, QUESTION["en"])
    expect(page.locator("#turns .turn")).to_have_count(1)
    lost = []

    def lose_first(route: object) -> None:
        if lost:
            route.continue_()  # type: ignore[attr-defined]
            return
        lost.append(route.fetch())  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    page.route("**/api/v1/chat", lose_first)
    say(page, "And on Sunday?")
    expect(page.locator("#turns .turn")).to_have_count(2)
    assert guide.script.heard == [QUESTION["en"], "And on Sunday?"]


def test_a_second_tab_shows_what_was_said_in_the_first(visit: Visit) -> None:
    """Two tabs of one browser are one conversation: nothing lost, nothing doubled."""
    first = visit()
    second = first.context.new_page()
    second.goto("/")
    say(first, QUESTION["en"])
    expect(first.locator("#turns .turn")).to_have_count(1)
    expect(second.locator("#turns .turn")).to_have_count(1)
    say(second, WISH["en"])
    expect(second.locator("#turns .turn")).to_have_count(2)
    expect(first.locator("#turns .turn")).to_have_count(2)


def test_a_refused_message_tells_why_and_can_be_mended(visit: Visit) -> None:
    page = visit()
    say(page, "<b>hello</b>")
    expect(page.locator(".is-refused")).to_contain_text("markup")
    page.locator(".is-refused button").click()
    expect(page.locator("#words-input")).to_have_value("<b>hello</b>")
    say(page, QUESTION["en"])
    expect(page.locator("#turns .turn")).to_have_count(1)


def test_a_forgotten_conversation_begins_anew(visit: Visit) -> None:
    """A conversation that the server no longer knows doesn't swallow the next message."""
    page = visit()
    page.evaluate("localStorage.setItem('guide:session', JSON.stringify('no-such-conversation'))")
    page.reload()
    say(page, QUESTION["en"])
    expect(page.locator(".is-guide .words")).to_have_text(HELLO["en"])


def test_enter_that_picks_a_character_does_not_send(visit: Visit, guide: Guide) -> None:
    """While an input method composes characters, Enter belongs to it."""
    page = visit()
    page.locator("#words-input").fill("钟")
    page.locator("#words-input").dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(page.locator("#words-input")).to_have_value("钟")
    assert guide.script.heard == []


def test_the_typing_sign_shows_at_once(visit: Visit) -> None:
    page = visit()
    page.route("**/api/v1/chat", lambda route: page.wait_for_timeout(900) or route.continue_())
    say(page, QUESTION["en"])
    expect(page.locator("#typing")).to_be_visible(timeout=300)
    expect(page.locator(".is-guide .words")).to_be_visible()
    expect(page.locator("#typing")).to_be_hidden()


def test_a_suggestion_is_sent_by_its_button(visit: Visit, guide: Guide) -> None:
    page = visit()
    say(page, QUESTION["en"])
    page.locator("#suggestions button").click()
    expect(page.locator(".plan-card")).to_be_visible()
    assert guide.script.heard == [QUESTION["en"], WISH["en"]]
