"""Lunch and dinner at eating hours, and rests for those who take it easy."""

from collections.abc import Iterator
from dataclasses import dataclass

from itinerary.candidates import doors_of, is_impassable
from itinerary.core.problem import Option
from itinerary.itinerary import Meal
from itinerary.prices import Price, meal_price
from itinerary.request import ItineraryRequest
from itinerary.span import Span
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place

NEAR_M = 2500
"""One doesn't go farther than this for a meal."""
NOWHERE_POINTS = -30
"""Points of a meal without a food place: as much as the day may lose by going to one, about an hour in a park."""
EAT_AT_POINTS, EAT_AT_STEP = 40, 4
"""Points of a meal where the visitor wants to eat, about an hour in a museum, and how much less each further place of
the list is worth."""
UNKNOWN_HOURS_POINTS = -6
"""A food place whose doors may be shut is worth so much less than one that is known to be open."""


@dataclass(frozen=True)
class Eating:
    """When a meal begins, and the part of a day that calls for it, in minutes after midnight."""

    first: int
    last: int
    covers: tuple[int, int]


EATING: dict[Meal, Eating] = {
    "lunch": Eating(11 * 60, 14 * 60, (11 * 60 + 30, 13 * 60 + 30)),
    "dinner": Eating(17 * 60, 20 * 60 + 30, (17 * 60 + 30, 19 * 60 + 30)),
}
_MINUTES = {
    "lunch": {"relaxed": 75, "normal": 60, "packed": 45},
    "dinner": {"relaxed": 90, "normal": 75, "packed": 60},
}
_REST_MINUTES = 20
_RESTS = (
    Eating(10 * 60, 11 * 60 + 15, (9 * 60 + 30, 12 * 60)),
    Eating(14 * 60 + 30, 16 * 60 + 30, (14 * 60, 17 * 60)),
)


@dataclass(frozen=True)
class Break:
    """Something to be done once in the day, wherever one is: begun within these minutes of the day."""

    meal: Meal | None
    """None for a rest."""
    earliest: int
    latest: int
    minutes: int


@dataclass(frozen=True)
class Table:
    """A food place where a meal may be had."""

    place: Place
    meal: Meal
    options: tuple[Option, ...]
    price: Price


def breaks_of(request: ItineraryRequest, span: Span, *, rests: bool = True) -> tuple[Break, ...]:
    """The meals asked for that the day covers, and the rests of a relaxed one."""
    found = [
        _break(meal, eating, _MINUTES[meal][request.pace], span)
        for meal, eating in EATING.items()
        if getattr(request.meals, meal) and _covered(eating, span)
    ]
    if rests and request.pace == "relaxed":
        found += [_break(None, rest, _REST_MINUTES, span) for rest in _RESTS if _covered(rest, span)]
    return tuple(found)


def tables_for(
    breaks: tuple[Break, ...], request: ItineraryRequest, gazetteer: Gazetteer, span: Span
) -> Iterator[Table]:
    """Every food place for every meal at which it may be open."""
    for place in sorted(gazetteer.places.values(), key=lambda place: place.id):
        if not _serves(place, request, gazetteer):
            continue
        doors = doors_of(place, gazetteer, span, assumed=True)
        for pause in breaks:
            if pause.meal is None:
                continue
            options = []
            for door in doors:
                first = max(pause.earliest, door.opens)
                last = min(pause.latest, door.last_entry, door.closes - pause.minutes)
                if first <= last:
                    points = _wanted(place, request) + (0 if door.known else UNKNOWN_HOURS_POINTS)
                    options.append(Option(first, last, door.closes, pause.minutes, points))
            if options:
                yield Table(place, pause.meal, tuple(options), meal_price(place))


def _wanted(place: Place, request: ItineraryRequest) -> int:
    if place.id not in request.eat_at:
        return 0
    return max(EAT_AT_STEP, EAT_AT_POINTS - EAT_AT_STEP * request.eat_at.index(place.id))


def _covered(eating: Eating, span: Span) -> bool:
    first, last = (span.at_clock(minutes) for minutes in eating.covers)
    return first >= 0 and last <= span.length


def _break(meal: Meal | None, eating: Eating, minutes: int, span: Span) -> Break:
    first, last = span.at_clock(eating.first), span.at_clock(eating.last)
    return Break(meal, max(first, 0), min(last, span.length - minutes), minutes)


def _serves(place: Place, request: ItineraryRequest, gazetteer: Gazetteer) -> bool:
    return (
        place.status == "open"
        and place.position is not None
        and gazetteer.district.serves_meals(place)
        and (place.in_district or request.include_outside)
        and place.id not in request.avoid
        and not is_impassable(place, request)
    )
