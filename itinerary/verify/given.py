"""A plan as somebody gives it: the least that a day consists of, read strictly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from itinerary.itinerary import Itinerary, Leg, Meal, Mode, Part, Stop, StopKind
from knowledge.places.faults import NO_FIELD, Fault, Faults, faults_of

MOST_STOPS = 100
FIRST_YEAR, LAST_YEAR = 1970, 9998
"""Beyond them calendars end before a day's neighbours do."""


def _instant(text: str) -> str:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as fault:
        raise ValueError("must be an instant like 2026-05-01T09:00:00+08:00") from fault
    if instant.tzinfo is None:
        raise ValueError("must carry its offset, like 2026-05-01T09:00:00+08:00")
    _within_the_years(instant)
    return text


def _date(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError as fault:
        raise ValueError("must be a date like 2026-05-01") from fault
    _within_the_years(day)
    return text


def _within_the_years(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"must lie in the years {FIRST_YEAR} to {LAST_YEAR}")


Instant = Annotated[str, AfterValidator(_instant)]


class _Lenient(BaseModel):
    # A plan carries much that is recomputed anyway: what isn't used here is passed over; what no plan has is refused.
    model_config = ConfigDict(extra="ignore", strict=True)


class _Stop(_Lenient):
    kind: StopKind | None = None
    meal: Meal | None = None
    place_id: str | None
    arrive: Instant | None = None
    begin: Instant
    leave: Instant
    cut_short: bool | None = None


class _Point(_Lenient):
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class _Leg(_Lenient):
    from_: int | Literal["start"] = Field(alias="from")
    to: int | Literal["end"]
    mode: Mode
    duration: int = Field(ge=0)
    buffer: int = Field(default=0, ge=0)
    from_position: _Point | None = None
    depart: Instant | None = None


class _Plan(_Lenient):
    date: Annotated[str, AfterValidator(_date)]
    as_of: Instant | None = None
    stops: list[_Stop] = Field(max_length=MOST_STOPS)
    legs: list[_Leg] | None = None


@dataclass(frozen=True)
class GivenStop:
    index: int
    kind: StopKind | None
    """None when the plan doesn't say what is done there."""
    meal: Meal | None
    place_id: str | None
    arrive: datetime | None
    begin: datetime
    leave: datetime
    cut_short: bool
    """Left early before the day was planned anew."""


@dataclass(frozen=True)
class GivenLeg:
    """How the plan says that one gets from a stop (or the start, -1) to the next (or the end, the number of stops)."""

    mode: Mode
    duration: int
    buffer: int
    position: tuple[float, float] | None
    """Where it starts, degrees of latitude and longitude, if not at the stop before: the day was planned anew there."""
    depart: datetime | None
    """When it starts there."""


@dataclass(frozen=True)
class GivenPlan:
    date: date
    stops: tuple[GivenStop, ...]
    as_of: datetime | None
    """From when on the day was planned anew; what ended by then is past, whatever was wished for since."""
    legs: Mapping[int, GivenLeg] | None
    """By the stop they leave from, -1 for the start; None when the plan names no legs."""


def read_plan(raw: Mapping[str, Any], zone: ZoneInfo) -> GivenPlan:
    """The plan in a request's JSON, its instants as the district's clocks show them.

    Raises:
        Faults: with everything in it that can't be read.
    """
    strange = list(_strange(raw))
    try:
        plan = _Plan.model_validate(raw)
    except ValidationError as error:
        raise Faults([*strange, *faults_of(error)]) from error
    faults = [*strange, *_loose_legs(plan), *_groundless(plan)]
    if faults:
        raise Faults(faults)
    return GivenPlan(
        date.fromisoformat(plan.date),
        tuple(_stop(index, stop, zone) for index, stop in enumerate(plan.stops)),
        None if plan.as_of is None else on_clocks(datetime.fromisoformat(plan.as_of), zone),
        None if plan.legs is None else {_number(leg.from_): _leg(leg, zone) for leg in plan.legs},
    )


def on_clocks(instant: datetime, zone: ZoneInfo) -> datetime:
    """The instant as clocks show it, with the offset of then: between instants of one zone Python subtracts what clocks
    show, which is an hour wrong in the nights in which they are put forward or back.
    """
    local = instant.astimezone(zone)
    offset = local.utcoffset()
    assert offset is not None
    return local.replace(tzinfo=timezone(offset), fold=0)


def _strange(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """Fields that no plan has, nor its stops and legs."""
    yield from (Fault(name, NO_FIELD) for name in sorted(raw.keys() - _names(Itinerary)))
    parts: tuple[tuple[str, type[Part]], ...] = (("stops", Stop), ("legs", Leg))
    for name, part in parts:
        given = raw.get(name)
        for index, each in enumerate(given if isinstance(given, list) else ()):
            if isinstance(each, Mapping):
                unknown = sorted(each.keys() - _names(part))
                yield from (Fault(f"{name}[{index}].{field}", NO_FIELD) for field in unknown)


def _names(part: type[Part]) -> set[str]:
    """The fields as they are written."""
    return {field.alias or name for name, field in part.model_fields.items()}


def _loose_legs(plan: _Plan) -> list[Fault]:
    last = len(plan.stops) - 1
    faults: list[Fault] = []
    seen: set[int] = set()
    for index, leg in enumerate(plan.legs or ()):
        origin = _number(leg.from_)
        target = last + 1 if leg.to == "end" else leg.to
        if not -1 <= origin <= last or target != origin + 1:
            faults.append(Fault(f"legs[{index}]", f"doesn't join two neighbours: from {leg.from_} to {leg.to}"))
        elif origin in seen:
            faults.append(Fault(f"legs[{index}]", f"is a second leg from {leg.from_}"))
        seen.add(origin)
    return faults


def _groundless(plan: _Plan) -> Iterator[Fault]:
    """Claims about a past that a plan doesn't have, or that lie in its future."""
    anew = None if plan.as_of is None else datetime.fromisoformat(plan.as_of)
    for index, leg in enumerate(plan.legs or ()):
        if (leg.from_position is None) != (leg.depart is None):
            yield Fault(f"legs[{index}]", "needs both from_position and depart, or neither")
        elif leg.depart is not None and (anew is None or datetime.fromisoformat(leg.depart) > anew):
            yield Fault(f"legs[{index}].depart", "is not before as_of, from when on the day was planned anew")
    for index, stop in enumerate(plan.stops):
        if stop.cut_short and (anew is None or datetime.fromisoformat(stop.leave) > anew):
            yield Fault(f"stops[{index}].cut_short", "only what ended by as_of was cut short")


def _number(end: int | str) -> int:
    return -1 if isinstance(end, str) else end


def _leg(leg: _Leg, zone: ZoneInfo) -> GivenLeg:
    position = None if leg.from_position is None else (leg.from_position.lat, leg.from_position.lon)
    depart = None if leg.depart is None else on_clocks(datetime.fromisoformat(leg.depart), zone)
    return GivenLeg(leg.mode, leg.duration, leg.buffer, position, depart)


def _stop(index: int, stop: _Stop, zone: ZoneInfo) -> GivenStop:
    def local(text: str) -> datetime:
        return on_clocks(datetime.fromisoformat(text), zone)

    arrive = None if stop.arrive is None else local(stop.arrive)
    begin, leave = local(stop.begin), local(stop.leave)
    return GivenStop(index, stop.kind, stop.meal, stop.place_id, arrive, begin, leave, bool(stop.cut_short))
