"""Names in running text: exact in any script or spelling first, then homophones and typing errors."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import takewhile

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from knowledge.places.gazetteer import Gazetteer
from knowledge.search.script import Folded, compact, fold, is_han, is_latin

PROPER, ALIAS, SHORTENED, PINYIN, INITIALS = 1.0, 0.98, 0.95, 0.92, 0.8
"""How sure a match is by the way the name was written."""
HOMOPHONE, MISTYPED = 0.85, 0.8

_MOST_REMEMBERED = 1024
"""Texts of which the names are kept: far more than the office has answered and a minute brings."""
_FUZZY_LENGTH = 300
"""Characters beyond which typing errors are no longer looked for: such a text is no question about one place."""
_FUZZY_WORDS = 24
_WORDS_IN_NAME = 6

_BRACKETED = re.compile(r"\s*[（(\[【].*?[)）\]】]\s*")


@dataclass(frozen=True)
class NameMatch:
    """A mention in ``text[start:end]`` of the text that was searched."""

    place_id: str | None
    lookalike_id: str | None
    """Set instead of ``place_id`` when another place of a like name, outside the pack, is meant."""
    start: int
    end: int
    score: float
    """1 for the proper name, less for aliases, pinyin, homophones and typing errors."""


@dataclass(frozen=True, order=True)
class _Owner:
    id: str
    lookalike: bool = False


@dataclass(frozen=True)
class _Found:
    begin: int
    end: int
    owners: dict[_Owner, float]


@dataclass
class _Forms:
    """Every way of writing, and whose it is with which certainty."""

    written: dict[str, dict[_Owner, float]] = field(default_factory=lambda: defaultdict(dict))
    initials: dict[str, set[_Owner]] = field(default_factory=lambda: defaultdict(set))
    sounds: dict[tuple[str, ...], dict[str, _Owner]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, form: str, owner: _Owner, score: float) -> None:
        if len(form) > 1:
            owners = self.written[form]
            owners[owner] = max(score, owners.get(owner, 0.0))


class Names:
    """All names of a gazetteer's places and of the places they are mistaken for. Immutable once made.

    Those other places are matched as written only: a name that merely sounds like theirs may be the district's own.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._forms = _Forms()
        prefixes = _place_prefixes(gazetteer)
        # The district's and the city's own names mean no place in it.
        self._reserved = {*prefixes, *("".join(_syllables(name)) for name in prefixes if is_han(name[0]))}
        self._towns = [name for name in prefixes if is_latin(name[0])]
        for owner, proper, aliases, pinyin in _spoken_of(gazetteer):
            self._add(owner, proper, aliases, pinyin, prefixes)
        self._add_heads(gazetteer)
        han = [form for form in self._forms.written if all(map(is_han, form))]
        self.chinese = tuple(sorted(han))
        """Every Chinese form, folded: the words that a segmenter must not cut."""
        self.fingerprint = sorted(
            (form, owner.id, score) for form, owners in self._forms.written.items() for owner, score in owners.items()
        )
        """All forms with their owners: what a change of names changes."""
        self._matched = lru_cache(_MOST_REMEMBERED)(self._match)
        self._sorted = sorted(self._forms.written)
        self._longest = max(map(len, self._forms.written), default=0)
        self._sound_lengths = sorted({len(sound) for sound in self._forms.sounds}, reverse=True)
        self._cores = _cores(self._forms.written)
        self._latin = [
            form
            for form in self._forms.written
            if len(form) >= 6 and all(map(is_latin, form)) and not _foreign(self._forms.written[form])
        ]

    def match(self, text: str) -> list[NameMatch]:
        """All mentions in their order, none overlapping; several with the same span when a name has several owners.

        Exact names win over likely ones and longer over shorter. A likeness that could be two places is no match.
        Texts met lately are remembered: a message is read many times while it is answered, and so is each question that
        the office has answered.
        """
        return list(self._matched(text))

    def _match(self, text: str) -> tuple[NameMatch, ...]:
        folded = compact(fold(text))
        found = list(self._exact(folded))
        if len(folded.text) <= _FUZZY_LENGTH:
            found = self._lengthened(folded, found)
            found += self._alike(folded, found)
        return tuple(
            NameMatch(
                None if owner.lookalike else owner.id,
                owner.id if owner.lookalike else None,
                *span,
                owners[owner],
            )
            for span, owners in sorted(
                ((folded.span(one.begin, one.end), one.owners) for one in found), key=lambda f: f[0]
            )
            for owner in sorted(owners, key=lambda owner: (-owners[owner], owner))
        )

    def _add(
        self,
        owner: _Owner,
        proper: Sequence[str],
        aliases: Sequence[str],
        pinyin: str | None,
        prefixes: Sequence[str],
    ) -> None:
        for names, score in ((proper, PROPER), (aliases, ALIAS)):
            for name in names:
                for form, certainty in (
                    (_form(name), score),
                    *((short, SHORTENED) for short in _shortened(name, prefixes)),
                ):
                    if form not in self._reserved:
                        self._forms.add(form, owner, certainty)
                        self._add_sounds(form, owner)
        if pinyin and not owner.lookalike:
            self._forms.add(_form(pinyin), owner, PINYIN)

    def _add_sounds(self, form: str, owner: _Owner) -> None:
        if owner.lookalike or len(form) < 2 or not all(map(is_han, form)):
            return
        syllables = _syllables(form)
        self._forms.sounds[_sounds(form)][form] = owner
        spelled = "".join(syllables)
        # Shorter ones are too often a word of another language.
        if len(spelled) >= 5 and spelled not in self._reserved:
            for spelling in {spelled, spelled.replace("v", "u"), spelled.replace("v", "yu")}:
                self._forms.add(spelling, owner, PINYIN)
        if 3 <= len(form) <= 6:
            self._forms.initials["".join(syllable[0] for syllable in syllables)].add(owner)

    def _add_heads(self, gazetteer: Gazetteer) -> None:
        """A long name without the ending it shares with others, where nobody else has it: the lake of a lake park."""
        tails = _shared(set(self._forms.written), self._forms.written, from_end=True)
        heads: dict[str, set[_Owner]] = defaultdict(set)
        for place in gazetteer.places.values():
            for name in {_form(name) for name in place.name.values()}:
                tail = _longest_shared(name, tails, from_end=True)
                if all(map(is_han, name)) and tail and len(name) - tail >= 3:
                    heads[name[:-tail]].add(_Owner(place.id))
        for head, owners in heads.items():
            if len(owners) == 1 and head not in self._forms.written and head not in self._reserved:
                owner = next(iter(owners))
                self._forms.add(head, owner, SHORTENED)
                self._add_sounds(head, owner)

    # -- exact ------------------------------------------------------------------------------------------------

    def _exact(self, folded: Folded) -> Iterator[_Found]:
        begin = 0
        while begin < len(folded.text):
            end = next(
                (
                    end
                    for end in range(min(len(folded.text), begin + self._longest), begin + 1, -1)
                    if folded.text[begin:end] in self._forms.written and _whole_words(folded, begin, end)
                ),
                None,
            )
            if end is None:
                begin += 1
            else:
                yield _Found(begin, end, dict(self._forms.written[folded.text[begin:end]]))
                begin = end

    def _lengthened(self, folded: Folded, exact: Sequence[_Found]) -> list[_Found]:
        """The matches, each replaced by a longer name that goes on from it with a slip in the rest."""
        limits = [*(one.begin for one in exact), len(folded.text)][1:]
        return [self._longer(folded, one, limit) or one for one, limit in zip(exact, limits, strict=True)]

    def _longer(self, folded: Folded, one: _Found, limit: int) -> _Found | None:
        known = folded.text[one.begin : one.end]
        first = bisect_right(self._sorted, known)
        best: dict[int, dict[_Owner, float]] = {}
        for form in takewhile(lambda form: form.startswith(known), self._sorted[first:]):
            rest = form[len(known) :]
            for end in range(one.end + len(rest) - 1, min(limit, one.end + len(rest) + 1) + 1):
                if _slip(rest, folded.text[one.end : end]) and _whole_words(folded, one.begin, end):
                    best.setdefault(end, {}).update(self._forms.written[form])
        for end in sorted(best, reverse=True):
            if len(best[end]) == 1 and not _foreign(best[end]):
                return _Found(one.begin, end, dict.fromkeys(best[end], MISTYPED))
        return None

    # -- alike ------------------------------------------------------------------------------------------------

    def _alike(self, folded: Folded, exact: Sequence[_Found]) -> list[_Found]:
        taken = bytearray(len(folded.text))
        for one in exact:
            taken[one.begin : one.end] = b"\x01" * (one.end - one.begin)
        found: list[_Found] = []
        for likely in (self._initialled, self._sounding, self._mistyped_chinese, self._mistyped_latin):
            for one in likely(folded, taken):
                if not any(taken[one.begin : one.end]):
                    taken[one.begin : one.end] = b"\x01" * (one.end - one.begin)
                    found.append(one)
        return found

    def _initialled(self, folded: Folded, taken: bytearray) -> Iterator[_Found]:
        among_chinese = any(map(is_han, folded.text))
        for begin, end in _runs(folded, taken, is_latin):
            letters = folded.text[begin:end]
            owners = self._forms.initials.get(letters, set())
            alone = among_chinese or end - begin == len(folded.text)
            # English words have vowels, and three letters are an accident in a sentence.
            if len(owners) == 1 and not set(letters) & set("aeiou") and (alone or len(letters) > 3):
                yield _Found(begin, end, dict.fromkeys(owners, INITIALS))

    def _sounding(self, folded: Folded, taken: bytearray) -> Iterator[_Found]:
        for run_begin, run_end in _runs(folded, taken, is_han):
            run = folded.text[run_begin:run_end]
            sounds = _sounds(run)
            for length in self._sound_lengths:
                # Two syllables are an accident inside a sentence.
                if length > len(run) or (length == 2 and len(run) > 2):
                    continue
                for offset in range(len(run) - length + 1):
                    written = run[offset : offset + length]
                    forms = self._forms.sounds.get(sounds[offset : offset + length], {})
                    owners = {owner for form, owner in forms.items() if any(map(str.__eq__, form, written))}
                    if len(owners) == 1:
                        begin = run_begin + offset
                        yield _Found(begin, begin + length, dict.fromkeys(owners, HOMOPHONE))

    def _mistyped_chinese(self, folded: Folded, taken: bytearray) -> Iterator[_Found]:
        for run_begin, run_end in _runs(folded, taken, is_han):
            run = folded.text[run_begin:run_end]
            best: dict[tuple[int, int], tuple[int, set[_Owner]]] = {}
            for form in self._cores:
                allowed = 1 if len(form) < 8 else 2
                if len(run) < len(form) - 1 or len(set(form) - set(run)) > allowed:
                    continue
                begin, end, errors = _closest(form, run)
                if errors <= allowed:
                    span = (run_begin + begin, run_begin + end)
                    least, owners = best.get(span, (errors, set()))
                    if errors < least:
                        least, owners = errors, set()
                    if errors == least:
                        best[span] = (least, owners | set(self._forms.written[form]))
            for (begin, end), (_, owners) in sorted(best.items(), key=lambda one: (one[1][0], one[0][0] - one[0][1])):
                if len(owners) == 1:
                    yield _Found(begin, end, dict.fromkeys(owners, MISTYPED))

    def _mistyped_latin(self, folded: Folded, taken: bytearray) -> Iterator[_Found]:
        spans = list(_runs(folded, taken, is_latin))[:_FUZZY_WORDS]
        found = []
        for first in range(len(spans)):
            for last in range(first, min(first + _WORDS_IN_NAME, len(spans))):
                begin, end = spans[first][0], spans[last][1]
                if any(taken[begin:end]) or not all(map(is_latin, folded.text[begin:end])):
                    break
                if end - begin >= 6:
                    found += self._nearest_latin(folded.text[begin:end], begin, end)
        yield from (one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].begin - pair[1].end)))

    def _nearest_latin(self, written: str, begin: int, end: int) -> list[tuple[int, _Found]]:
        # The city's name, spelled right, is half of many names and tells none of them from another.
        bare = written.removeprefix(next((name for name in self._towns if written.startswith(name)), ""))
        least, owners = 1 if len(bare) < 10 else 2 if len(bare) < 16 else 3, set[_Owner]()
        for form in self._latin:
            if form[0] != written[0] or abs(len(form) - len(written)) > least:
                continue
            errors = OSA.distance(form, written, score_cutoff=least)
            if errors < least:
                least, owners = errors, set()
            if errors == least:
                owners |= set(self._forms.written[form])
        return [(least, _Found(begin, end, dict.fromkeys(owners, MISTYPED)))] if len(owners) == 1 else []


