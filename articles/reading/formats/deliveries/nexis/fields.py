"""Nexis's labelled fields: section and page, byline, terms with their relevance, language, load date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.reading.formats.deliveries.delivery import CLASSIFICATION, COPYRIGHT, Draft
from articles.reading.formats.deliveries.languages import language_code
from articles.reading.formats.deliveries.lines import Line, joined_text
from articles.reading.formats.deliveries.names import names_of
from articles.reading.formats.deliveries.nexis.labels import Label
from articles.reading.formats.deliveries.printed_dates import printed_date
from articles.reading.metadata.agency import agency_name
from articles.reading.report import BlockKind

_PAGE = re.compile(
    r"[;,]?\s{0,2}(?:Pg|Pgs|Page|Pages|S|Seite|P|Blz|Pág|Pag|Pagina|Página)\s?(?:\.\s{0,2}|:\s{0,2}|\s)"
    r"(?P<page>[A-Z]{0,4}-?\d{1,4}[A-Za-z]?(?:\s?[,–-]\s?[A-Z]{0,3}\d{1,4}){0,6})",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s[-–]\s|\s\(")
_RELEVANCE = re.compile(r"\s{0,2}\(\d{1,3}\s?%\)\s?$")
_DETAILS = frozenset(("length", "document_type", "edition", "page"))
_LISTS = frozenset(("subjects", "companies", "regions"))


def take(draft: Draft, label: Label, lines: Sequence[Line]) -> None:
    """State what a labelled field says. ``lines``: the label's line and those that its value runs on to."""
    value = joined_text(lines)[label.value_at :].strip()
    rule = f"label {label.printed}"
    if label.means in ("graphic", "highlight", "correction"):
        _take_text(draft, label, lines)
    elif not value:
        draft.remove(lines, CLASSIFICATION)
    elif label.means == "section":
        _take_section(draft, lines, value, rule)
    elif label.means == "byline":
        _take_byline(draft, lines, value, rule)
    elif label.means in _LISTS:
        for term in value.split(";"):
            draft.state(label.means, lines, rule, _RELEVANCE.sub("", term).strip(), term.strip())
    elif label.means in _DETAILS or label.means in ("title", "dateline", "url", "copyright"):
        draft.state(label.means, lines, rule, value, value)
    elif label.means == "loaded":
        found = printed_date(value)
        draft.state("loaded", lines, rule, found.iso if found else value, value)
    elif label.means == "language" and (code := language_code(value)):
        draft.state("language", lines, rule, code, value)
    else:
        draft.remove(lines, CLASSIFICATION)


def _take_text(draft: Draft, label: Label, lines: Sequence[Line]) -> None:
    reason = {"graphic": "captions and graphics", "highlight": "summary above the text"}
    draft.remove(lines, reason.get(label.means, "correction note"))


def _take_section(draft: Draft, lines: Sequence[Line], value: str, rule: str) -> None:
    page = _PAGE.search(value)
    section = (value[: page.start()] + value[page.end() :] if page else value).strip(" ;,")
    if section:
        draft.state("section", lines, rule, section, section if section in value else value)
    if page:
        draft.state("page", lines, rule, page["page"], page["page"])


def _take_byline(draft: Draft, lines: Sequence[Line], value: str, rule: str) -> None:
    for name in names_of(value):
        draft.state("byline", lines, rule, name, name if name in value else value)
    if agency := agency_name(value):
        draft.state("agency", lines, rule, agency, value)
    draft.remove(lines, "byline that names nobody")


def take_outlet(draft: Draft, line: Line) -> None:
    """The source's name; an agency's name states the agency too."""
    draft.state("outlet", line, "source name")
    if agency := next(filter(None, map(agency_name, (line.text, *_PARTS.split(line.text)))), ""):
        draft.state("agency", line, "source name", agency, line.text)


def take_rights(draft: Draft, lines: Sequence[Line]) -> None:
    """Copyright lines: a detail, never an outlet."""
    if lines:
        draft.state("copyright", lines, COPYRIGHT)


def take_captions(draft: Draft, lines: Sequence[Line]) -> None:
    """What stands under "Graphic": captions, none of the text."""
    draft.body(lines, BlockKind.CAPTION)
