"""Days: today, weekdays, dates, holidays of the district's calendar."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz.distance import OSA

from bot.understanding.folding import compiled
from bot.understanding.found import Found, each
from bot.understanding.numbers import NUMBER, whole
from bot.understanding.times import is_over
from knowledge.places.calendar import HolidayCalendar

_N = rf"({NUMBER})"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_MONTH = r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DAY_WEEK = "一二三四五六日天末"
_LOOKS_LIKE_DAY = compiled(r"(?<=[周期拜])曰")

_RELATIVE = [
    (3, r"大后[天日]|three days from now"),
    (2, r"后[天日]|day after tomorrow|day after tmr|\bhou ?tian\b|\bhau yat\b"),
    (
        1,
        r"明[天日早晚儿]|(?<!一)[名冥]天(?!使)|听[日朝晚]|翌日|tomorrow|tommorow|tommorrow|tomorow|\btmr\b|\btmrw\b|\bmm?ing ?tian\b|\bting yat\b",
    ),
    (-2, r"前[天日]|day before yesterday"),
    (-1, r"昨[天日晚儿]|琴[日晚]|寻[日晚]|㖊[日晚]|yesterday"),
    (
        0,
        r"今[天日晚夜]|今[早朝](?!\S{0,4}(?:亲|咗|了|过|\ue000))|今儿|\bjin ?tian\b|\bgam yat\b|(?:而家|依家)(?!\s*(?:总共|一共|共|变成?|得|剩|净|有|系|多|少|就|我哋|加埋|咗|返){0,3}\s*(?:[\d一二两三四五六七八九十]+\s*(?:个|位|人|大|老|细|名)))|\btoday\b|\btonight\b|right now(?! (?:there|we|it))|this (?:morning|afternoon|evening)",
    ),
]
_YEAR_OFFSETS = {"前年": -2, "去年": -1, "上年": -1, "旧年": -1, "今年": 0, "明年": 1, "出年": 1,
                 "last": -1, "this": 0, "next": 1}  # fmt: skip
_YEARS = "前年|去年|上年|旧年|今年|明年|出年"
_YEAR_BEFORE = rf"(?:(?P<y1>20\d\d)年?的?\s*|(?P<y2>{_YEARS})的?|\b(?P<y3>last|this|next) year'?s |\b(?P<y6>last) )?"
_YEAR_AFTER = r"(?:,? (?:of )?(?P<y4>20\d\d)\b| (?:of )?(?P<y5>last|this|next) year\b)?"
_IN_DAYS = compiled(rf"{_N}\s*[天日](?:之?后)|\bin {_N} days\b")
_ISO = compiled(r"\b(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)日?")
_CHINESE_DATE = compiled(rf"(?:(20\d\d)年|({_YEARS})的?)?{_N}月(?:份)?\s*{_N}\s*[日号]?")
# 8.30 after "at", or anything .00, .15, .30 and .45 beside Latin letters, is a time.
_SLASHED = compiled(
    r"(?<![\d/.:])(?<!\bat )(?<!\bfrom )(?<!\bby )(?<!\btill )(?<!\buntil )(?<!\bbefore )(?<!\bafter )(?<!\baround )(?<!\babout )"
    r"(\d{1,2})(?:/|\.(?!(?:00|15|30|45)(?:$|\s*[a-z,.;])))(\d{1,2})(?![\d/:])(?!\s*(?:km|公里|元|小时|kg|[ap]\.?m\b))[日号]?"
)
_NEXT_MONTH = compiled(rf"(上|下|本|这)(?:个)?月\s*{_N}\s*[日号]")
_DAY_ALONE = compiled(
    rf"(?<![\d路线第大月])({NUMBER})号(?![线楼码门店馆路巷桥院房人])|月(?:底|末|初|中)的?({NUMBER})[号日]"
    r"|\bthe (1[3-9]|2\d|3[01])(?:st|nd|rd|th)\b(?! (?:one|place|stop|floor|century|of))|(?:\bon|\bbe|\bto|\bfor|\btill|\buntil|\bfrom|\bis|\bonly) the (\d{1,2})(?:st|nd|rd|th)\b(?! (?:one|place|stop|option|plan|version|floor|century|of))"
)
_ENGLISH_DATE = compiled(
    rf"(?<!\d )(?<!\dth )(?<!\dst )(?<!\dnd )(?<!\drd )\b{_MONTH}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(20\d\d|(?:last|this|next)(?= year)))?(?: year)?"
)
_ENGLISH_DATE_TURNED = compiled(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b(?:,?\s+(20\d\d|(?:last|this|next)(?= year)))?(?: year)?"
)
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty first", "twenty second", "twenty third", "twenty fourth", "twenty fifth", "twenty sixth",
    "twenty seventh", "twenty eighth", "twenty ninth", "thirtieth", "thirty first",
)  # fmt: skip
_ORDINAL = "|".join(name.replace(" ", "[- ]") for name in reversed(_ORDINALS))
_ORDINAL_DATE = compiled(
    rf"\b(?P<o1>{_ORDINAL})(?: day)? of (?:this |next )?{_MONTH}\b|\b{_MONTH},? the (?P<o2>{_ORDINAL})\b(?! (?:one|place|stop|thing|time))"
)
_CHINESE_WEEKDAY = compiled(
    rf"(下下个?|(?<!一)下一?个?|(?<!一)上一?个?|这一?个?|今个?|本|呢个?|嚟紧)?(?:(?:周|星期|礼拜|拜|\bzhou ?)([{_DAY_WEEK}])(?![边围])|(?<![每一两几])(?:周|星期|礼拜)([1-7])(?![\d个点天次人日号月小位块元:：/.-]))|(下下个?|下个?|上个?|这个?|今个?|呢个?)?周末"
)
_ENGLISH_WEEKDAY = compiled(
    r"\b(next|this|coming|on|last)?\s*\b([a-z]{2,8}days?|mon|tues?|weds?|thurs?|fri|sat|sun)\b(?P<week> week\b(?! (?:day|end|long)))?"
)
# What leads to "sat" and "sun" as days of the week, where they could be other words.
_BEFORE_SAT = compiled(r"(?:^|[一-鿿,，.;(/]|\b(?:to|for|it|till|until|by|or|and|be|do|make|plan|tmr))\s*$")
_BEFORE_SUN = compiled(
    r"(?:[改去到成系是约逢今个这下礼呢]|\b(?:till|until|by|moved? to|change to|it)|\bsat(?:urday)?(?: or | and |[/,] ?))\s*$"
)
_AFTER_A_VERB = compiled(r"\s*(?:down|on\b|in\b|here|there|beside|next to|cream|set\b|nav|shine|hat\b|too)|s")
# Weekdays in Latin letters, as Mandarin and Cantonese sound.
_SPELT_WEEKDAY = compiled(
    r"\b(?:zhou|xing ?qi|li ?bai) ?(yi|er|san|si|wu|liu|ri|tian)\b|\b(?:lai )?bai (saam|sei|ng|luk)\b"
)
_SPELT = {
    "yi": 0,
    "er": 1,
    "san": 2,
    "saam": 2,
    "si": 3,
    "sei": 3,
    "wu": 4,
    "ng": 4,
    "liu": 5,
    "luk": 5,
    "ri": 6,
    "tian": 6,
}
_WEEKEND = compiled(r"\b(next |last )?weekends?\b")

# How holidays are spoken of, and a part of the name that calendars give them in any language.
_HOLIDAYS = {
    r"国庆节?|十一假期|十一黄金周|national day|golden week": ("国庆", "national day"),
    r"五一|劳动节|may day|labou?r day": ("劳动节", "labour day"),
    r"元旦|new year'?s day": ("元旦", "new year's day"),
    r"春节|过年|大年初一|新春|农历新年|chinese new year|spring festival|lunar new year": ("春节", "spring festival"),
    r"清明节?|tomb.sweeping(?: day)?|qingming": ("清明", "qingming"),
    r"端午节?|dragon boat festival": ("端午", "dragon boat"),
    r"中秋节?|mid.autumn(?: festival)?": ("中秋", "mid-autumn"),
}
_FIXED = {
    r"国庆节?": (10, 1), r"五一|劳动节|may day|labou?r day": (5, 1), r"元旦|new year'?s day": (1, 1),
    r"平安夜|christmas eve": (12, 24), r"圣诞节?|christmas(?: day)?|x'?mas": (12, 25), r"情人节|valentine'?s day": (2, 14),
    r"六一|儿童节|children'?s day": (6, 1), r"跨年|除夕夜|new year'?s eve": (12, 31),
}  # fmt: skip
_OF_FIXED_DATE = ("国庆", "national day", "劳动节", "labour day", "元旦", "new year's day")
_SOON = timedelta(45)
"""How long a day can be over for tomorrow to be offered rather than the same date of another year."""
_HOLIDAYS_ALL = compiled(
    r"(?:的|嘅)?(?:连假|假期|长假|小长假|黄金周|放假|期间| holidays?| break| week)?(?=[^改换挪]*$)"
)
_LONGEST_HOLIDAY = timedelta(8)
_NOT_THEN = compiled(
    r"[\s,，]*(?:就|都|那天|嗰日|我们?|我哋)?(?:不行|走不开|来不了|去不成|泡汤|抽不出|有变|不成|唔得|冇空|没空|没时间|冇时间|有事|去不了|不去|唔去|唔方便|不方便|won'?t work|doesn'?t work|is out|is no good|not possible|is busy|i'?m busy|we'?re busy)(?!不)"
)
_MOVED = compiled(
    r"(?:改|换|挪|移|推迟|延|提前|转)(?:做|成|到|去|为|返)?\s*$|\b(?:move|change|shift|switch|push|postpone|bring)(?: it| that| the plan| everything)?(?: back| forward)? (?:to|until|till)(?: the)?\s*$"
    r"|(?:\bsorry|\bi me(?:an|ant)|\b(?:no,? )?wait(?:,? no)?|\bcorrection|\bscratch that|\bmake that|\boops|不对|错了|说错了?|讲错咗?|不好意思|哦不|噢不|唔系|应该(?:是|系)|系先啱)[\s,，.…:]*(?:no,? )?(?:i mean |i meant |应该)?(?:是|系|on |for |it'?s )?\s*$"
)
"""Told before the day that takes the place of the one told first."""
_NOT = compiled(r"(?:不是|唔系|\bnot|\binstead of|\brather than)\s*(?:on )?$")
_ALL_THERE_IS = compiled(
    r"(?:\b(?:all|the only(?: free| full| whole| spare| proper)?(?: day| one| time)?)(?: that)? (?:we|i)(?:'ve|'ll| will| would)?(?: really| actually| ever)? (?:have|got|get)(?: got)?(?: left)?(?: free| to play with)?(?: is| are|'s| will be)?|\bonly (?:free|spare|full|whole|real|proper) (?:day|time)(?: (?:we|i)(?:'ve| have)?(?: got)?)?(?: is| being|'s)?|\b(?:only|just) (?:really |actually )?(?:have|got|get|free)(?: got)?(?: on| for)?|\bleaves? (?:us|me)?(?: with)?(?: only| just)?|\b(?:that|which) (?:just|only) leaves(?: us| me)?)(?:\s*\b(?:on|the))*\s*$"
    r"|(?:只有|只剩(?:下|低)?|就剩(?:下)?|就只有|净系(?:得|有)|净返|(?:真正|实际上?)(?:能|可以|得闲|有空)(?:玩|逛|行|用|出门)?(?:的|嘅)?(?:只有|就是|就系|得)?|(?:能玩|能逛|有空|得闲|行得|玩得|用得)(?:的|嘅)(?:只有|就是|就|得|就系|系|日子是)|(?:^|[\s,，;哋们])(?:先)?得(?:返)?)\s*$"
)
"""Told before the only day there is among those that one travels on."""
_WEEKDAY_ALONE = compiled(
    r"(?:on |the )?(?:mon|tues?|wednes|weds?|thurs?|fri|satur|sat|sun)(?:day)?|(?:周|星期|礼拜)[一二三四五六日天]"
)
_NTH_DAY = rf"(?:假期|长假)?(?:的?第(?P<nth>{NUMBER})[天日])?"


@dataclass(frozen=True)
class Past:
    """A day that is over."""

    day: date | None
    """None for a movable holiday of a year that the calendar doesn't have."""
    next: date | None
    """The day of that name that comes next; tomorrow when it was only lately."""
    ahead: bool = False
    """Not over, but of a year that the calendar doesn't have yet."""
    never: bool = False
    """Not over, but in no calendar: 31 April."""


