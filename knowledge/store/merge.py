"""Two documents side by side, and three of them brought together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.store.documents import Document

_SPLIT_TEXTS = ("name", "summary")
"""Texts whose languages are edited apart; other texts stand or fall with their source."""
_SPLIT_BY_KEY = ("kinds", "themes", "travel", "tips")
"""Parts of a district's description whose entries are edited apart."""
_SPLIT_BY_NAME = {"years": "year", "sources": "id", "lookalikes": "id", "lists": "id"}
"""Lists whose entries have a name, and the field that holds it."""
_TOGETHER = {"last_entry": "opening_hours"}
"""Fields of a place that mean nothing without another."""

_Units = dict[tuple[str, ...], Any]


@dataclass(frozen=True)
class Difference:
    """One field that differs; ``None`` where it is absent."""

    path: str
    """``opening_hours``, ``name.en``, ``facts[0].text.en``."""
    before: Any
    after: Any


@dataclass(frozen=True)
class Clash:
    """What both sides changed, each in another way, as parts of the document; ``{}`` where it is absent.

    ``differences(clash.mine, clash.theirs)`` gives the fields.
    """

    path: str
    """``opening_hours``, ``name.en``, ``years.2026``."""
    base: Document
    mine: Document
    theirs: Document


@dataclass(frozen=True)
class Merged:
    """What both sides changed, brought together; where they clash it holds mine."""

    document: dict[str, Any]
    clashes: tuple[Clash, ...]


def differences(before: Document, after: Document) -> tuple[Difference, ...]:
    """What was changed, field by field; lists of different length count as one field."""
    return tuple(_differences(before, after, ""))


def merge(base: Document, mine: Document, theirs: Document) -> Merged:
    """Three-way merge: what only one side changed is taken, what both changed differently is named and left as mine.

    A place's field goes together with its provenance, and the last admissions with the opening hours.
    """
    old, left, right = _units(base), _units(mine), _units(theirs)
    taken: _Units = {}
    clashes = []
    for path in dict.fromkeys((*left, *right)):
        was, is_mine, is_theirs = old.get(path), left.get(path), right.get(path)
        value = is_theirs if is_mine == was else is_mine
        if value is not None:
            taken[path] = value
        if is_theirs not in (was, is_mine) and is_mine != was:
            sides = (_assembled({path: side} if side is not None else {}) for side in (was, is_mine, is_theirs))
            clashes.append(Clash(".".join(path), *sides))
    document = _assembled(taken)
    # Where a side prevails altogether, the order of its fields does too.
    alike = next((dict(side) for side in (theirs, mine) if side == document), document)
    return Merged(alike, tuple(clashes))


def _differences(before: Any, after: Any, path: str) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            inner = f"{path}.{key}" if path else str(key)
            yield from _differences(before.get(key), after.get(key), inner)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _differences(old, new, f"{path}[{index}]")
    else:
        yield Difference(path, before, after)


def _units(document: Document) -> _Units:
    """The document in the smallest parts that make sense alone, by their paths.

    Under a path of one step lies a part of the document as it stands there; under one of two steps an entry.
    """
    units: _Units = {}
    for field, value in document.items():
        if field in _SPLIT_TEXTS and isinstance(value, dict):
            units.update({(field, locale): text for locale, text in value.items()})
        elif field in _SPLIT_BY_KEY and isinstance(value, dict):
            units[(field,)] = {field: {}}
            units.update({(field, key): part for key, part in value.items()})
        elif field in _SPLIT_BY_NAME and isinstance(value, list) and all(isinstance(one, dict) for one in value):
            name = _SPLIT_BY_NAME[field]
            units[(field,)] = {field: []}
            units.update({(field, str(one.get(name))): one for one in value})
        elif field != "provenance":
            units.setdefault((_TOGETHER.get(field, field),), {})[field] = value
    for field, said in document.get("provenance", {}).items():
        units.setdefault((_TOGETHER.get(field, field),), {}).setdefault("provenance", {})[field] = said
    return units


def _assembled(units: _Units) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for (field, *entry), value in units.items():
        if not entry:
            part = dict(value)
            said = part.pop("provenance", {})
            document.update(part)
            if said:
                document.setdefault("provenance", {}).update(said)
        elif field in _SPLIT_BY_NAME:
            document.setdefault(field, []).append(value)
        else:
            document.setdefault(field, {})[entry[0]] = value
    return document
