"""Unanswered questions grouped by meaning: the same question in other words, another script or language counts once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Fact
from knowledge.search.questions import Question, Questions
from web.office.heard import Group

MOST_COMPARED = 1500
"""Different wordings that are compared with each other; the seldom asked beyond them wait until others are answered."""


@dataclass(frozen=True)
class Topic:
    """One question in all its wordings."""

    text: str
    """Its most frequent wording."""
    locale: str
    count: int
    last: str
    """The day."""
    places: tuple[str, ...]
    wordings: tuple[str, ...] = field(default=())
    """All of them, the most frequent first."""


def topics(groups: Sequence[Group], gazetteer: Gazetteer, questions: Questions) -> tuple[Topic, ...]:
    """Wordings, which are each counted already, brought together by meaning; what is answered by now is left out.

    The most frequent first. The same wordings and places give the same topics.
    """
    some = sorted(groups, key=lambda group: (-group.count, group.text))[:MOST_COMPARED]
    read = [questions.read(group.text) for group in some]
    settled = [questions.read(question) for fact in _answers(gazetteer) for question in fact.questions]
    open_ = [index for index, one in enumerate(read) if not _settled(one, settled, questions)]
    leaders = questions.grouped([read[index] for index in open_])
    gathered: dict[int, list[int]] = {}
    for index, leader in zip(open_, leaders, strict=True):
        gathered.setdefault(leader, []).append(index)
    found = [_topic([some[index] for index in members], gazetteer) for members in gathered.values()]
    return tuple(sorted(found, key=lambda topic: (-topic.count, topic.text)))


def _settled(one: Question, settled: Iterable[Question], questions: Questions) -> bool:
    return any(questions.nearness(one, other) >= 0 for other in settled)


def _answers(gazetteer: Gazetteer) -> Iterable[Fact]:
    for place in gazetteer.places.values():
        yield from (fact for fact in place.facts if fact.questions)
    yield from gazetteer.district.answers


def _topic(members: Sequence[Group], gazetteer: Gazetteer) -> Topic:
    places = Counter(place for group in members for place in group.places if place in gazetteer.places)
    return Topic(
        text=members[0].text,
        locale=members[0].locale,
        count=sum(group.count for group in members),
        last=max(group.last for group in members),
        places=tuple(place for place, _ in places.most_common(3)),
        wordings=tuple(group.text for group in members),
    )
