"""What files and their rows are said to be, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.ingest.wording import wording
from knowledge.places.faults import Fault
from knowledge.places.text import pick
from web.office.guard import office
from web.office.pages import in_words, locale


@dataclass(frozen=True)
class SaidFault:
    """A fault of a row as the reader meets it."""

    row: int
    """0 for the file as a whole."""
    column: str
    sentence: str


def refusal(report: Mapping[str, Any]) -> str | None:
    """Why a file was not taken, if it was not."""
    if "refused" not in report:
        return None
    code, values = report["refused"]
    return wording().say(locale(), code, **values)


def row_fault(said: Mapping[str, Any]) -> SaidFault:
    """A fault as it stands in a report."""
    column, values = said["column"], said["values"]
    if said["code"] == "fault":
        [fault] = in_words([Fault(values["field"], values["said"])])
        return SaidFault(said["row"], column or values["field"], fault.message)
    return SaidFault(said["row"], column, wording().say(locale(), said["code"], **values))


def source_names() -> list[tuple[str, str]]:
    """The sources that are described already, each with what it is called."""
    sources = office().store.export_pack().sources
    tongue = locale()
    return [(one.id, pick(one.title, tongue) if one.title else one.id) for one in sources.values()]
