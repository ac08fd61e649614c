"""What a visit is worth: points that can be told in a sentence.

points = 10 x kind's quality x (typical minutes / 60) ** 0.7 x theme match x hours known x hour of the day x weather,
rounded: an hour in a kind of quality 4 is worth 40. The hour of the day counts by the part of the visit that lies in
the place's best hours, or in the heat of midday, in whole thirds: so no single minute decides over all of a visit's
points. Weather only takes away: what is out of it keeps its points, so that days of one theme compare whatever the
weather, and a rainy day is never worth more than the same day in the dry.
Points are coarse on purpose: between days that differ by less than a visitor would notice, the shorter way decides. A
visit cut short loses in proportion; one that is drawn out gains half of what the time would say.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from itinerary.request import ItineraryRequest, clock_minutes
from itinerary.span import Span
from itinerary.sun import noon_height, sunrise_and_sunset
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place

_SCALE = 10
_LENGTH_EXPONENT = 0.7
_EXTRA_THEME = 0.1
"""What each further matching theme adds."""
_WISHED_MATCH = 0.3
"""Theme match of a place that was asked for by name and matches none of the themes."""
_WISHED_QUALITY = 1.0
"""Quality of what was asked for by name and is of no interest otherwise: a station, a hotel."""
UNKNOWN_HOURS = 0.5
"""A place whose doors may be shut is worth half of a like place that is known to be open."""
_BEST_HOUR, _OTHER_HOUR = 1.2, 0.8
_HIGH_SUN = 70
"""Degrees; when the sun culminates higher than this, midday is for shade."""
_MIDDAY = (11 * 60 + 30, 15 * 60 + 30)
_MIDDAY_OUTDOORS, _HOT_OUTDOORS = 0.85, 0.45
_RAIN = {True: 1.0, None: 0.75, False: 0.45}
"""By ``indoor``."""
_THIRDS = 3
"""In so many parts the share of a visit counts that lies in certain hours; what is less than a whole part doesn't."""


@dataclass(frozen=True)
class Stretch:
    """Minutes, the last included, at which a visit may begin to be worth this factor."""

    begin: int
    end: int
    factor: float
    best: bool
    """Whether most of it lies in the place's best hours, and weather takes nothing from it."""


@dataclass(frozen=True)
class _Inside:
    """The minutes, the last included, at which a visit may begin so that so many thirds of it lie in certain hours."""

    begin: int
    end: int
    thirds: int


def theme_match(place: Place, themes: Mapping[str, float]) -> float:
    """1 for the heaviest theme, less for lighter ones, a little more for several; 0 for none of them."""
    heaviest = max(themes.values(), default=0.0)
    if heaviest <= 0:
        return 1.0
    met = sorted((weight for theme in set(place.themes) if (weight := themes.get(theme, 0.0)) > 0), reverse=True)
    if not met:
        return 0.0
    return met[0] / heaviest + _EXTRA_THEME * sum(weight / heaviest for weight in met[1:])


def base_points(place: Place, request: ItineraryRequest, gazetteer: Gazetteer, *, wished: bool) -> float:
    """Points of a visit of typical length before hours and weather are looked at."""
    quality = gazetteer.district.kinds[place.kind].quality
    match = theme_match(place, request.themes)
    if wished:
        quality, match = quality or _WISHED_QUALITY, match or _WISHED_MATCH
    typical = place.visit_minutes.typical if place.visit_minutes else 60
    return _SCALE * quality * float((typical / 60) ** _LENGTH_EXPONENT) * match


def length_factor(minutes: int, typical: int) -> float:
    return minutes / typical if minutes <= typical else float((minutes / typical) ** 0.5)


def most_by_the_hour(place: Place) -> float:
    """The factor of its best hours."""
    return _BEST_HOUR if place.best_time else 1.0


def stretches(
    place: Place, request: ItineraryRequest, gazetteer: Gazetteer, span: Span, begin: int, end: int, minutes: int
) -> list[Stretch]:
    """The beginnings from ``begin`` to ``end``, both included, cut where a visit of so many minutes changes its worth.

    A minute's worth depends on that minute alone, not on which others there are to choose from.
    """
    best = list(_inside(_best_hours(place, span, gazetteer), minutes, all_of_them=True))
    midday = list(_inside(_midday(place, request, span, gazetteer), minutes, all_of_them=False))
    edges = {edge for inside in (*best, *midday) for edge in (inside.begin, inside.end + 1) if begin < edge <= end}
    found: list[Stretch] = []
    for left, right in pairwise(sorted({begin, end + 1, *edges})):
        in_best, in_midday = _thirds_at(left, best), _thirds_at(left, midday)
        factor = _weather(place, request) * _between(1.0, _shade(request), in_midday)
        if place.best_time:
            factor *= _between(_OTHER_HOUR, _BEST_HOUR, in_best)
        is_best = 2 * in_best > _THIRDS and in_midday == 0 and _weather(place, request) == 1
        if found and (found[-1].factor, found[-1].best) == (factor, is_best):
            found[-1] = Stretch(found[-1].begin, right - 1, factor, is_best)
        else:
            found.append(Stretch(left, right - 1, factor, is_best))
    return found


def _inside(hours: Iterable[tuple[int, int]], minutes: int, *, all_of_them: bool) -> Iterator[_Inside]:
    """When a visit of so many minutes may begin to lie in the hours with one, two and three thirds of it.

    With ``all_of_them`` a visit that is longer than the hours lies in them with all of it when it covers them.
    """
    for first, last in hours:
        whole = min(minutes, last - first) if all_of_them else minutes
        for thirds in range(1, _THIRDS + 1):
            # Rounded up.
            least = -(-whole * thirds // _THIRDS)
            if 0 < least <= last - first:
                yield _Inside(first + least - minutes, last - least, thirds)


def _thirds_at(minute: int, insides: Iterable[_Inside]) -> int:
    return max((each.thirds for each in insides if each.begin <= minute <= each.end), default=0)


def _between(none: float, all_: float, thirds: int) -> float:
    """The factor where none of a visit lies in certain hours, where all of it does, or what is between."""
    return (none * (_THIRDS - thirds) + all_ * thirds) / _THIRDS


def _shade(request: ItineraryRequest) -> float:
    return _HOT_OUTDOORS if request.weather == "hot" else _MIDDAY_OUTDOORS


def _weather(place: Place, request: ItineraryRequest) -> float:
    if request.weather == "rain":
        return _RAIN[place.indoor]
    return 1.0


def _midday(place: Place, request: ItineraryRequest, span: Span, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Hours in which the open air is less pleasant."""
    high = noon_height(request.date, gazetteer.district.center.lat) > _HIGH_SUN
    if place.indoor is False and (request.weather == "hot" or (request.weather == "any" and high)):
        yield from span.daily(*_MIDDAY)


def _best_hours(place: Place, span: Span, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    for text in place.best_time:
        if text in ("sunrise", "sunset"):
            center = place.position or gazetteer.district.center
            for day in (span.day, span.day + timedelta(days=1)):
                sun = sunrise_and_sunset(day, center.lat, center.lon)
                if sun is None:
                    continue
                moment = span.minute(sun[0 if text == "sunrise" else 1])
                before, after = (20, 40) if text == "sunrise" else (60, 10)
                yield moment - before, moment + after
        else:
            first, last = (clock_minutes(edge) for edge in text.split("-"))
            yield from span.daily(first, last if last > first else last + 1440)
