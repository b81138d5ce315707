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
    """Articles by number, ascending, and the score of each."""

    ids: Numbers
    scores: Scores

    def __len__(self) -> int:
        return len(self.ids)


NOTHING = DocSet(EMPTY, np.zeros(0))


def everything(size: int) -> DocSet:
    """All articles, none better than another."""
    return unscored(np.arange(size))


def unscored(ids: Numbers) -> DocSet:
    """Articles that are all as good."""
    return DocSet(ids, np.zeros(len(ids)))


def either(parts: Sequence[DocSet], size: int) -> DocSet:
    """What is in any of the parts, with the sum of its scores."""
    parts = [part for part in parts if len(part)]
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    ids = np.concatenate([part.ids for part in parts])
    scores = np.concatenate([part.scores for part in parts])
    if len(ids) * SPARSE_SHARE < size:
        order = ids.argsort(kind="stable")
        ids = ids[order]
        first = first_of_each(ids)
        return DocSet(ids[first], np.add.reduceat(scores[order], first))
    found = spread(ids, size).nonzero()[0]
    sums: Scores = np.bincount(ids, weights=scores, minlength=size).astype(np.float64, copy=False)
    return DocSet(found, sums.take(found))


def any_of(sets: Sequence[Numbers], size: int) -> Numbers:
    """The articles in any of the sets; mostly the largest one has them all, and then it is given back itself."""
    ordered = sorted((ids for ids in sets if len(ids)), key=len)
    if len(ordered) < 2:
        return ordered[0] if ordered else EMPTY
    largest = ordered.pop()
    outside = [ids[~inside(ids, largest, size)] for ids in ordered]
    if not any(map(len, outside)):
        return largest
    joined = np.concatenate([largest, *outside])
    joined.sort(kind="stable")
    return joined[first_of_each(joined)]


def all_of(sets: Sequence[Numbers], size: int) -> Numbers:
    """The articles in all of the sets."""
    return reduce(lambda one, other: common(one, other, size), sorted(sets, key=len))


def common(one: Numbers, other: Numbers, size: int) -> Numbers:
    """The articles in both; best with the smaller set first."""
    found: Numbers = one if one is other else one[inside(one, other, size)]
    return found


def among(ordered: Numbers, ids: Numbers, size: int) -> tuple[Numbers, Numbers | slice]:
    """Which of the one set are in the other, as places in the one and as places in the other."""
    if len(ids) * LOOKED_UP_SHARE < len(ordered):
        at = np.minimum(ordered.searchsorted(ids), len(ordered) - 1)
        kept = ordered[at] == ids
        return at[kept], kept.nonzero()[0]
    which = spread(ids, size).take(ordered).nonzero()[0]
    if len(which) == len(ids):
        return which, slice(None)
    return which, ids.searchsorted(ordered.take(which))


def inside(ids: Numbers, other: Numbers, size: int) -> Mask:
    """Which of these articles are in the other set."""
    if not len(other):
        return np.zeros(len(ids), dtype=bool)
    if len(ids) * LOOKED_UP_SHARE < len(other):
        found: Mask = other[np.minimum(other.searchsorted(ids), len(other) - 1)] == ids
        return found
    return spread(other, size).take(ids)


def spread(ids: Numbers, size: int) -> Mask:
    """The set as a mask over all articles."""
    mask: Mask = np.zeros(size, dtype=bool)
    mask[ids] = True
    return mask


def boosted(one: DocSet, other: DocSet, size: int) -> DocSet:
    """What is in the one, its scores raised by the other's where that has it too."""
    if not len(one) or not len(other):
        return one
    which, where = among(other.ids, one.ids, size)
    scores = one.scores.copy()
    scores[where] += other.scores.take(which)
    return DocSet(one.ids, scores)


def without(one: DocSet, other: DocSet, size: int) -> DocSet:
    """What is in the one but not in the other."""
    kept = ~inside(one.ids, other.ids, size)
    return DocSet(one.ids[kept], one.scores[kept])


def first_of_each(ordered: NDArray[np.integer]) -> Numbers:
    """Where each number begins among numbers in order."""
    fresh = np.empty(len(ordered), dtype=bool)
    fresh[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    return fresh.nonzero()[0]


def lengths_of(first: Numbers, total: int) -> Numbers:
    """How long each stretch is, by where it begins among so many."""
    lengths = np.empty(len(first), dtype=np.int64)
    np.subtract(first[1:], first[:-1], out=lengths[:-1])
    lengths[-1:] = total - first[-1:]
    return lengths
