"""What time it is for the request at hand."""

import re
from datetime import UTC, datetime

from knowledge.places.faults import Fault, Faults

HEADER = "X-Guide-Now"

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")


def system_clock() -> datetime:
    return datetime.now(UTC)


def read_instant(text: str, field: str) -> datetime:
    """An ISO 8601 instant with its offset.

    Raises:
        Faults: when it isn't one, under the name of ``field``.
    """
    # In an address a plus sign that wasn't encoded arrives as a blank.
    instant = re.sub(r" (?=\d\d:\d\d$)", "+", text)
    try:
        if not _INSTANT.fullmatch(instant):
            raise ValueError
        moment = datetime.fromisoformat(instant)
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        example = "2026-05-01T09:00:00+08:00"
        raise Faults([Fault(field, f"must be an instant with its offset, such as {example}")]) from None
    return moment


def told_time(header: str | None) -> datetime | None:
    """The time that a request's header puts in place of the clock; None without one."""
    return None if header is None else read_instant(header, HEADER)
