"""What does the index know of each article besides its words? Arrays that NumPy counts, filters and sorts by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from articles.search.postings import Mask, Numbers, Postings, ranges
from articles.search.results import FacetCount

Norms = NDArray[np.float64]
# Enough for any page; the months are never cut, for the timeline needs them all.
FACET_VALUES_MAX = 200
# Below this share of all articles it is faster to look up what each hit carries than to go through everything.
FEW_HITS_SHARE = 4


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """The values of one facet, article by article: number ``n`` carries the ``codes`` from ``starts[n]`` on.

    ``owners`` says to whom each code belongs; ``single`` that each article carries exactly one.
    """

    values: tuple[str, ...]
    starts: Numbers
    codes: Numbers
    owners: Numbers
    single: bool

    def having(self, wanted: Iterable[str], size: int) -> Mask:
        """The articles that carry any of these values."""
        chosen = frozenset(wanted)
        among = np.fromiter((value in chosen for value in self.values), dtype=bool, count=len(self.values))
        mask: Mask = np.zeros(size, dtype=bool)
        mask[self.owners[among[self.codes]]] = True
        return mask

    def counts(self, ids: Numbers, size: int) -> Numbers:
        """How many of these articles carry each value."""
        if self.single:
            carried = self.codes[ids]
        elif len(ids) * FEW_HITS_SHARE < size:
            carried = self.codes[ranges(self.starts[ids], self.starts[ids + 1] - self.starts[ids])]
        else:
            mask = np.zeros(size, dtype=bool)
            mask[ids] = True
            carried = self.codes[mask[self.owners]]
        found: Numbers = np.bincount(carried, minlength=len(self.values))
        return found


@dataclass(frozen=True, slots=True)
class Table:
    """All articles of one state of the index, by their number in it; ``alive`` leaves out the deleted.

    ``norms`` holds each field's lengths as shares of the field's mean length.
    """

    article_ids: Numbers
    days: Numbers
    norms: dict[str, Norms]
    alive: Mask
    living: int
    columns: dict[str, FacetColumn]

    @property
    def size(self) -> int:
        return len(self.article_ids)

    def carrying(self, facet: str, values: Iterable[str]) -> Mask:
        """The articles that carry any of these values."""
        return self.columns[facet].having(values, self.size)

    def published(self, first: dt.date | None, last: dt.date | None) -> Mask:
        """The articles published in these days; one without a known date never is."""
        low = first.toordinal() if first else 1
        high = last.toordinal() if last else dt.date.max.toordinal()
        mask: Mask = (self.days >= low) & (self.days <= high)
        return mask

    def counted(self, facet: str, ids: Numbers, kept: Sequence[str] = ()) -> tuple[FacetCount, ...]:
        """The facet's values in some articles, most frequent first, months latest first; ``kept`` ones even at 0."""
        column = self.columns[facet]
        counts = column.counts(ids, self.size)
        numbers = _most_frequent(counts) if facet != "month" else np.flatnonzero(counts)
        found = [
            FacetCount(column.values[n], count)
            for n, count in zip(numbers.tolist(), counts[numbers].tolist(), strict=True)
        ]
        shown = {count.value for count in found} if kept else set()
        for value in (value for value in dict.fromkeys(kept) if value not in shown):
            known = value in column.values
            found.append(FacetCount(value, int(counts[column.values.index(value)]) if known else 0))
        if facet == "month":
            found.sort(key=lambda c: _month_key(c.value), reverse=True)
        elif kept:
            found.sort(key=lambda c: (-c.count, c.value))
        return tuple(found)


def _most_frequent(counts: Numbers) -> Numbers:
    """The codes with the most articles, at least one; among equals the first in the alphabet."""
    least = 1
    if len(counts) > FACET_VALUES_MAX:
        least = max(1, int(np.partition(counts, -FACET_VALUES_MAX)[-FACET_VALUES_MAX]))
    codes = np.flatnonzero(counts >= least)
    found: Numbers = codes[np.argsort(-counts[codes], kind="stable")][:FACET_VALUES_MAX]
    return found


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


def column(postings: Postings, size: int) -> FacetColumn:
    """A facet of one segment, turned from values with articles to articles with values."""
    codes = np.repeat(np.arange(len(postings), dtype=np.int64), postings.frequencies())
    order = np.argsort(postings.ids, kind="stable")
    sizes = np.bincount(postings.ids, minlength=size)
    return _column(tuple(postings.terms()), sizes, codes[order])


def joined(parts: Sequence[FacetColumn]) -> FacetColumn:
    """A facet over several segments, one after the other."""
    if len(parts) == 1:
        return parts[0]
    values = tuple(sorted(set().union(*(part.values for part in parts))))
    number = {value: code for code, value in enumerate(values)}
    codes = [np.array([number[v] for v in part.values], dtype=np.int64)[part.codes] for part in parts]
    sizes = [np.diff(part.starts) for part in parts]
    nothing: Numbers = np.zeros(0, dtype=np.int64)
    return _column(values, np.concatenate([nothing, *sizes]), np.concatenate([nothing, *codes]))


def _column(values: tuple[str, ...], sizes: Numbers, codes: Numbers) -> FacetColumn:
    starts = np.concatenate(([0], np.cumsum(sizes)))
    owners = np.repeat(np.arange(len(sizes)), sizes)
    return FacetColumn(values, starts, codes, owners, single=bool((sizes == 1).all()))
