"""Are the reasons true for which places aren't in a plan? Each is held against days planned anew.

    python benchmarks/district_reasons.py [--requests 40] [--each 2] [--seed 1] [--district knowledge/districts/chikan]

Of each plan, ``--each`` places of every code are looked at. A limit that is told has to be what keeps the place out:
without it the place can be had, and with it only in a day that is worth no more. ``time`` has to mean that the place
could be had alone, or that a visit takes longer than the whole day, of which hours are never told then; what is told of
hours, themes, kinds, access and parts is looked up. The price that ``why-not`` tells has to be that of a day planned
with the place as a wish, and its ways in have to lead to a plan with it.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

# The neighbour itinerary.py would be taken for the package of that name.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.district_plans import TODAY, varied
from itinerary.candidates import visit_lengths
from itinerary.explain import why_not
from itinerary.itinerary import Excluded, Itinerary
from itinerary.meals import EAT_AT_POINTS, EAT_AT_STEP, NOWHERE_POINTS, UNKNOWN_HOURS_POINTS
from itinerary.plan import Conflicted, plan_day
from itinerary.request import ItineraryRequest, read_request
from itinerary.worth import theme_match
from knowledge.places.faults import Faults
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.hours import openings_between
from knowledge.places.pack import load_pack

LIMITS = {
    "budget": ("budget",),
    "walk_limit": ("max_walk", "max_leg_walk"),
    "too_far": ("max_distance",),
    "max_places": ("max_places",),
}
"""The limits that a code speaks of."""

_REST = 1000
"""More than any points: a day without its rests is planned only where there is no other."""


class Reasons:
    """The reasons told with one plan."""

    def __init__(self, day: Itinerary, request: ItineraryRequest, gazetteer: Gazetteer) -> None:
        self._day, self._request, self._gazetteer = day, request, gazetteer
        self._worth = worth_of(day, request)
        self._visited = {stop.place_id for stop in day.stops if stop.kind == "visit"}

    def untrue(self, entry: Excluded) -> str | None:
        """What is wrong with a reason; None when it is true."""
        place, request = self._gazetteer.places[entry.place_id], self._request
        if entry.code in LIMITS:
            return self._untrue_limit(entry)
        if entry.code in ("hours", "closed_that_day"):
            return self._untrue_hours(entry)
        if entry.code == "time":
            return self._untrue_time(entry.place_id)
        if entry.code == "similar":
            return self._untrue_likeness(entry.place_id)
        if entry.code == "avoided":
            return None if place.id in request.avoid else "nobody avoids it"
        if entry.code == "access":
            impassable = place.accessibility is not None and place.accessibility.wheelchair == "no"
            return None if request.party.wheelchair and impassable else "it can be passed"
        wished = theme_match(place, request.themes) > 0 and self._gazetteer.district.kinds[place.kind].quality > 0
        kind = not request.only_kinds or place.kind in request.only_kinds
        return "its kind and themes are wished for" if wished and kind else None

    def _untrue_limit(self, entry: Excluded) -> str | None:
        lifted = {name: None for name in LIMITS[entry.code] if getattr(self._request, name) is not None}
        if not lifted:
            if entry.code != "too_far":
                return "no such limit is set"
            return "it could be had alone" if self._alone(entry.place_id) is not None else None
        within, without = self._with(entry.place_id), self._with(entry.place_id, **lifted)
        if within is None:
            return self._untrue_bar(entry, lifted) if without is None else None
        if within > self._worth and self._is_best():
            return f"with it the day is worth {within:g}, not {self._worth:g}"
        if without is not None and without >= self._worth:
            return None
        others = {name: None for names in LIMITS.values() for name in names if name not in lifted}
        if (self._with(entry.place_id, **others) or 0) > max(
            self._worth, self._best(**others, avoid=[*self._request.avoid, entry.place_id]) or 0
        ):
            return f"it can be had with {', '.join(lifted)} when other limits are lifted"
        if (self._with(entry.place_id, **others, **lifted) or 0) < self._worth:
            return f"it can be had for {within}, and without any limit it is still a loss"
        return None

    def _untrue_bar(self, entry: Excluded, lifted: dict[str, None]) -> str | None:
        """Of a place that can't be had with the limit and not without it either: several things stand in the way."""
        if entry.code == "too_far" and self._alone(entry.place_id) is None:
            return None  # Too far by the clock alone is too far whatever the limits.
        others = {name: None for names in LIMITS.values() for name in names if name not in lifted}
        if self._with(entry.place_id, **others) is not None:
            return f"it can be had with {', '.join(lifted)} when other limits are lifted"
        if self._alone(entry.place_id, **others, **lifted) is None:
            return "it can't be had without any limit either"
        return None

    def _untrue_hours(self, entry: Excluded) -> str | None:
        place = self._gazetteer.places[entry.place_id]
        begin, end = (datetime.fromisoformat(edge) for edge in (self._day.start, self._day.end))
        hours = openings_between(place, begin, end, self._gazetteer)
        if (not hours.known or hours.openings) and self._takes_longer(place.id):
            return "the day is too short for it at any hour"
        if not hours.known:
            return None if entry.code == "hours" else "its hours are unknown"
        if entry.code == "closed_that_day" and any(one.begin.date() == begin.date() for one in hours.openings):
            return "it opens on that day"
        free = {"budget": None, "max_walk": None, "max_leg_walk": None, "max_distance": None, "max_places": None}
        if self._alone(place.id, **free) is not None:
            return "it could be had alone"
        return None

    def _untrue_time(self, place_id: str) -> str | None:
        if self._takes_longer(place_id):
            return None
        if self._alone(place_id) is None:
            return "it couldn't even be had alone"
        if not self._hours_known(place_id):
            # Asked for by name it may be had at hours at which it is thought to be shut: nothing is compared with that.
            return self._kept_out_by_limit(place_id)
        within = self._with(place_id)
        if within is not None and within > self._worth and self._is_best():
            return f"with it the day is worth {within:g}, not {self._worth:g}"
        for code, names in LIMITS.items():
            lifted = {name: None for name in names if getattr(self._request, name) is not None}
            without = self._with(place_id, **lifted) if lifted else None
            if without is not None and without > self._worth and without >= (self._best(**lifted) or 0):
                return f"without {', '.join(lifted)} the best day has it, so that {code} keeps it out"
        return None

    def _kept_out_by_limit(self, place_id: str) -> str | None:
        """Whether the day planned without some limit, and without asking for the place, goes there."""
        for code, names in LIMITS.items():
            lifted = {name: None for name in names if getattr(self._request, name) is not None}
            day = self._planned(**lifted) if lifted else None
            if day is not None and any(stop.place_id == place_id and stop.kind == "visit" for stop in day.stops):
                return f"without {', '.join(lifted)} the day goes there, so that {code} keeps it out"
        return None

    def _untrue_likeness(self, place_id: str) -> str | None:
        place = self._gazetteer.places[place_id]
        relatives = {other.id for other in self._gazetteer.places.values() if other.part_of == place_id}
        if place.part_of in self._visited or relatives & self._visited:
            return None
        within = self._with(place_id)
        if within is not None and within > self._worth and self._is_best():
            return f"with it the day is worth {within:g}, not {self._worth:g}"
        return None

    def _hours_known(self, place_id: str) -> bool:
        begin, end = (datetime.fromisoformat(edge) for edge in (self._day.start, self._day.end))
        return openings_between(self._gazetteer.places[place_id], begin, end, self._gazetteer).known

    def _takes_longer(self, place_id: str) -> bool:
        """Whether the shortest visit takes longer than the whole day."""
        begin, end = (datetime.fromisoformat(edge) for edge in (self._day.start, self._day.end))
        minutes = self._gazetteer.places[place_id].visit_minutes
        return minutes is not None and visit_lengths(minutes, self._request)[0] > (end - begin) / timedelta(minutes=1)

    def _is_best(self) -> bool:
        return self._day.optimality.status == "optimal"

    def _with(self, place_id: str, **changes: Any) -> float | None:
        """What the best day with the place is worth; None when there is none."""
        return self._best(must_visit=[*self._request.must_visit, place_id], **changes)

    def _alone(self, place_id: str, **changes: Any) -> float | None:
        meals = {"lunch": False, "dinner": False}
        return self._best(must_visit=[place_id], fixed=[], meals=meals, **changes)

    def _best(self, **changes: Any) -> float | None:
        day = self._planned(**changes)
        return None if day is None else worth_of(day, self._request)

    def _planned(self, **changes: Any) -> Itinerary | None:
        request = ItineraryRequest.model_validate({**self._request.as_json(), "alternatives": 1, **changes})
        try:
            return plan_day(request, self._gazetteer, _now(self._gazetteer)).itineraries[0]
        except Conflicted:
            return None


