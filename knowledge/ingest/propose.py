"""What a table would change: each row beside what is known, with every fault named by row and column."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal, get_args

from knowledge.ingest.cells import COLUMNS, Column, Unreadable, cells_of, read_cell, text_of
from knowledge.ingest.spelling import slug_of, traditional
from knowledge.ingest.tables import Row, Table
from knowledge.places.datum import DATUMS, Datum, to_wgs84
from knowledge.places.faults import Fault
from knowledge.places.place import Confidence, Precision
from knowledge.places.rules import FACT_FIELDS, spoken
from knowledge.places.text import LOCALES
from knowledge.store import pictures
from knowledge.store.checks import Progress
from knowledge.store.documents import SOURCES, Document, document_of, place_id_of, place_key
from knowledge.store.history import Edit
from knowledge.store.merge import Difference, differences
from knowledge.store.present import Standing
from knowledge.store.store import Store

ROW_COLUMNS = ("source", "as_of", "confidence", "check_by")
"""Who says what a row says, where the fields' own columns don't."""

State = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True)
class Options:
    """What holds for the whole file."""

    datum: Datum = "WGS84"
    source: str = ""
    """Who says so, for rows that don't tell; empty when all do."""
    as_of: str = ""
    confidence: Confidence = "fair"
    precision: Precision | None = None
    """Of positions whose row doesn't tell, likewise the next."""
    uncertainty_m: int | None = None
    erase: bool = False
    """Whether an empty cell takes away what is known; else it says nothing."""
    traditional: bool = False
    """Whether missing traditional texts are made from the simplified ones."""


@dataclass(frozen=True)
class RowFault:
    row: int
    """0 for the file as a whole."""
    column: str
    """The heading; empty for the row as a whole."""
    code: str
    """A message of ``wording/``; ``fault`` for a sentence of the pack's rules, in ``values``."""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What a row comes to."""

    row: int
    place_id: str
    name: str
    state: State
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Proposal:
    outcomes: tuple[Outcome, ...]
    faults: tuple[RowFault, ...]
    """In the order of the rows; nothing can be stored while there is one."""
    edits: tuple[Edit, ...]
    """The drafts to be saved, that of the sources among them where new ones are named."""
    new_sources: tuple[str, ...]

    @property
    def digest(self) -> str:
        """A hash of the edits, to tell whether they are still the ones that were looked at."""
        said = [[edit.key, edit.base, edit.document] for edit in self.edits]
        return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def propose(store: Store, table: Table, options: Options, progress: Progress | None = None) -> Proposal:
    """Everything that a table would do to the store as it stands; nothing is stored.

    A row belongs to the place of its ``id``, or, without one, to the only published place of its name; else it is a
    new place. Cells that say what is known already change nothing, however they are written.
    """
    reading = _Reading(store.standing(), table, options)
    rows = [reading.read(row) for row in table.rows]
    drafts = {one.key: one.document for one in rows if one is not None and one.state != "unchanged"}
    sources = reading.sources_document()
    if sources is not None:
        drafts[SOURCES] = sources
    sound = store.faults_after(drafts, progress)
    faults = [*reading.faults, *reading.at_rows(sound, rows), *_without_picture(store, rows)]
    numbers = {row.number: at for at, row in enumerate(table.rows)}
    faults.sort(key=lambda fault: (numbers.get(fault.row, -1), fault.row))
    return Proposal(
        tuple(one.outcome for one in rows if one is not None),
        tuple(faults),
        tuple(Edit(key, document, reading.base(key)) for key, document in drafts.items()),
        tuple(reading.new_sources),
    )


def _without_picture(store: Store, rows: Iterable["_Read | None"]) -> Iterator[RowFault]:
    """Pictures that are named but not kept: a table can't bring any."""
    for one in rows:
        changed = one is not None and any(each.path.startswith("pictures") for each in one.outcome.differences)
        listed = one.document.get("pictures") if one is not None and changed else None
        for named in listed if isinstance(listed, list) else ():
            file = named.get("file") if isinstance(named, dict) else None
            if one is not None and isinstance(file, str) and pictures.content_of(store.database, file) is None:
                yield RowFault(one.outcome.row, "pictures", "row-no-picture", {"text": file})


