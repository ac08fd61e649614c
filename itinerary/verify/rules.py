"""The rules that a day's plan must keep, one function each, in the order in which a person would ask.

A rule yields the violations it finds. ``RULES`` names them all; violations and certificates share its codes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from itinerary.travel import LegEstimate
from itinerary.verify.day import MEAL_BEGINS, Day, DayLeg, DayStop
from itinerary.verify.money import price_of
from knowledge.places.hours import openings_between

MEAL_COVERS = {"lunch": (time(11, 30), time(13, 30)), "dinner": (time(17, 30), time(19, 30))}
EARLY_MORNING = time(6, 0)
"""Until then a night still belongs to the day before."""
SHORTEST_MEAL = 20
"""Minutes under which nobody is served and eats."""
TOLERANCE = 0.005
"""Money is compared to the half cent."""


@dataclass(frozen=True)
class Found:
    """One violation of a rule: where, and what is wrong in a sentence."""

    stop: int | None
    message: str


@dataclass(frozen=True)
class Rule:
    code: str
    meaning: str
    """What the rule demands, for the documentation."""
    find: Callable[[Day], Iterator[Found]]
    figures: Callable[[Day], str]
    """The figures that were checked, in short."""


# --- The places themselves ---


def _unknown_place(day: Day) -> Iterator[Found]:
    for stop in _placed(day):
        if stop.place is None:
            yield Found(stop.given.index, f"{stop.given.place_id} is not a place of this district's list")


def _status(day: Day) -> Iterator[Found]:
    for stop in _placed(day):
        if stop.place is not None and stop.place.status != "open":
            yield Found(stop.given.index, f"{stop.place.id} is not open: its status is {stop.place.status}")


def _position(day: Day) -> Iterator[Found]:
    for stop in _placed(day):
        if stop.place is not None and stop.place.position is None:
            yield Found(stop.given.index, f"nobody knows where {stop.place.id} is, so no way to it can be judged")


def _outside(day: Day) -> Iterator[Found]:
    if day.request is None or day.request.include_outside:
        return
    for stop in _placed(day):
        if stop.place is None or stop.place.id in _wished(day) or _is_past(day, stop):
            continue
        if not stop.place.in_district:
            yield Found(stop.given.index, f"{stop.place.id} lies outside the district")


def _access(day: Day) -> Iterator[Found]:
    if not day.party.wheelchair:
        return
    for stop in _placed(day):
        access = stop.place.accessibility if stop.place else None
        if access is not None and access.wheelchair == "no" and not _is_past(day, stop):
            yield Found(stop.given.index, f"{stop.given.place_id} can't be passed with a wheelchair")


# --- The clock ---


def _whole_minutes(day: Day) -> Iterator[Found]:
    for stop in day.stops:
        given = stop.given
        for name, instant in (("arrive", given.arrive), ("begin", given.begin), ("leave", given.leave)):
            if instant is not None and (instant.second or instant.microsecond):
                yield Found(given.index, f"{name} is {instant.time().isoformat()}, not a whole minute")


def _order(day: Day) -> Iterator[Found]:
    for stop in day.stops:
        given = stop.given
        if given.leave <= given.begin:
            yield Found(given.index, f"ends at {_hm(given.leave)}, not after it begins at {_hm(given.begin)}")
        if given.arrive is not None and given.arrive > given.begin:
            yield Found(given.index, f"begins at {_hm(given.begin)}, before the arrival at {_hm(given.arrive)}")
    for before, after in pairwise(day.stops):
        arrival = after.given.arrive or after.given.begin
        if arrival < before.given.leave:
            yield Found(
                after.given.index,
                f"is reached at {_hm(arrival)}, before the stop ahead of it is left at {_hm(before.given.leave)}",
            )


def _day(day: Day) -> Iterator[Found]:
    if day.request is not None and day.request.date != day.plan.date:
        yield Found(None, f"the plan is for {day.plan.date}, the request for {day.request.date}")
    zone = day.gazetteer.district.zone
    first = datetime.combine(day.plan.date, time(), zone)
    last = datetime.combine(day.plan.date + timedelta(days=1), EARLY_MORNING, zone)
    begin, end = day.begin or first, day.end or last
    for stop in day.stops:
        given = stop.given
        if (given.arrive or given.begin) < begin:
            first = given.arrive or given.begin
            yield Found(
                given.index, f"starts at {_beside(first, begin)}, before the day does ({_beside(begin, first)})"
            )
        if given.leave > end:
            last = given.leave
            yield Found(given.index, f"ends at {_beside(last, end)}, after the day does ({_beside(end, last)})")


def _opening_hours(day: Day) -> Iterator[Found]:
    for stop in _placed(day):
        if stop.place is None:
            continue
        given = stop.given
        hours = openings_between(stop.place, given.begin, given.leave, day.gazetteer)
        if not any(opening.begin <= given.begin and given.leave <= opening.end for opening in hours.openings):
            if not hours.known:
                continue  # Unknown is allowed, and told by the plan as a warning.
            spans = ", ".join(f"{_hm(opening.begin)}-{_hm(opening.end)}" for opening in hours.openings)
            yield Found(
                given.index,
                f"{stop.place.id} is visited {_hm(given.begin)}-{_hm(given.leave)}, "
                + (f"but open {spans} then" if spans else "but closed then"),
            )


def _last_entry(day: Day) -> Iterator[Found]:
    for stop in _placed(day):
        if stop.place is None:
            continue
        given = stop.given
        hours = openings_between(stop.place, given.begin, given.leave, day.gazetteer)
        for opening in hours.openings:
            inside = opening.begin <= given.begin < opening.end
            if inside and opening.last_entry is not None and given.begin > opening.last_entry:
                yield Found(
                    given.index,
                    f"{stop.place.id} is entered at {_hm(given.begin)}, after the last admission at "
                    f"{_hm(opening.last_entry)}",
                )


def _visit_minutes(day: Day) -> Iterator[Found]:
    fixed = {wish.place_id for wish in day.request.fixed} if day.request else set()
    for stop in _visits(day):
        place = stop.place
        if place is None or place.visit_minutes is None or place.id in fixed:
            continue
        length = _minutes(stop.given.leave - stop.given.begin)
        least, most = place.visit_minutes.min, place.visit_minutes.max
        if length < least and not stop.given.cut_short:
            yield Found(stop.given.index, f"{place.id} gets {length:g} minutes and needs at least {least}")
        if length > most and not _is_past(day, stop):
            yield Found(stop.given.index, f"{place.id} gets {length:g} minutes and has enough in {most}")


def _travel(day: Day) -> Iterator[Found]:
    for leg in day.legs:
        where = leg.target if leg.target < len(day.stops) else leg.origin
        stop = where if where >= 0 else None
        if leg.depart < _free_from(day, leg):
            yield Found(stop, f"{_leg_name(day, leg)}: departs before the stop ahead of it is left")
        if leg.still:
            continue
        if not leg.ways:
            # A mode that isn't allowed is the other rule's finding.
            if leg.given is None:
                yield Found(stop, f"{_leg_name(day, leg)}: no allowed mode goes there")
            continue
        least = min(way.minutes for way in leg.ways)
        if leg.minutes < least:
            yield Found(stop, f"{_leg_name(day, leg)}: takes at least {least} minutes and has {leg.minutes:g}")
        elif leg.given is not None and leg.given.duration < least:
            yield Found(stop, f"{_leg_name(day, leg)}: is said to take {leg.given.duration} minutes and takes {least}")
        elif leg.given is not None and leg.given.duration + leg.given.buffer > leg.minutes:
            yield Found(
                stop,
                f"{_leg_name(day, leg)}: has {leg.minutes:g} minutes for {leg.given.duration} of travel and "
                f"{leg.given.buffer} of slack",
            )
        elif leg.given is not None and leg.given.buffer < min(way.buffer for way in leg.ways):
            yield Found(stop, f"{_leg_name(day, leg)}: too little slack for positions that are estimates")


def _free_from(day: Day, leg: DayLeg) -> datetime:
    """When the stop ahead of a leg is left; at the start, when the day begins."""
    return day.stops[leg.origin].given.leave if leg.origin >= 0 else day.begin or leg.depart


# --- What is visited ---


def _repeated(day: Day) -> Iterator[Found]:
    seen: dict[str, int] = {}
    for stop in _visits(day):
        place_id = stop.given.place_id
        if place_id is not None and seen.setdefault(place_id, stop.given.index) != stop.given.index:
            yield Found(stop.given.index, f"{place_id} is visited twice")


def _part_of(day: Day) -> Iterator[Found]:
    visited = {stop.given.place_id for stop in _visits(day)}
    wished = _wished(day)
    for stop in _visits(day):
        whole = stop.place.part_of if stop.place else None
        while whole is not None:
            if whole in visited and not {stop.given.place_id, whole} <= wished:
                yield Found(stop.given.index, f"{stop.given.place_id} is a part of {whole}, which is visited too")
            holder = day.gazetteer.places.get(whole)
            whole = holder.part_of if holder else None


def _must_visit(day: Day) -> Iterator[Found]:
    visited = {stop.given.place_id for stop in day.stops if stop.given.kind != "rest"}
    for place_id in dict.fromkeys(day.request.must_visit if day.request else ()):
        if place_id not in visited:
            yield Found(None, f"{place_id} was wished for and is missing")


def _avoid(day: Day) -> Iterator[Found]:
    avoided = set(day.request.avoid) if day.request else set()
    for stop in _placed(day):
        if stop.given.place_id in avoided:
            yield Found(stop.given.index, f"{stop.given.place_id} was to be avoided")


def _only_kinds(day: Day) -> Iterator[Found]:
    if day.request is None or not day.request.only_kinds:
        return
    for stop in _visits(day):
        if stop.place is None or stop.place.id in _wished(day) or _is_past(day, stop):
            continue
        if stop.place.kind not in day.request.only_kinds:
            yield Found(stop.given.index, f"{stop.place.id} is of kind {stop.place.kind}, which wasn't asked for")


def _is_past(day: Day, stop: DayStop) -> bool:
    """Whether a stop was over when the day was planned anew, perhaps with other wishes."""
    return day.plan.as_of is not None and stop.given.leave <= day.plan.as_of


def _fixed(day: Day) -> Iterator[Found]:
    for wish in day.request.fixed if day.request else ():
        stops = [stop.given for stop in day.stops if stop.given.place_id == wish.place_id]
        length = timedelta(minutes=wish.minutes)
        at = _instants_at(wish.begin, day)
        if not any(
            stop.begin.astimezone(UTC) in at and (stop.leave - stop.begin == length or stop.cut_short) for stop in stops
        ):
            yield Found(
                stops[0].index if stops else None,
                f"{wish.place_id} was fixed for {wish.begin}, {wish.minutes} minutes, and isn't there then",
            )


def _instants_at(clock: str, day: Day) -> set[datetime]:
    """When clocks show that time on the plan's date or in the night after it.

    Twice where clocks are put back; a time that they leap over is the real one it stands for.
    """
    zone, found = day.gazetteer.district.zone, set()
    for date in (day.plan.date, day.plan.date + timedelta(days=1)):
        told = datetime.combine(date, time.fromisoformat(clock), zone)
        found.add(told.astimezone(UTC))
        again = told.replace(fold=1).astimezone(UTC)
        if again.astimezone(zone).time() == told.time():
            found.add(again)
    return found


def _max_places(day: Day) -> Iterator[Found]:
    most = day.request.max_places if day.request else None
    count = sum(1 for _ in _visits(day))
    if most is not None and count > most:
        yield Found(None, f"{count} places are visited, {most} is the most wished for")


def _meals(day: Day) -> Iterator[Found]:
    for stop in day.stops:
        yield from _meal_faults(day, stop)
    if day.request is None or day.begin is None or day.end is None:
        return
    for meal, wanted in (("lunch", day.request.meals.lunch), ("dinner", day.request.meals.dinner)):
        had = [stop for stop in day.stops if stop.given.kind == "meal" and stop.given.meal == meal]
        if len(had) > 1:
            yield Found(had[1].given.index, f"a second {meal}")
        if wanted and not had and _covers(day, meal):
            yield Found(None, f"no {meal}, though it was asked for and the day covers its hours")
        if not wanted and had and not _is_past(day, had[0]):
            yield Found(had[0].given.index, f"a {meal} that wasn't asked for")


def _meal_faults(day: Day, stop: DayStop) -> Iterator[Found]:
    given = stop.given
    if given.kind != "meal":
        if given.kind == "visit" and given.place_id is None:
            yield Found(given.index, "a visit to nowhere: no place is given")
        return
    if given.meal is None:
        yield Found(given.index, "a meal that is neither lunch nor dinner")
        return
    earliest, latest = MEAL_BEGINS[given.meal]
    if not earliest <= given.begin.time() <= latest:
        yield Found(
            given.index, f"{given.meal} begins at {_hm(given.begin)}, not within {earliest:%H:%M}-{latest:%H:%M}"
        )
    length = _minutes(given.leave - given.begin)
    if length < SHORTEST_MEAL and not given.cut_short and not _is_past(day, stop):
        yield Found(given.index, f"{given.meal} takes {SHORTEST_MEAL} minutes at least and gets {length:g}")
    if stop.place is not None and not day.gazetteer.district.serves_meals(stop.place):
        yield Found(given.index, f"{stop.place.id} is no place for a meal")


# --- Limits ---


def _modes(day: Day) -> Iterator[Found]:
    for leg in day.legs:
        if leg.given is not None and not leg.ways and not leg.still:
            stop = leg.target if leg.target < len(day.stops) else None
            yield Found(stop, f"{_leg_name(day, leg)}: {leg.given.mode} is not allowed there")


def _max_leg_walk(day: Day) -> Iterator[Found]:
    most = day.request.max_leg_walk if day.request else None
    if most is None:
        return
    for leg in _judged(day):
        least = min(way.walk for way in _in_time(leg))
        if least > most and not leg.past:
            stop = leg.target if leg.target < len(day.stops) else None
            yield Found(stop, f"{_leg_name(day, leg)}: {least} m on foot, {most:g} is the limit")


def _limits(name: str, measure: Callable[[LegEstimate], float], unit: str | None) -> Callable[[Day], Iterator[Found]]:
    """A rule for a limit over the whole day; where the plan names no mode, its best choice of modes counts.

    Without a unit it is the district's currency.
    """

    def find(day: Day) -> Iterator[Found]:
        most = getattr(day.request, name) if day.request else None
        if most is None:
            return
        total = _spent(day, name) + sum(min(measure(way) for way in _in_time(leg)) for leg in _judged(day))
        if total > most + TOLERANCE:
            told = unit or day.gazetteer.district.currency
            yield Found(None, f"{total:g} {told} in all, {most:g} is the limit")

    return find


def _together(day: Day) -> Iterator[Found]:
    """The limits may each be kept by one choice of modes, and not all by any."""
    if day.request is None:
        return
    most = tuple(
        float("inf") if limit is None else float(limit)
        for limit in (day.request.max_walk, day.request.max_distance, day.request.budget)
    )
    totals = {(0.0, 0.0, _spent(day, "budget"))}
    for leg in _judged(day):
        grown = {
            (walk + way.walk, distance + way.distance, cost + way.cost)
            for walk, distance, cost in totals
            for way in _in_time(leg)
        }
        totals = {one for one in grown if not any(_better(other, one) for other in grown)}
    if not any(all(value <= limit + TOLERANCE for value, limit in zip(total, most, strict=True)) for total in totals):
        single = [
            *_limits("max_walk", _walk_of, "m")(day),
            *_limits("max_distance", _distance_of, "m")(day),
            *_limits("budget", _cost_of, None)(day),
        ]
        if not single:
            yield Found(None, "no choice of modes keeps the limits of walking, distance and budget together")


def _better(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


def _walk_of(way: LegEstimate) -> float:
    return way.walk


def _distance_of(way: LegEstimate) -> float:
    return way.distance


def _cost_of(way: LegEstimate) -> float:
    return way.cost


# --- Figures ---


def _spent(day: Day, limit: str) -> float:
    if limit != "budget":
        return 0.0
    return sum(price_of(stop.place, stop.given.kind or "visit", day.party) or 0.0 for stop in day.stops if stop.place)


def _judged(day: Day) -> list[DayLeg]:
    return [leg for leg in day.legs if leg.ways and not leg.still]


def _in_time(leg: DayLeg) -> tuple[LegEstimate, ...]:
    """The ways that are quick enough; all of them when none is, so that one fault isn't told as two."""
    return tuple(way for way in leg.ways if way.minutes <= leg.minutes) or leg.ways