_NEVER = Past(None, None, never=True)
_LONGEST_MONTH = 31


def find_dates(text: str, today: date, calendar: HolidayCalendar) -> list[Found]:
    """Days named in a folded text, in the order of the text: a date not before today, or what is ``Past``."""
    text = _LOOKS_LIKE_DAY.sub("日", text)
    taken: list[Found] = []
    for grammar in _GRAMMARS:
        for found in grammar(text, today, calendar):
            if not any(found.start < other.end and other.start < found.end for other in taken):
                over = isinstance(found.value, date) and found.value < today
                taken.append(Found(found.start, found.end, _past(found.value, today)) if over else found)
    taken = [one for one in taken if not is_over(text[one.start : one.end], text[: one.start], text[one.end :])]
    taken = _within_holidays(text, taken)
    moved = [one for one in taken if _MOVED.search(text[: one.start])]
    if moved and len(taken) > 1:
        return moved
    all_there_is = [one for one in taken if _ALL_THERE_IS.search(text[: one.start])]
    if len(all_there_is) == 1:
        return all_there_is
    kept = [one for one in taken if not _refused(text, one) and not _before_full(text, one, taken)]
    return sorted(kept or taken, key=lambda one: one.start)


def _within_holidays(text: str, taken: list[Found]) -> list[Found]:
    """Without the holiday of which a day is told: the May holidays, but only the 3rd."""
    for whole_ in taken:
        for day in taken:
            if _HOLIDAYS_ALL.match(text, whole_.end) and _DAY_ALONE.fullmatch(text, day.start, day.end):
                meant = _day(whole_.value.year, whole_.value.month, day.value.day) if _are_days(whole_, day) else None
                if meant and timedelta(0) <= meant - whole_.value <= _LONGEST_HOLIDAY:
                    rest = [one for one in taken if one not in (whole_, day)]
                    return [*rest, Found(day.start, day.end, meant)]
    return taken


