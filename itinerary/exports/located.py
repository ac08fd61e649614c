"""The stops of a plan with their positions, as every writer needs them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from itinerary.itinerary import Itinerary
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place, Position
from knowledge.places.text import Locale, pick
from knowledge.places.wording import Wording

WORDING = Path(__file__).parent / "wording"
WORDS = Wording(WORDING)


@dataclass(frozen=True)
class LocatedStop:
    number: int
    """From 1, as on the map."""
    place: Place | None
    """None for a pause where the stop before is, and for a place that has left the list since."""
    name: str
    begin: str
    leave: str
    position: Position | None
    lines: tuple[str, ...]
    """What there is to say about it, a sentence a line."""


@dataclass(frozen=True)
class LocatedEnd:
    """Where the day begins or ends."""

    name: str
    position: Position


def located_stops(plan: Itinerary, locale: Locale, gazetteer: Gazetteer) -> tuple[LocatedStop, ...]:
    stops = []
    for number, stop in enumerate(plan.stops, 1):
        place = None if stop.place_id is None else gazetteer.places.get(stop.place_id)
        position = place.position if place else None
        stops.append(
            LocatedStop(
                number, place, stop.name, stop.begin, stop.leave, position,
                tuple(_lines(place, [*stop.reasons, *stop.warnings], locale)),
            )
        )  # fmt: skip
    return tuple(stops)


def ends_of(wishes: Mapping[str, Any], gazetteer: Gazetteer) -> tuple[Position | None, Position | None]:
    """Where a request wants the day to begin and to end."""
    return _end(wishes.get("start"), gazetteer), _end(wishes.get("end"), gazetteer)


def named_ends(
    wishes: Mapping[str, Any], locale: Locale, gazetteer: Gazetteer
) -> tuple[LocatedEnd | None, LocatedEnd | None]:
    """As ``ends_of``, with what each is called."""
    start, end = ends_of(wishes, gazetteer)
    return (
        LocatedEnd(_called("start", wishes, locale, gazetteer), start) if start else None,
        LocatedEnd(_called("end", wishes, locale, gazetteer), end) if end else None,
    )


def _called(which: str, wishes: Mapping[str, Any], locale: Locale, gazetteer: Gazetteer) -> str:
    place = gazetteer.places.get(wishes[which].get("place_id") or "")
    return WORDS.say(locale, f"{which}-at", place=place.called(locale)) if place else WORDS.say(locale, which)


def _end(wish: Mapping[str, Any] | None, gazetteer: Gazetteer) -> Position | None:
    if not wish:
        return None
    if wish.get("place_id") is not None:
        place = gazetteer.places.get(wish["place_id"])
        return place.position if place else None
    return Position(lat=wish["lat"], lon=wish["lon"], precision="exact", uncertainty_m=0)


def read(plan: Mapping[str, Any]) -> Itinerary:
    """The plan as its own model; raises ``ValidationError`` when it is none of ours."""
    return Itinerary.model_validate(plan)


def title(plan: Itinerary, locale: Locale, gazetteer: Gazetteer) -> str:
    return WORDS.say(locale, "title", district=pick(gazetteer.district.name, locale), date=plan.date)


def _lines(place: Place | None, remarks: list[str], locale: Locale) -> list[str]:
    lines = list(remarks)
    if place is None:
        return lines
    if place.address:
        lines.append(WORDS.say(locale, "address", address=pick(place.address, "zh-Hans")))
    if place.phone:
        lines.append(WORDS.say(locale, "phone", phone=", ".join(place.phone)))
    if place.position and place.position.precision != "exact":
        lines.append(WORDS.say(locale, "estimate", metres=place.position.uncertainty_m))
    return lines
