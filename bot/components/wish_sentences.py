"""Sentences with what they wish, beside Rasa's own training data.

A line of `bot/data/wishes/*.txt` is a sentence, then ` #tag` for all that it wishes and ` ?tag` for what it may be said to
wish or not, ` ?themes` for whatever other theme; lines that begin with `# ` are remarks. No intent is learned from them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Dict, List, Optional, Text, Union

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

WISHED = "wished"
UNDECIDED = "undecided"
THEMES = (
    "seaside", "old_town", "red", "night", "food", "family", "nature", "rural", "shopping", "heritage", "industry", "sports",
    "photo", "study",
)  # fmt: skip
TAGS = frozenset(
    (*THEMES, "relaxed", "packed", "lunch", "no_lunch", "dinner", "no_dinner", "little_walking", "rain", "hot")
)
_TAG = re.compile(r"(?:^| )([#?])(\w+)$")


class WishSentences(TrainingDataImporter):
    """Reads the folder `wishes` of every path of training data."""

    def __init__(
        self,
        config_file: Optional[Text] = None,
        domain_path: Optional[Text] = None,
        training_data_paths: Optional[Union[List[Text], Text]] = None,
    ) -> None:
        """Looks for nothing yet."""
        paths = [training_data_paths] if isinstance(training_data_paths, str) else training_data_paths or []
        self._folders = [Path(path) / "wishes" for path in paths]

    def get_nlu_data(self, language: Optional[Text] = "en") -> TrainingData:
        """The sentences; raises ValueError that names every faulty line."""
        examples: List[Message] = []
        faults: List[Text] = []
        for file in sorted(file for folder in self._folders for file in folder.glob("*.txt")):
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if not line.strip() or line.startswith("# "):
                    continue
                try:
                    text, wishes = read_line(line)
                except ValueError as error:
                    faults.append(f"{file.name}:{number}: {error}")
                else:
                    examples.append(Message({TEXT: text, METADATA: wishes}))
        if faults:
            raise ValueError("\n".join(faults))
        return TrainingData(examples)

    def get_domain(self) -> Domain:
        """Nothing of the domain."""
        return Domain.empty()

    def get_stories(self, exclusion_percentage: Optional[int] = None) -> StoryGraph:
        """No stories."""
        return StoryGraph([])

    def get_conversation_tests(self) -> StoryGraph:
        """No stories to test with."""
        return StoryGraph([])

    def get_config(self) -> Dict[Text, Any]:
        """Nothing of the configuration."""
        return {}

    def get_config_file_for_auto_config(self) -> Optional[Text]:
        """No file to write a configuration to."""
        return None


def read_line(line: Text) -> "tuple[Text, Dict[Text, List[Text]]]":
    """The sentence, and its tags as `wished` and `undecided`. Raises ValueError for an unknown tag or no sentence."""
    text = line.strip()
    tags: Dict[Text, List[Text]] = {WISHED: [], UNDECIDED: []}
    while found := _TAG.search(text):
        sign, tag = found.groups()
        named = THEMES if (sign, tag) == ("?", "themes") else (tag,)
        if not TAGS.issuperset(named):
            raise ValueError(f"no tag is named {tag}")
        tags[WISHED if sign == "#" else UNDECIDED] += named
        text = text[: found.start()].rstrip()
    if not text:
        raise ValueError("tags without a sentence")
    wished = set(tags[WISHED])
    return text, {WISHED: sorted(wished), UNDECIDED: sorted(set(tags[UNDECIDED]) - wished)}
