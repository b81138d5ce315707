"""Which articles did people put together? The collections that the models of stories are fitted and measured on."""

from __future__ import annotations

import itertools
import json
import lzma
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix
from scipy.spatial.distance import squareform

from articles.stories.similarity.fingerprint import Fingerprint, fingerprint
from articles.stories.similarity.pair_features import signs_of
from tests.benchmarks.logistic import Matrix
from tests.conftest import SHARED

SCRAPED, LOOK_ALIKE, JUDGED = "same_story_fnc1", "same_story_ecb", "story_pairs_en"
NUMBER_OF_VALUES = 6
_WORD = re.compile(r"\b\w\w+\b")


@dataclass(frozen=True)
class Clusters:
    """Articles that people put into clusters, one cluster for each event."""

    name: str
    texts: Sequence[str]
    truth: Sequence[str]

    @cached_property
    def prints(self) -> Sequence[Fingerprint]:
        """The fingerprint of each article."""
        return [fingerprint(text) for text in self.texts]

    @cached_property
    def values(self) -> Matrix:
        """The values of the same-event model for each two articles: article x article x value."""
        likeness = likenesses(self.prints)
        found = np.zeros((len(self.texts), len(self.texts), NUMBER_OF_VALUES))
        for a, b in itertools.combinations(range(len(self.texts)), 2):
            signs = signs_of(self.prints[a], self.prints[b], float(likeness[a, b]))
            found[a, b] = found[b, a] = signs.values
        return found

    @cached_property
    def tf_idf(self) -> Matrix:
        """The baseline: the cosine of plain TF-IDF vectors of each two articles."""
        return cosines(tf_idf(self.texts))

    def half(self, clusters: frozenset[str]) -> list[int]:
        """The articles of these clusters."""
        return [at for at, cluster in enumerate(self.truth) if cluster in clusters]


def clusters(name: str) -> Clusters:
    """A collection of clusters by the name of its file."""
    rows = lines(name)
    return Clusters(name, [row["text"] for row in rows], [str(row["cluster"]) for row in rows])


def lines(corpus: str) -> list[dict[str, Any]]:
    """The rows of a collection."""
    with lzma.open(SHARED / "corpora" / f"{corpus}.jsonl.xz", "rt", encoding="utf-8") as rows:
        return list(map(json.loads, rows))


def likenesses(prints: Sequence[Fingerprint]) -> Matrix:
    """How far the words of each two articles are alike, all at once."""
    return (cosines([one.terms for one in prints]) + cosines([one.lead for one in prints])) / 2


def cosines(vectors: Sequence[Mapping[str, float]]) -> Matrix:
    """The cosine of each two of the vectors, which have length 1."""
    column = {key: at for at, key in enumerate(sorted({key for vector in vectors for key in vector}))}
    rows = [row for row, vector in enumerate(vectors) for _ in vector]
    columns = [column[key] for vector in vectors for key in vector]
    weights = [weight for vector in vectors for weight in vector.values()]
    table = csr_matrix((weights, (rows, columns)), shape=(len(vectors), len(column)))
    products: Matrix = (table @ table.T).toarray()
    return products


def tf_idf(texts: Sequence[str]) -> list[dict[str, float]]:
    """Plain TF-IDF vectors of length 1: words of two letters and more, damped counts, smoothed rarity among these texts.

    >>> [round(weight, 2) for weight in tf_idf(["one ship", "two ships"])[0].values()]
    [0.71, 0.71]
    """
    counts = [Counter(_WORD.findall(text.lower())) for text in texts]
    documents = Counter(word for count in counts for word in count)
    vectors = []
    for count in counts:
        weights = {
            word: (1 + math.log(times)) * (math.log((1 + len(texts)) / (1 + documents[word])) + 1)
            for word, times in count.items()
        }
        length = math.hypot(*weights.values())
        vectors.append({word: weight / length for word, weight in weights.items()})
    return vectors


def agreements(likeness: Matrix, truth: Sequence[str], cuts: Sequence[float]) -> list[float]:
    """The adjusted Rand index of average linkage over a likeness, cut at each of these."""
    distances = likeness.max() - (likeness + likeness.T) / 2
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(distances, checks=False), "average")
    return [
        adjusted_rand_index(truth, fcluster(tree, likeness.max() - cut, "distance").tolist()) for cut in cuts
    ]


def adjusted_rand_index(truth: Sequence[str], found: Sequence[int]) -> float:
    """Agreement of two groupings beyond chance: 1 the same, 0 chance (Hubert and Arabie 1985).

    >>> adjusted_rand_index("aabb", [1, 1, 2, 2])
    1.0
    """
    both = _pairs(Counter(zip(truth, found, strict=True)))
    left, right = _pairs(Counter(truth)), _pairs(Counter(found))
    chance = left * right / math.comb(len(truth), 2)
    return (both - chance) / ((left + right) / 2 - chance)


def neighbour_in_five(likeness: Matrix, truth: Sequence[str]) -> float:
    """The share of articles, of clusters of two and more, that have one of their cluster among their five closest."""
    sizes, hits = Counter(truth), []
    for at, row in enumerate(likeness):
        if sizes[truth[at]] > 1:
            closest = [int(other) for other in np.argsort(-row, kind="stable") if other != at][:5]
            hits.append(any(truth[other] == truth[at] for other in closest))
    return sum(hits) / len(hits)


def area_under_the_curve(scores: Matrix, truth: Matrix) -> float:
    """How often a true pair scores above one that is not; a tie counts half.

    >>> area_under_the_curve(np.array([0.9, 0.4, 0.4]), np.array([True, True, False]))
    0.75
    """
    above = scores[truth][:, None] - scores[~truth]
    return float(np.mean(above > 0) + np.mean(above == 0) / 2)


def _pairs(counts: Mapping[Any, int]) -> int:
    return sum(math.comb(count, 2) for count in counts.values())
