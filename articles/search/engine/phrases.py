"""Phrase and proximity search: an article and a position in it as one number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from articles.search.index.doc_sets import run_lengths, run_starts
from articles.search.index.postings import POSITION_BITS, Numbers

# Places that are at least this many times fewer than others are looked up in them; else both are sorted together.
LOOKED_UP_SHARE = 4


def adjacent(places: Sequence[Numbers]) -> Numbers:
    """The positions at which the words follow each other in order."""
    order = sorted(range(len(places)), key=lambda step: len(places[step]))
    starts = places[order[0]] - order[0]
    for step in order[1:]:
        starts = _in_both(starts + step, places[step]) - step
    return starts


def near(places: Sequence[Numbers], distance: int) -> Numbers:
    """The positions that end a window of ``distance`` words containing all words in any order."""
    width = max(distance, len(places) - 1)
    ends = np.concatenate(places)
    ends.sort(kind="stable")
    for ordered in places:
        last = ordered.searchsorted(ends, side="right") - 1
        ends = ends[(last >= 0) & (ends - ordered[last] <= width)]
    return ends


def by_article(places: Numbers) -> tuple[Numbers, Numbers]:
    """The documents of packed positions, ascending, and the number of positions in each."""
    owners = places >> POSITION_BITS
    first = run_starts(owners)
    return owners[first], run_lengths(first, len(owners))


def _in_both(wanted: Numbers, ordered: Numbers) -> Numbers:
    """The intersection of two ascending arrays without repeats."""
    if not len(wanted) or not len(ordered):
        return wanted[:0]
    if len(wanted) * LOOKED_UP_SHARE < len(ordered):
        at = np.minimum(ordered.searchsorted(wanted), len(ordered) - 1)
        looked_up: Numbers = wanted[ordered[at] == wanted]
        return looked_up
    both = np.concatenate((wanted, ordered))
    # Two runs that are in order already: this sort only merges them.
    both.sort(kind="stable")
    twice: Numbers = both[1:][both[1:] == both[:-1]]
    return twice
