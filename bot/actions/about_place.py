"""Answers about one place: each fact with its source and date, and what is not known told as such."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta

from bot.actions import speech
from bot.actions.passages import speaking_of
from bot.actions.turn import Reply, Turn
from bot.understanding.folding import compiled, fold
from itinerary.request import metres_between
from knowledge.places.hours import hours_on, state_at
from knowledge.places.place import Place, VisitMinutes
from knowledge.places.script import foreign_characters
from knowledge.places.text import pick

NEARBY_M = 1500
"""What counts as nearby."""
_MOST_NEARBY = 4
_MOST_FACTS = 3
_GONE = {"planned", "closed"}
"""Of what there is no longer or not yet one asks in vain where it stands."""
_HELD = {"planned", "unknown"}
"""Of an event that is so it is told whether it has been held, not whether it is open."""
_SHUT = {*_GONE, "renovating"}


def answer(turn: Turn, place: Place, attribute: str | None) -> Reply:
    """What was asked about the place; its description when nothing in particular was."""
    reply = Reply(turn.locale, turn.gazetteer)
    reply.about(place)
    if attribute in (None, "address", "description", "transport") and _FOR_DRIVER.search(turn.unnamed):
        _show_driver(turn, place, reply)
        return reply
    of_no_place = attribute == "address" and _stands_nowhere(place)
    if of_no_place or (place.status != "open" and attribute not in ("status", "nearby", "address")):
        _condition(turn, place, reply)
    elif attribute == "nearby" and (place.status in _SHUT or (place.status == "unknown" and not place.position)):
        standing(turn, place, reply)
    belongs = not of_no_place and _belonging(turn, place, attribute, reply)
    if belongs and attribute in _SETTLED_BY_BELONGING and not place.in_district:
        attribute = "description"
    settled = belongs and place.in_district and attribute in _SETTLED_BY_BELONGING
    doubtful = place.status == "unknown" and attribute not in (None, "description", "status", "address")
    if doubtful or (turn.described == place and (settled or attribute not in (None, "description"))):
        # Who told of it without its name hears which one it is; who asks of what may be no sight, what it is.
        reply.line(_summary(turn, place))
    if thing := _thing(turn, place, attribute):
        reply.line(
            turn.say("unknown-thing", place=turn.name(place), thing=thing),
            turn.say("ask-office", office=speech.office(turn.locale, turn.gazetteer.district)),
        )
        turn.recorder.record("question", turn.text, (place.id,), turn.locale)
    if bathing := _bathing(turn, place, attribute):
        reply.lines += bathing
        _unconfirmed(turn, place, _BATHING, reply)
        attribute = "opening_hours" if attribute == "opening_hours" else None
        if line := hours_line(turn, place, asked_day(turn, place)):
            reply.line(line, reply.cite(place, "opening_hours"))
    elif not settled:
        _BY_ATTRIBUTE.get(attribute or "description", _description)(turn, place, reply)
    _passage(turn, place, attribute, reply)
    _suggest(turn, place, attribute, reply)
    return reply


_BELONGS = compiled(
    r"归|属|算(?:不算|唔算|是|系)?|在不在|喺唔喺|是不是|系咪|是否|(?:在|喺|是|系)[^,，]{0,8}(?:的|嘅)?(?:吗|么|嘛|不|㗎|[?？])"
    r"|\binside\b|\bwithin\b|\bpart of\b|\bbelongs?\b|\boutside\b|\bout of\b|\b(?:is|are|isn't|aren't)\b.{0,40}\bin\b"
)
_WHICH_DISTRICT = compiled(r"(?:哪个?|边个?|什么|咩)区|\bwhich district\b|\bwhat district\b")
_STEPS = compiled(
    r"轮椅|台阶|楼梯|无障碍|婴儿车|推车|走得动|爬得动|上得去|行得到|\bwheel|\bsteps?\b|\bstairs?\b|\bstep.?free\b|accessib|\bprams?\b|\bbuggy\b|\bpushchair|\bstroller|\bmanage\b|\bcope\b"
)
"""Asks whether one gets in without climbing."""
_SETTLED_BY_BELONGING = {None, "description", "status"}
_THING = compiled(
    r"救生员?|灯光秀?|喷泉|讲解|导览|升旗|快艇|摩托艇|更衣室|淋浴|冲凉房?|厕所|洗手间|卫生间|停车场?|泳池|食堂|小卖部|咖啡厅?|母婴室|阅览室|充电桩|寄存柜?|沙滩椅|躺椅|遮阳伞|救生圈|泳圈|皮划艇|烧烤炉|帐篷"
    r"|\b(?:life ?guards?|light shows?|fountains?|showers?|guided tours?|audio ?guides?|changing rooms?|toilets?|restrooms?|lockers?"
    r"|car ?park|parking|caf[eé]|gift shop|pool|kiosk|canteen|deck ?chairs?|parasols?|umbrellas?|sun ?beds?|jet ?skis?|kayaks?)\b"
)
"""What is at a place and keeps other hours and prices than the place."""
_FOR_DRIVER = compiled(
    r"(?:司机|师傅|的哥).{0,6}(?:看|讲|说|话|睇)|(?:同|跟|对|给|畀|俾)(?:的士|出租车)?(?:司机|师傅)"
    r"|\b(?:taxi|cab)? ?driver\b|\bin chinese\b|\bchinese (?:name|characters|address)\b|\bname in chinese\b"
)
"""Wants the name as a driver reads it."""
_DETAILS = (
    (
        compiled(
            r"(?:谁|边个|哪位|哪个)(?:负责)?设计|设计师|建筑师|设计者|\bwho design\w+\b|\barchitects?\b|\bdesigned by\b"
        ),
        compiled(r"设计|建筑师|\bdesign\w*|\barchitect"),
    ),
    (
        compiled(
            r"(?:什么时候|几时|何时|哪一?年|几多年|边年)[^?？]{0,4}(?:建|起|盖|修)(?!好|成了|完)|建于|\bwhen (?:was|were) .{0,40}\bbuilt\b|\bhow old is\b"
        ),
        compiled(
            r"[建修]于|始建|落成|\d{4}年(?:的|建|起|修|盖|落)|\bbuilt\b|\bdates from\b|\bfrom 1\d{3}\b|\b1\d{3}\b"
        ),
    ),
)
"""What may be asked of a place's making, and what tells of it."""
_BATHING = compiled(r"游泳|游水|泳场|浴场|下水|\bswim\w*|\bbath(?:e|ing)\b")
_SOLD_THERE = compiled(r"地图|明信片|纪念品|冰箱贴|\bmaps?\b|\bpostcards?\b|\bsouvenirs?\b|\bmagnets?\b")
"""Has a price that is none of entry."""
_THAT_DAY = compiled(r"(?:那|嗰|这|呢|当)(?:一)?(?:天|日)|到时|到時|\b(?:that|the) day\b|\bthen\b")
_BY_NOW = compiled(r"现在|而家|今天|今日|\b(?:now|today|still)\b")


