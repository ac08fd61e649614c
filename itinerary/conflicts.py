"""What can't hold together in a request, and the cheapest ways out that then truly work."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from itinerary.barred import who_bars
from itinerary.candidates import is_impassable
from itinerary.core.problem import UNREACHABLE, NoSolution
from itinerary.draft import Effort, solved
from itinerary.gentler import LIMITS, by_night, gentlest
from itinerary.itinerary import Itinerary
from itinerary.meals import EATING, breaks_of
from itinerary.pose import Posed, Setting, bare, has_gaps, pose, set_out
from itinerary.request import ItineraryRequest
from itinerary.saying import in_a_row, listed, say
from itinerary.span import span_of
from itinerary.travel import MODES
from itinerary.worth import base_points
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import Locale

_TOLD_SHORT = frozenset({"time", "max_walk", "max_distance"})
"""Needs that are told with their figures where they are too much."""
_MOST_CONFLICTS = 3
_MOST_RELAXATIONS = 5
_DAYS_TRIED = 14
_FAR = 2**31 - 1
_SHARE = 0.1
"""Of the time left, if there is a limit, for a single look."""
_WORK = 0.02
"""Of the core's usual work, for seeing whether wishes hold together: only what was asked for by name is looked at. A
day not found by then is taken not to exist: the set told is then perhaps not the smallest, but each way out was seen
to work."""
One = TypeVar("One")
LOOKS, DOUBTS = 300, 6
"""Requests looked at, and those of them that can't be decided, which take a third of a second each; then sets are no
longer made smaller, nor ways out looked for."""


@dataclass(frozen=True)
class Relaxation:
    change: dict[str, Any]
    """Fields of the request that replace those sent."""
    message: str


@dataclass(frozen=True)
class Conflict:
    constraints: tuple[str, ...]
    """Fields of the request and ids of places (their opening hours): none can be left out of the set."""
    message: str
    relaxations: tuple[Relaxation, ...]
    """Cheapest first; each by itself makes the whole request work."""


class Conflicted(Exception):
    """The wishes are sound but can't all be met."""

    def __init__(self, conflicts: Sequence[Conflict], partial: Itinerary | None) -> None:
        self.conflicts = tuple(conflicts)
        self.partial = partial
        """The best day without the least of the wishes that clash."""
        super().__init__("; ".join(conflict.message for conflict in conflicts))


@dataclass(frozen=True)
class Wish:
    """One thing that a request asks for and could do without."""

    name: str
    """The field, or the place's id."""
    dropped: Callable[[ItineraryRequest], ItineraryRequest]
    """The request without it."""
    is_place: bool = False


class Holding:
    """Sees whether there are days that keep all that requests ask for: each request once, and only so many of them.

    So many, and not for so long, so that the same request is told the same conflicts on a busy machine; a request's own
    time limit cuts it short all the same.
    """

    def __init__(self, gazetteer: Gazetteer, effort: Effort, looks: int = LOOKS, doubts: int = DOUBTS) -> None:
        self.gazetteer, self.effort = gazetteer, effort
        self.looks, self.doubts = looks, doubts
        """How many are left."""
        self._seen = dict[str, bool]()

    @property
    def over(self) -> bool:
        return self.looks <= 0 or self.doubts <= 0 or self.effort.over

    def __call__(self, request: ItineraryRequest) -> bool:
        key = request.model_dump_json()
        if key not in self._seen:
            self.looks -= 1
            self._seen[key] = self._has_day(request)
        return self._seen[key]

    def _has_day(self, request: ItineraryRequest) -> bool:
        setting = set_out(request, self.gazetteer, rests=False, named_only=True)
        if unplaceable(setting):
            return False
        posed = pose(bare(setting))
        if _too_much(posed):
            return False
        if self._solves(posed):
            return True
        # Where a way is too long for one leg, a visit between may make two of it.
        if not has_gaps(posed):
            return False
        whole = pose(set_out(request, self.gazetteer, rests=False))
        return not _apart(whole) and self._solves(whole)

    def _solves(self, posed: Posed) -> bool:
        try:
            solved(posed, self.effort, share=_SHARE, work=_WORK, prove=False)
        except NoSolution as nothing:
            self.doubts -= not nothing.proven
            return False
        return True


