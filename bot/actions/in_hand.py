"""The plan in view, which may have been changed outside the conversation: what is said next is said of it."""

from collections.abc import Mapping
from typing import Any

from bot.actions.memory import Memory
from bot.actions.planning import Planner
from itinerary.request import ItineraryRequest

_NO_WISHES = {"locale", "seed", "time_limit", "alternatives"}


def taken_up(memory: Memory, plan_id: object, planner: Planner) -> Memory:
    """The memory with that plan as the one talked about, one step further, so that it can be gone back from."""
    if not isinstance(plan_id, str) or (memory.plan and memory.plan.get("id") == plan_id):
        return memory
    kept = planner.kept(plan_id)
    if kept is None:
        return memory
    request, itinerary = kept
    stops = [stop["place_id"] for stop in itinerary["stops"] if stop["place_id"] and stop["kind"] != "rest"]
    before = memory.plan or {}
    plans = [plan_id if one == before.get("id") else one for one in before.get("all", ())] or [plan_id]
    return memory.stepped(_wishes(request), {"id": plan_id, "stops": list(dict.fromkeys(stops)), "all": plans})


def _wishes(request: Mapping[str, Any]) -> dict[str, Any]:
    """What a request asks for beyond the date, as a conversation remembers it."""
    defaults = ItineraryRequest.model_validate({"date": request["date"]}).as_json()
    told = {name: value for name, value in request.items() if name not in _NO_WISHES and value != defaults.get(name)}
    return {"date": request["date"], **told}