def _are_days(*several: Found) -> bool:
    return all(isinstance(one.value, date) for one in several)


def _refused(text: str, one: Found) -> bool:
    """Whether the day is told to be the wrong one: 聽日唔得閒，後日啦."""
    return bool(_NOT_THEN.match(text, one.end) or _NOT.search(text[: one.start]))


def _before_full(text: str, one: Found, others: list[Found]) -> bool:
    """Whether it is the weekday of a date: Thursday 30 April."""
    day = text[one.start : one.end].strip()
    return bool(_WEEKDAY_ALONE.fullmatch(day)) and any(
        other is not one
        and re.fullmatch(r"[\s,(（]*(?:the )?|[)）]?", text[min(one.end, other.end) : max(one.start, other.start)])
        for other in others
        if not _WEEKDAY_ALONE.fullmatch(text[other.start : other.end])
    )


def _full(text: str, today: date, _: HolidayCalendar) -> Iterator[Found]:
    yield from each(_ISO, text, lambda m: _day(int(m[1]), int(m[2]), int(m[3])) or _NEVER)
    yield from each(_ENGLISH_DATE, text, lambda m: _english_date(m[1], int(m[2]), today, m[3]))
    yield from each(_ENGLISH_DATE_TURNED, text, lambda m: _english_date(m[2], int(m[1]), today, m[3]))
    yield from each(
        _ORDINAL_DATE, text, lambda m: _coming(_month(m[2] or m[3]), _ordinal(m["o1"] or m["o2"]), today, None)
    )
    yield from each(_CHINESE_DATE, text, lambda m: _chinese_date(m, today))
    yield from each(
        _NEXT_MONTH,
        text,
        lambda m: _last_month(whole(m[2]), today) if m[1] == "上" else _in_month(m[1] == "下", whole(m[2]), today),
    )
    yield from each(_SLASHED, text, lambda m: _slashed(int(m[1]), int(m[2]), m[0], today))