def _placed(day: Day) -> Iterator[DayStop]:
    return (stop for stop in day.stops if stop.given.place_id is not None)


def _visits(day: Day) -> Iterator[DayStop]:
    return (stop for stop in _placed(day) if stop.given.kind == "visit")


def _wished(day: Day) -> set[str]:
    if day.request is None:
        return set()
    return {*day.request.must_visit, *(wish.place_id for wish in day.request.fixed)}


def _covers(day: Day, meal: str) -> bool:
    assert day.begin is not None
    assert day.end is not None
    zone = day.gazetteer.district.zone
    first, last = (datetime.combine(day.plan.date, clock, zone) for clock in MEAL_COVERS[meal])
    return day.begin <= first and last <= day.end


def _hm(instant: datetime) -> str:
    return f"{instant:%H:%M}"


def _beside(instant: datetime, other: datetime) -> str:
    """The clock time, with the date where the other instant's is another."""
    return _hm(instant) if instant.date() == other.date() else f"{instant:%Y-%m-%d %H:%M}"


def _minutes(length: timedelta) -> float:
    return length / timedelta(minutes=1)


def _leg_name(day: Day, leg: DayLeg) -> str:
    def end(index: int) -> str:
        if index < 0:
            return "the start"
        if index >= len(day.stops):
            return "the end"
        return day.stops[index].given.place_id or f"stop {index}"

    return f"{end(leg.origin)} to {end(leg.target)}"