def surely_too_much(setting: Setting) -> bool:
    """Whether what was asked for by name can't be in the day, seen without solving anything."""
    unhurried = replace(setting, breaks=tuple(pause for pause in setting.breaks if pause.meal is not None))
    if unplaceable(setting):
        return True
    bones = pose(bare(unhurried))
    return _too_much(bones) or (has_gaps(bones) and _apart(pose(setting)))


def _apart(posed: Posed) -> bool:
    """Whether no chain of ways, by whatever places, leads to all that has to be in the day and on to its end."""
    start, end = len(posed.roles), len(posed.roles) + 1
    reached = posed.problem.legs.quickest != UNREACHABLE
    reached[:, start], reached[end] = False, False
    np.fill_diagonal(reached, val=True)
    while True:
        # One step more of every chain; float32, as numpy multiplies that fastest.
        farther = (reached.astype(np.float32) @ reached.astype(np.float32)) > 0
        if (farther == reached).all():
            break
        reached = farther
    required = [number for number, stop in enumerate(posed.problem.stops) if stop.required]
    among = reached[np.ix_(required, required)]
    ends = reached[start, [*required, end]].all() and reached[required, end].all()
    return not (ends and (among | among.T).all())


def _too_much(posed: Posed) -> bool:
    """Whether visits, breaks and the shortest tree of ways that joins all places break the day or a limit.

    The same of what has to be done between the first door that opens and the last that shuts.
    """
    return any(need.exceeds for need in _needs(posed))


@dataclass(frozen=True)
class _Need:
    """What a day takes at least of one thing, and how much of it there is; None where nothing limits it."""

    of: str
    least: int
    limit: int | None

    @property
    def exceeds(self) -> bool:
        return self.limit is not None and self.least > self.limit


def _needs(posed: Posed) -> list[_Need]:
    problem, legs = posed.problem, posed.problem.legs
    windows = [(option.earliest, option.latest + option.length) for stop in problem.stops for option in stop.options]
    opens, shuts = min((first for first, _ in windows), default=0), max((last for _, last in windows), default=0)
    visits = sum(min(option.length for option in stop.options) for stop in problem.stops)
    breaks = sum(pause.length for pause in problem.pauses)
    between = sum(
        pause.length for pause in problem.pauses if opens <= pause.earliest and pause.latest + pause.length <= shuts
    )
    everywhere = [vertex for vertex, row in enumerate(posed.vertices) if row is not None]
    places = range(len(problem.stops))
    tickets = sum(stop.cost for stop in problem.stops)
    return [
        _Need("time", visits + breaks + _least_tree(posed, legs.minutes, everywhere), problem.end - problem.begin),
        _Need("open", visits + between + _least_tree(posed, legs.minutes, places), shuts - opens),
        _Need("budget", tickets, problem.budget),
        _Need("max_walk", _least_tree(posed, legs.walk, everywhere), problem.max_walk),
        _Need("max_distance", _least_tree(posed, legs.distance, everywhere), problem.max_distance),
    ]


def _least_tree(posed: Posed, values: NDArray[np.int32], vertices: Sequence[int]) -> int:
    """What joining these places takes at least: every order of them is such a tree (Prim's algorithm).

    What can't be reached from one place may be reached by way of another, so that it counts as nothing.
    """
    possible = posed.problem.legs.minutes != UNREACHABLE
    least = np.where(possible, values, _FAR).min(axis=0).astype(np.int64)
    least = np.minimum(least, least.T)
    least[least >= _FAR] = 0
    if not posed.problem.stops or len(vertices) < 2:
        return 0
    nearest = least[vertices[0], vertices]
    joined = np.zeros(len(vertices), dtype=bool)
    joined[0] = True
    total = 0
    for _ in vertices[1:]:
        following = int(np.where(joined, _FAR, nearest).argmin())
        total += int(nearest[following])
        joined[following] = True
        nearest = np.minimum(nearest, least[vertices[following], vertices])
    return total


def unplaceable(setting: Setting) -> list[str]:
    """Ids of places asked for by name that can't be in the day whatever else is."""
    present = {candidate.place.id for candidate in setting.pool.candidates}
    named = dict.fromkeys([*setting.request.must_visit, *(wish.place_id for wish in setting.request.fixed)])
    return [place_id for place_id in named if place_id not in present]


