"""Other days that are really different: no two share more than half of their visits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

import numpy as np

from itinerary.core.problem import UNREACHABLE, NoSolution, Problem
from itinerary.draft import Draft, Effort, order_of, solved
from itinerary.itinerary import Optimality
from itinerary.pose import Posed, Setting, pose
from itinerary.request import ItineraryRequest
from itinerary.tell import gap_of, optimality_of

_QUICK, _WORK = 0.12, 0.03
"""Of the core's usual work: for a first day that differs, and for the best and how good any such may be."""
_SOME = 3
"""Ways to give up half of what is shared that are looked at for a first day."""
_BEAM = 30
"""Ways kept in mind while the days before are gone through."""
_TRIES = 4
"""Days looked at for one that is too short for what it shares."""
_FEW = 10
"""Of so few places every choice can be looked at."""

Share = tuple[frozenset[str], int]
"""Places of which a day may visit at most so many."""

Reason = Literal["none", "unfound", "clock"]
"""Why there are fewer days than asked for: shown that there is no other, none was found, or the time ran out."""


@dataclass(frozen=True)
class Alternative:
    draft: Draft
    optimality: Optimality
    """What is known of the best day that shares no more than half of its visits with the days found before it."""


@dataclass(frozen=True)
class Offer:
    days: tuple[Alternative, ...]
    """By their score, the best first."""
    fewer: Reason | None
    """Set where there are fewer than asked for."""


def alternatives(best: Draft, setting: Setting, effort: Effort, wanted: int) -> Offer:
    """Up to ``wanted`` days. Each further one is the best found beside those before it."""
    first = Alternative(best, optimality_of(best.posed, best.solution, best.score))
    found = [first]
    fewer: Reason | None = None
    while len(found) < wanted and fewer is None:
        missing = wanted - len(found)
        search = _Search(setting, effort, [day.draft for day in found], missing)
        while (other := search.best(first.optimality)) is None:
            fewer = search.why_none
            if fewer != "clock" or missing == 1 or effort.over:
                break
            # Its share of the time was too short: one day more is better than time kept for days after it.
            missing //= 2
            search, fewer = _Search(setting, effort, [day.draft for day in found], missing), None
        if other is not None:
            found.append(other)
    return Offer(tuple(sorted(found, key=lambda day: -day.draft.score)), fewer)


def differ(visits: Collection[str], others: Collection[str]) -> bool:
    """Whether they share at most half of the visits of the shorter day."""
    if not visits or not others:
        return False
    return 2 * len(set(visits) & set(others)) <= min(len(visits), len(others))


