"""How soon a publication of the office is live: in the interface, in recall and in the conversation.

Against a guide that runs, with an editor's and a reviewer's account given as ``name:password``:

    python benchmarks/live_edit.py http://127.0.0.1:8000 PLACE 'ed:two tin kettles' 'ada:nine green ladders'

The place must have opening hours. It gets a made-up alias and other hours for a moment; at the end all publications are
undone. Seconds are counted from the answer to the publication.
"""

import re
import secrets
import sys
import time
from collections.abc import Callable
from html import unescape

import httpx

ROUNDS = 3
PATIENCE = 20.0
"""Seconds."""
SYLLABLES = ("bra", "quil", "tor", "vex", "wick", "zan", "mol", "dru")


class Browser:
    """Somebody signed in, sending forms as the pages give them."""

    def __init__(self, site: str, account: str) -> None:
        name, _, password = account.partition(":")
        self.client = httpx.Client(base_url=site, timeout=30)
        self.send("/office/sign-in", "/office/sign-in", name=name, password=password)

    def send(self, page: str, to: str, **fields: str) -> None:
        token = self.value(page, "csrf_token")
        answer = self.client.post(to, data={"csrf_token": token, **fields})
        if answer.status_code != 303:
            sys.exit(f"{to} answered {answer.status_code}")

    def value(self, page: str, name: str) -> str:
        found = re.search(rf'name="{re.escape(name)}"[^>]*? value="([^"]*)"', self.client.get(page).text)
        if found is None:
            sys.exit(f"{page} has no {name}")
        return unescape(found.group(1))


def publish(editor: Browser, reviewer: Browser, place: str, **fields: str) -> float:
    """Takes an edit all the way; when its publication was answered."""
    path = f"/office/places/{place}"
    editor.send(path, path, base=editor.value(path, "base"), action="save", why="A measurement", **fields)
    editor.send(path, f"{path}/submit", number=editor.value(path, "number"))
    number = reviewer.value(f"{path}/review", "number")
    reviewer.send(f"{path}/review", f"{path}/publish", number=number)
    return time.monotonic()


def seconds_until(seen: Callable[[], bool], since: float) -> float:
    while not seen():
        if time.monotonic() - since > PATIENCE:
            return float("inf")
        time.sleep(0.05)
    return time.monotonic() - since


def main(site: str, place: str, first: str, second: str) -> None:
    editor, reviewer, visitor = Browser(site, first), Browser(site, second), httpx.Client(base_url=site, timeout=60)
    for turn in range(ROUNDS):
        alias = "".join(secrets.choice(SYLLABLES) for _ in range(4)).capitalize()
        closing = f"20:{secrets.randbelow(50) + 10}"
        since = publish(editor, reviewer, place, aliases=alias, opening_hours=f"Mo-Su 09:00-{closing}", last_entry="")

        def in_interface(closing: str = closing) -> bool:
            return closing in visitor.get(f"/api/v1/places/{place}").text

        def in_recall(alias: str = alias) -> bool:
            hits = visitor.get("/api/v1/search", params={"q": alias}).json()["hits"]
            return bool(hits) and hits[0]["place_id"] == place

        def in_conversation(alias: str = alias, closing: str = closing) -> bool:
            asked = {"text": f"When is {alias} open?", "locale": "en"}
            return closing in visitor.post("/api/v1/chat", json=asked).text

        took = [seconds_until(seen, since) for seen in (in_interface, in_recall, in_conversation)]
        print(f"{turn + 1}: interface {took[0]:.2f} s, recall {took[1]:.2f} s, conversation {took[2]:.2f} s")
        number = re.search(r"/office/changes/(\d+)", reviewer.client.get("/office/changes").text)
        assert number is not None
        page = f"/office/changes/{number.group(1)}"
        reviewer.send(page, f"{page}/undo", why="The measurement is over")


if __name__ == "__main__":
    main(*sys.argv[1:])
