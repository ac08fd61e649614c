"""What a turn of a conversation must hold, each check named as in the sets' files."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from opencc import OpenCC  # type: ignore[import-untyped]

from benchmarks.evaluating.facets import KindOf, flat, holds
from benchmarks.evaluating.guide import Answer

_SIMPLIFIED = OpenCC("t2s")
_UNKNOWN = (
    "没有查到|没查到|查不到|不知道|未知|不清楚|不确定|未经确认|没有找到|没找到|找不到|没有可靠|没有资料|没有记录|没有这个|没有这样|没听说|没有听说|不详|不敢"
    "|not known|unknown|found no |don't know|do not know|no reliable|not found|couldn't find|could not find|can't find"
    "|not sure|no information|isn't confirmed|not confirmed|never heard|haven't heard|no record|have nothing on"
)
_PRICE = re.compile(r"\d+(?:\.\d+)?\s*(?:元|块|yuan|rmb)|(?:cny|¥|rmb)\s*\d", re.IGNORECASE)
_CHINESE = re.compile("[\u4e00-\u9fff]")

Check = Callable[[Any, "Turn"], str | None]
"""Takes what the file gives the check and the turn; tells what is wrong, or nothing."""


@dataclass
class Turn:
    """One answer and what a check may compare it with."""

    answer: Answer
    kind_of: KindOf
    plan_before: dict[str, Any] | None = None
    """The plan that was there before this turn."""
    named_before: list[str] = field(default_factory=list)
    """The places of the last answer that showed some, in its order."""
    subject_before: list[str] = field(default_factory=list)
    """What the visitor was understood to speak of before."""

    @property
    def plan(self) -> dict[str, Any] | None:
        return self.answer.itineraries[0] if self.answer.itineraries else None

    @property
    def shown(self) -> list[str]:
        """Ids of the places that the answer shows, in order."""
        return list(dict.fromkeys(place["id"] for message in self.answer.messages for place in message["places"]))

    @property
    def subject(self) -> list[str]:
        return list(self.answer.understood.get("places", ()))

    @property
    def folded(self) -> str:
        return fold(self.answer.text)


def fold(text: str) -> str:
    """Simplified, in small letters, with plain apostrophes: one spelling to compare in."""
    folded: str = _SIMPLIFIED.convert(text).lower()
    return folded.replace("’", "'")


def visits(plan: Mapping[str, Any]) -> list[str]:
    return [stop["place_id"] for stop in plan["stops"] if stop["kind"] == "visit"]


def run(checks: Mapping[str, Any], turn: Turn) -> dict[str, str | None]:
    """Each check's fault, None where it holds; two more that hold for every answer are added."""
    outcome: dict[str, str | None] = {"answered": _answered(True, turn)}
    outcome["one question at most"] = _questions_up_to(1, turn)
    for name, given in checks.items():
        if name == "constraints":
            for part, accepted in given.items():
                outcome[f"constraints {part}"] = _constraint(part, accepted, turn)
        else:
            outcome[name] = CHECKS[name](given, turn)
    return outcome


def _answered(_: Any, turn: Turn) -> str | None:
    return None if turn.answer.text.strip() else "no text"


def _questions_up_to(most: int, turn: Turn) -> str | None:
    asked = len(re.findall(r"[?？]+", turn.answer.text))
    return None if asked <= most else f"{asked} questions"


def _constraint(part: str, accepted: Any, turn: Turn) -> str | None:
    said = flat(turn.answer.understood.get("constraints", {}))
    return None if holds(part, accepted, said, turn.kind_of) else f"{part} is {said.get(part)!r}, not {accepted}"


def _no_constraints(names: list[str], turn: Turn) -> str | None:
    left = [name for name in names if name in flat(turn.answer.understood.get("constraints", {}))]
    return f"still has {left}" if left else None


def _empty_constraints(_: Any, turn: Turn) -> str | None:
    left = flat(turn.answer.understood.get("constraints", {}))
    return f"still has {left}" if left else None


def _intent(accepted: list[str], turn: Turn) -> str | None:
    intent = turn.answer.understood.get("intent")
    return None if intent in accepted else f"intent {intent}, not {'/'.join(accepted)}"


