"""Phrasing that nobody here wrote: the user turns of CrossWOZ, which speak of another city.

What can be compared is mapped by `crosswoz.yaml` beside the sets. A turn is said in a conversation that was opened by
a question about a place of the district of the like kind, so that "this sight" means something; names of places of the
other city are exchanged with that place's. Turns whose acts map to nothing are left out and counted.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.evaluating.guide import Guide
from benchmarks.evaluating.tally import Figures


@dataclass(frozen=True)
class Wanted:
    """What a turn must be understood as."""

    text: str
    domain: str
    group: str
    intents: frozenset[str]
    attributes: frozenset[str]
    """Empty where no fact is asked for."""
    budget: tuple[float, float] | None
    """Between which amounts the money named lies."""


def turns(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "val_user_turns.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def sample(rows: list[dict[str, Any]], size: int) -> list[dict[str, Any]]:
    """The same rows each time: those with the smallest hashes."""
    return sorted(rows, key=lambda row: hashlib.sha256(f"{row['dialogue']}/{row['turn']}".encode()).hexdigest())[:size]


def wanted(row: dict[str, Any], mapping: dict[str, Any]) -> Wanted | None:
    """None when its acts say nothing that this guide could be held to."""
    asked = [(domain, slot) for act, domain, slot, _ in row["acts"] if act == "Request"]
    told = [(domain, slot, value) for act, domain, slot, value in row["acts"] if act in ("Inform", "Select")]
    if not asked:
        courtesies = {slot for act, slot, _, _ in row["acts"] if act == "General"}
        if told or not courtesies or not courtesies <= set(mapping["courtesies"]):
            return None
        accepted = frozenset(mapping["courtesies"][slot] for slot in courtesies)
        return Wanted(row["text"], "", "courtesy", accepted, frozenset(), None)
    domain = asked[0][0]
    text = _exchanged(row["text"], told, mapping)
    searched = [domain for domain, slot in asked if slot == "名称"]
    if searched:
        intents = frozenset(intent for one in searched for intent in mapping["searches"].get(one, ()))
        return Wanted(text, searched[0], "search", intents, frozenset(), _budget(told, mapping)) if intents else None
    if domain in mapping["rides"]:
        return Wanted(text, domain, "ride", frozenset(mapping["rides"][domain]), frozenset(), None)
    attributes = {mapping["attributes"].get(slot.split("-")[0]) for _, slot in asked}
    if None in attributes:
        return None
    return Wanted(text, domain, "fact", frozenset(mapping["facts"]), frozenset(map(str, attributes)), None)


def _exchanged(text: str, told: list[tuple[str, str, str]], mapping: dict[str, Any]) -> str:
    for domain, slot, value in sorted(told, key=lambda one: -len(str(one[2]))):
        if slot in ("名称", "出发地", "目的地") and value:
            stand_in = mapping["stand_ins"].get(domain) or mapping["ends"].get(slot)
            text = text.replace(value, stand_in) if stand_in else text
    return text


def _budget(told: list[tuple[str, str, str]], mapping: dict[str, Any]) -> tuple[float, float] | None:
    for _, slot, value in told:
        if slot in mapping["money"] and value.removesuffix("元").count("-") == 1:
            low, high = value.removesuffix("元").split("-")
            if low.isdigit() and high.isdigit():
                return float(low), float(high)
    return None


def measure(folder: Path, mapping_file: Path, size: int, guide: Guide, said: Callable[[str], None]) -> Figures:
    """Intent family and attribute, by group and domain; a budget within the range named, where one is."""
    mapping = yaml.safe_load(mapping_file.read_text(encoding="utf-8"))
    figures = Figures()
    for row in sample(turns(folder), size):
        want = wanted(row, mapping)
        figures.hit("turns that map to something", "", want is not None)
        if want is not None:
            talk = guide.conversation()
            if want.domain in mapping["openings"]:
                talk.say(mapping["openings"][want.domain])
            _score(want, talk.say(want.text).understood, figures)
        said(f"{row['dialogue']}/{row['turn']}")
    return figures


def _score(want: Wanted, understood: dict[str, Any], figures: Figures) -> None:
    intent, attribute = understood.get("intent"), understood.get("attribute")
    figures.hit("intent family", want.group, intent in want.intents)
    if intent not in want.intents:
        figures.failures.append(f"{want.text} | intent {intent} for {'/'.join(sorted(want.intents))}")
    if want.attributes:
        figures.hit("attribute asked", "/".join(sorted(want.attributes)), attribute in want.attributes)
        if attribute not in want.attributes:
            figures.failures.append(f"{want.text} | attribute {attribute} for {'/'.join(sorted(want.attributes))}")
    if want.budget:
        low, high = want.budget
        amount = understood.get("constraints", {}).get("budget")
        figures.hit("money named", want.domain, amount is not None and low <= amount <= high)