def _count_stops(day: Day) -> str:
    return f"{len(day.stops)} stops"


def _count_visits(day: Day) -> str:
    return f"{sum(1 for _ in _visits(day))} visits"


def _count_legs(day: Day) -> str:
    minutes = sum(min(way.minutes for way in leg.ways) for leg in _judged(day))
    return f"{len(day.legs)} legs, {minutes} minutes at least"


def _span(day: Day) -> str:
    return f"{_hm(day.begin)}-{_hm(day.end)}" if day.begin and day.end else str(day.plan.date)


def _known_hours(day: Day) -> str:
    unknown = 0
    for stop in _placed(day):
        if stop.place and not openings_between(stop.place, stop.given.begin, stop.given.leave, day.gazetteer).known:
            unknown += 1
    return f"{sum(1 for _ in _placed(day))} stops, {unknown} with unknown hours"


def _limit(name: str, measure: Callable[[LegEstimate], float]) -> Callable[[Day], str]:
    def figures(day: Day) -> str:
        most = getattr(day.request, name) if day.request else None
        total = _spent(day, name) + sum(min(measure(way) for way in _in_time(leg)) for leg in _judged(day))
        return f"{total:g} of {'no limit' if most is None else format(most, 'g')}"

    return figures


def _wishes(name: str) -> Callable[[Day], str]:
    return lambda day: f"{len(getattr(day.request, name)) if day.request else 0} asked for"


