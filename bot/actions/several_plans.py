"""Several plans of one conversation: a second beside the first, each of its own wish, and how they compare."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.actions import speech
from bot.actions.turn import Answer, Reply, Turn
from bot.understanding.folding import compiled

_COMPARES = compiled(
    r"(?:比较|对比|相比|比一比|比下)[^,，.。;]{0,8}(?:方案|行程|计划|版本)|(?:方案|行程|计划|版本)[^,，.。;]{0,8}(?:比较一下|对比|有什么(?:不同|区别|差别|分别)|有咩(?:分别|唔同)|差在)"
    r"|(?:哪|边)(?:一)?(?:个|份|版)(?:方案|行程|计划|版本)?(?:会)?(?:比较|更|最)?(?:便宜|平|抵|省钱|好|划算|轻松|少走|短|贵)"
    r"|\bwhich (?:plan|one|version|option|day|of (?:them|the two|these))(?: of the two)? (?:is|has|would be|costs?|takes?|will be|involves?) (?:the )?(?:cheap|expensive|less|more|better|easier|short|long|fewer|more)\w*|\bcompare\b[^,.;]{0,12}\b(?:plans?|versions?|options?|them|two|both|days|itineraries)\b|\bdifferences? between (?:the |these |those )?(?:two |both )?(?:plans|versions|options|days|them)\b"
)  # fmt: skip
"""Asks how plans compare."""
_INSTEAD = compiled(r"换|改|调|\b(?:instead|change|swap|switch|replace|move)\b")
_NEW_ONE = compiled(
    r"另(?:外)?(?:再)?(?:来|排|做|安排|出|要|一)?一?(?:个|份|版)?[^,，.。]{0,6}(?:行程|计划|方案)|再(?:帮我|给我|畀我)?(?:排|做|来|出|安排|要)(?:多)?一?(?:个|份|版)|多(?:排|做|整)一?(?:个|份)|(?:行程|计划|方案)[^,，.。]{0,3}再(?:来|排)一?(?:个|份)"
    r"|\b(?:another|a second|one more|a separate|an additional|a further) (?:plan|itinerary|day|trip|one)\b"
)
"""Asks for a plan beside the first."""
_ONE_EACH = compiled(
    r"(?:其中)?一(?:个|份|版|条|套)(?!方案|行程|计划|版本|人|小时|钟|月)(?P<one>[^,，.。;；]{1,20}?)[\s,，、;；和]*(?:另(?:外)?)?一(?:个|份|版|条|套)(?!方案|行程|计划|版本|人|小时|钟|月)(?P<other>[^,，.。;；]{1,20})"
    r"|\bone (?P<one_en>[^,.;]{3,40}?),? (?:and )?(?:one|another|the other(?: one)?) (?P<other_en>[^,.;]{3,40})"
)
"""Tells what each of two plans shall be of."""


def compares_plans(turn: Turn) -> bool:
    """Whether the plans of the conversation are to be compared."""
    several = len((turn.memory.plan or {}).get("all", ())) > 1
    return several and not turn.places and bool(_COMPARES.search(turn.understood.folded))


def wants_second(turn: Turn, itinerary: Mapping[str, Any]) -> bool:
    """Whether a plan for another day is asked for beside the one there is."""
    understood, day = turn.understood, date.fromisoformat(str(itinerary["date"]))
    if understood.edit("next_day"):
        return True
    if turn.plan_meant or not understood.dates or understood.dates[0] == day:
        return False
    return bool(_NEW_ONE.search(understood.folded)) and not _INSTEAD.search(understood.folded)


def one_each(turn: Turn) -> list[tuple[int, int]]:
    """Where the message tells the wishes of the first plan, and where of the second; none when of both alike."""
    said = _ONE_EACH.search(turn.understood.folded) if turn.understood.alternatives == 2 else None
    if said is None:
        return []
    return [said.span(group) for group in ("one", "other", "one_en", "other_en") if said[group]]


def compare(turn: Turn) -> Answer:
    """The plans side by side: day, places, cost and walking of each, and which is cheaper and walks less."""
    reply = Reply(turn.locale, turn.gazetteer)
    ids = [str(one) for one in (turn.memory.plan or {}).get("all", ())]
    kept = {number: found[1] for number, one in enumerate(ids, 1) if (found := turn.planner.kept(one))}
    for number, itinerary in kept.items():
        reply.line(
            turn.say(
                "compare-plan",
                number=number,
                day=turn.day(date.fromisoformat(str(itinerary["date"]))),
                count=sum(stop["kind"] == "visit" for stop in itinerary["stops"]),
                cost=speech.money(turn.locale, float(itinerary["totals"]["cost"]), turn.gazetteer.district),
                walk=speech.metres(turn.locale, itinerary["totals"]["walk"]),
                places=speech.listed(turn.locale, _visited(turn, itinerary)),
            )
        )
    for field in ("cost", "walk"):
        amounts = {number: float(itinerary["totals"][field]) for number, itinerary in kept.items()}
        least = min(amounts.values(), default=0.0)
        best = [number for number, amount in amounts.items() if amount == least]
        reply.line(
            turn.say(f"compare-{field}", number=best[0]) if len(best) == 1 else turn.say(f"compare-{field}-same")
        )
    if unknown := [number for number, itinerary in kept.items() if itinerary["totals"]["cost_unknown"]]:
        reply.line(turn.say("compare-unknown", plans=speech.listed(turn.locale, map(str, unknown))))
    current = (turn.memory.plan or {}).get("id")
    reply.suggest(*(turn.say("suggest-version", number=number) for number in kept if ids[number - 1] != current))
    return Answer([reply], turn.memory, "ask_plan", dict(turn.memory.constraints))


def _visited(turn: Turn, itinerary: Mapping[str, Any]) -> Sequence[str]:
    names = turn.gazetteer.places
    visits = [stop["place_id"] for stop in itinerary["stops"] if stop["kind"] == "visit"]
    return [names[one].called(turn.locale) for one in visits if one in names]
