"""Precedence of a page's statements: which one is believed, field by field."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from urllib.parse import urlsplit

from articles.reading.formats.web.library_metadata import library_authors, library_day
from articles.reading.formats.web.markup import Page
from articles.reading.formats.web.page_dates import (
    day_behind_title,
    day_in_address,
    posted_day,
    shown_day,
)
from articles.reading.formats.web.page_metadata import statements
from articles.reading.formats.web.page_title import TITLE_MARKS, headlines
from articles.reading.formats.web.visible_text import letters_of
from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.days.international_dates import numeric_order
from articles.reading.metadata.days.printed_dates import find_date, iso_date
from articles.reading.report import Evidence, Stated

AUTHORS_MAX = 20
DAY_CHARACTERS = len("2021-07-08")
LINES_SEARCHED_MAX = 200
_AUTHOR_MARKS = re.compile(r"\s{0,3}(?:,|;|\||/|•|&|\band\b|\bund\b|\bet\b|\by\b|\bog\b|\boch\b)\s{1,3}")
_LEADING_BY = re.compile(r"^(?:by|von|par|por|di|written by|text:?)\s{1,3}", re.IGNORECASE)
_BRACKETED = re.compile(r"\s?[(\[][^()\[\]]{0,60}[)\]]\s?$")
_DOMAIN = re.compile(r"\.(?:com|org|net|de|co\.uk|info)$", re.IGNORECASE)


def chosen(page: Page) -> dict[str, tuple[Stated, ...]]:
    """The page's statements, the most trustworthy first; authors as single names."""
    stated = statements(page)
    outlet = _outlet(stated.get("outlet", ())) or _outlet_behind_title(page, stated.get("title", ()))
    result = {**stated, "outlet": outlet}
    result["title"] = headlines(page, stated.get("title", ()), outlet, stated.get("byline", ()))
    result["byline"] = _authors(stated.get("byline", ()), outlet) or library_authors(page)
    result["published"] = _published(page, stated, result["title"])
    result["language"] = tuple(
        replace(value, value=value.value[:2].lower()) for value in stated.get("language", ())
    )
    return {field: values for field, values in result.items() if values}


def _published(
    page: Page, stated: dict[str, tuple[Stated, ...]], headline: tuple[Stated, ...]
) -> tuple[Stated, ...]:
    """The publication days of the page, the most trustworthy first."""
    said = next((value.value for value in stated.get("language", ())), "")
    host = next((urlsplit(value.value).hostname or "" for value in stated.get("url", ())), "")
    order = numeric_order(said, host)
    titles = headline + stated.get("title", ())
    beside = shown_day(page, titles, said, order)
    address = day_in_address(stated.get("url", ()))
    declared = tuple(
        value
        for value in stated.get("published", ())
        if iso_date(value.value) or find_date(value.value, said, order)
    )
    machine = [value for value in declared if not value.evidence.rule.startswith("time")]
    if any(iso_date(value.value) for value in machine):
        return _as_printed(declared, (*beside, *address))
    # A page has many `<time>` elements, those of teasers too; the line beside its headline is its own.
    if beside or declared:
        return (*beside, *declared)
    if found := day_behind_title(page, titles, TITLE_MARKS) or posted_day(page, said, order):
        return found
    if address and len(address[0].value) == DAY_CHARACTERS:
        return address
    # The month that the address gives is made a day by one that the page prints in that month.
    searched = library_day(page, said, order)
    if not address or (searched and searched[0].value.startswith(address[0].value)):
        return searched
    return address


def _as_printed(declared: tuple[Stated, ...], printed: tuple[Stated, ...]) -> tuple[Stated, ...]:
    """The declared moments, behind a day that the page prints where only universal time makes it another one.

    A page whose metadata say 9 November 01:49 UTC prints 8 November, the day at its desk.
    """
    first = next(found for value in declared if (found := iso_date(value.value)))
    if not first.iso.endswith("+00:00"):
        return declared
    day = dt.date.fromisoformat(first.iso[:10])
    for value in printed:
        shown = iso_date(value.value)
        if shown and abs((dt.date.fromisoformat(shown.iso[:10]) - day).days) == 1:
            return (value, *declared)
    return declared


def _outlet(stated: tuple[Stated, ...]) -> tuple[Stated, ...]:
    """The name the site goes by stands before the company that owns it, and a name before an address."""

    def rank(value: Stated) -> tuple[bool, bool]:
        return ("@" in value.value or "/" in value.value, value.evidence.rule != "meta og:site_name")

    named = [replace(value, value=_BRACKETED.sub("", value.value).strip()) for value in stated]
    return tuple(sorted((value for value in named if len(value.value) < 80), key=rank))


def _outlet_behind_title(page: Page, titles: tuple[Stated, ...]) -> tuple[Stated, ...]:
    """The site's name in the window's title, where the page shows the rest of that title as a line of its own.

    A name before the headline ("Daily Planet: Envoys meet") must also open the page, or it is a kicker.
    """
    lines = [letters_of(page.shown(line.start, line.end)) for line in page.lines[:LINES_SEARCHED_MAX]]
    for title in titles:
        for mark in (*TITLE_MARKS, ": "):
            head, found, tail = title.value.rpartition(mark) if mark != ": " else title.value.partition(mark)
            if found and mark != ": " and letters_of(head) in lines:
                name = tail
            elif (
                found
                and letters_of(tail) in lines
                and letters_of(head)
                and lines[0].startswith(letters_of(head))
            ):
                name = head
            else:
                continue
            at = page.source.find(name, title.evidence.start, title.evidence.end)
            if at >= 0 and 2 < len(name) < 60:
                return (Stated(name, Evidence(at, at + len(name), name, "beside the title")),)
    return ()


def _authors(stated: tuple[Stated, ...], outlet: tuple[Stated, ...]) -> tuple[Stated, ...]:
    """The names of the most trusted statement that names anyone; where none does, the house or agency as it is printed."""
    own = {letters_of(_DOMAIN.sub("", value.value)) for value in outlet}
    fallback: tuple[Stated, ...] = ()
    for rule in dict.fromkeys(value.evidence.rule for value in stated):
        said = [value for value in stated if value.evidence.rule == rule]
        names = [name for value in said for name in _split(value)]
        others = tuple(name for name in names if not _is_own(name.value, own))
        if any(not agency_name(name.value) for name in others):
            return _once(others)
        if names:
            fallback = fallback or (
                replace(names[0], value=said[0].value.strip()) if len(names) > 1 else names[0],
            )
    return fallback


def _is_own(name: str, own: set[str]) -> bool:
    """Whether a byline only names the house: its name, or its address on the web."""
    key = letters_of(_DOMAIN.sub("", name))
    # A house's short name opens its full one ("LBCI", "LBCI Lebanon").
    short = len(key) > 2 and " " not in name and any(one.startswith(key) for one in own)
    return (" " not in name and bool(_DOMAIN.search(name))) or key in own or short


def _once(names: tuple[Stated, ...]) -> tuple[Stated, ...]:
    seen = {letters_of(name.value): name for name in reversed(names)}
    return tuple(reversed(seen.values()))[:AUTHORS_MAX]


def _split(stated: Stated) -> list[Stated]:
    text = _LEADING_BY.sub("", stated.value.strip())
    if "http" in text or "@" in text:
        return []
    found = []
    for part in _AUTHOR_MARKS.split(text):
        name = _BRACKETED.sub("", part).strip(" ,.;|-–—")
        if len(name) > 1 and any(character.isalpha() for character in name):
            found.append(replace(stated, value=name))
    return found
