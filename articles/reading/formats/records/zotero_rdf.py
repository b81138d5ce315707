"""Zotero RDF, the format in which Zotero exports a library with its notes.

An item's text is its abstract, or a note that is attached to it and long enough to be the article.
"""

from __future__ import annotations

from collections.abc import Iterator

from articles.reading.decode import decode
from articles.reading.formats.records.citation import Citation, document_of
from articles.reading.formats.xml_tree import Element, xml_tree
from articles.reading.report import BadRecord, Document

NAME = "zotero-rdf"
MEDIA_TYPE = "application/rdf+xml"

RECOGNISED_BY_BYTES = 4096
_PUBLICATIONS = frozenset(
    ("Newspaper", "Magazine", "Journal", "Periodical", "Website", "Blog", "Series", "Book", "Proceedings")
)
_NO_ITEMS = _PUBLICATIONS | {"Memo", "Attachment", "Collection"}


def recognises(data: bytes) -> bool:
    """An RDF file that uses Zotero's namespace."""
    head = data[:RECOGNISED_BY_BYTES].replace(b"\x00", b"")
    return b"RDF" in head and b"http://www.zotero.org/namespaces/export#" in head


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document an item, in order; an item without a text says so and names its title."""
    decoded = decode(data)
    root = xml_tree(decoded.text)
    about = {one.attributes["about"]: one for one in root.children if "about" in one.attributes}
    number = 0
    for element in root.children:
        if not _is_item(element):
            continue
        number += 1
        try:
            yield document_of(_citation(element, about), NAME, decoded.encoding)
        except BadRecord as refusal:
            yield BadRecord(f"item {number}: {refusal}")
    if not number:
        raise BadRecord("it is RDF of Zotero, but holds no item. Export the items themselves.")


def _is_item(element: Element) -> bool:
    kind = element.child("itemType")
    if kind is not None and kind.shown() in ("attachment", "note"):
        return False
    return element.name not in _NO_ITEMS and element.child("title") is not None


def _citation(item: Element, about: dict[str, Element]) -> Citation:
    citation = Citation()
    citation.add("title", _shown(item.child("title")))
    publication = item.child("isPartOf")
    for part in _targets(publication, about):
        citation.add("outlet", _shown(part.child("title")))
    if "outlet" not in citation.values:
        for publisher in item.every("publisher"):
            citation.add("outlet", _shown(publisher.first("name")))
    for authors in item.every("authors"):
        for person in authors.every("Person"):
            given, family = _shown(person.child("givenName", "givenname")), _shown(person.child("surname"))
            citation.add("byline", f"{given} {family}")
    citation.add("published", _shown(item.child("date")))
    citation.add("language", _shown(item.child("language")))
    for section in item.every("section"):
        citation.add("section", _shown(section))
    citation.add("page", _shown(item.child("pages")))
    for address in item.every("URI"):
        citation.add("url", _shown(address.child("value")))
    for subject in item.every("subject"):
        citation.add("keywords", _shown(subject))
    for abstract in (one for one in item.children if one.name == "abstract"):
        citation.abstracts.append(abstract.text())
    for note in (one for one in item.children if one.name == "isReferencedBy"):
        for memo in _targets(note, about):
            citation.add_note(_text(memo.child("value")))
    return citation


def _targets(link: Element | None, about: dict[str, Element]) -> list[Element]:
    """What an element links to by address, or holds."""
    if link is None:
        return []
    named = about.get(link.attributes.get("resource", ""))
    return [named] if named is not None else list(link.children)


def _shown(element: Element | None) -> str:
    return element.shown() if element is not None else ""


def _text(element: Element | None) -> str:
    return element.text() if element is not None else ""
