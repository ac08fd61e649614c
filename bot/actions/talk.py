"""The assistant's answers: one turn in, messages and memory out.

Rasa says what kind of message it is; what the message says is read here, over the live places, and answered from the
curated facts, the recall and the planner. Nothing here talks to a hosted model.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from bot.actions import about_place, asking, curated, planned, recommending, speech, trouble, ways
from bot.actions.guesses import likeliest
from bot.actions.in_hand import taken_up
from bot.actions.intents import CHATTER, asks_again, asks_around, decide
from bot.actions.memory import Memory
from bot.actions.own_names import beside_english
from bot.actions.passages import beside, described, tells_of_one
from bot.actions.planning import Forgetful, Planner, Recorder
from bot.actions.protocol import FALLBACK, ActionCall, ActionResult, Guess
from bot.actions.turn import Answer, Reply, Turn
from bot.actions.whose import meant
from bot.actions.written import Written
from bot.understanding.attributes import asks_figure
from bot.understanding.constraints import constraints
from bot.understanding.far_away import Destination, Destinations, namesake
from bot.understanding.folding import compiled, fold
from bot.understanding.language import asked_for, detect
from bot.understanding.own_subject import own_subject
from bot.understanding.reader import Reader
from bot.understanding.roles import Mention
from bot.understanding.understanding import Named, Understanding
from bot.understanding.unheard import called_after, sought, unheard
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from knowledge.places.text import LOCALES, Locale
from knowledge.search.live import LiveSearch

log = logging.getLogger(__name__)

LONGEST_SESSION = 60
"""Events, some ten turns: beyond them a new session begins, for a turn takes the longer the more of them it carries."""
_SURE_ATTRIBUTE = 0.6
_HEARD = 0.4
_ANSWERS_A_PLAN = {"affirm", "deny", "thanks", "goodbye", "undo", "start_over"}
"""What people say to a plan without changing anything in it."""
_OF_A_PLACE = {"place_info", "food", "events", "transport", "shopping", "recommend"}
_OF_NO_FACT = CHATTER | {"plan", "change_plan", "undo", "start_over", "affirm", "deny", "inform"}
"""Intents that ask no fact about a place."""
_OF_A_STAY = {
    "plan",
    "change_plan",
    "inform",
    "recommend",
    "food",
    "shopping",
    "events",
    "out_of_scope",
    "nlu_fallback",
    "place_info",
}
"""Intents that are about being somewhere, not about coming or going."""
_SETTLED = {
    "emergency",
    "complaint",
    "report_fault",
    "abuse",
    "unlawful",
    "orders_me",
    "undo",
    "start_over",
    "lookalike",
}
"""Intents that hold whatever was spoken of last."""
_BEST_OF_ALL = compiled(
    r"(?:哪里|哪儿|哪块|边度|什么地方|哪个地方)(?:是)?最|(?:有(?:什么|啥|咩|乜)|什么|啥|咩)(?:地方)?(?:值得|好)(?:去|看|睇|玩|逛)"
    r"|\bwhat(?:'?s| is| are)? (?:there )?(?:is |are )?(?:worth|to) (?:see(?:ing)?|visit(?:ing)?|do(?:ing)?)\b"
    r"|\bwhat (?:should|can|could|must|shall) (?:i|we|one|you) (?:see|visit|do|not miss)\b"
    r"|\b(?:top|best|main) (?:sights?|places|attractions|things)\b"
    r"|\bwhere(?:'s| is| are)? (?:the )?(?:best|most|prettiest|nicest)\b"
)
"""Asks for the best of many, not about the place last spoken of."""
_AWAY_FROM = compiled(r"^(?:那么?|咁|噉|它|佢|那里|嗰度|这里|呢度|[\s,，])*(?:离|距离?)\s*$")
_FROM = compiled(r"(?:从|由|自|喺|\bfrom)\s*(?:the )?$")
_THITHER = compiled(
    r"^(?:那边|那里|嗰边|嗰度)?(?:出发)?(?:怎么|怎样|点样?|如何|可以|能|坐|搭|打|行|走|踩|骑|开)[^,，。?？]{0,8}(?:过去|过嚟|过来|去|到|去到)(?=$|[\s?？,，。]|[要使呀啊呢吗得几多远大怎])"
    r"|^(?:过去|去|到(?:那|嗰)[里边度])[^,，。?？]{0,8}(?:多|几|远|怎|点)|^,? ?how (?:far|long|do i get)\b"
)
"""What stands before and after the place from which the way leads to the one spoken of."""
_ON_THE_WAY = compiled(r"(?:去|到|往|至|\bto|\bfor) ?$")
_OF_A_DAY = {"plan", "change_plan", "ask_plan", "undo"}
_OF_NO_PLACE = {"undo", "start_over", "affirm", "deny"}
"""Intents of which "that" is what was said last, not a place."""


class Talk:
    """Answers visitors. Holds no conversation: what is remembered travels in the slots."""

    def __init__(
        self,
        world: Callable[[], Gazetteer],
        search: LiveSearch,
        planner: Planner,
        recorder: Recorder | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        """
        Args:
            world: the places as they are now.
            search: recall over them.
            planner: what makes and keeps plans.
            recorder: takes down unanswered questions, faults and complaints.
            clock: the present, for calls that don't bring it along as ``now`` in their metadata.
        """
        self._world = world
        self._search = search
        self._planner = planner
        self._recorder = recorder or Forgetful()
        self._clock = clock
        self._reader = Reader(search.match_names)
        self._elsewhere: tuple[str, Destinations] | None = None
        self._written: tuple[str, Written] | None = None

    def run(self, call: ActionCall) -> ActionResult:
        """Answers the visitor's latest message. Whatever fails is told calmly, and the memory stays as it was."""
        try:
            return self._run(call)
        except Exception:
            log.exception("no answer for a message of intent %s", call.intent.name)
            locale = self._guessed_locale(call)
            reply = Reply(locale)
            reply.line(speech.say(locale, "failed"))
            understood: dict[str, Any] = {
                "intent": call.intent.name,
                "confidence": call.intent.confidence,
                "places": [],
                "attribute": None,
                "constraints": _said_so_far(call.slots),
            }
            return ActionResult(slots={}, messages=(_payload([reply], understood, locale),))

    def answer_without_assistant(self, text: str, locale: Locale | None, now: datetime) -> Mapping[str, Any]:
        """The answer by rules alone while the assistant is away: ``locale``, ``messages``, ``understood``."""
        turn = self._turn(text, Memory(), locale, now)
        intent = decide(turn, None, 0.0)
        if intent in ("plan", "change_plan"):
            answer = planned.plan(turn)
        else:
            reply = self._without_memory(turn, intent)
            answer = Answer([reply], turn.memory, intent)
        first = answer.replies[0]
        if intent != "emergency":
            first.lines.insert(0, turn.say("assistant-away"))
        for one in answer.replies:
            one.suggestions.clear()
        understood = self._understood(turn, None, 0.0, answer.constraints)
        if intent == "emergency":
            understood["constraints"] = {}
        return _payload(list(answer.replies), understood, turn.locale)

    def _without_memory(self, turn: Turn, intent: str) -> Reply:
        """The answer to a message that stands alone; what refers to earlier ones gets what can be asked."""
        if intent in ("affirm", "deny", "undo", "start_over", "ask_plan"):
            return trouble.courtesy(turn, "help")
        if intent == "nlu_fallback":
            return curated.answered(turn) or trouble.open_question(turn, open_only=True)
        return self._reply(turn, intent)

    # -- one turn -----------------------------------------------------------------------------------------------

    def _run(self, call: ActionCall) -> ActionResult:
        memory = taken_up(Memory.of(call.slots), call.metadata.get("plan"), self._planner)
        turn = self._turn(call.text, memory, _asked_locale(call), self._now(call), call.attribute, call.wishes)
        guess = likeliest(call.ranking or (call.intent,), has_plan=memory.plan is not None)
        intent = decide(turn, guess.name, guess.confidence)
        if intent == "change_plan" and memory.plan is not None and not turn.understood.wishes_a_change:
            # Where nothing to change was heard, what the classifier heard first is likelier than a riddle.
            first = str(call.intent.name) if call.intent.confidence >= _HEARD else intent
            intent = first if first in _ANSWERS_A_PLAN else intent
        if intent == "place_info" and guess.name == "transport" and turn.attribute is None:
            turn = replace(turn, attribute="transport")
        if intent == "place_info" and not turn.places and _BEST_OF_ALL.search(turn.understood.folded):
            intent, turn = "recommend", replace(turn, attribute=None)
        if intent == "advice" and turn.attribute == "facilities" and not turn.places:
            # Parking and steps are asked of the place spoken of, where there is one.
            turn = turn.of_subject()
            intent = "place_info" if turn.places else intent
        if intent in ("place_info", "transport", "compare") and (way := _to_subject(turn)):
            intent, turn = "transport", way
        if asks_again(turn) and intent not in _SETTLED:
            intent, turn = "place_info", _again(turn)
        if intent in ("place_info", "transport") and not turn.places and not (_sought(turn) or _unheard(turn)):
            turn = turn.of_subject()
        if intent in ("place_info", "recommend", "shopping") and asks_around(turn):
            intent, turn = "recommend", turn.of(turn.gazetteer.places[str(turn.memory.subject)])
        if intent == "food" and not turn.places and turn.attribute == "address":
            turn = replace(turn, attribute=None)
        far_away = self._far_away(turn, intent)
        if far_away is None:
            intent, turn = _with_described(turn, intent)
        answer = (
            (self._answer(turn, intent, call) if intent == "emergency" else None)
            or far_away
            or self._way_out(turn)
            or self._in_language(turn, call.intent.name)
            or self._answer(turn, intent, call)
        )
        if answer.intent in _OF_A_DAY:
            for reply in answer.replies:
                beside_english(reply)
        after = replace(answer.memory, locale=turn.locale, subject=_subject(turn, intent))
        understood = self._understood(turn, answer.intent, call.intent.confidence, answer.constraints)
        anew = call.carried > LONGEST_SESSION
        return ActionResult(
            slots=after.slots() if anew else _new(after.slots(), call.slots),
            messages=(_payload(list(answer.replies), understood, turn.locale),),
            begins_session=anew,
        )

    def _turn(
        self,
        text: str,
        memory: Memory,
        locale: Locale | None,
        now: datetime,
        guessed: Guess | None = None,
        wishes: Mapping[str, float] = MappingProxyType({}),
    ) -> Turn:
        gazetteer = self._world()
        now = now.astimezone(gazetteer.district.zone)
        session: Locale | None = memory.locale  # type: ignore[assignment]
        understood = self._reader.read(text, gazetteer, now, session, wishes)
        return Turn(
            text=text,
            understood=understood,
            memory=memory,
            gazetteer=gazetteer,
            now=now,
            locale=locale or understood.locale,
            search=self._search,
            planner=self._planner,
            recorder=self._recorder,
            written=self._written_of(gazetteer),
            attribute=_attribute(understood, guessed),
        ).resolved()

    def _now(self, call: ActionCall) -> datetime:
        given = call.metadata.get("now")
        if isinstance(given, str):
            return datetime.fromisoformat(given)
        if self._clock is None:
            raise ValueError("the call brings no instant and there is no clock")
        return self._clock()

    def _far_away(self, turn: Turn, intent: str) -> Answer | None:
        """That another city or its sights are not ours to plan or to know of, when somebody wants or asks them."""
        there = _destination(turn, intent, self._destinations(turn.gazetteer))
        if there is None:
            return None
        return Answer([trouble.far_away(turn, there)], turn.memory, "out_of_scope", dict(turn.memory.constraints))

    def _destinations(self, gazetteer: Gazetteer) -> Destinations:
        """What is known to lie elsewhere, laid out once for each revision of the facts."""
        known = self._elsewhere
        if known is None or known[0] != gazetteer.revision:
            known = self._elsewhere = (gazetteer.revision, Destinations(gazetteer.district.beyond))
        return known[1]

    def _written_of(self, gazetteer: Gazetteer) -> Written:
        """What is written of the places, laid out once for each revision of the facts."""
        known = self._written
        if known is None or known[0] != gazetteer.revision:
            known = self._written = (gazetteer.revision, Written(gazetteer))
        return known[1]

    def _way_out(self, turn: Turn) -> Answer | None:
        """One of the ways out offered for clashing wishes, when the message is just that."""
        offered = (turn.memory.pending or {}).get("ways") or {}
        said = _bare(turn.text)
        for message, change in offered.items():
            if _bare(message) == said and isinstance(change, dict):
                return planned.relax(turn, change)
        return None

    def _in_language(self, turn: Turn, guess: str | None) -> Answer | None:
        """The change of language, when that is all that was asked for; a plan there is is told anew in it."""
        understood = turn.understood
        if asked_for(understood.folded) is None or understood.wishes_something or turn.places or understood.attribute:
            return None
        if turn.memory.plan is not None:
            shown = asking.ask(turn)
            shown.replies[0].lines.insert(0, turn.say("language-set"))
            return replace(shown, intent=guess or "smalltalk")
        reply = Reply(turn.locale, turn.gazetteer)
        reply.line(turn.say("language-set"))
        return Answer([reply], turn.memory, guess or "smalltalk", dict(turn.memory.constraints))

    def _answer(self, turn: Turn, intent: str, call: ActionCall) -> Answer:
        if intent == "plan":
            return planned.plan(turn)
        if intent == "change_plan":
            return planned.change(turn)
        if intent == "ask_plan":
            return asking.ask(turn)
        if intent == "undo":
            return planned.undo(turn)
        if intent == "start_over":
            return planned.start_over(turn)
        if intent == "affirm":
            return self._yes(turn)
        reply = self._reply(turn, intent)
        told = tuple(place.id for place in reply.places)
        focus = turn.memory.focus if _one_of_list(told, turn.memory) else told or turn.memory.focus
        taken_for = {
            "lookalike": "place_info",
            "abuse": "complaint",
            "unlawful": "out_of_scope",
            "orders_me": "out_of_scope",
            "sources": "help",
            "advice": _advised(call.intent.name),
        }.get(intent, intent)
        return Answer([reply], replace(turn.memory, focus=focus), taken_for, dict(turn.memory.constraints))

    def _yes(self, turn: Turn) -> Answer:
        """Yes to the first way out that was offered, else to a plan if none is there yet."""
        offered = (turn.memory.pending or {}).get("ways") or {}
        if offered:
            return planned.relax(turn, next(iter(offered.values())))
        if turn.memory.plan is None:
            return planned.plan(turn)
        reply = Reply(turn.locale, turn.gazetteer)
        reply.line(turn.say("glad"))
        return Answer([reply], turn.memory, "affirm", dict(turn.memory.constraints))

    def _reply(self, turn: Turn, intent: str) -> Reply:
        places = list(turn.places)
        if intent == "emergency":
            return trouble.emergency(turn)
        if intent == "lookalike":
            return trouble.lookalike(turn)
        if intent == "abuse":
            return trouble.courtesy(turn, "calm")
        if intent == "unlawful":
            return trouble.courtesy(turn, "unlawful")
        if intent == "orders_me":
            return trouble.courtesy(turn, "orders-me")
        if intent in ("report_fault", "complaint"):
            return trouble.taken_down(turn, intent)
        if intent == "sources":
            return trouble.sources(turn)
        if intent not in ("greet", "thanks", "goodbye") and (told := _curated(turn)):
            return told
        if (
            not places
            and intent in _OF_A_PLACE
            and (turn.understood.question or turn.understood.attribute)
            and (name := _sought(turn) or _unheard(turn))
        ):
            return trouble.unheard(turn, name)
        if intent in ("place_info", "transport", "nlu_fallback") and (name := _called_after(turn)):
            return trouble.unheard(turn, name)
        if intent in _OF_A_PLACE and (told := self._of_a_sort(turn, intent)):
            return told
        if intent == "place_info":
            return self._about(turn, list(meant(turn)))
        if intent == "transport":
            return self._way(turn, places)
        if intent == "compare":
            compared = places if len(places) > 1 else self._shown(turn)
            return ways.compare(turn, compared[:3]) if len(compared) > 1 else self._about(turn, places)
        if intent == "advice" and (advice := recommending.advice(turn)):
            return advice
        if intent == "events" and (event := recommending.event_told(turn)):
            return recommending.event(turn, event)
        if intent == "events" and not places:
            return recommending.events(turn)
        if intent in ("recommend", "food", "shopping", "events"):
            if places and intent == "events":
                return about_place.answer(turn, places[0], turn.attribute)
            if len(places) > 1 and not any(place.status == "open" for place in places):
                return ways.compare(turn, places[:3])
            shut = next((place for place in places if place.status != "open"), None)
            if shut and turn.attribute != "nearby":
                # Before anything else: there is no table at a place that was only planned.
                # What is not known of it, its description tells, such as where a biscuit is sold.
                return about_place.answer(turn, shut, None if shut.status == "unknown" else "status")
            return recommending.recommend(turn, intent)
        if intent in ("greet", "help", "thanks", "goodbye", "deny", "smalltalk"):
            return trouble.courtesy(turn, intent)
        return trouble.open_question(turn, ours=intent != "out_of_scope")

    def _of_a_sort(self, turn: Turn, intent: str) -> Reply | None:
        """What answers for a kind of place or of food, where no list of sights does."""
        if turn.places or not turn.understood.question:
            return None
        if intent in ("food", "recommend", "place_info") and (told := recommending.diet(turn)):
            return told
        if "specialities" in recommending.subjects_of(turn) and (told := recommending.advice(turn)):
            return told
        kinds = {one.mention.value for one in turn.understood.named if one.mention.kind_of in ("kind", "that_kind")}
        of_no_list = any(turn.gazetteer.district.kinds[kind].quality == 0 for kind in kinds)
        asks = turn.attribute == "opening_hours" or (of_no_list and not turn.understood.cravings)
        that = any(one.mention.kind_of == "that_kind" for one in turn.understood.named)
        return recommending.of_kind(turn) if kinds and (asks or that) else None

    def _shown(self, turn: Turn) -> list[Place]:
        """The first two places of the last answer."""
        return [turn.gazetteer.places[one] for one in turn.memory.focus[:2] if one in turn.gazetteer.places]

    def _about(self, turn: Turn, places: list[Place]) -> Reply:
        attribute = turn.attribute
        if not places:
            kinds = any(one.mention.kind_of in ("kind", "that_kind") for one in turn.understood.named)
            if advice := recommending.advice(turn):
                return advice
            if kinds or attribute == "nearby" or (turn.understood.themes and not own_subject(turn.understood.folded)):
                return recommending.recommend(turn, "recommend")
            return trouble.open_question(turn)
        fares = attribute in ("ticket", "transport") and "arrival" in recommending.subjects_of(turn)
        if fares and (advice := recommending.advice(turn)):
            advice.about(*places)
            return advice
        reply = about_place.answer(turn, places[0], attribute)
        if attribute == "facilities" and "parking" in recommending.subjects_of(turn):
            elsewhere = recommending.advice(turn)
            reply.lines += elsewhere.lines if elsewhere else []
        for other in places[1:3]:
            more = about_place.answer(turn, other, attribute)
            reply.lines += more.lines
            reply.places += [place for place in more.places if place not in reply.places]
            reply.sources += more.sources
        return reply

    def _way(self, turn: Turn, places: list[Place]) -> Reply:
        if len(places) > 1:
            return ways.between(turn, places[0], places[1])
        if places:
            return about_place.answer(turn, places[0], "transport")
        return recommending.advice(turn) or self._about(turn, places)

    def _understood(
        self, turn: Turn, intent: str | None, confidence: float, wishes: Mapping[str, Any]
    ) -> dict[str, Any]:
        said = constraints(turn.understood, turn.gazetteer, planning=False) if not wishes else dict(wishes)
        if intent in CHATTER | {"emergency"} and not wishes:
            said = {}
        named = [*turn.understood.places, *(place.id for place in turn.places)]
        places = [] if intent in _OF_NO_PLACE else [*dict.fromkeys(named)]
        return {
            "intent": intent,
            "confidence": confidence,
            "places": places,
            "attribute": turn.attribute if intent not in _OF_NO_FACT else None,
            "constraints": said,
        }

    def _guessed_locale(self, call: ActionCall) -> Locale:
        asked = _asked_locale(call)
        session: Locale | None = Memory.of(call.slots).locale  # type: ignore[assignment]
        return asked or detect(call.text, (), session)


