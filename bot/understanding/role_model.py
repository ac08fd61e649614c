"""Guesses what is wished of a mention from the words around it, for wording that no grammar foresees.

One logistic regression a kind of mention, over runs of one to four words (in Chinese: characters) on either side of it;
and one for each thing that a sentence says as a whole, such as that walking is hard.
Learned from `bot/sentences` while the guide starts: nothing has to be stored or kept in step.
"""

import re
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.understanding.sentences import ROLES, TAGS, Mark, Sentence, read_sentences

if TYPE_CHECKING:
    from sklearn.linear_model import SGDClassifier

# Other mentions count by their kind alone: no name and no figure says what is wished.
_SYMBOLS = {kind: chr(0xE010 + number) for number, kind in enumerate(ROLES)}
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[^\sa-z\d]")
_AROUND = 16
"""Words on either side that are looked at in their order."""
_LONGEST_RUN = 4
_FEWEST_WORDS = 4
"""On the unit sphere a single run of an "ok" would weigh like a whole sentence."""
_TELLING = ("mode", "time", "kind", "meal")
"""Kinds of which the mention's own words tell something: 打车 is seldom wished for by those who can't afford it."""
_FEATURES = 2**18
_ROUNDS = 10
_REGULARISATION = 1e-5

_TAGS = sorted(TAGS)

Guess = Mapping[str, float]
"""Probability by role."""


class RoleModel:
    """Learns from marked sentences; afterwards safe to share between threads."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        from sklearn.feature_extraction import FeatureHasher

        self._hasher = FeatureHasher(_FEATURES, alternate_sign=False, dtype=np.float32)
        self._roles: dict[str, list[str]] = {}
        self._weights: dict[str, NDArray[np.float32]] = {}
        self._bias: dict[str, NDArray[np.float32]] = {}
        for kind in ROLES:
            marked = [
                (sentence, index)
                for sentence in sentences
                for index, mark in enumerate(sentence.marks)
                if mark.kind == kind
            ]
            seen = self._matrix(_features(sentence.text, sentence.marks, index) for sentence, index in marked)
            model = _regression().fit(seen, [sentence.roles[index] for sentence, index in marked])
            self._roles[kind] = model.classes_.tolist()
            of_two = len(self._roles[kind]) == 2
            weights = np.vstack([-model.coef_, model.coef_]) if of_two else model.coef_
            bias = np.concatenate([-model.intercept_, model.intercept_]) if of_two else model.intercept_
            # Features by rows and in one piece: scikit-learn's own would be copied for every guess.
            self._weights[kind] = np.ascontiguousarray(weights.T, np.float32)
            self._bias[kind] = bias.astype(np.float32)
        whole = self._matrix(_features_of_all(sentence.text, sentence.marks) for sentence in sentences)
        said = [_regression().fit(whole, [tag in sentence.tags for sentence in sentences]) for tag in _TAGS]
        self._tag_weights = np.ascontiguousarray(np.vstack([one.coef_ for one in said]).T, np.float32)
        self._tag_bias = np.concatenate([one.intercept_ for one in said]).astype(np.float32)

    def guesses(self, text: str, marks: Sequence[Mark]) -> list[Guess]:
        """The probability of each role, for each mark of a folded text; marks are in order and don't overlap."""
        found: dict[int, Guess] = {}
        for kind in {mark.kind for mark in marks}:
            # Those of a kind together: most of the time goes into the calls, not into the counting.
            indices = [index for index, mark in enumerate(marks) if mark.kind == kind]
            chances = self._chances(kind, [_features(text, marks, index) for index in indices])
            for index, row in zip(indices, chances.tolist(), strict=True):
                found[index] = dict(zip(self._roles[kind], row, strict=True))
        return [found[index] for index in range(len(marks))]

    def tags(self, text: str, marks: Sequence[Mark]) -> Guess:
        """How likely a folded text says each of the things that are no mention; a word or two say nothing of them."""
        if len(_WORD.findall(text)) < _FEWEST_WORDS:
            return dict.fromkeys(_TAGS, 0.0)
        scores = (self._matrix([_features_of_all(text, marks)]) @ self._tag_weights + self._tag_bias)[0]
        return dict(zip(_TAGS, (1 / (1 + np.exp(-scores))).tolist(), strict=True))

    def _chances(self, kind: str, seen: Sequence[Mapping[str, int]]) -> NDArray[np.float32]:
        """A row of probabilities for each: one against the rest, brought to a sum of one."""
        scores = self._matrix(seen) @ self._weights[kind] + self._bias[kind]
        alone: NDArray[np.float32] = 1 / (1 + np.exp(-scores))
        chances: NDArray[np.float32] = alone / alone.sum(axis=1, keepdims=True)
        return chances

    def _matrix(self, seen: Iterable[Mapping[str, int]]) -> csr_matrix:
        counts = csr_matrix(self._hasher.transform(seen))
        # Logarithms of counts on the unit sphere: long messages are no surer than short ones.
        counts.data = np.log1p(counts.data)
        lengths = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
        counts.data /= np.repeat(lengths, np.diff(counts.indptr))
        return counts


