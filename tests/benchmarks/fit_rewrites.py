"""Fits the weights of `stories.similarity.rewrite_model` on the labelled pairs and prints them.

    python -m tests.benchmarks.fit_rewrites

The pairs were drawn by strata, and a pair stands for up to twenty; it counts the square root of that here, or a dozen
pairs would decide. Who aggregates for the web keeps more words than who rewrites for a paper: each pair is learned from
twice, as it is and with a share of one article's words replaced, names and figures aside, so that more weight lies on
what such a rewriter keeps. Precision and recall are those of the whole corpus as it is, each pair judged by weights that
were fitted without its cluster. The bias is moved by `SURE`: to call two independent sources one is the worse error.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from articles.stories.similarity.document_frequency import stem
from articles.stories.similarity.fingerprint import Fingerprint
from articles.stories.similarity.pair_features import pair_features
from articles.stories.similarity.rewrite_model import traces
from articles.stories.similarity.sentence_order import Sentences
from tests.benchmarks.logistic import Matrix, fitted
from tests.conftest import SHARED
from tests.stories.rewrite_pairs import pairs, scraped, weighed

SURE = 1.5
"""From these log odds on two are called one report: precision is at least 0.9 from here on."""

_REPLACED = 0.25
_RIDGE = 2.0
_FOLDS, _ROUNDS = 10, 6


@dataclass(frozen=True)
class Reworded(Fingerprint):
    """An article some of whose words were replaced, each by one other wherever it stands."""

    told: Sentences | None = None

    @property
    def sentences(self) -> Sentences:  # type: ignore[override]
        assert self.told is not None
        return self.told


def main() -> None:
    """Print what the cuts around `SURE` are worth, then bias and weights."""
    articles, labelled = scraped(SHARED / "corpora"), pairs()
    signs, reworded = [], []
    for pair in labelled:
        a, b = articles[pair.a].print, articles[pair.b].print
        in_order = pair_features(a, b).names_in_order
        signs.append((1.0, *traces(a, b, in_order).values))
        reworded.append((1.0, *traces(a, _reworded(b, pair.a), in_order).values))
    columns = np.array(signs + reworded)
    truth = np.array([pair.is_rewrite for pair in labelled] * 2, dtype=float)
    shares = np.sqrt([pair.stands_for for pair in labelled] * 2)
    clusters = [articles[pair.a].cluster for pair in labelled] * 2
    unseen = _judged_unseen(columns, truth, shares, clusters)[: len(labelled)]
    for cut in np.arange(0.0, 2.1, 0.25):
        precision, recall = weighed(list(zip(labelled, unseen >= cut, strict=True)))
        print(f"from {cut:.2f} on: precision {precision:.3f}, recall {recall:.3f}")  # noqa: T201
    bias, *weights = _fitted(columns, truth, shares)
    print("BIAS", round(bias - SURE, 2), "WEIGHTS", [round(one, 2) for one in weights])  # noqa: T201


def _reworded(told: Fingerprint, seed: str) -> Reworded:
    chance = random.Random(seed)
    words = {word for sentence in told.sentences.stems for word in sentence.split()}
    named = {stem(word) for name in told.names for word in name.split()}
    replaced = {word for word in sorted(words - named) if word.isalpha() and chance.random() < _REPLACED}
    stems = [
        " ".join(f"other{word}" if word in replaced else word for word in sentence.split())
        for sentence in told.sentences.stems
    ]
    return Reworded("", "", told.names, told=Sentences(stems, told.sentences.lengths))


def _fitted(columns: Matrix, truth: Matrix, shares: Matrix) -> Matrix:
    """Bias and weights; the ridge is the same for signs of any spread."""
    return fitted(columns, truth, shares / shares.mean(), _RIDGE * columns.std(axis=0) ** 2)


def _judged_unseen(columns: Matrix, truth: Matrix, shares: Matrix, clusters: list[int]) -> Matrix:
    """The log odds of each pair by weights fitted without its cluster, on average over some ways to part the clusters."""
    odds = np.zeros(len(truth))
    for number in range(_ROUNDS):
        order = sorted(set(clusters))
        random.Random(number).shuffle(order)
        fold = {cluster: at % _FOLDS for at, cluster in enumerate(order)}
        folds = np.array([fold[cluster] for cluster in clusters])
        for left_out in range(_FOLDS):
            seen, unseen = folds != left_out, folds == left_out
            odds[unseen] += columns[unseen] @ _fitted(columns[seen], truth[seen], shares[seen])
    return odds / _ROUNDS


if __name__ == "__main__":
    main()
