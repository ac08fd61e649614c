"""How well places are found in a document: precision and recall against a list made by hand.

    python benchmarks/documents.py TEXT [--district FOLDER] [--list FILE] [--wrong]

TEXT is the district's plan as a file. The list (``benchmarks/data/documents``) was written by reading the plan: every
place that it calls by name, whether it is there or still to come, and which names count neither way. ``--wrong`` shows
what was missed and what was found in vain.
"""

import argparse
import csv
import re
from dataclasses import dataclass
from pathlib import Path

from knowledge.ingest.documents.candidates import Candidate, find_candidates
from knowledge.ingest.documents.reading import read_document
from knowledge.places.pack import load_pack

ROOT = Path(__file__).parent.parent
LIST = ROOT / "benchmarks" / "data" / "documents" / "district_plan.tsv"
DISTRICT = ROOT / "knowledge" / "districts" / "chikan"


@dataclass(frozen=True)
class Listed:
    names: tuple[str, ...]
    status: str
    counted: bool


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("text", type=Path)
    parser.add_argument("--district", type=Path, default=DISTRICT)
    parser.add_argument("--list", type=Path, default=LIST, dest="listed")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument(
        "--nothing-known", action="store_true", help="find all of it by grammar, with an empty district"
    )
    asked = parser.parse_args()
    pack = load_pack(asked.district)
    gazetteer = pack.gazetteer()
    if asked.nothing_known:
        from dataclasses import replace

        gazetteer = replace(gazetteer, places={})
    candidates = find_candidates(read_document(asked.text.read_bytes()), gazetteer)
    listed = read_list(asked.listed)
    measure(candidates, listed, asked.wrong, {place.id: place for place in pack.places.values()})


def read_list(file: Path) -> list[Listed]:
    with file.open(encoding="utf-8", newline="") as opened:
        rows = [row for row in csv.reader(opened, delimiter="\t") if row and not row[0].startswith("#")]
    return [
        Listed(tuple(_plain(name) for name in (row[0], *row[1].split("|")) if name), row[2], row[3] == "yes")
        for row in rows
    ]


def measure(candidates: tuple[Candidate, ...], listed: list[Listed], wrong: bool, places: dict[str, object]) -> None:
    owners = {name: one for one in listed for name in one.names}
    found: dict[Listed, list[Candidate]] = {}
    vain, neither = [], 0
    hits = 0
    for candidate in candidates:
        # One that goes by several of the listed names is all of them: the district knows them as one place.
        named = {owners[form] for form in map(_plain, (candidate.name, *candidate.others)) if form in owners}
        hits += any(one.counted for one in named)
        neither += bool(named) and not any(one.counted for one in named)
        for one in named:
            found.setdefault(one, []).append(candidate)
        if not named:
            vain.append(candidate)
    counted = [one for one in listed if one.counted]
    found = {one: each for one, each in found.items() if one.counted}
    precision, recall = hits / max(1, hits + len(vain)), len(found) / len(counted)
    right = [one for one, each in found.items() if any(candidate.standing == one.status for candidate in each)]
    print("| what | figure |\n| --- | --- |")
    print(f"| candidates | {len(candidates)}, {neither} of them count neither way |")
    print(f"| precision | {precision:.3f} ({hits} of {hits + len(vain)}) |")
    print(f"| recall | {recall:.3f} ({len(found)} of {len(counted)}) |")
    print(f"| F1 | {2 * precision * recall / (precision + recall):.3f} |")
    print(f"| planned or existing told right | {len(right) / max(1, len(found)):.3f} ({len(right)} of {len(found)}) |")
    plans = [one for one in found if one.status == "planned"]
    told = sum(any(candidate.standing == "planned" for candidate in found[one]) for one in plans)
    print(f"| of the planned ones | {told} of {len(plans)} |")
    judge_matches(found, places)
    if wrong:
        for one in counted:
            if one not in found:
                print("missed", one.names[0], one.status)
        for candidate in vain:
            print("in vain", candidate.name, "|", candidate.evidence[0].clean_quote)
        for one, each in found.items():
            if one not in right:
                print(
                    "not",
                    one.status,
                    [(each_.name, each_.standing, [e.clean_quote for e in each_.evidence]) for each_ in each],
                )


def judge_matches(found: dict[Listed, list[Candidate]], places: dict[str, object]) -> None:
    """A candidate should be matched to the place that bears one of the listed names, and else to none."""
    names: dict[str, str] = {}
    for place_id, place in places.items():
        for name in (*place.name.values(), *place.aliases):  # type: ignore[attr-defined]
            names.setdefault(_plain(name), place_id)
    total = right = 0
    for one, each in found.items():
        expected = {names[name] for name in one.names if name in names}
        for candidate in each:
            total += 1
            right += candidate.place_id in expected if expected else candidate.place_id is None
    print(f"| matched to the known place, or to none, rightly | {right / max(1, total):.3f} ({right} of {total}) |")


def _plain(name: str) -> str:
    from knowledge.places.script import simplified

    return re.sub(r"[\s·()（）]", "", simplified(name)).casefold()


if __name__ == "__main__":
    main()
