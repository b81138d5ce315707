"""Workbooks and tables: columns are known by their names in several languages, or told by what they hold."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Sequence

import openpyxl
import pytest

from articles.reading.reader import read_file
from articles.reading.report import BadRecord, RawFile, Report

TEXT = (
    "The ferry crosses the river again since Monday, the council said after a vote of seven to two.\r\n\r\n"
    "Every second passenger asked by the paper was glad that it had come back. That was trip {}."
)
ROWS = [
    [
        "Valley Post" if number % 2 else "Harbour News",
        f"0{number}.12.12",
        "10:00",
        f"Ferry returns: trip {number}",
        TEXT.format(number),
    ]
    for number in range(1, 7)
]


def workbook(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def table(*rows: Sequence[object]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


def read(name: str, data: bytes) -> list[Report]:
    found = list(read_file(RawFile(name, data)))
    assert all(isinstance(one, Report) for one in found), found
    return [one for one in found if isinstance(one, Report)]


@pytest.mark.parametrize(
    "header",
    [
        ["Источник", "Дата", "Время", "Заголовок", "Текст"],
        ["Quelle", "Datum", "Uhrzeit", "Titel", "Volltext"],
        ["Source", "Date", "Time", "Headline", "Full text"],
    ],
)
@pytest.mark.parametrize(("name", "write"), [("a.xlsx", workbook), ("a.csv", table)])
def test_columns_are_known_by_name_in_several_languages(header: list[str], name: str, write) -> None:  # type: ignore[no-untyped-def]
    found = read(name, write(header, *ROWS))
    assert [one.title for one in found] == [row[3] for row in ROWS]
    assert [one.outlet for one in found] == [row[0] for row in ROWS]
    assert [one.published for one in found] == [f"2012-12-0{number}" for number in range(1, 7)]
    assert all(
        len(one.paragraphs) == 2 and not any("column" in said for said in one.warnings) for one in found
    )


@pytest.mark.parametrize(("name", "write"), [("a.xlsx", workbook), ("a.csv", table)])
def test_columns_without_a_known_name_are_told_by_what_they_hold_and_doubted(name: str, write) -> None:  # type: ignore[no-untyped-def]
    found = read(name, write(["aa", "bb", "cc", "dd", "ee"], *ROWS))
    assert [(one.title, one.outlet, one.published) for one in found] == [
        (row[3], row[0], f"2012-12-0{number}") for number, row in enumerate(ROWS, 1)
    ]
    assert all(any("text from “ee”" in said for said in one.warnings) for one in found)


def test_a_title_over_the_header_and_cells_of_other_types_are_read() -> None:
    rows = [
        ["Export of the archive"],
        [],
        ["Title", "Date", "Text"],
        ["Ferry returns", dt.datetime(2021, 7, 8), TEXT.format(1)],
    ]
    (report,) = read("a.xlsx", workbook(*rows))
    assert (report.title, report.published) == ("Ferry returns", "2021-07-08")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (workbook(["id", "place", "count"], [1, "Kabul", 31], [2, "Herat", 7]), "“id”, “place”, “count”"),
        (workbook(), "empty"),
        (workbook(["Text"], *ROWS)[:900] + b"xl/workbook.xml", "no readable workbook"),
    ],
)
def test_a_workbook_without_a_report_is_refused_in_words(data: bytes, said: str) -> None:
    with pytest.raises(BadRecord, match=said):
        list(read_file(RawFile("a.xlsx", data)))


def test_a_hostile_workbook_is_refused() -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(["Text"], [TEXT]))) as honest,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for member in honest.namelist():
            data = honest.read(member)
            if member == "xl/worksheets/sheet1.xml":
                bomb = b"<!DOCTYPE x [<!ENTITY a 'ha'>" + b"".join(
                    b"<!ENTITY %c '%s'>" % (letter, b"&%c;" % (letter - 1) * 40) for letter in b"bcdefg"
                )
                data = bomb + b"]>" + data.split(b"?>")[-1].replace(b"The ferry", b"&g;")
            archive.writestr(member, data)
    found: list[object] = []
    try:
        found = list(read_file(RawFile("a.xlsx", buffer.getvalue())))
    except BadRecord as refusal:
        found = [refusal]
    assert not any(isinstance(one, Report) for one in found) or all(
        len(block.text) < 10_000 for one in found if isinstance(one, Report) for block in one.paragraphs
    )
