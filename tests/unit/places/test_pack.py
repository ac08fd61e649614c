import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.places.check import main
from knowledge.places.faults import Faults
from knowledge.places.pack import Pack, load_pack, write_pack
from knowledge.places.text import LOCALES

TOYTOWN = Path(__file__).parents[2] / "data" / "toytown"
MUSEUM = "places/clock-museum.yaml"
CASTLE = "places/castle.yaml"
MARKET = "places/night-market.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of Toytown to break."""
    return Path(shutil.copytree(TOYTOWN, tmp_path / "toytown"))


@pytest.fixture
def broken(folder: Path) -> Callable[[str, str, str], list[tuple[str, str]]]:
    """Toytown's faults after a replacement in one of its files."""

    def faults(file: str, old: str, new: str) -> list[tuple[str, str]]:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{file} has no {old!r} to replace"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(Faults) as found:
            load_pack(folder)
        return [(fault.field, fault.message) for fault in found.value.faults]

    return faults


def test_writing_a_pack_and_reading_it_changes_nothing(toytown: Pack, tmp_path: Path) -> None:
    """What is written is read back equal, and writing that gives the same bytes."""
    write_pack(toytown, tmp_path / "once")
    again = load_pack(tmp_path / "once")
    write_pack(again, tmp_path / "twice")
    assert again == toytown
    assert contents(tmp_path / "once") == contents(tmp_path / "twice") == contents(TOYTOWN)


def test_writing_removes_what_the_pack_no_longer_has(toytown: Pack, folder: Path) -> None:
    """A place that left the pack leaves the folder, or it would come back with the next reading."""
    fewer = Pack(
        toytown.district,
        {place_id: place for place_id, place in toytown.places.items() if place_id != "old-mill"},
        toytown.calendar,
        toytown.sources,
    )
    write_pack(fewer, folder)
    assert "old-mill" not in load_pack(folder).places


def test_a_source_used_but_not_described_is_listed_when_written(toytown: Pack, tmp_path: Path) -> None:
    """A pack put together in memory, without descriptions of its sources, can be read again."""
    write_pack(Pack(toytown.district, toytown.places, toytown.calendar), tmp_path)
    read = load_pack(tmp_path)
    assert read.places == toytown.places
    assert set(read.sources) == {"town-office", "travel-blog", "editor estimate"}


