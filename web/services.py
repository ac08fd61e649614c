"""The one place where the pieces are put together; tests put in others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import Locale
from web.assistant import Assistant, Client
from web.conversation import Conversation, Substitute
from web.desk import Desk
from web.jobs import CallBack, Jobs
from web.planner import Engine, Planner
from web.rates import Rate
from web.records import open_records
from web.settings import Settings
from web.shelf import KeptPlan, PlanShelf
from web.transcript import Transcript
from web.world import World


class SearchHit(Protocol):
    """A place that fits a question, with the text that says so."""

    @property
    def place_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def passage(self) -> str: ...
    @property
    def locale(self) -> Locale: ...


class Search(Protocol):
    """Recall over the gazetteer last followed."""

    @property
    def index_revision(self) -> str | None: ...
    def follow(self, gazetteer: Gazetteer) -> None: ...
    def search(self, query: str, locale: Locale, limit: int = 10) -> "list[SearchHit]": ...


@dataclass(frozen=True)
class Export:
    """How a plan is written for another program."""

    content_type: str
    disposition: str
    """``inline`` or ``attachment``."""
    write: Callable[[KeptPlan, Gazetteer], bytes | str]


@dataclass(frozen=True)
class Services:
    """All that the views use."""

    settings: Settings
    clock: Callable[[], datetime]
    world: World
    search: Search
    assistant: Assistant
    talk: "Talk"
    conversation: Conversation
    planner: Planner
    plans: PlanShelf
    exports: Mapping[str, Export]
    transcript: Transcript
    jobs: Jobs
    operator_rate: Rate


@dataclass(frozen=True)
class Parts:
    """What is brought from outside: everything that a test may want another one of."""

    clock: Callable[[], datetime]
    world: World
    search: Search
    client: Client
    engine: Engine
    exports: Mapping[str, Export]
    call_back: CallBack
    make_talk: "Callable[[Planner, PlanShelf], Talk]"
    """The assistant's side of ours, given where plans are made and kept."""


class Talk(Substitute, Protocol):
    """What answers visitors: as the assistant's action, or alone while it is away."""

    def run(self, call: Any) -> Any: ...


def assemble(settings: Settings, parts: Parts) -> Services:
    """Every piece in its place, none of them started."""
    records = open_records(settings.records())
    plans = PlanShelf(records)
    planner = Planner(parts.engine, Desk(settings.slots(), settings.plan_queue), plans, parts.world)
    assistant = Assistant(parts.client)
    talk = parts.make_talk(planner, plans)
    transcript = Transcript(records, timedelta(days=settings.session_days))
    conversation = Conversation(
        assistant,
        talk,
        transcript,
        parts.clock,
        per_session=Rate(settings.chat_rate),
        per_address=Rate(settings.address_rate),
    )
    return Services(
        settings=settings,
        clock=parts.clock,
        world=parts.world,
        search=parts.search,
        assistant=assistant,
        talk=talk,
        conversation=conversation,
        planner=planner,
        plans=plans,
        exports=parts.exports,
        transcript=transcript,
        jobs=Jobs(records, planner, parts.call_back),
        operator_rate=Rate(settings.operator_rate),
    )
