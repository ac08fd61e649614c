"""What must hold in a pack beyond the shape of its records."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import get_args

from knowledge.places.district import CuratedList, District, NightMap
from knowledge.places.faults import Fault
from knowledge.places.hours import hours_faults
from knowledge.places.place import Confidence, Place, Provenance
from knowledge.places.script import foreign_characters, simplified
from knowledge.places.source import Source
from knowledge.places.text import LOCALES

FACT_FIELDS = (
    "status",
    "position",
    "address",
    "opening_hours",
    "last_entry",
    "ticket",
    "price_per_person",
    "visit_minutes",
    "best_time",
    "transport",
    "phone",
    "accessibility",
    "event_dates",
)
"""The fields that state something a visitor relies on; each needs its provenance when filled."""

_TRUST = get_args(Confidence)
_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
_AS_OF = re.compile(rf"undated|{_DATE}(/{_DATE})?")
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
_LATE_CLOCK = r"([01]\d|2[0-9]|3[0-6]):[0-5]\d"
_BEST_TIME = re.compile(rf"{_CLOCK}-({_CLOCK}|24:00)|sunrise|sunset")
_WINDOW = re.compile(rf"(?P<begin>{_CLOCK})\s*-\s*(?P<end>{_LATE_CLOCK})")


def place_faults(place: Place, district: District, places: Mapping[str, Place]) -> list[Fault]:
    """The faults of one place among the others of its district; fields are those of the place."""
    return [
        *_vocabulary(place, district),
        *_relations(place, places),
        *_hours(place),
        *_figures(place, district),
        *_provenance(place),
        *_scripts(place.model_dump(mode="json")),
    ]


def district_faults(district: District, places: Mapping[str, Place]) -> list[Fault]:
    """The faults of the district's description; fields are those of the description."""
    faults = list(_scripts(district.model_dump(mode="json")))
    if not _inside(district.center.lat, district.center.lon, district):
        faults.append(Fault("center", "lies outside the box"))
    for index, wish in enumerate(district.lists):
        faults.extend(_list_faults(f"lists[{index}]", wish, district, places))
    for index, area in enumerate(district.areas):
        faults.extend(_landmark_faults(f"areas[{index}].edge", area.edge, places))
    for index, line in enumerate(district.lines):
        faults.extend(_landmark_faults(f"lines[{index}].through", line.through, places))
    if district.night is not None:
        faults.extend(_night_faults(district.night, district))
    return faults


def unplannable(district: District, places: Mapping[str, Place]) -> Iterator[Fault]:
    """Ready-made days with a place that no plan can visit.

    A pack must not come with one. In the office a place closes all the same, and the days are mended afterwards.
    """
    for index, wish in enumerate(district.lists):
        for number, place_id in enumerate(wish.must_visit):
            if place_id in places and not places[place_id].schedulable:
                yield Fault(
                    f"lists[{index}].must_visit[{number}]",
                    f"{place_id} can't be planned: it is not open, or lacks a position or visit length",
                )


def name_faults(district: District, places: Mapping[str, Place]) -> list[tuple[str, Fault]]:
    """Names and aliases that two places share, or a place and a lookalike, with the id of the later place.

    Script, case, and spaces make no difference.
    """
    owners: dict[str, str] = {}
    for lookalike in district.lookalikes:
        for said in (*lookalike.name.values(), *lookalike.aliases):
            owners.setdefault(spoken(said), lookalike.id)
    for place in places.values():
        for name in place.name.values():
            owners.setdefault(spoken(name), place.id)
    found = []
    for place in places.values():
        for field, said in _names(place):
            owner = owners.setdefault(spoken(said), place.id)
            if owner != place.id:
                found.append((place.id, Fault(field, f"{said} already means {owner}")))
    return found


def source_faults(places: Mapping[str, Place], sources: Mapping[str, Source]) -> list[tuple[str, Fault]]:
    """Sources that are used but not described, or trusted more than their description allows, by place."""
    found = []
    for place in places.values():
        uses: list[tuple[str, str, str]] = [
            (f"provenance.{field}", said.source, said.confidence) for field, said in place.provenance.items()
        ]
        uses += [(f"facts[{n}]", fact.source, fact.confidence) for n, fact in enumerate(place.facts)]
        uses += [(f"sources[{n}]", source, "estimate") for n, source in enumerate(place.sources)]
        for field, source, confidence in uses:
            if source not in sources:
                found.append((place.id, Fault(field, f"{source} is not described in sources.yaml")))
            elif _TRUST.index(confidence) < _TRUST.index(sources[source].trust):
                message = f"is called {confidence}, but {source} is only {sources[source].trust}"
                found.append((place.id, Fault(field, message)))
    return found


def spoken(name: str) -> str:
    """A name without what visitors don't tell apart: script, case, spaces, hyphens."""
    return re.sub(r"[\s\-·'’]", "", simplified(name).casefold())


def _names(place: Place) -> Iterator[tuple[str, str]]:
    for locale in LOCALES:
        yield f"name.{locale}", place.name[locale]
    for index, alias in enumerate(place.aliases):
        yield f"aliases[{index}]", alias


def _vocabulary(place: Place, district: District) -> Iterator[Fault]:
    if place.kind not in district.kinds:
        yield Fault("kind", f"{place.kind} is none of the district's kinds")
    for index, theme in enumerate(place.themes):
        if theme not in district.themes:
            yield Fault(f"themes[{index}]", f"{theme} is none of the district's themes")
    for field, values in (("themes", place.themes), ("aliases", place.aliases), ("sources", place.sources)):
        for value in _repeated(values):
            yield Fault(field, f"names {value} twice")


