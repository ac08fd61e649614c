"""One turn of a conversation: what it is answered from, and the answer being put together."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from bot.actions import speech
from bot.actions.memory import Memory
from bot.actions.planning import Planner, Recorder
from bot.actions.written import Written, terms
from bot.understanding.folding import compiled, fold, mask
from bot.understanding.own_subject import own_subject
from bot.understanding.roles import Mention, Role, roles
from bot.understanding.short_names import short_mentions
from bot.understanding.stop_wishes import find_stop_wishes
from bot.understanding.understanding import Named, Understanding
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Fact, Place, Provenance
from knowledge.places.text import Locale
from knowledge.search.live import LiveSearch

_BOTH = compiled(
    r"(?:两|2)(?:个|条|处|间|家|度|边)地?方?都"
    r"|\bboth\b(?! (?:the )?(?:meals|adults|of us|kids|children|parents|days|ways|her|his|my|our|their))(?! \d)"
)
_THOSE = compiled(
    r"(?:[去到逛看睇行玩加排放入]|把|将|安排|包括|只要)(?:晒|埋|上|下|咗|了)?(?:这|那|呢|嗰|以上|上面|上边)(?:的|嘅)?(?P<han>[两二三四五六]|[2-6]|几)(?:个|处|间|度|条|家|座)(?:景点|地方|地点|去处)?(?!人|小|大|细|孩|老|月|天|日|钟|方案|版本|朋友|同)"
    r"|\b(?:with|visit|see|do|include|add|of|around|to|put)(?: just| only)? (?:all )?(?:of )?(?:those|these) (?P<en>two|three|four|five|six|[2-6])(?: (?:places|sights|spots|stops|ones))?(?=\s*(?:$|[,.;!]|in\b|on\b|into\b|for\b|tomorrow|today|please|and\b|next\b|this\b))"
)
"""Wants some of the places shown, counted from the first."""
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_OF_ONE: set[Role] = {"about", "want", "lock", "must", "replaced", "near", "done"}
"""Wishes that a kind of place can only be meant in as one of its places."""
_OF_NO_STOP: set[Role] = {"start", "end", "origin", "target", "avoid", "replaced", "here", "done", "theme", "unmeant"}
"""Wishes for a place other than that it be a stop at some time."""
_IT = {"it", "它", "佢"}
_AFTER_ALL = compiled(
    r"(?:要|加|放|排|摆)返|(?:还是|都系|都是)(?:要|想|去|加|把)|又想"
    r"|\bafter all\b|\b(?:put|add|bring|want) (?:it|that|that one) back\b"
)
"""Wants back what was refused before."""
_DROPS = compiled(
    r"去掉|删|移除|拿(?:掉|走)|剔|划(?:掉|走)|取消|\b(?:drop|remove|delete|take|cut|lose|scrap|bin|skip) (?:out )?(?:the|that|this)\b"
)
"""Takes a stop out of the plan, rather than refusing a kind of place."""
_PLAN_OF_DAY = compiled(
    r"\b(?:the|that|my|our) (?:mon|tues|wednes|thurs|fri|satur|sun)day(?:'s)? (?:plan|one|itinerary|trip)\b|\b(?:today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)'s (?:plan|itinerary|trip)\b"
    r"|(?:星期|周|礼拜)[一二三四五六日天](?:的|嘅)?(?:(?:那|嗰|呢|这)个(?:行程|方案|计划)?|(?:行程|方案|计划))"
)
"""One of several plans, told by its day."""
_CHOOSES = compiled(
    r"(?:咁|噉|那么?|好|我|我们|我哋|[\s,，])*(?:就|还是|都系|定)?(?:选|拣|要|用|跟|定|睇|看)?(?:返)?\ue100(?:吧|啦|喇|好了|好啦|就好|了|好|先|呀|啊|定了|[\s!！.。])*"
    r"|(?:(?:ok|okay|oh|well|fine|then|right|let'?s|i'?ll|we'?ll|i'?d|we'?d|i|we|please|just|rather|prefer|like|want|go|going|with|for|take|choose|pick|have)[\s,]+)*\ue100(?:,? (?:then|please|it is|thanks))*[\s!.]*"
)
"""All of a message that chooses what is counted in it."""
_STICKS = compiled(
    r"(?:咁|噉|那么?|唔该|算了|唉|好吧|[\s,，])*(?:还是|都系)(?!换|改|去掉|删)[^,，]{2,12}?(?:吧|啦|算了|好了|就好|好)?[\s!！.。]*"
    r"|(?:(?:ok|okay|oh|well|fine|then|right)[\s,]+)*(?:let's )?(?:stick|stay|leave it|keep it|keep)(?: it)?"
    r" (?:with|at|to) [^,.]{2,40}[\s!.]*"
)
"""All of a message that comes back to a place after another was thought of."""
_OF_TOWN = compiled(
    r"(?:有(?:没有|冇|无)?)(?:地铁|轻轨)"
    r"|\b(?:is|are) there (?:a |an |any )?(?:metro|subway|underground|light rail|tube)\b"
)
"""Asks what the town has."""


def wants_back(folded: str) -> bool:
    """Whether a folded message wants back what was refused before."""
    return bool(_AFTER_ALL.search(folded))


def sticks(folded: str) -> bool:
    """Whether a folded message comes back to what it names and says nothing else."""
    return bool(_STICKS.fullmatch(folded.strip()))


@dataclass(frozen=True)
class Turn:
    text: str
    understood: Understanding
    memory: Memory
    gazetteer: Gazetteer
    now: datetime
    """In the district's zone."""
    locale: Locale
    search: LiveSearch
    planner: Planner
    recorder: Recorder
    written: Written
    """What is written of the places."""
    attribute: str | None = None
    """Which fact about a place is asked for."""
    described: Place | None = None
    """The place that the message tells of without its name."""

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that the message names or points back to, in its order."""
        named = [one.mention for one in self.understood.named if one.role != "theme"]
        found = [mention.value for mention in named if mention.kind_of == "place"]
        return tuple(self.gazetteer.places[place_id] for place_id in dict.fromkeys(found))

    @property
    def unnamed(self) -> str:
        """The folded message with the names of places masked."""
        text = self.understood.folded
        for one in self.understood.named:
            if one.mention.kind_of in ("place", "lookalike"):
                text = mask(text, one.mention.start, one.mention.end)
        return text

    @property
    def names_ours(self) -> bool:
        """Whether the message names the district or its city."""
        district = self.gazetteer.district
        names = {fold(name) for name in (*district.name.values(), *district.city.values(), *district.aliases)}
        return any(name in self.understood.folded for name in names)

    @property
    def plan_meant(self) -> int | None:
        """The number of the conversation's plan that the message speaks of: "the second plan", "the Saturday plan"."""
        ids = list((self.memory.plan or {}).get("all", ()))
        for one in self.understood.named:
            if one.mention.kind_of == "ordinal" and one.mention.value.startswith("plan:"):
                number = int(one.mention.value.removeprefix("plan:"))
                return number if 1 <= number <= len(ids) else None
        if len(ids) < 2 or not self.understood.dates or not _PLAN_OF_DAY.search(self.understood.folded):
            return None
        kept = [self.planner.kept(str(one)) for one in ids]
        weekday = self.understood.dates[0].weekday()
        days = [date.fromisoformat(str(one[1]["date"])) if one else None for one in kept]
        of_day = [number for number, day in enumerate(days, 1) if day and day.weekday() == weekday]
        return of_day[0] if len(of_day) == 1 else None

    def resolved(self) -> "Turn":
        """The same turn with what the message points back to as if it had been named."""
        named: list[Named] = []
        for one in self._with_short_names():
            if self._chooses_plan(one.mention):
                one = Named(replace(one.mention, value=f"plan:{one.mention.value}"), "about")
            if one.mention.value.startswith("plan:"):
                # A plan is chosen or spoken of; nothing is wished of it as of a place.
                one = Named(one.mention, "about")
            place_id = self._pointed(one, named)
            if place_id:
                # "Then take it after all" wants it, wherever the words of coming back point.
                role = "must" if one.mention.kind_of == "that" and place_id == self._refused_before() else one.role
                one = Named(replace(one.mention, kind_of="place", value=place_id), role)
            named.append(one)
        named += self._both(named) or self._those(named)
        meant = [
            one.mention
            for one in named
            if (one.mention.kind_of == "place" and one.role != "theme") or one.role == "lock"
        ]
        # "The beach" that was talked about, or that is to stay, is a place and no wish for more of its kind.
        told = {
            theme
            for start, end, theme in self.understood.theme_words
            if not any(mention.start <= start and end <= mention.end for mention in meant)
        }
        spoken = {theme for *_, theme in self.understood.theme_words}
        themes = {name: value for name, value in self.understood.themes.items() if name in told or name not in spoken}
        return replace(self, understood=replace(self.understood, named=tuple(named), themes=themes))._of_single_stops()

    def _of_single_stops(self) -> "Turn":
        """The same turn with what is said of one stop or meal of the plan taken for no wish of the day."""
        said = self.understood
        kept = {one.place_id for one in said.appointments}
        stops = set((self.memory.plan or {}).get("stops", ()))
        may = [
            one.mention
            for one in said.named
            # "Leave the old street by ten" is of a stop when it is one, and of where one sets out when it isn't.
            if one.mention.value not in kept
            and (one.role not in _OF_NO_STOP or (one.role == "start" and one.mention.value in stops))
        ]
        of_a_day = self.memory.plan is None or said.dates or said.past or said.days or said.party or said.lists
        starts = {mention for mention in may if mention in said.with_role("start")}
        wishes = [] if of_a_day else find_stop_wishes(said.folded, may)
        wishes = [one for one in wishes if one.mention not in starts or one.kind == "until"]
        if not wishes:
            return self
        minutes = {one.minute for one in wishes if one.minute is not None}
        lengths = {one.minutes for one in wishes if one.minutes is not None}
        of_parts = any(one.part is not None for one in wishes)
        meals = {one.meal for one in wishes if one.meal is not None}
        meant = {one.mention for one in wishes if one.mention is not None}
        told = replace(
            said,
            stop_wishes=tuple(wishes),
            named=tuple(replace(one, role="unmeant") if one.mention in meant else one for one in said.named),
            times=tuple(one for one in said.times if one.minute % 720 not in {minute % 720 for minute in minutes}),
            parts=() if of_parts else said.parts,
            length=None if said.length in lengths else said.length,
            edits=tuple(one for one in said.edits if one.kind not in ("later", "earlier")),
            meals={meal: wanted for meal, wanted in said.meals.items() if meal not in meals},
        )
        return replace(self, understood=told)

    def _chooses_plan(self, mention: Mention) -> bool:
        """Whether what is counted is one of the plans just shown side by side."""
        plan, folded = self.memory.plan or {}, self.understood.folded
        if mention.kind_of != "ordinal" or not mention.value.isdecimal():
            return False
        several = int(self.memory.constraints.get("alternatives") or 1) > 1 and len(plan.get("all", ())) > 1
        said = f"{folded[: mention.start]}\ue100{folded[mention.end :]}".strip()
        return several and list(self.memory.focus) == list(plan.get("stops", ())) and bool(_CHOOSES.fullmatch(said))

    def _both(self, named: Sequence[Named]) -> list[Named]:
        """The two places talked about, when "both" are wished for and none is named."""
        said = _BOTH.search(self.understood.folded)
        if not said or len(self.memory.focus) < 2 or any(one.mention.kind_of == "place" for one in named):
            return []
        both = [one for one in self.memory.focus[:2] if one in self.gazetteer.places]
        return [Named(Mention(*said.span(), "place", one), "must") for one in both]

    def _those(self, named: Sequence[Named]) -> list[Named]:
        """The first so many places of the list shown last, when "those three" are wished for and none is named."""
        said = _THOSE.search(self.understood.folded)
        if not said or self.understood.question or any(one.mention.kind_of == "place" for one in named):
            return []
        number = said["han"] or said["en"]
        shown = [one for one in self.memory.focus if one in self.gazetteer.places]
        count = len(shown) if number == "几" else _COUNTS.get(number) or int(number)
        return [Named(Mention(*said.span(), "place", one), "must") for one in shown[:count]]

    def _with_short_names(self) -> tuple[Named, ...]:
        """What is named, and what is called by a part of its name that only one place talked about has."""
        given = self.understood.named
        taken = [(one.mention.start, one.mention.end) for one in given]
        district = self.gazetteer.district
        towns = {fold(name) for name in (*district.name.values(), *district.city.values(), *district.aliases)}
        known = [self.gazetteer.places[one] for one in self._known()]
        short = [
            mention
            for mention in short_mentions(self.understood.folded, known, towns)
            if not any(mention.start < end and start < mention.end for start, end in taken)
        ]
        if not short:
            return given
        mentions = sorted([*(one.mention for one in given), *short], key=lambda mention: mention.start)
        meant = roles(self.understood.folded, mentions)
        themes = {one.mention for one in given if one.role == "theme"}
        return tuple(
            Named(mention, "theme" if mention in themes else role)
            for mention, role in zip(mentions, meant, strict=True)
        )

    def of_subject(self) -> "Turn":
        """The same turn with the place last asked about as if it had been named; for questions without a name."""
        kinds = any(one.mention.kind_of in ("kind", "that_kind") for one in self.understood.named)
        if self.attribute is None or kinds or self.memory.subject not in self.gazetteer.places:
            return self
        place = self.gazetteer.places[str(self.memory.subject)]
        return self if self._asks_of_another(place) else self.of(place)

    def _asks_of_another(self, place: Place) -> bool:
        """Whether the message has a phrase of its own for what it asks about, and nothing written of a place has it."""
        own = own_subject(self.understood.folded)
        if own is None:
            return bool(_OF_TOWN.search(self.unnamed))
        written = self.written.text(place.id)
        return own not in written if not own.isascii() else not all(term in written for term in terms(own))

    def of(self, place: Place) -> "Turn":
        """The same turn with a place as if it had been asked about by its name."""
        implied = Named(Mention(0, 0, "place", place.id), "about")
        return replace(self, understood=replace(self.understood, named=(implied, *self.understood.named)))

    def _pointed(self, one: Named, before: Sequence[Named]) -> str | None:
        """The place that a mention stands for; ``before`` is what the message has named so far."""
        mention, places = one.mention, self.gazetteer.places
        said = self.understood.folded[mention.start : mention.end]
        if mention.kind_of == "ordinal" and not mention.value.startswith("plan:"):
            return self._counted(int(mention.value))
        if mention.kind_of == "that":
            named = [earlier.mention.value for earlier in before if earlier.mention.kind_of == "place"]
            return named[-1] if named else self._that(said) or (self._just_added() if one.role == "avoid" else None)
        if mention.kind_of == "that_kind" and self.attribute == "nearby" and said.startswith("the "):
            # "The museum nearby" is one that is looked for.
            return None
        if mention.kind_of in ("kind", "that_kind") and one.role == "avoid" and _DROPS.search(self.understood.folded):
            # "Drop the park" of a plan with one park is that stop.
            stops = [str(stop) for stop in (self.memory.plan or {}).get("stops", ()) if stop in places]
            of_kind = [stop for stop in stops if places[stop].kind == mention.value]
            if len(of_kind) == 1:
                return of_kind[0]
        if mention.kind_of == "that_kind" and not (one.role == "avoid" and said.startswith("the ")):
            named = [earlier.mention.value for earlier in before if earlier.mention.kind_of == "place"]
            return self._of_kind(said, mention.value, [*reversed(named), *self._ends_told(one), *self._known()])
        if mention.kind_of == "kind" and one.role in _OF_ONE and not self._unwanted(mention.value):
            # "The museum in the morning" of a plan with one museum is that one.
            wished = [str(place) for place in self.memory.constraints.get("must_visit", ()) if place in places]
            stops = [str(place) for place in (self.memory.plan or {}).get("stops", ()) if place in places]
            for known in (wished, stops) if stops else ():
                of_kind = [place for place in known if places[place].kind == mention.value or self._ends(said, place)]
                if len(of_kind) == 1:
                    return of_kind[0]
        if mention.kind_of == "kind" and one.role in ("end", "start"):
            # "Back to the hotel" is back to the one that was set out from.
            spoken = [earlier.mention.value for earlier in before if earlier.mention.kind_of == "place"]
            spoken += self._ends_told(one)
            return next((known for known in spoken if known in places and places[known].kind == mention.value), None)
        return None

    def _ends_told(self, one: Named) -> list[str]:
        """Where the day was told to start and to end, for a mention of one of these."""
        told = [(self.memory.constraints.get(end) or {}).get("place_id") for end in ("start", "end")]
        return [str(place) for place in told if place in self.gazetteer.places and one.role in ("start", "end")]

    def _unwanted(self, kind: str) -> bool:
        """Whether the message wants none of a kind."""
        return any(mention.value == kind for mention in self.understood.with_role("avoid", "only"))

    def _of_kind(self, said: str, kind: str, known: Sequence[str]) -> str | None:
        """The place of a kind that is meant: one whose name ends in the word said, else the first of the kind."""
        of_kind = [one for one in known if self.gazetteer.places[one].kind == kind]
        called = [one for one in known if self._ends(said, one)]
        return next(iter([*called, *of_kind]), None)

    def _ends(self, said: str, place_id: str) -> bool:
        """Whether a place's Chinese name ends in the word said, as that of a memorial hall does in 纪念馆."""
        ending = fold(self.gazetteer.places[place_id].name["zh-Hans"])[-3:]
        return said.endswith(ending)

    def _that(self, said: str) -> str | None:
        """What "there" and "it" are; of a plan just shown, "it" is the plan."""
        if wanted_back := self._refused_before():
            return wanted_back
        stops = list((self.memory.plan or {}).get("stops", ()))
        of_plan = bool(stops) and list(self.memory.focus) == stops
        return None if of_plan and said in _IT else next(iter(self._known()), None)

    def _just_added(self) -> str | None:
        """The place wished for with the last change, whether or not it could be put in: "no, remove it"."""
        before = self.memory.history[-1] if self.memory.history else {}
        known = [
            *((before.get("constraints") or {}).get("must_visit", ())),
            *((before.get("plan") or {}).get("left_out", ())),
        ]
        wished = [
            *self.memory.constraints.get("must_visit", ()),
            *reversed((self.memory.plan or {}).get("left_out", ())),
        ]
        added = [str(one) for one in wished if one not in known and one in self.gazetteer.places]
        return added[-1] if added else None

    def _refused_before(self) -> str | None:
        """The place refused last, when the message wants something back after all."""
        refused = [str(one) for one in self.memory.constraints.get("avoid", ()) if one in self.gazetteer.places]
        return refused[-1] if refused and _AFTER_ALL.search(self.understood.folded) else None

    def _known(self) -> list[str]:
        """The places talked about, likeliest first: the one asked about, then those wished for, shown, left out."""
        wished = self.memory.constraints.get("must_visit", ())
        left_out = (self.memory.plan or {}).get("left_out", ())
        shown = [*(one for one in wished if one in self.memory.focus), *self.memory.focus]
        return [one for one in dict.fromkeys([self.memory.subject, *shown, *left_out]) if one in self.gazetteer.places]

    def _counted(self, ordinal: int) -> str | None:
        """The stop of that number; of the plan if the last answer was about one, else of the last answer."""
        stops = self._stops_meant()
        focus = [] if self.plan_meant else list(self.memory.focus)
        of = stops if stops and (not focus or focus == stops or len(focus) == 1) else focus
        index = ordinal if ordinal < 0 else ordinal - 1
        if not of or not -len(of) <= index < len(of):
            return None
        return of[index] if of[index] in self.gazetteer.places else None

    def _stops_meant(self) -> list[str]:
        """The stops of the plan that the message speaks of."""
        plan = self.memory.plan or {}
        kept = self.planner.kept(str(plan["all"][self.plan_meant - 1])) if self.plan_meant else None
        if kept is None:
            return list(plan.get("stops", ()))
        stops = [one for one in kept[1]["stops"] if one["place_id"] and one["kind"] != "rest"]
        return list(dict.fromkeys(str(one["place_id"]) for one in stops))

    def say(self, message: str, **values: Any) -> str:
        return speech.say(self.locale, message, **values)

    def day(self, when: date) -> str:
        return speech.day(self.locale, when, self.today)

    def name(self, place: Place) -> str:
        return speech.name(place, self.locale)


