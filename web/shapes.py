"""The JSON that the programming interface takes and gives, where no other module has the shape already."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from itinerary.itinerary import ExclusionCode, Itinerary
from itinerary.request import ItineraryRequest
from knowledge.places.place import Confidence, Place, Precision, Status, VisitMinutes
from knowledge.places.text import LOCALES, Locale, Texts, pick


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True, use_attribute_docstrings=True)


class FieldFault(Shape):
    field: str
    message: str


class ProblemDocument(BaseModel):
    """Problem details (RFC 9457): why a request was refused."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldFault]
    """Every fault of the request."""


class HealthState(Shape):
    status: Literal["ok", "degraded"]
    bot: Literal["ok", "down"]
    data_revision: str
    index_revision: str | None
    """Null until the first index is built."""


class Location(Shape):
    lat: float
    lon: float
    precision: Precision
    """``area`` is no address: never show it as a pin on a door."""
    uncertainty_m: int


class TicketView(Shape):
    adult: float | None
    child: float | None
    senior: float | None
    student: float | None
    note: str | None


class PriceView(Shape):
    min: float
    max: float


class AccessView(Shape):
    wheelchair: Literal["yes", "limited", "no"] | None
    note: str | None


class FactView(Shape):
    text: str
    source: str
    as_of: str
    confidence: Confidence


class ProvenanceView(Shape):
    source: str
    as_of: str
    confidence: Confidence
    check_by: str | None = None


class PlaceView(Shape):
    """A place in one locale's words. What is null or empty is not known."""

    id: str
    name: str
    names: dict[Locale, str]
    pinyin: str | None
    aliases: list[str]
    kind: str
    kind_name: str
    themes: list[str]
    in_district: bool
    status: Status
    status_as_of: str
    status_note: str | None
    location: Location | None
    address: str | None
    opening_hours: str | None
    """OSM ``opening_hours`` syntax."""
    last_entry: str | None
    part_of: str | None
    ticket: TicketView | None
    price_per_person: PriceView | None
    visit_minutes: VisitMinutes | None
    indoor: bool | None
    best_time: list[str]
    transport: list[str]
    phone: list[str]
    accessibility: AccessView | None
    event_dates: str | None
    summary: str
    facts: list[FactView]
    notes: list[str]
    conflicts: list[str]
    needs_check: list[str]
    provenance: dict[str, ProvenanceView]
    distance: int | None = None
    """Metres from ``near``, in a straight line; null when not asked for or not known."""


class PlaceList(Shape):
    places: list[PlaceView]
    total: int
    """How many places fit, on all pages together."""


class HitView(Shape):
    place_id: str
    name: str
    score: float
    passage: str
    locale: Locale


class HitList(Shape):
    hits: list[HitView]


class PlaceName(Shape):
    id: str
    name: str


class SourceView(Shape):
    place_id: str
    field: str
    source: str
    as_of: str


class Message(Shape):
    text: str
    places: list[PlaceName] = []
    itinerary: Itinerary | None = None
    suggestions: list[str] = []
    sources: list[SourceView] = []


class Understood(Shape):
    intent: str | None = None
    confidence: float | None = None
    places: list[str] = []
    attribute: str | None = None
    constraints: dict[str, Any] = {}


class ChatRequest(Shape):
    text: str = Field(min_length=1, max_length=2000)
    session_id: str | None = None
    locale: Locale | None = None
    message_id: str | None = Field(default=None, min_length=1, max_length=64)
    """The page's own number of the message: one that arrives again is answered as before, and only once."""
    itinerary_id: str | None = Field(default=None, min_length=1, max_length=64)
    """The plan that the visitor has in view: a change is a change of it, also when it was edited meanwhile."""


class ChatAnswer(Shape):
    session_id: str
    turn: int
    locale: Locale
    messages: list[Message]
    understood: Understood
    assistant: Literal["ok", "away"]
    """``away``: answered from recall alone, as the assistant couldn't be reached."""


class TurnView(Shape):
    turn: int
    message_id: str | None
    at: str
    text: str
    locale: Locale
    messages: list[Message]
    understood: Understood
    assistant: Literal["ok", "away"]


class TranscriptView(Shape):
    session_id: str
    turns: list[TurnView]


