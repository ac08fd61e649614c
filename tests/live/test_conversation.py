"""Talking to the whole guide: Rasa, the action webhook, recall and planner, all real."""

import time
from pathlib import Path

import pytest

from .conftest import Guide, say, start

NOW = "2026-11-23T08:00:00+00:00"


@pytest.mark.parametrize(
    ("hello", "locale"),
    [
        ("你好，你能做什么？", "zh-Hans"),
        ("你好，請問你可以幫我做什麼？", "zh-Hant"),
        ("Hello, what can you do?", "en"),
    ],
)
def test_it_greets_in_the_visitors_language(guide: Guide, hello: str, locale: str) -> None:
    """The answer's language is that of the visitor's words."""
    with guide.api(NOW) as api:
        answer = say(api, hello)
    assert answer["locale"] == locale
    assert answer["messages"][0]["text"].strip()


@pytest.mark.parametrize("wish", ["帮我安排明天一日游", "幫我安排聽日一日遊", "Plan a day for me tomorrow"])
def test_a_plan_from_one_sentence_is_valid(guide: Guide, wish: str) -> None:
    """One sentence gives a day's plan, and the verifier's endpoint agrees with it."""
    with guide.api(NOW) as api:
        answer = say(api, wish)
        plans = [message["itinerary"] for message in answer["messages"] if message["itinerary"]]
        assert len(plans) == 1
        assert plans[0]["date"] == "2026-11-24"
        verdict = api.post("/itineraries/verify", json={"itinerary": plans[0]}).json()
    assert verdict == {"valid": True, "violations": []}


def test_two_visitors_never_see_each_others_plan(guide: Guide) -> None:
    """A plan belongs to its session: another visitor's “what next” has none."""
    with guide.api(NOW) as one, guide.api(NOW) as other:
        first = say(one, "Plan a day for me tomorrow, no taxi")
        second = say(other, "How much walking is that?")
        assert first["session_id"] != second["session_id"]
        assert all(message["itinerary"] is None for message in second["messages"])
        assert second["understood"]["constraints"] == {}
        transcript = other.get(f"/chat/{second['session_id']}").json()
    assert "no taxi" not in str(transcript)


def test_the_guide_goes_on_without_rasa_and_recovers(guide: Guide) -> None:
    """Rasa killed in mid-talk: chat says so and answers from recall, everything else goes on, and it comes back."""
    with guide.api(NOW) as api:
        session = say(api, "Hello")["session_id"]
        for process in guide.processes("rasa"):
            process.kill()
        answer = say(api, "Tell me about the museum", session_id=session)
        assert answer["locale"] == "en"
        assert answer["messages"][0]["text"].strip()
        assert api.get("/places", params={"limit": 1}).status_code == 200
        assert api.post("/itineraries", json={"date": "2026-11-25"}).status_code == 200
        guide.wait_for("The assistant process ended")
        end = time.monotonic() + 120
        while api.get("/health").json()["bot"] != "ok":
            assert time.monotonic() < end, "the assistant never came back"
            time.sleep(1)
        assert say(api, "Plan a day for me tomorrow", session_id=session)["messages"][0]["itinerary"]


def test_a_long_conversation_keeps_its_plan(guide: Guide) -> None:
    """Long after the events of its making were left behind, the plan and its wishes are there to change."""
    with guide.api(NOW) as api:
        session = say(api, "Plan a day for me tomorrow, two adults, no taxi")["session_id"]
        for _ in range(24):
            say(api, "Thanks", session_id=session)
        after = say(api, "Start one hour later", session_id=session)
    assert after["turn"] == 26
    assert after["understood"]["intent"] == "change_plan"
    assert after["understood"]["constraints"]["party"]["adults"] == 2
    assert "taxi" not in after["understood"]["constraints"]["modes"]
    assert next(message["itinerary"] for message in after["messages"] if message["itinerary"])


@pytest.mark.usefixtures("guide")
def test_a_conversation_survives_a_restart_of_both(state: Path) -> None:
    """Wishes and plan are still known after everything was stopped and started again."""
    first = start(state)
    try:
        first.wait_for("The guide is ready")
        with first.api(NOW) as api:
            before = say(api, "Plan a day for me tomorrow, two adults, no taxi")
    finally:
        first.stop()
    second = start(state)
    try:
        second.wait_for("The guide is ready")
        with second.api(NOW) as api:
            transcript = api.get(f"/chat/{before['session_id']}").json()
            after = say(api, "Start one hour later", session_id=before["session_id"])
    finally:
        second.stop()
    assert "no taxi" in str(transcript)
    assert after["turn"] > before["turn"]
    assert "taxi" not in after["understood"]["constraints"]["modes"]
    assert next(message["itinerary"] for message in after["messages"] if message["itinerary"])