@dataclass
class Reply:
    """One message of an answer, in the contract's shape."""

    locale: Locale
    gazetteer: Gazetteer | None = None
    """What the sources cited are called by; None where nothing will be cited."""
    lines: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    itinerary: dict[str, Any] | None = None
    suggestions: list[str] = field(default_factory=list)
    sources: list[dict[str, str]] = field(default_factory=list)

    def line(self, *parts: str) -> None:
        text = speech.sentences(self.locale, parts)
        if text:
            self.lines.append(text)

    def about(self, *places: Place) -> None:
        self.places += [place for place in places if place not in self.places]

    def suggest(self, *texts: str) -> None:
        self.suggestions += [text for text in texts if text not in self.suggestions]

    def cite(self, place: Place, field_name: str, provenance: Provenance | None = None) -> str:
        """Notes where a field comes from and gives the remark for the sentence; empty when nobody vouches for it."""
        provenance = provenance or place.provenance.get(field_name)
        if provenance is None:
            return ""
        self.add_source(place.id, field_name, provenance.source, provenance.as_of)
        return speech.say(
            self.locale,
            "sourced",
            source=speech.source(self.locale, provenance.source, self.gazetteer),
            as_of=speech.as_of(self.locale, provenance.as_of),
        )

    def cite_fact(self, place: Place, fact: Fact) -> str:
        """As ``cite``, of a fact."""
        self.add_source(place.id, "facts", fact.source, fact.as_of)
        return speech.say(
            self.locale,
            "sourced",
            source=speech.source(self.locale, fact.source, self.gazetteer),
            as_of=speech.as_of(self.locale, fact.as_of),
        )

    def add_source(self, place_id: str, field_name: str, source: str, as_of: str) -> None:
        entry = {"place_id": place_id, "field": field_name, "source": source, "as_of": as_of}
        if entry not in self.sources:
            self.sources.append(entry)

    def to_json(self) -> dict[str, Any]:
        return {
            "text": "\n".join(self.lines),
            "places": [{"id": place.id, "name": speech.name(place, self.locale)} for place in self.places],
            "itinerary": self.itinerary,
            "suggestions": self.suggestions[:6],
            "sources": self.sources,
        }


@dataclass(frozen=True)
class Answer:
    """What is said, and what is remembered afterwards."""

    replies: Sequence[Reply]
    memory: Memory
    intent: str
    """What the message was taken for."""
    constraints: dict[str, Any] = field(default_factory=dict)
    """Wishes understood so far."""
