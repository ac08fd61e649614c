"""A day's plan, field for field as the contract shows it.

Instants are ISO 8601 with the district's offset, durations minutes, lengths metres, money per person.
"""

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from knowledge.places.district import Point

StopKind = Literal["visit", "meal", "rest"]
Meal = Literal["lunch", "dinner"]
Mode = Literal["walk", "ebike", "bus", "taxi"]
MODES: tuple[Mode, ...] = get_args(Mode)
ExclusionCode = Literal[
    "closed_that_day", "hours", "time", "too_far", "walk_limit", "budget", "max_places", "not_wished",
    "avoided", "similar", "access",
]  # fmt: skip


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True, use_attribute_docstrings=True)


class Stop(Part):
    kind: StopKind
    meal: Meal | None = Field(default=None, exclude_if=lambda meal: meal is None)
    place_id: str | None
    """None for a pause taken where the stop before is."""
    name: str
    arrive: str
    begin: str
    leave: str
    wait: int
    open: list[str] | Literal["unknown"]
    """The day's opening spans as HH:MM-HH:MM."""
    score: float
    """Points of the visit: its kind's quality, length, themes, hour and weather; 0 for what is there only because it
    was asked for by name, and for meals and rests."""
    cost: float
    cut_short: bool | None = Field(default=None, exclude_if=lambda cut: cut is None)
    """Whether it was left early, which is past and can't be helped."""
    reasons: list[str] = []
    warnings: list[str] = []


class Leg(Part):
    from_: int | Literal["start"] = Field(alias="from")
    to: int | Literal["end"]
    mode: Mode
    distance: int
    duration: int
    walk: int
    """Metres on foot within the leg, those to and from a bus stop included."""
    buffer: int
    """Minutes of slack for uncertain positions, apart from ``duration``."""
    cost: float
    estimated: bool
    from_position: Point | None = Field(default=None, exclude_if=lambda position: position is None)
    """Where it truly starts, when a day was planned anew from somewhere on the way."""
    depart: str | None = Field(default=None, exclude_if=lambda depart: depart is None)
    """When it starts there."""


class Totals(Part):
    score: float
    """Sum of the visits' points, comparable between requests of the same themes: weather only takes points away."""
    visit: int
    meal: int
    rest: int
    travel: int
    wait: int
    walk: int
    distance: int
    cost: float
    cost_unknown: list[str]


class Optimality(Part):
    """How good a day is, among the days that could have been planned: those that keep all that the request asks for,
    with visits of the lengths that its pace offers, its rests, and meals that are worth no less than this day's.

    Of several days offered, ``status``, ``bound`` and ``gap`` of each further one speak of the best day that shares no
    more than half of its visits with each of those found before it. Of a mended day they speak of the days with the
    same past that go to all that was locked, in any order: the gap holds what keeping to the plan costs as well.
    """

    status: Literal["optimal", "feasible"]
    """``optimal``: no such day scores more. Between days of one score the shorter way is chosen."""
    bound: float | None
    """No such day scores more than this. Where there were far too many places to look at each, it is what would fit
    into the day if nobody had to go anywhere."""
    gap: float | None
    """(bound - score) / bound."""
    solve_seconds: float
    cut_by_clock: bool


class Excluded(Part):
    place_id: str
    code: ExclusionCode
    reason: str


class Check(Part):
    rule: str
    ok: bool
    detail: str


class Certificate(Part):
    data_revision: str
    checks: list[Check]


class Itinerary(Part):
    id: str
    date: str
    timezone: str
    start: str
    end: str
    as_of: str | None = Field(default=None, exclude_if=lambda instant: instant is None)
    """From when on the day was planned anew; what lies before is past."""
    stops: list[Stop]
    legs: list[Leg]
    totals: Totals
    loss: float | None = Field(default=None, exclude_if=lambda loss: loss is None)
    """Points that the day scores less than the best of several offered together."""
    optimality: Optimality
    excluded: list[Excluded]
    certificate: Certificate
