"""Stand-ins for what lies outside the web side: the assistant, recall, the planner, the clock."""

# They keep the signatures of what they stand for, and need only part of them.
# ruff: noqa: ARG001, ARG002

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.actions.client import AssistantAway
from itinerary.itinerary import Certificate, Check, Excluded, Itinerary, Optimality, Stop, Totals
from itinerary.request import ItineraryRequest, read_request
from itinerary.verify import verify
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.pack import load_pack
from web.chat_planner import ChatPlanner
from web.notebook import Notebook
from web.planner import Engine
from web.services import Export, Parts

TOYTOWN = Path(__file__).parents[2] / "data" / "toytown"
NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)


class Clock:
    """Stands still until moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class ToyWorld:
    gazetteer: Gazetteer

    def current(self) -> Gazetteer:
        return self.gazetteer

    def look(self) -> None:
        pass


def toy_gazetteer() -> Gazetteer:
    return load_pack(TOYTOWN).gazetteer()


@dataclass(frozen=True)
class ToyHit:
    place_id: str
    name: str
    score: float
    passage: str
    locale: Any


@dataclass(frozen=True)
class ToyMention:
    start: int
    end: int


@dataclass
class ToySearch:
    """Finds every place that has the question in its summary."""

    gazetteer: Gazetteer
    index_revision: str | None = "toy-index"

    def follow(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def search(self, query: str, locale: Any, limit: int = 10) -> list[Any]:
        found = [place for place in self.gazetteer.places.values() if query in place.summary[locale]]
        return [ToyHit(one.id, one.called(locale), 1.0, one.summary[locale], locale) for one in found[:limit]]

    def match_names(self, text: str) -> list[Any]:
        names = (place.name["en"] for place in self.gazetteer.places.values())
        return [ToyMention(text.index(name), text.index(name) + len(name)) for name in names if name in text]


@dataclass
class ToyAssistant:
    """Says again what it is told, with how many it has heard of that conversation; can be taken away."""

    away: bool = False
    heard: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)
    pause: Callable[[], None] = lambda: None
    replies: list[dict[str, Any]] | None = None

    def send(self, session_id: str, text: str, metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
        self.pause()
        if self.away:
            raise AssistantAway("taken away")
        self.heard.append((session_id, text, metadata))
        if self.replies is not None:
            return self.replies
        count = sum(1 for session, _, _ in self.heard if session == session_id)
        return [{"recipient_id": session_id, "custom": spoken(f"{count}: {text}", metadata["locale"])}]

    def health(self) -> bool:
        return not self.away


def spoken(text: str, locale: str | None) -> dict[str, Any]:
    return {
        "locale": locale or "en",
        "messages": [{"text": text, "places": [], "itinerary": None, "suggestions": [], "sources": []}],
        "understood": {
            "intent": "toy", "confidence": 1.0, "places": [], "attribute": None, "constraints": {},
        },
    }  # fmt: skip


class ToyTalk:
    def run(self, call: Any) -> Any:
        raise NotImplementedError

    def answer_without_assistant(self, text: str, locale: Any, now: datetime) -> Mapping[str, Any]:
        return spoken(f"away: {text}", locale)


class ToyConflicted(Exception):
    def __init__(self, conflicts: tuple[Any, ...], partial: Itinerary | None) -> None:
        self.conflicts = conflicts
        self.partial = partial


@dataclass(frozen=True)
class ToyAnswer:
    request: ItineraryRequest
    itineraries: tuple[Itinerary, ...]
    note: str | None = None


@dataclass(frozen=True)
class ToyRepaired:
    itinerary: Itinerary
    changed: tuple[str, ...]


@dataclass(frozen=True)
class ToyWhyNot:
    place_id: str
    code: str = "time"
    message: str = "The day is full."
    binding: tuple[str, ...] = ("end_time",)
    loss: float | None = 1.0
    drops: tuple[str, ...] = ()
    relaxations: tuple[Any, ...] = ()


@dataclass
class ToyPlanner:
    """Plans a day of one visit; a day with more musts than ``max_places`` allows can't be."""

    pause: Callable[[], None] = lambda: None
    made: int = 0
    waited: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def plan_day(
        self, request: ItineraryRequest, gazetteer: Gazetteer, now: datetime, *, waited: float = 0.0, **_: Any
    ) -> ToyAnswer:
        self.waited.append(waited)
        self.pause()
        itinerary = self._day(request, gazetteer)
        if request.max_places is not None and len(request.must_visit) > request.max_places:
            change = {"change": {"max_places": len(request.must_visit)}, "message": "Allow more places."}
            conflict = {
                "constraints": ["max_places", *request.must_visit],
                "message": "More musts than places.",
                "relaxations": [change],
            }
            raise ToyConflicted((conflict,), itinerary)
        return ToyAnswer(request, (itinerary,) * request.alternatives)

    def why_not(
        self, itinerary: Itinerary, request: Any, place_id: str, gazetteer: Any, now: Any, **_: Any
    ) -> ToyWhyNot:
        return ToyWhyNot(place_id)

    def repair(
        self, itinerary: Itinerary, request: ItineraryRequest, at: datetime, position: Any, done: Any, locked: Any,
        changes: Mapping[str, Any], gazetteer: Gazetteer, now: datetime, **_: Any,
    ) -> ToyRepaired:  # fmt: skip
        return ToyRepaired(self._day(request, gazetteer), ("Nothing had to change.",))

    def engine(self) -> Engine:
        return Engine(read_request, self.plan_day, self.why_not, self.repair, verify, ToyConflicted)

    def _day(self, request: ItineraryRequest, gazetteer: Gazetteer) -> Itinerary:
        with self.lock:
            self.made += 1
        begin, end = request.span(gazetteer.district.zone)
        place = gazetteer.places[(request.must_visit or ["castle"])[0]]
        arrive, leave = begin.isoformat(), (begin + timedelta(hours=1)).isoformat()
        stop = Stop(
            kind="visit", place_id=place.id, name=place.called(request.locale), arrive=arrive, begin=arrive,
            leave=leave, wait=0, open="unknown", score=1.0, cost=0.0,
        )  # fmt: skip
        return Itinerary(
            id=f"plan-{self.made}",
            date=request.date.isoformat(),
            timezone=gazetteer.district.timezone,
            start=arrive,
            end=end.isoformat(),
            stops=[stop],
            legs=[],
            totals=Totals(
                score=1.0, visit=60, meal=0, rest=0, travel=0, wait=0, walk=0, distance=0, cost=0.0, cost_unknown=[]
            ),
            optimality=Optimality(status="optimal", bound=1.0, gap=0.0, solve_seconds=0.0, cut_by_clock=False),
            excluded=[Excluded(place_id="old-mill", code="time", reason="No time left.")],
            certificate=Certificate(
                data_revision=gazetteer.revision, checks=[Check(rule="order", ok=True, detail="1 stop")]
            ),
        )


