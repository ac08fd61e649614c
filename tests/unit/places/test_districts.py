"""What must hold in every district's pack that comes with the guide."""

from pathlib import Path

import pytest

import knowledge.places.check as checker
from knowledge.places.hours import hours_on
from knowledge.places.pack import Pack, load_pack, write_pack
from knowledge.places.text import LOCALES

FOLDERS = sorted(folder for folder in checker.DISTRICTS.iterdir() if folder.is_dir())


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture(scope="module")
def pack(folder: Path) -> Pack:
    return load_pack(folder)


def test_the_files_are_as_they_would_be_written(folder: Path, pack: Pack, tmp_path: Path) -> None:
    """Saving an edit touches the edited place only, for all files already have the written form."""
    write_pack(pack, tmp_path)
    for file in sorted(tmp_path.rglob("*.yaml")):
        committed = folder / file.relative_to(tmp_path)
        assert committed.read_bytes() == file.read_bytes(), committed.name


def test_everything_is_told_in_every_language(pack: Pack) -> None:
    """A visitor of any language gets each fact, note and question in it."""
    for place in pack.places.values():
        texts = [fact.text for fact in place.facts]
        texts += [*place.conflicts, *place.needs_check, *place.notes, *place.transport]
        texts += [text for text in (place.address, place.status_note, place.event_dates) if text]
        assert all(set(text) == set(LOCALES) for text in texts), place.id


def test_every_place_has_a_summary_of_its_own_language(pack: Pack) -> None:
    """Chinese summaries are Chinese and English ones English, none left over from a template."""
    for place in pack.places.values():
        assert place.summary["en"].isascii() or place.summary["en"][0].isascii(), place.id
        assert any("\u4e00" <= character <= "\u9fff" for character in place.summary["zh-Hant"]), place.id


def test_what_is_rough_says_so(pack: Pack) -> None:
    """A position known to the area only never claims to be near; an estimate is called one."""
    for place in pack.places.values():
        if place.position is not None and place.position.precision == "area":
            assert place.position.uncertainty_m >= 200, place.id
            assert place.provenance["position"].confidence in {"estimate", "fair", "weak"}, place.id


def test_hours_can_be_told_on_every_day_of_the_known_years(pack: Pack) -> None:
    """No rule of the pack fails on a date, holidays and leap days included."""
    gazetteer = pack.gazetteer()
    days = sorted({*pack.calendar.holidays, *pack.calendar.workdays})
    for place in pack.places.values():
        for day in days:
            hours = hours_on(place, day, gazetteer)
            assert all(opening.begin < opening.end for opening in hours.openings), (place.id, day)


def test_curated_days_can_be_planned(pack: Pack) -> None:
    """A ready-made day wishes for open places only, of themes that the district has."""
    for wish in pack.district.lists:
        assert all(pack.places[place_id].status == "open" for place_id in wish.must_visit), wish.id
        assert wish.themes, wish.id
