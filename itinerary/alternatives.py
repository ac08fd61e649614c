"""Other days that are really different: no two share more than half of their visits."""

from collections.abc import Sequence

from itinerary.core.problem import NoSolution
from itinerary.draft import Draft, Effort, drafted
from itinerary.pose import Setting, without

_TRIES = 2
"""Ways to thin out the visits that are already taken, for each further day."""
_WORK = 0.1


def alternatives(best: Draft, setting: Setting, effort: Effort, wanted: int) -> list[Draft]:
    """Up to ``wanted`` days, the best one first and the others by their score."""
    found = [best]
    while len(found) < wanted and not effort.over:
        another = _another(found, setting, effort)
        if another is None:
            break
        found.append(another)
    return [best, *sorted(found[1:], key=lambda draft: -draft.score)]


def differ(visits: Sequence[str], others: Sequence[str]) -> bool:
    """Whether they share at most half of the visits of the shorter day."""
    if not visits or not others:
        return False
    return 2 * len(set(visits) & set(others)) <= min(len(visits), len(others))


def _another(found: list[Draft], setting: Setting, effort: Effort) -> Draft | None:
    """The best of a few days that must do without half of what the days before visit."""
    kept: Draft | None = None
    for attempt in range(_TRIES):
        draft = _without_half(found, setting, effort, attempt)
        if draft is not None and (kept is None or draft.score > kept.score):
            kept = draft
    return kept


def _without_half(found: list[Draft], setting: Setting, effort: Effort, attempt: int) -> Draft | None:
    """A day that leaves out more and more of what others visit, until it differs from all of them."""
    required = {candidate.place.id for candidate in setting.pool.candidates if candidate.required}
    forbidden: set[str] = set()
    for before in found:
        free = [place_id for place_id in before.visits if place_id not in required and place_id not in forbidden]
        already = sum(place_id in forbidden for place_id in before.visits)
        # One more than half: a new day is often shorter than the one before.
        needed = max(0, len(before.visits) // 2 + 1 - already)
        forbidden |= set(_thinned(free, needed, attempt))
    while True:
        try:
            draft = drafted(without(setting, forbidden), effort, share=0.3, work=_WORK)
        except NoSolution:
            return None
        clashing = [before for before in found if not differ(draft.visits, before.visits)]
        if not clashing:
            return draft
        shared = [
            place_id
            for before in clashing
            for place_id in draft.visits
            if place_id in before.visits and place_id not in required
        ]
        if not shared or effort.over:
            return None
        forbidden |= set(_thinned(shared, max(1, len(shared) // 2), attempt))


def _thinned(visits: list[str], count: int, attempt: int) -> list[str]:
    """So many of the visits: every other one, or the first or the last of the day."""
    orders = (visits[::2] + visits[1::2], visits[::-1], visits)
    return orders[attempt % len(orders)][:count]
