"""Temporal expressions of a report's text ("on Friday", "last week"), each resolved with its reason.

A weekday of news copy is the one nearest to the day of the report, within seven days of it (The Associated Press
Stylebook, "days of the week", "months"); the verb tells on which side, and the day after the report's is always nearest.
What is counted from no known day stays unknown.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.reading.metadata.days.date_phrases import WEEKDAYS, phrases, without_full_stop
from articles.reading.metadata.days.printed_dates import find_date, month_number
from articles.reading.metadata.days.relative_dates import Days, ago, spoken, turn_of
from articles.reading.metadata.days.tense import is_to_come, tells

NAMED_DAYS_MAX = 500
# Within so many days of the report a day without its year is the nearest one, whatever the verb.
NEAR = dt.timedelta(days=60)
LONGEST_BACK = 6


@dataclass(frozen=True, slots=True)
class KnownDay:
    """The day from which a text's days are counted, and which day that is ("the dateline's day")."""

    day: dt.date
    what: str

    def __str__(self) -> str:
        return f"{self.day.isoformat()}, {self.what}"


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A mention of a day or days, ``text[start:end]``; ``first`` and ``last`` are None where nothing tells them."""

    start: int
    end: int
    text: str
    first: dt.date | None
    last: dt.date | None
    reason: str

    @property
    def iso(self) -> str:
        """The day, or the interval of days, as ISO 8601 writes it; empty where unknown."""
        if self.first is None or self.last is None:
            return ""
        first, last = self.first.isoformat(), self.last.isoformat()
        return first if first == last else f"{first}/{last}"


def named_days(text: str, known: KnownDay | None) -> tuple[NamedDay, ...]:
    """The days that a text names, in order.

    >>> known = KnownDay(dt.date(2021, 7, 9), "the day of publication")
    >>> [(day.text, day.iso) for day in named_days("It rained on Tuesday and will rain next week.", known)]
    [('Tuesday', '2021-07-06'), ('next week', '2021-07-12/2021-07-18')]
    """
    return tuple(_all(text, known))[:NAMED_DAYS_MAX]


def _all(text: str, known: KnownDay | None) -> Iterator[NamedDay]:
    for match in phrases(text):
        days = _days(text, match, known)
        first, last = (days.first, days.last) if days else (None, None)
        reason = days.reason if days else "No day is known from which this could be counted."
        if days or known is None:
            said = without_full_stop(match.group())
            yield NamedDay(match.start(), match.start() + len(said), said, first, last, reason)


def _days(text: str, match: re.Match[str], known: KnownDay | None) -> Days | None:
    if match["year"]:
        return _printed(match)
    if known is None:
        return None
    to_come = is_to_come(text, match.start(), match.end())
    if match["date"]:
        told = tells(text, match.start(), match.end())
        return _nearest(match, known, to_come=to_come, told=told)
    if match["weekday"]:
        return _weekday(match, known, to_come)
    if match["stretch"]:
        part, side = (match["part"] or "").lower(), match["side"].lower()
        return turn_of(match["unit"].lower(), side, part, known.day, to_come=to_come, known=str(known))
    if match["ago"]:
        return ago(match["count"].lower(), match["units"].lower(), known.day, str(known))
    return spoken(match["word"], known.day, str(known))


def _printed(match: re.Match[str]) -> Days | None:
    # Years before 1900 are read too, which a date of publication never has.
    found = find_date(match.group()) or find_date(match.group().replace(match["year"], "2000"))
    if found is None:
        return None
    read = dt.date.fromisoformat(found.iso[:10])
    day = _in_year(int(match["year"]), read.month, read.day)
    return Days(day, day, "The text prints the year.") if day else None


def _nearest(match: re.Match[str], known: KnownDay, *, to_come: bool, told: bool) -> Days | None:
    """A day and its month: the nearest of that name, or, where none is near, the one that the verb points to."""
    month = month_number(match["date"])
    figure = re.search(r"\d{1,2}", match["date"])
    if month is None or figure is None:
        return None
    years = (known.day.year - 1, known.day.year, known.day.year + 1)
    named = [day for year in years if (day := _in_year(year, month, int(figure.group())))]
    if not named:
        return None
    day = min(named, key=lambda one: abs(one - known.day))
    if abs(day - known.day) <= NEAR or not told:
        return Days(day, day, f"The day of that name nearest to {known}.")
    if to_come:
        day = next((one for one in named if one >= known.day), day)
        return Days(day, day, f"Told of as to come: the first of that name from {known}.")
    day = next((one for one in reversed(named) if one <= known.day), day)
    return Days(day, day, f"Told of as past: the last of that name up to {known}.")


def _in_year(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _weekday(match: re.Match[str], known: KnownDay, to_come: bool) -> Days:
    number, day = WEEKDAYS.index(match["weekday"]), known.day
    name = match["weekday"]
    if match["week"]:
        weeks = {"last": -1, "this": 0, "next": 1}[match["week"]]
        found = day + dt.timedelta(days=7 * weeks + number - day.weekday())
        return Days(found, found, f"The {name} of the week before, of or after {known}.")
    which = " ".join((match["which"] or "").lower().split())
    back, ahead = (day.weekday() - number) % 7, (number - day.weekday()) % 7
    if which in ("last", "past", "this past"):
        found = day - dt.timedelta(days=back or 7)
        return Days(found, found, f"The last {name} before {known}.")
    if which in ("next", "coming", "this coming"):
        found = day + dt.timedelta(days=ahead or 7)
        return Days(found, found, f"The first {name} after {known}.")
    if to_come:
        found = day + dt.timedelta(days=ahead)
        return Days(found, found, f"Told of as to come: the first {name} from {known}.")
    if back == LONGEST_BACK:
        # Copy is put right after its day, and it is tomorrow elsewhere: of 26 such mentions 21 meant the day after.
        found = day + dt.timedelta(days=1)
        return Days(found, found, f"The {name} nearest to {known}: the day after it.")
    found = day - dt.timedelta(days=back)
    return Days(found, found, f"Told of as past: the last {name} up to {known}.")
