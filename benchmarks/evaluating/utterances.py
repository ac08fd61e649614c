"""Single messages: intent, places, attribute, constraints and the language of the answer."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.evaluating.facets import KindOf, added, judge
from benchmarks.evaluating.guide import NOW, Answer, Guide
from benchmarks.evaluating.tally import ALL, Figures

PLANNING = {"plan", "change_plan", "inform"}


def read(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def measure(
    rows: list[dict[str, Any]], guide: Guide, kind_of: KindOf, said: Callable[[str], None], *, learned: bool = False
) -> Figures:
    """Says each in a conversation of its own; `said` is told after each.

    Intents and attributes of rows that were `learned` from are not measured.
    """
    figures = Figures()
    for row in rows:
        conversation = guide.conversation(row.get("now", NOW))
        before: dict[str, Any] = {}
        for earlier in row.get("context", ()):
            before = conversation.say(earlier).understood.get("constraints", {})
        faults = score(row, before, conversation.say(row["text"]), figures, kind_of, learned=learned)
        if faults:
            figures.failures.append(f"{row['id']} {row['variant']:8} {row['text']} | {'; '.join(faults)}")
        said(row["id"])
    return figures


def score(
    row: dict[str, Any],
    before: dict[str, Any],
    answer: Answer,
    figures: Figures,
    kind_of: KindOf,
    *,
    learned: bool = False,
) -> list[str]:
    """Counts one answer and returns what is wrong with it, in words."""
    variant, understood, faults = row["variant"], answer.understood, []
    if not learned:
        faults += _score_guess(row, understood, figures)
    faults += _score_places(row, set(understood.get("places", ())), figures)
    if "constraints" in row:
        fresh = added(before, understood.get("constraints", {}), row["constraints"])
        if row["intent"][0] not in PLANNING:
            # A question isn't a request: what it names must be kept, what else was noted is nobody's loss.
            fresh = {name: value for name, value in fresh.items() if _named(name, row["constraints"])}
        verdict = judge(row["constraints"], row.get("optional", ()), fresh, kind_of)
        for name in verdict.fields:
            counts = [where.get(name, 0) for where in (verdict.right, verdict.extra, verdict.missing)]
            figures.find("constraints", (ALL, variant), *counts)
            figures.find("constraints by field", (name,), *counts)
        faults += verdict.faults
    locale = answer.body.get("locale")
    figures.hit("reply language", variant, locale in row["locale"])
    if locale not in row["locale"]:
        faults.append(f"answered in {locale}")
    return faults


def _score_guess(row: dict[str, Any], understood: dict[str, Any], figures: Figures) -> list[str]:
    faults, variant, intent = [], row["variant"], understood.get("intent")
    figures.hit("intent", variant, intent in row["intent"])
    if intent not in row["intent"]:
        faults.append(f"intent {intent} for {'/'.join(row['intent'])}")
    if row.get("attribute"):
        attribute = understood.get("attribute")
        figures.hit("attribute", variant, attribute in row["attribute"])
        if attribute not in row["attribute"]:
            faults.append(f"attribute {attribute} for {row['attribute']}")
    return faults


def _named(name: str, gold: dict[str, Any]) -> bool:
    return any(name == one or name.split(".")[0] == one.split(".")[0] for one in gold)


def _score_places(row: dict[str, Any], named: set[str], figures: Figures) -> list[str]:
    wanted, optional = set(row["places"]), set(row.get("places_optional", ()))
    extra = set() if "*" in optional else named - wanted - optional
    figures.find("places", (ALL, row["variant"]), len(wanted & named), len(extra), len(wanted - named))
    return [f"places {sorted(named)} for {sorted(wanted)}"] if extra or wanted - named else []
