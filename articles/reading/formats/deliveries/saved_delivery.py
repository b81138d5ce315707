"""The format of deliveries that are saved as a page, as text or as RTF: recognised by the layout of what they show.

Word files and PDFs are taken apart by their own formats first, which hand their lines to `layouts.parted`.
"""

from __future__ import annotations

from collections.abc import Iterator

from articles.reading.decode import decode
from articles.reading.formats.deliveries import layouts
from articles.reading.formats.deliveries.containers import markup, plain, rtf
from articles.reading.formats.deliveries.lines import Sheet
from articles.reading.formats.web import html
from articles.reading.report import BadRecord, Document

NAME = "delivery"
MEDIA_TYPE = "text/html"

DELIVERY_MAX_BYTES = 200 * 1024 * 1024
_NO_TEXT = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")


def recognises(data: bytes) -> bool:
    """Whether a layout recognises what the file shows; files without a hint of any cost one search."""
    if data.startswith(_NO_TEXT) or len(data) > DELIVERY_MAX_BYTES:
        return False
    # A control word of RTF may stand in the middle of a hint; such files are few.
    if not data.startswith(rtf.MARK) and not layouts.may_be_delivery(_narrow(data)):
        return False
    try:
        return layouts.layout_of(sheet_of(data)) is not None
    except BadRecord:
        return False


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """The reports of the delivery, one after the other."""
    found = layouts.documents_in(sheet_of(data))
    if found is None:
        raise BadRecord("it is no delivery that is known here. Bring its reports themselves.")
    yield from found


def sheet_of(data: bytes) -> Sheet:
    """The sheet of a file."""
    if data.startswith(rtf.MARK):
        return rtf.sheet_of(data)
    decoded = decode(data)
    return markup.sheet_of(decoded) if html.recognises(data) else plain.sheet_of(decoded)


def _narrow(data: bytes) -> bytes:
    """The bytes in which hints are looked for: of UTF-16, those that are not zero."""
    return data.replace(b"\x00", b"") if b"\x00" in data[:2000] else data