class _Search:
    """For the best day beside those found: of the visits of each of them it may make no more than half.

    That is put to the solver as limits on what the day uses, beside those that the request sets.
    """

    def __init__(self, setting: Setting, effort: Effort, found: Sequence[Draft], missing: int) -> None:
        self._setting, self._found = setting, found
        seconds = effort.seconds(1 / missing)
        self._effort = effort if seconds is None else effort.at_most(seconds)
        self._required = {one.place.id for one in setting.pool.candidates if one.required}
        self._posed = found[0].posed if found[0].posed.setting is setting else pose(setting)
        self._clock = False
        self._empty = False
        """Whether it was shown that any other day visits nothing."""

    def best(self, first: Optimality) -> Alternative | None:
        if self._effort.over:
            self._clock = True
            return None
        if self._impossible():
            return None
        shares = [(frozenset(day.visits), len(day.visits) // 2) for day in self._found]
        bound = first.bound
        warm = self._likely()
        for attempt in range(_TRIES):
            limited, whole = _sharing(self._posed, shares, self._worth())
            try:
                draft = solved(limited, self._effort, work=_WORK, warm=warm)
            except NoSolution as nothing:
                self._empty = nothing.proven and whole and attempt == 0
                self._clock = self._effort.deadline is not None and not nothing.proven
                return None
            self._clock = self._clock or draft.solution.cut_by_clock
            told = optimality_of(self._posed, draft.solution, draft.score)
            if whole and attempt == 0 and bound is not None and told.bound is not None:
                bound = min(bound, told.bound)
            if not draft.visits:
                self._empty = whole and attempt == 0 and draft.solution.optimal
                return None
            if all(differ(draft.visits, day.visits) for day in self._found):
                offered = frozenset(place_id for places, _ in shares for place_id in places)
                kept = Draft(self._posed, draft.solution, draft.request, offered)
                return Alternative(kept, _claim(kept, bound, told, cut=self._clock))
            # It is too short for what it shares with some day.
            shares = [
                (places, min(most, (len(places.intersection(draft.visits)) or 1) - 1))
                if not differ(draft.visits, day.visits)
                else (places, most)
                for (places, most), day in zip(shares, self._found, strict=True)
            ]
            if self._effort.over:
                self._clock = True
                return None
        return None

    @property
    def why_none(self) -> Reason:
        if self._empty or self._impossible():
            return "none"
        return "clock" if self._clock else "unfound"

    def _likely(self) -> list[int]:
        """A good day that does without half of the visits of each day before: an order to begin from."""
        best: Draft | None = None
        for forbidden in self._choices():
            barred = _barred(self._posed.problem, [self._posed.visit_of[place_id] for place_id in forbidden])
            try:
                draft = solved(replace(self._posed, problem=barred), self._effort, work=_QUICK, share=0.1, prove=False)
            except NoSolution:
                continue
            if best is None or draft.score > best.score:
                best = draft
        return [] if best is None else order_of(best.solution)

    def _choices(self) -> list[frozenset[str]]:
        """What to do without, the least loss first."""
        worth = self._worth()

        def foremost(choices: Collection[frozenset[str]], count: int) -> list[frozenset[str]]:
            return sorted(choices, key=lambda choice: (sum(map(worth.__getitem__, choice)), sorted(choice)))[:count]

        choices = {frozenset[str]()}
        for day in self._found:
            wider: set[frozenset[str]] = set()
            for choice in choices:
                free = [one for one in day.visits if one not in choice and one not in self._required]
                excess = len(day.visits) - len(choice.intersection(day.visits)) - len(day.visits) // 2
                if excess <= len(free):
                    wider.update(choice.union(more) for more in combinations(free, max(0, excess)))
            choices = set(foremost(wider, _BEAM))
        return foremost(choices, _SOME)

    def _worth(self) -> dict[str, int]:
        return {place_id: day.points_at(place_id) for day in self._found for place_id in day.visits}

    def _impossible(self) -> bool:
        """Whether no choice of places differs from all days found, seen without planning."""
        places = [one.place.id for one in self._setting.pool.candidates]
        if not self._setting.complete:
            return False
        for day in self._found:
            if set(places) <= set(day.visits) or 2 * len(self._required.intersection(day.visits)) > len(day.visits):
                return True
        most = self._setting.request.max_places
        sizes = range(1, len(places) + 1 if most is None else min(most, len(places)) + 1)
        return len(places) <= _FEW and not any(
            self._required.issubset(choice) and all(differ(choice, day.visits) for day in self._found)
            for size in sizes
            for choice in combinations(places, size)
        )


def _claim(draft: Draft, bound: float | None, told: Optimality, *, cut: bool) -> Optimality:
    score = float(draft.score)
    if bound is not None:
        bound = max(bound, score)
    return Optimality(
        status="optimal" if bound == score else "feasible",
        bound=bound,
        gap=gap_of(bound, score),
        solve_seconds=told.solve_seconds,
        cut_by_clock=told.cut_by_clock or cut,
    )


def _sharing(posed: Posed, shares: Sequence[Share], worth: dict[str, int]) -> tuple[Posed, bool]:
    """The problem in which no more than so many visits are shared, and whether that is all that was asked of it.

    Each share is a limit of its own, put where the request sets none: visits count as money, or the ways to them as
    metres. Where all limits are taken, what is worth least of the shared visits is left out instead.
    """
    problem, request = posed.problem, posed.setting.request
    free = _unlimited(request)
    whole = len(shares) <= len(free)
    # The latest days are the likeliest to come again.
    for places, most in shares[::-1]:
        stops = [posed.visit_of[place_id] for place_id in places if place_id in posed.visit_of]
        if not free:
            spared = sorted(stops, key=lambda stop: (worth[posed.roles[stop].place.id], stop))
            barred = [stop for stop in spared if not problem.stops[stop].required][: len(stops) - most]
            problem = _barred(problem, barred)
            continue
        name = free.pop()
        if name == "budget":
            counted = tuple(replace(stop, cost=int(n in set(stops))) for n, stop in enumerate(problem.stops))
            legs = replace(problem.legs, cost=np.zeros_like(problem.legs.cost))
            problem = replace(problem, stops=counted, legs=legs, budget=most)
            continue
        metres = np.zeros_like(problem.legs.walk)
        metres[:, :, stops] = 1
        if name == "max_walk":
            problem = replace(problem, legs=replace(problem.legs, walk=metres), max_walk=most)
        else:
            problem = replace(problem, legs=replace(problem.legs, distance=metres), max_distance=most)
    return replace(posed, problem=problem), whole


def _barred(problem: Problem, stops: Sequence[int]) -> Problem:
    """The problem in which no way leads to these stops."""
    minutes = problem.legs.minutes.copy()
    minutes[:, :, stops] = UNREACHABLE
    return replace(problem, legs=replace(problem.legs, minutes=minutes))


def _unlimited(request: ItineraryRequest) -> list[str]:
    """What the request sets no limit to, the best to count visits by last."""
    return [name for name in ("max_distance", "max_walk", "budget") if getattr(request, name) is None]