def _spoken_of(gazetteer: Gazetteer) -> Iterator[tuple[_Owner, list[str], list[str], str | None]]:
    for place in gazetteer.places.values():
        yield _Owner(place.id), list(place.name.values()), list(place.aliases), place.pinyin
    for other in gazetteer.district.lookalikes:
        yield _Owner(other.id, lookalike=True), list(other.name.values()), list(other.aliases), None


def _form(name: str) -> str:
    return compact(fold(name)).text


def _place_prefixes(gazetteer: Gazetteer) -> list[str]:
    """What names may begin with or not: the district and the city, in all ways of saying them."""
    district = gazetteer.district
    said = {_form(name) for name in (*district.name.values(), *district.city.values(), *district.aliases)}
    bare = {name[:-1] for name in said if len(name) > 2 and name[-1] in "市区县镇"}
    return sorted((name for name in said | bare if len(name) > 1), key=len, reverse=True)


def _shortened(name: str, prefixes: Sequence[str]) -> Iterator[str]:
    """The name without commas, without its bracketed part, and without the district's or city's name before it."""
    if "," in (form := _form(name)):
        yield form.replace(",", "")
    bare = _form(_BRACKETED.sub("", name))
    if bare != _form(name) and len(bare) >= 3:
        yield bare
    for prefix in prefixes:
        rest = bare.removeprefix(prefix)
        # What is left must still be a name, not a word such as "museum".
        if rest != bare and len(rest) >= (5 if is_han(rest[0]) else 10):
            yield rest
            return


