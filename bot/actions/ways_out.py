"""Of the ways out of clashing wishes those that a visitor may want to take."""

from collections.abc import Mapping, Sequence
from typing import Any

_EARLIEST, _LATEST = "07:00", "22:00"
"""Hours within which people begin and end a day out."""
_EACH = 2
"""Ways out told of each conflict."""


def ways_out(
    conflicts: Sequence[Mapping[str, Any]], wishes: Mapping[str, Any], request: Mapping[str, Any]
) -> dict[str, Any]:
    """The fields to change by the sentence that offers to: the cheapest of each conflict that are not absurd.

    A day that has nothing left of what was asked for by name, and after these one at odd hours, is offered only where
    there is nothing better.
    """
    offered = [
        [(way, _oddity(way["change"], wishes, request)) for way in conflict["relaxations"]] for conflict in conflicts
    ]
    least = min((odd for ways in offered for _, odd in ways), default=0)
    chosen: dict[str, Any] = {}
    for ways in offered:
        for way in [way for way, odd in ways if odd == least][:_EACH]:
            chosen.setdefault(str(way["message"]), way["change"])
    return chosen


def _oddity(change: Mapping[str, Any], wishes: Mapping[str, Any], request: Mapping[str, Any]) -> int:
    """0 for a way out that makes sense, 1 for one that leaves nothing of what was named, 2 for one at odd hours."""
    begin, end = change.get("start_time"), change.get("end_time")
    early = begin is not None and begin < min(_EARLIEST, request.get("start_time", _EARLIEST))
    late = end is not None and (end > max(_LATEST, request.get("end_time", _LATEST)) or end < _EARLIEST)
    if early or late:
        return 2
    return 1 if named_in(wishes) and not named_in({**wishes, **change}) else 0


def named_in(wishes: Mapping[str, Any]) -> list[str]:
    """Ids of the places that are asked for by name."""
    return [*(wishes.get("must_visit") or ()), *(one["place_id"] for one in wishes.get("fixed") or ())]
