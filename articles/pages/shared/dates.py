"""Dates in words: as precise as the source states them, and never more."""

from __future__ import annotations

import calendar
import datetime as dt

UNDATED = "undated"


def shown(published: str, precision: str) -> str:
    """An ISO 8601 date of a known precision in words.

    >>> shown("2021-07-08", "day"), shown("2021-07", "month"), shown("2021-07-08T14:05:00+00:00", "minute")
    ('8 July 2021', 'July 2021', '8 July 2021, 14:05')
    >>> shown("", "")
    ''
    """
    if precision == "year":
        return published[:4]
    if precision == "month":
        return month_shown(published[:7])
    if precision == "minute":
        moment = dt.datetime.fromisoformat(published)
        return f"{day_shown(moment.date())}, {moment:%H:%M}"
    return day_shown(dt.date.fromisoformat(published[:10])) if precision == "day" else ""


def day_shown(day: dt.date) -> str:
    """A day in words.

    >>> day_shown(dt.date(2021, 7, 8))
    '8 July 2021'
    """
    return f"{day.day} {day:%B %Y}"


def days_shown(first: dt.date, last: dt.date) -> str:
    """The days between which something lies, in words; one day as itself.

    >>> days_shown(dt.date(2021, 7, 8), dt.date(2021, 8, 1)), days_shown(dt.date(2021, 7, 8), dt.date(2021, 7, 8))
    ('8 July 2021 to 1 August 2021', '8 July 2021')
    """
    return day_shown(first) if first == last else f"{day_shown(first)} to {day_shown(last)}"


def month_shown(value: str) -> str:
    """A month facet's value in words; a year stays a year, and what is neither stays as it is.

    >>> month_shown("2021-07"), month_shown("2021"), month_shown("spring")
    ('July 2021', '2021', 'spring')
    """
    year, _, month = value.partition("-")
    if year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12:
        return f"{calendar.month_name[int(month)]} {year}"
    return value


def month_bounds(value: str) -> tuple[str, str]:
    """The first and last day of a month or a year, for a search between two days.

    >>> month_bounds("2021-02"), month_bounds("2021")
    (('2021-02-01', '2021-02-28'), ('2021-01-01', '2021-12-31'))
    """
    year, _, month = value.partition("-")
    if not month:
        return f"{year}-01-01", f"{year}-12-31"
    last = calendar.monthrange(int(year), int(month))[1]
    return f"{value}-01", f"{value}-{last:02d}"