def wishes_of(request: ItineraryRequest, gazetteer: Gazetteer) -> list[Wish]:
    """All that could be given up, what one would rather keep first."""
    span = span_of(request, gazetteer.district.zone)
    due = {f"meals.{pause.meal}" for pause in breaks_of(request, span)}
    found = [
        Wish(name, dropped)
        for name, dropped in _LIMITS.items()
        if dropped(request) != request and (name in due or not name.startswith("meals."))
    ]
    named = dict.fromkeys([*(wish.place_id for wish in request.fixed), *request.must_visit])
    worth = {place_id: base_points(gazetteer.places[place_id], request, gazetteer, wished=True) for place_id in named}
    places = sorted(named, key=lambda place_id: -worth[place_id])
    return found + [Wish(place_id, partial(_unnamed, place_id), is_place=True) for place_id in places]


def minimal(request: ItineraryRequest, holds: Holding, kept: Collection[str] = ()) -> list[Wish]:
    """A smallest-by-inclusion set of wishes that can't hold together, ``kept`` ones taken for granted."""
    wishes = [wish for wish in wishes_of(request, holds.gazetteer) if wish.name not in kept]

    def possible(asked: Sequence[Wish]) -> bool:
        names = {wish.name for wish in asked}
        left = request
        for wish in wishes:
            if wish.name not in names:
                left = wish.dropped(left)
        return holds(left)

    return smallest_set(wishes, possible, lambda: holds.over)


def smallest_set(things: list[One], possible: Callable[[Sequence[One]], bool], over: Callable[[], bool]) -> list[One]:
    """A smallest-by-inclusion set of things that can't hold together, of late ones if there are several.

    Empty when it is not for them that nothing is possible. The method is QuickXplain (Junker 2004): halves are given
    up at once, so that long lists cost little.
    """

    def search(given: list[One], added: bool, rest: list[One]) -> list[One]:
        if added and not over() and not possible(given):
            return []
        # With no more looks, a set that is too large is better than none.
        if len(rest) == 1 or over():
            return rest
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        of_second = search(given + first, bool(first), second)
        return search(given + of_second, bool(of_second), first) + of_second

    return search([], False, things) if things and possible([]) else []


def conflicts_of(
    request: ItineraryRequest, gazetteer: Gazetteer, effort: Effort, kept: Collection[str] = ()
) -> tuple[list[Conflict], ItineraryRequest | None]:
    """Every conflict that is left when the ones before are solved by giving up the least of them.

    Also the request without all that was given up; None when even that can't be met.
    """
    holds = Holding(gazetteer, effort)
    sets: list[list[Wish]] = []
    left = request
    while not holds(left):
        if len(sets) == _MOST_CONFLICTS:
            left = _most_that_holds(left, holds, kept)
            break
        clashing = minimal(left, holds, kept)
        if not clashing:
            # What is taken for granted can't be by itself: only another day may help.
            lone = [_told([], request, left, holds, kept)] if kept else []
            return [_told(clash, request, request, holds, kept) for clash in sets] + lone, None
        sets.append(clashing)
        left = _least(clashing).dropped(left)
    conflicts = []
    for clashing in sets:
        others = request
        for other in sets:
            if other is not clashing:
                others = _least(other).dropped(others)
        if len(sets) == _MOST_CONFLICTS:
            others = _most_that_holds(others, holds, {*kept, *(wish.name for wish in clashing)})
        told = _told(clashing, request, others, holds, kept)
        if short := _shortfall([*kept, *(wish.name for wish in clashing)], request, gazetteer):
            told = replace(told, message=short)
        if not told.relaxations:
            # With no more looks, what is seen to work is told: all that the partial day does without.
            told = replace(told, relaxations=(relaxation(_least(clashing).name, request, left, gazetteer),))
        conflicts.append(told)
    return conflicts, left


def _most_that_holds(request: ItineraryRequest, holds: Holding, kept: Collection[str]) -> ItineraryRequest:
    """The request with as many of its places, the best first, as hold together; for lists that are far too long."""
    places = [wish for wish in wishes_of(request, holds.gazetteer) if wish.is_place and wish.name not in kept]

    def without_last(count: int) -> ItineraryRequest:
        left = request
        for wish in places[len(places) - count :]:
            left = wish.dropped(left)
        return left

    fewest = bisect_left(range(len(places) + 1), True, key=lambda count: holds(without_last(count)))
    return without_last(min(fewest, len(places)))


