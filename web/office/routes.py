"""Whether the curated days and the plans that were given out still work, and how they could be mended.

A curated day works on a date when all its places can be visited on it. What stands in the way is named by place, so
that it can be said in any language. Nothing is changed here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from itinerary.itinerary import Itinerary
from itinerary.request import ItineraryRequest, instant_on, metres_between
from knowledge.places.district import CuratedList
from knowledge.places.faults import Faults
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.hours import hours_on
from knowledge.places.place import Place
from knowledge.places.text import Locale
from web.planner import Engine
from web.shelf import KeptPlan

AHEAD = 7
"""Days that a curated day is tried on: every weekday once."""
_MOST_TRIED = 6
"""Places that are tried instead of one that fell out."""

CauseKind = Literal["gone", "status", "position", "minutes", "shut", "together", "unreadable"]
REGULAR: tuple[CauseKind, ...] = ("shut",)
"""What only keeps a day from working on some dates; nothing is wrong with it."""


OF_WISHES = ("must_visit", "avoid", "only_kinds", "fixed", "max_places", "meals")
"""Rules that a plan breaks by its wishes and not by the facts: it was given out as the best that could be had."""


@dataclass(frozen=True)
class Cause:
    kind: CauseKind
    place_id: str | None = None


@dataclass(frozen=True)
class Mending:
    """A curated day with other places."""

    must_visit: tuple[str, ...]
    drops: tuple[str, ...]
    adds: tuple[str, ...]


@dataclass(frozen=True)
class ListHealth:
    """How a curated day fares on each of some dates."""

    id: str
    name: Mapping[Locale, str]
    days: tuple[tuple[date, tuple[Cause, ...]], ...]
    """Without causes the day works."""
    repair: Mending | None = None

    @property
    def causes(self) -> tuple[Cause, ...]:
        return tuple(dict.fromkeys(cause for _, causes in self.days for cause in causes))

    @property
    def broken(self) -> bool:
        """Whether something is wrong with it, more than that a place has its day off."""
        never = all(causes for _, causes in self.days)
        return bool(self.days) and (never or any(cause.kind not in REGULAR for cause in self.causes))


@dataclass(frozen=True)
class PlanHealth:
    """A plan that no longer works."""

    id: str
    day: str
    codes: tuple[str, ...]
    """Of the rules that it breaks now."""
    places: tuple[str, ...]
    """Where it breaks them."""
    repaired: Mapping[str, Any] | None
    """The mended plan in the contract's JSON, not yet kept; None when there is none."""
    request: Mapping[str, Any]
    """What the mended plan answers: the wishes without places that can't be visited any more."""


