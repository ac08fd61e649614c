"""Other days that are really different: no two share more than half of their visits."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from itinerary.candidates import Pool, SetAside
from itinerary.core.problem import NoSolution
from itinerary.draft import Draft, Effort, drafted
from itinerary.itinerary import Optimality
from itinerary.pose import Setting
from itinerary.tell import gap_of, optimality_of

_ALL, _SOME = 10, 4
"""Ways to give up half of the visits that are already taken: all are looked at if they are so few, else only some."""
_BEAM = 60
"""Ways kept in mind while the days before are gone through."""
_WORK = 0.06
_FEW = 10
"""Of so few places every choice can be looked at."""

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
        search = _Search(setting, effort, [day.draft for day in found], wanted - len(found))
        other = search.best(first.optimality)
        if other is None:
            fewer = search.why_none
        else:
            found.append(other)
    return Offer(tuple(sorted(found, key=lambda day: -day.draft.score)), fewer)


def differ(visits: Collection[str], others: Collection[str]) -> bool:
    """Whether they share at most half of the visits of the shorter day."""
    if not visits or not others:
        return False
    return 2 * len(set(visits) & set(others)) <= min(len(visits), len(others))


class _Search:
    """For the best day beside those found: it must do without half of the visits of each of them.

    Each choice of what to do without is a day's plan of its own. The most that any of them can give is what a day that
    differs can give, if all choices were looked at.
    """

    def __init__(self, setting: Setting, effort: Effort, found: Sequence[Draft], missing: int) -> None:
        self._setting, self._found = setting, found
        seconds = effort.seconds(1 / missing)
        self._effort = effort if seconds is None else effort.at_most(seconds)
        self._required = {one.place.id for one in setting.pool.candidates if one.required}
        self._worth = {place_id: day.points_at(place_id) for day in found for place_id in day.visits}
        self._share = max(0.1, 1 / _SOME)
        self._clock = False
        self._complete = True
        """Whether nothing was passed over so far."""
        self._empty = True
        """Whether every choice was shown to leave nothing to visit."""
        self._most = 0.0
        self._proven = True

    def best(self, first: Optimality) -> Alternative | None:
        kept: Draft | None = None
        for forbidden in self._choices():
            if self._effort.over:
                self._clock, self._complete = True, False
                break
            draft = self._differing(forbidden)
            if draft is not None and (kept is None or draft.score > kept.score):
                kept = draft
        return None if kept is None else Alternative(kept, self._claim(kept, first))

    @property
    def why_none(self) -> Reason:
        if self._impossible() or (self._complete and self._empty):
            return "none"
        return "clock" if self._clock else "unfound"

    def _claim(self, draft: Draft, first: Optimality) -> Optimality:
        """Proven by all choices, or else no better than the best day of all."""
        told = optimality_of(draft.posed, draft.solution, draft.score)
        score = float(draft.score)
        bound = first.bound
        if bound is not None and self._complete and self._proven:
            bound = max(score, min(bound, self._most))
        return Optimality(
            status="optimal" if bound == score else "feasible",
            bound=bound,
            gap=gap_of(bound, score),
            solve_seconds=told.solve_seconds,
            cut_by_clock=told.cut_by_clock or self._clock,
        )

    def _choices(self) -> Iterator[frozenset[str]]:
        """What to do without, the least loss first."""
        choices = {frozenset[str]()}
        for day in self._found:
            wider: set[frozenset[str]] = set()
            for choice in choices:
                free = [one for one in day.visits if one not in choice and one not in self._required]
                excess = len(day.visits) - len(choice.intersection(day.visits)) - len(day.visits) // 2
                if excess <= len(free):
                    wider.update(choice.union(more) for more in combinations(free, max(0, excess)))
            choices = {one for one in wider if not any(other < one for other in wider)}
            choices = set(self._foremost(choices, _BEAM))
        yield from self._foremost(choices, _SOME if len(choices) > _ALL else _ALL)

    def _foremost(self, choices: Collection[frozenset[str]], count: int) -> list[frozenset[str]]:
        ranked = sorted(choices, key=lambda choice: (sum(map(self._worth.__getitem__, choice)), sorted(choice)))
        self._complete = self._complete and len(ranked) <= count
        return ranked[:count]

    def _differing(self, forbidden: frozenset[str]) -> Draft | None:
        """The best day without those visits; it does without more of them while it is too short for what it shares."""
        draft = self._drafted(forbidden)
        if draft is not None:
            told = optimality_of(draft.posed, draft.solution, draft.score)
            self._proven = self._proven and told.bound is not None
            self._most = max(self._most, told.bound or 0.0)
            self._empty = self._empty and not draft.visits and told.status == "optimal"
        while draft is not None and draft.visits:
            shared = [
                place_id
                for day in self._found
                if not differ(draft.visits, day.visits)
                for place_id in draft.visits
                if place_id in day.visits and place_id not in self._required
            ]
            if all(differ(draft.visits, day.visits) for day in self._found):
                return draft
            if not shared or self._effort.over:
                return None
            forbidden |= {min(shared, key=lambda place_id: (self._worth[place_id], place_id))}
            draft = self._drafted(forbidden)
        return None

    def _drafted(self, forbidden: frozenset[str]) -> Draft | None:
        try:
            draft = drafted(_kept_for_others(self._setting, forbidden), self._effort, share=self._share, work=_WORK)
        except NoSolution as nothing:
            if not nothing.proven:
                self._proven = self._empty = False
                self._clock = self._clock or self._effort.deadline is not None
            return None
        self._clock = self._clock or draft.solution.cut_by_clock
        return draft

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


def _kept_for_others(setting: Setting, place_ids: Collection[str]) -> Setting:
    """The same wishes where some places are visited on other days offered; one may still eat there."""
    kept = tuple(one for one in setting.pool.candidates if one.place.id not in place_ids)
    passed = (one.place for one in setting.pool.candidates if one.place.id in place_ids)
    aside = tuple(SetAside(place, "similar", "offered") for place in passed)
    return replace(setting, pool=Pool(kept, setting.pool.set_aside + aside))
