"""The relaxed day's bound is never below the best of all days, however much it remembers."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itinerary.core.arrays import FAR, lay_out
from itinerary.core.exact import Exact

PLENTY = 1e12


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_remembering_more_keeps_the_bound_true(data, small_days, best_by_force):
    """With required and repeated stops remembered and limits told apart the best day stays within the bound."""
    problem = data.draw(small_days())
    best = best_by_force(problem)
    exact = Exact(lay_out(problem), data.draw(st.integers(5, 200)))
    halt = np.zeros(1, dtype=np.int64)
    if not exact.possible:
        return
    while True:
        bound = exact.tighten(-FAR, 12, PLENTY, halt)
        if exact.hopeless:
            assert best is None
            return
        assert best is None or bound >= best
        found = exact.search(-FAR, 2**40, 20_000, 20, halt)
        assert found.complete
        assert (found.order is None) is (best is None)
        if not exact.refine(PLENTY):
            return


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_first_guess_of_what_stops_pay_gives_a_true_bound(data, small_days, best_by_force):
    """Tolls taken over from another problem may be poor, but never make the bound wrong."""
    problem = data.draw(small_days())
    best = best_by_force(problem)
    exact = Exact(lay_out(problem), 50)
    if not exact.possible or best is None:
        return
    tolls = data.draw(st.lists(st.floats(0, 20), min_size=len(problem.stops), max_size=len(problem.stops)))
    exact.begin_from(np.array([*tolls, 0.0])[: len(problem.stops)], np.full(4, data.draw(st.floats(0, 1))))
    assert exact.tighten(best - 1, 3, PLENTY, np.zeros(1, dtype=np.int64)) >= best
