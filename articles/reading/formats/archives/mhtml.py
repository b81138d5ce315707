"""A page saved by a browser as one file of MIME parts (MHTML, RFC 2557): its first page is the report.

The address and the moment of saving stand in the headers; the subject is the window's title and is not needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage

from articles.reading.formats.archives.captured_page import captured_page
from articles.reading.formats.bounded_mail import message_of
from articles.reading.formats.machine_dates import iso_of_mail_date
from articles.reading.report import BadRecord, Document

NAME = "mhtml"
MEDIA_TYPE = "multipart/related"

RECOGNISED_BY_BYTES = 8_192
PARTS_MAX = 2_000
_RELATED = re.compile(rb"^Content-Type:\s{0,4}multipart/related", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(
    rb"^(?:Snapshot-Content-Location:|From:\s{0,4}<?Saved by |Content-Location:\s{0,4}(?:https?|file):)",
    re.IGNORECASE | re.MULTILINE,
)


def recognises(data: bytes) -> bool:
    """MIME headers of related parts, with a browser's note that it saved them."""
    head = data[:RECOGNISED_BY_BYTES].replace(b"\r\n", b"\n").lstrip(b"\xef\xbb\xbf\n")
    return head[:1].isalpha() and bool(_RELATED.search(head)) and bool(_SAVED.search(head))


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """The saved page as one document."""
    try:
        message = message_of(data)
        page = _page(message)
        address = str(
            message["Snapshot-Content-Location"] or (page["Content-Location"] if page else "") or ""
        )
        moment = iso_of_mail_date(str(message["Date"] or ""))
        content = page.get_payload(decode=True) if page is not None else None
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError) as fault:
        # The standard library's mail parser raises each of these on headers that break the rules.
        raise BadRecord(f"no readable saved page ({fault}). Save it anew, or bring its text.") from fault
    if not isinstance(content, bytes) or not content.strip():
        raise BadRecord("this saved page holds no page of HTML. Save it anew, or bring its text.")
    yield captured_page(content, "text/html", address.strip("<> "), moment, "MHTML header")


def _page(message: EmailMessage) -> EmailMessage | None:
    """The part that the browser showed: the one of the saved address, else the first page."""
    pages = []
    for number, part in enumerate(message.walk()):
        if number > PARTS_MAX:
            break
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            pages.append(part)
    address = str(message["Snapshot-Content-Location"] or "")
    own = [part for part in pages if address and str(part["Content-Location"] or "") == address]
    return next(iter(own or pages), None)
