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

from waitress.server import create_server

from bot.actions.protocol import ActionCall, ActionResult
from web.apology import apology

THREADS = 32
LARGEST_CALL = 8 * 1024 * 1024
"""Bytes; a call carries the conversation so far."""

log = logging.getLogger(__name__)


class Runner(Protocol):
    def run(self, call: ActionCall) -> ActionResult: ...


def webhook(runner: Runner) -> Callable[..., Iterable[bytes]]:
    """A WSGI application that runs one action a call.

    It always answers 200: a call that failed would lose the turn in the assistant's memory. What goes wrong is noted
    and answered with an apology.
    """

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(LARGEST_CALL) if environ["REQUEST_METHOD"] == "POST" else None
        answer = {"status": "ok"} if body is None else run(runner, body).to_json()
        start("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(answer, ensure_ascii=False).encode()]

    return application


def run(runner: Runner, body: bytes) -> ActionResult:
    """The action's result, whatever happens."""
    call: ActionCall | None = None
    try:
        call = ActionCall.from_json(json.loads(body))
        return runner.run(call)
    except Exception:
        log.exception("an action failed")
        text, locale = (call.text, call.metadata.get("locale")) if call else ("", None)
        return ActionResult(messages=(apology(text, locale),))


class Listener:
    """The webhook, listening."""

    def __init__(self, runner: Runner, port: int) -> None:
        """Raises OSError when the port is taken."""
        server: Any = create_server(
            webhook(runner),
            host="127.0.0.1",
            port=port,
            threads=THREADS,
            ident=None,
            max_request_body_size=LARGEST_CALL,
        )
        self.port: int = server.effective_port
        self._server = server
        self._thread = threading.Thread(target=server.run, name="webhook", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        # By its own thread: sockets closed under it would make it fail where it waits for them.
        self._server.trigger.pull_trigger(self._server.close)
