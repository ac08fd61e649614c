"""The guide that is measured: one that runs already, or one started for the purpose, spoken to as a visitor would."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-04-22T10:00:00+08:00"
"""The Wednesday that the sets were written for."""
START_SECONDS = 900
"""Long enough for a training on a busy machine."""


class Unanswered(Exception):
    """The guide could not be started or stopped answering."""


@dataclass
class Answer:
    """What came back to one message; `body` is the JSON, of an answer or of a refusal."""

    status: int
    body: dict[str, Any]

    @property
    def understood(self) -> dict[str, Any]:
        return dict(self.body.get("understood") or {})

    @property
    def messages(self) -> list[dict[str, Any]]:
        return list(self.body.get("messages") or [])

    @property
    def text(self) -> str:
        return "\n".join(message["text"] for message in self.messages)

    @property
    def itineraries(self) -> list[dict[str, Any]]:
        return [message["itinerary"] for message in self.messages if message["itinerary"]]


@dataclass
class Conversation:
    """One visitor's session."""

    client: httpx.Client
    now: str = NOW
    session: str | None = None

    def say(self, text: str) -> Answer:
        """Sends a message and waits as long as the guide asks when it is told to slow down."""
        body = {"text": text} | ({"session_id": self.session} if self.session else {})
        while True:
            reply = self.client.post("/chat", json=body, headers={"X-Guide-Now": self.now})
            if reply.status_code != 429:
                break
            time.sleep(float(reply.headers.get("Retry-After", 1)))
        answer = Answer(reply.status_code, reply.json())
        self.session = answer.body.get("session_id", self.session)
        return answer


@dataclass
class Guide:
    client: httpx.Client
    revision: str = ""
    spoken: int = field(default=0)

    def conversation(self, now: str = NOW) -> Conversation:
        self.spoken += 1
        return Conversation(self.client, now)


@contextmanager
def running(url: str | None, state: Path) -> Iterator[Guide]:
    """The guide at that address, or one started with a state of its own and stopped afterwards.

    Raises:
        Unanswered: when it doesn't answer or its assistant is down.
    """
    if url:
        yield _met(url)
        return
    port = _free_port()
    _lend_models(state)
    environment = {**os.environ, "GUIDE_PORT": str(port), "GUIDE_STATE": str(state), "GUIDE_ALLOW_CLOCK_HEADER": "on"}
    environment |= {"GUIDE_DATABASE_URL": "", "GUIDE_RECORDS_URL": ""}
    log = state / "launcher.log"
    with log.open("w", encoding="utf-8") as out:
        launcher = subprocess.Popen([sys.executable, "run.py"], cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(f"http://127.0.0.1:{port}", launcher, log)
            yield _met(f"http://127.0.0.1:{port}")
        finally:
            launcher.send_signal(signal.SIGTERM)
            launcher.wait(60)


def _lend_models(state: Path) -> None:
    """Models already trained are not trained again; which of them fits is the launcher's to know."""
    (state / "models").mkdir(parents=True, exist_ok=True)
    served = Path(os.environ.get("GUIDE_STATE") or ROOT / "var")
    for model in served.glob("models/assistant-*.tar.gz"):
        if not (state / "models" / model.name).exists():
            shutil.copy(model, state / "models")


def _wait_for(address: str, launcher: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if launcher.poll() is not None:
            raise Unanswered(f"the guide ended while starting; see {log}")
        try:
            if httpx.get(f"{address}/api/v1/health", timeout=5).json()["bot"] == "ok":
                return
        except httpx.HTTPError:
            pass
        time.sleep(1)
    raise Unanswered(f"the guide does not answer after {START_SECONDS} s; see {log}")


def _met(url: str) -> Guide:
    client = httpx.Client(base_url=f"{url.rstrip('/')}/api/v1", timeout=120)
    try:
        health = client.get("/health").json()
    except httpx.HTTPError as fault:
        raise Unanswered(f"nothing answers at {url}: {fault}") from fault
    if health["bot"] != "ok":
        raise Unanswered(f"the assistant at {url} is down, so there is nothing to measure")
    return Guide(client, str(health["data_revision"]))


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