def worth_of(day: Itinerary, request: ItineraryRequest) -> float:
    """What days are ranked by: the rests of a relaxed one, then the visits' points and what the meals are worth."""
    worth = day.totals.score
    for stop in day.stops:
        if stop.kind == "rest":
            worth += _REST
        if stop.kind != "meal":
            continue
        if stop.place_id is None:
            worth += NOWHERE_POINTS
            continue
        if stop.open == "unknown":
            worth += UNKNOWN_HOURS_POINTS
        if stop.place_id in request.eat_at:
            worth += max(EAT_AT_STEP, EAT_AT_POINTS - EAT_AT_STEP * request.eat_at.index(stop.place_id))
    return worth


def untrue_price(
    day: Itinerary, request: ItineraryRequest, place_id: str, gazetteer: Gazetteer, today: Any = TODAY
) -> Iterator[str]:
    """What is wrong with the answer of ``why-not`` for a place."""
    now = _now(gazetteer)
    told = why_not(day, request, place_id, gazetteer, now)
    wished = ItineraryRequest.model_validate({**request.as_json(), "must_visit": [*request.must_visit, place_id]})
    if place_id not in request.avoid:
        try:
            anew = plan_day(wished, gazetteer, now).itineraries[0]
        except Conflicted:
            if told.loss is not None:
                yield f"costs {told.loss:g} and can't be had"
        else:
            visited = {stop.place_id: stop.score for stop in anew.stops if stop.kind == "visit"}
            own = visited.get(place_id, 0.0) if told.code == "not_wished" else 0.0
            loss = max(0.0, day.totals.score - (anew.totals.score - own))
            if told.loss is None or abs(told.loss - loss) > 1e-9:
                yield f"costs {told.loss}, planned anew {loss:g}"
            fallen = {stop.place_id for stop in day.stops if stop.kind == "visit"} - set(visited)
            if told.loss is not None and set(told.drops) != fallen:
                yield f"drops {sorted(told.drops)}, planned anew {sorted(map(str, fallen))}"
    for way in told.relaxations:
        try:
            relaxed = read_request({**request.as_json(), **way.change}, gazetteer, today)
            there = {stop.place_id for stop in plan_day(relaxed, gazetteer, now).itineraries[0].stops}
        except (Conflicted, Faults) as trouble:
            yield f"{way.change} doesn't work: {trouble}"
        else:
            if place_id not in there:
                yield f"{way.change} leads to a day without it"


