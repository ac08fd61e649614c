"""The programming interface described in OpenAPI 3.1, from the same shapes that the views use."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from itinerary.itinerary import ExclusionCode, Itinerary
from itinerary.request import ItineraryRequest
from itinerary.verify import RULES
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Status
from knowledge.places.text import LOCALES
from web import shapes
from web.open_data import FILES

_REF = "#/components/schemas/{model}"

_PROBLEMS = {
    400: "The request has faults; ``errors`` names all of them.",
    401: "No operator's key, or no token of the office in force, was given.",
    403: "The token is not for this.",
    404: "There is no such thing.",
    405: "The method is not possible here.",
    409: "The key was used for something else.",
    413: "The body is too large.",
    415: "The body is not JSON in UTF-8.",
    429: "Too many requests; Retry-After says when to go on.",
    500: "Our fault; the number in ``detail`` is noted in our log.",
    503: "Too busy just now; Retry-After says when to try again.",
}

CONTRACT_VERSION = "1.0"
"""Names and units are fixed within a first number; additions raise the second."""


@dataclass(frozen=True)
class Parameter:
    name: str
    schema: Mapping[str, Any]
    description: str
    place: str = "query"
    required: bool = False


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    name: str
    summary: str
    answer: type[BaseModel] | None
    """None for an answer that is no JSON."""
    example: Any = None
    status: int = 200
    parameters: tuple[Parameter, ...] = ()
    body: type[BaseModel] | None = None
    body_example: Any = None
    problems: tuple[int, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    """Name and meaning."""
    operator: bool = False
    token: bool = False
    """Whether it wants a token of the office."""
    media: tuple[str, ...] = ()
    """Content types of an answer that is no JSON; those of the plans' exports if empty."""
    conflict: type[BaseModel] = shapes.ConflictDocument
    """What a 422 is told as."""


def document(gazetteer: Gazetteer, exports: Mapping[str, Any]) -> dict[str, Any]:
    """The whole description, with the district's own themes and kinds and examples from its places."""
    operations = _operations(gazetteer, exports)
    paths: dict[str, Any] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method] = _described(operation, exports)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": gazetteer.district.name["en"],
            "version": CONTRACT_VERSION,
            "description": _INTRODUCTION,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
        "components": {
            "schemas": _schemas(operations),
            "securitySchemes": {
                "operator": {"type": "http", "scheme": "bearer"},
                "token": {"type": "http", "scheme": "bearer", "description": "A token that the office issued."},
            },
        },
    }


_INTRODUCTION = """\
Lengths are metres, durations minutes, money per person in the district's currency, positions WGS84. A date is
`YYYY-MM-DD` and a clock time `HH:MM`, both local to the district; an instant is ISO 8601 with its offset. What is
null or empty is not known. Unknown fields and parameters are refused by name. Every refusal is a problem document
(RFC 9457) whose `errors` name all faults. Where the guide is set to allow it, the header `X-Guide-Now` with an instant
replaces the clock for that request."""


