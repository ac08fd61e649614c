"""What a message says for a plan, as fields of the contract's itinerary request."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from collections.abc import Mapping
from typing import Any

from bot.understanding.folding import compiled
from bot.understanding.kinds import spoken_kinds
from bot.understanding.modes import ALL
from bot.understanding.party import PartyWish
from bot.understanding.roles import Mention, Role
from bot.understanding.times import clock
from bot.understanding.understanding import Understanding
from knowledge.places.gazetteer import Gazetteer

LITTLE_WALKING = 3000
"""Metres that somebody walks on a day who asks not to walk much."""
_DAY_BEGINS = 9 * 60
_EVENING = "17:00"
_SOME_MINUTES = 30
_NO_SIGHTS = frozenset({"transport", "hotel", "restaurant"})
"""Kinds of places that nobody is taken to see: "no other transport" is of means of travel, "no restaurants" of meals."""
_ROUND = compiled(
    r"\b(?:start|begin)(?:s|ing|ning)?,? (?:and|&|n) (?:end|finish)(?:s|es|ing)?\b|\b(?:back|return(?:s|ing)?|end(?:s|ing)?|finish(?:es|ing)?|drop(?:ped)? (?:me|us) off)(?: up)? (?:at |in |to |from )?(?:the |that |this )?(?:very )?same (?:place|station|hotel|spot|stop|point|airport|pier|one)\b|\b(?:back|return) to (?:where (?:we|i) (?:started|began|set off)|the start(?:ing point)?)\b"
    r"|(?:回到?|返到?|返回|回去|送回|收在|结束在|终点(?:也)?(?:是|系|在)?)(?:同一?个?(?:站|车站|地方|酒店|地点|位置)|原地|原处|原点|起点|出发(?:点|地|的地方|嘅地方)|(?:那里|那儿|嗰度|嗰处)(?=坐|搭|乘|上|赶))|起点(?:和|跟|同|与)?终点(?:都|一样|相同|同一)|(?:同一?个?(?:站|地方|酒店)|都在)(?:\S{0,2})(?:开始|出发)(?:和|跟|同|与|,|、)?(?:结束|收尾)"
)
"""The day ends where it begins."""
_SETS_OUT = compiled(r"出发|起点|起程|开始|\b(?:from|start|starting|leave|leaving|begin|beginning|out of)\b|回到?|返")
_KEPT = compiled(
    r"(?:留(?:低|住|下)?|保留|剩(?:低|下)?|\b(?:keep|leave)(?: me| us)?(?: with)?(?: only| just)?(?: the)?|\bonly the)\s*$"
)
"""What is kept is a stop of the plan and no kind."""
_NOON = 12 * 60
_NIGHT_BEGINS = 6 * 60
"""An end up to this minute is one of the next morning."""


def constraints(
    understood: Understanding,
    gazetteer: Gazetteer,
    *,
    planning: bool = True,
    begin: int = _DAY_BEGINS,
    company: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The fields that the message speaks of, and only those; ``party`` and ``meals`` hold just what was said.

    Args:
        planning: the places that it names are wished for; else they are only what it asks about.
        begin: the minute from which a length without a time counts.
        company: the party as it was told before, to which "one more comes" is added.
    """
    said: dict[str, Any] = {}
    if understood.dates:
        said["date"] = understood.dates[0].isoformat()
    said |= hours(understood, begin)
    said |= _themes(understood)
    said |= _places(understood, gazetteer, planning)
    said |= _limits(understood, gazetteer)
    if fixed := _fixed(understood, gazetteer):
        said["fixed"] = fixed
    if understood.party and (party := _party(understood.party, company or {})):
        said["party"] = party
    if understood.meals:
        # "Lunch at the noodle shop" is no lunch that somebody else sees to: there is a table there.
        said["meals"] = (
            dict.fromkeys(understood.meals, True) if _eats_there(understood, said) else dict(understood.meals)
        )
    return said


def _eats_there(understood: Understanding, said: Mapping[str, Any]) -> bool:
    """Whether the one meal named is to be had at a table of ours."""
    return "eat_at" in said and len(understood.meals) == 1 and bool(understood.with_role("eat"))


def _party(wish: PartyWish, before: Mapping[str, Any]) -> dict[str, Any]:
    counts = {name: getattr(wish, name) for name in ("adults", "children", "seniors")}
    if wish.joining:
        counts["adults"] = _with_those(wish.joining, before)
    others = sum(int(before.get(name) or 0) for name in ("children", "seniors"))
    if wish.of_all and wish.adults and wish.adults > others and (wish.children, wish.seniors) == (None, None):
        # "There are seven of us" counts the children told before.
        counts["adults"] = wish.adults - others
    said: dict[str, Any] = {name: count for name, count in counts.items() if count is not None}
    return said | {name: True for name in ("wheelchair", "stroller") if getattr(wish, name)}


