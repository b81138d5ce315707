"""Average-linkage clustering of blocks of articles by the links between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

Pair = tuple[int, int]
Articles = tuple[int, ...]
Pull = tuple[Pair, float]
"""How strongly two articles (by id) are pulled together, 0..1."""

_IN_ONE_BLOCK, _ALIEN, _PARTED = 0.0, 2.0, 1e12
_ROUNDING = 1e-9


def cluster(
    blocks: Sequence[Articles],
    pulls: Iterable[Pull],
    apart: Collection[Pair],
    joined_at: float,
    uncompared: float = 0.0,
) -> list[Articles]:
    """Cluster blocks by average linkage, weighted by articles, while the average affinity is at least ``joined_at``.

    ``uncompared`` is the affinity of articles that were not compared; pairs in ``apart`` never share a cluster.

    >>> cluster([(1,), (2, 3), (4,)], [((1, 2), 0.9), ((3, 4), 0.4)], (), 0.5)
    [(1, 2, 3), (4,)]
    """
    if len(blocks) < 2:
        return list(blocks)
    # Takes half a second to import, and pages only ask for what is stored.
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    distances = squareform(_distances(blocks, pulls, apart, _ALIEN - uncompared), checks=False)
    labels = fcluster(linkage(distances, "average"), _ALIEN - joined_at + _ROUNDING, "distance")
    members: defaultdict[int, list[int]] = defaultdict(list)
    for article, label in zip((one for block in blocks for one in block), labels, strict=True):
        members[label].append(article)
    return sorted(tuple(sorted(articles)) for articles in members.values())


def _distances(
    blocks: Sequence[Articles], pulls: Iterable[Pull], apart: Collection[Pair], uncompared: float
) -> NDArray[np.float64]:
    """The distance of each pair of articles, in block order: 1 same, 2 nothing in common.

    What stands in one block is nearer than anything else, what an editor parted further away than any average allows.
    """
    ends = np.cumsum([len(block) for block in blocks])
    spans = [slice(end - len(block), end) for block, end in zip(blocks, ends, strict=True)]
    owner = {article: number for number, block in enumerate(blocks) for article in block}
    distances = np.full((ends[-1], ends[-1]), uncompared)
    between: defaultdict[Pair, list[float]] = defaultdict(list)
    for (first, second), pull in pulls:
        between[ordered((owner[first], owner[second]))].append(pull)
    for (a, b), known in between.items():
        # The mean and not the strongest: a report with many copies would else reach further than one with few.
        # Pairs that were never compared say nothing.
        distances[spans[a], spans[b]] = distances[spans[b], spans[a]] = _ALIEN - fmean(known)
    for a, b in ((owner[a], owner[b]) for a, b in apart if a in owner and b in owner):
        distances[spans[a], spans[b]] = distances[spans[b], spans[a]] = _PARTED
    for span in spans:
        distances[span, span] = _IN_ONE_BLOCK
    return distances


def ordered(pair: Pair) -> Pair:
    """The pair, the lower id first."""
    return (min(pair), max(pair))
