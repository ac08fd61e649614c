"""Which files the open data has."""

from knowledge.ingest.export import FORMATS

FILES = {
    **{f"places.{ending}": content_type for ending, content_type in FORMATS.items()},
    "dump.zip": "application/zip",
}
"""By name, with their content types."""