@dataclass(frozen=True)
class _Read:
    key: str
    document: Document
    state: State
    outcome: Outcome


class _Reading:
    """Reads rows beside what is known and gathers their faults."""

    def __init__(self, standing: Standing, table: Table, options: Options) -> None:
        self._standing = standing
        self._table = table
        self._options = options
        self._kinds = _by_name({key: kind.name for key, kind in standing.district.kinds.items()})
        self._themes = _by_name({key: theme.name for key, theme in standing.district.themes.items()})
        self._sources = standing.sources.by_id()
        self._taken: dict[str, int] = {}
        """The rows that the places were met in."""
        self.new_sources: dict[str, dict[str, Any]] = {}
        self.faults: list[RowFault] = []
        self._headings()

    def base(self, key: str) -> int:
        head = self._standing.heads.get(key)
        return head.base if head else 0

    def read(self, row: Row) -> _Read | None:
        """The row's place as it would be; None when it can't be told which place it is."""
        found = len(self.faults)
        for name in row.formulas:
            self._fault(row, name, "cell-formula")
        place_id = self._place_of(row)
        if place_id is None:
            return None
        known = self._standing.places.get(place_id)
        before = document_of(known) if known else {}
        document, touched = self._filled(row, before, place_id)
        told = differences(before, document)
        # Nothing further can be said of a row that can't be read.
        if told and len(self.faults) == found:
            self._say_who(row, document, before, touched)
            told = differences(before, document)
        state: State = "unchanged" if not told else "changed" if known else "new"
        if state != "unchanged":
            self._require_free(row, place_key(place_id))
        name = document.get("name", {})
        shown = next((name[locale] for locale in LOCALES if name.get(locale)), place_id)
        return _Read(place_key(place_id), document, state, Outcome(row.number, place_id, shown, state, told))

    def sources_document(self) -> Document | None:
        """The sources with the new ones, if any."""
        if not self.new_sources:
            return None
        document = document_of(self._standing.sources)
        return {**document, "sources": [*document.get("sources", ()), *self.new_sources.values()]}

    def at_rows(self, sound: Iterable[tuple[str, Fault]], rows: Sequence[_Read | None]) -> Iterator[RowFault]:
        """The faults of places at the rows that they come from; the shape of an unreadable row is told already."""
        faulty = {fault.row for fault in self.faults}
        owners = {one.key: one.outcome.row for one in rows if one is not None}
        for key, fault in sound:
            row = owners.get(key, 0)
            if row and row in faulty:
                continue
            yield RowFault(row, _heading_of(fault), "fault", {"field": fault.field, "said": fault.message})

    def _headings(self) -> None:
        for name in self._table.columns:
            if name not in COLUMNS and name not in ROW_COLUMNS:
                self.faults.append(RowFault(0, name, "heading-unknown"))
        if not {"id", *(f"name.{locale}" for locale in LOCALES)} & {*self._table.columns}:
            self.faults.append(RowFault(0, "", "heading-no-name"))

    def _place_of(self, row: Row) -> str | None:
        place_id = row.cells.get("id", "") or self._by_name(row)
        if place_id is None:
            return None
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", place_id) or len(place_id) > 80:
            self._fault(row, "id", "cell-no-id", text=place_id[:80])
            return None
        if place_id in self._taken:
            self._fault(row, "id", "row-twice", other=self._taken[place_id], text=place_id)
            return None
        self._taken[place_id] = row.number
        return place_id

    def _by_name(self, row: Row) -> str | None:
        """The id of the place of that name, or a new one."""
        names = [row.cells[name] for name in (f"name.{locale}" for locale in LOCALES) if row.cells.get(name)]
        if not names:
            self._fault(row, "id", "row-no-name")
            return None
        owners = frozenset().union(*(self._standing.names.get(spoken(name), frozenset()) for name in names))
        if len(owners) > 1:
            self._fault(row, "id", "row-many-places", text=", ".join(sorted(owners)))
            return None
        if owners:
            return next(iter(owners))
        wanted = slug_of(names[0])
        taken = self._taken.keys() | {place_id_of(key) for key in self._standing.heads}
        return next(one for one in (wanted, *(f"{wanted}-{n}" for n in range(2, 10**6))) if one not in taken)

    def _require_free(self, row: Row, key: str) -> None:
        head = self._standing.heads.get(key)
        if head is None:
            return
        if head.work is not None:
            self._fault(row, "", "row-open-draft", who=head.work.author)
        elif not head.published:
            self._fault(row, "", "row-retired")

    def _filled(self, row: Row, before: Document, place_id: str) -> tuple[dict[str, Any], set[str]]:
        """The document with what the row says, and the headings whose cells say something else than is known."""
        known = cells_of(before)
        document: dict[str, Any] = json.loads(json.dumps({"id": place_id, **before}))
        touched = set()
        for name, text in row.cells.items():
            column = COLUMNS.get(name)
            if column is None or name == "id" or text == text_of(known.get(name)).strip():
                continue
            if not text and not self._options.erase:
                continue
            touched.add(name)
            try:
                value = self._value(column, text) if text else None
            except Unreadable as reason:
                self._fault(row, name, reason.code, **reason.values)
                continue
            if name == "provenance":
                _put_provenance(document, value)
            else:
                _put(document, column.path, value)
        self._locate(row, document, touched)
        self._translate(document)
        return document, touched

    def _value(self, column: Column, text: str) -> Any:
        """What a cell says; kinds and themes may be called by their names too."""
        value = read_cell(column, text)
        if column.name == "kind":
            return self._kinds.get(spoken(value), value)
        if column.name == "themes":
            return [self._themes.get(spoken(one), one) for one in value]
        return _STATUS_WORDS.get(value, value) if column.name == "status" else value

    def _locate(self, row: Row, document: dict[str, Any], touched: set[str]) -> None:
        """Positions in WGS84, with what the file says of all of them."""
        position, options = document.get("position"), self._options
        if not position or not touched & {"lat", "lon"}:
            return
        lat, lon = position.get("lat"), position.get("lon")
        if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
            self._fault(row, "lat" if lon is not None else "lon", "row-half-position")
            return
        if options.datum != DATUMS[0]:
            there = to_wgs84(lat, lon, options.datum)
            said = f"{options.datum} {text_of(lat)}, {text_of(lon)}, converted"
            origin = row.cells.get("position.origin")
            position |= {"lat": round(there[0], 6), "lon": round(there[1], 6)}
            position["origin"] = f"{origin}; {said}" if origin else said
        if "precision" not in position and options.precision:
            position["precision"] = options.precision
        if "uncertainty_m" not in position and options.uncertainty_m is not None:
            position["uncertainty_m"] = options.uncertainty_m
        for part, code in (("precision", "row-no-precision"), ("uncertainty_m", "row-no-uncertainty")):
            if part not in position:
                self._fault(row, part, code)

    def _translate(self, document: dict[str, Any]) -> None:
        if self._options.traditional:
            for name in ("name", "summary", "address", "status_note"):
                texts = document.get(name)
                if isinstance(texts, dict) and texts.get("zh-Hans") and not texts.get("zh-Hant"):
                    texts["zh-Hant"] = traditional(texts["zh-Hans"])

    def _say_who(self, row: Row, document: dict[str, Any], before: Document, touched: set[str]) -> None:
        """Gives each changed fact its source, the most particular one that the row or the file names."""
        said = {name: row.cells[name] for name in ROW_COLUMNS if row.cells.get(name)}
        for name, value in (("source", self._options.source), ("as_of", self._options.as_of)):
            if value:
                said.setdefault(name, value)
        said.setdefault("confidence", self._options.confidence)
        whole = "source" in said and "as_of" in said
        facts = [one for one in FACT_FIELDS if document.get(one) != before.get(one) and document.get(one)]
        provenance = document.setdefault("provenance", {})
        own = {COLUMNS[name].field for name in touched if COLUMNS[name].path[0] == "provenance"}
        for one in facts:
            if one in own:
                continue
            if whole:
                provenance[one] = dict(said)
            elif one not in provenance and not (one == "last_entry" and "opening_hours" in provenance):
                self._fault(row, one, "row-no-source", field=one)
        for one in [one for one in provenance if one in FACT_FIELDS and not document.get(one)]:
            del provenance[one]
        if not facts and not own and not whole and not row.cells.get("source"):
            self._fault(row, "source", "row-no-source", field="source")
        if whole and said["source"] not in document.get("sources", ()) and not facts:
            document["sources"] = [*document.get("sources", ()), said["source"]]
        if not provenance:
            del document["provenance"]
        for one in provenance.values():
            self._describe(one)
        if whole:
            self._describe(said)

    def _describe(self, said: Mapping[str, Any]) -> None:
        """Notes a source that is met for the first time; the first who names it says how far it is trusted."""
        name = said.get("source")
        if isinstance(name, str) and name and name not in self._sources and name not in self.new_sources:
            trust = said.get("confidence")
            if trust in get_args(Confidence):
                self.new_sources[name] = {"id": name, "trust": trust, "as_of": said.get("as_of") or "undated"}

    def _fault(self, row: Row, column: str, code: str, **values: Any) -> None:
        self.faults.append(RowFault(row.number, column, code, values))


