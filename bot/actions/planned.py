"""Plans: made from what was said, changed by what is said next, and asked about."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.actions import echo, speech
from bot.actions.asking import current_plan, kinds_spoken_of
from bot.actions.ends import in_time, sound_ends, with_ends
from bot.actions.ordering import asks_order, in_order, ordered, swapped
from bot.actions.planning import Busy, WishesClash
from bot.actions.recommending import candidates, tables_for
from bot.actions.several_plans import one_each, wants_second
from bot.actions.shown import WORTH_TELLING, difference, show_plan, stops_of, suggest_changes, visits_of
from bot.actions.stops import held
from bot.actions.turn import Answer, Reply, Turn, sticks, wants_back
from bot.actions.under_way import UnderWay, is_running, under_way
from bot.actions.unminded import unminded
from bot.actions.ways_out import named_in, ways_out
from bot.understanding.beyond_measure import Measure, beyond_measure
from bot.understanding.constraints import LITTLE_WALKING, constraints, merged, serves_meals
from bot.understanding.edits import too_expensive_to_go
from bot.understanding.folding import fold
from bot.understanding.setting_out import begins_at_once, rises_late
from bot.understanding.times import clock
from bot.understanding.understanding import Understanding
from itinerary.meals import EATING
from itinerary.request import ItineraryRequest, Party, clock_minutes, metres_between
from itinerary.travel import may_use
from knowledge.places.faults import Faults
from knowledge.places.place import Place

_LATEST_START_TODAY = 15 * 60
"""After this minute a day without a date is planned for tomorrow."""
_QUARTER = 15
_SHORTEST = 120
_EVENING, _NIGHT_ENDS = 17 * 60, 22 * 60
"""A day that begins in the evening ends then if nothing else is said."""
_LESS = 0.6
"""Of the walking there is, what is left when less is asked for."""
_CHEAPER = (0.8, 0.9)
"""Of what a day costs, what is tried in turn when it shall be cheaper."""
_LITTLE = 5
"""Yuan; a day that costs less can hardly be cheaper."""
_MORE_TRIED = 4
"""Places of which the first that the day has room for is added when any more is asked for."""
_HOUR = 60
_USUAL_HOURS = {"start_time": "09:00", "end_time": "18:00"}
_AFTER_DINNER = "20:00"
_LATE_START = "10:00"
"""When the day begins for who doesn't want to rise early."""
_OF_PEOPLE = {"party", "modes", "max_walk", "max_leg_walk", "budget", "pace"}
"""Wishes that go with the visitors rather than with one day."""
_NOT_BEGUN = UnderWay()
_MOST_PLANS = 6
"""Plans of a conversation that can be told apart by their number."""

_WHOLE_DAY = re.compile(
    r"整个(?:行程|计划)|整体|首尾|头尾|成个行程|whole (?:day|plan|thing)|beginning and end|start and (?:end|finish)"
    r"|everything"
)
_MOVES_DAY = re.compile(
    r"改|换|挪|移|推|只|仅|净系|提前|提早|先出发|再出发|错|不是|唔系"
    r"|\b(?:wrong|meant|misunderst\w+|make it|move|change|switch|instead|only|just|rather|shift|start)\b"
)
"""Words of those who move the day rather than add to it."""
_SWAP = re.compile(r"换|另|\b(?:swap|replace|change|exchange|different|new)\b")
_ALL_BUT = re.compile(
    r"除了|除咗|除开|\b(?:everything|all|anything|others?)\b[^.;,]{0,12},?"
    r" (?:except|but|apart from|other than|bar|besides|save)\b"
)
_SAME = re.compile(r"不变|照旧|唔变|不动|as (?:it|they) (?:is|are)|stay|unchanged|same")
_REFUSES = re.compile(
    r"不|唔|没|冇|别|咪|算|删|砍|拿|换|免|腻|厌|闷|无聊|太贵|太远|划|剔|放弃|走开|甩"
    r"|\b(?:skip|no|not|out|off|without|rid|drop|bor(?:ed|ing)|far|pricey|closed|instead|enough|never|nope|forget|pass|less|lose|gone|rather)\b"
    r"|n'?t\b"
)
_STAYS = re.compile(
    r"多[待留玩逛呆]|久|留|保留|一定|必须|雷打不动|[早晚先后前迟]|时间|附近|旁边|吃|食|饭|出发|终点|起点|最后|集合|到达"
    r"|\b(?:keep|stay|longer|more time|must|first|last|before|after|near|around|eat|lunch|dinner)\b"
    r"|\b(?:from|start|end|finish)\b"
    r"|\b(?:early|late|earlier|later|leave (?:it )?in|add|also|too)\b"
)
"""Words of wishes for a stop other than to be rid of it."""
_OTHER_TABLE = re.compile(
    r"换(?:过|去|到|成)?(?:另)?(?:一)?(?:第二)?(?:家|间|个|档|处|度)|换(?:个)?(?:地方|餐厅|馆子|饭店)|第二(?:间|家|度|处)|(?:别|其他|另外?)(?:的|嘅)?(?:一)?(?:家|间|处|地方|餐厅)|去第(?:二|2)"
    r"|\b(?:somewhere|someplace|anywhere) else\b|\belsewhere\b|\b(?:an?other|different|other) (?:place|restaurant|spot|table|one|venue|cafe)\b"
)
"""Wants a meal to be had elsewhere."""
_NEARBY_INSTEAD = re.compile(
    r"(?:换|改)(?:成|做|去|为)?(?:一?个|一?间)?(?:附近|近(?:一?[点啲些])|旁边|周边|隔离)|\b(?:near ?by|close ?by|closer|nearer|near (?:it|there))\b"
)
"""Wants something near instead of a stop."""
_ADDS = re.compile(
    r"(?:把|将)(?:那|嗰|这|呢)?一?(?:家|间|个|档)?(?P<ba>[\u4e00-\u9fff]{2,6}?)(?:也|都)?(?:加|放|排|塞)(?:进|入|上|埋)"
    r"|(?:加|插|塞|排)(?:上|入|进|埋|返|多)?(?:那|嗰|这|呢)?一?(?:个|间|家|档|处)(?P<zh>[\u4e00-\u9fff]{2,6}?)(?:进去|入去|进来)?(?:吧|啦|喇|呀|啊|先)*(?=$|[\s,，.。!！])"
    r"|\b(?:add|include|put in|fit in|squeeze in) (?:an?|the|some|that|one) (?P<en>[a-z]+(?: [a-z]+)?)(?: (?:in|too|as well|please))*(?=\s*(?:$|[,.!]))"
)
"""Wants something more in the plan that is no place and no kind of place by its name."""
_WIDER = {"themes", "max_places", "only_kinds", "date", "alternatives"}
"""Wishes that may bring more places into a day from which some were taken."""


@dataclass(frozen=True)
class _Made:
    itineraries: Sequence[Mapping[str, Any]]
    note: str | None


def plan(turn: Turn) -> Answer:
    """A day from what the message says, on top of wishes told before."""
    if beyond := beyond_measure(turn.understood.folded):
        return _impossible(turn, beyond, "plan")
    before = turn.memory.constraints
    company = None if turn.memory.plan else before.get("party")
    said = constraints(turn.understood, turn.gazetteer, begin=_begin(turn), company=company)
    said |= _from_now(turn, said)
    said |= _for_dinner(turn, said)
    notes = _rising_late(turn, said, turn.memory.constraints.get("start_time"))
    said |= _of_lists(turn, said)
    said |= _of_dishes(turn, said)
    if more := _more_of_kinds(turn, None):
        said["must_visit"] = [*said.get("must_visit", ()), *more]
    if seen := under_way(turn, None).seen:
        said["avoid"] = list(dict.fromkeys([*said.get("avoid", ()), *seen]))
    first = current_plan(turn)
    if first is not None and turn.understood.edit("next_day"):
        # The day after is of the same wishes, and of other places.
        said = {**before, **said, "date": _days_after(first, 1), "avoid": [*before.get("avoid", ()), *visits_of(first)]}
        before = {}
        for name in ("must_visit", "fixed", "alternatives"):
            said.pop(name, None)
    elif turn.memory.plan is not None:
        # A second plan is for the same people, but not for the day and the wishes of the first.
        before = {name: value for name, value in before.items() if name in _OF_PEOPLE and name not in said}
    if _names_the_past(turn):
        return _over(turn, merged(before, said), "plan")
    if len(parts := one_each(turn)) == 2 and (each := _of_each(turn, merged(before, said), parts)):
        return each
    return _planned(
        turn, merged(before, said), notes=[*_journey(turn), *notes, *_kept_beside(turn, first)], intent="plan"
    )


