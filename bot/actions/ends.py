"""Where a day begins and ends: what can't be visited may serve to meet at, but not what doesn't exist."""

from collections.abc import Mapping
from typing import Any

from bot.actions import speech
from bot.actions.turn import Turn
from bot.understanding.folding import compiled
from bot.understanding.times import clock
from knowledge.places.place import Place

_FIELDS = ("start", "end")
_OF_ENDS = frozenset({"hotel", "transport"})
"""Kinds of places where a day begins or ends and that nobody is taken to see."""
_RIDES_OFF = compiled(r"火车|高铁|动车|飞机|航班|班机|\b(?:train|flight|plane|coach|ferry|boat)\b")
"""Has something to catch."""
_COMES_TO = compiled(
    r"(?:到|抵达?|落|\b(?:arriv\w*|land\w*|get(?:ting)? in|com(?:e|ing) in)(?: \w+){0,3}?)"
    r"\s*(?:at|in|to|into)?\s*(?:the )?$"
)
"""What is told before a place that one comes from elsewhere to."""

_BEFORE = {"train": 30, "flight": 90}
"""Minutes to be there before departure, by our estimate."""
_HAN_CLOCK = r"[\d一二两三四五六七八九十]{1,3}点(?:[\d一二三四五六七八九十零半正]{1,3}分?)?"
_TIMED = rf"(?:\d{{1,2}}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?|{_HAN_CLOCK})"
_DEPARTS = {
    ride: compiled(
        rf"{_TIMED}\s*(?:的|嘅|那班|嗰班|班)*\s*(?:{han}|{word}\b)"
        rf"|(?:{han})(?:是|系|喺|在)?\s*{_TIMED}\s*(?:开|走|起飞|发车)"
        rf"|\b{word} (?:is |leaves |departs |goes )?at {_TIMED}"
    )
    for ride, han, word in (("train", "火车|高铁|动车", "train"), ("flight", "飞机|航班|班机", "(?:flight|plane)"))
}
"""Tells when what is to be caught leaves."""


def with_ends(turn: Turn, wishes: Mapping[str, Any]) -> dict[str, Any]:
    """The wishes with hotels and stations that were wished for like sights as the start or the end of the day.

    Another hotel takes the place of the one before, at whichever end that was; where there was none, days begin there.
    """
    after, places = dict(wishes), turn.gazetteer.places
    for place_id in wishes.get("must_visit", ()):
        place = places.get(place_id)
        if place is None or place.kind not in _OF_ENDS or place.visit_minutes is not None:
            continue
        if fields := _fields(turn, place, after):
            after["must_visit"] = [one for one in after["must_visit"] if one != place_id]
            after |= {field: {"place_id": place_id} for field in fields}
    if not after.get("must_visit", True):
        after.pop("must_visit")
    return after


def _fields(turn: Turn, place: Place, wishes: Mapping[str, Any]) -> list[str]:
    """Of the start and the end of the day those that a hotel or a station is to be."""
    places, folded = turn.gazetteer.places, turn.understood.folded
    if place.kind == "transport":
        said = [one.mention.start for one in turn.understood.named if one.mention.value == place.id]
        if any(_COMES_TO.search(folded[:start]) for start in said):
            return ["start"]
        if _RIDES_OFF.search(folded):
            return ["end"]
    before = {field: places.get(str((wishes.get(field) or {}).get("place_id"))) for field in _FIELDS}
    if same := [field for field, one in before.items() if one is not None and one.kind == place.kind]:
        return same
    return [field for field in ("start",) if place.kind == "hotel" and before[field] is None] or [
        field for field in ("end",) if before["start"] is not None and before[field] is None
    ]


def in_time(turn: Turn, wishes: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """The wishes with an end of the day early enough for the train or flight that it was told by, and a word of that.

    Only where the day ends at a station; the time told now is the departure, not the time to be there.
    """
    place = turn.gazetteer.places.get(str((wishes.get("end") or {}).get("place_id")))
    told = next((time.minute for time in turn.understood.times if time.role == "end"), None)
    ride = next((ride for ride, words in _DEPARTS.items() if words.search(turn.understood.folded)), None)
    if place is None or place.kind != "transport" or told is None or ride is None:
        return dict(wishes), ""
    if wishes.get("end_time") != clock(told) or told < _BEFORE[ride]:
        return dict(wishes), ""
    end = clock(told - _BEFORE[ride])
    note = turn.say("in-time", place=turn.name(place), minutes=_BEFORE[ride], end=end, time=clock(told))
    return {**wishes, "end_time": end}, note


def sound_ends(turn: Turn, wishes: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The wishes without ends of the day that don't exist or lie nowhere known, and a sentence about each that is shut.

    One may meet outside a place that is shut; who chose it before has been told so then.
    """
    sound, notes, places = dict(wishes), list[str](), turn.gazetteer.places
    for field in _FIELDS:
        place_id = (wishes.get(field) or {}).get("place_id")
        if place_id is None:
            continue
        place = places.get(place_id)
        if place is None or place.position is None or place.status == "planned":
            sound.pop(field)
        if place is None or turn.memory.constraints.get(field) == wishes[field]:
            continue
        if place.status == "planned":
            notes.append(turn.say(f"{field}-planned", place=turn.name(place), as_of=_as_of(turn, place)))
        elif place.position is None:
            notes.append(turn.say("no-position", place=turn.name(place)))
        elif place.status != "open":
            notes.append(turn.say(f"meet-{place.status}", place=turn.name(place), as_of=_as_of(turn, place)))
    return sound, list(dict.fromkeys(notes))


def _as_of(turn: Turn, place: Place) -> str:
    provenance = place.provenance.get("status")
    return speech.as_of(turn.locale, provenance.as_of) if provenance else turn.say("undated")
