"""Plans over a district's own places: are all valid, how many proven, how fast, with how much detour.

    python benchmarks/district_plans.py [--requests 300] [--seed 1] [--curves] [--district knowledge/districts/chikan]

Requests vary over a year's dates, hours, themes, parties, modes, limits, meals, musts and paces. A plan is valid when
the verifier passes it. Detour is the length of the legs over that of the best order of the same stops, hours left
aside, so that it also holds what opening hours and meals cost. The curves take 20 to 320 places made from the
district's own, moved about.
"""

import argparse
import platform
import random
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any

import numpy as np

from itinerary.itinerary import Itinerary
from itinerary.plan import Conflicted, Unsound, plan_day
from itinerary.request import Whereabouts, read_request
from itinerary.travel import MODES, Spot, Travel, spot_of
from knowledge.places.faults import Faults
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.pack import load_pack

TODAY = date(2026, 1, 1)
_PROVEN_WITHIN = 2.0
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
    began = time.perf_counter()
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
    seconds = time.perf_counter() - began
    proof = itinerary.optimality
    return Outcome(
        seconds,
        "plan",
        proof.status == "optimal" and seconds <= _PROVEN_WITHIN,
        proof.gap or 0.0,
        detour(itinerary, request.start, request.end, gazetteer),
        len(itinerary.stops),
    )


def detour(
    itinerary: Itinerary, start: Whereabouts | None, end: Whereabouts | None, gazetteer: Gazetteer
) -> float | None:
    """Metres of the legs over those of the best order; None for a day without legs."""
    places = [gazetteer.places[stop.place_id] for stop in itinerary.stops if stop.place_id is not None]
    spots = [spot_of(place, gazetteer.district) for place in places]
    first, last = (None if where is None else _spot(where, gazetteer) for where in (start, end))
    shortest = _shortest(spots, first, last, gazetteer)
    return itinerary.totals.distance / shortest if shortest else None


def _shortest(spots: Sequence[Spot], first: Spot | None, last: Spot | None, gazetteer: Gazetteer) -> float:
    """Metres of the shortest way through all spots (Held and Karp 1962)."""
    ends = [spot for spot in (first, last) if spot is not None]
    party = read_request({"date": TODAY.isoformat()}, gazetteer, TODAY).party
    metres = Travel(gazetteer.district).table([*spots, *ends], party, MODES).distance if spots else np.zeros((0, 0))
    count = len(spots)
    best = {(1 << one, one): float(metres[count, one]) if first is not None else 0.0 for one in range(count)}
    for _ in range(count - 1):
        longer: dict[tuple[int, int], float] = {}
        for (seen, here), length in best.items():
            for there in range(count):
                if not seen & 1 << there:
                    key = (seen | 1 << there, there)
                    longer[key] = min(longer.get(key, np.inf), length + float(metres[here, there]))
        best = longer
    home = len(ends) + count - 1
    return min(
        (length + (float(metres[here, home]) if last is not None else 0.0) for (_, here), length in best.items()),
        default=0.0,
    )


def report(outcomes: Sequence[Outcome]) -> None:
    plans = [outcome for outcome in outcomes if outcome.kind == "plan"]
    seconds = sorted(outcome.seconds for outcome in plans)
    detours = [outcome.detour for outcome in plans if outcome.detour is not None]
    print(f"answers: {dict(Counter(outcome.kind for outcome in outcomes))}")
    print(f"valid: {sum(outcome.kind != 'unsound' for outcome in outcomes) / len(outcomes):.1%}")
    print(f"proven optimal within {_PROVEN_WITHIN:g} s: {sum(outcome.proven for outcome in plans) / len(plans):.1%}")
    print(f"mean gap: {statistics.mean(outcome.gap for outcome in plans):.2%}")
    print(f"seconds to a plan: p50 {_share(seconds, 0.5):.2f}, p95 {_share(seconds, 0.95):.2f}, most {seconds[-1]:.2f}")
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


def _spot(where: Whereabouts, gazetteer: Gazetteer) -> Spot:
    if where.place_id is not None:
        return spot_of(gazetteer.places[where.place_id], gazetteer.district)
    assert where.lat is not None
    assert where.lon is not None
    return Spot(where.lat, where.lon, 0, slow=False)


def _share(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


if __name__ == "__main__":
    main()
