"""Appointments: a place to be at, at a time that is fixed. "I have to be at the museum at 3 pm for half an hour"."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.folding import compiled
from bot.understanding.found import Found
from bot.understanding.roles import Mention
from bot.understanding.times import Length, TimeWish

_KEPT = compiled(
    r"约了|约好|约定|预约了|有约|有个约|有预约|订了位|订咗|book咗|约咗|要见|见面|开会|接人|集合|碰头|上课|看诊"
    r"|(?:必须|一定要|得|要|需要|定要)(?:在|到|去到)|要(?:准时|按时)"
    r"|\bappointment\b|\bbooked\b|\bbooking\b|\breservation\b|\breserved\b|\bmeeting\b|\bmeet(?:ing)? (?:a |my |some|with)"
    r"|\b(?:have|has|need|got|must|supposed|due)\b(?: got)?(?: to)? be (?:at|in|back at)\b|\bbe (?:at|in) .{1,40}\bat\b"
)
_APART = compiled(r"然后|再|之后|换|\bthen\b|[;；。]")
"""What parts two wishes from each other."""
_CATCHES = compiled(r"\s*(?:赶|搭|坐|乘|上|接驳)(?:高铁|火车|动车|飞机|航班|船|车|巴士)")
_LONGEST = 300
_NEAR = 16
"""Characters between a place and the time of being there."""


@dataclass(frozen=True)
class Appointment:
    place_id: str
    begin: int
    """Minute of the day."""
    minutes: int | None
    """None when no length was told."""


def find_appointments(text: str, mentions: Sequence[Mention], times: Sequence[Found]) -> list[Found]:
    """Appointments in a folded text: each value is an Appointment, spanning its time and what tells its length.

    Args:
        mentions: the places named.
        times: findings of times and lengths.
    """
    if not _KEPT.search(text):
        return []
    clocks = [one for one in times if isinstance(one.value, TimeWish)]
    lengths = [one for one in times if isinstance(one.value, Length) and one.value.minutes <= _LONGEST]
    found = []
    for mention in mentions:
        near = [
            clock
            for clock in clocks
            if _between(clock, mention) <= _NEAR
            and not _of_the_day(clock, mention, text)
            and not _APART.search(_gap(text, clock, mention))
        ]
        if mention.kind_of != "place" or not near or _CATCHES.match(text, mention.end):
            continue
        clock = min(near, key=lambda one: _between(one, mention))
        clocks.remove(clock)
        length = next((one for one in lengths if one.start > min(clock.start, mention.start)), None)
        minutes = length.value.minutes if length else None
        end = next((one for one in clocks if one.value.role == "end" and one.start >= clock.end), None)
        if end and clock.value.role == "start" and end.value.minute - clock.value.minute > _LONGEST:
            # The hours of the whole day, not of what is to be kept.
            clocks.append(clock)
            continue
        if end and minutes is None and 0 < end.value.minute - clock.value.minute <= _LONGEST:
            minutes = end.value.minute - clock.value.minute
            clocks.remove(end)
            found.append(Found(end.start, end.end, None))
        found.append(Found(clock.start, clock.end, Appointment(mention.value, clock.value.minute % 1440, minutes)))
        if length:
            lengths.remove(length)
            found.append(Found(length.start, length.end, None))
    return found


def _of_the_day(clock: Found, mention: Mention, text: str) -> bool:
    """Whether a time that begins or ends the day stands in another clause than the place."""
    return (
        clock.value.role != "at" and mention.start >= clock.end and bool(re.search("[,，]", _gap(text, clock, mention)))
    )


def _gap(text: str, one: Found, mention: Mention) -> str:
    return text[min(one.end, mention.end) : max(one.start, mention.start)]


def _between(one: Found, mention: Mention) -> int:
    return max(one.start - mention.end, mention.start - one.end, 0)
