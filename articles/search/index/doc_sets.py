"""Sets of documents with scores: union, intersection and difference on ascending numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from articles.search.index.postings import EMPTY, Mask, Numbers

Scores = NDArray[np.float64]
# Sets that together are smaller than this share of all articles are sorted; larger ones are laid out over all.
SPARSE_SHARE = 16
# A set this many times smaller than another is looked up in it.
LOOKED_UP_SHARE = 16


@dataclass(frozen=True, slots=True)
class DocSet:
    """Documents found by a query: ascending document numbers, and the score of each (float64, same length)."""

    ids: Numbers
    scores: Scores

    def __len__(self) -> int:
        return len(self.ids)


NOTHING = DocSet(EMPTY, np.zeros(0))


def all_docs(size: int) -> DocSet:
    """All ``size`` documents with score 0."""
    return unscored(np.arange(size))


def unscored(ids: Numbers) -> DocSet:
    """The documents with score 0 each."""
    return DocSet(ids, np.zeros(len(ids)))


def union(parts: Sequence[DocSet], size: int) -> DocSet:
    """The union of scored sets; a document in several of them gets the sum of its scores."""
    parts = [part for part in parts if len(part)]
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    ids = np.concatenate([part.ids for part in parts])
    scores = np.concatenate([part.scores for part in parts])
    if len(ids) * SPARSE_SHARE < size:
        order = ids.argsort(kind="stable")
        ids = ids[order]
        first = run_starts(ids)
        return DocSet(ids[first], np.add.reduceat(scores[order], first))
    found = to_mask(ids, size).nonzero()[0]
    sums: Scores = np.bincount(ids, weights=scores, minlength=size).astype(np.float64, copy=False)
    return DocSet(found, sums.take(found))


def union_ids(sets: Sequence[Numbers], size: int) -> Numbers:
    """The union of sets of document numbers. Where the largest set contains the others, it is returned itself, uncopied."""
    ordered = sorted((ids for ids in sets if len(ids)), key=len)
    if len(ordered) < 2:
        return ordered[0] if ordered else EMPTY
    largest = ordered.pop()
    outside = [ids[~contained(ids, largest, size)] for ids in ordered]
    if not any(map(len, outside)):
        return largest
    joined = np.concatenate([largest, *outside])
    joined.sort(kind="stable")
    return joined[run_starts(joined)]


def intersect_all(sets: Sequence[Numbers], size: int) -> Numbers:
    """The intersection of all sets, the smallest first."""
    return reduce(lambda one, other: intersect(one, other, size), sorted(sets, key=len))


def intersect(one: Numbers, other: Numbers, size: int) -> Numbers:
    """The intersection of two sets. It is quickest with the smaller set first."""
    found: Numbers = one if one is other else one[contained(one, other, size)]
    return found


def shared_positions(ordered: Numbers, ids: Numbers, size: int) -> tuple[Numbers, Numbers | slice]:
    """The intersection of two sets as array positions: those in ``ordered``, and those in ``ids``."""
    if len(ids) * LOOKED_UP_SHARE < len(ordered):
        at = np.minimum(ordered.searchsorted(ids), len(ordered) - 1)
        kept = ordered[at] == ids
        return at[kept], kept.nonzero()[0]
    which = to_mask(ids, size).take(ordered).nonzero()[0]
    if len(which) == len(ids):
        return which, slice(None)
    return which, ids.searchsorted(ordered.take(which))


def contained(ids: Numbers, other: Numbers, size: int) -> Mask:
    """A mask over ``ids``: whether each is in ``other``."""
    if not len(other):
        return np.zeros(len(ids), dtype=bool)
    if len(ids) * LOOKED_UP_SHARE < len(other):
        found: Mask = other[np.minimum(other.searchsorted(ids), len(other) - 1)] == ids
        return found
    return to_mask(other, size).take(ids)


def to_mask(ids: Numbers, size: int) -> Mask:
    """The set as a mask over all ``size`` documents."""
    mask: Mask = np.zeros(size, dtype=bool)
    mask[ids] = True
    return mask


def boost(one: DocSet, other: DocSet, size: int) -> DocSet:
    """The documents of ``one``, their scores raised by those that ``other`` gives them."""
    if not len(one) or not len(other):
        return one
    which, where = shared_positions(other.ids, one.ids, size)
    scores = one.scores.copy()
    scores[where] += other.scores.take(which)
    return DocSet(one.ids, scores)


def difference(one: DocSet, other: DocSet, size: int) -> DocSet:
    """The documents of ``one`` that are not in ``other``, with their scores."""
    kept = ~contained(one.ids, other.ids, size)
    return DocSet(one.ids[kept], one.scores[kept])


def run_starts(ordered: NDArray[np.integer]) -> Numbers:
    """The position at which each run of equal numbers starts, in an ascending array."""
    fresh = np.empty(len(ordered), dtype=bool)
    fresh[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    return fresh.nonzero()[0]


def run_lengths(first: Numbers, total: int) -> Numbers:
    """The length of each run, given where the runs start and the total length."""
    lengths = np.empty(len(first), dtype=np.int64)
    np.subtract(first[1:], first[:-1], out=lengths[:-1])
    lengths[-1:] = total - first[-1:]
    return lengths
