"""Where facts come from."""

from pydantic import Field

from knowledge.places.place import Confidence, Record
from knowledge.places.text import Texts


class Source(Record):
    """An address or document that facts of a pack rest on; each is described once."""

    id: str = Field(min_length=1)
    """What ``provenance`` and ``facts`` call it: its address, or its name."""
    title: Texts | None = None
    trust: Confidence
    """How far a fact from it may be trusted at most."""
    as_of: str = "undated"
    note: Texts | None = None
