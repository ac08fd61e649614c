"""What is asked of a plan as a whole: its hours, its dearest stop, the sun of its day, what comes after a meal."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from bot.actions import speech
from bot.actions.recommending import advice
from bot.actions.turn import Reply, Turn
from bot.understanding.folding import compiled
from itinerary.sun import sunrise_and_sunset

_DEAREST = compiled(
    r"(?:最|至)(?:贵|花钱|烧钱|使钱|破费)|\b(?:most expensive|dearest|priciest|costliest|costs? (?:us |me )?the most)\b"
)
_ENDS = compiled(
    r"(?:几点|几时|什么时候|何时)(?:钟)?(?:能|可以|会|就|才|先|大概|左右|全部|要|得)*(?:结束|完(?!全)|玩完|行完|逛完|收|搞掂|搞定|返到|返去|返|回到|回去|回|到家|散)"
    r"|\b(?:when|what time)\b[^,.;]{0,24}\b(?:end|over|finish(?:ed|es)?|done|through|(?:be|get|arrive|are) (?:we |i )?(?:back|home))\b"
)
_BEGINS = compiled(
    r"(?:几点|几时|什么时候|何时)(?:钟)?(?:就|要|可以|能|先|才|会|得)*(?:开始|出发|集合|起程|动身|出门)"
    r"|\b(?:when|what time)\b[^,.;]{0,24}\b(?:start|begin|set (?:off|out)|leave)\b"
)
_WHY_BEGINS = compiled(r"开始|出发|起程|动身|出门|集合|起身|早起|\b(?:start|begin|leave|set (?:off|out)|early)\b")
_WHY_ENDS = compiled(r"结束|收队|收工|返|回去|回到|\b(?:end|finish|stop|be over|back)\b")
_HOUR = compiled(r"点|时|早|晚|\d|\b(?:six|seven|eight|nine|ten|eleven|twelve|early|late|so soon|then)\b")
_ORDER = compiled(
    r"先(?:去|到|逛|睇|看|行|玩|安排|排)|(?:排|放|摆)(?:在|喺)?(?:第一|最前|前面|最后|后面)|最后(?:才|先)?(?:去|到)|(?:第一|头一)(?:站|个)(?:去|是|系)"
    r"|\b(?:first|last|before|after)\b"
)
_SUN = compiled(r"日出|日落|夕阳|落日|太阳(?:下山|出来)|\bsun(?:rise|set)\b|\bsun (?:rise|set|come up|go down)s?\b")
_AFTER = compiled(r"之?后|以后|完(?!成)|\bafter\b")
_MEALS = {
    "lunch": compiled(r"午饭|午餐|中饭|午膳|晏(?!昼)|\blunch\b"),
    "dinner": compiled(r"晚饭|晚餐|晚膳|夜饭|\b(?:dinner|supper)\b"),
}
_CALLED = compiled(
    r"(?:中文|英文|汉语|英语|chinese|english)(?:名|叫|怎么(?:叫|说|写|讲)|点(?:叫|讲|写|样叫))|(?:用)?(?:中文|英文)(?:怎么|点样?)(?:叫|说|写|讲)"
    r"|\b(?:called|named?|say|said|write|written|spell|read|pronounced?)\b[^,.;]{0,40}\bin (?:chinese|mandarin|english|characters)\b|\b(?:chinese|english) name\b"
)
_SITS = compiled(
    r"坐(?:低|下|一下|一阵|坐)|(?:有|冇|没有?)(?:\S{0,3})(?:凳|椅|座位|位坐|地方坐|树荫|遮阴|阴凉)|\b(?:sit(?: down)?|bench(?:es)?|seats?|seating|shade|toilets?|rest ?rooms?)\b"
)


def asks_name(turn: Turn) -> bool:
    """Whether it asks what a place is called in the other language."""
    return bool(turn.places) and bool(_CALLED.search(turn.understood.folded))


def asks_seat(turn: Turn) -> bool:
    """Whether it asks for somewhere to sit, for shade or a toilet at a place."""
    return turn.understood.question and bool(_SITS.search(turn.understood.folded))


def names(turn: Turn, reply: Reply) -> None:
    """What the place asked about is called in Chinese and in English."""
    place = turn.places[0]
    chinese = place.name["zh-Hant" if turn.locale == "zh-Hant" else "zh-Hans"]
    reply.line(turn.say("stop-called", chinese=chinese, english=place.name["en"]))
    reply.about(place)


def answered(turn: Turn, itinerary: Mapping[str, Any], request: Mapping[str, Any], reply: Reply) -> bool:
    """Answers what is asked of the whole plan and of no place in it; False when it is something else."""
    folded = turn.understood.folded
    if _SUN.search(folded):
        _sun(turn, date.fromisoformat(str(itinerary["date"])), reply)
        return True
    if _DEAREST.search(folded):
        _dearest(turn, itinerary, reply)
        return True
    if _ENDS.search(folded):
        ends(turn, itinerary, request, reply)
        return True
    if _BEGINS.search(folded) and itinerary["stops"]:
        reply.line(turn.say("plan-begins", time=speech.clock(itinerary["stops"][0]["begin"])))
        return True
    return False


def ends(turn: Turn, itinerary: Mapping[str, Any], request: Mapping[str, Any], reply: Reply) -> None:
    """When the last stop is over, and when one is where the day ends, if that was told."""
    stops = [stop for stop in itinerary["stops"] if stop["kind"] != "rest"]
    if not stops:
        reply.line(turn.say("plan-empty"))
        return
    last = stops[-1]
    place = turn.gazetteer.places.get(last["place_id"] or "")
    reply.line(
        turn.say("plan-ends", time=speech.clock(last["leave"]), place=turn.name(place) if place else last["name"])
    )
    goal = turn.gazetteer.places.get(str((request.get("end") or {}).get("place_id")))
    home = next((leg for leg in itinerary["legs"] if leg["to"] == "end"), None)
    if goal is not None and home is not None:
        there = datetime.fromisoformat(last["leave"]) + timedelta(minutes=home["duration"] + home["buffer"])
        reply.line(turn.say("plan-back", place=turn.name(goal), time=speech.clock(there)))


def why_hours(turn: Turn, itinerary: Mapping[str, Any], reply: Reply) -> bool:
    """Why the day begins or ends when it does: it was told so, or nothing was; False when that isn't asked."""
    folded = turn.understood.folded
    if not _HOUR.search(folded):
        return False
    for field, words in (("start_time", _WHY_BEGINS), ("end_time", _WHY_ENDS)):
        if words.search(folded):
            told = turn.memory.constraints.get(field)
            time = str(told or speech.clock(itinerary["start" if field == "start_time" else "end"]))
            reply.line(turn.say(f"why-{'told' if told else 'usual'}-{field}", time=time))
            return True
    return False