def _days_after(itinerary: Mapping[str, Any], days: int) -> str:
    return (date.fromisoformat(str(itinerary["date"])) + timedelta(days)).isoformat()


def _kept_beside(turn: Turn, first: Mapping[str, Any] | None) -> list[str]:
    """That the plan there was is kept beside the new one, and by which number it can be had back."""
    ids = list((turn.memory.plan or {}).get("all", ()))
    if first is None or first["id"] not in ids or not wants_second(turn, first):
        return []
    day = turn.day(date.fromisoformat(str(first["date"])))
    return [turn.say("plan-kept", day=day, number=ids.index(first["id"]) + 1)]


def _of_each(turn: Turn, wishes: Mapping[str, Any], parts: Sequence[tuple[int, int]]) -> Answer | None:
    """Two plans for one day, each with the places and themes that are told for it; None where one can't be had."""
    themes, made = turn.understood.themes, []
    of_one = ("must_visit", "themes", "only_kinds", "avoid", "alternatives")
    common = {name: value for name, value in wishes.items() if name not in of_one}
    for start, end in parts:
        named = [one.mention for one in turn.understood.named if start <= one.mention.start < end]
        must = [one.value for one in named if one.kind_of == "place" and one.value in wishes.get("must_visit", ())]
        told = {theme for begin, _, theme in turn.understood.theme_words if start <= begin < end and theme in themes}
        kinds = list(dict.fromkeys(one.value for one in named if one.kind_of == "kind")) if not told else []
        if not must and not told and not kinds:
            return None
        own = {**common, "must_visit": must, "themes": {t: themes[t] for t in sorted(told)}, "only_kinds": kinds}
        own = {name: value for name, value in own.items() if value}
        sound, _ = _sound(turn, own)
        try:
            made.append((own, turn.planner.plan(_request(turn, sound), turn.now)["itineraries"][0]))
        except (Faults, WishesClash):
            return None
    replies = []
    for number, (own, itinerary) in enumerate(made, 1):
        reply = Reply(turn.locale, turn.gazetteer)
        reply.line(turn.say("version", number=number))
        reply.line(turn.say("understood", wishes=echo.of(turn, own, _request(turn, own))))
        show_plan(turn, reply, itinerary)
        if number > 1:
            reply.suggestions.clear()
        replies.append(reply)
    replies[0].suggest(turn.say("suggest-version", number=2))
    ids = [str(itinerary["id"]) for _, itinerary in made]
    state = {"id": ids[0], "stops": stops_of(made[0][1]), "all": ids}
    memory = replace(turn.memory.stepped(made[0][0], state), focus=tuple(state["stops"]))
    return Answer(replies, memory, "plan", dict(made[0][0]))


def change(turn: Turn) -> Answer:
    """The plan with what was asked changed, and only that; without a plan, a plan."""
    if turn.memory.plan is None:
        return plan(turn)
    if beyond := beyond_measure(turn.understood.folded):
        return _impossible(turn, beyond, "change_plan")
    first = current_plan(turn)
    if first is not None and wants_second(turn, first):
        return plan(turn)
    if chosen := _alternative(turn):
        if not _says_more(turn):
            return chosen
        turn = replace(turn, memory=chosen.memory, understood=_without_its_day(turn))
    itinerary = current_plan(turn)
    if itinerary is not None and (shut := _swapped_for_shut(turn, itinerary)):
        return _stays(turn, itinerary, turn.say(f"left-out-{shut.status}", place=turn.name(shut)))
    if itinerary is not None and _sticks_to_stop(turn, itinerary):
        return _stays(turn, itinerary)
    if itinerary is not None and (absent := _absent(turn, itinerary)):
        return _stays(turn, itinerary, absent)
    so_far = under_way(turn, itinerary)
    wishes, said, dropped, notes, instead = _changed(turn, itinerary, so_far)
    if _names_the_past(turn):
        return _over(turn, wishes, "change_plan")
    if (
        itinerary is not None
        and not (instead or dropped & set(stops_of(itinerary)))
        and (remembered := _only_remembered(turn, itinerary, wishes, notes, dropped))
    ):
        return remembered
    told = instead or so_far.done or so_far.position or (is_running(turn, itinerary) and turn.understood.edit("late"))
    if wishes == turn.memory.constraints and not dropped and not told and not turn.understood.edit("another"):
        return _added_by_description(turn, itinerary) or _which_change(turn)
    if itinerary is not None and turn.understood.edit("cheaper") and set(said) == {"budget"}:
        return _cheaper(turn, itinerary, wishes)
    if turn.understood.edit("another"):
        wishes = merged(
            wishes, {"avoid": [stop for stop in visits_of(itinerary) if stop not in wishes.get("must_visit", ())][:3]}
        )
        wishes.pop("alternatives", None)
    anew = _turns_all_over(turn) and not _adds_part_of_day(turn, {})
    hold = _NOTHING_HELD if itinerary is None or anew else _held(turn, itinerary, said)
    if turn.understood.edit("more"):
        hold = _Hold(visits_of(itinerary))
    wanted, *others = instead or [wishes]
    return _planned(
        turn,
        wanted,
        notes=notes,
        intent="change_plan",
        before=itinerary,
        anew=anew,
        hold=hold,
        so_far=so_far,
        day=str(itinerary["date"]) if itinerary else None,
        instead=others,
        stays=itinerary if instead else None,
    )


@dataclass(frozen=True)
class _Hold:
    """What of a plan stays as it is while it is mended."""

    locked: Sequence[str] = ()
    """Visits that have to stay."""
    rest: Sequence[str] = ()
    """Visits that nothing was said of, and that stay if that can be."""
    most: int | None = None
    """Visits that the day may have: who drops a stop gets no other for it."""
    firm: bool = False
    """That the rest stays was asked for in so many words: what has to go is told."""
    hours: bool = True
    """The rest stays at its hours as well if that can be."""


_NOTHING_HELD = _Hold()


def _held(turn: Turn, itinerary: Mapping[str, Any], said: Mapping[str, Any]) -> _Hold:
    """What stays when stops are dropped, swapped or added: all the rest, and no more of them than before."""
    visits, locked = visits_of(itinerary), _locked(turn)
    most = (turn.memory.plan or {}).get("most")
    told = {name for name, value in said.items() if value}
    come = [place for place in said.get("must_visit", ()) if place not in visits]
    gone = [place for place in visits if place in said.get("avoid", ())]
    left = [place for place in visits if place not in gone]
    if told & _WIDER or said.get("pace") == "packed" or _lengthens(said, itinerary):
        return _Hold(locked)
    table_goes = any(place in _tables(itinerary) and place not in visits for place in said.get("avoid", ()))
    eats = "eat_at" in told or table_goes
    if told - {"avoid", "must_visit", *(("meals", "eat_at") if eats else ())}:
        return _Hold(locked, most=most and most + len(come))
    if is_running(turn, itinerary) or not left:
        return _Hold(locked, most=most and most + len(come))
    firm = bool(_SAME.search(turn.understood.folded))
    if eats and not gone:
        return _Hold(locked, left, len(left) + len(come), firm, hours=False)
    if gone:
        swaps = bool(_SWAP.search(turn.understood.folded))
        return _Hold(locked, left, len(left) + max(len(come), len(gone) if swaps else 0), firm or swaps)
    return _Hold(locked, left, len(left) + len(come), True) if firm else _Hold(locked, most=most and most + len(come))


def _lengthens(said: Mapping[str, Any], itinerary: Mapping[str, Any]) -> bool:
    """Whether the day begins earlier or ends later than before."""
    begin, end = (speech.clock(str(itinerary[edge])) for edge in ("start", "end"))
    return str(said.get("start_time", begin)) < begin or str(said.get("end_time", end)) > end