class Inspector:
    """Tries days and verifies plans. What was found of a curated day is kept as long as its ground is the same."""

    def __init__(self, engine: Engine, turn: Callable[[], Any]) -> None:
        """``turn`` gives a context within which a plan may be computed."""
        self._engine = engine
        self._turn = turn
        self._known: dict[object, tuple[Cause, ...]] = {}

    def lists(self, gazetteer: Gazetteer, now: datetime, days: Sequence[date] = ()) -> Iterator[ListHealth]:
        """Every curated day, on the dates given or the next ``AHEAD`` ones."""
        today = now.astimezone(gazetteer.district.zone).date()
        days = days or [today + timedelta(days=n) for n in range(1, AHEAD + 1)]
        for wish in gazetteer.district.lists:
            found = tuple((day, self.causes(wish, gazetteer, day, now)) for day in days)
            health = ListHealth(wish.id, wish.name, found)
            yield replace(health, repair=self._repair(wish, health, gazetteer, now)) if health.broken else health

    def causes(self, wish: CuratedList, gazetteer: Gazetteer, day: date, now: datetime) -> tuple[Cause, ...]:
        """What keeps the curated day from working on that date; nothing when it works."""
        ground = (wish.model_dump_json(), day, gazetteer.calendar.is_holiday(day), tuple(_ground(wish, gazetteer)))
        if ground not in self._known:
            if len(self._known) > 5000:
                self._known.clear()
            self._known[ground] = tuple(_plain_causes(wish, gazetteer, day)) or self._tried(wish, gazetteer, day, now)
        return self._known[ground]

    def plans(self, plans: Iterable[tuple[str, KeptPlan]], gazetteer: Gazetteer, now: datetime) -> Iterator[PlanHealth]:
        """Those of the plans for today and later that the verifier faults by now."""
        today = now.astimezone(gazetteer.district.zone).date().isoformat()
        for plan_id, plan in plans:
            if plan.itinerary["date"] < today or plan.data_revision == gazetteer.revision:
                continue
            request = ItineraryRequest.model_validate(plan.request)
            try:
                verdict = self._engine.verify(plan.itinerary, request, gazetteer)
            except Faults:
                continue
            if any(one.code not in OF_WISHES for one in verdict.violations):
                yield self._broken(plan_id, plan, request, verdict, gazetteer, now)

    def _tried(self, wish: CuratedList, gazetteer: Gazetteer, day: date, now: datetime) -> tuple[Cause, ...]:
        asked: dict[str, Any] = {"date": day.isoformat(), "themes": wish.themes, "must_visit": list(wish.must_visit)}
        asked |= {name: clock for name in ("start_time", "end_time") if (clock := getattr(wish, name))}
        outside = any(not gazetteer.places[place_id].in_district for place_id in wish.must_visit)
        try:
            request = self._engine.read_request(
                asked | {"include_outside": outside}, gazetteer, now.astimezone(gazetteer.district.zone).date()
            )
            with self._turn():
                self._engine.plan_day(request, gazetteer, now)
        except Faults:
            return (Cause("unreadable"),)
        except self._engine.conflicted as clash:
            named = [one for conflict in clash.conflicts for one in _field(conflict, "constraints")]  # type: ignore[attr-defined]
            places = [one for one in named if one in gazetteer.places]
            return tuple(Cause("together", place_id) for place_id in dict.fromkeys(places)) or (Cause("together"),)
        return ()

    def _repair(self, wish: CuratedList, health: ListHealth, gazetteer: Gazetteer, now: datetime) -> Mending | None:
        """The curated day with a like place for what fell out, or without it; one that works on all those dates."""
        days = [day for day, _ in health.days]
        fallen = [cause.place_id for cause in health.causes if cause.place_id in wish.must_visit]
        if not fallen:
            return None
        kept = tuple(place_id for place_id in wish.must_visit if place_id not in fallen)
        instead = [
            _put(wish.must_visit, fallen, one) for one in _alike(gazetteer.places.get(fallen[0]), wish, gazetteer)
        ]
        for must in (*instead, kept):
            trial = wish.model_copy(update={"must_visit": must})
            if (must or wish.themes) and not any(self.causes(trial, gazetteer, day, now) for day in days):
                return Mending(must, tuple(fallen), tuple(one for one in must if one not in wish.must_visit))
        return None

    def _broken(
        self, plan_id: str, plan: KeptPlan, request: ItineraryRequest, verdict: Any, gazetteer: Gazetteer, now: datetime
    ) -> PlanHealth:
        stops = plan.itinerary["stops"]
        touched = [stops[one.stop]["place_id"] for one in verdict.violations if one.stop is not None]
        able = [one for one in request.must_visit if one in gazetteer.places and gazetteer.places[one].schedulable]
        changes = {"must_visit": able} if able != request.must_visit else {}
        return PlanHealth(
            id=plan_id,
            day=plan.itinerary["date"],
            codes=tuple(dict.fromkeys(one.code for one in verdict.violations if one.code not in OF_WISHES)),
            places=tuple(dict.fromkeys(place_id for place_id in touched if place_id)),
            repaired=self._mended(plan, request, changes, gazetteer, now),
            request={**plan.request, **changes},
        )

    def _mended(
        self, plan: KeptPlan, request: ItineraryRequest, changes: Mapping[str, Any], gazetteer: Gazetteer, now: datetime
    ) -> Mapping[str, Any] | None:
        """The plan mended from its beginning on, or from now on when it has begun."""
        begin = instant_on(request.date, 0, gazetteer.district.zone)
        at = max(begin, now) if now.astimezone(gazetteer.district.zone).date() == request.date else begin
        try:
            with self._turn():
                made = self._engine.repair(
                    Itinerary.model_validate(plan.itinerary), request, at, None, (), (), changes, gazetteer, now
                )
        except (Faults, self._engine.conflicted):
            return None
        found: dict[str, Any] = made.itinerary.model_dump(mode="json", by_alias=True)
        return found


