"""Sparklines: when each of several things was written about, as small bars over the same stretch of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BARS = 24
BAR_WIDTH = 4
HEIGHT = 16


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a sparkline, in the units of its picture."""

    x: int
    y: int
    height: int


def sparklines(counted: Sequence[Mapping[str, int]]) -> list[tuple[Bar, ...]]:
    """A sparkline for each of these counts a month ("2021-07"); all of them begin and end together.

    Each is drawn to its own height, since what is compared is when, not how much.

    >>> [[bar.height for bar in bars] for bars in sparklines([{"2021-01": 4}, {"2021-01": 1, "2022-12": 2}])]
    [[16], [8, 16]]
    """
    months = [_number(month) for counts in counted for month in counts]
    if not months:
        return [() for _ in counted]
    first, span = min(months), max(months) - min(months) + 1
    return [
        _bars({_number(month): count for month, count in counts.items()}, first, span) for counts in counted
    ]


def _bars(counts: Mapping[int, int], first: int, span: int) -> tuple[Bar, ...]:
    bins: dict[int, int] = {}
    for month, count in counts.items():
        place = (month - first) * BARS // span
        bins[place] = bins.get(place, 0) + count
    most = max(bins.values(), default=1)
    heights = {place: max(2, round(HEIGHT * count / most)) for place, count in bins.items()}
    return tuple(Bar(place * BAR_WIDTH, HEIGHT - height, height) for place, height in sorted(heights.items()))


def _number(month: str) -> int:
    """Months since the year 0.

    >>> _number("2021-07")
    24258
    """
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) - 1
