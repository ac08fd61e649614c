"""Whether the district would be sound after some edits: the pack's rules, asked where an edit can break one."""

from collections.abc import Callable, Iterator, Mapping
from typing import cast

from knowledge.places.district import District
from knowledge.places.faults import Fault
from knowledge.places.place import Place
from knowledge.places.rules import district_faults, name_faults, place_faults, source_faults
from knowledge.store.documents import DISTRICT, SOURCES, Item, Sources, place_id_of, place_key
from knowledge.store.present import Present

Progress = Callable[[int, int], None]
"""Is told how much is done, of how much."""


def faults_after(
    present: Present, edits: Mapping[str, Item | None], progress: Progress | None = None
) -> list[tuple[str, Fault]]:
    """The faults that the edits would bring, each with the key it is found at; None stands for what is taken away."""
    district = cast(District, edits.get(DISTRICT) or present.district)
    described = cast(Sources, edits.get(SOURCES) or present.sources)
    places = {**present.places}
    for key, item in edits.items():
        place_id = place_id_of(key)
        if isinstance(item, Place):
            places[item.id] = item
        elif place_id is not None:
            places.pop(place_id, None)
    checked = places if DISTRICT in edits else _touched(edits, places)
    found = []
    if DISTRICT in edits or _listed(district) & {place_id_of(key) for key in edits}:
        found += [(DISTRICT, fault) for fault in district_faults(district, places)]
    for done, place in enumerate(checked.values(), 1):
        found += [(place_key(place.id), fault) for fault in place_faults(place, district, places)]
        if progress is not None and (done % 100 == 0 or done == len(checked)):
            progress(done, len(checked))
    found += _names(present, edits, district, places)
    citing = places if SOURCES in edits else checked
    found += [(place_key(owner), fault) for owner, fault in source_faults(citing, described.by_id())]
    return found


def _touched(edits: Mapping[str, Item | None], places: Mapping[str, Place]) -> dict[str, Place]:
    """The places that are edited, and those that lose the larger place they are part of."""
    edited = {item.id: item for item in edits.values() if isinstance(item, Place)}
    gone = {place_id_of(key) for key, item in edits.items() if item is None}
    parts = [place for place in places.values() if place.part_of in gone] if gone else []
    return {**edited, **{place.id: place for place in parts}}


def _listed(district: District) -> set[str | None]:
    """The places that a ready-made day visits: all that the district's own description needs."""
    return {place_id for ready in district.lists for place_id in ready.must_visit}


def _names(
    present: Present, edits: Mapping[str, Item | None], district: District, places: Mapping[str, Place]
) -> Iterator[tuple[str, Fault]]:
    edited = {item.id: item for item in edits.values() if isinstance(item, Place)}
    among = places
    if DISTRICT not in edits:
        # Only a place that bears an edited place's name can be in its way; it comes first, as it was there first.
        near = {one for place in edited.values() for one in present.namesakes(place)} - edited.keys()
        among = {**{one: places[one] for one in sorted(near) if one in places}, **edited}
    for owner, fault in name_faults(district, among):
        yield place_key(owner), fault
