"""Recommendations: open places only, by theme, kind, food, weather, company, nearness and the hour; what is known of a kind."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from datetime import date, datetime, time, timedelta

from bot.actions import speech
from bot.actions.about_place import answer, asked_day, hours_line, nearby, short_status
from bot.actions.turn import Reply, Turn
from bot.understanding.constraints import hours, serves_meals
from bot.understanding.dates import find_dates
from bot.understanding.folding import compiled, fold
from knowledge.places.hours import state_at
from knowledge.places.place import Place
from knowledge.places.text import pick

_MOST = 4
_MOST_TABLES = 3
_YEARS_AGO = 3
"""Years after which it is told since when a place is known to be open."""
_DIET = compiled(
    r"素食|吃素|食素|素菜|斋菜|食斋|清真|无麸质|纯素|\bvegetarian\b|\bvegan\b|\bveggie\b|\bhalal\b|\bkosher\b|\bgluten.?free\b"
)
"""What somebody may eat only, which no list of tables answers."""
_MOST_RECALLED = 8
_LOST = 12.0
_TELLS_EVENT, _TIMES_AHEAD = 1.0, 1.4
"""How many words that nothing else has tell an event, and how far ahead of the next it must be."""
_FREE = re.compile(r"免费|唔使钱|不要钱|不花钱|\bfree\b")
_THEMES_OF_INTENT = {"food": "food", "shopping": "shopping"}
_OF_THESE = compiled(
    r"(?:这|那|呢|嗰|以上|上面)(?:的|嘅)?(?:几|些|[两二三四五六]|[2-6])(?:个|处|间|家|样)?|(?:这|呢|嗰|那)(?:些|啲)|当中|其中|里面|\b(?:of|among) (?:these|those|them|the (?:two|three|four|five))\b|\bwhich one\b"
)
_BEST = compiled(
    r"最|更|首选|(?:哪|边)(?:一)?(?:个|间|处|家)(?:好|值得|推荐)|\b(?:best|most|prefer|favou?rite|recommend|worth|nicest|should)\b"
)
_TIPS_OF_INTENT = {"food": "food", "shopping": "shopping", "events": "season"}
# Words that a district's advice of that subject answers.
_SUBJECTS = {
    "season": r"天气|季节|几月|台风|气温|多热|多冷|什么时候(?:去|来)|几时去|weather|season|typhoon|temperature|when (?:should|to|is the best)|best time",
    "sun": r"日出|日落|sunrise|sunset",
    "sea": r"游泳|游水|潮(?![州汕籍人])|下水|浴场|swim|bathing|\btides?\b",
    "boats": r"船票|坐船|搭船|游船|渡轮|轮渡|ferry|boat|cruise",
    "parking": r"停车|泊车|parking|\bcar ?park|\bpark (?:my|the|a) car",
    "arrival": r"机场|高铁|火车|飞机|airport|train|railway|flight",
    "access": r"无障碍|轮椅|wheelchair|accessib",
    "food": r"吃什么|食咩|特色菜|小吃|美食|生蚝|白切鸡|local (?:food|dish)|speciality|specialt|oyster",
    "specialities": r"特产|土产|名产|\bspecialit(?:y|ies)\b|\bspecialt(?:y|ies)\b|\blocal products?\b",
    "shopping": r"特产|手信|纪念品|伴手礼|souvenir|local products",
    "transport": r"公交|巴士|出租车|打车|打的|的士|共享|租(?:辆|部|个|架)?(?:电动车|电单车|单车|自行车|车)|电动车|电单车|\be-?bikes?\b|\bscooters?\b|\brent(?:al|ing)? (?:an? )?(?:bikes?|cars?)|\bbus(?:es)?\b|taxi|get around",
}

_MEANS = tuple(
    map(
        compiled,
        (
            r"出租车|打车|打的|的士|\btaxis?\b|\bcabs?\b",
            r"电动车|电单车|单车|自行车|\be-?bikes?\b|\bbikes?\b|\bscooters?\b",
            r"公交|巴士|\bbus(?:es)?\b",
            r"机场|\bairport\b",
            r"高铁|\bhigh-speed\b",
        ),
    )
)
"""Of a subject's advice, what is about one thing: who asks about taxis isn't told of buses."""


def recommend(turn: Turn, intent: str) -> Reply:
    """Places that fit what was asked, best first, each with why; or that there are none."""
    reply = Reply(turn.locale, turn.gazetteer)
    best = _best_of_shown(turn, intent)
    found = best or candidates(turn, intent)
    if intent == "food" and turn.places and _feeds(turn, turn.places[0]):
        # Who asks what there is to eat at such a place asks of it first.
        found.insert(0, turn.places[0])
    found = found[:_MOST]
    tips = _tips(turn, intent)
    if not found and not tips:
        reply.line(turn.say("recommend-none"))
        turn.recorder.record("question", turn.text, (), turn.locale)
        reply.suggest(turn.say("suggest-plan-tomorrow"), turn.say("suggest-food"))
        return reply
    if best:
        reply.line(turn.say("recommend-of-these", place=turn.name(best[0])))
    elif found:
        reply.line(turn.say(_heading(turn, intent), as_of=turn.gazetteer.district.compiled))
    for index, place in enumerate(found, 1):
        reply.line(
            turn.say("recommend-one", number=index, place=turn.name(place), summary=pick(place.summary, turn.locale)),
            _price(turn, place),
            _hour(turn, place),
            _long_ago(turn, place),
        )
        reply.cite(place, "status")
    reply.about(*found)
    for tip in tips:
        reply.line(tip)
    if found:
        names = speech.listed(turn.locale, (place.called(turn.locale) for place in found[:2]))
        reply.suggest(turn.say("suggest-plan-with", place=names), turn.say("suggest-hours-first"))
    reply.suggest(turn.say("suggest-plan-tomorrow"))
    return reply


def _best_of_shown(turn: Turn, intent: str) -> list[Place]:
    """The places shown last, best first, when "which of these" is asked; none when it isn't."""
    shown = [one for one in turn.memory.focus if one in turn.gazetteer.places]
    if len(shown) < 2 or not (_OF_THESE.search(turn.understood.folded) and _BEST.search(turn.understood.folded)):
        return []
    places = [place for place in candidates(turn, intent) if place.id in shown]
    return places[:_MOST] if len(places) > 1 else [turn.gazetteer.places[one] for one in shown[:_MOST]]