def place_view(place: Place, locale: Locale, kind_name: str, distance: float | None = None) -> PlaceView:
    """The place as a reader of that locale sees it."""

    def said(texts: Texts | None) -> str | None:
        return pick(texts, locale) if texts else None

    provenance = {
        "location" if name == "position" else name: ProvenanceView.model_validate(origin.model_dump())
        for name, origin in place.provenance.items()
    }
    position, ticket, price, access = place.position, place.ticket, place.price_per_person, place.accessibility
    status_origin = place.provenance.get("status")
    return PlaceView(
        id=place.id,
        name=place.called(locale),
        names={each: place.name[each] for each in LOCALES},
        pinyin=place.pinyin,
        aliases=list(place.aliases),
        kind=place.kind,
        kind_name=kind_name,
        themes=list(place.themes),
        in_district=place.in_district,
        status=place.status,
        status_as_of=status_origin.as_of if status_origin else "undated",
        status_note=said(place.status_note),
        location=Location(**position.model_dump(exclude={"origin"})) if position else None,
        address=said(place.address),
        opening_hours=place.opening_hours,
        last_entry=place.last_entry[-1] if place.last_entry else None,
        part_of=place.part_of,
        ticket=TicketView(**ticket.model_dump(exclude={"note"}), note=said(ticket.note)) if ticket else None,
        price_per_person=PriceView(min=price.min, max=price.max) if price else None,
        visit_minutes=place.visit_minutes,
        indoor=place.indoor,
        best_time=list(place.best_time),
        transport=[pick(line, locale) for line in place.transport],
        phone=list(place.phone),
        accessibility=AccessView(wheelchair=access.wheelchair, note=said(access.note)) if access else None,
        event_dates=said(place.event_dates),
        summary=pick(place.summary, locale),
        facts=[
            FactView(text=pick(fact.text, locale), source=fact.source, as_of=fact.as_of, confidence=fact.confidence)
            for fact in place.facts
        ],
        notes=[pick(note, locale) for note in place.notes],
        conflicts=[pick(note, locale) for note in place.conflicts],
        needs_check=[pick(note, locale) for note in place.needs_check],
        provenance=provenance,
        distance=None if distance is None else round(distance),
    )


class OpenApiDocument(BaseModel):
    """A description in OpenAPI 3.1."""

    model_config = ConfigDict(extra="allow")

    openapi: str


class ItineraryAnswer(Shape):
    request: ItineraryRequest
    """The request with its defaults filled in."""
    itineraries: list[Itinerary]
    """Best first; of several each tells its ``loss`` against the best, and its ``optimality`` speaks of the best day
    that shares no more than half of its visits with each of those found before it."""
    data_revision: str
    note: str | None = None
    """What the visitor should know about the answer as a whole, such as why there are fewer alternatives than asked."""


class Relaxation(BaseModel):
    change: dict[str, Any]
    """Fields of ItineraryRequest that replace those sent."""
    message: str


class Conflict(BaseModel):
    constraints: list[str]
    """Fields or place ids that can't hold together; opening hours are named by the place's id. ``party.children`` and
    the like where it is for them that an e-bike can't be ridden."""
    message: str
    relaxations: list[Relaxation]


class ConflictDocument(ProblemDocument):
    """A sound request that can't be met: what clashes, the cheapest ways out, the best day without the least of it."""

    conflicts: list[Conflict]
    partial: Itinerary | None
    """The best day without the least of the wishes that clash; null when there is none."""


class VerifyRequest(Shape):
    itinerary: dict[str, Any]
    """Any plan: ``date`` and ``stops`` with ``place_id``, ``begin`` and ``leave`` suffice."""
    request: ItineraryRequest | None = None


class ViolationView(Shape):
    code: str
    stop: int | None
    message: str


class VerdictView(Shape):
    valid: bool
    violations: list[ViolationView]


class WhyNotRequest(Shape):
    place_id: str


WhyNotCode = ExclusionCode | Literal["in_plan", "no_position", "no_length"]