def test_the_revision_tells_every_change(toytown: Pack) -> None:
    """Equal packs have equal revisions; a change of one word makes another."""
    castle = toytown.places["castle"]
    renamed = castle.model_copy(update={"aliases": ("Fort",)})
    changed = Pack(toytown.district, {**toytown.places, "castle": renamed}, toytown.calendar, toytown.sources)
    assert toytown.gazetteer().revision == load_pack(TOYTOWN).gazetteer().revision
    assert toytown.gazetteer().revision != changed.gazetteer().revision


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "told"),
    [
        (MUSEUM, "id: clock-museum", "id: clocks", "id", "the file is named clock-museum.yaml"),
        (MUSEUM, "kind: museum", "kind: palace", "kind", "palace is none of the district's kinds"),
        (MUSEUM, "- study", "- sailing", "themes[1]", "sailing is none of the district's themes"),
        (MUSEUM, "- study", "- family", "themes", "names family twice"),
        (MUSEUM, "status: open", "status: ajar", "status", "'open'"),
        (MUSEUM, "status: open", "state: open", "state", "no field here"),
        (MUSEUM, "10:00-12:30,", "10:00-12h30,", "opening_hours", "from character"),
        (MUSEUM, "- '12:00'", "- '13:00'", "last_entry[0]", "13:00 lies in no window"),
        (MUSEUM, "- '12:00'", "- 12:00", "last_entry[0]", "in quotes, as '08:30'"),
        (MUSEUM, "typical: 75", "typical: 30", "visit_minutes", "min <= typical <= max"),
        (MUSEUM, "min: 45", "min: 45.5", "visit_minutes.min", "whole number"),
        (MUSEUM, "lat: 38.72", "lat: 48.72", "position", "outside the district's box"),
        (MUSEUM, "lat: 38.72", "lat: 138.72", "position.lat", "at most 90"),
        (MUSEUM, "  phone:\n", "  fax:\n", "provenance.phone", "is missing"),
        (MUSEUM, "  phone:\n", "  fax:\n", "provenance.fax", "belongs to no field"),
        (MUSEUM, "source: town-office", "source: hearsay", "facts[0]", "is not described in sources.yaml"),
        (MUSEUM, "as_of: 2026-05", "as_of: last May", "facts[0].as_of", "neither a date"),
        (MUSEUM, "zh-Hant: 鐘錶博物館", "zh-Hant: 钟表博物馆", "name.zh-Hant", "simplified characters: 钟馆"),
        (MUSEUM, "zh-Hans: 钟表博物馆", "zh-Hans: 鐘表博物館", "name.zh-Hans", "traditional characters: 鐘館"),
        (MUSEUM, "zh-Hant: 鐘錶博物館", "zh-Hant: ' '", "name", "is empty in zh-Hant"),
        (MUSEUM, "  en: Clock Museum\n", "", "name", "is missing in en"),
        (MUSEUM, "- 钟楼馆", "- 码头 夜市", "aliases[0]", "码头 夜市 already means night-market"),
        (MUSEUM, "- 钟楼馆", "- toy VILLAGE", "aliases[0]", "already means toy-village"),
        (MUSEUM, "kind: museum", "kind: museum\nkind: museum", "kind", "is given twice"),
        (MUSEUM, "kind: museum", "kind: [museum", "", "is no YAML"),
        (MARKET, "confidence: weak", "confidence: good", "provenance.price_per_person", "is only weak"),
        (MARKET, "min: 6", "min: 60", "price_per_person", "min <= max"),
        (MARKET, "- 20:00-23:00", "- evening", "best_time[0]", "neither HH:MM-HH:MM, sunrise nor sunset"),
        ("places/castle-keep.yaml", "part_of: castle", "part_of: fort", "part_of", "fort is no place"),
        (CASTLE, "status: open", "part_of: castle-keep\nstatus: open", "part_of", "leads round"),
    ],
)
def test_a_fault_of_a_place_is_named_with_file_and_field(
    file: str, old: str, new: str, field: str, told: str, broken: Callable[[str, str, str], list[tuple[str, str]]]
) -> None:
    """Whoever edits a place by hand learns which file and field to mend, and why."""
    where = f"{file}: {field}" if field else file
    messages = [message for found, message in broken(file, old, new) if found == where]
    assert any(told in message for message in messages), messages


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "told"),
    [
        ("district.yaml", "timezone: Europe/Lisbon", "timezone: Lisbon", "timezone", "no time zone"),
        ("district.yaml", "- old-town-hall", "- old-mill", "lists[0].must_visit[0]", "can't be planned"),
        ("district.yaml", "- old-town-hall", "- new-mill", "lists[0].must_visit[0]", "no place of this pack"),
        ("district.yaml", "start_time: 09:00", "start_time: 9:00", "lists[0].start_time", "in quotes"),
        ("district.yaml", "walk_kmh: 4.5", "walk_kmh: 0", "travel.walk_kmh", "more than 0"),
        ("holidays.yaml", "- 2026-05-01", "- 2025-05-01", "years[1]", "2025-05-01 is not in 2026"),
        ("holidays.yaml", "- 2026-02-21", "- 2026-02-20", "years[1]", "is a weekday"),
        ("holidays.yaml", "- 2026-05-01", "- 2026-13-01", "years[1].holidays[3].days[0]", "date"),
        ("sources.yaml", "- id: travel-blog", "- id: town-office", "sources[1].id", "described twice"),
    ],
)
def test_a_fault_of_the_district_is_named_with_file_and_field(
    file: str, old: str, new: str, field: str, told: str, broken: Callable[[str, str, str], list[tuple[str, str]]]
) -> None:
    """The district's own files are checked like the places."""
    messages = [message for found, message in broken(file, old, new) if found == f"{file}: {field}"]
    assert any(told in message for message in messages), messages


