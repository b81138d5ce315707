"""Web archives in WARC (ISO 28500), plain or compressed: each captured page is a report with its address and moment.

Records that carry no page (requests, pictures, styles) are passed over; so are redirects and pages that were not found.
warcio reads the records; its reader of HTTP undoes chunks and compression.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from articles.reading.formats.archives.captured_page import captured_page
from articles.reading.report import BadRecord, Document

NAME = "warc"
MEDIA_TYPE = "application/warc"

PAGE_MAX_BYTES = 10 * 1024 * 1024
UNPACKED_MAX_BYTES = 400 * 1024 * 1024
RECORDS_MAX = 100_000
_MARK = b"WARC/"
_GZIP = b"\x1f\x8b"


def recognises(data: bytes) -> bool:
    """The first record's version line, plain or at the head of a gzip member."""
    if data.startswith(_GZIP):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data[:4096], 16)
        except zlib.error:
            return False
        return head.startswith(_MARK)
    return data.startswith(_MARK)


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document a captured page, in order of the archive; a page without a report says its address and why."""
    passed = pages = 0
    try:
        for count, record in enumerate(ArchiveIterator(BytesIO(_plain(data)))):
            if count >= RECORDS_MAX:
                yield BadRecord(f"over {RECORDS_MAX:,} records: the rest was left out. Split the archive.")
                return
            kind = _page_kind(record)
            if not kind:
                passed += 1
                continue
            pages += 1
            yield _page(record, kind)
    except (
        ArchiveLoadFailed,
        AttributeError,
        EOFError,
        LookupError,
        OSError,
        TypeError,
        ValueError,
    ) as fault:
        # warcio raises each of these on a record that breaks off or whose headers break the rules.
        yield BadRecord(f"the archive breaks off after {pages} pages ({fault}). Bring it whole.")
    if not pages:
        raise BadRecord(
            f"this web archive holds no page: {passed} records of other kinds. Bring one with pages."
        )


def _plain(data: bytes) -> bytes:
    """The archive without its compression, which some tools apply to each record and some to the whole.

    What is damaged at its end gives what comes before. Raises BadRecord over the limit.
    """
    if not data.startswith(_GZIP):
        return data
    kept = bytearray()
    with gzip.GzipFile(fileobj=BytesIO(data)) as stream:
        try:
            while chunk := stream.read(1024 * 1024):
                kept += chunk
                if len(kept) > UNPACKED_MAX_BYTES:
                    raise BadRecord(
                        f"over {UNPACKED_MAX_BYTES // 1024 // 1024} MB unpacked. Split the archive."
                    )
        except (EOFError, OSError, zlib.error):
            # A capture that was broken off: its whole records are read.
            return bytes(kept)
    return bytes(kept)


def _page(record: ArchiveIterator, kind: str) -> Document | BadRecord:
    headers = record.rec_headers
    address, moment = headers.get_header("WARC-Target-URI") or "", headers.get_header("WARC-Date") or ""
    content = record.content_stream().read(PAGE_MAX_BYTES + 1)
    if len(content) > PAGE_MAX_BYTES:
        return BadRecord(f"{address}: over {PAGE_MAX_BYTES // 1024 // 1024} MB, as no article is.")
    try:
        return captured_page(content, kind, address.strip("<>"), moment, "WARC header")
    except BadRecord as refusal:
        return refusal


def _page_kind(record: ArchiveIterator) -> str:
    """The media type of a record that carries a page or a text; empty for every other record."""
    if record.rec_type == "response" and record.http_headers is not None:
        status = record.http_headers.get_statuscode() or ""
        kind = record.http_headers.get_header("Content-Type") or ""
        if status != "200":
            return ""
    elif record.rec_type in {"resource", "conversion"}:
        kind = record.rec_headers.get_header("Content-Type") or ""
    else:
        return ""
    kind = kind.partition(";")[0].strip().lower()
    return kind if kind in {"text/html", "application/xhtml+xml", "text/plain"} else ""
