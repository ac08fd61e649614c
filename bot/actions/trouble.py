"""Courtesies, emergencies, complaints, the other places of our name, and questions without an answer."""

from collections.abc import Mapping, Sequence

from bot.actions import speech
from bot.actions.about_place import answer, around, short_status
from bot.actions.recommending import advice
from bot.actions.turn import Reply, Turn
from bot.understanding.emergencies import despair, needed
from bot.understanding.far_away import Destination
from bot.understanding.folding import compiled, fold
from knowledge.places.district import Contact, Service
from knowledge.places.place import Place
from knowledge.places.text import Locale, pick
from knowledge.search.search import Hit

_SAFE = compiled(r"安全|危险|治安|\b(?:safe|safety|dangerous|crime)\b")
_MOST_RECORDED = 300
_LIKELY = 0.35
_TOLD = 0.3
"""Share of what is asked that a place must have words for, to be told as the nearest to an answer. By the tuning half
of the judged questions: of 93 right places that are found without a name it leaves out 2."""
_MOST_BEYOND = 4
"""Places beyond the district that are told to somebody who asks for the town next to it."""


def emergency(turn: Turn) -> Reply:
    """The numbers at once, the one needed first before the others; and what tells the operator where it is."""
    reply = Reply(turn.locale, turn.gazetteer)
    if desperate := despair(turn.understood.folded):
        reply.line(turn.say("despair" if desperate == "own" else "despair-of-another"))
        _numbers(turn, ("ambulance", "police"), reply, others=False)
        reply.line(turn.say("despair-after" if desperate == "own" else "despair-of-another-after"))
    else:
        reply.line(turn.say("emergency"))
        _numbers(turn, needed(turn.understood.folded), reply)
    named = [place for place in turn.places if place.position or place.address]
    for place in named[:1]:
        _tell_operator(turn, place, reply)
    if not desperate:
        reply.line(turn.say("emergency-what" if named else "emergency-after"))
    return reply


def _numbers(turn: Turn, services: Sequence[Service], reply: Reply, *, others: bool = True) -> None:
    """The district's numbers, those of the services in their order, then the ``others``."""

    def rank(contact: Contact) -> int:
        return min((services.index(one) for one in contact.services if one in services), default=len(services))

    for contact in sorted(turn.gazetteer.district.emergencies, key=rank):
        if contact.phone and (others or rank(contact) < len(services)):
            reply.line(turn.say("emergency-one", name=pick(contact.name, turn.locale), phone=contact.phone))


def _tell_operator(turn: Turn, place: Place, reply: Reply) -> None:
    """The place in the words to say on the telephone: its address if it has one, else what it is near."""
    reply.about(place)
    if place.address:
        # Who answers the call speaks the district's language.
        address = place.address.get("zh-Hans") if turn.locale == "en" else None
        told = address or pick(place.address, turn.locale)
        reply.line(turn.say("emergency-at", place=turn.name(place), address=told), reply.cite(place, "address"))
        return
    reply.line(turn.say("emergency-at-place", place=turn.name(place)))
    around(turn, place, reply)


def lookalike(turn: Turn) -> Reply:
    """That another place of a like name is meant, and how to tell them apart."""
    reply = Reply(turn.locale, turn.gazetteer)
    district = turn.gazetteer.district
    for other in district.lookalikes:
        if other.id in (*turn.understood.lookalikes, *turn.understood.elsewhere):
            said = "lookalike" if other.id in turn.understood.lookalikes else "lookalike-perhaps"
            reply.line(turn.say(said, place=_called(turn, other.name)), pick(other.explanation, turn.locale))
            reply.add_source(other.id, "explanation", other.provenance.source, other.provenance.as_of)
    reply.line(
        turn.say("lookalike-ours", district=pick(district.name, turn.locale), city=pick(district.city, turn.locale))
    )
    reply.suggest(turn.say("suggest-plan-tomorrow"), turn.say("suggest-food"))
    return reply


