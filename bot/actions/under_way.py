"""A plan whose day is running: what is done of it, and where the visitor is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.actions.turn import Turn


@dataclass(frozen=True)
class UnderWay:
    done: tuple[str, ...] = ()
    """Places of the plan that the visitor tells to have seen."""
    seen: tuple[str, ...] = ()
    """Other places told to have been seen; nobody wants them in the rest of the day."""
    position: Mapping[str, float] | None = None
    """``lat`` and ``lon`` of the place that the visitor tells to be at."""


def is_running(turn: Turn, itinerary: Mapping[str, Any] | None) -> bool:
    """Whether it is the plan's day and its first stop has begun."""
    if itinerary is None or not itinerary["stops"] or itinerary["date"] != turn.today.isoformat():
        return False
    return datetime.fromisoformat(itinerary["stops"][0]["begin"]) <= turn.now


def under_way(turn: Turn, itinerary: Mapping[str, Any] | None) -> UnderWay:
    """What the message tells of how far the day has come; before it has begun, only what was seen already."""
    told = [mention.value for mention in turn.understood.with_role("done") if mention.kind_of == "place"]
    if not is_running(turn, itinerary):
        return UnderWay(seen=tuple(told))
    begun = {
        stop["place_id"]
        for stop in (itinerary or {})["stops"]
        if stop["place_id"] and datetime.fromisoformat(stop["begin"]) < turn.now.replace(second=0, microsecond=0)
    }
    if turn.understood.edit("late") and not told:
        # Who is late is at the last stop of what the clock has passed, or has just left it.
        told = _passed(itinerary or {}, turn.now)
    here = [mention.value for mention in turn.understood.with_role("here", "start") if mention.kind_of == "place"]
    spot = turn.gazetteer.places[here[0]].position if here else None
    return UnderWay(
        done=tuple(one for one in told if one in begun),
        seen=tuple(one for one in told if one not in begun),
        position={"lat": spot.lat, "lon": spot.lon} if spot else None,
    )


def _passed(itinerary: Mapping[str, Any], now: datetime) -> list[str]:
    """The visits whose time is over by the plan."""
    visits = (stop for stop in itinerary["stops"] if stop["kind"] == "visit")
    return [str(stop["place_id"]) for stop in visits if datetime.fromisoformat(stop["leave"]) <= now]
