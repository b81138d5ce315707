"""Facet columns: each article's values of one facet, laid out so that counting is one pass."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from articles.search.facets import NO_VALUE
from articles.search.index.doc_sets import run_lengths, run_starts
from articles.search.index.postings import Integers, Mask, Numbers, Postings

# Articles with more values than so many times the mean have the rest in a list of its own: wide rows would be empty.
ROOM_OVER_MEAN = 1.5
# Where so many times fewer values are carried than there are, sorting them is quicker than counting through all.
SORTED_SHARE = 16


@dataclass(frozen=True, slots=True)
class SegmentColumn:
    """A facet in one segment: row ``n`` has codes of article ``n``, ``len(values)`` where there is none.

    What finds no place in the row is in ``more_codes``, with its article in ``more_owners``.
    """

    values: tuple[str, ...]
    rows: Integers
    more_owners: Numbers
    more_codes: Numbers


@dataclass(frozen=True, slots=True)
class FacetColumn(SegmentColumn):
    """A facet over all segments; ``holding`` are each segment's values, their postings, its first article's number."""

    holding: tuple[tuple[tuple[str, ...], Postings, int], ...]
    by_time: bool

    def having(self, wanted: Iterable[str], size: int) -> Mask:
        """The articles that carry any of these values; `NO_VALUE` stands for those that carry none."""
        mask: Mask = np.zeros(size, dtype=bool)
        for value in wanted:
            if value == NO_VALUE:
                mask |= self.without()
                continue
            for values, postings, offset in self.holding:
                number = place_of(value, values)
                if number >= 0:
                    mask[np.add(postings.ids[postings.where(number)], offset, dtype=np.int64)] = True
        return mask

    def without(self) -> Mask:
        """The articles that carry no value: a row is filled from its first place."""
        mask: Mask = self.rows[:, 0] == len(self.values)
        return mask

    def tally(self, ids: Numbers, size: int) -> tuple[Numbers, Numbers]:
        """The codes of the values that these articles carry, ascending, and how many carry each."""
        none = len(self.values)
        carried = self.rows.take(ids, axis=0).ravel()
        if len(self.more_owners):
            mask = np.zeros(size, dtype=bool)
            mask[ids] = True
            more = self.more_codes[mask.take(self.more_owners)]
            carried = np.concatenate((carried, more))
        if len(carried) * SORTED_SHARE < none:
            carried.sort()
            first = run_starts(carried)
            codes, counts = carried[first].astype(np.int64), run_lengths(first, len(carried))
            return (codes[:-1], counts[:-1]) if len(codes) and codes[-1] == none else (codes, counts)
        found = np.bincount(carried, minlength=none + 1)
        found[none] = 0
        codes = found.nonzero()[0]
        return codes, found[codes]

    def code(self, value: str) -> int:
        """The number of a value, or -1."""
        if self.by_time:
            return self.values.index(value) if value in self.values else -1
        return place_of(value, self.values)


def place_of(value: str, ordered: tuple[str, ...]) -> int:
    """Where a value stands among values in order, or -1."""
    number = bisect_left(ordered, value)
    return number if ordered[number : number + 1] == (value,) else -1


def segment_column(postings: Postings, size: int) -> SegmentColumn:
    """A facet of one segment, turned from values with articles to articles with values."""
    none = len(postings)
    codes = np.repeat(np.arange(none, dtype=np.int64), postings.frequencies())
    order = np.argsort(postings.ids, kind="stable")
    codes, owners = codes[order], postings.ids[order].astype(np.int64)
    sizes = np.bincount(owners, minlength=size)
    places = np.arange(len(owners)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    width = min(int(sizes.max(initial=1)), int(len(owners) / max(1, size) * ROOM_OVER_MEAN) + 1)
    rows = np.full((size, width), none, dtype=np.min_scalar_type(none))
    inside = places < width
    rows[owners[inside], places[inside]] = codes[inside]
    return SegmentColumn(tuple(postings.terms()), rows, owners[~inside], codes[~inside])


def joined(
    parts: Sequence[SegmentColumn], postings: Sequence[Postings], offsets: Sequence[int], by_time: bool
) -> FacetColumn:
    """A facet over several segments, one after the other; values by the alphabet, or months from the latest."""
    holding = tuple(zip((part.values for part in parts), postings, offsets, strict=True))
    values = tuple(sorted(dict.fromkeys(value for part in parts for value in part.values)))
    if by_time:
        values = tuple(sorted(values, key=month_key, reverse=True))
    if len(parts) == 1 and values == parts[0].values:
        only = parts[0]
        return FacetColumn(values, only.rows, only.more_owners, only.more_codes, holding, by_time)
    none, number = len(values), {value: code for code, value in enumerate(values)}
    width = max((part.rows.shape[1] for part in parts), default=1)
    rows = np.full((sum(len(part.rows) for part in parts), width), none, dtype=np.min_scalar_type(none))
    owners, codes = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for part, offset in zip(parts, offsets, strict=True):
        known = np.array([*(number[value] for value in part.values), none], dtype=np.int64)
        rows[offset : offset + len(part.rows), : part.rows.shape[1]] = known[part.rows]
        owners.append(part.more_owners + offset)
        codes.append(known[part.more_codes])
    return FacetColumn(values, rows, np.concatenate(owners), np.concatenate(codes), holding, by_time)


def in_order(counts: Mapping[str, int], by_time: bool) -> dict[str, int]:
    """Counts as every engine gives them: the latest time first, or the most frequent value and then by its letters.

    >>> in_order({"b": 1, "c": 2, "a": 1}, by_time=False)
    {'c': 2, 'a': 1, 'b': 1}
    """
    if by_time:
        return dict(sorted(counts.items(), key=lambda pair: month_key(pair[0]), reverse=True))
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def month_key(value: str) -> str:
    """Sorts a year before its months when the latest come first.

    >>> sorted(["2021", "2021-07", "2020-12"], key=month_key, reverse=True)
    ['2021', '2021-07', '2020-12']
    """
    return value if "-" in value else f"{value}-99"
