"""Excel workbooks (.xlsx, ISO/IEC 29500) whose sheets are tables of records, as databases and scrapers export them."""

from __future__ import annotations

import datetime as dt
import itertools
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import openpyxl

from articles.reading.formats.records import columns, json_and_csv
from articles.reading.formats.records.columns import Columns
from articles.reading.report import BadRecord, Document

NAME = "workbook"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_WORKBOOK_PART = "xl/workbook.xml"
UNPACKED_MAX_BYTES = 400 * 1024 * 1024
HEADER_SEARCH_ROWS = 20


def recognises(data: bytes) -> bool:
    """A zip whose list of members names the workbook part."""
    return data.startswith(b"PK\x03\x04") and _WORKBOOK_PART.encode() in data[:4096] + data[-65_536:]


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document a row, sheet by sheet; a sheet without a text is named, and refused if no sheet has one."""
    book = _opened(data)
    refusals: list[BadRecord] = []
    found = 0
    try:
        for sheet in book.worksheets:
            try:
                chosen, header, rows = _table(sheet)
            except BadRecord as refusal:
                refusals.append(BadRecord(f"sheet “{sheet.title}”: {refusal}"))
                continue
            for number, row in rows:
                found += 1
                if found > json_and_csv.RECORDS_MAX:
                    yield json_and_csv.too_many(f"row {number}")
                    return
                yield json_and_csv.numbered(number, dict(zip(header, row, strict=False)), "utf-8", chosen)
    finally:
        book.close()
    if not found:
        raise BadRecord(
            " ".join(map(str, refusals)) or "it is an empty workbook. Bring one with articles in it."
        )


def _opened(data: bytes) -> Any:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > UNPACKED_MAX_BYTES:
                limit = UNPACKED_MAX_BYTES // 1024 // 1024
                raise BadRecord(f"it is over {limit} MB unpacked. Save it as CSV, or split it.")
        with warnings.catch_warnings():
            # Styles that the library does not know say nothing about the cells.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    except BadRecord:
        raise
    except Exception as fault:
        # The library raises whatever its parsers meet; each of them means that the workbook is damaged.
        raise BadRecord(
            f"no readable workbook ({type(fault).__name__}: {fault}). Save it anew, or as CSV."
        ) from fault


def _table(sheet: Any) -> tuple[Columns, list[str], Iterator[tuple[int, list[str]]]]:
    """What the columns of a sheet hold, its header, and the rows below it with their numbers."""
    rows = (
        (number, list(map(_shown, row))) for number, row in enumerate(sheet.iter_rows(values_only=True), 1)
    )
    filled = ((number, row) for number, row in rows if any(row))
    head = list(itertools.islice(filled, columns.SAMPLE_ROWS))
    if not head:
        raise BadRecord("it is empty.")
    start = _header_row([row for _, row in head])
    header = head[start][1]
    below = head[start + 1 :]
    chosen = columns.columns_of(header, [row for _, row in below])
    return chosen, header, itertools.chain(below, filled)


def _header_row(rows: Sequence[Sequence[str]]) -> int:
    """The row that names the columns: the first of the top rows that names a text, else the first with two names or more."""
    top = rows[:HEADER_SEARCH_ROWS]
    for place, row in enumerate(top):
        if "text" in columns.named(row):
            return place
    return next((place for place, row in enumerate(top) if sum(map(bool, row)) > 1), 0)


def _shown(value: object) -> str:
    """A cell as a table prints it: days as ISO dates, whole numbers without a decimal point.

    >>> _shown(dt.datetime(2021, 7, 8)), _shown(3.0), _shown(None)
    ('2021-07-08', '3', '')
    """
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
