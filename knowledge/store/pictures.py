"""Pictures of places, kept beside the truth under a name that is a hash of their bytes: added, never altered.

In a pack they are files in the folder ``pictures``.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from sqlalchemy import insert, select

from knowledge.places.place import PICTURE_NAME, Place
from knowledge.store.database import Database
from knowledge.store.schema import picture

FOLDER = "pictures"


def name_of(content: bytes) -> str:
    """What a JPEG is kept as: equal bytes have one name."""
    return f"{sha256(content).hexdigest()[:32]}.jpg"


def keep(database: Database, content: bytes) -> str:
    """Keeps a picture, durably, and tells its name; one that is kept already stays."""
    name = name_of(content)
    with database.writing() as connection:
        if connection.execute(select(picture.c.name).where(picture.c.name == name)).first() is None:
            connection.execute(insert(picture).values(name=name, content=b64encode(content).decode()))
    return name


def content_of(database: Database, name: str) -> bytes | None:
    """A picture's bytes; None when there is none of that name."""
    with database.reading() as connection:
        found = connection.execute(select(picture.c.content).where(picture.c.name == name)).scalar()
    return b64decode(found) if found is not None else None


def take_from(folder: Path, database: Database) -> int:
    """Keeps the pictures of a pack's folder whose names are their bytes' own; how many were new or known."""
    files = [file for file in sorted((folder / FOLDER).glob("*.jpg")) if PICTURE_NAME.fullmatch(file.name)]
    contents = ((file.name, file.read_bytes()) for file in files)
    return sum(keep(database, content) == name for name, content in contents if name_of(content) == name)


def write_to(folder: Path, places: Iterable[Place], database: Database) -> int:
    """Writes the pictures that places show into a pack's folder; how many."""
    names = sorted({one.file for place in places for one in place.pictures})
    written = 0
    for name in names:
        content = content_of(database, name)
        if content is not None:
            (folder / FOLDER).mkdir(parents=True, exist_ok=True)
            (folder / FOLDER / name).write_bytes(content)
            written += 1
    return written
