"""What only the meaning of a message tells counts where its words tell nothing."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.understanding.constraints import constraints
from bot.understanding.reader import Reader
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.pack import load_pack

NOW = datetime.fromisoformat("2026-04-22T08:00:00+01:00")


@pytest.fixture(scope="module")
def toytown() -> Gazetteer:
    return load_pack(Path(__file__).parents[2] / "data" / "toytown").gazetteer()


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _wishes(reader: Reader, toytown: Gazetteer, text: str, heard: Mapping[str, float]) -> dict[str, Any]:
    return constraints(reader.read(text, toytown, NOW, wishes=heard), toytown)


@pytest.mark.parametrize(
    ("heard", "field", "value"),
    [
        ({"seaside": 0.8, "food": 0.1}, "themes", {"seaside"}),
        ({"packed": 0.9, "relaxed": 0.1}, "pace", "packed"),
        ({"relaxed": 0.9}, "pace", "relaxed"),
        ({"rain": 0.9}, "weather", "rain"),
        ({"hot": 0.9, "rain": 0.2}, "weather", "hot"),
        ({"no_lunch": 0.9}, "meals", {"lunch": False}),
        ({"no_dinner": 0.9, "lunch": 0.9}, "meals", {"lunch": True, "dinner": False}),
    ],
)
def test_what_no_word_tells_is_heard(
    reader: Reader, toytown: Gazetteer, heard: Mapping[str, float], field: str, value: Any
) -> None:
    said = _wishes(reader, toytown, "just as we like it", heard)
    assert (set(said[field]) if field == "themes" else said[field]) == value


def test_little_walking_is_heard(reader: Reader, toytown: Gazetteer) -> None:
    said = _wishes(reader, toytown, "just as we like it", {"little_walking": 0.9})
    assert "max_walk" in said or "max_leg_walk" in said


def test_who_sits_on_wheels_tells_it_by_that(reader: Reader, toytown: Gazetteer) -> None:
    said = _wishes(reader, toytown, "my wife uses a wheelchair", {"little_walking": 0.9})
    assert not said.keys() & {"max_walk", "max_leg_walk"}


def test_an_unsure_guess_is_nothing(reader: Reader, toytown: Gazetteer) -> None:
    guesses = dict.fromkeys(("seaside", "packed", "rain", "no_lunch", "lunch", "little_walking"), 0.15)
    assert _wishes(reader, toytown, "just as we like it", guesses) == {}


def test_a_word_stands_against_a_guess(reader: Reader, toytown: Gazetteer) -> None:
    said = _wishes(reader, toytown, "a packed day please, with lunch", {"relaxed": 0.9, "no_lunch": 0.9})
    assert (said["pace"], said["meals"]) == ("packed", {"lunch": True})


def test_what_is_refused_is_not_heard_as_wished(reader: Reader, toytown: Gazetteer) -> None:
    said = _wishes(reader, toytown, "I'm fed up with the seaside", {"seaside": 0.9})
    assert said["themes"] == {"seaside": 0}


def test_a_word_that_means_something_else_is_left(reader: Reader, toytown: Gazetteer) -> None:
    """The sea in it is no wish when the whole is about anything but the sea."""
    read = _wishes(reader, toytown, "we want a day by the sea", {"seaside": 0.5})
    assert set(read["themes"]) == {"seaside"}
    assert "themes" not in _wishes(reader, toytown, "we want a day by the sea", {"seaside": 0.001})


def test_a_theme_told_by_a_name_is_not_taken_back_by_what_is_heard_without_it(
    reader: Reader, toytown: Gazetteer
) -> None:
    heard = {"old_town": 0.001, "seaside": 0.9}
    assert set(_wishes(reader, toytown, "明天看骑楼和海边", heard)["themes"]) == {"old_town", "seaside"}
