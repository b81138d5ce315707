"""Source lines that print outlet, day and page in one: "Hafenchronik vom 08.07.2021, S. 4"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.reading.formats.deliveries.delivery import Draft
from articles.reading.formats.deliveries.lines import Line
from articles.reading.formats.deliveries.printed_dates import PrintedDate
from articles.reading.metadata.agency import agency_name

_BEFORE_DAY = re.compile(
    r"[\s,;(]{1,3}(?:vom|v\.|den|du|del|of|van|de|le|on|from|dated?)\s{0,2}$", re.IGNORECASE
)
_ISSUE = re.compile(r"[\s,;]{1,3}(?:Nr|No|Heft|Ausgabe|Issue|N°)\.?\s?[\w/.-]{1,12}$", re.IGNORECASE)
_PAGE = re.compile(r"\b(?:pp?\.?|pages?|S\.|Seite|str\.|с\.)\s{0,3}([A-Z]?\d{1,4}[A-Z]?)\b", re.IGNORECASE)


def take_source(draft: Draft, run: Sequence[Line], rule: str, value: str, day: PrintedDate) -> None:
    """State outlet, day and page of a source line: ``value`` is its text, ``day`` the day in it."""
    outlet = outlet_of(value[: day.start])
    if outlet:
        draft.state("outlet", run, rule, outlet, outlet)
        if agency := agency_name(outlet):
            draft.state("agency", run, rule, agency, outlet)
    draft.state("published", run, rule, day.iso, value[day.start : day.end])
    if page := _PAGE.search(value, day.end):
        draft.state("page", run, rule, page[1], page[1])


def outlet_of(before_day: str) -> str:
    """The outlet in what stands before a source line's day, without the word that leads to it and the issue's number.

    >>> outlet_of("Hafenchronik vom "), outlet_of("Wirtschaftsbote Nr. 123 vom ")
    ('Hafenchronik', 'Wirtschaftsbote')
    """
    return _ISSUE.sub("", _BEFORE_DAY.sub("", before_day).strip(" ,;:-–—(")).strip(" ,;:-–—(")
