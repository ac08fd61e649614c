"""Answers that the office wrote for questions of visitors: given when the same is asked again, in whatever words."""

from collections.abc import Iterator

from bot.actions import speech
from bot.actions.about_place import short_status
from bot.actions.turn import Reply, Turn
from knowledge.places.place import Fact, Place
from knowledge.places.text import pick
from knowledge.search.questions import SURELY


def answered(turn: Turn) -> Reply | None:
    """The office's answer with its source; None when nobody wrote one for this question."""
    known = list(_known(turn))
    if not known:
        return None
    questions = turn.search.questions
    asked = questions.read(turn.text)
    best, place, fact = max(
        (
            (questions.nearness(asked, questions.read(question)), place, fact)
            for place, fact in known
            for question in fact.questions
        ),
        key=lambda found: found[0],
    )
    # What is only near has to be spoken of in the answer as well.
    sure = best >= SURELY or (best >= 0 and questions.speaks_of(pick(fact.text, turn.locale), asked))
    return _told(turn, place, fact) if sure else None


def _known(turn: Turn) -> Iterator[tuple[Place | None, Fact]]:
    """The facts that answer questions, with the place they are about if there is one."""
    for place in turn.gazetteer.places.values():
        for fact in place.facts:
            if fact.questions:
                yield place, fact
    for fact in turn.gazetteer.district.answers:
        yield None, fact


def _told(turn: Turn, place: Place | None, fact: Fact) -> Reply:
    reply = Reply(turn.locale, turn.gazetteer)
    where = place.id if place else turn.gazetteer.district.id
    reply.add_source(where, "facts" if place else "answers", fact.source, fact.as_of)
    cited = turn.say(
        "sourced",
        source=speech.source(turn.locale, fact.source, turn.gazetteer),
        as_of=speech.as_of(turn.locale, fact.as_of),
    )
    reply.line(pick(fact.text, turn.locale), cited)
    if place:
        reply.about(place)
        if place.status != "open":
            reply.line(short_status(turn, place))
        reply.suggest(turn.say("suggest-description", place=place.called(turn.locale)))
    return reply
