"""Dates as other languages and countries print them: words of any language, figures in any order and script.

Sources: Unicode CLDR for the names of months; ISO 8601 and the customs of countries for the order of figures.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from articles.reading.metadata.days.month_names import month_named

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ORDINAL = r"(?:st|nd|rd|th|er|ère|º|ª|°|\.|-?(?:го|a))?"
# Apart from the month: "di dicembre" has one, "dicembre" none.
_OF = r"(?:(?:de|del|di|of|da|do|van|den)\s{1,2}|(?:d[’']|thg|tháng)\s{0,2})?"
# A month's name in any script: signs above and below letters are no letters to a pattern.
_MONTH = r"(?P<word>[^\W\d_][^\s\d.,;:()/|·_-]{1,17})"
# What some languages put between the year and the rest ("2019. gada 23. janvāris").
_YEAR_WORD = r"(?:gada\s|m\.\s|г\.\s|ж\.\s|թ\.\s|,\s|[/-])?"
# 5 juin 2018 · 3 de mayo de 2020 · 2. August 2012 · 12 marca 2020 · 8-Jul-2021
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}}){_ORDINAL}[\s/-]{{0,3}}{_OF}{_MONTH}\.?,?[\s/-]{{0,3}}{_OF}{_YEAR}(?!\d)",
    re.IGNORECASE,
)
# August 2nd 2012 · juli 8, 2021 · 2021 m. liepos 8 d.
_MONTH_FIRST = re.compile(
    rf"(?<![^\W\d_]){_MONTH}\.?\s{{1,2}}(?P<day>\d{{1,2}}){_ORDINAL},?\s{{1,3}}{_YEAR}(?!\d)",
    re.IGNORECASE,
)
_YEAR_FIRST_WORD = re.compile(
    rf"(?<!\d){_YEAR}\.?\s{{0,2}}{_YEAR_WORD}{_MONTH}\.?[\s/-]{{1,2}}(?P<day>\d{{1,2}})(?!\d)",
    re.IGNORECASE,
)
_YEAR_DAY_WORD = re.compile(
    rf"(?<!\d){_YEAR}\.?\s{{0,2}}(?:gada|ж\.)\s(?P<day>\d{{1,2}})\.?\s{{1,2}}{_MONTH}", re.IGNORECASE
)
# 23 tháng 1, 2019
_NUMBERED_MONTH = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s(?:tháng|thg)\s(?P<month>\d{{1,2}})(?:,|\snăm)?\s{_YEAR}(?!\d)",
    re.IGNORECASE,
)
# 2021年7月8日 · 2021년 7월 8일 · 2021. 7. 8.
_CHARACTERS = re.compile(
    rf"(?<!\d){_YEAR}\s?(?:年|년)\s?(?P<month>\d{{1,2}})\s?(?:月|월)\s?(?P<day>\d{{1,2}})\s?(?:日|일)"
)
_YEAR_FIRST = re.compile(
    rf"(?<![\d./-]){_YEAR}(?P<mark>[/.]\s?|-)(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)"
)
_YEAR_LAST = re.compile(
    rf"(?<![\d./-])(?P<a>\d{{1,2}})\u200f?(?P<mark>[/.]\s?|-|·|\s\|\s)(?P<b>\d{{1,2}})\u200f?(?P=mark){_YEAR}(?!\d)"
)
_SHORT_YEAR = re.compile(
    r"(?<![\d./-])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d\d)(?![\d.])(?!\s?(?:€|%|Uhr\b))"
)
# A two-figure year is this century's up to here; nothing on the web is older than 1991.
SHORT_YEAR_MAX = 39


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day as characters of a text; ``reason`` says why figures mean this day where their order could not tell."""

    start: int
    end: int
    day: dt.date
    reason: str = ""


def printed_days(text: str, language: str = "", order: str = "") -> Iterator[PrintedDay]:
    """Every day that a short text prints, by the place where it stands.

    ``language`` settles month names that languages share; ``order`` is "dmy" or "mdy" where the page's locale tells
    the order of figures ("03/04/2021"), else such figures are no day.

    >>> [str(found.day) for found in printed_days("Le 5 juin 2018, mis à jour le 06/06/2018")]
    ['2018-06-05', '2018-06-06']
    >>> str(next(printed_days("2021年7月8日")).day)
    '2021-07-08'
    >>> list(printed_days("03/04/2021")), str(next(printed_days("03/04/2021", order="dmy")).day)
    ([], '2021-04-03')
    """
    text = ascii_digits(text)
    found = [*_worded(text, language), *_figures(text, order)]
    taken = -1
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= taken:
            taken = one.end
            yield one


def day_of_short_year(text: str) -> PrintedDay | None:
    """The day of a line such as "8.5.12": day, month and a year of two figures, between full stops.

    Only a line that is known to state a day may be read so.
    """
    match = _SHORT_YEAR.search(ascii_digits(text))
    if match is None:
        return None
    year = int(match["year"])
    return _day(
        match, (2000 if year <= SHORT_YEAR_MAX else 1900) + year, int(match["month"]), int(match["day"])
    )


def numeric_order(language: str, host: str = "") -> str:
    """In which order a page's figures are day and month: "dmy", "mdy", or empty where its locale does not tell.

    ``language`` is its language tag ("en-GB", "de"), ``host`` its address's host. English alone does not tell.

    >>> numeric_order("fr"), numeric_order("en-US"), numeric_order("en"), numeric_order("en", "www.bbc.co.uk")
    ('dmy', 'mdy', '', 'dmy')
    """
    tag = language.replace("_", "-").lower()
    base, _, region = tag.partition("-")
    if base == "en":
        if region[:2] in {"us", "ph"}:
            return "mdy"
        country = host.rpartition(".")[2]
        return "dmy" if region or country in {"uk", "au", "nz", "ie", "in", "za", "ng", "ke", "pk"} else ""
    return "dmy" if base and base not in {"zh", "ja", "ko", "hu", "mn", "lt"} else ""


def ascii_digits(text: str) -> str:
    """The text with the digits of every script as 0–9, each in its place.

    >>> ascii_digits("۸ ژوئیه ۲۰۲۱")
    '8 ژوئیه 2021'
    """
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text)


def _worded(text: str, language: str) -> Iterator[PrintedDay]:
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _YEAR_FIRST_WORD, _YEAR_DAY_WORD):
        for match in pattern.finditer(text):
            month = month_named(match["word"], language)
            if month and (found := _day(match, int(match["year"]), month, int(match["day"]))):
                yield found


def _figures(text: str, order: str) -> Iterator[PrintedDay]:
    for pattern in (_CHARACTERS, _YEAR_FIRST, _NUMBERED_MONTH):
        for match in pattern.finditer(text):
            if found := _day(match, int(match["year"]), int(match["month"]), int(match["day"])):
                yield found
    for match in _YEAR_LAST.finditer(text):
        a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
        # A full stop is the mark of day-month-year countries; else only a figure above 12, or the locale, tells.
        told = a > 12 or match["mark"].startswith(".") or a == b or b > 12
        if not told and not order:
            continue
        month_first = b > 12 if told else order == "mdy"
        day, month = (b, a) if month_first else (a, b)
        reason = "" if told else f"the page’s locale puts the {'month' if month_first else 'day'} first"
        if found := _day(match, year, month, day, reason):
            yield found


def _day(match: re.Match[str], year: int, month: int, day: int, reason: str = "") -> PrintedDay | None:
    try:
        return PrintedDay(match.start(), match.end(), dt.date(year, month, day), reason)
    except ValueError:
        return None