def _stands_nowhere(place: Place) -> bool:
    return place.status in _GONE and not place.address


def _belonging(turn: Turn, place: Place, attribute: str | None, reply: Reply) -> bool:
    """Tells that a place lies beyond the district, or within when just that is asked; whether just that was asked."""
    district = turn.gazetteer.district
    said = turn.unnamed
    ours = [fold(name) for name in (*district.name.values(), *district.aliases)]
    of_ours = any(name in said for name in ours) and bool(_BELONGS.search(said))
    asked = bool(turn.understood.question) and (of_ours or bool(_WHICH_DISTRICT.search(said)))
    names = {"place": turn.name(place), "district": pick(district.name, turn.locale)}
    if place.in_district:
        reply.line(turn.say("place-inside", **names) if asked else "")
    elif asked or attribute in ("address", "transport"):
        reply.line(turn.say("place-outside", **names))
    return asked


def _show_driver(turn: Turn, place: Place, reply: Reply) -> None:
    """The name and address as somebody reads them who speaks Chinese only."""
    names = [place.name["zh-Hans"], (place.address or {}).get("zh-Hans", "")]
    reply.line(
        turn.say("show-driver", names=speech.listed("zh-Hans", filter(None, names))), reply.cite(place, "address")
    )
    if not place.address:
        reply.line(turn.say("unknown-fact", place=turn.name(place), what=turn.say("what-address")))
    _suggest(turn, place, "address", reply)