def _attribute(accepted: list[str], turn: Turn) -> str | None:
    attribute = turn.answer.understood.get("attribute")
    return None if attribute in accepted else f"attribute {attribute}, not {'/'.join(accepted)}"


def _locale(accepted: list[str], turn: Turn) -> str | None:
    locale = turn.answer.body.get("locale")
    return None if locale in accepted else f"answered in {locale}"


def _plan(wanted: Any, turn: Turn) -> str | None:
    if wanted == "any" or (turn.plan is not None) == wanted:
        return None
    return "no plan" if wanted else "a plan that nobody asked for"


def _of_plan(check: Callable[[Any, dict[str, Any], Turn], str | None]) -> Check:
    """A check that needs a plan, and fails without one."""

    def run_it(given: Any, turn: Turn) -> str | None:
        return check(given, turn.plan, turn) if turn.plan else "no plan"

    return run_it


def _plan_date(day: str, plan: dict[str, Any], _: Turn) -> str | None:
    return None if plan["date"] == day else f"the plan is for {plan['date']}"


def _visits(places: list[str], plan: dict[str, Any], _: Turn) -> str | None:
    lacking = [place for place in places if place not in {stop["place_id"] for stop in plan["stops"]}]
    return f"the plan lacks {lacking}" if lacking else None


def _not_visits(places: list[str], turn: Turn) -> str | None:
    there = [place for plan in turn.answer.itineraries for place in places if place in visits(plan)]
    return f"the plan has {there}" if there else None


def _not_visits_all(places: list[str], turn: Turn) -> str | None:
    claimed = any(set(places) <= set(visits(plan)) for plan in turn.answer.itineraries)
    return "the plan claims to have all" if claimed else None


def _not_kinds(kinds: list[str], plan: dict[str, Any], turn: Turn) -> str | None:
    there = [place for place in visits(plan) if turn.kind_of(place) in kinds]
    return f"the plan has {there}" if there else None


def _no_meal(meal: str, plan: dict[str, Any], _: Turn) -> str | None:
    return f"the plan has {meal}" if any(stop.get("meal") == meal for stop in plan["stops"]) else None


def _clock(instant: str) -> str:
    return datetime.fromisoformat(instant).strftime("%H:%M")


def _begins_from(clock: str, plan: dict[str, Any], _: Turn) -> str | None:
    first = min((_clock(stop["arrive"]) for stop in plan["stops"]), default=clock)
    return None if first >= clock else f"begins at {first}"


def _ends_by(clock: str, plan: dict[str, Any], _: Turn) -> str | None:
    late = [
        stop["leave"] for stop in plan["stops"] if stop["leave"][:10] > plan["date"] or _clock(stop["leave"]) > clock
    ]
    return f"ends at {late[-1]}" if late else None


def _modes_not(modes: list[str], plan: dict[str, Any], _: Turn) -> str | None:
    used = {leg["mode"] for leg in plan["legs"]} & set(modes)
    return f"goes by {sorted(used)}" if used else None


def _order(places: list[str], plan: dict[str, Any], _: Turn) -> str | None:
    there = [place for place in visits(plan) if place in places]
    return None if there == places else f"in the order {there}"


def _cost_up_to(most: float, plan: dict[str, Any], _: Turn) -> str | None:
    cost = plan["totals"]["cost"]
    return None if cost <= most else f"costs {cost}"


def _compared(total: str) -> Check:
    def not_more(_: Any, turn: Turn) -> str | None:
        if turn.plan is None or turn.plan_before is None:
            # To say that it can't be less is an answer; whether a plan must be there is a check of its own.
            return None
        before, after = turn.plan_before["totals"][total], turn.plan["totals"][total]
        return None if after <= before else f"{total} rose from {before} to {after}"

    return not_more


def _fewer_or_same_visits(_: Any, plan: dict[str, Any], turn: Turn) -> str | None:
    before = len(visits(turn.plan_before)) if turn.plan_before else 0
    return None if len(visits(plan)) <= before else f"{len(visits(plan))} visits, before {before}"


