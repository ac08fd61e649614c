"""Published instances are read as their authors meant them."""

from pathlib import Path

import pytest

from itinerary.core.instances import read_instance
from itinerary.core.solver import solve

FOLDER = Path(__file__).parents[2] / "data" / "orienteering"


def test_travel_times_are_cut_off_after_the_first_decimal():
    """The root of 2 is 1.4 in tenths: cut off, not rounded."""
    problem = read_instance(FOLDER / "corner.txt")
    assert problem.legs.minutes[0, 5, 4] == 14
    assert problem.legs.minutes[0, 0, 1] == 50


def test_two_digits_are_kept_when_asked_for():
    """Cordeau's instances count in hundredths."""
    assert read_instance(FOLDER / "corner.txt", digits=2).legs.minutes[0, 5, 4] == 141


def test_windows_are_read_from_the_end_of_the_line():
    """A list of several days before the window doesn't shift it."""
    option = read_instance(FOLDER / "corner.txt").stops[2].options[0]
    assert (option.earliest, option.latest, option.length, option.points) == (400, 500, 50, 15)


@pytest.mark.parametrize(("name", "points"), [("corner", 50), ("row", 6)])
def test_the_projects_own_instances_are_solved_to_their_optimum(name, points):
    """Small enough to be worked out by hand: see the coordinates."""
    solution = solve(read_instance(FOLDER / f"{name}.txt"))
    assert (solution.points, solution.optimal) == (points, True)


def test_an_unreadable_line_is_named(tmp_path):
    """The fault is told with its line, not as a traceback of conversions."""
    path = tmp_path / "bad.txt"
    path.write_text("4 1 1 1\n0 0\n0 0 0 0 0 0 0 0 10\n1 x 0 0 1 1 1 1 0 5\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.txt, line 4"):
        read_instance(path)