@dataclass
class ToyListener:
    """An operator's program that is called back."""

    called: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    told: threading.Event = field(default_factory=threading.Event)

    def __call__(self, address: str, document: Mapping[str, Any]) -> None:
        self.called.append((address, document))
        self.told.set()


@dataclass
class Toys:
    """All stand-ins of one application, at hand for a test to steer."""

    clock: Clock = field(default_factory=Clock)
    world: ToyWorld = field(default_factory=lambda: ToyWorld(toy_gazetteer()))
    assistant: ToyAssistant = field(default_factory=ToyAssistant)
    planner: ToyPlanner = field(default_factory=ToyPlanner)
    listener: ToyListener = field(default_factory=ToyListener)

    def parts(self) -> Parts:
        return Parts(
            clock=self.clock,
            world=self.world,
            search=ToySearch(self.world.gazetteer),
            client=self.assistant,
            engine=self.planner.engine(),
            exports={"txt": Export("text/plain; charset=utf-8", "inline", lambda plan, *_: str(plan.itinerary["id"]))},
            call_back=self.listener,
            make_talk=_make_talk,
        )

    def edit(self, place_id: str, **changes: Any) -> None:
        """Publishes an edit of a place, as a curator would."""
        old = self.world.gazetteer
        place = old.places[place_id].model_copy(update=changes)
        self.world.gazetteer = replace(old, places={**old.places, place_id: place}, revision=f"{old.revision}+")


def _make_talk(planner: ChatPlanner, notebook: Notebook) -> ToyTalk:
    return ToyTalk()
