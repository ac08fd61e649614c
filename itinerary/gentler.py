"""How little a limit or an edge of the day has to give way until a request can be met, in round steps."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from itinerary.request import ItineraryRequest, clock_minutes

Holds = Callable[[ItineraryRequest], bool]

_UNITS = {"budget": 5, "max_walk": 100, "max_leg_walk": 100, "max_distance": 100, "max_places": 1}
"""Limits are raised to a multiple of this: CNY, metres, places."""
_SMALL_BUDGET = 10
"""Up to so much a budget is raised by 1."""
_DOUBLINGS = 13
_STRIDE, _STEP = 30, 5
"""Minutes by which the day is made longer: first, and then in between."""
_DAWN = 6 * 60
"""A day is made to begin before this only if it has to be."""
_DUSK, _NEXT_MORNING = 16 * 60, 6 * 60
"""When a night begins at the earliest and ends at the latest."""
LIMITS = frozenset(_UNITS)


def by_night(request: ItineraryRequest) -> bool:
    """Whether the day ends on the next morning."""
    return clock_minutes(request.end_time) <= clock_minutes(request.start_time)


def gentlest(name: str, request: ItineraryRequest, holds: Holds, strides: int | None = None) -> ItineraryRequest | None:
    """The request with a limit raised or a time put off by the least that makes it hold; None when nothing tried does.

    Of the times only so many ``strides`` of half an hour are gone one by one; then the last one is looked at, and if it
    does, what lies between. That all are tried serves days in which a meal becomes due.
    """
    if name in LIMITS:
        return _raised(name, request, holds)
    if name == "end_time":
        last = _NEXT_MORNING if by_night(request) else 1440
        begin = clock_minutes(request.end_time)
        return _put_off(name, request, holds, _strides(begin, last), strides)
    if name == "start_time":
        last = _DUSK if by_night(request) else 0
        marks = _strides(clock_minutes(request.start_time), last)
        by_day = sum(mark >= _DAWN for mark in marks)
        return _put_off(name, request, holds, marks, by_day if strides is None else min(strides, by_day))
    return None


def _raised(name: str, request: ItineraryRequest, holds: Holds) -> ItineraryRequest | None:
    """Ever higher in doubled steps until it holds, then halved in between."""
    limit = getattr(request, name)

    def at(step: int) -> ItineraryRequest:
        value = _round_above(name, limit, step)
        return request.model_copy(update={name: value if name == "max_places" else float(value)})

    low = 0
    for doubling in range(_DOUBLINGS):
        high = 2**doubling - 1
        if holds(at(high)):
            return at(low + bisect_left(range(low, high), True, key=lambda step: holds(at(step))))
        low = high + 1
    return None


def _round_above(name: str, limit: float, step: int) -> int:
    """The round values above a limit, the lowest first."""
    if name == "budget" and limit < _SMALL_BUDGET:
        small = int(limit) + 1 + step
        if small <= _SMALL_BUDGET:
            return small
        limit, step = _SMALL_BUDGET, small - _SMALL_BUDGET - 1
    unit = _UNITS[name]
    return (int(limit // unit) + 1 + step) * unit


def _strides(begin: int, last: int) -> list[int]:
    """Half hours from one time of the day to another, in minutes after midnight; the last is always among them."""
    if begin == last:
        return []
    if begin < last:
        return [*range(begin - begin % _STRIDE + _STRIDE, last, _STRIDE), last]
    return [*range(begin - (begin % _STRIDE or _STRIDE), last, -_STRIDE), last]


def _put_off(
    name: str, request: ItineraryRequest, holds: Holds, marks: Sequence[int], strides: int | None
) -> ItineraryRequest | None:
    def at(minutes: int) -> ItineraryRequest:
        return request.model_copy(update={name: f"{minutes // 60:02d}:{minutes % 60:02d}"})

    one_by_one = len(marks) if strides is None else strides
    found = next((number for number, mark in enumerate(marks[:one_by_one]) if holds(at(mark))), None)
    if found is None:
        if one_by_one >= len(marks) or not holds(at(marks[-1])):
            return None
        between = marks[one_by_one:-1]
        found = one_by_one + bisect_left(between, True, key=lambda mark: holds(at(mark)))
    begin = clock_minutes(getattr(request, name)) if found == 0 else marks[found - 1]
    finer = _finer(begin, marks[found])
    nearest = bisect_left(finer, True, key=lambda mark: holds(at(mark)))
    return at([*finer, marks[found]][nearest])


def _finer(begin: int, mark: int) -> Sequence[int]:
    """Round times between two, from the first on, without them."""
    if begin < mark:
        return range(begin - begin % _STEP + _STEP, mark, _STEP)
    return range(begin - (begin % _STEP or _STEP), mark, -_STEP)
