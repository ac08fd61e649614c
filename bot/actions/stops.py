"""Wishes for one stop of a plan turned into appointments: a request knows no stops, but it knows fixed times."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.actions import speech
from bot.actions.turn import Turn
from bot.understanding.stop_wishes import StopWish
from bot.understanding.times import clock
from itinerary.meals import EATING

_SOME_MINUTES = 30
"""A visit of which nothing is known, and how much longer or shorter one becomes when no figure is told."""
_SHIFTS = (60, 90, 30)
"""By how much a stop is moved when no figure is told, the first that fits."""
_ON_THE_WAY = 15
_LATEST_LUNCH = 12 * 60 + 30
"""What shall be before lunch is over by then, so that there is time for lunch after it."""
_HALF_DAY = 720


@dataclass(frozen=True)
class Held:
    """How stops are to be held."""

    ways: Sequence[Sequence[Mapping[str, Any]]] = ()
    """Appointments of a request, the best way first; none when nothing is to be changed."""
    notes: Sequence[str] = ()
    """What can't be done, or is so already."""


@dataclass(frozen=True)
class _Stop:
    """A visit of the plan in minutes of its day; ``begin`` is None for a place that isn't in the plan."""

    begin: int | None
    minutes: int
    least: int

    @property
    def leave(self) -> int:
        return (self.begin or 0) + self.minutes


def held(turn: Turn, itinerary: Mapping[str, Any]) -> Held:
    """What is wished of single stops and meals of the plan, as appointments."""
    notes: list[str] = []
    ways: list[list[dict[str, Any]]] = []
    visits = {stop["place_id"]: stop for stop in itinerary["stops"] if stop["kind"] == "visit"}
    meals = {stop["place_id"]: stop["meal"] for stop in itinerary["stops"] if stop["kind"] == "meal"}
    for wish in turn.understood.stop_wishes:
        meal = wish.meal if wish.place_id is None else meals.get(wish.place_id)
        if meal is not None and wish.place_id not in visits:
            notes.append(_of_meal(turn, itinerary, meal))
            continue
        place = turn.gazetteer.places[str(wish.place_id)]
        length = place.visit_minutes
        usual, least = (length.typical, length.min) if length else (_SOME_MINUTES, 0)
        stop = _Stop(None, usual, least)
        if place.id in visits:
            begin, leave = (minute_of(itinerary, visits[place.id][hour]) for hour in ("begin", "leave"))
            stop = _Stop(begin, leave - begin, min(least, leave - begin))
        note = _hindrance(turn, wish, stop, turn.name(place), itinerary)
        options = [] if note else _options(wish, stop, itinerary)
        if note or not options:
            notes.append(note or turn.say("stop-so-already", place=turn.name(place), **_hours(stop)))
            continue
        ways.append(
            [{"place_id": place.id, "begin": clock(begin % 1440), "minutes": minutes} for begin, minutes in options]
        )
    most = max(map(len, ways), default=0)
    return Held([[options[min(index, len(options) - 1)] for options in ways] for index in range(most)], notes)


def minute_of(itinerary: Mapping[str, Any], instant: str) -> int:
    """The minute of the plan's day at an instant; from 1440 on when it lies in the next morning."""
    moment = datetime.fromisoformat(instant)
    days = (moment.date() - datetime.fromisoformat(itinerary["date"]).date()).days
    return days * 1440 + moment.hour * 60 + moment.minute


def _of_meal(turn: Turn, itinerary: Mapping[str, Any], meal: str) -> str:
    """That the hour of a meal can't be set, between which hours it begins, and when it is now."""
    eating, called = EATING[meal], turn.say(f"meal-{meal}")  # type: ignore[index]
    note = turn.say("meal-not-set", meal=called, first=clock(eating.first), last=clock(eating.last))
    now = next((stop for stop in itinerary["stops"] if stop["kind"] == "meal" and stop["meal"] == meal), None)
    if now is None:
        return speech.sentences(turn.locale, [note, turn.say("meal-not-planned", meal=called)])
    hours = {"begin": speech.clock(now["begin"]), "leave": speech.clock(now["leave"])}
    return speech.sentences(turn.locale, [note, turn.say("meal-now", meal=called, **hours)])


