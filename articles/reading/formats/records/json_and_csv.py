"""Files of many records: JSON lines, and tables (CSV with commas, semicolons or tabs) with a header.

Each record's text is its own source: evidence counts in it. What its other columns state has no characters there, so
their evidence is empty and its rule names the column.
"""

from __future__ import annotations

import csv
import io
import json
import re
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
DELIMITERS = ",;\t"
HEADER_MAX_CHARACTERS = 60
TABLE_MIN_COLUMNS = 3
COLUMNS_MAX = 2_000
COLUMNS_SHOWN_MAX = 8
_TEXT = (
    "text",
    "body",
    "content",
    "article",
    "full_text",
    "fulltext",
    "article_text",
    "maintext",
    "story",
    "texte",
)
_FIELDS = {
    "title": ("title", "headline", "titre", "titel", "titulo"),
    "outlet": ("outlet", "publication", "publisher", "newspaper", "source_name", "journal"),
    "published": (
        "published",
        "date",
        "publish_date",
        "publication_date",
        "published_at",
        "pubdate",
        "datum",
    ),
    "byline": ("byline", "author", "authors", "auteur", "autor"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "section": ("section",),
    "accession": ("accession", "accession_number"),
}


def recognises(data: bytes) -> bool:
    """The first line is a JSON object with a text or page, or the header of a table, whether it names a text or not."""
    head = data[:RECOGNISED_BY_CHARACTERS].lstrip(b"\xef\xbb\xbf \r\n")
    first = head.partition(b"\n")[0]
    if first.startswith(b"{"):
        return any(f'"{key}"'.encode() in first for key in (*_TEXT, "html"))
    columns = set(_header(first.decode("latin-1")))
    others = {"id", "name", "source", *(key for keys in _FIELDS.values() for key in keys)}
    if columns & {*_TEXT, "html"} and columns & others:
        return True
    return _is_table(head.decode("latin-1"))


def _delimiter(line: str) -> str:
    """The delimiter that a header uses most."""
    return max(DELIMITERS, key=line.count)


def _header(line: str) -> list[str]:
    """The columns of a header line, in lower case."""
    return [column.strip(' "\r').lower() for column in line.split(_delimiter(line))]


def _is_table(text: str) -> bool:
    """Whether lines are the rows of a table: short names in the first, and as many cells in the next ones.

    >>> _is_table("id;place;count\\n1;Kabul;31\\n2;Herat;7\\n3;Balkh;2\\n")
    True
    >>> _is_table("On land, at sea, in the air\\nThey came.")
    False
    """
    lines = [line for line in text.split("\n")[:40] if line.strip()]
    delimiter = _delimiter(lines[0]) if lines else ","
    # Prose has a space behind its commas, a table has none.
    tight = re.compile(rf"{delimiter}(?! )")
    if lines and len(tight.findall(lines[0])) > COLUMNS_MAX:
        return True
    names = _header(lines[0]) if lines else []
    if len(names) < TABLE_MIN_COLUMNS or len(lines) < 4 or len(set(names)) < len(names):
        return False
    if not all(name and len(name) <= HEADER_MAX_CHARACTERS and name[-1] not in ".!?" for name in names):
        return False
    if len(tight.findall(lines[1])) * 2 < len(names) - 1:
        return False
    cells = [len(row) for row in csv.reader(lines[1:5], delimiter=delimiter) if row]
    return bool(cells) and all(count == len(names) for count in cells[:3])


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document a record, in order; a record that cannot be read says its number and why.

    Raises BadRecord, naming the columns, for a table without a text.
    """
    decoded = decode(data)
    if not decoded.text.lstrip().startswith("{"):
        _check_columns(decoded.text)
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


def _check_columns(text: str) -> None:
    columns = _header(text.lstrip("\ufeff \r\n").partition("\n")[0])
    if len(columns) > COLUMNS_MAX:
        raise BadRecord(
            f"it is a table of {len(columns):,} columns; {COLUMNS_MAX:,} are read. Bring fewer columns."
        )
    if not {*columns} & {*_TEXT, "html"}:
        shown = ", ".join(f"“{column[:30]}”" for column in columns[:COLUMNS_SHOWN_MAX])
        more = f" and {len(columns) - COLUMNS_SHOWN_MAX} more" if len(columns) > COLUMNS_SHOWN_MAX else ""
        raise BadRecord(
            f"it is a table with the columns {shown}{more}, and none is a text. Name the column that holds the articles "
            "“text”, or bring the articles themselves."
        )


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
    text = text.lstrip("\ufeff \r\n")
    rows = csv.DictReader(io.StringIO(text), delimiter=_delimiter(text.partition("\n")[0]))
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