def _cheaper(turn: Turn, itinerary: Mapping[str, Any], wishes: Mapping[str, Any]) -> Answer:
    """The same visits and meals for less; where they can't be had for less, that they can't, and the plan as it was."""
    cost, visits = float(itinerary["totals"]["cost"]), visits_of(itinerary)
    hold = _Hold(_locked(turn), most=len(visits))
    for share in _CHEAPER if cost >= _LITTLE else ():
        less = {**wishes, "budget": float(int(cost * share))}
        sound = {"date": str(itinerary["date"]), **_sound(turn, less)[0]}
        request = _request(turn, sound, whole=is_running(turn, itinerary))
        try:
            made = _mended(turn, _visiting(request, visits), itinerary, hold.locked, hold.most, _NOT_BEGUN)
        except (Faults, WishesClash):
            continue
        mended = made.itineraries[0]
        same = set(visits) <= set(visits_of(mended)) and len(_tables(mended)) == len(_tables(itinerary))
        if same and float(mended["totals"]["cost"]) < cost:
            return _planned(
                turn,
                less,
                notes=[],
                intent="change_plan",
                before=itinerary,
                hold=hold,
                day=str(itinerary["date"]),
                made=made,
            )
    dearest = max(itinerary["stops"], key=lambda stop: float(stop["cost"] or 0), default=None)
    place = turn.gazetteer.places.get(dearest["place_id"] or "") if dearest and dearest["cost"] else None
    why = turn.say("as-cheap-but", place=turn.name(place)) if place else turn.say("as-cheap")
    return _stays(turn, itinerary, why)


def _tables(itinerary: Mapping[str, Any]) -> list[str]:
    return [stop["place_id"] for stop in itinerary["stops"] if stop["kind"] == "meal" and stop["place_id"]]


def _absent(turn: Turn, itinerary: Mapping[str, Any]) -> str | None:
    """That what shall be swapped or is too expensive isn't in the plan, when nothing else is said."""
    understood, there = turn.understood, stops_of(itinerary)
    unsaid = not (understood.dates or understood.times or understood.edits or understood.party or understood.budget)
    swapped = [mention.value for mention in understood.with_role("replaced") if mention.kind_of == "place"]
    if unsaid and swapped and _NEARBY_INSTEAD.search(understood.folded) and not set(swapped) & set(there):
        return turn.say("not-in-plan", place=turn.name(turn.gazetteer.places[swapped[0]]))
    if unsaid and not understood.wishes_something and not turn.places and too_expensive_to_go(understood.folded):
        return turn.say("not-in-plan-unnamed")
    return None


def _only_remembered(
    turn: Turn, itinerary: Mapping[str, Any], wishes: Mapping[str, Any], notes: Sequence[str], refused: Collection[str]
) -> Answer | None:
    """The plan as it was, when what was said is kept in mind or can't be done and changes nothing in it."""
    before, stops = turn.memory.constraints, stops_of(itinerary)
    others = {**wishes, "must_visit": None, "avoid": None} == {**before, "must_visit": None, "avoid": None}
    if not others or turn.understood.edit("another"):
        return None
    kept = [one for one in _locked(turn) if one in stops]
    must, had = set(wishes.get("must_visit", ())), set(before.get("must_visit", ()))
    if must - had - set(kept) or (had - must) - set(refused) or not (notes or refused or kept or asks_order(turn)):
        return None
    if set(before.get("avoid", ())) - set(wishes.get("avoid", ())):
        return None
    why = [*notes]
    if refused:
        why.append(turn.say("refused-unplanned", places=_called(turn, sorted(refused))))
    if asks_order(turn):
        why.append(turn.say("order-so-already" if in_order(turn, itinerary) else "order-impossible"))
    answer = _stays(turn, itinerary, speech.sentences(turn.locale, why))
    if dict(wishes) == dict(before):
        return answer
    memory = turn.memory.stepped(wishes, turn.memory.plan)
    return replace(answer, memory=replace(memory, focus=answer.memory.focus), constraints=dict(wishes))


def _called(turn: Turn, ids: Sequence[str]) -> str:
    places = turn.gazetteer.places
    return speech.listed(turn.locale, (turn.name(places[one]) for one in ids if one in places))


def _swapped_for_shut(turn: Turn, itinerary: Mapping[str, Any]) -> Place | None:
    """The place that can't be visited and shall come instead of a stop, when nothing but that is wished for."""
    understood, places = turn.understood, turn.gazetteer.places
    given_up = [one.value for one in understood.with_role("replaced", "avoid") if one.value in stops_of(itinerary)]
    instead = [places[one.value] for one in understood.with_role("replacing", "must", "add") if one.value in places]
    if not given_up or len(instead) != 1 or understood.dates or understood.times or understood.edits:
        return None
    return instead[0] if instead[0].status != "open" else None


def _sticks_to_stop(turn: Turn, itinerary: Mapping[str, Any]) -> bool:
    """Whether a stop that is in the plan is preferred after all: "then rather the garden"."""
    return bool(
        turn.places
        and all(place.id in stops_of(itinerary) for place in turn.places)
        and sticks(turn.understood.folded)
        and not (turn.understood.dates or turn.understood.times or turn.understood.edits)
    )


def _stays(turn: Turn, itinerary: Mapping[str, Any], why: str = "") -> Answer:
    """The plan as it was."""
    reply = Reply(turn.locale, turn.gazetteer)
    reply.line(why, turn.say("plan-stays"))
    show_plan(turn, reply, itinerary)
    memory = replace(turn.memory, focus=tuple(stops_of(itinerary)))
    return Answer([reply], memory, "change_plan", dict(turn.memory.constraints))


def _impossible(turn: Turn, beyond: Measure, intent: str) -> Answer:
    """That no day holds so much, and what one does; nothing is planned and nothing remembered of it."""
    reply = Reply(turn.locale, turn.gazetteer)
    reply.line(turn.say(f"fault-{beyond}"))
    reply.suggest(turn.say("suggest-plan-tomorrow"), turn.say("suggest-half-day"))
    return Answer([reply], turn.memory, intent, dict(turn.memory.constraints))


def _names_the_past(turn: Turn) -> bool:
    return turn.understood.past is not None and not turn.understood.dates


def _over(turn: Turn, wishes: Mapping[str, Any], intent: str) -> Answer:
    """That the day named is past, and the next one as an offer that a yes takes; the wishes are kept for it."""
    past = turn.understood.past
    reply = Reply(turn.locale, turn.gazetteer)
    ways: dict[str, Any] = {}
    said = turn.understood.past_words
    if past is not None and past.never:
        reply.line(turn.say("date-never", said=said), turn.say("which-date"))
    elif past is not None and past.ahead:
        reply.line(turn.say("date-unknown", said=said))
    elif past is None or past.next is None:
        reply.line(turn.say("date-past", said=said), turn.say("which-date"))
    else:
        day = speech.day_and_year(turn.locale, past.next)
        reply.line(turn.say("date-past", said=said), turn.say("date-next", day=day))
        ways = {turn.say("suggest-plan-on", day=day): {"date": past.next.isoformat()}}
    reply.suggest(*ways, *([] if ways else [turn.say("suggest-plan-tomorrow")]))
    kept = {name: value for name, value in wishes.items() if name != "date" or turn.memory.plan}
    memory = replace(turn.memory, constraints=kept, pending={"ways": ways} if ways else None)
    return Answer([reply], memory, intent, dict(kept))


def relax(turn: Turn, change_: Mapping[str, Any]) -> Answer:
    """One of the ways out that were offered."""
    before = turn.memory.constraints
    wishes = {**before, **change_}
    # What the way out leaves out must not come back as a stop nobody asked for.
    left = [place_id for place_id in named_in(before) if place_id not in named_in(wishes)]
    wishes["avoid"] = list(dict.fromkeys([*wishes.get("avoid", ()), *left]))
    wishes = {name: value for name, value in wishes.items() if value is not None and value != []}
    itinerary = current_plan(turn)
    return _planned(turn, wishes, notes=[], intent="change_plan", day=str(itinerary["date"]) if itinerary else None)


