"""Conversations with the real reader, places and planner; only the recall is without passages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pytest

from bot.actions.direct import DirectPlanner
from bot.actions.protocol import ActionCall, Guess
from bot.actions.talk import Talk
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.pack import load_pack
from knowledge.search.encoder import SentenceEncoder
from knowledge.search.names import NameMatch, Names
from knowledge.search.questions import Questions
from knowledge.search.search import Hit

ROOT = Path(__file__).parents[3]
MORNING = "2026-04-22T08:00:00+01:00"
"""A Wednesday."""


# Loading it takes seconds, and few conversations need it.
encoder = lru_cache(maxsize=1)(SentenceEncoder)


class NamesOnly:
    """Recall that knows names and no passages, and compares questions."""

    def __init__(self, world: Callable[[], Gazetteer]) -> None:
        self._world = world
        self._names: dict[str, Names] = {}

    @cached_property
    def questions(self) -> Questions:
        return Questions(encoder(), self.match_names)

    def match_names(self, text: str) -> list[NameMatch]:
        world = self._world()
        if world.revision not in self._names:
            self._names[world.revision] = Names(world)
        return self._names[world.revision].match(text)

    def search(self, *_: object) -> list[Hit]:
        return []


@dataclass
class Noted:
    notes: list[tuple[str, str, tuple[str, ...], str]] = field(default_factory=list)

    def record(self, subject: str, text: str, places: tuple[str, ...], locale: str) -> None:
        self.notes.append((subject, text, places, locale))


@dataclass
class Visitor:
    """One conversation: what is remembered between its turns, as Rasa would keep it."""

    talk: Talk
    now: str = MORNING
    slots: dict[str, Any] = field(default_factory=dict)
    last: dict[str, Any] = field(default_factory=dict)
    carried: int = 0
    """Events of the session so far."""

    def says(
        self, text: str, intent: str = "nlu_fallback", confidence: float = 0.9, locale: str | None = None
    ) -> "Visitor":
        guess = Guess(intent, 0.2 if intent == "nlu_fallback" else confidence)
        metadata = {"now": self.now, "locale": locale}
        call = ActionCall(
            "action_answer", "visitor", text, guess, metadata=metadata, slots=self.slots, carried=self.carried
        )
        result = self.talk.run(call)
        self.slots = dict(result.slots) if result.begins_session else {**self.slots, **result.slots}
        self.carried = 0 if result.begins_session else self.carried
        self.last = dict(result.messages[0])
        return self

    @property
    def text(self) -> str:
        return "\n".join(message["text"] for message in self.last["messages"])

    @property
    def message(self) -> dict[str, Any]:
        return self.last["messages"][0]

    @property
    def understood(self) -> dict[str, Any]:
        return self.last["understood"]

    @property
    def visits(self) -> list[str]:
        """The places of the plan that was shown, in order."""
        return [stop["place_id"] for stop in self.message["itinerary"]["stops"] if stop["kind"] == "visit"]


@pytest.fixture(scope="session")
def toytown() -> Gazetteer:
    return load_pack(ROOT / "tests" / "data" / "toytown").gazetteer()


@pytest.fixture
def noted() -> Noted:
    return Noted()


@pytest.fixture
def visitor(toytown: Gazetteer, noted: Noted) -> Visitor:
    world = lambda: toytown  # noqa: E731
    return Visitor(Talk(world, NamesOnly(world), DirectPlanner(world), noted))
