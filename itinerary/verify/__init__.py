"""Judges a day's plan, ours or anybody's, from the facts and the request alone.

It shares no code with the planner: times, costs, lengths and opening hours are worked out again, and nothing that the
plan says about itself (totals, certificate, id, opening spans) is believed.
"""

from itinerary.verify.given import GivenPlan, read_plan
from itinerary.verify.rules import RULES, Rule
from itinerary.verify.verdict import Verdict, Violation, verify

__all__ = ["RULES", "GivenPlan", "Rule", "Verdict", "Violation", "read_plan", "verify"]
