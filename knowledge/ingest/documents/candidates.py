"""What a document says of places: candidates with their evidence, beside what is known."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from knowledge.ingest.documents.cleaning import Cleaned, clean
from knowledge.ingest.documents.pipeline import KNOWN, Pipeline, known_names, lexicon
from knowledge.ingest.documents.reading import Paragraph
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.script import simplified
from knowledge.store.checks import Progress

Standing = Literal["existing", "planned", "unclear"]
Match = Literal["new", "known", "contradicting"]

AROUND = 40
"""Characters of evidence on either side of a name, at most."""
_STOPS = "。；\n"
_THERE = ("open", "renovating")


@dataclass(frozen=True)
class Evidence:
    """Words of the document, by position."""

    page: int | None
    paragraph: int
    begin: int
    """Of the name in the paragraph as it stands in the document, counted from 0."""
    end: int
    """Exclusive."""
    quote: str
    """The words around it, as they stand in the document."""
    quote_begin: int
    """Where the quote begins in the paragraph."""
    clean_quote: str
    """The same in clean simplified characters."""
    standing: Standing


@dataclass(frozen=True)
class Candidate:
    name: str
    """In simplified characters, in its fullest form."""
    others: tuple[str, ...]
    """Its other forms in the document."""
    standing: Standing
    match: Match
    place_id: str | None
    """The known place."""
    known_status: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class _Mention:
    name: str
    place_id: str | None
    evidence: Evidence


def find_candidates(
    paragraphs: Sequence[Paragraph], gazetteer: Gazetteer, progress: Progress | None = None
) -> tuple[Candidate, ...]:
    """The places that a document names, in the order of their first mention."""
    pipeline = Pipeline(gazetteer)
    mentions: list[_Mention] = []
    for done, paragraph in enumerate(paragraphs, 1):
        mentions += _mentions(paragraph, pipeline)
        if progress is not None:
            progress(done, len(paragraphs))
    return _gathered(mentions, gazetteer)


def _mentions(paragraph: Paragraph, pipeline: Pipeline) -> list[_Mention]:
    cleaned = clean(paragraph.text)
    found = []
    for span in pipeline.read(cleaned.text).ents:
        standing = _standing(cleaned.text, span.start_char, span.end_char)
        place_id = span.ent_id_ or span.id_ if span.label_ == KNOWN else None
        evidence = _evidence(paragraph, cleaned, span.start_char, span.end_char, standing)
        found.append(_Mention(span.text, place_id or None, evidence))
    return found


def _evidence(paragraph: Paragraph, cleaned: Cleaned, begin: int, end: int, standing: Standing) -> Evidence:
    text = cleaned.text
    low = max((text.rfind(stop, 0, begin) + 1 for stop in _STOPS), default=0)
    ends = [at for at in (text.find(stop, end) for stop in _STOPS) if at >= 0]
    low, high = max(low, begin - AROUND), min(min(ends, default=len(text)) + 1, end + AROUND, len(text))
    quoted = cleaned.span(low, high)
    at = cleaned.span(begin, end)
    return Evidence(
        paragraph.page, paragraph.number, *at, paragraph.text[slice(*quoted)], quoted[0], text[low:high], standing
    )


def _standing(text: str, begin: int, end: int) -> Standing:
    """Whether the words around a name speak of something that is there, or is still to come."""
    words = lexicon()
    # An enumeration shares what is said before and behind it.
    low = max(text.rfind(stop, 0, begin) for stop in "，。；：") + 1
    before = re.sub(r"(?:[^、，。]{2,16}(?:、|和|与|及))+$", "", text[low:begin]) or text[low:begin]
    behind = re.split(r"[，。；：]", text[end:], maxsplit=1)[0]
    if words.existing_clause.search(behind):
        return "existing"
    # What follows the last of an enumeration is said of all of it.
    behind = re.sub(r"^(?:(?:、|和|与|及)[^、，。等]{2,18}?)+?(?=等|建|动|项目|开|落|升|改|修|清|$)", "", behind)
    lead = text[low:begin]
    if words.existing_behind.match(re.sub(r"^(?:等)?(?:[^，。；]{0,6})", "", behind)) or _near(
        words.existing_behind, behind
    ):
        return "existing"
    if words.planned_behind.match(behind) or words.planned_before.search(before) or words.planned_before.search(lead):
        return "planned"
    if words.existing_before.search(before) or words.existing_before.search(lead):
        return "existing"
    return "unclear"


def _near(pattern: re.Pattern[str], behind: str) -> bool:
    return pattern.search(behind[:10]) is not None


def _gathered(mentions: Sequence[_Mention], gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    names = known_names(gazetteer)
    towns = [*gazetteer.district.name.values(), *gazetteer.district.city.values(), *gazetteer.district.aliases]
    prefixes = sorted({simplified(town) for town in towns}, key=len, reverse=True)
    groups: dict[str, list[_Mention]] = {}
    for mention in mentions:
        place_id = mention.place_id or _known_as(mention.name, names, prefixes)
        key = f"place:{place_id}" if place_id else _without_town(mention.name, prefixes)
        groups.setdefault(key, []).append(mention)
    return tuple(_candidate(key, group, gazetteer) for key, group in groups.items())


def _candidate(key: str, group: Sequence[_Mention], gazetteer: Gazetteer) -> Candidate:
    place_id = key.removeprefix("place:") if key.startswith("place:") else None
    forms = Counter(mention.name for mention in group)
    name = max(forms, key=lambda form: (len(form), forms[form]))
    standing = _verdict([mention.evidence.standing for mention in group])
    place = gazetteer.places.get(place_id) if place_id else None
    match: Match = "new" if place is None else "known"
    said = {mention.evidence.standing for mention in group}
    if place is not None and standing in said and _contradicts(standing, place.status):
        match = "contradicting"
    others = tuple(form for form in forms if form != name)
    evidence = tuple(mention.evidence for mention in group)
    return Candidate(name, others, standing, match, place_id, place.status if place else None, evidence)


def _verdict(said: Sequence[Standing]) -> Standing:
    """What several mentions come to: something that is still being built is planned, however often it is counted on.

    What is spoken of without a word of plans is taken to be there.
    """
    counts = Counter(said)
    if counts["planned"] and counts["planned"] >= counts["existing"]:
        return "planned"
    return "existing" if counts["existing"] or counts["unclear"] else "unclear"


def _contradicts(standing: Standing, status: str) -> bool:
    return (standing == "planned" and status in _THERE) or (standing == "existing" and status in ("planned", "closed"))


def _known_as(name: str, names: Mapping[str, str], prefixes: Sequence[str]) -> str | None:
    """The known place of a name, with or without the town's name before it."""
    for form in (name, _without_town(name, prefixes)):
        if form in names:
            return names[form]
    bare = _without_town(name, prefixes)
    fuller = {place for known, place in names.items() if _without_town(known, prefixes) == bare}
    return next(iter(fuller)) if len(fuller) == 1 else None


def _without_town(name: str, prefixes: Sequence[str]) -> str:
    """The name without the town's before it, and without saying that an area is one."""
    name = name.removesuffix("片区") or name
    for prefix in prefixes:
        if name.startswith(prefix) and len(name) - len(prefix) >= 2:
            rest = name.removeprefix(prefix)
            rest = rest[1:] if rest[:1] in ("市", "区", "县") and len(rest) > 2 else rest
            return _without_town(rest, prefixes) if rest != name else rest
    return name[1:] if name[:1] in ("区", "市") and len(name) > 3 else name


def as_json(candidate: Candidate) -> dict[str, Any]:
    """A candidate as it is kept."""
    return {**candidate.__dict__, "evidence": [dict(one.__dict__) for one in candidate.evidence]}
