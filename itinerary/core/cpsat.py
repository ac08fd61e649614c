"""The whole problem as one CP-SAT model: slow to prove long days, but it takes every rule as it is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from itinerary.core.cancellation import NEVER, Cancellation
from itinerary.core.problem import UNREACHABLE, Problem

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


@dataclass(frozen=True)
class Outcome:
    """What CP-SAT found: an order (see day.py), None when it found none, and what it proved."""

    order: tuple[int, ...] | None
    bound: float
    """Upper bound on the points of any day; infinite when nothing was proven."""
    infeasible: bool


def solve_model(
    problem: Problem,
    *,
    seconds: float | None,
    effort: float,
    seed: int,
    hint: Sequence[int] | None = None,
    at_least: int | None = None,
    workers: int = 1,
    cancellation: Cancellation = NEVER,
) -> Outcome:
    """Solves by CP-SAT within ``seconds`` of wall clock, or without them within ``effort`` of deterministic time.

    With ``at_least`` only days worth so many points are looked for: infeasible then means that there is none.
    Called off, it ends early with what it has, or raises Cancelled while the model is still being built.
    """
    from ortools.sat.python import cp_model

    day = _Day(problem, cp_model.CpModel(), cancellation)
    if at_least is not None:
        day.model.add(day.points >= at_least)
    if hint is not None:
        day.hint(hint)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed % 2**31
    if seconds is None:
        solver.parameters.max_deterministic_time = effort
    else:
        solver.parameters.max_time_in_seconds = max(seconds, 0.001)
    with cancellation.stopping(solver.stop_search):
        status = solver.solve(day.model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Outcome(day.order(solver), float(solver.best_objective_bound), False)
    if status == cp_model.INFEASIBLE:
        return Outcome(None, float("-inf"), True)
    return Outcome(None, float("inf"), False)


class _Day:
    """The model and its variables."""

    def __init__(self, problem: Problem, model: "cp_model.CpModel", cancellation: Cancellation) -> None:
        self.problem = problem
        self.model = model
        stops = range(len(problem.stops))
        self.made = [model.new_bool_var(f"made{s}") for s in stops]
        self.option = [
            [model.new_bool_var(f"option{s}.{o}") for o in range(len(problem.stops[s].options))] for s in stops
        ]
        self.begin = [model.new_int_var(problem.begin, max(problem.begin, problem.end), f"begin{s}") for s in stops]
        self.depart = [model.new_int_var(problem.begin, max(problem.begin, problem.end), f"depart{s}") for s in stops]
        self.depart_start = model.new_int_var(problem.begin, max(problem.begin, problem.end), "depart start")
        self.empty = model.new_bool_var("empty")
        self.legs: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]] = {}
        self._visits()
        self._circuit(cancellation)
        self._pauses()
        self._sets()
        self._sums()
        self._objective()

    def _visits(self) -> None:
        problem, model = self.problem, self.model
        for s, stop in enumerate(problem.stops):
            model.add(sum(self.option[s]) == self.made[s])
            for o, option in enumerate(stop.options):
                chosen = self.option[s][o]
                latest = min(option.latest, option.end_by - option.length, problem.end - option.length)
                if latest < max(option.earliest, problem.begin):
                    model.add(chosen == 0)
                    continue
                model.add(self.begin[s] >= option.earliest).only_enforce_if(chosen)
                model.add(self.begin[s] <= latest).only_enforce_if(chosen)
                model.add(self.depart[s] >= self.begin[s] + option.length).only_enforce_if(chosen)

    def _circuit(self, cancellation: Cancellation) -> None:
        problem, model = self.problem, self.model
        n = len(problem.stops)
        arcs: list[tuple[int, int, cp_model.LiteralT]] = [(n + 1, n, True), (n, n + 1, self.empty)]
        arcs += [(s, s, ~self.made[s]) for s in range(n)]
        for i in range(n + 1):
            # Legs between many stops take seconds to put into words.
            cancellation.check()
            for j in [*range(n), n + 1]:
                if i == j or (i == n and j == n + 1):
                    continue
                literals = []
                for mode in self._useful_modes(i, j):
                    literal = model.new_bool_var(f"leg{i}.{j}.{mode}")
                    literals.append((mode, literal))
                    arcs.append((i, j, literal))
                    gone = self.depart_start if i == n else self.depart[i]
                    minutes = int(problem.legs.minutes[mode, i, j])
                    reached = problem.end if j == n + 1 else self.begin[j]
                    model.add(reached >= gone + minutes).only_enforce_if(literal)
                if literals:
                    self.legs[i, j] = literals
        model.add_circuit(arcs)

    def _useful_modes(self, i: int, j: int) -> list[int]:
        """The modes of a leg that fit into the day and that no other beats in time and in all that is limited."""
        problem = self.problem
        n = len(problem.stops)
        # Soonest away from i and latest in at j.
        soonest, latest = problem.begin, problem.end
        if i < n:
            leaving = [max(problem.begin, option.earliest) + option.length for option in problem.stops[i].options]
            soonest = min(leaving, default=problem.end + 1)
        if j < n:
            entries = [min(option.latest, option.end_by - option.length) for option in problem.stops[j].options]
            latest = min(problem.end, max(entries, default=problem.begin - 1))
        kept: list[tuple[int, ...]] = []
        for mode in range(problem.legs.minutes.shape[0]):
            minutes = int(problem.legs.minutes[mode, i, j])
            if minutes == UNREACHABLE or soonest + minutes > latest:
                continue
            figures = (
                minutes,
                int(problem.legs.cost[mode, i, j]) if problem.budget is not None else 0,
                int(problem.legs.walk[mode, i, j]) if problem.max_walk is not None else 0,
                int(problem.legs.distance[mode, i, j]) if problem.max_distance is not None else 0,
            )
            if not any(all(a <= b for a, b in zip(other, figures, strict=False)) for other in kept):
                kept = [other for other in kept if not all(a <= b for a, b in zip(figures, other, strict=False))]
                kept.append((*figures, mode))
        return [figures[-1] for figures in kept]

    def _pauses(self) -> None:
        problem, model = self.problem, self.model
        n = len(problem.stops)
        self.used = [model.new_bool_var(f"pause{p}") for p in range(len(problem.pauses))]
        self.pause_begin = []
        self.pause_at: dict[tuple[int, int], cp_model.IntVar] = {}
        intervals = []
        for p, pause in enumerate(problem.pauses):
            used = self.used[p]
            earliest, latest = max(pause.earliest, problem.begin), min(pause.latest, problem.end - pause.length)
            if latest < earliest:
                model.add(used == 0)
                self.pause_begin.append(model.new_constant(problem.begin))
                continue
            begin = model.new_int_var(earliest, latest, f"pause begin{p}")
            self.pause_begin.append(begin)
            intervals.append(
                model.new_optional_fixed_size_interval_var(begin, pause.length, used, f"pause interval{p}")
            )
            for i in range(n + 1):
                at = model.new_bool_var(f"pause{p}.{i}")
                self.pause_at[p, i] = at
                if i == n:
                    model.add(self.depart_start >= begin + pause.length).only_enforce_if(at)
                    continue
                model.add_implication(at, self.made[i])
                model.add(self.depart[i] >= begin + pause.length).only_enforce_if(at)
                for o, option in enumerate(problem.stops[i].options):
                    model.add(begin >= self.begin[i] + option.length).only_enforce_if(at, self.option[i][o])
            model.add_exactly_one([*(self.pause_at[p, i] for i in range(n + 1)), ~used])
        model.add_no_overlap(intervals)

    def _sets(self) -> None:
        problem, model = self.problem, self.model
        for s, stop in enumerate(problem.stops):
            if stop.required:
                model.add(self.made[s] == 1)
        for a, b in problem.exclusive:
            model.add_at_most_one(self.made[a], self.made[b])
        places = defaultdict(list)
        for s, stop in enumerate(problem.stops):
            if stop.place is not None:
                places[stop.place].append(self.made[s])
        for made in places.values():
            model.add_at_most_one(made)
        for task in range(problem.tasks):
            model.add_exactly_one(
                [
                    *(self.made[s] for s, stop in enumerate(problem.stops) if stop.task == task),
                    *(self.used[p] for p, pause in enumerate(problem.pauses) if pause.task == task),
                ]
            )
        if problem.max_visits is not None:
            visits = [self.made[s] for s, stop in enumerate(problem.stops) if stop.task is None]
            model.add(sum(visits) <= problem.max_visits)

    def _sums(self) -> None:
        problem, model = self.problem, self.model

        def over_legs(figures: NDArray[np.int32]) -> "list[cp_model.LinearExprT]":
            return [
                int(figures[mode, i, j]) * literal
                for (i, j), literals in self.legs.items()
                for mode, literal in literals
            ]

        visiting = [
            option.length * self.option[s][o]
            for s, stop in enumerate(problem.stops)
            for o, option in enumerate(stop.options)
        ]
        pausing = [pause.length * self.used[p] for p, pause in enumerate(problem.pauses)]
        # Follows from the rest, but without it the relaxation sees no day's length and proves next to nothing.
        model.add(sum([*over_legs(problem.legs.minutes), *visiting, *pausing]) <= problem.end - problem.begin)
        if problem.budget is not None:
            spent = [stop.cost * self.made[s] for s, stop in enumerate(problem.stops)]
            model.add(sum([*over_legs(problem.legs.cost), *spent]) <= problem.budget)
        if problem.max_walk is not None:
            model.add(sum(over_legs(problem.legs.walk)) <= problem.max_walk)
        if problem.max_distance is not None:
            model.add(sum(over_legs(problem.legs.distance)) <= problem.max_distance)

    def _objective(self) -> None:
        problem, model = self.problem, self.model
        losses: list[cp_model.IntVar] = []
        if problem.kin_loss:
            kin = defaultdict(list)
            for s, stop in enumerate(problem.stops):
                if stop.kin is not None:
                    kin[stop.kin].append(s)
            for stops in kin.values():
                losses += [self._loss(j, [i for i in stops if (i, j) in self.legs]) for j in stops]
        worth = [
            option.points * self.option[s][o]
            for s, stop in enumerate(problem.stops)
            for o, option in enumerate(stop.options)
        ]
        worth += [pause.points * self.used[p] for p, pause in enumerate(problem.pauses)]
        self.points = sum([*worth, *(-1 * loss for loss in losses)])
        model.maximize(self.points)

    def _loss(self, j: int, before: list[int]) -> "cp_model.IntVar":
        """What stop j loses for following its like with no pause between."""
        problem, model = self.problem, self.model
        worth = [max(0, option.points) * problem.kin_loss // 100 for option in problem.stops[j].options]
        loss = model.new_int_var(0, max(worth, default=0), f"loss{j}")
        for i in before:
            pauses = [at for (_, where), at in self.pause_at.items() if where == i]
            for _, leg in self.legs[i, j]:
                for o, lost in enumerate(worth):
                    enforced = [leg, self.option[j][o], *(~at for at in pauses)]
                    model.add(loss >= lost).only_enforce_if(*enforced)
        return loss

    def hint(self, order: Sequence[int]) -> None:
        made = {item for item in order if item >= 0}
        for s, literal in enumerate(self.made):
            self.model.add_hint(literal, s in made)
        for p, literal in enumerate(self.used):
            self.model.add_hint(literal, ~p in order)

    def order(self, solver: "cp_model.CpSolver") -> tuple[int, ...]:
        n = len(self.problem.stops)
        onward = {
            i: j for (i, j), literals in self.legs.items() if any(solver.boolean_value(leg) for _, leg in literals)
        }
        pauses = defaultdict(list)
        for (p, i), at in self.pause_at.items():
            if solver.boolean_value(at):
                # Of two begun together the one that takes no time comes first.
                pauses[i].append((solver.value(self.pause_begin[p]), self.problem.pauses[p].length, ~p))
        order: list[int] = []
        here = n
        while True:
            order += [pause for *_, pause in sorted(pauses[here])]
            here = onward.get(here, n + 1)
            if here == n + 1:
                return tuple(order)
            order.append(here)
