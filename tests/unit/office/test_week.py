"""Opening hours as a week and as text say the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from knowledge.places.faults import Faults
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.hours import hours_faults, hours_on
from tests.unit.office.conftest import Desk, field
from tests.unit.web.doubles import toy_gazetteer
from web.office.form import Typed
from web.office.hours_grid import grid_typed, hours_of, with_whole_week
from web.office.office import Office
from web.office.week import ALWAYS, WEEKDAYS, DayPlan, Week, text_of, week_of

TOYS = toy_gazetteer()
CLOCKS = st.sampled_from([f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 30)])
WINDOWS = (
    st.lists(CLOCKS, min_size=2, max_size=4, unique=True)
    .map(sorted)
    .map(lambda clocks: tuple(zip(clocks[::2], clocks[1::2], strict=False)))
)
DAYS = st.one_of(
    st.just(DayPlan("closed")),
    WINDOWS.map(lambda windows: DayPlan("open", windows)),
    st.just(DayPlan("open", (("19:30", "02:00"),))),
    st.just(DayPlan("unknown", remark='"by appointment"')),
)


def openings(text: str, gazetteer: Gazetteer = TOYS) -> list[object]:
    """What the text comes to on each day of a year with holidays."""
    place = gazetteer.places["castle"].model_copy(update={"opening_hours": text, "last_entry": ()})
    return [hours_on(place, date(2026, 1, 1) + timedelta(days=n), gazetteer) for n in range(365)]


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Su 09:00-17:00", "24/7", "sunrise-sunset", "Tu-Su 10:00-12:30,14:00-18:00; PH off", "Sa-Mo 19:30-02:00",
        "Mo-Fr 09:00-17:00; PH 10:00-13:00", "Tu-Su,PH 09:00-17:00; Mo off", "Mo-Su unknown \"a; b\"; PH 09:00-12:00",
        "Tu,Th,Sa 09:00-12:00; Mo,We,Fr,Su off", "Mo-Su 10:00-18:00; Jul-Aug Mo-Su 10:00-20:00", "off", "",
        "Mo-Fr 9:00-17:00; Dec 24 off",
    ],
)  # fmt: skip
def test_text_comes_back_with_the_same_meaning(text: str) -> None:
    """What a week was read from and what it is written as open the same doors on every day of the year."""
    week = week_of(text)
    assert week is not None
    assert openings(text_of(week)) == openings(text) if text else text_of(week) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 8:00-12:00; PH off; Sa 10:00-12:00", "Jul-Aug Mo-Su 09:00-21:00; Mo-Su 09:00-17:00", "Mo-Fr 09:00+",
        "Mo-Fr 09:00-12:00, We 14:00-18:00", "Mo[1] 09:00-12:00",
        'Mo-Su unknown "x", 2024 Jul 09-2024 Aug 31 Tu 18:30-21:00; PH 09:00-17:30',
    ],
)  # fmt: skip
def test_a_week_that_would_change_the_meaning_is_not_offered(text: str) -> None:
    """Rules that are woven together stay text."""
    assert week_of(text) is None


@given(st.tuples(*[DAYS] * 7), st.sampled_from([(), ("PH off",), ("PH 10:00-12:00", "Jan 01 off")]))
def test_any_week_can_be_written_and_read_again(days: tuple[DayPlan, ...], after: tuple[str, ...]) -> None:
    """Nothing of what somebody fills in gets lost, and all of it is sound text."""
    week = Week(days, (), after)
    text = text_of(week)
    assert hours_faults(text) == []
    again = week_of(text)
    assert again is not None
    assert text_of(again) == text
    assert [day.windows for day in again.days] == [day.windows for day in days]


def typed(text: str, **changes: str) -> Typed:
    form = cast(Typed, MultiDict({"opening_hours": text, **grid_typed(text)}))
    for name, value in changes.items():
        form[name.replace("__", ".")] = value
    return form


def test_the_side_that_was_changed_prevails() -> None:
    """The grid changes the text, the text the grid; neither touched changes nothing, even where written otherwise."""
    assert hours_of(typed("Mo-Su 9:00-17:00")) == "Mo-Su 9:00-17:00"
    assert hours_of(typed("Mo-Su 09:00-17:00; PH off", hours__Mo__state="closed")) == "Tu-Su 09:00-17:00; PH off"
    assert hours_of(typed("Mo-Su 09:00-17:00", opening_hours="24/7")) == "24/7"
    assert hours_of(typed("", **{f"hours__{day}__0__{part}": clock for day in WEEKDAYS
                                 for part, clock in (("begin", "0"), ("end", "24：00"))})) == ALWAYS  # fmt: skip
    evening = {"hours__Fr__1__begin": "1930", "hours__Fr__1__end": "2.00"}
    assert hours_of(typed("Fr 09:00-12:00", **evening)) == "Fr 09:00-12:00,19:30-02:00"


def test_what_the_grid_cannot_mean_is_named_with_its_day() -> None:
    """Half a window, no time, open without times, and two sides that differ."""
    for changes, where in (
        ({"hours__Tu__0__begin": "9"}, "opening_hours.Tu"),
        ({"hours__We__0__begin": "late", "hours__We__0__end": "18"}, "opening_hours.We"),
        ({"hours__Mo__state": "open"}, "opening_hours.Mo"),
        ({"hours__Mo__state": "closed", "opening_hours": "24/7"}, "opening_hours"),
    ):
        with pytest.raises(Faults) as found:
            hours_of(typed("", **changes))
        assert [fault.field for fault in found.value.faults] == [where]


def test_times_written_into_a_closed_day_open_it() -> None:
    """Who writes times and forgets the switch beside them means the times; who switches to closed means closed."""
    opened = typed("Mo-Fr 09:00-17:00", hours__Sa__0__begin="10", hours__Sa__0__end="12")
    assert hours_of(opened) == "Mo-Fr 09:00-17:00; Sa 10:00-12:00"
    assert hours_of(typed("Mo-Fr 09:00-17:00", hours__Fr__state="closed")) == "Mo-Th 09:00-17:00"
    assert hours_of(with_whole_week(typed("Mo 09:00-17:00"))) == "Mo-Su 09:00-17:00"


def test_grid_and_text_follow_each_other_while_typing(desk_of: Callable[[str | None], Desk]) -> None:
    """What the page asks for while somebody types: text, grid, calendar and faults in the person's language."""
    ed = desk_of("ed")
    begun = {"opening_hours": "Mo-Su 09:00-17:00", **grid_typed("Mo-Su 09:00-17:00")}
    ask = {**begun, "changed": "grid", "hours.Mo.state": "closed"}
    said = ed.client.get("/office/help/hours", query_string=ask).get_json()
    assert said["text"] == "Tu-Su 09:00-17:00"
    assert said["grid"]["hours.Mo.state"] == "closed"
    assert "09:00–<wbr>17:00" in said["calendar"]
    ed.get("/?lang=zh-Hant")
    wrong = ed.client.get("/office/help/hours", query_string={"changed": "text", "opening_hours": "Mo 9-"}).get_json()
    assert wrong["faults"]
    assert all("個字符" in fault for fault in wrong["faults"])


