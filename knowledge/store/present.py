"""The store as it stands at one revision, in memory; following a history is cheap."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import TypeVar, cast

from knowledge.places.calendar import HolidayCalendar
from knowledge.places.district import District
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.place import Place
from knowledge.places.rules import spoken
from knowledge.store.documents import CALENDAR, DISTRICT, SOURCES, Document, Item, Sources, place_id_of, read_json
from knowledge.store.history import LIVE_STATES, State, StoreEmpty

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Mark:
    """A version without its document."""

    key: str
    number: int
    state: State
    change: int
    origin: int
    author: str
    """Who wrote the document, whoever moved it on since."""
    written: int
    """The number of the version that brought the document, likewise."""
    moves: bool
    """Whether it only brings the open draft into another state."""


@dataclass(frozen=True)
class Head:
    """The latest versions of a key."""

    last: int
    """Number of the newest version in any state."""
    change: int
    """The change that touched the key last."""
    live: Mark | None = None
    work: Mark | None = None
    """The open draft."""

    @property
    def base(self) -> int:
        return self.work.number if self.work else self.live_number

    @property
    def live_number(self) -> int:
        return self.live.number if self.live else 0

    @property
    def published(self) -> bool:
        return self.live is not None and self.live.state == "published"

    @property
    def outdated(self) -> bool:
        return self.work is not None and self.work.origin != self.live_number

    def followed_by(self, mark: Mark) -> "Head":
        head = replace(self, last=mark.number, change=mark.change)
        if mark.state in LIVE_STATES:
            done = self.work is not None and mark.origin == self.work.number
            return replace(head, live=mark, work=None if done else self.work)
        if mark.state == "withdrawn":
            return replace(head, work=None)
        if mark.moves and self.work is not None:
            mark = replace(mark, author=self.work.author, written=self.work.written)
        return replace(head, work=mark)


@dataclass(frozen=True)
class Present:
    """Immutable: what follows is another one."""

    revision: int = 0
    token: str = ""
    heads: Mapping[str, Head] = field(default_factory=dict)
    items: Mapping[str, Item] = field(default_factory=dict)
    """What is published, by key."""
    drafts: Mapping[str, Document] = field(default_factory=dict)
    """The documents of open drafts, by key."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """Of the published documents that visitors meet, by key."""
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The ids of published places by each of their names, as spoken."""

    @property
    def empty(self) -> bool:
        return DISTRICT not in self.items or CALENDAR not in self.items

    @property
    def district(self) -> District:
        return cast(District, self._item(DISTRICT))

    @property
    def calendar(self) -> HolidayCalendar:
        return cast(HolidayCalendar, self._item(CALENDAR))

    @property
    def sources(self) -> Sources:
        return cast(Sources, self.items.get(SOURCES, Sources(sources=())))

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The published places by id, in the order of their ids."""
        return {item.id: item for key in sorted(self.items) if isinstance(item := self.items[key], Place)}

    @cached_property
    def gazetteer(self) -> Gazetteer:
        content = "\n".join(f"{key} {self.digests[key]}" for key in sorted(self.digests))
        sources = {source.id: source for source in self.sources.sources}
        return Gazetteer(self.district, self.places, self.calendar, sha256(content.encode()).hexdigest()[:12], sources)

    def namesakes(self, place: Place) -> dict[str, Place]:
        """The place and the published ones that bear one of its names."""
        found = set().union(*(self.names.get(name, frozenset()) for name in spoken_names(place)))
        return {one: self.places[one] for one in sorted(found) if one != place.id} | {place.id: place}

    def followed_by(
        self,
        revision: int,
        token: str,
        heads: Mapping[str, Head],
        touched: Mapping[str, Head],
        texts: Mapping[tuple[str, int], str],
    ) -> "Present":
        """The store after further changes, given the touched keys' heads and the documents that are new."""
        drafts = {key: json.loads(texts[key, head.work.number]) for key, head in touched.items() if head.work}
        after = replace(
            self,
            revision=revision,
            token=token,
            heads=heads,
            drafts={**_without(self.drafts, touched), **drafts},
        )
        live = {
            key: texts[at]
            for key, head in touched.items()
            if head.published and (at := (key, head.live_number)) in texts
        }
        gone = {key for key, head in touched.items() if not head.published and key in self.items}
        if live or gone:
            return after._with_live(live, gone)
        if not self.empty:
            # What visitors meet stays the very same object.
            after.__dict__.update(places=self.places, gazetteer=self.gazetteer)
        return after

    def _with_live(self, live: Mapping[str, str], gone: Collection[str]) -> "Present":
        came = {key: read_json(key, text) for key, text in live.items()}
        digests = {key: sha256(text.encode()).hexdigest() for key, text in live.items() if is_met_by_visitors(key)}
        left = [self.items[key] for key in (*came, *gone) if key in self.items]
        after = replace(
            self,
            items={**_without(self.items, gone), **came},
            digests={**_without(self.digests, gone), **digests},
            names=_renamed(self.names, left, came.values()),
        )
        if not gone and came.keys() <= self.items.keys():
            # The places stay in their order.
            newer = {item.id: item for item in came.values() if isinstance(item, Place)}
            after.__dict__["places"] = {**self.places, **newer}
        return after

    def _item(self, key: str) -> Item:
        if key not in self.items:
            raise StoreEmpty("nothing has been imported yet")
        return self.items[key]


@dataclass(frozen=True)
class Standing:
    """Everything at one moment."""

    district: District
    sources: Sources
    places: Mapping[str, Place]
    """What is published, by id."""
    heads: Mapping[str, Head]
    """The latest versions by key, drafts of new places and retired places too."""
    names: Mapping[str, frozenset[str]]
    """The ids of published places by each of their names, as ``spoken`` writes them."""


def spoken_names(place: Place) -> set[str]:
    return {spoken(name) for name in (*place.name.values(), *place.aliases)}


def follow(heads: Mapping[str, Head], marks: Iterable[Mark]) -> tuple[dict[str, Head], dict[str, Head]]:
    """All heads after further versions, which come in the order of their changes, and those that they touched."""
    result, touched = dict(heads), {}
    for mark in marks:
        touched[mark.key] = result[mark.key] = result.get(mark.key, Head(last=0, change=0)).followed_by(mark)
    return result, touched


def _renamed(
    names: Mapping[str, frozenset[str]], left: Iterable[Item], came: Iterable[Item]
) -> dict[str, frozenset[str]]:
    result = dict(names)
    for item in left:
        if isinstance(item, Place):
            for name in spoken_names(item):
                result[name] = result[name] - {item.id}
    for item in came:
        if isinstance(item, Place):
            for name in spoken_names(item):
                result[name] = result.get(name, frozenset()) | {item.id}
    return result


def _without(mapping: Mapping[str, _Value], keys: Collection[str]) -> dict[str, _Value]:
    rest = dict(mapping)
    for key in keys:
        rest.pop(key, None)
    return rest


def is_met_by_visitors(key: str) -> bool:
    """Whether the gazetteer holds what is kept under that key."""
    return key in (DISTRICT, CALENDAR) or place_id_of(key) is not None