def _now(gazetteer: Gazetteer) -> datetime:
    return datetime.combine(TODAY, time(8), gazetteer.district.zone)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--requests", type=int, default=40)
    options.add_argument("--each", type=int, default=2)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--district", type=Path, default=Path("knowledge/districts/chikan"))
    given = options.parse_args()
    gazetteer = load_pack(given.district).gazetteer()
    luck = random.Random(given.seed)
    looked_at, untrue, prices, wrong = Counter[str](), Counter[str](), 0, 0
    for raw in varied(gazetteer, given.requests, luck):
        request = read_request(raw, gazetteer, TODAY)
        try:
            day = plan_day(request, gazetteer, _now(gazetteer)).itineraries[0]
        except Conflicted:
            continue
        reasons = Reasons(day, request, gazetteer)
        by_code: dict[str, list[Excluded]] = {}
        for entry in luck.sample(day.excluded, len(day.excluded)):
            by_code.setdefault(entry.code, []).append(entry)
        for code in sorted(by_code):
            for entry in by_code[code][: given.each]:
                looked_at[code] += 1
                if (fault := reasons.untrue(entry)) is not None:
                    untrue[code] += 1
                    print(f"{entry.place_id} is told as {code}, but {fault} ({raw})", flush=True)
        for entry in luck.sample(day.excluded, min(1, len(day.excluded))):
            prices += 1
            for fault in untrue_price(day, request, entry.place_id, gazetteer):
                wrong += 1
                print(f"why not {entry.place_id} ({entry.code}): {fault} ({raw})", flush=True)
    for code, count in sorted(looked_at.items()):
        print(f"{code}: {count} looked at, {untrue[code]} untrue")
    print(f"why-not: {prices} looked at, {wrong} faults")


if __name__ == "__main__":
    main()
