"""Europresse (CEDROM-SNi; Eureka in Canada): a saved page of articles whose parts are named by class.

Source: pages that the database saves since about 2015. Publication, header (section, day, page), headline, author, text
and the document's number each stand in an element whose class says so, in any reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.reading.formats.deliveries.delivery import (
    CLASSIFICATION,
    COPYRIGHT,
    CUT_SHORT,
    Draft,
    drafts_between,
)
from articles.reading.formats.deliveries.lines import Line, Sheet
from articles.reading.formats.deliveries.names import names_of
from articles.reading.formats.deliveries.printed_dates import printed_date
from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.days.printed_dates import is_weekday
from articles.reading.report import BlockKind

NAME = "europresse"
HINT = re.compile(rb"DocPublicationName|rdp__|publiC-lblNodoc|docOcurrContainer", re.IGNORECASE)

_PUBLICATION = frozenset(("docpublicationname", "rdp__docpublicationname"))
_HEADER = frozenset(("docheader", "rdp__docheader"))
_TITLE = frozenset(("rdp__articletitle", "titrearticlevisu"))
_SUBTITLE = frozenset(("rdp__subtitle", "rdp__articlesubtitle", "soustitrearticlevisu"))
_AUTHOR = frozenset(("sm-margin-bottomnews", "docauthors", "rdp__author", "rdp__articleauthor"))
_TEXT = frozenset(("dococurrcontainer", "rdp__articletext", "rdp__doctext"))
_NUMBER = frozenset(("public-lblnodoc", "rdp__public-nodoc"))
_CAPTION = frozenset(("rdp__caption", "doccaption", "legende", "figcaption"))
_PAGE = re.compile(r"(?:^|[,•·]\s{0,3})(?:pp?|S|blz|pág)\.\s{0,2}(?P<page>[\w-]{1,12})")
_WORDS = re.compile(r"(?P<length>\d[\d\s.,]{0,8}\s(?:mots|words|Wörter|palabras|parole))")
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s{0,2}\d|Copyright\s{0,2}(?:©|\(c\)|\d))", re.IGNORECASE)


def recognises(sheet: Sheet) -> bool:
    """A publication with a header below it, and a headline or a text, each named by its class."""
    publication = any(_PUBLICATION & line.marks for line in sheet.lines)
    header = any(_HEADER & line.marks for line in sheet.lines)
    return publication and header and any((_TITLE | _TEXT) & line.marks for line in sheet.lines)


def drafts(sheet: Sheet) -> Iterator[Draft]:
    """The reports in order: each begins with its publication."""
    lines = sheet.lines
    starts = [
        place
        for place, line in enumerate(lines)
        if _PUBLICATION & line.marks and not (place and _PUBLICATION & lines[place - 1].marks)
    ]
    for draft in drafts_between(sheet, starts):
        _read(draft)
        yield draft


def _read(draft: Draft) -> None:
    lines = draft.lines
    if named := _of(lines, _PUBLICATION):
        agency = agency_name(named[0].text)
        draft.state("agency" if agency else "outlet", named[0], "publication", agency)
    for line in _of(lines, _HEADER):
        _read_header(draft, line)
    if title := _of(lines, _TITLE):
        draft.state("title", title, "headline")
    for line in _of(lines, _AUTHOR):
        for name in names_of(line.text):
            draft.state("byline", line, "author", name, name if name in line.text else line.text)
    numbers = _of(lines, _NUMBER)
    if numbers:
        draft.state("accession", numbers[0], "document number")
    draft.body(_of(lines, _SUBTITLE), BlockKind.SUBHEAD)
    draft.body(_of(lines, _CAPTION), BlockKind.CAPTION)
    draft.body([line for line in _of(lines, _TEXT) if not _COPYRIGHT.match(line.text)])
    draft.remove((line for line in lines if _COPYRIGHT.match(line.text)), COPYRIGHT)
    draft.remove(numbers[1:], CLASSIFICATION)
    if not numbers and draft.end == len(draft.sheet.lines):
        draft.warnings.append(CUT_SHORT)


def _of(lines: Sequence[Line], marks: frozenset[str]) -> list[Line]:
    """The lines inside an element of one of these classes."""
    return [line for line in lines if marks & line.marks]


def _read_header(draft: Draft, line: Line) -> None:
    """Section, day, length and page, which one line gives in this order, with commas or dots between them."""
    day = printed_date(line.text)
    if day is not None:
        draft.state("published", line, "header", day.iso, line.text[day.start : day.end])
        head = line.text[: day.start].strip(" ,•·")
        section = re.sub(r"[\s,•·]{0,4}[^\W\d_]{2,14}\.?$", "", head) if _ends_in_weekday(head) else head
        if section := section.strip(" ,•·"):
            draft.state("section", line, "header", section, section)
    for pattern, name in ((_PAGE, "page"), (_WORDS, "length")):
        if match := pattern.search(line.text):
            draft.state(name, line, "header", match[name], match[name])


def _ends_in_weekday(text: str) -> bool:
    """Whether a header's words before the day's figures end in a weekday."""
    words = re.split(r"[\s,•·]+", text.strip(" ,•·"))
    return is_weekday(words[-1])
