"""Relative dates: "last week", "three months ago" and "tomorrow", counted from a known day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_SPOKEN = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
_DAY = dt.timedelta(days=1)
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Days:
    """One day or several in a row, both ends included, and the reason in a sentence."""

    first: dt.date
    last: dt.date
    reason: str


def spoken(word: str, day: dt.date, known: str) -> Days:
    """Yesterday, today and their like.

    >>> spoken("last night", dt.date(2021, 7, 9), "2021-07-09").first
    datetime.date(2021, 7, 8)
    """
    said = " ".join(word.lower().split())
    found = day + _SPOKEN[said] * _DAY
    also = " It may also mean these times." if said == "today" else ""
    return Days(found, found, f"Counted from {known}.{also}")


def turn_of(unit: str, side: str, part: str, day: dt.date, *, to_come: bool, known: str) -> Days:
    """The last, this or the next week (from Monday), weekend, month or year; "earlier", "later": up to or from the day.

    >>> found = turn_of("month", "last", "", dt.date(2021, 3, 31), to_come=False, known="2021-03-31")
    >>> found.first, found.last
    (datetime.date(2021, 2, 1), datetime.date(2021, 2, 28))
    """
    steps = {"last": -1, "this": 0, "next": 1}[side]
    if unit == "weekend":
        return _weekend(steps, day, to_come, known)
    if unit == "week" and day.weekday() == SUNDAY:
        # On a Sunday the week that ends is "last week"; "this week" is either.
        steps += 0 if side == "this" and not to_come else 1
    first, last = _stretch(unit, day, steps)
    if part == "earlier":
        last = min(last, day)
    if part == "later":
        first = max(first, day)
    return Days(first, last, f"“{side.capitalize()} {unit}”, counted from {known}.")


def ago(count: str, unit: str, day: dt.date, known: str) -> Days | None:
    """So many days ago is a day; so many weeks, months or years ago the week, month or year that it falls in.

    >>> ago("two", "day", dt.date(2021, 7, 9), "2021-07-09").first
    datetime.date(2021, 7, 7)
    """
    if count == "several":
        return None
    number = int(count) if count.isdigit() else _NUMBERS.index(count) + 1 if count in _NUMBERS else 1
    if unit == "day":
        found = day - number * _DAY
        return Days(found, found, f"Counted back from {known}.")
    first, last = _stretch(unit, day, -number)
    return Days(first, last, f"The {unit} that is about so long before {known}.")


def _weekend(steps: int, day: dt.date, to_come: bool, known: str) -> Days:
    saturday = day + ((5 - day.weekday()) % 7) * _DAY if day.weekday() != 6 else day - _DAY
    if day.weekday() < 5 and (steps < 0 or (not steps and not to_come)):
        saturday -= 7 * _DAY
    elif day.weekday() >= 5:
        saturday += 7 * steps * _DAY
    return Days(saturday, saturday + _DAY, f"The weekend, counted from {known}.")


def _stretch(unit: str, day: dt.date, steps: int) -> tuple[dt.date, dt.date]:
    """The week, month or year that is so many steps from the one in which the day lies."""
    if unit == "week":
        monday = day + (7 * steps - day.weekday()) * _DAY
        return monday, monday + 6 * _DAY
    if unit == "year":
        year = max(1, day.year + steps)
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    months = max(12, 12 * day.year + day.month - 1 + steps)
    first = dt.date(months // 12, months % 12 + 1, 1)
    following = dt.date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return first, following - _DAY
