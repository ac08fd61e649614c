"""Reads published orienteering instances with time windows (the format of Solomon's and Cordeau's sets)."""

from math import isqrt
from pathlib import Path

import numpy as np

from itinerary.core.problem import Legs, Option, Problem, Stop


def read_instance(path: Path, digits: int | None = None) -> Problem:
    """The instance as a problem for one traveller; times in the unit after which travel times are cut off.

    ``digits`` is the number of decimals kept of a travel time: by convention 2 for Cordeau's instances (``pr*``) and
    1 for all others, which is the default. Raises ValueError naming the line that can't be read.
    """
    if digits is None:
        digits = 2 if path.stem.startswith("pr") else 1
    unit = 10**digits
    rows = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines[2:], start=3):
        words = line.split()
        if not words:
            continue
        try:
            # The list of visit days before the last two fields varies in length, so those are read from the end.
            rows.append((*(round(float(word) * 1000) for word in (*words[1:5], *words[-2:])),))
        except ValueError:
            raise ValueError(f"{path.name}, line {number}: not a vertex: {line!r}") from None
        if len(words) < 8:
            raise ValueError(f"{path.name}, line {number}: too few fields: {line!r}")
    if not rows:
        raise ValueError(f"{path.name}: no vertices")
    return _problem(rows, unit)


def _problem(rows: list[tuple[int, ...]], unit: int) -> Problem:
    """Rows of x, y, service, score, opening, closing in thousandths; the first is the depot."""
    depot, *others = rows
    points = [(row[0], row[1]) for row in [*others, depot, depot]]
    # Exact: the cut-off of a root of whole thousandths is a whole root.
    minutes = np.array(
        [[isqrt(((a - x) ** 2 + (b - y) ** 2) * unit**2 // 10**6) for x, y in points] for a, b in points],
        dtype=np.int32,
    )[None]
    nothing = np.zeros_like(minutes)
    end = depot[5] * unit // 1000
    stops = tuple(
        Stop((Option(opens * unit // 1000, closes * unit // 1000, end, service * unit // 1000, score // 1000),))
        for _, _, service, score, opens, closes in others
    )
    return Problem(depot[4] * unit // 1000, end, stops, Legs(minutes, nothing, nothing, nothing, minutes))
