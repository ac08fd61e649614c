"""The text of a document, paragraph by paragraph, with where each stands."""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from knowledge.ingest.refused import Refused
from knowledge.ingest.uploads import document_kind, read_text

LONGEST = 500_000
"""Characters."""
MOST_PAGES = 1000


@dataclass(frozen=True)
class Paragraph:
    text: str
    """As it stands in the document."""
    number: int
    """Counted from 1: in a PDF on its page, else in the whole document."""
    page: int | None
    """Of a PDF, counted from 1."""


def read_document(content: bytes) -> tuple[Paragraph, ...]:
    """The paragraphs of a TXT, PDF or DOCX that have anything in them.

    Raises:
        Refused: when it is none of these, not safe, too long, or has no text.
    """
    kind = document_kind(content)
    readers = {"pdf": _read_pdf, "docx": _read_docx, "txt": _read_txt}
    found, length = [], 0
    for paragraph in readers[kind](content):
        length += len(paragraph.text)
        if length > LONGEST:
            raise Refused("document-too-long", letters=LONGEST)
        if paragraph.text.strip():
            found.append(paragraph)
    if not found:
        raise Refused("document-no-text")
    return tuple(found)


def _read_txt(content: bytes) -> Iterator[Paragraph]:
    for number, line in enumerate(read_text(content).splitlines(), 1):
        yield Paragraph(line, number, None)


def _read_pdf(content: bytes) -> Iterator[Paragraph]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # It warns of every small fault of a file on the log.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("upload-damaged")
        if len(reader.pages) > MOST_PAGES:
            raise Refused("document-too-long", letters=LONGEST)
        for page, content_of in enumerate(reader.pages, 1):
            lines = content_of.extract_text().splitlines()
            for number, text in enumerate(_joined(lines), 1):
                yield Paragraph(text, number, page)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError):
        # The library tells damage by whatever it stumbles over.
        raise Refused("upload-damaged") from None


def _joined(lines: list[str]) -> Iterator[str]:
    """Lines of a page as paragraphs: a line that fills the page goes on in the next."""
    width = max((len(line) for line in lines), default=0)
    text = ""
    for line in lines:
        text += line
        if len(line.rstrip()) < width * 0.8 or line.rstrip().endswith(("。", ".", ":", "：", "!", "！")):
            yield text
            text = ""
        elif line[-1:].isascii():
            text += " "
    if text:
        yield text


def _read_docx(content: bytes) -> Iterator[Paragraph]:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        document: Any = Document(io.BytesIO(content))
        texts: list[str] = []
        for part in document.iter_inner_content():
            if isinstance(part, Table):
                texts += [cell.text for row in part.rows for cell in row.cells]
            else:
                texts.append(part.text)
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, TypeError, IndexError):
        raise Refused("upload-damaged") from None
    for number, text in enumerate(texts, 1):
        yield Paragraph(text, number, None)
