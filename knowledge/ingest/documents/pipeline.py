"""A spaCy pipeline that marks places in a Chinese text: those whose names are known, and what is named like a place.

Nothing is trained. Known names are matched as phrases; unknown ones are found by how names of places end, by
enumerations ("甲、乙等商场"), and by where the words around them end. The lexicon is of the language, not of one
district.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.script import simplified

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

KNOWN, NAMED, LISTED = "KNOWN", "NAMED", "LISTED"
"""Labels: a known name, one that ends like a place's, one out of an enumeration of places."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_EDGE = re.compile(r"[，。、；：“”《》<>()（）\[\]？！?!,.;:\s/＋+%—]")
_LONGEST = 24
_NUMBERED = re.compile(
    # Schools and roads that go by their number.
    r"[市区县]第?[一二三四五六七八九十]{1,3}[小中](?:[\u3400-\u9fff]{2}分校)?(?![\u3400-\u9fff]*[学医职])|新?[GSX]?\d{3}[国省县]道"
)
_WATERS = "江河湖溪桥村港岛"
_AFTER_TOWN = ("大道", "大街", "大桥", "机场", "车站")
_LIST_ITEM = r"[^，。；：、“”《》\s等和与及的]{2,14}"


@dataclass(frozen=True)
class Lexicon:
    endings: tuple[str, ...]
    short_endings: frozenset[str]
    heads: tuple[str, ...]
    breaks: frozenset[str]
    none: frozenset[str]
    planned_before: re.Pattern[str]
    planned_behind: re.Pattern[str]
    existing_behind: re.Pattern[str]
    existing_clause: re.Pattern[str]
    existing_before: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    said: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "lexicon.yaml").read_text(encoding="utf-8"))
    return Lexicon(
        tuple(sorted(said["endings"], key=len, reverse=True)),
        frozenset(said["short_endings"]),
        tuple(sorted(said["heads"], key=len, reverse=True)),
        frozenset(said["breaks"]),
        frozenset(said["none"]),
        re.compile(rf"(?:{said['planned_before']})$"),
        re.compile(said["planned_behind"]),
        re.compile(said["existing_behind"]),
        re.compile(said["existing_clause"]),
        re.compile(rf"(?:{said['existing_before']})$"),
    )


