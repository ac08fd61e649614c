"""Candidates out of a document on their way into drafts, with the words that name them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.ingest.spelling import slug_of
from knowledge.store.documents import SOURCES, Document, document_of, place_id_of, place_key
from knowledge.store.history import Edit
from knowledge.store.present import Standing
from knowledge.store.store import Store

_LONGEST_WHY = 280


@dataclass(frozen=True)
class Source:
    """What the document is called where a fact says who says so."""

    name: str
    as_of: str


@dataclass(frozen=True)
class Accepted:
    """Which candidates went into which place's draft, and which did not and why (a message's id)."""

    drafts: Mapping[int, str]
    skipped: Mapping[int, str]


def accept(
    store: Store, candidates: Sequence[Mapping[str, Any]], chosen: Mapping[int, str], source: Source, who: str
) -> Accepted:
    """Drafts of the chosen candidates, all in one change; ``chosen`` gives each its kind.

    A new place becomes an unfinished draft. A known one gets the words, the source, and, where the document contradicts
    it, the document's word on its status, or a note that they disagree where what is known is newer. A place that
    somebody is drafting already is left alone.

    Raises:
        Conflict: when somebody was quicker while it was done.
    """
    standing = store.standing()
    edits: dict[str, Edit] = {}
    drafts: dict[int, str] = {}
    skipped: dict[int, str] = {}
    for number, kind in sorted(chosen.items()):
        candidate = candidates[number]
        place_id = candidate["place_id"]
        known = standing.places.get(place_id) if place_id else None
        key = place_key(known.id if known else _new_id(candidate["name"], standing, edits))
        head = standing.heads.get(key)
        if key in edits or (head is not None and head.work is not None):
            skipped[number] = "document-open-draft"
            continue
        before = document_of(known) if known else {}
        document = _grown(before, candidate, source) if known else _begun(key, candidate, kind, source)
        if document == before:
            skipped[number] = "document-nothing-new"
            continue
        edits[key] = Edit(key, document, head.base if head else 0)
        drafts[number] = place_id_of(key) or ""
    if edits:
        described = _described(store, standing, source)
        whole = [*edits.values(), *([described] if described else [])]
        store.save_drafts(whole, who=who, why=_why(candidates, drafts, source), unfinished=True)
    return Accepted(drafts, skipped)


def where(evidence: Mapping[str, Any]) -> str:
    """A position in the document, as it is kept with a change."""
    page = f"p. {evidence['page']}, " if evidence["page"] else ""
    return f"{page}¶ {evidence['paragraph']}, {evidence['begin']}–{evidence['end']}"


def _begun(key: str, candidate: Mapping[str, Any], kind: str, source: Source) -> Document:
    document = {
        "id": place_id_of(key),
        "name": {"zh-Hans": candidate["name"]},
        "aliases": list(candidate["others"]),
        "kind": kind,
        # A document tells what is planned; whether what is there is open, nobody asked.
        "status": "planned" if candidate["standing"] == "planned" else "unknown",
        "plan_quote": _quote(candidate),
        "provenance": {"status": _said(source)},
        "sources": [source.name],
    }
    return {field: value for field, value in document.items() if value}


def _grown(before: Document, candidate: Mapping[str, Any], source: Source) -> Document:
    document = {**before}
    document.setdefault("plan_quote", _quote(candidate))
    if source.name not in document.get("sources", ()):
        document["sources"] = [*document.get("sources", ()), source.name]
    if candidate["match"] == "contradicting" and _is_newer(before, source):
        # An older document doesn't know better; that the two disagree is worth a note.
        said = {"zh-Hans": f"{source.name} ({source.as_of}): {_quote(candidate)['text']}"}
        if said not in document.get("conflicts", ()):
            document["conflicts"] = [*document.get("conflicts", ()), said]
    elif candidate["match"] == "contradicting":
        document["status"] = "planned" if candidate["standing"] == "planned" else "unknown"
        document["provenance"] = {**document.get("provenance", {}), "status": _said(source)}
    return document


def _is_newer(document: Document, source: Source) -> bool:
    """Whether what is known of the status is of a later day than the document."""
    known = str((document.get("provenance") or {}).get("status", {}).get("as_of", "undated"))
    dated = known[:1].isdigit() and source.as_of[:1].isdigit()
    return dated and known[: len(source.as_of)] > source.as_of[: len(known)]


def _quote(candidate: Mapping[str, Any]) -> dict[str, str]:
    evidence = candidate["evidence"][0]
    quote = {"text": evidence["clean_quote"].strip()}
    if evidence["quote"].strip() != quote["text"]:
        quote["original"] = evidence["quote"].strip()
    return quote


def _said(source: Source) -> dict[str, str]:
    return {"source": source.name, "as_of": source.as_of, "confidence": "fair"}


def _described(store: Store, standing: Standing, source: Source) -> Edit | None:
    """The sources with this one, unless it is described already."""
    entry = store.entry(SOURCES)
    current = entry.draft or entry.live
    document: dict[str, Any] = dict(current.document) if current else document_of(standing.sources)
    listed = document.get("sources", [])
    if any(one["id"] == source.name for one in listed):
        return None
    said = {"id": source.name, "trust": "fair", "as_of": source.as_of}
    return Edit(SOURCES, {**document, "sources": [*listed, said]}, entry.base)


def _new_id(name: str, standing: Standing, edits: Mapping[str, Edit]) -> str:
    wanted = slug_of(name)
    forms = (wanted, *(f"{wanted}-{number}" for number in range(2, 10_000)))
    return next(one for one in forms if place_key(one) not in standing.heads and place_key(one) not in edits)


def _why(candidates: Sequence[Mapping[str, Any]], drafts: Mapping[int, str], source: Source) -> str:
    places = [f"{candidates[number]['name']} ({where(candidates[number]['evidence'][0])})" for number in drafts]
    return f"{source.name}: {', '.join(places)}"[:_LONGEST_WHY]
