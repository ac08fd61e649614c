"""The unanswered questions' topics, kept ready for the first page."""

import logging
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime

from knowledge.places.gazetteer import Gazetteer
from knowledge.search.questions import Questions
from web.office.asked import Topic, topics
from web.office.heard import Group, Heard

log = logging.getLogger(__name__)


class Topics:
    """A task of the watch: the newest outcome is what pages show."""

    name = "topics"

    def __init__(self, heard: Heard, questions: Questions | None) -> None:
        """Without ``questions`` wordings are compared by their letters alone."""
        self._heard = heard
        self._questions = questions
        self.found: tuple[Topic, ...] | None = None
        """None until they were grouped for the first time."""

    def made_of(self, gazetteer: Gazetteer, today: date) -> object:
        del today
        return gazetteer.revision, self._heard.newest()

    def work(self, gazetteer: Gazetteer, now: datetime, stale: Callable[[], bool]) -> None:
        del now, stale
        began = time.monotonic()
        groups = self._heard.groups(["question"])
        self.found = as_they_are(groups) if self._questions is None else topics(groups, gazetteer, self._questions)
        log.info("%d wordings are %d topics, in %.1f s", len(groups), len(self.found), time.monotonic() - began)

    def now(self) -> tuple[Topic, ...]:
        """What is grouped; before that each wording for itself."""
        return as_they_are(self._heard.groups(["question"])) if self.found is None else self.found


def as_they_are(groups: Iterable[Group]) -> tuple[Topic, ...]:
    """Each wording for itself."""
    return tuple(
        Topic(group.text, group.locale, group.count, group.last, group.places, (group.text,)) for group in groups
    )
