"""Builds what is missing, then runs the guide: the assistant (Rasa) and the web side, as two processes.

Needs nothing but a Python: it makes both environments itself. ``python run.py`` serves, ``python run.py setup`` stops
before serving. Whatever goes wrong is told in one sentence, with the log that holds the rest.
"""

# Read by any Python from 3.7 on, so that an old one gets a sentence and not a syntax error.
from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent
GUIDE_ENV = ROOT / ".venv"
ASSISTANT_ENV = ROOT / ".venv-rasa"
OLDEST_PYTHON = (3, 11)
ASSISTANT_PYTHON = (3, 10)
DISK_FOR_ENVIRONMENTS = 9 * 2**30
# Threads of a numerical library that wait for work by spinning take the cores from those that have some.
ONE_QUIET_THREAD = {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"}
PREPARATION_INPUTS = ("itinerary", "knowledge/search", "constraints.txt")
TRAINING_INPUTS = ("config.yml", "bot/domain", "bot/data", "bot/components", "bot/constraints.txt")
START_SECONDS = 180
STOP_SECONDS = 10
# A process that dies this often this soon after its start will not get better by being started again.
EARLY_DEATHS = 3
EARLY_SECONDS = 60


class Stopped(Exception):
    """The reason, in one sentence for a person, why nothing more can be done."""


# --- Progress ---


class Progress:
    """Says what is going on: in place on a terminal, else a line now and then."""

    def __init__(self, every: float = 15.0) -> None:
        self._every = every
        self._lock = threading.Lock()
        self._last = 0.0

    def say(self, line: str) -> None:
        with self._lock:
            print(f"\r\033[K{line}" if sys.stdout.isatty() else line, flush=True)

    def tick(self, line: str) -> None:
        with self._lock:
            if sys.stdout.isatty():
                print(f"\r\033[K{line[: shutil.get_terminal_size().columns - 1]}", end="", flush=True)
            elif time.monotonic() - self._last > self._every:
                self._last = time.monotonic()
                print(line, flush=True)


def run_logged(what: str, command: list[str], log: Path, progress: Progress, env: dict[str, str] | None = None) -> None:
    """Runs a long command, its output in a log, its latest line shown.

    Raises:
        Stopped: when it fails; says the line that looks most like the reason.
    """
    began = time.monotonic()
    log.parent.mkdir(parents=True, exist_ok=True)
    tail: deque[str] = deque(maxlen=60)
    with log.open("a", encoding="utf-8") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        )
        assert process.stdout is not None
        for line in process.stdout:
            out.write(line)
            tail.append(line.strip())
            progress.tick(f"{what} ({time.monotonic() - began:.0f} s): {line.strip()[:90]}")
    if process.wait():
        raise Stopped(f"{what} failed: {_reason(tail)} (the whole output: {log})")
    progress.say(f"{what}: done in {time.monotonic() - began:.0f} s")


def _reason(tail: Iterable[str]) -> str:
    lines = [line for line in tail if line]
    telling = [line for line in lines if "error" in line.lower() or "no space" in line.lower()]
    return (telling or lines or ["it said nothing"])[-1][:300]


# --- Environments ---


