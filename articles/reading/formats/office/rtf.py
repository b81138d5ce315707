"""A single report saved as Rich Text (RTF 1.9): its lines as paragraphs, as the reader of deliveries shows them.

A delivery of a press database in RTF is recognised before this format is asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from articles.reading.formats.deliveries.containers import rtf
from articles.reading.formats.deliveries.lines import paragraphs
from articles.reading.report import BadRecord, Document

NAME = "rtf"
MEDIA_TYPE = "application/rtf"


def recognises(data: bytes) -> bool:
    """Whether the file opens with RTF's group."""
    return data.startswith(rtf.MARK)


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """The file as one document."""
    sheet = rtf.sheet_of(data)
    blocks = tuple(block for block in paragraphs(sheet.lines, wrapped=sheet.wrapped) if block.text)
    if not blocks:
        raise BadRecord("this rich text file holds no text. Bring the text itself.")
    yield Document(sheet.source, NAME, blocks, warnings=sheet.warnings, encoding=sheet.encoding)
