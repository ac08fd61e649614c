"""Why there is no plan although the request may be met: our bug, or too little time."""

from collections.abc import Sequence
from pathlib import Path


class Unsound(Exception):
    """The planner made a plan that the verifier faults: a bug of ours. Nothing of it is shown to a visitor."""

    def __init__(self, violations: Sequence[str], saved: Path | None) -> None:
        self.violations = tuple(violations)
        self.saved = saved
        super().__init__(f"a plan failed its verification ({saved or 'not saved'}): {'; '.join(violations)}")


class OutOfTime(Exception):
    """The time allowed was over before any day was found. That says nothing about the wishes."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"{seconds:g} s were over before any day was found")
