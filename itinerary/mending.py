"""A day to be mended, and how the past may stand in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from itinerary.draft import Effort
from itinerary.itinerary import Itinerary
from itinerary.request import ItineraryRequest
from knowledge.places.district import Point
from knowledge.places.gazetteer import Gazetteer


@dataclass(frozen=True)
class Mending:
    """A day to be mended, and all that is asked of it."""

    itinerary: Itinerary
    request: ItineraryRequest
    """With the changes."""
    at: datetime
    position: Point | None
    done: tuple[str, ...]
    locked: tuple[str, ...]
    gazetteer: Gazetteer
    effort: Effort


class PastBroken(Exception):
    """What is past breaks what is asked for now."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(dict.fromkeys(names))
        """Fields of the request, ids of places, ``meals.lunch``."""
        super().__init__(", ".join(self.names))
