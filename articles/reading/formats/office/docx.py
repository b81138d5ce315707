"""Word files (.docx, ISO/IEC 29500): paragraphs in order, and what the properties state.

A Word file's dates are those of the file, and its creator is whoever saved it: neither is taken for the report's day or
author. Its title property is believed where the text opens without a headline, or prints the same.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from articles.reading.decode import decode, tidy
from articles.reading.formats.composed_source import Composer
from articles.reading.formats.deliveries import layouts
from articles.reading.formats.deliveries.containers import markup, word
from articles.reading.formats.web import html
from articles.reading.formats.xml_tree import Element, Text, xml_tree
from articles.reading.report import BadRecord, Block, BlockKind, Document
from articles.text import fold

NAME = "docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

PART_MAX_BYTES = 100 * 1024 * 1024
OPENING_PARAGRAPHS = 5
HEADLINE_MAX_CHARACTERS = 160
_TEXT_PART = "word/document.xml"
_IMPORTED = re.compile(r"<(?:\w{1,8}:)?altChunk\b")
_PAGE_PART = re.compile(r"word/[\w/.-]{1,80}\.x?html?", re.IGNORECASE)
_SKIPPED = frozenset(("del", "moveFrom", "instrText", "delText", "txbxContent", "Fallback"))


def recognises(data: bytes) -> bool:
    """A zip whose list of members names Word's text part."""
    return data.startswith(b"PK\x03\x04") and _TEXT_PART.encode() in data[:4096] + data[-65_536:]


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """The file as one document; a database's delivery as one for each report."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            text, properties = _part(archive, _TEXT_PART), _part(archive, "docProps/core.xml")
            page = _page(archive) if _IMPORTED.search(text) else b""
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        NotImplementedError,
        OSError,
        RuntimeError,
    ) as fault:
        raise BadRecord(f"no readable Word file ({fault}). Save it anew, or bring its text.") from fault
    if not text:
        raise BadRecord("this Word file has no text part. Save it anew, or bring its text.")
    if page:
        yield from _page_documents(page)
        return
    delivery = layouts.documents_in(word.sheet_of(text))
    if delivery is not None:
        yield from delivery
        return
    body = _body(xml_tree(text))
    if not body.blocks:
        raise BadRecord("this Word file holds no text. A scan in it must be read by text recognition first.")
    head = Composer()
    if properties:
        _take_properties(head, xml_tree(properties), body)
    yield replace(head.over(body), format=NAME)


def _page(archive: zipfile.ZipFile) -> bytes:
    """The web page that a Word file imports as its text (altChunk), as databases write it; empty where it has none."""
    name = next((name for name in archive.namelist() if _PAGE_PART.fullmatch(name)), "")
    return _bytes(archive, name) if name else b""


def _page_documents(page: bytes) -> Iterator[Document | BadRecord]:
    """The documents of an imported page: a delivery's reports, or the page as one."""
    delivery = layouts.documents_in(markup.sheet_of(decode(page)))
    if delivery is not None:
        yield from delivery
        return
    for document in html.documents(page):
        yield replace(document, format=NAME) if isinstance(document, Document) else document


def _bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member's bytes, counted while they are read."""
    with archive.open(name) as stream:
        data = stream.read(PART_MAX_BYTES + 1)
    if len(data) > PART_MAX_BYTES:
        raise BadRecord(f"{name} in it is over {PART_MAX_BYTES // 1024 // 1024} MB unpacked. Bring its text.")
    return data


def _part(archive: zipfile.ZipFile, name: str) -> str:
    """A member's text; empty where there is none."""
    if name not in archive.namelist():
        return ""
    data = _bytes(archive, name)
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return data.decode(encoding, "replace")


def _body(root: Element) -> Document:
    blocks: list[Block] = []
    source = ""
    parts: list[str] = []
    length = 0
    for paragraph in root.every("p"):
        shown = " ".join(tidy(_text(paragraph)).split())
        if not shown:
            continue
        kind = BlockKind.SUBHEAD if _is_subhead(paragraph, len(blocks)) else BlockKind.PARAGRAPH
        blocks.append(Block(shown, length, length + len(shown), kind))
        parts.append(shown)
        length += len(shown) + 2
    source = "\n\n".join(parts)
    return Document(source, NAME, tuple(blocks), encoding="utf-8")


def _text(element: Element) -> str:
    """The characters of a paragraph's runs; what was deleted, field codes and text boxes left out."""
    found = []
    for part in element.content:
        if isinstance(part, Text):
            found.append(part.value if element.name == "t" else "")
        elif part.name in ("tab", "br", "cr"):
            found.append(" ")
        elif part.name == "noBreakHyphen":
            found.append("-")
        elif part.name not in _SKIPPED and part.name != "p":
            found.append(_text(part))
    return "".join(found)


def _is_subhead(paragraph: Element, place: int) -> bool:
    """A heading style below the first lines; above them it is the headline, which the lines themselves tell."""
    properties = paragraph.child("pPr")
    style = properties.child("pStyle") if properties else None
    named = style.attributes.get("val", "").lower() if style else ""
    return place > 1 and named.startswith(("heading", "subtitle", "berschrift", "titre"))


def _take_properties(head: Composer, core: Element, body: Document) -> None:
    title, language = core.first("title"), core.first("language")
    shown = tidy(title.shown()) if title else ""
    opening = body.blocks[:OPENING_PARAGRAPHS]
    printed = any(fold(block.text) == fold(shown) for block in opening)
    headless = len(opening[0].text) > HEADLINE_MAX_CHARACTERS
    if len(shown.split()) > 2 and (printed or headless) and not shown.lower().startswith("microsoft word"):
        head.state("title", "Title", shown, rule="document property title")
    if language:
        head.state(
            "language",
            "Language",
            language.shown(),
            language.shown()[:2].lower(),
            "document property language",
        )
