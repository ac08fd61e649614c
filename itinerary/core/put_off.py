"""Puts off what is done before a wait, so that the time is spent before the day is begun rather than at a door."""

from collections.abc import Iterator
from dataclasses import replace

from itinerary.core.problem import Problem, Solution, Step


def put_off(problem: Problem, day: Solution) -> Solution:
    """The same day (steps, ways, lengths, points and end) with every step but the last begun as late as can be.

    What is waited in all stays the same; it moves to the front, and what is left of it later can't be spared.
    """
    steps = list(day.steps)
    for at in range(len(steps) - 2, -1, -1):
        step, following = steps[at], steps[at + 1]
        begin, option = max(_beginnings(problem, step, following.begin - following.arrive))
        later = begin - step.begin
        if later:
            way = None if step.stop is None else option
            steps[at] = replace(step, begin=begin, leave=step.leave + later, option=way)
            steps[at + 1] = replace(following, arrive=following.arrive + later)
    return replace(day, steps=tuple(steps))


def _beginnings(problem: Problem, step: Step, spare: int) -> Iterator[tuple[int, int]]:
    """When the step may begin, no more than so much later, for the same points: the latest of each option."""
    yield step.begin, step.option or 0
    if step.stop is None:
        pause = problem.pauses[step.pause or 0]
        yield min(step.begin + spare, pause.latest), 0
        return
    options = problem.stops[step.stop].options
    own = options[step.option or 0]
    for number, option in enumerate(options):
        begin = min(step.begin + spare, option.latest, option.end_by - option.length)
        if (option.length, option.points) == (own.length, own.points) and begin >= max(step.begin, option.earliest):
            yield begin, number
