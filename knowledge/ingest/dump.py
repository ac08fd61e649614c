"""The open-data dump: everything published, in one archive that explains itself.

The same revision gives the same bytes, so that a checksum of the archive means something.
"""

import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from knowledge.ingest.export import FORMATS, NO_MOMENT, export, provenance_csv, sources_csv
from knowledge.ingest.wording import wording
from knowledge.places.district import District
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.pack import Pack, write_pack
from knowledge.places.text import LOCALES, pick
from knowledge.store import pictures
from knowledge.store.database import Database


def dump(gazetteer: Gazetteer, database: Database) -> bytes:
    """A zip with the data in each format, the pack's own files and pictures, who says what, a README in three
    languages, the licence, a description for programs (Frictionless ``datapackage.json``), and SHA-256 sums of it all.

    The pictures are those of ``database``; each has its own licence and author in its place's file.
    """
    parts = dict(_parts(gazetteer, database))
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(parts.items()))
    parts["SHA256SUMS"] = sums.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in sorted(parts.items()):
            about = zipfile.ZipInfo(f"{_folder(gazetteer)}/{name}", NO_MOMENT)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            packed.writestr(about, content)
    return out.getvalue()


def _folder(gazetteer: Gazetteer) -> str:
    return f"{gazetteer.district.id}-{gazetteer.revision}"


def _parts(gazetteer: Gazetteer, database: Database) -> Iterator[tuple[str, bytes]]:
    tables = {f"data/places.{ending}": export(gazetteer, ending) for ending in FORMATS}
    tables["data/provenance.csv"] = provenance_csv(gazetteer)
    tables["data/sources.csv"] = sources_csv(gazetteer)
    yield from tables.items()
    yield from _pack_files(gazetteer, database)
    yield "README.md", _readme(gazetteer).encode()
    yield "LICENCE.txt", _licence(gazetteer.district).encode()
    yield "datapackage.json", json.dumps(_package(gazetteer, tables), ensure_ascii=False, indent=1).encode()


def _pack_files(gazetteer: Gazetteer, database: Database) -> Iterator[tuple[str, bytes]]:
    pack = Pack(gazetteer.district, dict(gazetteer.places), gazetteer.calendar, dict(gazetteer.sources))
    with tempfile.TemporaryDirectory() as folder:
        write_pack(pack, Path(folder))
        pictures.write_to(Path(folder), gazetteer.places.values(), database)
        for file in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
            yield f"pack/{file.relative_to(folder).as_posix()}", file.read_bytes()


def _readme(gazetteer: Gazetteer) -> str:
    district, words = gazetteer.district, wording()
    chapters = []
    for locale in LOCALES:
        values = {"name": pick(district.name, locale), "n": len(gazetteer.places), "revision": gazetteer.revision}
        text = words.say(locale, "dump-readme", compiled=district.compiled, **values)
        said = [text, pick(district.disclaimer, locale) if district.disclaimer else ""]
        chapters.append("\n\n".join(part for part in said if part))
    return "\n\n---\n\n".join(chapters) + "\n"


def _licence(district: District) -> str:
    licence, words = district.licence, wording()
    if licence is None:
        return "\n".join(words.say(locale, "dump-no-licence") for locale in LOCALES) + "\n"
    lines = [licence.name, licence.url or "", *(licence.attribution or {}).values()]
    return "\n".join(line for line in lines if line) + "\n"


def _package(gazetteer: Gazetteer, tables: dict[str, bytes]) -> dict[str, Any]:
    district = gazetteer.district
    described: dict[str, Any] = {
        "name": district.id,
        "title": pick(district.name, "en"),
        "version": gazetteer.revision,
        "resources": [
            {
                "name": name.removeprefix("data/").replace(".", "-"),
                "path": name,
                "mediatype": FORMATS[name.rpartition(".")[2]].partition(";")[0],
                "bytes": len(content),
                "hash": f"sha256:{sha256(content).hexdigest()}",
            }
            for name, content in tables.items()
        ],
        "sources": [
            {"title": pick(source.title, "en") if source.title else source.id, "path": source.id}
            for source in gazetteer.sources.values()
        ],
    }
    if district.licence:
        licence = {"name": district.licence.name, "path": district.licence.url}
        described["licenses"] = [{key: value for key, value in licence.items() if value}]
    return described