def _described(operation: Operation, exports: Mapping[str, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [
            {
                "name": each.name,
                "in": each.place,
                "required": each.required or each.place == "path",
                "description": each.description,
                "schema": dict(each.schema),
            }
            for each in operation.parameters
        ],
        "responses": {
            str(operation.status): _success(operation, exports),
            **{
                str(status): _problem(status, operation.conflict)
                for status in sorted({*operation.problems, 400, 405, 500})
            },
        },
    }
    if operation.body is not None:
        content: dict[str, Any] = {"schema": _reference(operation.body)}
        if operation.body_example is not None:
            content["example"] = operation.body_example
        described["requestBody"] = {"required": True, "content": {"application/json": content}}
    if operation.operator:
        described["security"] = [{"operator": []}]
    if operation.token:
        described["security"] = [{"token": []}]
    return described


def _success(operation: Operation, exports: Mapping[str, Any]) -> dict[str, Any]:
    if operation.media:
        return {"description": operation.summary, "content": {each: {} for each in operation.media}}
    if operation.answer is None:
        media = sorted({export.content_type.partition(";")[0] for export in exports.values()})
        return {"description": "The plan in that format.", "content": {each: {} for each in media}}
    content: dict[str, Any] = {"schema": _reference(operation.answer)}
    if operation.example is not None:
        content["example"] = operation.example
    success: dict[str, Any] = {
        "description": (operation.answer.__doc__ or operation.summary).strip(),
        "content": {"application/json": content},
    }
    if operation.headers:
        success["headers"] = {
            name: {"description": meaning, "schema": {"type": "string"}} for name, meaning in operation.headers
        }
    return success


def _problem(status: int, conflict: type[BaseModel]) -> dict[str, Any]:
    shape = conflict if status == 422 else shapes.ProblemDocument
    meaning = _PROBLEMS.get(status) or "A sound request that can't be met."
    answer: dict[str, Any] = {
        "description": meaning,
        "content": {"application/problem+json": {"schema": _reference(shape)}},
    }
    if status in (429, 503):
        answer["headers"] = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}}
    return answer


def _reference(shape: type[BaseModel]) -> dict[str, str]:
    return {"$ref": _REF.format(model=shape.__name__)}


def _schemas(operations: tuple[Operation, ...]) -> dict[str, Any]:
    taken = [operation.body for operation in operations if operation.body]
    given = [operation.answer for operation in operations if operation.answer]
    given += [shapes.ProblemDocument, shapes.ConflictDocument, shapes.EditConflictDocument]
    # What is taken has defaults and what is given has all its fields: the shapes that do both are described as taken.
    _, incoming = models_json_schema([(shape, "validation") for shape in taken], ref_template=_REF)
    _, outgoing = models_json_schema([(shape, "serialization") for shape in given], ref_template=_REF)
    schemas: dict[str, Any] = {**outgoing["$defs"], **incoming["$defs"]}
    rules = "\n".join(f"- `{rule.code}`: {rule.meaning}" for rule in RULES)
    codes = {"type": "string", "enum": [rule.code for rule in RULES], "description": f"The rules of a plan:\n{rules}"}
    schemas["RuleCode"] = codes
    schemas["ViolationView"]["properties"]["code"] = {"$ref": _REF.format(model="RuleCode")}
    schemas["Check"]["properties"]["rule"] = {"$ref": _REF.format(model="RuleCode")}
    return schemas


def _text(**more: Any) -> dict[str, Any]:
    return {"type": "string", **more}


_PLAN_ID = Parameter("id", _text(), "The plan's id.", place="path")
_LOCALE = Parameter("locale", _text(enum=list(LOCALES), default="zh-Hans"), "The language of names and texts.")


