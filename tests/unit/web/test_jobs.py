import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.unit.web.conftest import KEY, faults
from tests.unit.web.doubles import Toys
from web.app import create_app
from web.services import Services

JOBS = "/api/v1/jobs"
GOOD = {"date": "2026-05-02"}
IMPOSSIBLE = {"date": "2026-05-02", "must_visit": ["castle", "old-mill"], "max_places": 1}


def signed(key: str = KEY, **headers: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", "Idempotency-Key": "day-1", **headers}


def hand_in(client: FlaskClient, *requests: Any, headers: dict[str, str] | None = None, **more: Any) -> Any:
    return client.post(JOBS, json={"requests": list(requests), **more}, headers=headers or signed())


def finished(client: FlaskClient, location: str) -> Any:
    for _ in range(500):
        job = client.get(location, headers=signed()).get_json()
        if job["state"] == "done":
            return job
        time.sleep(0.01)
    raise AssertionError(f"still {job}")


@pytest.fixture
def working(make_services: Callable[..., Services]) -> Iterator[FlaskClient]:
    pieces = make_services(GUIDE_OPERATOR_RATE="100000")
    pieces.jobs.start()
    yield create_app(pieces).test_client()
    pieces.jobs.stop()


def test_a_job_is_taken_in_worked_on_and_answered(working: FlaskClient) -> None:
    answer = hand_in(working, GOOD, IMPOSSIBLE)
    assert answer.status_code == 202
    assert answer.headers["Location"] == f"{JOBS}/{answer.get_json()['id']}"
    job = finished(working, answer.headers["Location"])
    assert job["progress"] == {"done": 2, "total": 2}
    good, impossible = job["results"]
    assert (good["index"], good["status"]) == (0, 200)
    assert good["answer"]["itineraries"][0]["date"] == "2026-05-02"
    assert (impossible["status"], len(impossible["problem"]["conflicts"])) == (422, 1)


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Basic x"}, {"Authorization": "Bearer wrong-key-of-length"}])
def test_without_an_operators_key_there_are_no_jobs(client: FlaskClient, headers: dict[str, str]) -> None:
    answer = client.post(JOBS, json={"requests": [GOOD]}, headers=headers)
    assert faults(answer, 401).keys() == {"Authorization"}
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert faults(client.get(f"{JOBS}/x", headers=headers), 401).keys() == {"Authorization"}


def test_a_job_handed_in_again_is_the_same_job(client: FlaskClient) -> None:
    first, again = hand_in(client, GOOD), hand_in(client, GOOD)
    assert again.status_code == 202
    assert first.get_json()["id"] == again.get_json()["id"]


def test_a_key_used_for_another_job_is_refused(client: FlaskClient) -> None:
    hand_in(client, GOOD)
    assert faults(hand_in(client, IMPOSSIBLE), 409).keys() == {"Idempotency-Key"}


def test_two_operators_may_use_the_same_key_and_do_not_see_each_others_jobs(client: FlaskClient) -> None:
    mine, theirs = hand_in(client, GOOD), hand_in(client, GOOD, headers=signed(f"{KEY}-too"))
    assert mine.get_json()["id"] != theirs.get_json()["id"]
    assert faults(client.get(theirs.headers["Location"], headers=signed()), 404).keys() == {"id"}


def test_every_fault_of_every_request_is_named(client: FlaskClient) -> None:
    headers = {"Authorization": f"Bearer {KEY}"}
    answer = client.post(JOBS, json={"requests": [], "webhook": "ftp://x.example", "odd": 1}, headers=headers)
    assert faults(answer).keys() == {"requests", "webhook", "odd", "Idempotency-Key"}
    answer = hand_in(client, GOOD, {"date": "2020-01-01", "pace": "mad"}, {"party": {"dogs": 1}})
    names = {"requests[1].date", "requests[1].pace", "requests[2].date", "requests[2].party.dogs"}
    assert faults(answer).keys() == names


@pytest.mark.parametrize(
    "address",
    [
        "http://tours.example/done",
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest",
        "https://user:pass@tours.example/",
        "file:///etc/passwd",
        "https://",
    ],
)
def test_a_call_back_goes_to_public_https_addresses_only(client: FlaskClient, address: str) -> None:
    assert faults(hand_in(client, GOOD, webhook=address)).keys() == {"webhook"}


def test_an_operator_is_called_back_when_the_job_is_done(working: FlaskClient, toys: Toys) -> None:
    answer = hand_in(working, GOOD, webhook="https://tours.example/done")
    assert toys.listener.told.wait(5)
    job_id = answer.get_json()["id"]
    document = {"id": job_id, "state": "done", "location": f"{JOBS}/{job_id}"}
    assert toys.listener.called == [("https://tours.example/done", document)]


def test_what_a_stopped_process_left_undone_is_finished_by_the_next(
    make_services: Callable[..., Services], toys: Toys
) -> None:
    """The first plan is made before the stop, the second after the restart, none of them twice."""
    pieces = make_services()
    first_begun = threading.Event()

    def begin() -> None:
        first_begun.set()
        pieces.jobs._stopping.wait(5)

    toys.planner.pause = begin
    location = hand_in(create_app(pieces).test_client(), GOOD, GOOD).headers["Location"]
    pieces.jobs.start()
    assert first_begun.wait(5)
    pieces.jobs.stop()
    assert toys.planner.made == 1
    toys.planner.pause = lambda: None
    later = make_services(GUIDE_OPERATOR_RATE="100000")
    later.jobs.start()
    job = finished(create_app(later).test_client(), location)
    later.jobs.stop()
    assert [result["status"] for result in job["results"]] == [200, 200]
    assert toys.planner.made == 2


def test_rate_limits_are_told_in_headers(make_client: Callable[..., FlaskClient]) -> None:
    client = make_client(GUIDE_OPERATOR_RATE="4")
    first = client.get(f"{JOBS}/x", headers=signed())
    assert (first.headers["RateLimit-Limit"], first.headers["RateLimit-Remaining"]) == ("4", "3")
    for _ in range(3):
        client.get(f"{JOBS}/x", headers=signed())
    refused = client.get(f"{JOBS}/x", headers=signed())
    assert faults(refused, 429) == {}
    assert 1 <= int(refused.headers["Retry-After"]) <= 15
    assert refused.headers["RateLimit-Remaining"] == "0"


def test_faults_of_webhook_key_and_requests_are_all_named(client: FlaskClient) -> None:
    headers = {"Authorization": f"Bearer {KEY}"}
    answer = hand_in(client, GOOD, {"date": "2026-05-02", "odd": 1}, headers=headers, webhook="http://10.0.0.1/x")
    assert faults(answer).keys() == {"Idempotency-Key", "webhook", "requests[1].odd"}
