"""Days like a district's, made up: for the engine's benchmarks and its tuning."""

import numpy as np
from numpy.typing import NDArray

from itinerary.core.problem import Legs, Option, Pause, Problem, Stop

MODES = 4
"""Walk, e-bike, bus, taxi."""


def district_day(
    seed: int,
    candidates: int = 60,
    *,
    meals: int = 1,
    limits: bool = False,
    modes: int = MODES,
    begin: int = 540,
    end: int = 1080,
) -> Problem:
    """A day in an old town with outskirts: most places open all day, visits of half an hour to two hours."""
    rng = np.random.default_rng(seed)
    centre = rng.random(candidates) < 0.6
    spots = np.where(centre[:, None], rng.normal(0, 500, (candidates, 2)), rng.normal(0, 2500, (candidates, 2)))
    spots = np.vstack([spots, rng.normal(0, 1500, (1, 2))])
    spots = np.vstack([spots, spots[-1:]])
    legs = make_legs(spots, modes)
    stops: list[Stop] = []
    foods = candidates // 6
    for at in range(candidates):
        if at < foods and meals:
            task = at % meals
            earliest, latest = ((660, 840), (1020, 1230))[task]
            stops.append(
                Stop(
                    (Option(earliest, latest, 1320, 60, int(rng.integers(0, 20))),),
                    int(rng.integers(15, 80)),
                    task,
                    place=at,
                )
            )
            continue
        length = int(rng.choice([30, 45, 60, 60, 90, 120]))
        opens, closes = (0, 1440) if rng.random() < 0.6 else (540, 1020)
        points = int(20 + 60 * rng.random() + 0.4 * length)
        options = [Option(opens, closes - length, closes, length, points)]
        if rng.random() < 0.25:
            options.append(Option(max(opens, 960), closes - length, closes, length, points * 13 // 10))
        if length >= 60 and rng.random() < 0.4:
            options.append(Option(opens, closes - length * 2 // 3, closes, length * 2 // 3, points * 4 // 5))
        cost = int(rng.choice([0, 0, 0, 0, 20, 50]))
        stops.append(Stop(tuple(options), cost, kin=int(rng.integers(0, 8)), place=at))
    pauses = tuple(Pause(task, *((660, 840), (1020, 1230))[task], 45, -10) for task in range(meals))
    return Problem(
        begin,
        end,
        tuple(stops),
        legs,
        pauses,
        meals,
        kin_loss=20,
        budget=150 if limits else None,
        max_walk=4000 if limits else None,
        max_visits=None,
    )


def make_legs(spots: NDArray[np.float64], modes: int = MODES) -> Legs:
    """Legs between points given in metres, by walking, e-bike, bus and taxi."""
    away = np.hypot(*(spots[:, None, :] - spots[None, :, :]).transpose(2, 0, 1)) * 1.35
    minutes = np.stack([away / 65, 2 + away / 230, 9 + away / 230, 5 + away / 400][:modes])
    zero = np.zeros_like(away)
    walk = np.stack([away, zero, zero + 400, zero][:modes])
    cost = np.stack([zero, 2 + away // 3500 * 2, zero + 2, 7 + np.maximum(0, away - 2000) // 400][:modes])
    distance = np.stack([away, away, away * 1.2, away][:modes])
    whole = [np.ceil(figures).astype(np.int32) for figures in (minutes, walk, distance, cost)]
    return Legs(whole[0], whole[1], whole[2], whole[3], whole[0] + whole[3])