_STATUS_WORDS = {
    "开放": "open", "開放": "open", "营业": "open", "營業": "open",
    "修缮": "renovating", "修繕": "renovating", "整修中": "renovating",
    "规划中": "planned", "規劃中": "planned", "在建": "planned",
    "关闭": "closed", "關閉": "closed", "未知": "unknown",
}  # fmt: skip


def _by_name(named: Mapping[str, Mapping[Any, str]]) -> dict[str, str]:
    return {spoken(name): key for key, names in named.items() for name in (key, *names.values())}


def _put(document: dict[str, Any], path: Sequence[str], value: Any) -> None:
    """Sets a value deep in a document, or takes it away with all that is empty around it."""
    *way, last = path
    within = [document]
    for step in way:
        inner = within[-1].get(step)
        within.append(within[-1].setdefault(step, {}) if inner is None or isinstance(inner, dict) else {})
    if value is None or value in ("", [], {}):
        within[-1].pop(last, None)
        for outer, step in zip(reversed(within[:-1]), reversed(way), strict=True):
            if not outer.get(step):
                outer.pop(step, None)
    else:
        within[-1][last] = value


def _put_provenance(document: dict[str, Any], value: Any) -> None:
    kept = {field: said for field, said in document.get("provenance", {}).items() if field in FACT_FIELDS}
    said = {**kept, **(value if isinstance(value, dict) else {})}
    _put(document, ("provenance",), said)


_BY_PATH = {".".join(column.path): name for name, column in COLUMNS.items()}


def _heading_of(fault: Fault) -> str:
    """The column of a fault of a field such as ``provenance.ticket.as_of`` or ``themes[0]``."""
    plain = re.sub(r"\[.*", "", fault.field)
    lacking = re.match(r"is missing in ([\w-]+)", fault.message)
    if lacking and f"{plain}.{lacking[1]}" in _BY_PATH:
        return _BY_PATH[f"{plain}.{lacking[1]}"]
    while plain:
        if plain in _BY_PATH:
            return _BY_PATH[plain]
        inner = [name for name, column in COLUMNS.items() if ".".join(column.path).startswith(f"{plain}.")]
        if inner:
            return inner[0]
        plain = plain.rpartition(".")[0]
    return ""
