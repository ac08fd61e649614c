"""A district as a folder of files: read, checked as a whole, written back.

``district.yaml``, ``holidays.yaml``, ``sources.yaml`` and one ``places/<id>.yaml`` a place.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import yaml
from pydantic import ValidationError

from knowledge.places.calendar import HolidayCalendar
from knowledge.places.district import District
from knowledge.places.faults import Fault, Faults, faults_of
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Fact, Place, Provenance, Record
from knowledge.places.rules import district_faults, name_faults, place_faults, source_faults, unplannable
from knowledge.places.source import Source
from knowledge.places.text import AllTexts

DISTRICT, HOLIDAYS, SOURCES, PLACES = "district.yaml", "holidays.yaml", "sources.yaml", "places"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_Kind = TypeVar("_Kind", bound=Record)


@dataclass(frozen=True)
class Pack:
    """A district's description, its places by id, its calendar, and the sources they rest on."""

    district: District
    places: Mapping[str, Place]
    calendar: HolidayCalendar
    sources: Mapping[str, Source] = field(default_factory=dict)

    def gazetteer(self) -> Gazetteer:
        """The pack as the programs read it; the revision is a short hash of its content."""
        parts = [
            self.district.model_dump(mode="json"),
            [self.places[place_id].model_dump(mode="json") for place_id in sorted(self.places)],
            calendar_document(self.calendar),
        ]
        content = json.dumps(parts, ensure_ascii=False, sort_keys=True)
        return Gazetteer(
            self.district, self.places, self.calendar, sha256(content.encode()).hexdigest()[:12], self.sources
        )


class Celebration(Record):
    """The days off of one public holiday."""

    name: AllTexts
    days: tuple[date, ...]


class Year(Record):
    """A year whose holidays have been announced in full."""

    year: int
    provenance: Provenance
    holidays: tuple[Celebration, ...]
    workdays: tuple[date, ...] = ()


class _Holidays(Record):
    years: tuple[Year, ...]


class _Sources(Record):
    sources: tuple[Source, ...]


def load_pack(folder: Path) -> Pack:
    """Read and check a pack.

    Raises:
        Faults: with every fault of every file; the field reads ``places/museum.yaml: opening_hours``.
    """
    faults: list[Fault] = []
    district = _read(folder, DISTRICT, District, faults)
    holidays = _read(folder, HOLIDAYS, _Holidays, faults)
    described = _read(folder, SOURCES, _Sources, faults)
    places = _read_places(folder, faults)
    if holidays is not None:
        faults.extend(_at(HOLIDAYS, _holiday_faults(holidays)))
    if described is not None:
        faults.extend(_repeated_sources(described))
    sources = {source.id: source for source in described.sources} if described else {}
    if district is not None:
        faults.extend(_at(DISTRICT, district_faults(district, places)))
        faults.extend(_at(DISTRICT, unplannable(district, places)))
        for place in places.values():
            faults.extend(_at(_place_file(place.id), place_faults(place, district, places)))
        faults.extend(
            Fault(_path(_place_file(owner), fault.field), fault.message)
            for owner, fault in name_faults(district, places)
        )
    if described is not None:
        faults.extend(
            Fault(_path(_place_file(owner), fault.field), fault.message)
            for owner, fault in source_faults(places, sources)
        )
    if faults or district is None or holidays is None:
        raise Faults(faults)
    return Pack(district, places, _calendar(holidays), sources)


def read_calendar(document: str) -> HolidayCalendar:
    """A calendar from JSON of the shape of ``holidays.yaml``.

    Raises:
        Faults: with every fault, from the file's root: ``years[0].workdays``.
    """
    try:
        holidays = _Holidays.model_validate_json(document)
    except ValidationError as error:
        raise Faults(faults_of(error)) from None
    faults = list(_holiday_faults(holidays))
    if faults:
        raise Faults(faults)
    return _calendar(holidays)


