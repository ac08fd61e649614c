"""The spaCy pipeline that marks in a message what a visitor speaks of: places, themes, kinds, and every wish.

Names, theme words and kinds come from the gazetteer, so nothing is trained: after an edit the next message is read with
a new pipeline.
"""

# A pattern broken over lines is harder to read than a long one.

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.understanding.dates import find_dates
from bot.understanding.edits import find_edits
from bot.understanding.folding import fold, is_han, mask
from bot.understanding.found import Found
from bot.understanding.indirect_themes import indirect_themes
from bot.understanding.kinds import spoken_kinds
from bot.understanding.modes import find_modes
from bot.understanding.money import find_money
from bot.understanding.moods import (
    find_cravings,
    find_meals,
    find_number_of_places,
    find_number_of_versions,
    find_outside,
    find_pace,
    find_served,
    find_weather,
)
from bot.understanding.party import find_party
from bot.understanding.times import find_meal_hours, find_times
from bot.understanding.walking import find_walking
from knowledge.places.calendar import HolidayCalendar
from knowledge.places.gazetteer import Gazetteer
from knowledge.search.names import NameMatch

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MatchNames = Callable[[str], Sequence[NameMatch]]

_VERBS = "去到看睇逛行进是系跑玩爱想刷钻入游"
_LATIN_WORD = re.compile(r"[a-z']{3,}")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|\s+|.", re.IGNORECASE | re.DOTALL)

# Each subject reads what those before it left; those that only mark a mood leave the text as it is.
_SUBJECTS: tuple[tuple[str, Callable[[str], list[Found]], bool], ...] = (
    ("edits", find_edits, True),
    ("money", find_money, True),
    ("walking", find_walking, True),
    ("alternatives", find_number_of_versions, True),
    ("max_places", find_number_of_places, True),
    ("served", find_served, False),
    ("meals", find_meals, True),
    ("times", find_times, True),
    ("party", find_party, True),
    ("modes", find_modes, True),
    ("pace", find_pace, True),
    ("weather", find_weather, True),
    ("cravings", find_cravings, False),
    ("outside", find_outside, True),
)


class Pipeline:
    """Reads messages over the names of one gazetteer."""

    def __init__(self, gazetteer: Gazetteer, match_names: MatchNames) -> None:
        self._gazetteer = gazetteer
        self._match_names = match_names
        self._given = _given_names(gazetteer)
        self.name_words = frozenset(word for name in self._given for word in _LATIN_WORD.findall(name))
        """The Latin words of places' names, folded."""
        self._kinds = {word for word, _ in spoken_kinds(gazetteer.district)}
        self._short = short_names(gazetteer)
        self._nlp = _language(gazetteer)

    def read(self, text: str, today: date) -> Doc:
        """The message with ``ents`` for places, span groups by subject, and the values in ``user_data["found"]``."""
        doc = self._nlp.make_doc(text)
        doc.user_data["folded"] = fold(text)
        doc.user_data["names"] = self._names(text, doc.user_data["folded"])
        doc.user_data["today"] = today
        doc.user_data["calendar"] = self._gazetteer.calendar
        return self._nlp(doc)

    def _names(self, text: str, folded: str) -> list[NameMatch]:
        """Names as search knows them, and short ones that only one place here can be called by."""
        lookalikes = {other.id for other in self._gazetteer.district.lookalikes}
        matches = [
            match
            for match in self._match_names(text)
            if (match.place_id in self._gazetteer.places or match.lookalike_id in lookalikes)
            and not self._only_a_kind(folded[match.start : match.end])
        ]
        for word, place_id in self._short.items():
            for start in _occurrences(word, folded):
                end = start + len(word)
                if not any(start < other.end and other.start < end for other in matches):
                    matches.append(NameMatch(place_id, None, start, end, 0.9))
        return sorted(matches, key=lambda match: (match.start, -match.score))

    def _only_a_kind(self, word: str) -> bool:
        """Whether it is what any place of a kind is called: to "go to museums" sounds like "the district's museum"."""
        return word not in self._given and word.lstrip(_VERBS) in self._kinds


def short_names(gazetteer: Gazetteer) -> dict[str, str]:
    """Folded names without the district's or city's, such as "the library", where no other place's name ends so."""
    district = gazetteer.district
    prefixes = sorted(
        {fold(name) for name in (*district.name.values(), *district.city.values(), *district.aliases)}, key=len
    )
    owners: dict[str, set[str]] = {}
    endings: dict[str, set[str]] = {}
    for place in gazetteer.places.values():
        names = {fold(name) for name in (*place.name.values(), *place.aliases)}
        for name in names:
            for start in range(len(name) - 1):
                endings.setdefault(name[start:], set()).add(place.id)
            short = _without_prefix(name, prefixes)
            if short and place.kind != "event":
                owners.setdefault(short, set()).add(place.id)
    return {short: next(iter(ids)) for short, ids in owners.items() if len(endings.get(short, ids)) == 1}


def _given_names(gazetteer: Gazetteer) -> set[str]:
    """Folded names and aliases as the pack gives them."""
    return {fold(name) for place in gazetteer.places.values() for name in (*place.name.values(), *place.aliases)}


def _without_prefix(name: str, prefixes: Sequence[str]) -> str | None:
    for prefix in sorted(prefixes, key=len, reverse=True):
        if name.startswith(prefix):
            rest = name.removeprefix(prefix).strip()
            rest = rest[1:] if rest[:1] in ("市", "区") else rest
            rest = rest.removeprefix("district ")
            least = 2 if rest and is_han(rest[0]) else 5
            return rest if len(rest) >= least and not re.search(r"[()（）]", rest) else None
    return None