def _called(turn: Turn, names: Mapping[Locale, str]) -> str:
    if turn.locale == "en" and names["zh-Hans"] not in names["en"]:
        return f"{names['en']} ({names['zh-Hans']})"
    return names[turn.locale]


def far_away(turn: Turn, there: Destination) -> Reply:
    """What lies elsewhere, told as lying there, and what is ours; nothing is known of its prices and hours."""
    reply = Reply(turn.locale, turn.gazetteer)
    district = turn.gazetteer.district
    names = {"district": pick(district.name, turn.locale), "city": pick(district.city, turn.locale)}
    said = turn.understood.text[there.start : there.start + len(there.named)]
    lies = turn.say("far-away-lies", named=said, where=there.where[turn.locale], **names) if there.where else ""
    known = [place for place in turn.gazetteer.places.values() if _lies_there(place, there)]
    reply.line(lies or turn.say("far-away", named=said, **names), "" if known else turn.say("far-away-unknown"))
    for place in known[:_MOST_BEYOND]:
        told = turn.say("found", place=turn.name(place), passage=pick(place.summary, turn.locale))
        reply.line(told, reply.cite(place, "status"))
    reply.about(*known[:_MOST_BEYOND])
    reply.line(turn.say("far-away-ours", **names))
    reply.suggest(turn.say("suggest-plan-tomorrow"), turn.say("suggest-food"))
    return reply


def _lies_there(place: Place, there: Destination) -> bool:
    """Whether an open place beyond the district is said to lie where somebody means to go."""
    said = " ".join(map(fold, place.summary.values()))
    return not place.in_district and place.status == "open" and there.named in said


def taken_down(turn: Turn, intent: str) -> Reply:
    """A fault of our facts or a complaint, handed on to the office."""
    subject = "fault" if intent == "report_fault" else "complaint"
    turn.recorder.record(subject, turn.text[:_MOST_RECORDED], tuple(place.id for place in turn.places), turn.locale)
    reply = Reply(turn.locale, turn.gazetteer)
    places = speech.listed(turn.locale, (turn.name(place) for place in turn.places))
    reply.line(turn.say(f"{subject}-taken" if not places else f"{subject}-taken-about", places=places))
    reply.about(*turn.places)
    if subject == "fault" and turn.places:
        known = answer(turn, turn.places[0], turn.attribute or "status")
        reply.line(turn.say("fault-known"))
        reply.lines += known.lines
        reply.sources += known.sources
    if subject == "complaint":
        reply.line(turn.say("complaint-office", office=speech.office(turn.locale, turn.gazetteer.district)))
        for contact in turn.gazetteer.district.emergencies[-1:]:
            if contact.phone:
                reply.line(turn.say("emergency-one", name=pick(contact.name, turn.locale), phone=contact.phone))
    return reply


def courtesy(turn: Turn, intent: str) -> Reply:
    """Greetings, thanks, small talk, and what the guide can do."""
    reply = Reply(turn.locale, turn.gazetteer)
    district = turn.gazetteer.district
    reply.line(turn.say(intent, district=pick(district.name, turn.locale), city=pick(district.city, turn.locale)))
    if intent in ("greet", "help", "smalltalk"):
        examples = [place for place in turn.gazetteer.places.values() if place.schedulable and place.opening_hours]
        examples = examples or [place for place in turn.gazetteer.places.values() if place.schedulable]
        reply.suggest(turn.say("suggest-plan-tomorrow"), turn.say("suggest-half-day"), turn.say("suggest-food"))
        reply.suggest(*(turn.say("suggest-opening_hours", place=place.called(turn.locale)) for place in examples[:1]))
    if intent == "help" and district.disclaimer:
        reply.line(pick(district.disclaimer, turn.locale))
    return reply


_TOLD_FIELDS = ("opening_hours", "ticket", "address", "phone", "status", "position")


