"""How is a saved web page taken apart?

trafilatura finds the report among everything else; what the page states itself (JSON-LD, Open Graph, `<time>`, `<h1>`)
comes first for the fields; an own linear scanner ties both to characters of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.ingest.decode import decode
from articles.ingest.formats.choose import chosen
from articles.ingest.formats.markup import scan
from articles.ingest.formats.page_body import page_blocks
from articles.ingest.report import BadRecord, Document

NAME = "html"
MEDIA_TYPE = "text/html"

_MARKUP = re.compile(
    rb"<(?:!doctype\s{1,4}html|html|head|body|article|div|p|meta|h1|section|main)\b[^<]{0,2000}>",
    re.IGNORECASE,
)
_SURE = re.compile(rb"\s{0,200}<(?:!doctype\s{1,4}html|html|head|body)\b", re.IGNORECASE)
RECOGNISED_BY_BYTES = 4096


def recognises(data: bytes) -> bool:
    """A page says so at once, or holds several of the tags that pages are made of."""
    head = data[:RECOGNISED_BY_BYTES].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
    if _SURE.match(head):
        return True
    return head.lstrip().startswith(b"<") and len(_MARKUP.findall(head)) >= 2


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """The page as one document."""
    decoded = decode(data)
    yield from_markup(decoded.text, decoded.encoding, decoded.warnings)


def from_markup(source: str, encoding: str = "", warnings: tuple[str, ...] = ()) -> Document:
    """A page as a document: its report's blocks, and what it states of itself. Raises BadRecord where there is no text."""
    page = scan(source)
    blocks = page_blocks(page)
    if not blocks:
        raise BadRecord(
            "no report was found in this page. Save the page with its text, or bring the text itself."
        )
    return Document(source, NAME, blocks, stated=chosen(page), encoding=encoding, warnings=warnings)
