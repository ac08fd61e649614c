"""Days that go wrong over a district's own places: how fast they are mended, how much changes, and do ways out work.

    python benchmarks/district_repairs.py [--repairs 120] [--seed 1] [--try-ways-out]
                                          [--district knowledge/districts/chikan]

Varied plans, each mended at varied times: late, rain, a closure, tired children, places locked, the visitor elsewhere,
before the day, at its end and after it. What can't be mended has to say what stands in the way, with ways out that work
(``--try-ways-out`` sends each) and the best day without the least of it.
"""

import argparse
import platform
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

# The neighbour itinerary.py would be taken for the package of that name.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from district_plans import TODAY, varied

from itinerary.itinerary import Itinerary
from itinerary.plan import Conflicted, plan_day
from itinerary.repair import repair
from itinerary.request import ItineraryRequest, read_request
from itinerary.verify import verify
from knowledge.places.district import Point
from knowledge.places.faults import Faults
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.pack import load_pack

_RARER = ["elsewhere", "early", "evening", "greedy", "greedy"]


@dataclass(frozen=True)
class Mishap:
    """What is sent to have a plan mended."""

    name: str
    at: datetime
    position: Point | None
    done: tuple[str, ...]
    locked: tuple[str, ...]
    changes: dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    name: str
    seconds: float
    kind: str
    """mended, conflict, or refused."""
    kept: float | None = None
    """Share of the visits still to come that stayed."""
    helped: bool = True
    """Of a conflict: whether it has ways out and a partial day."""
    idle: int = 0
    """Ways out that didn't work."""
    processor: float = 0.0
    """Seconds of processor time: less than ``seconds`` where other processes had their turn."""
    gap: float | None = None
    """Of the mended day, to the best day with the same past, loyal to the plan or not."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--repairs", type=int, default=120)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--try-ways-out", action="store_true")
    options.add_argument("--district", type=Path, default=Path("knowledge/districts/chikan"))
    given = options.parse_args()
    gazetteer = load_pack(given.district).gazetteer()
    luck = random.Random(given.seed)
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, seed {given.seed}")
    outcomes: list[Outcome] = []
    for raw in varied(gazetteer, given.repairs, luck):
        if len(outcomes) >= given.repairs:
            break
        request = read_request(raw, gazetteer, TODAY)
        try:
            plan = plan_day(request, gazetteer, request.span(gazetteer.district.zone)[0]).itineraries[0]
        except Conflicted:
            continue
        for _ in range(3):
            outcome = mend(plan, request, mishap(plan, request, gazetteer, luck), gazetteer, given.try_ways_out)
            outcomes.append(outcome)
    report(outcomes)


def mishap(plan: Itinerary, request: ItineraryRequest, gazetteer: Gazetteer, luck: random.Random) -> Mishap:
    """Something that happens to a day."""
    begin, end = request.span(gazetteer.district.zone)
    name = luck.choice(["late", "late", "late", "rain", "closure", "tired", "tired", "locked", "locked", *_RARER])
    at = begin + (end - begin) * luck.uniform(0.05, 0.9)
    if name == "early":
        at = begin.replace(hour=0, minute=5)
    elif name == "evening":
        at = min(end + timedelta(minutes=luck.choice([-20, 0, 30])), begin.replace(hour=23, minute=59))
    at = at.replace(second=0, microsecond=0)
    visits = [stop for stop in plan.stops if stop.kind == "visit"]
    done = [stop.place_id or "" for stop in visits if datetime.fromisoformat(stop.leave) <= at]
    ahead = [stop.place_id or "" for stop in visits if stop.place_id not in done]
    if name == "late":
        at = min(at + timedelta(minutes=40), max(end, at))
    changes: dict[str, Any] = {}
    if name == "rain":
        changes = {"weather": "rain"}
    elif name == "closure" and ahead:
        lost = luck.choice(ahead)
        changes = {
            "avoid": [*request.avoid, lost],
            "must_visit": [one for one in request.must_visit if one != lost],
        }
    elif name == "tired":
        children = {**request.party.model_dump(), "children": 2}
        changes = {"pace": "relaxed", "party": children, "max_walk": luck.choice([1000.0, 3000.0])}
        changes["end_time"] = luck.choice([request.end_time, "17:00" if request.start_time < "16:00" else "22:00"])
    elif name == "greedy":
        more = [one.place_id for one in plan.excluded if one.code not in ("avoided", "not_wished", "access")]
        added = luck.sample(more, min(len(more), luck.choice([1, 2, 4])))
        changes = {"must_visit": [*request.must_visit, *added], "budget": luck.choice([request.budget, 10.0])}
    locks = {"locked": 3, "late": luck.choice([0, 2]), "tired": luck.choice([0, 2])}.get(name, 0)
    locked = [one for one in luck.sample(ahead, min(len(ahead), locks)) if one not in changes.get("avoid", [])]
    position = None
    if name == "elsewhere" or luck.random() < 0.3:
        center = gazetteer.district.center
        position = Point(lat=center.lat + luck.gauss(0, 0.015), lon=center.lon + luck.gauss(0, 0.015))
    return Mishap(name, at, position, tuple(done), tuple(locked), changes)


def mend(plan: Itinerary, request: ItineraryRequest, case: Mishap, gazetteer: Gazetteer, try_ways_out: bool) -> Outcome:
    began, clocked = time.perf_counter(), time.process_time()
    try:
        day = _repaired(plan, request, case, case.changes, gazetteer)
    except Faults as faults:
        print(f"refused: {faults} ({case})")
        return Outcome(case.name, time.perf_counter() - began, "refused")
    except Conflicted as clash:
        seconds, processor = time.perf_counter() - began, time.process_time() - clocked
        ways = [way.change for conflict in clash.conflicts for way in conflict.relaxations]
        helped = bool(ways) and clash.partial is not None
        if not helped:
            print(f"no help ({len(ways)} ways out, partial {clash.partial is not None}): {clash} ({case})")
        idle = sum(not _works(plan, request, case, way, gazetteer) for way in ways) if try_ways_out else 0
        return Outcome(case.name, seconds, "conflict", helped=helped, idle=idle, processor=processor)
    seconds, processor = time.perf_counter() - began, time.process_time() - clocked
    before = {stop.place_id for stop in plan.stops if stop.kind == "visit"} - set(case.done)
    after = {stop.place_id for stop in day.stops if stop.kind == "visit"}
    kept = len(before & after) / len(before) if before else None
    return Outcome(case.name, seconds, "mended", kept, processor=processor, gap=day.optimality.gap)


def _repaired(
    plan: Itinerary, request: ItineraryRequest, case: Mishap, changes: dict[str, Any], gazetteer: Gazetteer
) -> Itinerary:
    mended = repair(plan, request, case.at, case.position, case.done, case.locked, changes, gazetteer, case.at)
    changed = ItineraryRequest.model_validate({**request.as_json(), **changes})
    verdict = verify(mended.itinerary.model_dump(mode="json", by_alias=True), changed, gazetteer)
    if not verdict.valid:
        print(f"invalid: {verdict.violations} ({case})")
    return mended.itinerary


def _works(plan: Itinerary, request: ItineraryRequest, case: Mishap, way: dict[str, Any], gazetteer: Gazetteer) -> bool:
    try:
        _repaired(plan, request, case, {**case.changes, **way}, gazetteer)
    except (Conflicted, Faults) as trouble:
        print(f"way out {way} doesn't work: {trouble} ({case})")
        return False
    return True


def report(outcomes: Sequence[Outcome]) -> None:
    seconds = sorted(one.seconds for one in outcomes)
    print(f"{len(outcomes)} repairs: {dict(Counter(one.kind for one in outcomes))}")
    print(f"seconds: p50 {_share(seconds, 0.5):.2f}, p95 {_share(seconds, 0.95):.2f}, most {seconds[-1]:.2f}")
    spent = sorted(one.processor for one in outcomes)
    print(f"processor time: p50 {_share(spent, 0.5):.2f}, p95 {_share(spent, 0.95):.2f}, most {spent[-1]:.2f}")
    for kind in ("mended", "conflict"):
        of_kind = sorted(one.seconds for one in outcomes if one.kind == kind)
        if of_kind:
            print(f"{kind}: p50 {_share(of_kind, 0.5):.2f}, p95 {_share(of_kind, 0.95):.2f}, most {of_kind[-1]:.2f}")
    kept = [one.kept for one in outcomes if one.kept is not None]
    print(f"visits to come that stayed: {statistics.mean(kept):.0%} on average")
    gaps = [one.gap for one in outcomes if one.kind == "mended" and one.gap is not None]
    if gaps:
        best = sum(gap == 0 for gap in gaps)
        mean = statistics.mean(gaps)
        print(f"with a bound: {len(gaps)}, of them no day better: {best}, mean gap {mean:.2%}, worst {max(gaps):.2%}")
    clashes = [one for one in outcomes if one.kind == "conflict"]
    print(f"conflicts with ways out and a partial day: {sum(one.helped for one in clashes)} of {len(clashes)}")
    print(f"ways out that don't work: {sum(one.idle for one in outcomes)}")


def _share(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


if __name__ == "__main__":
    main()