def undo(turn: Turn) -> Answer:
    """The state some steps before."""
    edit = turn.understood.edit("undo")
    memory, steps = turn.memory.back(edit.times if edit else 1)
    reply = Reply(turn.locale, turn.gazetteer)
    if not steps:
        reply.line(turn.say("undo-nothing"))
        return Answer([reply], turn.memory, "undo", dict(turn.memory.constraints))
    kept = turn.planner.kept(str(memory.plan["id"])) if memory.plan else None
    reply.line(turn.say("undone", steps=steps))
    if kept:
        show_plan(turn, reply, kept[1])
        memory = replace(memory, focus=tuple(stops_of(kept[1])))
    elif not memory.plan:
        reply.line(turn.say("undone-no-plan"))
        reply.suggest(turn.say("suggest-plan-tomorrow"))
    return Answer([reply], memory, "undo", dict(memory.constraints))


def start_over(turn: Turn) -> Answer:
    """Forgets wishes and plan; they can be gone back to."""
    memory = turn.memory.stepped({}, None) if turn.memory.constraints or turn.memory.plan else turn.memory
    memory = replace(memory, focus=())
    reply = Reply(turn.locale, turn.gazetteer)
    reply.line(turn.say("restarted"))
    reply.suggest(turn.say("suggest-plan-tomorrow"), turn.say("suggest-half-day"), turn.say("suggest-food"))
    return Answer([reply], memory, "start_over", {})


# -- making ---------------------------------------------------------------------------------------------------------


def _planned(
    turn: Turn,
    wishes: Mapping[str, Any],
    *,
    notes: Sequence[str],
    intent: str,
    before: Mapping[str, Any] | None = None,
    anew: bool = False,
    hold: _Hold = _NOTHING_HELD,
    so_far: UnderWay = _NOT_BEGUN,
    day: str | None = None,
    made: _Made | None = None,
    instead: Sequence[Mapping[str, Any]] = (),
    stays: Mapping[str, Any] | None = None,
) -> Answer:
    """The plan for the wishes: mended from the one before, unless that is to be forgotten (``anew``).

    ``day`` is the one to plan for when no wish names one; ``made`` is the plan where it was made already. Wishes that
    clash give way to the next of ``instead``; when the last do, the plan ``stays`` as it was, if one is given.
    """
    wishes, in_good_time = in_time(turn, with_ends(turn, wishes))
    wished = wishes
    wishes, left_out = _sound(turn, wishes)
    # Of a day that is running the past belongs to the plan, too.
    mends = before is not None and not anew and is_running(turn, before)
    request = _request(turn, {"date": day, **wishes} if day else wishes, whole=mends)
    reply = Reply(turn.locale, turn.gazetteer)
    for note in (*notes, *left_out, in_good_time, *_too_late(turn, wishes, request), _not_ridden(turn, request)):
        reply.line(note)
    try:
        made = made or _held_or_made(turn, request, None if anew else before, hold, so_far)
    except Faults as faults:
        return _refused(turn, faults, reply, intent)
    except Busy:
        reply.line(turn.say("busy"))
        return Answer([reply], turn.memory, intent, dict(turn.memory.constraints))
    except WishesClash as clash:
        if instead:
            return _planned(
                turn, instead[0], notes=notes, intent=intent, before=before, anew=anew, hold=hold, so_far=so_far,
                day=day, instead=instead[1:], stays=stays,
            )  # fmt: skip
        if stays is not None:
            return _not_to_be_had(turn, clash, wished, stays)
        unhurried = _unhurried(turn, request, before, hold, so_far, anew=anew)
        if unhurried is None:
            return _clashing(turn, clash, wishes, request, reply, intent)
        reply.line(turn.say("pace-gives-way"))
        made, request = unhurried
    understood = echo.of(turn, {**wishes, "pace": request.get("pace")}, request)
    reply.line(turn.say("understood", wishes=understood))
    first = made.itineraries[0]
    if before is not None:
        reply.line(difference(turn, before, first), _given_way(turn, hold, first))
    show_plan(turn, reply, first)
    reply.line(made.note or "")
    for sentence in unminded(turn, wishes, first):
        reply.line(sentence)
    replies = [reply]
    for number, other in enumerate(made.itineraries[1:], 2):
        another = Reply(turn.locale, turn.gazetteer)
        another.line(turn.say("version", number=number))
        show_plan(turn, another, other)
        another.suggestions.clear()
        replies.append(another)
        reply.suggest(turn.say("suggest-version", number=number))
    musts = wishes.get("must_visit", ())
    shown = [str(itinerary["id"]) for itinerary in made.itineraries]
    state = {
        "id": first["id"],
        "stops": stops_of(first),
        "all": _numbered(turn, shown, changed=before is not None),
        "left_out": _left_out(turn, [one for one in wished.get("must_visit", ()) if one not in musts]),
    }
    if hold.most is not None and before is not None:
        state["most"] = hold.most
    memory = turn.memory.stepped(wishes, state)
    return Answer(replies, replace(memory, focus=tuple(state["stops"])), intent, dict(wishes))


def _not_to_be_had(turn: Turn, clash: WishesClash, wishes: Mapping[str, Any], itinerary: Mapping[str, Any]) -> Answer:
    """That a single stop can't be had so, why, and the plan as it was; the ways out are offered."""
    reply = Reply(turn.locale, turn.gazetteer)
    if turn.understood.edit("more"):
        reply.line(turn.say("no-room-for-more"))
    else:
        reply.line(turn.say("change-impossible"), *(str(conflict["message"]) for conflict in clash.conflicts[:1]))
    reply.line(turn.say("plan-stays"))
    show_plan(turn, reply, itinerary)
    ways = {
        str(way["message"]): {**wishes, **way["change"]} for one in clash.conflicts for way in one["relaxations"][:2]
    }
    if ways and not turn.understood.edit("more"):
        reply.suggestions.clear()
        reply.suggest(*ways)
    else:
        ways = {}
    memory = replace(turn.memory, focus=tuple(stops_of(itinerary)), pending={"ways": ways} if ways else None)
    return Answer([reply], memory, "change_plan", dict(turn.memory.constraints))


def _numbered(turn: Turn, shown: Sequence[str], *, changed: bool) -> list[str]:
    """The conversation's plans in the order of their numbers: a change takes the place of what it changed."""
    if len(shown) > 1 or turn.memory.plan is None:
        return list(shown)
    before, current = list(turn.memory.plan.get("all", ())), turn.memory.plan.get("id")
    if changed and current in before:
        return [shown[0] if one == current else one for one in before]
    return [*(one for one in before if one != shown[0]), shown[0]][-_MOST_PLANS:]


def _held_or_made(
    turn: Turn, request: dict[str, Any], mended: Mapping[str, Any] | None, hold: _Hold, so_far: UnderWay
) -> _Made:
    """A new plan, or the one before with the rest of it held; without holding where it can't be."""
    if mended is None:
        return _made(turn, request, None, hold.locked, so_far)
    if not hold.rest:
        return _mended(turn, request, mended, hold.locked, hold.most, so_far)
    if hold.hours:
        try:
            return _mended(turn, request, mended, [*hold.locked, *hold.rest], hold.most, so_far)
        except (Faults, WishesClash):
            pass
    try:
        return _mended(turn, _visiting(request, hold.rest), mended, hold.locked, hold.most, so_far)
    except (Faults, WishesClash):
        # Something has to go, and nothing comes for it.
        return _mended(turn, request, mended, hold.locked, hold.most and max(1, hold.most - 1), so_far)


def _visiting(request: Mapping[str, Any], rest: Sequence[str]) -> dict[str, Any]:
    return {**request, "must_visit": list(dict.fromkeys([*request.get("must_visit", ()), *rest]))}


def _mended(
    turn: Turn,
    request: dict[str, Any],
    mended: Mapping[str, Any],
    locked: Sequence[str],
    most: int | None,
    so_far: UnderWay,
) -> _Made:
    if most is not None:
        request = {**request, "max_places": min(most, int(request.get("max_places") or most))}
    return _made(turn, request, mended, list(dict.fromkeys(locked)), so_far)


def _given_way(turn: Turn, hold: _Hold, after: Mapping[str, Any]) -> str:
    """Which stops had to go though the rest was to stay as it is, and why."""
    places, there = turn.gazetteer.places, stops_of(after)
    gone = [turn.name(places[one]) for one in hold.rest if one not in there and one in places]
    return turn.say("gave-way", places=speech.listed(turn.locale, gone)) if hold.firm and gone else ""


