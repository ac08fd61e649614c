"""What a visit is worth: points that can be told in a sentence.

points = 10 x kind's quality x (typical minutes / 60) ** 0.7 x theme match x hours known x hour of the day x weather,
rounded: an hour in a kind of quality 4 is worth 40. Weather only takes away: what is out of it keeps its points, so
that days of one theme compare whatever the weather, and a rainy day is never worth more than the same day in the dry.
Points are coarse on purpose: between days that differ by less than a visitor would notice, the shorter way decides. A
visit cut short loses in proportion; one that is drawn out gains half of what the time would say.
"""

from collections.abc import Iterator, Mapping
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


@dataclass(frozen=True)
class Stretch:
    """Hours in which the visit's beginning is worth this factor."""

    begin: int
    end: int
    factor: float
    best: bool
    """Whether these are the place's best hours."""


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
    place: Place, request: ItineraryRequest, gazetteer: Gazetteer, span: Span, begin: int, end: int
) -> list[Stretch]:
    """The minutes from ``begin`` to ``end`` cut where the worth of a visit changes."""
    best = list(_best_hours(place, span, gazetteer))
    midday = list(_midday(place, request, span, gazetteer))
    shade = _HOT_OUTDOORS if request.weather == "hot" else _MIDDAY_OUTDOORS
    edges = sorted({begin, end, *(edge for hours in (*best, *midday) for edge in hours if begin < edge < end)})
    found: list[Stretch] = []
    for left, right in pairwise(edges):
        is_best = _covered(left, right, best)
        factor = 1.0 if not place.best_time else _BEST_HOUR if is_best else _OTHER_HOUR
        factor *= _weather(place, request) * (shade if _covered(left, right, midday) else 1.0)
        if found and (found[-1].factor, found[-1].best) == (factor, is_best):
            found[-1] = Stretch(found[-1].begin, right, factor, is_best)
        else:
            found.append(Stretch(left, right, factor, is_best))
    return found or [Stretch(begin, end, _weather(place, request), best=False)]


def _covered(left: int, right: int, spans: list[tuple[int, int]]) -> bool:
    return any(begin <= left and right <= end for begin, end in spans)


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
            last = last if last > first else last + 1440
            # A visit that begins just before its best hours are over is not in them.
            yield from span.daily(first, max(first, last - 20))