def _one_of_list(told: tuple[str, ...], memory: Memory) -> bool:
    """Whether the answer is about a part of the list shown before, which goes on to be counted."""
    return memory.plan is None and 0 < len(told) < len(memory.focus) and set(told) <= set(memory.focus)


def _curated(turn: Turn) -> Reply | None:
    """The office's answer, unless it is about another place than the one that the message tells of."""
    told = curated.answered(turn)
    if told and told.places and turn.described and turn.described not in told.places:
        return None
    return told


def _called_after(turn: Turn) -> str | None:
    """The name of an institution that is called after the only place named, such as the gym of a bridge's name."""
    named = [one.mention for one in turn.understood.named if one.mention.kind_of == "place" and one.mention.score > 0]
    if len(named) != 1 or named[0].start == named[0].end:
        return None
    end = called_after(turn.understood.folded, named[0].end)
    return turn.understood.text[named[0].start : end] if end else None


def _unheard(turn: Turn) -> str | None:
    """The name of a place that nobody here has."""
    district = turn.gazetteer.district
    known = {fold(name) for name in (*district.name.values(), *district.city.values(), *district.aliases)}
    return unheard(turn.understood.text, turn.understood.folded, known | {"china", "chinese", "english"})


def _with_described(turn: Turn, intent: str) -> tuple[str, Turn]:
    """The message as if the place that it tells of had been named in it."""
    if not turn.places and (place := _described(turn, intent)):
        return "place_info", replace(turn.of(place), described=place)
    if intent == "place_info" and turn.memory.plan is None and (place := beside(turn)):
        return intent, replace(turn.of(place), described=place)
    return intent, turn