def why_order(turn: Turn, stop: Mapping[str, Any], reply: Reply) -> bool:
    """Why a stop comes when it does; False when that isn't asked."""
    if not _ORDER.search(turn.understood.folded):
        return False
    place = turn.gazetteer.places[stop["place_id"]]
    reply.line(turn.say("why-order", place=turn.name(place), begin=speech.clock(stop["begin"])))
    return True


def after_meal(turn: Turn, itinerary: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The stop that follows the meal named in "what's next after lunch"; None when none is named or follows."""
    if not _AFTER.search(turn.understood.folded):
        return None
    stops: list[Mapping[str, Any]] = [stop for stop in itinerary["stops"] if stop["kind"] != "rest"]
    for at, stop in enumerate(stops[:-1]):
        meal = stop.get("meal")
        if meal and _MEALS[meal].search(turn.understood.folded):
            following: Mapping[str, Any] = stops[at + 1]
            return following
    return None


def _dearest(turn: Turn, itinerary: Mapping[str, Any], reply: Reply) -> None:
    district, places = turn.gazetteer.district, turn.gazetteer.places
    paid = [stop for stop in itinerary["stops"] if stop["cost"] and stop["place_id"] in places]
    if paid:
        most = max(paid, key=lambda stop: float(stop["cost"]))
        cost = speech.money(turn.locale, float(most["cost"]), district)
        reply.line(turn.say("plan-dearest", place=turn.name(places[most["place_id"]]), cost=cost))
    else:
        reply.line(turn.say("plan-none-dear"))
    other_costs(turn, itinerary, reply)


def other_costs(turn: Turn, itinerary: Mapping[str, Any], reply: Reply) -> None:
    """What the rides of the plan cost, and the places whose price nobody knows."""
    district, places = turn.gazetteer.district, turn.gazetteer.places
    if rides := sum(leg["cost"] for leg in itinerary["legs"]):
        reply.line(turn.say("cost-rides", cost=speech.money(turn.locale, round(rides, 1), district)))
    if unknown := [turn.name(places[one]) for one in itinerary["totals"]["cost_unknown"] if one in places]:
        reply.line(turn.say("cost-unknown-places", places=speech.listed(turn.locale, unknown)))


def sun_hours(turn: Turn, day: date) -> tuple[str, str] | None:
    """When the sun rises and sets on that day, as told by a clock in the district; None where its place isn't known."""
    district = turn.gazetteer.district
    sun = sunrise_and_sunset(day, district.center.lat, district.center.lon) if district.center else None
    if sun is None:
        return None
    rises, sets = (speech.clock(one.astimezone(district.zone)) for one in sun)
    return rises, sets


def _sun(turn: Turn, day: date, reply: Reply) -> None:
    if sun := sun_hours(turn, day):
        reply.line(turn.say("sun", day=turn.day(day), rises=sun[0], sets=sun[1]))
    if tips := advice(turn):
        reply.lines += tips.lines
