"""From wishes to a solved day, and from a solved day to an itinerary that the verifier has passed."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from math import inf
from pathlib import Path

from itinerary.core.cancellation import NEVER, Cancellation
from itinerary.core.problem import NoSolution, Solution, Step
from itinerary.core.solver import prepare, solve
from itinerary.itinerary import Certificate, Itinerary
from itinerary.leftout import left_out
from itinerary.pose import Posed, Setting, bare, has_gaps, pose, straight_home
from itinerary.refusals import Unsound
from itinerary.request import ItineraryRequest
from itinerary.tell import tell
from itinerary.verify import verify
from knowledge.places.gazetteer import Gazetteer

_RESERVE, _TELLING = 0.9, 2e-5
"""Share of the time limit that solving may take, less so many seconds for each place that may have to be told of; the
rest is for reading, checking and telling."""
_SHORTEST = 0.02
_SKELETON, _GLANCE = 0.2, 0.05
"""Share of the time, and of the core's usual work, for what was asked for by name alone."""
WORK = 0.22
"""Of the core's usual work, without a time limit: enough to prove most days of a district, about a second."""


@cache
def _made_ready() -> None:
    """Loads what is compiled, so that it isn't taken from the first request's time."""
    prepare()


@dataclass(frozen=True)
class Effort:
    """How hard to try: until a deadline if the request sets one, else a fixed amount of work."""

    seed: int
    workers: int
    deadline: float | None
    failures: Path | None = None
    """Folder in which an instance is kept whose plan the verifier faults."""
    cancellation: Cancellation = NEVER
    began: float = field(default_factory=time.perf_counter)

    @classmethod
    def of(
        cls,
        request: ItineraryRequest,
        workers: int = 1,
        failures: Path | None = None,
        *,
        places: int = 0,
        waited: float = 0.0,
        cancellation: Cancellation = NEVER,
    ) -> "Effort":
        """What the request allows from now on, in a district of so many places; so many seconds are gone already."""
        _made_ready()
        limit = request.time_limit
        deadline = None if limit is None else time.perf_counter() + limit * _RESERVE - places * _TELLING - waited
        return cls((request.seed or 0) % 2**31, workers, deadline, failures, cancellation)

    def seconds(self, share: float) -> float | None:
        """That share of the time left, None without a limit."""
        if self.deadline is None:
            return None
        return max(_SHORTEST, (self.deadline - time.perf_counter()) * share)

    def at_most(self, seconds: float) -> "Effort":
        """The same with a deadline no later than so many seconds from now."""
        latest = time.perf_counter() + seconds
        return replace(self, deadline=latest if self.deadline is None else min(self.deadline, latest))

    def until(self, seconds: float) -> "Effort":
        """The same with a deadline no later than so many seconds after its beginning."""
        return self.at_most(self.began + seconds - time.perf_counter())

    @property
    def over(self) -> bool:
        return self.deadline is not None and time.perf_counter() >= self.deadline


@dataclass(frozen=True)
class Draft:
    posed: Posed
    solution: Solution
    request: ItineraryRequest = field(repr=False)
    offered: frozenset[str] = frozenset()
    """Places that other days offered beside it visit."""

    @property
    def visits(self) -> tuple[str, ...]:
        """The ids of the places visited, in order."""
        roles = [self.posed.roles[step.stop] for step in self.solution.steps if step.stop is not None]
        return tuple(role.place.id for role in roles if role.candidate is not None)

    @property
    def score(self) -> int:
        """Points of the visits."""
        return sum(self.points_at(place_id) for place_id in self.visits)

    def points_at(self, place_id: str) -> int:
        """Points of the visit to a place, as far as they count."""
        stop = self.posed.visit_of[place_id]
        candidate = self.posed.roles[stop].candidate
        if candidate is None or not candidate.counts:
            return 0
        return sum(step.points for step in self.solution.steps if step.stop == stop)


def solved(
    posed: Posed,
    effort: Effort,
    *,
    share: float = 1.0,
    work: float = WORK,
    warm: Sequence[int] = (),
    prove: bool = True,
) -> Draft:
    """The best day found; without ``prove`` only a quick search is made.

    Raises:
        NoSolution: when there is none, or none was found.
        Cancelled: when it was called off.
    """
    solution = solve(
        posed.problem,
        time_limit=effort.seconds(share),
        seed=effort.seed,
        warm=warm,
        work=work,
        workers=effort.workers,
        prove=prove,
        cancellation=effort.cancellation,
    )
    if all(step.stop is None for step in solution.steps) and not _gets_home(posed, solution):
        raise NoSolution("there is no way from the start to the end in time", proven=True)
    return Draft(posed, solution, posed.setting.request)


