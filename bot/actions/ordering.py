"""Wishes of order turned into appointments of the plan: a request knows no order, but it knows fixed times."""

from collections.abc import Mapping
from datetime import datetime
from itertools import product
from typing import Any

from bot.actions.stops import minute_of
from bot.actions.turn import Turn
from bot.understanding.folding import compiled
from bot.understanding.orders import Order, find_orders
from bot.understanding.times import clock

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

_QUARTER = 15
_SOME_MINUTES = 30
_ON_THE_WAY = 30
"""Minutes left for getting from one appointment to the next."""
_SOONER = (0, 15, 45)
"""Minutes after the beginning of the stop whose turn it gets: there may be a way to it."""
_TWO = compiled(
    r"(?:头|前|最前面?|开头|最后|后|最尾|尾)(?:面|边)?(?:那|嗰|的|嘅)?(?:两|2|二)(?:个|站|处)?(?:景点|地方)?(?:的|嘅)?(?:顺序|位置|次序)?(?:互相)?(?:对调|调转|倒转|互换|调换|掉转|(?:换|调)(?:一下|下|个|转)?(?:顺序|次序|位置?)?)"
    r"|\b(?:swap|switch|flip|exchange|reverse)(?: around)? (?:the )?(?:order of )?(?:the )?(?:first|last) two\b"
)
_FIRST_TWO = compiled(r"头|前|\bfirst\b")


def asks_order(turn: Turn) -> bool:
    """Whether it says what shall come before what."""
    return bool(_order(turn) or _TWO.search(turn.understood.folded))


def swapped(turn: Turn) -> list[str]:
    """The stops of the plan that shall change places; empty when there are no such."""
    stops = list((turn.memory.plan or {}).get("stops", ()))
    order = _order(turn)
    if order is None or order.kind != "swap":
        return []
    both = [order.place_id, str(order.other_id)]
    return both if all(one in stops for one in both) else []


