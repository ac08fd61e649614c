"""What the form asks for while somebody types: hours as text and as a week, the point of a link, names that are alike.

The same functions answer without scripts, when a button of the form is pressed; nothing is changed here.
"""

from typing import Any, cast

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from knowledge.places.faults import Fault, Faults
from knowledge.places.hours import hours_faults
from web.context import services, today
from web.office import hours_grid
from web.office.form import Typed, document_of_form
from web.office.guard import allowed, bp
from web.office.hours import preview
from web.office.namesakes import namesakes
from web.office.pages import for_templates, in_words
from web.office.week import week_of


@bp.get("/help/hours")
@allowed("editor")
def help_hours() -> ResponseReturnValue:
    """Text and grid brought together, whichever was changed, with the calendar they come to."""
    typed = cast(Typed, MultiDict(request.args))
    text, faults = " ".join(typed.get("opening_hours", "").split()), []
    if typed.get("changed") == "grid":
        try:
            text = hours_grid.text_by_grid(typed) or typed.get("hours.was", "")
        except Faults as unclear:
            faults = list(unclear.faults)
    faults += [Fault("opening_hours", message) for message in hours_faults(text)] if text and not faults else []
    gazetteer = services().world.current()
    months = () if faults else preview({"opening_hours": text}, today(gazetteer), gazetteer)
    answer: dict[str, Any] = {
        "text": text,
        "grid": hours_grid.grid_typed(text) if not faults else None,
        "faults": [fault.message for fault in in_words(faults)],
        "calendar": render_template("office/calendar.html", months=months, **for_templates()),
        "woven": bool(text) and not faults and week_of(text) is None,
    }
    return jsonify(answer)


@bp.get("/help/names")
@allowed("editor")
def help_names() -> ResponseReturnValue:
    """Known places with a name like those typed."""
    gazetteer = services().world.current()
    found = namesakes(request.args.getlist("name")[:3], gazetteer, request.args.get("but", ""))
    body = render_template("office/namesakes.html", alike=found, **for_templates())
    return jsonify({"count": len(found), "html": body})


@bp.get("/help/point")
@allowed("editor")
def help_point() -> ResponseReturnValue:
    """A position as typed, in WGS84, or why it can't be read."""
    typed = cast(Typed, MultiDict(request.args))
    typed["position.uncertainty_m"] = typed.get("position.uncertainty_m", "").strip() or "0"
    try:
        position = document_of_form(typed, {}).get("position") if typed.get("position.text", "").strip() else None
    except Faults as faults:
        return jsonify({"position": None, "faults": [fault.message for fault in in_words(faults.faults)]})
    return jsonify({"position": position, "faults": []})