def _with_those(joining: int, before: Mapping[str, Any]) -> int | None:
    """The adults of a party when so many more come; None when it can't be told who is left of it."""
    others = any(before.get(name) for name in ("children", "seniors"))
    # A party of which nothing was told is a visitor alone, unless it is of children and seniors only.
    adults = int(before.get("adults", 0 if others else 1)) + joining
    return adults if adults > 0 or (adults == 0 and others) else None


def hours(understood: Understanding, begin: int = _DAY_BEGINS) -> dict[str, str]:
    """``start_time`` and ``end_time`` as far as times, parts of the day and lengths tell them."""
    start = next((time.minute for time in understood.times if time.role == "start"), None)
    end = next((time.minute for time in understood.times if time.role == "end"), None)
    parts = [part for part in understood.parts if part[0] != "noon"]
    if len({part[0] for part in parts}) > 1 and understood.days and not understood.times:
        # "The old street in the morning, the sea in the afternoon, a day trip" tells what to see when.
        parts = []
    if start is None and understood.attribute != "opening_hours":
        start = next((time.minute for time in understood.times if time.role == "at"), None)
    if parts:
        last = parts[-1][2]
        if start is None and (end is None or end > parts[0][1]):
            start = parts[0][1]
            end = last if end is None else end
        elif end is None and last is not None and start is not None and start < last:
            end = last
    if understood.length is not None and not (start is not None and end is not None):
        if end is not None:
            start = max(0, end - understood.length)
        else:
            start = begin if start is None else start
            end = start + understood.length
    of_morning = any(time.role == "end" and time.part == "morning" for time in understood.times)
    if start is not None and end is not None and _NIGHT_BEGINS < end <= min(start, _NOON) and not of_morning:
        # "From half past six, back before eleven" is back in the same evening.
        end += _NOON
    return _clocks(start, end)


def _clocks(start: int | None, end: int | None) -> dict[str, str]:
    times: dict[str, str] = {}
    if start is not None:
        times["start_time"] = clock(start % 1440)
    if end is not None and end <= 30 * 60:
        times["end_time"] = clock(end)
    return times


def _themes(understood: Understanding) -> dict[str, Any]:
    themes = dict(understood.themes)
    return {"themes": themes} if themes else {}


def _places(understood: Understanding, gazetteer: Gazetteer, planning: bool) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    wished: tuple[Role, ...] = ("must", "add", "lock", "replacing", "only") + (
        ("want", "about", "eat", "near") if planning else ()
    )
    tables = [
        mention.value
        for mention in understood.with_role("eat")
        if planning and mention.kind_of == "place" and serves_meals(mention.value, gazetteer)
    ]
    if tables:
        chosen["eat_at"] = list(dict.fromkeys(tables))
    must = [mention.value for mention in understood.with_role(*wished) if mention.kind_of == "place"]
    must = [place for place in must if place not in tables]
    only = _only_kinds(understood, gazetteer)
    refused = understood.with_role("avoid", "replaced")
    named = [mention.value for mention in refused if mention.kind_of == "place"]
    must = [place for place in dict.fromkeys(must) if place not in named]
    # "No parks except River Park" and "to River Park, no other parks" refuse the kind and not the place.
    wanted = {mention.value for mention in understood.with_role("must", "want", "add", "lock", "replacing", "only")}
    of_kinds = [
        place
        for mention in refused
        if mention.kind_of != "place" and mention.value not in only
        for place in _meant(mention, understood, gazetteer)
        if place not in wanted
    ]
    avoid = [*named, *of_kinds]
    must = [place for place in must if place not in avoid]
    if must:
        chosen["must_visit"] = must
    if avoid:
        chosen["avoid"] = list(dict.fromkeys(avoid))
    if only:
        chosen["only_kinds"] = list(dict.fromkeys(only))
    starts: tuple[Role, ...] = ("start", "origin") if planning else ("start",)
    ends: tuple[Role, ...] = ("end", "target") if planning else ("end",)
    for field, roles in (("start", starts), ("end", ends)):
        for mention in understood.with_role(*roles):
            if mention.kind_of == "place":
                chosen[field] = {"place_id": mention.value}
    if ("start" in chosen) != ("end" in chosen) and _ROUND.search(understood.folded):
        chosen["start"] = chosen["end"] = chosen.get("start") or chosen["end"]
    stays = "住" in understood.folded and not _SETS_OUT.search(understood.folded)
    if stays and chosen.get("start") == chosen.get("end"):
        # "Bring me to the hotel in the end, I stay there" says where the day ends and nothing of where it begins.
        chosen.pop("start", None)
    return chosen


