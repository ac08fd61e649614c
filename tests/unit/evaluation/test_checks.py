"""The checks of conversations fail when a turn falls short, each for its own reason."""

from typing import Any

import pytest

from benchmarks.evaluating.checks import CHECKS, Turn, run
from benchmarks.evaluating.guide import Answer

KINDS = {"market": "mall", "castle": "historic_building"}


def _stop(place: str, arrive: str, leave: str, kind: str = "visit", **more: str) -> dict[str, Any]:
    day = "2026-05-01T"
    return {
        "kind": kind,
        "place_id": place,
        "arrive": f"{day}{arrive}:00+08:00",
        "leave": f"{day}{leave}:00+08:00",
        **more,
    }


PLAN: dict[str, Any] = {
    "date": "2026-05-01",
    "stops": [
        _stop("castle", "09:10", "11:00"),
        _stop("inn", "12:00", "13:00", "meal", meal="lunch"),
        _stop("market", "14:00", "17:30"),
    ],
    "legs": [{"mode": "walk"}, {"mode": "taxi"}],
    "totals": {"cost": 42.0, "walk": 900},
}


def _turn(text: str = "Here it is.", plan: dict[str, Any] | None = None, **more: Any) -> Turn:
    understood = {"intent": "plan", "places": ["castle"], "attribute": None, "constraints": {"budget": 50}}
    message = {"text": text, "itinerary": plan, "places": [], "suggestions": [], "sources": []}
    body = {"locale": "en", "messages": [message], "understood": understood}
    return Turn(Answer(200, body), KINDS.get, **more)


@pytest.mark.parametrize(
    ("name", "holds", "fails"),
    [
        ("plan", True, False),
        ("plan_date", "2026-05-01", "2026-05-02"),
        ("visits", ["castle", "inn"], ["tower"]),
        ("not_visits", ["tower", "inn"], ["market"]),
        ("not_visits_all", ["castle", "tower"], ["castle", "market"]),
        ("not_kinds", ["museum"], ["mall"]),
        ("no_meal", "dinner", "lunch"),
        ("begins_from", "09:10", "09:30"),
        ("ends_by", "17:30", "17:00"),
        ("modes_not", ["bus"], ["taxi"]),
        ("order", ["castle", "market"], ["market", "castle"]),
        ("cost_up_to", 42, 41),
        ("itineraries_from", 1, 2),
        ("intent", ["plan", "inform"], ["undo"]),
        ("locale", ["en"], ["zh-Hans"]),
        ("places", ["castle"], ["castle", "market"]),
        ("places_any", ["castle", "tower"], ["tower"]),
        ("no_constraints", ["date"], ["budget"]),
        ("constraints", {"budget": [50]}, {"budget": [60]}),
    ],
)
def test_a_check_holds_or_tells_why_not(name: str, holds: Any, fails: Any) -> None:
    turn = _turn(plan=PLAN)
    assert [fault for fault in run({name: holds}, turn).values() if fault] == []
    assert len([fault for fault in run({name: fails}, turn).values() if fault]) == 1


def test_words_are_compared_in_one_spelling() -> None:
    """Traditional or simplified, large or small letters, either apostrophe."""
    turn = _turn("開平在江門。It isn’t HERE.")
    assert CHECKS["mentions"]([["开平", "台南"], ["isn't here"]], turn) is None
    assert CHECKS["mentions"]([["开平"], ["台南"]], turn) is not None
    assert CHECKS["never"](["江门"], turn) is not None


@pytest.mark.parametrize("text", ["開放時間沒有查到。", "I don’t know the fare.", "电话未知"])
def test_it_is_heard_that_something_is_not_known(text: str) -> None:
    assert CHECKS["unknown"](True, _turn(text)) is None


def test_a_price_is_heard() -> None:
    assert CHECKS["not_a_price"](True, _turn("门票 60元")) is not None
    assert CHECKS["not_a_price"](True, _turn("About CNY 60.")) is not None
    assert CHECKS["not_a_price"](True, _turn("It is in Kaiping.")) is None


def test_two_questions_are_one_too_many() -> None:
    """The rule is checked in every turn, unasked."""
    assert run({}, _turn("When? And how many?"))["one question at most"] == "2 questions"


def test_silence_is_no_answer() -> None:
    assert run({}, _turn(" "))["answered"] == "no text"


def test_plans_are_compared_with_the_one_before() -> None:
    shorter = PLAN | {"stops": PLAN["stops"][:1], "totals": {"cost": 42.0, "walk": 1000}}
    turn = _turn(plan=shorter, plan_before=PLAN)
    assert CHECKS["walk_not_more"](True, turn) == "walk rose from 900 to 1000"
    assert CHECKS["cost_not_more"](True, turn) is None
    assert CHECKS["fewer_or_same_visits"](True, turn) is None
    assert CHECKS["kept_share"](0.5, turn) is None
    assert CHECKS["kept_share"](0.6, turn) is not None


def test_references_are_held_against_the_last_answer() -> None:
    assert CHECKS["refers_to"](2, _turn(named_before=["tower", "castle"])) is None
    assert CHECKS["refers_to"](1, _turn(named_before=["tower", "castle"])) is not None
    assert CHECKS["refers_to_same"](True, _turn(subject_before=["tower"])) is not None
