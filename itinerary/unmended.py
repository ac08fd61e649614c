"""Why the rest of a day can't be mended as asked, and the ways out that were seen to work."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from itinerary.barred import who_bars
from itinerary.conflicts import (
    Conflict,
    Conflicted,
    Relaxation,
    Wish,
    clash_told,
    relaxation,
    smallest_set,
    wishes_of,
)
from itinerary.core.problem import NoSolution
from itinerary.gentler import LIMITS, Holds, by_night, gentlest
from itinerary.itinerary import Itinerary
from itinerary.mending import Mending, PastBroken
from itinerary.request import ItineraryRequest
from itinerary.worth import base_points

_MOST_CONFLICTS = 3
_MOST_RELAXATIONS = 4
_STRIDES = 5
"""Half hours by which a time is put off one by one."""
LOOKS = 80
"""Days looked at; then sets are no longer made smaller, nor further ways out looked for."""

Mend = Callable[[Mending], Itinerary]


class Fits:
    """Sees whether a day can be mended as asked: each request once, and only so many, however busy the machine.

    Raises:
        PastBroken: when its past doesn't allow it.
    """

    def __init__(self, fits: Callable[[Mending], bool], looks: int = LOOKS) -> None:
        self._fits, self._looks = fits, looks
        self._seen: dict[str, bool | PastBroken] = {}

    @property
    def over(self) -> bool:
        return self._looks <= 0

    def __call__(self, case: Mending) -> bool:
        # Nothing but the request is ever changed.
        key = case.request.model_dump_json()
        if key not in self._seen:
            self._looks -= 1
            try:
                self._seen[key] = self._fits(case)
            except PastBroken as broken:
                self._seen[key] = broken
        found = self._seen[key]
        if isinstance(found, PastBroken):
            raise found
        return found


@dataclass(frozen=True)
class Concession:
    """One thing that is asked for and could be given up."""

    name: str
    """The field, or the place's id."""
    dropped: Callable[[Mending], Mending]
    """The day to be mended without it."""


def conflicts_of_rest(case: Mending, fits_asked: Callable[[Mending], bool], mend: Mend) -> Conflicted:
    """What can't hold together in the rest of the day, the ways out, and the best day without the least of it."""
    fits = Fits(fits_asked)
    broken = _broken_by_past(case, fits)
    # Of what the past has broken all is given up, of each other set the least.
    clashes = [_Clash(tuple(broken), tuple(broken), "conflict-past")] if broken else []
    left = _without(case, broken)
    while not _fits(left, fits) and len(clashes) < _MOST_CONFLICTS:
        clashing = _smallest(left, fits)
        if not clashing:
            break
        clashes.append(_Clash(tuple(clashing), (clashing[-1],), "conflict"))
        left = _without(left, clashing[-1:])
    if not _fits(left, fits):
        more = _enough_to_give_up(left, fits)
        clashes.append(_Clash(tuple(more), tuple(more), "conflict"))
        left = _without(left, more)
    conflicts = [_told(clash, clashes, case, fits) for clash in clashes]
    return Conflicted(conflicts, mend(left))


@dataclass(frozen=True)
class _Clash:
    concessions: tuple[Concession, ...]
    """What can't hold together."""
    given_up: tuple[Concession, ...]
    """Those of them that the partial day does without."""
    message: str


def _without(case: Mending, given_up: Iterable[Concession]) -> Mending:
    for one in given_up:
        case = one.dropped(case)
    return case


def _broken_by_past(case: Mending, fits: Fits) -> list[Concession]:
    """What the past doesn't allow any more."""
    broken: list[Concession] = []
    while True:
        try:
            fits(case)
        except PastBroken as past:
            found = [one for one in _concessions(case) if one.name in past.names]
            if not found:
                raise
            broken += found
            case = _without(case, found)
        else:
            return broken


def _fits(case: Mending, fits: Fits) -> bool:
    try:
        return fits(case)
    except (NoSolution, PastBroken):
        return False


