"""One turn of a conversation: what it is answered from, and the answer being put together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.actions import speech
from bot.actions.memory import Memory
from bot.actions.planning import Planner, Recorder
from bot.understanding.understanding import Understanding
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place, Provenance
from knowledge.places.text import Locale
from knowledge.search.live import LiveSearch


@dataclass(frozen=True)
class Turn:
    text: str
    understood: Understanding
    memory: Memory
    gazetteer: Gazetteer
    now: datetime
    """In the district's zone."""
    locale: Locale
    search: LiveSearch
    planner: Planner
    recorder: Recorder
    attribute: str | None = None
    """Which fact about a place is asked for."""

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that the message names or points back to, in its order."""
        found: list[str] = []
        for one in self.understood.named:
            mention = one.mention
            if one.role == "theme":
                continue
            if mention.kind_of == "place":
                found.append(mention.value)
            elif place_id := self._pointed(mention.kind_of, mention.value):
                found.append(place_id)
        return tuple(self.gazetteer.places[place_id] for place_id in dict.fromkeys(found))

    def _pointed(self, kind_of: str, value: str) -> str | None:
        known = [place_id for place_id in self.memory.focus if place_id in self.gazetteer.places]
        if kind_of == "ordinal" and not value.startswith("plan:"):
            return self._counted(int(value))
        if kind_of == "that":
            return known[0] if known else None
        if kind_of == "that_kind":
            return next((place_id for place_id in known if self.gazetteer.places[place_id].kind == value), None)
        return None

    def _counted(self, ordinal: int) -> str | None:
        """The stop of that number; of the plan if the last answer was about one, else of the last answer."""
        stops = list((self.memory.plan or {}).get("stops", ()))
        focus = list(self.memory.focus)
        of = stops if stops and (not focus or focus == stops or len(focus) == 1) else focus
        index = ordinal if ordinal < 0 else ordinal - 1
        if not of or not -len(of) <= index < len(of):
            return None
        return of[index] if of[index] in self.gazetteer.places else None

    def say(self, message: str, **values: Any) -> str:
        return speech.say(self.locale, message, **values)

    def day(self, when: date) -> str:
        return speech.day(self.locale, when, self.today)

    def name(self, place: Place) -> str:
        return speech.name(place, self.locale)


@dataclass
class Reply:
    """One message of an answer, in the contract's shape."""

    locale: Locale
    gazetteer: Gazetteer | None = None
    """What the sources cited are called by; None where nothing will be cited."""
    lines: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    itinerary: dict[str, Any] | None = None
    suggestions: list[str] = field(default_factory=list)
    sources: list[dict[str, str]] = field(default_factory=list)

    def line(self, *parts: str) -> None:
        text = speech.sentences(self.locale, parts)
        if text:
            self.lines.append(text)

    def about(self, *places: Place) -> None:
        self.places += [place for place in places if place not in self.places]

    def suggest(self, *texts: str) -> None:
        self.suggestions += [text for text in texts if text not in self.suggestions]

    def cite(self, place: Place, field_name: str, provenance: Provenance | None = None) -> str:
        """Notes where a field comes from and gives the remark for the sentence; empty when nobody vouches for it."""
        provenance = provenance or place.provenance.get(field_name)
        if provenance is None:
            return ""
        self.add_source(place.id, field_name, provenance.source, provenance.as_of)
        return speech.say(
            self.locale,
            "sourced",
            source=speech.source(self.locale, provenance.source, self.gazetteer),
            as_of=speech.as_of(self.locale, provenance.as_of),
        )

    def add_source(self, place_id: str, field_name: str, source: str, as_of: str) -> None:
        entry = {"place_id": place_id, "field": field_name, "source": source, "as_of": as_of}
        if entry not in self.sources:
            self.sources.append(entry)

    def to_json(self) -> dict[str, Any]:
        return {
            "text": "\n".join(self.lines),
            "places": [{"id": place.id, "name": speech.name(place, self.locale)} for place in self.places],
            "itinerary": self.itinerary,
            "suggestions": self.suggestions[:6],
            "sources": self.sources,
        }


@dataclass(frozen=True)
class Answer:
    """What is said, and what is remembered afterwards."""

    replies: Sequence[Reply]
    memory: Memory
    intent: str
    """What the message was taken for."""
    constraints: dict[str, Any] = field(default_factory=dict)
    """Wishes understood so far."""