def _feeds(turn: Turn, place: Place) -> bool:
    return place.status == "open" and (turn.gazetteer.district.kinds[place.kind].serves_meals or "food" in place.themes)


def _long_ago(turn: Turn, place: Place) -> str:
    """Since when it is known to be open, where that is years ago."""
    provenance = place.provenance.get("status")
    years = re.match(r"\d{4}", provenance.as_of) if provenance else None
    if provenance is None or years is None or turn.today.year - int(years[0]) < _YEARS_AGO:
        return ""
    return turn.say("open-as-of", as_of=speech.as_of(turn.locale, provenance.as_of))


def diet(turn: Turn) -> Reply | None:
    """That nobody knows who serves a diet which nothing written of the tables here speaks of; None for others."""
    match = _DIET.search(turn.understood.folded)
    if match is None or turn.places:
        return None
    tables = (place for place in turn.gazetteer.places.values() if place.status == "open" and _feeds(turn, place))
    if any(match[0] in turn.written.text(place.id) for place in tables):
        return None
    reply = Reply(turn.locale, turn.gazetteer)
    said = turn.understood.text[match.start() : match.end()]
    reply.line(
        turn.say("diet-unknown", diet=said),
        turn.say("ask-office", office=speech.office(turn.locale, turn.gazetteer.district)),
    )
    turn.recorder.record("question", turn.text, (), turn.locale)
    return reply