def sources(turn: Turn) -> Reply:
    """Where the facts come from: those of the place spoken of last, field by field, and in general."""
    reply = Reply(turn.locale, turn.gazetteer)
    district = turn.gazetteer.district
    place = turn.gazetteer.places.get(turn.memory.subject or next(iter(turn.memory.focus), ""))
    if place is not None:
        told = [
            turn.say("source-of", what=turn.say(f"what-{field}"), source=cited)
            for field in _TOLD_FIELDS
            if (cited := reply.cite(place, field))
        ]
        reply.line(
            turn.say("sources-of", place=turn.name(place), fields=speech.listed(turn.locale, told)) if told else ""
        )
        reply.about(place)
    reply.line(turn.say("sources"), pick(district.disclaimer, turn.locale) if district.disclaimer else "")
    return reply


def unheard(turn: Turn, name: str) -> Reply:
    """That we know of no place of that name; the question is taken down."""
    reply = Reply(turn.locale, turn.gazetteer)
    reply.line(
        turn.say("unheard", name=name, district=pick(turn.gazetteer.district.name, turn.locale)),
        turn.say("ask-office", office=speech.office(turn.locale, turn.gazetteer.district)),
    )
    turn.recorder.record("question", turn.text[:_MOST_RECORDED], (), turn.locale)
    reply.suggest(turn.say("suggest-plan-tomorrow"), turn.say("suggest-food"))
    return reply


def _telling(turn: Turn) -> list[Hit]:
    """What recall finds and has words for what is asked."""
    hits = turn.search.search(turn.text, turn.locale, 3)
    return [hit for hit in hits if hit.score >= _LIKELY and hit.told >= _TOLD and hit.place_id in turn.gazetteer.places]


def open_question(turn: Turn, ours: bool = True, open_only: bool = False) -> Reply:
    """An answer from the passages about places, with its source; or that there is none, which is then taken down.

    What is none of a guide's business (not ``ours``) is declined instead. With ``open_only`` nothing is told of places
    that are not known to be open.
    """
    if tips := advice(turn):
        return tips
    reply = Reply(turn.locale, turn.gazetteer)
    # A description is no answer to whether a street is safe.
    hits = [] if _SAFE.search(turn.understood.folded) else _telling(turn)
    if open_only:
        hits = [hit for hit in hits if turn.gazetteer.places[hit.place_id].status == "open"]
    for hit in hits[:2]:
        place = turn.gazetteer.places[hit.place_id]
        fact = next((one for one in place.facts if hit.passage in one.text.values()), None)
        cited = ""
        if fact is not None:
            reply.add_source(place.id, "facts", fact.source, fact.as_of)
            cited = turn.say(
                "sourced",
                source=speech.source(turn.locale, fact.source, turn.gazetteer),
                as_of=speech.as_of(turn.locale, fact.as_of),
            )
        else:
            cited = reply.cite(place, "status")
        # Of a bare list of themes the place's own description makes a better answer.
        passage = hit.passage if fact is not None else pick(place.summary, turn.locale)
        reply.line(turn.say("found", place=turn.name(place), passage=passage), cited)
        if place.status != "open":
            reply.line(short_status(turn, place))
        reply.about(place)
    if hits:
        reply.line(turn.say("found-more"))
        reply.suggest(*(turn.say("suggest-description", place=place.called(turn.locale)) for place in reply.places))
        return reply
    if not ours:
        reply.line(turn.say("out_of_scope", district=pick(turn.gazetteer.district.name, turn.locale)))
        reply.suggest(turn.say("suggest-plan-tomorrow"), turn.say("suggest-food"))
        return reply
    reply.line(
        turn.say("unanswered"),
        turn.say("ask-office", office=speech.office(turn.locale, turn.gazetteer.district)),
    )
    turn.recorder.record("question", turn.text[:_MOST_RECORDED], (), turn.locale)
    reply.suggest(turn.say("suggest-plan-tomorrow"), turn.say("suggest-food"))
    return reply
