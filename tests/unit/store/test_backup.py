from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.places.pack import Pack
from knowledge.store.__main__ import main
from knowledge.store.backup import NoBackup, NotEmpty, back_up, restore
from knowledge.store.documents import place_key
from knowledge.store.store import Store
from tests.unit.store.edits import draft, publish


@pytest.fixture
def saved(store: Store, tmp_path: Path) -> Path:
    """A backup of a store with some history."""
    publish(store, "castle", aliases=["The Rock"])
    draft(store, "old-mill", aliases=["The Creaking Mill"])
    file = tmp_path / "truth.backup"
    assert back_up(store.database, file) == 24 + 2 + 1 + 4
    return file


def test_a_backup_brings_everything_back(
    saved: Path, store: Store, tmp_path: Path, open_store: Callable[..., Store]
) -> None:
    """All rows: what is live, drafts, and the history; whoever has the store open sees it as it was."""
    before, history, revision = store.export_pack(), store.history(place_key("castle")), store.revision()
    publish(store, "castle", aliases=["The High Rock"])
    publish(store, "sun-pier", aliases=["The Long Pier"])
    other = open_store()
    other.gazetteer()
    restore(store.database, saved, replace=True)
    for one in (store, other):
        assert one.export_pack() == before
        assert one.history(place_key("castle")) == history
        assert one.revision() == revision
    assert publish(store, "castle", aliases=["The Low Rock"]) == revision + 2
    again = tmp_path / "again.backup"
    restore(store.database, saved, replace=True)
    back_up(store.database, again)
    assert again.read_bytes() == saved.read_bytes()


def test_a_reader_is_not_fooled_by_equal_numbers(saved: Path, store: Store, open_store: Callable[..., Store]) -> None:
    """A history that reached the same revision by another way is read anew."""
    other = open_store()
    restore(store.database, saved, replace=True)
    publish(store, "castle", aliases=["One way"])
    assert other.gazetteer().places["castle"].aliases == ("One way",)
    restore(store.database, saved, replace=True)
    publish(store, "castle", aliases=["Another way"])
    assert other.gazetteer().places["castle"].aliases == ("Another way",)


def test_a_backup_goes_into_another_database(saved: Path, store: Store, tmp_path: Path) -> None:
    """One file for both databases: from either into a new SQLite file."""
    other = Store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    restore(other.database, saved)
    assert other.export_pack() == store.export_pack()
    assert other.changes() == store.changes()
    other.close()


def test_a_sqlite_backup_goes_into_either_database(empty: Store, toytown: Pack, tmp_path: Path) -> None:
    """And the other way."""
    other = Store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    other.import_pack(toytown, who="pack", why="First")
    back_up(other.database, tmp_path / "file")
    other.close()
    restore(empty.database, tmp_path / "file")
    assert empty.export_pack() == toytown


def test_a_history_is_not_replaced_by_mistake(saved: Path, store: Store) -> None:
    """Restoring over a history must be asked for."""
    revision = store.revision()
    with pytest.raises(NotEmpty):
        restore(store.database, saved)
    assert store.revision() == revision


@pytest.mark.parametrize("harm", ["cut", "altered", "other"])
def test_a_damaged_backup_touches_nothing(saved: Path, store: Store, harm: str) -> None:
    """The file is checked before anything is replaced."""
    data = saved.read_bytes()
    middle = len(data) // 2
    if harm == "cut":
        saved.write_bytes(data[:middle])
    elif harm == "altered":
        saved.write_bytes(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
    else:
        saved.write_text("something else")
    before = store.export_pack()
    with pytest.raises(NoBackup):
        restore(store.database, saved, replace=True)
    assert store.export_pack() == before


def test_the_commands(url: str, toytown: Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Import, export, history, backup and restore are one command each, and say what they did."""
    environment = {"GUIDE_DATABASE_URL": url}
    town = str(Path(__file__).parents[2] / "data" / "toytown")
    assert main(["import", town, "--dry-run"], environment) == 0
    assert "would be made: 24 added" in capsys.readouterr().out
    assert main(["import", town, "--who", "ann", "--why", "The first import"], environment) == 0
    assert main(["export", str(tmp_path / "out")], environment) == 0
    assert main(["history", "castle"], environment) == 0
    assert "ann: The first import" in capsys.readouterr().out
    file = str(tmp_path / "file")
    assert main(["backup", file], environment) == 0
    assert main(["restore", file], environment) == 1
    assert "history already" in capsys.readouterr().err
    assert main(["restore", file, "--replace"], environment) == 0
    store = Store(url)
    assert store.export_pack() == toytown
    store.close()


def test_commands_that_fail_say_why(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence and an exit status, never a traceback."""
    environment = {"GUIDE_DATABASE_URL": url}
    for command in (
        ["import", str(tmp_path / "nowhere")],
        ["export", str(tmp_path / "out")],
        ["history", "nowhere"],
        ["restore", str(tmp_path / "nowhere")],
        ["--database", f"sqlite:///{tmp_path}", "history", "castle"],
    ):
        assert main(command, environment) == 1
        assert capsys.readouterr().err.strip() != ""