def of_kind(turn: Turn) -> Reply | None:
    """Places of the kind asked about with the hours known of each, also those that may be gone; None when none is."""
    named = [one.mention for one in turn.understood.named if one.mention.kind_of in ("kind", "that_kind")]
    if not named or turn.places:
        return None
    mention = named[0]
    said = re.sub(
        r"^(?:the|that|this) |^[那嗰这呢](?:个|间|家)?", "", turn.understood.folded[mention.start : mention.end]
    )
    places = [
        place
        for place in turn.gazetteer.places.values()
        if place.kind == mention.value and place.status in ("open", "unknown")
    ]
    called = [place for place in places if any(said in fold(name) for name in (*place.name.values(), *place.aliases))]
    places = sorted(
        called or places,
        key=lambda place: (not place.in_district, place.status != "open", not place.opening_hours, place.id),
    )
    if not places:
        return None
    reply = Reply(turn.locale, turn.gazetteer)
    asks_hours = turn.attribute == "opening_hours"
    reply.line(turn.say("of-kind", kind=turn.understood.text[mention.start : mention.end]))
    for index, place in enumerate(places[:_MOST], 1):
        reply.line(
            turn.say("recommend-one", number=index, place=turn.name(place), summary=pick(place.summary, turn.locale)),
            hours_line(turn, place, asked_day(turn, place)) or asks_hours * turn.say("hours-not-known"),
            "" if place.status == "open" else short_status(turn, place),
            reply.cite(place, "opening_hours") or reply.cite(place, "status"),
        )
    reply.about(*places[:_MOST])
    return reply


def events(turn: Turn) -> Reply:
    """Events with what is known of their dates, and advice on the season."""
    reply = Reply(turn.locale, turn.gazetteer)
    tips = _tips(turn, "events")
    asked_for_season = bool(
        re.search(_SUBJECTS["season"] + "|" + _SUBJECTS["sun"] + "|" + _SUBJECTS["sea"], turn.understood.folded)
    )
    found = [place for place in turn.gazetteer.places.values() if place.kind == "event" or place.event_dates]
    found = [place for place in found if place.status != "closed"]
    found.sort(key=lambda place: (place.event_dates is None, place.status == "planned", place.id))
    if found and not asked_for_season:
        reply.line(turn.say("events"))
        for index, place in enumerate(found[:_MOST], 1):
            dates = pick(place.event_dates, turn.locale) if place.event_dates else turn.say("event-dates-unknown")
            status = "" if place.status == "open" else short_status(turn, place)
            reply.line(turn.say("event-one", number=index, place=turn.name(place), dates=dates, status=status))
            reply.cite(place, "event_dates")
            reply.cite(place, "status")
        reply.about(*found[:_MOST])
        reply.line(turn.say("ask-office", office=speech.office(turn.locale, turn.gazetteer.district)))
    for tip in tips:
        reply.line(tip)
    if not reply.lines:
        reply.line(
            turn.say("events-none"), turn.say("ask-office", office=speech.office(turn.locale, turn.gazetteer.district))
        )
    return reply


def event_told(turn: Turn) -> Place | None:
    """The event that the message tells of by its words or by the holiday it goes with; of past years, too."""
    events = {place.id: place for place in turn.gazetteer.places.values() if place.kind == "event"}
    told = turn.written.tellings(turn.unnamed)
    ahead = told and told[0].weight >= _TELLS_EVENT
    if ahead and (len(told) == 1 or told[0].weight > _TIMES_AHEAD * told[1].weight) and told[0].place_id in events:
        return events[told[0].place_id]
    asked = {*turn.understood.dates}
    return next((event for event in events.values() if asked & _named_after(turn, event)), None)


def _named_after(turn: Turn, event: Place) -> set[date]:
    """The next days of the holidays in the name of an event."""
    names = (*event.name.values(), *event.aliases)
    found = [one.value for name in names for one in find_dates(fold(name), turn.today, turn.gazetteer.calendar)]
    return {day for day in found if isinstance(day, date)}


def event(turn: Turn, place: Place) -> Reply:
    """What is known of an event; where that is not when it comes next, this is said and the question taken down."""
    reply = answer(turn, place, None)
    if place.status != "open":
        reply.line(turn.say("event-this-year"))
        turn.recorder.record("question", turn.text, (place.id,), turn.locale)
    return reply


