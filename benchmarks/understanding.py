"""How well visitors are understood: places, attributes, constraints by field and variant, reply language.

    python -m benchmarks.understanding [seen|held_out|both] [--errors]

Needs the understanding pipeline only, no assistant. Now is Wednesday 22 April 2026, 10:00.
"""

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.understanding.constraints import constraints
from bot.understanding.reader import Reader
from knowledge.places.pack import load_pack

ROOT = Path(__file__).parent
NOW = datetime.fromisoformat("2026-04-22T10:00:00+08:00")
PLANNING = {"plan", "change_plan"}


class Tally:
    """True and false positives and false negatives."""

    def __init__(self) -> None:
        self.right, self.extra, self.missing = 0, 0, 0

    def count(self, expected: set[Any], got: set[Any]) -> bool:
        self.right += len(expected & got)
        self.extra += len(got - expected)
        self.missing += len(expected - got)
        return expected == got

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.extra + self.missing
        return 2 * self.right / total if total else 1.0


def facets(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Constraints as (field, value) pairs, one for each part that can be right or wrong by itself."""
    for field, value in values.items():
        if field in ("party", "meals"):
            yield from ((field, f"{name}={part}") for name, part in value.items())
        elif field == "themes":
            yield from ((field, theme) for theme in value if not isinstance(value, dict) or value[theme] > 0)
        elif field in ("start", "end"):
            yield field, value["place_id"]
        elif field in ("must_visit", "avoid", "only_kinds"):
            yield from ((field, item) for item in value)
        elif field == "modes":
            yield field, "+".join(sorted(value))
        else:
            yield field, f"{value:g}" if isinstance(value, int | float) else str(value)


def main(which: str, show_errors: bool) -> None:
    gazetteer = load_pack(ROOT.parent / "knowledge" / "districts" / "chikan").gazetteer()
    reader = Reader()
    names = ["seen", "held_out"] if which == "both" else [which]
    rows = [
        json.loads(line)
        for name in names
        for line in (ROOT / "data" / "understanding" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    by_field: dict[str, Tally] = defaultdict(Tally)
    by_variant: dict[str, Tally] = defaultdict(Tally)
    places: dict[str, Tally] = defaultdict(Tally)
    correct: Counter[str] = Counter()
    asked = 0
    seconds = []
    reader.read("你好", gazetteer, NOW)
    for row in rows:
        began = time.perf_counter()
        understood = reader.read(row["text"], gazetteer, NOW)
        seconds.append(time.perf_counter() - began)
        planning = row["intent"] in PLANNING
        said = constraints(understood, gazetteer, planning=planning and row["intent"] == "plan")
        for ignored in row["signals"].get("avoid_kind", "") and ["avoid"]:
            said.pop(ignored, None)
        if row["intent"] == "change_plan":
            said = {
                k: v for k, v in said.items() if k not in ("must_visit", "avoid", "pace") or k in row["constraints"]
            }
        expected, got = set(facets(row["constraints"])), set(facets(said))
        judged = row["intent"] in PLANNING | {"recommend", "food", "events"}
        wrong = []
        if judged:
            for field in {field for field, _ in expected | got}:
                by_field[field].count({e for e in expected if e[0] == field}, {g for g in got if g[0] == field})
            if not by_variant[row["variant"]].count(expected, got):
                wrong.append(f"constraints missing {sorted(expected - got)} extra {sorted(got - expected)}")
        named = {*understood.places, *(f"~{other}" for other in understood.lookalikes)}
        wanted = {*row["places"], *(f"~{other}" for other in _lookalikes(row, gazetteer))}
        if not places[row["variant"]].count(wanted, named):
            wrong.append(f"places {sorted(named)} for {sorted(wanted)}")
        if row["intent"] == "place_info":
            asked += 1
            correct["attribute"] += understood.attribute == row["attribute"]
            if understood.attribute != row["attribute"]:
                wrong.append(f"attribute {understood.attribute} for {row['attribute']}")
        correct["reply"] += understood.locale == row["reply"]
        if understood.locale != row["reply"]:
            wrong.append(f"answered in {understood.locale}")
        if wrong and show_errors:
            print(row["id"], row["variant"], row["text"], "|", "; ".join(wrong))
    _report(len(rows), by_field, by_variant, places, correct, asked, seconds)


def _lookalikes(row: dict[str, Any], gazetteer: Any) -> list[str]:
    wanted = row["lookalike"]
    return [other.id for other in gazetteer.district.lookalikes if wanted and other.id.startswith(wanted)]


def _report(
    rows: int,
    by_field: dict[str, Tally],
    by_variant: dict[str, Tally],
    places: dict[str, Tally],
    correct: Counter[str],
    asked: int,
    seconds: list[float],
) -> None:
    print(f"{rows} utterances")
    print(
        "constraints F1 by field   " + "  ".join(f"{name} {tally.f1:.3f}" for name, tally in sorted(by_field.items()))
    )
    print("constraints F1 by variant " + "  ".join(f"{name} {tally.f1:.3f}" for name, tally in by_variant.items()))
    print("places F1 by variant      " + "  ".join(f"{name} {tally.f1:.3f}" for name, tally in places.items()))
    for name, tallies in (("constraints", by_variant), ("places", places)):
        whole = Tally()
        for tally in tallies.values():
            whole.right, whole.extra = whole.right + tally.right, whole.extra + tally.extra
            whole.missing += tally.missing
        print(f"{name} F1 in all {whole.f1:.3f}")
    print(f"attribute accuracy {correct['attribute'] / max(1, asked):.3f} of {asked}")
    print(f"reply language {correct['reply'] / rows:.3f}")
    ordered = sorted(seconds)
    print(f"reading: median {ordered[rows // 2] * 1000:.1f} ms, p95 {ordered[int(rows * 0.95)] * 1000:.1f} ms")


if __name__ == "__main__":
    arguments = [word for word in sys.argv[1:] if not word.startswith("--")]
    main(arguments[0] if arguments else "both", "--errors" in sys.argv)
