"""Rasa's action calls are read strictly where we need them, and our results have the form that Rasa takes."""

import copy
from typing import Any

import pytest

from bot.actions.protocol import ActionCall, ActionResult, Guess, MalformedCall

CALL: dict[str, Any] = {
    "next_action": "action_answer",
    "sender_id": "session-1",
    "version": "3.6.21",
    "tracker": {
        "sender_id": "session-1",
        "slots": {"constraints": {"pace": "relaxed"}, "plan": None},
        "latest_message": {
            "intent": {"name": "place_info", "confidence": 0.93},
            "entities": [],
            "text": "几点开门",
            "message_id": "m1",
            "metadata": {"locale": "zh-Hans", "names": []},
            "intent_ranking": [
                {"name": "place_info", "confidence": 0.93},
                {"name": "food", "confidence": 0.02},
            ],
            "attribute": {"name": "opening_hours", "confidence": 0.99},
        },
        "events": [{"event": "action", "name": "action_listen"}],
        "latest_event_time": 1.0,
    },
}


def test_a_call_is_read_with_all_that_the_action_needs() -> None:
    """Text, intent, ranking, attribute, metadata and slots arrive as Rasa sent them."""
    assert ActionCall.from_json(CALL) == ActionCall(
        action="action_answer",
        session_id="session-1",
        text="几点开门",
        intent=Guess("place_info", 0.93),
        ranking=(Guess("place_info", 0.93), Guess("food", 0.02)),
        attribute=Guess("opening_hours", 0.99),
        metadata={"locale": "zh-Hans", "names": []},
        slots={"constraints": {"pace": "relaxed"}, "plan": None},
        message_id="m1",
        carried=1,
    )


def test_a_call_before_any_message_has_empty_text() -> None:
    """Rasa sends nulls when no message was seen; they read as nothing said."""
    call = copy.deepcopy(CALL)
    call["tracker"]["latest_message"] = {"intent": {}, "entities": [], "text": None, "metadata": None}
    read = ActionCall.from_json(call)
    assert (read.text, read.intent, read.attribute, read.metadata) == (
        "",
        Guess(None, 0.0),
        Guess(None, 0.0),
        {},
    )


def test_after_a_fallback_the_ranking_tells_what_was_guessed() -> None:
    """A guess that was not believed can still be looked at."""
    call = copy.deepcopy(CALL)
    call["tracker"]["latest_message"]["intent"] = {"name": "nlu_fallback", "confidence": 0.7}
    call["tracker"]["latest_message"]["intent_ranking"].insert(0, {"name": "nlu_fallback", "confidence": 0.7})
    read = ActionCall.from_json(call)
    assert (read.intent.name, read.ranking[1]) == ("nlu_fallback", Guess("place_info", 0.93))


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ((), [], "call"),
        (("tracker",), None, "tracker"),
        (("tracker", "latest_message"), "x", "tracker.latest_message"),
        (("next_action",), None, "next_action"),
        (("sender_id",), 7, "sender_id"),
        (("tracker", "latest_message", "text"), ["x"], "tracker.latest_message.text"),
        (("tracker", "latest_message", "intent"), "greet", "tracker.latest_message.intent"),
        (("tracker", "latest_message", "intent", "name"), 3, "tracker.latest_message.intent.name"),
        (
            ("tracker", "latest_message", "intent", "confidence"),
            "high",
            "tracker.latest_message.intent.confidence",
        ),
        (("tracker", "latest_message", "intent_ranking"), {"a": 1}, "tracker.latest_message.intent_ranking"),
        (("tracker", "latest_message", "metadata"), "zh", "tracker.latest_message.metadata"),
        (("tracker", "slots"), [1], "tracker.slots"),
    ],
)
def test_a_malformed_call_names_its_field(path: tuple[str, ...], value: object, field: str) -> None:
    """What is missing or of the wrong type is told by its path."""
    call: Any = copy.deepcopy(CALL)
    if path:
        inner = call
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value
    else:
        call = value
    with pytest.raises(MalformedCall, match=rf"^{field} must be"):
        ActionCall.from_json(call)


def test_a_result_becomes_slot_events_and_custom_responses() -> None:
    """Rasa sets each slot and hands each message on."""
    result = ActionResult(slots={"plan": {"id": "p1"}, "pending": None}, messages=({"locale": "en"},))
    assert result.to_json() == {
        "events": [
            {"event": "slot", "timestamp": None, "name": "plan", "value": {"id": "p1"}},
            {"event": "slot", "timestamp": None, "name": "pending", "value": None},
        ],
        "responses": [{"custom": {"locale": "en"}}],
    }


def test_a_new_session_begins_before_its_slots_are_set() -> None:
    """Beginning one forgets every slot: what is remembered must be set after it."""
    events = ActionResult(slots={"locale": "en"}, begins_session=True).to_json()["events"]
    assert [event["event"] for event in events] == ["session_started", "slot"]


def test_the_events_of_the_session_are_counted() -> None:
    """How much a turn carries; a call without its events carries nothing."""
    call = copy.deepcopy(CALL)
    call["tracker"]["events"] = [{"event": "action"}, {"event": "user"}]
    assert ActionCall.from_json(call).carried == 2
    del call["tracker"]["events"]
    assert ActionCall.from_json(call).carried == 0
