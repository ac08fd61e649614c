"""The toy district, an encoder loaded once, and a search over it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.pack import load_pack
from knowledge.places.place import Place
from knowledge.search.encoder import SentenceEncoder
from knowledge.search.live import LiveSearch

TOYTOWN = Path(__file__).parents[2] / "data" / "toytown"


@pytest.fixture(scope="session")
def toytown() -> Gazetteer:
    return load_pack(TOYTOWN).gazetteer()


@pytest.fixture(scope="session")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


@pytest.fixture(scope="session")
def served(toytown: Gazetteer, encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> LiveSearch:
    """A search over the toy district, for tests that only ask."""
    search = LiveSearch(tmp_path_factory.mktemp("index"), encoder=encoder)
    search.follow(toytown)
    return search


@pytest.fixture(scope="session")
def make_place() -> Callable[..., Place]:
    def make(place_id: str, hans: str, hant: str, en: str, aliases: tuple[str, ...] = (), **fields: Any) -> Place:
        name = {"zh-Hans": hans, "zh-Hant": hant, "en": en}
        return Place(
            id=place_id,
            name=name,
            aliases=aliases,
            **{"kind": "park", "status": "open", "summary": {"zh-Hans": "。", "zh-Hant": "。", "en": "."}} | fields,
        )

    return make


@pytest.fixture(scope="session")
def with_places(toytown: Gazetteer) -> Callable[..., Gazetteer]:
    """The toy district with other places in it, or more; the revision counts for a test what changed."""

    def make(*places: Place, revision: str = "made", keep: bool = False) -> Gazetteer:
        kept = dict(toytown.places) if keep else {}
        return replace(toytown, places=kept | {place.id: place for place in places}, revision=revision)

    return make
