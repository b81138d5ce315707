"""Doc values: per-article columns that NumPy filters, sorts and counts by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from articles.search.index.bm25f import Weights
from articles.search.index.facet_columns import FacetColumn, in_order
from articles.search.index.postings import Mask, Numbers
from articles.search.results import FACET_VALUES_MAX, Counts


@dataclass(frozen=True, slots=True)
class FacetTally:
    """The counts of a facet's values, how many different ones there are, and how many articles carry none."""

    counts: Counts
    values: int
    without: int


@dataclass(frozen=True, slots=True)
class DocValues:
    """All articles of one state of the index, by their number in it; ``alive`` leaves out the deleted.

    ``weights`` says what one occurrence in a field weighs in each article.
    """

    article_ids: Numbers
    days: Numbers
    weights: dict[str, Weights | float]
    alive: Mask
    living: int
    columns: Mapping[str, FacetColumn]

    @property
    def size(self) -> int:
        return len(self.article_ids)

    def carrying(self, column: str, values: Iterable[str]) -> Mask:
        """The articles that carry any of these values."""
        return self.columns[column].having(values, self.size)

    def published(self, first: dt.date | None, last: dt.date | None) -> Mask:
        """The articles published in these days; one without a known date never is."""
        low = first.toordinal() if first else 1
        high = last.toordinal() if last else dt.date.max.toordinal()
        mask: Mask = (self.days >= low) & (self.days <= high)
        return mask

    def counted(
        self,
        column: str,
        ids: Numbers,
        least: int,
        kept: Sequence[str] = (),
        values_max: int = FACET_VALUES_MAX,
    ) -> FacetTally:
        """The values that at least so many of these articles carry, most frequent first; ``kept`` ones even below.

        Months are whole and the latest first, each year above its months.
        """
        known = self.columns[column]
        without = int(np.count_nonzero(known.without().take(ids)))
        if not known.values or not len(ids):
            return FacetTally(dict.fromkeys(kept, 0), 0, without)
        codes, counts = known.tally(ids, self.size)
        carried = dict(zip(codes.tolist(), counts.tolist(), strict=True)) if kept else {}
        if least > 1:
            enough = counts >= least
            codes, counts = codes[enough], counts[enough]
        different = len(codes)
        if not known.by_time:
            ranked = _most_frequent(counts, values_max)
            codes, counts = codes[ranked], counts[ranked]
        values = known.values
        found = dict(zip([values[code] for code in codes.tolist()], counts.tolist(), strict=True))
        missing = [value for value in kept if value not in found]
        if missing:
            found = _with_kept(found, missing, known, carried)
        return FacetTally(found, different, without)


def _most_frequent(counts: Numbers, limit: int) -> Numbers:
    """The places of the largest counts in order; among equals the first."""
    negative = -counts
    if len(counts) <= limit:
        return negative.argsort(kind="stable")
    most = np.partition(negative, limit - 1)[limit - 1]
    among = (negative <= most).nonzero()[0]
    found: Numbers = among[negative[among].argsort(kind="stable")[:limit]]
    return found


def _with_kept(
    found: Mapping[str, int], missing: Iterable[str], known: FacetColumn, carried: Mapping[int, int]
) -> dict[str, int]:
    """With the values that are kept although so few carry them, in the same order."""
    every = {**found, **{value: carried.get(known.code(value), 0) for value in missing}}
    return in_order(every, known.by_time)


def month_values(published: dt.date | None) -> tuple[str, ...]:
    """The values of the month facet: the month and, above it, the year.

    >>> import datetime as dt
    >>> month_values(dt.date(2021, 7, 8))
    ('2021', '2021-07')
    """
    return (f"{published:%Y}", f"{published:%Y-%m}") if published else ()
