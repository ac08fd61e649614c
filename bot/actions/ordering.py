"""Wishes of order turned into appointments of the plan: a request knows no order, but it knows fixed times."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.actions.turn import Turn
from bot.understanding.orders import Order, find_orders
from bot.understanding.times import clock

_QUARTER = 15
_ON_THE_WAY = 30
"""Minutes left for getting from one appointment to the next."""


def asks_order(turn: Turn) -> bool:
    """Whether it says what shall come before what."""
    return bool(find_orders(turn.understood.folded, [one.mention for one in turn.understood.named]))


def ordered(turn: Turn, itinerary: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The appointments that bring the plan's stops into the order wished for; none when they are in it."""
    found = find_orders(turn.understood.folded, [one.mention for one in turn.understood.named])
    if not found:
        return []
    order = found[0]
    stops = {stop["place_id"]: stop for stop in itinerary["stops"] if stop["kind"] != "rest" and stop["place_id"]}
    place = turn.gazetteer.places[order.place_id]
    usual = place.visit_minutes.typical if place.visit_minutes else 30
    if order.place_id in {mention.value for mention in turn.understood.with_role("end", "start")}:
        # Where the day ends is no stop to be last.
        return []
    if moved := _moved_behind(turn, order, stops, itinerary):
        return moved
    begin = _begin(order, stops, itinerary, usual)
    if begin is None:
        return []
    if order.kind != "before" or order.other_id is None:
        return [_appointment(order.place_id, begin, usual)]
    # What shall come after is held behind it, or it could as well become the stop before.
    after = turn.gazetteer.places[order.other_id].visit_minutes
    minutes = after.typical if after else _QUARTER * 2
    if place.visit_minutes and begin + usual + _ON_THE_WAY + minutes > _minute(itinerary["end"]):
        usual, minutes = place.visit_minutes.min, after.min if after else minutes
    later = _up(begin + usual + _ON_THE_WAY)
    return [_appointment(order.place_id, begin, usual), _appointment(order.other_id, later, minutes)]


def _appointment(place_id: str, begin: int, minutes: int) -> dict[str, Any]:
    return {"place_id": place_id, "begin": clock(begin % 1440), "minutes": minutes}


def _moved_behind(
    turn: Turn, order: Order, stops: Mapping[str, Mapping[str, Any]], itinerary: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The stop that shall come after held behind the other where that is now, when the day has room for it there."""
    if order.kind != "before" or order.place_id not in stops or order.other_id not in stops:
        return []
    leaves, day_ends = _minute(stops[order.place_id]["leave"]), _minute(itinerary["end"])
    usual = turn.gazetteer.places[str(order.other_id)].visit_minutes
    minutes = usual.typical if usual else 30
    begin = _up(leaves + _ON_THE_WAY)
    before = _minute(stops[order.place_id]["begin"]) < _minute(stops[str(order.other_id)]["begin"])
    if before or begin + minutes > day_ends:
        return []
    return [_appointment(str(order.other_id), begin, minutes)]


def _begin(
    order: Order, stops: Mapping[str, Mapping[str, Any]], itinerary: Mapping[str, Any], usual: int
) -> int | None:
    """The minute at which the place shall begin; None when its turn is right already."""
    own = _minute(stops[order.place_id]["begin"]) if order.place_id in stops else None
    if order.kind == "from":
        return order.minute if own is None or order.minute is None or own < order.minute else None
    if order.kind in ("first", "last"):
        visits: Sequence[str] = [stop["place_id"] for stop in itinerary["stops"] if stop["kind"] == "visit"]
        if visits and visits[0 if order.kind == "first" else -1] == order.place_id:
            return None
        first, end = _minute(itinerary["stops"][0]["begin"]), _minute(itinerary["stops"][-1]["leave"])
        # There must be time to get there.
        return _up(first + _QUARTER) if order.kind == "first" else max(first, end - usual)
    other = stops.get(order.other_id or "")
    if other is None:
        return None
    before = own is not None and own < _minute(other["begin"])
    if order.kind == "before" and before:
        return None
    return _up(_minute(other["begin"]))


def _minute(instant: str) -> int:
    moment = datetime.fromisoformat(instant)
    return moment.hour * 60 + moment.minute


def _up(minute: int) -> int:
    return -(-minute // _QUARTER) * _QUARTER
