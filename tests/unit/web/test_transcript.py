from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.web.doubles import NOW
from web.records import open_records
from web.shelf import PlanShelf
from web.transcript import Transcript

ANSWER = {"locale": "en", "messages": [], "understood": {}, "assistant": "ok"}


@pytest.fixture
def transcript(tmp_path: Path) -> Transcript:
    return Transcript(open_records(f"sqlite:///{tmp_path / 'deep' / 'records.sqlite'}"), timedelta(days=2))


def test_many_conversations_written_at_once_lose_nothing(transcript: Transcript) -> None:
    sessions = [transcript.begin(NOW) for _ in range(8)]

    def talk(session: str) -> None:
        for number in range(10):
            transcript.add(session, str(number), f"{session} {number}", ANSWER, NOW)

    with ThreadPoolExecutor(8) as visitors:
        list(visitors.map(talk, sessions))
    for session in sessions:
        turns = transcript.turns(session)
        assert [turn.number for turn in turns] == list(range(1, 11))
        assert [turn.text for turn in turns] == [f"{session} {number}" for number in range(10)]


def test_what_nobody_went_on_with_is_deleted_and_the_rest_stays(transcript: Transcript) -> None:
    old, kept = transcript.begin(NOW), transcript.begin(NOW)
    transcript.add(old, None, "hi", ANSWER, NOW)
    transcript.add(kept, None, "hi", ANSWER, NOW + timedelta(days=2))
    assert transcript.forget_old(NOW + timedelta(days=3)) == 1
    assert transcript.turns(old) == []
    assert len(transcript.turns(kept)) == 1


def test_a_plan_asked_for_by_many_at_once_is_kept_once(tmp_path: Path) -> None:
    shelf = PlanShelf(open_records(f"sqlite:///{tmp_path / 'records.sqlite'}"))
    plan = {"id": "p", "certificate": {"data_revision": "r"}}
    with ThreadPoolExecutor(8) as visitors:
        list(visitors.map(lambda _: shelf.keep(plan, {"date": "2026-05-02"}), range(8)))
    kept = shelf.get("p")
    assert kept is not None
    assert (kept.itinerary, kept.request, kept.data_revision) == (plan, {"date": "2026-05-02"}, "r")
    assert shelf.get("q") is None
