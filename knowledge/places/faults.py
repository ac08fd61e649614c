"""Faults of an input, gathered so that a person can mend them all at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails


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
    return [Fault(field_path(detail["loc"]), sentence_of(detail)) for detail in error.errors()]


def sentence_of(detail: ErrorDetails) -> str:
    """One finding of pydantic in plain words that follow the field's name."""
    told = _SENTENCES.get(detail["type"])
    if told is None:
        return detail["msg"]
    values = detail.get("ctx", {}).items()
    return told.format(**{name: f"{value:g}" if isinstance(value, float) else value for name, value in values})


NO_FIELD = "is no field here"
_SENTENCES = {
    "bool_type": "must be true or false",
    "dict_type": "must be an object",
    "extra_forbidden": NO_FIELD,
    "finite_number": "must be a finite number",
    "float_type": "must be a number",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "int_from_float": "must be a whole number",
    "int_type": "must be a whole number",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "list_type": "must be a list",
    "literal_error": "must be {expected}",
    "missing": "is missing",
    "model_attributes_type": "must be an object",
    "model_type": "must be an object",
    "string_too_short": "must not be empty",
    "string_type": "must be text",
    "too_short": "must not be empty",
    "value_error": "{error}",
}


def field_path(location: Iterable[str | int]) -> str:
    path = ""
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path
