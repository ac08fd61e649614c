"""Sentences in which it is marked what is wished of each thing named: what the second opinion is learned from.

A line of `bot/sentences/*.txt` is a sentence with `[words](kind:role)` around each mention and tags of the whole after
` #`; lines that begin with `# ` are remarks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.understanding.folding import fold

FOLDER = Path(__file__).resolve().parents[1] / "sentences"
ROLES: dict[str, frozenset[str]] = {
    "place": frozenset({"must", "avoid", "start", "end", "both", "asked"}),
    "time": frozenset({"start", "end", "at", "asked"}),
    "meal": frozenset({"wanted", "skipped", "other"}),
    "mode": frozenset({"only", "wanted", "without", "other"}),
    "kind": frozenset({"wanted", "only", "unwanted", "other"}),
    "distance": frozenset({"leg", "day", "other"}),
    "money": frozenset({"each", "together", "other"}),
    "count": frozenset({"most", "other"}),
}
TAGS = frozenset({"little_walking", "relaxed", "packed", "rain", "hot", "outside", "no_meals"})
_MARK = re.compile(r"\[([^\]]*)\]\((\w+):(\w+)\)")
_TAG = re.compile(r" #(\w+)$")


@dataclass(frozen=True)
class Mark:
    """A mention in ``text[start:end]`` of a sentence."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Sentence:
    text: str
    """Folded, without the marks."""
    marks: tuple[Mark, ...]
    roles: tuple[str, ...]
    """One for each mark."""
    tags: frozenset[str]


def read_sentences(folder: Path = FOLDER) -> list[Sentence]:
    """All sentences, in the order of the files' names and lines.

    Raises:
        ValueError: names every line with an unknown kind or role, or a tag that is unknown or not by itself at the end.
    """
    sentences, faults = [], []
    for file in sorted(folder.glob("*.txt")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("# "):
                continue
            sentence = _sentence(line)
            sentences.append(sentence)
            faults += [f"{file.name}:{number}: {fault}" for fault in _faults(sentence)]
    if faults:
        raise ValueError("; ".join(faults))
    return sentences


def _sentence(line: str) -> Sentence:
    tags = set()
    while match := _TAG.search(line):
        tags.add(match[1])
        line = line[: match.start()]
    parts: list[str] = []
    marks: list[Mark] = []
    roles: list[str] = []
    at = length = 0
    for match in _MARK.finditer(line):
        parts += [line[at : match.start()], match[1]]
        length += match.start() - at
        marks.append(Mark(length, length + len(match[1]), match[2]))
        roles.append(match[3])
        length += len(match[1])
        at = match.end()
    return Sentence(fold("".join([*parts, line[at:]])), tuple(marks), tuple(roles), frozenset(tags))


def _faults(sentence: Sentence) -> Iterator[str]:
    for mark, role in zip(sentence.marks, sentence.roles, strict=True):
        if role not in ROLES.get(mark.kind, ()):
            yield f"unknown mark {mark.kind}:{role}"
    for tag in sorted(sentence.tags - TAGS):
        yield f"unknown tag {tag}"
    if " #" in sentence.text:
        yield "a tag that is not by itself at the end"
