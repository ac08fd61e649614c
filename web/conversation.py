"""A visitor's turn: through the assistant, or by recall alone while it is away; answered once, and written down."""

import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.actions.client import AssistantAway
from knowledge.places.text import Locale
from web.assistant import Assistant
from web.problems import not_found, too_many
from web.rates import Rate
from web.shapes import ChatAnswer, TranscriptView, TurnView
from web.transcript import Transcript, Turn

MOST_WAITING = 8
"""Messages of one conversation that may wait for the one being answered."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Words:
    """What a visitor sent."""

    text: str
    session_id: str | None
    locale: Locale | None
    """The language asked for; that of the text if None."""
    message_id: str | None
    itinerary_id: str | None = None
    """The plan in view, which may have been changed outside the conversation."""


class Substitute(Protocol):
    """Answers while the assistant is away."""

    def answer_without_assistant(self, text: str, locale: Locale | None, now: datetime) -> Mapping[str, Any]:
        """``locale``, ``messages`` and ``understood`` of the contract."""
        ...


FindNames = Callable[[str], list[str]]
"""The names of places in a text, as they are written there."""


class Conversation:
    """All conversations with visitors."""

    def __init__(
        self,
        assistant: Assistant,
        find_names: FindNames,
        substitute: Substitute,
        transcript: Transcript,
        clock: Callable[[], datetime],
        per_session: Rate,
        per_address: Rate,
    ) -> None:
        self._assistant = assistant
        self._find_names = find_names
        self._substitute = substitute
        self._transcript = transcript
        self._clock = clock
        self._per_session = per_session
        self._per_address = per_address
        self._turns = OneAtATime(MOST_WAITING)

    def say(self, words: Words, address: str, now: datetime) -> ChatAnswer:
        """Answers what a visitor said; ``now`` is the time to answer for, which a test may have chosen.

        Raises:
            Problem: 404 for a conversation that isn't ours, 429 for too many messages.
        """
        self._per_address.spend(address)
        session_id = words.session_id or self._transcript.begin(self._clock())
        if words.session_id is not None and not self._transcript.knows(session_id, self._clock()):
            raise _unknown()
        with self._turns.of(session_id):
            if words.message_id and (turn := self._transcript.answered(session_id, words.message_id)):
                return _answer(session_id, turn)
            self._per_session.spend(session_id)
            said = self._ask(session_id, words, now)
            turn = self._transcript.add(session_id, words.message_id, words.text, said, self._clock())
        return _answer(session_id, turn)

    def transcript(self, session_id: str, after: int) -> TranscriptView:
        """The turns after that number.

        Raises:
            Problem: 404 for a conversation that isn't ours.
        """
        if not self._transcript.knows(session_id, self._clock()):
            raise _unknown()
        turns = [_turn_view(turn) for turn in self._transcript.turns(session_id, after)]
        return TranscriptView(session_id=session_id, turns=turns)

    def _ask(self, session_id: str, words: Words, now: datetime) -> dict[str, Any]:
        # With the names marked, the assistant guesses what is wanted without having heard of the places.
        metadata: dict[str, Any] = {
            "locale": words.locale,
            "now": now.isoformat(),
            "names": self._find_names(words.text),
        }
        if words.itinerary_id is not None:
            metadata["plan"] = words.itinerary_id
        try:
            replies = self._assistant.send(session_id, words.text, metadata)
            return _said(_of_action(replies), "ok")
        except AssistantAway as reason:
            log.warning("the assistant is away: %s", reason)
        substitute = self._substitute.answer_without_assistant(words.text, words.locale, now)
        return _said(substitute, "away")


class OneAtATime:
    """Lets the turns of one conversation happen one after the other, as two tabs may send at once."""

    def __init__(self, most_waiting: int) -> None:
        self._most_waiting = most_waiting
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._users: defaultdict[str, int] = defaultdict(int)

    @contextmanager
    def of(self, key: str) -> Iterator[None]:
        """Raises Problem (429) when too many wait already."""
        with self._guard:
            if self._users[key] > self._most_waiting:
                raise too_many("Earlier messages of this conversation are still being answered.", 2)
            self._users[key] += 1
            lock = self._locks.setdefault(key, threading.Lock())
        try:
            with lock:
                yield
        finally:
            with self._guard:
                self._users[key] -= 1
                if not self._users[key]:
                    del self._users[key], self._locks[key]


def _unknown() -> Exception:
    return not_found("session_id", "There is no such conversation, or it was forgotten after a long silence.")


def _of_action(replies: list[dict[str, Any]]) -> Mapping[str, Any]:
    """What our action answered, as Rasa hands it on.

    Raises:
        AssistantAway: when there is no answer of ours among the replies.
    """
    for reply in replies:
        custom = reply.get("custom")
        if isinstance(custom, dict) and custom.get("messages"):
            return custom
    raise AssistantAway("it answered nothing of ours")


def _said(answer: Mapping[str, Any], assistant: str) -> dict[str, Any]:
    return {name: answer[name] for name in ("locale", "messages", "understood")} | {"assistant": assistant}


def _answer(session_id: str, turn: Turn) -> ChatAnswer:
    return ChatAnswer.model_validate({"session_id": session_id, "turn": turn.number, **turn.answer})


def _turn_view(turn: Turn) -> TurnView:
    return TurnView.model_validate(
        {"turn": turn.number, "message_id": turn.message_id, "at": turn.at, "text": turn.text, **turn.answer}
    )
