"""What a grammar finds in a text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Found:
    """Something understood in ``text[start:end]``."""

    start: int
    end: int
    value: Any


def each(pattern: re.Pattern[str], text: str, value: Callable[[re.Match[str]], Any]) -> Iterator[Found]:
    """A finding for each match that has a value other than None."""
    for match in pattern.finditer(text):
        if (meant := value(match)) is not None:
            yield Found(match.start(), match.end(), meant)


def first_each(rules: list[tuple[re.Pattern[str], Any]], text: str) -> list[Found]:
    """Findings of rules in their order, a text's part being used once; a rule's value is its finding's."""
    found: list[Found] = []
    for pattern, value in rules:
        for match in pattern.finditer(text):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(Found(match.start(), match.end(), value))
    return sorted(found, key=lambda one: one.start)