def _put(must_visit: Iterable[str], fallen: Sequence[str], one: str) -> tuple[str, ...]:
    """One place where the first that fell out stood; the others that fell out are left out."""
    return tuple(
        one if place_id == fallen[0] else place_id
        for place_id in must_visit
        if place_id == fallen[0] or place_id not in fallen
    )


def closed_for(gazetteer: Gazetteer, place_ids: Iterable[str]) -> Gazetteer:
    """The district as it would be with those places closed."""
    gone = set(place_ids)
    places = {
        place_id: place.model_copy(update={"status": "closed"}) if place_id in gone else place
        for place_id, place in gazetteer.places.items()
    }
    return replace(gazetteer, places=places, revision=f"{gazetteer.revision}?")


def _ground(wish: CuratedList, gazetteer: Gazetteer) -> Iterator[object]:
    """What of the places decides whether they can all be visited."""
    for place_id in wish.must_visit:
        place = gazetteer.places.get(place_id)
        if place is None:
            yield place_id
        else:
            yield (
                place_id,
                place.status,
                place.opening_hours,
                place.last_entry,
                str(place.position),
                str(place.visit_minutes),
            )


def _plain_causes(wish: CuratedList, gazetteer: Gazetteer, day: date) -> Iterator[Cause]:
    """What is plain from the places alone, without planning."""
    for place_id in wish.must_visit:
        place = gazetteer.places.get(place_id)
        if place is None:
            yield Cause("gone", place_id)
        elif place.status != "open":
            yield Cause("status", place_id)
        elif place.position is None:
            yield Cause("position", place_id)
        elif place.visit_minutes is None:
            yield Cause("minutes", place_id)
        elif place.opening_hours is not None and _shut(place, gazetteer, day):
            yield Cause("shut", place_id)


def _shut(place: Place, gazetteer: Gazetteer, day: date) -> bool:
    hours = hours_on(place, day, gazetteer)
    return hours.known and not hours.openings


def _alike(fallen: Place | None, wish: CuratedList, gazetteer: Gazetteer) -> list[str]:
    """Places that could stand for one that fell out: of its themes and the day's, near it, those with hours first."""
    if fallen is None:
        return []
    themes = {*fallen.themes, *wish.themes}

    def rank(place: Place) -> tuple[float, ...]:
        shared = len(themes.intersection(place.themes)) + (place.kind == fallen.kind)
        return -shared, place.opening_hours is None, _metres(fallen, place)

    able = [
        place
        for place in gazetteer.places.values()
        if place.schedulable
        and place.in_district
        and place.id not in wish.must_visit
        and place.part_of != fallen.id
        and set(wish.themes or themes).intersection(place.themes)
        and gazetteer.district.kinds[place.kind].quality > 0
    ]
    return [place.id for place in sorted(able, key=lambda place: (*rank(place), place.id))[:_MOST_TRIED]]


def _metres(one: Place, other: Place) -> float:
    if one.position is None or other.position is None:
        return 0.0
    return metres_between(one.position.lat, one.position.lon, other.position.lat, other.position.lon)


def _field(value: Any, name: str) -> Any:
    return value[name] if isinstance(value, Mapping) else getattr(value, name)
