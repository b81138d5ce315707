"""Factiva's XML: one report an ``article`` element, its fields in elements that name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from articles.reading.decode import decode
from articles.reading.formats.composed_source import shifted
from articles.reading.formats.deliveries.languages import language_code
from articles.reading.formats.deliveries.names import names_of
from articles.reading.formats.xml_blocks import blocks_of, stated
from articles.reading.formats.xml_tree import Element, xml_tree
from articles.reading.metadata.agency import agency_name
from articles.reading.report import BadRecord, Block, BlockKind, Decoded, Document, Stated

NAME = "factiva-xml"
MEDIA_TYPE = "application/xml"

RECOGNISED_BY_BYTES = 65_536
_SIGNS = (b"accessionNo", b"headline", b"leadParagraph")
_ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:PPS|pps|ppsArticleResponse|ppsarticle|article)")
# Element → field; the first that stands in an article is believed.
_FIELDS = {
    "sectionName": "section", "columnName": "section", "sourceName": "outlet", "edition": "edition", "page": "page",
    "wordCount": "length", "accessionNo": "accession", "copyright": "copyright", "volume": "edition",
}  # fmt: skip
_LISTS = {
    "company": "companies", "companyName": "companies", "region": "regions", "regionName": "regions", "subject": "subjects",
    "newsSubject": "subjects", "newsSubjectName": "subjects",
}  # fmt: skip


def recognises(data: bytes) -> bool:
    """Markup whose first elements are Factiva's: an accession number, a headline and a lead paragraph."""
    head = data[:RECOGNISED_BY_BYTES].replace(b"\x00", b"")
    return (
        head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<")
        and all(sign in head for sign in _SIGNS)
        and _ROOT.search(head) is not None
    )


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document an article; one without text says so in its place."""
    decoded = decode(data)
    root = xml_tree(decoded.text)
    articles = [root] if root.name == "article" else list(root.every("article"))
    if not articles:
        raise BadRecord("this Factiva file holds no article. Save it again with its full text.")
    for number, article in enumerate(articles, 1):
        try:
            yield _document(article, decoded)
        except BadRecord as refusal:
            yield BadRecord(f"report {number}: {refusal}")


def _document(article: Element, decoded: Decoded) -> Document:
    blocks = tuple(_blocks(article))
    if not blocks:
        raise BadRecord("it has no text in this delivery. Bring it with its full text.")
    whole = Document(
        decoded.text[article.start : article.end],
        "factiva",
        blocks,
        _statements(article, decoded.text),
        warnings=decoded.warnings,
        encoding=decoded.encoding,
    )
    return shifted(whole, -article.start)


def _blocks(article: Element) -> Iterator[Block]:
    for name in ("leadParagraph", "tailParagraphs", "bodyParagraphs"):
        part = article.child(name)
        if part is not None:
            yield from blocks_of(part)
    art = article.child("artWork", "art")
    if art is not None:
        for block in blocks_of(art):
            yield replace(block, kind=BlockKind.CAPTION)


def _statements(article: Element, source: str) -> dict[str, tuple[Stated, ...]]:
    found = {
        "title": stated(article.first("headline"), source, "element headline"),
        "published": _day(article, source),
        "byline": _byline(article, source),
    }
    for element, field in _FIELDS.items():
        if not found.get(field):
            found[field] = stated(article.first(element), source, f"element {element}")
    for element, field in _LISTS.items():
        for part in article.every(element):
            found[field] = (
                *found.get(field, ()),
                *stated(part.first("name", "descriptor") or part, source, f"element {element}"),
            )
    language = article.first("baseLanguage", "language")
    if language is not None:
        code = language.shown()
        code = code.lower()[:2] if len(code) in (2, 5) else language_code(code)
        found["language"] = stated(language, source, "element baseLanguage", code) if code else ()
    outlet = article.first("sourceName")
    if outlet is not None and (agency := agency_name(outlet.shown())):
        found["agency"] = stated(outlet, source, "element sourceName", agency)
    return {field: told for field, told in found.items() if told}


def _day(article: Element, source: str) -> tuple[Stated, ...]:
    published = article.first("publicationDate")
    return stated(
        published.first("date") or published if published else None, source, "element publicationDate"
    )


def _byline(article: Element, source: str) -> tuple[Stated, ...]:
    byline = article.first("byline")
    if byline is None:
        return ()
    return tuple(
        part for name in names_of(byline.shown()) for part in stated(byline, source, "element byline", name)
    )