def _untold(turn: Turn, place: Place) -> str | None:
    """What is asked of a place's making, as it was written, when nothing that is written of the place tells it."""
    texts = [
        fold(text) for text in (*place.summary.values(), *(one for fact in place.facts for one in fact.text.values()))
    ]
    for asks, tells in _DETAILS:
        match = asks.search(turn.understood.folded)
        if match and not any(tells.search(text) for text in texts):
            return turn.understood.text[match.start() : match.end()]
    return None


def _bathing(turn: Turn, place: Place, attribute: str | None) -> list[str]:
    """The district's advice on bathing, when one asks for it at the shore: its hours are not those of the beach."""
    by_the_sea = "seaside" in place.themes
    asks = attribute in (None, "description", "facilities", "opening_hours", "status")
    if not (by_the_sea and asks and _BATHING.search(turn.unnamed)):
        return []
    return [pick(tip, turn.locale) for tip in turn.gazetteer.district.tips.get("sea", ())[:1]]


def _unconfirmed(turn: Turn, place: Place, speaks: re.Pattern[str], reply: Reply) -> None:
    """What nobody has confirmed yet, of what a question is about, where it says more than that it is unknown."""
    for note in place.needs_check:
        says_more = fold(pick(note, turn.locale)) != fold(turn.say("what-opening_hours"))
        if says_more and any(speaks.search(fold(text)) for text in note.values()):
            reply.line(turn.say("not-confirmed", what=pick(note, turn.locale)))


def asked_day(turn: Turn, place: Place) -> date:
    """The day that is asked about: one that is named, else that of the plan the place or "that day" belongs to."""
    if turn.understood.dates:
        return turn.understood.dates[0]
    if turn.understood.past and turn.understood.past.day:
        return turn.understood.past.day
    planned = turn.memory.constraints.get("date") if turn.memory.plan else None
    folded = turn.understood.folded
    stops = (turn.memory.plan or {}).get("stops", ())
    if planned and (_THAT_DAY.search(folded) or (place.id in stops and not _BY_NOW.search(folded))):
        return date.fromisoformat(str(planned))
    return turn.today


def _thing(turn: Turn, place: Place, attribute: str | None) -> str | None:
    """What at the place is asked about, as it was written, when no fact of the place speaks of it."""
    if attribute not in ("opening_hours", "ticket"):
        return None
    match = _THING.search(turn.unnamed)
    if match is None or any(match[0] in fold(text) for fact in place.facts for text in fact.text.values()):
        return None
    return turn.understood.text[match.start() : match.end()]


def _passage(turn: Turn, place: Place, attribute: str | None, reply: Reply) -> None:
    """The fact that speaks of what was asked, unless it has been told."""
    if attribute in ("status", "nearby", "phone"):
        return
    told = "\n".join(reply.lines)
    for fact in speaking_of(turn, place)[:1]:
        text = pick(fact.text, turn.locale)
        if text not in told:
            reply.line(text, reply.cite_fact(place, fact))


_TOLD_OF = {
    "opening_hours": r"开放|营业|开门|闭馆|\d点|\bopens?\b|\bhours\b|\bclos",
    "ticket": r"元|免费|门票|票价|cny|\bfree\b|ticket|fare",
    "address": r"位于|地址|号(?!线)|路口|located|stands on|address",
    "transport": r"公交|路车|巴士|坐船|上船|船|轮渡|步行|打车|地铁|\bbus|\bboats?\b|ferry|\bwalk",
    "phone": r"电话|热线|phone|\bcall\b",
    "visit_minutes": r"小时|分钟|\bhours?\b|minutes",
    "facilities": r"停车|厕所|洗手间|轮椅|无障碍|电梯|更衣|淋浴|寄存|空调|讲解|parking|toilet|wheelchair|shower|locker",
}
"""What a fact speaks of that can stand for a field that is missing; in simplified characters and English."""


