"""Starting, stopping and dying."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from .conftest import ROOT, start


def test_a_taken_port_is_told_in_one_sentence(state: Path) -> None:
    """Somebody else on the port: one sentence with the port and the way out, and no traceback."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        guide = start(state, GUIDE_PORT=str(port))
        assert guide.ended(60) == 1
    told = [line for line in guide.said if line.strip()]
    assert len(told) == 1
    assert f"127.0.0.1:{port}" in told[0]
    assert "GUIDE_PORT" in told[0]


def test_a_faulty_setting_is_told_by_name() -> None:
    """A port that is no port is refused by the setting's name."""
    environment = {"PATH": "/usr/bin:/bin", "GUIDE_PORT": "http"}
    answer = subprocess.run([sys.executable, "run.py"], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert answer.returncode == 1
    assert "GUIDE_PORT must be a port" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_leaves_no_process_behind(state: Path, how: signal.Signals) -> None:
    """Ctrl-C, or a service manager's stop, ends every process."""
    guide = start(state)
    guide.wait_for("The guide is ready")
    children = psutil.Process(guide.launcher.pid).children(recursive=True)
    assert len(children) >= 2
    guide.launcher.send_signal(how)
    assert guide.ended(40) == 0
    assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]


@pytest.mark.usefixtures("guide")
def test_a_second_start_serves_soon(state: Path) -> None:
    """With everything built, the guide answers soon."""
    began = time.monotonic()
    second = start(state)
    try:
        second.wait_for("The guide is ready")
        assert time.monotonic() - began < 30 * 2  # twice the promise: the suite may share the machine
    finally:
        second.stop()