def _kept_share(share: float, plan: dict[str, Any], turn: Turn) -> str | None:
    before = visits(turn.plan_before) if turn.plan_before else []
    kept = [place for place in before if place in visits(plan)]
    return None if len(kept) >= share * len(before) else f"kept {kept} of {before}"


def _itineraries_from(least: int, turn: Turn) -> str | None:
    count = len(turn.answer.itineraries)
    return None if count >= least else f"{count} plans"


def _places(wanted: list[str], turn: Turn) -> str | None:
    lacking = [place for place in wanted if place not in turn.subject]
    return f"understood {turn.subject}, not {lacking}" if lacking else None


def _places_any(accepted: list[str], turn: Turn) -> str | None:
    return None if {*turn.subject, *turn.shown} & set(accepted) else f"none of {accepted}"


def _names_places(_: Any, turn: Turn) -> str | None:
    return None if turn.shown else "no place is shown"


def _refers_to(ordinal: int, turn: Turn) -> str | None:
    if len(turn.named_before) < ordinal:
        return "there was no such place before"
    wanted = turn.named_before[ordinal - 1]
    return None if wanted in turn.subject else f"understood {turn.subject}, not {wanted}"


def _refers_to_same(_: Any, turn: Turn) -> str | None:
    if not turn.subject_before:
        return "there was no subject before"
    return None if set(turn.subject_before) & set(turn.subject) else f"{turn.subject}, before {turn.subject_before}"


def _mentions(groups: list[list[str]], turn: Turn) -> str | None:
    lacking = [group for group in groups if not any(fold(str(word)) in turn.folded for word in group)]
    return f"mentions none of {lacking}" if lacking else None


def _never(words: list[str], turn: Turn) -> str | None:
    said = [word for word in words if fold(word) in turn.folded]
    return f"says {said}" if said else None


def _unknown(_: Any, turn: Turn) -> str | None:
    return None if re.search(_UNKNOWN, turn.folded) else "doesn't say that it is not known"


def _not_a_price(_: Any, turn: Turn) -> str | None:
    price = _PRICE.search(turn.answer.text)
    return f"names a price: {price[0]}" if price else None


def _sources(_: Any, turn: Turn) -> str | None:
    sources = [source for message in turn.answer.messages for source in message["sources"]]
    if not sources:
        return "no source"
    return None if all(source["source"] and source["as_of"] for source in sources) else "a source without a date"


def _suggestions(_: Any, turn: Turn) -> str | None:
    return None if any(message["suggestions"] for message in turn.answer.messages) else "no way out as a suggestion"


def _chinese_names(_: Any, turn: Turn) -> str | None:
    return None if _CHINESE.search(turn.answer.text) else "no Chinese name to show to a driver"


CHECKS: dict[str, Check] = {
    "intent": _intent,
    "attribute": _attribute,
    "locale": _locale,
    "no_constraints": _no_constraints,
    "empty_constraints": _empty_constraints,
    "plan": _plan,
    "plan_date": _of_plan(_plan_date),
    "visits": _of_plan(_visits),
    "not_visits": _not_visits,
    "not_visits_all": _not_visits_all,
    "not_kinds": _of_plan(_not_kinds),
    "no_meal": _of_plan(_no_meal),
    "begins_from": _of_plan(_begins_from),
    "ends_by": _of_plan(_ends_by),
    "modes_not": _of_plan(_modes_not),
    "order": _of_plan(_order),
    "cost_up_to": _of_plan(_cost_up_to),
    "cost_not_more": _compared("cost"),
    "walk_not_more": _compared("walk"),
    "fewer_or_same_visits": _of_plan(_fewer_or_same_visits),
    "kept_share": _of_plan(_kept_share),
    "itineraries_from": _itineraries_from,
    "places": _places,
    "places_any": _places_any,
    "names_places": _names_places,
    "refers_to": _refers_to,
    "refers_to_same": _refers_to_same,
    "mentions": _mentions,
    "never": _never,
    "unknown": _unknown,
    "not_a_price": _not_a_price,
    "sources": _sources,
    "suggestions": _suggestions,
    "questions_up_to": _questions_up_to,
    "chinese_names": _chinese_names,
    "chinese": _chinese_names,
}