def _told(turn: Turn, place: Place, what: str, reply: Reply) -> bool:
    """Gives the facts that speak of what was asked, with their sources; whether there were any."""
    asked = re.compile(_TOLD_OF[what], re.ASCII)
    found = [
        fact
        for fact in place.facts
        if any(asked.search(fold(text)) or asked.search(text) for text in fact.text.values())
        and not (what == "ticket" and any(_SOLD_THERE.search(fold(text)) for text in fact.text.values()))
    ]
    for fact in found[:2]:
        cited = reply.cite_fact(place, fact)
        reply.line(turn.say("summary", place=turn.name(place), summary=pick(fact.text, turn.locale)), cited)
    return bool(found)


def unknown(turn: Turn, place: Place, what: str, reply: Reply) -> None:
    """Says that we don't know, and who may: the place itself when its number is known, else the office."""
    reply.line(
        turn.say("unknown-fact", place=turn.name(place), what=turn.say(f"what-{what}")),
        "" if _can_be_called(place, what) else _ask_office(turn),
    )
    _ask_there(turn, place, what, reply)
    turn.recorder.record("question", turn.text, (place.id,), turn.locale)


def _can_be_called(place: Place, what: str) -> bool:
    return bool(place.phone) and place.status in ("open", "unknown") and what != "phone"


def _ask_office(turn: Turn) -> str:
    return turn.say("ask-office", office=speech.office(turn.locale, turn.gazetteer.district))


def _ask_there(turn: Turn, place: Place, what: str, reply: Reply) -> None:
    if _can_be_called(place, what):
        phone = speech.listed(turn.locale, place.phone)
        reply.line(turn.say("ask-place", place=turn.name(place), phone=phone), reply.cite(place, "phone"))


def hours_line(turn: Turn, place: Place, when: date) -> str | None:
    """The openings of that day as a sentence; None when unknown."""
    hours = hours_on(place, when, turn.gazetteer)
    if not hours.known:
        return None
    values = {"place": turn.name(place), "day": turn.day(when)}
    if not hours.openings:
        return turn.say("hours-closed", **values)
    return turn.say("hours-open", hours=_spans(turn, place, when), **values)


def ticket_text(turn: Turn, place: Place) -> str | None:
    """What entry costs, without its source; None when unknown."""
    ticket, district = place.ticket, turn.gazetteer.district
    if ticket is None:
        return None
    prices = {kind: getattr(ticket, kind) for kind in ("adult", "child", "senior", "student")}
    known = {kind: price for kind, price in prices.items() if price is not None}
    if known and all(price == 0 for price in known.values()):
        return turn.say("ticket-free")
    said = [
        turn.say(f"ticket-{kind}", price=speech.money(turn.locale, price, district) if price else turn.say("free"))
        for kind, price in known.items()
    ]
    if ticket.note:
        # The sentence that it becomes a part of ends by itself.
        said.append(pick(ticket.note, turn.locale).rstrip("。."))
    return speech.listed(turn.locale, said) or None


def _opening_hours(turn: Turn, place: Place, reply: Reply) -> None:
    when = asked_day(turn, place)
    if turn.understood.past and turn.understood.past.never:
        reply.line(turn.say("date-never", said=turn.understood.past_words))
    line = hours_line(turn, place, when)
    if line is None:
        unknown(turn, place, "opening_hours", reply)
        if place.opening_hours is not None:
            _known_holidays(turn, place, reply)
        _unconfirmed(turn, place, _OF_HOURS, reply)
        return
    state = ""
    if when == turn.today:
        state = {"open": turn.say("now-open"), "closed": turn.say("now-closed")}.get(
            state_at(place, turn.now, turn.gazetteer), ""
        )
    reply.line(line, state)
    if week := _week(turn, place):
        reply.line(turn.say("hours-week", hours=week))
    if place.last_entry:
        reply.line(turn.say("last-entry", times=speech.listed(turn.locale, place.last_entry)))
    reply.line(reply.cite(place, "opening_hours"), _stale(turn, place, "opening_hours"))
    _unconfirmed(turn, place, _OF_HOURS, reply)


