"""Items in NewsML 1.x, the IPTC's exchange format before G2. A file may hold many news items and components.

Source: IPTC NewsML 1.2 functional specification: NewsItem/Identification, NewsManagement, and NewsComponents with
NewsLines and ContentItems, whose DataContent holds NITF, XHTML or text. A component that holds a picture gives its caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.reading.decode import decode
from articles.reading.formats.machine_dates import iso_of_basic_date
from articles.reading.formats.markup_in_text import blocks_of_content
from articles.reading.formats.xml_blocks import stated, stated_by
from articles.reading.formats.xml_tree import Element, xml_tree
from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.byline import find_byline
from articles.reading.report import BadRecord, Block, BlockKind, Decoded, Document, Stated

NAME = "newsml1"
MEDIA_TYPE = "application/vnd.iptc.newsml"

RECOGNISED_BY_BYTES = 4096
_ROOT = re.compile(rb"<(?:[A-Za-z0-9]{1,20}:)?NewsML[\s>]")
Statements = dict[str, tuple[Stated, ...]]


def recognises(data: bytes) -> bool:
    """XML whose first element is `NewsML`."""
    head = data[:RECOGNISED_BY_BYTES].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return head.startswith(b"<") and bool(_ROOT.search(head))


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document a news item; an item without text (a picture, a list of links) is refused in words."""
    decoded = decode(data)
    items = list(xml_tree(decoded.text).every("NewsItem"))
    if not items:
        raise BadRecord("this NewsML file carries no news item. Bring the item itself.")
    for number, item in enumerate(items, 1):
        blocks = tuple(_blocks(item, decoded.text))
        if any(block.kind is BlockKind.PARAGRAPH for block in blocks):
            yield _document(item, blocks, decoded)
        else:
            yield BadRecord(f"item {number} carries no text. Bring the report it belongs to.")


def _document(item: Element, blocks: tuple[Block, ...], decoded: Decoded) -> Document:
    return Document(
        decoded.text, NAME, blocks, _statements(item, decoded.text), (), decoded.warnings, decoded.encoding
    )


def _blocks(item: Element, source: str) -> Iterator[Block]:
    """The text of the first language that a component gives; captions of the others."""
    language = ""
    for component in item.every("NewsComponent"):
        if component.child("NewsComponent"):
            continue
        told = next((one.attributes.get("FormalName", "") for one in component.every("Language")), "")
        if told and language and told != language:
            continue
        for content in component.every("DataContent"):
            found = list(blocks_of_content(content, source))
            if found:
                language = language or told
            yield from found


def _statements(item: Element, source: str) -> Statements:
    lines = item.first("NewsLines")
    management, identity = item.first("NewsManagement"), item.first("NewsIdentifier")
    found: Statements = {
        "title": (*_line(lines, "HeadLine", source), *_line(lines, "SubHeadLine", source)[:0]),
        "byline": _bylines(lines, source),
        "dateline": _line(lines, "DateLine", source),
        "published": (*_day(management, "FirstCreated", source), *_day(identity, "DateId", source)),
        "slug": (
            *_line(lines, "SlugLine", source),
            *stated(item.first("NameLabel"), source, "NewsML NameLabel"),
        ),
        "keywords": _line(lines, "KeywordLine", source),
        "copyright": _line(lines, "CopyrightLine", source),
        "story_number": stated(
            identity.child("NewsItemId") if identity else None, source, "NewsML NewsItemId"
        ),
        "version": stated(identity.child("RevisionId") if identity else None, source, "NewsML RevisionId"),
        "urgency": _formal(management, "Urgency", source),
        "status": _formal(management, "Status", source),
        "language": _language(item, source),
        **_house(item, identity, source),
    }
    return {field: values for field, values in found.items() if values}


def _line(lines: Element | None, name: str, source: str) -> tuple[Stated, ...]:
    elements = lines.every(name) if lines else ()
    return tuple(part for element in elements for part in stated(element, source, f"NewsML {name}"))


def _bylines(lines: Element | None, source: str) -> tuple[Stated, ...]:
    names: list[Stated] = []
    for line in lines.every("ByLine") if lines else ():
        found = find_byline(line.shown()) or find_byline(f"By {line.shown()}")
        for name in found.names if found else ():
            names += stated(line, source, "NewsML ByLine", name)
    return tuple(names)


def _day(parent: Element | None, name: str, source: str) -> tuple[Stated, ...]:
    element = parent.first(name) if parent else None
    return stated(element, source, f"NewsML {name}", iso_of_basic_date(element.shown())) if element else ()


def _formal(parent: Element | None, name: str, source: str) -> tuple[Stated, ...]:
    return stated_by(parent.child(name) if parent else None, "FormalName", source, f"NewsML {name}")


def _language(item: Element, source: str) -> tuple[Stated, ...]:
    element = item.first("Language")
    tag = element.attributes.get("FormalName", "")[:2].lower() if element else ""
    return stated_by(element, "FormalName", source, "NewsML Language", tag)


def _house(item: Element, identity: Element | None, source: str) -> Statements:
    """The provider: an agency where its name is one, else the outlet."""
    parties = [
        party
        for name in ("Provider", "Source", "Creator")
        for one in item.every(name)
        for party in one.every("Party")
    ]
    named = [part for party in parties for part in stated_by(party, "FormalName", source, "NewsML Party")]
    agencies = tuple(part for part in named if agency_name(part.value))
    if agencies:
        return {"agency": agencies}
    provider = stated(identity.child("ProviderId") if identity else None, source, "NewsML ProviderId")
    return {"agency": tuple(named[:1])} if named else {"outlet": provider}
