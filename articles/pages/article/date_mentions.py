"""The days that an article's text names, apart from its dateline's and its publication's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from articles.models import Article
from articles.pages.shared import dates
from articles.reading.metadata.days.temporal_expressions import KnownDay, NamedDay, named_days

SHOWN_MAX = 60


@dataclass(frozen=True, slots=True)
class DayRow:
    """A row of the table: number, words, the day or days in words, the reason."""

    number: int
    text: str
    first: str
    last: str
    reason: str


@dataclass(frozen=True, slots=True)
class DaysNamed:
    """The mentions of days in an article's body, those of its dateline left out, and from which day they are counted."""

    known: KnownDay | None
    all: tuple[NamedDay, ...]

    @property
    def rows(self) -> tuple[DayRow, ...]:
        """What the table shows, in reading order."""
        return tuple(_row(number, day) for number, day in enumerate(self.all[:SHOWN_MAX], start=1))


def days_named_in(article: Article) -> DaysNamed:
    """The days that an article's text names; its captions are no part of the text."""
    known = known_day(article)
    opens, ends = article.dateline_span or (0, 0)
    found = named_days(article.body, known)
    return DaysNamed(known, tuple(day for day in found if not opens <= day.start < ends))


def known_day(article: Article) -> KnownDay | None:
    """The day from which the text's days are counted: the dateline's where it is known, else that of publication."""
    filed = (article.dateline or {}).get("date")
    if filed:
        return KnownDay(dt.date.fromisoformat(filed), "the dateline's day")
    if article.published_precision in ("day", "minute"):
        return KnownDay(dt.date.fromisoformat(article.published[:10]), "the day of publication")
    return None


def days_json(article: Article) -> list[dict[str, Any]]:
    """The mentions as plain values; ``day`` is a day or an interval of days of ISO 8601, empty where unknown."""
    return [
        {"start": day.start, "end": day.end, "text": day.text, "day": day.iso, "reason": day.reason}
        for day in days_named_in(article).all
    ]


def _row(number: int, day: NamedDay) -> DayRow:
    if day.first is None or day.last is None:
        return DayRow(number, day.text, "", "", day.reason)
    first, last = dates.day_shown(day.first), dates.day_shown(day.last)
    return DayRow(number, day.text, first, "" if first == last else last, day.reason)
