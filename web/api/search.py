"""Recall: the places that a question is about."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from bot.understanding.language import detect
from web.api.places import cached, read_locale
from web.context import services
from web.intake import number_between, query, text_up_to
from web.problems import busy
from web.shapes import HitList, HitView

bp = Blueprint("search", __name__)

MOST_HITS = 50
LONGEST_QUESTION = 500


def _words(value: str) -> str:
    words = text_up_to(LONGEST_QUESTION)(value)
    if not words:
        raise ValueError("is blank")
    return words


@bp.get("/search")
def search() -> ResponseReturnValue:
    """The best passages; none when nothing fits."""
    fields = query("q", "locale", "limit")
    fields.require("q")
    words = fields.take("q", _words, "")
    # Whoever names no language is answered in that of the words.
    locale = read_locale(fields) if request.args.get("locale") else detect(words, (), None)
    limit = fields.take("limit", number_between(1, MOST_HITS), 10)
    fields.done()
    recall = services().search
    if recall.index_revision is None:
        raise busy("The search index is still being built; please try again shortly.", 5)
    hits = recall.search(words, locale, limit)
    views = [
        HitView(place_id=hit.place_id, name=hit.name, score=hit.score, passage=hit.passage, locale=hit.locale)
        for hit in hits
    ]
    return cached(jsonify(HitList(hits=views).model_dump(mode="json")))
