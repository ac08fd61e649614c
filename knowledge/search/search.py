"""Fused search: names, words and vectors weighed into one likelihood, and a cut below which nothing is said."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import Locale, pick
from knowledge.search.encoder import Encoder
from knowledge.search.index import Index
from knowledge.search.keyword import facets, mandarin
from knowledge.search.names import NameMatch

_CANDIDATES = 40
"""Places taken from each ranking into the fusion."""
_ELSEWHERE = ""
"""Stands for a place of a like name outside the pack."""
_QUERY_LENGTH = 300
"""Characters of a query that are read."""


@dataclass(frozen=True)
class Hit:
    place_id: str
    name: str
    score: float
    """How likely the place is what was asked for, 0 to 1."""
    passage: str
    """The text about it that fits the query best."""
    locale: Locale
    """The language of the passage: the one asked for, or the nearest that has it."""
    told: float = 1.0
    """Share of what is asked, 0 to 1, that the place's passages and themes have words for; the district's own names and
    words that only say which side of a place is asked about (its phone) count for nothing."""


@dataclass(frozen=True)
class Evidence:
    """What speaks for one place."""

    place_id: str
    name: float
    """Certainty that the query names it; 0 when it doesn't."""
    rival: float
    """Certainty that the query names another place."""
    theme: float
    """Share of the themes asked for that the place has; 0 when none is asked for."""
    coverage: float
    """Share of the query's meaning that the place's passages and themes have words for."""
    focus: float
    """The same for its single best passage."""
    bm25: float
    """Best BM25 of its passages, as a share of the best of all places."""
    cosine: float
    """Best cosine of its passages."""
    lead: float
    """The same in standard deviations above the mean of all passages of that language."""
    position: int
    """The passage that fits best."""

    def features(self) -> tuple[float, ...]:
        return (
            self.name,
            self.rival,
            self.theme,
            self.coverage,
            self.focus,
            self.bm25,
            10 * (self.cosine - 0.8),
            self.lead,
        )


@dataclass(frozen=True)
class Calibration:
    """Logistic weights of the evidence, fitted on judged questions by ``benchmarks/retrieval.py --fit``."""

    weights: tuple[float, ...]
    bias: float
    cut: float
    """Likelihood below which a place is no answer."""

    def likelihood(self, evidence: Evidence) -> float:
        exponent = self.bias + sum(w * f for w, f in zip(self.weights, evidence.features(), strict=True))
        fitted = 1 / (1 + math.exp(-max(-30.0, min(30.0, exponent))))
        # Whoever names a place gets it, whatever else is in the query.
        return max(fitted, self.cut) if evidence.name else fitted


CALIBRATION = Calibration(weights=(4.68, -3.56, 0.73, 2.36, 0.28, 1.15, 0.89, 0.81), bias=-5.4, cut=0.62)


def search(query: str, locale: Locale, limit: int, index: Index, gazetteer: Gazetteer, encoder: Encoder) -> list[Hit]:
    """The places that fit the query, best first; none when none does."""
    judged = sorted(
        ((CALIBRATION.likelihood(evidence), evidence) for evidence in gather(query, index, encoder)),
        key=lambda pair: (-pair[0], pair[1].place_id),
    )
    fitting = [(score, evidence) for score, evidence in judged if score >= CALIBRATION.cut][:limit]
    asked = _asked(query[:_QUERY_LENGTH], index, gazetteer) if fitting else ()
    wishes = index.wishes.meant(query, asked)
    return [
        _hit(evidence, score, locale, index, gazetteer, _told(evidence, asked, wishes, index))
        for score, evidence in fitting
    ]