def _hours(stop: _Stop) -> dict[str, str]:
    return {"begin": clock((stop.begin or 0) % 1440), "leave": clock(stop.leave % 1440)}


def _hindrance(turn: Turn, wish: StopWish, stop: _Stop, place: str, itinerary: Mapping[str, Any]) -> str:
    """Why the wish can't be met whatever the plan; empty when nothing stands against it."""
    if wish.kind in ("before", "after") and _meal_of(wish, itinerary) is None:
        return turn.say("meal-not-planned", meal=turn.say(f"meal-{wish.meal}"))
    if stop.begin is None:
        return "" if wish.kind in ("at", "part", "before", "after") else turn.say("stop-not-planned", place=place)
    if wish.kind in ("length", "until", "shorter") and (_minutes(wish, stop) or 0) < stop.least:
        shortest = speech.length(turn.locale, stop.least)
        return turn.say("stop-too-short", place=place, length=shortest, **_hours(stop))
    return ""


def _minutes(wish: StopWish, stop: _Stop) -> int | None:
    """How long the visit shall be; None when its length isn't spoken of."""
    if wish.kind == "length":
        return wish.minutes
    if wish.kind == "until":
        return (wish.minute or 0) - (stop.begin or 0)
    if wish.kind == "longer":
        return stop.minutes + (wish.minutes or _SOME_MINUTES)
    if wish.kind == "shorter":
        # A bit shorter than the least that a visit takes is no visit.
        shorter = stop.minutes - (wish.minutes or _SOME_MINUTES)
        return shorter if wish.minutes or stop.minutes == stop.least else max(shorter, stop.least)
    return None


def _options(wish: StopWish, stop: _Stop, itinerary: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Beginnings and lengths to be tried in their order, in minutes; none when the stop is so already."""
    opens, closes = (minute_of(itinerary, itinerary[hour]) for hour in ("start", "end"))
    minutes = _minutes(wish, stop)
    if minutes is not None and stop.begin is not None:
        if minutes == stop.minutes:
            return []
        return [(begin, minutes) for begin in dict.fromkeys([stop.begin, max(opens, stop.leave - minutes)])]
    begins = [begin for begin in _begins(wish, stop, itinerary, opens, closes) if begin >= 0]
    if stop.begin in begins[:1]:
        return []
    lengths = dict.fromkeys([stop.minutes, max(stop.least, 1)])
    return [(begin, length) for length in lengths for begin in dict.fromkeys(begins)]


def _begins(wish: StopWish, stop: _Stop, itinerary: Mapping[str, Any], opens: int, closes: int) -> list[int]:
    """When the visit might begin, likeliest first."""
    if wish.kind == "at" and wish.minute is not None:
        # Eight is in the evening when the day begins at nine.
        later = wish.minute < opens and wish.minute + _HALF_DAY < closes
        return [wish.minute + _HALF_DAY if later else wish.minute]
    if wish.kind in ("later", "earlier") and stop.begin is not None:
        sign = 1 if wish.kind == "later" else -1
        return [stop.begin + sign * shift for shift in ((wish.minutes,) if wish.minutes else _SHIFTS)]
    first, last = _window(wish, itinerary, opens, closes)
    begin = stop.begin
    if begin is not None and first <= begin and (begin + stop.minutes <= last or (wish.part and begin < last)):
        return [begin]
    latest = last - stop.minutes
    return [latest, first] if begin is not None and begin >= last else [first + _ON_THE_WAY, latest]


def _window(wish: StopWish, itinerary: Mapping[str, Any], opens: int, closes: int) -> tuple[int, int]:
    """The minutes between which the visit shall be."""
    if wish.part is not None:
        first, last = wish.part
        return (max(first, opens), min(last, closes)) if first < closes and last > opens else (first, last)
    meal = _meal_of(wish, itinerary)
    if meal is None:
        return opens, closes
    if wish.kind == "after":
        return minute_of(itinerary, meal["leave"]), closes
    before = minute_of(itinerary, meal["begin"])
    return opens, min(before, _LATEST_LUNCH) if wish.meal == "lunch" else before


def _meal_of(wish: StopWish, itinerary: Mapping[str, Any]) -> Mapping[str, Any] | None:
    return next((stop for stop in itinerary["stops"] if stop["kind"] == "meal" and stop["meal"] == wish.meal), None)
