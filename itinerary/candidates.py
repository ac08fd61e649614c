"""Which places a day may visit, when, for how long and for how many points; and why the others may not."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Literal

from itinerary.core.problem import Option
from itinerary.itinerary import ExclusionCode
from itinerary.prices import Price, visit_price
from itinerary.request import Appointment, ItineraryRequest
from itinerary.span import Span
from itinerary.worth import UNKNOWN_HOURS, base_points, length_factor, most_by_the_hour, stretches, theme_match
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.hours import hours_on, openings_between
from knowledge.places.place import Place, VisitMinutes

# Where the hours are unknown a place is thought to be open like others of its sort, and said to be unknown.
_INDOORS_ASSUMED = (9 * 60, 17 * 60 + 30)
_OUTDOORS_ASSUMED = (7 * 60, 21 * 60)

_by_id = attrgetter("id")

Detail = Literal[
    "kind", "theme", "dull", "wheelchair", "closed", "unknown", "short", "brief", "avoided", "time", "budget", "walk",
    "distance", "unseen",
]  # fmt: skip
"""Which of the reasons behind one code it is."""


@dataclass(frozen=True)
class Doors:
    """A time in which visitors are let in, in minutes of the day, and whether that is known."""

    opens: int
    closes: int
    last_entry: int
    known: bool


@dataclass(frozen=True)
class Candidate:
    place: Place
    options: tuple[Option, ...]
    price: Price
    must: bool
    appointment: Appointment | None = None
    counts: bool = True
    """Whether its points count in the day's score: not if it is there only because it was asked for by name, so that
    days of the same themes compare whoever is met on the way."""

    @property
    def required(self) -> bool:
        return self.must or self.appointment is not None


@dataclass(frozen=True)
class Weight:
    """What a visit is worth at most, and the minutes it takes at least."""

    points: int
    minutes: int


def weight_of(candidate: Candidate) -> Weight:
    options = candidate.options
    return Weight(max(option.points for option in options), min(option.length for option in options))


@dataclass(frozen=True)
class SetAside:
    """An open candidate that can't be in the day whatever else is."""

    place: Place
    code: ExclusionCode
    detail: Detail


LOOKED_AT_A_SECOND = 1_200
"""Places whose hours are looked at, by the time limit: that takes up to a tenth of a millisecond each, and all that is
done with them later takes as long again. Without a limit all are looked at."""


@dataclass(frozen=True)
class Pool:
    candidates: tuple[Candidate, ...]
    set_aside: tuple[SetAside, ...]
    unseen: tuple[Weight, ...] = ()
    """Places that a time limit left no time to look at."""


def gather(request: ItineraryRequest, gazetteer: Gazetteer, span: Span, *, named_only: bool = False) -> Pool:
    """The candidates of the day in the order of their ids. What was asked for by name is among them only if it fits."""
    candidates: list[Candidate] = []
    aside: list[SetAside] = []
    eligible: list[Place] = []
    appointments = {wish.place_id: wish for wish in request.fixed}
    named = {*request.must_visit, *appointments}
    for place in sorted(gazetteer.places.values(), key=_by_id):
        wished = place.id in named
        if named_only and not wished:
            continue
        if not is_eligible(place, wished=wished) or not (place.in_district or request.include_outside or wished):
            continue
        ruled_out = _ruled_out(place, request, gazetteer, wished=wished)
        if ruled_out is not None:
            aside.append(ruled_out)
        else:
            eligible.append(place)
    seen, unseen = _in_time(eligible, request, gazetteer, named)
    aside += [SetAside(place, "time", "unseen") for place, _ in unseen]
    for place in seen:
        wished, appointment = place.id in named, appointments.get(place.id)
        doors = doors_of(place, gazetteer, span, assumed=not wished)
        if not doors:
            aside.append(_shut(place, request, gazetteer, span))
            continue
        options = tuple(_options(place, request, gazetteer, span, doors, appointment, wished=wished))
        if options:
            price = visit_price(place, request.party)
            must, counts = place.id in request.must_visit, not wished or _is_wished_anyway(place, request, gazetteer)
            candidates.append(Candidate(place, options, price, must, appointment, counts))
        elif appointment is None and _takes_longer(place, request, span):
            aside.append(SetAside(place, "time", "brief"))
        else:
            aside.append(SetAside(place, "hours", "short" if any(door.known for door in doors) else "unknown"))
    return Pool(tuple(candidates), tuple(aside), tuple(weight for _, weight in unseen))


