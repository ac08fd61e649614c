"""What a view may ask for: the application's pieces and what time it is."""

from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from flask import current_app, request

from knowledge.places.gazetteer import Gazetteer
from web.clock import HEADER, told_time

if TYPE_CHECKING:
    from web.services import Services

EXTENSION = "guide"


def services() -> "Services":
    return cast("Services", current_app.extensions[EXTENSION])


def now() -> datetime:
    """The instant that this request takes for the present, in UTC or with the caller's offset.

    Raises:
        Faults: when the request replaces the clock by something that is no instant.
    """
    pieces = services()
    told = told_time(request.headers.get(HEADER)) if pieces.settings.allow_clock_header else None
    return told or pieces.clock()


def today(gazetteer: Gazetteer) -> date:
    """The date in the district."""
    return now().astimezone(gazetteer.district.zone).date()
