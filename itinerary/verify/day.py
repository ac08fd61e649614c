"""A given plan set among the facts: its stops with their places, and every way to get from one to the next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from itinerary.itinerary import MODES, Meal
from itinerary.request import ItineraryRequest, Party
from itinerary.travel import LegEstimate, Spot, Travel, spot_of
from itinerary.verify.given import GivenLeg, GivenPlan, GivenStop, on_clocks
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place

MEAL_BEGINS: Mapping[Meal, tuple[time, time]] = {
    "lunch": (time(11, 0), time(14, 0)),
    "dinner": (time(17, 0), time(20, 30)),
}
"""When a meal may begin, both ends included."""
ALWAYS_WALKED_M = 200
"""A leg this short may be walked whatever the modes."""


@dataclass(frozen=True)
class DayStop:
    given: GivenStop
    place: Place | None
    """None for a pause, and for a place that the district doesn't know."""
    spot: Spot | None
    """Where it is; of a pause, where the stop before is. None when nobody knows."""


@dataclass(frozen=True)
class DayLeg:
    """From one stop to the next. ``origin`` -1 is the start, ``target`` the number of stops is the end."""

    origin: int
    target: int
    depart: datetime
    due: datetime
    """When the next stop is reached, by the plan's own ``arrive`` if it gives one, else when it begins."""
    given: GivenLeg | None
    ways: tuple[LegEstimate, ...]
    """The estimates by every allowed mode; by the mode that the plan names, when it names one."""
    still: bool
    """Whether both ends are the same spot, so that there is nothing to travel."""
    past: bool
    """Whether it was over when the day was planned anew, perhaps with other wishes."""

    @property
    def minutes(self) -> float:
        """Minutes that the plan leaves for it."""
        return (self.due - self.depart) / timedelta(minutes=1)


@dataclass(frozen=True)
class Day:
    stops: tuple[DayStop, ...]
    legs: tuple[DayLeg, ...]
    unlocated: tuple[int, ...]
    """Stops whose whereabouts nobody knows, so that the legs around them can't be judged."""
    begin: datetime | None
    """The first instant of the requested day; None without a request."""
    end: datetime | None
    party: Party
    plan: GivenPlan
    request: ItineraryRequest | None
    gazetteer: Gazetteer


def day_of(plan: GivenPlan, request: ItineraryRequest | None, gazetteer: Gazetteer) -> Day:
    plan = _with_kinds(plan, request, gazetteer)
    stops = _stops(plan, request, gazetteer)
    begin, end = _bounds(request, gazetteer)
    return Day(
        stops=stops,
        legs=tuple(_legs(plan, stops, request, gazetteer, begin, end)),
        unlocated=tuple(stop.given.index for stop in stops if stop.spot is None),
        begin=begin,
        end=end,
        party=request.party if request else Party(),
        plan=plan,
        request=request,
        gazetteer=gazetteer,
    )


def _with_kinds(plan: GivenPlan, request: ItineraryRequest | None, gazetteer: Gazetteer) -> GivenPlan:
    """What each stop is for, where the plan leaves it open: the meals asked for where they fit, else a visit."""
    missing = [] if request is None else [meal for meal in MEAL_BEGINS if getattr(request.meals, meal)]
    missing = [meal for meal in missing if meal not in {stop.meal for stop in plan.stops}]
    stops: list[GivenStop] = []
    for stop in plan.stops:
        if stop.kind is None:
            meal = next((meal for meal in missing if _may_be(meal, stop, gazetteer)), None)
            if meal is not None:
                missing.remove(meal)
            stop = replace(stop, kind="visit" if meal is None else "meal", meal=meal)
        stops.append(stop)
    return replace(plan, stops=tuple(stops))


def _may_be(meal: Meal, stop: GivenStop, gazetteer: Gazetteer) -> bool:
    place = gazetteer.places.get(stop.place_id or "")
    earliest, latest = MEAL_BEGINS[meal]
    eats = stop.place_id is None or (place is not None and gazetteer.district.serves_meals(place))
    return eats and earliest <= stop.begin.time() <= latest


