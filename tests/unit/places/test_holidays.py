from datetime import date, timedelta

import chinese_calendar
import pytest

import knowledge.places.check as checker
from knowledge.places.pack import load_pack

CHINESE = [
    pack
    for folder in sorted(checker.DISTRICTS.iterdir())
    if folder.is_dir() and (pack := load_pack(folder)).district.country == "CN"
]


@pytest.mark.parametrize("pack", CHINESE, ids=lambda pack: pack.district.id)
def test_chinese_calendars_agree_with_the_announcements(pack: object) -> None:
    """Days off and make-up workdays are those of the State Council, as an independent library keeps them."""
    calendar = pack.calendar  # type: ignore[attr-defined]
    for year in sorted(calendar.years):
        day = date(year, 1, 1)
        while day.year == year:
            assert calendar.is_workday(day) == chinese_calendar.is_workday(day), day
            _off, name = chinese_calendar.get_holiday_detail(day)
            assert calendar.is_holiday(day) == (name is not None and not chinese_calendar.is_workday(day)), day
            if calendar.is_holiday(day):
                assert calendar.holidays[day]["en"].split()[0].casefold() in _names(name), day
            day += timedelta(days=1)


def _names(name: str) -> str:
    return name.replace("Tomb-sweeping Day", "Qingming").casefold()


def test_this_and_the_next_announced_year_are_there() -> None:
    """The library's last years are in the calendar; when it learns another, this test asks for it."""
    constants = pytest.importorskip("chinese_calendar.constants")
    announced = {day.year for day in constants.holidays}
    for pack in CHINESE:
        assert max(announced) in pack.calendar.years
        assert max(announced) - 1 in pack.calendar.years
