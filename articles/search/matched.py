"""How are sets of articles with scores joined, met and taken from each other? Array algebra on ascending numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from articles.search.postings import EMPTY, Numbers

Scores = NDArray[np.float64]
# Sets that together are smaller than this share of all articles are sorted; larger ones are laid out over all.
SPARSE_SHARE = 16
# A set this many times smaller than another is looked up in it.
LOOKED_UP_SHARE = 16


@dataclass(frozen=True, slots=True)
class Matched:
    """Articles by number, ascending, and the score of each."""

    ids: Numbers
    scores: Scores

    def __len__(self) -> int:
        return len(self.ids)


NOTHING = Matched(EMPTY, np.zeros(0))


def everything(size: int) -> Matched:
    """All articles, none better than another."""
    return unscored(np.arange(size))


def unscored(ids: Numbers) -> Matched:
    """Articles that are all as good."""
    return Matched(ids, np.zeros(len(ids)))


def either(parts: Sequence[Matched], size: int) -> Matched:
    """What is in any of the parts, with the sum of its scores."""
    parts = [part for part in parts if len(part)]
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    if sum(map(len, parts)) * SPARSE_SHARE < size:
        ids = np.concatenate([part.ids for part in parts])
        order = np.argsort(ids, kind="stable")
        ids = ids[order]
        fresh = np.flatnonzero(np.diff(ids, prepend=-1))
        return Matched(
            ids[fresh], np.add.reduceat(np.concatenate([part.scores for part in parts])[order], fresh)
        )
    mask, scores = np.zeros(size, dtype=bool), np.zeros(size)
    for part in parts:
        mask[part.ids] = True
        scores[part.ids] += part.scores
    found = np.flatnonzero(mask)
    return Matched(found, scores[found])


def both(one: Matched, other: Matched, size: int) -> Matched:
    """What is in both, with the sum of its scores; best with the smaller one first."""
    if len(one) * LOOKED_UP_SHARE < len(other):
        at = np.minimum(np.searchsorted(other.ids, one.ids), len(other) - 1)
        kept = other.ids[at] == one.ids
        return Matched(one.ids[kept], one.scores[kept] + other.scores[at[kept]])
    mask, scores = np.zeros(size, dtype=bool), np.zeros(size)
    mask[other.ids] = True
    scores[other.ids] = other.scores
    kept = mask[one.ids]
    ids = one.ids[kept]
    return Matched(ids, one.scores[kept] + scores[ids])


def boosted(one: Matched, other: Matched) -> Matched:
    """What is in the one, its scores raised by the other's where that has it too."""
    if not len(one) or not len(other):
        return one
    at = np.minimum(np.searchsorted(one.ids, other.ids), len(one) - 1)
    known = one.ids[at] == other.ids
    scores = one.scores.copy()
    scores[at[known]] += other.scores[known]
    return Matched(one.ids, scores)


def without(one: Matched, other: Matched, size: int) -> Matched:
    """What is in the one but not in the other."""
    mask = np.ones(size, dtype=bool)
    mask[other.ids] = False
    kept = mask[one.ids]
    return Matched(one.ids[kept], one.scores[kept])


def common(one: Numbers, other: Numbers, size: int) -> Numbers:
    """The articles in both."""
    if len(one) * LOOKED_UP_SHARE < len(other):
        kept = other[np.minimum(np.searchsorted(other, one), len(other) - 1)] == one
    else:
        mask = np.zeros(size, dtype=bool)
        mask[other] = True
        kept = mask[one]
    found: Numbers = one[kept]
    return found