_OF_HOURS = compiled(r"闭馆|休息日|开放|营业时|时段|\bclosing\b|\bhours\b|\bopening\b")


def _known_holidays(turn: Turn, place: Place, reply: Reply) -> None:
    """The hours of the next holiday, when it is only for holidays that they are known."""
    for when, names in sorted(turn.gazetteer.calendar.holidays.items()):
        if when < turn.today:
            continue
        hours = hours_on(place, when, turn.gazetteer)
        if hours.known and hours.openings:
            reply.line(
                turn.say(
                    "hours-holiday-only",
                    holiday=pick(names, turn.locale),
                    day=turn.day(when),
                    hours=_spans(turn, place, when),
                ),
                _last_entry(turn, place, when),
                reply.cite(place, "opening_hours"),
            )
            return


def _last_entry(turn: Turn, place: Place, when: date) -> str:
    """The last entries that lie within the openings of that day."""
    spans = [(f"{one.begin:%H:%M}", f"{one.end:%H:%M}") for one in hours_on(place, when, turn.gazetteer).openings]
    times = [time for time in place.last_entry if any(begin < time < end for begin, end in spans)]
    return turn.say("last-entry", times=speech.listed(turn.locale, times)) if times else ""


def _spans(turn: Turn, place: Place, when: date) -> str:
    openings = hours_on(place, when, turn.gazetteer).openings
    if any(opening.end - opening.begin >= timedelta(hours=24) for opening in openings):
        return turn.say("all-day")
    return speech.listed(turn.locale, (f"{opening.begin:%H:%M}–{opening.end:%H:%M}" for opening in openings))


def _week(turn: Turn, place: Place) -> str | None:
    """The next seven days, like days together; None when they are all alike or one is unknown."""
    days = [turn.today + timedelta(offset) for offset in range(7)]
    days.sort(key=date.weekday)
    spans: dict[str, list[date]] = {}
    for when in days:
        hours = hours_on(place, when, turn.gazetteer)
        if not hours.known:
            return None
        spans.setdefault(_spans(turn, place, when) if hours.openings else turn.say("closed"), []).append(when)
    if len(spans) == 1:
        return None
    return "; ".join(
        f"{speech.listed(turn.locale, (turn.say(f'weekday-{when.weekday()}') for when in same))} {text}"
        for text, same in spans.items()
    )


def _ticket(turn: Turn, place: Place, reply: Reply) -> None:
    text = ticket_text(turn, place)
    if text:
        reply.line(turn.say("ticket", place=turn.name(place), prices=text), reply.cite(place, "ticket"))
        reply.line(_stale(turn, place, "ticket"))
    if place.price_per_person:
        district = turn.gazetteer.district
        low = speech.money(turn.locale, place.price_per_person.min, district)
        high = speech.money(turn.locale, place.price_per_person.max, district)
        price = low if low == high else f"{low}–{high}"
        reply.line(turn.say("price-per-person", price=price), reply.cite(place, "price_per_person"))
    elif not text and _told(turn, place, "ticket", reply):
        reply.line(
            turn.say("price-today-unknown"),
            turn.say("ask-office", office=speech.office(turn.locale, turn.gazetteer.district)),
        )
    elif not text:
        unknown(turn, place, "ticket", reply)


