"""Files of many records: JSON lines, and tables (CSV with commas, semicolons or tabs) with a header.

Each record's text is its own source: evidence counts in it. What its other columns state has no characters there, so
their evidence is empty and its rule names the column.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from articles.reading.decode import decode, tidy
from articles.reading.formats import plain_text, sandbox
from articles.reading.formats.composed_source import merged
from articles.reading.formats.records import columns
from articles.reading.formats.records.columns import Columns
from articles.reading.report import BadRecord, Document, Evidence, Stated

NAME = "records"
MEDIA_TYPE = "application/x-ndjson"

RECOGNISED_BY_CHARACTERS = 65_536
RECORDS_MAX = 100_000
DELIMITERS = ",;\t"
HEADER_MAX_CHARACTERS = 60
TABLE_MIN_COLUMNS = 3


def recognises(data: bytes) -> bool:
    """The first line is a JSON object with a text or page, or the header of a table, whether it names a text or not."""
    head = data[:RECOGNISED_BY_CHARACTERS].lstrip(b"\xef\xbb\xbf \r\n")
    first = head.partition(b"\n")[0]
    if first.startswith(b"{"):
        return any(f'"{name}"'.encode() in first for name in (*columns.TEXT, *columns.PAGE))
    text = head.decode("utf-8", "replace")
    header = _header(text.partition("\n")[0])
    found = columns.named(header)
    others = {"id", "name"} & set(map(columns.key, header))
    if found.keys() & {"text", "html"} and (len(found) > 1 or others):
        return True
    return _is_table(text)


def _delimiter(line: str) -> str:
    """The delimiter that a header uses most."""
    return max(DELIMITERS, key=line.count)


def _header(line: str) -> list[str]:
    """The columns of a header line."""
    return [column.strip(' "\r') for column in line.split(_delimiter(line))]


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
    if lines and len(tight.findall(lines[0])) > columns.COLUMNS_MAX:
        return True
    names = _header(lines[0]) if lines else []
    if len(names) < TABLE_MIN_COLUMNS or len(lines) < 4 or len(set(names)) < len(names):
        return False
    if not all(name and len(name) <= HEADER_MAX_CHARACTERS and name[-1] not in ".!?" for name in names):
        return False
    if len(tight.findall(lines[1])) * 2 < len(names) - 1:
        return False
    try:
        cells = [len(row) for row in csv.reader(lines[1:5], delimiter=delimiter) if row]
    except csv.Error:
        return False
    return bool(cells) and all(count == len(names) for count in cells[:3])


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document a record, in order; a record that cannot be read says its number and why.

    Raises BadRecord, naming the columns, for a table without a text.
    """
    decoded = decode(data)
    is_json = decoded.text.lstrip().startswith("{")
    chosen = None if is_json else _columns(decoded.text)
    lines = _json_lines(decoded.text) if is_json else _csv_rows(decoded.text)
    for count, (number, record) in enumerate(lines):
        if count >= RECORDS_MAX:
            yield too_many(f"record {number}")
            return
        yield numbered(number, record, decoded.encoding, chosen)


def too_many(first: str) -> BadRecord:
    """The refusal of all records from the ``first`` one over the limit on."""
    return BadRecord(f"over {RECORDS_MAX:,} records: those from {first} on were left out. Split the file.")


def numbered(
    number: int, record: Mapping[str, object] | BadRecord, encoding: str, chosen: Columns | None = None
) -> Document | BadRecord:
    """A record as a document, or why it cannot be read, with its number in the file."""
    if isinstance(record, BadRecord):
        return BadRecord(f"record {number}: {record}")
    try:
        return from_record(record, encoding, chosen)
    except BadRecord as refusal:
        return BadRecord(f"record {number}: {refusal}")


def _columns(text: str) -> Columns:
    """The columns of a table, by its header and first rows."""
    text = text.lstrip("\ufeff \r\n")
    header = _header(text.partition("\n")[0])
    if len(header) > columns.COLUMNS_MAX:
        return columns.columns_of(header, ())
    rows = csv.reader(io.StringIO(text), delimiter=_delimiter(text.partition("\n")[0]))
    try:
        first = next(rows, [])
        return columns.columns_of(first or header, list(itertools.islice(rows, columns.SAMPLE_ROWS)))
    except csv.Error:
        return columns.columns_of(header, ())


def from_record(record: Mapping[str, object], encoding: str, chosen: Columns | None = None) -> Document:
    """A record as a document, by the columns that were ``chosen`` for its table or by its own keys.

    Raises BadRecord where it holds neither text nor page.
    """
    chosen = chosen or Columns(columns.named(list(record)))
    page, text = (record.get(chosen.headers.get(field, "")) for field in ("html", "text"))
    if isinstance(page, str) and page.strip():
        return with_columns(sandbox.page(tidy(page), encoding), record)
    if not isinstance(text, str) or not text.strip():
        others = (record.get(name) for name in columns.TEXT)
        text = next((other for other in others if isinstance(other, str) and other.strip()), None)
    if text is None:
        raise BadRecord("the record has neither text nor html. Give it one of them.")
    document = with_columns(plain_text.from_text(tidy(text), encoding), record, chosen)
    doubts = (chosen.doubt,) if chosen.doubt else ()
    return replace(document, format=NAME, warnings=(*document.warnings, *doubts))


def with_columns(document: Document, record: Mapping[str, object], chosen: Columns | None = None) -> Document:
    """The document with what the record's other columns state, behind what its own text or page states."""
    return replace(document, stated=merged(document.stated, _stated(record, chosen)))


def _stated(record: Mapping[str, object], chosen: Columns | None) -> dict[str, tuple[Stated, ...]]:
    found: dict[str, tuple[Stated, ...]] = {}
    by_key = {columns.key(name): name for name in reversed(list(record))} if chosen is None else {}
    for field, names in columns.FIELDS.items():
        headers = (
            [by_key[name] for name in names if name in by_key]
            if chosen is None
            else filter(None, [chosen.headers.get(field)])
        )
        for header in headers:
            value = record.get(header)
            values = value if isinstance(value, list) else [value]
            told = [tidy(text).strip() for text in values if isinstance(text, str) and text.strip()]
            if field == "published":
                told = [columns.day_in(text) or text for text in told]
            elif field == "outlet":
                told = [text for text in told if "://" not in text]
            if told and field not in found:
                found[field] = tuple(Stated(text, Evidence(0, 0, "", f"column {header}")) for text in told)
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
    rows.fieldnames = [name.strip(' "\r') for name in rows.fieldnames or ()]
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
