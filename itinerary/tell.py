"""Puts a solution back into places, clock times and sentences."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime, time

from itinerary.candidates import Candidate
from itinerary.core.problem import Solution, Step
from itinerary.itinerary import Certificate, Excluded, Itinerary, Leg, Optimality, Stop, Totals
from itinerary.pose import Posed, straight_home
from itinerary.prices import Price, meal_price, visit_price
from itinerary.request import ItineraryRequest
from itinerary.saying import listed, say
from itinerary.span import Span
from itinerary.worth import stretches
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.hours import Opening, openings_between
from knowledge.places.place import Place

_OLD_MONTHS = 12
"""A report that a place is open is worth a word when it is older than this."""
_NEAR_M = 500


def tell(
    posed: Posed, solution: Solution, excluded: list[Excluded], *, index: int = 0, under_way: bool = False
) -> Itinerary:
    """The itinerary that a solution stands for; its certificate is still empty.

    Who isn't ``under_way`` yet sets out no sooner than need be, and doesn't wait at the first stop.
    """
    setting = posed.setting
    legs = list(_legs(posed, solution))
    stops = list(_stops(posed, solution, legs, under_way=under_way))
    request, gazetteer = setting.request, setting.gazetteer
    totals = totals_of(stops, legs, request, gazetteer)
    return Itinerary(
        id=identity(request, gazetteer.revision, index, stops),
        date=request.date.isoformat(),
        timezone=gazetteer.district.timezone,
        start=_iso(setting.span, 0),
        end=_iso(setting.span, setting.span.length),
        stops=stops,
        legs=legs,
        totals=totals,
        optimality=optimality_of(posed, solution, totals.score),
        excluded=excluded,
        certificate=Certificate(data_revision=gazetteer.revision, checks=[]),
    )


def _shown(opening: Opening, span: Span, *, over_night: bool) -> str:
    """The opening as HH:MM-HH:MM; of one without a night's closing, for a stay past midnight, what lies in the day."""
    begin, end = opening.begin, opening.end
    if (end - begin).total_seconds() >= 24 * 3600:
        if not over_night:
            return "00:00-24:00"
        begin, end = max(begin, span.begin), min(end, span.instant(span.length))
    until = end.strftime("%H:%M")
    return f"{begin.strftime('%H:%M')}-{'24:00' if until == '00:00' else until}"


def _stops(posed: Posed, solution: Solution, legs: list[Leg], *, under_way: bool) -> Iterator[Stop]:
    into = {leg.to: leg for leg in legs}
    needs_no_wait = posed.setting.origin is None or not under_way
    for index, step in enumerate(solution.steps):
        arrive = step.begin if index == 0 and needs_no_wait else step.arrive
        if step.stop is None:
            yield _pause(posed, step, arrive)
        else:
            yield _stop(posed, step, arrive, into.get(index))


def _pause(posed: Posed, step: Step, arrive: int) -> Stop:
    assert step.pause is not None
    setting = posed.setting
    locale, meal = setting.request.locale, posed.breaks[step.pause].meal
    return Stop(
        kind="rest" if meal is None else "meal",
        meal=meal,
        place_id=None,
        name=say(locale, f"name-{meal or 'rest'}"),
        arrive=_iso(setting.span, arrive),
        begin=_iso(setting.span, step.begin),
        leave=_iso(setting.span, step.leave),
        wait=step.begin - arrive,
        open=[],
        score=0,
        cost=0,
        reasons=[say(locale, "reason-rest" if meal is None else "reason-no-table")],
        warnings=[],
    )


def _stop(posed: Posed, step: Step, arrive: int, into: Leg | None) -> Stop:
    assert step.stop is not None
    setting, role = posed.setting, posed.roles[step.stop]
    openings = _openings_at(role.place, setting.gazetteer, setting.span, step)
    over_night = _over_night(setting.span, step)
    price = _price_of(role.place, meal=role.candidate is None, request=setting.request)
    return Stop(
        kind="visit" if role.table is None else "meal",
        meal=None if role.table is None else role.table.meal,
        place_id=role.place.id,
        name=role.place.called(setting.request.locale),
        arrive=_iso(setting.span, arrive),
        begin=_iso(setting.span, step.begin),
        leave=_iso(setting.span, step.leave),
        wait=step.begin - arrive,
        open="unknown" if openings is None else [_shown(one, setting.span, over_night=over_night) for one in openings],
        score=step.points if role.candidate is not None and role.candidate.counts else 0,
        cost=price.cost,
        reasons=list(_reasons(posed, role.place, role.candidate, step, openings, into)),
        warnings=list(_warnings(role.place, setting.request, price, unknown=openings is None)),
    )


