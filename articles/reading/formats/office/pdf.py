"""PDF clippings: pypdf reads the characters and their places, `pdf_layout` makes paragraphs of them.

A PDF's dates are those of the file and its author whoever printed it: neither is taken for the report's.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from articles.reading.decode import tidy
from articles.reading.formats.composed_source import Composer
from articles.reading.formats.deliveries import layouts
from articles.reading.formats.deliveries.containers import pdf as delivered
from articles.reading.formats.office.pdf_layout import PrintedLine, put_together
from articles.reading.report import BadRecord, Document
from articles.text import fold

NAME = "pdf"
MEDIA_TYPE = "application/pdf"

PDF_MAX_BYTES = 30 * 1024 * 1024
PDF_MAX_PAGES = 1_000
TEXT_MAX_CHARACTERS = 5_000_000
TEXT_MIN_CHARACTERS_A_PAGE = 20
OPENING_BLOCKS = 6
SCANNED = "this PDF holds no text: its pages are pictures, a scan most likely"
# A run of text: its letters, left edge, height from below, size, weight.
Run = tuple[str, float, float, float, bool]
TITLE_MIN_CHARACTERS = 15
# What pypdf raises on files that break the format's rules, beside its own errors.
_FAULTS = (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, ArithmeticError, AssertionError,
           NotImplementedError, RecursionError, LookupError)  # fmt: skip

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def recognises(data: bytes) -> bool:
    """Whether the PDF mark stands in the first kilobyte."""
    return b"%PDF-" in data[:1024]


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """The clipping as one document; a database's delivery as one for each report."""
    if len(data) > PDF_MAX_BYTES:
        raise BadRecord(
            f"a PDF over {PDF_MAX_BYTES // 1024 // 1024} MB. Bring the pages with the report by themselves."
        )
    try:
        reader = _opened(data)
        lines = [line for number, page in enumerate(reader.pages) for line in _lines(page, number)]
        title = str(reader.metadata.title or "") if reader.metadata else ""
        pages = len(reader.pages)
    except _FAULTS as fault:
        raise BadRecord(
            f"no readable PDF ({str(fault)[:120] or type(fault).__name__}). Save it anew, or bring its text."
        ) from fault
    if sum(len(line.text) for line in lines) < TEXT_MIN_CHARACTERS_A_PAGE * pages:
        raise BadRecord(SCANNED)
    delivery = layouts.documents_in(delivered.sheet_of(lines))
    if delivery is not None:
        yield from delivery
    else:
        yield _document(lines, tidy(title))


def _opened(data: bytes) -> PdfReader:
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise BadRecord("this PDF is locked with a password. Unlock it and bring it again.")
    if len(reader.pages) > PDF_MAX_PAGES:
        raise BadRecord(
            f"a PDF of more than {PDF_MAX_PAGES} pages. Bring the pages with the report by themselves."
        )
    return reader


def _document(lines: list[PrintedLine], title: str) -> Document:
    printed = put_together(lines)
    head = Composer()
    # The window's title is believed where the page prints it: else it is a file name as often as not.
    printed_too = [block.text for block in printed.blocks[:OPENING_BLOCKS] if _prints(block.text, title)]
    if printed_too:
        head.state("title", "Title", title, max(printed_too, key=len), "document property title")
    body = Document(printed.source, NAME, printed.blocks, removed=printed.removed, encoding="utf-8")
    return replace(head.over(body), format=NAME)


def _prints(text: str, title: str) -> bool:
    """Whether a line is the title, or the title is the line and the name of a house behind it."""
    return len(text) > TITLE_MIN_CHARACTERS and bool(fold(text)) and fold(title).startswith(fold(text))


def _lines(page: Any, number: int) -> Iterator[PrintedLine]:
    """The page's lines in the order in which the file prints them, which is that of reading nearly always."""
    runs: list[Run] = []

    def take(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
        y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
        runs.append((text, x, y, abs(size * (tm[3] or 1) * (cm[3] or 1)), _is_bold(font)))

    page.extract_text(visitor_text=take)
    gathered: list[Run] = []
    kept = 0
    for text, x, y, size, bold in runs:
        kept += len(text)
        if kept > TEXT_MAX_CHARACTERS:
            raise BadRecord(f"a page of more than {TEXT_MAX_CHARACTERS:,} characters. Bring the text itself.")
        for piece_number, piece in enumerate(text.split("\n")):
            if piece_number and gathered:
                yield from _line(gathered, number)
                gathered = []
            if piece.strip():
                gathered.append((piece, x, y, size, bold))
            elif piece and gathered:
                last = gathered[-1]
                gathered[-1] = (last[0] + " ", *last[1:])
    yield from _line(gathered, number)


def _is_bold(font: Any) -> bool:
    """Whether a font's name says that it is bold."""
    return isinstance(font, dict) and "bold" in str(font.get("/BaseFont", "")).lower()


def _line(gathered: list[Run], number: int) -> Iterator[PrintedLine]:
    text = " ".join(tidy("".join(run[0] for run in gathered)).split())
    if text:
        _, x, y, size, _ = gathered[0]
        bold = all(run[4] for run in gathered if run[0].strip())
        yield PrintedLine(text, round(x, 1), round(y, 1), round(size, 1), number, bold)
