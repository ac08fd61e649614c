"""Finds the best day for a problem and says how good it is.

In this order, each as long as the day isn't proven best: a quick search (search.py) for a good day, all orders of what
is required where that failed and nothing else may be done (fitting.py), the relaxed day's bound (bounds.py), a beam and
then the whole of the exact search (labels.py), and CP-SAT (cpsat.py) for what these can't take. At last the stops of
the best day are arranged for the least travel (arrange.py), and put off for the least waiting (put_off.py).
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from math import floor, inf
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from itinerary.core.arrays import FAR, Arrays, lay_out
from itinerary.core.cancellation import NEVER, Cancellation
from itinerary.core.cpsat import solve_model
from itinerary.core.day import best_day
from itinerary.core.fitting import fit
from itinerary.core.problem import NoSolution, Problem, Solution
from itinerary.core.put_off import put_off
from itinerary.core.reduce import Reduced, reduce_problem

if TYPE_CHECKING:
    from itinerary.core.exact import Exact

ROUNDS = 18_000
"""Of ruin and recreate, for one unit of work."""
SWEEPING = 2e9
"""Legs looked at in the relaxed day, for one unit of work."""
TRIAL_SWEEPS, FEWEST_SWEEPS = 3, 30
"""Under a time limit: so many are timed first, and unless there is time for so many more nothing is proven."""
SWEEPS, FURTHER_SWEEPS = 80, 15
"""Over the relaxed day, and each time after it has been made to remember more; at most."""
BEAMS = (10, 60)
"""Widths tried before the whole of the exact search."""
ROOM = 800_000
"""Labels."""
EFFORT = 4.0
"""CP-SAT's deterministic time."""
PATIENCE = 20
"""Labels a new one is compared with."""
SLICES = 1_600
"""The day is cut into at most so many slices of time."""
QUICK_SHARE, PROOF_SHARE = 0.35, 0.55
"""Of the time that is left when the quick search and the proof begin, when there is a limit."""
PLAIN_SHARE, HOPELESS_SHARE = 0.5, 0.9
"""The quick search's for days with a single mode and no task, and where there is no time to tighten the bound."""
SOON_SWEPT, SOON_SWEPT_SHARES = 0.35, (0.2, 0.8)
"""Plain days whose sweeps take fewer seconds are short ones: their best day is found soon, and most can be proven."""
SHORT = 0.1
"""With less than so many seconds left, other days get no more than a quick search: a first day comes before all."""
MOST_LOOKED_AT, COARSE_SLICES, COARSE_SWEEPS = 600, 240, 12
"""Stops up to which those left out are bounded by a relaxed day as well; its slices and sweeps."""
FEW = 8
"""Stops whose orders are looked at even when the time is over: some ten thousandths of a second."""
MOST_SETS = 64
"""Subsets of tasks up to which the relaxed day is worked out."""


def solve(
    problem: Problem,
    *,
    time_limit: float | None = None,
    seed: int = 0,
    warm: Sequence[int] = (),
    work: float = 1.0,
    workers: int = 1,
    prove: bool = True,
    cancellation: Cancellation = NEVER,
) -> Solution:
    """The best day found, with a bound on how good any day can be.

    ``time_limit`` is in seconds of wall clock; without one a fixed amount of work is done, ``work`` times the usual,
    so that the same problem and seed give the same day. ``warm`` is a day to begin from: stops in their
    order, and pauses among them as ``~k``.
    ``workers`` are threads of CP-SAT. Without ``prove`` any day will do: the first look that finds one is the last, and
    its stops are not arranged.

    Raises:
        NoSolution: when there is no feasible day or none was found.
        Cancelled: soon after it was called off, with nothing to show.
    """
    began = time.perf_counter()
    cancellation.check()
    # Some hundredths are kept for arranging the day and telling it.
    with _alarm(None if time_limit is None else time_limit * 0.97 - 0.01, cancellation) as clock:
        reduced = reduce_problem(problem, warm)
        hunt = _Hunt(reduced, clock, seed, work, workers)
        hunt.begin_from(reduced.shrink(warm))
        quick_share, proof_share = hunt.shares()
        with clock.share(quick_share) as part:
            hunt.search_quickly(part)
        hunt.look_at_all_orders()
        if prove or hunt.best is None:
            if prove or hunt.has_choice:
                with clock.share(proof_share) as part:
                    hunt.prove(part)
                    hunt.look_at_all(problem, reduced, part)
            hunt.search_on()
            hunt.ask_cpsat()
        if prove:
            hunt.arrange()
    # All of that ends early when it is called off.
    cancellation.check()
    return hunt.answer(reduced, time.perf_counter() - began)