def _openings_at(place: Place, gazetteer: Gazetteer, span: Span, step: Step) -> list[Opening] | None:
    """The day's openings if the stop lies within a known one; None when its hours are unknown."""
    hours = openings_between(place, span.begin, span.instant(span.length), gazetteer)
    begin, leave = span.instant(step.begin), span.instant(step.leave)
    within = any(opening.begin <= begin and leave <= opening.end for opening in hours.openings)
    return list(hours.openings) if within else None


def _over_night(span: Span, step: Step) -> bool:
    begin, leave = span.instant(step.begin), span.instant(step.leave)
    return begin.date() != leave.date() and leave.time() != time()


def _price_of(place: Place, *, meal: bool, request: ItineraryRequest) -> Price:
    return meal_price(place) if meal else visit_price(place, request.party)


def _reasons(
    posed: Posed,
    place: Place,
    candidate: Candidate | None,
    step: Step,
    openings: list[Opening] | None,
    into: Leg | None,
) -> Iterator[str]:
    request, gazetteer = posed.setting.request, posed.setting.gazetteer
    locale = request.locale
    if candidate is None:
        yield say(locale, "reason-eat-at" if place.id in request.eat_at else "reason-table")
    else:
        yield from _why_visited(posed, place, candidate, step)
    if openings:
        hours = [_shown(one, posed.setting.span, over_night=False) for one in openings]
        yield say(locale, "reason-open", hours=listed(locale, hours))
    if candidate is not None and place.indoor and request.weather != "any":
        yield say(locale, f"reason-indoors-{request.weather}")
    if into is not None and into.from_ != "start" and 0 < into.distance <= _NEAR_M:
        yield say(locale, "reason-near", metres=str(into.distance))
    if candidate is not None and place.best_time:
        length = step.leave - step.begin
        (moment,) = stretches(place, request, gazetteer, posed.setting.span, step.begin, step.begin, length)
        if moment.best:
            yield say(locale, "reason-best")


def _why_visited(posed: Posed, place: Place, candidate: Candidate, step: Step) -> Iterator[str]:
    request, district = posed.setting.request, posed.setting.gazetteer.district
    locale = request.locale
    if candidate.appointment is not None:
        yield say(locale, "reason-appointment", time=candidate.appointment.begin)
    elif candidate.must:
        yield say(locale, "reason-must")
    wished = [theme for theme, weight in request.themes.items() if weight > 0 and theme in place.themes]
    if wished:
        names = (district.themes[theme].name[locale] for theme in wished)
        yield say(locale, "reason-themes", themes=listed(locale, names))
    elif not candidate.required:
        kind = district.kinds[place.kind].name[locale]
        yield say(locale, "reason-kind", kind=kind, minutes=str(step.leave - step.begin))


def _warnings(place: Place, request: ItineraryRequest, price: Price, *, unknown: bool) -> Iterator[str]:
    locale = request.locale
    if unknown:
        yield say(locale, "warning-hours")
    if place.position is not None and place.position.precision != "exact":
        yield say(locale, "warning-position", metres=str(place.position.uncertainty_m))
    reported = place.provenance.get("status")
    if reported is not None and (months := _months_old(reported.as_of, request.date)) is None:
        yield say(locale, "warning-status-undated")
    elif reported is not None and months is not None and months > _OLD_MONTHS:
        yield say(locale, "warning-status", date=reported.as_of)
    if not price.known:
        yield say(locale, "warning-price")
    access = place.accessibility.wheelchair if place.accessibility is not None else None
    if request.party.wheelchair and access is None:
        yield say(locale, "warning-wheelchair-unknown")
    elif request.party.wheelchair and access == "limited":
        yield say(locale, "warning-wheelchair-limited")
    if request.party.stroller and access in ("limited", "no"):
        yield say(locale, f"warning-stroller-{access}")


