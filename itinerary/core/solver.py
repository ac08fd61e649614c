"""Finds the best day for a problem and says how good it is."""

import time
from collections.abc import Sequence
from dataclasses import replace
from math import floor

from itinerary.core.cpsat import solve_model
from itinerary.core.day import best_day
from itinerary.core.problem import NoSolution, Problem, Solution

EFFORT = 4.0
"""CP-SAT's deterministic time for one unit of work, when there is no time limit."""


def solve(
    problem: Problem,
    *,
    time_limit: float | None = None,
    seed: int = 0,
    warm: Sequence[int] = (),
    work: float = 1.0,
    workers: int = 1,
) -> Solution:
    """The best day found, with a bound on how good any day can be.

    ``time_limit`` is in seconds of wall clock; without one a fixed amount of work is done, ``work`` times the usual,
    so that the same problem and seed give the same day. ``warm`` is a day to begin from: stops in their order.
    Raises NoSolution when there is no feasible day or none was found.
    """
    began = time.perf_counter()
    outcome = solve_model(
        problem, seconds=time_limit, effort=EFFORT * work, seed=seed, hint=warm or None, workers=workers
    )
    if outcome.infeasible:
        raise NoSolution("no day keeps all the rules", proven=True)
    day = best_day(problem, outcome.order) if outcome.order is not None else None
    if day is None:
        raise NoSolution("no day that keeps all the rules was found in time", proven=False)
    bound = max(float(day.points), float(floor(outcome.bound + 1e-6)))
    seconds = time.perf_counter() - began
    optimal = bound == day.points
    return replace(
        day, bound=bound, optimal=optimal, cut_by_clock=time_limit is not None and not optimal, seconds=seconds
    )
