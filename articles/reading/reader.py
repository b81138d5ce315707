"""The public door of reading: a file's bytes in, reports out. decode → recognise format → clean → metadata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from articles.reading.cleaning.boilerplate import clean
from articles.reading.decode import recoded, tidy
from articles.reading.formats import plain_text, registry, sandbox
from articles.reading.formats.markup_in_text import without_markup
from articles.reading.formats.records import json_and_csv
from articles.reading.metadata.extraction import report_of
from articles.reading.report import BadRecord, Decoded, Document, RawFile, Report


def read_file(raw: RawFile) -> Iterator[Report | BadRecord]:
    """The reports of one file in their order; a record that cannot be read comes as a BadRecord in its place.

    Raises BadRecord when the file as a whole cannot be read.
    """
    if not raw.data.strip():
        raise BadRecord(f"{raw.name}: the file is empty.")
    for document in _documents(raw):
        yield document if isinstance(document, BadRecord) else read_document(document)


def read_record(record: Mapping[str, object]) -> Report:
    """The report of one record: ``{"text"}`` or ``{"html"}``, optional ``name`` and ``url``. Raises BadRecord."""
    text, page = record.get("text"), record.get("html")
    if isinstance(page, str) and page.strip():
        document = sandbox.page(tidy(page), encoding="utf-8")
    elif isinstance(text, str) and text.strip():
        document = plain_text.from_text(tidy(text), encoding="utf-8")
    else:
        raise BadRecord("the record has neither text nor html. Give it one of them.")
    return read_document(json_and_csv.with_columns(document, record))


def read_document(document: Document) -> Report:
    """A document that its format has taken apart, as a report: cleaned, then its fields read."""
    return report_of(clean(without_markup(document)))


def source_text(raw: RawFile, part: int) -> Decoded:
    """The text in which the evidence of a file's ``part``-th record counts, as the reader's step saw it.

    For plain text and saved pages that is the decoded file; for a feed's entry its piece of the feed; for mail, Word, PDF
    and JSON what a reader of the file sees. Raises BadRecord where there is no such record.
    """
    found = next(islice(_documents(raw), part, None), None)
    if found is None or isinstance(found, BadRecord):
        raise found or BadRecord(f"{raw.name}: it has no record number {part + 1}.")
    return Decoded(found.source, found.encoding, found.warnings)


def _documents(raw: RawFile) -> Iterator[Document | BadRecord]:
    """The documents of a file, its bytes read in the encoding that an editor chose, where one did."""
    if not raw.encoding:
        yield from registry.documents(raw)
        return
    chosen = replace(raw, data=recoded(raw.data, raw.encoding))
    for document in registry.documents(chosen):
        yield document if isinstance(document, BadRecord) else replace(document, encoding=raw.encoding)
