"""Feeds (RSS 0.9–2.0, Atom): one report an entry.

An entry's source is its own piece of the file, with the escaped HTML of its text written out, so that every field
points at characters a reader can find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from articles.reading.decode import decode
from articles.reading.formats.composed_source import shifted
from articles.reading.formats.machine_dates import iso_of_mail_date
from articles.reading.formats.web.html_fragment import from_fragment
from articles.reading.formats.xml_blocks import stated, stated_by
from articles.reading.formats.xml_tree import Element, xml_tree
from articles.reading.metadata.agency import agency_name
from articles.reading.report import BadRecord, Decoded, Document, Evidence, Stated

NAME = "feed"
MEDIA_TYPE = "application/rss+xml"

RECOGNISED_BY_BYTES = 4096
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_TEXTS = ("encoded", "content", "description", "summary")
_MAIL_AND_NAME = re.compile(r"[^\s()@]{1,60}@[^\s()]{1,80} \((?P<name>[^()]{1,80})\)$")


def recognises(data: bytes) -> bool:
    """XML whose first element is one of the feeds'."""
    head = data[:RECOGNISED_BY_BYTES].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return head.startswith(b"<") and bool(_ROOT.search(head))


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document an entry; one without a text (only a title and a link) says so in its place."""
    decoded = decode(data)
    root = xml_tree(decoded.text)
    entries = list(root.every("item", "entry"))
    if not entries:
        raise BadRecord("this feed has no entries. Fetch it again, or bring the reports themselves.")
    channel = root.child("channel") or root
    for number, entry in enumerate(entries, 1):
        try:
            yield _document(entry, channel, decoded)
        except BadRecord as refusal:
            yield BadRecord(f"entry {number}: {refusal}")


def _document(entry: Element, channel: Element, decoded: Decoded) -> Document:
    body = _body(entry)
    if body is None:
        raise BadRecord("it has no text, only a title and a link. Save the page it points to.")
    text = decoded.text[body.inner : body.inner_end] if any(body.children) else body.text()
    read = from_fragment(text, decoded.encoding)
    if not read.blocks:
        raise BadRecord("its text is empty. Save the page it points to.")
    piece = _Piece(decoded.text, _above(channel), entry, body, text)
    moved = shifted(replace(read, source=piece.source), piece.text_start)
    own = {
        field: tuple(map(piece.moved, told))
        for field, told in _statements(entry, channel, decoded.text).items()
    }
    return replace(moved, format=NAME, stated=own, warnings=decoded.warnings)


def _above(channel: Element) -> tuple[tuple[int, int], ...]:
    """What the feed says once for all its entries: its own tag, its title, its language."""
    told = [part for part in (channel.child("title"), channel.child("language")) if part is not None]
    return ((channel.start, channel.inner), *((part.start, part.end) for part in told))


class _Piece:
    """An entry's own source: what the feed says above its entries, then the entry with its text written out."""

    def __init__(
        self, file: str, above: tuple[tuple[int, int], ...], entry: Element, body: Element, text: str
    ) -> None:
        spans = (*above, (entry.start, body.inner), (body.inner_end, entry.end))
        self.source = ""
        self.text_start = 0
        self.moves: list[tuple[int, int, int]] = []
        for start, end in spans:
            if start == body.inner_end:
                self.text_start = len(self.source)
                self.source += text
            self.moves.append((start, end, len(self.source) - start))
            self.source += file[start:end] + ("\n" if end <= entry.start else "")

    def moved(self, value: Stated) -> Stated:
        """A statement as this source counts."""
        evidence = value.evidence
        for start, end, by in self.moves:
            if start <= evidence.start and evidence.end <= end:
                return Stated(
                    value.value, replace(evidence, start=evidence.start + by, end=evidence.end + by)
                )
        return Stated(value.value, Evidence(0, 0, "", evidence.rule))


def _body(entry: Element) -> Element | None:
    """The longest of the elements that may hold the text; a full text is longer than its summary."""
    found = [part for part in entry.children if part.name in _TEXTS and part.text().strip()]
    return max(found, key=lambda part: len(part.text()), default=None)


def _statements(entry: Element, channel: Element, source: str) -> dict[str, tuple[Stated, ...]]:
    origin = entry.child("source")
    return {
        "title": _title(entry.child("title"), source),
        "published": _days(entry, source),
        "byline": _authors(entry, source),
        "outlet": (*_house(origin, source), *_house(channel, source)),
        "agency": _agency(origin, source),
        "url": _link(entry, source),
        "language": _language(channel, source),
    }


def _title(title: Element | None, source: str) -> tuple[Stated, ...]:
    """The title as shown: feeds escape the tags and references inside it once more."""
    if title is None:
        return ()
    shown = from_fragment(title.text()).blocks
    return stated(title, source, "feed title", " ".join(block.text for block in shown))


def _days(entry: Element, source: str) -> tuple[Stated, ...]:
    found: list[Stated] = []
    for name in ("pubDate", "published", "date", "issued", "updated", "modified"):
        element = entry.child(name)
        if element is not None:
            found += stated(
                element, source, f"feed {name}", iso_of_mail_date(element.shown()) or element.shown()
            )
    return tuple(found)


def _authors(entry: Element, source: str) -> tuple[Stated, ...]:
    found: list[Stated] = []
    for author in (part for part in entry.children if part.name in ("creator", "author")):
        named = author.child("name") or author
        match = _MAIL_AND_NAME.match(named.shown())
        name = match["name"] if match else named.shown()
        if name and "@" not in name:
            found += stated(named, source, f"feed {author.name}", name)
    rules = [value.evidence.rule for value in found]
    return tuple(value for value in found if value.evidence.rule == rules[0])


def _house(parent: Element | None, source: str) -> tuple[Stated, ...]:
    """The name of the feed an entry came from: in Atom an element's title, in RSS its text."""
    if parent is None:
        return ()
    named = parent.child("title") or (parent if parent.name == "source" else None)
    return () if named is None or agency_name(named.shown()) else stated(named, source, "title")


def _agency(origin: Element | None, source: str) -> tuple[Stated, ...]:
    name = agency_name(origin.shown()) if origin else ""
    return stated(origin, source, "feed source", name) if name else ()


def _link(entry: Element, source: str) -> tuple[Stated, ...]:
    links = [part for part in entry.children if part.name == "link"]
    atom = [
        part
        for part in links
        if part.attributes.get("rel", "alternate") == "alternate" and "href" in part.attributes
    ]
    if atom:
        return stated_by(atom[0], "href", source, "feed link")
    return stated(links[0], source, "feed link") if links else ()


def _language(channel: Element, source: str) -> tuple[Stated, ...]:
    told = channel.child("language")
    if told is not None:
        return stated(told, source, "language", told.shown()[:2].lower())
    return stated_by(channel, "lang", source, "language", channel.attributes.get("lang", "")[:2].lower())
