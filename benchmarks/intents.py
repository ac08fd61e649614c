"""How well the trained classifier alone names intents and attributes of utterances that it has not seen, by variant.

    .venv-rasa/bin/python -m benchmarks.intents MODEL.tar.gz [--errors]

Runs in Rasa's environment, on `data/evaluation/utterances`: both halves are measured, errors are shown of the half that
may be looked at only. What the dialogue makes of the guess is measured by `benchmarks.evaluation`.
"""

import asyncio
import json
import logging
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

SETS = Path(__file__).parent / "data" / "evaluation" / "utterances"
HALVES = ("development", "held_out")
BELIEVED = 0.5
"""The confidence from which the dialogue trusts the classifier."""
_BY_CONTEXT = {"change_plan": "inform", "place_info": "transport"}
"""What the classifier can't know: that there is a plan, and whether a way's end alone is named."""


def rows(half: str) -> list[dict[str, Any]]:
    """Utterances with `variant`, `intent` and `attribute`; both are lists of what is accepted."""
    return [json.loads(line) for line in (SETS / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


def understood(parse: dict[str, Any]) -> tuple[str, Any]:
    """The likeliest intent, believed or not, and the attribute."""
    intent = next(guess["name"] for guess in parse["intent_ranking"] if guess["name"] != "nlu_fallback")
    return intent, (parse.get("attribute") or {}).get("name")


def right(row: dict[str, Any], parse: dict[str, Any]) -> tuple[bool, bool | None]:
    """Whether intent and attribute are accepted; None for the attribute where no fact is asked."""
    intent, attribute = understood(parse)
    accepted = {*row["intent"], *(_BY_CONTEXT[name] for name in row["intent"] if name in _BY_CONTEXT)}
    return intent in accepted, attribute in row["attribute"] if row.get("attribute") else None


def main(model: str, errors: bool) -> None:
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    # Rasa would print every message that it parses.
    configure_structlog(logging.ERROR)
    agent = Agent.load(model)
    for half in HALVES:
        utterances = rows(half)

        async def parse_all(texts: list[str]) -> list[dict[str, Any]]:
            return [await agent.parse_message(text) for text in texts]

        began = time.perf_counter()
        parses = asyncio.run(parse_all([row["text"] for row in utterances]))
        each = (time.perf_counter() - began) / len(utterances) * 1000
        _report(half, utterances, parses, errors and half == "development")
        print(f"{each:.0f} ms an utterance\n")


def _report(half: str, utterances: list[dict[str, Any]], parses: list[dict[str, Any]], errors: bool) -> None:
    intents: dict[str, list[bool]] = defaultdict(list)
    attributes: dict[str, list[bool]] = defaultdict(list)
    believed = []
    for row, parse in zip(utterances, parses, strict=True):
        intent, attribute = right(row, parse)
        if parse["intent"]["confidence"] >= BELIEVED:
            believed.append(intent)
        for line in (row["variant"], "all"):
            intents[line].append(intent)
            attributes[line] += [] if attribute is None else [attribute]
        if errors and not (intent and attribute is not False):
            print(f"{row['variant']:8} {row['intent']}/{row.get('attribute')} -> {understood(parse)}: {row['text']}")
    print(f"{half}\n{'variant':10}{'count':>6}{'intent':>9}{'attribute':>11}")
    for variant, hits in intents.items():
        share = sum(attributes[variant]) / max(len(attributes[variant]), 1)
        print(f"{variant:10}{len(hits):6}{sum(hits) / len(hits):9.1%}{share:11.1%}")
    print(f"at a confidence of {BELIEVED} and more: {sum(believed) / max(len(believed), 1):.1%} of {len(believed)}")


if __name__ == "__main__":
    main(sys.argv[1], "--errors" in sys.argv)
