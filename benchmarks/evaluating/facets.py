"""Understood constraints against what a person would have understood, part by part.

Gold fields may be parts (`party.children`) and names that stand for more than one field, see the README of the
sets. A part that is right, too much or missing counts as one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LISTS = ("themes", "must_visit", "avoid", "only_kinds")
DAY = ("09:00", "18:00")
"""When a day begins and ends if nothing is said."""
ABSORBED = {
    "length": ("start_time", "end_time"),
    "little_walking": ("max_walk", "max_leg_walk", "pace"),
    "party.size": ("party.adults", "party.children", "party.seniors"),
    "avoid_kinds": ("avoid",),
    "includes": ("must_visit", "start", "end"),
}

KindOf = Callable[[str], str | None]


@dataclass
class Verdict:
    """By field: how many parts are right, too many or missing; and in words."""

    right: dict[str, int] = field(default_factory=dict)
    extra: dict[str, int] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, where: dict[str, int], name: str, words: str = "") -> None:
        part = name.split(".")[0]
        where[part] = where.get(part, 0) + 1
        if words:
            self.faults.append(words)

    @property
    def fields(self) -> set[str]:
        return {*self.right, *self.extra, *self.missing}


def flat(constraints: Mapping[str, Any]) -> dict[str, Any]:
    """Constraints with a key for each part; lists stay lists, places of departure become their ids.

    Party members that are none and switches that are off say nothing and are left out; meals are kept.
    """
    parts: dict[str, Any] = {}
    for name, value in constraints.items():
        if name == "party":
            parts |= {f"party.{who}": many for who, many in value.items() if many}
        elif name == "meals":
            parts |= {f"meals.{meal}": wanted for meal, wanted in value.items()}
        elif name == "themes":
            themes = value if isinstance(value, Mapping) else dict.fromkeys(value, 1)
            parts["themes"] = [theme for theme, weight in themes.items() if weight > 0]
        elif name in ("start", "end") and isinstance(value, Mapping):
            parts[name] = value.get("place_id", "a point")
        elif value is not None and value != []:
            parts[name] = value
    return parts


def added(before: Mapping[str, Any], after: Mapping[str, Any], again: Mapping[str, Any]) -> dict[str, Any]:
    """The flat parts that a message brought in or changed, and what it says `again` and is there already.

    "There are two of us left" changes nothing about two adults, and is understood when two adults are still there.
    """
    old, new = flat(before), flat(after)
    fresh: dict[str, Any] = {}
    for name, value in new.items():
        if name in LISTS:
            if more := [one for one in value if one not in old.get(name, []) or one in again.get(name, ())]:
                fresh[name] = more
        elif old.get(name) != value or name in again:
            fresh[name] = value
    return fresh


def judge(gold: Mapping[str, Any], optional: Iterable[str], said: Mapping[str, Any], kind_of: KindOf) -> Verdict:
    """Compares flat parts that were understood with those that had to be.

    `optional` names fields or parts (`party`, `themes.family`) that may be there.
    """
    verdict, left = Verdict(), dict(said)
    # Lists first: what stands for more than one field would take them away, in whatever order a gold row names them.
    for name, accepted in sorted(gold.items(), key=lambda part: part[0] not in LISTS):
        if name in LISTS:
            _judge_list(name, accepted, left, verdict)
        elif _holds(name, accepted, said, kind_of):
            verdict.add(verdict.right, name)
            _absorb(name, left)
        else:
            verdict.add(verdict.missing, name, f"{name} {said.get(name)!r} for {accepted}")
            _absorb(name, left)
    _excuse(optional, left)
    for name, value in left.items():
        for one in value if name in LISTS else [value]:
            verdict.add(verdict.extra, name, f"{name} {one!r} too much")
    return verdict


def holds(name: str, accepted: Any, said: Mapping[str, Any], kind_of: KindOf) -> bool:
    """Whether one gold field is met by flat parts; of lists, whether all named are there."""
    if name in LISTS:
        return set(accepted) <= set(said.get(name, ()))
    return _holds(name, accepted, said, kind_of)


def _holds(name: str, accepted: Any, said: Mapping[str, Any], kind_of: KindOf) -> bool:
    if name == "length":
        least, most = accepted
        minutes = _minutes(said.get("end_time", DAY[1])) - _minutes(said.get("start_time", DAY[0]))
        return bool(least <= minutes % 1440 <= most) and ("start_time" in said or "end_time" in said)
    if name == "little_walking":
        return "max_walk" in said or "max_leg_walk" in said or said.get("pace") == "relaxed"
    if name == "party.size":
        heads = sum(said.get(f"party.{who}", 0) for who in ("adults", "children", "seniors"))
        return heads in accepted
    if name == "avoid_kinds":
        return {kind_of(place) for place in said.get("avoid", ())} >= set(accepted)
    if name == "includes":
        return {*said.get("must_visit", ()), said.get("start"), said.get("end")} >= set(accepted)
    if name == "modes":
        return "modes" in said and _modes_fit(accepted, set(said["modes"]))
    if name.startswith("party.") and name not in said:
        return 0 in accepted
    return name in said and said[name] in accepted


def _modes_fit(accepted: Mapping[str, Any], modes: set[str]) -> bool:
    if "without" in accepted:
        return bool(modes) and not modes & set(accepted["without"])
    # A short way may be walked in any case, so walking is never too much.
    return any(modes | {"walk"} == set(exact) | {"walk"} for exact in accepted["exactly"])


def _judge_list(name: str, accepted: list[str], left: dict[str, Any], verdict: Verdict) -> None:
    for one in accepted:
        if one in left.get(name, ()):
            verdict.add(verdict.right, name)
            left[name] = [other for other in left[name] if other != one]
        else:
            verdict.add(verdict.missing, name, f"{name} without {one}")
    if not left.get(name):
        left.pop(name, None)


def _absorb(name: str, left: dict[str, Any]) -> None:
    for part in ABSORBED.get(name, (name,)):
        if name == "little_walking" and part == "pace" and left.get("pace") != "relaxed":
            continue
        left.pop(part, None)


def _excuse(optional: Iterable[str], left: dict[str, Any]) -> None:
    for name in optional:
        head, _, tail = name.partition(".")
        if head == "themes" and tail:
            left["themes"] = [theme for theme in left.get("themes", ()) if theme != tail]
        elif tail:
            left.pop(name, None)
        else:
            covered = ABSORBED.get(head, (head,))
            for part in [part for part in left if part in covered or part.startswith(f"{head}.")]:
                left.pop(part)
    if not left.get("themes", True):
        left.pop("themes")


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