def _concessions(case: Mending) -> list[Concession]:
    """All that could be given up, what one would rather keep first: limits, then places by their worth."""
    wishes = wishes_of(case.request, case.gazetteer)
    kinds = Wish("only_kinds", lambda request: request.model_copy(update={"only_kinds": []}))
    outside = Wish("include_outside", lambda request: request.model_copy(update={"include_outside": True}))
    limits = [wish for wish in (*wishes, kinds, outside) if not wish.is_place]
    if by_night(case.request):
        # The morning that is past can be in it only if the day is no night.
        day = Wish(
            "start_time", lambda request: request.model_copy(update={"start_time": "00:00", "end_time": "24:00"})
        )
        limits = [day, *(wish for wish in limits if wish.name != "start_time")]
    found = [Concession(wish.name, partial(_relaxed, wish)) for wish in limits if _asks(wish, case.request)]
    places = {wish.name: Concession(wish.name, partial(_relaxed, wish)) for wish in wishes if wish.is_place}
    for place_id in case.locked:
        if place_id not in case.done and place_id not in case.request.avoid:
            places[place_id] = Concession(place_id, partial(_let_go, place_id))
    worth = {
        name: base_points(case.gazetteer.places[name], case.request, case.gazetteer, wished=True) for name in places
    }
    return found + sorted(places.values(), key=lambda one: -worth[one.name])


def _asks(wish: Wish, request: ItineraryRequest) -> bool:
    return wish.dropped(request) != request


def _relaxed(wish: Wish, case: Mending) -> Mending:
    return replace(case, request=wish.dropped(case.request))


def _let_go(place_id: str, case: Mending) -> Mending:
    """Without a place that was locked: it is left out, so that what was locked need not be sent differently."""
    request = case.request
    return replace(
        case,
        request=request.model_copy(
            update={
                "must_visit": [other for other in request.must_visit if other != place_id],
                "fixed": [wish for wish in request.fixed if wish.place_id != place_id],
                "avoid": [*request.avoid, place_id],
            }
        ),
    )


def _smallest(case: Mending, fits: Fits) -> list[Concession]:
    """A smallest-by-inclusion set that can't hold together; empty when nothing asked for stands in the way."""
    concessions = _concessions(case)

    def possible(asked: Sequence[Concession]) -> bool:
        kept = {one.name for one in asked}
        left = case
        for one in concessions:
            if one.name not in kept:
                left = one.dropped(left)
        return _fits(left, fits)

    return smallest_set(concessions, possible, lambda: fits.over or case.effort.over)


def _enough_to_give_up(case: Mending, fits: Fits) -> list[Concession]:
    """Ever more of what is asked for, places first, until the day can be mended without it."""
    given_up: list[Concession] = []
    for one in reversed(_concessions(case)):
        given_up.append(one)
        case = one.dropped(case)
        if _fits(case, fits):
            break
    return given_up


def _told(clash: _Clash, clashes: Sequence[_Clash], case: Mending, fits: Fits) -> Conflict:
    names = [one.name for one in clash.concessions]
    # A way out has to work for the whole of the day, so what else clashes is given up in it too.
    others = _without(case, (one for other in clashes if other is not clash for one in other.given_up))
    ways_out = tuple(islice(_ways_out(clash, others, case, fits), _MOST_RELAXATIONS))
    barring = _barring(clash, case, fits)
    message = clash_told(clash.message, names, barring, case.request, case.gazetteer)
    return Conflict((*names, *([barring] if barring is not None else [])), message, ways_out)


def _barring(clash: _Clash, case: Mending, fits: Fits) -> str | None:
    """Who of the party bars a means of transport without which the clash is none."""
    asked = {one.name for one in clash.concessions}
    only = _without(case, (one for one in _concessions(case) if one.name not in asked))
    if fits.over or case.effort.over:
        return None
    return who_bars(only.request, lambda request: _fits(replace(case, request=request), fits))


def _ways_out(clash: _Clash, others: Mending, case: Mending, fits: Fits) -> Iterator[Relaxation]:
    """Changes of the request that were each seen to make it work."""
    known = _without(others, clash.given_up).request

    def works(request: ItineraryRequest) -> bool:
        return request == known or (not (fits.over or case.effort.over) and _fits(replace(case, request=request), fits))

    told = False
    if clash.given_up != clash.concessions or len(clash.concessions) == 1:
        for one in clash.concessions:
            request = _least_less(one, others, works)
            if request is not None and request != case.request:
                told = True
                yield relaxation(one.name, case.request, request, case.gazetteer)
    if not told:
        for one in clash.given_up:
            if one.name in LIMITS:
                limited = known.model_copy(update={one.name: getattr(case.request, one.name)})
                known = gentlest(one.name, limited, works) or known
        yield relaxation(clash.concessions[0].name, case.request, known, case.gazetteer)


def _least_less(one: Concession, others: Mending, works: Holds) -> ItineraryRequest | None:
    """The request asking least less of one thing so that it can be met; None when none was found."""
    free = one.dropped(others).request
    # Where no limit at all is of no help, none that is raised is.
    if one.name in LIMITS and not works(free):
        return None
    return gentlest(one.name, others.request, works, _STRIDES) or (free if works(free) else None)
