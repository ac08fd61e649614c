"""The best day of an order."""

import numpy as np

from itinerary.core.day import WIDTH, best_day
from itinerary.core.problem import Legs, Option, Problem, Stop


def test_a_day_that_only_the_shortest_stays_allow_is_found_among_very_many_richer_ones() -> None:
    """Each stay may be longer, for points that make every choice of long ones differ; then the last door shuts."""
    count = 12
    assert 2 ** (count - 1) > WIDTH
    stays = [Stop((Option(0, 10**6, 10**6, 1, 0), Option(0, 10**6, 10**6, 1 + 2**n, 2**n))) for n in range(count - 1)]
    door = Stop((Option(0, count - 1, 10**6, 1, 1),))
    at_once = np.zeros((1, count + 2, count + 2), dtype=np.int32)
    problem = Problem(0, 10**6, (*stays, door), Legs(at_once, at_once, at_once, at_once, at_once))
    day = best_day(problem, range(count))
    assert day is not None
    assert (day.points, day.finish) == (1, count)
