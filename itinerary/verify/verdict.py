"""The judgement over a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from itinerary.itinerary import Check
from itinerary.request import ItineraryRequest
from itinerary.verify.day import day_of
from itinerary.verify.given import read_plan
from itinerary.verify.rules import RULES
from knowledge.places.gazetteer import Gazetteer


@dataclass(frozen=True)
class Violation:
    code: str
    """The rule's, as in ``RULES``."""
    stop: int | None
    """Which stop, counted from 0; None when it is the day as a whole."""
    message: str


@dataclass(frozen=True)
class Verdict:
    valid: bool
    violations: tuple[Violation, ...]
    checks: tuple[Check, ...]
    """Every rule with the figures checked, for the certificate."""


def verify(itinerary: Mapping[str, Any], request: ItineraryRequest | None, gazetteer: Gazetteer) -> Verdict:
    """Judges a plan; without a request, by the places' own rules and the clock.

    ``date`` and ``stops`` with ``place_id``, ``begin`` and ``leave`` suffice. Legs that are named are held to what they
    say; where none are, each is judged by the best mode allowed.

    Raises:
        Faults: when the plan can't be read, with every reason.
    """
    day = day_of(read_plan(itinerary, gazetteer.district.zone), request, gazetteer)
    violations: list[Violation] = []
    checks: list[Check] = []
    for rule in RULES:
        found = [Violation(rule.code, one.stop, one.message) for one in rule.find(day)]
        violations += found
        checks.append(Check(rule=rule.code, ok=not found, detail=rule.figures(day)))
    return Verdict(not violations, tuple(violations), tuple(checks))
