"""The one place where the pieces are put together; tests put in others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol

from sqlalchemy import Engine as Database

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import Locale
from knowledge.store.store import Store
from web.assistant import Assistant, Client
from web.chat_planner import ChatPlanner
from web.conversation import Conversation, Substitute
from web.desk import Desk
from web.editing import Editor
from web.jobs import CallBack, Jobs
from web.notebook import Notebook
from web.office.health import RouteHealth
from web.office.heard import Heard
from web.office.office import Office, open_office
from web.office.topics import Topics
from web.office.watch import Watch
from web.planner import Engine, Planner
from web.rates import Rate
from web.records import open_records
from web.reports import Reports
from web.settings import Settings
from web.shelf import KeptPlan, PlanShelf
from web.transcript import Transcript
from web.world import World

REPORTS_PER_MINUTE = 12
"""Reports that one network address may send."""


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


class Mention(Protocol):
    """A place named in a running text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Search(Protocol):
    """Recall over the gazetteer last followed."""

    @property
    def index_revision(self) -> str | None: ...
    def follow(self, gazetteer: Gazetteer) -> None: ...
    def search(self, query: str, locale: Locale, limit: int = 10) -> Sequence[SearchHit]: ...
    def match_names(self, text: str) -> Sequence[Mention]: ...


@dataclass(frozen=True)
class Export:
    """How a plan is written for another program."""

    content_type: str
    disposition: str
    """``inline`` or ``attachment``."""
    write: Callable[[KeptPlan, Gazetteer, str], bytes | str]
    """Given the plan, the places, and the address of the page that the plan is shared by."""


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
    editor: Editor
    plans: PlanShelf
    exports: Mapping[str, Export]
    transcript: Transcript
    jobs: Jobs
    operator_rate: Rate
    reports: Reports
    report_rate: Rate
    office: Office | None
    """None where there is no store to edit."""


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
    make_talk: "Callable[[ChatPlanner, Notebook], Talk]"
    """Our side of the assistant, given where plans are made and where questions are noted."""
    store: Store | None = None
    """What the office edits; without it there is no office."""


class Talk(Substitute, Protocol):
    """What answers visitors: as the assistant's action, or alone while it is away."""

    def run(self, call: Any) -> Any: ...


def assemble(settings: Settings, parts: Parts) -> Services:
    """Every piece in its place, none of them started."""
    records = open_records(settings.records())
    plans = PlanShelf(records)
    reports, desk = Reports(records), Desk(settings.slots(), settings.plan_queue)
    planner = Planner(parts.engine, desk, plans, parts.world)
    assistant = Assistant(parts.client, settings.threads)
    talk = parts.make_talk(ChatPlanner(planner), Notebook(records, parts.clock))
    transcript = Transcript(records, timedelta(days=settings.session_days))
    conversation = Conversation(
        assistant,
        lambda text: [text[match.start : match.end] for match in parts.search.match_names(text)],
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
        editor=Editor(planner, parts.world),
        plans=plans,
        exports=parts.exports,
        transcript=transcript,
        jobs=Jobs(records, planner, parts.call_back),
        operator_rate=Rate(settings.operator_rate, at_once=settings.operator_rate),
        reports=reports,
        report_rate=Rate(REPORTS_PER_MINUTE),
        office=None if parts.store is None else _office(settings, parts, parts.store, records, plans, reports, desk),
    )


def _office(
    settings: Settings, parts: Parts, store: Store, records: Database, plans: PlanShelf, reports: Reports, desk: Desk
) -> Office:
    topics = Topics(Heard(records), getattr(parts.search, "questions", None))
    # Health waits outside the line, so that no visitor's plan is turned away for its sake.
    routes = RouteHealth(parts.engine, lambda: desk.turn(patient=True), plans)
    watch = Watch(parts.world, parts.clock, (topics, routes))
    return open_office(
        store, records, settings.state, parts.clock, settings.office_second_person, reports, topics, routes, watch
    )


def real_parts(settings: Settings) -> Parts:
    """What the guide serves with. Slow: the planner's and the search's libraries are loaded here.

    Raises:
        Faults: when the store is empty and the district's pack has any, or it holds another district.
        SQLAlchemyError: when a database can't be opened.
    """
    from bot.actions import talk
    from bot.actions.client import RasaClient
    from itinerary.plan import Conflicted, plan_day, repair, why_not
    from itinerary.request import read_request
    from itinerary.verify import verify
    from knowledge.search.live import LiveSearch
    from web import callback
    from web.clock import system_clock
    from web.world import StoreWorld

    store = Store(settings.truth(), system_clock)
    world = StoreWorld(store, settings.district)
    search = LiveSearch(settings.state / "index", settings.encoder)
    # A plan that the verifier faults is never shown; what led to it is kept there.
    failures = settings.state / "unsound"
    engine = Engine(
        read_request,
        partial(plan_day, failures=failures),
        partial(why_not, failures=failures),
        partial(repair, failures=failures),
        verify,
        Conflicted,
    )
    return Parts(
        clock=system_clock,
        world=world,
        search=search,
        client=RasaClient(settings.bot_url, timeout=settings.bot_seconds),
        engine=engine,
        exports=plan_exports(),
        call_back=partial(callback.call, allowed=settings.webhook_hosts),
        make_talk=partial(talk.Talk, world.current, search),
        store=store,
    )


def plan_exports() -> Mapping[str, Export]:
    """Every format that a plan can be had in, by the end of its file's name."""
    from itinerary import exports

    return {
        "geojson": _export("application/geo+json", exports.to_geojson),
        "gpx": _export("application/gpx+xml", exports.to_gpx),
        "html": _export("text/html; charset=utf-8", exports.to_pocket),
        "ics": _export("text/calendar; charset=utf-8", exports.to_ics),
        "kml": _export("application/vnd.google-earth.kml+xml", exports.to_kml),
        "pdf": _export("application/pdf", exports.to_pdf),
    }


def _export(content_type: str, write: Callable[..., bytes | str]) -> Export:
    """With where the day begins and ends, and where the plan is found again."""
    return Export(
        content_type,
        "attachment",
        lambda plan, gazetteer, link: write(plan.itinerary, plan.request["locale"], gazetteer, plan.request, link),
    )
