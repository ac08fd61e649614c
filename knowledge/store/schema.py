"""The tables of the truth. Rows are added and never changed, which the database itself enforces."""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

change = Table(
    "change",
    metadata,
    # Numbers are given under the writers' lock, so they rise by one in the order of commits.
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("token", String(32), nullable=False, comment="tells apart two histories that reached the same number"),
    Column("moment", String(40), nullable=False, comment="ISO 8601, UTC"),
    Column("who", String(200), nullable=False),
    Column("why", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("detail", Text, nullable=False, comment="JSON object"),
)

picture = Table(
    "picture",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("content", Text, nullable=False, comment="a JPEG in base64"),
)

version = Table(
    "version",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", String(12), nullable=False),
    Column("document", Text, nullable=False, comment="JSON object"),
    Column("change", Integer, ForeignKey("change.number"), nullable=False),
    Column("origin", Integer, nullable=False, comment="what it was made from: a draft's live version, or the reverse"),
    Column("pack", Text, comment="JSON object: the pack's own document, where an import kept the office's words"),
    Index("version_change", "change"),
)
