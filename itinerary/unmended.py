"""Why the rest of a day can't be mended as asked, and the ways out that were seen to work."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil

from itinerary.conflicts import PATIENCE, Conflict, Conflicted, Relaxation, Wish, field_called, relaxation, wishes_of
from itinerary.core.problem import NoSolution
from itinerary.draft import Effort, Unsound
from itinerary.itinerary import Itinerary
from itinerary.request import ItineraryRequest, clock_minutes
from itinerary.saying import listed, say
from knowledge.places.district import Point
from knowledge.places.faults import Faults
from knowledge.places.gazetteer import Gazetteer

_MOST_RELAXATIONS = 3
_STEP = 30
"""Minutes by which the day is made longer."""
_UNITS = {"budget": 10, "max_walk": 500, "max_leg_walk": 500, "max_distance": 1000, "max_places": 1}
"""Limits are raised to a multiple of this."""
_GLANCE = 1.0
"""Seconds for one try."""
_FIRST = 0.5
"""Share of the time for finding what can't be together; the rest is for ways out."""


@dataclass(frozen=True)
class Mending:
    """A day to be mended, and all that is asked of it."""

    itinerary: Itinerary
    request: ItineraryRequest
    at: datetime
    position: Point | None
    done: tuple[str, ...]
    locked: tuple[str, ...]
    gazetteer: Gazetteer
    effort: Effort


class PastBroken(Exception):
    """What is past breaks what is asked for now."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(dict.fromkeys(names))
        """Fields of the request, ids of places, ``meals.lunch``."""
        super().__init__(", ".join(self.names))


Mend = Callable[[Mending], Itinerary]


def conflicts_of_rest(case: Mending, trouble: NoSolution | PastBroken, mend: Mend) -> Conflicted:
    """What can't hold together in the rest of the day, the ways out, and the best day without the least of it."""
    patient = replace(case, effort=replace(case.effort, deadline=None).at_most(PATIENCE))
    broken = trouble.names if isinstance(trouble, PastBroken) else ()
    eased = list(_eased(patient, broken, mend))
    names = [*broken, *(name for name, _, _ in eased)]
    partial = next((mended for name, _, mended in eased if broken or name in case.gazetteer.places), None)
    ways_out = _ways_out(patient, eased, mend)
    if partial is None:
        given_up, left, partial = _places_given_up(patient, mend)
        if not ways_out and partial is not None and left.locked == case.locked:
            ways_out = (_without_places(given_up, case, left),)
        names = [*given_up, *(names or ["end_time"])]
    names = list(dict.fromkeys(names))
    wishes = listed(case.request.locale, (field_called(name, case.request, case.gazetteer) for name in names))
    message = say(case.request.locale, "conflict-past" if broken else "conflict", wishes=wishes)
    return Conflicted([Conflict(tuple(names), message, ways_out)], partial)


def _attempt(case: Mending, mend: Mend) -> Itinerary | None:
    """The mended day, None when there is none."""
    try:
        return mend(replace(case, effort=case.effort.at_most(_GLANCE)))
    except (NoSolution, Faults, Unsound, PastBroken):
        return None


def _unlocked(case: Mending, place_id: str) -> Mending:
    return replace(case, locked=tuple(one for one in case.locked if one != place_id))


def _wishes(case: Mending) -> list[Wish]:
    """What could be given up."""
    extra = [
        Wish("only_kinds", lambda request: request.model_copy(update={"only_kinds": []})),
        Wish("include_outside", lambda request: request.model_copy(update={"include_outside": True})),
    ]
    wishes = wishes_of(case.request, case.gazetteer)
    return [*wishes, *(wish for wish in extra if wish.dropped(case.request) != case.request)]


def _eased(case: Mending, broken: tuple[str, ...], mend: Mend) -> Iterator[tuple[str, Mending, Itinerary]]:
    """Each single thing without which the day can be mended, with the day."""
    if broken:
        # What the past has broken is given up together.
        left = case
        for wish in _wishes(case):
            if wish.name in broken:
                left = replace(left, request=wish.dropped(left.request))
        left = replace(left, locked=tuple(place_id for place_id in left.locked if place_id not in broken))
        mended = _attempt(left, mend)
        if mended is not None:
            yield broken[0], left, mended
        return
    first = case.effort.at_most(PATIENCE * _FIRST)
    options = [(place_id, _unlocked(case, place_id)) for place_id in case.locked if place_id not in case.done]
    options += [(wish.name, replace(case, request=wish.dropped(case.request))) for wish in _wishes(case)]
    for name, left in options:
        if first.over:
            return
        mended = _attempt(left, mend)
        if mended is not None:
            yield name, left, mended


def _places_given_up(case: Mending, mend: Mend) -> tuple[list[str], Mending, Itinerary | None]:
    """The places that had to be given up, the least wanted first, until the day could be mended; what was left of it
    to ask for, and that day.
    """
    names: list[str] = []
    left = case
    wanted = [wish for wish in reversed(_wishes(case)) if wish.is_place]
    locks = [place_id for place_id in case.locked if place_id not in case.done]
    for name in dict.fromkeys([*locks, *(wish.name for wish in wanted)]):
        left = _unlocked(left, name)
        for wish in wanted:
            if wish.name == name:
                left = replace(left, request=wish.dropped(left.request))
        names.append(name)
        mended = None if case.effort.over else _attempt(left, mend)
        if mended is not None:
            return names, left, mended
    # Out of time, all of them are given up.
    return names, left, _attempt(left, mend) if names else None


def _without_places(names: list[str], case: Mending, left: Mending) -> Relaxation:
    """All of several places left out, where no single one is enough."""
    before, after = case.request.as_json(), left.request.as_json()
    called = listed(case.request.locale, (field_called(name, case.request, case.gazetteer) for name in names))
    message = say(case.request.locale, "relax-place", place=called)
    return Relaxation({field: value for field, value in after.items() if value != before[field]}, message)


def _ways_out(case: Mending, eased: list[tuple[str, Mending, Itinerary]], mend: Mend) -> tuple[Relaxation, ...]:
    """Changes of the request that were each seen to make it work."""
    found: list[Relaxation] = []
    for name, left, mended in eased:
        if left.request == case.request:
            continue  # That a place has to stay is no field of the request.
        for request in (*_gentler(name, case, mended), left.request):
            # What was seen to work needs no other try.
            works = request == left.request or _attempt(replace(case, request=request), mend) is not None
            if works and request != case.request and left.locked == case.locked:
                found.append(relaxation(name, case.request, request, case.gazetteer))
                break
        if len(found) == _MOST_RELAXATIONS:
            break
    return tuple(found)


def _gentler(name: str, case: Mending, mended: Itinerary) -> Iterator[ItineraryRequest]:
    """Requests that ask as little less as may do, told by a day that does without."""
    request = case.request
    if name in _UNITS:
        totals = mended.totals
        used = {
            "budget": totals.cost,
            "max_walk": totals.walk,
            "max_distance": totals.distance,
            "max_leg_walk": max((leg.walk for leg in mended.legs), default=0),
            "max_places": sum(stop.kind == "visit" for stop in mended.stops),
        }[name]
        limit = max(1, ceil(used / _UNITS[name])) * _UNITS[name]
        yield request.model_copy(update={name: limit if name == "max_places" else float(limit)})
    elif name == "end_time":
        minutes = clock_minutes(request.end_time)
        for later in range(minutes - minutes % _STEP + _STEP, min(minutes + 5 * _STEP, 1440), _STEP):
            if case.effort.over:
                return
            yield request.model_copy(update={"end_time": f"{later // 60:02d}:{later % 60:02d}"})