def _address(turn: Turn, place: Place, reply: Reply) -> None:
    if re.search(_TOLD_OF["transport"], turn.unnamed, re.ASCII) and not place.address:
        # Who asks where the boat leaves from wants the pier.
        _told(turn, place, "transport", reply)
    if place.address:
        reply.line(
            turn.say("address", place=turn.name(place), address=pick(place.address, turn.locale)),
            reply.cite(place, "address"),
        )
        if turn.locale == "en" and "zh-Hans" in place.address:
            reply.line(turn.say("address-for-driver", address=place.address["zh-Hans"]))
    if place.position and place.position.precision != "exact":
        if not place.address:
            reply.line(turn.say("unknown-fact", place=turn.name(place), what=turn.say("what-address")))
        distance = speech.metres(turn.locale, place.position.uncertainty_m)
        reply.line(
            turn.say("position-estimate", place=turn.name(place), distance=distance), reply.cite(place, "position")
        )
        if not place.address:
            around(turn, place, reply)
    elif place.position:
        reply.line(turn.say("position-on-map", place=turn.name(place)), reply.cite(place, "position"))
        if not place.address:
            around(turn, place, reply)
    elif _stands_nowhere(place):
        # That it is only planned is told; what it shall be says why there is nothing to point at.
        reply.line(_summary(turn, place))
    elif not place.address:
        unknown(turn, place, "address", reply)
    if place.position and not place.address and turn.described != place:
        # From where to where a street of steps leads says more than a point of it.
        reply.line(_summary(turn, place))


def around(turn: Turn, place: Place, reply: Reply) -> None:
    """What is nearest to the place, and how far away."""
    near = next(iter(nearby(turn, place)), None)
    if near:
        other, distance = near
        if within_uncertainty(place, other, distance):
            reply.line(turn.say("address-close", place=turn.name(other)))
            return
        reply.line(turn.say("address-near", place=turn.name(other), distance=speech.metres(turn.locale, distance)))


def within_uncertainty(one: Place, other: Place, metres: float) -> bool:
    """Whether two places lie no further apart than either's position is sure."""
    unsure = (place.position.uncertainty_m for place in (one, other) if place.position)
    return metres <= max(unsure, default=0)


def _transport(turn: Turn, place: Place, reply: Reply) -> None:
    if not place.transport and _told(turn, place, "transport", reply):
        return
    if not place.transport:
        unknown(turn, place, "transport", reply)
        tips = turn.gazetteer.district.tips.get("transport", ())
        if tips:
            reply.line(turn.say("in-general"), pick(tips[0], turn.locale))
        return
    lines = "; ".join(pick(line, turn.locale) for line in place.transport)
    reply.line(turn.say("transport", place=turn.name(place), lines=lines), reply.cite(place, "transport"))


def _phone(turn: Turn, place: Place, reply: Reply) -> None:
    if not place.phone:
        unknown(turn, place, "phone", reply)
        return
    reply.line(
        turn.say("phone", place=turn.name(place), phone=speech.listed(turn.locale, place.phone)),
        reply.cite(place, "phone"),
    )


