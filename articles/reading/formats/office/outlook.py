"""Outlook messages (.msg, MS-OXMSG): what the file states, written as the mail that it was and read as one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime

from oxmsg import Message

from articles.reading.formats.office import mail
from articles.reading.report import BadRecord, Document

NAME = "outlook-msg"
MEDIA_TYPE = "application/vnd.ms-outlook"

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MSG_MAX_BYTES = 50 * 1024 * 1024
# Where a message keeps its properties; other documents of the same container have no such stream.
_PROPERTIES = "__properties_version1.0".encode("utf-16-le")
# Of the headers that came over the wire, those by which a mail tells its sender and its list.
_HEADERS = ("Date", "List-Id", "List-Unsubscribe", "List-Post", "Message-Id")


def recognises(data: bytes) -> bool:
    """A compound file that holds a message's properties."""
    return data.startswith(MARK) and _PROPERTIES in data


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """The message as one document. Attachments are left out, as they are of a mail."""
    if len(data) > MSG_MAX_BYTES:
        limit = MSG_MAX_BYTES // 1024 // 1024
        raise BadRecord(f"a message over {limit} MB. Bring its text, or its attachments by themselves.")
    try:
        written = _as_mail(Message.load(io.BytesIO(data)))
    except BadRecord:
        raise
    except Exception as fault:
        # The library raises whatever a damaged container makes it meet.
        raise BadRecord(
            f"no readable Outlook message ({type(fault).__name__}: {fault}). Save it as .eml or text."
        ) from fault
    yield from mail.documents(written)


def _as_mail(message: Message) -> bytes:
    """The message as the bytes of a mail (RFC 5322)."""
    written = EmailMessage()
    written["Subject"] = _line(message.subject)
    written["From"] = _line(message.sender or "unknown")
    told = {name.lower(): value for name, value in message.message_headers.items()}
    for name in _HEADERS:
        if value := told.get(name.lower(), ""):
            written[name] = _line(value)
    if message.sent_date and "Date" not in written:
        written["Date"] = format_datetime(message.sent_date)
    text, page = message.body or "", message.html_body or ""
    if not text.strip() and not page.strip():
        raise BadRecord("the message holds no text, only attachments. Bring those by themselves.")
    written.set_content(text)
    if page.strip():
        written.add_alternative(page, subtype="html")
    return bytes(written)


def _line(value: str) -> str:
    """A header's value on one line."""
    return " ".join(value.split())
