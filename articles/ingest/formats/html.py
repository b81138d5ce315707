"""How is a saved web page taken apart?"""

from __future__ import annotations

from collections.abc import Iterator

from articles.ingest.decode import decode
from articles.ingest.report import BadRecord, Document

NAME = "html"
MEDIA_TYPE = "text/html"


def recognises(data: bytes) -> bool:
    return False


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    decoded = decode(data)
    yield from_markup(decoded.text, decoded.encoding, decoded.warnings)


def from_markup(source: str, encoding: str = "", warnings: tuple[str, ...] = ()) -> Document:
    raise BadRecord("html is not read yet")