def test_a_form_without_scripts_saves_what_the_grid_says(office: Office, desk_of: Callable[[str | None], Desk]) -> None:
    """The plain form alone changes the hours, past midnight too, and shows the text afterwards."""
    ed = desk_of("ed")
    page = ed.get("/places/castle").text
    was = field(page, "hours.was")
    sent = {f"hours.{day}.{n}.{part}": "" for day in WEEKDAYS for n in (0, 1) for part in ("begin", "end")}
    sent |= {f"hours.{day}.state": "closed" for day in WEEKDAYS} | {"hours.Fr.state": "open"}
    sent |= {"hours.Fr.0.begin": "19:30", "hours.Fr.0.end": "02:00", "hours.grid": "yes", "hours.was": was}
    base = str(office.store.entry("place:castle").base)
    answer = ed.post("/places/castle", base=base, action="save", why="x", opening_hours=was, last_entry="", **sent)
    assert answer.status_code == 303
    draft = office.store.entry("place:castle").draft
    assert draft is not None
    assert draft.document["opening_hours"] == text_of(
        replace(week_of(was) or Week(), days=(*[DayPlan("closed")] * 4, DayPlan("open", (("19:30", "02:00"),)),
                                              *[DayPlan("closed")] * 2))
    )  # fmt: skip