def _only_kinds(understood: Understanding, gazetteer: Gazetteer) -> list[str]:
    """Kinds besides which nothing is wished for; "only old streets" is of a kind, though one street is called so."""
    spoken = dict(spoken_kinds(gazetteer.district))
    kinds = []
    for mention in understood.with_role("only"):
        kind = mention.value if mention.kind_of == "kind" else None
        if mention.kind_of == "place" and not _KEPT.search(understood.folded[: mention.start]):
            kind = spoken.get(understood.folded[mention.start : mention.end])
        if kind is not None and mention.kind_of in ("kind", "place") and gazetteer.district.kinds[kind].quality > 0:
            # "Public transport only" is how one goes; nobody spends a day at stations.
            kinds.append(kind)
    return kinds


def serves_meals(place_id: str, gazetteer: Gazetteer) -> bool:
    """Whether one can have lunch or dinner there, and a plan may say so."""
    place = gazetteer.places[place_id]
    return gazetteer.district.serves_meals(place) and place.status == "open" and place.position is not None


def _meant(mention: Mention, understood: Understanding, gazetteer: Gazetteer) -> list[str]:
    if mention.kind_of == "place":
        return [mention.value]
    # "Skip the mall" means any mall, but "skip that mall" the one talked about.
    any_of_kind = mention.kind_of == "that_kind" and understood.folded[mention.start : mention.end].startswith("the ")
    if mention.kind_of == "kind" or any_of_kind:
        of_kind = [place for place in gazetteer.places.values() if place.kind == mention.value]
        if mention.value in _NO_SIGHTS:
            return []
        return [place.id for place in of_kind if place.schedulable] or [place.id for place in of_kind]
    return []


def _fixed(understood: Understanding, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Appointments; one of no told length takes as long as a usual visit."""
    fixed = []
    for one in understood.appointments:
        usual = gazetteer.places[one.place_id].visit_minutes
        minutes = one.minutes or (usual.typical if usual else _SOME_MINUTES)
        fixed.append({"place_id": one.place_id, "begin": clock(one.begin), "minutes": minutes})
    return fixed


def _limits(understood: Understanding, gazetteer: Gazetteer) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for limit in understood.walking:
        metres = limit.metres
        if limit.minutes is not None:
            metres = round(limit.minutes * gazetteer.district.travel.walk_kmh * 1000 / 60)
        if limit.travel:
            said["max_distance"] = metres
        elif limit.per_leg:
            said["max_leg_walk"] = metres
        else:
            said["max_walk"] = LITTLE_WALKING if metres is None else metres
    if understood.budget:
        party = understood.party
        heads = sum(getattr(party, name) or 0 for name in ("adults", "children", "seniors")) if party else 0
        shared = understood.budget.together and heads > 1
        said["budget"] = round(understood.budget.amount / heads, 2) if shared else understood.budget.amount
    if understood.modes and understood.modes.modes != ALL:
        said["modes"] = list(understood.modes.modes)
    simple = {"pace": understood.pace, "weather": understood.weather, "max_places": understood.max_places,
              "alternatives": understood.alternatives}  # fmt: skip
    said |= {name: value for name, value in simple.items() if value is not None}
    if understood.outside:
        said["include_outside"] = True
    return said


def _begins_after(start: str | None, end: str) -> bool:
    """Whether a beginning in the evening lies after an end that is of the same day."""
    return start is not None and start >= _EVENING and clock(_NIGHT_BEGINS) < end <= start


def merged(before: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """The wishes so far with what was said now: corrections replace, lists and counts grow."""
    after = {**before, **said}
    for field in ("party", "meals"):
        if field in before and field in said:
            after[field] = {**before[field], **said[field]}
    if "end_time" in before and "end_time" not in said and _begins_after(said.get("start_time"), before["end_time"]):
        # Who moves the day into the evening doesn't keep the end of the afternoon.
        after.pop("end_time")
    children = before.get("party", {}).get("children", 0)
    if children > 1 and said.get("party", {}).get("stroller") and said["party"].get("children") == 1:
        # The one in the stroller is one of them.
        after["party"]["children"] = children
    if "themes" in before and "themes" in said:
        after["themes"] = {**before["themes"], **said["themes"]}
    if eat_at := [one for one in after.get("eat_at", ()) if one not in said.get("avoid", ())]:
        after["eat_at"] = eat_at
    else:
        after.pop("eat_at", None)
    if "fixed" in before or "fixed" in said:
        new = {one["place_id"] for one in said.get("fixed", ())} | set(said.get("avoid", ()))
        kept = [one for one in before.get("fixed", ()) if one["place_id"] not in new]
        after["fixed"] = [*kept, *said.get("fixed", ())]
        if not after["fixed"]:
            after.pop("fixed")
    must, avoid = list(before.get("must_visit", ())), list(before.get("avoid", ()))
    new_must, new_avoid = list(said.get("must_visit", ())), list(said.get("avoid", ()))
    must = [place for place in dict.fromkeys([*must, *new_must]) if place not in new_avoid]
    avoid = [place for place in dict.fromkeys([*avoid, *new_avoid]) if place not in new_must]
    for field, places in (("must_visit", must), ("avoid", avoid)):
        if places:
            after[field] = places
        else:
            after.pop(field, None)
    return after