def _asked(query: str, index: Index, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The query's words that say what is asked about: not the district, not which side of a place."""
    district = gazetteer.district
    ours = (*district.name.values(), *district.city.values(), *district.aliases)
    common = {word for name in ours for word in index.keywords.query(name)} | facets()
    return tuple(word for word in index.keywords.query(query) if word not in common and not word.isdigit())


def _told(evidence: Evidence, asked: Sequence[str], wishes: Mapping[str, frozenset[str]], index: Index) -> float:
    granted = index.wishes.themes_of(evidence.place_id) & wishes.keys()
    wished = frozenset[str]().union(*(wishes[theme] for theme in granted))
    return index.keywords.coverage(asked, index.positions[evidence.place_id], wished)


def gather(query: str, index: Index, encoder: Encoder) -> list[Evidence]:
    """The evidence for every place that any of the rankings brings up."""
    query = query[:_QUERY_LENGTH]
    named: dict[str, float] = {}
    matches = index.names.match(query)
    for match in matches:
        key = match.place_id or _ELSEWHERE
        named[key] = max(match.score, named.get(key, 0.0))
    words = index.keywords.query(query)
    if not index.passages or not (words or named) or set(named) == {_ELSEWHERE}:
        return []
    bm25 = index.keywords.scores(words)
    cosines = index.similarities(encoder.encode_queries([mandarin(query)]))
    leads = _leads(cosines, index)
    wishes = index.wishes.meant(query, words)
    strongest = float(bm25.max()) or 1.0
    only_names = _only_names(query, matches, index)
    evidence = []
    for place_id in _candidates(index, bm25, cosines, wishes, named):
        positions = list(index.positions[place_id])
        granted = index.wishes.themes_of(place_id) & wishes.keys()
        wished = frozenset[str]().union(*(wishes[theme] for theme in granted))
        fit = cosines[positions] + 0.1 * bm25[positions] / strongest
        evidence.append(
            Evidence(
                place_id,
                name=named.get(place_id, 0.0),
                rival=0.0 if place_id in named else max(named.values(), default=0.0),
                theme=len(granted) / len(wishes) if wishes else 0.0,
                coverage=index.keywords.coverage(words, positions, wished),
                focus=max((index.keywords.coverage(words, [at]) for at in positions if bm25[at] > 0), default=0.0),
                bm25=float(bm25[positions].max()) / strongest,
                cosine=float(cosines[positions].max()),
                lead=float(leads[positions].max()),
                position=_description(index, positions) if only_names else positions[int(fit.argmax())],
            )
        )
    return evidence


def _leads(cosines: NDArray[np.float32], index: Index) -> NDArray[np.float32]:
    """Cosines in standard deviations above the mean of their language: any text is nearer to one of its own."""
    leads = np.zeros_like(cosines)
    for english in (False, True):
        own = index.english == english
        if own.any():
            leads[own] = (cosines[own] - cosines[own].mean()) / (cosines[own].std() or 1.0)
    return leads


def _only_names(query: str, matches: Iterable[NameMatch], index: Index) -> bool:
    rest = list(query)
    for match in matches:
        rest[match.start : match.end] = " " * (match.end - match.start)
    return not index.keywords.query("".join(rest))


def _description(index: Index, positions: Sequence[int]) -> int:
    return next((at for at in positions if index.passages[at].facet == "description"), positions[0])


def _candidates(
    index: Index,
    bm25: NDArray[np.float32],
    cosines: NDArray[np.float32],
    wishes: Iterable[str],
    named: Iterable[str],
) -> list[str]:
    candidates = dict.fromkeys(place_id for place_id in named if place_id in index.positions)
    asked_for = frozenset(wishes)
    candidates |= dict.fromkeys(
        place_id for place_id in index.positions if index.wishes.themes_of(place_id) & asked_for
    )
    for scores in (bm25, cosines):
        found = 0
        for position in np.argsort(-scores, kind="stable"):
            place_id = index.passages[position].place_id
            if scores[position] <= 0 or found == _CANDIDATES:
                break
            found += place_id not in candidates
            candidates[place_id] = None
    return list(candidates)


def _hit(evidence: Evidence, score: float, locale: Locale, index: Index, gazetteer: Gazetteer, told: float) -> Hit:
    passage = index.passages[evidence.position]
    texts = index.shown[passage.place_id, passage.facet, passage.number]
    shown = pick(texts, locale)
    said_in = locale if locale in texts else next(language for language, text in texts.items() if text == shown)
    return Hit(evidence.place_id, gazetteer.places[evidence.place_id].called(locale), score, shown, said_in, told)