def _made(
    turn: Turn, request: dict[str, Any], mended: Mapping[str, Any] | None, locked: Sequence[str], so_far: UnderWay
) -> _Made:
    """A new plan, or the one that is to be mended with as little as possible become different."""
    if mended is not None:
        kept = turn.planner.kept(str(mended["id"]))
        changes = _changes(kept[0], request) if kept else {}
        if kept and "date" not in changes and request.get("alternatives", 1) == 1:
            # Before the day has begun nothing of it is past.
            midnight = datetime.combine(date.fromisoformat(request["date"]), time(), turn.gazetteer.district.zone)
            answer = turn.planner.repair(
                str(mended["id"]),
                max(midnight, turn.now),
                locked,
                changes,
                turn.now,
                done=so_far.done,
                position=so_far.position,
            )
            return _Made([answer["itinerary"]], None)
        if kept and set(changes) == {"date"}:
            # The same day on another date, as far as the places are open then.
            same = list(dict.fromkeys([*request.get("must_visit", ()), *visits_of(mended)]))
            try:
                answer = turn.planner.plan({**request, "must_visit": same}, turn.now)
            except (Faults, WishesClash):
                answer = turn.planner.plan(request, turn.now)
            return _Made(answer["itineraries"], answer.get("note"))
    answer = turn.planner.plan(request, turn.now)
    return _Made(answer["itineraries"], answer.get("note"))


def _unhurried(
    turn: Turn,
    request: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    hold: _Hold,
    so_far: UnderWay,
    *,
    anew: bool,
) -> tuple[_Made, dict[str, Any]] | None:
    """The day at a usual pace, where an easy one is all that stands against what was asked for by name."""
    if request.get("pace") != "relaxed" or not named_in(request):
        return None
    usual = {name: value for name, value in request.items() if name != "pace"}
    try:
        return _held_or_made(turn, usual, None if anew else before, hold, so_far), usual
    except (Faults, WishesClash, Busy):
        return None


def _changes(before: Mapping[str, Any], request: Mapping[str, Any]) -> dict[str, Any]:
    """The fields in which a request, defaults filled in, differs from the one before."""
    usual = _usual(request["date"])
    full = {**usual, **request}
    for field in ("party", "meals"):
        full[field] = {**usual[field], **request.get(field, {})}
    ignored = ("alternatives", "time_limit", "seed")
    return {name: value for name, value in full.items() if value != before.get(name) and name not in ignored}


def _usual(day: str) -> dict[str, Any]:
    """A request that wishes nothing, defaults filled in."""
    return ItineraryRequest(date=date.fromisoformat(day)).as_json()


def _request(turn: Turn, wishes: Mapping[str, Any], *, whole: bool = False) -> dict[str, Any]:
    """An itinerary request from the wishes: a day, hours that are still to come (or the ``whole`` day), a language."""
    request = {name: value for name, value in wishes.items() if name != "unwanted"}
    minute = turn.now.hour * 60 + turn.now.minute
    if "date" not in request:
        begin = clock_minutes(str(request["start_time"])) if "start_time" in request else None
        late = minute > _LATEST_START_TODAY if begin is None else begin < minute
        request["date"] = (turn.today + timedelta(1 if late else 0)).isoformat()
    if request["date"] == turn.today.isoformat() and not whole:
        request |= _still_today(request, minute)
    if "start_time" in request and "end_time" not in request:
        begin = clock_minutes(str(request["start_time"]))
        if begin >= _EVENING:
            request["end_time"] = clock(min(max(_NIGHT_ENDS, begin + _SHORTEST), 24 * _HOUR))
        elif begin >= 18 * 60 - _SHORTEST:
            request["end_time"] = clock(begin + 4 * _HOUR)
    elif (
        "end_time" in request
        and "start_time" not in request
        and clock_minutes(str(request["end_time"])) <= 9 * _HOUR + 30
    ):
        request["start_time"] = clock(max(0, clock_minutes(str(request["end_time"])) - 3 * _HOUR))
    if request.get("meals", {}).get("dinner") and "end_time" not in request:
        # Whoever asks for dinner stays for it.
        request["end_time"] = _AFTER_DINNER
    if "themes" in request:
        request["themes"] = {theme: weight for theme, weight in request["themes"].items() if weight > 0}
    if "party" in request and not any(request["party"].get(kind) for kind in ("adults", "children", "seniors")):
        request["party"] = {**request["party"], "adults": max(1, request["party"].get("adults", 1))}
    return {**request, "locale": turn.locale}


def _too_late(turn: Turn, wishes: Mapping[str, Any], request: Mapping[str, Any]) -> list[str]:
    """That the hours asked for today are over already, and what is planned instead."""
    begin, end = (wishes.get(field) for field in ("start_time", "end_time"))
    told = begin is not None and (turn.understood.times or turn.understood.parts or turn.understood.length)
    if not told or request["date"] != turn.today.isoformat() or begin == request["start_time"]:
        return []
    now = f"{turn.now:%H:%M}"
    asked = f"{begin}–{end}" if end else str(begin)
    ends = request.get("end_time", _USUAL_HOURS["end_time"])
    return [turn.say("hours-past", now=now, asked=asked, begin=request["start_time"], end=ends)]


def _left_out(turn: Turn, now: Sequence[str]) -> list[str]:
    """Places that were wished for and can't be visited, the latest first; they are spoken of on."""
    return list(dict.fromkeys([*now, *(turn.memory.plan or {}).get("left_out", ())]))


def _not_ridden(turn: Turn, request: Mapping[str, Any]) -> str:
    """That no e-bike is planned for such a party, when one was just asked for."""
    wanted = turn.understood.modes.wanted if turn.understood.modes else ()
    party = Party.model_validate(request.get("party", {}))
    return turn.say("no-ebike") if "ebike" in wanted and not may_use("ebike", party) else ""


