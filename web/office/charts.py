"""Bars that a look tells more than figures; every figure stands beside its bar as text too."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    label: str
    figure: int
    rest: int
    """What is lacking to the whole; 0 where there is no whole."""
    share: float
    """Percent of the longest bar's room."""
    rest_share: float


def parts(rows: Sequence[tuple[str, int, int]]) -> tuple[Bar, ...]:
    """Bars of a part each and what is lacking to its whole: label, part, whole."""
    return tuple(
        Bar(label, part, whole - part, _percent(part, whole), _percent(whole - part, whole))
        for label, part, whole in rows
    )


def counts(rows: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    """Bars of figures beside each other."""
    most = max((figure for _, figure in rows), default=0)
    return tuple(Bar(label, figure, 0, _percent(figure, most), 0.0) for label, figure in rows)


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0
