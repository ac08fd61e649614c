"""Plans over a district's own places: are all valid, how many proven, how fast, with how much detour.

    python benchmarks/district_plans.py [--requests 300] [--seed 1] [--curves] [--district knowledge/districts/chikan]

Requests vary over a year's dates, hours, themes, parties, modes, limits, meals, musts and paces. A plan is valid when
the verifier passes it. Detour is the burden of the legs (minutes, and fares as minutes) over that of the best order of
the same stops that keeps hours and meals. The curves take 20 to 320 places made from the district's own, moved about.
"""

import argparse
import platform
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any

# The neighbour itinerary.py would be taken for the package of that name.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from itinerary.core.problem import UNREACHABLE, Option
from itinerary.itinerary import Itinerary, Leg, Stop
from itinerary.plan import Conflicted, Unsound, plan_day
from itinerary.pose import Posed, pose, set_out
from itinerary.request import ItineraryRequest, read_request
from itinerary.travel import MODES
from knowledge.places.faults import Faults
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.pack import load_pack

TODAY = date(2026, 1, 1)
_PROVEN_WITHIN = 2.0
_MOST_ORDERS = 100_000
_PARTIES = (
    {"adults": 2},
    {"adults": 2, "children": 2},
    {"adults": 1, "seniors": 2},
    {"adults": 2, "wheelchair": True},
    {"adults": 30},
)


@dataclass(frozen=True)
class Outcome:
    seconds: float
    kind: str
    """plan, conflict, refused or unsound."""
    processor: float = 0.0
    """Seconds of processor time: less than ``seconds`` where other processes had their turn."""
    proven: bool = False
    gap: float = 0.0
    detour: float | None = None
    stops: int = 0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--requests", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--curves", action="store_true")
    options.add_argument("--district", type=Path, default=Path("knowledge/districts/chikan"))
    options.add_argument("--time-limit", type=float, help="seconds for each request; none: a fixed amount of work")
    given = options.parse_args()
    gazetteer = load_pack(given.district).gazetteer()
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, seed {given.seed}")
    # The first solve compiles or loads what the core needs.
    run({"date": TODAY.isoformat()}, gazetteer)
    wishes = list(varied(gazetteer, given.requests, random.Random(given.seed)))
    report([run({**raw, "time_limit": given.time_limit}, gazetteer) for raw in wishes])
    if given.curves:
        curves(gazetteer, given.seed)


