"""The conversation."""

import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from knowledge.places.text import LOCALES
from web.context import now, services
from web.conversation import Words
from web.intake import Fields, json_object, number_between, one_of, query, text_up_to

bp = Blueprint("chat", __name__)

LONGEST_TEXT = 2000
LONGEST_ID = 64

_MARKUP = re.compile(r"<\s*[/!?]?\s*[a-zA-Z][^<>]*>|<!--")


@bp.post("/chat")
def say() -> ResponseReturnValue:
    """Answers a message, in a new conversation when it names none."""
    query().done()
    words = read_words(json_object())
    answer = services().conversation.say(words, request.remote_addr or "", now())
    return jsonify(answer.model_dump(mode="json", by_alias=True)), {"Cache-Control": "no-store"}


@bp.get("/chat/<session_id>")
def transcript(session_id: str) -> ResponseReturnValue:
    """The numbered turns, for a page that reloads or reconnects."""
    fields = query("after")
    after = fields.take("after", number_between(0, 10**9), 0)
    fields.done()
    view = services().conversation.transcript(session_id, after)
    return jsonify(view.model_dump(mode="json", by_alias=True)), {"Cache-Control": "no-store"}


def read_words(body: dict[str, Any]) -> Words:
    """Raises Faults with all that is wrong with the message."""
    fields = Fields(body, ("text", "session_id", "locale", "message_id", "itinerary_id"))
    fields.require("text")
    read_locale: Callable[[Any], Any] = one_of(LOCALES)
    words = Words(
        text=fields.take("text", _plain_text, ""),
        session_id=fields.take("session_id", _short_name, None),
        locale=fields.take("locale", read_locale, None),
        message_id=fields.take("message_id", _short_name, None),
        itinerary_id=fields.take("itinerary_id", _short_name, None),
    )
    fields.done()
    return words


def _plain_text(value: Any) -> str:
    reasons = []
    try:
        text = text_up_to(LONGEST_TEXT)(value)
        if not text:
            reasons.append("is empty")
    except ValueError as fault:
        text = ""
        reasons.append(str(fault))
    if isinstance(value, str) and _MARKUP.search(value):
        reasons.append("has markup; please write plain text")
    if reasons:
        raise ValueError("; ".join(reasons))
    return text


def _short_name(value: Any) -> str:
    name = text_up_to(LONGEST_ID)(value)
    if not name:
        raise ValueError("is empty")
    return name
