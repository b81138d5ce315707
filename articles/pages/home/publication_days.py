"""The last weeks for which the room has articles, day by day: how many were published on each, as bars to follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from articles.models import Article
from articles.pages.shared.dates import day_shown

WEEKS = 6
BAR_MAX_PIXELS = 24
BAR_MIN_PIXELS = 2


@dataclass(frozen=True, slots=True)
class Day:
    """One day: ISO ("2021-07-08"), in words, its number in the month, its articles, and its bar's height in pixels."""

    iso: str
    label: str
    number: int
    count: int
    height: int

    @property
    def top(self) -> int:
        return BAR_MAX_PIXELS - self.height


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Sunday, named by its Monday. A day after the last one shown is None."""

    label: str
    days: tuple[Day | None, ...]


@dataclass(frozen=True, slots=True)
class PublicationDays:
    """Whole weeks in order of time, and the number of articles in them."""

    weeks: tuple[Week, ...]
    total: int
    first_day: str
    last_day: str

    @property
    def summary(self) -> str:
        return f"{self.first_day} to {self.last_day}"


def publication_days() -> PublicationDays | None:
    """The weeks up to the latest day of publication that is not in the future; None where no article states a day.

    The index on the day answers both questions, so what they cost depends on these weeks and not on the room.
    """
    dated = Article.objects.filter(published_day__lte=timezone.localdate()).order_by()
    last = dated.order_by("-published_day").values_list("published_day", flat=True).first()
    if last is None:
        return None
    first = last - dt.timedelta(days=last.weekday() + 7 * (WEEKS - 1))
    counts = dict(
        dated.filter(published_day__range=(first, last)).values_list("published_day").annotate(Count("pk"))
    )
    return weeks_of(counts, first, last)


def weeks_of(counts: Mapping[dt.date, int], first: dt.date, last: dt.date) -> PublicationDays:
    """The weeks from a Monday to a last day.

    >>> found = weeks_of({dt.date(2021, 7, 8): 3}, dt.date(2021, 7, 5), dt.date(2021, 7, 8))
    >>> [day and day.count for day in found.weeks[0].days]
    [0, 0, 0, 3, None, None, None]
    """
    tallest = max(counts.values(), default=0)
    mondays = [first + dt.timedelta(days=offset) for offset in range(0, (last - first).days + 1, 7)]
    weeks = []
    for monday in mondays:
        days = [monday + dt.timedelta(days=offset) for offset in range(7)]
        shown = (_day(day, counts.get(day, 0), tallest) if day <= last else None for day in days)
        weeks.append(Week(day_shown(monday), tuple(shown)))
    return PublicationDays(tuple(weeks), sum(counts.values()), day_shown(first), day_shown(last))


def _day(day: dt.date, count: int, tallest: int) -> Day:
    height = max(BAR_MIN_PIXELS, round(count / tallest * BAR_MAX_PIXELS)) if count else 0
    return Day(day.isoformat(), day_shown(day), day.day, count, height)
