"""Does ahead what a first start takes long for: ``python -m web.prepare``.

The places are brought into their database, the search index is built and the planner compiled. What is done already
is not done again.
"""

import logging
import os
import sys
import time
from collections.abc import Callable

from web.serve import told
from web.services import Services, assemble, real_parts
from web.settings import Settings, read_settings

STEPS: tuple[tuple[str, Callable[[Services], None]], ...] = (
    ("Building the search index", lambda pieces: pieces.search.follow(pieces.world.current())),
    ("Compiling the planner", lambda pieces: pieces.planner.rehearse(pieces.clock())),
)


def prepare(settings: Settings) -> None:
    """Says each step when it begins, and how long it took."""
    print("Reading the district", flush=True)
    settings.state.mkdir(parents=True, exist_ok=True)
    pieces = assemble(settings, real_parts(settings))
    for name, step in STEPS:
        print(name, flush=True)
        began = time.monotonic()
        step(pieces)
        print(f"{name}: done in {time.monotonic() - began:.0f} s", flush=True)


def main() -> int:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    return told(lambda: prepare(read_settings(os.environ)))


if __name__ == "__main__":
    sys.exit(main())
