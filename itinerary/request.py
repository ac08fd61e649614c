"""What a visitor wishes for a day, read from JSON with every fault of it named at once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Annotated, Any, Literal, Self, get_args
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    ValidationError,
    ValidationInfo,
    model_serializer,
    model_validator,
)

from itinerary.itinerary import Mode
from knowledge.places.district import Point
from knowledge.places.faults import Fault, Faults, field_path, sentence_of
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import Locale

DAYS_AHEAD = 400
FARTHEST_KM = 60
"""How far from the district's centre a day may start or end."""
_NIGHT_FROM, _NIGHT_TO = 16 * 60, 6 * 60
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
EARTH_M = 6_371_000


def _read_date(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("must be a date written YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError as fault:
        raise ValueError(f"{value} is no day of the calendar") from fault


def _within_reach(day: date, info: ValidationInfo) -> date:
    if info.context:
        today: date = info.context["today"]
        if day < today:
            raise ValueError(f"is past: today is {today}")
        if day > today + timedelta(days=DAYS_AHEAD):
            raise ValueError(f"is more than {DAYS_AHEAD} days ahead")
    return day


def _clock_time(text: str) -> str:
    if not _CLOCK.fullmatch(text):
        raise ValueError("must be a time of the day written HH:MM")
    return text


def _end_clock_time(text: str) -> str:
    return text if text == "24:00" else _clock_time(text)


def _known_place(place_id: str, info: ValidationInfo) -> str:
    if info.context and place_id not in info.context["gazetteer"].places:
        raise ValueError("is the id of no place here")
    return place_id


def _serving_place(place_id: str, info: ValidationInfo) -> str:
    if info.context:
        gazetteer = info.context["gazetteer"]
        if place_id in gazetteer.places and not gazetteer.district.serves_meals(gazetteer.places[place_id]):
            raise ValueError("is a place that serves no meals")
    return place_id


def _known_theme(theme: str, info: ValidationInfo) -> str:
    if info.context and theme not in info.context["gazetteer"].district.themes:
        raise ValueError(f"is no theme; themes are {', '.join(info.context['gazetteer'].district.themes)}")
    return theme


def _known_kind(kind: str, info: ValidationInfo) -> str:
    if info.context and kind not in info.context["gazetteer"].district.kinds:
        raise ValueError(f"is no kind of place; kinds are {', '.join(info.context['gazetteer'].district.kinds)}")
    return kind


Day = Annotated[date, BeforeValidator(_read_date), AfterValidator(_within_reach)]
ClockTime = Annotated[str, AfterValidator(_clock_time)]
PlaceId = Annotated[str, AfterValidator(_known_place)]
Weight = Annotated[float, Field(ge=0, le=5, allow_inf_nan=False)]
Limit = Annotated[float, Field(ge=0, allow_inf_nan=False)]
_MOST_PEOPLE = 60
Heads = Annotated[int, Field(ge=0, le=_MOST_PEOPLE)]


class Wish(BaseModel):
    """What all parts of a request share: immutable, strict, and refusing fields they don't know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True)


class Whereabouts(Wish):
    """Where the day starts or ends: a place, or a point in WGS84 degrees."""

    place_id: PlaceId | None = None
    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] | None = None

    @model_validator(mode="after")
    def _one_way_to_say_it(self, info: ValidationInfo) -> Self:
        point = self.lat is not None or self.lon is not None
        if point == (self.place_id is not None):
            raise ValueError('must be either {"place_id"} or {"lat", "lon"}')
        if point and (self.lat is None or self.lon is None):
            raise ValueError("needs both lat and lon")
        if info.context:
            self._within_the_region(info.context["gazetteer"])
        return self

    def _within_the_region(self, gazetteer: Gazetteer) -> None:
        lat, lon = self.lat, self.lon
        if self.place_id is not None:
            position = gazetteer.places[self.place_id].position
            if position is None:
                raise ValueError("is a place whose position is not known; give lat and lon instead")
            lat, lon = position.lat, position.lon
        center: Point = gazetteer.district.center
        if metres_between(lat or 0.0, lon or 0.0, center.lat, center.lon) > FARTHEST_KM * 1000:
            raise ValueError(f"is more than {FARTHEST_KM} km from the district")

    @model_serializer(mode="wrap")
    def _as_given(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in handler(self).items() if value is not None}


class Appointment(Wish):
    """To be at a place at that time for so many minutes."""

    place_id: PlaceId
    begin: ClockTime
    minutes: Annotated[int, Field(ge=1, le=1440)]


class Meals(Wish):
    lunch: bool = True
    dinner: bool = True


def _size_fault(size: int) -> str | None:
    return None if 1 <= size <= _MOST_PEOPLE else f"is of {size}; must be of 1 to {_MOST_PEOPLE} people"


class Party(Wish):
    adults: Heads = 1
    children: Heads = 0
    seniors: Heads = 0
    wheelchair: bool = False
    stroller: bool = False

    @property
    def size(self) -> int:
        return self.adults + self.children + self.seniors

    @model_validator(mode="after")
    def _somebody_goes(self) -> Self:
        if fault := _size_fault(self.size):
            raise ValueError(fault)
        return self


class ItineraryRequest(Wish):
    """Field for field as the contract shows it; ``read_request`` makes one from JSON."""

    date: Day
    start_time: ClockTime = "09:00"
    end_time: Annotated[str, AfterValidator(_end_clock_time)] = "18:00"
    start: Whereabouts | None = None
    end: Whereabouts | None = None
    themes: dict[Annotated[str, AfterValidator(_known_theme)], Weight] = Field(default_factory=dict)
    must_visit: list[PlaceId] = Field(default_factory=list)
    avoid: list[PlaceId] = Field(default_factory=list)
    only_kinds: list[Annotated[str, AfterValidator(_known_kind)]] = Field(default_factory=list)
    max_places: Annotated[int, Field(ge=0)] | None = None
    fixed: list[Appointment] = Field(default_factory=list)
    modes: Annotated[list[Mode], Field(min_length=1)] = Field(default_factory=lambda: list(get_args(Mode)))
    max_walk: Limit | None = None
    max_leg_walk: Limit | None = None
    max_distance: Limit | None = None
    budget: Limit | None = None
    pace: Literal["relaxed", "normal", "packed"] = "normal"
    meals: Meals = Meals()
    eat_at: list[Annotated[PlaceId, AfterValidator(_serving_place)]] = Field(
        default_factory=list, exclude_if=lambda places: not places
    )
    """Food places where one of the meals is to be had if that costs no more than about an hour's visit, the best first:
    a preference, told in the answer's note where it can't be followed."""
    party: Party = Party()
    weather: Literal["any", "rain", "hot"] = "any"
    include_outside: bool = False
    alternatives: Annotated[int, Field(ge=1, le=5)] = 1
    locale: Locale = "zh-Hans"
    time_limit: Annotated[float, Field(ge=0.1, le=60, allow_inf_nan=False)] | None = None
    seed: Annotated[int, Field(ge=-(2**63), lt=2**63)] | None = None

    def span(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The day's first and last instant in the district's zone."""
        begin, end = clock_minutes(self.start_time), clock_minutes(self.end_time)
        return instant_on(self.date, begin, zone), instant_on(self.date, end if end > begin else end + 1440, zone)

    def appointment_begin(self, wish: Appointment, zone: ZoneInfo) -> datetime:
        """When an appointment begins; before the day's start time it is meant for the next morning."""
        begin, minutes = clock_minutes(self.start_time), clock_minutes(wish.begin)
        over_night = clock_minutes(self.end_time) <= begin and minutes <= _NIGHT_TO
        return instant_on(self.date, minutes + 1440 if over_night and minutes < begin else minutes, zone)

    def as_json(self) -> dict[str, Any]:
        """As the contract shows it, defaults filled in."""
        return self.model_dump(mode="json")


def read_request(raw: object, gazetteer: Gazetteer, today: date) -> ItineraryRequest:
    """A request as JSON gave it, checked against the district and its date of today.

    Raises:
        Faults: naming every fault with its path (``themes.red``, ``must_visit[0]``).
    """
    if not isinstance(raw, Mapping):
        raise Faults([Fault("", "must be an object with the fields of an itinerary request")])
    faults: list[Fault] = []
    request = None
    try:
        request = ItineraryRequest.model_validate(raw, context={"gazetteer": gazetteer, "today": today})
    except ValidationError as error:
        faults += _readable(error)
    faults += _contradictions(raw)
    if request is None or faults:
        # What is wrong within a part and between parts may be the same.
        raise Faults(list(dict.fromkeys(faults)))
    return request


def clock_minutes(text: str) -> int:
    """Minutes from midnight to a time written HH:MM."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def instant_on(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """When clocks show so many minutes after midnight; a time that they leap over is the real one it stands for."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def metres_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance (haversine)."""
    north, east = radians(other_lat - lat) / 2, radians(other_lon - lon) / 2
    chord = sin(north) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(east) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(chord)))


