"""A place as the cells of one row, and back. The same columns are written and read, so that an export comes back."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from knowledge.places.place import Place
from knowledge.places.rules import FACT_FIELDS
from knowledge.places.text import LOCALES
from knowledge.store.documents import Document

Cell = str | int | float | bool | list[Any] | dict[str, Any] | None
Shape = Literal["text", "whole", "number", "switch", "list", "json"]

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_FIGURE = re.compile(r"[+-]?\d+(\.\d+)?")
# What no spreadsheet can hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
SEPARATOR = "; "


@dataclass(frozen=True)
class Column:
    name: str
    """The heading."""
    path: tuple[str, ...]
    """Where the value lies in a place's document."""
    shape: Shape

    @property
    def field(self) -> str:
        """The place's field that it belongs to."""
        return self.path[1] if self.path[0] == "provenance" and len(self.path) > 1 else self.path[0]


def _texts(name: str, *path: str) -> list[Column]:
    return [Column(f"{name}.{locale}", (*path, locale), "text") for locale in LOCALES]


def _parts(field: str, shape: Shape, *parts: str) -> list[Column]:
    return [Column(f"{field}.{part}", (field, part), shape) for part in parts]


def _said(field: str) -> list[Column]:
    """Who says so."""
    return [
        Column(f"{field}.{part}", ("provenance", field, part), "text")
        for part in ("source", "as_of", "confidence", "check_by")
    ]


def _all_columns() -> Iterable[Column]:
    """The columns below, and whatever else a place has, which nobody reads in a table but everybody gets back."""
    named = list(_columns())
    told = {column.path[0] for column in named}
    yield from named
    yield from (Column(name, (name,), "json") for name in Place.model_fields if name not in told)


def _columns() -> Iterable[Column]:
    yield Column("id", ("id",), "text")
    yield from _texts("name", "name")
    yield Column("pinyin", ("pinyin",), "text")
    yield Column("aliases", ("aliases",), "list")
    yield Column("kind", ("kind",), "text")
    yield Column("themes", ("themes",), "list")
    yield Column("in_district", ("in_district",), "switch")
    yield Column("part_of", ("part_of",), "text")
    yield Column("status", ("status",), "text")
    yield from _texts("status_note", "status_note")
    yield from _said("status")
    yield from _texts("summary", "summary")
    yield Column("lat", ("position", "lat"), "number")
    yield Column("lon", ("position", "lon"), "number")
    yield Column("precision", ("position", "precision"), "text")
    yield Column("uncertainty_m", ("position", "uncertainty_m"), "whole")
    yield Column("position.origin", ("position", "origin"), "text")
    yield from _said("position")
    yield from _texts("address", "address")
    yield from _said("address")
    yield Column("opening_hours", ("opening_hours",), "text")
    yield from _said("opening_hours")
    yield Column("last_entry", ("last_entry",), "list")
    yield from _said("last_entry")
    yield from _parts("ticket", "number", "adult", "child", "senior", "student")
    yield from _texts("ticket.note", "ticket", "note")
    yield from _said("ticket")
    yield from _parts("price_per_person", "number", "min", "max")
    yield from _said("price_per_person")
    yield from _parts("visit_minutes", "whole", "min", "typical", "max")
    yield from _said("visit_minutes")
    yield Column("indoor", ("indoor",), "switch")
    yield Column("best_time", ("best_time",), "list")
    yield from _said("best_time")
    yield Column("transport", ("transport",), "json")
    yield from _said("transport")
    yield Column("phone", ("phone",), "list")
    yield from _said("phone")
    yield Column("accessibility.wheelchair", ("accessibility", "wheelchair"), "text")
    yield from _texts("accessibility.note", "accessibility", "note")
    yield from _said("accessibility")
    yield from _texts("event_dates", "event_dates")
    yield from _said("event_dates")
    yield Column("serves_meals", ("serves_meals",), "switch")
    yield Column("facts", ("facts",), "json")
    yield Column("conflicts", ("conflicts",), "json")
    yield Column("needs_check", ("needs_check",), "json")
    yield Column("notes", ("notes",), "json")
    yield Column("plan_quote.text", ("plan_quote", "text"), "text")
    yield Column("plan_quote.original", ("plan_quote", "original"), "text")
    yield Column("sources", ("sources",), "list")
    yield Column("provenance", ("provenance",), "json")


