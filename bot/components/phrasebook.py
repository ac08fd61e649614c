"""Reads the phrase book: NLU data whose lines hold choices and placeholders, written out when training begins.

A line of `bot/data/nlu` such as

    - (请问|想问下|){place}(几点|什么时候)(开门|营业)

stands for all its readings. `(a|b|)` chooses one, or nothing; `{place}` takes an entry of the lookup table `place`. A few
readings of each line are drawn, always the same ones; where a line names a place, one of them has the neutral word that
masks live names, so that both ways of asking are known.
"""

import random
import re
from typing import Any, Dict, List, Optional, Text, Union

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.plain import NAME_IN_CHINESE, NAME_IN_LATIN

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SPACES = re.compile(r" {2,}")
_LONG_WORD = re.compile(r"[A-Za-z]{5,}")
_MASKS = {"place": NAME_IN_CHINESE, "place_en": NAME_IN_LATIN}
_SEED = 20260501


class Phrasebook(RasaFileImporter):
    """Rasa's own reader of files, and after it the lines written out.

    `readings` is how many are drawn of each line; `typos` the share of readings in Latin letters that get one slip of the
    fingers.
    """

    def __init__(
        self,
        config_file: Optional[Text] = None,
        domain_path: Optional[Text] = None,
        training_data_paths: Optional[Union[List[Text], Text]] = None,
        readings: int = 2,
        typos: float = 0.1,
    ) -> None:
        """Raises ValueError when `readings` is not positive."""
        super().__init__(config_file, domain_path, training_data_paths)
        if readings < 1:
            raise ValueError(f"Phrasebook: readings must be positive, not {readings}")
        self._readings = readings
        self._typos = typos

    def get_nlu_data(self, language: Optional[Text] = "en") -> TrainingData:
        """The examples of all files, written out; the lookup tables have done their work and are left behind."""
        written = super().get_nlu_data(language)
        tables = {table["name"]: table["elements"] for table in written.lookup_tables}
        examples = [
            _with_text(example, reading)
            for example in written.training_examples
            for reading in readings_of(example.get(TEXT), tables, self._readings, self._typos)
        ]
        return TrainingData(training_examples=examples)


def readings_of(line: Text, tables: Dict[Text, List[Text]], count: int, typos: float) -> List[Text]:
    """About `count` different readings of a line, always the same ones, that take its choices in turn.

    Raises ValueError for an unknown placeholder and for a choice inside a choice.
    """
    unknown = {name for name in _PLACEHOLDER.findall(line)} - tables.keys()
    if unknown:
        raise ValueError(f"{line!r}: no lookup table is named {', '.join(sorted(unknown))}")
    chance = random.Random(f"{_SEED} {line}")
    groups = [options.split("|") for options in _CHOICE.findall(line)]
    if not _PLACEHOLDER.search(line):
        # Whole phrases, such as the ways to say thanks: each is worth learning for itself.
        count = max([count, *(len(group) for group in groups)])
    starts = [chance.randrange(len(group)) for group in groups]
    drawn: Dict[Text, None] = {}
    for attempt in range(count * 2):
        chosen = iter([group[(start + attempt) % len(group)] for group, start in zip(groups, starts)])
        chosen_line = _CHOICE.sub(lambda _: next(chosen), line)
        if _CHOICE.search(chosen_line):
            raise ValueError(f"{line!r}: a choice stands inside another")
        reading = _filled(chosen_line, tables, chance, masked=attempt == 0)
        if chance.random() < typos:
            reading = _slip(reading, chance)
        drawn.setdefault(reading)
        if len(drawn) == count:
            break
    return list(drawn)


def _filled(line: Text, tables: Dict[Text, List[Text]], chance: random.Random, masked: bool) -> Text:
    filled = _PLACEHOLDER.sub(lambda match: _fill(match.group(1), tables, chance, masked), line)
    return _SPACES.sub(" ", filled).strip()


def _fill(name: Text, tables: Dict[Text, List[Text]], chance: random.Random, masked: bool) -> Text:
    return _MASKS[name] if masked and name in _MASKS else chance.choice(tables[name])


def _slip(reading: Text, chance: random.Random) -> Text:
    """The reading with two letters of one long Latin word swapped, or one left out."""
    found = list(_LONG_WORD.finditer(reading))
    if not found:
        return reading
    word = chance.choice(found)
    at = chance.randrange(word.start() + 1, word.end() - 1)
    if chance.random() < 0.5:
        return reading[:at] + reading[at + 1] + reading[at] + reading[at + 2 :]
    return reading[:at] + reading[at + 1 :]


def _with_text(example: Message, text: Text) -> Message:
    data: Dict[Text, Any] = {**example.data, TEXT: text}
    return Message(data=data, output_properties=example.output_properties)
