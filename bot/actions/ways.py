"""Ways between two places, and two places held against each other."""

from bot.actions import speech
from bot.actions.about_place import hours_line, short_status, standing, ticket_text, within_uncertainty
from bot.actions.recommending import advice, subjects_of
from bot.actions.turn import Reply, Turn
from bot.understanding.folding import compiled
from bot.understanding.modes import ALL
from itinerary.request import Party, metres_between
from itinerary.travel import Travel, spot_of
from knowledge.places.place import Place
from knowledge.places.text import pick

_TOO_LONG = {"walk": 90, "ebike": 90, "bus": 180, "taxi": 600}
"""Minutes beyond which nobody goes that way who can go faster."""


def between(turn: Turn, origin: Place, target: Place) -> Reply:
    """Time, distance and fare by every means, told as the estimates that they are."""
    reply = Reply(turn.locale, turn.gazetteer)
    reply.about(origin, target)
    unplaced = [place for place in (origin, target) if place.position is None]
    if unplaced:
        for place in unplaced:
            reply.line(turn.say("no-position", place=turn.name(place)))
        _warn(turn, target, reply)
        if target.transport:
            _lines(turn, target, reply)
        reply.line(turn.say("ask-office", office=speech.office(turn.locale, turn.gazetteer.district)))
        return reply
    district = turn.gazetteer.district
    modes = turn.understood.modes.modes if turn.understood.modes else ALL
    said = turn.understood.party
    party = Party(
        adults=(said.adults if said and said.adults is not None else 1) or 1,
        children=(said.children if said else 0) or 0,
        wheelchair=bool(said and said.wheelchair),
        stroller=bool(said and said.stroller),
    )
    told = _curated(turn, origin, target)
    travel, here, there = Travel(district), spot_of(origin, district), spot_of(target, district)
    legs = travel.between(here, there, party, modes) or travel.between(here, there, party, ALL)
    reply.line(turn.say("way", origin=turn.name(origin), target=turn.name(target)))
    reply.lines += told
    fastest = min(leg.minutes for leg in legs)
    for leg in sorted(legs, key=lambda leg: leg.minutes):
        if leg.minutes > max(_TOO_LONG[leg.mode], fastest) or (told and leg.mode == "taxi"):
            # Who has paid for the ride knows it better than our estimate.
            continue
        cost = (
            turn.say("free-of-charge")
            if not leg.cost
            else turn.say("about-money", money=speech.money(turn.locale, round(leg.cost), turn.gazetteer.district))
        )
        reply.line(
            turn.say(
                "way-one",
                mode=turn.say(f"mode-{leg.mode}"),
                time=speech.length(turn.locale, leg.minutes + leg.buffer),
                distance=speech.metres(turn.locale, leg.distance),
                cost=cost,
            )
        )
    if any(leg.mode != "taxi" for leg in legs) or not told:
        reply.line(turn.say("way-estimated"))
    if not told and "arrival" in subjects_of(turn) and (advised := advice(turn)):
        reply.lines += advised.lines
    if target.transport:
        _lines(turn, target, reply)
    _warn(turn, target, reply)
    for place in (origin, target):
        reply.cite(place, "position")
    reply.suggest(turn.say("suggest-opening_hours", place=target.called(turn.locale)))
    if target.schedulable:
        reply.suggest(turn.say("suggest-plan-with", place=target.called(turn.locale)))
    return reply


_RIDE = compiled(r"打车|出租车|网约车|\btaxis?\b|\bride-hailing\b")


def _curated(turn: Turn, origin: Place, target: Place) -> list[str]:
    """The district's own advice on the ride between two places, or between town and a station outside that it names."""
    ends = {origin.id, target.id}
    station = next((place for place in (origin, target) if place.kind == "transport" and not place.in_district), None)
    of_town: list[str] = []
    for tip in turn.gazetteer.district.tips.get("arrival", ()):
        text = tip["zh-Hans"]
        named = {match.place_id for match in turn.search.match_names(text) if match.place_id}
        if not _RIDE.search(text):
            continue
        if ends <= named:
            return [pick(tip, turn.locale)]
        if station and named == {station.id}:
            of_town.append(pick(tip, turn.locale))
    return of_town[:1]


def _warn(turn: Turn, target: Place, reply: Reply) -> None:
    """Who goes somewhere hears that it isn't open, or that nobody knows."""
    if target.status != "open":
        standing(turn, target, reply)


def compare(turn: Turn, places: list[Place]) -> Reply:
    """The same facts of each, side by side; what is better is the visitor's to say."""
    reply = Reply(turn.locale, turn.gazetteer)
    reply.about(*places)
    for place in places:
        parts = [turn.say("summary", place=turn.name(place), summary=pick(place.summary, turn.locale))]
        if place.status != "open":
            parts.append(short_status(turn, place))
        else:
            parts.append(hours_line(turn, place, turn.today) or turn.say("hours-not-known"))
            ticket = ticket_text(turn, place)
            parts.append(turn.say("ticket-short", prices=ticket) if ticket else turn.say("ticket-not-known"))
        if place.visit_minutes:
            parts.append(turn.say("takes", time=speech.length(turn.locale, place.visit_minutes.typical)))
        for field in ("status", "opening_hours", "ticket", "visit_minutes"):
            reply.cite(place, field)
        reply.line(*parts)
    apart = _apart(places)
    if apart is not None and within_uncertainty(places[0], places[1], apart):
        reply.line(turn.say("apart-close"))
    elif apart is not None:
        reply.line(turn.say("apart", distance=speech.metres(turn.locale, apart)))
    open_ones = [place.called(turn.locale) for place in places if place.schedulable]
    if open_ones:
        reply.suggest(turn.say("suggest-plan-with", place=speech.listed(turn.locale, open_ones)))
    reply.suggest(*(turn.say("suggest-transport", place=place.called(turn.locale)) for place in places))
    return reply


def _lines(turn: Turn, place: Place, reply: Reply) -> None:
    lines = "; ".join(pick(line, turn.locale) for line in place.transport)
    reply.line(turn.say("transport", place=turn.name(place), lines=lines), reply.cite(place, "transport"))


def _apart(places: list[Place]) -> float | None:
    if len(places) != 2 or not (places[0].position and places[1].position):
        return None
    one, other = places[0].position, places[1].position
    return round(metres_between(one.lat, one.lon, other.lat, other.lon), -1)
