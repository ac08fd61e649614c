"""Where the assistant has its actions run: a listener of its own, on loopback only.

A chat turn re-enters this process through here while the visitor's own request is still held by a thread of the public
server. With threads of one pool for both, as many turns at once as there are threads would wait for each other for
ever; so this listener has its own.
"""

import json
import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from bot.actions.protocol import ActionCall, ActionResult
from waitress.server import create_server

THREADS = 32
LARGEST_CALL = 4 * 1024 * 1024
"""Bytes; a call carries the conversation so far."""

log = logging.getLogger(__name__)


class Runner(Protocol):
    def run(self, call: ActionCall) -> ActionResult: ...


def webhook(runner: Runner) -> Callable[..., Iterable[bytes]]:
    """A WSGI application that runs one action a call. It always answers 200.

    A call that failed would lose the turn's events in the assistant; so what goes wrong is noted, and answered with
    nothing said. The web side then answers the visitor by recall.
    """

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "POST":
            start("200 OK", [("Content-Type", "application/json")])
            return [b'{"status": "ok"}']
        try:
            body = environ["wsgi.input"].read(LARGEST_CALL)
            result = runner.run(ActionCall.from_json(json.loads(body))).to_json()
        except Exception:
            log.exception("an action failed")
            result = {"events": [], "responses": []}
        start("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(result, ensure_ascii=False).encode()]

    return application


class Listener:
    """The webhook, listening."""

    def __init__(self, runner: Runner, port: int) -> None:
        """Raises OSError when the port is taken."""
        self._server: Any = create_server(webhook(runner), host="127.0.0.1", port=port, threads=THREADS, ident=None)
        self.port: int = self._server.effective_port
        self._thread = threading.Thread(target=self._server.run, name="webhook", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.close()
