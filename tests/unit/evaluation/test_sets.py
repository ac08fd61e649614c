"""The evaluation sets are large, balanced and sound, and the half that is the score stays as it was written."""

import hashlib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.evaluating import conversations, utterances
from benchmarks.evaluating.checks import CHECKS
from benchmarks.evaluation import DATA, HALVES, OPENED, ROOT
from knowledge.places.pack import load_pack

# The answer's ten attributes, as the contract names them.
ATTRIBUTES = {"opening_hours", "ticket", "address", "transport", "phone"}
ATTRIBUTES |= {"visit_minutes", "description", "status", "facilities", "nearby"}
INTENTS = yaml.safe_load((ROOT / "bot" / "domain" / "domain.yml").read_text())["intents"]


def _rows(half: str) -> list[dict[str, Any]]:
    return utterances.read(DATA / "utterances" / f"{half}.jsonl")


def _talks(name: str) -> list[dict[str, Any]]:
    return [talk for half in HALVES for talk in conversations.read(DATA / name / f"{half}.yaml")]


@pytest.fixture(scope="module")
def known() -> set[str]:
    (district,) = (file.parent for file in (ROOT / "knowledge" / "districts").glob("*/district.yaml"))
    return {*load_pack(Path(district)).gazetteer().places}


def test_the_held_out_half_is_as_its_authors_left_it() -> None:
    """A row that fails can't be moved, mended or dropped: README.md names the digest of each file."""
    told = (DATA / "README.md").read_text(encoding="utf-8")
    for file in sorted(DATA.glob("*/held_out.*")):
        assert hashlib.sha256(file.read_bytes()).hexdigest()[:16] in told, file.name


def test_no_utterance_is_there_twice() -> None:
    texts = Counter(row["text"] for half in (*HALVES, OPENED) for row in _rows(half))
    assert [text for text, count in texts.items() if count > 1] == []


def test_every_variant_intent_and_attribute_is_there_often_enough() -> None:
    rows = [row for half in HALVES for row in _rows(half)]
    variants = Counter(row["variant"] for row in rows)
    assert len(rows) >= 600
    assert {variant for variant, count in variants.items() if count >= 100} >= {"zh-Hans", "zh-Hant", "yue", "en"}
    assert variants["mixed"] >= 80
    for half in HALVES:
        assert {row["intent"][0] for row in _rows(half)} == set(INTENTS)
        asked = {attribute for row in _rows(half) for attribute in row.get("attribute", ()) if attribute}
        assert asked == ATTRIBUTES


@pytest.mark.parametrize("half", [*HALVES, OPENED])
def test_gold_names_only_what_there_is(half: str, known: set[str]) -> None:
    for row in _rows(half):
        gold = row.get("constraints", {})
        named = [*row["places"], *row.get("places_optional", ()), *gold.get("must_visit", ()), *gold.get("avoid", ())]
        named += [*gold.get("start", ()), *gold.get("end", ())]
        assert {*named} <= known | {"*"}, row["text"]
        assert {*row["intent"]} <= set(INTENTS), row["text"]
        assert all(date.fromisoformat(day) for day in gold.get("date", ())), row["text"]
        assert row["locale"], row["text"]


@pytest.mark.parametrize(("name", "least"), [("dialogues", 40), ("traps", 60)])
def test_conversations_are_many_and_their_checks_known(name: str, least: int, known: set[str]) -> None:
    talks = _talks(name)
    assert len({talk["id"] for talk in talks}) == len(talks) >= least
    for talk in talks:
        for turn in talk["turns"]:
            checks = turn.get("checks", {})
            assert {*checks} <= {*CHECKS, "constraints"}, talk["id"]
            for check in ("visits", "not_visits", "not_visits_all", "places", "places_any", "order"):
                assert {*checks.get(check, ())} <= known, talk["id"]


def test_dialogues_have_turns_to_lose_something_in() -> None:
    assert all(3 <= len(talk["turns"]) <= 8 for talk in _talks("dialogues"))