class WhyNotView(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    place_id: str
    code: WhyNotCode
    """As in ``excluded`` (a place that isn't open is ``closed_that_day``, one that may not be ``hours``); besides,
    ``in_plan`` for a place that is there, ``no_position`` where nobody knows where it lies, ``no_length`` where nobody
    knows how long a visit takes."""
    message: str
    binding: list[str]
    """Fields of the request and ids of places that keep it out."""
    loss: float | None
    """Points that the day loses when solved again with the place in it; null when it can't be. In a day that was mended
    the past stays and the rest is mended once more."""
    drops: list[str]
    """Places that then fall out."""
    relaxations: list[Relaxation]
    """Changes of the request that let the place in; each was tried."""


class PointView(Shape):
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class RepairRequest(Shape):
    """A day that goes wrong. ``at`` may lie before the day, too, and up to a day after it."""

    at: str = Field(json_schema_extra={"format": "date-time"})
    """From when on the day is planned anew."""
    position: PointView | None = None
    """Where the visitor is then; else where the last stop that is done was."""
    done: list[str] = []
    """Places visited, those left early too. A visit that is not done has not begun, unless ``position`` lies there;
    without a position, what is locked or an appointment goes on at its time. Who is still at a place whose time is over
    has visited it. A meal or rest whose time is over was had; a meal that ``position`` is away from is had later."""
    locked: list[str] = []
    """Places that have to stay, at their time if it can be; what goes on is held as planned. A place that ``changes``
    avoid is no longer held."""
    changes: dict[str, Any] = {}
    """Fields of ItineraryRequest. Modes, the longest walk of a leg and who comes along bind what is to come; limits on
    the whole day count the past in."""


class RepairView(Shape):
    """The whole day. What is past or locked stays; of the rest as little as possible changes: a place of the plan
    counts 30 % more than its points, and the plan's order is kept unless nothing fits in it. Where the rest can't be
    had as asked, 422 tells what stands in the way, changes that work, and as ``partial`` the best day without the
    least of it.
    """

    itinerary: Itinerary
    changed: list[str]
    """What changed and why, in sentences: the causes first, then each change, last by what measure little changed."""


class StopChoice(Shape):
    stop: int = Field(ge=0)
    """Counted from 0."""


class StopMinutes(Shape):
    stop: int = Field(ge=0)
    """Counted from 0."""
    minutes: int = Field(ge=-240, le=240)
    """Later or longer by so many, earlier or shorter when negative."""


class EditRequest(Shape):
    """At most one of ``remove``, ``move``, ``stay``, ``release`` and ``mend``; with ``changes``, or these alone."""

    remove: StopChoice | None = None
    """Without that stop."""
    move: StopMinutes | None = None
    """Earlier or later."""
    stay: StopMinutes | None = None
    """Longer or shorter; not for meals."""
    release: StopChoice | None = None
    """A visit whose time was set is free again."""
    mend: Literal[True] | None = None
    """Without the places that can't be visited any more."""
    changes: dict[str, Any] = {}
    """Fields of ItineraryRequest, such as another date or a way out of a conflict."""
    locked: list[str] = []
    """Places that have to stay."""
    locale: Locale | None = None
    """The language to tell the day in from now on."""


class EditView(Shape):
    itinerary: Itinerary
    changed: list[str]
    """What is different, in sentences."""
    request: ItineraryRequest
    """What the plan now answers."""
    locked: list[str]
    """What was locked and is still there, with the stop whose time was set."""


class EditConflictDocument(ConflictDocument):
    """An edit that can't be: send one of the ways out together with ``changes``."""

    changes: dict[str, Any]
    """What was tried, as fields of ItineraryRequest."""


class SwapRequest(Shape):
    stop: int = Field(ge=0)
    locked: list[str] = []
    locale: Locale | None = None


class SwapView(EditView):
    place_id: str
    name: str
    kind_name: str
    summary: str
    metres: int | None
    """How far from the stop that it would replace, in a straight line."""


class SwapList(Shape):
    swaps: list[SwapView]
    """Those that disturb the day least first; each is a plan that can be had as it is."""


class PlanWishes(Shape):
    request: ItineraryRequest
    data_revision: str


class StandingProblem(Shape):
    stop: int | None
    place_id: str | None
    code: str
    message: str


class StandingView(Shape):
    valid: bool
    """Whether the verifier passes the plan by the facts as they are now."""
    as_made: bool
    """Whether the facts are still those it was made with."""
    data_revision: str
    problems: list[StandingProblem]
    successor: str | None
    """The id of the plan that the office mended it into after the facts had changed."""


class JobRequest(Shape):
    requests: list[ItineraryRequest] = Field(min_length=1, max_length=200)
    webhook: str | None = None
    """A public https address that is told when the job is done."""


class JobProgress(Shape):
    done: int
    total: int


class JobWebhook(Shape):
    url: str
    state: Literal["pending", "told", "failed"]


class JobResult(Shape):
    index: int
    """Which of the requests, counted from 0."""
    status: int
    answer: ItineraryAnswer | None = None
    problem: ProblemDocument | None = None


class OpenDataLicence(Shape):
    name: str
    url: str | None


class OpenDataFile(Shape):
    name: str
    content_type: str
    href: str


class OpenDataView(Shape):
    """The open data that a token opens."""

    district: str
    data_revision: str
    places: int
    licence: OpenDataLicence | None
    """Null: the publisher has stated none."""
    files: list[OpenDataFile]


class JobView(Shape):
    id: str
    state: Literal["queued", "running", "done"]
    created: str
    progress: JobProgress
    webhook: JobWebhook | None
    results: list[JobResult]


class ReportRequest(Shape):
    """What a visitor found at a place; nothing that says who they are is asked for or kept."""

    place_id: str
    kind: Literal["closed", "hours", "position", "price", "other"]
    text: str = Field(default="", max_length=500)
    plan_id: str | None = None
    """The plan that led there, if one did."""
    locale: Locale = "zh-Hans"


class ReportTaken(Shape):
    taken: bool
    """False when so many reports of that place wait for the office already that this one was left out."""
