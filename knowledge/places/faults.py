"""Faults of an input, gathered so that a person can mend them all at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import ValidationError


@dataclass(frozen=True)
class Fault:
    field: str
    """Where: ``themes.red``, ``must_visit[0]``, ``places/museum.yaml: opening_hours``."""
    message: str


class Faults(Exception):
    """Raised with every fault of the input, never the first only."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.field}: {fault.message}" for fault in self.faults))


def faults_of(error: ValidationError) -> list[Fault]:
    """A pydantic error's findings with the contract's way of writing paths."""
    return [Fault(field_path(detail["loc"]), detail["msg"]) for detail in error.errors()]


def field_path(location: Iterable[str | int]) -> str:
    path = ""
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path