def _relative(text: str, today: date, _: HolidayCalendar) -> Iterator[Found]:
    for days, pattern in _RELATIVE:
        yield from each(compiled(pattern), text, lambda _, days=days: today + timedelta(days))  # type: ignore[misc]
    yield from each(_IN_DAYS, text, lambda m: today + timedelta(whole(next(group for group in m.groups() if group))))


def _weekdays(text: str, today: date, _: HolidayCalendar) -> Iterator[Found]:
    yield from each(_CHINESE_WEEKDAY, text, lambda m: _chinese_weekday(m, today))
    yield from each(_SPELT_WEEKDAY, text, lambda m: _weekday(_SPELT[m[1] or m[2]], "", today))
    yield from each(_WEEKEND, text, lambda m: _weekday(5, (m[1] or "").strip(), today))
    yield from each(_ENGLISH_WEEKDAY, text, lambda m: _english_weekday(m, today))


def _holidays(text: str, today: date, calendar: HolidayCalendar) -> Iterator[Found]:
    names = {str(name).lower() for texts in calendar.holidays.values() for name in texts.values()}
    spoken = {re.escape(name): (name,) for name in names if len(name) > 1} | _HOLIDAYS
    for pattern, keys in spoken.items():
        yield from each(
            compiled(f"{_YEAR_BEFORE}(?:{pattern}){_NTH_DAY}(?!广场|路|大道|系列){_YEAR_AFTER}"),
            text,
            lambda m, keys=keys: _holiday(keys, m["nth"], _year(m, today), today, calendar),  # type: ignore[misc]
        )
    for pattern, (month, day) in _FIXED.items():
        yield from each(
            compiled(f"{_YEAR_BEFORE}(?:{pattern})(?!广场|路|大道|系列){_YEAR_AFTER}"),
            text,
            lambda m, month=month, day=day: _fixed(month, day, _year(m, today), today),  # type: ignore[misc]
        )


