"""How well visitors are understood and served, by a running guide, on sets that its makers have half not seen.

    python -m benchmarks.evaluation [--url http://127.0.0.1:8000] [--half development|held_out|both|opened]
        [--sets utterances dialogues traps] [--failures development|opened] [--crosswoz DIR] [--json FILE]

Without an address a guide is started through the launcher with a state folder of its own. A guide at an address must
have been started with GUIDE_ALLOW_CLOCK_HEADER=on. The sets are explained in data/evaluation/README.md.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.evaluating import conversations, crosswoz, utterances
from benchmarks.evaluating.guide import ROOT, Guide, Unanswered, running
from benchmarks.evaluating.tally import ALL, Figures, gap
from knowledge.places.pack import load_pack

DATA = ROOT / "benchmarks" / "data" / "evaluation"
HALVES = ("development", "held_out")
OPENED = "opened"
"""Utterances that were a half once and are learned from since: intents and attributes are known by heart there."""
SETS = ("utterances", "dialogues", "traps")
BY_VARIANT = ("intent", "places", "attribute", "constraints", "reply language")


def main() -> int:
    asked = _asked()
    halves = HALVES if asked.half == "both" else (asked.half,)
    try:
        with running(asked.url, asked.state) as guide:
            print(f"data revision {guide.revision}", flush=True)
            results = {half: _half(half, asked.sets, guide) for half in halves}
            if asked.crosswoz:
                size = asked.crosswoz_turns
                counted = _progress("CrossWOZ", size)
                results["crosswoz"] = crosswoz.measure(asked.crosswoz, DATA / "crosswoz.yaml", size, guide, counted)
    except Unanswered as fault:
        print(f"Not measured: {fault}", file=sys.stderr)
        return 1
    for name, figures in results.items():
        _report(name, figures)
    if asked.failures:
        print(f"\n## Failures, {asked.failures}\n\n" + "\n".join(results[asked.failures].failures))
    if asked.json:
        figures_by_half = {name: figures.as_json() for name, figures in results.items()}
        asked.json.write_text(json.dumps(figures_by_half, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="a running guide; one is started if left out")
    parser.add_argument("--state", type=Path, default=ROOT / "var" / "evaluation", help="state of the one started")
    parser.add_argument("--half", choices=(*HALVES, "both", OPENED), default="both")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=SETS)
    # Whoever sees what failed in the other half has begun to tune on it.
    parser.add_argument("--failures", choices=("development", OPENED), help="list what failed there")
    parser.add_argument("--crosswoz", type=Path, help="the folder of CrossWOZ's user turns")
    parser.add_argument("--crosswoz-turns", type=int, default=600, help="how many of its turns")
    parser.add_argument("--json", type=Path, help="write the figures there, too")
    asked = parser.parse_args()
    if asked.failures and asked.failures not in (HALVES if asked.half == "both" else (asked.half,)):
        parser.error(f"--failures {asked.failures} needs --half {asked.failures}")
    if asked.crosswoz and not (asked.crosswoz / "val_user_turns.jsonl").is_file():
        parser.error(f"{asked.crosswoz} holds no val_user_turns.jsonl")
    return asked


def _half(half: str, sets: tuple[str, ...], guide: Guide) -> Figures:
    places = load_pack(ROOT / "knowledge" / "districts" / "chikan").gazetteer().places

    def kind_of(place_id: str) -> str | None:
        return places[place_id].kind if place_id in places else None

    whole = Figures()
    if "utterances" in sets:
        rows = utterances.read(DATA / "utterances" / f"{half}.jsonl")
        counted = _progress(f"{half} utterances", len(rows))
        _add(whole, utterances.measure(rows, guide, kind_of, counted, learned=half == OPENED))
    for name, what in (("dialogues", "dialogue"), ("traps", "trap")):
        if name in sets and half != OPENED:
            talks = conversations.read(DATA / name / f"{half}.yaml")
            counted = _progress(f"{half} {name}", len(talks))
            _add(whole, conversations.measure(talks, guide, kind_of, counted, what))
    return whole


def _add(whole: Figures, part: Figures) -> None:
    whole.hits |= part.hits
    whole.found |= part.found
    whole.failures += part.failures


def _progress(what: str, of: int) -> Callable[[str], None]:
    """Prints how far it is, in place on a terminal, else now and then."""
    done, shown = 0, time.monotonic()

    def counted(_: str) -> None:
        nonlocal done, shown
        done += 1
        line = f"{what}: {done} of {of}"
        if sys.stderr.isatty():
            print(f"\r\033[K{line}", end="" if done < of else "\n", file=sys.stderr, flush=True)
        elif time.monotonic() - shown > 15 or done == of:
            shown = time.monotonic()
            print(line, file=sys.stderr, flush=True)

    return counted


def _report(name: str, figures: Figures) -> None:
    print(f"\n## {name}\n")
    measures: dict[str, dict[str, Any]] = {**figures.hits} | {**figures.found}
    columns = ["zh-Hans", "zh-Hant", "yue", "en", "mixed"]
    if any(measure in measures for measure in BY_VARIANT):
        print(f"| % | all | {' | '.join(columns)} | gap |\n|{' --- |' * (len(columns) + 3)}")
    for measure in BY_VARIANT:
        if measure in measures:
            groups = measures[measure]
            cells = [_percent(groups.get(group)) for group in (ALL, *columns)]
            widest = gap(groups)
            print(f"| {measure} | {' | '.join(cells)} | {'' if widest is None else f'{widest * 100:.1f}'} |")
    for measure, groups in measures.items():
        if measure not in BY_VARIANT:
            parts = [f"{group} {_percent(one)}" for group, one in sorted(groups.items()) if group not in (ALL, "")]
            whole = f" {_percent(groups[ALL])} of {groups[ALL].of}" if ALL in groups else ""
            print(f"\n{measure}:{whole}" + (f" ({', '.join(parts)})" if parts else ""))


def _percent(one: Any) -> str:
    return "" if one is None or one.score is None else f"{one.score * 100:.1f}"


if __name__ == "__main__":
    sys.exit(main())