def _in_time(
    places: list[Place], request: ItineraryRequest, gazetteer: Gazetteer, named: Collection[str]
) -> tuple[list[Place], list[tuple[Place, Weight]]]:
    """The places that there is time to look at, those named and then the most promising, and the others."""
    most = len(places) if request.time_limit is None else int(request.time_limit * LOOKED_AT_A_SECOND)
    if len(places) <= most:
        return places, []
    weights: dict[object, Weight] = {}
    ranked: list[tuple[float, str, Place, Weight]] = []
    for place in places:
        if place.id in named:
            continue
        # Places alike in this weigh alike.
        sort = (place.kind, place.themes, place.best_time, _length_of(place))
        if sort not in weights:
            weights[sort] = _weight(place, request, gazetteer)
        weight = weights[sort]
        pace = weight.minutes / weight.points * (1 if place.opening_hours else 1 / UNKNOWN_HOURS)
        ranked.append((pace, place.id, place, weight))
    ranked.sort(key=itemgetter(0, 1))
    most = max(0, most - len(named))
    seen = [place for place in places if place.id in named] + [place for _, _, place, _ in ranked[:most]]
    return sorted(seen, key=_by_id), [(place, weight) for _, _, place, weight in ranked[most:]]


def _length_of(place: Place) -> tuple[int, int, int]:
    """Of a place that can be scheduled: how long a visit is at least, usually and at most, in minutes."""
    assert place.visit_minutes is not None
    return place.visit_minutes.min, place.visit_minutes.typical, place.visit_minutes.max


def _weight(place: Place, request: ItineraryRequest, gazetteer: Gazetteer) -> Weight:
    """Of a place that wasn't asked for by name, before its hours are looked at."""
    assert place.visit_minutes is not None
    worth = base_points(place, request, gazetteer, wished=False) * most_by_the_hour(place)
    lengths = visit_lengths(place.visit_minutes, request)
    return Weight(max(_points(worth, each, place.visit_minutes.typical, known=True) for each in lengths), lengths[0])


def _is_wished_anyway(place: Place, request: ItineraryRequest, gazetteer: Gazetteer) -> bool:
    """Whether a place asked for by name would be a candidate without that too."""
    within = place.in_district or request.include_outside
    return place.schedulable and within and _ruled_out(place, request, gazetteer, wished=False) is None


def _takes_longer(place: Place, request: ItineraryRequest, span: Span) -> bool:
    """Whether the shortest visit takes longer than the whole day, so that no hours would do."""
    return place.visit_minutes is not None and visit_lengths(place.visit_minutes, request)[0] > span.length


def _shut(place: Place, request: ItineraryRequest, gazetteer: Gazetteer, span: Span) -> SetAside:
    """Why nobody gets in within the day."""
    hours = hours_on(place, span.day, gazetteer)
    if not hours.known:
        if _takes_longer(place, request, span):
            return SetAside(place, "time", "brief")
        return SetAside(place, "hours", "unknown")
    return SetAside(place, "hours", "closed") if hours.openings else SetAside(place, "closed_that_day", "closed")


def is_eligible(place: Place, *, wished: bool) -> bool:
    """Open and located, with a visit length; an appointment brings its own length."""
    return place.schedulable or (wished and place.status == "open" and place.position is not None)


def _ruled_out(place: Place, request: ItineraryRequest, gazetteer: Gazetteer, *, wished: bool) -> SetAside | None:
    if place.id in request.avoid:
        return SetAside(place, "avoided", "avoided")
    if is_impassable(place, request):
        return SetAside(place, "access", "wheelchair")
    if wished:
        return None
    if request.only_kinds and place.kind not in request.only_kinds:
        return SetAside(place, "not_wished", "kind")
    if theme_match(place, request.themes) == 0:
        return SetAside(place, "not_wished", "theme")
    if gazetteer.district.kinds[place.kind].quality == 0:
        return SetAside(place, "not_wished", "dull")
    return None


