"""Fits the weights of `stories.similarity.same_event_model` and keeps them in `data/same_event.json`.

    python -m tests.benchmarks.fit_same_event

The weights of the features are a logistic regression over pairs of these sources: the clusters of scraped articles; the
demonstration articles and the seeds; the labelled pairs of the news sample whose errors were read; its dated pairs 15
and more days apart, one of the days hidden, which tell two events, and its pairs of the same days, hardly any of which
tell one. How common one event is differs between the sources for no reason that a pair could show, so each has a bias
of its own in the regression, and the one in use is set by `FOUND`.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import NamedTuple

import numpy as np

from articles.stories.similarity.fingerprint import Fingerprint, cosine, fingerprint
from articles.stories.similarity.pair_features import COPIED_WORDING, pair_features
from articles.stories.similarity.same_event_model import FITTED, Weights
from tests.benchmarks.logistic import Matrix, fitted
from tests.benchmarks.story_collections import (
    LOOK_ALIKE,
    SCRAPED,
    Clusters,
    clusters,
    likenesses,
)
from tests.conftest import SHARED
from tests.stories.news_pairs import news_prints, pairs
from tests.stories.test_demonstration import EVENTS, FILES, NAMES, UNSURE, printed

FOUND = 0.84
"""Of the pairs of scraped articles of one cluster so many are to be found."""

_RIDGE = 1e-4
_LIKE_ENOUGH, _ALIKE_THOUGH_FAR = 0.12, 0.17
_FAR, _SAME_DAYS, _OF_SAME_DAYS = 15, 4, 2500
_WEIGHT = {"labelled": 100, "far": 100, "same days": 80, SCRAPED: 100, LOOK_ALIKE: 100, "demonstration": 20}
_OF_THEIR_OWN = (SCRAPED, LOOK_ALIKE, "demonstration")


class Example(NamedTuple):
    """A pair: where it comes from, whether it tells one event, how much it counts in its source, and its values."""

    source: str
    one_event: bool
    weight: float
    values: tuple[float, ...]


def main() -> None:
    """Fit on everything and keep the weights."""
    collections = [clusters(SCRAPED)]
    weights = fit([(one, frozenset(one.truth)) for one in collections], [*news(), *demonstration()])
    kept = {
        "model": "the same-event model (articles/stories/similarity/same_event_model.py)",
        "command": "python -m tests.benchmarks.fit_same_event",
        "data": [f"{one.name}.jsonl.xz" for one in collections]
        + ["seeds", "fixtures", "news_sample.jsonl.xz", "tests/stories/data/news_pairs.tsv"],
        "made": dt.date.today().isoformat(),
        "weights": {name: round(value, 3) for name, value in asdict(weights).items()},
    }
    FITTED.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    print(FITTED.read_text(encoding="utf-8"))  # noqa: T201


def fit(seen: Sequence[tuple[Clusters, frozenset[str]]], examples: Sequence[Example]) -> Weights:
    """The weights fitted on these clusters of the collections and on the examples."""
    examples = [*examples, *(one for collection, some in seen for one in _of_clusters(collection, some))]
    columns = np.array([one.values for one in examples])
    sources = [one.source if one.source in _OF_THEIR_OWN else "news" for one in examples]
    biases = np.array([[source == one for one in sorted(set(sources))] for source in sources], dtype=float)
    ridge = np.array([*[_RIDGE] * columns.shape[1], *[0.0] * biases.shape[1]])
    truth = np.array([one.one_event for one in examples])
    found = fitted(np.hstack([columns, biases]), truth, _shares(examples), ridge)[: columns.shape[1]]
    same = [found @ one.values for one in examples if one.source == SCRAPED and one.one_event]
    bias = -float(np.quantile(same, 1 - FOUND))
    return Weights(bias, *map(float, found))


def log_odds(collection: Clusters, articles: Sequence[int], weights: Matrix) -> Matrix:
    """The log odds of each two of these articles by the weights of the six values, without a bias."""
    odds: Matrix = collection.values[np.ix_(articles, articles)] @ weights
    return odds


def _of_clusters(collection: Clusters, some: frozenset[str]) -> Iterator[Example]:
    articles, truth, values = collection.half(some), collection.truth, collection.values
    size = Counter(truth)
    for a, b in itertools.combinations(articles, 2):
        same = truth[a] == truth[b]
        if same or values[a, b, 0] >= _LIKE_ENOUGH:
            yield Example(collection.name, same, 1 / size[truth[a]], tuple(values[a, b]))


def _shares(examples: Sequence[Example]) -> Matrix:
    """What each example counts; the two answers of a source, where it has both, count the same."""
    sums: Counter[tuple[str, bool]] = Counter()
    for one in examples:
        sums[one.source, one.one_event] += one.weight  # type: ignore[assignment]
    shares = [one.weight * _WEIGHT[one.source] / sums[one.source, one.one_event] for one in examples]
    return np.array(shares) / sum(shares)


def demonstration() -> Iterator[Example]:
    """The pairs of the demonstration articles, and those of the seeds: one long affair each."""
    prints = dict(zip(NAMES, map(printed, FILES), strict=True))
    texts = sorted((SHARED / "seeds").glob("*.txt"))
    seeds = {path.stem: fingerprint(path.read_text(encoding="utf-8")) for path in texts}
    rewrites = {tuple(sorted(seeds)[:2])}
    for some in (prints, seeds):
        for a, b in itertools.combinations(sorted(some), 2):
            same = (a, b) in EVENTS | rewrites
            if (a, b) not in UNSURE and (same or _likeness(some[a], some[b]) >= _LIKE_ENOUGH):
                yield _example("demonstration", some[a], some[b], same)


def news() -> Iterator[Example]:
    """The pairs of the news sample."""
    prints = news_prints(SHARED / "corpora")
    labelled = {frozenset((one.a, one.b)): one for one in pairs()}
    for one in labelled.values():
        if one.half == 1 and one.label != "unsure":
            yield _example("labelled", *_as_seen(prints[one.a], prints[one.b]), one.tells_one_event)
    names, likeness = list(prints), likenesses(list(prints.values()))
    same_days = []
    for at, after in itertools.combinations(range(len(names)), 2):
        a, b = prints[names[at]], prints[names[after]]
        if a.day is None or b.day is None or frozenset((names[at], names[after])) in labelled:
            continue
        apart = abs((a.day - b.day).days)
        if apart <= _SAME_DAYS and likeness[at, after] < _LIKE_ENOUGH:
            same_days.append((a, b))
        elif apart >= _FAR and likeness[at, after] >= _ALIKE_THOUGH_FAR:
            signs = pair_features(a, replace(b, day=None)).signs
            # What copies do not tell is what parts two events.
            if signs.wording < COPIED_WORDING:
                yield Example("far", False, 1.0, signs.values)
    for a, b in random.Random(5).sample(same_days, min(_OF_SAME_DAYS, len(same_days))):
        yield _example("same days", a, b, False)


def _as_seen(a: Fingerprint, b: Fingerprint) -> tuple[Fingerprint, Fingerprint]:
    """Of two that lie further apart than one event lasts, which are told apart by that alone, one day is hidden."""
    far = a.day and b.day and abs(a.day - b.day) > dt.timedelta(_SAME_DAYS)
    return (a, replace(b, day=None)) if far else (a, b)


def _example(source: str, a: Fingerprint, b: Fingerprint, same: bool, weight: float = 1.0) -> Example:
    return Example(source, same, weight, pair_features(a, b).signs.values)


def _likeness(a: Fingerprint, b: Fingerprint) -> float:
    return (cosine(a.terms, b.terms) + cosine(a.lead, b.lead)) / 2


if __name__ == "__main__":
    main()