def _readable(error: ValidationError) -> list[Fault]:
    faults: dict[tuple[str, str], Fault] = {}
    for detail in error.errors(include_url=False, include_input=False):
        # A faulty key of a mapping is told under the key itself.
        path = field_path([step for step in detail["loc"] if step != "[key]"])
        message = _MESSAGES.get(detail["type"]) or sentence_of(detail)
        faults.setdefault((path, message), Fault(path, message))
    return list(faults.values())


_MESSAGES = {"extra_forbidden": "is no field of an itinerary request"}


def _contradictions(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """Faults between fields, as far as the fields can be read."""
    yield from _day_runs_backwards(raw)
    yield from _nobody_or_too_many(raw.get("party"))
    avoided = set(_texts(raw.get("avoid")))
    for index, place_id in enumerate(_items(raw.get("must_visit"))):
        if isinstance(place_id, str) and place_id in avoided:
            yield Fault(f"must_visit[{index}]", f"{place_id} is to be avoided as well")
    for index, place_id in enumerate(_items(raw.get("eat_at"))):
        if isinstance(place_id, str) and place_id in avoided:
            yield Fault(f"eat_at[{index}]", f"{place_id} is to be avoided as well")
    met: set[str] = set()
    for index, wish in enumerate(_items(raw.get("fixed"))):
        place_id = wish.get("place_id") if isinstance(wish, Mapping) else None
        if not isinstance(place_id, str):
            continue
        if place_id in avoided:
            yield Fault(f"fixed[{index}].place_id", f"{place_id} is to be avoided as well")
        if place_id in met:
            yield Fault(f"fixed[{index}].place_id", f"{place_id} has an appointment already")
        met.add(place_id)


def _day_runs_backwards(raw: Mapping[str, Any]) -> Iterator[Fault]:
    begin, end = raw.get("start_time", "09:00"), raw.get("end_time", "18:00")
    if not (isinstance(begin, str) and isinstance(end, str) and _CLOCK.fullmatch(begin)):
        return
    if end != "24:00" and not _CLOCK.fullmatch(end):
        return
    start, finish = clock_minutes(begin), clock_minutes(end)
    if finish <= start and not (start >= _NIGHT_FROM and finish <= _NIGHT_TO):
        yield Fault(
            "end_time",
            f"{end} is not after start_time {begin}; only a day from 16:00 on may end next morning, by 06:00",
        )


def _nobody_or_too_many(party: object) -> Iterator[Fault]:
    """The party's size, told even where something else is wrong in it."""
    if not isinstance(party, Mapping):
        return
    heads = [party.get("adults", 1), party.get("children", 0), party.get("seniors", 0)]
    if all(type(count) is int and 0 <= count <= _MOST_PEOPLE for count in heads) and (fault := _size_fault(sum(heads))):
        yield Fault("party", fault)


def _items(value: object) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()


def _texts(value: object) -> Iterator[str]:
    return (item for item in _items(value) if isinstance(item, str))