def visit_minutes(turn: Turn, place: Place, reply: Reply) -> None:
    """How long a visit takes, and how long the plan under discussion gives it."""
    if place.visit_minutes is None:
        unknown(turn, place, "visit_minutes", reply)
    else:
        _usual_minutes(turn, place, place.visit_minutes, reply)
    kept = turn.planner.kept(str(turn.memory.plan["id"])) if turn.memory.plan else None
    for stop in kept[1]["stops"] if kept else ():
        if stop["place_id"] == place.id and stop["kind"] != "rest":
            begin, leave = datetime.fromisoformat(stop["begin"]), datetime.fromisoformat(stop["leave"])
            reply.line(
                turn.say(
                    "stay-planned",
                    length=speech.length(turn.locale, int((leave - begin).total_seconds()) // 60),
                    begin=speech.clock(begin),
                    leave=speech.clock(leave),
                )
            )


def _usual_minutes(turn: Turn, place: Place, minutes: VisitMinutes, reply: Reply) -> None:
    reply.line(
        turn.say(
            "visit-minutes",
            place=turn.name(place),
            typical=speech.length(turn.locale, minutes.typical),
            least=speech.length(turn.locale, minutes.min),
            most=speech.length(turn.locale, minutes.max),
        ),
        reply.cite(place, "visit_minutes"),
    )


def _summary(turn: Turn, place: Place) -> str:
    return turn.say("summary", place=turn.name(place), summary=pick(place.summary, turn.locale))


def _description(turn: Turn, place: Place, reply: Reply) -> None:
    if untold := _untold(turn, place):
        reply.line(turn.say("untold", place=turn.name(place), said=untold), _ask_office(turn))
        turn.recorder.record("question", turn.text, (place.id,), turn.locale)
        reply.line(_summary(turn, place))
        return
    reply.line(_summary(turn, place))
    said = place.summary.get(turn.locale, "")
    # What answers a question may mean nothing without it.
    facts = [fact for fact in place.facts if not fact.questions]
    told = [fact for fact in facts if fact.text.get(turn.locale, "") not in said][:_MOST_FACTS]
    for fact in told:
        reply.add_source(place.id, "facts", fact.source, fact.as_of)
        cited = turn.say(
            "sourced",
            source=speech.source(turn.locale, fact.source, turn.gazetteer),
            as_of=speech.as_of(turn.locale, fact.as_of),
        )
        reply.line(pick(fact.text, turn.locale), cited)
    for fact in place.facts:
        if fact not in told and fact.text.get(turn.locale, "-") in said:
            reply.add_source(place.id, "summary", fact.source, fact.as_of)
    if place.event_dates:
        reply.line(
            turn.say("event-dates", dates=pick(place.event_dates, turn.locale)), reply.cite(place, "event_dates")
        )
    if place.status == "open":
        reply.line(hours_line(turn, place, turn.today) or "")
        if hours_line(turn, place, turn.today):
            reply.cite(place, "opening_hours")
        if text := ticket_text(turn, place):
            reply.line(turn.say("ticket", place=turn.name(place), prices=text), reply.cite(place, "ticket"))
        reply.cite(place, "status")


def _status(turn: Turn, place: Place, reply: Reply) -> None:
    _condition(turn, place, reply)
    if place.status != "renovating" and turn.described != place:
        # Whether it is still what it was, or lets visitors in, its summary tells.
        reply.line(_summary(turn, place))


def short_status(turn: Turn, place: Place) -> str:
    """Whether it is open, in a few words."""
    return turn.say(f"short-{_said_of(place, {'planned'})}")


def _said_of(place: Place, held: Collection[str]) -> str:
    """The status; of an event, which is held and not built, in words of its own where there are some."""
    return f"{place.status}-event" if place.kind == "event" and place.status in held else place.status


def standing(turn: Turn, place: Place, reply: Reply) -> None:
    """Whether it is open, closed, under repair or only planned, as of when."""
    provenance = place.provenance.get("status")
    when = speech.as_of(turn.locale, provenance.as_of) if provenance else turn.say("undated")
    reply.line(
        turn.say(f"status-{_said_of(place, _HELD)}", place=turn.name(place), as_of=when),
        pick(place.status_note, turn.locale) if place.status_note else "",
        reply.cite(place, "status"),
        _stale(turn, place, "status"),
    )


def _condition(turn: Turn, place: Place, reply: Reply) -> None:
    """Its standing, with what the plan says of it and who knows more."""
    standing(turn, place, reply)
    if place.status in ("planned", "unknown") and place.plan_quote and turn.locale != "en":
        original = place.plan_quote.original if turn.locale == "zh-Hant" else None
        quote = original or place.plan_quote.text
        # What the plan wrote is quoted as it stands or not at all.
        if not foreign_characters(quote, turn.locale):
            reply.line(turn.say("plan-says", quote=quote))
    if place.status == "unknown":
        reply.line(turn.say("ask-office", office=speech.office(turn.locale, turn.gazetteer.district)))


def _facilities(turn: Turn, place: Place, reply: Reply) -> None:
    said = False
    if place.accessibility and (place.accessibility.wheelchair or place.accessibility.note):
        level = place.accessibility.wheelchair
        reply.line(
            turn.say(f"wheelchair-{level}", place=turn.name(place)) if level else "",
            pick(place.accessibility.note, turn.locale) if place.accessibility.note else "",
            reply.cite(place, "accessibility"),
        )
        said = bool(_STEPS.search(turn.understood.folded))
    if place.indoor is not None:
        reply.line(turn.say("indoor" if place.indoor else "outdoor", place=turn.name(place)))
    if not said:
        unknown(turn, place, "facilities", reply)
        access = turn.gazetteer.district.tips.get("access", ())
        if _STEPS.search(turn.understood.folded) and place.accessibility is None:
            reply.lines += [pick(tip, turn.locale) for tip in access]


def _nearby(turn: Turn, place: Place, reply: Reply) -> None:
    if place.position is None:
        unknown(turn, place, "address", reply)
        return
    found = nearby(turn, place)[:_MOST_NEARBY]
    if not found:
        reply.line(turn.say("nearby-none", place=turn.name(place)))
        return
    reply.line(turn.say("nearby", place=turn.name(place)))
    for index, (other, distance) in enumerate(found, 1):
        close = within_uncertainty(place, other, distance)
        reply.line(
            turn.say(
                "nearby-close" if close else "nearby-one",
                number=index,
                place=turn.name(other),
                distance=speech.metres(turn.locale, distance),
                summary=pick(other.summary, turn.locale),
            )
        )
        reply.cite(other, "position")
    reply.line(turn.say("distances-estimated"))
    reply.about(*(other for other, _ in found))


def nearby(turn: Turn, place: Place, within: float = NEARBY_M) -> list[tuple[Place, int]]:
    """Open places around, nearest first, with the straight distance; food first if food was asked for."""
    if place.position is None:
        return []
    kinds = turn.gazetteer.district.kinds
    hungry = "food" in turn.understood.themes or bool(turn.understood.cravings)
    named = (one for one in turn.understood.named if one.mention.kind_of in ("kind", "that_kind"))
    wanted = {one.mention.value for one in named if one.role != "avoid"}
    found = []
    for other in turn.gazetteer.places.values():
        if other.id == place.id or other.position is None or other.status != "open":
            continue
        if wanted and other.kind not in wanted:
            continue
        if kinds[other.kind].quality == 0 and not kinds[other.kind].serves_meals:
            continue
        if hungry and not (kinds[other.kind].serves_meals or "food" in other.themes):
            continue
        distance = metres_between(place.position.lat, place.position.lon, other.position.lat, other.position.lon)
        if distance <= within:
            found.append((other, round(distance, -1)))
    return [(other, int(distance)) for other, distance in sorted(found, key=lambda pair: (pair[1], pair[0].id))]


def _stale(turn: Turn, place: Place, field_name: str) -> str:
    """A warning when the field should have been checked again by now."""
    provenance = place.provenance.get(field_name)
    if provenance is None or provenance.check_by is None or provenance.check_by >= turn.today.isoformat():
        return ""
    return turn.say("stale", date=provenance.check_by, office=speech.office(turn.locale, turn.gazetteer.district))


def _suggest(turn: Turn, place: Place, attribute: str | None, reply: Reply) -> None:
    called = place.called(turn.locale)
    if place.status != "open":
        reply.suggest(turn.say("suggest-plan-tomorrow"))
    if place.schedulable:
        reply.suggest(turn.say("suggest-plan-with", place=called))
    worth_asking = ("opening_hours", "transport", "nearby", "ticket") if place.status == "open" else ("nearby",)
    for other in worth_asking if place.kind != "event" else ():
        if other == "nearby" and place.position is None:
            continue
        if other != attribute and len(reply.suggestions) < 4:
            reply.suggest(turn.say(f"suggest-{other}", place=called))


_BY_ATTRIBUTE: dict[str, Callable[[Turn, Place, Reply], None]] = {
    "opening_hours": _opening_hours,
    "ticket": _ticket,
    "address": _address,
    "transport": _transport,
    "phone": _phone,
    "visit_minutes": visit_minutes,
    "description": _description,
    "status": _status,
    "facilities": _facilities,
    "nearby": _nearby,
}
