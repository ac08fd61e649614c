"""Rasa's action protocol: one POST with JSON both ways.

Rasa calls our action with the tracker of a conversation and takes back events and responses. Only what our action
needs is read, and that strictly: the rest of the tracker may change with Rasa's versions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FALLBACK = "nlu_fallback"
"""The intent of a message whose best guess was not believed."""


class MalformedCall(ValueError):
    """Raised for a call that isn't of Rasa's action protocol; the message names the field."""


@dataclass(frozen=True)
class Guess:
    """A label and how sure the classifier is of it."""

    name: str | None
    confidence: float
    """From 0 to 1."""


@dataclass(frozen=True)
class ActionCall:
    """Rasa asks for one action, for the message a visitor has just sent."""

    action: str
    """The name in Rasa's domain."""
    session_id: str
    """The conversation, as the web side named it."""
    text: str
    """What the visitor wrote; empty when the turn has no message."""
    intent: Guess
    """What the visitor wants; ``nlu_fallback`` when no guess was believed."""
    ranking: tuple[Guess, ...] = ()
    """The likeliest intents, best first; after a fallback the second tells what was guessed."""
    attribute: Guess = Guess(None, 0.0)
    """What about a place is asked, in the words of the chat contract; no name when nothing in particular."""
    wishes: Mapping[str, float] = field(default_factory=dict)
    """How likely each thing that may be wished of a day is wished, from 0 to 1."""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """What the web side sent along with the text."""
    slots: Mapping[str, Any] = field(default_factory=dict)
    """The conversation's memory; a slot that was never set is None."""
    message_id: str | None = None
    """Rasa's id of the message."""
    carried: int = 0
    """Events of the session so far; Rasa reads, replays and sends all of them for every message."""

    @classmethod
    def from_json(cls, raw: object) -> "ActionCall":
        """Reads a call.

        Raises:
            MalformedCall: naming the first field that is missing or of the wrong type.
        """
        call = _mapping(raw, "call")
        tracker = _mapping(call.get("tracker"), "tracker")
        message = _mapping(tracker.get("latest_message"), "tracker.latest_message")
        return cls(
            action=_text(call.get("next_action"), "next_action"),
            session_id=_text(call.get("sender_id"), "sender_id"),
            text=_text(message.get("text") or "", "tracker.latest_message.text"),
            intent=_guess(message.get("intent") or {}, "tracker.latest_message.intent"),
            ranking=tuple(
                _guess(one, f"tracker.latest_message.intent_ranking[{index}]")
                for index, one in enumerate(
                    _list(message.get("intent_ranking") or [], "tracker.latest_message.intent_ranking")
                )
            ),
            attribute=_guess(message.get("attribute") or {}, "tracker.latest_message.attribute"),
            wishes=_chances(message.get("wishes") or {}, "tracker.latest_message.wishes"),
            metadata=_mapping(message.get("metadata") or {}, "tracker.latest_message.metadata"),
            slots=_mapping(tracker.get("slots") or {}, "tracker.slots"),
            message_id=message.get("message_id") if isinstance(message.get("message_id"), str) else None,
            carried=len(_list(tracker.get("events") or [], "tracker.events")),
        )


@dataclass(frozen=True)
class ActionResult:
    """What an action did: the slots it set and what it said."""

    slots: Mapping[str, Any] = field(default_factory=dict)
    """New values by the slot's name; any JSON value, None forgets. A slot must be in Rasa's domain."""
    messages: tuple[Mapping[str, Any], ...] = ()
    """Custom payloads in order; Rasa hands each on untouched. An empty one would be dropped by Rasa."""
    begins_session: bool = False
    """Whether the events so far are left behind. All slots are forgotten with them but those set here."""

    def to_json(self) -> dict[str, Any]:
        """The answer that Rasa expects."""
        begun = [{"event": "session_started", "timestamp": None}] if self.begins_session else []
        return {
            "events": [
                *begun,
                *(
                    {"event": "slot", "timestamp": None, "name": name, "value": value}
                    for name, value in self.slots.items()
                ),
            ],
            "responses": [{"custom": dict(message)} for message in self.messages],
        }


def _mapping(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise MalformedCall(f"{where} must be an object")
    return value


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise MalformedCall(f"{where} must be a list")
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise MalformedCall(f"{where} must be a text")
    return value


def _guess(value: object, where: str) -> Guess:
    label = _mapping(value, where)
    name, confidence = label.get("name"), label.get("confidence", 0.0)
    if name is not None and not isinstance(name, str):
        raise MalformedCall(f"{where}.name must be a text or null")
    return Guess(name, _number(confidence, f"{where}.confidence"))


def _chances(value: object, where: str) -> Mapping[str, float]:
    return {name: _number(chance, f"{where}.{name}") for name, chance in _mapping(value, where).items()}


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise MalformedCall(f"{where} must be a number")
    return float(value)
