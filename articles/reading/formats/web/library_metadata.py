"""What the library underneath finds where our own rules find nothing, tied to characters of the page.

htmldate and trafilatura search a page far and wide. A day counts here only where the page prints that very day, an author
only where it shows the name, so that the statement has evidence; else the field stays unknown.
"""

from __future__ import annotations

import datetime as dt
import re

import htmldate

from articles.reading.formats.web.markup import Page
from articles.reading.formats.web.page_dates import tells_membership
from articles.reading.metadata.days.international_dates import day_of_short_year, printed_days
from articles.reading.report import Evidence, Stated

ELSEWHERE = frozenset(("nav", "aside", "figcaption"))
LINES_SEARCHED_MAX = 3_000
# A day in a longer line is part of a sentence, unless the line begins with it.
HEAD_CHARACTERS = 20
LINE_MAX_CHARACTERS = 90
SEARCHED_MAX_CHARACTERS = 3_000_000
AUTHORS_MAX = 6
NAME_MAX_WORDS = 5
_LEADING_ROLE = re.compile(
    r"(?:autor(?:in|en|es|e|a)?|authors?|auteurs?|redaktion|text|words|story|von|by|par|por|di|door)\s?:?\s{1,2}",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_a-zà-öø-ÿ][\w’'.-]{0,30}(?:\s[\w’'.-]{1,30}){1,5}")


def library_day(page: Page, language: str = "", order: str = "") -> tuple[Stated, ...]:
    """The publication day by htmldate, where the page prints it in a line that is shown or in its markup."""
    if len(page.source) > SEARCHED_MAX_CHARACTERS:
        return ()
    told = htmldate.find_date(page.source, original_date=True, max_date=dt.date.today().isoformat())
    if not told:
        return ()
    day = dt.date.fromisoformat(told)
    span = _shown(page, day, language, order) or _written(page.source, day)
    if span is None:
        return ()
    evidence = Evidence(*span, page.source[slice(*span)], "day found by htmldate")
    return (Stated(told, evidence),)


def _shown(page: Page, day: dt.date, language: str, order: str) -> tuple[int, int] | None:
    """The first line that shows the day."""
    text = ""
    for line in page.lines[:LINES_SEARCHED_MAX]:
        above, text = text, page.shown(line.start, line.end)
        if line.zone in ELSEWHERE or tells_membership(above):
            continue
        short = day_of_short_year(text[:LINE_MAX_CHARACTERS])
        days = [*printed_days(text[:LINE_MAX_CHARACTERS], language, order), *((short,) if short else ())]
        at_its_head = [
            found for found in days if len(text) <= LINE_MAX_CHARACTERS or found.start <= HEAD_CHARACTERS
        ]
        if any(found.day == day for found in at_its_head):
            return line.start, line.end
    return None


def _written(source: str, day: dt.date) -> tuple[int, int] | None:
    """The first place in the markup that writes the day in figures: an attribute, an address, a script."""
    y, m, d = day.year, day.month, day.day
    forms = (
        rf"{y}(?P<mark>[-/._]?){m:02}(?P=mark){d:02}(?!\d)",
        rf"(?<!\d)0?{d}(?P<mark>[-/.])0?{m}(?P=mark){y}(?!\d)",
        rf"(?<!\d)0?{m}(?P<mark>[-/.])0?{d}(?P=mark){y}(?!\d)",
    )
    for form in forms:
        if match := re.search(form, source):
            return match.span()
    return None


def library_authors(page: Page) -> tuple[Stated, ...]:
    """The writers by trafilatura, where the page shows each whole name."""
    if len(page.source) > SEARCHED_MAX_CHARACTERS:
        return ()
    # Imported here because it takes a second: only the process that reads pages pays for it.
    from trafilatura.metadata import extract_metadata

    told = extract_metadata(page.source).author or ""
    names = [_LEADING_ROLE.sub("", part.strip(), count=1).strip() for part in told.split(";")]
    found = []
    for name in names[:AUTHORS_MAX]:
        span = (
            page.letters.find(name) if _NAME.fullmatch(name) and len(name.split()) <= NAME_MAX_WORDS else None
        )
        if span:
            start, end = span[:2]
            found.append(
                Stated(name, Evidence(start, end, page.source[start:end], "author found by trafilatura"))
            )
    # One part that is no name puts the others in doubt, but for initials, which a page prints beside names.
    return tuple(found) if len(found) * 2 >= len(names) else ()