def _to_subject(turn: Turn) -> Turn | None:
    """The message as if it had named the place spoken of last as where the way leads from the one it names."""
    subject = turn.gazetteer.places.get(turn.memory.subject or "")
    named = [one.mention for one in turn.understood.named if one.mention.kind_of == "place" and one.role != "theme"]
    if subject is None or len(named) != 1 or named[0].value == subject.id or named[0].start == named[0].end:
        return None
    before, after = turn.understood.folded[: named[0].start], turn.understood.folded[named[0].end :]
    if not (_AWAY_FROM.search(before) or (_FROM.search(before) and _THITHER.search(after))):
        return None
    target = Named(Mention(len(turn.text), len(turn.text), "place", subject.id), "target")
    return replace(turn, understood=replace(turn.understood, named=(*turn.understood.named, target)))


def _again(turn: Turn) -> Turn:
    """The message as if it had asked about the place spoken of last by its name."""
    place = turn.gazetteer.places[str(turn.memory.subject)]
    asked = turn.attribute or ("opening_hours" if place.status == "open" else "status")
    return replace(turn.of(place), attribute=asked)


def _described(turn: Turn, intent: str) -> Place | None:
    """The place that a question about one tells of without its name, unless it names what nobody here knows."""
    asks = turn.understood.question or turn.attribute
    one = intent == "place_info" or (intent in _OF_A_PLACE | {"nlu_fallback"} and tells_of_one(turn))
    around = turn.attribute == "nearby" and not tells_of_one(turn)
    if not (asks and one) or around or turn.memory.plan or _sought(turn):
        return None
    return described(turn, _unheard(turn) or "")