def python_version(command: list[str]) -> tuple[int, int] | None:
    """The version that a Python answers with when run; None when it doesn't run (a shim may exist and not work)."""
    try:
        answer = subprocess.run(
            [*command, "-c", "import sys, json, venv, ensurepip; print(json.dumps(sys.version_info[:2]))"],
            capture_output=True,
            text=True,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if answer.returncode:
        return None
    major, minor = json.loads(answer.stdout)
    return major, minor


def python_candidates(version: tuple[int, int], home: Path) -> Iterator[str]:
    """Where a Python of that version is usually found, likeliest first."""
    name = f"python{version[0]}.{version[1]}"
    if found := shutil.which(name):
        yield found
    pyenv = Path(os.environ.get("PYENV_ROOT", home / ".pyenv"))
    for folder in sorted(pyenv.glob(f"versions/{version[0]}.{version[1]}*"), reverse=True):
        yield str(folder / "bin" / name)
    for prefix in ("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"):
        yield f"{prefix}/{name}"


def assistant_python(log: Path, progress: Progress) -> str:
    """A working Python for Rasa: found on the machine, else fetched by uv.

    Raises:
        Stopped: when there is none and none can be fetched.
    """
    for candidate in python_candidates(ASSISTANT_PYTHON, Path.home()):
        if python_version([candidate]) == ASSISTANT_PYTHON:
            return candidate
    version = ".".join(map(str, ASSISTANT_PYTHON))
    progress.say(f"No Python {version} on this machine; fetching one for the assistant")
    uv = [str(GUIDE_ENV / "bin" / "uv")]
    try:
        run_logged("Installing uv", [str(GUIDE_ENV / "bin" / "pip"), "install", "uv"], log, progress)
        run_logged(f"Fetching Python {version}", [*uv, "python", "install", version], log, progress)
    except Stopped as reason:
        raise Stopped(
            f"The assistant needs Python {version}, which is not installed and could not be fetched: install it "
            f"(for example with pyenv or your system's packages) and start again. {reason}"
        ) from reason
    found = subprocess.run([*uv, "python", "find", version], capture_output=True, text=True, check=True)
    return found.stdout.strip()


def fingerprint(paths: Iterable[Path]) -> str:
    """A hash of the files' names and contents; folders are taken whole."""
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
        for file in files:
            if "__pycache__" not in file.parts:
                digest.update(os.path.relpath(file, ROOT).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def build_environment(
    what: str,
    folder: Path,
    python: Callable[[], str],
    installs: list[list[str]],
    stamp: str,
    log: Path,
    progress: Progress,
) -> None:
    """Makes the environment anew unless the one there was made from the same pins."""
    marker = folder / "made-from"
    if marker.exists() and marker.read_text() == stamp:
        return
    progress.say(f"Building {what} in {folder.name} (once; several minutes)")
    if not (folder / "bin" / "python").exists():
        run_logged(f"Making {folder.name}", [python(), "-m", "venv", "--clear", str(folder)], log, progress)
    for packages in installs:
        command = [str(folder / "bin" / "pip"), "install", "--disable-pip-version-check", *packages]
        run_logged(f"Installing {what}", command, log, progress)
    marker.write_text(stamp)


def build_environments(logs: Path, progress: Progress) -> None:
    """Both environments at once: neither needs the other, and most of the time goes into waiting for packages."""
    stamps = {
        GUIDE_ENV: fingerprint([ROOT / "pyproject.toml", ROOT / "constraints.txt"]),
        ASSISTANT_ENV: fingerprint([ROOT / "bot/requirements.txt", ROOT / "bot/constraints.txt"]),
    }
    missing = [env for env, stamp in stamps.items() if not _made_from(env, stamp)]
    if not missing:
        return
    free = shutil.disk_usage(ROOT).free
    if free < DISK_FOR_ENVIRONMENTS and not all(env.exists() for env in missing):
        raise Stopped(
            f"Not enough disk: the environments need {DISK_FOR_ENVIRONMENTS / 2**30:.0f} GB, "
            f"{free / 2**30:.1f} GB are free at {ROOT}."
        )
    guide = (
        "the guide's packages",
        GUIDE_ENV,
        lambda: sys.executable,
        # torch first and by exact version: a range would let pip pick a build with gigabytes of GPU libraries.
        [["-c", "constraints.txt", "torch==2.13.0"], ["-c", "constraints.txt", "-e", ".[dev]"]],
        stamps[GUIDE_ENV],
        logs / "setup-guide.log",
        progress,
    )
    assistant = (
        "the assistant's packages",
        ASSISTANT_ENV,
        lambda: assistant_python(logs / "setup-assistant.log", progress),
        [["-c", "bot/constraints.txt", "-r", "bot/requirements.txt"]],
        stamps[ASSISTANT_ENV],
        logs / "setup-assistant.log",
        progress,
    )
    if not GUIDE_ENV.exists():
        run_logged(f"Making {GUIDE_ENV.name}", [sys.executable, "-m", "venv", str(GUIDE_ENV)], guide[5], progress)
    with ThreadPoolExecutor(2) as pool:
        for build in [pool.submit(build_environment, *job) for job in (guide, assistant)]:
            build.result()


def _made_from(folder: Path, stamp: str) -> bool:
    marker = folder / "made-from"
    return marker.exists() and marker.read_text() == stamp


# --- The assistant's model ---


def train_if_changed(state: Path, logs: Path, progress: Progress) -> Path:
    """The model trained from the inputs as they are now; trains only when there is none."""
    stamp = fingerprint(ROOT / name for name in TRAINING_INPUTS)
    models = state / "models"
    model = models / f"assistant-{stamp}.tar.gz"
    if model.exists():
        return model
    progress.say("Training the assistant (its inputs changed)")
    command = [
        str(ASSISTANT_ENV / "bin" / "python"), "-m", "rasa", "train",
        "--config", "config.yml", "--domain", "bot/domain", "--data", "bot/data",
        "--out", str(models / "new"), "--fixed-model-name", model.name.removesuffix(".tar.gz"),
    ]  # fmt: skip
    # A few changed phrases cost seconds and not minutes.
    environment = assistant_environment(state, ASSISTANT_EMBEDDINGS=str(state / "embeddings.sqlite"))
    run_logged("Training the assistant", command, logs / "train.log", progress, environment)
    # Moved only when whole, so that a training that was cut short is never taken for a model.
    (models / "new" / model.name).replace(model)
    for old in models.glob("assistant-*.tar.gz"):
        if old != model:
            old.unlink()
    return model


def prepare_if_changed(state: Path, logs: Path, progress: Progress) -> None:
    """Builds the search index and compiles the planner, so that starting takes seconds and no visitor waits for it."""
    district = Path(os.environ.get("GUIDE_DISTRICT") or ROOT / "knowledge" / "districts").resolve()
    stamp = fingerprint([*(ROOT / name for name in PREPARATION_INPUTS), district])
    marker = state / "prepared-for"
    if marker.exists() and marker.read_text() == stamp:
        return
    command = [str(GUIDE_ENV / "bin" / "python"), "-m", "web.prepare"]
    run_logged("Preparing search and planner", command, logs / "prepare.log", progress, guide_environment(state))
    marker.write_text(stamp)


def guide_environment(state: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "GUIDE_STATE": str(state),
        "NUMBA_CACHE_DIR": str(state / "numba"),
        "PYTHONUNBUFFERED": "1",
        **ONE_QUIET_THREAD,
        **more,
    }


def assistant_environment(state: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "GUIDE_STATE": str(state),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        # Its pinned packages of 2023 warn about each other at every start.
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        # TensorFlow takes all cores for a model that needs a fraction of one, and the planner wants them.
        **ONE_QUIET_THREAD,
        "RASA_CACHE_DIRECTORY": str(state / "rasa-cache"),
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
        "CUDA_VISIBLE_DEVICES": "",
        "GUIDE_ACTION_PORT": "0",
        **more,
    }


# --- Serving ---


@dataclass
class Child:
    """A process of ours: started, listened to, started again when it dies, stopped."""

    name: str
    command: list[str]
    env: dict[str, str]
    health: str
    log: Path
    process: subprocess.Popen[str] | None = None
    started: float = 0.0
    early_deaths: int = 0
    tail: deque[str] = field(default_factory=lambda: deque(maxlen=40))

    def start(self) -> None:
        # A group of its own: Ctrl-C reaches only us, and we stop both in order.
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace", start_new_session=True,
        )  # fmt: skip
        self.started = time.monotonic()
        threading.Thread(target=self._echo, args=(self.process,), daemon=True).start()

    def _echo(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with self.log.open("a", encoding="utf-8") as out:
            for line in process.stdout:
                out.write(line)
                out.flush()
                self.tail.append(line.rstrip())
                print(f"{self.name:9} | {line.rstrip()}", flush=True)

    def died(self) -> int | None:
        assert self.process is not None
        return self.process.poll()

    def last_words(self) -> str:
        return f"{_reason(self.tail)} (the whole log: {self.log})"

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.health, timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError, TimeoutError):
            return False

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def check_port(host: str, port: int) -> None:
    """Raises Stopped when nothing can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as reason:
            raise Stopped(
                f"Can't listen on {host}:{port} ({reason.strerror}): stop what is there, or set GUIDE_PORT "
                "to another port."
            ) from reason


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def port_setting(name: str, default: int) -> int:
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Stopped(f"{name} must be a port from 1 to 65535, not {text!r}.")
    return int(text)


def public_address() -> tuple[str, int]:
    return os.environ.get("GUIDE_HOST") or "127.0.0.1", port_setting("GUIDE_PORT", 8000)


def children(state: Path, logs: Path, model: Path | None) -> list[Child]:
    """The processes to run: web, and the assistant when there is a model for it."""
    host, port = public_address()
    # Ports that only our own processes use needn't be fixed, so two guides fit on one machine.
    action_port = port_setting("GUIDE_ACTION_PORT", 0) or free_port()
    bot_port = port_setting("GUIDE_BOT_PORT", 0) or free_port()
    caller = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    web = Child(
        "web",
        [str(GUIDE_ENV / "bin" / "python"), "-m", "web.serve"],
        guide_environment(
            state,
            GUIDE_HOST=host,
            GUIDE_PORT=str(port),
            GUIDE_ACTION_PORT=str(action_port),
            GUIDE_BOT_URL=f"http://127.0.0.1:{bot_port}",
        ),
        f"http://{f'[{caller}]' if ':' in caller else caller}:{port}/api/v1/health",
        logs / "web.log",
    )
    if model is None:
        return [web]
    assistant = Child(
        "assistant",
        [
            str(ASSISTANT_ENV / "bin" / "python"), "-m", "rasa", "run",
            "--model", str(model), "--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml",
            "--interface", "127.0.0.1", "--port", str(bot_port),
        ],
        assistant_environment(state, GUIDE_ACTION_PORT=str(action_port)),
        f"http://127.0.0.1:{bot_port}/",
        logs / "assistant.log",
    )  # fmt: skip
    return [web, assistant]


def wait_until_ready(processes: list[Child], progress: Progress) -> None:
    """Returns when every process answers.

    Raises:
        Stopped: when one dies meanwhile or takes longer than START_SECONDS.
    """
    began = time.monotonic()
    waiting = list(processes)
    while waiting:
        for child in waiting:
            if (code := child.died()) is not None:
                raise Stopped(f"The {child.name} process ended while starting ({code}): {child.last_words()}")
        waiting = [child for child in waiting if not child.answers()]
        if time.monotonic() - began > START_SECONDS:
            raise Stopped(
                f"The {waiting[0].name} process does not answer after {START_SECONDS} s: see {waiting[0].log}"
            )
        if waiting:
            progress.tick(f"Starting ({time.monotonic() - began:.0f} s): {' and '.join(c.name for c in waiting)}")
            time.sleep(0.3)


def watch(processes: list[Child], progress: Progress) -> None:
    """Stays until stopped, telling of a process that dies and starting it again.

    Raises:
        Stopped: when one keeps dying as soon as it is started.
    """
    while True:
        time.sleep(0.5)
        for child in processes:
            if (code := child.died()) is None:
                continue
            child.early_deaths = child.early_deaths + 1 if time.monotonic() - child.started < EARLY_SECONDS else 1
            if child.early_deaths >= EARLY_DEATHS:
                raise Stopped(f"The {child.name} process keeps ending ({code}): {child.last_words()}")
            progress.say(f"The {child.name} process ended ({code}); starting it again (log: {child.log})")
            child.start()


def serve(state: Path, logs: Path, model: Path | None, progress: Progress) -> None:
    processes = children(state, logs, model)
    began = time.monotonic()
    try:
        for child in processes:
            child.start()
        wait_until_ready(processes, progress)
        address = processes[0].health.removesuffix("/api/v1/health")
        progress.say(f"\nThe guide is ready after {time.monotonic() - began:.0f} s: {address}/   (Ctrl-C stops it)\n")
        watch(processes, progress)
    finally:
        for child in reversed(processes):
            child.stop()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=("serve", "setup"), default="serve")
    parser.add_argument("--without-assistant", action="store_true", help="serve pages, search and plans only")
    options = parser.parse_args()
    # SIGTERM is how service managers say Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    progress = Progress()
    try:
        if sys.version_info < OLDEST_PYTHON:
            raise Stopped(
                f"This needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}. "
                "Name another one: make run PYTHON=python3.12"
            )
        state = Path(os.environ.get("GUIDE_STATE") or ROOT / "var").resolve()
        logs = state / "log"
        logs.mkdir(parents=True, exist_ok=True)
        if options.what == "serve":
            # Before the minutes that building may take, not after.
            check_port(*public_address())
        build_environments(logs, progress)
        model = None if options.without_assistant else train_if_changed(state, logs, progress)
        prepare_if_changed(state, logs, progress)
        if options.what == "serve":
            serve(state, logs, model, progress)
    except Stopped as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    except OSError as reason:
        print(f"\nThe machine refused: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
