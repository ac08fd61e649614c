"""What a district's pack says about the district itself: all that code must not know by heart."""

from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from knowledge.places.place import Fact, Place, Provenance, Record, Slug
from knowledge.places.text import AllTexts, Texts

Service = Literal["police", "fire", "ambulance"]
"""Who comes in an emergency."""


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError) as fault:
        raise ValueError(f"{name} is no time zone of the IANA database") from fault
    return name


class Box(Record):
    """A rectangle of WGS84 degrees."""

    south: float
    west: float
    north: float
    east: float


class Point(Record):
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class Kind(Record):
    """A kind of place."""

    name: AllTexts
    quality: float = Field(ge=0, le=5)
    """How much a visitor without wishes gets out of one, as points; 0 is never proposed."""
    serves_meals: bool = False
    """Whether a meal can be had there."""


class Theme(Record):
    name: AllTexts
    words: tuple[str, ...] = ()
    """What visitors say when they mean it, in any language or script."""
    slow_walking: bool = False
    """Whether one walks slowly among such places: steps, slopes, narrow lanes."""


class Lookalike(Record):
    """Another place that bears the district's name, or nearly, and is far away."""

    id: Slug
    name: AllTexts
    aliases: tuple[str, ...]
    """Words that can only mean the other place."""
    position: Point | None = None
    explanation: AllTexts
    """How to tell them apart, said kindly."""
    provenance: Provenance


class Beyond(Record):
    """What lies about the district without being a part of it, and what it belongs to."""

    where: AllTexts
    sights: tuple[str, ...] = ()
    """Names, in any language, that are asked about by themselves: islands, harbours."""
    cities: tuple[str, ...] = ()
    """Names of towns that people also come from and travel on to."""
    provenance: Provenance


class TravelRules(Record):
    """Speeds and fares from which legs are estimated. Speeds in km/h, money per trip or vehicle."""

    walk_kmh: float = Field(gt=0)
    walk_slow_kmh: float = Field(gt=0)
    """On foot where there are steps and narrow lanes, and with children, seniors, a stroller or a wheelchair."""
    ebike_kmh: float = Field(gt=0)
    bus_kmh: float = Field(gt=0)
    taxi_kmh: float = Field(gt=0)
    taxi_far_kmh: float = Field(gt=0)
    """On roads out of town."""
    detour: float = Field(ge=1)
    """Road distance over straight line."""
    ebike_overhead: int = Field(ge=0)
    """Minutes to find, unlock and park."""
    ebike_fare: float = Field(ge=0)
    ebike_fare_minutes: int = Field(gt=0)
    """Minutes that one fare buys."""
    ebike_max_m: int | None = Field(default=None, gt=0)
    """Metres beyond which a leg is no ride on an e-bike; no limit if absent."""
    bus_overhead: int = Field(ge=0)
    """Minutes of waiting."""
    bus_access_m: int = Field(ge=0)
    """Metres on foot to and from the stops, together."""
    bus_fare: float = Field(ge=0)
    taxi_overhead: int = Field(ge=0)
    taxi_flagfall: float = Field(ge=0)
    taxi_flagfall_m: int = Field(ge=0)
    taxi_per_km: float = Field(ge=0)
    provenance: dict[str, Provenance]


class CuratedList(Record):
    """A ready-made day that the office stands behind, as wishes to the planner."""

    id: Slug
    name: AllTexts
    summary: AllTexts | None = None
    """What the day is about, in a sentence or two."""
    words: tuple[str, ...] = ()
    """What visitors call it."""
    themes: dict[str, float] = Field(default_factory=dict)
    must_visit: tuple[Slug, ...] = ()
    start_time: str | None = None
    end_time: str | None = None


class Contact(Record):
    """Somebody to call."""

    name: AllTexts
    phone: str | None = None
    services: tuple[Service, ...] = ()
    """What comes in an emergency when one calls there."""
    provenance: Provenance


class Licence(Record):
    """What others may do with the district's facts, as their publisher says."""

    name: str = Field(min_length=1)
    """Its name or SPDX identifier."""
    url: str | None = None
    attribution: Texts | None = None
    """How the publisher wants to be named."""


class Area(Record):
    """A quarter or a piece of water, roughly, to find one's way on a map without tiles.

    Either a circle, or the ring of places that are known to lie at its edge: nobody has surveyed it, so that it is
    drawn with a soft edge and never as a border.
    """

    name: AllTexts
    center: Point | None = None
    radius_m: int | None = Field(default=None, gt=0)
    edge: tuple[Slug, ...] = ()
    """Places at its edge, in order around it."""
    water: bool = False
    provenance: Provenance

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        circle = self.center is not None and self.radius_m is not None
        if circle == bool(self.edge) or (self.center is None) != (self.radius_m is None):
            raise ValueError("must have either center and radius_m, or edge")
        if self.edge and len(self.edge) < 3:
            raise ValueError("must have an edge of at least three places")
        return self


class Line(Record):
    """A street or a river, through places that are known to lie on it; between them it is a sketch."""

    name: AllTexts
    kind: Literal["street", "river"]
    through: Annotated[tuple[Slug, ...], Field(min_length=2)]
    """Places on it, in order along it."""
    provenance: Provenance


class NightMap(Record):
    """Which places the map of the evening shows, and for which hours."""

    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    """A place belongs to it by its kind or by one of its themes."""
    first_hour: int = Field(default=17, ge=12, le=23)
    last_hour: int = Field(default=26, ge=18, le=30)
    """Hours past midnight count on: 26 is 02:00."""


class District(Record):
    id: Slug
    name: AllTexts
    city: AllTexts
    aliases: tuple[str, ...] = ()
    timezone: Annotated[str, AfterValidator(_known_zone)]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    """ISO 3166 code, for public holidays."""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    center: Point
    box: Box
    compiled: str
    """When the pack's facts were gathered, as far as known."""
    disclaimer: Texts | None = None
    licence: Licence | None = None
    """Under which the facts are passed on; None when the publisher has said nothing."""
    kinds: dict[str, Kind]
    themes: dict[str, Theme]
    travel: TravelRules
    lookalikes: tuple[Lookalike, ...] = ()
    beyond: tuple[Beyond, ...] = ()
    """Visitors who ask for it are told kindly that it lies elsewhere."""
    lists: tuple[CuratedList, ...] = ()
    answers: tuple[Fact, ...] = ()
    """What visitors asked that no single place answers; each with the questions it is for."""
    emergencies: tuple[Contact, ...] = ()
    office: Contact | None = None
    areas: tuple[Area, ...] = ()
    """To be drawn faintly and labelled, never as borders."""
    lines: tuple[Line, ...] = ()
    night: NightMap | None = None
    tips: dict[str, tuple[Texts, ...]] = Field(default_factory=dict)
    """Advice by subject (season, transport, food ...), each sentence with its source in brackets after it."""

    def serves_meals(self, place: Place) -> bool:
        """Whether lunch or dinner can be had at the place, by its own word or its kind's."""
        if place.serves_meals is not None:
            return place.serves_meals
        return self.kinds[place.kind].serves_meals

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)
