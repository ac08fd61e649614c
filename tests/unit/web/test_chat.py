import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.unit.web.conftest import faults
from tests.unit.web.doubles import Toys, spoken
from web.app import create_app

CHAT = "/api/v1/chat"


def say(client: FlaskClient, text: str, **more: Any) -> Any:
    answer = client.post(CHAT, json={"text": text, **more})
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def test_a_first_message_opens_a_conversation_and_the_next_goes_on_with_it(client: FlaskClient) -> None:
    first = say(client, "hello", locale="en")
    second = say(client, "and then?", session_id=first["session_id"], locale="en")
    assert len(first["session_id"]) >= 32
    assert (first["turn"], second["turn"]) == (1, 2)
    assert second["messages"] == [
        {"text": "2: and then?", "places": [], "itinerary": None, "suggestions": [], "sources": []}
    ]
    assert second["understood"].keys() == {"intent", "confidence", "places", "attribute", "constraints"}


def test_two_visitors_get_conversations_of_their_own(client: FlaskClient) -> None:
    one, other = say(client, "one"), say(client, "other")
    assert one["session_id"] != other["session_id"]
    (turn,) = client.get(f"{CHAT}/{one['session_id']}").get_json()["turns"]
    assert turn["text"] == "one"


def test_the_transcript_numbers_all_turns_and_can_begin_after_one(client: FlaskClient) -> None:
    session = say(client, "first", message_id="a")["session_id"]
    say(client, "second", session_id=session)
    turns = client.get(f"{CHAT}/{session}").get_json()["turns"]
    told = [(turn["turn"], turn["message_id"], turn["text"]) for turn in turns]
    assert told == [(1, "a", "first"), (2, None, "second")]
    assert [turn["turn"] for turn in client.get(f"{CHAT}/{session}?after=1").get_json()["turns"]] == [2]


@pytest.mark.parametrize("session", ["unknown", "x" * 64, "../../etc", "' OR 1=1 --"])
def test_a_conversation_that_is_not_ours_is_a_problem(client: FlaskClient, session: str) -> None:
    assert faults(client.post(CHAT, json={"text": "hi", "session_id": session}), 404).keys() == {"session_id"}


def test_the_transcript_of_an_unknown_conversation_is_a_problem(client: FlaskClient) -> None:
    assert faults(client.get(f"{CHAT}/unknown"), 404).keys() == {"session_id"}


def test_a_conversation_is_forgotten_after_a_long_silence_only(
    make_client: Callable[..., FlaskClient], toys: Toys
) -> None:
    client = make_client(GUIDE_SESSION_DAYS="2")
    session = say(client, "hi")["session_id"]
    toys.clock.pass_(days=1)
    say(client, "still here", session_id=session)
    toys.clock.pass_(days=1, hours=23)
    say(client, "and still", session_id=session)
    toys.clock.pass_(days=2, hours=1)
    assert "session_id" in faults(client.post(CHAT, json={"text": "hi", "session_id": session}), 404)


def test_every_fault_of_a_message_is_named(client: FlaskClient) -> None:
    body = {"text": "a" * 10_000, "session_id": 7, "locale": "zh", "message_id": "", "colour": "red"}
    assert faults(client.post(CHAT, json=body)).keys() == {"text", "session_id", "locale", "message_id", "colour"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "must be given"),
        ("", "is empty"),
        (" \n\t ", "is empty"),
        (5, "must be text"),
        ("a" * 2001, "2001 characters"),
        ("bell\x07", "U+0007"),
        ("null\x00", "U+0000"),
        ("<script>alert(1)</script>", "markup"),
        ("see <a href='https://x.example'>this</a>", "markup"),
        ("<!-- x -->", "markup"),
        ("\x00<b>" + "a" * 3000, "markup"),
    ],
)
def test_a_text_that_is_none_is_refused_with_the_reason(client: FlaskClient, text: Any, said: str) -> None:
    assert said in faults(client.post(CHAT, json={"text": text}))["text"]


@pytest.mark.parametrize(
    "text", ["a" * 2000, "1 < 2 and 3 > 2", "I <3 it", "两行\n字", "👩‍👩‍👧 去哪里?", "https://x.example"]
)
def test_ordinary_text_is_taken_as_it_is(client: FlaskClient, toys: Toys, text: str) -> None:
    say(client, text)
    assert toys.assistant.heard[-1][1] == text