def _months_old(as_of: str, day: date) -> int | None:
    """Months between a date as far as it is known (2021, 2021-05, 2021-05-03) and the day; None for no date."""
    parts = as_of.split("-")
    if not parts[0].isdigit():
        return None
    month = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 12
    return (day.year - int(parts[0])) * 12 + day.month - month


def _legs(posed: Posed, solution: Solution) -> Iterator[Leg]:
    start, end = len(posed.roles), len(posed.roles) + 1
    here, before = start, -1
    for index, step in enumerate(solution.steps):
        first = index == 0
        if not (first and posed.setting.origin is None):
            target = here if step.stop is None else step.stop
            yield _leg(posed, "start" if first else before, index, step.mode, here, target)
        if step.stop is not None:
            here = step.stop
        before = index
    if posed.setting.goal is not None and (solution.steps or posed.setting.origin is not None):
        mode = solution.last_mode
        if mode is None and here == start:
            mode = straight_home(posed)
        yield _leg(posed, before if solution.steps else "start", "end", mode, here, end)


def _leg(posed: Posed, origin: int | str, target: int | str, mode: int | None, here: int, there: int) -> Leg:
    way = None if mode is None or here == there else posed.way(mode, here, there)
    if way is None:
        return Leg.model_validate(
            {"from": origin, "to": target, "mode": "walk", "distance": 0, "duration": 0, "walk": 0, "buffer": 0}
            | {"cost": 0, "estimated": False}
        )
    return Leg.model_validate(
        {
            "from": origin,
            "to": target,
            "mode": way.mode,
            "distance": way.distance,
            "duration": way.minutes,
            "walk": way.walk,
            "buffer": way.buffer,
            "cost": way.cost,
            "estimated": way.estimated,
        }
    )


def totals_of(stops: list[Stop], legs: list[Leg], request: ItineraryRequest, gazetteer: Gazetteer) -> Totals:
    """The sums over a day."""
    minutes = {"visit": 0, "meal": 0, "rest": 0}
    unknown = []
    for stop in stops:
        minutes[stop.kind] += minutes_of(stop)
        if stop.place_id is not None:
            place = gazetteer.places[stop.place_id]
            if not _price_of(place, meal=stop.kind == "meal", request=request).known:
                unknown.append(place.id)
    return Totals(
        score=sum(stop.score for stop in stops),
        **minutes,
        travel=sum(leg.duration for leg in legs),
        wait=sum(stop.wait for stop in stops),
        walk=sum(leg.walk for leg in legs),
        distance=sum(leg.distance for leg in legs),
        cost=round(sum(stop.cost for stop in stops) + sum(leg.cost for leg in legs), 2),
        cost_unknown=unknown,
    )


def minutes_of(stop: Stop) -> int:
    """How long it lasts."""
    spent = datetime.fromisoformat(stop.leave) - datetime.fromisoformat(stop.begin)
    return int(spent.total_seconds() // 60)


def optimality_of(posed: Posed, solution: Solution, score: float) -> Optimality:
    """The proof, freed from the points of meals and of what doesn't count, so that it speaks of ``totals.score``."""
    if posed.setting.complete:
        counted = [one for one in posed.setting.pool.candidates if one.counts]
        everything = sum(max(option.points for option in one.options) for one in counted)
        bound = max(score, min(solution.bound - (solution.points - score), everything))
    else:
        bound = max(score, posed.setting.bound_of_time)
    return Optimality(
        status="optimal" if bound <= score else "feasible",
        bound=bound,
        gap=gap_of(bound, score),
        solve_seconds=round(solution.seconds, 3),
        cut_by_clock=solution.cut_by_clock,
    )


def gap_of(bound: float | None, score: float) -> float | None:
    """(bound - score) / bound; None where nothing bounds the score."""
    if bound is None:
        return None
    return (bound - score) / bound if bound else 0.0


def identity(request: ItineraryRequest, revision: str, index: int, stops: list[Stop]) -> str:
    """The same id for the same request, data and answer."""
    told = [request.as_json(), revision, index, [(stop.place_id, stop.begin, stop.leave) for stop in stops]]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:20]


def _iso(span: Span, minute: int) -> str:
    return span.instant(minute).isoformat()
