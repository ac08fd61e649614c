"""What was understood, in one line, so that a mistake can be seen and corrected."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bot.actions import speech
from bot.actions.turn import Turn
from bot.understanding.modes import ALL
from itinerary.itinerary import Mode
from itinerary.request import Party
from itinerary.travel import may_use
from knowledge.places.place import Place
from knowledge.places.text import pick

_MOST_NAMES = 3
"""Places left out that are told by their names."""


def of(turn: Turn, wishes: Mapping[str, Any], request: Mapping[str, Any]) -> str:
    """The wishes as a person would repeat them; day and hours as they were taken."""
    return ("，" if turn.locale != "en" else "; ").join(_parts(turn, wishes, request))


def _parts(turn: Turn, wishes: Mapping[str, Any], request: Mapping[str, Any]) -> Iterator[str]:
    district, places = turn.gazetteer.district, turn.gazetteer.places

    def names(ids: Any) -> str:
        return speech.listed(turn.locale, (places[one].called(turn.locale) for one in ids if one in places))

    yield turn.day(date.fromisoformat(str(request["date"])))
    yield f"{request.get('start_time', '09:00')}–{request.get('end_time', '18:00')}"
    if party := _party(turn, wishes.get("party", {})):
        yield party
    for field in ("start", "end"):
        if place := places.get(str((wishes.get(field) or {}).get("place_id"))):
            yield turn.say(f"echo-{field}", place=place.called(turn.locale))
    themes = [
        pick(district.themes[theme].name, turn.locale)
        for theme, weight in wishes.get("themes", {}).items()
        if weight > 0 and theme in district.themes
    ]
    if themes:
        yield turn.say("echo-themes", themes=speech.listed(turn.locale, themes))
    fixed = {one["place_id"]: one for one in wishes.get("fixed", ())}
    if musts := [one for one in wishes.get("must_visit", ()) if one not in fixed]:
        yield turn.say("echo-must", places=names(musts))
    for one in fixed.values():
        length = speech.length(turn.locale, int(one["minutes"]))
        yield turn.say("echo-fixed", time=one["begin"], place=names([one["place_id"]]), length=length)
    if wishes.get("eat_at"):
        yield turn.say("echo-eat", places=names(wishes["eat_at"]))
    if wishes.get("avoid"):
        yield _avoided(turn, wishes["avoid"])
    if wishes.get("only_kinds"):
        kinds = (pick(district.kinds[kind].name, turn.locale) for kind in wishes["only_kinds"])
        yield turn.say("echo-only", kinds=speech.listed(turn.locale, kinds))
    if wishes.get("max_places") is not None:
        yield turn.say("echo-max-places", count=wishes["max_places"])
    if set(wishes.get("modes", ALL)) != set(ALL):
        modes = _usable(wishes["modes"], request.get("party", {}))
        yield turn.say("echo-modes", modes=speech.listed(turn.locale, (turn.say(f"mode-{mode}") for mode in modes)))
    for field in ("max_walk", "max_leg_walk", "max_distance"):
        if wishes.get(field) is not None:
            yield turn.say(f"echo-{field}", distance=speech.metres(turn.locale, wishes[field]))
    if wishes.get("budget") is not None:
        yield turn.say("echo-budget", money=speech.money(turn.locale, float(wishes["budget"]), district))
    if wishes.get("pace") in ("relaxed", "packed"):
        yield turn.say(f"echo-{wishes['pace']}")
    for meal, wanted in wishes.get("meals", {}).items():
        if not wanted:
            yield turn.say(f"echo-no-{meal}")
    if wishes.get("weather") in ("rain", "hot"):
        yield turn.say(f"echo-{wishes['weather']}")
    if (wishes.get("alternatives") or 1) > 1:
        yield turn.say("echo-alternatives", count=wishes["alternatives"])


def _usable(modes: Sequence[Mode], party: Mapping[str, Any]) -> list[Mode]:
    """The modes that these people can use at all."""
    who = Party.model_validate(party)
    return [mode for mode in modes if may_use(mode, who)]


def _party(turn: Turn, party: Mapping[str, Any]) -> str:
    counts = {kind: int(party.get(kind) or 0) for kind in ("adults", "children", "seniors")}
    said = [turn.say(f"echo-{kind}", count=count) for kind, count in counts.items() if count]
    said += [turn.say(f"echo-{what}") for what in ("wheelchair", "stroller") if party.get(what)]
    return speech.listed(turn.locale, said)


def _avoided(turn: Turn, avoid: Sequence[str]) -> str:
    """Places left out: a kind of which all are is told as the kind, and of the others the first three."""
    places, kinds = turn.gazetteer.places, turn.gazetteer.district.kinds
    left_out = [places[one] for one in dict.fromkeys(avoid) if one in places]
    whole = [kind for kind in dict.fromkeys(place.kind for place in left_out) if _all_of(turn, kind, left_out)]
    names = [pick(kinds[kind].name, turn.locale) for kind in whole]
    names += [place.called(turn.locale) for place in left_out if place.kind not in whole]
    more = len(names) - _MOST_NAMES
    said = speech.listed(turn.locale, names[:_MOST_NAMES])
    if more > 0:
        said = turn.say("and-more", names=said, count=more if turn.locale == "en" else len(names))
    return turn.say("echo-avoid", places=said)


def _all_of(turn: Turn, kind: str, left_out: Sequence[Place]) -> bool:
    """Whether several of a kind are left out, and with them all that a plan could have of it."""
    of_kind = [place for place in left_out if place.kind == kind]
    could = [one for one in turn.gazetteer.places.values() if one.kind == kind and one.schedulable and one.in_district]
    return len(of_kind) > 1 and all(one in of_kind for one in could)
