"""What to do next: what is missing, what grows old, what visitors asked in vain, what changed."""

from flask import abort
from flask.typing import ResponseReturnValue

from web.context import services, today
from web.office.gaps import GAPS, gaps, ready
from web.office.guard import allowed, bp, office
from web.office.pages import page

_SHOWN = 10


@bp.get("/")
@allowed("editor")
def home() -> ResponseReturnValue:
    here, gazetteer = office(), services().world.current()
    return page(
        "home.html",
        ready=ready(gazetteer),
        total=len(gazetteer.places),
        gaps=gaps(gazetteer, today(gazetteer)),
        review=here.store.places(states=["review"], limit=_SHOWN),
        drafts=here.store.places(states=["draft"], newest_first=True, limit=_SHOWN),
        questions=here.heard.groups(["question"])[:_SHOWN],
        reports=here.heard.groups(["fault", "complaint"])[:_SHOWN],
        names={place.id: place.name for place in gazetteer.places.values()},
        changes=here.store.changes(limit=_SHOWN),
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
    here, gazetteer = office(), services().world.current()
    return page(
        "heard.html",
        questions=here.heard.groups(["question"]),
        reports=here.heard.groups(["fault", "complaint"]),
        names={place.id: place.name for place in gazetteer.places.values()},
    )
