# ruff: noqa: E402  what is set before the imports has to be
"""Compares the itinerary engine with its peers, one core each, under one checker.

    python benchmarks/itinerary.py toptw --data DIR [--seconds 1 10] [--solvers ours pyvrp routing cpsat]
                                         [--instances c101 r201 ...] [--seed 0] [--out FILE]
    python benchmarks/itinerary.py days [--count 60] [--candidates 48 54 60] [--seed 0]
    python benchmarks/itinerary.py curve [--candidates 20 40 80 160 320] [--count 6] [--work 0.22] [--chart FILE]

``toptw``: public orienteering instances with time windows; DIR holds ``instances/*.txt`` and ``bks.csv`` (instance, m,
bks, source). ``days``: made-up days like a district's, with meals, four modes and limits, by a fixed amount of work.
``curve``: processor time and gap over the number of candidates. All print a table in Markdown; progress goes to stderr.
"""

import argparse
import csv
import os
import platform
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

# One core each: before any numerical library counts the processors.
for threads in ("OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(threads, "1")
# This file has the name of the package it measures, which must be found first.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from chart import draw
from synthetic import district_day

from itinerary.core.check import check
from itinerary.core.cpsat import solve_model
from itinerary.core.day import best_day
from itinerary.core.instances import read_instance
from itinerary.core.problem import NoSolution, Problem
from itinerary.core.solver import prepare, solve

PAID_OUT = 1_000
"""Units of prize per point for PyVRP; much more would drown its penalties for being late."""


@dataclass(frozen=True)
class Run:
    points: int
    proven: bool
    seconds: float
    processor: float
    """Seconds of processor time: less than ``seconds`` where other processes had their turn."""


def ours(problem: Problem, seconds: float, seed: int) -> tuple[Sequence[int], bool]:
    day = solve(problem, time_limit=seconds, seed=seed)
    return [step.stop for step in day.steps if step.stop is not None], day.optimal


def pyvrp(problem: Problem, seconds: float, seed: int) -> tuple[Sequence[int], bool]:
    from pyvrp import Model
    from pyvrp.stop import MaxRuntime

    model = Model()
    n = len(problem.stops)
    locations = [model.add_location(0, 0) for _ in range(n + 1)]
    depot = model.add_depot(locations[n])
    model.add_vehicle_type(1, start_depot=depot, end_depot=depot, tw_early=problem.begin, tw_late=problem.end)
    for stop, location in zip(problem.stops, locations, strict=False):
        option = stop.options[0]
        model.add_client(
            location,
            service_duration=option.length,
            tw_early=option.earliest,
            tw_late=max(option.earliest, min(option.latest, problem.end)),
            prize=option.points * PAID_OUT,
            required=False,
        )
    for i, here in enumerate(locations):
        for j, there in enumerate(locations):
            if i != j:
                minutes = int(problem.legs.minutes[0, i, j if j < n else n + 1])
                model.add_edge(here, there, distance=minutes, duration=minutes)
    result = model.solve(MaxRuntime(seconds), seed=seed, display=False)
    if not result.is_feasible():
        return [], False
    visits = [visit.idx for route in result.best.routes() for visit in route.schedule() if visit.is_client()]
    return visits, False


def routing(problem: Problem, seconds: float, seed: int) -> tuple[Sequence[int], bool]:
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    del seed  # The routing library takes none.
    n = len(problem.stops)
    manager = pywrapcp.RoutingIndexManager(n + 2, 1, [n], [n + 1])
    model = pywrapcp.RoutingModel(manager)
    minutes = problem.legs.minutes[0].tolist()
    lengths = [stop.options[0].length for stop in problem.stops] + [0, 0]

    def leg(a: int, b: int) -> int:
        here, there = manager.IndexToNode(a), manager.IndexToNode(b)
        return lengths[here] + (0 if (here, there) == (n, n + 1) else minutes[here][there])

    transit = model.RegisterTransitCallback(leg)
    model.SetArcCostEvaluatorOfAllVehicles(transit)
    model.AddDimension(transit, problem.end, problem.end, False, "time")
    clock = model.GetDimensionOrDie("time")
    scale = 100 * problem.end
    for s, stop in enumerate(problem.stops):
        option = stop.options[0]
        latest = min(option.latest, problem.end)
        if latest >= option.earliest:
            clock.CumulVar(manager.NodeToIndex(s)).SetRange(option.earliest, latest)
        model.AddDisjunction([manager.NodeToIndex(s)], option.points * scale)
    clock.CumulVar(model.Start(0)).SetRange(problem.begin, problem.begin)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromMilliseconds(int(seconds * 1000))
    solution = model.SolveWithParameters(parameters)
    visits: list[int] = []
    if solution:
        index = solution.Value(model.NextVar(model.Start(0)))
        while not model.IsEnd(index):
            visits.append(manager.IndexToNode(index))
            index = solution.Value(model.NextVar(index))
    return visits, False


def cpsat(problem: Problem, seconds: float, seed: int) -> tuple[Sequence[int], bool]:
    outcome = solve_model(problem, seconds=seconds, effort=0, seed=seed)
    day = best_day(problem, outcome.order or ())
    return outcome.order or (), day is not None and outcome.bound < day.points + 1


SOLVERS: dict[str, Callable[[Problem, float, int], tuple[Sequence[int], bool]]] = {
    "ours": ours,
    "pyvrp": pyvrp,
    "routing": routing,
    "cpsat": cpsat,
}
PACKAGES = {"ours": "numba", "pyvrp": "pyvrp", "routing": "ortools", "cpsat": "ortools"}


def run(name: str, problem: Problem, seconds: float, seed: int) -> Run:
    """One solver on one problem; the points are counted anew from its order and pass the checker."""
    began, clocked = time.perf_counter(), time.process_time()
    order, proven = SOLVERS[name](problem, seconds, seed)
    took, processor = time.perf_counter() - began, time.process_time() - clocked
    day = best_day(problem, order)
    if day is None:
        raise SystemExit(f"{name} gave a day that can't be kept: {list(order)}")
    violations = check(problem, day)
    if violations:
        raise SystemExit(f"{name} gave a day that breaks rules: {violations}")
    return Run(day.points, proven, took, processor)


def toptw(options: argparse.Namespace) -> str:
    with (options.data / "bks.csv").open(encoding="utf-8") as file:
        known = {row["instance"]: int(row["bks"]) for row in csv.DictReader(file) if row["m"] == "1"}
    names = options.instances or [name for name in known if (options.data / "instances" / f"{name}.txt").exists()]
    lines = []
    for seconds in options.seconds:
        runs: dict[tuple[str, str], Run] = {}
        for number, name in enumerate(names, start=1):
            problem = read_instance(options.data / "instances" / f"{name}.txt")
            for solver in options.solvers:
                done = runs[solver, name] = run(solver, problem, seconds, options.seed)
                gap = 100 * (known[name] - done.points) / known[name]
                told = f"{seconds:g} s  {number}/{len(names)}  {name:6} {solver:8} {done.points:5} of {known[name]:5}"
                clocks = f"{done.seconds:6.2f} s, {done.processor:.2f} s of it at work"
                print(f"{told}  {gap:6.2f} %  {clocks} {'proven' if done.proven else ''}", file=sys.stderr)
        lines += [
            f"\n### {seconds:g} s, {len(names)} instances, seed {options.seed}\n",
            *_table(options.solvers, names, known, runs),
        ]
    return "\n".join([_heading(options.solvers), *lines])


def _table(
    solvers: Sequence[str], names: Sequence[str], known: dict[str, int], runs: dict[tuple[str, str], Run]
) -> list[str]:
    classes = defaultdict(list)
    for name in names:
        classes[name.rstrip("0123456789") + ("" if name.startswith("pr") else name[-3])].append(name)
    classes["all"] = list(names)
    lines = [
        "| class | " + " | ".join(f"{solver}: mean / worst gap %, proven" for solver in solvers) + " |",
        "|---" * (len(solvers) + 1) + "|",
    ]
    for kind, members in classes.items():
        cells = []
        for solver in solvers:
            gaps = [100 * (known[name] - runs[solver, name].points) / known[name] for name in members]
            proven = sum(runs[solver, name].proven for name in members)
            cells.append(f"{statistics.mean(gaps):.2f} / {max(gaps):.2f}, {proven} of {len(members)}")
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    spent = [statistics.mean(runs[solver, name].processor for name in names) for solver in solvers]
    kept = [max(runs[solver, name].seconds for name in names) for solver in solvers]
    told = [f"{mean:.2f} s, {most:.2f} s" for mean, most in zip(spent, kept, strict=True)]
    lines.append("| mean processor time, longest by the clock | " + " | ".join(told) + " |")
    return lines


def _heading(solvers: Sequence[str] = ("ours",)) -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in sorted({PACKAGES[solver] for solver in solvers}))
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    load = os.getloadavg()[0]
    machine = f"{model}, {os.cpu_count()} cores (load {load:.1f})"
    return f"{date.today()}, {machine}, Python {platform.python_version()}, {versions}."