def _destination(turn: Turn, intent: str, known: Destinations) -> Destination | None:
    """What lies elsewhere and is the subject of the message, not a part of what it says of a day here."""
    understood = turn.understood
    if understood.lookalikes or understood.elsewhere or intent not in _OF_A_STAY | _OF_A_PLACE | {"advice", "compare"}:
        return None
    if understood.outside or (
        intent in ("plan", "change_plan", "inform") and turn.names_ours and not understood.question
    ):
        return None
    district = turn.gazetteer.district
    if other := namesake(turn.understood.folded, {fold(district.name["zh-Hans"])}):
        return other
    sight = known.sight_in(understood.folded)
    if sight and (not turn.places or intent in ("transport", "compare") or _leads_to(sight, turn, intent)):
        return sight
    return known.headed_for(understood.folded) if intent in _OF_A_STAY and not turn.places else None


def _sought(turn: Turn) -> str | None:
    """The kind of place asked for that no place here is or tells of."""
    found = sought(turn.understood.folded)
    if found is None:
        return None
    word = turn.understood.folded[found[0] : found[1]]
    for place in turn.gazetteer.places.values():
        texts = (*place.name.values(), *place.aliases, *place.summary.values())
        if any(word in fold(text) for text in texts):
            return None
    return turn.understood.text[found[0] : found[1]]


