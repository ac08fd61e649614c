"""Finds which wishes cannot hold together."""

from collections.abc import Callable, Collection, Sequence

from itinerary.core.problem import Problem
from itinerary.core.solver import has_day


def smallest_conflict(
    build: Callable[[Collection[str]], Problem], wishes: Sequence[str], *, work: float = 1.0
) -> tuple[str, ...] | None:
    """A set of wishes without a feasible day, of which any one given up leaves the rest with one.

    ``build`` makes the problem in which exactly the given wishes are held to. Of several such sets the one with wishes
    late in the order is preferred. None when all wishes together have a day, or when it can't be proven that they have
    none. A wish whose part could not be found out stays in the set.
    """
    if has_day(build(wishes), work=work) is not False:
        return None
    kept = list(wishes)
    for wish in wishes:
        rest = [other for other in kept if other != wish]
        if has_day(build(rest), work=work) is False:
            kept = rest
    return tuple(kept)