def _largest_walk(day: Day) -> str:
    most = day.request.max_leg_walk if day.request else None
    longest = max((min(way.walk for way in _in_time(leg)) for leg in _judged(day)), default=0)
    return f"{longest} m of {'no limit' if most is None else format(most, 'g')}"


def _meal_count(day: Day) -> str:
    return ", ".join(f"{s.given.meal} {_hm(s.given.begin)}" for s in day.stops if s.given.kind == "meal") or "none"


RULES: tuple[Rule, ...] = (
    Rule("unknown_place", "Every place is one of the district's list.", _unknown_place, _count_stops),
    Rule(
        "status",
        "Every place is open: not planned, closed, being renovated, or of unknown status.",
        _status,
        _count_stops,
    ),
    Rule("position", "Everybody's whereabouts are known.", _position, _count_stops),
    Rule("outside", "Places outside the district only when allowed or wished for.", _outside, _count_stops),
    Rule("access", "With a wheelchair, nothing that is known to be impassable.", _access, _count_stops),
    Rule("whole_minutes", "Every stop is reached, begun and left on a whole minute.", _whole_minutes, _count_stops),
    Rule("order", "Each stop begins after the one before it ends, and ends after it begins.", _order, _count_stops),
    Rule("day", "All happens on the date and between the day's start and end.", _day, _span),
    Rule(
        "opening_hours",
        "Nobody stands before a closed door; unknown hours are allowed and told.",
        _opening_hours,
        _known_hours,
    ),
    Rule("last_entry", "Nobody comes after the last admission.", _last_entry, _count_stops),
    Rule(
        "visit_minutes",
        "No visit is shorter than the place needs or longer than it is good for, unless it was fixed so.",
        _visit_minutes,
        _count_visits,
    ),
    Rule("travel", "There is time enough to get from each stop to the next.", _travel, _count_legs),
    Rule("repeated", "No place is visited twice.", _repeated, _count_visits),
    Rule(
        "part_of",
        "A place and its own part are not both visited, unless both were wished for.",
        _part_of,
        _count_visits,
    ),
    Rule("must_visit", "Every place that was wished for is there.", _must_visit, _wishes("must_visit")),
    Rule("avoid", "No place that was to be avoided is there.", _avoid, _wishes("avoid")),
    Rule("only_kinds", "Visits are of the kinds asked for.", _only_kinds, _wishes("only_kinds")),
    Rule("fixed", "Every appointment is kept to the minute.", _fixed, _wishes("fixed")),
    Rule("max_places", "No more visits than wished for.", _max_places, _count_visits),
    Rule(
        "meals",
        "The meals asked for, once each, at their hours, long enough to eat, where meals are served.",
        _meals,
        _meal_count,
    ),
    Rule("modes", "Only the modes allowed.", _modes, _count_legs),
    Rule("max_leg_walk", "No leg with more walking than wished for.", _max_leg_walk, _largest_walk),
    Rule(
        "max_walk",
        "No more walking in all than wished for.",
        _limits("max_walk", _walk_of, "m"),
        _limit("max_walk", _walk_of),
    ),
    Rule(
        "max_distance",
        "No longer way in all than wished for.",
        _limits("max_distance", _distance_of, "m"),
        _limit("max_distance", _distance_of),
    ),
    Rule(
        "budget",
        "No more money than there is; unknown prices count as nothing and are listed.",
        _limits("budget", _cost_of, None),
        _limit("budget", _cost_of),
    ),
    Rule("limits_together", "One choice of modes keeps all limits at once.", _together, _count_legs),
)