def _leads_to(there: Destination, turn: Turn, intent: str) -> bool:
    """Whether the way to it is asked for, from a place of ours."""
    return intent == "place_info" and bool(_ON_THE_WAY.search(turn.understood.folded[: there.start]))


def _subject(turn: Turn, intent: str) -> str | None:
    """The place that the next message may speak of without its name; of a way it is where it leads."""
    if intent == "plan" and len(turn.places) != 1:
        return None
    if turn.places and intent == "place_info":
        return meant(turn)[0].id
    if turn.places:
        return turn.places[1 if intent == "transport" and len(turn.places) > 1 else 0].id
    asked_more = intent in ("place_info", "transport") and not turn.understood.themes and not turn.understood.named
    kept = (
        intent in CHATTER | {"sources", "advice", "report_fault", "complaint", "nlu_fallback", "affirm", "deny"}
        or asked_more
    )
    return turn.memory.subject if kept else None


def _advised(guess: str | None) -> str:
    return "events" if guess in (None, FALLBACK) else str(guess)


def _attribute(understood: Understanding, guessed: Guess | None) -> str | None:
    """The classifier knows more ways of asking; where it is not sure, the words decide, and of figures always."""
    by_words = understood.attribute
    if by_words == "description" and asks_figure(understood.folded):
        return by_words
    if by_words == "ticket" and understood.budget:
        # "Will ten yuan do for breakfast": enough of money is no length of a visit.
        return by_words
    if guessed is not None and guessed.name is not None and (guessed.confidence >= _SURE_ATTRIBUTE or by_words is None):
        return guessed.name
    return by_words


def _asked_locale(call: ActionCall) -> Locale | None:
    asked = call.metadata.get("locale")
    return next((locale for locale in LOCALES if locale == asked), None)


def _new(slots: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The slots that changed: Rasa keeps every value ever set, and only these need to travel."""
    return {name: value for name, value in slots.items() if (value or None) != (before.get(name) or None)}


def _said_so_far(slots: Mapping[str, Any]) -> dict[str, Any]:
    return dict(Memory.of(slots).constraints)


def _bare(text: str) -> str:
    return fold(text).strip(" .,!?;:，。！？；：\n")


def _payload(replies: list[Reply], understood: Mapping[str, Any], locale: Locale) -> dict[str, Any]:
    return {
        "locale": locale,
        "messages": [reply.to_json() for reply in replies],
        "understood": dict(understood),
    }
