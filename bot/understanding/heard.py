"""What a message was heard to wish by its meaning as a whole, beside what the grammars read in its words.

The assistant's tagger has a probability for each thing that may be wished. A word that was read stands for itself; what
is heard counts where nothing was read, and only when it is sure. Nothing was heard when the assistant is away.
"""

from collections.abc import Mapping
from typing import Literal

from bot.understanding.found import Found
from bot.understanding.moods import Meal
from bot.understanding.walking import WalkLimit

# Least probability of what is acted on, greatest of what is taken back: by messages of six authors not learned then.
_THEME = 0.2
_NO_THEME = 0.0025
_PACE = 0.4
_SKIPPED = 0.35
_WANTED = 0.35
_LITTLE_WALKING = 0.25
_WEATHER = 0.4

Pace = Literal["relaxed", "packed"]
Weather = Literal["rain", "hot"]

THEMES = (
    "family", "food", "heritage", "industry", "nature", "night", "old_town", "photo", "red", "rural", "seaside",
    "shopping", "sports", "study",
)  # fmt: skip


class Heard:
    """Probabilities by the name of what is wished."""

    def __init__(self, chances: Mapping[str, float]) -> None:
        self._chances = chances

    def themes(self) -> list[str]:
        """Themes that are wished for, by their names."""
        return [theme for theme in THEMES if self._chance(theme) >= _THEME]

    def is_not_about(self, theme: str) -> bool:
        """Whether a theme whose words were read is surely not what is wished."""
        return self._chances.get(theme, 1.0) < _NO_THEME

    def pace(self) -> Pace | None:
        likelier: Pace = "relaxed" if self._chance("relaxed") >= self._chance("packed") else "packed"
        return likelier if self._chance(likelier) >= _PACE else None

    def weather(self) -> Weather | None:
        likelier: Weather = "rain" if self._chance("rain") >= self._chance("hot") else "hot"
        return likelier if self._chance(likelier) >= _WEATHER else None

    def meals(self, read: list[Found]) -> list[Found]:
        """The meals read, and those of which only the message as a whole tells that they are wanted or not."""
        told = {one.value.meal for one in read}
        more = []
        for meal in ("lunch", "dinner"):
            if meal in told:
                continue
            if self._chance(f"no_{meal}") >= _SKIPPED:
                more.append(Found(0, 0, Meal(meal, False)))
            elif self._chance(meal) >= _WANTED:
                more.append(Found(0, 0, Meal(meal, True)))
        return read + more

    def walking(self, read: list[Found], *, wheels: bool) -> list[Found]:
        """The limits read, or that there is to be little of it; ``wheels`` tell of themselves and are no such wish."""
        if read or wheels or self._chance("little_walking") < _LITTLE_WALKING:
            return read
        return [Found(0, 0, WalkLimit(None))]

    def _chance(self, name: str) -> float:
        return self._chances.get(name, 0.0)
