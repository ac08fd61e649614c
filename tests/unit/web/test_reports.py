"""What visitors report of a place is taken down for the office, and nothing else is."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.unit.web.conftest import faults
from web.context import EXTENSION
from web.records import open_records
from web.reports import MOST_OPEN_PER_PLACE, Report, Reports
from web.services import Services

NOON = datetime.fromisoformat("2026-05-01T12:34:56+08:00")


def waiting(client: FlaskClient) -> tuple[Report, ...]:
    pieces: Services = client.application.extensions[EXTENSION]
    return pieces.reports.waiting()


def test_a_report_waits_for_the_office(client: FlaskClient) -> None:
    """It is kept with its place, kind and plan; no address, no minute, no conversation goes with it."""
    plan = client.post("/api/v1/itineraries", json={"date": "2026-05-02"}).get_json()["itineraries"][0]["id"]
    sent = {"place_id": "castle", "kind": "closed", "text": " Locked. ", "plan_id": plan, "locale": "en"}
    answer = client.post("/api/v1/reports", json=sent, headers={"X-Guide-Now": "2026-05-01T12:34:56+08:00"})
    assert (answer.status_code, answer.get_json()) == (201, {"taken": True})
    (report,) = waiting(client)
    assert report == Report(1, "castle", "closed", "Locked.", "2026-05-01T04:00:00+00:00", plan, "en")


def test_every_fault_of_a_report_is_named(client: FlaskClient) -> None:
    """What can't be is refused whole; nothing is kept of it."""
    sent = {"place_id": "atlantis", "kind": "rude", "text": "x" * 501, "plan_id": "none", "locale": "fr", "me": 1}
    found = faults(client.post("/api/v1/reports", json=sent))
    assert found.keys() == {"place_id", "kind", "text", "plan_id", "locale", "me"}
    assert faults(client.post("/api/v1/reports", json={})).keys() == {"place_id", "kind"}
    assert waiting(client) == ()


def test_one_address_can_not_flood_the_office(client: FlaskClient) -> None:
    """After a handful within the minute the sender is told when to come back."""
    answers = [client.post("/api/v1/reports", json={"place_id": "castle", "kind": "other"}) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [201] * 6 + [429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert len(waiting(client)) == 6


@pytest.fixture
def make_reports(tmp_path: Path) -> Callable[[], Reports]:
    return lambda: Reports(open_records(f"sqlite:///{tmp_path / 'records.sqlite'}"))


def test_settled_reports_are_gone_and_make_room(make_reports: Callable[[], Reports]) -> None:
    """A place takes so many open reports and no more; what is settled counts no longer, also after a restart."""
    reports = make_reports()
    for _ in range(MOST_OPEN_PER_PLACE):
        assert reports.take("castle", "hours", "", None, "en", NOON)
    assert not reports.take("castle", "hours", "", None, "en", NOON)
    assert reports.take("old-mill", "hours", "", None, "en", NOON)
    again = make_reports()
    assert again.settle([1, 2, 2, 9999]) == 2
    assert again.settle([1]) == 0
    assert again.take("castle", "hours", "", None, "en", NOON)
    assert {1, 2}.isdisjoint(report.id for report in again.waiting())