def _gets_home(posed: Posed, solution: Solution) -> bool:
    """Whether a day without stops leads from its start to its end; the core problem doesn't ask for that."""
    mode = straight_home(posed)
    if mode is None:
        return False
    start, end = len(posed.roles), len(posed.roles) + 1
    return solution.finish + int(posed.problem.legs.minutes[mode, start, end]) <= posed.problem.end


def drafted(setting: Setting, effort: Effort, *, share: float = 1.0, work: float = WORK) -> Draft:
    """``solved`` for wishes that still have to be put as numbers.

    What was asked for by name is looked at alone first: there it is seen at once whether it holds together, and a day
    of it is one to begin from.
    """
    posed, bones = pose(setting), pose(bare(setting))
    skeleton: Solution | None = None
    for harder in (False, True):
        try:
            found = solved(bones, effort, share=share * _SKELETON, work=work if harder else _GLANCE, prove=harder)
        except NoSolution as nothing:
            if has_gaps(bones):
                break
            # Without gaps what else may be visited is of no help, so that the whole is no easier to find.
            if nothing.proven or harder:
                raise
        else:
            skeleton = _within(posed, bones, found.solution)
            break
    try:
        return solved(posed, effort, share=share, work=work, warm=() if skeleton is None else order_of(skeleton))
    except NoSolution:
        if skeleton is None:
            raise
    # So many musts under so many limits that no way of keeping even their own order was found again: they are enough.
    return Draft(posed, skeleton, setting.request)


def _within(posed: Posed, bones: Posed, skeleton: Solution) -> Solution:
    """The day of what was asked for by name as a day of the whole problem, of which it claims nothing."""
    steps = []
    for step in skeleton.steps:
        if step.stop is not None:
            option = bones.problem.stops[step.stop].options[step.option or 0]
            stop = posed.visit_of[bones.roles[step.stop].place.id]
            options = [replace(other, points=0) for other in posed.problem.stops[stop].options]
            step = replace(step, stop=stop, option=options.index(option))
        steps.append(step)
    return worth_of_steps(posed, replace(skeleton, steps=tuple(steps), bound=inf))


def order_of(solution: Solution) -> list[int]:
    """Its stops and pauses (``~k``), as the core takes a day to begin from."""
    return [~(step.pause or 0) if step.stop is None else step.stop for step in solution.steps]


def worth_of_steps(posed: Posed, solution: Solution) -> Solution:
    """The solution with every step worth what it is in this problem; its bound is left as it was."""
    stops = posed.problem.stops
    steps: list[Step] = []
    for step in solution.steps:
        if step.stop is not None:
            stop = stops[step.stop]
            points = stop.options[step.option or 0].points
            before = steps[-1].stop if steps else None
            if before is not None and points > 0 and stop.kin is not None and stops[before].kin == stop.kin:
                points -= points * posed.problem.kin_loss // 100
            step = replace(step, points=points)
        steps.append(step)
    return replace(solution, steps=tuple(steps), points=sum(step.points for step in steps), optimal=False)


def finished(draft: Draft, effort: Effort, *, index: int = 0, request: ItineraryRequest | None = None) -> Itinerary:
    """The itinerary of a draft, with its certificate. ``request`` is what it must hold to, if not its own.

    Raises:
        Unsound: when the verifier faults it.
    """
    told = tell(draft.posed, draft.solution, left_out(draft.posed, draft.solution, draft.offered), index=index)
    return certified(told, request or draft.request, draft.posed.setting.gazetteer, effort)


def certified(
    itinerary: Itinerary,
    request: ItineraryRequest,
    gazetteer: Gazetteer,
    effort: Effort,
) -> Itinerary:
    """The itinerary with the verifier's certificate.

    Raises:
        Unsound: when the verifier faults it.
    """
    shown = itinerary.model_dump(mode="json", by_alias=True)
    verdict = verify(shown, request, gazetteer)
    if not verdict.valid:
        violations = [f"{found.code} at {found.stop}: {found.message}" for found in verdict.violations]
        raise Unsound(violations, _saved(shown, request, violations, gazetteer, effort.failures))
    certificate = Certificate(data_revision=gazetteer.revision, checks=list(verdict.checks))
    return itinerary.model_copy(update={"certificate": certificate})


def _saved(
    shown: object, request: ItineraryRequest, violations: list[str], gazetteer: Gazetteer, folder: Path | None
) -> Path | None:
    if folder is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    instance = {
        "data_revision": gazetteer.revision,
        "request": request.as_json(),
        "itinerary": shown,
        "violations": violations,
    }
    text = json.dumps(instance, ensure_ascii=False, indent=1)
    path = folder / f"unsound-{sha256(text.encode()).hexdigest()[:12]}.json"
    path.write_text(text, encoding="utf-8")
    return path
