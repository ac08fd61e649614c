"""No day that the verifier passes scores more than the bound told with a plan: every day of tiny towns is tried."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest

from itinerary.candidates import gather
from itinerary.itinerary import Itinerary, Stop
from itinerary.plan import Conflicted, plan_day
from itinerary.pose import KIN_LOSS
from itinerary.repair import repair
from itinerary.request import ItineraryRequest
from itinerary.span import span_of
from itinerary.travel import LegEstimate, Travel, spot_of
from itinerary.verify import verify
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from tests.unit.itinerary import toy
from tests.unit.itinerary.planning import NOW, plan, visits, wish


def some_town(luck: Random) -> Gazetteer:
    """Four places within half an hour's walk, some with odd hours."""
    return toy.town(
        *(
            toy.place(
                f"p{number}",
                luck.randint(-2000, 2000),
                kind=luck.choice(["museum", "park", "hall"]),
                opening_hours=luck.choice(["08:00-20:00", "10:00-12:00", "09:00-11:00,13:00-16:00", None]),
                ticket={"adult": luck.choice([0, 5, 9])},
                part_of="p0" if number == 1 and luck.random() < 0.3 else None,
                best_time=luck.choice([[], [], ["11:00-13:00"]]),
            )
            for number in range(4)
        )
    )


def some_wishes(luck: Random) -> dict[str, Any]:
    fields: dict[str, Any] = {"end_time": luck.choice(["11:00", "12:00", "12:30"])}
    if luck.random() < 0.4:
        fields["budget"] = luck.choice([5, 12])
    if luck.random() < 0.4:
        fields["modes"] = luck.choice([["walk"], ["walk", "bus"]])
    if luck.random() < 0.3:
        fields["max_walk"] = luck.choice([800, 2000])
    if luck.random() < 0.3:
        fields["pace"] = "packed"
    if luck.random() < 0.3:
        fields["themes"] = {"red": 2}
        fields["must_visit"] = ["p0"]
    return fields


