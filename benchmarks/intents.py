"""How well the trained assistant names intents and attributes of utterances that it has not seen, by variant.

    .venv-rasa/bin/python -m benchmarks.intents MODEL.tar.gz [--errors]

Runs in Rasa's environment. `data/intents/held_out.jsonl` was written after the phrase book and is
not looked at while the phrase book is being written; whoever looks at its errors moves it into the phrase book and
writes another.
"""

import asyncio
import json
import logging
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

HELD_OUT = Path(__file__).parent / "data" / "intents" / "held_out.jsonl"
BELIEVED = 0.5
"""The confidence from which the dialogue trusts the classifier."""


def rows(path: Path = HELD_OUT) -> list[dict[str, Any]]:
    """Utterances with `variant`, `intent` and `attribute` (null where nothing in particular is asked)."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def understood(parse: dict[str, Any]) -> tuple[str, Any]:
    """The likeliest intent, believed or not, and the attribute."""
    intent = next(guess["name"] for guess in parse["intent_ranking"] if guess["name"] != "nlu_fallback")
    return intent, (parse.get("attribute") or {}).get("name")


def main(model: str, errors: bool) -> None:
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    # Rasa would print every message that it parses.
    configure_structlog(logging.ERROR)
    agent = Agent.load(model)
    utterances = rows()

    async def parse_all() -> list[dict[str, Any]]:
        return [await agent.parse_message(row["text"]) for row in utterances]

    began = time.perf_counter()
    parses = asyncio.run(parse_all())
    each = (time.perf_counter() - began) / len(utterances) * 1000
    table = defaultdict(list)
    doubted, believed = 0, []
    for row, parse in zip(utterances, parses, strict=True):
        intent, attribute = understood(parse)
        doubted += parse["intent"]["name"] == "nlu_fallback"
        if parse["intent"]["confidence"] >= BELIEVED:
            believed.append(intent == row["intent"])
        for line in (row["variant"], "all"):
            table[line].append((intent == row["intent"], attribute == row["attribute"]))
        if errors and (intent, attribute) != (row["intent"], row["attribute"]):
            print(f"{row['variant']:8} {row['intent']}/{row['attribute']} -> {intent}/{attribute}: {row['text']}")
    print(f"{'variant':10}{'count':>6}{'intent':>9}{'attribute':>11}")
    for variant, hits in table.items():
        right = [sum(column) / len(hits) for column in zip(*hits, strict=True)]
        print(f"{variant:10}{len(hits):6}{right[0]:9.1%}{right[1]:11.1%}")
    right = sum(believed) / max(len(believed), 1)
    print(f"at a confidence of {BELIEVED} and more: {right:.1%} right of {len(believed)} utterances")
    print(f"left to the fallback: {doubted}; {each:.0f} ms an utterance")


if __name__ == "__main__":
    main(sys.argv[1], "--errors" in sys.argv)
