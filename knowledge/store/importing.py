"""Bringing a pack into the store beside what the office has edited since."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.store.documents import Document
from knowledge.store.history import Kept, State
from knowledge.store.merge import Difference, differences, merge


@dataclass(frozen=True)
class Live:
    """What is live under a key, and what the last import wanted there (None: nothing, or never imported)."""

    state: State
    document: Document
    imported: Document | None
    by_import: bool
    """Whether the last import left it like this."""


@dataclass(frozen=True)
class Arrival:
    """What an import stores under a key."""

    key: str
    state: State
    document: Document
    pack: Document | None
    """The pack's own document, where it differs."""


@dataclass
class Plan:
    arrivals: list[Arrival] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: dict[str, tuple[Difference, ...]] = field(default_factory=dict)
    retired: list[str] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)


def plan_import(live: Mapping[str, Live], pack: Mapping[str, Document]) -> Plan:
    """What the import of a pack comes to.

    Fields that the office has edited since the last import keep the office's words and are reported; all others
    follow the pack. A place that the pack no longer has is retired, unless the office edited it.
    """
    plan = Plan()
    for key, document in pack.items():
        if key not in live:
            plan.added.append(key)
            plan.arrivals.append(Arrival(key, "published", document, None))
        elif live[key].imported == document:
            continue
        elif live[key].state == "retired" and not live[key].by_import:
            plan.kept.append(Kept(key, "retired", live[key].document, document))
            plan.arrivals.append(Arrival(key, "retired", live[key].document, document))
        elif live[key].state == "retired":
            plan.added.append(key)
            plan.arrivals.append(Arrival(key, "published", document, None))
        else:
            _bring_together(plan, key, live[key], document)
    for key in live.keys() - pack.keys():
        _let_go(plan, key, live[key])
    return plan


def _bring_together(plan: Plan, key: str, live: Live, document: Document) -> None:
    merged = merge(live.imported or {}, live.document, document)
    plan.kept += [Kept(key, clash.path, clash.mine, clash.theirs) for clash in merged.clashes]
    changed = differences(live.document, merged.document)
    if changed:
        plan.changed[key] = changed
    pack = None if merged.document == document else document
    plan.arrivals.append(Arrival(key, "published", merged.document, pack))


def _let_go(plan: Plan, key: str, live: Live) -> None:
    if live.state == "retired" or live.imported is None:
        return
    if live.document == live.imported:
        plan.retired.append(key)
        plan.arrivals.append(Arrival(key, "retired", live.document, None))
    else:
        plan.kept.append(Kept(key, "removed", live.document, {}))
