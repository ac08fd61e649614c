"""The planner as the assistant's actions know it: the same plans as through the programming interface."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from bot.actions.planning import Busy, WishesClash
from knowledge.places.faults import Faults
from web.planner import Planner
from web.problems import Problem


class ChatPlanner:
    """Stands in the same line for the same desk, and keeps plans on the same shelf."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def plan(self, request: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        """The contract's answer to an itinerary request.

        Raises:
            Faults: with all that is wrong with the request.
            WishesClash: when it can't be met.
            Busy: when too many wait.
        """
        try:
            return self._planner.plan(self._planner.read(dict(request), now), now)
        except Problem as problem:
            raise _told(problem) from problem

    def repair(
        self,
        plan_id: str,
        at: datetime,
        locked: Collection[str],
        changes: Mapping[str, Any],
        now: datetime,
        done: Collection[str] = (),
        position: Mapping[str, float] | None = None,
    ) -> dict[str, Any]:
        """The contract's answer to mending a plan from ``at`` on. Raises as ``plan`` does."""
        wishes: dict[str, Any] = {
            "at": at.isoformat(),
            "done": list(done),
            "locked": list(locked),
            "changes": dict(changes),
        }
        if position is not None:
            wishes["position"] = dict(position)
        try:
            return self._planner.repair(plan_id, wishes, now)
        except Problem as problem:
            raise _told(problem) from problem

    def why_not(self, plan_id: str, place_id: str, now: datetime) -> dict[str, Any] | None:
        """Why a place is not in a plan; None when plan or place aren't known, or too many wait."""
        try:
            answer: dict[str, Any] = self._planner.why_not(plan_id, {"place_id": place_id}, now)
        except (Faults, Problem):
            return None
        return answer

    def kept(self, plan_id: str) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
        """Request and itinerary of a plan given out, or None."""
        try:
            plan = self._planner.kept(plan_id)
        except Problem:
            return None
        return plan.request, plan.itinerary


def _told(problem: Problem) -> Exception:
    """The refusal in the words of the chat's side."""
    if problem.status == 422:
        return WishesClash(problem.members["conflicts"], problem.members["partial"])
    return Busy(problem.detail)
