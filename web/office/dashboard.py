"""What to do next: what is missing, what grows old, what visitors asked in vain, what changed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, request
from flask.typing import ResponseReturnValue

from knowledge.places.gazetteer import Gazetteer
from web.context import services, today
from web.office import charts
from web.office.gaps import GAPS, READINESS, gaps, months_of_checks, ready, unannounced
from web.office.guard import allowed, bp, office
from web.office.pages import done, page
from web.reports import KINDS, Report

_SHOWN = 10


@dataclass(frozen=True)
class Reported:
    """What visitors reported of one place in one way."""

    place_id: str
    kind: str
    reports: tuple[Report, ...]
    """Newest first."""

    @property
    def texts(self) -> list[tuple[str, str]]:
        """What was written, with its language."""
        return list(dict.fromkeys((one.text, one.locale) for one in self.reports if one.text))[:5]


@bp.get("/")
@allowed("editor")
def home() -> ResponseReturnValue:
    here, gazetteer = office(), services().world.current()
    day = today(gazetteer)
    found, topics = gaps(gazetteer, day), here.topics.now()
    open_places = [place for place in gazetteer.places.values() if place.status in ("open", "unknown")]
    return page(
        "home.html",
        ready=ready(gazetteer),
        total=len(gazetteer.places),
        gaps=found,
        readiness=charts.parts([(name, len(open_places) - len(found[name]), len(open_places)) for name in READINESS]),
        checks=charts.counts(months_of_checks(gazetteer, day)),
        unannounced=unannounced(gazetteer, day),
        routes=here.routes.found,
        review=here.store.places(states=["review"], limit=_SHOWN),
        drafts=here.store.places(states=["draft"], newest_first=True, limit=_SHOWN),
        topics=topics[:_SHOWN],
        topics_total=len(topics),
        reports=_reported(here.reports.waiting())[:_SHOWN],
        complaints=here.heard.groups(["fault", "complaint"])[:_SHOWN],
        changes=here.store.changes(limit=_SHOWN),
        **_names(gazetteer),
    )


@bp.get("/gaps/<name>")
@allowed("editor")
def gap(name: str) -> ResponseReturnValue:
    if name not in GAPS:
        abort(404)
    gazetteer = services().world.current()
    return page("gaps.html", name=name, found=gaps(gazetteer, today(gazetteer))[name])


@bp.get("/heard")
@allowed("editor")
def heard() -> ResponseReturnValue:
    """All questions without an answer and all reports."""
    here = office()
    return page(
        "heard.html",
        topics=here.topics.now(),
        reports=_reported(here.reports.waiting()),
        complaints=here.heard.groups(["fault", "complaint"]),
        **_names(services().world.current()),
    )


@bp.post("/reports/settle")
@allowed("editor")
def settle() -> ResponseReturnValue:
    """Takes the waiting reports of one place and kind off the list."""
    place_id, kind = request.form.get("place", ""), request.form.get("kind", "")
    if kind not in KINDS:
        abort(400)
    last = request.form.get("last", 0, type=int)
    waiting = office().reports.waiting()
    # What came in after the page was read stays.
    mine = [one.id for one in waiting if one.place_id == place_id and one.kind == kind and one.id <= last]
    office().reports.settle(mine)
    return done("reports-settled", "home")


def _names(gazetteer: Gazetteer) -> dict[str, Any]:
    return {"names": {place.id: place.name for place in gazetteer.places.values()}}


def _reported(reports: Sequence[Report]) -> list[Reported]:
    """Reports by place and kind, the most frequent first."""
    gathered: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for one in reports:
        gathered[one.place_id, one.kind].append(one)
    found = [Reported(place_id, kind, tuple(some)) for (place_id, kind), some in gathered.items()]
    return sorted(found, key=lambda one: (-len(one.reports), one.place_id, one.kind))