def write_pack(pack: Pack, folder: Path) -> None:
    """Write the pack's files; reading them gives an equal pack, and writing that gives the same bytes.

    Places that the pack no longer has are removed from the folder. A source that is used but not described is listed
    with the confidence of its first use.
    """
    (folder / PLACES).mkdir(parents=True, exist_ok=True)
    _write(folder / DISTRICT, _data(pack.district))
    _write(folder / HOLIDAYS, calendar_document(pack.calendar))
    _write(folder / SOURCES, {"sources": [_data(source) for source in _all_sources(pack)]})
    for place in pack.places.values():
        _write(folder / _place_file(place.id), _data(place))
    for file in (folder / PLACES).glob("*.yaml"):
        if file.stem not in pack.places:
            file.unlink()


def _read_places(folder: Path, faults: list[Fault]) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for file in sorted((folder / PLACES).glob("*.yaml")):
        place = _read(folder, f"{PLACES}/{file.name}", Place, faults)
        if place is None:
            continue
        if place.id != file.stem:
            faults.append(
                Fault(_path(f"{PLACES}/{file.name}", "id"), f"is {place.id}, but the file is named {file.name}")
            )
        places[file.stem] = place
    if not places and not any(fault.field.startswith(PLACES) for fault in faults):
        faults.append(Fault(PLACES, "has no places"))
    return places


def _read(folder: Path, name: str, kind: type[_Kind], faults: list[Fault]) -> _Kind | None:
    """One file as a record, or None with its faults added."""
    try:
        data = yaml.load((folder / name).read_text(encoding="utf-8"), _PackLoader)
    except FileNotFoundError:
        faults.append(Fault(name, "is missing"))
        return None
    except UnicodeDecodeError:
        faults.append(Fault(name, "is not UTF-8 text"))
        return None
    except yaml.YAMLError as fault:
        faults.append(Fault(name, _yaml_fault(fault)))
        return None
    misread = list(_misread(data))
    try:
        # Strict models take tuples and dates from JSON only.
        record = kind.model_validate_json(json.dumps(_plain(data)))
    except ValidationError as error:
        told = {fault.field for fault in misread}
        misread += [fault for fault in faults_of(error) if fault.field not in told]
        record = None
    faults.extend(_at(name, misread))
    return None if misread else record


def _yaml_fault(fault: yaml.YAMLError) -> str:
    if isinstance(fault, yaml.MarkedYAMLError) and fault.problem_mark is not None:
        mark = fault.problem_mark
        return f"is no YAML: {fault.problem} (line {mark.line + 1}, column {mark.column + 1})"
    return f"is no YAML: {fault}"


class _Clock(str):
    """A bare 8:30, which YAML reads as the number 510."""


class _Twice(str):
    """A key that stands twice in one mapping."""


class _PackLoader(_Loader):  # type: ignore[misc]
    """YAML in which only true and false are truth values and dates stay text, as the records want them."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
        for first, resolvers in _Loader.yaml_implicit_resolvers.items()
    }

    def construct_number(self, node: yaml.ScalarNode) -> object:
        if ":" in node.value:
            return _Clock(node.value)
        return self.construct_yaml_int(node) if node.tag.endswith(":int") else self.construct_yaml_float(node)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        keys = [self.construct_object(key, deep=True) for key, _value in node.value]
        mapping: dict[object, object] = super().construct_mapping(node, deep=deep)
        for key in {key for key in keys if keys.count(key) > 1}:
            mapping[key] = _Twice(key)
        return mapping


_PackLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|True|false|False"), list("tTfF"))
_PackLoader.add_constructor("tag:yaml.org,2002:int", _PackLoader.construct_number)
_PackLoader.add_constructor("tag:yaml.org,2002:float", _PackLoader.construct_number)


class _PackDumper(_Dumper):  # type: ignore[misc]
    """Dates are text to the loader and need no quotes."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in _Dumper.yaml_implicit_resolvers.items()
    }