def _still_today(request: Mapping[str, Any], minute: int) -> dict[str, Any]:
    begin = clock_minutes(str(request.get("start_time", "09:00")))
    end = clock_minutes(str(request.get("end_time", "18:00")))
    over_night = end <= begin
    if begin >= minute:
        return {}
    begin = min(-(-minute // _QUARTER) * _QUARTER, 23 * _HOUR + 45)
    if not over_night and end < begin + _SHORTEST:
        end = min(begin + 3 * _HOUR, 24 * _HOUR)
    return {"start_time": clock(begin), "end_time": clock(end)}


def _sound(turn: Turn, wishes: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The wishes without places that can't be visited or started from, and a sentence about each of these."""
    sound, notes = dict(wishes), []
    places = turn.gazetteer.places
    musts = []
    for place_id in wishes.get("must_visit", ()):
        place = places.get(place_id)
        if place is None:
            continue
        if place.status != "open" or place.kind == "event":
            notes.append(
                turn.say(f"left-out-{'event' if place.kind == 'event' else place.status}", place=turn.name(place))
            )
        elif place.position is None:
            notes.append(turn.say("left-out-position", place=turn.name(place)))
        elif place.visit_minutes is None:
            notes.append(turn.say("left-out-minutes", place=turn.name(place)))
        else:
            musts.append(place_id)
    if musts:
        sound["must_visit"] = musts
    else:
        sound.pop("must_visit", None)
    tables = [one for one in wishes.get("eat_at", ()) if one in places and serves_meals(one, turn.gazetteer)]
    sound.pop("eat_at", None)
    if tables:
        sound["eat_at"] = tables
    kept = []
    for appointment in wishes.get("fixed", ()):
        place = places.get(appointment["place_id"])
        if place is not None and (place.status != "open" or place.position is None):
            # The same is said of a must.
            if place.id not in wishes.get("must_visit", ()):
                why = "position" if place.status == "open" else place.status
                notes.append(turn.say(f"left-out-{why}", place=turn.name(place)))
        elif place is not None:
            kept.append(appointment)
    sound.pop("fixed", None)
    if kept:
        sound["fixed"] = kept
    sound, of_ends = sound_ends(turn, sound)
    notes += of_ends
    avoid = [place_id for place_id in wishes.get("avoid", ()) if place_id in places and place_id not in musts]
    if avoid:
        sound["avoid"] = avoid
    else:
        sound.pop("avoid", None)
    return sound, notes


def _of_lists(turn: Turn, said: Mapping[str, Any]) -> dict[str, Any]:
    """Themes and hours of a curated day that was called by its name."""
    ready = next((one for one in turn.gazetteer.district.lists if one.id in turn.understood.lists), None)
    if ready is None:
        return {}
    wishes: dict[str, Any] = {}
    if ready.themes:
        wishes["themes"] = {
            **ready.themes,
            **{t: max(w, ready.themes.get(t, 0)) for t, w in said.get("themes", {}).items()},
        }
    if "start_time" not in said and "end_time" not in said and ready.start_time and ready.end_time:
        wishes |= {"start_time": ready.start_time, "end_time": ready.end_time}
    return wishes


def _of_dishes(turn: Turn, said: Mapping[str, Any]) -> dict[str, Any]:
    """Where the dish that is craved for can be had."""
    tables = [] if "eat_at" in said else tables_for(turn)
    return {"eat_at": tables} if tables else {}


def _journey(turn: Turn) -> list[str]:
    return [turn.say("one-day-at-a-time")] if (turn.understood.days or 1) > 1 else []


def _for_dinner(turn: Turn, said: Mapping[str, Any]) -> dict[str, str]:
    """An evening that was named without its hours begins early enough for the dinner that is wanted in it."""
    evening = any(part[0] == "evening" for part in turn.understood.parts)
    told = any(time.role != "end" for time in turn.understood.times)
    first = clock(EATING["dinner"].covers[0])
    dines = said.get("meals", {}).get("dinner") and said.get("start_time", "") > first
    return {"start_time": first} if evening and dines and not told else {}


def _rising_late(turn: Turn, said: dict[str, Any], begins: str | None) -> list[str]:
    """Lets the day begin later for who doesn't want to rise early, unless it does already; and says so."""
    told = "start_time" in said or turn.understood.parts or turn.understood.edits
    if told or not rises_late(turn.understood.folded) or (begins or "") >= _LATE_START:
        return []
    said["start_time"] = _LATE_START
    return [turn.say("late-riser", time=_LATE_START)]


def _says_now(turn: Turn) -> bool:
    """Whether the time that there is begins at once: "two hours, we're at the old street now"."""
    understood = turn.understood
    another_day = any(day != turn.today for day in understood.dates)
    at_once = understood.length is not None and not (another_day or understood.times or understood.parts)
    return at_once and bool(begins_at_once(understood.folded))


def _from_now(turn: Turn, said: Mapping[str, Any]) -> dict[str, Any]:
    """Today, and from the place where one is, when the day begins at once."""
    if not _says_now(turn):
        return {}
    here = [one.value for one in turn.understood.with_role("about", "want", "here", "must") if one.kind_of == "place"]
    start = {"start": {"place_id": here[0]}} if here and "start" not in said else {}
    return {"date": turn.today.isoformat(), **start}


def _begin(turn: Turn) -> int:
    """The minute from which "three hours" counts: now if today is meant, else the usual beginning."""
    if _says_now(turn) or (turn.understood.dates and turn.understood.dates[0] == turn.today):
        minute = turn.now.hour * 60 + turn.now.minute
        return max(9 * _HOUR, -(-minute // _QUARTER) * _QUARTER)
    start = turn.memory.constraints.get("start_time")
    return clock_minutes(start) if isinstance(start, str) else 9 * _HOUR


# -- changing -------------------------------------------------------------------------------------------------------


def _changed(
    turn: Turn, itinerary: Mapping[str, Any] | None, so_far: UnderWay
) -> tuple[dict[str, Any], dict[str, Any], set[str], list[str], list[dict[str, Any]]]:
    """The wishes after the change, those told, the stops that have to go, remarks, and ways to hold single stops.

    Each of these ways is all wishes with a stop as it is wished; there is none when no single stop is to be held otherwise.
    """
    understood = turn.understood
    said = constraints(understood, turn.gazetteer, begin=_begin(turn), company=turn.memory.constraints.get("party"))
    said |= _of_dishes(turn, said)
    notes = _rising_late(turn, said, turn.memory.constraints.get("start_time"))
    if more := _more_of_kinds(turn, itinerary):
        said["must_visit"] = [*said.get("must_visit", ()), *more]
    if more or any(mention.kind_of == "kind" for mention in understood.with_role("replacing")):
        said.pop("themes", None)
    if said.get("party") == {"seniors": 1} and turn.memory.constraints.get("party", {}).get("seniors"):
        # "Dad can't tomorrow" speaks of somebody who comes along already.
        said.pop("party")
    if "eat_at" in said and set(said.get("themes", ())) == {"food"}:
        # Another table, not another kind of day.
        said.pop("themes")
    if let_go := _let_go(turn, itinerary):
        said["avoid"] = list(dict.fromkeys([*said.get("avoid", ()), *let_go]))
        said["must_visit"] = [place for place in said.get("must_visit", ()) if place not in let_go]
    if tired := _of_refused_themes(turn, itinerary, said):
        said["avoid"] = list(dict.fromkeys([*said.get("avoid", ()), *tired]))
    if tables := _left_tables(turn, itinerary):
        said["avoid"] = list(dict.fromkeys([*said.get("avoid", ()), *tables]))
    back = _wanted_back(turn)
    if back:
        said.pop("themes", None)
        said["must_visit"] = list(dict.fromkeys([*said.get("must_visit", ()), *_one_back(turn, itinerary, back)]))
    dropped: set[str] = set()
    if so_far.seen:
        said["avoid"] = list(dict.fromkeys([*said.get("avoid", ()), *so_far.seen]))
    if so_far.position:
        # The day goes on from there; where it began stays as it was.
        said.pop("start", None)
    elif here := [mention.value for mention in understood.with_role("here") if mention.kind_of == "place"]:
        said.setdefault("start", {"place_id": here[0]})
    if any(one.role == "lock" for one in understood.named) and _swaps_rest(turn):
        rest = [stop for stop in visits_of(itinerary) if stop not in _locked(turn)]
        said["avoid"] = list(dict.fromkeys([*said.get("avoid", ()), *rest]))
    if places := swapped(turn):
        # What changes places with another stop is not exchanged for it.
        for field in ("must_visit", "avoid"):
            said[field] = [place for place in said.get(field, ()) if place not in places]
    dropped |= set(said.get("avoid", ()))
    if kept := _kept_stops(turn, itinerary):
        said["must_visit"] = list(dict.fromkeys([*said.get("must_visit", ()), *kept]))
        notes.append(turn.say("locked", places=_called(turn, kept)))
    elif itinerary is not None and understood.with_role("lock") and not _locked(turn):
        notes.append(turn.say("nothing-to-lock"))
    ways: Sequence[Mapping[str, Any]] = ()
    if itinerary is not None:
        said |= _relative(turn, itinerary, said)
        single = held(turn, itinerary)
        notes += single.notes
        ways = [{"fixed": list(way)} for way in single.ways or ordered(turn, itinerary)]
        if understood.edit("more"):
            ways = [{"must_visit": more} for more in _more_stops(turn, itinerary)]
        if asks_order(turn) and not understood.times:
            # "The museum before the castle in the morning" says when the museum is, not when the day is.
            said = {name: value for name, value in said.items() if name not in _USUAL_HOURS}
        if _adds_part_of_day(turn, said):
            said = _lengthened(turn, said)
    wishes = merged(turn.memory.constraints, said)
    if alone := [mention.value for mention in understood.with_role("only") if mention.kind_of == "place"]:
        # "Then only the old street" gives up all other musts.
        wishes["must_visit"] = alone
    for field in set(understood.released) - said.keys():
        wishes.pop(field, None)
    if avoid := [place for place in wishes.get("avoid", ()) if place not in back]:
        wishes["avoid"] = avoid
    else:
        wishes.pop("avoid", None)
    return (
        wishes,
        {name: value for name, value in said.items() if value or name == "meals"},
        dropped,
        notes,
        [_with_held(wishes, way) for way in ways],
    )


def _left_tables(turn: Turn, itinerary: Mapping[str, Any] | None) -> list[str]:
    """The tables of the plan that are given up for another: "lunch somewhere else"."""
    if itinerary is None or not _OTHER_TABLE.search(turn.understood.folded):
        return []
    meals = {meal for meal, wanted in turn.understood.meals.items() if wanted}
    return [stop["place_id"] for stop in itinerary["stops"] if stop.get("meal") in meals and stop["place_id"]]


def _wanted_back(turn: Turn) -> set[str]:
    """The places of a kind that was refused and is wanted after all."""
    places, kinds = turn.gazetteer.places, kinds_spoken_of(turn)
    if not kinds or not wants_back(turn.understood.folded):
        return set()
    return {one for one in turn.memory.constraints.get("avoid", ()) if one in places and places[one].kind in kinds}


def _one_back(turn: Turn, itinerary: Mapping[str, Any] | None, back: set[str]) -> list[str]:
    """Of what is wanted back, what was in the plan before it was refused, if none is in it now."""
    there = set(stops_of(itinerary)) if itinerary else set()
    for step in reversed(turn.memory.history):
        stops = (step.get("plan") or {}).get("stops", ())
        if found := [str(stop) for stop in stops if stop in back and stop not in there]:
            return found
    return []


def _of_refused_themes(turn: Turn, itinerary: Mapping[str, Any] | None, said: Mapping[str, Any]) -> list[str]:
    """The stops of the plan whose first theme is refused now: "not the sea" takes the beach out."""
    refused = {theme for theme, weight in said.get("themes", {}).items() if not weight}
    kept = {*said.get("must_visit", ()), *_locked(turn)}
    stops = [one for one in visits_of(itinerary) if one in turn.gazetteer.places and one not in kept]
    return [one for one in stops if refused & {*turn.gazetteer.places[one].themes[:1]}]


def _with_held(wishes: Mapping[str, Any], way: Mapping[str, Any]) -> dict[str, Any]:
    """The wishes with stops held; what is held is no longer avoided."""
    places = {one["place_id"] for one in way.get("fixed", ())}
    avoid = [place for place in wishes.get("avoid", ()) if place not in places]
    return merged({**wishes, "avoid": avoid}, way)


def _kept_stops(turn: Turn, itinerary: Mapping[str, Any] | None) -> list[str]:
    """The stops of the plan that are to be kept whatever else changes."""
    return [place for place in _locked(turn) if itinerary is not None and place in stops_of(itinerary)]


def _more_stops(turn: Turn, itinerary: Mapping[str, Any]) -> list[list[str]]:
    """Places to be had besides those of the plan, the most fitting first."""
    edit, there = turn.understood.edit("more"), set(stops_of(itinerary))
    avoid, places = set(turn.memory.constraints.get("avoid", ())), turn.gazetteer.places
    within = {part.part_of for part in (places[one] for one in there if one in places)} | there
    fitting = [
        place.id
        for place in candidates(turn, "recommend")
        if place.schedulable and place.id not in within | avoid and place.part_of not in there
    ]
    number = edit.times if edit else 1
    return [fitting[first : first + number] for first in range(0, _MORE_TRIED * number, number) if fitting[first:]]


def _adds_part_of_day(turn: Turn, said: Mapping[str, Any]) -> bool:
    """Whether a part of the day is told for something to be seen in it, and not for the day to be moved there."""
    understood = turn.understood
    something = (
        understood.cravings or any(weight > 0 for weight in understood.themes.values()) or said.get("must_visit")
    )
    told = understood.times or understood.length or understood.dates or understood.edits
    return bool(understood.parts and something and not told and not _MOVES_DAY.search(understood.folded))


def _lengthened(turn: Turn, said: Mapping[str, Any]) -> dict[str, Any]:
    """What was said, with the part of the day that it names added to the day there is."""
    now = {**_USUAL_HOURS, **turn.memory.constraints}
    hours = {name: clock_minutes(str(now[name])) for name in _USUAL_HOURS}
    begin, end = clock_minutes(str(said.get("start_time", now["start_time"]))), said.get("end_time")
    kept = {name: value for name, value in said.items() if name not in _USUAL_HOURS}
    if hours["end_time"] <= hours["start_time"]:
        return kept
    if begin < hours["start_time"]:
        kept["start_time"] = clock(begin)
    if end is not None and clock_minutes(str(end)) > hours["end_time"]:
        kept["end_time"] = str(end)
    return kept


def _let_go(turn: Turn, itinerary: Mapping[str, Any] | None) -> list[str]:
    """The one stop of the plan that is named without a wish for it, beside another place or a word of refusal.

    "Jinsha Bay, we've had enough of beaches" drops it, whatever the words; so does naming what shall be there instead.
    """
    understood, stops = turn.understood, stops_of(itinerary) if itinerary else []
    bare = [mention.value for mention in understood.with_role("about") if mention.kind_of == "place"]
    there = list(dict.fromkeys(place for place in bare if place in stops))
    if len(there) != 1 or understood.times or understood.question or _STAYS.search(understood.folded):
        return []
    wished = understood.with_role("about", "want", "must", "add", "replacing")
    instead = any(mention.kind_of == "place" and mention.value not in stops for mention in wished)
    return there if instead or _REFUSES.search(understood.folded) else []


def _locked(turn: Turn) -> list[str]:
    """The places to be kept; of a kind those that the plan has."""
    places, found = turn.gazetteer.places, []
    for mention in turn.understood.with_role("lock"):
        if mention.kind_of == "place":
            found.append(mention.value)
        elif mention.kind_of in ("kind", "that_kind"):
            stops = (str(one) for one in (turn.memory.plan or {}).get("stops", ()))
            found += [one for one in stops if one in places and places[one].kind == mention.value]
    return list(dict.fromkeys(found))


def _swaps_rest(turn: Turn) -> bool:
    """Whether all but what is kept shall be exchanged."""
    if _ALL_BUT.search(turn.understood.folded):
        return True
    others = any(one.mention.kind_of == "rest" for one in turn.understood.named)
    return others and bool(_SWAP.search(turn.understood.folded)) and not _SAME.search(turn.understood.folded)


def _relative(turn: Turn, itinerary: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Later, cheaper, less walking: against the plan as it is."""
    understood, now = turn.understood, {**turn.memory.constraints}
    change: dict[str, Any] = {}
    begin = clock_minutes(str(said.get("start_time") or now.get("start_time") or speech.clock(itinerary["start"])))
    end = clock_minutes(str(said.get("end_time") or now.get("end_time") or speech.clock(itinerary["end"])))
    for edit in understood.edits:
        if edit.kind in ("later", "earlier") and (edit.minutes or not understood.times):
            shift = (edit.minutes or _HOUR) * (1 if edit.kind == "later" else -1)
            if _WHOLE_DAY.search(understood.folded):
                begin = max(0, min(begin + shift, 23 * _HOUR))
                end = max(begin + _HOUR, min(end + shift, 24 * _HOUR))
            elif edit.of_end:
                end = max(begin + _HOUR, min(end + shift, 24 * _HOUR))
            else:
                begin = max(0, min(begin + shift, 23 * _HOUR))
                end = max(end, min(begin + _SHORTEST, 24 * _HOUR)) if end > begin - shift else end
            # What is moved is told, and not what stays as it was.
            moved = {"start_time": clock(begin), "end_time": clock(end)}
            change |= {name: hour for name, hour in moved.items() if hour != now.get(name, _USUAL_HOURS[name])}
        if edit.kind == "day" and "date" not in said:
            day = date.fromisoformat(str(itinerary["date"]))
            ahead = edit.days if edit.weekday is None else (edit.weekday - day.weekday() - 1) % 7 + 1
            day += timedelta(ahead)
            # A day that is over can't be planned; it stays what it was.
            change |= {"date": day.isoformat()} if day >= turn.today else {}
        if edit.kind == "fewer" and "max_places" not in said:
            change["max_places"] = max(1, len(visits_of(itinerary)) - edit.times)
        if edit.kind == "more" and now.get("max_places") is not None:
            change["max_places"] = max(int(now["max_places"]), len(visits_of(itinerary)) + edit.times)
        if edit.kind == "cheaper" and not (understood.modes or understood.budget):
            # "Taxis are too expensive" is about taxis.
            change["budget"] = float(int(float(itinerary["totals"]["cost"]) * _CHEAPER[0]))
    if any(limit.metres is None and limit.minutes is None for limit in understood.walking):
        walked = float(itinerary["totals"]["walk"])
        # Where there is next to nothing to walk already, it is not to become more.
        less = max(300, round(walked * _LESS, -2))
        change["max_walk"] = float(min(LITTLE_WALKING, max(WORTH_TELLING, walked), less))
    return change


def _turns_all_over(turn: Turn) -> bool:
    """Whether what is asked for is another day rather than a change of this one."""
    understood = turn.understood
    if any(mention.kind_of == "kind" for mention in understood.with_role("add", "replacing", "must")):
        return False
    if _wanted_back(turn):
        return False
    return bool(
        understood.edit("another") or set(understood.themes) - _of_meals(turn) or understood.with_role("only")
        or understood.lists or (understood.alternatives or 1) > 1
    )  # fmt: skip


def _more_of_kinds(turn: Turn, itinerary: Mapping[str, Any] | None) -> list[str]:
    """The best one not in the plan yet for "add a museum" and "a museum is a must"; the nearest for "something near"."""
    there = set(stops_of(itinerary)) if itinerary else set()
    free = [place for place in turn.gazetteer.places.values() if place.schedulable and place.id not in there]
    free = [place for place in free if place.in_district]
    understood, found = turn.understood, []
    given_up = [one.value for one in understood.with_role("replaced") if one.kind_of == "place" and one.value in there]
    instead_of = turn.gazetteer.places[given_up[0]] if given_up else None
    for mention in understood.with_role("add", "replacing", "must"):
        of_kind = [place for place in free if mention.kind_of == "kind" and place.kind == mention.value]
        if of_kind:
            found.append(min(of_kind, key=lambda place: _fitness(place, instead_of)).id)
    if given_up and not found and _NEARBY_INSTEAD.search(understood.folded):
        left = turn.gazetteer.places[given_up[0]]
        near = [place for place in free if place.position and not turn.gazetteer.district.serves_meals(place)]
        if left.position and near:
            found.append(min(near, key=lambda place: (_apart(left, place), place.id)).id)
    return found


def _fitness(place: Place, instead_of: Place | None) -> tuple[bool, float, bool, str]:
    """The order in which places of a kind are taken: what is known of first, then what is near what it replaces."""
    apart = _apart(place, instead_of) if instead_of else 0.0
    return (place.opening_hours is None, apart, place.ticket is None, place.id)


def _apart(one: Place, other: Place) -> float:
    """Metres as the crow flies; endless where a position isn't known."""
    if one.position is None or other.position is None:
        return math.inf
    return metres_between(one.position.lat, one.position.lon, other.position.lat, other.position.lon)


def _of_meals(turn: Turn) -> set[str]:
    """Themes that are only spoken of because of a dish or a table."""
    return {"food"} if turn.understood.cravings or turn.understood.with_role("eat") else set()


def _alternative(turn: Turn) -> Answer | None:
    """Another of the conversation's plans, chosen by its number."""
    ids = list((turn.memory.plan or {}).get("all", ()))
    number = turn.plan_meant
    kept = turn.planner.kept(ids[number - 1]) if number else None
    if number is None or kept is None:
        return None
    reply = Reply(turn.locale, turn.gazetteer)
    reply.line(turn.say("version-chosen", number=number))
    show_plan(turn, reply, kept[1])
    state = {"id": ids[number - 1], "stops": stops_of(kept[1]), "all": ids}
    wishes = _changes({**_usual(str(kept[0]["date"])), "date": None}, kept[0])
    wishes.pop("locale", None)
    if "party" in wishes:
        wishes["party"] = {who: count for who, count in wishes["party"].items() if count}
    memory = replace(turn.memory.stepped(wishes, state), focus=tuple(state["stops"]))
    return Answer([reply], memory, "change_plan", wishes)


def _without_its_day(turn: Turn) -> Understanding:
    """What is understood without the day by which a plan is told: "for the Sunday one, start at ten"."""
    understood = turn.understood
    by_number = any(one.mention.value.startswith("plan:") for one in understood.named)
    return understood if by_number else replace(understood, dates=understood.dates[1:])


def _says_more(turn: Turn) -> bool:
    """Whether a message that chooses a plan says what to change in it, too."""
    understood = _without_its_day(turn)
    return bool(understood.edits or understood.wishes_something)


def _added_by_description(turn: Turn, itinerary: Mapping[str, Any] | None) -> Answer | None:
    """The plan with what is written to be such as is asked for: "add a café"; None when nothing is to be added so."""
    said = _ADDS.search(turn.understood.folded)
    if said is None or itinerary is None or turn.places:
        return None
    word, there = next(filter(None, said.groups())), stops_of(itinerary)
    told = [place for place in turn.gazetteer.places.values() if place.schedulable and _tells_of(place, word)]
    if already := next((place for place in told if place.id in there), None):
        return _stays(turn, itinerary, turn.say("in-plan-already", place=turn.name(already)))
    near = turn.gazetteer.places.get(there[0]) if there else None
    if not told:
        return _stays(turn, itinerary, turn.say("add-unknown", word=turn.understood.text[slice(*_span(said))]))
    best = min(told, key=lambda place: _fitness(place, near))
    wishes = merged(turn.memory.constraints, {"must_visit": [best.id]})
    why = turn.say("add-described", place=turn.name(best), summary=best.summary.get(turn.locale, "").rstrip("。."))
    return _planned(turn, wishes, notes=[why], intent="change_plan", before=itinerary, day=str(itinerary["date"]))


def _tells_of(place: Place, word: str) -> bool:
    """Whether a place's names or its summary have the word."""
    texts = (*place.name.values(), *place.aliases, *place.summary.values())
    return any(word in fold(text) for text in texts)


def _span(said: re.Match[str]) -> tuple[int, int]:
    return said.span(next(group for group in ("ba", "zh", "en") if said[group]))


def _which_change(turn: Turn) -> Answer:
    reply = Reply(turn.locale, turn.gazetteer)
    reply.line(turn.say("which-change"))
    changes = ("less-walking", "calmer", "cheaper", "later", "undo")
    if itinerary := current_plan(turn):
        suggest_changes(turn, reply, itinerary, *changes)
    else:
        reply.suggest(*(turn.say(f"suggest-{change}") for change in changes))
    return Answer([reply], turn.memory, "change_plan", dict(turn.memory.constraints))


# -- telling --------------------------------------------------------------------------------------------------------


def _clashing(
    turn: Turn, clash: WishesClash, wishes: Mapping[str, Any], request: Mapping[str, Any], reply: Reply, intent: str
) -> Answer:
    """Which wishes stand against each other, the cheapest ways out as buttons, and the best day without the least."""
    reply.line(turn.say("understood", wishes=echo.of(turn, wishes, request)))
    reply.line(turn.say("clash"))
    for conflict in clash.conflicts:
        reply.line(str(conflict["message"]))
    ways = ways_out(clash.conflicts, wishes, request)
    reply.suggest(*ways)
    state = turn.memory.plan
    if clash.partial is not None:
        reply.line(turn.say("clash-partial"))
        offered = list(reply.suggestions)
        show_plan(turn, reply, clash.partial)
        reply.suggestions[:] = offered
        shown = [str(clash.partial["id"])]
        state = {"id": shown[0], "stops": stops_of(clash.partial), "all": _numbered(turn, shown, changed=True)}
    memory = replace(turn.memory.stepped(dict(wishes), state), pending={"ways": ways} if ways else None)
    if state:
        memory = replace(memory, focus=tuple(state["stops"]))
    return Answer([reply], memory, intent, dict(wishes))


def _refused(turn: Turn, faults: Faults, reply: Reply, intent: str) -> Answer:
    """A request with faults: what is wrong, and the wishes as they were."""
    fields = {fault.field.split(".")[0].split("[")[0] for fault in faults.faults}
    for field in ("date", "end_time", "start", "end", "party"):
        if field in fields:
            reply.line(turn.say(f"fault-{field}"))
    if not reply.lines or not fields & {"date", "end_time", "start", "end", "party"}:
        reply.line(turn.say("fault-other"))
    reply.suggest(turn.say("suggest-plan-tomorrow"), turn.say("suggest-half-day"))
    return Answer([reply], turn.memory, intent, dict(turn.memory.constraints))
