"""The solver finds the best day and never claims what is not so."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itinerary.core.check import check
from itinerary.core.problem import NoSolution, Problem, Solution
from itinerary.core.solver import solve

few = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def day_or_none(problem: Problem, **options: object) -> Solution | None:
    """The solution, found sound; None when it is proven that there is none."""
    solution = None
    proven = False
    try:
        solution = solve(problem, **options)
    except NoSolution as no:
        proven = no.proven
    if solution is None:
        assert proven
        return None
    assert check(problem, solution) == ()
    return solution


@few
@given(data=st.data())
def test_the_best_of_all_days_is_found_and_proven(data, small_days, best_by_force):
    """Under every rule at once the points are those that trying every day gives, and are known to be."""
    problem = data.draw(small_days())
    solution = day_or_none(problem)
    assert (solution.points if solution else None) == best_by_force(problem)
    assert solution is None or solution.optimal
