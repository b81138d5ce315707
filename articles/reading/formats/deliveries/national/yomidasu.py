"""Yomidasu (ヨミダス), the archive of the Yomiuri Shimbun: a saved page of results with their text.

Source: pages that the database shows and libraries publish. A row of cells stands above each report: number, day
(2018.01.07), headline, edition, section, page (10頁), length (927字), columns, and whether a picture belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.reading.formats.deliveries.delivery import Draft, drafts_between
from articles.reading.formats.deliveries.lines import Line, Sheet, row_at
from articles.reading.formats.deliveries.national.japanese_credits import take_text
from articles.reading.formats.deliveries.printed_dates import printed_date

NAME = "yomidasu"
HINT = re.compile(
    b"|".join(re.escape("頁".encode(code)) for code in ("utf-8", "shift_jis", "euc_jp")) + rb"|&#38913;"
)

PUBLISHER = "読売新聞"
LANGUAGE = "ja"
ROW_MIN_CELLS = 5
_DAY = re.compile(r"(?:19|20)\d\d\.\d{1,2}\.\d{1,2}")
_PAGE = re.compile(r"[0-9０-９A-Z]{1,4}頁")
_LENGTH = re.compile(r"[0-9０-９]{0,6}字")
_EDITION = re.compile(r"\S{0,6}(?:朝刊|夕刊|号外)")
_TEXT = "mb10"


def recognises(sheet: Sheet) -> bool:
    """At least one row of cells with a day, a page and a length."""
    return any(True for _ in _rows(sheet.lines))


def drafts(sheet: Sheet) -> Iterator[Draft]:
    """The reports in order: each begins with its row."""
    rows = list(_rows(sheet.lines))
    for draft, (start, row) in zip(drafts_between(sheet, [start for start, _ in rows]), rows, strict=True):
        _read(draft, row, start - draft.first + len(row))
        yield draft


def _rows(lines: tuple[Line, ...]) -> Iterator[tuple[int, list[Line]]]:
    """The rows above reports, with the place of their first cell."""
    place = 0
    while place < len(lines):
        row = row_at(lines, place)
        if (
            len(row) >= ROW_MIN_CELLS
            and any(_DAY.fullmatch(line.text) for line in row[:3])
            and any(_PAGE.fullmatch(line.text) for line in row)
            and any(_LENGTH.fullmatch(line.text) for line in row)
        ):
            yield place, row
        place += len(row)


def _read(draft: Draft, row: list[Line], first: int) -> None:
    day = next(place for place, line in enumerate(row) if _DAY.fullmatch(line.text))
    page = next(place for place, line in enumerate(row) if _PAGE.fullmatch(line.text))
    if found := printed_date(row[day].text):
        draft.state("published", row[day], "row of the report", found.iso, row[day].text)
    if day + 1 < page:
        draft.state("title", row[day + 1], "row of the report")
        draft.state("language", row[day + 1], "Yomidasu", LANGUAGE)
    for line in row[day + 2 : page]:
        if _EDITION.fullmatch(line.text):
            draft.state("edition", line, "row of the report")
            draft.state("outlet", line, "Yomidasu", PUBLISHER)
        else:
            draft.state("section", line, "row of the report")
    draft.state("page", row[page], "row of the report", row[page].text.removesuffix("頁"))
    if length := next((line for line in row[page:] if _LENGTH.fullmatch(line.text)), None):
        draft.state("length", length, "row of the report")
    rest = draft.lines[first:]
    outside = min((line.row for line in row), default=-1)
    take_text(
        draft,
        [line for line in rest if _TEXT in line.marks] or [line for line in rest if line.row < outside],
    )
