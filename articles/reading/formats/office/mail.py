"""E-mail (RFC 5322, MIME): newsletters, wire alerts, forwarded clippings, mailboxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr

from articles.reading.decode import decode, tidy
from articles.reading.formats import plain_text
from articles.reading.formats.bounded_mail import message_of
from articles.reading.formats.composed_source import Composer
from articles.reading.formats.machine_dates import iso_of_mail_date
from articles.reading.formats.web import html
from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.outlet import house_name
from articles.reading.report import BadRecord, Document

NAME = "mail"
MEDIA_TYPE = "message/rfc822"

RECOGNISED_BY_BYTES = 65_536
PARTS_MAX = 200
MAILS_MAX = 20_000
TEXT_MIN_CHARACTERS = 80
_HEADER = re.compile(rb"(?m)^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]")
# A mail of a mailbox begins with this line, which no line of a mail does (it is quoted there as ">From ").
_MAILBOX = re.compile(rb"^From [^\n]{1,400}\n(?=[A-Za-z][A-Za-z0-9-]{1,40}:[ \t])", re.MULTILINE)
_ALL = frozenset((b"from", b"subject"))
_ANY = frozenset((b"date", b"mime-version", b"received", b"message-id", b"content-type", b"return-path"))
_REPLY = re.compile(r"(?:(?:re|fw|fwd|aw|wg|tr)\s?:\s{0,3}|\[[^\]]{1,40}\]\s{0,3})+", re.IGNORECASE)


def recognises(data: bytes) -> bool:
    """Whether the file opens with header lines that include a sender and a subject."""
    head = data[:RECOGNISED_BY_BYTES].lstrip(b"\xef\xbb\xbf\r\n").replace(b"\r\n", b"\n")
    if not (_HEADER.match(head) or head.startswith(b"From ")):
        return False
    found = {name.lower() for name in _HEADER.findall(head.partition(b"\n\n")[0])}
    return found >= _ALL and bool(found & _ANY)


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """A mail as one document; a mailbox (mbox, RFC 4155) as one for each mail, in its order."""
    mails = _MAILBOX.split(data.replace(b"\r\n", b"\n")) if data.startswith(b"From ") else [data]
    many = [mail for mail in mails if mail.strip()]
    for number, mail in enumerate(many[:MAILS_MAX], 1):
        try:
            yield _mail(mail)
        except BadRecord as refusal:
            if len(many) == 1:
                raise
            yield BadRecord(f"mail {number}: {refusal}")
    if len(many) > MAILS_MAX:
        yield BadRecord(f"over {MAILS_MAX:,} mails: the rest was left out. Split the mailbox.")


def _mail(data: bytes) -> Document:
    """One mail: its text part, or its HTML part where there is no text worth the name."""
    try:
        mail = message_of(data)
        head, body = _head(mail), _body(mail)
    except (
        MessageError,
        ValueError,
        LookupError,
        IndexError,
        AttributeError,
        TypeError,
        RecursionError,
    ) as fault:
        # The standard library's mail parser raises each of these on headers that break the rules.
        raise BadRecord(f"no readable mail ({fault}). Save its text instead.") from fault
    return replace(head.over(body), format=NAME)


def _head(mail: EmailMessage) -> Composer:
    head = Composer()
    subject = tidy(str(mail["subject"] or ""))
    head.state("title", "Subject", subject, _REPLY.sub("", subject, count=1).strip(), "mail subject")
    _take_sender(head, mail)
    date = tidy(str(mail["date"] or ""))
    head.state(
        "published" if iso_of_mail_date(date) else "date", "Date", date, iso_of_mail_date(date), "mail date"
    )
    return head


def _take_sender(head: Composer, mail: EmailMessage) -> None:
    """The sender of a mailing list or a news house is the outlet; an agency is the agency; anyone else may only have
    passed the mail on."""
    sender = tidy(str(mail["from"] or ""))
    name = parseaddr(sender)[0].strip(" \"'")
    listed = any(mail[header] for header in ("list-id", "list-unsubscribe", "list-post"))
    if agency_name(name):
        head.state("agency", "From", sender, agency_name(name), "mail sender")
    elif name and (listed or house_name(name)):
        head.state("outlet", "From", sender, name, "mail sender")
    else:
        head.state("sender", "From", sender, rule="mail sender")


def _body(mail: EmailMessage) -> Document:
    texts, pages = _parts(mail)
    text = max(texts, key=lambda part: len(part[0]), default=("", ""))
    if len(text[0].strip()) >= TEXT_MIN_CHARACTERS or (text[0].strip() and not pages):
        return plain_text.from_text(*text)
    if pages:
        return html.from_markup(*max(pages, key=lambda part: len(part[0])))
    raise BadRecord("the mail holds no text, only attachments. Bring those by themselves.")


def _parts(mail: EmailMessage) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The text parts and the HTML parts that are no attachments, each with its encoding."""
    texts: list[tuple[str, str]] = []
    pages: list[tuple[str, str]] = []
    for number, part in enumerate(mail.walk()):
        if number > PARTS_MAX:
            break
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html"):
            (texts if kind == "text/plain" else pages).append(_text(part))
    return texts, pages


def _text(part: EmailMessage) -> tuple[str, str]:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return "", ""
    charset = part.get_content_charset() or ""
    try:
        return tidy(data.decode(charset or "utf-8")), charset or "utf-8"
    except (LookupError, UnicodeDecodeError):
        decoded = decode(data)
        return decoded.text, decoded.encoding
