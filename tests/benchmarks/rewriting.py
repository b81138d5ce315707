"""Which weights of the traces of a rewrite fit the labelled pairs best? Prints them, for `articles.stories.rewriting`.

    python -m tests.benchmarks.rewriting

The pairs were drawn by strata, and a pair stands for up to twenty; it counts the square root of that here, or a dozen
pairs would decide. Precision and recall are those of the whole corpus, each pair judged by weights that were fitted
without its cluster. The bias is moved by `SURE`: to call two independent sources one is the worse error.
"""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import NDArray

from articles.stories.evidence import measure
from articles.stories.rewriting import traces
from tests.conftest import SHARED
from tests.stories.rewrite_pairs import pairs, scraped, weighed

SURE = 1.0
"""From these log odds on two are called one report: precision is at least 0.9 from here on."""

_RIDGE = 2.0
_FOLDS, _ROUNDS = 10, 6
Matrix = NDArray[np.float64]


def main() -> None:
    """Print what the cuts around `SURE` are worth, then bias and weights."""
    articles, labelled = scraped(SHARED / "corpora"), pairs()
    signs = []
    for pair in labelled:
        a, b = articles[pair.a].print, articles[pair.b].print
        signs.append(traces(a, b, measure(a, b).names_in_order).values)
    columns = np.hstack([np.ones((len(signs), 1)), np.array(signs)])
    truth = np.array([pair.is_rewrite for pair in labelled], dtype=float)
    shares = np.sqrt([pair.stands_for for pair in labelled])
    unseen = _judged_unseen(columns, truth, shares, [articles[pair.a].cluster for pair in labelled])
    for cut in np.arange(0.0, 2.1, 0.25):
        precision, recall = weighed(list(zip(labelled, unseen >= cut, strict=True)))
        print(f"from {cut:.2f} on: precision {precision:.3f}, recall {recall:.3f}")  # noqa: T201
    bias, *weights = fitted(columns, truth, shares)
    print("BIAS", round(bias - SURE, 2), "WEIGHTS", [round(one, 2) for one in weights])  # noqa: T201


def fitted(columns: Matrix, truth: Matrix, shares: Matrix) -> Matrix:
    """Bias and weights of a logistic regression, by Newton's method; the ridge is the same for signs of any spread."""
    shares = shares / shares.mean()
    ridge = np.diag(_RIDGE * columns.std(axis=0) ** 2)
    weights = np.zeros(columns.shape[1])
    for _ in range(50):
        guess = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (shares * (guess - truth)) + ridge @ weights
        curve = (columns * (shares * guess * (1 - guess))[:, None]).T @ columns + ridge
        weights -= np.linalg.solve(curve, slope)
    return weights


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
            odds[unseen] += columns[unseen] @ fitted(columns[seen], truth[seen], shares[seen])
    return odds / _ROUNDS


if __name__ == "__main__":
    main()