@dataclass(frozen=True)
class Bound:
    """An upper bound on the points of any day, no less than those of the day known."""

    points: float
    cut_by_clock: bool
    seconds: float


def bound_beyond(
    problem: Problem,
    points: int,
    *,
    time_limit: float | None = None,
    seed: int = 0,
    work: float = 1.0,
    cancellation: Cancellation = NEVER,
) -> Bound:
    """How many points any day can be worth, when a day worth ``points`` is known otherwise.

    Only whether any day is worth more is looked for, so that no day need be found and the proof is done with sooner.
    ``time_limit`` and ``work`` as for ``solve``; less of either leaves the bound looser.

    Raises:
        Cancelled: soon after it was called off, with nothing to show.
    """
    began = time.perf_counter()
    cancellation.check()
    with _alarm(time_limit, cancellation) as clock:
        reduced = reduce_problem(problem)
        hunt = _Hunt(reduced, clock, seed, work, 1, points)
        hunt.begin_from(())
        with clock.share(QUICK_SHARE) as part:
            hunt.search_quickly(part)
        hunt.prove(clock)
        hunt.look_at_all(problem, reduced, clock)
        if not hunt.relaxed:
            hunt.ask_cpsat()
        cut = clock.over()
    cancellation.check()
    bound = hunt.least_bound(reduced)
    return Bound(bound, cut and bound > points, time.perf_counter() - began)


def has_day(problem: Problem, *, seed: int = 0, work: float = 1.0) -> bool | None:
    """Whether there is any feasible day: quicker than the best one. None when that could not be found out."""
    with _alarm(None, NEVER) as clock:
        reduced = reduce_problem(problem)
        hunt = _Hunt(reduced, clock, seed, work, 1)
        hunt.begin_from(())
        looks: tuple[Callable[[], None], ...] = (
            partial(hunt.search_quickly, clock),
            hunt.look_at_all_orders,
            partial(hunt.prove, clock),
            hunt.ask_cpsat,
        )
        for look in looks:
            if hunt.best is None and not hunt.infeasible:
                look()
        if hunt.best is not None:
            return True
        if hunt.infeasible and not reduced.dropped:
            return False
    return None


def prepare() -> None:
    """Compiles (or loads from the cache) everything that is compiled, so that the first request needn't wait."""
    from itinerary.core.sample import sample_day

    day = sample_day()
    solve(day, work=0.05)
    # Its kernel is needed only where no day is found.
    fit(replace(day, stops=tuple(replace(stop, required=True) for stop in day.stops)), np.zeros(1, dtype=np.int64))


@dataclass
class _Clock:
    """``halt[0]`` is set when the time is over or the search called off; the compiled kernels look at it."""

    halt: NDArray[np.int64]
    deadline: float | None
    cancellation: Cancellation
    began: float = field(default_factory=time.perf_counter)
    worked: float = field(default_factory=time.thread_time)

    def left(self) -> float:
        return inf if self.deadline is None else self.deadline - time.perf_counter()

    def over(self) -> bool:
        return bool(self.halt[0]) or self.left() <= 0

    @contextmanager
    def share(self, part: float) -> Iterator["_Clock"]:
        """A clock for a part of the time that is left; the same endless one when there is no limit."""
        with _alarm(None if self.deadline is None else self.left() * part, self.cancellation) as clock:
            yield clock


