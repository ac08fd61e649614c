"""Counting what was right, in all and by group."""

from collections import defaultdict
from dataclasses import dataclass, field

ALL = "all"


@dataclass
class Hits:
    """How many of how many."""

    right: int = 0
    of: int = 0

    def count(self, right: bool) -> None:
        self.right += right
        self.of += 1

    @property
    def score(self) -> float | None:
        """From 0 to 1; None when there was nothing to count."""
        return self.right / self.of if self.of else None


@dataclass
class Found:
    """What was found, what was found too much and what is missing."""

    right: int = 0
    extra: int = 0
    missing: int = 0

    def count(self, right: int, extra: int, missing: int) -> None:
        self.right += right
        self.extra += extra
        self.missing += missing

    @property
    def of(self) -> int:
        """How many were to be found."""
        return self.right + self.missing

    @property
    def score(self) -> float | None:
        """F1, the harmonic mean of precision and recall; None when there was nothing to find and nothing found."""
        total = 2 * self.right + self.extra + self.missing
        return 2 * self.right / total if total else None


@dataclass
class Figures:
    """The scores of one half of the sets, each by group (variant, field or kind) and in all."""

    hits: dict[str, dict[str, Hits]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Hits)))
    found: dict[str, dict[str, Found]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Found)))
    failures: list[str] = field(default_factory=list)

    def hit(self, measure: str, group: str, right: bool) -> None:
        for name in (ALL, group):
            self.hits[measure][name].count(right)

    def find(self, measure: str, groups: tuple[str, ...], right: int, extra: int, missing: int) -> None:
        for name in groups:
            self.found[measure][name].count(right, extra, missing)

    def as_json(self) -> dict[str, dict[str, dict[str, float | int | None]]]:
        """`{measure: {group: {"score", "of"}}}`."""
        return {
            measure: {name: {"score": one.score, "of": one.of} for name, one in groups.items()}
            for measure, groups in ({**self.hits} | {**self.found}).items()
        }


def gap(groups: dict[str, Hits] | dict[str, Found]) -> float | None:
    """Between the best and the worst group, the one of all left out; None with fewer than two."""
    scores = [one.score for name, one in groups.items() if name != ALL and one.score is not None]
    return max(scores) - min(scores) if len(scores) > 1 else None
