"""NewsML-G2, the IPTC's exchange format; a newsMessage may carry many items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.reading.decode import decode
from articles.reading.formats.composed_source import merged
from articles.reading.formats.machine_dates import iso_of_basic_date
from articles.reading.formats.wires.nitf import nitf_blocks, nitf_statements
from articles.reading.formats.xml_blocks import blocks_of, stated, stated_by
from articles.reading.formats.xml_tree import Element, xml_tree
from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.byline import find_byline
from articles.reading.report import BadRecord, Block, Decoded, Document, Stated

NAME = "newsml-g2"
MEDIA_TYPE = "application/vnd.iptc.g2.newsitem+xml"

RECOGNISED_BY_BYTES = 4096
_ROOT = re.compile(
    rb"<(?:[A-Za-z0-9]{1,20}:)?(?:newsItem|newsMessage|packageItem|conceptItem|knowledgeItem|planningItem)[\s>]"
)
Statements = dict[str, tuple[Stated, ...]]


def recognises(data: bytes) -> bool:
    """XML that opens with one of the G2 items or the message around them."""
    head = data[:RECOGNISED_BY_BYTES].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return head.startswith(b"<") and bool(_ROOT.search(head))


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document a news item; an item without text (a picture, a package, a list of concepts) is refused in words."""
    decoded = decode(data)
    root = xml_tree(decoded.text)
    items = [root] if root.name == "newsItem" else list(root.every("newsItem"))
    if not items:
        raise BadRecord("this NewsML-G2 file carries no news item with text. Bring the item itself.")
    for number, item in enumerate(items, 1):
        blocks = tuple(_blocks(item))
        if blocks:
            yield _document(item, blocks, decoded)
        else:
            yield BadRecord(f"item {number} ({_kind(item)}) carries no text. Bring the report it belongs to.")


def _document(item: Element, blocks: tuple[Block, ...], decoded: Decoded) -> Document:
    statements = _statements(item, decoded.text)
    inner = item.first("nitf")
    if inner is not None:
        statements = merged(statements, nitf_statements(inner, decoded.text))
    return Document(decoded.text, NAME, blocks, statements, (), decoded.warnings, decoded.encoding)


def _kind(item: Element) -> str:
    kind = item.first("itemClass")
    return kind.attributes.get("qcode", "").rpartition(":")[2] or "no class" if kind else "no class"


def _blocks(item: Element) -> Iterator[Block]:
    content = item.first("contentSet")
    if content is None:
        return
    for part in content.children:
        if part.name == "inlineXML":
            nitf = part.first("nitf")
            yield from nitf_blocks(nitf) if nitf else blocks_of(part.first("body") or part)
        elif part.name == "inlineData" and "text" in part.attributes.get("contenttype", "text/plain"):
            yield from _lines(part)


def _lines(part: Element) -> Iterator[Block]:
    """The lines of a text that stands in one element."""
    for piece in part.content:
        if isinstance(piece, Element) or not piece.value.strip():
            continue
        lead = len(piece.value) - len(piece.value.lstrip())
        text = piece.value.strip()
        yield Block(" ".join(text.split()), piece.start + lead, piece.start + lead + len(text))


def _statements(item: Element, source: str) -> Statements:
    meta, content = item.child("itemMeta"), item.child("contentMeta")
    found: Statements = {
        "title": _stated(content, source, "headline") + _stated(meta, source, "title"),
        "published": _days(meta, source, "firstCreated", "versionCreated")
        + _days(content, source, "contentCreated"),
        "byline": _people(content, source),
        "dateline": _stated(content, source, "dateline"),
        "outlet": _outlet(item, meta, content, source),
        "agency": _agency(meta, content, source),
        "language": _language(content, source),
        "url": stated_by(meta.child("link") if meta else None, "href", source, "NewsML-G2 link"),
    }
    return {field: values for field, values in found.items() if values}


def _stated(parent: Element | None, source: str, name: str) -> tuple[Stated, ...]:
    return stated(parent.child(name) if parent else None, source, f"NewsML-G2 {name}")


def _days(parent: Element | None, source: str, *names: str) -> tuple[Stated, ...]:
    found: list[Stated] = []
    for name in names:
        element = parent.child(name) if parent else None
        if element is not None:
            found += stated(element, source, f"NewsML-G2 {name}", iso_of_basic_date(element.shown()))
    return tuple(found)


def _people(content: Element | None, source: str) -> tuple[Stated, ...]:
    """The byline as printed (`by`), else the creators that are named and are no organisation."""
    line = content.child("by") if content else None
    if content is None:
        return ()
    if line is not None:
        found = find_byline(line.shown()) or find_byline(f"By {line.shown()}")
        names = found.names if found else ()
        return tuple(part for name in names for part in stated(line, source, "NewsML-G2 by", name))
    creators = [part for part in content.children if part.name in ("creator", "contributor")]
    people = [part for part in creators if "org" not in part.attributes.get("type", "").lower()]
    return tuple(part for person in people for part in _name(person, source) if not agency_name(part.value))


def _name(party: Element | None, source: str) -> tuple[Stated, ...]:
    return stated(party.child("name") if party else None, source, f"NewsML-G2 {party.name}") if party else ()


def _providers(meta: Element | None, content: Element | None, source: str) -> list[Stated]:
    parties = [meta.child("provider") if meta else None, content.child("infoSource") if content else None]
    return [part for party in parties for part in _name(party, source)]


def _outlet(item: Element, meta: Element | None, content: Element | None, source: str) -> tuple[Stated, ...]:
    named = [part for part in _providers(meta, content, source) if not agency_name(part.value)]
    rights = item.child("rightsInfo")
    holder = rights.child("copyrightHolder") if rights else None
    return (*named, *(part for part in _name(holder, source) if not agency_name(part.value)))


def _agency(meta: Element | None, content: Element | None, source: str) -> tuple[Stated, ...]:
    return tuple(part for part in _providers(meta, content, source) if agency_name(part.value))


def _language(content: Element | None, source: str) -> tuple[Stated, ...]:
    told = content.child("language") if content else None
    tag = told.attributes.get("tag", "")[:2].lower() if told else ""
    return stated_by(told, "tag", source, "NewsML-G2 language", tag)
