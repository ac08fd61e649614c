"""Serves the guide: ``python -m web.serve``."""

import json
import logging
import os
import signal
import sys
from types import FrameType
from typing import Any

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer, create_server
from waitress.task import ErrorTask

from knowledge.places.faults import Faults
from web.app import create_app
from web.follow import Follower
from web.services import assemble, real_parts
from web.settings import Settings, read_settings
from web.webhook import Listener

LARGEST_RECEIVED = 32 * 1024 * 1024
"""Bytes of a body that are received in order to refuse it in peace; beyond, the connection is cut."""

LONGEST_START = 60.0
"""Seconds that serving waits for the search index; where it must be built anew, the rest is served meanwhile."""

log = logging.getLogger("web")


class ProblemTask(ErrorTask):
    """What the server itself refuses, before any view sees it, as a problem document too."""

    def execute(self) -> None:
        request: Any = self.request
        headers: Any = self.response_headers
        error = request.error
        document = {
            "type": "about:blank",
            "title": error.reason,
            "status": error.code,
            "detail": str(error.body),
            "errors": [{"field": "request", "message": str(error.body)}] if error.code < 500 else [],
        }
        body = json.dumps(document, ensure_ascii=False).encode()
        self.status = f"{error.code} {error.reason}"
        headers.append(("Content-Type", "application/problem+json"))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class ProblemChannel(HTTPChannel):
    error_task_class = ProblemTask


def public_server(app: Flask, settings: Settings) -> Any:
    """A server for the public side, listening already but not yet answering.

    Raises:
        OSError: when the port is taken.
    """
    sockets: dict[int, Any] = {}
    proxy: dict[str, Any] = {}
    if settings.trusted_proxy:
        proxy = {
            "trusted_proxy": settings.trusted_proxy,
            "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto x-forwarded-host",
            "clear_untrusted_proxy_headers": True,
        }
    server = create_server(
        app,
        map=sockets,
        host=settings.host,
        port=settings.port,
        threads=settings.threads,
        max_request_body_size=LARGEST_RECEIVED,
        connection_limit=1000,
        channel_timeout=60,
        ident=None,
        **proxy,
    )
    for listening in sockets.values():
        if isinstance(listening, TcpWSGIServer):
            listening.channel_class = ProblemChannel
    return server


def run(settings: Settings) -> None:
    """Serves until told to stop by SIGTERM or Ctrl-C."""
    pieces = assemble(settings, real_parts(settings))
    server = public_server(create_app(pieces), settings)
    listener = Listener(pieces.talk, settings.action_port)
    follower = Follower(pieces.world, pieces.search)
    forgotten = pieces.transcript.forget_old(pieces.clock())
    log.info("%d conversations were forgotten after a long silence", forgotten)
    for worker in (listener, follower, pieces.jobs):
        worker.start()
    if not follower.wait(LONGEST_START):
        log.warning("serving while the search index is still being built")
    signal.signal(signal.SIGTERM, _leave)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    port = getattr(server, "effective_port", settings.port)
    print(f"ready on http://{host}:{port}", flush=True)
    try:
        # Comes back when told to stop, after the requests at work have been answered.
        server.run()
    finally:
        for worker in (pieces.jobs, follower, listener):
            worker.stop()


def main() -> int:
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    try:
        settings = read_settings(os.environ)
        settings.state.mkdir(parents=True, exist_ok=True)
        run(settings)
    except Faults as faults:
        for fault in faults.faults:
            print(f"{fault.field} {fault.message}", file=sys.stderr)
        return 2
    except OSError as reason:
        print(f"The web side can't start: {reason}", file=sys.stderr)
        return 1
    return 0


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    sys.exit(main())
