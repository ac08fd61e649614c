"""The week's grid on a place's form, and the opening hours that grid and text together say."""

import re
from typing import cast, get_args

from werkzeug.datastructures import MultiDict

from knowledge.places.faults import Fault, Faults
from web.office.week import WEEKDAYS, DayPlan, State, Week, is_point, text_of, week_of, with_days

Typed = MultiDict[str, str]

LEAST_WINDOWS, MOST_WINDOWS = 2, 6
"""Windows of a day that the grid has fields for."""
STATES: tuple[State, ...] = get_args(State)


def grid_typed(text: str) -> dict[str, str]:
    """The grid's fields for hours as text says them; none when a week can't say the same."""
    week = week_of(text)
    typed = {"hours.was": text}
    if week is None:
        return typed
    typed["hours.grid"] = "yes"
    for day, plan in zip(WEEKDAYS, week.days, strict=True):
        typed[f"hours.{day}.state"] = plan.state
        for number in range(windows_shown(week)):
            begin, end = plan.windows[number] if number < len(plan.windows) else ("", "")
            typed[f"hours.{day}.{number}.begin"], typed[f"hours.{day}.{number}.end"] = begin, end
    return typed


def windows_shown(week: Week) -> int:
    longest = max(len(day.windows) for day in week.days)
    return min(MOST_WINDOWS, max(LEAST_WINDOWS, longest + 1 if longest >= LEAST_WINDOWS else 0))


def windows_typed(typed: Typed) -> int:
    """How many windows a day the form that was sent had."""
    return next((number for number in range(MOST_WINDOWS, 0, -1) if f"hours.Mo.{number - 1}.begin" in typed), 0)


def hours_of(typed: Typed) -> str:
    """The opening hours that the form says, whichever of text and grid was changed.

    Raises:
        Faults: when both were changed and differ, or a time of the grid can't be read.
    """
    text = " ".join(typed.get("opening_hours", "").split())
    if typed.get("hours.grid") != "yes":
        return text
    was = typed.get("hours.was", "")
    by_grid = text_by_grid(typed)
    if by_grid is None or by_grid == text:
        return text
    if text == was:
        return by_grid
    raise Faults([Fault("opening_hours", "says something else than the week below, and both were changed")])


def text_by_grid(typed: Typed) -> str | None:
    """The text of the grid as it stands; None when nobody changed the grid.

    Raises:
        Faults: naming each time that can't be read.
    """
    begun = week_of(typed.get("hours.was", "")) or Week()
    faults: list[Fault] = []
    days = tuple(_day(typed, day, plan, faults) for day, plan in zip(WEEKDAYS, begun.days, strict=True))
    if faults:
        raise Faults(faults)
    return None if days == begun.days else text_of(with_days(begun, days))


def with_whole_week(typed: Typed) -> Typed:
    """The form with every day like Monday."""
    alike = typed.copy()
    for name, value in typed.items():
        if name.startswith("hours.Mo."):
            for day in WEEKDAYS[1:]:
                alike[f"hours.{day}.{name.removeprefix('hours.Mo.')}"] = value
    return alike


def _day(typed: Typed, day: str, before: DayPlan, faults: list[Fault]) -> DayPlan:
    said = typed.get(f"hours.{day}.state", "")
    windows = []
    for number in range(MOST_WINDOWS):
        begin, end = (_point(typed.get(f"hours.{day}.{number}.{part}", "")) for part in ("begin", "end"))
        if not begin and not end:
            continue
        for point in (begin, end):
            if not is_point(point):
                message = f"{point} is no time HH:MM" if point else "lacks a beginning or an end"
                faults.append(Fault(f"opening_hours.{day}", message))
        windows.append((begin, end))
    if said in ("closed", "unknown") and not (windows and said == before.state):
        # Times that are left over from before mean nothing any more; ones that were written in do.
        return DayPlan(cast(State, said), remark=before.remark if said == before.state else "")
    if windows:
        return DayPlan("open", tuple(windows))
    if said == "open":
        faults.append(Fault(f"opening_hours.{day}", "is said to be open, but lacks the times"))
    return DayPlan(before.state if before.state != "open" and not said else "")


def _point(text: str) -> str:
    """A time as typed, in the way the text has it: 9, 900, 9:00, 9：00 and 09.00 are 09:00."""
    text = text.strip().replace("：", ":").replace(".", ":").lower()
    if re.fullmatch(r"\d{1,2}", text, re.ASCII):
        text = f"{text}:00"
    elif re.fullmatch(r"\d{3,4}", text, re.ASCII):
        text = f"{text[:-2]}:{text[-2:]}"
    return text.zfill(5) if text[:1].isdigit() else text
