"""The noun of the project: a place, as the curated facts describe it.

Unknown is a value: a field that is ``None`` or empty was looked for and not found. Lengths are metres, durations
minutes, money the district's currency, positions WGS84 degrees.
"""

import re
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from knowledge.places.text import AllTexts, Locale, Texts, pick

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
PICTURE_NAME = re.compile(r"^[0-9a-f]{32}\.jpg$")
Status = Literal["open", "renovating", "planned", "closed", "unknown"]
Precision = Literal["exact", "street", "area"]
Confidence = Literal["good", "fair", "weak", "estimate"]


class Record(BaseModel):
    """What every part of a pack shares: immutable, strict, and refusing fields it doesn't know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Provenance(Record):
    """Who says so, since when, and how far to trust it."""

    source: str = Field(min_length=1)
    """An address, a document, or ``editor estimate``."""
    as_of: str = Field(min_length=1)
    """A date as far as it is known (``2025-06``), or ``undated``."""
    confidence: Confidence
    check_by: str | None = None
    """``YYYY-MM-DD`` after which the field should be asked for again."""


class Position(Record):
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    precision: Precision
    uncertainty_m: int = Field(ge=0)
    """Radius within which the place lies."""
    origin: str | None = None
    """How the position was found: the figure before conversion, its datum, cross checks."""


class Ticket(Record):
    """Entry prices by person type; ``None`` is unknown, 0 is free."""

    adult: float | None = Field(default=None, ge=0)
    child: float | None = Field(default=None, ge=0)
    senior: float | None = Field(default=None, ge=0)
    student: float | None = Field(default=None, ge=0)
    note: Texts | None = None


class PriceRange(Record):
    """What a meal or service costs a person."""

    min: float = Field(ge=0)
    max: float = Field(ge=0)


class VisitMinutes(Record):
    min: int = Field(gt=0)
    typical: int = Field(gt=0)
    max: int = Field(gt=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.min <= self.typical <= self.max:
            raise ValueError("must satisfy min <= typical <= max")
        return self


class Accessibility(Record):
    wheelchair: Literal["yes", "limited", "no"] | None = None
    note: Texts | None = None


class Fact(Record):
    """One sentence about the place that somebody vouches for."""

    text: Texts
    source: str = Field(min_length=1)
    as_of: str = "undated"
    confidence: Confidence = "fair"
    questions: tuple[Annotated[str, StringConstraints(min_length=1, max_length=300)], ...] = ()
    """What visitors asked that this answers, in their own words."""


class PlanQuote(Record):
    """The words of the district's plan that mention the place."""

    text: str
    original: str | None = None
    """The characters as first published, where they differ."""


class Picture(Record):
    """A picture of the place that may be shown to visitors."""

    file: Annotated[str, StringConstraints(pattern=PICTURE_NAME.pattern)]
    """A hash of its bytes, which lie in the pack's folder ``pictures``."""
    width: int = Field(gt=0, le=4000)
    height: int = Field(gt=0, le=4000)
    """Pixels."""
    alt: Texts
    """What is to be seen on it."""
    author: str = Field(min_length=1, max_length=200)
    licence: str = Field(min_length=1, max_length=80)
    """As it is called (``CC-BY-4.0``), or ``own`` for the office's own and ``permission`` for the author's leave."""
    source: str | None = Field(default=None, max_length=500)


class Place(Record):
    id: Slug
    name: AllTexts
    pinyin: str | None = None
    aliases: tuple[str, ...] = ()
    kind: Slug | Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    themes: tuple[str, ...] = ()
    in_district: bool = True
    part_of: Slug | None = None
    """The larger place that contains this one, when visiting both would be visiting one twice."""

    status: Status
    status_note: Texts | None = None

    summary: AllTexts
    """One or two sentences for a visitor, from the facts alone."""
    facts: tuple[Fact, ...] = ()

    position: Position | None = None
    address: Texts | None = None
    opening_hours: str | None = None
    """OSM ``opening_hours`` syntax; ``None`` is unknown, as is a rule marked ``unknown``."""
    last_entry: tuple[ClockTime, ...] = ()
    """The last admission of each daily window, in the windows' order."""
    ticket: Ticket | None = None
    price_per_person: PriceRange | None = None
    visit_minutes: VisitMinutes | None = None
    indoor: bool | None = None
    best_time: tuple[str, ...] = ()
    """``HH:MM-HH:MM`` spans, ``sunrise`` or ``sunset``."""
    transport: tuple[Texts, ...] = ()
    phone: tuple[str, ...] = ()
    accessibility: Accessibility | None = None
    event_dates: Texts | None = None
    serves_meals: bool | None = None
    """Whether lunch or dinner can be had here, where that differs from its kind."""

    pictures: tuple[Picture, ...] = ()
    plan_quote: PlanQuote | None = None
    conflicts: tuple[Texts, ...] = ()
    """Where sources disagree."""
    needs_check: tuple[Texts, ...] = ()
    """What to ask before relying on the entry."""
    notes: tuple[Texts, ...] = ()

    provenance: dict[str, Provenance] = Field(default_factory=dict)
    """By field name: ``status`` always, and every field of the entry that states a fact."""
    sources: tuple[str, ...] = ()

    def called(self, locale: Locale) -> str:
        """The place's name for a reader of that locale."""
        return pick(self.name, locale)

    @property
    def schedulable(self) -> bool:
        """Whether a plan may visit it: open, located, and with a visit length."""
        return self.status == "open" and self.position is not None and self.visit_minutes is not None