def _relations(place: Place, places: Mapping[str, Place]) -> Iterator[Fault]:
    seen = {place.id}
    whole = place.part_of
    while whole is not None:
        if whole in seen:
            yield Fault("part_of", "leads round to the place itself")
            return
        if whole not in places:
            yield Fault("part_of", f"{whole} is no place of this pack")
            return
        seen.add(whole)
        whole = places[whole].part_of


def _hours(place: Place) -> Iterator[Fault]:
    if place.opening_hours is not None:
        for message in hours_faults(place.opening_hours):
            yield Fault("opening_hours", message)
    windows = [(m["begin"], m["end"]) for m in _WINDOW.finditer(place.opening_hours or "")]
    for index, clock in enumerate(place.last_entry):
        if not any(_within(clock, begin, end) for begin, end in windows):
            yield Fault(f"last_entry[{index}]", f"{clock} lies in no window of the opening hours")
    for index, span in enumerate(place.best_time):
        if not _BEST_TIME.fullmatch(span):
            yield Fault(f"best_time[{index}]", f"{span} is neither HH:MM-HH:MM, sunrise nor sunset")


def _within(clock: str, begin: str, end: str) -> bool:
    moment, opens, closes = _minutes(clock), _minutes(begin), _minutes(end)
    if closes <= opens:
        closes += 24 * 60
    return opens < moment <= closes or opens < moment + 24 * 60 <= closes


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _figures(place: Place, district: District) -> Iterator[Fault]:
    position, price = place.position, place.price_per_person
    if position is not None and place.in_district and not _inside(position.lat, position.lon, district):
        yield Fault("position", "lies outside the district's box, though the place is said to be in the district")
    if price is not None and price.min > price.max:
        yield Fault("price_per_person", "must satisfy min <= max")


def _inside(lat: float, lon: float, district: District) -> bool:
    box = district.box
    return box.south <= lat <= box.north and box.west <= lon <= box.east


def _provenance(place: Place) -> Iterator[Fault]:
    for field in FACT_FIELDS:
        # Last admissions come with the hours they belong to.
        covered = field in place.provenance or (field == "last_entry" and "opening_hours" in place.provenance)
        if getattr(place, field) not in (None, ()) and not covered:
            yield Fault(f"provenance.{field}", "is missing, though the field states a fact")
    for field, provenance in place.provenance.items():
        if field not in Place.model_fields:
            yield Fault(f"provenance.{field}", "belongs to no field of a place")
        yield from _dates(f"provenance.{field}", provenance)
    for index, fact in enumerate(place.facts):
        yield from _as_of(f"facts[{index}].as_of", fact.as_of)


def _dates(field: str, provenance: Provenance) -> Iterator[Fault]:
    yield from _as_of(f"{field}.as_of", provenance.as_of)
    if provenance.check_by is not None:
        try:
            date.fromisoformat(provenance.check_by)
        except ValueError:
            yield Fault(f"{field}.check_by", f"{provenance.check_by} is no date YYYY-MM-DD")


def _as_of(field: str, said: str) -> Iterator[Fault]:
    if not _AS_OF.fullmatch(said):
        yield Fault(field, f"{said} is neither a date (2025, 2025-06, 2025-06-30, 2024/2025) nor 'undated'")


def _list_faults(field: str, wish: CuratedList, district: District, places: Mapping[str, Place]) -> Iterator[Fault]:
    for theme in wish.themes:
        if theme not in district.themes:
            yield Fault(f"{field}.themes.{theme}", "is none of the district's themes")
    for index, place_id in enumerate(wish.must_visit):
        if place_id not in places:
            yield Fault(f"{field}.must_visit[{index}]", f"{place_id} is no place of this pack")
    for name, clock in (("start_time", wish.start_time), ("end_time", wish.end_time)):
        if clock is not None and not re.fullmatch(f"{_CLOCK}|24:00", clock):
            yield Fault(f"{field}.{name}", f"{clock} is no time HH:MM")


def _landmark_faults(field: str, ids: Iterable[str], places: Mapping[str, Place]) -> Iterator[Fault]:
    for index, place_id in enumerate(ids):
        if place_id not in places:
            yield Fault(f"{field}[{index}]", f"{place_id} is no place of this pack")
        elif places[place_id].position is None:
            yield Fault(f"{field}[{index}]", f"{place_id} has no position, so that nothing can be drawn through it")


def _night_faults(night: NightMap, district: District) -> Iterator[Fault]:
    for index, kind in enumerate(night.kinds):
        if kind not in district.kinds:
            yield Fault(f"night.kinds[{index}]", f"{kind} is none of the district's kinds")
    for index, theme in enumerate(night.themes):
        if theme not in district.themes:
            yield Fault(f"night.themes[{index}]", f"{theme} is none of the district's themes")
    if night.first_hour >= night.last_hour:
        yield Fault("night.last_hour", "must be later than night.first_hour")


def _scripts(value: object, path: str = "") -> Iterator[Fault]:
    """Texts whose characters belong to the other script."""
    if isinstance(value, dict):
        for key, part in value.items():
            inner = f"{path}.{key}" if path else str(key)
            if isinstance(part, str) and key in LOCALES:
                foreign = foreign_characters(part, key)
                if foreign:
                    other = "simplified" if key == "zh-Hant" else "traditional"
                    yield Fault(inner, f"contains {other} characters: {foreign}")
            else:
                yield from _scripts(part, inner)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _scripts(part, f"{path}[{index}]")


def _repeated(values: Iterable[str]) -> list[str]:
    counts: dict[str, int] = defaultdict(int)
    for value in values:
        counts[value] += 1
    return [value for value, count in counts.items() if count > 1]
