"""The guide as its visitors meet it: start-up, memory, chat turns and plans over HTTP.

Starts the whole guide on free ports with a state folder of its own, asks it, and prints a table.
"""

import argparse
import asyncio
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import httpx
import psutil

ROOT = Path(__file__).resolve().parent.parent
TURNS = (
    "你好",
    "赤坎老街几点开门？",
    "博物館門票幾錢",
    "What can I eat here at night?",
    "下雨天去哪裡好",
    "Which places are good with children?",
    "帮我讲讲寸金桥公园",
    "水井頭有咩食",
    "How do I get to the museum?",
    "谢谢",
)
PLAN_TURNS = ("紅色一日遊", "Plan a day in the old town tomorrow", "明天带两个孩子玩一天，不要走太多")


@contextmanager
def running_guide(state: Path) -> Iterator[tuple[str, subprocess.Popen[str], float]]:
    """The guide's address, its launcher and the seconds until it answered."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    began = time.monotonic()
    launcher = subprocess.Popen(
        [sys.executable, "run.py"],
        cwd=ROOT,
        env={
            **os.environ,
            "GUIDE_PORT": str(port),
            "GUIDE_STATE": str(state),
            "GUIDE_CHAT_RATE": "100000",
            "GUIDE_ADDRESS_RATE": "100000",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert launcher.stdout is not None
    try:
        for line in launcher.stdout:
            if "The guide is ready" in line:
                break
        else:
            raise SystemExit("The guide did not start; run it by hand to see why.")
        # Its log is of no use here, but a full pipe would stop it.
        threading.Thread(target=launcher.stdout.read, daemon=True).start()
        yield f"http://127.0.0.1:{port}", launcher, time.monotonic() - began
    finally:
        launcher.send_signal(signal.SIGINT)
        launcher.wait(30)


async def chat(address: str, visitors: int, turns_each: int, texts: tuple[str, ...]) -> list[float]:
    """Seconds of every turn, all visitors talking at once and each waiting for its answers."""
    seconds: list[float] = []

    async def visitor(number: int) -> None:
        session: dict[str, str] = {}
        async with httpx.AsyncClient(base_url=f"{address}/api/v1", timeout=60) as client:
            for turn in range(turns_each):
                began = time.perf_counter()
                answer = await client.post("/chat", json={"text": texts[(number + turn) % len(texts)], **session})
                seconds.append(time.perf_counter() - began)
                answer.raise_for_status()
                session = {"session_id": answer.json()["session_id"]}

    await asyncio.gather(*(visitor(number) for number in range(visitors)))
    return seconds


def varied_requests(themes: list[str], count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Requests as different visitors would make them over the coming year."""
    random = Random(seed)
    for _ in range(count):
        start = random.choice(["08:00", "09:00", "10:00", "13:00"])
        yield {
            "date": (date.today() + timedelta(days=random.randrange(1, 300))).isoformat(),
            "start_time": start,
            "end_time": random.choice(["17:00", "18:00", "20:00", "21:30"]),
            "themes": {theme: random.choice([1, 2, 3]) for theme in random.sample(themes, random.randrange(0, 4))},
            "pace": random.choice(["relaxed", "normal", "packed"]),
            "modes": random.choice([["walk", "taxi"], ["walk", "bus"], ["walk", "ebike", "bus", "taxi"]]),
            "max_walk": random.choice([None, None, 5000]),
            "budget": random.choice([None, None, 150]),
            "party": {"adults": random.choice([1, 2, 4]), "children": random.choice([0, 0, 2])},
            "seed": seed,
        }


def plans(address: str, count: int, seed: int) -> tuple[list[float], list[dict[str, Any]]]:
    """Seconds and answers of that many varied requests, one after the other; only those that have a plan."""
    seconds, answers = [], []
    with httpx.Client(base_url=f"{address}/api/v1", timeout=120) as client:
        themes = sorted({theme for place in client.get("/places").json()["places"] for theme in place["themes"]})
        for request in varied_requests(themes, count, seed):
            began = time.perf_counter()
            answer = client.post("/itineraries", json=request)
            seconds.append(time.perf_counter() - began)
            if answer.status_code == 200:
                answers.append(answer.json()["itineraries"][0])
            else:
                print(f"  {answer.status_code}: {json.dumps(request)}", file=sys.stderr)
    return seconds, answers


def resident(launcher: subprocess.Popen[str]) -> dict[str, float]:
    """Resident megabytes of the guide's processes, by what they are."""
    sizes: dict[str, float] = {}
    for process in psutil.Process(launcher.pid).children(recursive=True):
        name = "assistant" if "rasa" in process.cmdline() else "web"
        sizes[name] = sizes.get(name, 0.0) + process.memory_info().rss / 2**20
    return sizes


def spread(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    return f"{statistics.median(ordered) * 1000:.0f} / {ordered[int(0.95 * (len(ordered) - 1))] * 1000:.0f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=100)
    parser.add_argument("--turns", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rows: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        with running_guide(state) as (_, _, seconds):
            rows.append(("first start (trains, builds the index)", f"{seconds:.0f} s"))
        with running_guide(state) as (address, launcher, seconds):
            rows.append(("later start", f"{seconds:.0f} s"))
            asyncio.run(chat(address, 1, len(TURNS), TURNS))
            for visitors in (1, 10, 25):
                times = asyncio.run(chat(address, visitors, max(4, options.turns // visitors), TURNS))
                rows.append((f"chat turn p50 / p95, {visitors} at once", spread(times)))
            rows.append(("chat turn with a plan p50 / p95", spread(asyncio.run(chat(address, 1, 12, PLAN_TURNS)))))
            times, answers = plans(address, options.plans, options.seed)
            proven = sum(answer["optimality"]["status"] == "optimal" for answer in answers)
            rows.append((f"plan p50 / p95, {options.plans} requests", spread(times)))
            rows.append(("plans proven optimal", f"{proven} of {len(answers)}"))
            sizes = resident(launcher)
            rows += [(f"resident memory, {name}", f"{size:.0f} MB") for name, size in sizes.items()]
            rows.append(("resident memory, all", f"{sum(sizes.values()):.0f} MB"))
    width = max(len(name) for name, _ in rows)
    print("\n".join(f"| {name:{width}} | {figure} |" for name, figure in rows))


if __name__ == "__main__":
    main()