def advice(turn: Turn) -> Reply | None:
    """The district's own advice on what the message is about, or None."""
    tips = _tips(turn, "")
    if not tips:
        return None
    reply = Reply(turn.locale, turn.gazetteer)
    for tip in tips:
        reply.line(tip)
    return reply


def candidates(turn: Turn, intent: str) -> list[Place]:
    """Open places that fit, best first."""
    understood, district = turn.understood, turn.gazetteer.district
    wanted = {theme: weight for theme, weight in understood.themes.items() if weight > 0}
    if theme := _THEMES_OF_INTENT.get(intent):
        wanted[theme] = max(3.0, wanted.get(theme, 0.0))
    if understood.party and understood.party.children:
        wanted.setdefault("family", 3.0)
    kinds = {one.mention.value for one in understood.named if one.mention.kind_of == "kind" and one.role != "avoid"}
    centre = _centre(turn)
    free_only = bool(_FREE.search(understood.folded))
    around = dict(nearby_ids(turn, centre)) if centre else {}
    recalled = _recalled(turn, intent)
    scored = []
    for place in turn.gazetteer.places.values():
        kind = district.kinds[place.kind]
        no_sight = kind.quality == 0 and not kind.serves_meals and place.kind not in kinds
        if place.status != "open" or place.kind == "event" or no_sight:
            continue
        if not place.in_district and not understood.outside:
            continue
        if centre and place.id not in around:
            continue
        if understood.weather and place.indoor is not True:
            continue
        if kinds and place.kind not in kinds and not set(wanted) & set(place.themes):
            continue
        fit = sum(weight for theme, weight in wanted.items() if theme in place.themes)
        if wanted and not fit and place.kind not in kinds:
            continue
        if intent == "food" and not (kind.serves_meals or "food" in place.themes):
            continue
        if free_only and not (place.ticket and place.ticket.adult == 0):
            continue
        if _closed_then(turn, place):
            continue
        score = fit + kind.quality + (2.0 if place.kind in kinds else 0.0)
        score += 3.0 if intent == "food" and kind.serves_meals else 0.0
        score += 0.5 * place.schedulable + 0.5 * (place.opening_hours is not None) + _craved(turn, place)
        score += _surely_open(turn, place) + 4.0 * recalled.get(place.id, 0.0)
        # Whoever wants to go somewhere is little helped by a place of which nobody knows where it is.
        score -= _LOST if place.position is None else 0.0
        scored.append((-score, around.get(place.id, 0), place.id, place))
    return [place for *_, place in sorted(scored, key=lambda entry: entry[:3])]


def _centre(turn: Turn) -> Place | None:
    """The place around which something is looked for: one that is named, or for "nearby" the one talked about."""
    if turn.places:
        return turn.places[0]
    talked_about = [one for one in turn.memory.focus if one in turn.gazetteer.places]
    if turn.attribute == "nearby" and talked_about:
        subject = turn.memory.subject
        place = turn.gazetteer.places[subject if subject in talked_about else talked_about[0]]
        return place if place.position else None
    return None


def nearby_ids(turn: Turn, place: Place) -> list[tuple[str, int]]:
    return [(other.id, distance) for other, distance in nearby(turn, place)]


def asked_instant(turn: Turn) -> datetime | None:
    """The hour that the message asks about, if it does."""
    times = hours(turn.understood)
    if not turn.understood.dates and not times:
        return None
    when = turn.understood.dates[0] if turn.understood.dates else turn.today
    clock = time.fromisoformat(times["start_time"]) if "start_time" in times else None
    if clock is None:
        return None
    instant = datetime.combine(when, clock, turn.gazetteer.district.zone)
    # "Tonight" asked at nine in the evening means from now on.
    return max(instant, turn.now) if when == turn.today else instant + timedelta(0)