def _alone(text: str, today: date, _: HolidayCalendar) -> Iterator[Found]:
    yield from each(
        _DAY_ALONE, text, lambda m: _in_month(False, whole(next(group for group in m.groups() if group)), today)
    )


_GRAMMARS: tuple[Callable[[str, date, HolidayCalendar], Iterator[Found]], ...] = (
    _full, _relative, _weekdays, _holidays, _alone,
)  # fmt: skip


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _past(day: date, today: date) -> Past:
    """A day that is over, and the next one to speak of."""
    if today - day <= _SOON:
        return Past(day, today + timedelta(1))
    return Past(day, _coming(day.month, day.day, today, None))


def _year(match: re.Match[str], today: date) -> int | None:
    """The year said before or after a holiday's name."""
    if figures := match["y1"] or match["y4"]:
        return int(figures)
    word = match["y2"] or match["y3"] or match["y5"] or match["y6"]
    return today.year + _YEAR_OFFSETS[word] if word else None


def _fixed(month: int, day: int, year: int | None, today: date) -> date | Past | None:
    return _coming(month, day, today, None if year is None else str(year))


def _coming(month: int, day: int, today: date, year: str | None) -> date | None:
    if year:
        return _day(today.year + _YEAR_OFFSETS[year] if year in _YEAR_OFFSETS else int(year), month, day)
    meant = _day(today.year, month, day)
    return _day(today.year + 1, month, day) if meant and meant < today else meant


def _month(name: str) -> int:
    return next(index for index, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))


def _slashed(first: int, second: int, text: str, today: date) -> date | None:
    """The month comes first, as Chinese has it, unless there is no such month: 30/4."""
    if first > 12 and "/" in text and text != "24/7":
        return _coming(second, first, today, None)
    return _coming(first, second, today, None)


def _chinese_date(match: re.Match[str], today: date) -> date | Past | None:
    try:
        month, day = whole(match[3]), whole(match[4])
    except ValueError:
        return None
    meant = _coming(month, day, today, match[1] or match[2])
    said = 1 <= month <= len(_MONTHS) and match[0][-1] in "日号"
    return meant or (_NEVER if said else None)


