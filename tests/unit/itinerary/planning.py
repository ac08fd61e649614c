"""What the planner's tests ask for and look at."""

from datetime import date, datetime
from typing import Any

from itinerary.itinerary import Itinerary, Stop
from itinerary.plan import Answer, plan_day
from itinerary.request import ItineraryRequest, read_request
from knowledge.places.gazetteer import Gazetteer

TODAY = date(2026, 11, 23)
NOW = datetime.fromisoformat("2026-11-23T10:00:00+01:00")


def wish(town: Gazetteer, **fields: Any) -> ItineraryRequest:
    """A request for a Tuesday without meals, unless told otherwise."""
    plain = {"date": "2026-11-24", "meals": {"lunch": False, "dinner": False}, "locale": "en"}
    return read_request({**plain, **fields}, town, TODAY)


def answer(town: Gazetteer, **fields: Any) -> Answer:
    return plan_day(wish(town, **fields), town, NOW)


def plan(town: Gazetteer, **fields: Any) -> Itinerary:
    return answer(town, **fields).itineraries[0]


def visits(itinerary: Itinerary) -> list[str | None]:
    return [stop.place_id for stop in itinerary.stops if stop.kind == "visit"]


def codes(itinerary: Itinerary) -> dict[str, str]:
    return {entry.place_id: entry.code for entry in itinerary.excluded}


def clock(stop: Stop, edge: str = "begin") -> str:
    return datetime.fromisoformat(getattr(stop, edge)).strftime("%H:%M")
