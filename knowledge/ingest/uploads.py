"""What a file is, told by its content alone, and whether it is safe to open."""

import io
import json
import zipfile
from typing import Literal

from knowledge.ingest.refused import Refused

Kind = Literal["xlsx", "csv", "geojson", "pdf", "docx", "txt"]

LARGEST = 8 * 1024 * 1024
"""Bytes of a file."""
LARGEST_UNPACKED = 120 * 1024 * 1024
"""Bytes that a packed file may come to."""
MOST_MEMBERS = 2000
STEEPEST = 250
"""How many times smaller than its content a packed part may be; spreadsheets of one word repeated reach about 100."""
_SMALL_MEMBER = 256 * 1024
_OLD_OFFICE = bytes.fromhex("D0CF11E0A1B11AE1")
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_PORTION = 1 << 20


def table_kind(content: bytes) -> Kind:
    """Which kind of table a file is.

    Raises:
        Refused: when it is none, or not safe to open.
    """
    kind = _packed_kind(content)
    if kind == "docx" or _is_pdf(content):
        raise Refused("upload-is-document")
    if kind:
        return kind
    text = read_text(content)
    if text.lstrip()[:1] in ("{", "["):
        return "geojson"
    return "csv"


def document_kind(content: bytes) -> Kind:
    """Which kind of document a file is. Raises Refused as ``table_kind``."""
    kind = _packed_kind(content)
    if kind == "xlsx":
        raise Refused("upload-is-table")
    if kind:
        return kind
    if _is_pdf(content):
        return "pdf"
    read_text(content)
    return "txt"


def read_text(content: bytes) -> str:
    """A text in UTF-8, UTF-16 with its mark, or GB18030.

    A few broken characters in what is else UTF-8 are kept as U+FFFD.

    Raises:
        Refused: when it is no text.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decoded(content, "utf-16")
    if b"\0" in content:
        raise Refused("upload-unknown")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    mended = content.decode("utf-8-sig", errors="replace")
    broken, wide = mended.count("\ufffd"), sum(letter > "\x7f" for letter in mended)
    if wide and broken * 20 < wide:
        return mended
    return _decoded(content, "gb18030")


def read_json(content: bytes) -> object:
    """Raises Refused when the text is no JSON."""
    try:
        return json.loads(read_text(content))
    except (ValueError, RecursionError):
        raise Refused("upload-no-json") from None


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Refused("upload-no-text") from None


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]


def _packed_kind(content: bytes) -> Kind | None:
    """The kind of a packed file; None for what is not packed."""
    if len(content) > LARGEST:
        raise Refused("upload-too-large", megabytes=LARGEST // 1024 // 1024)
    if not content.strip():
        raise Refused("upload-empty")
    if content.startswith(_OLD_OFFICE):
        raise Refused("upload-old-office")
    if not content.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _checked(packed)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise Refused("upload-damaged") from None
    except Exception as reason:
        # The decompressors raise errors of their own.
        if type(reason).__module__ in ("zlib", "lzma", "bz2"):
            raise Refused("upload-damaged") from None
        raise


def _checked(packed: zipfile.ZipFile) -> Kind:
    members = packed.infolist()
    # Never more is unpacked of a part than it says of itself, so what they say together bounds it all.
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise Refused("upload-bomb")
    for member in members:
        if member.file_size > max(_SMALL_MEMBER, STEEPEST * member.compress_size):
            raise Refused("upload-bomb")
    names = {member.filename for member in members}
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Refused("upload-macros")
    for member in members:
        if member.filename.endswith((".xml", ".rels")):
            _require_no_entities(packed, member)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "word/document.xml" in names:
        return "docx"
    raise Refused("upload-unknown")


def _require_no_entities(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Office files declare no document types; who does wants entities expanded."""
    with packed.open(member) as opened:
        before = b""
        while portion := opened.read(_PORTION):
            if any(mark in before + portion for mark in _DOCTYPES):
                raise Refused("upload-entities")
            before = portion[-32:]