@contextmanager
def _alarm(span: float | None, cancellation: Cancellation) -> Iterator[_Clock]:
    """A clock that rings, from another thread, after so many seconds or when the search is called off."""
    clock = _Clock(np.zeros(1, dtype=np.int64), None, cancellation)

    def ring() -> None:
        clock.halt[0] = 1

    with cancellation.stopping(ring):
        if span is None:
            yield clock
            return
        clock.deadline = clock.began + max(0.0, span)
        timer = threading.Timer(max(0.0, span), ring)
        timer.daemon = True
        timer.start()
        try:
            yield clock
        finally:
            timer.cancel()


class _Hunt:
    """The state of one search: the best day so far and the least bound.

    ``beyond`` are the points of a day known otherwise: only days worth more are then of interest.
    """

    def __init__(
        self, reduced: Reduced, clock: _Clock, seed: int, work: float, workers: int, beyond: int = -FAR
    ) -> None:
        self.problem = problem = reduced.problem
        self.clock = clock
        self.seed = seed
        self.work = work
        self.workers = workers
        self.beyond = beyond
        began = time.perf_counter()
        self.arrays: Arrays = lay_out(problem)
        self.laid_out = time.perf_counter() - began
        """Seconds that took."""
        self.best: Solution | None = None
        self.bound = reduced.whole_bound
        self.dropped_bound = reduced.bound
        self.infeasible = False
        self.relaxed = False
        self.exact: Exact | None = None
        self.notes: dict[str, float] = {}

    @property
    def proven(self) -> bool:
        return self.infeasible or (self.known > -FAR and self.bound <= self.known)

    @property
    def known(self) -> int:
        return self.beyond if self.best is None else max(self.best.points, self.beyond)

    def take(self, order: Sequence[int]) -> None:
        """Keeps the order's day when it is sound and the best so far."""
        day = best_day(self.problem, order)
        if day is None or not self._complete(order):
            return
        if self.best is None or (-day.points, day.burden, day.waiting) < (
            -self.best.points,
            self.best.burden,
            self.best.waiting,
        ):
            self.best = day
            if any(step.stop is not None for step in day.steps):
                self.notes.setdefault("first_day_seconds", time.perf_counter() - self.clock.began)
                self.notes.setdefault("first_day_processor_seconds", time.thread_time() - self.clock.worked)

    def _complete(self, order: Sequence[int]) -> bool:
        """Whether the stops of an order may go together and nothing is missing among them."""
        stops = self.problem.stops
        made = [item for item in order if item >= 0]
        served = [task for s in made if (task := stops[s].task) is not None]
        served += [self.problem.pauses[~item].task for item in order if item < 0]
        missing = any(stop.required and s not in made for s, stop in enumerate(stops))
        return sorted(served) == list(range(self.problem.tasks)) and not missing and self._agree(made)

    def _agree(self, made: Sequence[int]) -> bool:
        """Whether no two of the stops rule each other out and there aren't too many of them."""
        first, rivals = self.arrays.rival_first, self.arrays.rivals
        blocked = [rival for s in made for rival in rivals[first[s] : first[s + 1]].tolist()]
        visits = sum(self.problem.stops[s].task is None for s in made)
        return all(blocked.count(s) == 1 for s in made) and visits <= self.arrays.limits[3]

    def begin_from(self, warm: Sequence[int]) -> None:
        """Takes the given stops, as many as go together, and otherwise nothing."""
        self.start = list(warm) if self._can_be(warm) else []
        for item in warm if not self.start else ():
            longer = [*self.start, item]
            if self._can_be(longer):
                self.start = longer
        self.take(self.start)
        if self.best is None:
            # A day of pauses alone is poor, but there at once.
            pauses = {pause.task: ~number for number, pause in reversed(list(enumerate(self.problem.pauses)))}
            self.take(sorted(pauses.values(), key=lambda item: self.problem.pauses[~item].latest))

    def _can_be(self, order: Sequence[int]) -> bool:
        """Whether some day goes so, be it complete or not."""
        return self._agree([item for item in order if item >= 0]) and best_day(self.problem, order) is not None

    def shares(self) -> tuple[float, float]:
        """The part of the time there is that goes to the quick search, and of what is left then to the proof."""
        plain = self.problem.tasks == 0 and len(self.problem.legs.minutes) == 1
        if self.clock.deadline is None or self.clock.over():
            return QUICK_SHARE, PROOF_SHARE
        if not plain:
            # Such days gain from the exact search even where little is proven: it chooses modes freely.
            return HOPELESS_SHARE if self.clock.left() < SHORT else QUICK_SHARE, PROOF_SHARE
        self.pose_relaxed_day()
        sweeping = SWEEPS * (self.exact.sweep_seconds if self.exact is not None else 0.0)
        if sweeping > QUICK_SHARE * self.clock.left():
            return HOPELESS_SHARE, PROOF_SHARE
        return SOON_SWEPT_SHARES if sweeping < SOON_SWEPT else (PLAIN_SHARE, PROOF_SHARE)

    def search_quickly(self, clock: _Clock) -> None:
        from itinerary.core.quick import quick_search

        rounds = int(ROUNDS * self.work)
        for order in quick_search(self.problem, self.arrays, self.start, self.seed, rounds, clock):
            self.take(order)

    def look_at_all_orders(self) -> None:
        """Where no day was found and there is nothing to choose: sees whether all that is required fits at all."""
        few = len(self.problem.stops) <= FEW
        if self.best is not None or (self.clock.over() and not few):
            return
        fitting = fit(self.problem, np.zeros(1, dtype=np.int64) if few else self.clock.halt)
        if fitting is not None:
            self.infeasible = fitting.impossible
            if fitting.order is not None:
                self.take(fitting.order)

    @property
    def has_choice(self) -> bool:
        """Whether a day may leave out a stop; where none may, CP-SAT decides sooner than the relaxed day."""
        return not all(stop.required for stop in self.problem.stops)

    def pose_relaxed_day(self) -> None:
        """Lays out the relaxed day, unless it has too many tasks for that."""
        if self.exact is None and self.arrays.tasks <= MOST_SETS.bit_length() - 1:
            from itinerary.core.exact import Exact

            self.exact = Exact(self.arrays, SLICES)

    def prove(self, clock: _Clock) -> None:
        """Bounds the relaxed day, then searches the partial days that the bound leaves."""
        if self.proven or clock.over():
            return
        self.pose_relaxed_day()
        exact = self.exact
        if exact is None or not exact.possible or clock.left() < 4 * exact.sweep_seconds:
            return
        self.relaxed = True
        if clock.deadline is not None and not self._worth_while(exact, clock):
            return
        room, left = int(ROOM * max(self.work, 0.03)), SWEEPING * self.work
        # A beam finds days, and proves nothing.
        narrow, wide = (BEAMS[:1], BEAMS[1:]) if self.beyond == -FAR else ((), ())
        sweeps = SWEEPS
        while True:
            self.bound = min(self.bound, exact.tighten(self.known, sweeps, left / 3, clock.halt))
            left -= exact.work_done
            self.notes["root_bound"] = self.bound
            if exact.hopeless:
                self.infeasible = True
                return
            for width in narrow:
                self._look_through(exact, width, room, clock)
            self._look_through(exact, 2**40, room // 8, clock)
            sweeps = FURTHER_SWEEPS
            if self.proven or clock.over() or not exact.refine(left / sweeps):
                break
        for width in (*wide, 2**40):
            self._look_through(exact, width, room, clock)

    def look_at_all(self, whole: Problem, reduced: Reduced, clock: _Clock) -> None:
        """Bounds the days with stops that were left out, by the relaxed day of the whole problem in coarse slices."""
        too_many = len(whole.stops) > MOST_LOOKED_AT
        if not reduced.dropped or too_many or self.exact is None or self.exact.toll is None or clock.over():
            return
        from itinerary.core.exact import Exact

        # Laying the whole out doesn't look at the clock.
        if clock.left() < 2 * self.laid_out * (len(whole.stops) / len(reduced.kept)) ** 2:
            return
        exact = Exact(lay_out(whole), COARSE_SLICES)
        if not exact.possible or clock.left() < 4 * exact.sweep_seconds:
            return
        toll = np.zeros(len(whole.stops))
        toll[list(reduced.kept)] = self.exact.toll
        exact.begin_from(toll, self.exact.price)
        bound = exact.tighten(self.known, COARSE_SWEEPS, SWEEPING * self.work, clock.halt)
        self.dropped_bound = min(self.dropped_bound, bound)
        self.notes["bound_with_all"] = bound

    def _worth_while(self, exact: "Exact", clock: _Clock) -> bool:
        """Whether the bound can be tightened enough in the time there is: a first few sweeps are timed."""
        began = time.perf_counter()
        self.bound = min(self.bound, exact.tighten(self.known, TRIAL_SWEEPS, inf, clock.halt))
        if exact.hopeless:
            self.infeasible = True
            return False
        sweep = (time.perf_counter() - began) / (TRIAL_SWEEPS + 1)
        return self.proven or clock.left() > FEWEST_SWEEPS * sweep

    def _look_through(self, exact: "Exact", width: int, room: int, clock: _Clock) -> None:
        """Searches the partial days that the bound leaves, with a beam of that width."""
        if self.proven or clock.over():
            return
        found = exact.search(self.known, width, room, PATIENCE, clock.halt)
        self.notes["labels"] = self.notes.get("labels", 0) + found.labels
        if found.order is not None:
            self.take(found.order)
        if found.complete and self.known == -FAR:
            self.infeasible = True
            return
        self.bound = min(self.bound, max(float(self.known), found.missed))

    def search_on(self) -> None:
        """Spends what time is left on the quick search, when there is a limit and no proof."""
        if self.proven or self.clock.deadline is None or self.clock.over():
            return
        from itinerary.core.quick import quick_search

        start = [] if self.best is None else _order(self.best)
        # CP-SAT has its turn when nothing at all was found.
        for order in quick_search(self.problem, self.arrays, start, self.seed + 1, None, self.clock):
            self.take(order)

    def ask_cpsat(self) -> None:
        """For problems the relaxed day can't take, and for finding out that there is no day."""
        if self.proven or self.clock.over() or (self.best is not None and self.relaxed):
            return
        seconds = None if self.clock.deadline is None else self.clock.left()
        hint = None if self.best is None else _order(self.best)
        outcome = solve_model(
            self.problem,
            seconds=seconds,
            effort=EFFORT * self.work,
            seed=self.seed,
            hint=hint,
            workers=self.workers,
            cancellation=self.clock.cancellation,
        )
        self.infeasible = outcome.infeasible
        if outcome.order is not None:
            self.take(outcome.order)
        if not outcome.infeasible and outcome.bound < inf:
            self.bound = min(self.bound, float(floor(outcome.bound + 1e-6)))

    def arrange(self) -> None:
        if self.best is None or len(self.best.steps) < 2 or self.clock.over():
            return
        from itinerary.core.arrange import arrange

        order = arrange(self.problem, self.best, self.clock.halt)
        if order is not None:
            self.take(order)
        self.best = put_off(self.problem, self.best)

    def least_bound(self, reduced: Reduced) -> float:
        """On the points of every day, with what was left out or without; never less than the best day known has."""
        kept = float(self.known if self.infeasible else floor(min(self.bound, 2.0**60) + 1e-6))
        bound = min(max(kept, self.dropped_bound), reduced.whole_bound)
        return max(bound, float(self.known))

    def answer(self, reduced: Reduced, seconds: float) -> Solution:
        if self.best is None:
            if self.infeasible and not reduced.dropped:
                raise NoSolution("no day keeps all the rules", proven=True)
            raise NoSolution("no day that keeps all the rules was found", proven=False)
        bound = self.least_bound(reduced)
        optimal = bound == self.best.points
        cut = self.clock.deadline is not None and not optimal
        return reduced.expand(
            replace(self.best, bound=bound, optimal=optimal, cut_by_clock=cut, seconds=seconds, notes=dict(self.notes))
        )


def _order(day: Solution) -> list[int]:
    return [step.stop if step.stop is not None else ~(step.pause or 0) for step in day.steps]