@dataclass(frozen=True)
class Days:
    """Figures of some made-up days with so many candidates."""

    candidates: int
    proven: int
    quick: int
    """Proven within two seconds."""
    first: float
    """Longest time to a first valid day with a stop in it, in seconds of processor time, as are the others."""
    times: list[float]
    gaps: list[float]
    """In percent of the bound."""

    @property
    def p95(self) -> float:
        return sorted(self.times)[min(len(self.times) - 1, int(0.95 * len(self.times)))]


def days(options: argparse.Namespace) -> str:
    rows = [_made_up(options, candidates) for candidates in options.candidates]
    heads = ("candidates", "days", "first day within s", "proven", "within 2 s", "mean s", "p95 s")
    lines = [
        _heading(),
        "",
        "| " + " | ".join((*heads, "mean / worst gap %")) + " |",
        "|---" * (len(heads) + 1) + "|",
    ]
    for row in rows:
        figures = (f"{row.first:.2f}", row.proven, row.quick, f"{statistics.mean(row.times):.2f}", f"{row.p95:.2f}")
        gaps = f"{statistics.mean(row.gaps):.2f} / {max(row.gaps):.2f}"
        lines.append("| " + " | ".join(map(str, (row.candidates, len(row.times), *figures, gaps))) + " |")
    if options.chart:
        draw(
            options.chart,
            "candidates",
            options.candidates,
            {
                "Seconds of processor time": {
                    "mean": [statistics.mean(row.times) for row in rows],
                    "p95": [row.p95 for row in rows],
                    "first day": [row.first for row in rows],
                },
                "Gap to the bound, percent": {
                    "mean": [statistics.mean(row.gaps) for row in rows],
                    "worst": [max(row.gaps) for row in rows],
                },
            },
        )
    return "\n".join(lines)


