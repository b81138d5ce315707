"""Deliveries printed to PDF as lines; paragraphs end where `pdf_layout` sees them end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.reading.formats.deliveries.containers.printed import sheet_of_lines
from articles.reading.formats.deliveries.lines import Line, Sheet
from articles.reading.formats.office.pdf_layout import (
    PrintedLine,
    line_gaps,
    running_lines,
    starts_of_paragraphs,
)

# One gap in so many, from the narrowest on, is surely that of two lines of one paragraph.
CLOSE_LINES_SHARE = 10
# The databases print no wider lines, in heights of their letters.
LINE_DISTANCE_MAX = 1.5
_RUNS = re.compile(
    r"^\W{0,3}\d{1,4}\W{0,3}$|\d\s?/\s?\d|©|\b(?:page|seite|pagina|página|pág|стр|с)\b.{0,12}\d|[頁页]",
    re.IGNORECASE,
)


def sheet_of(lines: Sequence[PrintedLine]) -> Sheet:
    """The sheet of a PDF's printed lines, without the page numbers and notices that run over every page.

    A running head without a number stays: it may be the headline, which layouts know.
    """
    running = {line for line in running_lines(lines) if _RUNS.search(line.text)}
    return sheet_of_lines(_lines([line for line in lines if line not in running]), "pdf", wrapped=True)


def _lines(lines: Sequence[PrintedLine]) -> Iterator[Line]:
    # A delivery has so many short lines with a gap above them that the middle gap is no line's distance.
    gaps = sorted(line_gaps(lines))
    usual = min(gaps[len(gaps) // CLOSE_LINES_SHARE], LINE_DISTANCE_MAX) if gaps else 0.0
    starts = starts_of_paragraphs(lines, usual)
    page = -1
    for place, line in enumerate(lines):
        strong = len(line.text) if line.bold else 0
        yield Line(line.text, 0, 0, place in starts, line.page != page, strong, size=line.size)
        page = line.page