def varied(gazetteer: Gazetteer, count: int, luck: random.Random) -> Iterator[dict[str, Any]]:
    """Requests as visitors, offices and programs might send them; most wish for little."""
    district = gazetteer.district
    open_places = [place.id for place in gazetteer.places.values() if place.schedulable and place.in_district]
    for number in range(count):
        day = TODAY + timedelta(days=1 + number * 364 // count)
        start, end = luck.choice(
            [("09:00", "18:00")] * 4
            + [("08:00", "12:30"), ("13:00", "18:00"), ("10:00", "21:00"), ("17:00", "23:00"), ("18:00", "01:00")]
            + [("07:00", "19:00"), ("09:30", "16:30")]
        )
        raw: dict[str, Any] = {"date": day.isoformat(), "start_time": start, "end_time": end}
        if luck.random() < 0.6:
            themes = luck.sample(sorted(district.themes), luck.choice([1, 1, 2, 3]))
            raw["themes"] = {theme: luck.choice([1, 2, 3, 5]) for theme in themes}
        if luck.random() < 0.5:
            raw["start"] = _somewhere(gazetteer, luck)
            raw["end"] = luck.choice([raw["start"], raw["start"], None, _somewhere(gazetteer, luck)])
        if luck.random() < 0.3:
            raw["must_visit"] = luck.sample(open_places, luck.choice([1, 1, 2, 3]))
        if luck.random() < 0.2:
            raw["avoid"] = [one for one in luck.sample(open_places, 3) if one not in raw.get("must_visit", [])]
        if luck.random() < 0.3:
            raw["party"] = luck.choice(_PARTIES)
        if luck.random() < 0.3:
            raw["modes"] = luck.choice([["walk"], ["walk", "bus"], ["taxi"], ["walk", "ebike"], ["walk", "taxi"]])
        for name, chance, values in (
            ("budget", 0.25, [0, 20, 50, 100, 200]),
            ("max_walk", 0.15, [500, 2000, 5000]),
            ("max_leg_walk", 0.1, [300, 800, 1500]),
            ("max_distance", 0.1, [5000, 15000]),
            ("max_places", 0.15, [1, 3, 5]),
            ("pace", 0.4, ["relaxed", "packed"]),
            ("weather", 0.3, ["rain", "hot"]),
            ("include_outside", 0.15, [True]),
        ):
            if luck.random() < chance:
                raw[name] = luck.choice(values)
        if luck.random() < 0.2:
            raw["meals"] = luck.choice([{"lunch": False}, {"dinner": False}, {"lunch": False, "dinner": False}])
        yield raw


def run(raw: dict[str, Any], gazetteer: Gazetteer) -> Outcome:
    now = datetime.combine(TODAY, clock_time(8), gazetteer.district.zone)
    began, clocked = time.perf_counter(), time.process_time()
    try:
        request = read_request(raw, gazetteer, TODAY)
        itinerary = plan_day(request, gazetteer, now).itineraries[0]
    except Faults as faults:
        print(f"refused: {faults} ({raw})")
        return Outcome(time.perf_counter() - began, "refused")
    except Conflicted:
        return Outcome(time.perf_counter() - began, "conflict")
    except Unsound as fault:
        print(f"unsound: {fault} ({raw})")
        return Outcome(time.perf_counter() - began, "unsound")
    seconds, processor = time.perf_counter() - began, time.process_time() - clocked
    proof = itinerary.optimality
    return Outcome(
        seconds,
        "plan",
        processor,
        proof.status == "optimal",
        proof.gap or 0.0,
        detour(itinerary, request, gazetteer),
        len(itinerary.stops),
    )


def detour(itinerary: Itinerary, request: ItineraryRequest, gazetteer: Gazetteer) -> float | None:
    """Burden of the legs (minutes, fares turned into minutes) over that of the best order of the same stops.

    The best order is of the same lengths, worth no less, and keeps opening hours, meals and the day's end: found by
    trying all. None for a day without legs, or one with too many orders to try.
    """
    posed = pose(set_out(request, gazetteer))
    steps = [_step(posed, stop) for stop in itinerary.stops]
    if any(step is None for step in steps):
        return None
    burden = sum(_burden(posed, leg.mode, *_ends(posed, itinerary, leg)) for leg in itinerary.legs)
    best = _Orders(posed, [step for step in steps if step is not None]).least(burden)
    return burden / best if best else None


def _step(posed: Posed, stop: Stop) -> tuple[int, tuple[Option, ...]] | None:
    """The vertex of a stop (-1 for a pause where one is) with the ways to make it at that length for those points."""
    length = int((datetime.fromisoformat(stop.leave) - datetime.fromisoformat(stop.begin)).total_seconds() // 60)
    if stop.place_id is None:
        pauses = [
            Option(pause.earliest, pause.latest, posed.problem.end, pause.length, 0)
            for pause, told in zip(posed.problem.pauses, posed.breaks, strict=True)
            if told.meal == stop.meal and pause.length == length
        ]
        return (-1, tuple(pauses)) if len(pauses) == 1 else None
    for number, role in enumerate(posed.roles):
        meal = role.table.meal if role.table is not None else None
        if role.place.id == stop.place_id and meal == stop.meal:
            options = posed.problem.stops[number].options
            fit = [o for o in options if o.length == length and (meal is not None or o.points >= stop.score)]
            return number, tuple(fit)
    return None


def _ends(posed: Posed, itinerary: Itinerary, leg: Leg) -> tuple[int, int]:
    """The vertices of a leg; a pause is where the stop before it was."""
    start, end = len(posed.roles), len(posed.roles) + 1

    def vertex(index: int | str) -> int:
        if index == "end":
            return end
        while isinstance(index, int) and index >= 0:
            step = _step(posed, itinerary.stops[index])
            if step is not None and step[0] >= 0:
                return step[0]
            index -= 1
        return start

    return vertex(leg.from_), vertex(leg.to)


def _burden(posed: Posed, mode: str, here: int, there: int) -> int:
    return 0 if here == there else int(posed.problem.legs.burden[MODES.index(mode), here, there])


class _Orders:
    """All orders of some steps, tried depth first."""

    def __init__(self, posed: Posed, steps: list[tuple[int, tuple[Option, ...]]]) -> None:
        self._legs = posed.problem.legs
        self._end = posed.problem.end
        self._start = len(posed.roles)
        self._steps = steps
        self._tried = 0

    def least(self, known: int) -> float | None:
        """The least burden, ``known`` being one that is possible; None when there are too many orders."""
        self._best = known
        self._go_on(self._start, 0, 0, frozenset(range(len(self._steps))))
        return None if self._tried > _MOST_ORDERS else self._best

    def _go_on(self, here: int, clock: int, burden: int, left: frozenset[int]) -> None:
        self._tried += 1
        if burden >= self._best or self._tried > _MOST_ORDERS:
            return
        if not left:
            for _, added in self._ways(here, self._start + 1, clock):
                self._best = min(self._best, burden + added)
            return
        for number in left:
            vertex, options = self._steps[number]
            ways = [(clock, 0)] if vertex < 0 else self._ways(here, vertex, clock)
            for arrive, added in ways:
                for option in options:
                    begin = max(arrive, option.earliest)
                    leave = begin + option.length
                    if begin <= option.latest and leave <= min(option.end_by, self._end):
                        there = here if vertex < 0 else vertex
                        self._go_on(there, leave, burden + added, left - {number})

    def _ways(self, here: int, there: int, clock: int) -> list[tuple[int, int]]:
        minutes, burden = self._legs.minutes[:, here, there], self._legs.burden[:, here, there]
        return [
            (clock + int(minutes[mode]), int(burden[mode]))
            for mode in range(len(minutes))
            if minutes[mode] != UNREACHABLE and clock + int(minutes[mode]) <= self._end
        ]


def report(outcomes: Sequence[Outcome]) -> None:
    plans = [outcome for outcome in outcomes if outcome.kind == "plan"]
    seconds = sorted(outcome.seconds for outcome in plans)
    detours = [outcome.detour for outcome in plans if outcome.detour is not None]
    print(f"answers: {dict(Counter(outcome.kind for outcome in outcomes))}")
    print(f"valid: {sum(outcome.kind != 'unsound' for outcome in outcomes) / len(outcomes):.1%}")
    proven = [outcome for outcome in plans if outcome.proven]
    quick = sum(outcome.seconds <= _PROVEN_WITHIN for outcome in proven) / len(plans)
    at_work = sum(outcome.processor <= _PROVEN_WITHIN for outcome in proven) / len(plans)
    print(f"proven optimal: {len(proven) / len(plans):.1%}")
    print(f"within {_PROVEN_WITHIN:g} s by the clock: {quick:.1%}, of processor time: {at_work:.1%}")
    print(f"mean gap: {statistics.mean(outcome.gap for outcome in plans):.2%}")
    print(f"seconds to a plan: p50 {_share(seconds, 0.5):.2f}, p95 {_share(seconds, 0.95):.2f}, most {seconds[-1]:.2f}")
    spent = sorted(outcome.processor for outcome in plans)
    print(f"processor time: p50 {_share(spent, 0.5):.2f}, p95 {_share(spent, 0.95):.2f}, most {spent[-1]:.2f}")
    clashes = sorted(outcome.seconds for outcome in outcomes if outcome.kind == "conflict")
    if clashes:
        print(f"seconds to a conflict: p50 {_share(clashes, 0.5):.2f}, p95 {_share(clashes, 0.95):.2f}")
    print(f"stops: {statistics.mean(outcome.stops for outcome in plans):.1f} on average")
    print(f"detour: {statistics.mean(detours):.3f} on average, p95 {_share(sorted(detours), 0.95):.3f}")


def curves(gazetteer: Gazetteer, seed: int) -> None:
    print("candidates  p50 s  p95 s  proven  mean gap")
    for count in (20, 40, 80, 160, 320):
        luck = random.Random(seed)
        town = _scattered(gazetteer, count, luck)
        outcomes = [
            run({"date": (TODAY + timedelta(days=30 * month)).isoformat(), **extra}, town)
            for month, extra in enumerate([{}, {"start": _center(town)}, {"end_time": "21:00"}, {"pace": "packed"}])
        ]
        seconds = sorted(outcome.seconds for outcome in outcomes)
        proven = sum(outcome.proven for outcome in outcomes) / len(outcomes)
        gap = statistics.mean(outcome.gap for outcome in outcomes)
        print(f"{count:10d}  {_share(seconds, 0.5):5.2f}  {seconds[-1]:5.2f}  {proven:6.0%}  {gap:8.2%}")


def _scattered(gazetteer: Gazetteer, count: int, luck: random.Random) -> Gazetteer:
    """So many open places: the district's own, taken again and again and moved by some hundred metres."""
    district = gazetteer.district
    models = [place for place in gazetteer.places.values() if place.schedulable and place.in_district]
    models = [place for place in models if district.kinds[place.kind].quality > 0]
    places = {}
    for number in range(count):
        place = models[number % len(models)]
        assert place.position is not None
        moved = place.position.model_copy(
            update={"lat": place.position.lat + luck.gauss(0, 0.006), "lon": place.position.lon + luck.gauss(0, 0.006)}
        )
        copy = place.model_copy(update={"id": f"place-{number}", "position": moved, "part_of": None})
        places[copy.id] = copy
    return Gazetteer(district, places, gazetteer.calendar, f"scattered-{count}")


def _somewhere(gazetteer: Gazetteer, luck: random.Random) -> dict[str, float]:
    center = gazetteer.district.center
    return {"lat": round(center.lat + luck.gauss(0, 0.015), 5), "lon": round(center.lon + luck.gauss(0, 0.015), 5)}


def _center(gazetteer: Gazetteer) -> dict[str, float]:
    return {"lat": gazetteer.district.center.lat, "lon": gazetteer.district.center.lon}


def _share(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


if __name__ == "__main__":
    main()
