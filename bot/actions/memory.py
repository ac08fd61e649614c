"""What a conversation remembers between turns: plain JSON, in the slots of Rasa's domain."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

MOST_STEPS = 12
"""Steps that can be undone."""
MOST_FOCUS = 12


@dataclass(frozen=True)
class Memory:
    constraints: Mapping[str, Any] = field(default_factory=dict)
    """Wishes so far, as fields of an itinerary request."""
    plan: Mapping[str, Any] | None = None
    """The plan talked about: ``id``, ``stops`` (ids in order), ``all`` (the ids of all plans by their numbers)."""
    focus: tuple[str, ...] = ()
    """Places of the last answer, in its order."""
    subject: str | None = None
    """The place last asked about: what "there" and a question without a name are about."""
    history: tuple[Mapping[str, Any], ...] = ()
    """Earlier constraints and plans, the latest last."""
    locale: str | None = None
    pending: Mapping[str, Any] | None = None
    """What a bare "yes" or one of the offered ways out would mean."""

    @classmethod
    def of(cls, slots: Mapping[str, Any]) -> Self:
        """Read from slots; what is not of the expected kind counts as never set."""
        plan = _object(slots.get("plan"))
        return cls(
            constraints=_object(slots.get("constraints")) or {},
            plan=plan if plan and isinstance(plan.get("id"), str) else None,
            focus=tuple(item for item in _items(slots.get("focus")) if isinstance(item, str)),
            subject=slots.get("subject") if isinstance(slots.get("subject"), str) else None,
            history=tuple(step for step in _items(slots.get("history")) if _object(step)),
            locale=slots.get("locale") if slots.get("locale") in ("zh-Hans", "zh-Hant", "en") else None,
            pending=_object(slots.get("pending")),
        )

    def slots(self) -> dict[str, Any]:
        return {
            "constraints": dict(self.constraints),
            "plan": dict(self.plan) if self.plan else None,
            "focus": list(self.focus[:MOST_FOCUS]),
            "subject": self.subject,
            "history": [dict(step) for step in self.history[-MOST_STEPS:]],
            "locale": self.locale,
            "pending": dict(self.pending) if self.pending else None,
        }

    def stepped(self, constraints: Mapping[str, Any], plan: Mapping[str, Any] | None) -> Self:
        """With a new state of wishes and plan; the one before can be gone back to."""
        before = {"constraints": dict(self.constraints), "plan": dict(self.plan) if self.plan else None}
        return replace(
            self, constraints=constraints, plan=plan, history=(*self.history, before)[-MOST_STEPS:], pending=None
        )

    def back(self, steps: int) -> tuple[Self, int]:
        """Gone back so many steps, as far as remembered; and how many these were."""
        count = min(steps, len(self.history))
        if not count:
            return self, 0
        state = self.history[-count]
        return replace(
            self,
            constraints=_object(state.get("constraints")) or {},
            plan=_object(state.get("plan")),
            history=self.history[:-count],
            pending=None,
        ), count


def _object(value: Any) -> dict[str, Any] | None:
    return value if isinstance(value, dict) else None


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
