"""One day's plan: wishes in, verified itineraries out.

Wishes -> candidates -> numbers -> solution -> itinerary -> verdict. A plan that the verifier faults is never returned.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from itinerary.alternatives import alternatives
from itinerary.conflicts import Conflicted, conflicts_of, surely_too_much
from itinerary.core.problem import NoSolution
from itinerary.draft import Draft, Effort, Unsound, drafted, finished
from itinerary.explain import why_not
from itinerary.itinerary import Itinerary
from itinerary.pose import Setting, set_out
from itinerary.repair import repair
from itinerary.request import ItineraryRequest
from itinerary.saying import say
from knowledge.places.gazetteer import Gazetteer

__all__ = ["Answer", "Conflicted", "Unsound", "plan_day", "repair", "why_not"]

_FIRST_SHARE = {1: 1.0, 2: 0.5, 3: 0.4, 4: 0.35, 5: 0.3}
"""Share of the time limit for the best day, by the number of days asked for."""


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
) -> Answer:
    """The best day for the wishes, and others beside it if asked for.

    Raises:
        Conflicted: when the wishes can't all be met, with what stands against what and the ways out.
        Unsound: when the verifier faults the plan; the instance is then kept in ``failures``.
    """
    effort = Effort.of(request, workers, failures)
    best, setting, notes = _best(request, gazetteer, effort)
    drafts = alternatives(best, setting, effort, request.alternatives)
    itineraries = tuple(finished(draft, effort, index=index) for index, draft in enumerate(drafts))
    if setting.span.begin < now:
        notes.append(say(request.locale, "note-begun"))
    if not best.visits:
        notes.append(say(request.locale, "note-empty"))
    elif len(drafts) < request.alternatives:
        notes.append(say(request.locale, "note-fewer", found=len(drafts)))
    return Answer(request, itineraries, " ".join(notes) or None)


def _best(request: ItineraryRequest, gazetteer: Gazetteer, effort: Effort) -> tuple[Draft, Setting, list[str]]:
    """The best day, what it was chosen from, and remarks on it."""
    setting = set_out(request, gazetteer)
    if surely_too_much(setting):
        raise _conflicted(request, gazetteer, effort)
    share = _FIRST_SHARE[request.alternatives]
    try:
        return drafted(setting, effort, share=share), setting, []
    except NoSolution:
        pass
    unhurried = request.pace == "relaxed"
    if unhurried:
        # Rests are a preference: a day without them is better than none.
        setting = set_out(request, gazetteer, rests=False)
        try:
            return drafted(setting, effort, share=share), setting, [say(request.locale, "note-no-rests")]
        except NoSolution:
            pass
    raise _conflicted(request, gazetteer, effort)


def _conflicted(request: ItineraryRequest, gazetteer: Gazetteer, effort: Effort) -> Conflicted:
    """What can't hold together, with the best day without the least of it."""
    conflicts, left = conflicts_of(request, gazetteer, effort)
    if left is None:
        return Conflicted(conflicts, None)
    try:
        draft = drafted(set_out(left, gazetteer, rests=False), effort)
    except NoSolution:
        return Conflicted(conflicts, None)
    return Conflicted(conflicts, finished(draft, effort))
