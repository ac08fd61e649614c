from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.hours import hours_faults, hours_on, openings_between, state_at
from knowledge.places.place import Place

LISBON = ZoneInfo("Europe/Lisbon")
MONDAY, TUESDAY, SATURDAY, SUNDAY = date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 6), date(2026, 6, 7)
NEW_YEAR = date(2027, 1, 1)  # a Friday
FREEDOM_DAY = date(2026, 4, 25)  # a Saturday
NOTICE_ONLY = 'Mo-Su unknown "notice; only"; PH 09:30-13:00'

OpenAt = Callable[..., Place]


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LISBON)


def spans(hours: object) -> list[str]:
    """Openings as ``18:00-02:00+1``, the last part telling how many days later they end."""
    return [
        f"{opening.begin:%H:%M}-{opening.end:%H:%M}"
        + (f"+{days}" if (days := (opening.end.date() - opening.begin.date()).days) else "")
        for opening in hours.openings  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Tu-Su 10:00-12:30,14:00-18:00", TUESDAY, ["10:00-12:30", "14:00-18:00"]),
        ("Tu-Su 10:00-12:30,14:00-18:00", MONDAY, []),
        ("24/7", MONDAY, ["00:00-00:00+1"]),
        ("Mo-Su 00:00-24:00", MONDAY, ["00:00-00:00+1"]),
        ("Mo-Su 19:30-02:00", MONDAY, ["19:30-02:00+1"]),
        ("Mo-Su 19:30-26:00", MONDAY, ["19:30-02:00+1"]),
        ("Mo-Su 19:30-02:00; Su off", SATURDAY, ["19:30-02:00+1"]),
        ("Mo-Su 19:30-02:00; Su off", SUNDAY, []),
        ("Mo-Su 19:30-02:00; Su 10:00-12:00", SATURDAY, ["19:30-02:00+1"]),
        ("Mo-Fr 19:30-02:00; Su off; Sa 20:00-03:00", SATURDAY, ["20:00-03:00+1"]),
        ("Sa 10:00-24:00; Su 00:00-24:00", SATURDAY, ["10:00-00:00+1"]),
        ("Mo-Su 08:00-18:00; Jun 01 11:00-12:00 off", MONDAY, ["08:00-11:00", "12:00-18:00"]),
        ("2024 Jul 09-2024 Aug 31 Tu 18:30-21:00", date(2024, 7, 9), ["18:30-21:00"]),
        ("2024 Jul 09-2024 Aug 31 Tu 18:30-21:00", TUESDAY, []),
        ("Mo-Fr 09:00-17:00; PH 10:00-13:00", MONDAY, ["09:00-17:00"]),
        ("Mo-Fr 09:00-17:00; PH 10:00-13:00", NEW_YEAR, ["10:00-13:00"]),
        ("Mo-Fr 09:00-17:00; PH off", NEW_YEAR, []),
        ("Mo-Fr,PH 09:00-17:00", FREEDOM_DAY, ["09:00-17:00"]),
        ("PH,Mo-Fr 09:00-17:00", SATURDAY, []),
        ("PH Mo-Fr 09:00-17:00", FREEDOM_DAY, ["09:00-17:00"]),
        ('Mo-Su 09:00-17:00 "not on PH; ring"', NEW_YEAR, ["09:00-17:00"]),
        (NOTICE_ONLY, NEW_YEAR, ["09:30-13:00"]),
    ],
)
def test_the_hours_of_a_day(text: str, day: date, expected: list[str], open_at: OpenAt, gazetteer: Gazetteer) -> None:
    """A day's hours are the openings that begin on it, by weekday, date and the district's own holidays."""
    hours = hours_on(open_at(text), day, gazetteer)
    assert (hours.known, spans(hours)) == (True, expected)


@pytest.mark.parametrize("text", [None, NOTICE_ONLY, "Mo-Su unknown", "We-Su 10:00-12:00; Mo,Tu unknown"])
def test_unknown_hours_are_neither_open_nor_closed(text: str | None, open_at: OpenAt, gazetteer: Gazetteer) -> None:
    """Unknown is a state of its own, whether no hours are given or a rule says so."""
    hours = hours_on(open_at(text), MONDAY, gazetteer)
    assert (hours.known, hours.openings) == (False, ())
    assert state_at(open_at(text), local("2026-06-01T11:00"), gazetteer) == "unknown"


