"""Which questions ask the same, in whatever words and script.

The names of places are taken out before the rest is compared, and the words that only ask: they would make all
questions about one place alike. Two questions are the same only when they name the same places and the rest is near.
The vectors of one language lie nearer to each other than those of two, so that each case has its own threshold. They
were set by hand on 37 questions in three scripts, of which they joined two pairs wrongly (a dog, a stroller: bring it)
and left five pairs of paraphrases apart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from knowledge.search.encoder import Encoder
from knowledge.search.keyword import content, mandarin, words
from knowledge.search.names import NameMatch
from knowledge.search.script import plain

SAME, SAME_ACROSS = 0.885, 0.84
"""Least cosine of questions in one script, and of a Chinese and an English one."""
SURELY = 0.02
"""More that is asked for where a wrong match would be told to a visitor."""


@dataclass(frozen=True)
class Question:
    """A question without what makes all questions alike."""

    rest: str
    """What is asked about them, in folded spelling."""
    places: frozenset[str]

    @property
    def in_letters(self) -> bool:
        return self.rest.isascii()


class Questions:
    """Compares questions. Safe to use from several threads; vectors of questions met before are kept."""

    def __init__(self, encoder: Encoder, match_names: Callable[[str], Sequence[NameMatch]]) -> None:
        self._match_names = match_names
        self._vector = lru_cache(maxsize=4096)(lambda text: encoder.encode_queries([text])[0])

    def read(self, text: str) -> Question:
        places, rest, end = set(), "", 0
        for match in sorted(self._match_names(text), key=lambda match: match.start):
            places.add(match.place_id or match.lookalike_id or "")
            rest, end = rest + text[end : match.start], max(end, match.end)
        rest += text[end:]
        # A question of asking words alone ("what is there?") is compared as it stands.
        return Question(content(rest) or plain(rest).strip(), frozenset(places))

    def nearness(self, one: Question, other: Question) -> float:
        """How far above the threshold of being the same they are; below 0 they aren't. Equal words are 1 above."""
        if one.places != other.places:
            return -1.0
        if one.rest == other.rest:
            return 1.0
        if not one.rest or not other.rest:
            return -1.0
        least = SAME if one.in_letters == other.in_letters else SAME_ACROSS
        return float(np.dot(self._vector(one.rest), self._vector(other.rest))) - least

    def speaks_of(self, text: str, question: Question) -> bool:
        """Whether a text has a word of what is asked."""
        return not set(words(question.rest, None)).isdisjoint(words(mandarin(text), None))

    def grouped(self, questions: Sequence[Question]) -> list[int]:
        """The number of the group that each belongs to: that of the first question it is nearest to and the same as.

        The same questions in the same order give the same groups; who leads a group is who comes first.
        """
        leaders: list[int] = []
        groups: list[int] = []
        for index, question in enumerate(questions):
            near = ((self.nearness(question, questions[leader]), -leader) for leader in leaders)
            best = max(near, default=(-1.0, 0))
            if best[0] >= 0:
                groups.append(-best[1])
            else:
                leaders.append(index)
                groups.append(index)
        return groups