COLUMNS: Mapping[str, Column] = {column.name: column for column in _all_columns()}
"""All columns by their headings, in the order of an export.

``provenance`` holds what is said of fields that have no columns of their own for it.
"""
_ALWAYS = ("id", "name.zh-Hans", "name.zh-Hant", "name.en", "kind", "status", "lat", "lon")
_OWN_PROVENANCE = frozenset(FACT_FIELDS)
"""Fields with columns for who says so."""


def cells_of(document: Document) -> dict[str, Cell]:
    """The filled cells of a place's document, by heading."""
    found: dict[str, Cell] = {}
    for name, column in COLUMNS.items():
        value: Any = document
        for step in column.path:
            value = value.get(step) if isinstance(value, Mapping) else None
        if name == "provenance":
            value = {field: said for field, said in (value or {}).items() if field not in _OWN_PROVENANCE}
        if value is not None and value not in ("", [], {}):
            found[name] = value
    return found


def columns_of(rows: Iterable[Mapping[str, Cell]]) -> list[str]:
    """The headings that those rows need, and the ones that a table always has."""
    used = {name for row in rows for name in row}
    return [name for name in COLUMNS if name in used or name in _ALWAYS]


def text_of(cell: Cell) -> str:
    """A cell as text: lists with semicolons between, whole numbers without a point."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case list() if all(isinstance(one, str) and _is_plain_item(one) for one in cell):
            return SEPARATOR.join(cell)
        case list() | dict():
            return json.dumps(cell, ensure_ascii=False)
        case _:
            return _CONTROL.sub("\ufffd", str(cell)).replace("\r\n", "\n")


def _is_plain_item(item: str) -> bool:
    return bool(item) and item == item.strip() and not re.search(r"[;；\n]", item) and not item.startswith(("[", "{"))


def guarded(text: str) -> str:
    """A text that a spreadsheet takes for a text, whatever it begins with; figures stay figures."""
    return f"'{text}" if _FORMULA.match(text) and not _FIGURE.fullmatch(text) else text


def unguarded(text: str) -> str:
    """What was guarded."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


class Unreadable(Exception):
    """A cell can't be read; ``code`` is a message of ``wording/`` and ``values`` fill its blanks."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


_YES = {"yes", "true", "1", "y", "是", "有", "对", "對", "✓"}
_NO = {"no", "false", "0", "n", "否", "无", "無", "没有", "沒有", "✗"}


def read_cell(column: Column, text: str) -> Any:
    """The value that a filled cell stands for.

    Raises:
        Unreadable: when it can't be read.
    """
    return _READERS[column.shape](text)


def _number(text: str) -> float:
    plain = _plain_figure(text)
    if not _FIGURE.fullmatch(plain):
        raise Unreadable("cell-no-number", text=text)
    return float(plain)


def _whole(text: str) -> int:
    value = _number(text)
    if not value.is_integer() or abs(value) > 1e9:
        raise Unreadable("cell-no-whole-number", text=text)
    return int(value)


def _switch(text: str) -> bool:
    word = text.casefold()
    if word not in _YES | _NO:
        raise Unreadable("cell-no-switch", text=text)
    return word in _YES


def _list(text: str) -> list[str]:
    if text.startswith("["):
        value = _json(text)
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return value
        raise Unreadable("cell-no-list", text=text)
    return [item for item in (part.strip() for part in re.split(r"[;；\n]", text)) if item]


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable("cell-no-json", text=text[:80]) from None


def _plain_figure(text: str) -> str:
    return text.translate(str.maketrans("０１２３４５６７８９．－＋", "0123456789.-+")).replace(" ", "")


_READERS: Mapping[Shape, Callable[[str], Any]] = {
    "text": str,
    "whole": _whole,
    "number": _number,
    "switch": _switch,
    "list": _list,
    "json": _json,
}
