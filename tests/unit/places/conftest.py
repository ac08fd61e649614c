from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.pack import Pack, load_pack
from knowledge.places.place import Place

TOYTOWN = Path(__file__).parents[2] / "data" / "toytown"


@pytest.fixture(scope="session")
def toytown() -> Pack:
    return load_pack(TOYTOWN)


@pytest.fixture(scope="session")
def gazetteer(toytown: Pack) -> Gazetteer:
    return toytown.gazetteer()


@pytest.fixture
def open_at(gazetteer: Gazetteer) -> Callable[..., Place]:
    """A place with these hours and last admissions."""

    def place(hours: str | None, *last_entry: str) -> Place:
        return gazetteer.places["castle"].model_copy(update={"opening_hours": hours, "last_entry": last_entry})

    return place