def test_known_openings_stand_beside_an_unknown_part_of_the_day(open_at: OpenAt, gazetteer: Gazetteer) -> None:
    """A day with an uncertain evening is not known as a whole, but its certain hours are told."""
    hours = hours_on(open_at("Mo-Su 10:00-17:00, Mo-Su 19:00-22:00 unknown"), MONDAY, gazetteer)
    assert (hours.known, spans(hours)) == (False, ["10:00-17:00"])


def test_holiday_rules_of_a_year_not_announced_are_unknown(open_at: OpenAt, gazetteer: Gazetteer) -> None:
    """Without the year's calendar a rule for holidays may hold on any day, so only what holds either way is known."""
    someday = date(2031, 6, 4)
    assert not hours_on(open_at("Mo-Su 09:00-17:00; PH off"), someday, gazetteer).known
    assert hours_on(open_at("Mo-Su 09:00-17:00"), someday, gazetteer).known
    assert spans(hours_on(open_at("Mo-Su 09:00-17:00; PH 09:00-17:00"), someday, gazetteer)) == ["09:00-17:00"]


def test_the_calendar_decides_what_is_a_holiday(open_at: OpenAt, gazetteer: Gazetteer) -> None:
    """A day that the calendar makes a holiday gets the holiday's hours, whatever the library believes."""
    named = {**gazetteer.calendar.holidays, MONDAY: {"en": "Kite Day"}}
    festive = replace(gazetteer, calendar=replace(gazetteer.calendar, holidays=named))
    place = open_at("Mo-Su 09:00-17:00; PH 10:00-13:00")
    assert spans(hours_on(place, MONDAY, gazetteer)) == ["09:00-17:00"]
    assert spans(hours_on(place, MONDAY, festive)) == ["10:00-13:00"]


def test_each_window_has_its_own_last_admission(open_at: OpenAt, gazetteer: Gazetteer) -> None:
    """Last admissions belong to the window they lie in, past midnight too."""
    two = hours_on(open_at("Mo-Su 09:00-12:00,14:30-17:30", "11:30", "17:00"), MONDAY, gazetteer)
    assert [f"{opening.last_entry:%d %H:%M}" for opening in two.openings] == ["01 11:30", "01 17:00"]
    late = hours_on(open_at("Mo-Su 18:00-02:00", "01:30"), MONDAY, gazetteer)
    assert [f"{opening.last_entry:%d %H:%M}" for opening in late.openings] == ["02 01:30"]
    evening = hours_on(open_at("Mo 09:00-17:30; Tu 18:30-21:00", "17:00", "20:30"), TUESDAY, gazetteer)
    assert [f"{opening.last_entry:%d %H:%M}" for opening in evening.openings] == ["02 20:30"]


def test_a_span_sees_the_night_before(open_at: OpenAt, gazetteer: Gazetteer) -> None:
    """Yesterday's market is still on at one in the morning, also when today has other hours."""
    market = open_at("Mo-Su 18:00-02:00; Su 10:00-12:00")
    hours = openings_between(market, local("2026-06-07T00:30"), local("2026-06-07T11:00"), gazetteer)
    assert (hours.known, spans(hours)) == (True, ["18:00-02:00+1", "10:00-12:00"])
    assert hours_on(market, SUNDAY, gazetteer).openings[0].begin == local("2026-06-07T10:00")


def test_a_place_that_never_closes_is_one_opening(open_at: OpenAt, gazetteer: Gazetteer) -> None:
    """Midnight doesn't part an opening that goes on."""
    hours = openings_between(open_at("24/7"), local("2026-06-06T18:00"), local("2026-06-07T02:00"), gazetteer)
    assert len(hours.openings) == 1
    assert hours.openings[0].begin <= local("2026-06-06T18:00")
    assert hours.openings[0].end >= local("2026-06-07T02:00")