def _regression() -> "SGDClassifier":
    from sklearn.linear_model import SGDClassifier

    return SGDClassifier(
        loss="log_loss", alpha=_REGULARISATION, max_iter=_ROUNDS, tol=None, random_state=0, average=True
    )


_learning = threading.Lock()


def role_model() -> RoleModel:
    """The model of all sentences there are, learned once a process, however many ask for it at once."""
    with _learning:
        return _learned()


@lru_cache(maxsize=1)
def _learned() -> RoleModel:
    return RoleModel(read_sentences())


def _features(text: str, marks: Sequence[Mark], index: int) -> dict[str, int]:
    """How often each run of words stands where around the mark."""
    left, right = (_WORD.findall(side) for side in _sides(text, marks, index))
    counts: dict[str, int] = defaultdict(int)
    for side, words in (("l", left[::-1]), ("r", right)):
        near = words[:_AROUND]
        for run, place in _runs(near, backwards=side == "l"):
            counts[f"{side}{run}"] += 1
            counts[f"{side}{place}{run}"] += 1
        for size in (1, 2, 3):
            counts[f"{side}next{size}{' '.join(near[:size])}"] += 1
    for word in {*left, *right}:
        counts[f"b{word}"] += 1
    mark = marks[index]
    if mark.kind in _TELLING:
        for word in _WORD.findall(text[mark.start : mark.end])[:4]:
            counts[f"w{word}"] += 1
    return counts


def _features_of_all(text: str, marks: Sequence[Mark]) -> dict[str, int]:
    """How often each run of words, and each word with one a little further on, stands in the whole text."""
    counts: dict[str, int] = defaultdict(int)
    for side in (text, _template(text, marks)):
        words = _WORD.findall(side)
        for run, _ in _runs(words, backwards=False):
            counts[run] += 1
        for gap in (2, 3):
            for word, later in zip(words, words[gap:], strict=False):
                counts[f"{word}~{later}"] += 1
    return counts


def _runs(words: Sequence[str], *, backwards: bool) -> Iterator[tuple[str, int]]:
    """Runs of words in reading order, with how far off they begin: next to it, near, farther, far."""
    for begin in range(len(words)):
        far = 0 if begin == 0 else 1 if begin < 3 else 2 if begin < 7 else 3
        for size in range(1, min(_LONGEST_RUN, len(words) - begin) + 1):
            run = words[begin : begin + size]
            yield " ".join(run[::-1] if backwards else run), far


def _sides(text: str, marks: Sequence[Mark], index: int) -> tuple[str, str]:
    """The text before and after a mark, each other mark put as one character."""
    before, _, after = _template(text, marks, index).partition("\0")
    return before, after


def _template(text: str, marks: Sequence[Mark], index: int = -1) -> str:
    """The text with each mark put as one character, the one at ``index`` as a null."""
    parts, at = [], 0
    for number, mark in enumerate(marks):
        parts += [text[at : mark.start], "\0" if number == index else _SYMBOLS[mark.kind]]
        at = mark.end
    return "".join([*parts, text[at:]])
