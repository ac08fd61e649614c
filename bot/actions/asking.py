"""What is asked about a plan: why this, why not that, what next, what it costs, how much walking."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from bot.actions import about_plan, speech
from bot.actions.about_place import answer, visit_minutes
from bot.actions.about_plan import asks_name, asks_seat
from bot.actions.planning import Busy, WishesClash
from bot.actions.recommending import candidates
from bot.actions.several_plans import compare, compares_plans
from bot.actions.shown import WORTH_TELLING, pays, show_plan, stop_name, suggest_changes, visits_of
from bot.actions.trouble import open_question
from bot.actions.turn import Answer, Reply, Turn
from bot.understanding.folding import fold
from bot.understanding.times import clock
from itinerary.meals import EATING
from knowledge.places.faults import Faults
from knowledge.places.place import Place

_WHY = re.compile(r"为什么|为啥|为何|点解|怎么会|凭什么|干嘛|干吗|\bwhy\b|how come")
_NEXT = re.compile(
    r"下一站|下一个|接下来|跟住|之后去|然后去|what'?s next|\bnext\b|where (?:do|are) we go(?:ing)? (?:after|next)"
)
_COST = re.compile(
    r"set (?:me|us) back|多少钱|几钱|使几多|花多少(?!时间)|花费|费用|预算要|人均|几多钱"
    r"|总共要(?!走|行|步|多久|几个|几耐)"
    r"|每(?:个)?人(?:要|使|花|大概|大约)*(?:多少|几多)|cost|expens|price|per (?:person|head)"
    r"|how much(?! (?:of |further )?(?:walk|time|distance|ground|on foot))"
)
_WALK = re.compile(r"走(?:多少|多远|几)|要走|步行|走路|行几多|行几远|(?<!得)(?:几多?|多少)路|walk|on foot")
_SAFE = re.compile(r"安全|危险|治安|偷|\b(?:safe|safety|dangerous|crime)\b")
_WHEN = re.compile(r"几点|几时|什么时候|when|what time")


def ask(turn: Turn) -> Answer:
    """What is asked about the plan: why this, why not that, what next, what it costs, how much walking."""
    if compares_plans(turn):
        return compare(turn)
    itinerary = _in_language(turn, _spoken_of(turn))
    reply = Reply(turn.locale, turn.gazetteer)
    if itinerary is None:
        reply.line(turn.say("no-plan-yet"))
        reply.suggest(turn.say("suggest-plan-tomorrow"), turn.say("suggest-half-day"))
        return Answer([reply], turn.memory, "ask_plan", dict(turn.memory.constraints))
    folded = turn.understood.folded
    kept = turn.planner.kept(str(itinerary["id"]))
    request = kept[0] if kept else {}
    asked = _names_place(turn)
    places = turn.places if asked or _WHY.search(folded) else ()
    stops = {stop["place_id"]: stop for stop in itinerary["stops"] if stop["place_id"]}
    if asks_name(turn):
        about_plan.names(turn, reply)
    elif turn.places and asks_seat(turn) and not _WHY.search(folded):
        return _of_place(turn, "facilities")
    elif places and places[0].id == (request.get("end") or {}).get("place_id") and _WHEN.search(folded):
        about_plan.ends(turn, itinerary, request, reply)
    elif not places and not _WHY.search(folded) and about_plan.answered(turn, itinerary, request, reply):
        pass
    elif not places and not _WHY.search(folded) and _SAFE.search(folded):
        return _unanswered(turn)
    elif places and turn.understood.attribute == "visit_minutes" and not _WHY.search(folded):
        visit_minutes(turn, places[0], reply)
    elif places and _WHEN.search(folded) and places[0].id in stops:
        stop = stops[places[0].id]
        reply.line(
            turn.say(
                "stop-when",
                place=turn.name(places[0]),
                begin=speech.clock(stop["begin"]),
                leave=speech.clock(stop["leave"]),
            )
        )
    elif places and places[0].id in stops:
        stop = stops[places[0].id]
        if not _WHY.search(folded):
            hours = {"begin": speech.clock(stop["begin"]), "leave": speech.clock(stop["leave"])}
            reply.line(turn.say("stop-when", place=turn.name(places[0]), **hours))
        if not (_WHY.search(folded) and about_plan.why_order(turn, stop, reply)):
            reply.line(turn.say("why-this", place=turn.name(places[0])), *stop["reasons"])
            reply.line(*stop["warnings"])
    elif places:
        _why_not(turn, itinerary, places[0].id, reply)
    elif _WHY.search(folded) and (lacking := _lacking_meals(turn, itinerary)):
        _why_no_meal(turn, lacking, reply)
    elif _WHY.search(folded) and (kinds := kinds_spoken_of(turn)):
        _why_kinds(turn, itinerary, kinds, reply)
    elif _NEXT.search(folded):
        _next(turn, itinerary, reply)
    elif _WALK.search(folded) or _COST.search(folded):
        if _WALK.search(folded):
            _walk(turn, itinerary, reply)
        if _COST.search(folded):
            _cost(turn, itinerary, reply)
    elif _WHY.search(folded) and about_plan.why_hours(turn, itinerary, reply):
        pass
    elif _WHY.search(folded):
        for stop in itinerary["stops"]:
            if stop["reasons"]:
                reply.line(turn.say("stop-reason", place=stop["name"], reason=stop["reasons"][0]))
    else:
        show_plan(turn, reply, itinerary)
    if places:
        reply.about(*places[:1])
    suggest_changes(turn, reply, itinerary, "less-walking", "cheaper", "calmer")
    return Answer([reply], turn.memory, "ask_plan", dict(turn.memory.constraints))


def _of_place(turn: Turn, attribute: str) -> Answer:
    """A fact about the place that is asked for while a plan is talked about."""
    told = answer(turn, turn.places[0], attribute)
    return Answer([told], turn.memory, "place_info", dict(turn.memory.constraints))


def _unanswered(turn: Turn) -> Answer:
    """What no plan and no record tells."""
    told = open_question(turn)
    return Answer([told], turn.memory, "ask_plan", dict(turn.memory.constraints))


def _why_not(turn: Turn, itinerary: Mapping[str, Any], place_id: str, reply: Reply) -> None:
    place = turn.gazetteer.places[place_id]
    if place.status != "open":
        reply.line(turn.say(f"left-out-{place.status}", place=turn.name(place)))
        return
    told = turn.planner.why_not(str(itinerary["id"]), place_id, turn.now)
    if told is not None:
        reply.line(turn.say("why-not", place=turn.name(place)), str(told["message"]))
        for way in told.get("relaxations", ())[:2]:
            reply.suggest(str(way["message"]))
        if not told.get("relaxations"):
            reply.suggest(turn.say("suggest-add", place=place.called(turn.locale)))
        return
    reason = next((one["reason"] for one in itinerary["excluded"] if one["place_id"] == place_id), None)
    reply.line(turn.say("why-not", place=turn.name(place)), str(reason or turn.say("why-not-unknown")))
    reply.suggest(turn.say("suggest-add", place=place.called(turn.locale)))


def kinds_spoken_of(turn: Turn) -> set[str]:
    """The kinds of place that are spoken of."""
    return {one.mention.value for one in turn.understood.named if one.mention.kind_of in ("kind", "that_kind")}


def _said_of_kind(turn: Turn) -> str:
    """The word by which the first kind of place is spoken of."""
    of_kinds = [one.mention for one in turn.understood.named if one.mention.kind_of in ("kind", "that_kind")]
    said = turn.understood.folded[of_kinds[0].start : of_kinds[0].end]
    return re.sub(r"^(?:the|that|this) |^[那这嗰呢该](?:一)?[个间座家条处所]?", "", said).removesuffix("s")


def _written(place: Place) -> str:
    """The folded names and summaries of a place."""
    return fold(" ".join((*place.name.values(), *place.aliases, *place.summary.values())))


def _lacking_meals(turn: Turn, itinerary: Mapping[str, Any]) -> list[str]:
    """The meals that are spoken of and not in the plan."""
    planned = {stop.get("meal") for stop in itinerary["stops"]}
    return [meal for meal in turn.understood.meals if meal not in planned]


def _why_no_meal(turn: Turn, meals: Sequence[str], reply: Reply) -> None:
    for meal in meals:
        called = turn.say(f"meal-{meal}")
        if turn.memory.constraints.get("meals", {}).get(meal) is False:
            reply.line(turn.say("why-meal-refused", meal=called))
            continue
        first, last = EATING[meal].covers  # type: ignore[index]
        reply.line(turn.say("why-no-meal", meal=called, hours=f"{clock(first)}–{clock(last)}"))


def _why_kinds(turn: Turn, itinerary: Mapping[str, Any], kinds: set[str], reply: Reply) -> None:
    """Why the plan has what it has of these kinds; if it has nothing, why not the best of them."""
    places = turn.gazetteer.places
    of_kind = [one for one in itinerary["stops"] if one["place_id"] and places[one["place_id"]].kind in kinds]
    for stop in of_kind:
        reply.line(turn.say("why-this", place=turn.name(places[stop["place_id"]])), *stop["reasons"])
    left_out = {one["place_id"] for one in itinerary["excluded"] if places[one["place_id"]].kind in kinds}
    if of_kind:
        return
    said = _said_of_kind(turn)
    called = {one["place_id"] for one in itinerary["excluded"] if said in _written(places[one["place_id"]])}
    names = {fold(name) for kind in kinds for name in turn.gazetteer.district.kinds[kind].name.values()}
    left_out = called or (left_out if any(said in name or name in said for name in names) else set())
    if not left_out:
        reply.line(turn.say("why-none-known", what=said))
        return
    best = next((place.id for place in candidates(turn, "recommend") if place.id in left_out), None)
    _why_not(turn, itinerary, best or min(left_out), reply)


def _names_place(turn: Turn) -> bool:
    """Whether a place is named or counted; "it" is the plan."""
    return any(one.mention.kind_of in ("place", "ordinal", "that_kind") for one in turn.understood.named)


def _next(turn: Turn, itinerary: Mapping[str, Any], reply: Reply) -> None:
    coming = [stop for stop in itinerary["stops"] if datetime.fromisoformat(stop["begin"]) > turn.now]
    if following := about_plan.after_meal(turn, itinerary):
        coming = [following]
    if not coming:
        reply.line(turn.say("next-none"))
        return
    stop = coming[0]
    reply.line(
        turn.say(
            "next", place=stop_name(turn, stop), begin=speech.clock(stop["begin"]), leave=speech.clock(stop["leave"])
        )
    )
    if place := turn.gazetteer.places.get(stop["place_id"] or ""):
        reply.about(place)


def _cost(turn: Turn, itinerary: Mapping[str, Any], reply: Reply) -> None:
    totals, district = itinerary["totals"], turn.gazetteer.district
    cost = speech.money(turn.locale, float(totals["cost"]), district)
    reply.line(turn.say("plan-cost", cost=cost) if pays(itinerary) else turn.say("plan-no-cost"))
    for stop in itinerary["stops"]:
        if stop["cost"]:
            reply.line(
                turn.say(
                    "cost-stop",
                    place=stop_name(turn, stop),
                    cost=speech.money(turn.locale, float(stop["cost"]), district),
                )
            )
    about_plan.other_costs(turn, itinerary, reply)


def _walk(turn: Turn, itinerary: Mapping[str, Any], reply: Reply) -> None:
    if itinerary["totals"]["walk"] < WORTH_TELLING:
        reply.line(turn.say("plan-no-walk"))
        return
    longest = max((leg["walk"] for leg in itinerary["legs"]), default=0)
    reply.line(
        turn.say(
            "plan-walk",
            walk=speech.metres(turn.locale, itinerary["totals"]["walk"]),
            longest=speech.metres(turn.locale, longest),
        )
    )


def current_plan(turn: Turn) -> Mapping[str, Any] | None:
    kept = turn.planner.kept(str(turn.memory.plan["id"])) if turn.memory.plan else None
    return kept[1] if kept else None


def _spoken_of(turn: Turn) -> Mapping[str, Any] | None:
    """The plan that is named by its number or day, else the one talked about last."""
    number = turn.plan_meant
    kept = turn.planner.kept(str((turn.memory.plan or {})["all"][number - 1])) if number else None
    return kept[1] if kept else current_plan(turn)


def _in_language(turn: Turn, itinerary: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The same plan with its reasons in the language of this turn; as it is where that can't be had."""
    kept = turn.planner.kept(str(itinerary["id"])) if itinerary else None
    if itinerary is None or kept is None or kept[0].get("locale", turn.locale) == turn.locale:
        return itinerary
    midnight = datetime.combine(date.fromisoformat(str(itinerary["date"])), time(), turn.gazetteer.district.zone)
    try:
        told = turn.planner.repair(
            str(itinerary["id"]), max(midnight, turn.now), visits_of(itinerary), {"locale": turn.locale}, turn.now
        )["itinerary"]
    except (Faults, WishesClash, Busy):
        return itinerary
    same = [(stop["place_id"], stop["begin"], stop["leave"]) for stop in itinerary["stops"]]
    return told if [(stop["place_id"], stop["begin"], stop["leave"]) for stop in told["stops"]] == same else itinerary
