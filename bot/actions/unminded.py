"""Wishes that a plan can't mind, each told in one line, so that none is lost without a word."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.actions import speech
from bot.actions.about_plan import sun_hours
from bot.actions.turn import Turn
from bot.understanding.folding import compiled
from bot.understanding.times import clock
from itinerary.meals import EATING

_STAIRS = compiled(
    r"(?:不|别|没|冇|唔|避开|少|无)[^,，.。;]{0,5}?(?:楼梯|台阶|石级|石阶|阶梯)|(?:楼梯|台阶|石级|阶梯)(?:都|也|就)?(?:不|唔|别|上不|行唔|爬不|走不|免)"
    r"|\b(?:no|without|avoid(?:ing)?|few(?:er)?|not many|can'?t (?:do|climb|manage|handle|take|face|walk up)|don'?t (?:want|like)(?: any| to climb)?|hates?)(?: the| any| many| climbing| lots of)* (?:stairs?|steps|staircases?|climbing)\b|\bstep-?free\b"
)
_SUNRISE = compiled(r"日出|\bsun ?rise\b")
_SUNSET = compiled(r"日落|夕阳|落日|晚霞|\bsun ?set\b")
_IF_RAIN = compiled(
    r"(?:如果|要是|若|万一|假如|倘若|一旦)[^,，.。;]{0,6}(?:下雨|落雨|有雨|雨)[^.。;]{0,4}(?:就|则|便|改|换|转|可以|去)|(?:下雨|落雨)的话|\b(?:if|in case|should) (?:it|there)(?:'s| is| should)? (?:rains?|rain|raining|wet)\b"
)


def unminded(turn: Turn, wishes: Mapping[str, Any], itinerary: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each wish of the message that the plan doesn't meet, and how it could be met."""
    folded = turn.understood.folded
    if _STAIRS.search(folded) and not wishes.get("party", {}).get("wheelchair"):
        yield turn.say("unminded-stairs")
    if _IF_RAIN.search(folded):
        yield turn.say("unminded-if-rain")
    if turn.understood.cravings and not wishes.get("eat_at"):
        dishes = speech.listed(turn.locale, turn.understood.cravings)
        yield turn.say("unminded-dish", dishes=dishes)
    yield from _sun(turn, folded, itinerary)
    yield from _meals(turn, itinerary)


def _sun(turn: Turn, folded: str, itinerary: Mapping[str, Any]) -> Iterator[str]:
    """That the day begins after the sunrise that is longed for, or ends before the sunset."""
    day = date.fromisoformat(str(itinerary["date"]))
    sun = sun_hours(turn, day)
    if sun is None:
        return
    rises, sets = sun
    begin, end = speech.clock(itinerary["start"]), speech.clock(itinerary["end"])
    over_night = str(itinerary["end"])[:10] > str(itinerary["start"])[:10]
    if _SUNRISE.search(folded) and begin > rises:
        yield turn.say("unminded-sunrise", day=turn.day(day), sun=rises, begin=begin)
    if _SUNSET.search(folded) and end < sets and not over_night:
        yield turn.say("unminded-sunset", day=turn.day(day), sun=sets, end=end)


def _meals(turn: Turn, itinerary: Mapping[str, Any]) -> Iterator[str]:
    """That a meal asked for has no place in the hours of the day."""
    planned = {stop.get("meal") for stop in itinerary["stops"]}
    for meal, wanted in turn.understood.meals.items():
        if wanted and meal not in planned:
            first, last = EATING[meal].covers  # type: ignore[index]
            yield turn.say("why-no-meal", meal=turn.say(f"meal-{meal}"), hours=f"{clock(first)}–{clock(last)}")
