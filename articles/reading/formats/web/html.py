"""Saved web pages.

trafilatura finds the report among everything else; what the page states itself (JSON-LD, Open Graph, `<time>`, `<h1>`)
comes first for the fields; an own linear scanner ties both to characters of the source.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

from articles.reading.decode import decode
from articles.reading.formats.web.field_precedence import chosen
from articles.reading.formats.web.main_content import page_blocks
from articles.reading.formats.web.markup import Page, scan
from articles.reading.formats.web.page_furniture import rest_of
from articles.reading.formats.web.visible_text import letters_of
from articles.reading.report import BadRecord, Block, Document

NAME = "html"
MEDIA_TYPE = "text/html"

_MARKUP = re.compile(
    rb"<(?:!doctype\s{1,4}html|html|head|body|article|div|p|meta|h1|section|main)\b[^<]{0,2000}>",
    re.IGNORECASE,
)
_SURE = re.compile(rb"\s{0,200}<(?:!doctype\s{1,4}html|html|head|body)\b", re.IGNORECASE)
RECOGNISED_BY_BYTES = 4096
REPORT_MIN_CHARACTERS = 40
HEADLINE_SEARCH_BLOCKS = 30
MENU_LINE_MAX_CHARACTERS = 80


def recognises(data: bytes) -> bool:
    """Whether the file opens as a page, or contains several of the tags that pages consist of."""
    head = data[:RECOGNISED_BY_BYTES].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
    if _SURE.match(head):
        return True
    return head.lstrip().startswith(b"<") and len(_MARKUP.findall(head)) >= 2


def warm() -> None:
    """Load what pages need, before the first page and before memory is limited."""
    with contextlib.suppress(BadRecord):
        from_markup("<html><body><p>The first page is a small one.</p></body></html>")


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """The page as one document."""
    decoded = decode(data)
    yield from_markup(decoded.text, decoded.encoding, decoded.warnings)


def from_markup(source: str, encoding: str = "", warnings: tuple[str, ...] = ()) -> Document:
    """A page as a document: its report's blocks, and what it states of itself. Raises BadRecord where there is no text."""
    page = scan(source)
    blocks = _from_headline(page_blocks(page), page)
    if sum(len(block.text) for block in blocks) < REPORT_MIN_CHARACTERS:
        raise BadRecord(
            "no report was found in this page. Save the page with its text, or bring the text itself."
        )
    stated = chosen(page)
    fields = {letters_of(value.value) for values in stated.values() for value in values}
    captions, removed = rest_of(page, blocks, fields)
    return Document(source, NAME, (*blocks, *captions), stated, removed, warnings, encoding)


def _from_headline(blocks: tuple[Block, ...], page: Page) -> tuple[Block, ...]:
    """The blocks from the page's headline on, where only a menu's short lines stand above it."""
    titles = [
        letters_of(page.shown(part.start, part.end)) for part in page.slices if part.name in ("title", "h1")
    ]
    for place, block in enumerate(blocks[:HEADLINE_SEARCH_BLOCKS]):
        if len(block.text) > MENU_LINE_MAX_CHARACTERS and not place:
            break
        key = letters_of(block.text)
        if len(block.text.split()) > 2 and any(title.startswith(key) for title in titles):
            return (
                blocks[place:]
                if all(len(b.text) <= MENU_LINE_MAX_CHARACTERS for b in blocks[:place])
                else blocks
            )
    return blocks