def _misread(data: object, path: str = "") -> Iterator[Fault]:
    """What YAML would have taken silently for something else."""
    if isinstance(data, _Clock):
        yield Fault(
            path,
            f"{data} without quotes is read by YAML as a number of minutes or seconds; write it in quotes, as '08:30'",
        )
    elif isinstance(data, _Twice):
        yield Fault(path, "is given twice")
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _misread(value, f"{path}.{key}" if path else str(key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _misread(value, f"{path}[{index}]")


def _plain(data: object) -> object:
    return {str(key): _plain(value) for key, value in data.items()} if isinstance(data, dict) else data


def _holiday_faults(holidays: _Holidays) -> Iterator[Fault]:
    for index, year in enumerate(holidays.years):
        field = f"years[{index}]"
        days = [day for celebration in year.holidays for day in celebration.days]
        for day in sorted({day for day in days if days.count(day) > 1}):
            yield Fault(field, f"gives {day} to two holidays")
        for day in sorted(set(days) & set(year.workdays)):
            yield Fault(field, f"calls {day} both a holiday and a workday")
        for day in (*days, *year.workdays):
            if day.year != year.year:
                yield Fault(field, f"{day} is not in {year.year}")
        for day in year.workdays:
            if day.weekday() < 5:
                yield Fault(field, f"{day} is a weekday; only weekend days are listed as workdays")
    numbers = [year.year for year in holidays.years]
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        yield Fault("years", f"gives {number} twice")


def _repeated_sources(described: _Sources) -> Iterator[Fault]:
    seen = set()
    for index, source in enumerate(described.sources):
        if source.id in seen:
            yield Fault(_path(SOURCES, f"sources[{index}].id"), f"{source.id} is described twice")
        seen.add(source.id)


def _calendar(holidays: _Holidays) -> HolidayCalendar:
    return HolidayCalendar(
        holidays={
            day: celebration.name
            for year in holidays.years
            for celebration in year.holidays
            for day in celebration.days
        },
        workdays=frozenset(day for year in holidays.years for day in year.workdays),
        years=frozenset(year.year for year in holidays.years),
        provenance={year.year: year.provenance for year in holidays.years},
    )


def calendar_document(calendar: HolidayCalendar) -> dict[str, Any]:
    """The calendar as ``holidays.yaml`` holds it: neighbouring days of one name are one holiday."""
    unsourced = Provenance(source="undescribed", as_of="undated", confidence="weak")
    years = []
    for number in sorted(calendar.years):
        celebrations: list[tuple[Mapping[Any, str], list[date]]] = []
        for day in sorted(day for day in calendar.holidays if day.year == number):
            name = calendar.holidays[day]
            if celebrations and celebrations[-1][0] == name and celebrations[-1][1][-1] == day - timedelta(days=1):
                celebrations[-1][1].append(day)
            else:
                celebrations.append((name, [day]))
        years.append(
            Year(
                year=number,
                provenance=calendar.provenance.get(number, unsourced),
                holidays=tuple(Celebration(name=dict(name), days=tuple(days)) for name, days in celebrations),
                workdays=tuple(sorted(day for day in calendar.workdays if day.year == number)),
            )
        )
    return _data(_Holidays(years=tuple(years)))


def _all_sources(pack: Pack) -> list[Source]:
    sources = dict(pack.sources)
    for place in pack.places.values():
        uses: tuple[Provenance | Fact, ...] = (*place.provenance.values(), *place.facts)
        for used in uses:
            if used.source not in sources:
                sources[used.source] = Source(id=used.source, trust=used.confidence, as_of=used.as_of)
        for named in place.sources:
            sources.setdefault(named, Source(id=named, trust="weak"))
    return list(sources.values())


def _data(record: Record) -> dict[str, Any]:
    """The record as plain data, without what says nothing."""
    data: dict[str, Any] = record.model_dump(mode="json", exclude_defaults=True)
    return data


def _write(file: Path, data: object) -> None:
    file.write_text(
        yaml.dump(data, Dumper=_PackDumper, allow_unicode=True, sort_keys=False, width=110), encoding="utf-8"
    )


def _place_file(place_id: str) -> str:
    return f"{PLACES}/{place_id}.yaml"


def _at(file: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    return (Fault(_path(file, fault.field), fault.message) for fault in faults)


def _path(file: str, field: str) -> str:
    return f"{file}: {field}" if field else file
