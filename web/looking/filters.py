"""What a visitor narrows the list of places by, read from the page's address; and what is left then.

A place may fit, not fit, or nobody may know: unknown hours are no closed doors, but no open ones either.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import get_args

from knowledge.places.district import Point
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.hours import hours_on, state_at
from knowledge.places.place import Place, Status
from web.finding import closeness, distance

STATUS_ORDER: tuple[Status, ...] = ("open", "renovating", "unknown", "planned", "closed")
NAMES: tuple[str, ...] = ("q", "theme", "kind", "status", "when", "day", "indoor", "free", "near")


@dataclass(frozen=True)
class Wish:
    """Empty texts and None don't narrow."""

    words: str = ""
    theme: str = ""
    kind: str = ""
    status: str = ""
    now: bool = False
    """Whether it has to be open at this moment."""
    day: date | None = None
    """A day on which it has to be open at some time."""
    indoor: bool = False
    free: bool = False
    near: Point | None = None
    near_place: str | None = None
    """The place whose position ``near`` is, when it was named so."""


@dataclass(frozen=True)
class Found:
    place: Place
    metres: float | None
    """From where the visitor wants to be near."""
    sure: bool
    """False when it fits as far as is known, and not everything is."""


def read_wish(asked: Mapping[str, str], gazetteer: Gazetteer) -> tuple[Wish, list[str]]:
    """The wish, and the names of the filters whose values make no sense and are left out."""
    faults: list[str] = []

    def one_of(name: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
        value = asked.get(name, "")
        if value and value not in known:
            faults.append(name)
            return ""
        return value

    near, near_place = _near(asked.get("near", ""), gazetteer, faults)
    when = one_of("when", ("now", "day"))
    wish = Wish(
        words=asked.get("q", "").strip()[:60],
        theme=one_of("theme", gazetteer.district.themes),
        kind=one_of("kind", gazetteer.district.kinds),
        status=one_of("status", get_args(Status)),
        now=when == "now",
        day=_day(asked.get("day", ""), faults) if when == "day" else None,
        indoor=bool(one_of("indoor", ("1",))),
        free=bool(one_of("free", ("1",))),
        near=near,
        near_place=near_place,
    )
    return wish, sorted(faults, key=NAMES.index)


def find(wish: Wish, gazetteer: Gazetteer, present: datetime, recalled: Callable[[str], list[str]]) -> list[Found]:
    """What fits, best first.

    Args:
        recalled: Ids of the places that a text is about, best first.
    """
    order = _by_words(wish.words, gazetteer, recalled) if wish.words else None
    found = []
    for place in gazetteer.places.values():
        if order is not None and place.id not in order:
            continue
        answer = _fits(place, wish, gazetteer, present)
        if answer is not False:
            metres = None if wish.near is None else distance(wish.near, place)
            found.append(Found(place, metres, answer is True))

    def rank(one: Found) -> tuple[object, ...]:
        if wish.near is not None:
            return one.metres is None, one.metres or 0.0
        if order is not None:
            return (order[one.place.id],)
        return usual_rank(one.place, gazetteer)

    return sorted(found, key=rank)


def usual_rank(place: Place, gazetteer: Gazetteer) -> tuple[object, ...]:
    """What a visitor is most likely to want stands first."""
    quality = gazetteer.district.kinds[place.kind].quality
    return STATUS_ORDER.index(place.status), not place.in_district, not place.schedulable, -quality, place.name["en"]


def _by_words(words: str, gazetteer: Gazetteer, recalled: Callable[[str], list[str]]) -> dict[str, int]:
    """Those named so by how well the name fits, then those that the words are about."""
    named = [(rank, usual_rank(place, gazetteer), place.id) for place in gazetteer.places.values()
             if (rank := closeness(place, words)) is not None]  # fmt: skip
    ids = [place_id for _, _, place_id in sorted(named)]
    ids += [place_id for place_id in recalled(words) if place_id in gazetteer.places]
    return {place_id: number for number, place_id in enumerate(dict.fromkeys(ids))}


def _fits(place: Place, wish: Wish, gazetteer: Gazetteer, present: datetime) -> bool | None:
    """None when it fits but for what nobody knows."""
    said: list[bool | None] = [
        not wish.theme or wish.theme in place.themes,
        not wish.kind or wish.kind == place.kind,
        not wish.status or wish.status == place.status,
    ]
    if wish.indoor:
        said.append(place.indoor)
    if wish.free:
        said.append(None if place.ticket is None or place.ticket.adult is None else place.ticket.adult == 0)
    if wish.now:
        said.append(open_at(place, present, gazetteer))
    if wish.day is not None:
        said.append(_open_on(place, wish.day, gazetteer))
    if any(answer is False for answer in said):
        return False
    return None if any(answer is None for answer in said) else True


def open_at(place: Place, instant: datetime, gazetteer: Gazetteer) -> bool | None:
    if place.status not in ("open", "unknown"):
        return False
    state = state_at(place, instant, gazetteer)
    if state == "closed":
        return False
    return True if state == "open" and place.status == "open" else None


def _open_on(place: Place, day: date, gazetteer: Gazetteer) -> bool | None:
    if place.status not in ("open", "unknown"):
        return False
    hours = hours_on(place, day, gazetteer)
    if hours.openings:
        return True if place.status == "open" else None
    return False if hours.known else None


def _day(text: str, faults: list[str]) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        faults.append("day")
        return None


def _near(text: str, gazetteer: Gazetteer, faults: list[str]) -> tuple[Point | None, str | None]:
    if not text:
        return None, None
    place = gazetteer.places.get(text)
    if place is not None and place.position is not None:
        return Point(lat=place.position.lat, lon=place.position.lon), place.id
    latitude, _, longitude = text.partition(",")
    try:
        return Point(lat=float(latitude), lon=float(longitude)), None
    except ValueError:
        faults.append("near")
        return None, None