def _bounds(request: ItineraryRequest | None, gazetteer: Gazetteer) -> tuple[datetime | None, datetime | None]:
    """The day's first and last instant by the contract: an end not after the start is the next morning's."""
    if request is None:
        return None, None
    zone = gazetteer.district.zone
    begin = _clock(request.start_time)
    end = timedelta(hours=24) if request.end_time == "24:00" else _clock(request.end_time)
    if end <= begin:
        end += timedelta(hours=24)
    midnight = datetime.combine(request.date, time())
    first, last = ((midnight + edge).replace(tzinfo=zone).astimezone(UTC) for edge in (begin, end))
    return on_clocks(first, zone), on_clocks(last, zone)


def _clock(text: str) -> timedelta:
    hours, minutes = text.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def _stops(plan: GivenPlan, request: ItineraryRequest | None, gazetteer: Gazetteer) -> tuple[DayStop, ...]:
    here = None if request is None or request.start is None else _end_spot(request.start, gazetteer)
    stops: list[DayStop] = []
    for given in plan.stops:
        here = _claimed(plan, given.index - 1) or here
        place = None if given.place_id is None else gazetteer.places.get(given.place_id)
        if given.place_id is not None:
            here = spot_of(place, gazetteer.district) if place is not None and place.position is not None else None
        stops.append(DayStop(given, place, here))
    return tuple(stops)


def _claimed(plan: GivenPlan, origin: int) -> Spot | None:
    """Where the leg from a stop truly starts by the plan's own word."""
    leg = (plan.legs or {}).get(origin)
    return None if leg is None or leg.position is None else Spot(*leg.position, uncertainty_m=0, slow=False)


def _end_spot(end: object, gazetteer: Gazetteer) -> Spot | None:
    place_id = getattr(end, "place_id", None)
    if place_id is not None:
        place = gazetteer.places.get(place_id)
        return None if place is None or place.position is None else spot_of(place, gazetteer.district)
    return Spot(lat=end.lat, lon=end.lon, uncertainty_m=0, slow=False)  # type: ignore[attr-defined]


def _legs(
    plan: GivenPlan,
    stops: tuple[DayStop, ...],
    request: ItineraryRequest | None,
    gazetteer: Gazetteer,
    begin: datetime | None,
    end: datetime | None,
) -> list[DayLeg]:
    ways_between = _ways(Travel(gazetteer.district), request)
    points: list[tuple[int, Spot | None, datetime, datetime]] = []
    if request and request.start and begin:
        points.append((-1, _end_spot(request.start, gazetteer), begin, begin))
    elif _claimed(plan, -1) is not None:
        first = begin or datetime.combine(plan.date, time(), gazetteer.district.zone)
        points.append((-1, None, first, first))
    for stop in stops:
        given = stop.given
        points.append((given.index, stop.spot, given.arrive or given.begin, given.leave))
    if request and request.end and end:
        points.append((len(stops), _end_spot(request.end, gazetteer), end, end))
    legs: list[DayLeg] = []
    for (origin, here, _, depart), (target, there, due, _) in pairwise(points):
        given_leg = None if plan.legs is None else plan.legs.get(origin)
        here = _claimed(plan, origin) or here
        if given_leg is not None and given_leg.depart is not None:
            depart = given_leg.depart
        if here is None or there is None:
            continue
        still = target < len(stops) and stops[target].given.place_id is None
        past = plan.as_of is not None and due <= plan.as_of
        ways = () if still else ways_between(here, there, past)
        if given_leg is not None:
            ways = tuple(way for way in ways if way.mode == given_leg.mode)
        legs.append(DayLeg(origin, target, depart, due, given_leg, ways, still, past))
    return legs


def _ways(travel: Travel, request: ItineraryRequest | None) -> Callable[[Spot, Spot, bool], tuple[LegEstimate, ...]]:
    """How one may get from a spot to another, by a mode that a quicker one beats as well.

    What is past was gone by what was allowed then, at the pace of those who went.
    """
    party = request.party if request else Party()
    able = Party(adults=party.size)
    wanted = set(request.modes) if request else set(MODES)
    if party.children or party.stroller or party.wheelchair:
        wanted.discard("ebike")

    def between(here: Spot, there: Spot, past: bool) -> tuple[LegEstimate, ...]:
        who = able if past else party
        ways = travel.each(here, there, who)
        return tuple(way for way in ways if past or way.mode in wanted or _short_walk(way))

    return between


def _short_walk(way: LegEstimate) -> bool:
    return way.mode == "walk" and way.distance <= ALWAYS_WALKED_M
