"""A plan that was changed by buttons is the one that the next words are about."""

from datetime import datetime

import pytest

from bot.actions.direct import DirectPlanner
from bot.actions.in_hand import taken_up
from bot.actions.memory import Memory
from bot.actions.protocol import ActionCall, Guess
from bot.actions.talk import Talk
from tests.unit.talk.conftest import MORNING, NamesOnly


@pytest.fixture
def planner(toytown):
    return DirectPlanner(lambda: toytown)


@pytest.fixture
def plans(planner):
    """A day as it was made, and as it was changed since by a button."""
    now = datetime.fromisoformat(MORNING)
    wish = {"date": "2026-04-23", "max_places": 4, "modes": ["walk", "bus"], "locale": "en"}
    made = planner.plan(wish, now)["itineraries"][0]
    gone = next(stop["place_id"] for stop in made["stops"] if stop["kind"] == "visit")
    changed = planner.repair(
        made["id"], datetime.fromisoformat("2026-04-23T00:00:00+01:00"), (), {"avoid": [gone]}, now
    )
    return made, changed["itinerary"], gone


def test_its_wishes_are_remembered_and_the_way_back_too(planner, plans):
    made, changed, gone = plans
    before = Memory(constraints={"date": "2026-04-23"}, plan={"id": made["id"], "stops": [], "all": [made["id"]]})
    after = taken_up(before, changed["id"], planner)
    assert after.plan["id"] == changed["id"]
    assert after.plan["all"] == [changed["id"]]
    assert after.constraints == {"date": "2026-04-23", "max_places": 4, "modes": ["walk", "bus"], "avoid": [gone]}
    assert after.back(1)[0].plan["id"] == made["id"]


@pytest.mark.parametrize("plan_id", [None, "no-such-plan", 7])
def test_nothing_known_changes_nothing(planner, plan_id):
    memory = Memory(constraints={"pace": "relaxed"})
    assert taken_up(memory, plan_id, planner) is memory


def test_what_is_said_next_changes_the_plan_in_view(toytown, planner, plans):
    made, changed, gone = plans
    world = lambda: toytown  # noqa: E731
    talk = Talk(world, NamesOnly(world), planner)
    slots = Memory(plan={"id": made["id"], "stops": [], "all": []}, constraints={"date": "2026-04-23"}).slots()
    call = ActionCall(
        "action_answer",
        "visitor",
        "start an hour later",
        Guess("change_plan", 0.9),
        metadata={"now": MORNING, "locale": "en", "plan": changed["id"]},
        slots=slots,
    )
    told = talk.run(call).messages[0]
    assert told["understood"]["constraints"]["avoid"] == [gone]
    assert told["understood"]["constraints"]["start_time"] == "10:00"
    assert gone not in [stop["place_id"] for stop in told["messages"][0]["itinerary"]["stops"]]
