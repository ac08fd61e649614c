"""The orienteering problem with time windows that a day's plan is: numbers only.

One traveller spends a day. Each *stop* may be made once or not at all and is worth points; *tasks* (a lunch, a rest)
must each be served exactly once, by a stop that serves the task or by a *pause* taken where the traveller then is.
Legs between stops can be made by several modes.

Objective, in strict order: most points, then least burden of the legs made, then least waiting, and of that as much
as can be before the first step.

All numbers are integers. Times count from any origin in any unit (minutes for a district, tenths for published
instances); what is compared with what must be in one unit. Vertices of the leg arrays: 0 .. n-1 are the stops, n is the
start and n+1 the end.

A day without stops has no legs: the traveller stays at the start, with or without pauses.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

UNREACHABLE = np.iinfo(np.int32).max
"""In ``Legs.minutes``: this mode doesn't go there."""


@dataclass(frozen=True)
class Option:
    """One way to make a stop: within one window, at one length, for so many points.

    Several opening spans, hours that are worth more than others, and shorter or longer visits are several options.
    """

    earliest: int
    """Before this the stop can't begin; arriving earlier means waiting."""
    latest: int
    """After this it can't begin (inclusive): last admission."""
    end_by: int
    """By then it must be over (inclusive): closing time."""
    length: int
    points: int


@dataclass(frozen=True)
class Stop:
    options: tuple[Option, ...]
    cost: int = 0
    """Money spent there."""
    task: int | None = None
    """The task it serves. Such a stop is made only for its task, and doesn't count in ``max_visits``."""
    kin: int | None = None
    """A stop right after one of its kin, without a pause, loses ``Problem.kin_loss`` percent of its points."""
    required: bool = False
    place: int | None = None
    """Stops with the same place are the same spot in different roles; at most one of them is made."""


@dataclass(frozen=True)
class Pause:
    """A task served without going anywhere: after a stop, or at the start before the first."""

    task: int
    earliest: int
    latest: int
    length: int
    points: int = 0
    """Negative when a stop that serves the task would be better."""


@dataclass(frozen=True)
class Legs:
    """Arrays of shape (modes, n + 2, n + 2), int32: from row to column. Modes that are dominated may be left in."""

    minutes: NDArray[np.int32]
    """Time taken, slack included; ``UNREACHABLE`` where the mode doesn't go."""
    walk: NDArray[np.int32]
    distance: NDArray[np.int32]
    cost: NDArray[np.int32]
    burden: NDArray[np.int32]
    """What the objective's second place minimises: minutes, with fares turned into minutes."""

    @cached_property
    def quickest(self) -> NDArray[np.int32]:
        """The minutes of every leg by the mode that takes least, of shape (n + 2, n + 2)."""
        least: NDArray[np.int32] = self.minutes.min(axis=0)
        least.flags.writeable = False
        return least


@dataclass(frozen=True)
class Problem:
    begin: int
    """The day's first instant."""
    end: int
    """By then the end must be reached (inclusive)."""
    stops: tuple[Stop, ...]
    legs: Legs
    pauses: tuple[Pause, ...] = ()
    tasks: int = 0
    """Tasks are numbered 0 .. tasks - 1; each is served exactly once."""
    exclusive: tuple[tuple[int, int], ...] = ()
    """Pairs of stops of which at most one is made."""
    kin_loss: int = 0
    """Percent, 0 to 100; what is lost is rounded down to whole points."""
    budget: int | None = None
    """Upper limit of the costs of stops and legs together."""
    max_walk: int | None = None
    max_distance: int | None = None
    max_visits: int | None = None
    """Upper limit of the number of stops that serve no task."""


@dataclass(frozen=True)
class Step:
    """One thing done in the day. Exactly one of ``stop`` and ``pause`` is given."""

    stop: int | None
    pause: int | None
    option: int | None
    """Which of the stop's options."""
    mode: int | None
    """How it was reached; None for a pause."""
    arrive: int
    begin: int
    leave: int
    points: int
    """What it is worth here, loss by kin taken off."""


@dataclass(frozen=True)
class Solution:
    """A feasible day. ``bound`` is an upper bound on the points of any day; equal to ``points`` when optimal."""

    steps: tuple[Step, ...]
    last_mode: int | None
    """How the end was reached; None for a day without stops."""
    finish: int
    points: int
    burden: int
    waiting: int
    bound: float
    optimal: bool
    """Whether ``points`` was proven to be the most (less travel and waiting are then best as found)."""
    cut_by_clock: bool = False
    seconds: float = 0.0
    notes: dict[str, float] = field(default_factory=dict)
    """What the search did, for benchmarks: labels, iterations, seconds by stage."""


class NoSolution(Exception):
    """There is no feasible day, proven; or none was found in time (``proven`` is False)."""

    def __init__(self, message: str, *, proven: bool) -> None:
        super().__init__(message)
        self.proven = proven
