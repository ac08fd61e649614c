"""What is left of a day that is mended: where and when it goes on, and what may still be in it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from itinerary.itinerary import Leg, Stop
from itinerary.meals import breaks_of, tables_for
from itinerary.mending import Mending, PastBroken
from itinerary.past import ended_in_time, first_minute, legs_of_past, owed, past_of, told_of_past
from itinerary.pose import Setting, parts_of, set_out, without
from itinerary.request import ItineraryRequest, Whereabouts
from itinerary.span import Span, span_of
from knowledge.places.district import Point
from knowledge.places.gazetteer import Gazetteer


@dataclass(frozen=True)
class Rest:
    case: Mending
    past: tuple[Stop, ...]
    """Stops that stay as they were."""
    legs: tuple[Leg, ...]
    """Those between them."""
    span: Span
    """Of the whole day."""
    begin: int
    """The minute of the day from which on it is planned anew."""

    @property
    def over(self) -> bool:
        return self.begin >= self.span.length

    @cached_property
    def gone(self) -> frozenset[str]:
        """Places that were visited or eaten at."""
        return frozenset({*self.case.done, *(stop.place_id for stop in self.past if stop.place_id is not None)})

    @cached_property
    def to_come(self) -> tuple[Stop, ...]:
        """Stops of the plan that are not past."""
        kept = {(stop.kind, stop.place_id, stop.begin) for stop in self.past}
        return tuple(
            stop
            for stop in self.case.itinerary.stops
            if (stop.kind, stop.place_id, stop.begin) not in kept and stop.place_id not in self.case.done
        )

    @cached_property
    def locked(self) -> frozenset[str]:
        """Places that have to stay and are not done; one that is to be left out can't be held."""
        return frozenset(self.case.locked) - self.gone - set(self.case.request.avoid)

    @property
    def missing(self) -> list[str]:
        """Places that have to be in the day and are not past."""
        return sorted((self._wished | self.locked) - self.gone)

    @property
    def position(self) -> Point | None:
        """Where the day goes on, if said; who is at a stop that goes on leaves from there."""
        goes_on = any(datetime.fromisoformat(stop.leave) > self.case.at for stop in self.past)
        return None if goes_on else self.case.position

    @cached_property
    def wishes(self) -> ItineraryRequest:
        """What is left to wish for, as a request of its own that starts now and here."""
        request, start = self.case.request, self.span.instant(self.begin)
        visits = sum(stop.kind == "visit" for stop in self.past)
        spent = sum(stop.cost for stop in self.past) + sum(leg.cost for leg in self.legs)
        return request.model_copy(
            update={
                "date": start.date(),
                "start_time": start.strftime("%H:%M"),
                "start": self._here(),
                "must_visit": [place_id for place_id in request.must_visit if place_id not in self.gone],
                "fixed": [wish for wish in request.fixed if wish.place_id not in self.gone],
                "budget": _less(request.budget, spent),
                "max_walk": _less(request.max_walk, sum(leg.walk for leg in self.legs)),
                "max_distance": _less(request.max_distance, sum(leg.distance for leg in self.legs)),
                "max_places": None if request.max_places is None else max(0, request.max_places - visits),
                "alternatives": 1,
            }
        )

    def setting(self, *, rests: bool = True, named_only: bool = False) -> Setting:
        """What is left to choose from: nothing twice, and the meals of the whole day that were not had.

        With ``named_only`` nothing but what has to be there.
        """
        left, gazetteer = self.wishes, self.case.gazetteer
        # What has to stay is looked at like what was asked for by name.
        planned = {stop.place_id for stop in self.to_come if stop.kind == "visit"}
        stays = [
            place_id
            for place_id in sorted((self.locked & planned if not named_only else self.locked) - set(left.must_visit))
            if (not left.only_kinds or gazetteer.places[place_id].kind in left.only_kinds)
            and (left.include_outside or gazetteer.places[place_id].in_district)
        ]
        wanted = left.model_copy(update={"must_visit": [*left.must_visit, *stays]})
        setting = replace(set_out(wanted, gazetteer, rests=rests, named_only=named_only), request=left)
        named = tuple(
            replace(candidate, must=candidate.place.id in left.must_visit) for candidate in setting.pool.candidates
        )
        setting = replace(setting, pool=replace(setting.pool, candidates=named))
        had = {stop.meal for stop in self.past if stop.meal is not None}
        breaks = tuple(
            replace(pause, earliest=max(0, pause.earliest - self.begin), latest=pause.latest - self.begin)
            for pause in breaks_of(self.case.request, self.span, rests=rests)
            if pause.latest >= self.begin and (pause.meal is None or pause.meal not in had)
        )
        tables = tuple(
            table
            for table in tables_for(breaks, left, gazetteer, setting.span)
            if table.place.id not in self.gone and (not named_only or table.place.id in self.locked)
        )
        shut_out = _shut_out(setting, self.gone, self._wished)
        return replace(without(setting, self.gone | shut_out), breaks=breaks, tables=tables)

    @property
    def _wished(self) -> set[str]:
        request = self.case.request
        return {*request.must_visit, *(wish.place_id for wish in request.fixed)}

    def _here(self) -> Whereabouts | None:
        places = self.case.gazetteer.places
        last = next((stop.place_id for stop in reversed(self.past) if stop.place_id in places), None)
        if self.position is not None:
            return Whereabouts(lat=self.position.lat, lon=self.position.lon)
        if last is not None and places[last].position is not None:
            return Whereabouts(place_id=last)
        return self.case.request.start


def rest_of(case: Mending) -> Rest:
    """What is left of the day.

    Raises:
        PastBroken: when what is past breaks what is asked for now.
        Faults: when the past can't have been as was said.
    """
    past = past_of(case)
    legs = list(legs_of_past(case, past))
    told_of_past(case, past, legs)
    span = span_of(case.request, case.gazetteer.district.zone)
    begin = _first_free_minute(span, case.at, past)
    if missed := owed(case, past, span, begin):
        raise PastBroken(missed)
    if begin >= span.length:
        ended_in_time(case, past, legs)
    return Rest(case, tuple(past), tuple(legs), span, begin)


def _first_free_minute(span: Span, at: datetime, past: list[Stop]) -> int:
    moments = [at, *(datetime.fromisoformat(stop.leave) for stop in past)]
    return max(0, *(first_minute(span, moment) for moment in moments))


def _less(limit: float | None, used: float) -> float | None:
    return None if limit is None else max(0.0, limit - used)


def _shut_out(setting: Setting, gone: Collection[str], wished: Collection[str]) -> set[str]:
    """Places that contain one that was visited, or are a part of it, unless both were asked for."""
    gazetteer: Gazetteer = setting.gazetteer
    wholes = {
        place_id: set(parts_of(gazetteer.places[place_id], gazetteer))
        for place_id in gone
        if place_id in gazetteer.places
    }
    found = set()
    for candidate in setting.pool.candidates:
        own = set(parts_of(candidate.place, gazetteer))
        relatives = {place_id for place_id in wholes if place_id in own or candidate.place.id in wholes[place_id]}
        if relatives - (set(wished) if candidate.required else set()):
            found.add(candidate.place.id)
    return found
