"""A run over HTTP: who is spoken to, what is counted, and what is never shown."""

import json
import sys
from typing import Any

import httpx
import pytest

from benchmarks import evaluation
from benchmarks.evaluating import conversations, utterances
from benchmarks.evaluating.guide import Guide

ANSWER = {
    "session_id": "s1",
    "locale": "en",
    "messages": [{"text": "Free.", "itinerary": None, "places": [], "suggestions": [], "sources": []}],
    "understood": {"intent": "place_info", "places": ["castle"], "attribute": "ticket", "constraints": {"budget": 9}},
}
ROW: dict[str, Any] = {"id": "1", "variant": "en", "text": "How much is the castle?", "intent": ["place_info"]}
ROW |= {"places": ["castle"], "attribute": ["ticket"], "locale": ["en"]}


class Door:
    """A guide that answers all alike, and notes what it was told."""

    def __init__(self, *answers: httpx.Response) -> None:
        self.heard: list[tuple[dict[str, Any], str]] = []
        self._first = list(answers)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.heard.append((json.loads(request.content), request.headers["X-Guide-Now"]))
        return self._first.pop(0) if self._first else httpx.Response(200, json=ANSWER)

    @property
    def guide(self) -> Guide:
        return Guide(httpx.Client(base_url="http://guide/api/v1", transport=httpx.MockTransport(self)))


def _nothing(_: str) -> None:
    return None


def test_what_was_said_before_is_said_in_the_same_conversation() -> None:
    """And each row has a conversation of its own, on its own day."""
    door = Door()
    rows = [ROW | {"context": ["Hello"], "now": "2026-05-01T08:00:00+08:00"}, ROW]
    figures = utterances.measure(rows, door.guide, {}.get, _nothing)
    assert [(body["text"], body.get("session_id")) for body, _ in door.heard] == [
        ("Hello", None),
        (ROW["text"], "s1"),
        (ROW["text"], None),
    ]
    assert [now[:10] for _, now in door.heard] == ["2026-05-01", "2026-05-01", "2026-04-22"]
    assert figures.as_json()["intent"]["all"] == {"score": 1.0, "of": 2}
    assert figures.failures == []


def test_what_is_wrong_is_counted_by_variant_and_told() -> None:
    wrong = ROW | {"variant": "yue", "intent": ["food"], "places": ["inn"], "attribute": ["address"]}
    figures = utterances.measure([ROW, wrong], Door().guide, {}.get, _nothing).as_json()
    assert figures["intent"]["yue"]["score"] == figures["attribute"]["yue"]["score"] == 0
    assert figures["places"]["all"]["score"] == 0.5
    assert figures["reply language"]["all"]["score"] == 1


def test_of_what_was_learned_from_neither_intent_nor_attribute_is_measured() -> None:
    wrong = ROW | {"intent": ["food"], "places": ["inn"], "attribute": ["address"]}
    figures = utterances.measure([wrong], Door().guide, {}.get, _nothing, learned=True)
    assert figures.as_json().keys() & {"intent", "attribute"} == set()
    assert "inn" in figures.failures[0]
    assert "food" not in figures.failures[0]


def test_one_told_to_slow_down_waits_and_says_it_again() -> None:
    door = Door(httpx.Response(429, json={}, headers={"Retry-After": "0"}))
    figures = utterances.measure([ROW], door.guide, {}.get, _nothing)
    assert [body["text"] for body, _ in door.heard] == [ROW["text"]] * 2
    assert figures.failures == []


def test_a_conversation_passes_when_all_its_turns_do() -> None:
    talk = {"id": "t", "kind": "trap", "turns": [{"say": "a"}, {"say": "b", "checks": {"never": ["free"]}}]}
    figures = conversations.measure([talk], Door().guide, {}.get, _nothing, "trap").as_json()
    assert figures["traps"]["all"] == {"score": 0.0, "of": 1}
    assert figures["trap checks"]["all"] == {"score": 0.8, "of": 5}


def test_a_refusal_counts_where_it_is_due_and_gives_its_reason() -> None:
    talk = {"id": "t", "kind": "trap", "turns": [{"say": " ", "status": [400]}]}
    told = Door(httpx.Response(400, json={"errors": [{"field": "text", "message": "is empty"}]}))
    mute = Door(httpx.Response(400, json={}))
    assert conversations.play(talk, told.guide, {}.get) == [{"status": None}]
    assert conversations.play(talk, mute.guide, {}.get) == [{"status": "a refusal without a reason"}]


@pytest.mark.parametrize("asked", [["--failures", "held_out"], ["--half", "held_out", "--failures", "development"]])
def test_failures_of_the_held_out_half_are_never_listed(monkeypatch: pytest.MonkeyPatch, asked: list[str]) -> None:
    """Whoever sees them has begun to tune on them."""
    monkeypatch.setattr(sys, "argv", ["evaluation", *asked])
    with pytest.raises(SystemExit):
        evaluation.main()
