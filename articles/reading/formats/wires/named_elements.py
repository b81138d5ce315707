"""XML of no known standard whose element names speak for themselves (an agency's own: headline, town, byLine, content).

A report is an element that has a body by name and a headline or a day beside it. XML without any is refused in words that
name what was seen: no article is ever made of tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.reading.decode import decode
from articles.reading.formats.machine_dates import iso_of_basic_date, iso_of_mail_date
from articles.reading.formats.markup_in_text import blocks_of_content
from articles.reading.formats.xml_blocks import stated
from articles.reading.formats.xml_tree import Element, xml_tree
from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.byline import find_byline
from articles.reading.metadata.days.printed_dates import iso_date
from articles.reading.report import BadRecord, Block, Decoded, Document, Stated

NAME = "named-xml"
MEDIA_TYPE = "application/xml"

RECOGNISED_BY_BYTES = 4096
BODY_MIN_CHARACTERS = 40
NAMES_SHOWN_MAX = 6
_XML = re.compile(rb"<\?xml\b|<[A-Za-z_][\w.-]{0,60}(?::[\w.-]{1,60})?(?:\s[^<>]{0,2000})?/?>")
_PAGE = re.compile(rb"<(?:!doctype\s{1,4}html|html)\b", re.IGNORECASE)

# Field → element names that mean it, in lower case without marks; the most particular first.
FIELDS = {
    "title": ("headline", "headlinemain", "hedline", "title", "titel", "titre", "titulo", "kop", "hl1"),
    "byline": ("byline", "bylines", "author", "authors", "autor", "auteur", "writer", "reporter", "creator"),
    "place": ("dateline", "town", "city", "location", "place", "ort", "lieu", "origincity"),
    "published": (
        "publishdate published publicationdate pubdate datepublished dateline datetime date datum created createddate "
        "creationdate firstcreated issued timestamp storydate sent"
    ).split(),
    "body": (
        "body bodytext bodycontent content text story storytext articletext articlebody maintext fulltext contents copy"
    ).split(),
    "agency": ("origin", "agency", "source", "provider", "credit", "quelle", "publisher", "distributor"),
    "outlet": ("outlet", "publication", "newspaper", "journal", "publicationname", "sourcename", "medium"),
    "slug": ("slug", "slugline", "keyword", "keywordline"),
    "keywords": ("keywords", "tags", "subjects", "topics"),
    "section": ("section", "desk", "department", "ressort", "rubrik", "rubrique"),
    "category": ("category", "categories", "kategorie"),
    "urgency": ("urgency", "priority"),
    "version": ("version", "revision"),
    "story_number": ("storynumber", "storyid", "articleid", "guid", "newsid", "id"),
    "language": ("language", "lang", "sprache", "langue"),
    "url": ("url", "link", "weburl", "permalink"),
    "embargo": ("embargo", "embargountil"),
    "editors_note": ("editorsnote", "ednote", "note", "notes"),
}
_MARKS = str.maketrans("", "", "_-.")


def recognises(data: bytes) -> bool:
    """XML that is no web page."""
    head = data[:RECOGNISED_BY_BYTES].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return head.startswith(b"<") and bool(_XML.match(head)) and not _PAGE.search(head)


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document a report. Raises BadRecord, naming the outermost elements, where the file holds none."""
    decoded = decode(data)
    root = xml_tree(decoded.text)
    reports = list(_reports(root))
    if not reports:
        names = list(dict.fromkeys(child.name for child in root.children))[:NAMES_SHOWN_MAX]
        inside = f", with {', '.join(f'<{name}>' for name in names)} in it" if names else ""
        raise BadRecord(
            f"it is XML, but no report: its outermost element is <{root.name}>{inside}, and none holds a body of text "
            "beside a headline or a date. Bring NewsML, NITF, a feed, or the text itself."
        )
    for report, body in reports:
        yield _document(report, body, decoded)


def _reports(element: Element) -> Iterator[tuple[Element, Element]]:
    """Each element that is a report, with its body; the innermost that has both parts."""
    inner = [found for child in element.children for found in _reports(child)]
    if inner:
        yield from inner
        return
    body = _field(element, "body")
    if body is None or len(body.text().strip()) < BODY_MIN_CHARACTERS:
        return
    if _field(element, "title") is not None or _field(element, "published") is not None:
        yield element, body


def _field(report: Element, name: str) -> Element | None:
    """The element that states a field: right inside the report first, else anywhere in it."""
    for wanted in FIELDS[name]:
        for child in report.children:
            if plain_name(child.name) == wanted and child.shown():
                return child
    for wanted in FIELDS[name]:
        for inner in _every(report):
            if plain_name(inner.name) == wanted and inner.shown():
                return inner
    return None


def _every(element: Element) -> Iterator[Element]:
    for child in element.children:
        yield child
        yield from _every(child)


def plain_name(name: str) -> str:
    """The name of an element or key without case and marks.

    >>> plain_name("body_html"), plain_name("pubDate")
    ('bodyhtml', 'pubdate')
    """
    return name.translate(_MARKS).lower()


def _document(report: Element, body: Element, decoded: Decoded) -> Document:
    source = decoded.text
    blocks: tuple[Block, ...] = tuple(blocks_of_content(body, source))
    found: dict[str, tuple[Stated, ...]] = {}
    for name in FIELDS:
        element = _field(report, name) if name not in {"body", "place"} else None
        if element is not None and element is not body:
            found[name] = _stated(name, element, source)
    place = _field(report, "place")
    if place is not None and place is not body:
        found["dateline" if plain_name(place.name) == "dateline" else "place"] = stated(
            place, source, f"element {place.name}"
        )
    found = {name: values for name, values in found.items() if values}
    return Document(source, NAME, blocks, found, (), decoded.warnings, decoded.encoding)


def _stated(name: str, element: Element, source: str) -> tuple[Stated, ...]:
    rule, shown = f"element {element.name}", element.shown()
    if name == "byline":
        found = find_byline(shown) or find_byline(f"By {shown}")
        return tuple(
            part for one in (found.names if found else ()) for part in stated(element, source, rule, one)
        )
    if name == "published":
        day = iso_of_mail_date(shown) or iso_of_basic_date(shown)
        return stated(element, source, rule, day) if iso_date(day) else ()
    if name == "agency":
        told = shown.strip("/ ()")
        known = agency_name(told) or (
            told if told.isupper() and len(told) < 12 else told.upper() if "/" in shown else ""
        )
        return stated(element, source, rule, known) if known else ()
    if name == "language":
        return stated(element, source, rule, shown[:2].lower()) if shown[:2].isalpha() else ()
    if name == "url":
        return stated(element, source, rule) if shown.startswith(("http://", "https://")) else ()
    return stated(element, source, rule) if len(shown) <= 300 else ()