def ordered(turn: Turn, itinerary: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    """The appointments that bring the plan's stops into the order wished for, likeliest first; none when they are in it."""
    order = _order(turn) or _of_two(turn, itinerary)
    if order is None:
        return []
    stops = {stop["place_id"]: stop for stop in itinerary["stops"] if stop["kind"] != "rest" and stop["place_id"]}
    if order.place_id in {mention.value for mention in turn.understood.with_role("end", "start")}:
        # Where the day ends is no stop to be last.
        return []
    usual, least = _lengths(turn, order.place_id, stops)
    if order.kind == "swap":
        return _exchanged(turn, order, stops, itinerary)
    if moved := _moved_behind(turn, order, stops, itinerary):
        return [moved]
    begins = _begins(order, stops, itinerary, usual)
    if order.kind != "before" or order.other_id is None:
        return [[_appointment(order.place_id, begin, minutes)] for minutes in (usual, least) for begin in begins]
    if not begins:
        return []
    # What shall come after is held behind it, or it could as well become the stop before.
    minutes, shorter = _lengths(turn, order.other_id, stops)
    if begins[0] + usual + _ON_THE_WAY + minutes > minute_of(itinerary, itinerary["end"]):
        usual, minutes = least, shorter
    later = _up(begins[0] + usual + _ON_THE_WAY)
    return [[_appointment(order.place_id, begins[0], usual), _appointment(order.other_id, later, minutes)]]


def in_order(turn: Turn, itinerary: Mapping[str, Any]) -> bool:
    """Whether the plan's visits are in the order wished for already."""
    order = _order(turn) or _of_two(turn, itinerary)
    visits = [stop["place_id"] for stop in itinerary["stops"] if stop["kind"] == "visit"]
    if order is None or order.place_id not in visits:
        return False
    at = visits.index(order.place_id)
    if order.kind == "before":
        return order.other_id in visits and at < visits.index(order.other_id)
    wanted = {"first": 0, "last": len(visits) - 1, "nth": (order.number or 1) - 1}.get(order.kind)
    return at == wanted


def _order(turn: Turn) -> Order | None:
    return next(iter(find_orders(turn.understood.folded, [one.mention for one in turn.understood.named])), None)


def _of_two(turn: Turn, itinerary: Mapping[str, Any]) -> Order | None:
    """The first or last two stops changing places."""
    said = _TWO.search(turn.understood.folded)
    visits = [stop["place_id"] for stop in itinerary["stops"] if stop["kind"] == "visit"]
    if said is None or len(visits) < 2:
        return None
    first = _FIRST_TWO.search(said[0]) is not None
    return Order("swap", *(visits[:2] if first else visits[-2:]))


def _lengths(turn: Turn, place_id: str, stops: Mapping[str, Mapping[str, Any]]) -> tuple[int, int]:
    """How long the visit is, by the plan if it is in it, and how short it can become."""
    told = turn.gazetteer.places[place_id].visit_minutes
    usual, least = (told.typical, told.min) if told else (_SOME_MINUTES, _SOME_MINUTES)
    if place_id not in stops:
        return usual, least
    stop = stops[place_id]
    lasts = datetime.fromisoformat(stop["leave"]) - datetime.fromisoformat(stop["begin"])
    minutes = int(lasts.total_seconds() // 60)
    return minutes, min(least, minutes)


def _appointment(place_id: str, begin: int, minutes: int) -> dict[str, Any]:
    return {"place_id": place_id, "begin": clock(begin % 1440), "minutes": minutes}


def _exchanged(
    turn: Turn, order: Order, stops: Mapping[str, Mapping[str, Any]], itinerary: Mapping[str, Any]
) -> list[list[dict[str, Any]]]:
    """The two visits each at about the other's time."""
    both = [one for one in (order.place_id, str(order.other_id)) if stops.get(one, {}).get("kind") == "visit"]
    if len(both) < 2:
        return []
    one, other = sorted(both, key=lambda place: str(stops[place]["begin"]))
    begins, ends = minute_of(itinerary, stops[one]["begin"]), minute_of(itinerary, stops[other]["leave"])
    closes = minute_of(itinerary, itinerary["end"])
    ways = []
    for (of_one, of_other), wait in product(
        zip(*(_lengths(turn, each, stops) for each in (one, other)), strict=True), _SOONER
    ):
        early = begins + wait
        late = max(early + of_other + _QUARTER, min(ends, closes) - of_one)
        if late + of_one <= closes:
            ways.append([_appointment(other, early, of_other), _appointment(one, late, of_one)])
    return ways


def _moved_behind(
    turn: Turn, order: Order, stops: Mapping[str, Mapping[str, Any]], itinerary: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The stop that shall come after held behind the other where that is now, when the day has room for it there."""
    if order.kind != "before" or order.place_id not in stops or order.other_id not in stops:
        return []
    leaves, day_ends = minute_of(itinerary, stops[order.place_id]["leave"]), minute_of(itinerary, itinerary["end"])
    minutes, _ = _lengths(turn, str(order.other_id), stops)
    begin = _up(leaves + _ON_THE_WAY)
    before = minute_of(itinerary, stops[order.place_id]["begin"]) < minute_of(
        itinerary, stops[str(order.other_id)]["begin"]
    )
    if before or begin + minutes > day_ends:
        return []
    return [_appointment(str(order.other_id), begin, minutes)]


def _begins(
    order: Order, stops: Mapping[str, Mapping[str, Any]], itinerary: Mapping[str, Any], usual: int
) -> list[int]:
    """The minutes at which the place might begin; none when its turn is right already."""
    own = minute_of(itinerary, stops[order.place_id]["begin"]) if order.place_id in stops else None
    visits = [stop for stop in itinerary["stops"] if stop["kind"] == "visit"]
    if order.kind in ("first", "last", "nth") and visits:
        at = {"first": 0, "last": len(visits) - 1}.get(order.kind, min(order.number or 1, len(visits)) - 1)
        if visits[at]["place_id"] == order.place_id:
            return []
        held_by = minute_of(itinerary, visits[at]["begin"])
        if order.kind == "last":
            ends = minute_of(itinerary, itinerary["stops"][-1]["leave"])
            closes = minute_of(itinerary, itinerary["end"])
            return list(dict.fromkeys([ends - usual, closes - usual]))
        if order.kind == "nth" and own is not None and own < held_by:
            # What comes before it moves up, and it comes after the stop that has the number now.
            return [_up(minute_of(itinerary, visits[at]["leave"]) - usual)]
        # There must be time to get there.
        return [held_by + wait for wait in _SOONER]
    other = stops.get(order.other_id or "")
    if other is None:
        return []
    before = own is not None and own < minute_of(itinerary, other["begin"])
    if order.kind == "before" and before:
        return []
    return [_up(minute_of(itinerary, other["begin"]))]


def _up(minute: int) -> int:
    return -(-minute // _QUARTER) * _QUARTER
