import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from knowledge.search.encoder import EncoderUnavailable, SentenceEncoder, Vectors
from knowledge.search.live import LiveSearch


class CountingEncoder:
    """The real encoder with a count of what goes through it."""

    def __init__(self, real: SentenceEncoder) -> None:
        self.name = real.name
        self._real = real
        self.passages: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._real.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.passages += texts
        return self._real.encode_passages(texts)


@pytest.fixture
def counting(encoder: SentenceEncoder) -> CountingEncoder:
    return CountingEncoder(encoder)


@pytest.fixture(scope="module")
def small(make_place: Callable[..., Place], with_places: Callable[..., Gazetteer]) -> Callable[..., Gazetteer]:
    """A district of three places, the third as given."""

    def make(third: str, revision: str) -> Gazetteer:
        texts = {"zh-Hans": third, "zh-Hant": third, "en": third}
        return with_places(
            make_place("beach", "珍珠沙滩", "珍珠沙灘", "Pearl Beach"),
            make_place("bridge", "彩虹桥", "彩虹橋", "Rainbow Bridge"),
            make_place("mill", "风车磨坊", "風車磨坊", "Windmill", summary=texts),
            revision=revision,
        )

    return make


def ids(search: LiveSearch, query: str) -> list[str]:
    return [hit.place_id for hit in search.search(query, "zh-Hans")]


def test_before_the_first_gazetteer_nothing_is_known(tmp_path: Path) -> None:
    """An empty search answers emptily and loads no model."""
    search = LiveSearch(tmp_path)
    assert search.search("沙滩", "zh-Hans") == []
    assert search.match_names("沙滩") == []
    assert search.index_revision is None


def test_an_edit_is_found_at_once_and_only_its_texts_are_encoded(
    tmp_path: Path, counting: CountingEncoder, small: Callable[..., Gazetteer]
) -> None:
    """A curator's change costs its own passages, not the district's."""
    search = LiveSearch(tmp_path, encoder=counting)
    search.follow(small("磨面粉的地方。", "one"))
    first = search.index_revision
    counting.passages.clear()
    search.follow(small("现在是爵士乐咖啡馆。", "two"))
    assert all("爵士乐" in text for text in counting.passages)
    assert len(counting.passages) == 2
    assert search.last_update is not None
    assert (search.last_update.added, search.last_update.changed, search.last_update.removed) == ((), ("mill",), ())
    assert search.index_revision != first
    assert ids(search, "爵士乐咖啡馆")[0] == "mill"


def test_added_and_removed_places_are_counted_by_name(
    tmp_path: Path,
    counting: CountingEncoder,
    make_place: Callable[..., Place],
    with_places: Callable[..., Gazetteer],
) -> None:
    """The search tells what an update did, and forgets what is gone."""
    beach = make_place("beach", "珍珠沙滩", "珍珠沙灘", "Pearl Beach")
    bridge = make_place("bridge", "彩虹桥", "彩虹橋", "Rainbow Bridge")
    search = LiveSearch(tmp_path, encoder=counting)
    search.follow(with_places(beach, revision="one"))
    search.follow(with_places(bridge, revision="two"))
    assert search.last_update is not None
    assert (search.last_update.added, search.last_update.removed) == (("bridge",), ("beach",))
    assert ids(search, "珍珠沙滩") == []
    assert [match.place_id for match in search.match_names("彩虹桥")] == ["bridge"]


def test_a_new_alias_alone_changes_the_index(
    tmp_path: Path,
    counting: CountingEncoder,
    make_place: Callable[..., Place],
    with_places: Callable[..., Gazetteer],
) -> None:
    """Names are part of the index though they stand in no passage."""
    search = LiveSearch(tmp_path, encoder=counting)
    search.follow(with_places(make_place("beach", "珍珠沙滩", "珍珠沙灘", "Pearl Beach"), revision="one"))
    first = search.index_revision
    renamed = make_place("beach", "珍珠沙滩", "珍珠沙灘", "Pearl Beach", aliases=("情人湾",))
    counting.passages.clear()
    search.follow(with_places(renamed, revision="two"))
    assert search.index_revision != first
    assert counting.passages == []
    assert ids(search, "情人湾") == ["beach"]


def test_a_restart_finds_the_index_ready(
    tmp_path: Path, counting: CountingEncoder, small: Callable[..., Gazetteer]
) -> None:
    """What was encoded once is not encoded again, and the revision is the same."""
    before = LiveSearch(tmp_path, encoder=counting)
    before.follow(small("磨坊。", "one"))
    counting.passages.clear()
    after = LiveSearch(tmp_path, encoder=counting)
    after.follow(small("磨坊。", "one"))
    assert counting.passages == []
    assert after.last_update is not None
    assert after.last_update.loaded
    assert after.index_revision == before.index_revision
    assert after.search("珍珠沙滩", "en") == before.search("珍珠沙滩", "en")


@pytest.mark.parametrize("damage", [b"", b"not what was written"])
def test_damaged_files_are_made_anew(
    tmp_path: Path, counting: CountingEncoder, small: Callable[..., Gazetteer], damage: bytes
) -> None:
    """The index is derived: a broken one costs time, never an answer."""
    LiveSearch(tmp_path, encoder=counting).follow(small("磨坊。", "one"))
    for path in tmp_path.rglob("*"):
        if path.is_file():
            path.write_bytes(damage)
    search = LiveSearch(tmp_path, encoder=counting)
    search.follow(small("磨坊。", "one"))
    assert search.last_update is not None
    assert not search.last_update.loaded
    assert ids(search, "珍珠沙滩")[0] == "beach"


def test_only_the_current_index_is_kept(
    tmp_path: Path, counting: CountingEncoder, small: Callable[..., Gazetteer]
) -> None:
    """A year of edits doesn't fill the disk."""
    search = LiveSearch(tmp_path, encoder=counting)
    search.follow(small("磨坊。", "one"))
    search.follow(small("面包房。", "two"))
    assert [path.name for path in tmp_path.glob("index-*")] == [f"index-{search.index_revision}"]
    assert list(tmp_path.glob("draft-*")) == []


def test_questions_are_answered_while_the_next_index_is_built(
    tmp_path: Path, encoder: SentenceEncoder, small: Callable[..., Gazetteer]
) -> None:
    """Visitors see the index before or the one after, never none, half of one, or an error."""

    class WaitingEncoder(CountingEncoder):
        def encode_passages(self, texts: Sequence[str]) -> Vectors:
            building.set()
            assert go_on.wait(10)
            return super().encode_passages(texts)

    building, go_on = threading.Event(), threading.Event()
    go_on.set()
    search = LiveSearch(tmp_path, encoder=WaitingEncoder(encoder))
    search.follow(small("磨坊。", "one"))
    before = search.index_revision
    building.clear()
    go_on.clear()
    update = threading.Thread(target=search.follow, args=(small("灯塔博物馆。", "two"),))
    update.start()
    assert building.wait(10)
    assert ids(search, "珍珠沙滩")[0] == "beach"
    assert search.index_revision == before
    go_on.set()
    update.join(10)
    assert search.index_revision != before
    assert "mill" in ids(search, "灯塔博物馆")


def test_without_the_encoder_the_search_stays_as_it_was(tmp_path: Path, small: Callable[..., Gazetteer]) -> None:
    """A missing model is told to whoever starts the search, by its own exception."""
    search = LiveSearch(tmp_path / "index", encoder_name=str(tmp_path / "no-model"))
    with pytest.raises(EncoderUnavailable):
        search.follow(small("磨坊。", "one"))
    assert search.index_revision is None
