"""Documents that are zips of XML: OpenDocument text (.odt, ISO/IEC 26300) and e-books (.epub, ISO/IEC TS 30135).

Neither date nor creator of the file is taken for the report's: both belong to whoever saved it.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from articles.reading.decode import tidy
from articles.reading.formats.xml_blocks import blocks_of
from articles.reading.formats.xml_tree import Element, xml_tree
from articles.reading.report import BadRecord, Block, BlockKind, Document

NAME = "zipped-text"
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

PART_MAX_BYTES = 50 * 1024 * 1024
CHAPTERS_MAX = 2_000
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_EPUB = b"mimetypeapplication/epub+zip"


def recognises(data: bytes) -> bool:
    """A zip whose first member names one of the two media types, uncompressed, as both standards demand."""
    head = data[:200]
    return data.startswith(b"PK\x03\x04") and (_ODT in head or _EPUB in head)


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """An OpenDocument as one document; an e-book as one for each chapter that holds text."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if _ODT in data[:200]:
                yield _open_document(xml_tree(_part(archive, "content.xml")))
                return
            yield from _chapters(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        ValueError,
        NotImplementedError,
        OSError,
    ) as fault:
        raise BadRecord(f"no readable document ({fault}). Save it anew, or bring its text.") from fault


def _part(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as stream:
        data = stream.read(PART_MAX_BYTES + 1)
    if len(data) > PART_MAX_BYTES:
        raise BadRecord(f"{name} in it is over {PART_MAX_BYTES // 1024 // 1024} MB unpacked. Bring its text.")
    return data.decode("utf-8-sig", "replace")


def _open_document(root: Element) -> Document:
    body = root.first("text")
    lines = [
        (" ".join(tidy(part.text()).split()), part.name == "h")
        for part in (body.every("p", "h") if body else ())
        if part.shown()
    ]
    return _document(lines)


def _chapters(archive: zipfile.ZipFile) -> Iterator[Document | BadRecord]:
    """The chapters in the order of the book's spine."""
    container = xml_tree(_part(archive, "META-INF/container.xml"))
    root = container.first("rootfile")
    path = root.attributes.get("full-path", "") if root else ""
    package = xml_tree(_part(archive, path))
    folder = path.rpartition("/")[0]
    files = {item.attributes.get("id", ""): item.attributes.get("href", "") for item in package.every("item")}
    found = 0
    for number, place in enumerate(package.every("itemref")):
        href = files.get(place.attributes.get("idref", ""), "")
        if not href or number >= CHAPTERS_MAX:
            continue
        page = xml_tree(_part(archive, f"{folder}/{href}" if folder else href))
        blocks = list(blocks_of(page.first("body") or page))
        title = page.first("h1", "h2", "title")
        if sum(len(block.text) for block in blocks) >= 200:
            found += 1
            lines = [(title.shown(), False)] if title else []
            yield _document([*lines, *((block.text, block.kind is BlockKind.SUBHEAD) for block in blocks)])
    if not found:
        raise BadRecord("this e-book holds no chapter with text. Bring the text itself.")


def _document(lines: list[tuple[str, bool]]) -> Document:
    """Lines as a document whose source is these lines, separated by blank ones."""
    if not lines:
        raise BadRecord("this document holds no text. Bring the text itself.")
    blocks, source = [], ""
    for place, (text, is_heading) in enumerate(lines):
        kind = BlockKind.SUBHEAD if is_heading and place > 1 else BlockKind.PARAGRAPH
        blocks.append(Block(text, len(source), len(source) + len(text), kind))
        source += text + "\n\n"
    return Document(source, NAME, tuple(blocks), encoding="utf-8")
