"""NITF 3.x, the IPTC's News Industry Text Format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.reading.decode import decode
from articles.reading.formats.machine_dates import iso_of_basic_date
from articles.reading.formats.xml_blocks import blocks_of, stated, stated_by
from articles.reading.formats.xml_tree import Element, xml_tree
from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.byline import find_byline
from articles.reading.report import BadRecord, Block, Document, Stated

NAME = "nitf"
MEDIA_TYPE = "application/nitf+xml"

RECOGNISED_BY_BYTES = 4096
_ROOT = re.compile(rb"<nitf[\s>]")
Statements = dict[str, tuple[Stated, ...]]


def recognises(data: bytes) -> bool:
    """XML whose first element is `nitf`."""
    head = data[:RECOGNISED_BY_BYTES].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return head.startswith(b"<") and bool(_ROOT.search(head))


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """The item as one document."""
    decoded = decode(data)
    root = xml_tree(decoded.text)
    blocks = tuple(nitf_blocks(root))
    if not blocks:
        raise BadRecord("this NITF item holds no text. Bring the text itself.")
    statements = nitf_statements(root, decoded.text)
    yield Document(decoded.text, NAME, blocks, statements, (), decoded.warnings, decoded.encoding)


def nitf_blocks(root: Element) -> Iterator[Block]:
    """The body's blocks: body.content, then the tagline of body.end."""
    content = root.first("body.content") or root.first("body")
    if content is not None:
        yield from blocks_of(content)
    end = root.first("body.end")
    for tagline in end.every("tagline") if end else ():
        yield from blocks_of(tagline)


def nitf_statements(root: Element, source: str) -> Statements:
    """What docdata, pubdata and body.head state."""
    head = root.first("body.head")
    headline = head.first("hl1") if head else None
    issued, published = root.first("date.issue"), root.first("pubdata")
    found: Statements = {
        "title": (*stated(headline, source, "NITF hl1"), *stated(root.first("title"), source, "NITF title")),
        "published": (
            *_day(published, "date.publication", source),
            *_day(issued, "norm", source),
            *_day(root.first("story.date"), "norm", source),
        ),
        "outlet": stated_by(published, "name", source, "NITF pubdata"),
        "byline": _bylines(head, source),
        "dateline": stated(head.first("dateline") if head else None, source, "NITF dateline"),
        "agency": _agency(head, source),
        "language": stated_by(
            root, "lang", source, "NITF language", root.attributes.get("lang", "")[:2].lower()
        ),
        "url": stated_by(published, "ex-ref", source, "NITF pubdata"),
    }
    return {field: values for field, values in found.items() if values}


def _day(element: Element | None, attribute: str, source: str) -> tuple[Stated, ...]:
    value = iso_of_basic_date(element.attributes.get(attribute, "")) if element else ""
    return stated_by(element, attribute, source, f"NITF {element.name if element else ''}", value)


def _bylines(head: Element | None, source: str) -> tuple[Stated, ...]:
    """The names a byline marks as persons; else those its words give."""
    names: list[Stated] = []
    for line in head.every("byline") if head else ():
        persons = list(line.every("person"))
        for person in persons:
            names += stated(person, source, "NITF byline")
        if not persons:
            found = find_byline(line.shown()) or find_byline(f"By {line.shown()}")
            for name in found.names if found else ():
                names += stated(line, source, "NITF byline", name)
    return tuple(names)


def _agency(head: Element | None, source: str) -> tuple[Stated, ...]:
    distributor = head.first("distributor") if head else None
    name = agency_name(distributor.shown()) if distributor else ""
    return stated(distributor, source, "NITF distributor", name) if name else ()