def _occurrences(word: str, folded: str) -> list[int]:
    bounded = rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
    return [match.start() for match in re.finditer(bounded, folded)]


def _language(gazetteer: Gazetteer) -> Language:
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.util import filter_spans

    _register()
    nlp = spacy.blank("zh")
    nlp.tokenizer = _Tokenizer(nlp.vocab)
    words = PhraseMatcher(nlp.vocab, attr="NORM")
    district = gazetteer.district
    for theme, description in district.themes.items():
        spoken = {fold(word) for word in (*description.words, *description.name.values())}
        words.add(f"theme:{theme}", [nlp.make_doc(word) for word in sorted(spoken)])
    for word, kind in spoken_kinds(district):
        words.add(f"kind:{kind}", [nlp.make_doc(word)])
    for ready in district.lists:
        spoken = {fold(word) for word in (*ready.words, *ready.name.values())}
        words.add(f"list:{ready.id}", [nlp.make_doc(word) for word in sorted(spoken)])
    nlp.add_pipe("visitor_places")
    nlp.add_pipe("visitor_words").use(words, filter_spans, frozenset(district.themes))  # type: ignore[attr-defined]
    nlp.add_pipe("visitor_wishes")
    return nlp


class _Tokenizer:
    """Each Chinese character, Latin word, figure and sign is a token; whatever is written can be rebuilt."""

    def __init__(self, vocab: Any) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        words: list[str] = []
        spaces: list[bool] = []
        for match in _WORD.finditer(text):
            if match[0] == " " and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(match[0])
                spaces.append(False)
        doc = Doc(self._vocab, words=words, spaces=spaces)
        for token, word in zip(doc, words, strict=True):
            token.norm_ = _norm(word)
        return doc


def _norm(word: str) -> str:
    """The word as phrases compare it: folded, without the English plural."""
    folded = fold(word)
    if folded.isascii() and folded.endswith(("ches", "shes", "xes")):
        return folded[:-2]
    if folded.isascii() and len(folded) > 5 and folded.endswith("ies"):
        return folded[:-3] + "y"
    plural = folded.isascii() and len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss")
    return folded[:-1] if plural else folded


@lru_cache(maxsize=1)
def _register() -> None:
    """Makes the components known to spaCy, once."""
    from spacy.language import Language

    @Language.component("visitor_places")
    def places(doc: Doc) -> Doc:
        spans, end = [], 0
        for match in doc.user_data["names"]:
            span = doc.char_span(
                match.start,
                match.end,
                label="PLACE" if match.place_id else "LOOKALIKE",
                span_id=match.place_id or match.lookalike_id,
                alignment_mode="expand",
            )
            # A name with several owners is one entity, of its likeliest owner.
            if span is not None and span.start >= end:
                spans.append(span)
                end = span.end
        doc.set_ents(spans)
        return doc

    @Language.component("visitor_wishes")
    def wishes(doc: Doc) -> Doc:
        _mark_wishes(doc)
        return doc

    @Language.factory("visitor_words")
    def words(nlp: Language, name: str) -> _Words:  # noqa: ARG001
        return _Words()


class _Words:
    """Marks theme words, kinds of places and names of curated days."""

    def use(self, matcher: Any, longest_first: Callable[..., Any], themes: frozenset[str]) -> None:
        self._matcher = matcher
        self._themes = themes
        self._longest_first = longest_first

    def __call__(self, doc: Doc) -> Doc:
        groups: dict[str, list[Any]] = {"theme": [], "kind": [], "list": []}
        for span in self._matcher(doc, as_spans=True):
            groups[span.label_.split(":")[0]].append(span)
        for start, end, theme in indirect_themes(doc.user_data["folded"]):
            span = doc.char_span(start, end, label=f"theme:{theme}", alignment_mode="expand")
            if theme in self._themes and span is not None:
                groups["theme"].append(span)
        for group, spans in groups.items():
            doc.spans[f"{group}s"] = spans if group == "theme" else self._longest_first(spans)
        return doc


def _mark_wishes(doc: Doc) -> None:
    """Runs the grammars over what names have left, each over what the one before has left."""
    text: str = doc.user_data["folded"]
    for match in doc.user_data["names"]:
        text = mask(text, match.start, match.end)
    found: dict[str, list[Found]] = {}
    of_meals = find_meal_hours(text)
    today: date = doc.user_data["today"]
    calendar: HolidayCalendar = doc.user_data["calendar"]
    for subject, grammar, consumes in _SUBJECTS:
        if subject == "times":
            found["dates"] = find_dates(text, today, calendar)
            # "tonight" is a day and a time of it.
            spoken = text
            for one in found["dates"]:
                spoken = (
                    text
                    if re.search("今晚|听晚|明晚|听朝|明早|今早|tonight|this ", text[one.start : one.end])
                    else mask(spoken, one.start, one.end)
                )
            found["times"] = find_times(spoken) or of_meals
            for one in (*found["dates"], *found["times"]):
                text = mask(text, one.start, one.end)
            continue
        if subject == "modes":
            doc.user_data["left_to_modes"] = text
        found[subject] = grammar(text)
        if consumes:
            for one in found[subject]:
                text = mask(text, one.start, one.end)
    doc.user_data["found"] = found
    doc.user_data["left"] = text
    for subject, findings in found.items():
        spans = (doc.char_span(one.start, one.end, label=subject, alignment_mode="expand") for one in findings)
        doc.spans[subject] = [span for span in spans if span is not None]