def _english_date(month: str, day: int, today: date, year: str | None) -> date | Past | None:
    """Larger figures after the name of a month, and none, count something else than days."""
    meant = _coming(_month(month), day, today, year)
    return meant or (_NEVER if 0 < day <= _LONGEST_MONTH else None)


def _ordinal(name: str) -> int:
    return _ORDINALS.index(name.replace("-", " ")) + 1


def _last_month(day: int, today: date) -> date | None:
    last = today.replace(day=1) - timedelta(1)
    return _day(last.year, last.month, day)


def _in_month(following: bool, day: int, today: date) -> date | None:
    """That day of this month, or of the next when it is past or the next is meant."""
    meant = None if following else _day(today.year, today.month, day)
    if meant is not None and meant >= today:
        return meant
    month = today.month % 12 + 1
    return _day(today.year + (month == 1), month, day)


def _chinese_weekday(match: re.Match[str], today: date) -> date:
    which, named = match[1] or match[4] or "", match[2]
    if match[3]:
        index = int(match[3]) - 1
    else:
        index = 5 if named in (None, "末") else 6 if named in "日天" else _DAY_WEEK.index(named)
    if which.startswith("下下"):
        return _weekday(index, "next", today) + timedelta(7)
    if which.startswith("上"):
        return _weekday(index, "last", today)
    day = _weekday(index, "next" if which.startswith("下") else "this" if which else "", today)
    # On a Sunday "this weekend" is still that day, while a Saturday spoken of is the coming one.
    on_its_sunday = which and not which.startswith("下") and match[3] is None and named in (None, "末")
    return today if on_its_sunday and day == today + timedelta(6) else day


def _english_weekday(match: re.Match[str], today: date) -> date | None:
    word = match[2].removesuffix("s") if match[2].endswith("days") else match[2]
    index = next(
        (i for i, name in enumerate(_WEEKDAYS) if name == word or (len(word) < 6 and name.startswith(word))), None
    )
    if index is None and word.endswith("day") and len(word) > 5:
        index = next((i for i, name in enumerate(_WEEKDAYS) if OSA.distance(name, word) <= 1 + (len(name) > 8)), None)
    # "sun" and "sat" alone are other words as well.
    if index is None or (word in ("sun", "sat", "mon", "wed") and not _is_weekday(word, match)):
        return None
    day = _weekday(index, match[1] or "", today)
    # "Saturday week" is the one after the next.
    return day + timedelta(7) if match["week"] else day


def _is_weekday(word: str, match: re.Match[str]) -> bool:
    if match[1] in ("next", "this", "coming", "on", "last"):
        return True
    leading = _BEFORE_SUN if word == "sun" else _BEFORE_SAT
    return bool(leading.search(match.string[: match.start(2)]) and not _AFTER_A_VERB.match(match.string, match.end()))


def _weekday(index: int, which: str, today: date) -> date:
    monday = today - timedelta(today.weekday())
    if which == "last":
        return monday - timedelta(7 - index)
    if which == "next":
        return monday + timedelta(7 + index)
    meant = monday + timedelta(index)
    # Who says the name of the weekday that is today means the coming one, unless it is "this".
    passed = meant < today or (meant == today and which != "this")
    return meant + timedelta(7) if passed else meant


def _holiday(
    keys: tuple[str, ...], nth: str | None, year: int | None, today: date, calendar: HolidayCalendar
) -> date | Past | None:
    days = sorted(
        day
        for day, names in calendar.holidays.items()
        if any(key in name.lower() for key in keys for name in names.values())
    )
    coming = next((day for day in days if day >= today), None)
    meant = coming if year is None else next((day for day in days if day.year == year), None)
    movable = not any(key.startswith(keys[0]) or keys[0].startswith(key) for key in _OF_FIXED_DATE)
    if (year is not None and year < today.year) or (meant is not None and meant < today):
        return Past(meant, coming) if movable or coming else meant
    if meant is None and year is not None and year >= today.year and movable:
        return Past(None, None, ahead=True)
    if meant is None:
        # When it will be is not known, only that the latest one is over.
        return Past(days[-1], None) if days and movable and year is None else None
    try:
        return meant + timedelta(whole(nth) - 1) if nth else meant
    except ValueError:
        return meant