def test_every_fault_is_told_at_once(folder: Path) -> None:
    """Faults of several files come together, so that one round of mending suffices."""
    (folder / "holidays.yaml").unlink()
    for name in ("castle", "old-mill"):
        path = folder / "places" / f"{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("kind: heritage", "kind: ruin"), encoding="utf-8")
    (folder / "places" / "river-park.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(Faults) as found:
        load_pack(folder)
    assert {fault.field for fault in found.value.faults} >= {
        "holidays.yaml",
        "places/castle.yaml: kind",
        "places/old-mill.yaml: kind",
        "places/river-park.yaml",
    }


def test_an_empty_folder_lacks_everything(tmp_path: Path) -> None:
    """A wrong path is told as missing files, not as a traceback."""
    with pytest.raises(Faults) as found:
        load_pack(tmp_path)
    assert [fault.field for fault in found.value.faults] == [
        "district.yaml",
        "holidays.yaml",
        "sources.yaml",
        "places",
    ]


def test_dates_and_plain_words_need_no_quotes(folder: Path, toytown: Pack) -> None:
    """YAML's habit of reading no as false and 2026-05 as something else doesn't reach the records."""
    keep = folder / "places" / "castle-keep.yaml"
    keep.write_text(keep.read_text(encoding="utf-8").replace("wheelchair: 'no'", "wheelchair: no"), encoding="utf-8")
    assert load_pack(folder).places["castle-keep"] == toytown.places["castle-keep"]


def test_the_calendar_knows_complete_years_only(toytown: Pack) -> None:
    """A year that the file doesn't list is unknown, not free of holidays."""
    calendar = toytown.calendar
    assert calendar.is_holiday(date(2026, 4, 25)) is True
    assert calendar.is_holiday(date(2026, 4, 24)) is False
    assert calendar.is_workday(date(2026, 2, 21)) is True
    assert calendar.is_holiday(date(2031, 1, 1)) is None
    assert calendar.is_workday(date(2031, 1, 1)) is None


def test_the_checker_names_faults_and_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints each fault with file and field and says by its exit status that there are some."""
    assert main([str(folder)]) == 0
    assert capsys.readouterr().out.startswith("toytown: 21 places; status: 17 open")
    museum = folder / MUSEUM
    museum.write_text(museum.read_text(encoding="utf-8").replace("kind: museum", "kind: palace"), encoding="utf-8")
    assert main([str(folder)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"toytown/{MUSEUM}: kind: palace is none of the district's kinds",
        "toytown: 1 fault",
    ]


def test_toytown_has_what_the_other_tests_need(toytown: Pack) -> None:
    """Every status, precision and script, a zone with summer time, and hours of each sort."""
    places = toytown.places.values()
    assert {place.status for place in places} == {"open", "closed", "planned", "renovating", "unknown"}
    assert {place.position.precision for place in places if place.position} == {"exact", "street", "area"}
    assert all(set(place.name) == set(LOCALES) for place in places)
    assert toytown.district.timezone == "Europe/Lisbon"


def test_a_place_may_serve_no_meals_where_its_kind_does(toytown: Pack) -> None:
    """A snack stall among the restaurants says so itself; else the kind decides."""
    district, corner = toytown.district, toytown.places["noodle-corner"]
    assert district.serves_meals(corner)
    assert not district.serves_meals(corner.model_copy(update={"serves_meals": False}))
    assert not district.serves_meals(toytown.places["castle"])


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*.yaml")}
