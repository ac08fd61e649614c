"""How soon a publication is met by visitors: in the catalogue, in recall, in the assistant and in plans.

    python benchmarks/liveness.py [--edits 5]

Serves the toy district from a store of its own, without Rasa (the assistant's answers then come from recall), and
publishes names and hours from another process, as an office would. Prints the seconds until each was served.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from knowledge.store.database import default_url
from knowledge.store.documents import place_key
from knowledge.store.store import Store

ROOT = Path(__file__).resolve().parent.parent
TOYTOWN = ROOT / "tests" / "data" / "toytown"
PLACE = "castle"
NAMES = ("Quillfeather", "Zorbenlaug", "Mistrovka", "Pellandrine", "Uxbertholm")
"""Words that mean nothing until they are published as the place's name."""
PATIENCE = 30.0
"""Seconds after which an edit is given up."""


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GUIDE_STATE": folder, "GUIDE_DISTRICT": str(TOYTOWN), "GUIDE_PORT": "0"}
        environment |= {"GUIDE_ACTION_PORT": "0", "GUIDE_BOT_URL": "http://127.0.0.1:1", "GUIDE_DATABASE_URL": ""}
        command = [sys.executable, "-m", "web.serve"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            address = server.stdout.readline().removeprefix("ready on ").strip()
            store = Store(default_url(Path(folder), TOYTOWN))
            with httpx.Client(base_url=f"{address}/api/v1", timeout=60) as guide:
                seconds = _measure(store, guide, asked.edits)
            store.close()
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
    print("| met in | seconds after the publication |\n| --- | --- |")
    for where, measured in seconds.items():
        print(f"| {where} | {', '.join(f'{one:.1f}' for one in measured)} |")
    return 0 if all(one < 5 for measured in seconds.values() for one in measured) else 1


def _measure(store: Store, guide: httpx.Client, edits: int) -> dict[str, list[float]]:
    seconds: dict[str, list[float]] = defaultdict(list)
    for edit in range(edits):
        name, shut = NAMES[edit % len(NAMES)], edit % 2 == 0
        hours = "Mo-Su off" if shut else "Mo-Su 08:00-20:00"
        waiting = _questions(guide, name, shut)
        early = [where for where, met in waiting.items() if met()]
        if early:
            raise RuntimeError(f"{name} was met in {', '.join(early)} before it was published")
        begun = _publish(store, aliases=[name], opening_hours=hours, last_entry=[])
        while waiting and time.monotonic() - begun < PATIENCE:
            for where in [where for where, met in waiting.items() if met()]:
                seconds[where].append(time.monotonic() - begun)
                del waiting[where]
        for where in waiting:
            seconds[where].append(float("inf"))
    return seconds


def _questions(guide: httpx.Client, name: str, shut: bool) -> dict[str, Callable[[], bool]]:
    """What tells whether the edit is met, by where."""
    said = {"text": f"Where is {name}?", "locale": "en"}
    return {
        "catalogue": lambda: name in guide.get(f"/places/{PLACE}").text,
        "recall": lambda: _found(guide, name),
        "assistant": lambda: f'"{PLACE}"' in guide.post("/chat", json=said).text,
        "plans": lambda: _planned(guide) != shut,
    }


def _publish(store: Store, **fields: Any) -> float:
    """Publishes fields of the place; when it was done."""
    key = place_key(PLACE)
    entry = store.entry(key)
    assert entry.live is not None
    document = {**entry.live.document, **fields}
    draft = store.save_draft(key, document, base=entry.base, who="office", why="Measured")
    store.publish({key: draft.number}, who="office", why="Measured", second_person=False)
    return time.monotonic()


def _found(guide: httpx.Client, name: str) -> bool:
    hits = guide.get("/search", params={"q": name, "locale": "en", "limit": 1}).json()["hits"]
    return bool(hits) and hits[0]["place_id"] == PLACE


def _planned(guide: httpx.Client) -> bool:
    """Whether a day that must go there can be planned."""
    asked = {"date": "2027-05-05", "start_time": "09:00", "end_time": "18:00", "must_visit": [PLACE], "locale": "en"}
    return guide.post("/itineraries", json=asked).status_code == 200


if __name__ == "__main__":
    sys.exit(main())
