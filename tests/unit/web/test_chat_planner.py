"""The assistant's plans are those of the programming interface."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from bot.actions.planning import Busy, WishesClash
from knowledge.places.faults import Faults
from tests.unit.web.doubles import NOW, Toys
from web.chat_planner import ChatPlanner
from web.notebook import Notebook
from web.problems import busy
from web.records import open_records
from web.services import Services

WISH = {"date": "2026-05-02"}


@pytest.fixture
def planner(make_services: Callable[..., Services]) -> ChatPlanner:
    return ChatPlanner(make_services().planner)


def test_a_plan_made_in_conversation_is_kept_with_its_request(planner: ChatPlanner) -> None:
    answer = planner.plan(WISH, NOW)
    kept = planner.kept(answer["itineraries"][0]["id"])
    assert kept == (answer["request"], answer["itineraries"][0])
    assert planner.kept("never-made") is None


def test_wishes_that_clash_bring_their_ways_out(planner: ChatPlanner) -> None:
    with pytest.raises(WishesClash) as clash:
        planner.plan({**WISH, "must_visit": ["castle", "old-mill"], "max_places": 1}, NOW)
    assert clash.value.conflicts[0]["relaxations"][0]["change"] == {"max_places": 2}
    assert clash.value.partial is not None


def test_a_full_desk_and_faults_are_told_apart(planner: ChatPlanner, toys: Toys) -> None:
    def full() -> None:
        raise busy("full", 1)

    with pytest.raises(Faults):
        planner.plan({"date": "soon"}, NOW)
    toys.planner.pause = full
    with pytest.raises(Busy):
        planner.plan(WISH, NOW)


def test_why_not_knows_nothing_of_what_there_is_not(planner: ChatPlanner) -> None:
    plan_id = planner.plan(WISH, NOW)["itineraries"][0]["id"]
    told = planner.why_not(plan_id, "old-mill", NOW)
    assert told is not None
    assert told["code"] == "time"
    assert planner.why_not(plan_id, "atlantis", NOW) is None
    assert planner.why_not("never-made", "old-mill", NOW) is None


def test_a_note_for_the_office_says_nothing_of_who_asked() -> None:
    engine = open_records("sqlite://")
    Notebook(engine, lambda: NOW).record("question", "When is high tide?", ("castle",), "en")
    with engine.connect() as connection:
        (row,) = connection.execute(text("SELECT * FROM notes")).mappings()
    assert dict(row) == {
        "id": 1,
        "day": "2026-05-01",
        "subject": "question",
        "text": "When is high tide?",
        "places": '["castle"]',
        "locale": "en",
    }


def test_a_plan_is_mended_and_the_mended_one_is_kept(planner: ChatPlanner) -> None:
    plan_id = planner.plan(WISH, NOW)["itineraries"][0]["id"]
    mended = planner.repair(plan_id, NOW, ["castle"], {"pace": "relaxed"}, NOW)["itinerary"]
    kept = planner.kept(mended["id"])
    assert kept is not None
    assert kept[0]["pace"] == "relaxed"
