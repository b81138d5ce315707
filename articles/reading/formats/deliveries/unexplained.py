"""A doubt for files that hold much more text than the one report read from them."""

from __future__ import annotations

from dataclasses import replace

from articles.reading.cleaning.block_kinds import is_prose
from articles.reading.report import Document

LEFT_MIN_CHARACTERS = 6_000
LEFT_MIN_SHARE = 3
REPORT_MAX_CHARACTERS = 80_000


def with_doubt(document: Document) -> Document:
    """The only document of a file, with a warning where its text explains too little of the file, or is too long."""
    body = sum(len(block.text) for block in document.blocks)
    left = sum(len(part.text) for part in document.removed if is_prose(part.text))
    if left > LEFT_MIN_CHARACTERS and left > LEFT_MIN_SHARE * body:
        return _warned(
            document,
            f"The file holds {left:,} characters of text beside this report; look whether it holds other reports.",
        )
    if body > REPORT_MAX_CHARACTERS:
        return _warned(
            document,
            f"This report has {body:,} characters, more than reports have; look whether it is several reports.",
        )
    return document


def _warned(document: Document, warning: str) -> Document:
    return replace(document, warnings=(*document.warnings, warning))