def _syllables(han: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return [str(syllable) for syllable in lazy_pinyin(han)]


def _sounds(han: str) -> tuple[str, ...]:
    """What a name sounds like, character by character: 长 is the same 长 whatever was mistyped beside it."""
    return tuple(map(_sound, han))


@cache
def _sound(character: str) -> str:
    """A syllable without what southern speakers, and so their keyboards, don't tell apart."""
    syllable = _syllables(character)[0]
    for apart, together in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if syllable.startswith(apart):
            syllable = together + syllable[2:]
    return re.sub(r"(?<=[aei])ng$", "n", syllable)


def _cores(written: Mapping[str, Mapping[_Owner, float]]) -> list[str]:
    """The Chinese names long enough to stand a wrong character.

    In a short name another character makes another place, and so it does in what is left of a name without the
    beginning and the ending that it shares with several places: in the parks north and south of one bridge, say. That
    rest must be three characters long.
    """
    forms = {form for form, owners in written.items() if all(map(is_han, form)) and not _foreign(owners)}
    heads = _shared(forms, written, from_end=False)
    tails = _shared(forms, written, from_end=True)
    return sorted(
        form
        for form in forms
        if len(form) >= 4
        and len(form) - _longest_shared(form, heads, from_end=False) - _longest_shared(form, tails, from_end=True) >= 3
    )


def _shared(forms: Iterable[str], written: Mapping[str, Mapping[_Owner, float]], from_end: bool) -> frozenset[str]:
    """The beginnings or endings that several places have in common: of their kind, or of where they are."""
    owners_of: dict[str, set[_Owner]] = defaultdict(set)
    for form in forms:
        for length in range(1 if from_end else 2, len(form)):
            owners_of[form[-length:] if from_end else form[:length]] |= set(written[form])
    # Two or three places beside each other bear one name in front; an ending of three is a kind of place.
    return frozenset(part for part, owners in owners_of.items() if len(owners) >= (3 if from_end else 5))


def _longest_shared(form: str, parts: frozenset[str], from_end: bool) -> int:
    lengths = range(len(form) - 1, 0, -1)
    return next((n for n in lengths if (form[-n:] if from_end else form[:n]) in parts), 0)


def _foreign(owners: Iterable[_Owner]) -> bool:
    return any(owner.lookalike for owner in owners)


def _closest(form: str, run: str) -> tuple[int, int, int]:
    """Where in the run the form is most likely meant: begin, end, and the number of typing errors."""
    at = fuzz.partial_ratio_alignment(form, run)
    if at is None:
        return 0, 0, len(form)
    begin = at.dest_start if len(form) <= len(run) else 0
    length = len(form)
    windows = {
        (first, min(len(run), first + length + more))
        for first in (max(0, begin - 1), begin, begin + 1)
        for more in (-1, 0, 1)
        if first < len(run)
    }
    errors, _, first, last = min(
        (OSA.distance(form, run[first:last]), abs(last - first - length), first, last) for first, last in windows
    )
    return first, last, errors


def _slip(meant: str, written: str) -> bool:
    """Whether the end of a name is there, with other characters of its sound or one letter wrong."""
    if len(meant) >= 2 and len(meant) == len(written) and all(map(is_han, meant + written)):
        return _sounds(meant) == _sounds(written)
    return len(meant) >= 4 and all(map(is_latin, meant + written)) and OSA.distance(meant, written) == 1


def _whole_words(folded: Folded, begin: int, end: int) -> bool:
    """Whether the span cuts no Latin word in two."""
    return not (_joined(folded, begin) or _joined(folded, end))


def _joined(folded: Folded, index: int) -> bool:
    if not 0 < index < len(folded.text):
        return False
    left, right = folded.text[index - 1], folded.text[index]
    touching = folded.begins[index] <= folded.ends[index - 1]
    return touching and is_latin(left) and is_latin(right)


def _runs(folded: Folded, taken: bytearray, belongs: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """The stretches not yet matched whose characters all belong; Latin ones are single words."""
    begin = 0
    for index in range(len(folded.text) + 1):
        inside = index < len(folded.text) and not taken[index] and belongs(folded.text[index])
        if inside and not (index > begin and is_latin(folded.text[index]) and not _joined(folded, index)):
            continue
        if index > begin:
            yield begin, index
        begin = index if inside else index + 1