class Pipeline:
    """Marks places over the names of one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._nlp = _language(known_names(gazetteer))
        district = gazetteer.district
        towns = {*district.name.values(), *district.city.values(), *district.aliases}
        self._towns = {simplified(town) for town in towns}

    def read(self, text: str) -> "Doc":
        """The cleaned paragraph with ``ents``: their labels tell how they were found, ``ent_id_`` the known place."""
        doc = self._nlp.make_doc(text)
        doc.user_data["towns"] = self._towns
        return self._nlp(doc)


def known_names(gazetteer: Gazetteer) -> dict[str, str]:
    """The Chinese names of the published places, simplified, each with its place; ambiguous ones are left out."""
    owners: dict[str, set[str]] = {}
    for place in gazetteer.places.values():
        for name in (*place.name.values(), *place.aliases):
            plain = re.sub(r"[\s·]", "", simplified(name))
            if len(plain) > 1 and _HAN.search(plain):
                owners.setdefault(plain, set()).add(place.id)
    return {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}


def _language(names: Mapping[str, str]) -> "Language":
    import spacy
    from spacy.matcher import PhraseMatcher

    _register()
    nlp = spacy.blank("zh")
    nlp.tokenizer = _Tokenizer(nlp.vocab)
    phrases = PhraseMatcher(nlp.vocab)
    for name, place_id in names.items():
        phrases.add(place_id, [nlp.make_doc(name)])
    nlp.add_pipe("document_places").use(phrases)  # type: ignore[attr-defined]
    return nlp


class _Tokenizer:
    """Each character is a token, but a run of Latin letters or figures is one."""

    def __init__(self, vocab: Any) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> "Doc":
        from spacy.tokens import Doc

        words = re.findall(r"[A-Za-z]+|\d+|.", text, re.DOTALL)
        return Doc(self._vocab, words=words, spaces=[False] * len(words))


@cache
def _register() -> None:
    from spacy.language import Language

    @Language.factory("document_places")
    def places(nlp: Language, name: str) -> _Places:  # noqa: ARG001
        return _Places()


class _Places:
    """The component: longest finding first, known names before others of their length."""

    def use(self, phrases: Any) -> None:
        self._phrases = phrases

    def __call__(self, doc: "Doc") -> "Doc":
        found: list[tuple[int, int, str, str]] = [
            (span.start_char, span.end_char, KNOWN, span.label_) for span in self._phrases(doc, as_spans=True)
        ]
        words = list(_words(doc.text))
        grammar = _Grammar(doc.text, words, doc.user_data["towns"])
        found += [(begin, end, NAMED, "") for begin, end in grammar.named()]
        found += [(begin, end, LISTED, "") for begin, end in grammar.listed()]
        sure = {end for begin, end, label, _ in found if label == KNOWN and end - begin > 2}
        # What ends as a known name does is that name with something before it.
        found = [one for one in found if one[2] == KNOWN or one[1] not in sure]
        found.sort(key=lambda one: (one[0] - one[1], (KNOWN, NAMED, LISTED).index(one[2])))
        spans: list[Any] = []
        taken = bytearray(len(doc.text))
        for begin, end, label, place_id in found:
            if not any(taken[begin:end]):
                span = doc.char_span(begin, end, label=label, span_id=place_id, alignment_mode="expand")
                if span is not None:
                    spans.append(span)
                    taken[begin:end] = b"\x01" * (end - begin)
        doc.set_ents(sorted(spans, key=lambda span: span.start))
        return doc


@dataclass(frozen=True)
class _Word:
    begin: int
    end: int
    text: str
    tag: str


def _words(text: str) -> Iterator[_Word]:
    """The text's words with what they are, as jieba's dictionary has it."""
    import logging

    import jieba  # type: ignore[import-untyped]
    import jieba.posseg  # type: ignore[import-untyped]

    jieba.setLogLevel(logging.WARNING)
    at = 0
    for pair in jieba.posseg.cut(text):
        yield _Word(at, at + len(pair.word), pair.word, pair.flag)
        at += len(pair.word)


class _Grammar:
    """Names of places in one paragraph that nobody has told us."""

    def __init__(self, text: str, words: list[_Word], towns: Iterable[str]) -> None:
        self._text = text
        self._words = words
        self._at = [at for at, word in enumerate(words) for _ in word.text]
        """For each character the word that it is of."""
        self._towns = frozenset(towns)
        self._lexicon = lexicon()

    def named(self) -> Iterator[tuple[int, int]]:
        """Spans that end as names of places do."""
        for end, ending in self._ends():
            begin = self._begin(end - len(ending), end)
            if begin is not None and self._is_name(begin, end, ending):
                yield self._with_town(begin), end
        for match in _NUMBERED.finditer(self._text):
            yield match.span()

    def listed(self) -> Iterator[tuple[int, int]]:
        """The items of enumerations that are said to be of places."""
        heads = "|".join(map(re.escape, self._lexicon.heads))
        several = re.compile(
            rf"({_LIST_ITEM}(?:、{_LIST_ITEM})+(?:(?:以及|和|与|及){_LIST_ITEM})?)等[^，。；、：]{{0,8}}?(?:{heads})"
        )
        for match in several.finditer(self._text):
            at = match.start(1)
            for number, item in enumerate(re.split(r"(、|以及|和|与|及)", match[1])):
                begin, end = at, at + len(item)
                at = end
                if number % 2:
                    continue
                if number == 0:
                    begin = self._behind_break(begin, end)
                if 2 <= end - begin <= 12 and not self._is_generic(begin, end):
                    yield begin, end

    def _behind_break(self, begin: int, end: int) -> int:
        """Where the first item of an enumeration begins, behind the words that lead to it."""
        within = self._words[self._at[begin] : self._at[end - 1]]
        leading = [word.end for word in within if begin <= word.begin and self._breaks(word)]
        return max(leading, default=begin)

    def _ends(self) -> Iterator[tuple[int, str]]:
        """Where a name may end, with the longest ending that it has there."""
        for end in range(2, len(self._text) + 1):
            ending = next((one for one in self._lexicon.endings if self._text.endswith(one, 0, end)), None)
            if ending is None and self._text[end - 1] in self._lexicon.short_endings:
                ending = self._text[end - 1]
            if ending is not None and self._may_stop(end):
                yield end, ending

    def _may_stop(self, end: int) -> bool:
        """Whether a word ends there: 公园 does in 公园里, 路 doesn't in 路线."""
        if end == len(self._text) or self._at[end] != self._at[end - 1]:
            return True
        word = self._words[self._at[end]]
        # What follows within the same word makes another word of it, unless the dictionary only guessed.
        return word.tag in ("x", "ns", "nr", "nz") and not word.text.startswith(self._text[end - 1])

    def _with_town(self, begin: int) -> int:
        """Where a name with 和 in it begins: 某市数字经济和人工智能试验区; the town's name opens it."""
        if begin < 2 or self._text[begin - 1] not in "和与":
            return begin
        near = max(0, begin - _LONGEST)
        low = max((match.end() for match in _EDGE.finditer(self._text, near, begin)), default=near)
        for town in self._towns:
            at = self._text.rfind(town, low, begin)
            if at >= 0 and not self._text[at : begin - 1].endswith(("基地", *self._lexicon.endings)):
                return at
        return begin

    def _begin(self, least: int, end: int) -> int | None:
        """Where the name begins whose ending begins at ``least``: behind the last word that belongs to no name."""
        at = self._at[least]
        if least == self._words[at].begin:
            at -= 1
        if at < 0:
            return None
        begin = min(self._words[at].begin, least)
        if self._breaks(self._words[at]):
            # One verb alone may be the name: 跃进 + 消防站.
            alone = self._words[at].tag == "v" and self._words[at].text not in self._lexicon.breaks
            return begin if alone and end - least > 2 and not _EDGE.search(self._words[at].text) else None
        while at > 0 and end - self._words[at - 1].begin <= _LONGEST:
            before = self._words[at - 1]
            if self._breaks(before):
                break
            at -= 1
            begin = before.begin
        return begin

    def _breaks(self, word: _Word) -> bool:
        if _EDGE.search(word.text) or word.text in self._lexicon.breaks:
            return True
        if word.text in _within():
            return False
        if word.tag[:1] in "pcudrey" and word.tag not in ("ng", "x") and len(word.text) < 3:
            return word.tag[:1] in "pcur" or len(word.text) > 1
        return word.tag in ("v", "vd", "vi", "ad", "i", "l") and len(word.text) > 1

    def _is_name(self, begin: int, end: int, ending: str) -> bool:
        name = self._text[begin:end]
        stem_end = end - len(ending)
        if stem_end <= begin or any(name.endswith(one) for one in self._lexicon.none if len(one) >= len(ending)):
            return False
        if any(name.endswith(town) for town in self._towns):
            return False
        if len(ending) > 1 and self._is_level(begin, stem_end):
            return True
        if self._text[begin:stem_end] in self._towns:
            return len(ending) > 2 or ending in (*_WATERS, *_AFTER_TOWN)
        if self._is_generic(begin, stem_end):
            return False
        if len(ending) > 1:
            return True
        return self._sounds_like_name(begin, end, stem_end)

    def _is_level(self, begin: int, stem_end: int) -> bool:
        """An institution of the district's or the city's own: 区 + 体育场."""
        stem = self._text[begin:stem_end]
        own = re.fullmatch(r"(?:区|市)(?:第?[一二三四五六七八九十\d]+|公共|特殊|劳动|青少年)?", stem)
        return bool(own) or any(stem.startswith(town) and stem != town for town in self._towns)

    def _is_generic(self, begin: int, end: int) -> bool:
        """Whether the words there tell what a place is like, and not which one it is."""
        return all(
            word.text in _generic() or word.text in self._towns or word.tag in ("m", "q", "f", "a", "b", "d", "t")
            or word.text in self._lexicon.endings
            for word in self._words_of(begin, end)
        )  # fmt: skip

    def _sounds_like_name(self, begin: int, end: int, stem_end: int) -> bool:
        import jieba

        words = self._words_of(begin, stem_end)
        whole = self._text[begin:end]
        if not 3 <= len(whole) <= 8:
            return False
        last = self._words[self._at[end - 1]]
        ending = re.escape(self._text[end - 1])
        if re.search(rf"[^、，。；]{{1,6}}{ending}、$", self._text[max(0, begin - 9) : begin]) or re.match(
            rf"、[^、，。；]{{1,6}}{ending}", self._text[end : end + 9]
        ):
            # Among others of its kind.
            return last.text[0] != self._text[begin] or last.tag[:1] == "n"
        if len(last.text) > 1 and last.tag not in ("ns", "nr", "nz", "nt", "x", "m"):
            # 校园, 线路, 农村: a word of the language.
            return False
        known = jieba.get_FREQ(whole)
        named = any(word.tag in ("ns", "nr", "nz", "nrt", "nt", "x") for word in self._words_of(begin, end))
        return named or (not known and len(words) <= 2 and all(word.tag[:1] in "nzjvgq" for word in words))

    def _words_of(self, begin: int, end: int) -> list[_Word]:
        found = []
        for word in self._words[self._at[begin] : self._at[end - 1] + 1]:
            low, high = max(word.begin, begin), min(word.end, end)
            found.append(_Word(low, high, self._text[low:high], word.tag))
        return found


@cache
def _generic() -> frozenset[str]:
    return frozenset(_said("generic"))


@cache
def _within() -> frozenset[str]:
    return frozenset(_said("within"))


def _said(part: str) -> list[str]:
    document = yaml.safe_load((Path(__file__).parent / "lexicon.yaml").read_text(encoding="utf-8"))
    return [str(one) for one in document[part]]
