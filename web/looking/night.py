"""The evening by the hour: where there is something to eat, to buy and to see, as far as hours are known."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from knowledge.places.district import NightMap
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from web.context import now, services, today
from web.looking.filters import open_at, usual_rank
from web.looking.saying import page
from web.page import full_date, missing

bp = Blueprint("night_pages", __name__)

State = Literal["open", "unknown", "closed"]


@dataclass(frozen=True)
class Hour:
    number: int
    """Counted on past midnight: 25 is 01:00."""
    states: dict[str, State]
    """By place."""

    @property
    def clock(self) -> str:
        return f"{self.number % 24:02d}:00"

    def count(self, state: State) -> int:
        return sum(1 for each in self.states.values() if each == state)


@bp.get("/night")
def night() -> ResponseReturnValue:
    gazetteer = services().world.current()
    settings = gazetteer.district.night
    if settings is None:
        return missing("missing-page")
    day = _day(request.args.get("day", ""), today(gazetteer))
    shown = _shown(settings, gazetteer)
    hours = [_hour(number, day, shown, gazetteer) for number in range(settings.first_hour, settings.last_hour + 1)]
    chosen = _chosen(request.args.get("hour", ""), hours, now().astimezone(gazetteer.district.zone).hour)
    groups = {
        state: [place for place in shown if chosen.states[place.id] == state] for state in ("open", "unknown", "closed")
    }
    states = {place.id: [hour.states[place.id] for hour in hours] for place in shown}
    return page(
        "night.html", hours=hours, chosen=chosen, groups=groups, states=states, day=day,
        day_name=full_date(day.isoformat()), most=len(shown),
    )  # fmt: skip


def _shown(settings: NightMap, gazetteer: Gazetteer) -> list[Place]:
    """What may be open to visitors in the evening; what is only planned or has closed is not shown."""
    places = [
        place for place in gazetteer.places.values()
        if place.status in ("open", "unknown")
        and (place.kind in settings.kinds or set(place.themes) & set(settings.themes))
    ]  # fmt: skip
    return sorted(places, key=lambda place: usual_rank(place, gazetteer))


def _hour(number: int, day: date, shown: list[Place], gazetteer: Gazetteer) -> Hour:
    ahead, hour = divmod(number, 24)
    instant = datetime.combine(day + timedelta(days=ahead), time(hour), gazetteer.district.zone)
    names: dict[bool | None, State] = {True: "open", None: "unknown", False: "closed"}
    return Hour(number, {place.id: names[open_at(place, instant, gazetteer)] for place in shown})


def _chosen(text: str, hours: list[Hour], present: int) -> Hour:
    """The hour asked for, else the present one, else the first of the evening."""
    asked = next((hour for hour in hours if str(hour.number) == text), None)
    return asked or next((hour for hour in hours if hour.number % 24 == present), hours[0])


def _day(text: str, fallback: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return fallback
