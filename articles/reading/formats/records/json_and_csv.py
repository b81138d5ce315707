"""Files of many records: JSON lines, and CSV with a header.

Each record's text is its own source: evidence counts in it. What its other columns state has no characters there, so
their evidence is empty and its rule names the column.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from articles.reading.decode import decode, tidy
from articles.reading.formats import plain_text, sandbox
from articles.reading.formats.composed_source import merged
from articles.reading.report import BadRecord, Document, Evidence, Stated

NAME = "records"
MEDIA_TYPE = "application/x-ndjson"

RECOGNISED_BY_CHARACTERS = 65_536
RECORDS_MAX = 100_000
_TEXT = ("text", "body", "content", "article")
_FIELDS = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "publication", "publisher"),
    "published": ("published", "date", "publish_date", "publication_date"),
    "byline": ("byline", "author", "authors"),
    "url": ("url", "link"),
    "language": ("language",),
}


def recognises(data: bytes) -> bool:
    """The first line is a JSON object with a text or page, or a CSV header that names a text and something else."""
    first = data[:RECOGNISED_BY_CHARACTERS].lstrip(b"\xef\xbb\xbf \r\n").partition(b"\n")[0]
    if first.startswith(b"{"):
        return any(f'"{key}"'.encode() in first for key in (*_TEXT, "html"))
    columns = {column.strip(' "\r').lower() for column in first.decode("latin-1").split(",")}
    others = {"id", "name", "source", *(key for keys in _FIELDS.values() for key in keys)}
    return bool(columns & {*_TEXT, "html"}) and bool(columns & others)


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document a record, in order; a record that cannot be read says its number and why."""
    decoded = decode(data)
    lines = _json_lines(decoded.text) if decoded.text.lstrip().startswith("{") else _csv_rows(decoded.text)
    for count, (number, record) in enumerate(lines):
        if count >= RECORDS_MAX:
            yield BadRecord(
                f"over {RECORDS_MAX:,} records: those from record {number} on were left out. Split the file."
            )
            return
        if isinstance(record, BadRecord):
            yield BadRecord(f"record {number}: {record}")
            continue
        try:
            yield from_record(record, decoded.encoding)
        except BadRecord as refusal:
            yield BadRecord(f"record {number}: {refusal}")


def from_record(record: Mapping[str, object], encoding: str) -> Document:
    """A record as a document. Raises BadRecord where it holds neither text nor page."""
    page = record.get("html")
    if isinstance(page, str) and page.strip():
        return with_columns(sandbox.page(tidy(page), encoding), record)
    text = next((value for key in _TEXT if isinstance(value := record.get(key), str) and value.strip()), None)
    if text is None:
        raise BadRecord("the record has neither text nor html. Give it one of them.")
    document = plain_text.from_text(tidy(text), encoding)
    return replace(with_columns(document, record), format=NAME)


def with_columns(document: Document, record: Mapping[str, object]) -> Document:
    """The document with what the record's other columns state, behind what its own text or page states."""
    return replace(document, stated=merged(document.stated, _stated(record)))


def _stated(record: Mapping[str, object]) -> dict[str, tuple[Stated, ...]]:
    found: dict[str, tuple[Stated, ...]] = {}
    for field, keys in _FIELDS.items():
        for key in keys:
            value = record.get(key)
            values = value if isinstance(value, list) else [value]
            told = [tidy(text).strip() for text in values if isinstance(text, str) and text.strip()]
            if told and field not in found:
                found[field] = tuple(Stated(text, Evidence(0, 0, "", f"column {key}")) for text in told)
    return found


def _json_lines(text: str) -> Iterator[tuple[int, Mapping[str, object] | BadRecord]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as fault:
            yield number, BadRecord(f"no JSON ({fault}). Mend the line.")
            continue
        yield number, record if isinstance(record, dict) else BadRecord("no object. Give it text or html.")


def _csv_rows(text: str) -> Iterator[tuple[int, Mapping[str, object] | BadRecord]]:
    csv.field_size_limit(max(131_072, len(text) + 1))
    rows = csv.DictReader(io.StringIO(text))
    rows.fieldnames = [name.strip().lower() for name in rows.fieldnames or ()]
    number = 1
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as fault:
            yield number, BadRecord(f"no readable row ({fault}). Mend it.")
            continue
        yield number, {key: value for key, value in row.items() if isinstance(key, str)}
