"""Plans as the assistant asks for them: in the contract's JSON, whoever makes them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Protocol

Json = Mapping[str, Any]


class WishesClash(Exception):
    """The wishes are sound but can't all be met."""

    def __init__(self, conflicts: list[dict[str, Any]], partial: dict[str, Any] | None) -> None:
        super().__init__("; ".join(str(conflict.get("message")) for conflict in conflicts))
        self.conflicts = conflicts
        """As the contract shows them, with their relaxations."""
        self.partial = partial
        """The best plan without the least of them, an itinerary, if there is any."""


class Busy(Exception):
    """Too many are waiting for plans; to be tried again in a moment."""


class Planner(Protocol):
    """Makes plans and keeps those that were given out. Safe to share between threads."""

    def plan(self, request: Json, now: datetime) -> dict[str, Any]:
        """The contract's answer to an itinerary request.

        Raises:
            Faults: with all that is wrong with the request.
            WishesClash: when it can't be met.
            Busy: when too many wait.
        """
        ...

    def repair(
        self,
        plan_id: str,
        at: datetime,
        locked: Collection[str],
        changes: Json,
        now: datetime,
        done: Collection[str] = (),
        position: Mapping[str, float] | None = None,
    ) -> dict[str, Any]:
        """The contract's answer to mending a plan from ``at`` on: as little as possible becomes different.

        ``done`` are places of the plan that were visited, ``position`` is ``lat`` and ``lon`` of where the visitor is.

        Raises:
            Faults, WishesClash, Busy: as for ``plan``.
            KeyError: when there is no such plan.
        """
        ...

    def why_not(self, plan_id: str, place_id: str, now: datetime) -> dict[str, Any] | None:
        """The contract's answer to why a place is not in a plan; None when nobody can tell."""
        ...

    def kept(self, plan_id: str) -> tuple[Json, Json] | None:
        """Request and itinerary of a plan given out, or None."""
        ...


class Recorder(Protocol):
    """Takes down what the district's office should know. No personal data is given to it."""

    def record(self, subject: str, text: str, places: tuple[str, ...], locale: str) -> None:
        """``subject`` is ``question``, ``fault`` or ``complaint``."""
        ...


class Forgetful:
    """A recorder that keeps nothing."""

    def record(self, subject: str, text: str, places: tuple[str, ...], locale: str) -> None:
        """Does nothing."""
