"""How well are stories found on text that the models were fitted on, on text that they were not, and by plain TF-IDF?

    python -m tests.benchmarks.stories

Every split fits the same-event model on half of the scraped clusters and measures it on the other half (*unseen*) and
on its own (*seen*). The look-alike clusters and the judged pairs are used in no fit: both halves of them are unseen.
The baseline is average linkage over plain TF-IDF on the same unseen half: at the cut that is best there, which nobody
can know beforehand and which is therefore the most that it can do, and at the cut that is best on the seen halves.
*Grouped* are the stories of the room, made by the model in use from every pair. The interval of the judged pairs is
over random draws of them.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from articles.stories.clustering.story_clusters import JOINED_AT, Link, group
from articles.stories.similarity.fingerprint import fingerprint
from articles.stories.similarity.pair_relation import compare
from articles.stories.similarity.same_event_model import Weights
from tests.benchmarks.fit_same_event import demonstration, fit, log_odds, news
from tests.benchmarks.logistic import Matrix
from tests.benchmarks.story_collections import (
    JUDGED,
    LOOK_ALIKE,
    SCRAPED,
    Clusters,
    adjusted_rand_index,
    agreements,
    area_under_the_curve,
    clusters,
    cosines,
    lines,
    neighbour_in_five,
    tf_idf,
)

SPLITS, DRAWS = 10, 1000
MOSTLY_ONE_STORY = 2.0
"""Pairs judged so on the average of their readers (1 the same, 4 different) or better are one story."""

_TF_IDF_CUTS = list(np.arange(0.08, 0.40, 0.005))
_PRINTED = "{:<22}{:<28}{:>8}{:>18}"


class Halves(NamedTuple):
    """A collection and the articles of it that a split fits on and those that it measures on."""

    collection: Clusters
    some: frozenset[str]
    seen: list[int]
    unseen: list[int]


def main() -> None:
    """Print the table."""
    collections, examples = [clusters(SCRAPED), clusters(LOOK_ALIKE)], [*news(), *demonstration()]
    figures: dict[tuple[str, str], list[float]] = {}
    for number in range(SPLITS):
        halves = [_halves(one, number) for one in collections]
        weights = fit(
            [(one.collection, one.some) for one in halves if one.collection.name == SCRAPED], examples
        )
        plain = _common_cut(halves)
        for one in halves:
            for what, value in _measured(one, weights, plain).items():
                figures.setdefault((one.collection.name, what), []).append(value)
    print(_PRINTED.format("collection", "what", "mean", "95 % of splits"))  # noqa: T201
    for (name, what), values in figures.items():
        _print(name, what, float(np.mean(values)), values)
    for collection in collections:
        _print(collection.name, "ARI grouped, in use", _grouped(collection))
    for what, value, drawn in _judged():
        _print(JUDGED, what, value, drawn)


def _halves(collection: Clusters, number: int) -> Halves:
    names = sorted(set(collection.truth))
    random.Random(100 + number).shuffle(names)
    some = frozenset(names[number % 2 :: 2])
    return Halves(collection, some, collection.half(some), collection.half(frozenset(names) - some))


def _common_cut(halves: Sequence[Halves]) -> float:
    """The cut at which plain TF-IDF agrees best with the seen halves together."""
    found = sum(np.array(_plain(one.collection, one.seen)) for one in halves)
    return float(_TF_IDF_CUTS[int(np.argmax(found))])


def _plain(collection: Clusters, articles: Sequence[int]) -> list[float]:
    return agreements(
        collection.tf_idf[np.ix_(articles, articles)], _truth(collection, articles), _TF_IDF_CUTS
    )


def _measured(halves: Halves, weights: Weights, plain_cut: float) -> dict[str, float]:
    collection, plain = halves.collection, _plain(halves.collection, halves.unseen)
    in_order = np.array(weights.of_values)
    likelihoods = {
        name: 1 / (1 + np.exp(-weights.bias - log_odds(collection, articles, in_order)))
        for name, articles in (("seen", halves.seen), ("unseen", halves.unseen))
    }
    unseen = _truth(collection, halves.unseen)
    ours = {
        name: agreements(found, _truth(collection, getattr(halves, name)), [JOINED_AT])[0]
        for name, found in likelihoods.items()
    }
    tf_idf_of_unseen = collection.tf_idf[np.ix_(halves.unseen, halves.unseen)]
    return {
        "ARI seen" if collection.name == SCRAPED else "ARI other half": ours["seen"],
        "ARI unseen": ours["unseen"],
        "ARI TF-IDF, best cut": max(plain),
        "ARI TF-IDF, cut of seen": plain[_TF_IDF_CUTS.index(plain_cut)],
        "ARI unseen less best cut": ours["unseen"] - max(plain),
        "neighbour unseen": neighbour_in_five(likelihoods["unseen"], unseen),
        "neighbour TF-IDF": neighbour_in_five(tf_idf_of_unseen, unseen),
    }


def _truth(collection: Clusters, articles: Sequence[int]) -> list[str]:
    return [collection.truth[at] for at in articles]


def _grouped(collection: Clusters) -> float:
    """The agreement of the stories that the room makes of a collection."""
    articles, links = range(len(collection.texts)), []
    for first, second in itertools.combinations(articles, 2):
        found = compare(collection.prints[first], collection.prints[second])
        if found.relation:
            links.append(Link(first, second, found.relation, found.score, found.rewritten))
    stories = group(articles, links)
    label = {article: number for number, story in enumerate(stories) for article in story.articles}
    return adjusted_rand_index(collection.truth, [label[at] for at in articles])


def _judged() -> list[tuple[str, float, list[float]]]:
    """The area under the curve of the judged pairs by our score and by plain TF-IDF, with draws of each."""
    rows = lines(JUDGED)
    truth = np.array([row["overall"] <= MOSTLY_ONE_STORY for row in rows])
    ours = np.array(
        [compare(fingerprint(row["text1"]), fingerprint(row["text2"])).score for row in rows], dtype=float
    )
    both = cosines(tf_idf([row["text1"] for row in rows] + [row["text2"] for row in rows]))
    plain = np.array([both[at, at + len(rows)] for at in range(len(rows))])
    measures: list[tuple[str, Callable[[Matrix], float]]] = [
        ("AUC unseen", lambda at: area_under_the_curve(ours[at], truth[at])),
        ("AUC TF-IDF", lambda at: area_under_the_curve(plain[at], truth[at])),
    ]
    chance = np.random.default_rng(5)
    draws = [chance.integers(0, len(rows), len(rows)) for _ in range(DRAWS)]
    return [(what, measure(np.arange(len(rows))), list(map(measure, draws))) for what, measure in measures]


def _print(name: str, what: str, value: float, values: Sequence[float] = ()) -> None:
    low, high = np.quantile(values, (0.025, 0.975)) if values else (0.0, 0.0)
    interval = f"{low:.3f} to {high:.3f}" if values else ""
    print(_PRINTED.format(name, what, f"{value:.3f}", interval))  # noqa: T201


if __name__ == "__main__":
    main()
