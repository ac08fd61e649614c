"""Conversations and traps: what each turn must hold."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from benchmarks.evaluating.checks import Turn, run
from benchmarks.evaluating.facets import KindOf
from benchmarks.evaluating.guide import NOW, Guide
from benchmarks.evaluating.tally import Figures


def read(file: Path) -> list[dict[str, Any]]:
    conversations: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return conversations


def measure(
    conversations: list[dict[str, Any]], guide: Guide, kind_of: KindOf, said: Callable[[str], None], what: str
) -> Figures:
    """Counts `{what} checks` and, where all checks of all turns hold, `{what}s`, by language or kind."""
    figures = Figures()
    for conversation in conversations:
        group = conversation.get("language") or conversation["kind"]
        faults = []
        for turn, outcome in enumerate(play(conversation, guide, kind_of), 1):
            for name, fault in outcome.items():
                figures.hit(f"{what} checks", group, fault is None)
                if fault is not None:
                    faults.append(f"turn {turn}, {name}: {fault}")
        figures.hit(f"{what}s", group, not faults)
        if faults:
            figures.failures.append(f"{conversation['id']} | {'; '.join(faults)}")
        said(conversation["id"])
    return figures


def play(conversation: dict[str, Any], guide: Guide, kind_of: KindOf) -> list[dict[str, str | None]]:
    """Each turn's checks by name, with what is wrong or None."""
    talk = guide.conversation(conversation.get("now", NOW))
    plan: dict[str, Any] | None = None
    shown: list[str] = []
    subject: list[str] = []
    outcomes: list[dict[str, str | None]] = []
    for said in conversation["turns"]:
        answer = talk.say(said["say"] * said.get("repeat", 1))
        accepted = said.get("status", [200])
        if answer.status not in accepted:
            outcomes.append({"status": f"status {answer.status}"})
        elif answer.status != 200:
            # Every refusal names what is wrong with the message.
            named = answer.body.get("errors") or answer.body.get("detail")
            outcomes.append({"status": None if named else "a refusal without a reason"})
        else:
            turn = Turn(answer, kind_of, plan, shown, subject)
            outcomes.append(run(said.get("checks", {}), turn))
            plan, shown, subject = turn.plan or plan, turn.shown or shown, turn.subject or subject
    return outcomes
