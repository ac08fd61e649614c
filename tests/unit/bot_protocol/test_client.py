"""The client answers with Rasa's replies or says that the assistant is away: against a real server on a free port."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.actions.client import AssistantAway, Breaker, RasaClient


class StandIn:
    """A server that behaves as Rasa's REST channel, as far as it is told to."""

    def __init__(self) -> None:
        self.status = 200
        self.body = b'[{"recipient_id": "s", "custom": {"n": 1}}]'
        self.pause = 0.0
        self.heard: list[dict[str, Any]] = []
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer(stand_in.status if self.path == "/webhooks/rest/" else 404, b'{"status": "ok"}')

            def do_POST(self) -> None:
                stand_in.heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                time.sleep(stand_in.pause)
                self._answer(stand_in.status if self.path == "/webhooks/rest/webhook" else 404, stand_in.body)

            def _answer(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None: ...

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """A client that stopped waiting is part of the test."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


class HandClock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def rasa() -> Iterator[StandIn]:
    stand_in = StandIn()
    yield stand_in
    stand_in.stop()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def client(rasa: StandIn, clock: HandClock) -> Iterator[RasaClient]:
    client = RasaClient(rasa.url, timeout=0.5, threshold=2, recovery=10.0, clock=clock)
    yield client
    client.close()


def test_a_message_is_sent_with_its_session_and_metadata(rasa: StandIn, client: RasaClient) -> None:
    """Rasa hears sender, message and metadata, and its replies come back unchanged."""
    replies = client.send("session-1", "你好", {"locale": "zh-Hans", "names": ["老街"]})
    assert replies == [{"recipient_id": "s", "custom": {"n": 1}}]
    assert rasa.heard == [
        {"sender": "session-1", "message": "你好", "metadata": {"locale": "zh-Hans", "names": ["老街"]}}
    ]


@pytest.mark.parametrize(("text", "sent"), [("/restart", "／restart"), ("  /a /b", "／a /b"), ("1/2", "1/2")])
def test_a_visitor_cannot_give_rasa_a_command(rasa: StandIn, client: RasaClient, text: str, sent: str) -> None:
    """A slash at the beginning is made harmless; any other stays."""
    client.send("s", text, {})
    assert rasa.heard[0]["message"] == sent


def _status(rasa: StandIn) -> None:
    rasa.status = 500


def _nothing(rasa: StandIn) -> None:
    rasa.body = b"[]"


def _no_json(rasa: StandIn) -> None:
    rasa.body = b"<html>"


def _no_list(rasa: StandIn) -> None:
    rasa.body = b'{"custom": {}}'


def _slow(rasa: StandIn) -> None:
    rasa.pause = 1.0


@pytest.mark.parametrize(
    ("fail", "reason"),
    [
        (_status, "status 500"),
        (_nothing, "answered nothing"),
        (_no_json, "isn't JSON"),
        (_no_list, "list of replies"),
        (_slow, "in time"),
    ],
)
def test_whatever_goes_wrong_the_assistant_is_away(
    rasa: StandIn, client: RasaClient, fail: Callable[[StandIn], None], reason: str
) -> None:
    """An error, an empty list, no JSON and a late answer are one thing to the caller, told apart in the log."""
    fail(rasa)
    with pytest.raises(AssistantAway, match=reason):
        client.send("s", "hello", {})


def test_a_server_that_is_gone_is_away_and_unhealthy(clock: HandClock) -> None:
    """Nobody listening means away, at once."""
    stand_in = StandIn()
    stand_in.stop()
    client = RasaClient(stand_in.url, clock=clock)
    with pytest.raises(AssistantAway, match="can't be reached"):
        client.send("s", "hello", {})
    assert client.health() is False
    client.close()


def test_health_follows_the_server(rasa: StandIn, client: RasaClient) -> None:
    """Health is asked of the server each time."""
    assert client.health() is True
    rasa.status = 503
    assert client.health() is False


def test_after_failures_in_a_row_it_is_left_alone_and_tried_again_later(
    rasa: StandIn, client: RasaClient, clock: HandClock
) -> None:
    """From the threshold on nothing is sent until the recovery time has passed; one success ends it."""
    _status(rasa)
    for _ in range(4):
        with pytest.raises(AssistantAway):
            client.send("s", "hello", {})
    assert len(rasa.heard) == 2
    rasa.status = 200
    with pytest.raises(AssistantAway, match="left alone"):
        client.send("s", "hello", {})
    clock.now += 10.0
    assert client.send("s", "hello", {}) == [{"recipient_id": "s", "custom": {"n": 1}}]
    assert client.send("s", "again", {}) == [{"recipient_id": "s", "custom": {"n": 1}}]


def test_a_success_forgets_the_failures_before_it() -> None:
    """Only failures in a row count."""
    breaker = Breaker(threshold=2, recovery=10.0, clock=HandClock())
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.allows() is True


def test_after_the_pause_only_one_call_tries(clock: HandClock) -> None:
    """While one call finds out whether the service is back, the others don't wait for it."""
    breaker = Breaker(threshold=1, recovery=10.0, clock=clock)
    breaker.failed()
    clock.now += 10.0
    assert (breaker.allows(), breaker.allows()) == (True, False)
    breaker.failed()
    clock.now += 9.0
    assert breaker.allows() is False
