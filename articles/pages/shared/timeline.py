"""When things were published: counts a month (or a year, over a long time) as bars that a template can draw."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.pages.shared.dates import day_shown, month_bounds, month_shown
from articles.text import counted

HEIGHT = 60
BAR = 14
GAP = 4
MONTHS_MAX = 48


@dataclass(frozen=True, slots=True)
class Bar:
    """One month or year: its value ("2021-07"), words, first and last day, count, and where its bar stands."""

    value: str
    label: str
    first_day: str
    last_day: str
    count: int
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars in order of time; ``rows`` leaves out the empty ones, for the table behind the picture."""

    bars: tuple[Bar, ...]
    total: int

    @property
    def rows(self) -> tuple[Bar, ...]:
        return tuple(bar for bar in self.bars if bar.count)

    @property
    def width(self) -> int:
        return len(self.bars) * (BAR + GAP) or 1

    @property
    def summary(self) -> str:
        if not self.rows:
            return "No dated articles."
        top = max(self.rows, key=lambda bar: bar.count)
        return f"{counted(self.total, 'dated article')}, {self.span}; most in {top.label} ({top.count:,})."

    @property
    def span(self) -> str:
        """From when to when, in words; empty where nothing is dated."""
        if not self.rows:
            return ""
        first, last = self.rows[0], self.rows[-1]
        return first.label if first == last else f"{first.label} to {last.label}"


def of_days(days: Mapping[dt.date, int]) -> Timeline:
    """A timeline of how many articles were published on which day."""
    months: Counter[str] = Counter()
    for day, count in days.items():
        months[f"{day:%Y-%m}"] += count
    return by_day(days) if len(months) == 1 else of_months(months)


def of_months(months: Mapping[str, int]) -> Timeline:
    """A timeline from counts a month ("2021-07"); by year when the time between is too long to draw."""
    if not months:
        return Timeline((), 0)
    values = list(_months_between(min(months), max(months)))
    counts = Counter(dict(months))
    if len(values) > MONTHS_MAX:
        counts = Counter()
        for month, count in months.items():
            counts[month[:4]] += count
        values = [f"{year:04d}" for year in range(int(min(counts)), int(max(counts)) + 1)]
    return _draw([(value, month_shown(value), *month_bounds(value), counts[value]) for value in values])


def by_day(days: Mapping[dt.date, int]) -> Timeline:
    """A timeline with a bar for every day from the first to the last."""
    span = range(min(days).toordinal(), max(days).toordinal() + 1)
    every = [dt.date.fromordinal(number) for number in span]
    iso = [(day, day.isoformat()) for day in every]
    return _draw([(text, day_shown(day), text, text, days.get(day, 0)) for day, text in iso])


def _draw(columns: list[tuple[str, str, str, str, int]]) -> Timeline:
    tallest = max((column[4] for column in columns), default=0) or 1
    bars = []
    for number, (value, label, first, last, count) in enumerate(columns):
        height = max(2, round(count / tallest * HEIGHT)) if count else 0
        x = number * (BAR + GAP)
        bars.append(Bar(value, label, first, last, count, x, HEIGHT - height, height))
    return Timeline(tuple(bars), sum(column[4] for column in columns))


def _months_between(first: str, last: str) -> Iterable[str]:
    year, month = int(first[:4]), int(first[5:7])
    while (value := f"{year:04d}-{month:02d}") <= last:
        yield value
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