def _least(clashing: list[Wish]) -> Wish:
    """What is given up first: of the places named that of fewest points, else the last of the limits."""
    return clashing[-1]


def _told(
    clashing: list[Wish],
    request: ItineraryRequest,
    others: ItineraryRequest,
    holds: Holding,
    kept: Collection[str],
) -> Conflict:
    gazetteer = holds.gazetteer
    ways_out = list(_ways_out(clashing, request, others, holds, kept))
    involved = [*kept, *(wish.name for wish in clashing)]
    places = [name for name in involved if name in gazetteer.places]
    fields = [name for name in involved if name not in gazetteer.places]
    barring = None if holds.over else who_bars(_only(involved, request, gazetteer), holds)
    message = clash_told("conflict", [*places, *fields], barring, request, gazetteer)
    if len(places) == 1 and _HOURS.issuperset(fields):
        message = about_place(places[0], others, gazetteer) or message
    if barring is not None:
        fields.append(barring)
    if any("date" in way.change for way in ways_out):
        fields.append("date")
    names = [name for name in places if name not in kept] + fields
    return Conflict(tuple(names), message, tuple(ways_out[:_MOST_RELAXATIONS]))


def _only(names: Collection[str], request: ItineraryRequest, gazetteer: Gazetteer) -> ItineraryRequest:
    """The request asking for nothing but these."""
    for wish in wishes_of(request, gazetteer):
        if wish.name not in names:
            request = wish.dropped(request)
    return request


def clash_told(
    message: str, names: Sequence[str], barring: str | None, request: ItineraryRequest, gazetteer: Gazetteer
) -> str:
    """What can't be had together, with who of the party bars a means of transport, if that is part of it."""
    told = [*names, *([barring] if barring is not None else [])]
    wishes = listed(request.locale, (field_called(name, request, gazetteer) for name in told))
    sentences = [say(request.locale, message, wishes=wishes)]
    if barring is not None:
        sentences.append(say(request.locale, "no-ebike"))
    return in_a_row(request.locale, sentences)


def _shortfall(names: Collection[str], request: ItineraryRequest, gazetteer: Gazetteer) -> str | None:
    """By how much time or walking what clashes is too much for the day; None when that is not seen at once.

    Nothing counts but what stands in the conflict, so that the figures are the least there is to it.
    """
    places = [name for name in names if name in gazetteer.places]
    if not places or (len(places) == 1 and _HOURS.issuperset({*names} - {*places})):
        # Of one place it is told apart whether the day is too short or its doors are shut.
        return None
    # Either hour stands for the length of the day.
    hours = {"start_time", "end_time"}
    stands = {*names, *(hours if hours.intersection(names) else ())}
    left = request
    for wish in wishes_of(request, gazetteer):
        if wish.name not in stands:
            left = wish.dropped(left)
    setting = set_out(left, gazetteer, rests=False, named_only=True)
    if unplaceable(setting):
        return None
    short = next((need for need in _needs(pose(bare(setting))) if need.exceeds and need.of in _TOLD_SHORT), None)
    if short is None:
        return None
    locale = request.locale
    return say(
        locale,
        f"conflict-{short.of.replace('_', '-')}",
        wishes=listed(locale, (field_called(name, request, gazetteer) for name in places)),
        needed=_amount(locale, short, short.least),
        limit=_amount(locale, short, short.limit or 0),
        by=say(locale, "conflict-by", modes=listed(locale, walked)) if (walked := _told_modes(left, names)) else "",
    )


def _told_modes(request: ItineraryRequest, names: Collection[str]) -> list[str]:
    return [say(request.locale, f"mode-{mode}") for mode in request.modes] if "modes" in names else []


