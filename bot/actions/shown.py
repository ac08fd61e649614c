"""A plan in words: its stops, totals and buttons, and what a change changed in it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.actions import speech
from bot.actions.turn import Reply, Turn

WORTH_TELLING = 50
"""Metres; who walks less in all hardly walks."""
_LEAST_COIN = 0.5
"""What costs less a person is told as nothing."""
_FEW = 3
"""Stops whose changed hours are all told."""


def show_plan(turn: Turn, reply: Reply, itinerary: Mapping[str, Any]) -> None:
    """The plan in a few lines and as an itinerary, with what could be changed."""
    stops = [stop for stop in itinerary["stops"] if stop["kind"] != "rest"]
    if not stops:
        reply.line(turn.say("plan-empty"))
    else:
        when = turn.day(date.fromisoformat(itinerary["date"]))
        # A table is counted, too, as whoever says "the third one" does.
        heading = "plan-with-meals" if any(stop["kind"] == "meal" for stop in stops) else "plan"
        reply.line(turn.say(heading, day=when, count=len(stops)))
        for stop in stops:
            reply.line(
                turn.say(
                    "plan-stop",
                    begin=speech.clock(stop["begin"]),
                    leave=speech.clock(stop["leave"]),
                    place=stop_name(turn, stop),
                )
            )
        totals = itinerary["totals"]
        cost = speech.money(turn.locale, float(totals["cost"]), turn.gazetteer.district)
        unknown = turn.say("cost-unknown", count=len(totals["cost_unknown"])) if totals["cost_unknown"] else ""
        walks = "" if totals["walk"] >= WORTH_TELLING else "-no-walk"
        costs = "" if pays(itinerary) else "-no-cost"
        message = f"plan-totals{walks}{costs}"
        reply.line(turn.say(message, walk=speech.metres(turn.locale, totals["walk"]), cost=cost), unknown)
        unsure = [stop["place_id"] for stop in stops if stop["open"] == "unknown"]
        if unasked := [turn.name(turn.gazetteer.places[one]) for one in unsure if one in turn.gazetteer.places]:
            reply.line(turn.say("plan-unknown-hours", places=speech.listed(turn.locale, unasked)))
    reply.itinerary = dict(itinerary)
    reply.about(*(turn.gazetteer.places[stop] for stop in stops_of(itinerary) if stop in turn.gazetteer.places))
    for stop in stops_of(itinerary):
        if place := turn.gazetteer.places.get(stop):
            reply.cite(place, "opening_hours")
    suggest_changes(turn, reply, itinerary, "less-walking", "calmer", "later", "cheaper")


def suggest_changes(turn: Turn, reply: Reply, itinerary: Mapping[str, Any], *changes: str) -> None:
    """Changes of the plan as buttons, without those that could change nothing in it."""
    idle = {
        "less-walking": itinerary["totals"]["walk"] < WORTH_TELLING,
        "cheaper": not pays(itinerary),
        "calmer": turn.memory.constraints.get("pace") == "relaxed",
    }
    reply.suggest(*(turn.say(f"suggest-{change}") for change in changes if not idle.get(change)))


def pays(itinerary: Mapping[str, Any]) -> bool:
    """Whether there is anything to pay that rounds to a coin, by the prices known."""
    return float(itinerary["totals"]["cost"]) >= _LEAST_COIN


def stop_name(turn: Turn, stop: Mapping[str, Any]) -> str:
    place = turn.gazetteer.places.get(stop["place_id"] or "")
    called = turn.name(place) if place else str(stop["name"])
    return turn.say(f"stop-{stop['meal']}", place=called) if stop["kind"] == "meal" and place else called


def difference(turn: Turn, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """What the change changed, in one line."""
    old, new = stops_of(before), stops_of(after)
    names = turn.gazetteer.places

    def called(ids: Sequence[str]) -> str:
        return speech.listed(turn.locale, (names[stop].called(turn.locale) for stop in ids if stop in names))

    parts = []
    if gone := [stop for stop in old if stop not in new]:
        parts.append(turn.say("changed-gone", places=called(gone)))
    if come := [stop for stop in new if stop not in old]:
        parts.append(turn.say("changed-come", places=called(come)))
    if before["date"] != after["date"]:
        parts.append(turn.say("changed-day", day=turn.day(date.fromisoformat(after["date"]))))
    if new and old and _first_begin(before) != _first_begin(after):
        parts.append(turn.say("changed-begin", time=_first_begin(after)))
    shared = [[stop for stop in stops if stop in old and stop in new] for stops in (old, new)]
    if shared[0] != shared[1]:
        parts.append(turn.say("changed-order", places=called(new)))
    hours_before, hours_after = _hours_of(before), _hours_of(after)
    if other := [stop for stop in shared[1] if hours_before[stop] != hours_after[stop]]:
        shown = [(stop, hours_after[stop]) for stop in _asked_of(turn, other) if stop in names]
        if shown:
            hours = (f"{names[stop].called(turn.locale)} {begin}–{leave}" for stop, (begin, leave) in shown)
            parts.append(turn.say("changed-hours", stops=speech.listed(turn.locale, hours)))
        elif not parts:
            parts.append(turn.say("changed-some-hours"))
    walked = {"before": before["totals"]["walk"], "after": after["totals"]["walk"]}
    told = {when: speech.metres(turn.locale, walk) for when, walk in walked.items()}
    # What is told as one and the same, or as hardly any, is no change.
    if told["before"] != told["after"] and max(walked.values()) >= WORTH_TELLING:
        parts.append(turn.say("changed-walk", **told))
    if not parts:
        return turn.say("changed-nothing")
    return turn.say("changed", changes=("；" if turn.locale != "en" else "; ").join(parts))


def _asked_of(turn: Turn, stops: Sequence[str]) -> list[str]:
    """Those of the stops of which the message wishes something; of few all of them."""
    wished = {wish.place_id for wish in turn.understood.stop_wishes}
    return [stop for stop in stops if stop in wished] or (list(stops) if len(stops) <= _FEW else [])


def _hours_of(itinerary: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """When each stop begins and is left."""
    stops = [stop for stop in itinerary["stops"] if stop["place_id"] and stop["kind"] != "rest"]
    return {stop["place_id"]: (speech.clock(stop["begin"]), speech.clock(stop["leave"])) for stop in stops}


def _first_begin(itinerary: Mapping[str, Any]) -> str:
    return next(speech.clock(stop["begin"]) for stop in itinerary["stops"] if stop["kind"] != "rest")


def visits_of(itinerary: Mapping[str, Any] | None) -> list[str]:
    return [stop["place_id"] for stop in (itinerary or {}).get("stops", ()) if stop["kind"] == "visit"]


def stops_of(itinerary: Mapping[str, Any]) -> list[str]:
    """The places of visits and meals in order, each once."""
    return list(
        dict.fromkeys(stop["place_id"] for stop in itinerary["stops"] if stop["place_id"] and stop["kind"] != "rest")
    )
