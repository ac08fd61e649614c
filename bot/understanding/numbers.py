"""Numbers in figures, Chinese and English words."""

# A pattern broken over lines is harder to read than a long one.
# ruff: noqa: E501

import re

NUMBER = (
    r"(?:\d+(?:\.\d+)?|[零〇一二两俩三仨四五六七八九十百千万廿]{1,9}"
    r"|\b(?:(?:a|one|two|three|four|five|six|seven|eight|nine) hundred(?: (?:and )?(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))?"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b)"
)
"""A pattern without groups; ``value`` reads what it matches."""

_DIGITS = {
    c: n for n, chars in enumerate(("零〇", "一", "二两俩", "三仨", "四", "五", "六", "七", "八", "九")) for c in chars
}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip


def value(text: str) -> float:
    """What the number says.

    Raises:
        ValueError: when it is none.
    """
    text = text.strip()
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    if re.fullmatch(r"[a-z -]+", text):
        return _english(text)
    return _chinese(text)


def whole(text: str) -> int:
    """The number without its fraction."""
    return int(value(text))


def last_count(text: str) -> int:
    """Of "三四" (three or four) the larger, else the number itself."""
    if re.fullmatch(r"[一二两三四五六七八九]{2}", text):
        return _DIGITS[text[1]]
    return whole(text)


def _english(text: str) -> int:
    words = [word for word in re.split(r"[ -]+", text) if word != "and"]
    total = 0
    for word in words:
        if word == "hundred":
            total = (total or 1) * 100
        elif word in _WORDS:
            total += _WORDS[word]
        else:
            raise ValueError(f"{text} is no number")
    return total


def _chinese(text: str) -> float:
    if not text or any(c not in _DIGITS and c not in _UNITS and c != "廿" for c in text):
        raise ValueError(f"{text} is no number")
    if all(c in _DIGITS for c in text):
        return float("".join(str(_DIGITS[c]) for c in text))
    total, digit, unit = 0, 0, 1
    for c in text:
        if c == "廿":
            total, digit, unit = total + 20, 0, 10
        elif c in _UNITS:
            total, digit, unit = total + (digit or 1) * _UNITS[c], 0, _UNITS[c]
        else:
            digit = _DIGITS[c]
    # 一百五 is 150, but 一百零五 is 105.
    implied = unit // 10 if unit > 10 and text[-2:-1] in _UNITS else 1
    return total + digit * implied