class EveryDay:
    """Every day that begins with a past and goes on from an instant, by all ways, each visit as soon as it can be."""

    def __init__(self, town: Gazetteer, request: ItineraryRequest, past: Sequence[Stop], begin: datetime) -> None:
        self.town, self.request, self.past, self.begin = town, request, past, begin
        self.first = request.span(town.district.zone)[0]
        pool = gather(request, town, span_of(request, town.district.zone))
        gone = {stop.place_id for stop in past}
        self.known = [candidate for candidate in pool.candidates if candidate.place.id not in gone]
        self.travel = Travel(town.district)
        self.best = -1.0

    def most(self) -> float:
        """Points of the best of them that the verifier passes; -1 if it passes none."""
        told = [{"place_id": one.place_id, "begin": one.begin, "leave": one.leave} for one in self.past]
        here = self.past[-1].place_id if self.past else None
        self._go_on(told, here, self.begin, sum(stop.score for stop in self.past), None, None)
        return self.best

    def _go_on(
        self,
        told: list[dict[str, Any]],
        here: str | None,
        clock: datetime,
        score: float,
        kind: str | None,
        first: LegEstimate | None,
    ) -> None:
        """Tries the day so far and every longer one; ``first`` is the way on from the past."""
        if score > self.best and verify(self._plan(told, first), self.request, self.town).valid:
            self.best = score
        for candidate in self.known:
            place = candidate.place
            if place.id in {stop["place_id"] for stop in told}:
                continue
            for way, option in product(self._ways(here, place), candidate.options):
                arrive = clock if way is None else clock + timedelta(minutes=way.minutes + way.buffer)
                begin = max(arrive, self.first + timedelta(minutes=option.earliest))
                if begin > self.first + timedelta(minutes=option.latest):
                    continue
                leave = begin + timedelta(minutes=option.length)
                stop = {"place_id": place.id, "begin": begin.isoformat(), "leave": leave.isoformat()}
                points = option.points - (option.points * KIN_LOSS // 100 if place.kind == kind else 0)
                on = way if len(told) == len(self.past) else first
                self._go_on([*told, stop], place.id, leave, score + points * candidate.counts, place.kind, on)

    def _ways(self, here: str | None, there: Place) -> Sequence[LegEstimate | None]:
        if here is None:
            return [None]
        spots = [spot_of(place, self.town.district) for place in (self.town.places[here], there)]
        return self.travel.between(spots[0], spots[1], self.request.party, self.request.modes)

    def _plan(self, told: list[dict[str, Any]], first: LegEstimate | None) -> dict[str, Any]:
        plan = {"date": self.request.date.isoformat(), "stops": told}
        if not self.past or first is None:
            return plan
        # The way on begins where the past ended, but only now.
        where = self.town.places[self.past[-1].place_id or ""].position
        assert where is not None
        leg = {
            "from": len(self.past) - 1,
            "to": len(self.past),
            "mode": first.mode,
            "duration": first.minutes,
            "buffer": first.buffer,
            "from_position": {"lat": where.lat, "lon": where.lon},
            "depart": self.begin.isoformat(),
        }
        return {**plan, "legs": [leg], "as_of": self.begin.isoformat()}


def check(day: Itinerary, best: float) -> None:
    proof = day.optimality
    assert proof.bound is not None
    assert proof.bound >= best >= day.totals.score
    assert proof.gap == (proof.bound - day.totals.score) / proof.bound if proof.bound else proof.gap == 0
    assert (proof.status == "optimal") == (proof.bound == day.totals.score)


@pytest.mark.parametrize("seed", range(8))
def test_no_day_of_a_tiny_town_scores_more_than_the_bound(seed: int) -> None:
    luck = Random(seed)
    town = some_town(luck)
    request = wish(town, **some_wishes(luck))
    try:
        day = plan_day(request, town, NOW).itineraries[0]
    except Conflicted:
        return
    check(day, EveryDay(town, request, [], request.span(town.district.zone)[0]).most())


@pytest.mark.parametrize("seed", range(20))
def test_no_day_with_the_same_past_and_locks_scores_more_than_the_bound_of_a_mended_one(seed: int) -> None:
    luck = Random(100 + seed)
    town = some_town(luck)
    request = wish(town, **some_wishes(luck))
    try:
        day = plan_day(request, town, NOW).itineraries[0]
    except Conflicted:
        return
    done = [place_id or "" for place_id in visits(day)[: luck.choice([0, 1, 1])]]
    ahead = [place_id or "" for place_id in visits(day)[len(done) :]]
    locked = luck.sample(ahead, min(len(ahead), luck.choice([0, 1])))
    at = datetime.fromisoformat(day.stops[len(done) - 1].leave if done else day.start)
    at += timedelta(minutes=luck.choice([0, 15, 40]))
    changes: dict[str, Any] = luck.choice([{}, {"end_time": "14:00"}, {"weather": "rain"}, {"pace": "packed"}])
    try:
        mended = repair(day, request, at, None, done, locked, changes, town, NOW).itinerary
    except Conflicted:
        return
    now = ItineraryRequest.model_validate({**request.as_json(), **changes})
    held = now.model_copy(update={"must_visit": [*now.must_visit, *locked]})
    assert mended.as_of is not None
    past = [stop for stop in mended.stops if stop.leave <= mended.as_of]
    check(mended, EveryDay(town, held, past, datetime.fromisoformat(mended.as_of)).most())


def test_a_district_too_large_to_look_at_has_a_bound_all_the_same() -> None:
    town = toy.town(*(toy.place(f"p{number:03d}", number % 100 * 40, kind="park") for number in range(450)))
    proof = plan(town).optimality
    assert (proof.status, proof.bound) == ("feasible", 311)
    assert plan(town, max_places=2).optimality.bound == 60