def _whole(low: int, high: int, default: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": low, "maximum": high, "default": default}


def _operations(gazetteer: Gazetteer, exports: Mapping[str, Any]) -> tuple[Operation, ...]:
    from web.api.places import DEFAULT_PLACES, MOST_PLACES
    from web.api.search import LONGEST_QUESTION, MOST_HITS

    district = gazetteer.district
    place = next(iter(gazetteer.places.values()))
    theme = next(iter(district.themes))
    wish = {"date": "2026-05-01", "themes": {theme: 3}, "party": {"adults": 2}, "locale": "en"}
    return (
        Operation(
            "get",
            "/health",
            "health",
            "How the guide is.",
            shapes.HealthState,
            example={"status": "ok", "bot": "ok", "data_revision": "af3cc6970006", "index_revision": "0c5d7e"},
        ),
        Operation(
            "get",
            "/places",
            "listPlaces",
            "Places that fit all filters, the nearest first when `near` is given.",
            shapes.PlaceList,
            parameters=(
                Parameter("q", _text(maxLength=200), "Part of a name, in any script."),
                Parameter("theme", _text(enum=list(district.themes)), "A theme of the place."),
                Parameter("kind", _text(enum=list(district.kinds)), "The place's kind."),
                Parameter("status", _text(enum=list(get_args(Status))), "The place's status."),
                Parameter("near", _text(examples=["21.27,110.36"]), "A point as latitude,longitude."),
                Parameter("open_at", _text(format="date-time"), "Only places known to be open at that instant."),
                _LOCALE,
                Parameter("limit", _whole(1, MOST_PLACES, DEFAULT_PLACES), "The most places to answer."),
                Parameter("offset", {"type": "integer", "minimum": 0, "default": 0}, "How many to leave out first."),
            ),
            headers=(("ETag", "Changes when the answer does; send it as If-None-Match."),),
        ),
        Operation(
            "get",
            "/places/{id}",
            "showPlace",
            "One place.",
            shapes.PlaceView,
            parameters=(Parameter("id", _text(examples=[place.id]), "The place's id.", place="path"), _LOCALE),
            problems=(404,),
        ),
        Operation(
            "get",
            "/search",
            "search",
            "The places that a question is about, best first; an empty list when nothing fits.",
            shapes.HitList,
            parameters=(
                Parameter("q", _text(maxLength=LONGEST_QUESTION), "A question or a name.", required=True),
                _LOCALE,
                Parameter("limit", _whole(1, MOST_HITS, 10), "The most hits to answer."),
            ),
            problems=(503,),
        ),
        Operation(
            "post",
            "/chat",
            "say",
            "Answers a visitor's message.",
            shapes.ChatAnswer,
            body=shapes.ChatRequest,
            body_example={"text": place.name["en"], "locale": "en"},
            problems=(404, 413, 415, 429),
        ),
        Operation(
            "get",
            "/chat/{session_id}",
            "transcript",
            "The numbered turns of a conversation.",
            shapes.TranscriptView,
            parameters=(
                Parameter("session_id", _text(), "As given by the first answer.", place="path"),
                Parameter("after", {"type": "integer", "minimum": 0, "default": 0}, "The last turn already seen."),
            ),
            problems=(404,),
        ),
        Operation(
            "post",
            "/itineraries",
            "plan",
            "A day's plan, proven where possible, with what was left out and why.",
            shapes.ItineraryAnswer,
            body=ItineraryRequest,
            body_example=wish,
            problems=(413, 415, 422, 503),
        ),
        Operation(
            "post",
            "/itineraries/verify",
            "verify",
            "Judges any plan, ours or not.",
            shapes.VerdictView,
            body=shapes.VerifyRequest,
            body_example={
                "itinerary": {
                    "date": "2026-05-01",
                    "stops": [
                        {
                            "place_id": place.id,
                            "begin": "2026-05-01T10:00:00+08:00",
                            "leave": "2026-05-01T11:00:00+08:00",
                        }
                    ],
                }
            },
            problems=(413, 415),
        ),
        Operation(
            "get",
            "/itineraries/{id}",
            "showPlan",
            "A plan given out before, as it was then.",
            Itinerary,
            parameters=(_PLAN_ID,),
            problems=(404,),
        ),
        Operation(
            "get",
            "/itineraries/{id}.{format}",
            "exportPlan",
            "A plan given out before, for another program.",
            None,
            parameters=(
                _PLAN_ID,
                Parameter("format", _text(enum=sorted(exports)), "The format.", place="path"),
            ),
            problems=(404,),
        ),
        Operation(
            "post",
            "/itineraries/{id}/why-not",
            "whyNot",
            f"What having a place in the plan would cost. Codes are {', '.join(get_args(ExclusionCode))}.",
            shapes.WhyNotView,
            parameters=(_PLAN_ID,),
            body=shapes.WhyNotRequest,
            body_example={"place_id": place.id},
            problems=(404, 413, 415, 503),
        ),
        Operation(
            "post",
            "/itineraries/{id}/repair",
            "repair",
            "The rest of the day planned anew from where the visitor is.",
            shapes.RepairView,
            parameters=(_PLAN_ID,),
            body=shapes.RepairRequest,
            body_example={"at": "2026-05-01T11:20:00+08:00", "done": [place.id], "changes": {"weather": "rain"}},
            problems=(404, 413, 415, 422, 503),
        ),
        Operation(
            "get",
            "/itineraries/{id}/request",
            "showWishes",
            "The request that a plan given out before answers.",
            shapes.PlanWishes,
            parameters=(_PLAN_ID,),
            problems=(404,),
        ),
        Operation(
            "get",
            "/itineraries/{id}/standing",
            "standing",
            "Whether a plan given out before still holds by the facts as they are now.",
            shapes.StandingView,
            parameters=(_PLAN_ID, _LOCALE),
            problems=(404,),
        ),
        Operation(
            "post",
            "/itineraries/{id}/edits",
            "edit",
            "A plan with one thing changed and as little else as possible, verified. The plan itself stays as it was.",
            shapes.EditView,
            parameters=(_PLAN_ID,),
            body=shapes.EditRequest,
            body_example={"move": {"stop": 1, "minutes": 30}, "locked": [place.id], "locale": "en"},
            problems=(404, 413, 415, 422, 503),
            conflict=shapes.EditConflictDocument,
        ),
        Operation(
            "post",
            "/itineraries/{id}/swaps",
            "swaps",
            "Places to go to instead of a stop, near and alike, each with the verified day that it makes.",
            shapes.SwapList,
            parameters=(_PLAN_ID,),
            body=shapes.SwapRequest,
            body_example={"stop": 1, "locale": "en"},
            problems=(404, 413, 415, 503),
        ),
        Operation(
            "post",
            "/jobs",
            "handIn",
            "Takes in many requests, to be planned one after the other.",
            shapes.JobView,
            status=202,
            parameters=(
                Parameter(
                    "Idempotency-Key",
                    _text(minLength=1, maxLength=200),
                    "The caller's name of the job: handed in again under it, it is taken once.",
                    place="header",
                    required=True,
                ),
            ),
            body=shapes.JobRequest,
            body_example={"requests": [wish]},
            problems=(401, 409, 413, 415, 429),
            headers=(("Location", "Where the job is to be asked for."), *_RATE_HEADERS),
            operator=True,
        ),
        Operation(
            "get",
            "/jobs/{id}",
            "showJob",
            "State, progress and results of a job.",
            shapes.JobView,
            parameters=(Parameter("id", _text(), "The job's id.", place="path"),),
            problems=(401, 404, 429),
            headers=_RATE_HEADERS,
            operator=True,
        ),
        Operation(
            "post",
            "/reports",
            "report",
            "Tells the office what a visitor found at a place. Nothing that says who they are is asked for or kept.",
            shapes.ReportTaken,
            status=201,
            body=shapes.ReportRequest,
            body_example={"place_id": place.id, "kind": "closed", "text": "The gate was locked.", "locale": "en"},
            problems=(413, 415, 429),
            headers=_RATE_HEADERS,
        ),
        Operation(
            "get",
            "/open-data",
            "openData",
            "What the office passes on, at which revision and under which licence. Needs a token of the office.",
            shapes.OpenDataView,
            problems=(401, 429),
            headers=_RATE_HEADERS,
            token=True,
        ),
        Operation(
            "get",
            "/open-data/{name}",
            "openDataFile",
            "One file of the open data; its ETag changes with the data's revision.",
            None,
            parameters=(Parameter("name", {"type": "string", "enum": list(FILES)}, "The file.", place="path"),),
            problems=(401, 403, 404, 429),
            media=tuple(sorted({content_type.partition(";")[0] for content_type in FILES.values()})),
            token=True,
        ),
        Operation("get", "/openapi.json", "describe", "This description.", shapes.OpenApiDocument),
    )


_RATE_HEADERS = (
    ("RateLimit-Limit", "Requests a minute."),
    ("RateLimit-Remaining", "Requests possible at once just now."),
    ("RateLimit-Reset", "Seconds until all of them are possible again."),
)
