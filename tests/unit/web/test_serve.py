"""The guide as a process: really listening, really stopped."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from tests.unit.web.doubles import TOYTOWN

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    settings = {"PORT": "0", "ACTION_PORT": "0", "DISTRICT": str(TOYTOWN), "BOT_URL": "http://127.0.0.1:9"}
    state = tmp_path_factory.mktemp("state")
    named = {f"GUIDE_{name}": value for name, value in settings.items()}
    return {**os.environ, **named, "GUIDE_STATE": str(state)}


@pytest.fixture(scope="module")
def served(environment: dict[str, str]) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "web.serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("ready on http://127.0.0.1:"), line
    yield line.removeprefix("ready on ").strip(), process
    if process.poll() is None:
        process.kill()
    process.wait()
    process.stdout.close()


@pytest.mark.timeout(400)
def test_the_line_that_says_ready_tells_the_address_that_answers(served: tuple[str, subprocess.Popen[str]]) -> None:
    health = httpx.get(f"{served[0]}/api/v1/health", timeout=10).json()
    assert (health["status"], health["bot"]) == ("degraded", "down")


def test_chat_answers_from_recall_while_there_is_no_assistant(served: tuple[str, subprocess.Popen[str]]) -> None:
    answer = httpx.post(f"{served[0]}/api/v1/chat", json={"text": "Where is the castle?"}, timeout=30).json()
    assert (answer["assistant"], answer["locale"]) == ("away", "en")
    assert "assistant is away" in answer["messages"][0]["text"]


def test_what_the_server_itself_refuses_is_a_problem_too(served: tuple[str, subprocess.Popen[str]]) -> None:
    host, port = served[0].removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(b"NONSENSE\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert b" 400 " in answer.splitlines()[0]
    assert b"Content-Type: application/problem+json" in answer


def plan(address: str, days_ahead: int) -> httpx.Response:
    wish = {"date": (datetime.now(UTC) + timedelta(days=days_ahead)).date().isoformat()}
    return httpx.post(f"{address}/api/v1/itineraries", json=wish, timeout=120)


def planned_in_the_end(address: str) -> httpx.Response:
    """As a polite program does it: whoever is put off comes again when told to."""
    while (answer := plan(address, 2)).status_code == 503:
        time.sleep(int(answer.headers["Retry-After"]))
    return answer


@pytest.mark.timeout(600)
def test_two_hundred_plans_at_once_are_made_or_honestly_put_off(served: tuple[str, subprocess.Popen[str]]) -> None:
    planned_in_the_end(served[0])
    with ThreadPoolExecutor(200) as crowd:
        answers = list(crowd.map(lambda number: plan(served[0], 2 + number), range(200)))
    assert {answer.status_code for answer in answers} == {200, 503}
    for refused in (answer for answer in answers if answer.status_code == 503):
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert int(refused.headers["Retry-After"]) >= 1
    assert planned_in_the_end(served[0]).status_code == 200


def test_a_client_that_goes_away_takes_no_place_with_it(served: tuple[str, subprocess.Popen[str]]) -> None:
    host, port = served[0].removeprefix("http://").split(":")
    wish = json.dumps({"date": (datetime.now(UTC) + timedelta(days=2)).date().isoformat()})
    head = ["POST /api/v1/itineraries HTTP/1.1", "Host: x", "Content-Type: application/json"]
    request = "\r\n".join([*head, f"Content-Length: {len(wish)}", "", wish])
    for _ in range(40):
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(request.encode())
    assert planned_in_the_end(served[0]).status_code == 200


def test_a_taken_port_is_told_in_one_sentence(
    served: tuple[str, subprocess.Popen[str]], environment: dict[str, str]
) -> None:
    port = served[0].rsplit(":", 1)[1]
    other = subprocess.run(
        [sys.executable, "-m", "web.serve"],
        cwd=ROOT, env={**environment, "GUIDE_PORT": port}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert other.returncode == 1
    assert other.stderr.splitlines() == [
        f"The web side can't start: 127.0.0.1:{port} can't be listened on: Address already in use"
    ]


def test_faulty_settings_are_all_told_before_anything_starts(environment: dict[str, str]) -> None:
    faulty = {**environment, "GUIDE_PORT": "x", "GUIDE_BOT_URL": "nowhere"}
    other = subprocess.run(
        [sys.executable, "-m", "web.serve"], cwd=ROOT, env=faulty, capture_output=True, text=True, timeout=120
    )
    assert other.returncode == 2
    assert [line.split()[0] for line in other.stderr.splitlines()] == ["GUIDE_PORT", "GUIDE_BOT_URL"]


def test_told_to_stop_it_stops(served: tuple[str, subprocess.Popen[str]]) -> None:
    served[1].send_signal(signal.SIGTERM)
    assert served[1].wait(timeout=20) == 0
