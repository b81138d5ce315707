"""Phrase and proximity search: an article and a position in it as one number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from articles.search.index.doc_sets import first_of_each, lengths_of
from articles.search.index.postings import POSITION_BITS, Numbers

# Places that are at least this many times fewer than others are looked up in them; else both are sorted together.
LOOKED_UP_SHARE = 4


def adjacent(places: Sequence[Numbers]) -> Numbers:
    """Where the words begin to stand side by side in their order."""
    order = sorted(range(len(places)), key=lambda step: len(places[step]))
    starts = places[order[0]] - order[0]
    for step in order[1:]:
        starts = _in_both(starts + step, places[step]) - step
    return starts


def near(places: Sequence[Numbers], distance: int) -> Numbers:
    """The places at which, counted with the ``distance`` before it, all words have been, in any order."""
    width = max(distance, len(places) - 1)
    ends = np.concatenate(places)
    ends.sort(kind="stable")
    for ordered in places:
        last = ordered.searchsorted(ends, side="right") - 1
        ends = ends[(last >= 0) & (ends - ordered[last] <= width)]
    return ends


def by_article(places: Numbers) -> tuple[Numbers, Numbers]:
    """The articles of some places, ascending, and how many places each has."""
    owners = places >> POSITION_BITS
    first = first_of_each(owners)
    return owners[first], lengths_of(first, len(owners))


def _in_both(wanted: Numbers, ordered: Numbers) -> Numbers:
    """The numbers that are in both; each is in order and has a number once."""
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
