"""Factiva's tables (CSV of Dow Jones's feeds and snapshots): one report a row, told by its columns.

A row is no reading matter: its source is what a reader of the row sees, a line for each column that states something.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace

from articles.reading.decode import decode, tidy
from articles.reading.formats import plain_text
from articles.reading.formats.composed_source import Composer
from articles.reading.formats.deliveries.languages import language_code
from articles.reading.formats.deliveries.names import names_of
from articles.reading.formats.deliveries.printed_dates import printed_date
from articles.reading.report import BadRecord, Document

NAME = "factiva-csv"
MEDIA_TYPE = "text/csv"

RECOGNISED_BY_BYTES = 16_384
RECORDS_MAX = 100_000
FIELDS_MIN = 3
# Field → the columns that state it, the most trustworthy first, folded to letters and single underscores.
_COLUMNS = {
    "accession": ("an", "accession_number", "accession_no", "accessionno"),
    "title": ("title", "headline", "hd"),
    "outlet": ("source_name", "source", "publication", "publication_name", "sn"),
    "published": ("publication_date", "publication_datetime", "date", "pd"),
    "byline": ("byline", "author", "by"),
    "language": ("language_code", "language", "la"),
    "length": ("word_count", "wc", "words"),
    "section": ("section", "se"),
    "page": ("page", "pg"),
    "copyright": ("copyright", "cy"),
    "subjects": ("subject_names", "subject_codes", "ns"),
    "companies": ("company_names", "company_codes", "co"),
    "regions": ("region_names", "region_codes", "re"),
}
_TEXTS = (
    ("snippet", "body"),
    ("lead_paragraph", "tail_paragraphs"),
    ("lp", "td"),
    ("full_text",),
    ("text",),
    ("body",),
)
_LISTS = frozenset(("subjects", "companies", "regions"))


def recognises(data: bytes) -> bool:
    """A header with an accession number, a headline, a text and at least one more of the database's columns."""
    first = data[:RECOGNISED_BY_BYTES].lstrip(b"\xef\xbb\xbf").partition(b"\n")[0]
    columns = set(_columns(first.decode("latin-1")))
    known = {field for field, names in _COLUMNS.items() if columns & set(names)}
    has_text = any(columns & set(names) for names in _TEXTS)
    return {"accession", "title"} <= known and has_text and len(known) > FIELDS_MIN


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document a row; a row without text says so in its place."""
    decoded = decode(data)
    csv.field_size_limit(max(131_072, len(decoded.text) + 1))
    rows = csv.reader(io.StringIO(decoded.text), delimiter=_delimiter(decoded.text.partition("\n")[0]))
    header = [_key(name) for name in next(rows)]
    for number, row in enumerate(rows, 1):
        if number > RECORDS_MAX:
            yield BadRecord(
                f"over {RECORDS_MAX:,} rows: those from row {number} on were left out. Split the file."
            )
            return
        if not any(row):
            continue
        try:
            yield _document(dict(zip(header, row, strict=False)), decoded.encoding)
        except BadRecord as refusal:
            yield BadRecord(f"row {number}: {refusal}")


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _columns(header: str) -> list[str]:
    return [_key(name) for name in header.split(_delimiter(header))]


def _key(name: str) -> str:
    return "_".join(name.strip(' "\r\ufeff').lower().replace("-", " ").replace("_", " ").split())


def _document(row: Mapping[str, str], encoding: str) -> Document:
    parts = next((found for names in _TEXTS if (found := _texts(row, names))), [])
    if not parts:
        raise BadRecord("it has no text in this delivery. Bring it with its full text.")
    head = Composer()
    for field, names in _COLUMNS.items():
        column = next((name for name in names if row.get(name, "").strip()), "")
        if column:
            _state(head, field, column, tidy(row[column]).strip())
    body = plain_text.from_text(tidy("\n\n".join(parts)), encoding)
    return replace(head.over(body), format="factiva")


def _texts(row: Mapping[str, str], names: tuple[str, ...]) -> list[str]:
    """The text's parts; a snippet that the body repeats is no part of its own."""
    parts = [text for name in names if (text := row.get(name, "").strip())]
    if len(parts) == 2 and parts[1].startswith(parts[0][:80]):
        return parts[1:]
    return parts


def _state(head: Composer, field: str, column: str, text: str) -> None:
    label, rule = column.replace("_", " ").capitalize(), f"column {column}"
    if field == "published":
        head.state(field, label, text, _day(text), rule)
    elif field == "language":
        head.state(field, label, text, text.lower() if len(text) == 2 else language_code(text), rule)
    elif field == "byline":
        for name in names_of(text):
            head.state(field, label, text if name in text else name, name, rule)
    elif field in _LISTS:
        for term in text.strip(",").replace(";", ",").split(","):
            head.state(field, label, term, term.strip(), rule)
    else:
        head.state(field, label, text, "", rule)


def _day(text: str) -> str:
    """The ISO day of a date as printed, or of milliseconds since 1970.

    >>> _day("1625702400000"), _day("8 July 2021")
    ('2021-07-08', '2021-07-08')
    """
    figures = text.split(".")[0]
    if figures.isdigit() and 11 <= len(figures) <= 13:
        return dt.datetime.fromtimestamp(int(figures) / 1000, dt.UTC).date().isoformat()
    found = printed_date(text)
    return found.iso if found else ""
