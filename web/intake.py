"""Reading what a request carries: JSON bodies, query parameters, with every fault named."""

import json
import math
import unicodedata
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from flask import request

from knowledge.places.faults import Fault, Faults
from web.problems import Problem

DEEPEST = 32
"""Levels of nesting that a body may have."""

T = TypeVar("T")


def json_object(limit: int | None = None) -> dict[str, Any]:
    """The body, which must be one JSON object of at most ``limit`` bytes.

    Raises:
        Problem: 413 or 415.
        Faults: when it isn't sound JSON, or has a key twice, a number that is none, broken characters.
    """
    if limit is not None:
        request.max_content_length = limit
    _require_json()
    return parse_object(request.get_data(cache=False))


def _require_json() -> None:
    media, charset = request.mimetype, request.mimetype_params.get("charset", "utf-8")
    if media != "application/json" or charset.lower().strip('"') not in ("utf-8", "utf8"):
        told = f"must be application/json in UTF-8, not {request.headers.get('Content-Type') or 'nothing'}"
        raise Problem(415, f"The content type {told}.", [Fault("Content-Type", told)], {"Accept": "application/json"})


def parse_object(body: bytes) -> dict[str, Any]:
    """One JSON object, read strictly.

    Raises:
        Faults: under the name ``body``, with the position where reading stopped.
    """
    twice: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) < len(items):
            names = [name for name, _ in items]
            twice.extend(sorted({name for name in names if names.count(name) > 1}))
        return found

    try:
        value = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=pairs,
            parse_constant=_no_number,
            parse_float=_finite,
            parse_int=_whole,
        )
    except UnicodeDecodeError as fault:
        raise _body_fault(f"is not UTF-8 at byte {fault.start}") from None
    except json.JSONDecodeError as fault:
        where = f"line {fault.lineno}, column {fault.colno}"
        raise _body_fault(f"is not JSON at {where}: {fault.msg}" if body.strip() else "is empty") from None
    except RecursionError:
        raise _body_fault(f"is nested deeper than {DEEPEST} levels") from None
    except ValueError as fault:
        raise _body_fault(str(fault)) from None
    if not isinstance(value, dict):
        raise _body_fault("must be a JSON object")
    faults = [Fault(name[:80], "is given twice") for name in twice]
    _look_through(value, faults)
    if faults:
        raise Faults(faults)
    return value


def _body_fault(message: str) -> Faults:
    return Faults([Fault("body", message)])


def _no_number(word: str) -> float:
    raise ValueError(f"holds {word}, which is no number in JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"holds the number {digits[:40]}, which is too large")
    return number


def _whole(digits: str) -> int:
    if len(digits) > 40:
        raise ValueError(f"holds the number {digits[:20]}…, which is too large")
    return int(digits)


def _look_through(value: Any, faults: list[Fault]) -> None:
    """Adds faults for nesting that is too deep and for text that is half a character (a lone surrogate)."""
    rest: list[tuple[str, Any, int]] = [("", value, 1)]
    while rest:
        path, item, depth = rest.pop()
        if depth > DEEPEST:
            raise _body_fault(f"is nested deeper than {DEEPEST} levels")
        if isinstance(item, dict):
            for name, inner in item.items():
                if _broken(name):
                    faults.append(Fault(path or "body", "has a name with a broken character"))
                    continue
                rest.append((f"{path}.{name}" if path else name, inner, depth + 1))
        elif isinstance(item, list):
            rest.extend((f"{path}[{index}]", inner, depth + 1) for index, inner in enumerate(item))
        elif isinstance(item, str) and _broken(item):
            faults.append(Fault(path, "has a broken character"))


def _broken(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def control_characters(text: str) -> list[str]:
    """The control characters in it other than tabs and line ends, as U+XXXX."""
    found = {character for character in text if unicodedata.category(character) == "Cc" and character not in "\t\n\r"}
    return [f"U+{ord(character):04X}" for character in sorted(found)]


class Fields:
    """Takes values out of a request one by one and gathers what is wrong with them."""

    def __init__(self, values: Mapping[str, Any], known: Collection[str]) -> None:
        self._values = values
        self.faults = [Fault(name[:80], "is not known here") for name in values if name not in known]

    def take(self, name: str, read: Callable[[Any], T], default: T) -> T:
        """The value as ``read`` makes it, or the default where it is absent or faulty."""
        value = self._values.get(name)
        if value is None:
            return default
        try:
            return read(value)
        except ValueError as fault:
            self.faults.append(Fault(name, str(fault)))
        except Faults as faults:
            self.faults.extend(faults.faults)
        return default

    def require(self, name: str) -> None:
        if self._values.get(name) is None:
            self.faults.append(Fault(name, "must be given"))

    def done(self) -> None:
        """To be called when all is taken.

        Raises:
            Faults: when anything was wrong.
        """
        if self.faults:
            raise Faults(self.faults)


def query(*known: str) -> Fields:
    """The address's parameters; an empty one counts as absent.

    A parameter that is given twice is a fault, as one that isn't known.
    """
    values = {name: value for name, value in request.args.items() if value}
    fields = Fields(values, known)
    for name in request.args:
        if len(request.args.getlist(name)) > 1:
            fields.faults.append(Fault(name[:80], "is given twice"))
        elif name not in known and name not in values:
            fields.faults.append(Fault(name[:80], "is not known here"))
    return fields


def one_of(choices: Collection[str]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return str(value)

    return read


def number_between(low: int, high: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        digits = str(value)
        if not digits.isascii() or not digits.isdigit() or len(digits) > 12 or not low <= int(digits) <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return int(digits)

    return read


def text_up_to(longest: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("must be text")
        reasons = []
        if len(value) > longest:
            reasons.append(f"has {len(value)} characters; {longest} are allowed")
        if found := control_characters(value):
            reasons.append(f"has control characters: {', '.join(found)}")
        if reasons:
            raise ValueError("; ".join(reasons))
        return value.strip()

    return read
