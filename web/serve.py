"""Serves the guide: ``python -m web.serve``."""

import gc
import json
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer, create_server
from waitress.task import ErrorTask

from itinerary.exports import NoLetters, cut_letters
from knowledge.places.faults import Faults
from knowledge.search.encoder import EncoderUnavailable
from web.app import create_app
from web.follow import Follower
from web.services import Services, assemble, real_parts
from web.settings import Settings, read_settings
from web.webhook import Listener

LARGEST_RECEIVED = 32 * 1024 * 1024
"""Bytes of a body that are received in order to refuse it in peace; beyond, the connection is cut."""

LONGEST_START = 150.0
"""Seconds that serving waits for the search index and the rehearsal; what takes longer goes on while serving."""

FORGET_EVERY = 6 * 3600.0
"""Seconds."""

CUT_AFTER = 10.0
"""Seconds of serving before the fonts for paper are cut: who comes right away shall not wait for that."""

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


def reserve(host: str, port: int) -> socket.socket:
    """The place where the server will listen, taken before anything slow is loaded.

    Raises:
        OSError: when it is taken already, with the address in its message.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    reserved = socket.socket(family, kind, protocol)
    reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        reserved.bind(address)
    except OSError as reason:
        reserved.close()
        raise OSError(f"{host}:{port} can't be listened on: {reason.strerror}") from reason
    return reserved


def public_server(app: Flask, settings: Settings, reserved: socket.socket) -> Any:
    """A server for the public side, listening already but not yet answering."""
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
        sockets=[reserved],
        threads=settings.threads,
        max_request_body_size=LARGEST_RECEIVED,
        connection_limit=1000,
        channel_timeout=60,
        # A connection is listened to while its request is worked on, so that it is known when its client leaves.
        channel_request_lookahead=1,
        ident=None,
        **proxy,
    )
    for listening in sockets.values():
        if isinstance(listening, TcpWSGIServer):
            listening.channel_class = ProblemChannel
    return server


def run(settings: Settings) -> None:
    """Serves until told to stop by SIGTERM or Ctrl-C."""
    settings.state.mkdir(parents=True, exist_ok=True)
    reserved = reserve(settings.host, settings.port)
    pieces = assemble(settings, real_parts(settings))
    server = public_server(create_app(pieces), settings, reserved)
    listener = Listener(pieces.talk, settings.action_port)
    follower = Follower(pieces.world, pieces.search)
    stopping = threading.Event()
    threading.Thread(target=forget, args=(pieces, stopping), name="forget", daemon=True).start()
    workers: list[Any] = [listener, follower, pieces.jobs]
    for worker in workers:
        worker.start()
    rehearsal = threading.Thread(target=rehearse, args=(pieces,), name="rehearsal", daemon=True)
    rehearsal.start()
    latest = time.monotonic() + LONGEST_START
    if not follower.caught_up(LONGEST_START):
        log.warning("serving while the search index is still being built")
    rehearsal.join(max(0.0, latest - time.monotonic()))
    if pieces.office is not None:
        # Not before: what it works out takes as long as the rehearsal, and visitors would wait for both.
        pieces.office.watch.start()
        workers.append(pieces.office.watch)
    signal.signal(signal.SIGTERM, _leave)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    threading.Thread(target=cut_fonts, args=(pieces, stopping), name="fonts", daemon=True).start()
    print(f"ready on http://{host}:{server.effective_port}", flush=True)
    try:
        # Comes back when told to stop, after the requests at work have been answered.
        server.run()
    finally:
        stopping.set()
        for worker in reversed(workers):
            worker.stop()


def forget(pieces: Services, stopping: threading.Event) -> None:
    """Forgets conversations that nobody went on with, now and every few hours."""
    while True:
        try:
            forgotten = pieces.transcript.forget_old(pieces.clock())
        except SQLAlchemyError:
            log.exception("old conversations could not be forgotten; trying again later")
        else:
            log.info("%d conversations were forgotten after a long silence", forgotten)
        if stopping.wait(FORGET_EVERY):
            return


def cut_fonts(pieces: Services, stopping: threading.Event) -> None:
    """Makes the fonts of plans on paper before anyone asks for one: that takes seconds."""
    if stopping.wait(CUT_AFTER):
        return
    began = time.monotonic()
    try:
        cut_letters(pieces.world.current())
    except NoLetters as lacking:
        log.warning("plans can't be had on paper: %s", lacking)
    else:
        log.info("fonts for paper were cut in %.1f s", time.monotonic() - began)


def rehearse(pieces: Services) -> None:
    """Does once what visitors will ask for, as libraries are loaded and compiled at their first use."""
    began = time.monotonic()
    try:
        pieces.planner.rehearse(pieces.clock())
        places = pieces.world.current().places.values()
        # A place that is known well: what is asked in vain would be noted for the office.
        known = next((place for place in places if place.schedulable and place.opening_hours), next(iter(places)))
        pieces.talk.answer_without_assistant(known.name["en"], None, pieces.clock())
    except Exception:
        log.exception("the rehearsal failed; visitors may fare better")
    else:
        # What is loaded by now stays: looking it through for garbage would stop a plan for a tenth of a second.
        gc.collect()
        gc.freeze()
        log.info("rehearsed in %.1f s", time.monotonic() - began)


def main() -> int:
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    return told(lambda: run(read_settings(os.environ)))


def told(work: Callable[[], None]) -> int:
    """Does the work; what keeps it from being done is told in sentences. The process's exit code."""
    try:
        work()
    except Faults as faults:
        for fault in faults.faults:
            print(f"{fault.field} {fault.message}", file=sys.stderr)
        return 2
    except SQLAlchemyError as reason:
        print(f"The database can't be used: {getattr(reason, 'orig', None) or reason}", file=sys.stderr)
        return 1
    except (OSError, EncoderUnavailable) as reason:
        print(f"The web side can't start: {reason}", file=sys.stderr)
        return 1
    return 0


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    sys.exit(main())
