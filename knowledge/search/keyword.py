"""Word search: BM25 over segmented text, and how much of a query's meaning a text covers."""

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from knowledge.search.script import is_han, plain

_LEXICON = Path(__file__).parent / "lexicon.yaml"
_TOKEN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z0-9]+(?:'[a-z]+)?")


def words(text: str, names: "re.Pattern[str] | None" = None) -> tuple[str, ...]:
    """The words of a folded text that carry meaning; ``names`` are never cut, and given beside their parts."""
    return tuple(word for word in _words(text, names) if word not in _stop_words())


def mandarin(text: str) -> str:
    """The folded text with everyday Cantonese words put in standard ones, as the passages are written."""
    lexicon = _lexicon()
    replaced = _cantonese().sub(lambda match: lexicon["cantonese"][match.group()], plain(text))
    if not any(character in lexicon["cantonese_alone"] for character in replaced):
        return replaced
    return "".join(lexicon["cantonese_alone"].get(word, word) for word in _segmenter().cut(replaced, HMM=False))


def content(text: str) -> str:
    """What a question is about: its words in their order, without those that only ask, point or are polite."""
    kept, stop = [], _stop_words()
    for run in _TOKEN.findall(mandarin(text)):
        if is_han(run[0]):
            kept.append("".join(word for word in _segmenter().cut(run, HMM=False) if word not in stop))
        elif _stem(run) not in stop:
            kept.append(run)
    return " ".join(part for part in kept if part)


def name_pattern(names: Sequence[str]) -> "re.Pattern[str] | None":
    """What finds any of these folded Chinese names in a folded text, the longest first."""
    own = sorted(
        {name for name in names if len(name) > 1 and all(map(is_han, name))},
        key=lambda name: (-len(name), name),
    )
    return re.compile("|".join(map(re.escape, own))) if own else None


@cache
def facets() -> frozenset[str]:
    """Words that only say which side of a place is asked about, as ``words`` gives them."""
    spoken = _lexicon()["facets"]
    return frozenset((*(plain(word) for word in spoken["zh"].split()), *(_stem(word) for word in spoken["en"].split())))


class KeywordIndex:
    """BM25 over passages, by position."""

    def __init__(self, segmented: Sequence[Sequence[str]], names: "re.Pattern[str] | None") -> None:
        import bm25s  # type: ignore[import-untyped]

        self._names = names
        self._documents = [frozenset(document) for document in segmented]
        self._known = frozenset(word for document in self._documents for word in document)
        self._engine: Any = bm25s.BM25()
        # An index without any word can't be made; no query holds this one.
        self._engine.index([list(document) for document in segmented] or [["\0"]], show_progress=False)

    def query(self, text: str) -> tuple[str, ...]:
        """A query's words, each once."""
        return tuple(dict.fromkeys(words(mandarin(text), self._names)))

    def scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of each passage."""
        known = [word for word in query if word in self._known]
        if not known:
            return np.zeros(len(self._documents), dtype=np.float32)
        return np.asarray(self._engine.get_scores(known), dtype=np.float32)

    def coverage(self, query: Sequence[str], positions: Sequence[int], also: frozenset[str] = frozenset()) -> float:
        """The share of the query's meaning, 0 to 1, that these passages, or ``also``, have words for.

        A word weighs the more the rarer it is in the language at large, so that a rare word which no passage
        knows tells against a far-fetched hit.
        """
        total = sum(map(word_weight, query))
        if not total:
            return 0.0
        held = also.union(*(self._documents[position] for position in positions))
        return sum(word_weight(word) for word in query if word in held) / total


@cache
def word_weight(word: str) -> float:
    """Surprise of a word in running text, as -log10 of its frequency; the longest of its kind for unknown words."""
    segmenter = _segmenter()
    if is_han(word[0]):
        count = segmenter.FREQ.get(word, 0) or 1
        return math.log10(segmenter.total / count) - 2
    return 4.0


def _words(text: str, names: "re.Pattern[str] | None") -> Iterator[str]:
    for run in _TOKEN.findall(text):
        if not is_han(run[0]):
            yield _stem(run)
            continue
        position = 0
        for match in names.finditer(run) if names else ():
            yield from _cut(run[position : match.start()])
            yield match.group()
            yield from (part for part in _cut(match.group()) if part != match.group())
            position = match.end()
        yield from _cut(run[position:])


def _cut(run: str) -> Iterator[str]:
    if run:
        yield from (str(word) for word in _segmenter().cut_for_search(run, HMM=False))


def _stem(word: str) -> str:
    """English without its plural and verb endings: crude, but the same for query and passage."""
    word = word.split("'")[0]
    for ending, left in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + left
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


@cache
def _segmenter() -> Any:
    import logging

    import jieba  # type: ignore[import-untyped]

    # It tells of loading its dictionary on standard error each time.
    jieba.setLogLevel(logging.WARNING)
    segmenter = jieba.Tokenizer()
    segmenter.initialize()
    return segmenter


@cache
def _lexicon() -> dict[str, Any]:
    lexicon: dict[str, Any] = yaml.safe_load(_LEXICON.read_text(encoding="utf-8"))
    for part in ("cantonese", "cantonese_alone"):
        lexicon[part] = {plain(said): meant for said, meant in lexicon[part].items()}
    return lexicon


@cache
def _stop_words() -> frozenset[str]:
    chinese = (plain(word) for word in _lexicon()["stop_words"]["zh"].split())
    english = (_stem(word) for word in _lexicon()["stop_words"]["en"].split())
    return frozenset((*chinese, *english))


@cache
def _cantonese() -> "re.Pattern[str]":
    return re.compile("|".join(map(re.escape, sorted(_lexicon()["cantonese"], key=len, reverse=True))))