def _made_up(options: argparse.Namespace, candidates: int) -> Days:
    row = Days(candidates, 0, 0, 0.0, [], [])
    for number in range(options.count):
        dinner = number % 2
        problem = district_day(
            options.seed + number,
            candidates,
            meals=1 + dinner,
            limits=number % 3 == 0,
            end=1080 + 120 * dinner,
        )
        began = time.process_time()
        try:
            day = solve(problem, work=options.work)
        except NoSolution:
            raise SystemExit(f"no day found for {number}") from None
        took = time.process_time() - began
        if check(problem, day):
            raise SystemExit(f"day {number} breaks rules: {check(problem, day)}")
        row.times.append(took)
        row.gaps.append(100 * (day.bound - day.points) / day.bound)
        row = replace(
            row,
            proven=row.proven + day.optimal,
            quick=row.quick + (day.optimal and took <= 2),
            first=max(row.first, day.notes.get("first_day_processor_seconds", took)),
        )
        print(f"{candidates} candidates, day {number}: {day.points} of {day.bound:g} in {took:.2f} s", file=sys.stderr)
    return row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    public = commands.add_parser("toptw")
    public.add_argument("--data", type=Path, required=True)
    public.add_argument("--seconds", type=float, nargs="+", default=[1.0, 10.0])
    public.add_argument("--solvers", nargs="+", choices=SOLVERS, default=list(SOLVERS))
    public.add_argument("--instances", nargs="+")
    made_up = commands.add_parser("days")
    made_up.add_argument("--count", type=int, default=60)
    made_up.add_argument("--candidates", type=int, nargs="+", default=[48, 54, 60])
    curve = commands.add_parser("curve")
    curve.add_argument("--count", type=int, default=6)
    curve.add_argument("--candidates", type=int, nargs="+", default=[20, 40, 80, 160, 320])
    for command in (made_up, curve):
        command.add_argument("--work", type=float, default=0.22, help="of the usual work; as much as the planner gives")
        command.add_argument("--chart", type=Path, help="draw the figures there, as SVG")
    for command in (public, made_up, curve):
        command.add_argument("--seed", type=int, default=0)
        command.add_argument("--out", type=Path, help="write the table there too")
    options = parser.parse_args()
    if options.command != "toptw" or "ours" in options.solvers:
        print("compiling or loading the kernels", file=sys.stderr)
        prepare()
    table = toptw(options) if options.command == "toptw" else days(options)
    print(table)
    if options.out:
        options.out.write_text(table + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