def test_language_time_and_names_travel_with_the_message(client: FlaskClient, toys: Toys) -> None:
    now = {"X-Guide-Now": "2027-01-02T03:04:05+08:00"}
    answer = client.post(CHAT, json={"text": "Brick Castle 幾點", "locale": "zh-Hant"}, headers=now).get_json()
    told = {"locale": "zh-Hant", "now": "2027-01-02T03:04:05+08:00", "names": ["Brick Castle"]}
    assert toys.assistant.heard[-1][2] == told
    assert answer["locale"] == "zh-Hant"


def test_a_message_repeated_by_a_retry_is_answered_once(client: FlaskClient, toys: Toys) -> None:
    session = say(client, "hi")["session_id"]
    first = say(client, "plan a day", session_id=session, message_id="m-2")
    again = say(client, "plan a day", session_id=session, message_id="m-2")
    assert again == first
    assert [text for _, text, _ in toys.assistant.heard] == ["hi", "plan a day"]
    assert len(client.get(f"{CHAT}/{session}").get_json()["turns"]) == 2


def test_two_tabs_of_one_visitor_are_answered_one_after_the_other(
    make_client: Callable[..., FlaskClient], toys: Toys
) -> None:
    """While one message is being answered the next waits; numbers are neither lost nor doubled."""
    client = make_client()
    session = say(client, "hi")["session_id"]
    inside, most = [0], [0]
    guard = threading.Lock()

    def watch() -> None:
        with guard:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        threading.Event().wait(0.02)
        with guard:
            inside[0] -= 1

    toys.assistant.pause = watch
    app = client.application
    with ThreadPoolExecutor(6) as tabs:
        turns = list(tabs.map(lambda n: say(app.test_client(), f"tab {n}", session_id=session)["turn"], range(6)))
    assert most[0] == 1
    assert sorted(turns) == [2, 3, 4, 5, 6, 7]


def test_a_storm_of_messages_is_slowed_down_and_says_until_when(make_client: Callable[..., FlaskClient]) -> None:
    client = make_client(GUIDE_CHAT_RATE="6")
    session = say(client, "1")["session_id"]
    say(client, "2", session_id=session)
    say(client, "3", session_id=session)
    answer = client.post(CHAT, json={"text": "4", "session_id": session})
    assert faults(answer, 429) == {}
    assert 1 <= int(answer.headers["Retry-After"]) <= 10
    say(client, "another visitor is not slowed down")


def test_an_address_that_opens_conversations_without_end_is_slowed_down(
    make_client: Callable[..., FlaskClient],
) -> None:
    client = make_client(GUIDE_ADDRESS_RATE="4")
    codes = [client.post(CHAT, json={"text": "hi"}).status_code for _ in range(4)]
    assert codes == [200, 200, 429, 429]


def test_while_the_assistant_is_away_recall_answers_and_says_so(client: FlaskClient, toys: Toys) -> None:
    session = say(client, "hi")["session_id"]
    toys.assistant.away = True
    away = say(client, "museum", session_id=session)
    assert (away["assistant"], away["messages"][0]["text"]) == ("away", "away: museum")
    toys.assistant.away = False
    back = say(client, "hello again", session_id=session)
    assert (back["assistant"], back["turn"]) == ("ok", 3)


def test_an_assistant_that_swallows_its_own_fault_counts_as_away(client: FlaskClient, toys: Toys) -> None:
    """Rasa answers an empty list when something in it fails."""
    toys.assistant.replies = []
    assert say(client, "hi")["assistant"] == "away"


def test_only_our_actions_answers_are_handed_on(client: FlaskClient, toys: Toys) -> None:
    toys.assistant.replies = [{"text": "a stray reply"}, {"custom": spoken("ours", "en")}]
    assert [message["text"] for message in say(client, "hi")["messages"]] == ["ours"]


def test_a_conversation_survives_a_restart(make_services: Callable[..., Any]) -> None:
    session = say(create_app(make_services()).test_client(), "before", message_id="1")["session_id"]
    client = create_app(make_services()).test_client()
    assert say(client, "after", session_id=session)["turn"] == 2
    assert [turn["text"] for turn in client.get(f"{CHAT}/{session}").get_json()["turns"]] == ["before", "after"]
    assert say(client, "before", session_id=session, message_id="1")["turn"] == 1
