"""Means of transport that were asked for and that the party can't use."""

from collections.abc import Callable

from itinerary.request import ItineraryRequest, Party
from itinerary.travel import may_use

_BARRING = ("children", "stroller", "wheelchair")


def all_barred(request: ItineraryRequest) -> bool:
    """Whether nothing is left but walking the shortest ways."""
    return not any(may_use(mode, request.party) for mode in request.modes)


def who_bars(request: ItineraryRequest, holds: Callable[[ItineraryRequest], bool]) -> str | None:
    """Who of the party keeps a request from holding by barring a means of transport; None when that is not why.

    So many adults could be met with the means of transport in question, and not without it. Of several who bar it one
    is told: each of them would be enough.
    """
    left = [mode for mode in request.modes if may_use(mode, request.party)]
    if len(left) == len(request.modes):
        return None
    adults = request.model_copy(update={"party": Party(adults=request.party.size)})
    if not holds(adults) or holds(adults.model_copy(update={"modes": left})):
        return None
    return next((f"party.{name}" for name in _BARRING if getattr(request.party, name)), None)