def test_an_unknown_day_beside_the_span_does_not_matter(open_at: OpenAt, gazetteer: Gazetteer) -> None:
    """Hours are known when nothing uncertain touches the span."""
    place = open_at("Tu-Su 10:00-17:00; Mo unknown")
    assert openings_between(place, local("2026-06-02T09:00"), local("2026-06-02T18:00"), gazetteer).known
    assert not openings_between(place, local("2026-06-01T20:00"), local("2026-06-02T18:00"), gazetteer).known


@pytest.mark.parametrize(
    ("instant", "state"),
    [
        ("2026-06-01T17:59", "closed"),
        ("2026-06-01T18:00", "open"),
        ("2026-06-02T01:59", "open"),
        ("2026-06-02T02:00", "closed"),
    ],
)
def test_the_state_at_an_instant(instant: str, state: str, open_at: OpenAt, gazetteer: Gazetteer) -> None:
    """Doors are open from the first minute and shut at the last."""
    assert state_at(open_at("Mo-Su 18:00-02:00"), local(instant), gazetteer) == state


def test_instants_of_other_zones_are_understood(open_at: OpenAt, gazetteer: Gazetteer) -> None:
    """An instant says its own offset; 17:30 in Lisbon is 00:30 in Shanghai."""
    instant = datetime(2026, 6, 2, 0, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert state_at(open_at("Mo 09:00-18:00"), instant, gazetteer) == "open"
    assert state_at(open_at("Tu 00:00-09:00"), instant, gazetteer) == "closed"


def test_a_night_over_the_change_of_clocks_has_its_real_length(open_at: OpenAt, gazetteer: Gazetteer) -> None:
    """From 22:00 to 03:00 are four hours when summer time begins and six when it ends."""
    place = open_at("Sa 22:00-03:00")
    for day, hours in ((date(2026, 3, 28), 4), (date(2026, 10, 24), 6)):
        (opening,) = hours_on(place, day, gazetteer).openings
        length = opening.end.astimezone(ZoneInfo("UTC")) - opening.begin.astimezone(ZoneInfo("UTC"))
        assert length == timedelta(hours=hours)


def test_a_time_that_the_clocks_leap_over_is_made_real(open_at: OpenAt, gazetteer: Gazetteer) -> None:
    """01:30 doesn't exist in the night when summer time begins; no opening names it."""
    (opening,) = hours_on(open_at("Su 01:30-04:00"), date(2026, 3, 29), gazetteer).openings
    assert f"{opening.begin:%H:%M %z}" == "02:30 +0100"


def test_sunrise_and_sunset_follow_the_place(open_at: OpenAt, gazetteer: Gazetteer) -> None:
    """The sun's times are those of the place's position and the date."""
    pier = open_at("sunrise-sunset")
    (summer,) = hours_on(pier, date(2026, 6, 21), gazetteer).openings
    (winter,) = hours_on(pier, date(2026, 12, 21), gazetteer).openings
    assert local("2026-06-21T06:05") < summer.begin < local("2026-06-21T06:20")
    assert local("2026-06-21T20:58") < summer.end < local("2026-06-21T21:12")
    assert winter.end - winter.begin < timedelta(hours=10)
    unplaced = pier.model_copy(update={"position": None})
    assert hours_on(unplaced, date(2026, 6, 21), gazetteer).known


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mo-Su 25:99-", "from character 7"),
        ("9-17 daily", "from character 1"),
        ("Mo-Xx 09:00-17:00", "from character 4"),
        ("Mo-Fr 09:00-17:00; SH off", "school holidays"),
        ("Mo-Fr 09:00-17:00; PH +1 day off", "counts days"),
    ],
)
def test_hours_that_cannot_be_read_say_where(text: str, told: str) -> None:
    """A fault of the syntax names its position; what isn't supported is refused rather than misread."""
    (fault,) = hours_faults(text)
    assert told in fault


def test_a_comment_may_hold_anything() -> None:
    """What stands in quotes is for people and never read as a rule."""
    assert hours_faults('Mo-Su 09:00-17:00 "SH and PH +1 day; see 25:99"') == []
