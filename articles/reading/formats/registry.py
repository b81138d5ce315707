"""The registry of formats: a file's format is told from its content, never from its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from articles.reading.formats import plain_text, sandbox
from articles.reading.formats.archives import mhtml, warc
from articles.reading.formats.deliveries import saved_delivery
from articles.reading.formats.deliveries.factiva import csv_export, xml_export
from articles.reading.formats.deliveries.unexplained import with_doubt
from articles.reading.formats.office import docx, mail, outlook, pdf, rtf, text_recognition, zipped_text
from articles.reading.formats.records import bibtex, csl_json, json_and_csv, ris, workbook, zotero_rdf
from articles.reading.formats.web import feed, html
from articles.reading.formats.wires import (
    anpa1312,
    iptc7901,
    named_elements,
    newsml1,
    newsml_g2,
    ninjs,
    nitf,
)
from articles.reading.report import BadRecord, Document, RawFile


class Format(Protocol):
    """The interface of a format module. To add a format, copy a neighbour (docs/add-a-format.md)."""

    NAME: str
    MEDIA_TYPE: str

    def recognises(self, data: bytes) -> bool:
        """Whether the bytes are in this format; looks at the beginning only, never raises."""

    def documents(self, data: bytes) -> Iterator[Document | BadRecord]:
        """The documents of the file; raises BadRecord when there is no reading it at all."""


# The most particular first; plain text takes what is left.
FORMATS: tuple[Format, ...] = (
    pdf,
    docx,
    workbook,
    outlook,
    text_recognition,
    warc,
    mhtml,
    xml_export,
    csv_export,
    anpa1312,
    iptc7901,
    saved_delivery,
    rtf,
    zipped_text,
    newsml1,
    newsml_g2,
    nitf,
    zotero_rdf,
    feed,
    ris,
    bibtex,
    mail,
    html,
    named_elements,
    csl_json,
    json_and_csv,
    ninjs,
    plain_text,
)

_NOT_READ = (
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"Rar!", "a RAR archive; zip the files instead"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as .docx or text"),
)
_OFFICE = "an Office document without text or a table (slides, a drawing); save it as .docx, PDF or text"


# Read in the worker, all else in the child with its limits. JSON and CSV go through Python's own readers a record at a time,
# and each page in them to the child; pictures are read by Tesseract in processes and within limits of its own.
READ_IN_THE_WORKER: dict[str, Format] = {one.NAME: one for one in (json_and_csv, text_recognition)}


def documents(raw: RawFile) -> Iterator[Document | BadRecord]:
    """The documents of a file, by the first format that recognises it. Every refusal names the file."""
    try:
        for document in _read(raw):
            yield BadRecord(f"{raw.name}: {document}") if isinstance(document, BadRecord) else document
    except BadRecord as refusal:
        raise BadRecord(f"{raw.name}: {refusal}") from refusal


def _read(raw: RawFile) -> Iterable[Document | BadRecord]:
    try:
        found = sandbox.documents(raw)
    except BadRecord as refusal:
        if str(refusal) != pdf.SCANNED:
            raise
        found = text_recognition.NAME
    return _doubted(READ_IN_THE_WORKER[found].documents(raw.data)) if isinstance(found, str) else found


def read_in_child(raw: RawFile) -> list[Document | BadRecord] | str:
    """What the child answers: the documents, or the name of a format that is read in the worker. Raises BadRecord."""
    chosen = _recognised(raw)
    return chosen.NAME if chosen.NAME in READ_IN_THE_WORKER else list(_doubted(chosen.documents(raw.data)))


def _doubted(found: Iterable[Document | BadRecord]) -> Iterator[Document | BadRecord]:
    """The documents of a file as they come; the only one of a file is asked whether it explains it."""
    records = iter(found)
    first = next(records, None)
    second = next(records, None)
    if first is None:
        return
    yield with_doubt(first) if second is None and isinstance(first, Document) else first
    if second is not None:
        yield second
    yield from records


def format_of(raw: RawFile) -> Format:
    """The format of a file. Raises BadRecord for a format that is not supported."""
    try:
        return _recognised(raw)
    except BadRecord as refusal:
        raise BadRecord(f"{raw.name}: {refusal}") from refusal


def _recognised(raw: RawFile) -> Format:
    known = next((kind for mark, kind in _NOT_READ if raw.data.startswith(mark)), "")
    if known and not outlook.recognises(raw.data) and not saved_delivery.recognises(raw.data):
        raise BadRecord(f"it is {known}.")
    chosen = next(candidate for candidate in FORMATS if candidate.recognises(raw.data))
    if chosen is plain_text and raw.data.startswith(b"PK\x03\x04"):
        raise BadRecord(f"it is {_OFFICE}.")
    return chosen
