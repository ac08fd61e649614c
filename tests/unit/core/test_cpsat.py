"""CP-SAT by itself agrees with trying every day: it stands in where the exact search can't go."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itinerary.core.check import check
from itinerary.core.cpsat import solve_model
from itinerary.core.day import best_day


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_model_holds_every_rule(data, small_days, best_by_force):
    """Its best is the best of all days, its order can be kept, and it says so when there is none."""
    problem = data.draw(small_days())
    outcome = solve_model(problem, seconds=None, effort=10, seed=0)
    best = best_by_force(problem)
    assert outcome.infeasible is (best is None)
    if outcome.order is not None:
        day = best_day(problem, outcome.order)
        assert day is not None
        assert check(problem, day) == ()
        assert day.points == best
