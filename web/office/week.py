"""Opening hours as a week that can be filled in day by day, and the OSM text that says the same.

What the week can't say (public holidays, dates, remarks) stays as text, in its place before or after the week's rules.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
ALWAYS = "24/7"

State = Literal["", "open", "closed", "unknown"]
Window = tuple[str, str]
"""When it begins and ends, HH:MM, ``sunrise`` or ``sunset``; an end at or before the beginning is on the next day."""

_QUOTED = re.compile(r'("[^"]*")')
_POINT = r"(?:[01]?\d|2\d|3[0-6]):[0-5]\d|sunrise|sunset"
_SPAN = rf"(?:{_POINT})\s*-\s*(?:{_POINT})"
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_DAYS = rf"(?:PH|{_DAY}(?:\s*-\s*{_DAY})?)"
_RULE = re.compile(
    rf"(?:(?P<days>{_DAYS}(?:\s*,\s*{_DAYS})*)\s*)?"
    rf"(?P<said>{_SPAN}(?:\s*,\s*{_SPAN})*|off|closed|unknown(?:\s*\"[^\"]*\")?)"
)
_POINTS = re.compile(_POINT)
_DATED = re.compile(r"(PH|SH|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|week|easter)\b|\d{4}\b")


@dataclass(frozen=True)
class DayPlan:
    """One weekday's hours."""

    state: State = ""
    windows: tuple[Window, ...] = ()
    remark: str = ""
    """What the text says beside ``unknown``."""


@dataclass(frozen=True)
class Week:
    days: tuple[DayPlan, ...] = (DayPlan(),) * 7
    """From Monday on."""
    before: tuple[str, ...] = ()
    """Rules that the week's own go over."""
    after: tuple[str, ...] = ()
    """Rules that go over the week's own."""


def week_of(text: str) -> Week | None:
    """The week that a text says; None when its rules are woven so that a week can't say the same."""
    if text.strip() == ALWAYS:
        return Week((DayPlan("open", (("00:00", "24:00"),)),) * 7)
    days = [DayPlan()] * 7
    before: list[str] = []
    after: list[str] = []
    shared: set[str] = set()
    for rule in _rules(text):
        match = _RULE.fullmatch(rule)
        if match is None:
            if not _DATED.match(rule):
                return None
            after.append(rule)
            continue
        chosen, festive = _chosen(match["days"])
        if chosen and after:
            # A holiday that had the same hours as the days before may go under them, anything else may not.
            if not shared.issuperset(after):
                return None
            before, after = before + after, []
        for index in chosen:
            days[index] = _plan(match["said"])
        if festive:
            after.append(f"PH {match['said']}" if chosen else rule)
            shared |= {after[-1]} if chosen else set()
    if any(day.state for day in days):
        days = [day if day.state else DayPlan("closed") for day in days]
    return Week(tuple(days), tuple(before), tuple(after))


def text_of(week: Week) -> str:
    """The text that says a week; empty when nothing is said at all."""
    blocks = list(_blocks(week))
    whole = [ALWAYS] if blocks == ["Mo-Su 00:00-24:00"] and not (week.before or week.after) else blocks
    return "; ".join((*week.before, *whole, *week.after))


def with_days(week: Week, days: Iterable[DayPlan]) -> Week:
    """The week with other days; its further rules stay."""
    return replace(week, days=tuple(days))


def is_point(text: str) -> bool:
    return _POINTS.fullmatch(text) is not None


def _blocks(week: Week) -> Iterator[str]:
    """One rule for all days that say the same, the week's first day first."""
    said = [_said(day) for day in week.days]
    # Closed is what no rule opens, unless a rule before would, or there is no other rule to say so.
    tell_closed = bool(week.before) or all(one in ("", "off") for one in said)
    for one in dict.fromkeys(said):
        if one and (one != "off" or tell_closed):
            yield f"{_listed([index for index, other in enumerate(said) if other == one])} {one}"


def _said(day: DayPlan) -> str:
    match day.state:
        case "open":
            return ",".join(f"{_padded(begin)}-{_padded(end)}" for begin, end in day.windows)
        case "closed":
            return "off"
        case "unknown":
            return f"unknown {day.remark}".strip()
        case _:
            return ""


def _plan(said: str) -> DayPlan:
    if said in ("off", "closed"):
        return DayPlan("closed")
    if said.startswith("unknown"):
        return DayPlan("unknown", remark=said.removeprefix("unknown").strip())
    points = [_padded(point) for point in _POINTS.findall(said)]
    return DayPlan("open", tuple(zip(points[::2], points[1::2], strict=True)))


def _padded(point: str) -> str:
    return point.zfill(5) if point[0].isdigit() else point


def _chosen(days: str | None) -> tuple[list[int], bool]:
    """The weekdays that a rule is of, and whether it is of public holidays too."""
    if days is None:
        return list(range(7)), False
    chosen: list[int] = []
    for part in re.split(r"\s*,\s*", days):
        if part == "PH":
            continue
        first, _, last = (name.strip() for name in part.partition("-"))
        begin, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        chosen += [index % 7 for index in range(begin, end + 1 if end >= begin else end + 8)]
    return chosen, "PH" in re.split(r"\s*,\s*", days)


def _listed(indexes: list[int]) -> str:
    """Mo-Fr,Su: neighbours as a range."""
    runs: list[list[int]] = []
    for index in indexes:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return ",".join(
        WEEKDAYS[run[0]] if len(run) == 1 else f"{WEEKDAYS[run[0]]}{'-' if len(run) > 2 else ','}{WEEKDAYS[run[-1]]}"
        for run in runs
    )


def _rules(text: str) -> list[str]:
    """The rules between semicolons; one within quotes parts nothing."""
    rules = [""]
    for part in _QUOTED.split(text):
        if part.startswith('"'):
            rules[-1] += part
        else:
            first, *rest = part.split(";")
            rules[-1] += first
            rules.extend(rest)
    return [rule.strip() for rule in rules if rule.strip()]