def is_impassable(place: Place, request: ItineraryRequest) -> bool:
    """Known not to be passable in a wheelchair, for a party with one."""
    return request.party.wheelchair and place.accessibility is not None and place.accessibility.wheelchair == "no"


def doors_of(place: Place, gazetteer: Gazetteer, span: Span, *, assumed: bool) -> list[Doors]:
    """When one may go in within the day: the known openings, and where hours are unknown the time assumed.

    Without ``assumed`` the whole day is taken instead: whoever asks for a place by name knows better.
    """
    hours = openings_between(place, span.begin, span.instant(span.length), gazetteer)
    doors = []
    for opening in hours.openings:
        opens, closes = span.minute(opening.begin), span.minute(opening.end)
        last = closes if opening.last_entry is None else span.minute(opening.last_entry)
        doors.append(Doors(max(opens, 0), min(closes, span.length), last, known=True))
    if not hours.known:
        doors += _assumed(place, gazetteer, span) if assumed else [Doors(0, span.length, span.length, known=False)]
    return doors


def _assumed(place: Place, gazetteer: Gazetteer, span: Span) -> Iterator[Doors]:
    indoors = place.indoor is not False and not gazetteer.district.serves_meals(place)
    for opens, closes in span.daily(*(_INDOORS_ASSUMED if indoors else _OUTDOORS_ASSUMED)):
        yield Doors(max(opens, 0), min(closes, span.length), min(closes, span.length), known=False)


def _options(
    place: Place,
    request: ItineraryRequest,
    gazetteer: Gazetteer,
    span: Span,
    doors: list[Doors],
    appointment: Appointment | None,
    *,
    wished: bool,
) -> Iterator[Option]:
    worth = base_points(place, request, gazetteer, wished=wished)
    if appointment is not None:
        begin = span.minute(request.appointment_begin(appointment, span.zone))
        yield from _at(place, request, gazetteer, span, doors, begin, appointment.minutes, worth)
        return
    if place.visit_minutes is None:
        return
    for door in doors:
        for minutes in visit_lengths(place.visit_minutes, request):
            latest = min(door.last_entry, door.closes - minutes)
            if latest < door.opens:
                continue
            for stretch in stretches(place, request, gazetteer, span, door.opens, latest, minutes):
                points = _points(worth * stretch.factor, minutes, place.visit_minutes.typical, known=door.known)
                yield Option(stretch.begin, stretch.end, door.closes, minutes, points)


def _at(
    place: Place,
    request: ItineraryRequest,
    gazetteer: Gazetteer,
    span: Span,
    doors: list[Doors],
    begin: int,
    minutes: int,
    worth: float,
) -> Iterator[Option]:
    """The one option of an appointment, in known hours if there are any at that time."""
    for door in sorted(doors, key=lambda door: not door.known):
        if door.opens <= begin <= door.last_entry and begin + minutes <= door.closes:
            factor = stretches(place, request, gazetteer, span, begin, begin, minutes)[0].factor
            typical = place.visit_minutes.typical if place.visit_minutes else minutes
            points = _points(worth * factor, min(minutes, typical), typical, known=door.known)
            yield Option(begin, begin, begin + minutes, minutes, points)
            return


def _points(worth: float, minutes: int, typical: int, *, known: bool) -> int:
    return max(1, round(worth * length_factor(minutes, typical) * (1.0 if known else UNKNOWN_HOURS)))


def visit_lengths(minutes: VisitMinutes, request: ItineraryRequest) -> list[int]:
    """How long a visit may be, in minutes: by pace, and longer for those who are slower.

    At the usual pace those who are slower get no less than what others take at most.
    """
    short, usual, long = minutes.min, minutes.typical, minutes.max
    between = (short + usual) // 2
    party = request.party
    if party.children or party.seniors or party.wheelchair or party.stroller:
        short, between, usual = between, usual, usual + (long - usual) // 4
    if request.pace == "relaxed":
        lengths = {usual, (usual + long) // 2}
    elif request.pace == "packed":
        lengths = {short, usual}
    else:
        lengths = {between, usual}
    return sorted(lengths)
