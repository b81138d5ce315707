"""The known layouts of deliveries, told from structure and never from a file's name.

A layout is a module with four names:

- ``NAME``, the format that its reports are shown with;
- ``HINT``, a pattern on the raw bytes without which no file can be in the layout, so that most files cost one search;
- ``recognises(sheet)``, whether several independent signs of its frame are there: labels that a sentence mentions are none;
- ``drafts(sheet)``, its reports in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from articles.reading.formats.deliveries import europresse, newsbank, proquest, repeated_frame
from articles.reading.formats.deliveries.delivery import Draft, documents
from articles.reading.formats.deliveries.factiva import articles, labelled
from articles.reading.formats.deliveries.lines import Sheet
from articles.reading.formats.deliveries.national import genios, integrum, kikuzo, yomidasu
from articles.reading.formats.deliveries.nexis import classic, uni
from articles.reading.report import BadRecord, Document

HINT_MAX_BYTES = 4 * 1024 * 1024


class Layout(Protocol):
    """The interface of a layout module."""

    NAME: str
    HINT: re.Pattern[bytes]

    def recognises(self, sheet: Sheet) -> bool:
        """Whether the sheet has this layout; never raises."""

    def drafts(self, sheet: Sheet) -> Iterator[Draft]:
        """The reports of the sheet in order; together they cover all its lines."""


# The most particular first; the repeated frame that nobody foresaw comes last.
LAYOUTS: tuple[Layout, ...] = (
    labelled,
    articles,
    classic,
    uni,
    europresse,
    proquest,
    newsbank,
    genios,
    integrum,
    kikuzo,
    yomidasu,
    repeated_frame,
)


def may_be_delivery(data: bytes) -> bool:
    """Whether the beginning of a file holds a hint of any layout; a delivery shows its frame with its first report."""
    return any(layout.HINT.search(data, 0, HINT_MAX_BYTES) for layout in LAYOUTS)


def layout_of(sheet: Sheet) -> Layout | None:
    """The layout of a sheet, if it has a known one."""
    return next((layout for layout in LAYOUTS if layout.recognises(sheet)), None)


def documents_in(sheet: Sheet) -> Iterator[Document | BadRecord] | None:
    """The documents of a delivery by its layout; None for a sheet without a known layout."""
    layout = layout_of(sheet)
    return None if layout is None else documents(layout.NAME, layout.drafts(sheet))
