"""The whole guide, as `make run` starts it, over the toy district."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
TOYTOWN = ROOT / "tests" / "data" / "toytown"
START_SECONDS = 240


@dataclass
class Guide:
    """A running guide and what its launcher has said."""

    state: Path
    port: int
    launcher: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    listener: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _listen(self) -> None:
        assert self.launcher.stdout is not None
        with self.launcher.stdout as said:
            for line in said:
                self.said.append(line.rstrip())

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def api(self, now: str | None = None) -> httpx.Client:
        headers = {"X-Guide-Now": now} if now else {}
        return httpx.Client(base_url=f"{self.address}/api/v1", headers=headers, timeout=60)

    def wait_for(self, words: str, seconds: float = START_SECONDS) -> None:
        end = time.monotonic() + seconds
        while not any(words in line for line in self.said):
            if self.launcher.poll() is not None or time.monotonic() > end:
                raise AssertionError(f"never said {words!r}:\n" + "\n".join(self.said[-40:]))
            time.sleep(0.1)

    def processes(self, name: str) -> list[psutil.Process]:
        """The running children whose command line names that."""
        children = psutil.Process(self.launcher.pid).children(recursive=True)
        return [child for child in children if name in child.cmdline()]

    def stop(self) -> int:
        if self.launcher.poll() is None:
            self.launcher.send_signal(signal.SIGINT)
        return self.ended(40)

    def ended(self, seconds: float) -> int:
        """The launcher's exit code, when it has ended and all it said was heard."""
        code = self.launcher.wait(seconds)
        self.listener.join(seconds)
        return code


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(state: Path, **settings: str) -> Guide:
    port = int(settings.pop("GUIDE_PORT", "0")) or free_port()
    launcher = subprocess.Popen(
        [sys.executable, "run.py"],
        cwd=ROOT,
        env={
            **os.environ,
            "GUIDE_STATE": str(state),
            "GUIDE_PORT": str(port),
            "GUIDE_DISTRICT": str(TOYTOWN),
            "GUIDE_ALLOW_CLOCK_HEADER": "1",
            **settings,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Guide(state, port, launcher)


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder of the tests' own, with what `make setup` has trained and compiled."""
    folder = tmp_path_factory.mktemp("state")
    for made in ("models", "numba"):
        source = Path(os.environ.get("GUIDE_STATE", ROOT / "var")) / made
        if source.exists():
            shutil.copytree(source, folder / made)
    return folder


@pytest.fixture(scope="session")
def guide(state: Path) -> Iterator[Guide]:
    running = start(state)
    try:
        running.wait_for("The guide is ready")
        yield running
    finally:
        running.stop()


def say(api: httpx.Client, text: str, **more: Any) -> dict[str, Any]:
    """One turn of a conversation; the answer, which must be one."""
    answer = api.post("/chat", json={"text": text, **more})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body
