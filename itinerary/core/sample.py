"""A small day with a bit of everything in it, to compile the kernels on."""

import numpy as np

from itinerary.core.problem import Legs, Option, Pause, Problem, Stop


def sample_day() -> Problem:
    """Six stops in a row, two modes, a meal that one of them or a pause serves."""
    away = np.abs(np.subtract.outer(np.arange(8), np.arange(8))).astype(np.int32)
    minutes = np.stack([away * 20, away * 5 + 5]).astype(np.int32)
    cost = np.stack([away * 0, away]).astype(np.int32)
    stops = tuple(
        Stop((Option(0, 400, 480, 60, 10 + s), Option(200, 400, 480, 90, 14 + s)), kin=s % 2) for s in range(5)
    )
    meal = Stop((Option(150, 240, 480, 45, 3),), cost=5, task=0, place=5)
    return Problem(
        0, 480, (*stops, meal), Legs(minutes, minutes, minutes, cost, minutes), (Pause(0, 150, 240, 45),), 1,
        kin_loss=20, budget=20,
    )  # fmt: skip
