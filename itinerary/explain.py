"""Why a place isn't in a plan, with the exact price: the day is solved again with the place forced in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from itinerary.candidates import is_eligible
from itinerary.conflicts import (
    Conflicted,
    Relaxation,
    about_place,
    change_to,
    conflicts_of,
    field_called,
    unplaceable,
)
from itinerary.core.cancellation import NEVER, Cancellation
from itinerary.core.problem import NoSolution
from itinerary.draft import Draft, Effort, drafted
from itinerary.itinerary import ExclusionCode, Itinerary
from itinerary.pose import set_out
from itinerary.repair import repair
from itinerary.request import ItineraryRequest
from itinerary.saying import in_a_row, listed, say
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from knowledge.places.text import Locale

# Which field of the request stands behind a reason for which a place isn't in a plan.
_BEHIND = {
    "avoided": ("avoid",),
    "budget": ("budget",),
    "max_places": ("max_places",),
    "time": ("start_time", "end_time"),
    "too_far": ("end_time",),
    "access": ("party.wheelchair",),
}


WhyNotCode = ExclusionCode | Literal["in_plan", "no_position", "no_length"]
"""As in ``excluded``, and: it is there already; nobody knows where it lies, or how long a visit takes."""


@dataclass(frozen=True)
class WhyNot:
    place_id: str
    code: WhyNotCode
    message: str
    binding: tuple[str, ...]
    """Fields of the request and ids of places that keep it out."""
    loss: float | None
    """Points that the day loses with the place forced in; None when it can't be forced in."""
    drops: tuple[str, ...]
    """Places that then fall out."""
    relaxations: tuple[Relaxation, ...]
    """Changes of the request that let the place in; each was tried."""


def why_not(
    itinerary: Itinerary,
    request: ItineraryRequest,
    place_id: str,
    gazetteer: Gazetteer,
    now: datetime,
    failures: Path | None = None,
    cancellation: Cancellation = NEVER,
) -> WhyNot:
    """What it takes to have a place in the day.

    Raises:
        KeyError: when there is no such place.
        Cancelled: when it was called off.
    """
    place, locale = gazetteer.places[place_id], request.locale
    if any(stop.place_id == place_id for stop in itinerary.stops):
        message = say(locale, "why-not-in-plan", place=place.called(locale))
        return WhyNot(place_id, "in_plan", message, (), 0.0, (), ())
    effort = Effort.of(request, failures=failures, places=len(gazetteer.places), cancellation=cancellation)
    forced = _forced(request, place_id)
    if not is_eligible(place, wished=True) or place.visit_minutes is None:
        message = about_place(place_id, forced, gazetteer) or _alone(place, locale)
        return WhyNot(place_id, _ineligible(place), message, (place_id,), None, (), ())
    if itinerary.as_of is not None:
        return _of_mended(itinerary, request, forced, place, gazetteer, now, cancellation)
    draft = _solved(forced, gazetteer, effort)
    if draft is None:
        return _impossible(itinerary, request, forced, place, gazetteer, effort)
    return _price(itinerary, request, forced, draft, place, gazetteer)


def _ineligible(place: Place) -> WhyNotCode:
    """Why a place is no candidate on any day."""
    if place.status != "open":
        return "hours" if place.status == "unknown" else "closed_that_day"
    return "no_position" if place.position is None else "no_length"


def _of_mended(
    itinerary: Itinerary,
    request: ItineraryRequest,
    forced: ItineraryRequest,
    place: Place,
    gazetteer: Gazetteer,
    now: datetime,
    cancellation: Cancellation,
) -> WhyNot:
    """The price in a day that was mended: its past stays, and the rest is mended once more with the place in it."""
    assert itinerary.as_of is not None
    at, locale = datetime.fromisoformat(itinerary.as_of), request.locale
    done = [
        stop.place_id
        for stop in itinerary.stops
        if stop.place_id is not None and datetime.fromisoformat(stop.leave) <= at
    ]
    change = change_to(request, forced)
    change.pop("alternatives", None)
    code = _code(itinerary, place)
    try:
        mended = repair(
            itinerary, request, at, None, done, [], change, gazetteer, now, cancellation=cancellation
        ).itinerary
    except Conflicted as clash:
        names = dict.fromkeys(name for conflict in clash.conflicts for name in conflict.constraints if name != place.id)
        ways_out = (way for conflict in clash.conflicts for way in conflict.relaxations)
        kept = tuple(
            Relaxation({**change, **way.change}, way.message)
            for way in ways_out
            if place.id in way.change.get("must_visit", [place.id])
        )
        wishes = listed(locale, (field_called(name, request, gazetteer) for name in names))
        message = say(locale, "why-not-clash", place=place.called(locale), wishes=wishes)
        if not names:
            message = about_place(place.id, forced, gazetteer) or _alone(place, locale)
        return WhyNot(place.id, code, message, (place.id, *names), None, (), kept)
    visited = {stop.place_id: stop.score for stop in mended.stops if stop.kind == "visit"}
    own = visited.get(place.id, 0.0) if code == "not_wished" else 0.0
    return _priced(
        itinerary, request, forced, place, gazetteer, tuple(str(one) for one in visited), mended.totals.score - own
    )


