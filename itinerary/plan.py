"""One day's plan: wishes in, verified itineraries out.

Wishes -> candidates -> numbers -> solution -> itinerary -> verdict. A plan that the verifier faults is never returned.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from itinerary.alternatives import alternatives
from itinerary.barred import all_barred
from itinerary.conflicts import Conflicted, conflicts_of, surely_too_much
from itinerary.core.cancellation import NEVER, Cancellation
from itinerary.core.problem import NoSolution
from itinerary.draft import WORK, Draft, Effort, drafted, finished
from itinerary.explain import why_not
from itinerary.itinerary import Itinerary
from itinerary.pose import Setting, set_out
from itinerary.refusals import OutOfTime, Unsound
from itinerary.repair import repair
from itinerary.request import ItineraryRequest
from itinerary.saying import in_a_row, listed, say
from knowledge.places.gazetteer import Gazetteer

__all__ = ["Answer", "Conflicted", "OutOfTime", "Unsound", "plan_day", "repair", "why_not"]

_FIRST_SHARE = {1: 1.0, 2: 0.5, 3: 0.4, 4: 0.35, 5: 0.3}
"""Share of the time limit for the best day, by the number of days asked for."""


_PARTIAL_WORK = WORK / 2
"""For the day told with conflicts, after much work on them."""


@dataclass(frozen=True)
class Answer:
    request: ItineraryRequest
    itineraries: tuple[Itinerary, ...]
    """Best first."""
    note: str | None
    """What the visitor should know about the answer as a whole."""


def plan_day(
    request: ItineraryRequest,
    gazetteer: Gazetteer,
    now: datetime,
    workers: int = 1,
    failures: Path | None = None,
    waited: float = 0.0,
    cancellation: Cancellation = NEVER,
) -> Answer:
    """The best day for the wishes, and others beside it if asked for.

    ``waited`` are seconds of the request's time limit that are gone already.

    Raises:
        Conflicted: when the wishes can't all be met, with what stands against what and the ways out.
        OutOfTime: when the request's time limit was over before any day was found.
        Unsound: when the verifier faults the plan; the instance is then kept in ``failures``.
        Cancelled: when it was called off.
    """
    effort = Effort.of(
        request, workers, failures, places=len(gazetteer.places), waited=waited, cancellation=cancellation
    )
    best, setting, notes = _best(request, gazetteer, effort)
    offer = alternatives(best, setting, effort, request.alternatives)
    itineraries = tuple(
        finished(day.draft, effort, index=index).model_copy(update={"optimality": day.optimality})
        for index, day in enumerate(offer.days)
    )
    if request.alternatives > 1:
        most = itineraries[0].totals.score
        itineraries = tuple(day.model_copy(update={"loss": most - day.totals.score}) for day in itineraries)
    if setting.span.begin < now:
        notes.append(say(request.locale, "note-begun"))
    if (missed := _not_eaten_at(request, itineraries, gazetteer)) is not None:
        notes.append(missed)
    if not best.visits:
        notes.append(_why_empty(request, itineraries[0]))
    elif offer.fewer is not None:
        notes.append(say(request.locale, f"note-fewer-{offer.fewer}", found=len(offer.days)))
    return Answer(request, itineraries, in_a_row(request.locale, notes) or None)


def _not_eaten_at(request: ItineraryRequest, itineraries: tuple[Itinerary, ...], gazetteer: Gazetteer) -> str | None:
    """That there is no meal where it was wanted, if so."""
    eaten = {stop.place_id for day in itineraries for stop in day.stops if stop.kind == "meal"}
    if not request.eat_at or eaten & set(request.eat_at):
        return None
    places = (gazetteer.places[place_id].called(request.locale) for place_id in request.eat_at)
    return say(request.locale, "note-eat-at", places=listed(request.locale, places))


def _why_empty(request: ItineraryRequest, empty: Itinerary) -> str:
    """What stands in the way of a visit, the most frequent first."""
    if request.max_places == 0:
        return say(request.locale, "note-no-places")
    picky = bool(request.only_kinds or request.themes)
    # What is nothing to visit for its own sake stands in nobody's way.
    codes = Counter(entry.code for entry in empty.excluded if picky or entry.code != "not_wished")
    if not codes:
        return say(request.locale, "note-nothing-open")
    called = {"too_far": "barred"} if all_barred(request) else {}
    causes = (say(request.locale, f"cause-{called.get(code, code)}") for code, _ in codes.most_common())
    return say(request.locale, "note-empty", causes=listed(request.locale, causes))


def _best(request: ItineraryRequest, gazetteer: Gazetteer, effort: Effort) -> tuple[Draft, Setting, list[str]]:
    """The best day, what it was chosen from, and remarks on it."""
    setting = set_out(request, gazetteer)
    if surely_too_much(setting):
        raise _conflicted(request, gazetteer, effort)
    share = _FIRST_SHARE[request.alternatives]
    try:
        return drafted(setting, effort, share=share), setting, []
    except NoSolution as nothing:
        found_out = nothing.proven
    if request.pace == "relaxed":
        # Rests are a preference: a day without them is better than none.
        setting = set_out(request, gazetteer, rests=False)
        try:
            return drafted(setting, effort, share=share), setting, [say(request.locale, "note-no-rests")]
        except NoSolution as nothing:
            found_out = nothing.proven
    if not found_out and request.time_limit is not None:
        raise OutOfTime(request.time_limit)
    raise _conflicted(request, gazetteer, effort)


def _conflicted(request: ItineraryRequest, gazetteer: Gazetteer, effort: Effort) -> Conflicted:
    """What can't hold together, with the best day without the least of it."""
    conflicts, left = conflicts_of(request, gazetteer, effort)
    if left is None:
        return Conflicted(conflicts, None)
    try:
        draft = drafted(set_out(left, gazetteer, rests=False), effort, work=_PARTIAL_WORK)
    except NoSolution:
        return Conflicted(conflicts, None)
    return Conflicted(conflicts, finished(draft, effort))