def _closed_then(turn: Turn, place: Place) -> bool:
    instant = asked_instant(turn)
    if instant is None:
        return False
    # Somebody who comes in the evening doesn't mind a place that opens an hour later.
    return all(
        state_at(place, instant + timedelta(hours=hours_later), turn.gazetteer) == "closed" for hours_later in (0, 1)
    )


def _surely_open(turn: Turn, place: Place) -> float:
    """For an hour that was asked about, what is known to be open then comes before what may be."""
    instant = asked_instant(turn)
    return 3.0 if instant and state_at(place, instant, turn.gazetteer) == "open" else 0.0


def _craved(turn: Turn, place: Place) -> float:
    """How well the place has the dishes asked for: most when its name says so."""
    names = " ".join((*place.name.values(), *place.aliases)).lower()
    texts = [*place.summary.values(), *(text for fact in place.facts for text in fact.text.values())]
    told = " ".join(texts).lower()
    dishes = [_singular(dish) for dish in _dishes(turn)]
    return sum(6.0 if dish in names else 4.0 if dish in told else 0.0 for dish in dishes)


def tables_for(turn: Turn) -> list[str]:
    """Where a plan could have the dish that is craved for, the likeliest first; none when no dish is."""
    if not turn.understood.cravings:
        return []
    found = [
        (-_craved(turn, place), place.id)
        for place in turn.gazetteer.places.values()
        if serves_meals(place.id, turn.gazetteer) and _craved(turn, place) > 0
    ]
    return [place_id for _, place_id in sorted(found)][:_MOST_TABLES]


def _dishes(turn: Turn) -> set[str]:
    """The dishes asked for, and the district's own words for food that the message has."""
    understood = turn.understood
    food = turn.gazetteer.district.themes.get("food")
    words = {fold(word) for word in food.words} - {fold(name) for name in food.name.values()} if food else set()
    return {*understood.cravings, *(word for word in words if len(word) > 1 and word in understood.folded)}


def _recalled(turn: Turn, intent: str) -> dict[str, float]:
    """What recall finds for a question about food, by how likely it is meant."""
    if intent != "food":
        return {}
    return {hit.place_id: hit.score for hit in turn.search.search(turn.text, turn.locale, _MOST_RECALLED)}


def _singular(dish: str) -> str:
    return dish.removesuffix("s") if dish.isascii() else dish


def _heading(turn: Turn, intent: str) -> str:
    if turn.understood.weather:
        return f"recommend-{turn.understood.weather}"
    return f"recommend-{intent}" if intent in ("food", "shopping") else "recommend"


def _price(turn: Turn, place: Place) -> str:
    if not place.price_per_person:
        return ""
    district = turn.gazetteer.district
    low = speech.money(turn.locale, place.price_per_person.min, district)
    high = speech.money(turn.locale, place.price_per_person.max, district)
    return turn.say("price-per-person", price=low if low == high else f"{low}–{high}")


def _hour(turn: Turn, place: Place) -> str:
    instant = asked_instant(turn)
    if instant is None:
        return ""
    state = state_at(place, instant, turn.gazetteer)
    return turn.say(f"then-{state}", time=f"{instant:%H:%M}")


def subjects_of(turn: Turn) -> list[str]:
    """The subjects that the message touches and the district gives advice on."""
    tips = turn.gazetteer.district.tips
    return [name for name, words in _SUBJECTS.items() if name in tips and re.search(words, turn.understood.folded)]


def _tips(turn: Turn, intent: str) -> list[str]:
    tips = turn.gazetteer.district.tips
    subjects = subjects_of(turn)
    default = _TIPS_OF_INTENT.get(intent)
    if default and not subjects:
        subjects = [default]
    said = [pick(text, turn.locale) for subject in subjects for text in tips.get(subject, ())]
    wanted = [tip for tip in said if any(_singular(dish) in tip.lower() for dish in turn.understood.cravings)]
    folded = turn.understood.folded
    meant = [means for means in _MEANS if means.search(folded)]
    wanted = wanted or [tip for tip in said if any(means.search(fold(tip)) for means in meant)]
    return (wanted or said)[:3]