def _alone(place: Place, locale: Locale) -> str:
    return say(locale, "conflict-lone", place=place.called(locale))


def _forced(request: ItineraryRequest, place_id: str) -> ItineraryRequest:
    return request.model_copy(
        update={
            "must_visit": [*request.must_visit, place_id],
            "avoid": [other for other in request.avoid if other != place_id],
            "alternatives": 1,
        }
    )


def _solved(request: ItineraryRequest, gazetteer: Gazetteer, effort: Effort) -> Draft | None:
    for rests in (True, False):
        setting = set_out(request, gazetteer, rests=rests)
        if unplaceable(setting):
            return None
        try:
            return drafted(setting, effort, share=0.6)
        except NoSolution:
            continue
    return None


def _price(
    itinerary: Itinerary,
    request: ItineraryRequest,
    forced: ItineraryRequest,
    draft: Draft,
    place: Place,
    gazetteer: Gazetteer,
) -> WhyNot:
    code = _code(itinerary, place)
    # What nobody wished for makes up for nothing.
    own = draft.points_at(place.id) if code == "not_wished" else 0
    return _priced(itinerary, request, forced, place, gazetteer, draft.visits, draft.score - own)


def _priced(
    itinerary: Itinerary,
    request: ItineraryRequest,
    forced: ItineraryRequest,
    place: Place,
    gazetteer: Gazetteer,
    visits: Collection[str],
    score: float,
) -> WhyNot:
    """What a day with the place costs; ``visits`` and ``score`` are that day's."""
    locale, code = request.locale, _code(itinerary, place)
    before = [stop.place_id for stop in itinerary.stops if stop.kind == "visit" and stop.place_id is not None]
    drops = tuple(place_id for place_id in before if place_id not in visits)
    loss = max(0.0, itinerary.totals.score - score)
    message = say(
        locale,
        f"why-not-{'loss' if loss else 'no-loss'}{'-drops' if drops else ''}",
        place=place.called(locale),
        loss=f"{loss:g}",
        drops=listed(locale, (gazetteer.places[place_id].called(locale) for place_id in drops)),
    )
    return WhyNot(
        place.id,
        code,
        message,
        _binding(code, place, request, drops, gazetteer),
        loss,
        drops,
        (_put_in(request, forced, place),),
    )


def _put_in(request: ItineraryRequest, forced: ItineraryRequest, place: Place) -> Relaxation:
    plain = forced.model_copy(update={"alternatives": request.alternatives})
    name = place.called(request.locale)
    sentences = [say(request.locale, "relax-force", place=name)]
    if place.id in request.avoid:
        sentences.insert(0, say(request.locale, "relax-avoid", place=name))
    return Relaxation(change_to(request, plain), in_a_row(request.locale, sentences))


def _impossible(
    itinerary: Itinerary,
    request: ItineraryRequest,
    forced: ItineraryRequest,
    place: Place,
    gazetteer: Gazetteer,
    effort: Effort,
) -> WhyNot:
    locale = request.locale
    conflicts, _ = conflicts_of(forced, gazetteer, effort, kept=(place.id,))
    binding: dict[str, None] = {}
    ways_out: list[Relaxation] = []
    for conflict in conflicts:
        binding |= dict.fromkeys(name for name in conflict.constraints if name != place.id)
        ways_out += [way for way in conflict.relaxations if place.id in way.change.get("must_visit", [place.id])]
    in_full = tuple(_with_place(way, forced) for way in ways_out)
    if binding.keys() <= {"date"}:
        message = about_place(place.id, forced, gazetteer) or _alone(place, locale)
    else:
        wishes = listed(locale, (field_called(name, request, gazetteer) for name in binding))
        message = say(locale, "why-not-clash", place=place.called(locale), wishes=wishes)
    return WhyNot(place.id, _code(itinerary, place), message, (place.id, *binding), None, (), in_full)


def _with_place(way: Relaxation, forced: ItineraryRequest) -> Relaxation:
    """The way out together with the wish for the place, so that it can be sent as it is."""
    told = forced.as_json()
    return Relaxation({"must_visit": told["must_visit"], "avoid": told["avoid"], **way.change}, way.message)


def _code(itinerary: Itinerary, place: Place) -> ExclusionCode:
    """The reason told with the plan; a place that was no candidate of it wasn't wished for."""
    return next((entry.code for entry in itinerary.excluded if entry.place_id == place.id), "not_wished")


def _binding(
    code: str, place: Place, request: ItineraryRequest, drops: tuple[str, ...], gazetteer: Gazetteer
) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*_fields_behind(code, place, request, gazetteer), *drops]))


def _fields_behind(code: str, place: Place, request: ItineraryRequest, gazetteer: Gazetteer) -> Iterator[str]:
    if code == "not_wished":
        if not place.in_district and not request.include_outside:
            yield "include_outside"
        elif request.only_kinds and place.kind not in request.only_kinds:
            yield "only_kinds"
        elif request.themes and gazetteer.district.kinds[place.kind].quality > 0:
            yield "themes"
        return
    if code == "walk_limit":
        yield from (name for name in ("max_walk", "max_leg_walk") if getattr(request, name) is not None)
    yield from _BEHIND.get(code, ())
