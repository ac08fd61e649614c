"""Constraints are judged part by part, as a person would."""

from typing import Any

import pytest

from benchmarks.evaluating.facets import added, flat, judge

KINDS = {"castle-mall": "mall", "museum": "museum", "old-museum": "museum"}


def _faults(gold: dict[str, Any], said: dict[str, Any], optional: tuple[str, ...] = ()) -> list[str]:
    return judge(gold, optional, flat(said), KINDS.get).faults


def test_what_says_nothing_is_no_part() -> None:
    """Nobody in the party and switches that are off are what holds anyway."""
    said = {"party": {"adults": 2, "children": 0, "wheelchair": False}, "budget": None, "avoid": []}
    assert flat(said) == {"party.adults": 2}


def test_each_part_counts_by_itself() -> None:
    """A right date isn't lost by a wrong party."""
    gold = {"date": ["2026-05-01"], "party.children": [2]}
    verdict = judge(gold, (), flat({"date": "2026-05-01", "party": {"children": 1}, "pace": "packed"}), KINDS.get)
    assert (verdict.right, verdict.missing, verdict.extra) == ({"date": 1}, {"party": 1}, {"pace": 1})


def test_lists_count_each_item() -> None:
    verdict = judge({"themes": ["food", "red"]}, (), flat({"themes": {"food": 3, "night": 1, "sports": 0}}), KINDS.get)
    assert (verdict.right, verdict.missing, verdict.extra) == ({"themes": 1}, {"themes": 1}, {"themes": 1})


def test_a_packed_day_is_understood_when_it_is_wished_for() -> None:
    """A pace that was right is not too much as well."""
    assert _faults({"pace": ["packed"]}, {"pace": "packed"}) == []


@pytest.mark.parametrize("said", [{"max_walk": 2000}, {"max_leg_walk": 300}, {"pace": "relaxed"}])
def test_little_walking_may_be_kept_in_several_ways(said: dict[str, Any]) -> None:
    assert _faults({"little_walking": True}, said) == []


def test_a_packed_pace_is_no_little_walking() -> None:
    assert len(_faults({"little_walking": True}, {"pace": "packed"})) == 2


def test_half_a_day_may_lie_anywhere() -> None:
    """Its length is wanted, not its hours."""
    gold = {"length": [180, 330]}
    assert _faults(gold, {"start_time": "13:00", "end_time": "17:00"}) == []
    assert _faults(gold, {"end_time": "13:00"}) == []
    assert len(_faults(gold, {})) == 1


def test_modes_left_out_and_modes_alone() -> None:
    """A short way may always be walked, so walking is never too much."""
    assert _faults({"modes": {"without": ["taxi"]}}, {"modes": ["walk", "bus"]}) == []
    assert len(_faults({"modes": {"without": ["bus"]}}, {"modes": ["walk", "bus"]})) == 1
    assert _faults({"modes": {"exactly": [["bus"]]}}, {"modes": ["walk", "bus"]}) == []
    assert len(_faults({"modes": {"exactly": [["bus"]]}}, {"modes": ["walk", "bus", "taxi"]})) == 1


def test_a_kind_to_avoid_is_kept_as_its_places() -> None:
    assert _faults({"avoid_kinds": ["mall"]}, {"avoid": ["castle-mall"]}) == []
    assert len(_faults({"avoid_kinds": ["mall"]}, {"avoid": ["museum"]})) == 1


def test_a_place_may_be_a_must_or_where_the_day_ends() -> None:
    gold = {"includes": ["museum"]}
    assert _faults(gold, {"end": {"place_id": "museum"}}) == []
    assert _faults(gold, {"must_visit": ["museum"], "end": {"place_id": "museum"}}) == []
    assert len(_faults(gold, {"must_visit": ["castle-mall"]})) == 1


def test_heads_in_all() -> None:
    """Whether pupils are adults or children is nobody's mistake."""
    assert _faults({"party.size": [25]}, {"party": {"adults": 1, "children": 24}}) == []
    assert len(_faults({"party.size": [25]}, {"party": {"children": 24}})) == 1


def test_optional_parts_are_never_counted() -> None:
    said = {"party": {"adults": 1, "children": 2}, "themes": {"family": 1, "red": 1}}
    assert _faults({}, said, ("party", "themes.family")) == ["themes 'red' too much"]


def test_only_what_a_message_brought_in_is_judged() -> None:
    before = {"date": "2026-05-01", "must_visit": ["museum"], "party": {"adults": 2}}
    after = {"date": "2026-05-02", "must_visit": ["museum", "castle-mall"], "party": {"adults": 2}}
    assert added(before, after, {}) == {"date": "2026-05-02", "must_visit": ["castle-mall"]}


def test_what_is_said_again_and_is_there_counts_as_understood() -> None:
    """ "Keep the museum" and "just the two of us" change nothing, and are to be seen in what was understood."""
    before = {"must_visit": ["museum"], "party": {"adults": 2, "children": 1}}
    after = {"must_visit": ["museum"], "party": {"adults": 2}}
    gold = {"must_visit": ["museum"], "party.adults": [2], "party.children": [0]}
    fresh = added(before, after, gold)
    assert fresh == {"must_visit": ["museum"], "party.adults": 2}
    assert judge(gold, (), fresh, lambda _: None).faults == []


@pytest.mark.parametrize(
    "gold", [{"avoid": ["a-mall"], "avoid_kinds": ["mall"]}, {"avoid_kinds": ["mall"], "avoid": ["a-mall"]}]
)
def test_the_order_of_a_gold_row_makes_no_difference(gold: dict[str, object]) -> None:
    """A field that stands for others takes nothing away from a list named after it."""
    kinds = {"a-mall": "mall", "b-mall": "mall"}
    verdict = judge(gold, (), flat({"avoid": ["a-mall", "b-mall"]}), kinds.get)
    assert verdict.faults == []