def _amount(locale: Locale, need: _Need, value: int) -> str:
    if need.of == "time":
        return say(locale, "amount-time", hours=value // 60, minutes=value % 60)
    return say(locale, "amount-metres", metres=str(value))


def about_place(place_id: str, request: ItineraryRequest, gazetteer: Gazetteer) -> str | None:
    """Why a place by itself can't be in the day; None when that is not for its own sake."""
    place, locale = gazetteer.places[place_id], request.locale
    name = place.called(locale)
    appointment = any(wish.place_id == place_id for wish in request.fixed)
    if place.status != "open":
        return say(locale, f"conflict-status-{place.status}", place=name)
    if place.position is None:
        return say(locale, "conflict-position", place=name)
    if place.visit_minutes is None and not appointment:
        return say(locale, "conflict-minutes", place=name)
    if is_impassable(place, request):
        return say(locale, "conflict-access", place=name)
    aside = [
        entry for entry in set_out(request, gazetteer, named_only=True).pool.set_aside if entry.place.id == place_id
    ]
    if aside and aside[0].detail == "closed":
        return say(locale, "conflict-closed", place=name)
    if aside and aside[0].detail == "brief":
        return say(locale, "conflict-brief", place=name)
    if aside:
        return say(locale, "conflict-appointment" if appointment else "conflict-short", place=name)
    return None


def field_called(name: str, request: ItineraryRequest, gazetteer: Gazetteer) -> str:
    if name in gazetteer.places:
        return gazetteer.places[name].called(request.locale)
    return say(request.locale, f"field-{name.replace('.', '-')}")


def _unnamed(place_id: str, request: ItineraryRequest) -> ItineraryRequest:
    return request.model_copy(
        update={
            "must_visit": [other for other in request.must_visit if other != place_id],
            "fixed": [wish for wish in request.fixed if wish.place_id != place_id],
        }
    )


_HOURS = frozenset({"start_time", "end_time", "pace"})


def _setting(**fields: Any) -> Callable[[ItineraryRequest], ItineraryRequest]:
    return lambda request: request.model_copy(update=fields)


def _later(request: ItineraryRequest) -> ItineraryRequest:
    return request.model_copy(update={"end_time": "06:00" if by_night(request) else "24:00"})


def _earlier(request: ItineraryRequest) -> ItineraryRequest:
    return request.model_copy(update={"start_time": "16:00" if by_night(request) else "00:00"})


def _no_meal(meal: str) -> Callable[[ItineraryRequest], ItineraryRequest]:
    def dropped(request: ItineraryRequest) -> ItineraryRequest:
        return request.model_copy(update={"meals": request.meals.model_copy(update={meal: False})})

    return dropped


# What one would rather keep comes first.
_LIMITS: dict[str, Callable[[ItineraryRequest], ItineraryRequest]] = {
    "start_time": _earlier,
    "end_time": _later,
    "start": _setting(start=None),
    "end": _setting(end=None),
    "budget": _setting(budget=None),
    "modes": _setting(modes=list(MODES)),
    "max_distance": _setting(max_distance=None),
    "max_walk": _setting(max_walk=None),
    "max_leg_walk": _setting(max_leg_walk=None),
    "max_places": _setting(max_places=None),
    "meals.lunch": _no_meal("lunch"),
    "meals.dinner": _no_meal("dinner"),
    "pace": _setting(pace="packed"),
}


def _ways_out(
    clashing: list[Wish],
    request: ItineraryRequest,
    others: ItineraryRequest,
    holds: Holding,
    kept: Collection[str],
) -> Iterator[Relaxation]:
    """Changes that make the whole request work, the least painful first; each was tried."""
    gazetteer = holds.gazetteer
    found = False
    for wish in sorted(clashing, key=lambda wish: _pain(wish, clashing)):
        if holds.over:
            return
        changed = _least_change(wish, others, holds)
        if changed is not None:
            found = True
            yield relaxation(wish.name, request, changed, gazetteer)
    places = [gazetteer.places[name] for name in (*kept, *(wish.name for wish in clashing)) if name in gazetteer.places]
    if not any(place.schedulable for place in places):
        return
    for ahead in range(1, _DAYS_TRIED + 1):
        changed = others.model_copy(update={"date": others.date + timedelta(days=ahead)})
        if holds.over:
            return
        if holds(changed):
            yield relaxation("date", request, changed, gazetteer)
            return
    if kept and not found:
        yield from _another_daytime(request, others, holds)


_DAYTIME = ("09:00", "18:00")


def _another_daytime(request: ItineraryRequest, others: ItineraryRequest, holds: Holding) -> Iterator[Relaxation]:
    """The first day on which the hours of daylight would do."""
    start_time, end_time = min(request.start_time, _DAYTIME[0]), max(request.end_time, _DAYTIME[1])
    for ahead in range(_DAYS_TRIED + 1):
        fields = {"date": others.date + timedelta(days=ahead), "start_time": start_time, "end_time": end_time}
        changed = others.model_copy(update=fields)
        if holds.over:
            return
        if holds(changed):
            yield relaxation("date", request, changed, holds.gazetteer)
            return


def relaxation(name: str, request: ItineraryRequest, changed: ItineraryRequest, gazetteer: Gazetteer) -> Relaxation:
    """The fields that differ, and a sentence for each of them, that of the one named first."""
    after, change = changed.as_json(), change_to(request, changed)
    locale = request.locale
    told = [name, *(one for one in _differing(change, request, changed) if one != name)]
    places = [gazetteer.places[one].called(locale) for one in told if one in gazetteer.places]
    sentences = [
        say(locale, f"relax-{one.replace('.', '-')}", value=_shown(after[one.split(".")[0]], locale))
        for one in told
        if one not in gazetteer.places
    ]
    if places:
        leave_out = say(locale, "relax-place", place=listed(locale, places))
        sentences.insert(0 if name in gazetteer.places else 1, leave_out)
    return Relaxation(change, in_a_row(locale, sentences))


def change_to(request: ItineraryRequest, changed: ItineraryRequest) -> dict[str, Any]:
    """The fields that differ, as they are afterwards."""
    before = request.as_json()
    return {field: value for field, value in changed.as_json().items() if value != before.get(field)}


def _differing(change: Mapping[str, Any], request: ItineraryRequest, changed: ItineraryRequest) -> Iterator[str]:
    """The wishes that differ: fields, each meal by itself, and each place that is no longer asked for by name."""
    for field in change:
        if field == "meals":
            for meal in EATING:
                if getattr(request.meals, meal) and not getattr(changed.meals, meal):
                    yield f"meals.{meal}"
        elif field == "avoid":
            yield from (place_id for place_id in changed.avoid if place_id not in request.avoid)
        elif field not in ("must_visit", "fixed"):
            yield field
    left = _named(changed)
    yield from (place_id for place_id in _named(request) if place_id not in left and place_id not in changed.avoid)


def _named(request: ItineraryRequest) -> dict[str, None]:
    return dict.fromkeys([*request.must_visit, *(wish.place_id for wish in request.fixed)])


def _shown(value: Any, locale: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}" if value < 1e6 else f"{value:.0f}"
    if isinstance(value, list):
        return listed(locale, [say(locale, f"mode-{mode}") for mode in value])
    return str(value)


def _pain(wish: Wish, clashing: list[Wish]) -> int:
    if wish.is_place:
        return 100 - clashing.index(wish)
    return _PAIN.index(wish.name)


_PAIN = (
    "pace",
    "end_time",
    "start_time",
    "max_walk",
    "max_leg_walk",
    "max_distance",
    "modes",
    "max_places",
    "budget",
    "meals.lunch",
    "meals.dinner",
    "end",
    "start",
)


def _least_change(wish: Wish, request: ItineraryRequest, holds: Holding) -> ItineraryRequest | None:
    """The request asking least less of one thing so that it can be met; None when even without it, it can't."""
    if wish.name == "max_places":
        named = {*request.must_visit, *(fixed.place_id for fixed in request.fixed)}
        least = request.model_copy(update={"max_places": len(named)})
        return least if holds(least) else None
    if wish.name in LIMITS:
        free = wish.dropped(request)
        return gentlest(wish.name, request, holds) or free if holds(free) else None
    if wish.name in ("start_time", "end_time"):
        return gentlest(wish.name, request, holds)
    return next((weaker for weaker in _weaker(wish, request) if holds(weaker)), None)


def _weaker(wish: Wish, request: ItineraryRequest) -> Iterator[ItineraryRequest]:
    """Requests that ask ever less of one thing."""
    if wish.name == "modes":
        for mode in MODES:
            if mode not in request.modes:
                yield request.model_copy(update={"modes": [*request.modes, mode]})
    elif wish.name == "pace" and request.pace == "relaxed":
        yield request.model_copy(update={"pace": "normal"})
    yield wish.dropped(request)
