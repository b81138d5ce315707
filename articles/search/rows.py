"""What does the index know of each article besides its words? Arrays that NumPy counts, filters and sorts by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from articles.search.facets import FACET_NAMES
from articles.search.results import FacetCount

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
# Enough for any page; the months are never cut, for the timeline needs them all.
FACET_VALUES_MAX = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One article in the index: its id, its day as an ordinal (0: unknown), field lengths in words, facet values."""

    article_id: int
    day: int
    lengths: tuple[int, ...]
    facets: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """The values of one facet: article ``owners[i]`` carries ``values[codes[i]]``."""

    owners: Numbers
    codes: Numbers
    values: tuple[str, ...]

    def having(self, wanted: Iterable[int], size: int) -> Mask:
        """The articles that carry any of the values with these codes."""
        mask: Mask = np.zeros(size, dtype=bool)
        mask[self.owners[np.isin(self.codes, list(wanted))]] = True
        return mask

    def counts(self, mask: Mask) -> Numbers:
        """How many articles of the mask carry each value."""
        found: Numbers = np.bincount(self.codes[mask[self.owners]], minlength=len(self.values))
        return found


@dataclass(frozen=True, slots=True)
class Table:
    """All articles of one state of the index, by their number in it; ``alive`` leaves out the deleted."""

    article_ids: Numbers
    days: Numbers
    lengths: NDArray[np.float64]
    alive: Mask
    columns: dict[str, FacetColumn]

    @property
    def size(self) -> int:
        return len(self.article_ids)

    def carrying(self, facet: str, values: Iterable[str]) -> Mask:
        """The articles that carry any of these values."""
        column, wanted = self.columns[facet], frozenset(values)
        codes = [code for code, value in enumerate(column.values) if value in wanted]
        return column.having(codes, self.size)

    def published(self, first: dt.date | None, last: dt.date | None) -> Mask:
        """The articles published in these days; one without a known date never is."""
        low = first.toordinal() if first else 1
        high = last.toordinal() if last else dt.date.max.toordinal()
        mask: Mask = (self.days >= low) & (self.days <= high)
        return mask

    def counted(self, facet: str, mask: Mask, kept: Sequence[str] = ()) -> tuple[FacetCount, ...]:
        """The facet's values in the mask, most frequent first, months latest first; ``kept`` ones even at 0."""
        column = self.columns[facet]
        counts = column.counts(mask).tolist()
        found = [FacetCount(v, n) for v, n in zip(column.values, counts, strict=True) if n or v in kept]
        missing = [FacetCount(value, 0) for value in kept if value not in column.values]
        if facet == "month":
            return tuple(sorted(found + missing, key=lambda c: _month_key(c.value), reverse=True))
        ranked = sorted(found + missing, key=lambda c: (-c.count, c.value))
        return tuple(c for n, c in enumerate(ranked) if n < FACET_VALUES_MAX or c.value in kept)


def _month_key(value: str) -> str:
    """Sorts a year before its months when the latest come first."""
    return value if "-" in value else f"{value}-99"


def month_values(published: dt.date | None) -> tuple[str, ...]:
    """The values of the month facet: the month and, above it, the year.

    >>> import datetime as dt
    >>> month_values(dt.date(2021, 7, 8))
    ('2021', '2021-07')
    """
    return (f"{published:%Y}", f"{published:%Y-%m}") if published else ()


def table(segments: Sequence[Sequence[Row]], alive: Mask) -> Table:
    """The rows of all segments, one after the other, as arrays."""
    rows = [row for segment in segments for row in segment]
    width = len(rows[0].lengths) if rows else 0
    return Table(
        article_ids=np.array([row.article_id for row in rows], dtype=np.int64),
        days=np.array([row.day for row in rows], dtype=np.int64),
        lengths=np.array([row.lengths for row in rows], dtype=np.float64).reshape(len(rows), width),
        alive=alive,
        columns={facet: _column(rows, facet) for facet in FACET_NAMES},
    )


def _column(rows: Sequence[Row], facet: str) -> FacetColumn:
    codes: dict[str, int] = {}
    pairs = [
        (number, codes.setdefault(value, len(codes)))
        for number, row in enumerate(rows)
        for value in dict.fromkeys(row.facets.get(facet, ()))
    ]
    columns = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return FacetColumn(columns[:, 0].copy(), columns[:, 1].copy(), tuple(codes))
